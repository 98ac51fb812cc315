//! The constraints that a question states and a fact must meet before it may answer.

use super::accounting::Account;
use super::answer::Reason;
use super::derived::{Derived, Item, Step};
use super::names::Named;
use super::profile::Profile;
use super::question::{Atom, AtomKind, Mask, Question, Side, mask};
use super::ranking::Candidate;
use super::rules::supplies;
use super::tuning;
use super::vocabulary::TermId;
use crate::knowledge::{Base, EntityKind, Gives, Kind};
use crate::language::{Joint, Operation, Sort, StatedNumber, Time, Wanted};
use rust_decimal::Decimal;

/// The constraint of the question that a candidate does not meet, or nothing when it meets all.
#[must_use]
pub fn objection(question: &Question, candidate: &Candidate, profile: &Profile, base: &Base) -> Option<Reason> {
    let account = &candidate.account;
    let surface = |mask: Mask| -> Vec<String> {
        question.atoms.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, a)| a.surface.clone()).collect()
    };
    if let Some(name) = surface(hard_names(question, account, profile, base)).into_iter().next() {
        return Some(Reason::OtherName(name));
    }
    // Of a name in quotation marks something must be known.
    if let Some(quoted) = question.quoted.iter().find(|quoted| account.explained & **quoted == 0).filter(|_| !profile.gap) {
        return Some(Reason::OtherName(surface(*quoted).concat()));
    }
    if let Some(name) = surface(only_asked(question, candidate, profile, base)).into_iter().next() {
        return Some(Reason::OtherName(name));
    }
    if question.wants(Wanted::Who) && account.qualified != 0 && !profile.gap {
        return Some(Reason::NotTold(Wanted::Who));
    }
    if let Some(wanted) = said_to_be_untold(question, profile, base) {
        return Some(Reason::NotTold(wanted));
    }
    if counts_other(question, profile) {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if let Some(number) = surface(states_of_other(question, account, profile)).into_iter().next() {
        return Some(Reason::OtherNumber(number));
    }
    if let Some(name) = surface(other_affiliation(question, account, profile, base)).into_iter().next() {
        return Some(Reason::OtherName(name));
    }
    if profile.metric.is_some()
        && let Some(name) = surface(other_subject(question, account, profile, base)).into_iter().next()
    {
        return Some(Reason::OtherName(name));
    }
    if let Some(time) = surface(account.foreign_times & !corrected_dates(question, profile)).into_iter().next() {
        return Some(Reason::OtherTime(time));
    }
    if let Some(number) = surface(hard_numbers(question, account, profile)).into_iter().next() {
        return Some(Reason::OtherNumber(number));
    }
    if question.wants(Wanted::Other) {
        return Some(Reason::NotTold(Wanted::Other));
    }
    if is_given(question, account, profile, base) {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if question.wants(Wanted::Percent) && !profile.percent && !profile.gap {
        return Some(Reason::NotTold(Wanted::Percent));
    }
    if question.lasting && profile.metric.is_some() && !profile.lasts && !profile.percent {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if counts_without_count(question, profile, base) {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if profile.metric.is_some() && profile.percent && question.wants(Wanted::Percent) {
        let (growth, share) = (question.does(Operation::Growth), question.does(Operation::Share));
        if growth && !profile.growth || share && !growth && profile.growth {
            return Some(Reason::NotTold(Wanted::Percent));
        }
    }
    if nothing_of_the_sort(question, profile, base) {
        return Some(Reason::NotTold(Wanted::Which));
    }
    if names_nothing(question, profile, base) || lists_without_members(question, profile) || lists_in_part(question, profile) {
        return Some(Reason::NotTold(Wanted::Which));
    }
    let reversed = surface(question.reversals & !account.explained);
    if !reversed.is_empty() {
        return Some(Reason::Unexplained(reversed));
    }
    if question.before && !profile.post.is_empty() && !question.does(Operation::Order) {
        return Some(Reason::NotTold(Wanted::Who));
    }
    if question.does(Operation::Actual) && profile.intended {
        return Some(Reason::NotTold(Wanted::What));
    }
    if candidate.accounts() < tuning::LEAST_ACCOUNTED {
        return Some(Reason::Unexplained(surface(question.all() & !account.explained)));
    }
    if profile.modified && question.unmodified && !profile.gap {
        return Some(Reason::NotTold(Wanted::Who));
    }
    if profile.modified && !question.modified && names_post(question, profile) && !names_person(question, profile, base) {
        return Some(Reason::NotTold(Wanted::Who));
    }
    None
}

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
fn counts_without_count(question: &Question, profile: &Profile, base: &Base) -> bool {
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
fn nothing_of_the_sort(question: &Question, profile: &Profile, base: &Base) -> bool {
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
fn names_nothing(question: &Question, profile: &Profile, base: &Base) -> bool {
    let named = |w: &Wanted| matches!(w, Wanted::Which | Wanted::Who);
    let gives = |kind| profile.gives.contains(&kind);
    // An event or initiative may be named itself.
    let itself = |name: &Named| matches!(name, Named::Fact(at) if profile.item == Item::Fact(*at));
    let nameable = |name: &Named| {
        let thing = name.is_solid(base) && matches!(name, Named::Entity(_)) || itself(name);
        thing && !question.names_any(|n| n == name)
    };
    let wanted = !question.wanted.is_empty() && question.wanted.iter().all(named);
    let plain = profile.metric.is_none() && !profile.listed && !profile.gap && !gives(Gives::Which) && !gives(Gives::Who);
    wanted && plain && !profile.own.iter().any(nameable)
}

/// Whether so many members are to be named as the question says, and a list names only some of them. Who asks for those
/// that are named knows that.
fn lists_in_part(question: &Question, profile: &Profile) -> bool {
    let more = |n: &StatedNumber| !n.ordinal && !n.percent && n.value > profile.members && profile.numbers.contains(&n.value);
    let counted = |n: usize| match question.atoms.get(n + 1).map(|a| &a.kind) {
        Some(AtomKind::Words(terms)) => terms.iter().any(|t| profile.counted.binary_search(t).is_ok()),
        _ => false,
    };
    let all = question.numbers().any(|(n, number)| more(number) && counted(n));
    let members = question.wants(Wanted::Which) || question.wants(Wanted::Who);
    profile.open && members && all && !question.does(Operation::Named) && !question.wants(Wanted::HowMany)
}

/// Whether members are wanted of which a fact only gives the number. Who names the number and not what it counts asks
/// the other way round.
fn lists_without_members(question: &Question, profile: &Profile) -> bool {
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
    let nameable = |name: &Named| matches!(name, Named::Entity(_)) && name.is_solid(base) && !question.names_any(|n| n == name);
    let names_none = || !profile.listed && !profile.own.iter().any(nameable);
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
fn counts_other(question: &Question, profile: &Profile) -> bool {
    // "The first by number, right?" asks for no number.
    let confirms = question.does(Operation::Confirm);
    let wanted =
        question.wants(Wanted::HowMany) && question.counts == 1 && !question.lasting && !question.wants(Wanted::Which) && !confirms;
    let amount = profile.metric.is_some() && supplies(profile, Wanted::HowMuch);
    if !wanted || amount || profile.gap || !matches!(profile.item, Item::Fact(_)) {
        return false;
    }
    let list = profile.listed || profile.metric.is_some();
    let has = |term: &TermId| {
        let holds = |terms: &[TermId]| terms.binary_search(term).is_ok();
        holds(&profile.counted) || holds(&profile.metric_words) || list && profile.label.say(*term)
    };
    let mut meant = 0.0;
    for (_, atom) in question.atoms.iter().enumerate().filter(|(n, _)| question.counted >> n & 1 == 1) {
        match &atom.kind {
            AtomKind::Name(named) if named.iter().any(|n| profile.own.contains(n) || profile.context.contains(n)) => return false,
            AtomKind::Words(terms) if terms.is_empty() || terms.iter().any(has) => return false,
            AtomKind::Words(_) | AtomKind::Name(_) => meant += atom.weight,
            AtomKind::Time(_) | AtomKind::Number(_) => {}
        }
    }
    meant >= tuning::COUNTED_NOUN
}

/// Numbers that are to be confirmed of something that a figure does not count, though it has the number of something else.
fn states_of_other(question: &Question, account: &Account, profile: &Profile) -> Mask {
    if !question.does(Operation::Confirm) && !question.polar || profile.metric.is_none() || !supplies(profile, Wanted::HowMany) {
        return 0;
    }
    let counts = |term: &TermId| {
        let holds = |terms: &[TermId]| terms.binary_search(term).is_ok();
        holds(&profile.counted) || holds(&profile.metric_words) || profile.label.say(*term)
    };
    // The few words right behind a number say of what it is.
    let behind = |n: usize| question.atoms.iter().skip(n + 1).take(2).filter(|a| matches!(a.kind, AtomKind::Words(_)));
    let other = |atom: &Atom| matches!(&atom.kind, AtomKind::Words(terms) if !terms.is_empty() && !terms.iter().any(counts));
    let of_other = |n: usize| {
        let weight: f32 = behind(n).map(|a| a.weight).sum();
        weight >= tuning::COUNTED_NOUN && behind(n).all(other)
    };
    mask(question.numbers().filter(|(n, number)| !number.percent && account.explained >> n & 1 == 1 && of_other(*n)).map(|(n, _)| n))
}

/// Names of things that only a fact's ways of asking have: they say what people mistake it for, not what it tells. Who asks
/// for the place or the name itself, or whether it is so, is told all the same.
fn only_asked(question: &Question, candidate: &Candidate, profile: &Profile, base: &Base) -> Mask {
    let open = question.wanted.is_empty() || question.wants(Wanted::Where);
    if profile.gap || open || candidate.asked() >= tuning::ASKED_FOR {
        return 0;
    }
    let thing = |name: &Named| matches!(name.kind(base), Some(EntityKind::Place | EntityKind::Person | EntityKind::Organisation));
    let names = question.names().filter(|(n, named)| candidate.account.only_asked >> n & 1 == 1 && named.iter().all(thing));
    mask(names.map(|(n, _)| n))
}

/// A fact that links to so many places lists them.
const LISTED_PLACES: usize = 4;

/// Stated numbers that contradict a fact. A small number beside a fact that counts nothing ("the three elements of …",
/// "which eight characters") says how the asker counts and contradicts nothing.
fn hard_numbers(question: &Question, account: &Account, profile: &Profile) -> Mask {
    let counts = profile.metric.is_some() || profile.listed;
    let small = |number: &StatedNumber| !number.percent && number.value <= Decimal::from(tuning::SMALL_NUMBER);
    // A small number before something that the fact does not count is of that something.
    let counted = |n: usize| {
        let next = question.atoms.get(n + 1).map(|a| &a.kind);
        match next {
            _ if profile.metric.is_none() => question.focus >> n & 1 == 1,
            Some(AtomKind::Name(named)) if named.iter().any(|n| profile.breakdown.contains(n)) => true,
            Some(atom @ (AtomKind::Words(_) | AtomKind::Name(_))) => profile.is_measured(atom),
            _ => true,
        }
    };
    let foreign = question
        .numbers()
        .filter(|(n, number)| account.foreign_numbers >> n & 1 == 1 && (number.ordinal || !small(number) || counts && counted(*n)));
    mask(foreign.map(|(n, _)| n))
}

/// Names that nothing accounts for, when they must be: topics and sectors are words more than names.
fn hard_names(question: &Question, account: &Account, profile: &Profile, base: &Base) -> Mask {
    let measures = [Wanted::HowMuch, Wanted::HowMany, Wanted::Percent].iter().any(|w| question.wants(*w)) || question.wanted.is_empty();
    let hard = |name: &Named| match name {
        // A sector breaks a figure down; elsewhere it is a word among others.
        Named::Entity(_) => match name.kind(base) {
            None | Some(EntityKind::Topic) => false,
            Some(EntityKind::Sector) => profile.metric.is_some(),
            Some(_) => true,
        },
        Named::Fact(at) => base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Event(_))),
        // A metric that no figure of the base has is asked for in vain; one that others have decides between figures.
        Named::Metric(metric) => {
            profile.metric.is_some()
                || measures && !base.facts.iter().any(|f| matches!(&f.kind, Kind::Figure(figure) if figure.metric == *metric))
        }
    };
    // Of several that are named to choose from ("A or B: who …?") a fact is about one.
    let chooses = question.does(Operation::Choice) && !question.does(Operation::Compare) && !question.does(Operation::Difference);
    let asks = question.polar || [Wanted::Who, Wanted::Which, Wanted::Where].iter().any(|w| question.wants(*w));
    let open = asks && profile.metric.is_none() && !profile.gap;
    let kinds = |n: usize| question.names().find(|(m, _)| *m == n).and_then(|(_, named)| named.first()?.kind(base));
    let alternative = |n: usize| {
        let apart = |m: usize| {
            let between = |side: &Side| (side.before >> n & side.behind >> m | side.before >> m & side.behind >> n) & 1 == 1;
            question.sides.iter().any(|side| side.joint == Joint::Side && between(side))
        };
        let chosen = |m: usize| m != n && apart(m) && account.own >> m & 1 == 1 && kinds(m).is_some() && kinds(m) == kinds(n);
        chooses && open && question.names().any(|(m, _)| chosen(m))
    };
    let foreign = |n: usize, named: &[Named]| account.foreign_names >> n & 1 == 1 && named.iter().all(hard) && !alternative(n);
    mask(question.names().filter(|(n, named)| foreign(*n, named)).map(|(n, _)| n))
}

/// Whether a question names the post that a fact tells.
fn names_post(question: &Question, profile: &Profile) -> bool {
    question.wants(Wanted::Who)
        && question
            .atoms
            .iter()
            .any(|a| matches!(&a.kind, AtomKind::Words(terms) if terms.iter().any(|t| profile.post.binary_search(t).is_ok())))
}

fn names_person(question: &Question, profile: &Profile, base: &Base) -> bool {
    question.names_any(|n| n.is(EntityKind::Person, base) && profile.own.contains(n))
}

/// Bodies named beside a person to whom the fact does not link them: they stand around its event only.
fn other_affiliation(question: &Question, account: &Account, profile: &Profile, base: &Base) -> Mask {
    if !names_person(question, profile, base) {
        return 0;
    }
    let body = |name: &Named| name.is(EntityKind::Organisation, base);
    mask(question.names().filter(|(n, named)| account.around >> n & 1 == 1 && named.iter().all(body)).map(|(n, _)| n))
}

/// Dates which a question without question words states of an event that it names, and which are others of the event's
/// year: who asks whether it was that day is told which day it was.
fn corrected_dates(question: &Question, profile: &Profile) -> Mask {
    let Item::Fact(at) = profile.item else { return 0 };
    let named = question.names_any(|n| *n == Named::Fact(at));
    if !named || profile.metric.is_some() || !question.wanted.is_empty() {
        return 0;
    }
    let of_its_year = |time: &Time| match time {
        Time::Period(period) => period.first() == period.last() && profile.times.iter().any(|t| t.year() == period.year()),
        Time::MonthDay { day, .. } => day.is_some(),
    };
    mask(question.times().filter(|(_, time)| of_its_year(time)).map(|(n, _)| n))
}

/// Names that a figure carries only as its surroundings while its own subject goes unnamed: the name of a province does
/// not ask for a figure of a zone in it.
fn other_subject(question: &Question, account: &Account, profile: &Profile, base: &Base) -> Mask {
    let mut subject_named = false;
    let mut around: Mask = 0;
    for (n, atom) in question.atoms.iter().enumerate() {
        let AtomKind::Name(named) = &atom.kind else {
            continue;
        };
        if named.iter().any(|name| profile.whose.contains(name) && name.is_solid(base)) {
            subject_named = true;
        } else if named.iter().any(|name| profile.subject.contains(name)) {
            continue;
        } else if account.own >> n & 1 == 0 && named.iter().any(|name| name.is_solid(base)) {
            around |= 1 << n;
        }
    }
    if subject_named { 0 } else { around }
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

/// Whether a question sets something else beside a figure: it measures twice, or joins two things, and names one that the
/// figure is not of. By how much the two differ is not by how much one of them grew.
#[must_use]
pub fn is_beside(question: &Question, profile: &Profile) -> bool {
    let measures = question.atoms.iter().filter(|a| match &a.kind {
        AtomKind::Words(_) => a.surface.is_ascii() && profile.is_measured(&a.kind),
        kind => profile.is_measured(kind),
    });
    let another = |named: &[Named]| named.iter().all(|n| matches!(n, Named::Entity(_)) && !profile.subject.contains(n));
    let names_another = question.names().any(|(_, named)| !named.is_empty() && another(named));
    names_another && (question.joins || measures.count() >= 2)
}

/// Whether a computed figure is asked for at all: it must be named by subject, metric and, when it is a rest or an
/// earlier value, by the operation.
#[must_use]
pub fn computed_is_asked(question: &Question, profile: &Profile, figure: &Derived) -> bool {
    if !matches!(profile.item, Item::Derived(_)) {
        return true;
    }
    let metric = question.names_any(|n| profile.metric_named(n));
    let subject = question.names_any(|n| profile.subject.contains(n));
    let named_its_time = question.times().any(|(_, time)| time.fits(&figure.period));
    let operation = match figure.step {
        Step::Whole => true,
        Step::Rest | Step::RestShare | Step::Left => question.does(Operation::Remainder),
        Step::Unnamed => question.does(Operation::Unnamed),
        Step::PartShare | Step::PartOfParts => question.does(Operation::Share),
        Step::Parts => question.does(Operation::Sum) || question.does(Operation::Total),
        Step::Earlier => !question.does(Operation::Difference) && (question.does(Operation::Earlier) || named_its_time),
        Step::Increase | Step::Rise | Step::RisePercent => {
            !is_beside(question, profile) && (question.does(Operation::Difference) || question.does(Operation::Compare))
        }
        Step::Multiple => question.does(Operation::Ratio),
    };
    metric && subject && operation
}
