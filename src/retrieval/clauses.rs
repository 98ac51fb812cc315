//! How the words of a question stand to each other: its clauses, what its question words ask about, talk around it.

use super::names::Named;
use super::parsing::Parsed;
use super::question::{Atom, AtomKind, Mask, Side, mask};
use super::tuning;
use crate::language::{GeneralWord, Joint, Operation, Role, Sort, TokenKind, Wanted};
use std::ops::Range;

/// How many counts a question asks for; phrases that overlap ask for one.
#[must_use]
pub fn counts(parsed: &Parsed<'_>) -> usize {
    apart(parsed, |role| *role == Role::Wanted(Wanted::HowMany))
}

/// How many words a clause has in which a noun such as "location" may only be talked of.
const LONG_CLAUSE: usize = 5;

/// Tells the nouns that ask for nothing: those such as "location" in a long clause without a question word, where another
/// clause has one ("considering its location and its reach, what …").
pub fn nouns_aside<'p>(parsed: &'p Parsed<'_>) -> impl Fn(&GeneralWord) -> bool + 'p {
    let asks: Vec<usize> = parsed.general.iter().filter(|w| w.role == Role::Asks).map(|w| w.tokens.start).collect();
    let breaks = |n: &usize| parsed.text.parts_clauses(*n);
    move |word| {
        let start = (0..word.tokens.start).rev().find(breaks).map_or(0, |n| n + 1);
        let end = (word.tokens.end..).find(breaks).unwrap_or(word.tokens.end);
        let words = parsed.text.tokens.get(start..end).unwrap_or_default();
        let long = words.len() >= LONG_CLAUSE && words.iter().all(|t| t.kind != TokenKind::Han);
        let noun = matches!(word.role, Role::Wanted(Wanted::Where | Wanted::When | Wanted::Why));
        noun && long && !asks.is_empty() && !asks.iter().any(|n| (start..end).contains(n))
    }
}

/// How many things a question asks; phrases that overlap ask for one.
#[must_use]
pub fn asks(parsed: &Parsed<'_>) -> usize {
    apart(parsed, |role| matches!(role, Role::Wanted(_)))
}

/// How many phrases with a role there are that do not overlap.
pub fn apart(parsed: &Parsed<'_>, wanted: impl Fn(&Role) -> bool) -> usize {
    let mut ranges: Vec<&Range<usize>> = parsed.general.iter().filter(|w| wanted(&w.role)).map(|w| &w.tokens).collect();
    ranges.sort_by_key(|r| r.start);
    let (mut end, mut count) = (0, 0);
    for range in ranges {
        count += usize::from(end <= range.start);
        end = end.max(range.end);
    }
    count
}

/// The words that the question words ask about: those right after one ("which airline", "多少名律师"), or right before
/// it where it closes a clause ("理事长是谁").
#[must_use]
pub fn asked_about(parsed: &Parsed<'_>, atoms: &[Atom]) -> Mask {
    let mut mask = 0;
    for word in parsed.general.iter().filter(|w| matches!(w.role, Role::Wanted(_))) {
        let found = right_after(parsed, atoms, word.tokens.end);
        if found != 0 {
            mask |= found;
            continue;
        }
        let mut start = word.tokens.start.saturating_sub(tuning::FOCUS_GAP);
        for (n, atom) in atoms.iter().enumerate().rev().filter(|(_, a)| a.tokens.end <= word.tokens.start).take(tuning::FOCUS_ATOMS) {
            if atom.tokens.end < start {
                break;
            }
            (mask, start) = (mask | (1 as Mask) << n, atom.tokens.start);
        }
    }
    mask
}

/// The atoms that begin right after a question word which ends here, in the same clause.
fn right_after(parsed: &Parsed<'_>, atoms: &[Atom], word_end: usize) -> Mask {
    let clause_end = (word_end..).find(|n| parsed.text.parts_clauses(*n)).unwrap_or(word_end);
    let mut end = word_end + tuning::FOCUS_GAP;
    let mut mask = 0;
    for (n, atom) in atoms.iter().enumerate().filter(|(_, a)| a.tokens.start >= word_end).take(tuning::FOCUS_ATOMS) {
        if atom.tokens.start > end || atom.tokens.start >= clause_end {
            break;
        }
        (mask, end) = (mask | (1 as Mask) << n, atom.tokens.end);
    }
    mask
}

/// What is to be counted: the words right after "how many".
#[must_use]
pub fn counted(parsed: &Parsed<'_>, atoms: &[Atom]) -> Mask {
    let words = parsed.general.iter().filter(|w| w.role == Role::Wanted(Wanted::HowMany));
    words.fold(0, |mask, word| mask | right_after(parsed, atoms, word.tokens.end))
}

/// The words among those that the question words ask about.
fn in_focus<'p>(parsed: &'p Parsed<'_>, atoms: &'p [Atom], focus: Mask) -> impl Iterator<Item = &'p Role> {
    let inside = move |word: &Range<usize>| {
        atoms.iter().enumerate().any(|(n, a)| focus >> n & 1 == 1 && a.tokens.start < word.end && word.start < a.tokens.end)
    };
    // "Harbour Bank" is a name, not the sort of thing that is asked for.
    let named = move |word: &Range<usize>| {
        let within = |a: &Atom| a.tokens.start <= word.start && word.end <= a.tokens.end && a.tokens.len() > word.len();
        atoms.iter().any(|a| matches!(a.kind, AtomKind::Name(_)) && within(a))
    };
    let stands = move |w: &GeneralWord| inside(&w.tokens) && !(matches!(w.role, Role::Sort(_)) && named(&w.tokens));
    parsed.general.iter().filter(move |w| stands(w)).map(|w| &w.role)
}

/// Whether what the question words ask about is any event: "which trade events", 哪些经贸活动.
#[must_use]
pub fn names_events(parsed: &Parsed<'_>, atoms: &[Atom], focus: Mask) -> bool {
    in_focus(parsed, atoms, focus).any(|r| *r == Role::Event)
}

/// The sorts of thing that the question words ask about: "which company", 哪位记者.
#[must_use]
pub fn sorts(parsed: &Parsed<'_>, atoms: &[Atom], focus: Mask) -> Vec<Sort> {
    // "Which country's envoys" asks for a country: the sort stands within the question word.
    let asks = |range: &Range<usize>| {
        let wanted = parsed.general.iter().filter(|w| matches!(w.role, Role::Wanted(_)));
        wanted.map(|w| &w.tokens).any(|w| w.start <= range.start && range.end <= w.end && w.len() > range.len())
    };
    let sort = |role: &Role| if let Role::Sort(sort) = role { Some(*sort) } else { None };
    let within: Vec<Sort> = parsed.general.iter().filter(|w| asks(&w.tokens)).filter_map(|w| sort(&w.role)).collect();
    if !within.is_empty() {
        return within;
    }
    in_focus(parsed, atoms, focus).filter_map(sort).collect()
}

/// The numbers that stand right before a word for a sort of thing, perhaps with a counter between: "14 countries", 14个国家.
pub fn numbers_of_sorts(parsed: &Parsed<'_>, atoms: &[Atom]) -> Mask {
    let sort = |end: usize| parsed.general.iter().any(|w| matches!(w.role, Role::Sort(_)) && (end..=end + 1).contains(&w.tokens.start));
    mask(atoms.iter().enumerate().filter(|(_, a)| matches!(a.kind, AtomKind::Number(_)) && sort(a.tokens.end)).map(|(n, _)| n))
}

/// Whether a word such as "per" stands before a unit of time: then no figure is what is divided by.
#[must_use]
pub fn per_time(parsed: &Parsed<'_>) -> bool {
    let starts = |role: Role| parsed.general.iter().filter(move |w| w.role == role).map(|w| w.tokens.start);
    let mut each = parsed.general.iter().filter(|w| w.role == Role::Operation(Operation::Each));
    each.any(|w| starts(Role::TimeUnit).any(|unit| unit == w.tokens.end))
}

/// Whether a question names something after a word such as "from" and something else after a later "to".
#[must_use]
pub fn from_one_to_another(parsed: &Parsed<'_>, atoms: &[Atom]) -> bool {
    let words = |role: Role| parsed.general.iter().filter(move |w| w.role == role).map(|w| &w.tokens);
    let named = |range: &Range<usize>| atoms.iter().any(|a| range.contains(&a.tokens.start) && !matches!(a.kind, AtomKind::Words(_)));
    let dated = |kind: &AtomKind| match kind {
        AtomKind::Name(named) => named.iter().any(|n| matches!(n, Named::Fact(_))),
        AtomKind::Time(_) => true,
        AtomKind::Number(_) | AtomKind::Words(_) => false,
    };
    let all = parsed.text.tokens.len();
    let sides = |from: &Range<usize>, to: &Range<usize>| named(&(from.end..to.start)) && named(&(to.end..all));
    atoms.iter().any(|a| dated(&a.kind)) && words(Role::From).any(|from| words(Role::To).any(|to| sides(from, to)))
}

/// Whether all that a question asks for is a length of time: "how many days", 多久.
#[must_use]
pub fn lasting(parsed: &Parsed<'_>) -> bool {
    let words = |so: fn(&Role) -> bool| parsed.general.iter().filter(move |w| so(&w.role)).map(|w| &w.tokens);
    let lengths: Vec<&Range<usize>> = words(|r| *r == Role::Operation(Operation::Length)).collect();
    let mut asked = words(|r| matches!(r, Role::Wanted(_))).peekable();
    asked.peek().is_some() && asked.all(|w| lengths.iter().any(|l| l.start < w.end && w.start < l.end))
}

/// Marks that a quotation begins and ends with.
const QUOTES: [(char, char); 5] = [('“', '”'), ('「', '」'), ('《', '》'), ('『', '』'), ('"', '"')];

/// The words of each short quotation, where none of them is a name of the base: a name that somebody uses, or a word that
/// the asker sets apart.
#[must_use]
pub fn quoted(parsed: &Parsed<'_>, typed: &str, atoms: &[Atom]) -> Vec<Mask> {
    let asks = parsed.general.iter().filter(|w| w.role == Role::Asks).map(|w| surface(parsed, &w.tokens));
    let asks: Vec<String> = asks.collect();
    let inner = |open: char, close: char| {
        let mut rest = typed;
        std::iter::from_fn(move || {
            let (_, after) = rest.split_once(open)?;
            let (inside, after) = after.split_once(close)?;
            rest = after;
            Some(inside)
        })
    };
    let short = |text: &&str| text.chars().count() <= tuning::LONGEST_QUOTATION;
    let spans = QUOTES.iter().flat_map(|(open, close)| inner(*open, *close)).filter(short).map(str::to_lowercase);
    let spans = spans.filter(|span| !asks.iter().any(|word| span.contains(word)));
    let words = spans.map(|span| mask(atoms.iter().enumerate().filter(|(_, a)| span.contains(&a.surface)).map(|(n, _)| n)));
    let plain = |quoted: &Mask| atoms.iter().enumerate().all(|(n, a)| quoted >> n & 1 == 0 || matches!(a.kind, AtomKind::Words(_)));
    words.filter(|quoted| quoted.count_ones() >= 2 && plain(quoted)).collect()
}

/// Where a question may be parted into two things: at each word that joins such ("… or …", "… 到 …") outside of names, and
/// at each mark between clauses.
#[must_use]
pub fn sides(parsed: &Parsed<'_>, atoms: &[Atom]) -> Vec<Side> {
    let inside = |n: usize| atoms.iter().any(|a| !matches!(a.kind, AtomKind::Words(_)) && a.tokens.contains(&n));
    let words = parsed.general.iter().filter_map(|w| match w.role {
        Role::Joint(joint) if !inside(w.tokens.start) => Some((joint, w.tokens.clone())),
        _ => None,
    });
    let breaks = parsed.text.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Break);
    let marks = breaks.map(|(n, _)| (Joint::Side, n..n + 1));
    let among = |so: &dyn Fn(&Atom) -> bool| mask(atoms.iter().enumerate().filter(|(_, a)| so(a)).map(|(n, _)| n));
    let sides = words.chain(marks).map(|(joint, at)| Side {
        joint,
        before: among(&|a| a.tokens.end <= at.start),
        behind: among(&|a| a.tokens.start >= at.end),
    });
    sides.filter(|side| side.before != 0 && side.behind != 0).take(tuning::MOST_SIDES).collect()
}

/// The words such as "deputy" that change which post is meant, or those that the question says are not meant ("the head,
/// not the deputy").
pub fn modifiers<'p>(parsed: &'p Parsed<'_>, negated: bool) -> impl Iterator<Item = &'p GeneralWord> {
    let denied = |start: usize| parsed.general.iter().any(|w| w.role == Role::Negation && w.tokens.end == start);
    parsed.general.iter().filter(move |w| w.role == Role::Modifier && denied(w.tokens.start) == negated)
}

/// The words with a role, apart from talk around the question.
#[must_use]
pub fn with_role(parsed: &Parsed<'_>, atoms: &[Atom], role: Role) -> Mask {
    let has = |a: &Atom| parsed.has_at(a.tokens.start, |r| *r == role);
    let words = atoms.iter().enumerate().filter(|(_, a)| matches!(a.kind, AtomKind::Words(_)) && !a.aside && has(a));
    mask(words.map(|(n, _)| n))
}

/// The words, and names of what is measured, that come next after a word such as "per", or after the one that stands
/// before a divisor ("divide … by").
pub fn each(parsed: &Parsed<'_>, atoms: &[Atom]) -> Mask {
    let words = |role: Role| parsed.general.iter().filter(move |w| w.role == role).map(|w| &w.tokens);
    let divided = words(Role::Operation(Operation::Division)).map(|w| w.start).min();
    let divisors = words(Role::Divisor).filter(|w| divided.is_some_and(|start| w.start >= start));
    let plain = |a: &Atom| match &a.kind {
        AtomKind::Words(_) => true,
        AtomKind::Name(named) => named.iter().all(|n| !matches!(n, Named::Fact(_))),
        AtomKind::Time(_) | AtomKind::Number(_) => false,
    };
    // Of what is written in Han characters the noun may stand behind a clause ("每个建立关系的国家"), up to what is asked for.
    let asked = |from: usize| {
        let next = |w: &&GeneralWord| matches!(w.role, Role::Wanted(_)) && w.tokens.start >= from;
        parsed.general.iter().filter(next).map(|w| w.tokens.start).min()
    };
    let noun_start = |span: Range<usize>| {
        let ends_clause = |n: &usize| parsed.text.han(*n) == Some('的');
        span.clone().rev().find(ends_clause).map_or(span.start, |n| n + 1)
    };
    let han = |n: usize| parsed.text.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Han);
    let mut mask = 0;
    for (word, most) in words(Role::Operation(Operation::Each)).map(|w| (w, tuning::EACH_ATOMS)).chain(divisors.map(|w| (w, usize::MAX))) {
        let clause_end = (word.end..parsed.text.tokens.len()).find(|n| parsed.text.parts_clauses(*n));
        let clause_end = clause_end.unwrap_or(parsed.text.tokens.len());
        let (start, most, clause_end) = match asked(word.end).filter(|_| most != usize::MAX && han(word.end)) {
            Some(asked) if asked < clause_end => (noun_start(word.end..asked), tuning::EACH_CHARACTERS, asked),
            _ => (word.end, most, clause_end),
        };
        let mut end = start + if most == usize::MAX { clause_end } else { tuning::FOCUS_GAP };
        for (n, atom) in atoms.iter().enumerate().filter(|(_, a)| a.tokens.start >= start).take(most) {
            if atom.tokens.start > end || atom.tokens.start >= clause_end {
                break;
            }
            // Of Latin words those that stand together are one noun.
            end = if han(start) || most == usize::MAX { end.max(atom.tokens.end) } else { atom.tokens.end };
            if plain(atom) {
                mask |= (1 as Mask) << n;
            }
        }
    }
    mask
}

/// The times and names that say which source is meant: those beside a word for a report or an article ("the 2022 report",
/// "the article about …").
pub fn cites(parsed: &Parsed<'_>, atoms: &[Atom]) -> Mask {
    let words = || parsed.general.iter().filter(|w| w.role == Role::Publication).map(|w| &w.tokens);
    let weightless = |range: Range<usize>| {
        let function = |n: usize| parsed.has_at(n, |r| *r == Role::Function);
        range.len() <= tuning::FOCUS_GAP && range.clone().all(function)
    };
    let beside = |a: &Atom| {
        words().any(|w| {
            w.start >= a.tokens.end && weightless(a.tokens.end..w.start) || a.tokens.start > w.end && weightless(w.end..a.tokens.start)
        })
    };
    mask(atoms.iter().enumerate().filter(|(_, a)| !matches!(a.kind, AtomKind::Words(_) | AtomKind::Number(_)) && beside(a)).map(|(n, _)| n))
}

/// Takes most of the weight from talk around the question: words in clauses that neither name nor ask anything, and all
/// of a clause about the asker ("we export … from …") when another clause names what is asked about.
pub fn quieten(parsed: &Parsed<'_>, atoms: &mut [Atom]) {
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
    let flags = |tokens: &mut dyn Iterator<Item = usize>| {
        let mut flags = vec![false; clause + 1];
        for token in tokens {
            if let Some(flag) = flags.get_mut(at(token)) {
                *flag = true;
            }
        }
        flags
    };
    let role = |wanted: fn(&Role) -> bool| parsed.general.iter().filter(move |w| wanted(&w.role)).map(|w| w.tokens.start);
    let asks = flags(&mut role(|r| matches!(r, Role::Wanted(_))));
    let computes = flags(&mut role(|r| matches!(r, Role::Operation(operation) if operation.computes())));
    let speaks = flags(&mut role(|r| matches!(r, Role::Speaker)));
    let names = flags(&mut atoms.iter().filter(|a| !matches!(a.kind, AtomKind::Words(_))).map(|a| a.tokens.start));
    let has = |list: &[bool], n: usize| list.get(n).copied().unwrap_or(false);
    let named_elsewhere = (0..=clause).any(|n| has(&names, n) && (has(&asks, n) || !has(&speaks, n)));
    let last_named = (0..=clause).rev().find(|n| has(&names, *n)).unwrap_or(0);
    // What is to be added up may stand in clauses of its own.
    let computed = (0..=clause).find(|n| has(&computes, *n)).unwrap_or(clause + 1);
    let asked = (0..=clause).rev().find(|n| has(&asks, *n)).unwrap_or(0);
    let part = |n: usize| has(&computes, n) || (computed..asked).contains(&n);
    let says = (0..=clause).any(|n| has(&names, n) || has(&asks, n));
    for atom in atoms {
        let n = at(atom.tokens.start);
        let about_asker = has(&speaks, n) && !has(&asks, n) && (named_elsewhere || n < last_named);
        // When the asker travels is no time of what is asked about.
        if has(&speaks, n) && !has(&asks, n) && matches!(atom.kind, AtomKind::Time(_)) && asks.contains(&true) {
            atom.aside = true;
        }
        let empty = matches!(atom.kind, AtomKind::Words(_)) && says && !has(&names, n) && !has(&asks, n) && !part(n);
        if about_asker || empty {
            atom.weight *= tuning::ASIDE;
            atom.aside |= about_asker;
        }
    }
}

/// The words of a text that are written as proper names are: with a capital where no sentence begins. In small letters.
#[must_use]
pub fn proper_names(typed: &str) -> Vec<String> {
    let (mut capital, mut small) = (Vec::new(), 0);
    let mut begins = true;
    let mut rest = typed;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let gap = rest.get(..start).unwrap_or_default();
        begins |= gap.contains(|c: char| !matches!(c, ' ' | '-' | '\'' | '’' | ',' | '/' | '('));
        let word = rest.get(start..).unwrap_or_default();
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        let name = word.len() >= tuning::SHORTEST_PROPER_NAME && word.bytes().all(|b| b.is_ascii_alphabetic());
        match word.starts_with(|c: char| c.is_ascii_uppercase()) {
            true if name && !begins && !gap.ends_with('-') => capital.push(word.to_ascii_lowercase()),
            true => {}
            false => small += usize::from(name),
        }
        (begins, rest) = (false, after);
    }
    // In a headline every word has one.
    if small < capital.len() { Vec::new() } else { capital }
}

/// The text of a range of tokens, for explanations.
#[must_use]
pub fn surface(parsed: &Parsed<'_>, range: &Range<usize>) -> String {
    let tokens = parsed.text.tokens.get(range.clone()).unwrap_or(&[]);
    let spaced = tokens.iter().any(|t| t.kind == TokenKind::Word);
    range.clone().map(|n| parsed.text.surface(n)).collect::<Vec<_>>().join(if spaced { " " } else { "" })
}

/// Whether a text with Han characters is an English sentence that quotes Chinese names.
#[must_use]
pub fn in_english(parsed: &Parsed<'_>) -> bool {
    let count = |kind| parsed.text.tokens.iter().filter(|t| t.kind == kind).count();
    let function_words =
        parsed.general.iter().filter(|w| parsed.text.tokens.get(w.tokens.start).is_some_and(|t| t.kind == TokenKind::Word));
    count(TokenKind::Word) > count(TokenKind::Han) && function_words.take(2).count() == 2
}
