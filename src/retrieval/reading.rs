//! Reads a question: names, times, numbers, how it asks, and the words that are left.

use super::clauses::{
    asked_about, asks, cites, counted, counts, each, from_one_to_another, in_english, lasting, modifiers, names_events, nouns_aside,
    numbers_of_sorts, per_time, proper_names, quieten, quoted, sides, sorts, surface, with_role,
};
use super::conjuncts::one_at_a_time;
use super::counting::counted_things;
use super::names::{Named, Names};
use super::parsing::{Numbered, Parsed};
use super::question::{Atom, AtomKind, MOST_ATOMS, Question};
use super::spelling::Spelling;
use super::strange::{name_strangers, runs, soften};
use super::tuning;
use super::vocabulary::{Term, TermId, Vocabulary};
use crate::language::{
    Canonicaliser, GeneralWord, Language, Lexicon, Operation, Role, Script, Stems, TokenKind, Wanted, named_times, script, stated_numbers,
};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What reading needs; all of it is made once for a base.
pub struct Reader {
    /// Canonical forms.
    pub canonicaliser: Canonicaliser,
    /// The numbers of words.
    pub stems: Stems,
    /// General words.
    pub lexicon: Lexicon,
    /// Names of the base.
    pub names: Names,
    /// Terms of the base.
    pub vocabulary: Vocabulary,
    /// Tolerant matching of words.
    pub spelling: Spelling,
}

fn mark(flags: &mut [bool], range: &Range<usize>) {
    if let Some(flags) = flags.get_mut(range.clone()) {
        flags.fill(true);
    }
}

/// A question under reading.
struct Reading<'n> {
    parsed: Parsed<'n>,
    /// For each token, whether a name, time or number takes it.
    taken: Vec<bool>,
    /// For each token, the length of the longest word of asking over it.
    covered: Vec<usize>,
    /// Words written as proper names are.
    proper: Vec<String>,
}

impl Reading<'_> {
    fn is_taken(&self, token: usize) -> bool {
        self.taken.get(token).copied().unwrap_or(true)
    }

    fn is_covered(&self, token: usize) -> bool {
        self.covered.get(token).is_some_and(|length| *length > 0)
    }
}

impl Reader {
    /// Reads a question. `today` resolves 去年 and "last year"; `language` overrides what the script says.
    #[must_use]
    pub fn read(&self, typed: &str, today: Date, language: Option<Language>) -> Question {
        let letters = script(typed);
        let mut parsed = Parsed { text: self.canonicaliser.question(&self.lexicon.spell_out(typed), &self.stems), ..Parsed::default() };
        self.spelling.correct(&mut parsed.text, &self.vocabulary, &self.lexicon);
        parsed.find(&self.names, &self.lexicon);
        let mut taken = vec![false; parsed.text.tokens.len()];
        parsed.mentions.iter().for_each(|mention| mark(&mut taken, &mention.tokens));

        let names: Vec<Range<usize>> = parsed.mentions.iter().map(|m| m.tokens.clone()).collect();
        let outside = |range: &Range<usize>| !names.iter().any(|n| n.start < range.end && range.start < n.end);
        let times: Vec<_> = named_times(&parsed.text, today).into_iter().filter(|t| outside(&t.tokens)).collect();
        for time in &times {
            mark(&mut taken, &time.tokens);
        }
        let by_sound = self.names.find_by_sound(&parsed.text, &taken);
        for mention in &by_sound {
            mark(&mut taken, &mention.tokens);
        }
        parsed.mentions.extend(by_sound);

        let mut atoms: Vec<Atom> = Vec::new();
        for mention in &parsed.mentions {
            let rarity = mention
                .named
                .iter()
                .filter_map(|n| self.vocabulary.id(Term::Named(*n)))
                .map(|t| self.vocabulary.rarity(t))
                .fold(0.0, f32::max);
            let unknown = mention.named.iter().all(|n| self.vocabulary.id(Term::Named(*n)).is_none());
            let weight = if unknown { tuning::UNKNOWN_NAME } else { tuning::NAME_BASE + tuning::NAME_RARITY * rarity };
            atoms.push(Atom {
                kind: Question::mention(mention),
                tokens: mention.tokens.clone(),
                weight,
                surface: surface(&parsed, &mention.tokens),
                carried: false,
                aside: false,
                sources: 0,
            });
        }
        for time in &times {
            atoms.push(Atom {
                kind: AtomKind::Time(time.time),
                tokens: time.tokens.clone(),
                weight: tuning::TIME,
                surface: surface(&parsed, &time.tokens),
                carried: false,
                aside: false,
                sources: 0,
            });
        }
        let covered = parsed.covered();
        let mut reading = Reading { parsed, taken, covered, proper: proper_names(typed) };
        let (wanted, mut operations, talk, follows, ordinal) = self.asking(&reading);
        for number in stated_numbers(&reading.parsed.text) {
            let free = number.tokens.clone().all(|n| !reading.is_taken(n));
            let in_general = number.tokens.clone().all(|n| reading.covered.get(n).is_some_and(|c| *c >= 2));
            if free && !in_general {
                let before = |role: Role| reading.parsed.general.iter().any(|w| w.role == role && w.tokens.end == number.tokens.start);
                let after = |role: Role| reading.parsed.general.iter().any(|w| w.role == role && w.tokens.start == number.tokens.end);
                let (bounded, length) = (before(Role::Bound) || before(Role::Rest), after(Role::TimeUnit));
                mark(&mut reading.taken, &number.tokens);
                atoms.push(Atom {
                    surface: surface(&reading.parsed, &number.tokens),
                    tokens: number.tokens.clone(),
                    kind: AtomKind::Number(number),
                    weight: if length { tuning::LENGTH } else { tuning::NUMBER },
                    carried: false,
                    aside: length || bounded,
                    sources: 0,
                });
            }
        }
        self.words(&reading, &mut atoms);
        let unknown = runs(&reading.parsed, &atoms, |n| reading.is_taken(n));
        name_strangers(&reading.parsed, &mut atoms, &unknown);
        let parsed = &reading.parsed;
        atoms.sort_by_key(|a| a.tokens.start);
        atoms.truncate(MOST_ATOMS);
        quieten(parsed, &mut atoms);

        let each = each(parsed, &atoms);
        let cites = cites(parsed, &atoms);
        let focus = asked_about(parsed, &atoms);
        soften(parsed, &mut atoms, focus, &unknown);
        let (reversals, of_events) = (with_role(parsed, &atoms, Role::Reversal), with_role(parsed, &atoms, Role::Event));
        if per_time(parsed) {
            operations.retain(|o| *o != Operation::Average);
        }
        if operations.contains(&Operation::Length) && !operations.contains(&Operation::Order) && from_one_to_another(parsed, &atoms) {
            operations.push(Operation::Order);
        }
        let sorts = sorts(parsed, &atoms, focus);
        if wanted.contains(&Wanted::Which) && !operations.contains(&Operation::Events) && names_events(parsed, &atoms, focus) {
            operations.push(Operation::Events);
        }
        let detected = match letters {
            Script::Han if in_english(parsed) => Language::En,
            Script::Han if self.canonicaliser.scripts().is_traditional(typed) => Language::ZhHant,
            Script::Han => Language::ZhHans,
            _ => Language::En,
        };
        let (known, words) = self.english(&reading);
        #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
        let english = if words == 0 { 1.0 } else { known as f32 / words as f32 };
        Question {
            typed: typed.to_owned(),
            language: language.unwrap_or(detected),
            foreign: letters == Script::Other || letters == Script::Latin && words >= 3 && english < tuning::FOREIGN_SHARE,
            unknown: atoms.iter().filter(|a| matches!(&a.kind, AtomKind::Words(terms) if terms.is_empty())).map(|a| a.weight).sum(),
            terms: self.compared_terms(&reading),
            sides: sides(parsed, &atoms),
            distributive: parsed.has(Role::Distributive),
            one_at_a_time: one_at_a_time(parsed, &atoms),
            quoted: quoted(parsed, typed, &atoms),
            polar: wanted.is_empty() && self.lexicon.is_polar(&parsed.text),
            wanted,
            operations,
            talk,
            follows,
            ordinal,
            counts: counts(parsed),
            asks: asks(parsed),
            each,
            cites,
            focus,
            counted: counted(parsed, &atoms),
            counted_things: counted_things(parsed, |term| self.vocabulary.id(term)),
            sorts,
            of_sort: numbers_of_sorts(parsed, &atoms),
            of_events,
            joins: parsed.has(Role::And),
            unmodified: modifiers(parsed, true).next().is_some(),
            modified: modifiers(parsed, false).next().is_some(),
            reversals,
            attributes: with_role(parsed, &atoms, Role::Attribute),
            before: parsed.has(Role::Before),
            lasting: lasting(parsed),
            english,
            atoms,
        }
    }

    fn asking(
        &self,
        reading: &Reading<'_>,
    ) -> (Vec<crate::language::Wanted>, Vec<crate::language::Operation>, Vec<crate::language::Talk>, bool, Option<usize>) {
        let parsed = &reading.parsed;
        let (mut wanted, mut operations, mut talk) = (Vec::new(), Vec::new(), Vec::new());
        let (mut follows, mut ordinal) = (false, None);
        // Inside a metric's name ("how many cities") a word still says what is wanted; inside any other name it does not.
        let in_metric = |n: usize| {
            parsed.mentions.iter().any(|m| m.tokens.contains(&n) && m.named.iter().any(|named| matches!(named, Named::Metric(_))))
        };
        let free =
            |word: &GeneralWord| word.tokens.clone().any(|n| !reading.is_taken(n) || matches!(word.role, Role::Wanted(_)) && in_metric(n));
        // A phrase inside a longer one of the same list says nothing of its own ("what" in "what date").
        // Nor one inside a phrase that only frames the question ("when it comes to").
        let longest = |word: &GeneralWord| {
            !parsed.general.iter().any(|other| {
                let one_list = match word.role {
                    Role::Wanted(Wanted::When) if other.role == Role::Function => true,
                    Role::Operation(_) => other.role == word.role || other.role == Role::Function,
                    _ => std::mem::discriminant(&other.role) == std::mem::discriminant(&word.role),
                };
                one_list
                    && other.tokens.len() > word.tokens.len()
                    && other.tokens.start <= word.tokens.start
                    && other.tokens.end >= word.tokens.end
            })
        };
        // "More than 380" bounds a number.
        let bounds = |word: &GeneralWord| {
            let number = parsed.text.tokens.get(word.tokens.end).is_some_and(|t| t.kind == TokenKind::Number);
            let bound = || parsed.general.iter().any(|w| w.role == Role::Bound && w.tokens.end == word.tokens.end);
            word.role == Role::Operation(Operation::Compare) && number && bound()
        };
        let noun_aside = nouns_aside(parsed);
        for word in parsed.general.iter().filter(|w| free(w) && longest(w) && !bounds(w) && !noun_aside(w)) {
            match word.role {
                Role::Wanted(w) => {
                    let w = self.lexicon.wanted_at_end(&parsed.text, &word.tokens).unwrap_or(w);
                    if !wanted.contains(&w) {
                        wanted.push(w);
                    }
                }
                Role::Operation(o) if !operations.contains(&o) => operations.push(o),
                Role::Talk(t) if !talk.contains(&t) => talk.push(t),
                Role::Follow => follows = true,
                Role::Ordinal(n) => ordinal = Some(n),
                _ => {}
            }
        }
        let choice = operations.contains(&Operation::Choice);
        let closing = self.lexicon.closing(&parsed.text).filter(|o| choice || *o == Operation::Confirm);
        operations.extend(closing.filter(|o| !operations.contains(o)));
        (wanted, operations, talk, follows, ordinal)
    }

    /// Atoms for the words and characters that no name, time or number takes.
    fn words(&self, reading: &Reading<'_>, atoms: &mut Vec<Atom>) {
        let parsed = &reading.parsed;
        let same_at = |n: usize| {
            parsed.general.iter().filter(move |w| w.tokens.contains(&n)).filter_map(|w| match w.role {
                Role::Same(set) => self.vocabulary.id(Term::Same(set)),
                _ => None,
            })
        };
        for (n, token) in parsed.text.tokens.iter().enumerate() {
            if reading.is_taken(n) || reading.is_covered(n) {
                continue;
            }
            let mut terms: Vec<TermId> = Vec::new();
            let scale;
            match token.kind {
                TokenKind::Word => {
                    scale = tuning::WORD;
                    terms.extend(self.vocabulary.id(Term::Stem(token.symbol)));
                }
                TokenKind::Han => {
                    scale = tuning::CHARACTER;
                    let here = parsed.bigram(n);
                    let before = n.checked_sub(1).and_then(|p| parsed.bigram(p));
                    terms.extend([here, before].into_iter().flatten().filter_map(|b| self.vocabulary.id(b)));
                    let alone = |k: Option<usize>| {
                        let bound = |k: usize| parsed.has_at(k, |r| matches!(r, Role::Bound));
                        k.is_none_or(|k| parsed.text.han(k).is_none() || reading.is_taken(k) || reading.is_covered(k) || bound(k))
                    };
                    if alone(n.checked_sub(1)) && alone(Some(n + 1)) {
                        terms.extend(parsed.text.han(n).and_then(|c| self.vocabulary.id(Term::Han(c))));
                    }
                }
                TokenKind::Number | TokenKind::Break => continue,
            }
            // What is close to such a word does not mention it.
            if parsed.has_at(n, |r| matches!(r, Role::Attribute)) {
                terms.clear();
            }
            let known = !terms.is_empty();
            let rarity = terms.iter().map(|t| self.vocabulary.rarity(*t)).fold(0.0, f32::max);
            terms.extend(same_at(n));
            let plain = if known { tuning::KNOWN_BASE + tuning::KNOWN_RARITY * rarity } else { tuning::UNKNOWN };
            // A letter alone says hardly anything.
            let letter = token.kind == TokenKind::Word && parsed.text.surface(n).len() == 1;
            let weight = if letter || parsed.has_at(n, |r| matches!(r, Role::Common)) {
                scale * tuning::COMMON * plain
            } else if same_at(n).next().is_some() {
                scale * tuning::SAME * plain
            } else {
                scale * plain
            };
            let nobody = terms.is_empty() && reading.proper.iter().any(|name| name == parsed.text.surface(n));
            atoms.push(Atom {
                kind: if nobody && !self.lexicon.knows(token.symbol) { AtomKind::Name(Vec::new()) } else { AtomKind::Words(terms) },
                tokens: n..n + 1,
                weight,
                surface: parsed.text.surface(n).to_owned(),
                carried: false,
                aside: false,
                sources: 0,
            });
        }
    }

    fn english(&self, reading: &Reading<'_>) -> (usize, usize) {
        let words = reading.parsed.text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word);
        words.fold((0, 0), |(known, all), (n, token)| {
            let letter = reading.parsed.text.surface(n).len() == 1;
            let known_here = reading.is_taken(n)
                || !letter && (self.lexicon.knows(token.symbol) || self.vocabulary.id(Term::Stem(token.symbol)).is_some());
            (known + usize::from(known_here), all + 1)
        })
    }

    /// The distinct known terms by which a question is compared with a way of asking, each with its weight.
    fn compared_terms(&self, reading: &Reading<'_>) -> Vec<(TermId, f32)> {
        let (mut seen, mut numbered) = (FxHashSet::default(), Numbered::default());
        reading.parsed.number(&mut numbered, |term| self.vocabulary.id(term));
        let distinct = numbered.compared(&reading.covered).filter(|id| seen.insert(*id));
        distinct.map(|id| (id, self.vocabulary.weight(id))).collect()
    }

    /// Whether anything of the base is named.
    #[must_use]
    pub fn names_something(question: &Question) -> bool {
        question.names_any(|n| matches!(n, Named::Entity(_) | Named::Fact(_)))
    }
}
