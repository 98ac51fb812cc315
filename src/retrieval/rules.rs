//! The ranking rules: each looks at one side of how a fact fits a question and gives 0 (not at all) to 1 (fully).
//! `--explain` prints what each gave.

use super::accounting::Account;
use super::asks::{Ask, Terms};
use super::kinds::Kinds;
use super::profile::Profile;
use super::question::{Mask, Question};
use super::tuning;
use crate::knowledge::Gives;
use crate::language::{Operation, Wanted};

/// How a fact fits a question, rule by rule, in the order of [`RULES`].
pub type Signals = [f32; RULES.len()];

/// What a rule looks at.
pub struct Fit<'a> {
    /// The question.
    pub question: &'a Question,
    /// The fact.
    pub profile: &'a Profile,
    /// What it accounts for.
    pub account: Account,
    /// Its BM25 score as a share of the best one.
    pub bm25: f32,
    /// The question's terms.
    pub terms: &'a Terms,
    /// How like the question is to the three most like ways of asking, the most like first.
    pub alike: [f32; 3],
    /// How far question and ways of asking cover each other.
    pub cover: Cover,
}

/// How far a question and the ways of asking for a fact cover each other.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cover {
    /// The largest share of the question that one way of asking says.
    pub recall: f32,
    /// The largest share of a way of asking that the question says.
    pub precision: f32,
    /// The share of the question that the ways of asking say together.
    pub union: f32,
}

impl<'a> Fit<'a> {
    /// Holds a question against a fact.
    #[must_use]
    pub fn new(question: &'a Question, profile: &'a Profile, account: Account, bm25: f32, terms: &'a Terms) -> Self {
        let mut alike = [0.0f32; 3];
        let (mut cover, mut said) = (Cover::default(), 0);
        // A known gap is meant only by who wants what it lacks; a fact tells more than the kind of value first asked for.
        let wanted = Kinds::of(&question.wanted);
        let meant = |ask: &Ask<'_>| !profile.gap || wanted.may_mean(ask.wanted);
        for ask in profile.asks.iter().filter(meant) {
            let (common, terms_said) = terms.common(ask);
            let mut likeness = terms.dice(common, ask);
            said |= terms_said;
            cover.recall = cover.recall.max(common / terms.weight().max(f32::EPSILON));
            cover.precision = cover.precision.max(common / ask.weight.max(f32::EPSILON));
            for slot in &mut alike {
                if likeness > *slot {
                    std::mem::swap(slot, &mut likeness);
                }
            }
        }
        cover.union = terms.share(said);
        Self { question, profile, account, bm25, terms, alike, cover }
    }
}

/// A named rule with the weight of what it gives.
pub struct Rule {
    /// Its name in explanations.
    pub name: &'static str,
    /// Its weight in the sum.
    pub weight: f32,
    /// What it gives.
    pub give: fn(&Fit<'_>) -> f32,
}

/// All rules.
pub const RULES: [Rule; 11] = [
    Rule { name: "accounts-for", weight: tuning::RULE_ACCOUNTS, give: accounts },
    Rule { name: "asked-like", weight: tuning::RULE_ASKED, give: asked },
    Rule { name: "labelled-like", weight: tuning::RULE_LABEL, give: labelled },
    Rule { name: "names", weight: tuning::RULE_NAMES, give: names },
    Rule { name: "subject", weight: tuning::RULE_SUBJECT, give: subject },
    Rule { name: "time", weight: tuning::RULE_TIME, give: time },
    Rule { name: "wanted", weight: tuning::RULE_WANTED, give: wanted },
    Rule { name: "terms", weight: tuning::RULE_BM25, give: |fit| fit.bm25 },
    Rule { name: "no-more-special", weight: tuning::RULE_SPECIAL, give: no_more_special },
    Rule { name: "asked-often", weight: tuning::RULE_OFTEN, give: asked_often },
    Rule { name: "focus", weight: tuning::RULE_FOCUS, give: focus },
];

/// What accounting in full is worth as likeness for a fact without ways of asking.
const ASKED_BY_LABEL: f32 = 0.6;

/// The weighted sum of what the rules gave.
#[must_use]
pub fn score(signals: &Signals) -> f32 {
    RULES.iter().zip(signals).map(|(rule, given)| rule.weight * given).sum()
}

/// What each rule gives.
#[must_use]
pub fn signals(fit: &Fit<'_>) -> Signals {
    RULES.map(|rule| (rule.give)(fit))
}

/// How much of the question's weight the fact accounts for.
fn accounts(fit: &Fit<'_>) -> f32 {
    share(fit.question, fit.account.explained, fit.question.all())
}

fn share(question: &Question, part: Mask, whole: Mask) -> f32 {
    let whole = question.weight(whole);
    if whole <= f32::EPSILON { 1.0 } else { question.weight(part) / whole }
}

/// How like the question is to the most like way of asking for the fact.
fn asked(fit: &Fit<'_>) -> f32 {
    if fit.profile.asks.is_empty() {
        // Nobody wrote down how people ask for it: its label must do.
        return labelled(fit).max(ASKED_BY_LABEL * accounts(fit));
    }
    let [best, ..] = fit.alike;
    best
}

/// How like the question is to several ways of asking: the mean of the three most like it.
fn asked_often(fit: &Fit<'_>) -> f32 {
    if fit.profile.asks.len() < fit.alike.len() { asked(fit) } else { fit.alike.iter().sum::<f32>() / 3.0 }
}

/// How much of what the question words ask about the fact accounts for.
fn focus(fit: &Fit<'_>) -> f32 {
    if fit.question.focus == 0 { 0.5 } else { share(fit.question, fit.account.explained & fit.question.focus, fit.question.focus) }
}

/// How like the question is to the fact's label.
fn labelled(fit: &Fit<'_>) -> f32 {
    fit.profile.label.iter().next().map_or(0.0, |label| fit.terms.likeness(label))
}

/// How much of the weight of the names is linked to by the record itself; half for those around it.
fn names(fit: &Fit<'_>) -> f32 {
    let all = fit.question.named();
    share(fit.question, fit.account.own, all).max(0.0) * 0.5 + share(fit.question, fit.account.own | fit.account.around, all) * 0.5
}

/// Whether the question names whose figure it is, or names the event or initiative itself.
fn subject(fit: &Fit<'_>) -> f32 {
    let subject = if fit.profile.metric.is_some() { &fit.profile.subject } else { &fit.profile.own };
    if subject.is_empty() {
        return 0.5;
    }
    let named = |name| fit.question.names().any(|(_, names)| names.contains(name));
    let count = subject.iter().filter(|n| named(n)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of names")]
    let part = count as f32 / subject.len() as f32;
    part
}

/// Whether the fact is about the times named.
fn time(fit: &Fit<'_>) -> f32 {
    let all = fit.question.timed();
    if all == 0 { 0.5 } else { (share(fit.question, fit.account.timed, all) + share(fit.question, fit.account.explained & all, all)) / 2.0 }
}

/// Whether the fact supplies the kinds of value wanted.
fn wanted(fit: &Fit<'_>) -> f32 {
    let wanted = &fit.question.wanted;
    if fit.profile.gap {
        return 0.6;
    }
    if wanted.is_empty() {
        return 0.5;
    }
    let met = wanted.iter().filter(|w| supplies(fit.profile, **w)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of kinds")]
    let part = met as f32 / wanted.len() as f32;
    part
}

/// Whether a fact supplies a kind of value.
#[must_use]
pub fn supplies(profile: &Profile, wanted: Wanted) -> bool {
    let gives = |kinds: &[Gives]| kinds.iter().any(|k| profile.gives.contains(k));
    match wanted {
        Wanted::Who => gives(&[Gives::Who]),
        Wanted::When => gives(&[Gives::When]),
        Wanted::Where => gives(&[Gives::Where]),
        Wanted::HowMuch => gives(&[Gives::HowMuch]),
        Wanted::HowMany => gives(&[Gives::HowMany]),
        Wanted::Which => gives(&[Gives::Which, Gives::What, Gives::Who, Gives::Where]),
        Wanted::What => profile.metric.is_none(),
        Wanted::Why => gives(&[Gives::Why]),
        Wanted::How => gives(&[Gives::How, Gives::What]),
        Wanted::Nth => !profile.ordinals.is_empty() || profile.metric.is_some() && gives(&[Gives::HowMany]),
        Wanted::Percent => profile.percent,
        Wanted::Other => false,
    }
}

/// A figure with a breakdown that the question does not ask for is too special.
fn no_more_special(fit: &Fit<'_>) -> f32 {
    let named = |name| fit.question.names().any(|(_, names)| names.contains(name));
    let unnamed = fit.profile.breakdown.iter().any(|b| !named(b));
    // A growth rate or share for someone who asks for neither.
    let asks_percent = fit.question.wants(Wanted::Percent) || [Operation::Growth, Operation::Share].iter().any(|o| fit.question.does(*o));
    let unnamed = unnamed || fit.profile.metric.is_some() && fit.profile.percent && !asks_percent;
    let computed = matches!(fit.profile.item, super::derived::Item::Derived(_));
    let computing = [Operation::Implied, Operation::Remainder, Operation::Earlier, Operation::Difference, Operation::Ratio]
        .iter()
        .any(|o| fit.question.does(*o));
    match (unnamed, computed && !computing) {
        (true, true) => 0.0,
        (true, false) | (false, true) => 0.5,
        (false, false) => 1.0,
    }
}
