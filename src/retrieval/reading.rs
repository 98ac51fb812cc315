//! Reads a question: names, times, numbers, how it asks, and the words that are left.

use super::names::{Mention, Named, Names};
use super::question::{Atom, AtomKind, MOST_ATOMS, Question};
use super::spelling::Spelling;
use super::tuning;
use super::vocabulary::{Term, TermId, Vocabulary};
use crate::language::{
    Canonical, Canonicaliser, GeneralWord, Language, Lexicon, Operation, Role, Script, TokenKind, Wanted, named_times, script,
    stated_numbers,
};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What reading needs; all of it is made once for a base.
pub struct Reader {
    /// Canonical forms.
    pub canonicaliser: Canonicaliser,
    /// General words.
    pub lexicon: Lexicon,
    /// Names of the base.
    pub names: Names,
    /// Terms of the base.
    pub vocabulary: Vocabulary,
    /// Tolerant matching of words.
    pub spelling: Spelling,
}

/// A text taken apart, before anything is weighed. Facts and questions go through the same door.
pub struct Parsed {
    /// Its canonical form.
    pub text: Canonical,
    /// Names found in it.
    pub mentions: Vec<Mention>,
    /// General words found in it, each with its role.
    pub general: Vec<GeneralWord>,
    /// For each token, whether a name or time takes it.
    pub taken: Vec<bool>,
}

/// Takes a text apart.
#[must_use]
pub fn parse(text: Canonical, names: &Names, lexicon: &Lexicon) -> Parsed {
    let general = lexicon.find(&text);
    // A name inside a phrase that says what to do ("how far" in "how far apart") is no name there.
    let inside_operation = |tokens: &Range<usize>| {
        let wider = |w: &GeneralWord| w.tokens.len() > tokens.len() && w.tokens.start <= tokens.start && tokens.end <= w.tokens.end;
        general.iter().any(|w| matches!(w.role, Role::Operation(_)) && wider(w))
    };
    let mut mentions = names.find(&text);
    mentions.retain(|m| !inside_operation(&m.tokens));
    let mut taken = vec![false; text.tokens.len()];
    for mention in &mentions {
        mark(&mut taken, &mention.tokens);
    }
    Parsed { text, mentions, general, taken }
}

pub(super) fn mark(flags: &mut [bool], range: &Range<usize>) {
    if let Some(flags) = flags.get_mut(range.clone()) {
        flags.fill(true);
    }
}

/// How many counts a question asks for; phrases that overlap ask for one.
fn counts(parsed: &Parsed) -> usize {
    let mut ranges: Vec<&Range<usize>> =
        parsed.general.iter().filter(|w| w.role == Role::Wanted(Wanted::HowMany)).map(|w| &w.tokens).collect();
    ranges.sort_by_key(|r| r.start);
    let (mut end, mut count) = (0, 0);
    for range in ranges {
        count += usize::from(end <= range.start);
        end = end.max(range.end);
    }
    count
}

/// Takes most of the weight from words in clauses that neither name anything nor ask anything: talk around the question.
fn quieten(parsed: &Parsed, atoms: &mut [Atom]) {
    let mut clause = 0;
    let clauses: Vec<usize> = parsed
        .text
        .tokens
        .iter()
        .map(|t| {
            clause += usize::from(t.kind == TokenKind::Break);
            clause
        })
        .collect();
    let at = |token: usize| clauses.get(token).copied().unwrap_or(0);
    let mut says = vec![false; clause + 1];
    let named = atoms.iter().filter(|a| !matches!(a.kind, AtomKind::Words(_))).map(|a| a.tokens.start);
    let asked = parsed.general.iter().filter(|w| matches!(w.role, Role::Wanted(_))).map(|w| w.tokens.start);
    for token in named.chain(asked) {
        if let Some(says) = says.get_mut(at(token)) {
            *says = true;
        }
    }
    if says.iter().any(|s| *s) {
        for atom in atoms.iter_mut().filter(|a| matches!(a.kind, AtomKind::Words(_))) {
            if !says.get(at(atom.tokens.start)).copied().unwrap_or(true) {
                atom.weight *= tuning::ASIDE;
            }
        }
    }
}

/// Whether a text with Han characters is an English sentence that quotes Chinese names.
fn in_english(parsed: &Parsed) -> bool {
    let count = |kind| parsed.text.tokens.iter().filter(|t| t.kind == kind).count();
    let function_words =
        parsed.general.iter().filter(|w| parsed.text.tokens.get(w.tokens.start).is_some_and(|t| t.kind == TokenKind::Word));
    count(TokenKind::Word) > count(TokenKind::Han) && function_words.take(2).count() == 2
}

/// For each token the length of the longest general word over it; 0 for none. Sets of synonyms and common words do not count.
fn covered(parsed: &Parsed) -> Vec<usize> {
    let mut covered = vec![0usize; parsed.text.tokens.len()];
    for word in parsed.general.iter().filter(|w| !matches!(w.role, Role::Same(_) | Role::Common | Role::Modifier)) {
        let length = word.tokens.len();
        for n in word.tokens.clone() {
            if let Some(c) = covered.get_mut(n) {
                *c = (*c).max(length);
            }
        }
    }
    covered
}

/// The distinct known terms of a text by which a question is compared with a way of asking.
#[must_use]
pub fn compared_terms(parsed: &Parsed, vocabulary: &Vocabulary) -> Vec<TermId> {
    let covered = covered(parsed);
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    let mut push = |term: Term| {
        if let Some(id) = vocabulary.id(term).filter(|id| seen.insert(*id)) {
            out.push(id);
        }
    };
    for mention in &parsed.mentions {
        mention.named.iter().for_each(|n| push(Term::Named(*n)));
    }
    for word in &parsed.general {
        match word.role {
            Role::Same(n) => push(Term::Same(n)),
            Role::Wanted(w) => push(Term::Wanted(w)),
            _ => {}
        }
    }
    for (n, token) in parsed.text.tokens.iter().enumerate() {
        if covered.get(n).is_some_and(|c| *c > 0) {
            continue;
        }
        match token.kind {
            TokenKind::Word => push(Term::Stem(parsed.text.stem(token))),
            TokenKind::Han => {
                if let Some(bigram) = parsed.bigram(n) {
                    push(bigram);
                }
            }
            TokenKind::Number | TokenKind::Break => {}
        }
    }
    out
}

impl Parsed {
    /// The terms that a text says, in order, with repetition: names, general sets, and the words and bigrams of it all.
    #[must_use]
    pub fn terms(&self) -> Vec<Term<'_>> {
        let mut terms: Vec<Term<'_>> = Vec::with_capacity(self.text.tokens.len() * 2);
        for mention in &self.mentions {
            terms.extend(mention.named.iter().map(|n| Term::Named(*n)));
        }
        for word in &self.general {
            match word.role {
                Role::Same(n) => terms.push(Term::Same(n)),
                Role::Wanted(w) => terms.push(Term::Wanted(w)),
                _ => {}
            }
        }
        for (n, token) in self.text.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Word => terms.push(Term::Stem(self.text.stem(token))),
                TokenKind::Han => {
                    terms.extend(self.han(n).map(Term::Han));
                    terms.extend(self.bigram(n));
                }
                TokenKind::Number | TokenKind::Break => {}
            }
        }
        terms
    }

    fn han(&self, n: usize) -> Option<char> {
        self.text.tokens.get(n).filter(|t| t.kind == TokenKind::Han).and_then(|_| self.text.surface(n).chars().next())
    }

    /// The bigram that begins at a token.
    fn bigram(&self, n: usize) -> Option<Term<'static>> {
        Some(Term::Bigram(self.han(n)?, self.han(n + 1)?))
    }
}

impl Reader {
    /// Reads a question. `today` resolves 去年 and "last year"; `language` overrides what the script says.
    #[must_use]
    pub fn read(&self, typed: &str, today: Date, language: Option<Language>) -> Question {
        let letters = script(typed);
        let mut text = self.canonicaliser.question(typed);
        self.spelling.correct(&mut text, &self.vocabulary, &self.lexicon);
        let mut parsed = parse(text, &self.names, &self.lexicon);

        let names: Vec<Range<usize>> = parsed.mentions.iter().map(|m| m.tokens.clone()).collect();
        let outside = |range: &Range<usize>| !names.iter().any(|n| n.start < range.end && range.start < n.end);
        let times: Vec<_> = named_times(&parsed.text, today).into_iter().filter(|t| outside(&t.tokens)).collect();
        for time in &times {
            mark(&mut parsed.taken, &time.tokens);
        }
        let by_sound = self.names.find_by_sound(&parsed.text, &parsed.taken);
        for mention in &by_sound {
            mark(&mut parsed.taken, &mention.tokens);
        }
        parsed.mentions.extend(by_sound);

        let mut atoms: Vec<Atom> = Vec::new();
        let surface = |range: &Range<usize>| -> String {
            let tokens = parsed.text.tokens.get(range.clone()).unwrap_or(&[]);
            let spaced = tokens.iter().any(|t| t.kind == TokenKind::Word);
            range.clone().map(|n| parsed.text.surface(n)).collect::<Vec<_>>().join(if spaced { " " } else { "" })
        };
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
                surface: surface(&mention.tokens),
                carried: false,
            });
        }
        for time in &times {
            atoms.push(Atom {
                kind: AtomKind::Time(time.time),
                tokens: time.tokens.clone(),
                weight: tuning::TIME,
                surface: surface(&time.tokens),
                carried: false,
            });
        }
        let (wanted, operations, talk, follows, ordinal) = self.asking(&parsed);
        let covered = covered(&parsed);
        for number in stated_numbers(&parsed.text) {
            let free = number.tokens.clone().all(|n| !parsed.taken.get(n).copied().unwrap_or(true));
            let in_general = number.tokens.clone().all(|n| covered.get(n).is_some_and(|c| *c >= 2));
            if free && !in_general {
                mark(&mut parsed.taken, &number.tokens);
                atoms.push(Atom {
                    surface: surface(&number.tokens),
                    tokens: number.tokens.clone(),
                    kind: AtomKind::Number(number),
                    weight: tuning::NUMBER,
                    carried: false,
                });
            }
        }
        self.words(&parsed, &covered, &mut atoms);
        atoms.sort_by_key(|a| a.tokens.start);
        atoms.truncate(MOST_ATOMS);
        quieten(&parsed, &mut atoms);

        let detected = match letters {
            Script::Han if in_english(&parsed) => Language::En,
            Script::Han if self.canonicaliser.scripts().is_traditional(typed) => Language::ZhHant,
            Script::Han => Language::ZhHans,
            _ => Language::En,
        };
        let (known, words) = self.english(&parsed);
        #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
        let english = if words == 0 { 1.0 } else { known as f32 / words as f32 };
        Question {
            typed: typed.to_owned(),
            language: language.unwrap_or(detected),
            foreign: letters == Script::Other || letters == Script::Latin && words >= 3 && english < tuning::FOREIGN_SHARE,
            unknown: atoms.iter().filter(|a| matches!(&a.kind, AtomKind::Words(terms) if terms.is_empty())).map(|a| a.weight).sum(),
            terms: compared_terms(&parsed, &self.vocabulary).into_iter().map(|t| (t, self.vocabulary.weight(t))).collect(),
            atoms,
            wanted,
            operations,
            talk,
            follows,
            ordinal,
            counts: counts(&parsed),
            modified: parsed.general.iter().any(|w| w.role == Role::Modifier),
            english,
        }
    }

    fn asking(
        &self,
        parsed: &Parsed,
    ) -> (Vec<crate::language::Wanted>, Vec<crate::language::Operation>, Vec<crate::language::Talk>, bool, Option<usize>) {
        let (mut wanted, mut operations, mut talk) = (Vec::new(), Vec::new(), Vec::new());
        let (mut follows, mut ordinal) = (false, None);
        // Inside a metric's name ("how many cities") a word still says what is wanted; inside any other name it does not.
        let in_metric = |n: usize| {
            parsed.mentions.iter().any(|m| m.tokens.contains(&n) && m.named.iter().any(|named| matches!(named, Named::Metric(_))))
        };
        let free = |word: &GeneralWord| {
            word.tokens
                .clone()
                .any(|n| !parsed.taken.get(n).copied().unwrap_or(false) || matches!(word.role, Role::Wanted(_)) && in_metric(n))
        };
        // A phrase inside a longer one of the same list says nothing of its own ("what" in "what date").
        let longest = |word: &GeneralWord| {
            !parsed.general.iter().any(|other| {
                let one_list = match word.role {
                    Role::Operation(_) => other.role == word.role,
                    _ => std::mem::discriminant(&other.role) == std::mem::discriminant(&word.role),
                };
                one_list
                    && other.tokens.len() > word.tokens.len()
                    && other.tokens.start <= word.tokens.start
                    && other.tokens.end >= word.tokens.end
            })
        };
        for word in parsed.general.iter().filter(|w| free(w) && longest(w)) {
            match word.role {
                Role::Wanted(w) if !wanted.contains(&w) => wanted.push(w),
                Role::Operation(o) if !operations.contains(&o) => operations.push(o),
                Role::Talk(t) if !talk.contains(&t) => talk.push(t),
                Role::Follow => follows = true,
                Role::Ordinal(n) => ordinal = Some(n),
                _ => {}
            }
        }
        if operations.contains(&Operation::Choice) {
            operations.extend(self.lexicon.closing(&parsed.text).filter(|o| !operations.contains(o)));
        }
        (wanted, operations, talk, follows, ordinal)
    }

    /// Atoms for the words and characters that no name, time or number takes.
    fn words(&self, parsed: &Parsed, covered: &[usize], atoms: &mut Vec<Atom>) {
        let role_at = |n: usize, role: fn(&Role) -> bool| parsed.general.iter().any(|w| role(&w.role) && w.tokens.contains(&n));
        let same_at = |n: usize| {
            parsed.general.iter().filter(move |w| w.tokens.contains(&n)).filter_map(|w| match w.role {
                Role::Same(set) => self.vocabulary.id(Term::Same(set)),
                _ => None,
            })
        };
        for (n, token) in parsed.text.tokens.iter().enumerate() {
            let taken = parsed.taken.get(n).copied().unwrap_or(true);
            if taken || covered.get(n).is_some_and(|c| *c > 0) {
                continue;
            }
            let mut terms: Vec<TermId> = Vec::new();
            let scale;
            match token.kind {
                TokenKind::Word => {
                    scale = tuning::WORD;
                    terms.extend(self.vocabulary.id(Term::Stem(parsed.text.stem(token))));
                }
                TokenKind::Han => {
                    scale = tuning::CHARACTER;
                    let here = parsed.bigram(n);
                    let before = n.checked_sub(1).and_then(|p| parsed.bigram(p));
                    terms.extend([here, before].into_iter().flatten().filter_map(|b| self.vocabulary.id(b)));
                    let alone = |k: Option<usize>| {
                        k.is_none_or(|k| {
                            parsed.han(k).is_none()
                                || parsed.taken.get(k).copied().unwrap_or(true)
                                || covered.get(k).is_some_and(|c| *c > 0)
                        })
                    };
                    if alone(n.checked_sub(1)) && alone(Some(n + 1)) {
                        terms.extend(parsed.han(n).and_then(|c| self.vocabulary.id(Term::Han(c))));
                    }
                }
                TokenKind::Number | TokenKind::Break => continue,
            }
            let known = !terms.is_empty();
            let rarity = terms.iter().map(|t| self.vocabulary.rarity(*t)).fold(0.0, f32::max);
            terms.extend(same_at(n));
            let plain = if known { tuning::KNOWN_BASE + tuning::KNOWN_RARITY * rarity } else { tuning::UNKNOWN };
            let weight = if role_at(n, |r| matches!(r, Role::Common)) {
                scale * tuning::COMMON * plain
            } else if role_at(n, |r| matches!(r, Role::Same(_))) {
                scale * tuning::SAME * plain
            } else {
                scale * plain
            };
            atoms.push(Atom {
                kind: AtomKind::Words(terms),
                tokens: n..n + 1,
                weight,
                surface: parsed.text.surface(n).to_owned(),
                carried: false,
            });
        }
    }

    fn english(&self, parsed: &Parsed) -> (usize, usize) {
        let words = parsed.text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word);
        words.fold((0, 0), |(known, all), (n, token)| {
            let stem = parsed.text.stem(token);
            let known_here =
                parsed.taken.get(n).copied().unwrap_or(false) || self.lexicon.knows(stem) || self.vocabulary.id(Term::Stem(stem)).is_some();
            (known + usize::from(known_here), all + 1)
        })
    }

    /// Whether anything of the base is named.
    #[must_use]
    pub fn names_something(question: &Question) -> bool {
        question.names().any(|(_, named)| named.iter().any(|n| matches!(n, Named::Entity(_) | Named::Fact(_))))
    }
}
