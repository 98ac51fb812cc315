//! The engine: one question in, one answer out. A pure function of base, question and date.

use super::answer::{Answer, Reason};
use super::apart::Known;
use super::compute::{asked_for, insists};
use super::derived::{Derived, derived};
use super::index::FactIndex;
use super::links::Links;
use super::lists::compares_lists;
use super::names::{Named, Names};
use super::preparing::{Prepared, prepare};
use super::profile::Profile;
use super::profile::source_bit;
use super::question::{AtomKind, Question};
use super::ranking::{Candidate, rank};
use super::reading::Reader;
use super::tuning;
use super::vocabulary::Term;
use crate::both::both;
use crate::knowledge::{Base, FactRef};
use crate::language::{Canonicaliser, Language, Lexicon, LexiconError, Scripts, ScriptsError, Stems, Wanted};
use jiff::civil::Date;

/// How many words a fact has that no other has, roughly.
const WORDS: usize = 8;

/// The engine could not be made for a base.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The script tables are broken.
    #[error(transparent)]
    Scripts(#[from] ScriptsError),
    /// The word lists are broken.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The index cannot be built.
    #[error("the index cannot be built: {0}")]
    Index(#[from] tantivy::TantivyError),
}

/// A question with its answer and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The question as it was read.
    pub question: Question,
    /// The candidates, best first.
    pub ranked: Vec<Candidate>,
    /// The answer.
    pub answer: Answer,
}

/// Answers questions from one base.
pub struct Engine {
    pub(super) base: Base,
    pub(super) derived: Vec<Derived>,
    pub(super) reader: Reader,
    pub(super) list: Vec<Profile>,
    index: FactIndex,
}

impl Engine {
    /// Prepares a base for answering.
    ///
    /// # Errors
    /// When embedded tables are broken or the base is too big to index.
    pub fn new(base: Base) -> Result<Self, EngineError> {
        let canonicaliser = Canonicaliser::new(Scripts::load()?);
        let mut stems = Stems::with_room(WORDS * base.facts.len());
        // General words know nothing of the base, and what facts link to needs no words.
        let of_base = || (Names::of(&base, &canonicaliser, &mut stems), derived(&base), Links { base: &base }.facts());
        let ((names, derived, linked), general) = both(of_base, || Lexicon::read(&canonicaliser));
        let (mut lexicon, learnt) = general?;
        lexicon.renumber(&stems.adopt(&learnt));
        let known = Known { base: &base, derived: &derived, canonicaliser, names: &names, lexicon: &lexicon };
        let Prepared { list, vocabulary, stems, index, spelling } = prepare(known, linked, stems)?;
        Ok(Self { base, derived, reader: Reader { canonicaliser, stems, lexicon, names, vocabulary, spelling }, list, index })
    }

    /// The base.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Figures that follow from published ones.
    #[must_use]
    pub fn derived(&self) -> &[Derived] {
        &self.derived
    }

    /// The script tables.
    #[must_use]
    pub fn scripts(&self) -> &Scripts {
        self.reader.canonicaliser.scripts()
    }

    /// Reads a question.
    #[must_use]
    pub fn read(&self, typed: &str, today: Date, language: Option<Language>) -> Question {
        let mut question = self.reader.read(typed, today, language);
        self.cite(&mut question);
        self.name_parts(&mut question);
        question
    }

    /// Lets a name stand for the one part of a named event that it belongs to, too: beside the name of a fair, that of a
    /// branch means the session on it.
    fn name_parts(&self, question: &mut Question) {
        let whole = |named: &Named| if let Named::Fact(at) = named { Some(*at) } else { None };
        let wholes: Vec<FactRef> = question.names().flat_map(|(_, named)| named).filter_map(whole).collect();
        if wholes.is_empty() {
            return;
        }
        let parts: Vec<FactRef> =
            self.base.events().filter(|(_, _, e)| e.part_of.is_some_and(|p| wholes.contains(&p))).map(|(at, _, _)| at).collect();
        let own = |part: FactRef, named: &[Named]| self.list.get(part.index()).is_some_and(|p| named.iter().any(|n| p.own.contains(n)));
        let mut found = Vec::new();
        for atom in &mut question.atoms {
            let AtomKind::Name(named) = &mut atom.kind else { continue };
            let mut meant = parts.iter().filter(|part| own(**part, named));
            if let (Some(part), None) = (meant.next(), meant.next())
                && named.iter().all(|n| matches!(n, Named::Entity(_)))
            {
                named.push(Named::Fact(*part));
                found.push(*part);
            }
        }
        let vocabulary = &self.reader.vocabulary;
        let terms = found.into_iter().filter_map(|part| vocabulary.id(Term::Named(Named::Fact(part))));
        for term in terms {
            if question.terms.iter().all(|(known, _)| *known != term) {
                question.terms.push((term, vocabulary.weight(term)));
            }
        }
    }

    /// Notes which sources the times and names beside a word for a report stand for: those published then, and those that
    /// a fact which links to the name is from.
    fn cite(&self, question: &mut Question) {
        let cites = question.cites;
        for (_, atom) in question.atoms.iter_mut().enumerate().filter(|(n, _)| cites >> n & 1 == 1) {
            atom.sources = match &atom.kind {
                AtomKind::Time(time) => {
                    let then = self.base.sources.iter().enumerate().filter(|(_, s)| time.fits(&s.date));
                    then.fold(0, |bits, (n, _)| bits | source_bit(n))
                }
                AtomKind::Name(named) => {
                    let linked = self.list.iter().filter(|p| named.iter().any(|n| p.own.binary_search(n).is_ok()));
                    linked.fold(0, |bits, p| bits | p.source)
                }
                AtomKind::Number(_) | AtomKind::Words(_) => 0,
            };
        }
    }

    /// Answers a question as it was typed. `today` resolves relative times.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(&self, typed: &str, today: Date, language: Option<Language>) -> Result<Asked, EngineError> {
        self.answer(self.read(typed, today, language), today)
    }

    /// Answers a question that was read, and perhaps filled up from its context.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn answer(&self, question: Question, today: Date) -> Result<Asked, EngineError> {
        let mut asked = self.answer_whole(question, today)?;
        if let Some(facts) = self.each_told(&asked, today)? {
            asked.answer = Answer::told(facts, asked.question.wanted.first().copied());
        }
        if let Answer::Told { facts, .. } = &mut asked.answer {
            facts.extend(self.beyond(&asked.question, facts, today)?);
            facts.truncate(tuning::MOST_TOLD);
        }
        if let Answer::Abstained { .. } = &asked.answer {
            let facts = self.beyond(&asked.question, &[], today)?;
            if facts.len() >= 2 {
                asked.answer = Answer::told(facts, asked.question.wanted.first().copied());
            }
        }
        Ok(asked)
    }

    /// Answers a question as one.
    pub(super) fn answer_whole(&self, question: Question, today: Date) -> Result<Asked, EngineError> {
        let compares = insists(&question) || !asked_for(&question).is_empty() || compares_lists(&question);
        let most = match question.terms.len() {
            _ if compares => tuning::OPERAND_CANDIDATES,
            0..=tuning::FEW_TERMS => tuning::CANDIDATES_OF_FEW,
            _ => tuning::CANDIDATES,
        };
        let ranked = rank(&question, &self.index, &self.list, &self.reader.vocabulary, most)?;
        let mut answer = self.decide(&question, &ranked, today);
        // A question that names nothing of the base is near no fact of it.
        if let Answer::Abstained { reason, nearest } = &mut answer
            && (*reason == Reason::Nothing || question.wants(Wanted::Other) && !matches!(reason, Reason::KnownGap(_)))
            && question.names().all(|(_, named)| named.iter().all(|n| matches!(n, Named::Metric(_))))
        {
            *nearest = None;
        }
        Ok(Asked { question, ranked, answer })
    }
}
