//! What a fact lacks of what a question asks: kinds of value that it does not supply, members that it does not name, counts
//! of other things, and what it says itself is not told.

use super::accounting::Account;
use super::derived::Item;
use super::names::Named;
use super::operands::is_small;
use super::profile::Profile;
use super::question::{Atom, AtomKind, Mask, Question, mask};
use super::rules::supplies;
use super::tuning;
use super::vocabulary::TermId;
use crate::knowledge::{Base, EntityKind, Gives, Kind};
use crate::language::{Operation, Sort, StatedNumber, Wanted};
use rust_decimal::Decimal;

/// A fact that links to so many places lists them.
const LISTED_PLACES: usize = 4;

/// Whether a count is wanted and a figure only gives the one that the question states itself ("of the 17, how many …").
#[must_use]
pub fn is_given(question: &Question, account: &Account, profile: &Profile, base: &Base) -> bool {
    let Item::Fact(at) = profile.item else { return false };
    let value = match base.facts.get(at.index()).map(|f| &f.kind) {
        Some(Kind::Figure(figure)) => figure.value,
        _ => return false,
    };
    let given = |n: usize, number: &StatedNumber| {
        account.explained >> n & 1 == 1 && question.focus >> n & 1 == 0 && (number.value == value.exact() || number.value == value.amount())
    };
    let computed = question.operations.iter().any(|o| (o.computes() || o.spreads()) && *o != Operation::Share);
    question.wants(Wanted::HowMany) && !computed && question.numbers().any(|(n, number)| given(n, number))
}

/// Whether a count is wanted that a fact cannot tell: it counts nothing, or it only lists the country that is named
/// among others.
pub(super) fn counts_without_count(question: &Question, profile: &Profile, base: &Base) -> bool {
    let count = question.wants(Wanted::HowMany) || question.wants(Wanted::HowMuch);
    if !count || profile.metric.is_some() || profile.gap || question.wants(Wanted::Which) {
        return false;
    }
    let place = |name: &Named| name.is(EntityKind::Place, base);
    let listed = profile.own.iter().filter(|n| place(n)).count() >= LISTED_PLACES
        && question.names_any(|n| place(n) && profile.own.contains(n) && !profile.labelled.contains(n));
    !supplies(profile, Wanted::HowMany) && !supplies(profile, Wanted::HowMuch) || listed
}

/// Whether something of a sort is to be named ("which company", "who is the ambassador") and a fact links to nothing of
/// that sort beyond what the question names itself.
pub(super) fn nothing_of_the_sort(question: &Question, profile: &Profile, base: &Base) -> bool {
    let named = [Wanted::Which, Wanted::Who].iter().any(|w| question.wants(*w));
    let count = question.wants(Wanted::HowMany) || question.wants(Wanted::HowMuch);
    !question.sorts.is_empty() && named && !count && !profile.gap && !has_the_sort(question, profile, base)
}

/// Whether a fact links to something of a sort that is to be named, beyond what the question names itself.
#[must_use]
pub fn has_the_sort(question: &Question, profile: &Profile, base: &Base) -> bool {
    let of_sort = |name: &Named, sort: Sort| match sort {
        Sort::Person => name.is(EntityKind::Person, base),
        Sort::Organisation => matches!(name.kind(base), Some(EntityKind::Organisation | EntityKind::Platform | EntityKind::Programme)),
        Sort::Place => name.is(EntityKind::Place, base),
    };
    let asked = |name: &Named| question.names_any(|n| n == name);
    let linked = || profile.own.iter().chain(&profile.context).chain(&profile.listing).filter(|n| !asked(n));
    question.sorts.iter().any(|sort| linked().any(|n| of_sort(n, *sort)))
}

/// Whether all that is wanted is to have something named ("which …", "who …") and a fact that says only what is so names
/// nothing beyond what the question does.
pub(super) fn names_nothing(question: &Question, profile: &Profile, base: &Base) -> bool {
    let named = |w: &Wanted| matches!(w, Wanted::Which | Wanted::Who);
    let gives = |kind| profile.gives.contains(&kind);
    // An event or initiative may be named itself.
    let itself = |name: &Named| matches!(name, Named::Fact(at) if profile.item == Item::Fact(*at));
    let nameable = |name: &Named| is_new_thing(question, name, base) || itself(name) && !question.names_any(|n| n == name);
    let wanted = !question.wanted.is_empty() && question.wanted.iter().all(named);
    let plain = profile.metric.is_none() && !profile.listed && !profile.gap && !gives(Gives::Which) && !gives(Gives::Who);
    wanted && plain && !profile.own.iter().any(nameable)
}

/// Whether a name is that of a thing which the question does not name itself.
fn is_new_thing(question: &Question, name: &Named, base: &Base) -> bool {
    matches!(name, Named::Entity(_)) && name.is_solid(base) && !question.names_any(|n| n == name)
}

/// Whether things are to be named whose number a question knows, and that a fact only counts ("name those among the 17").
pub(super) fn counts_unnamed(question: &Question, profile: &Profile) -> bool {
    let only_names = !question.wanted.is_empty() && question.wanted.iter().all(|w| *w == Wanted::Which);
    let counted =
        |kind: &AtomKind| matches!(kind, AtomKind::Words(terms) if terms.iter().any(|t| profile.counted.binary_search(t).is_ok()));
    let atoms = question.atoms.iter().enumerate();
    let weight: f32 = atoms.filter(|(n, a)| question.focus >> n & 1 == 1 && counted(&a.kind)).map(|(_, a)| a.weight).sum();
    let known = question.numbers().any(|(_, n)| !n.ordinal && !is_small(n) && profile.numbers.contains(&n.value));
    known
        && only_names
        && !question.does(Operation::Confirm)
        && !profile.gap
        && !profile.listed
        && question.sorts.is_empty()
        && weight >= tuning::COUNTED_NOUN
}

/// Whether so many members are to be named as the question says, and a list names only some of them. Who asks for those
/// that are named knows that.
pub(super) fn lists_in_part(question: &Question, profile: &Profile) -> bool {
    let more = |n: &StatedNumber| !n.ordinal && !n.percent && n.value > profile.members && profile.numbers.contains(&n.value);
    let counted = |n: usize| match question.atoms.get(n + 1).map(|a| &a.kind) {
        Some(AtomKind::Words(terms)) => terms.iter().any(|t| profile.counted.binary_search(t).is_ok()),
        _ => false,
    };
    // "Of the 17 parks, from which countries …" asks for something else than what is counted.
    let asked = |n: usize| question.sorts.is_empty() || question.of_sort >> n & 1 == 1;
    let in_focus = |n: usize| (question.focus >> n | question.focus >> (n + 1)) & 1 == 1;
    let of_some = |n: usize| profile.open && asked(n);
    let of_none = |n: usize, number: &StatedNumber| !profile.listed && asked(n) && in_focus(n) && !is_small(number);
    let all = question.numbers().any(|(n, number)| more(number) && counted(n) && (of_some(n) || of_none(n, number)));
    let members = question.wants(Wanted::Which) || question.wants(Wanted::Who);
    members && all && !question.does(Operation::Named) && !question.wants(Wanted::HowMany)
}

/// Whether members are wanted of which a fact only gives the number. Who names the number and not what it counts asks
/// the other way round.
pub(super) fn lists_without_members(question: &Question, profile: &Profile) -> bool {
    let members = question.wants(Wanted::Which) || question.wants(Wanted::Who);
    let count = question.wants(Wanted::HowMany) || question.wants(Wanted::HowMuch) || question.wants(Wanted::Percent);
    let named = question.names_any(|n| profile.whose.contains(n) || profile.breakdown.contains(n));
    profile.members > Decimal::ONE && profile.metric.is_some() && !profile.listed && members && !count && named
}

/// What is asked for and the fact itself says is not told ("the report does not name them"): a kind of value, or a word
/// that stands in no other sentence of it.
#[must_use]
pub fn said_to_be_untold(question: &Question, profile: &Profile, base: &Base) -> Option<Wanted> {
    if profile.gap || profile.untold.is_empty() || question.does(Operation::Confirm) {
        return None;
    }
    let strict = [Wanted::When, Wanted::Where, Wanted::Who, Wanted::HowMuch, Wanted::HowMany];
    let kind = question.wanted.iter().copied().find(|w| strict.contains(w) && profile.untold_kinds.has(*w));
    let only_untold = |term: &TermId| profile.untold.binary_search(term).is_ok();
    let untold = |atom: &Atom| matches!(&atom.kind, AtomKind::Words(terms) if terms.iter().any(only_untold) && !terms.iter().any(|t| profile.tells(*t)));
    let in_focus = |so: &dyn Fn(&Atom) -> bool| {
        question.weight(mask(question.atoms.iter().enumerate().filter(|(n, a)| question.focus >> n & 1 == 1 && so(a)).map(|(n, _)| n)))
    };
    // "What do 13 and 34 stand for" asks about numbers, and "the list of companies" for what no list is of.
    let number = |atom: &Atom| matches!(&atom.kind, AtomKind::Number(number) if profile.untold_numbers.contains(&number.value));
    let names_none = || !profile.listed && !profile.own.iter().any(|name| is_new_thing(question, name, base));
    let members = question.wants(Wanted::Which) && profile.untold_kinds.has(Wanted::Which) && names_none();
    let listed = |atom: &Atom| matches!(&atom.kind, AtomKind::Words(terms) if terms.iter().any(only_untold));
    let meant = in_focus(&untold) >= tuning::COUNTED_NOUN
        || question.wants(Wanted::What) && in_focus(&number) > 0.0
        || members && in_focus(&listed) * 2.0 > in_focus(&|_| true);
    let amount = |kind: Wanted| matches!(kind, Wanted::HowMuch | Wanted::HowMany);
    let told = |kind: Wanted| strict.iter().any(|w| (*w == kind || amount(*w) && amount(kind)) && supplies(profile, *w));
    kind.filter(|kind| !told(*kind) || meant).or_else(|| meant.then(|| question.wanted.first().copied().unwrap_or(Wanted::What)))
}

/// Whether a count is wanted of something that a fact does not count, though it has a number of other things. Words that
/// the base does not know may be another name for what it counts.
pub(super) fn counts_other(question: &Question, profile: &Profile, base: &Base) -> bool {
    // "The first by number, right?" asks for no number.
    let confirms = question.does(Operation::Confirm);
    let wanted =
        question.wants(Wanted::HowMany) && question.counts == 1 && !question.lasting && !question.wants(Wanted::Which) && !confirms;
    let amount = profile.metric.is_some() && supplies(profile, Wanted::HowMuch);
    if !wanted || amount || profile.gap || !matches!(profile.item, Item::Fact(_)) {
        return false;
    }
    let has = |term: &TermId| profile.counts(*term);
    let mut meant = 0.0;
    for (_, atom) in question.atoms.iter().enumerate().filter(|(n, _)| question.counted >> n & 1 == 1) {
        match &atom.kind {
            AtomKind::Name(named) if named.iter().any(|n| profile.own.contains(n) || profile.context.contains(n)) => return false,
            // A topic is a word for much: it names nothing that could be counted instead.
            AtomKind::Name(named) if named.iter().all(|n| n.is(EntityKind::Topic, base)) => {}
            AtomKind::Words(terms) if terms.is_empty() || terms.iter().any(has) => return false,
            AtomKind::Words(_) | AtomKind::Name(_) => meant += atom.weight,
            AtomKind::Time(_) | AtomKind::Number(_) => {}
        }
    }
    meant >= tuning::COUNTED_NOUN
}

/// Numbers that are to be confirmed of something that a figure does not count, though it has the number of something else.
pub(super) fn states_of_other(question: &Question, account: &Account, profile: &Profile) -> Mask {
    if !question.does(Operation::Confirm) && !question.polar || profile.metric.is_none() || !supplies(profile, Wanted::HowMany) {
        return 0;
    }
    let counts = |term: &TermId| profile.counts(*term);
    // The few words right behind a number say of what it is.
    let behind = |n: usize| question.atoms.iter().skip(n + 1).take(2).filter(|a| matches!(a.kind, AtomKind::Words(_)));
    let other = |atom: &Atom| matches!(&atom.kind, AtomKind::Words(terms) if !terms.is_empty() && !terms.iter().any(counts));
    let of_other = |n: usize| {
        let weight: f32 = behind(n).map(|a| a.weight).sum();
        weight >= tuning::COUNTED_NOUN && behind(n).all(other)
    };
    mask(question.numbers().filter(|(n, number)| !number.percent && account.explained >> n & 1 == 1 && of_other(*n)).map(|(n, _)| n))
}

/// A kind of value that the question insists on and the fact does not supply.
#[must_use]
pub fn not_told(question: &Question, profile: &Profile) -> Option<Wanted> {
    let insists = |w: &&Wanted| matches!(w, Wanted::Who | Wanted::When | Wanted::Where | Wanted::HowMuch | Wanted::HowMany | Wanted::Nth);
    let wanted: Vec<&Wanted> = question.wanted.iter().filter(insists).collect();
    let met = wanted.iter().any(|w| {
        let counts = matches!(w, Wanted::HowMuch | Wanted::HowMany)
            && (supplies(profile, Wanted::HowMuch) || supplies(profile, Wanted::HowMany) || !profile.numbers.is_empty());
        counts || supplies(profile, **w)
    });
    if wanted.is_empty() || met || question.wants(Wanted::Which) { None } else { wanted.first().map(|w| **w) }
}
