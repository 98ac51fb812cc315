//! Questions that ask two things ("when was it held, and who came?"): each half is answered as a question of its own, with
//! what the other half names, and both answers are told together.

use super::answer::Answer;
use super::engine::{Engine, EngineError};
use super::question::{Atom, AtomKind, MOST_ATOMS, Question};
use super::tuning;
use super::vocabulary::Term;
use crate::knowledge::FactRef;
use jiff::civil::Date;

/// Marks between two questions.
const MARKS: [char; 8] = ['，', ',', '；', ';', '？', '?', '。', '、'];
/// Words between two questions, as they are typed in the middle of a sentence.
const JOINTS: [&str; 6] = [" and ", " plus ", "以及", "并且", "还有", "和"];

impl Engine {
    /// The facts that answer the two halves of a question that was answered as a whole by `told`, without those; nothing
    /// when it has no two halves or one of them is not answered.
    pub(super) fn beyond(&self, question: &Question, told: &[FactRef], today: Date) -> Result<Vec<FactRef>, EngineError> {
        if question.asks < 2 {
            return Ok(Vec::new());
        }
        let Some((mut first, mut second)) = self.halves(question, today) else {
            return Ok(Vec::new());
        };
        self.lend(&first.clone(), &mut second);
        self.lend(&second.clone(), &mut first);
        let mut more = Vec::new();
        for half in [first, second] {
            match self.answer_whole(half, today)?.answer {
                Answer::Told { facts, .. } => more.extend(facts.first().copied()),
                _ if told.is_empty() => return Ok(Vec::new()),
                _ => {}
            }
        }
        more.dedup();
        let first = told.first().or(more.first()).copied();
        let related = |at: &FactRef| first.is_some_and(|first| self.shares_subject(first, *at));
        more.retain(|at| !told.contains(at) && related(at));
        Ok(more)
    }

    /// The two halves of a text at the last joint both sides of which ask something.
    fn halves(&self, question: &Question, today: Date) -> Option<(Question, Question)> {
        let text = question.typed.as_str();
        let marks = text.char_indices().filter(|(_, c)| MARKS.contains(c)).map(|(at, c)| (at, at + c.len_utf8()));
        let words = JOINTS.iter().flat_map(|joint| text.match_indices(joint).map(|(at, joint)| (at, at + joint.len())));
        let mut joints: Vec<(usize, usize)> = marks.chain(words).collect();
        joints.sort_unstable();
        joints.iter().rev().take(tuning::MOST_JOINTS).find_map(|(end, start)| {
            let read = |part: Option<&str>| {
                Some(self.read(part?, today, Some(question.language))).filter(|q| !q.wanted.is_empty() && says_something(q))
            };
            Some((read(text.get(..*end))?, read(text.get(*start..))?))
        })
    }

    /// Gives a half that names nothing what the other one names.
    fn lend(&self, from: &Question, to: &mut Question) {
        if to.names_any(|n| n.is_solid(&self.base)) {
            return;
        }
        for atom in from.atoms.iter().filter(|a| matches!(a.kind, AtomKind::Name(_) | AtomKind::Time(_))) {
            if to.atoms.len() >= MOST_ATOMS {
                return;
            }
            if let AtomKind::Name(named) = &atom.kind {
                let vocabulary = &self.reader.vocabulary;
                let terms = named.iter().filter_map(|n| vocabulary.id(Term::Named(*n))).map(|t| (t, vocabulary.weight(t)));
                for term in terms {
                    if !to.terms.contains(&term) {
                        to.terms.push(term);
                    }
                }
            }
            to.atoms.push(Atom { carried: true, ..atom.clone() });
        }
    }

    /// Whether two facts are of one event or link to one thing.
    pub(super) fn shares_subject(&self, a: FactRef, b: FactRef) -> bool {
        let own = |at: FactRef| self.list.get(at.index()).map_or(&[][..], |p| p.own.as_slice());
        self.one_event(a, b) || own(a).iter().any(|n| n.is_solid(&self.base) && own(b).contains(n))
    }
}

fn says_something(question: &Question) -> bool {
    question.weight(question.all()) >= tuning::LEAST_SAID / 2.0
}
