//! Filling up a short question from the one before: "那2023年呢？", "and its foreign capital?", "who chaired it?".
//!
//! A follow-up is put as full questions, each a text that reads well on its own: the last question with a name or time
//! exchanged, or the new words with what the last fact was about. They are tried in order.

use super::related::event_of;
use crate::knowledge::{Base, EntityKind, FactRef, Gives, Kind, Subject};
use crate::language::{Language, Operation, Wanted};
use crate::retrieval::{Atom, AtomKind, Named, Question};

/// Words of a question that weigh less than this together say nothing of their own.
const SILENT: f32 = 0.35;
/// A question whose words weigh less than this may lean on the one before.
const SHORT: f32 = 1.6;
/// A question without a subject whose words weigh less than this is nothing without the one before.
const NEEDY: f32 = 1.2;
/// The most full questions that one follow-up is tried as.
const MOST_VARIANTS: usize = 6;
/// The longest text of a full question, in characters.
const LONGEST: usize = 300;

/// What names of one sort can stand in for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Metric,
    Place,
    Body,
    Person,
    Occasion,
    Theme,
}

/// What a question has of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// A place, body, person, event or initiative.
    pub subject: bool,
    /// Any name.
    pub named: bool,
    /// A time.
    pub timed: bool,
    /// Words that matter.
    pub words: f32,
    /// Words that point back.
    pub follows: bool,
    /// A kind of value, beyond "what".
    pub wants: Option<Wanted>,
    /// An operation that needs no subject, such as listing events.
    pub operates: bool,
    /// A greeting, thanks and their like.
    pub talks: bool,
}

impl Shape {
    pub(super) fn of(question: &Question, base: &Base) -> Self {
        let sorts: Vec<Sort> = question.atoms.iter().filter_map(|a| sort(a, base)).collect();
        let is_word = |a: &&Atom| matches!(a.kind, AtomKind::Words(_) | AtomKind::Number(_));
        Self {
            subject: sorts.iter().any(|s| !matches!(s, Sort::Metric | Sort::Theme)),
            named: !sorts.is_empty(),
            timed: question.times().next().is_some(),
            words: question.atoms.iter().filter(is_word).map(|a| a.weight).sum(),
            follows: question.follows,
            talks: !question.talk.is_empty(),
            wants: question.wanted.iter().copied().find(|w| !matches!(w, Wanted::What)),
            operates: question.operations.iter().any(|o| {
                matches!(o, Operation::Everything | Operation::Timeline | Operation::Events | Operation::Count | Operation::Upcoming)
            }),
        }
    }

    /// Nothing but a name or a time to put in the place of another.
    pub(super) fn swaps(&self) -> bool {
        (self.named || self.timed) && self.words < SILENT
    }

    /// Nothing but a kind of value: "why?", "and when?".
    pub(super) fn only_wants(&self) -> Option<Wanted> {
        self.wants.filter(|_| !self.named && !self.timed && self.words < SILENT && !self.operates)
    }

    /// It leans on what was said before: the full questions are tried first.
    pub(super) fn leans(&self) -> bool {
        let incomplete = !self.subject && self.words < SHORT && (!self.operates || self.follows);
        incomplete || self.subject && self.follows && self.swaps() && self.wants.is_none() && !self.operates
    }

    /// It is hardly anything without what was said before.
    pub(super) fn needs_context(&self) -> bool {
        let bare = !self.named || !self.subject && !self.timed && self.wants.is_some();
        self.follows || bare && self.words < NEEDY
    }

    /// Nothing but talk: "thanks!".
    pub(super) fn only_talks(&self) -> bool {
        self.talks && !self.named && !self.timed && self.words < SILENT && self.wants.is_none()
    }

    /// It may lean: the full questions are tried when it is not answered by itself.
    pub(super) fn may_lean(&self) -> bool {
        !self.only_talks() && (self.follows || !self.subject || self.swaps())
    }
}

fn sort(atom: &Atom, base: &Base) -> Option<Sort> {
    let AtomKind::Name(named) = &atom.kind else {
        return None;
    };
    named.first().map(|name| match name {
        Named::Metric(_) => Sort::Metric,
        Named::Fact(_) => Sort::Occasion,
        Named::Entity(at) => match base.entities.get(at.index()).map(|e| e.kind) {
            Some(EntityKind::Place) => Sort::Place,
            Some(EntityKind::Person) => Sort::Person,
            Some(EntityKind::Series) => Sort::Occasion,
            Some(EntityKind::Sector | EntityKind::Topic) | None => Sort::Theme,
            Some(EntityKind::Organisation | EntityKind::Platform | EntityKind::Programme) => Sort::Body,
        },
    })
}

/// What was said before.
pub(super) struct Before<'a> {
    /// The last question as a full text.
    pub text: &'a str,
    /// The last question, read.
    pub question: &'a Question,
    /// The facts that answered it.
    pub told: &'a [FactRef],
    /// There was nothing for the time that it named; it is not carried on.
    pub time_refused: bool,
}

/// The full questions that a follow-up may stand for, the likeliest first.
pub(super) fn variants(question: &Question, text: &str, before: &Before<'_>, base: &Base) -> Vec<String> {
    let shape = Shape::of(question, base);
    let swapped = swapped(question, before, base);
    let asked = asked(question, text, before, base, &shape);
    let both = if shape.swaps() && shape.wants.is_none() || shape.named && !shape.subject { [swapped, asked] } else { [asked, swapped] };
    let mut out: Vec<String> = Vec::new();
    for variant in both.into_iter().flatten() {
        let variant: String = variant.chars().take(LONGEST).collect();
        if !out.contains(&variant) && variant != text {
            out.push(variant);
        }
    }
    out.truncate(MOST_VARIANTS);
    out
}

/// The last question with names and times exchanged.
fn swapped(question: &Question, before: &Before<'_>, base: &Base) -> Vec<String> {
    let mut texts: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
    let old = &before.question.atoms;
    let new_times: Vec<&Atom> = question.atoms.iter().filter(|a| matches!(a.kind, AtomKind::Time(_))).collect();
    let new_names: Vec<(&Atom, Sort)> = question.atoms.iter().filter_map(|a| sort(a, base).map(|s| (a, s))).collect();
    if new_times.is_empty() && new_names.is_empty() {
        return Vec::new();
    }
    let mut appended: Vec<&str> = Vec::new();
    if let Some(time) = new_times.first() {
        let old_times: Vec<usize> = positions(old, |a| matches!(a.kind, AtomKind::Time(_)));
        match old_times.split_first() {
            Some((first, rest)) => {
                for swaps in &mut texts {
                    swaps.push((*first, &time.surface));
                    swaps.extend(rest.iter().map(|n| (*n, "")));
                }
            }
            None => appended.push(&time.surface),
        }
    } else if before.time_refused {
        let refused = positions(old, |a| matches!(a.kind, AtomKind::Time(_)));
        texts.iter_mut().for_each(|swaps| swaps.extend(refused.iter().map(|n| (*n, ""))));
    }
    for (n, (name, kind)) in new_names.iter().enumerate() {
        let places = replaceable(old, *kind, base);
        if places.is_empty() {
            // A metric where none was has no place in the last question; its words would stand in the way.
            if *kind == Sort::Metric {
                return Vec::new();
            }
            appended.push(&name.surface);
            continue;
        }
        // Which of several names the first one replaces is tried out; the others take the likeliest.
        let tried = if n == 0 { places.len() } else { 1 };
        texts = places
            .iter()
            .take(tried)
            .flat_map(|at| texts.iter().map(|s| s.iter().copied().chain([(*at, name.surface.as_str())]).collect()))
            .collect();
    }
    texts.iter().map(|swaps| exchange(before, swaps, &appended)).collect()
}

fn positions(atoms: &[Atom], is: impl Fn(&Atom) -> bool) -> Vec<usize> {
    atoms.iter().enumerate().filter(|(_, a)| is(a)).map(|(n, _)| n).collect()
}

/// Names of the last question that a new one can stand for: of the same sort, the last one first; else subjects of
/// another sort.
fn replaceable(old: &[Atom], kind: Sort, base: &Base) -> Vec<usize> {
    let mut same = positions(old, |a| sort(a, base) == Some(kind));
    same.reverse();
    if same.is_empty() && !matches!(kind, Sort::Metric | Sort::Theme | Sort::Person) {
        return positions(old, |a| matches!(sort(a, base), Some(Sort::Place | Sort::Body | Sort::Occasion)));
    }
    same
}

/// The last question with atoms exchanged: in its text where they can be found there, else put together from its atoms.
fn exchange(before: &Before<'_>, swaps: &[(usize, &str)], appended: &[&str]) -> String {
    let mut text = before.text.to_owned();
    let mut found = true;
    for (at, new) in swaps {
        let Some(atom) = before.question.atoms.get(*at) else {
            continue;
        };
        match text.find(&atom.surface) {
            Some(start) => text.replace_range(start..start + atom.surface.len(), new),
            None => found = false,
        }
    }
    if !found {
        text = rebuilt(before.question, |n| match swaps.iter().find(|(at, _)| *at == n) {
            Some((_, new)) => Some(new),
            None => before.question.atoms.get(n).map(|a| a.surface.as_str()),
        });
    }
    for more in appended {
        text.push(' ');
        text.push_str(more);
    }
    text
}

/// The atoms of a question as a text; Han characters that stood together stand together.
fn rebuilt<'t>(question: &'t Question, piece: impl Fn(usize) -> Option<&'t str>) -> String {
    let mut text = String::new();
    let mut end = 0;
    for (n, atom) in question.atoms.iter().enumerate() {
        let Some(piece) = piece(n).filter(|p| !p.is_empty()) else {
            continue;
        };
        let joined = atom.tokens.start == end && !piece.starts_with(|c: char| c.is_ascii()) && !text.ends_with(|c: char| c.is_ascii());
        if !joined && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(piece);
        end = atom.tokens.end;
    }
    text
}

/// The new words with what the last fact or question was about.
fn asked(question: &Question, text: &str, before: &Before<'_>, base: &Base, shape: &Shape) -> Vec<String> {
    let language = question.language;
    let with = |what: &str| format!("{text} {what}");
    let mut out = Vec::new();
    let new_sorts: Vec<Sort> = question.atoms.iter().filter_map(|a| sort(a, base)).collect();
    let own_metric = new_sorts.contains(&Sort::Metric)
        || shape.words >= SILENT
        || matches!(shape.wants, Some(Wanted::Who | Wanted::When | Wanted::Where | Wanted::Why));
    let keep = |n: usize| -> Option<&str> {
        let atom = before.question.atoms.get(n)?;
        let kept = match (&atom.kind, sort(atom, base)) {
            (AtomKind::Time(_), _) => !shape.timed && !before.time_refused && shape.wants != Some(Wanted::When),
            (_, Some(Sort::Metric)) => !own_metric,
            (_, Some(kind)) => !new_sorts.contains(&kind),
            _ => false,
        };
        kept.then_some(atom.surface.as_str())
    };
    let carried = rebuilt(before.question, keep);
    let about = before.told.first().and_then(|at| subject_of(base, *at, language));
    let occasion = before.told.first().is_some_and(|at| event_of(base, *at).is_some());
    let (first, second) = if occasion { (about, Some(carried)) } else { (Some(carried), about) };
    out.extend([first, second].into_iter().flatten().filter(|w| !w.is_empty()).map(|w| with(&w)));
    if before.question.names().next().is_none() {
        if let Some(fact) = before.told.first().and_then(|at| base.facts.get(at.index())) {
            out.push(with(side(&fact.label, language)));
        }
        out.push(with(&rebuilt(before.question, |n| before.question.atoms.get(n).map(|a| a.surface.as_str()))));
    }
    out
}

fn side(text: &crate::knowledge::Text, language: Language) -> &str {
    if language.is_chinese() { &text.zh } else { &text.en }
}

/// The name of what a fact is about: its event, its initiative, its person, or whose figure it is.
pub(super) fn subject_of(base: &Base, at: FactRef, language: Language) -> Option<String> {
    let fact = base.facts.get(at.index())?;
    let text = match (&fact.kind, event_of(base, at)) {
        (Kind::Initiative(initiative), _) => &initiative.name,
        (_, Some(event)) => base.name(Subject::Event(event)),
        (Kind::Figure(figure), None) => base.name(figure.of),
        (Kind::Role(role), None) => &base[role.person].name,
        _ => &fact.label,
    };
    Some(side(text, language).to_owned())
}

/// Whether a fact tells a kind of value that needs no more words: who, when, where, why, how.
pub(super) fn tells(base: &Base, at: FactRef, wanted: Wanted) -> bool {
    let gives = match wanted {
        Wanted::Who => Gives::Who,
        Wanted::When => Gives::When,
        Wanted::Where => Gives::Where,
        Wanted::Why => Gives::Why,
        Wanted::How => Gives::How,
        // How much of what, which of what: only the engine can tell.
        _ => return false,
    };
    base.facts.get(at.index()).is_some_and(|f| f.gives.contains(&gives))
}
