//! Comparisons, differences, shares, averages, sums and orders over figures and dates that a question names together,
//! and the computed figures that it asks for.

use super::accounting::{Account, account};
use super::answer::{Arithmetic, Computation, Operand};
use super::constraints::is_beside;
use super::derived::{Derived, Item, Step};
use super::lacking::is_given;
use super::lasting::with_both_days;
use super::names::Named;
use super::operands::{Value, values};
use super::pairs::{all_of_a_kind, are_named_parts, best_pair, fit_together};
use super::profile::Profile;
use super::question::{AtomKind, Question};
use super::ranking::Candidate;
use super::tuning;
use super::vocabulary::Vocabulary;
use crate::knowledge::{Base, EntityRef, FactRef, Kind, Precision, Subject};
use crate::language::{Operation, Unit, Wanted};
use rust_decimal::Decimal;

/// What computing looks at.
pub struct Computing<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its candidates, best first.
    pub ranked: &'a [Candidate],
    /// The profiles.
    pub list: &'a [Profile],
    /// The base.
    pub base: &'a Base,
    /// The computed figures.
    pub derived: &'a [Derived],
    /// The numbering of terms.
    pub vocabulary: &'a Vocabulary,
}

/// What kind of computing over two operands a question asks for, the most telling first.
#[must_use]
pub fn asked_for(question: &Question) -> Vec<Arithmetic> {
    let does = |o| question.does(o);
    let mut asked = Vec::new();
    let mut push = |wanted: bool, arithmetic| {
        if wanted {
            asked.push(arithmetic);
        }
    };
    push(does(Operation::Order) || does(Operation::Length), Arithmetic::Order);
    push(does(Operation::Average) || does(Operation::Division), Arithmetic::Average);
    push(does(Operation::Division), Arithmetic::Share);
    push(does(Operation::Ratio), Arithmetic::Ratio);
    // "占几项" asks how many, not what part.
    let counted = question.wants(Wanted::HowMany) && !question.wants(Wanted::Percent);
    // By how many percent something grew is no share.
    push(does(Operation::Share) && !counted && !does(Operation::Growth), Arithmetic::Share);
    push(does(Operation::Difference), Arithmetic::Difference);
    push(does(Operation::Sum) || does(Operation::Total), Arithmetic::Sum);
    push(does(Operation::Compare) || does(Operation::Superlative) && does(Operation::Choice), Arithmetic::Compare);
    asked
}

/// Whether a question asks for the relation of two things, so that one of them is no answer.
#[must_use]
pub fn insists(question: &Question) -> bool {
    let does = |o| question.does(o);
    is_sided(question)
        || does(Operation::Length)
        || does(Operation::Difference)
        || does(Operation::Division)
        || [Operation::Average, Operation::Ratio, Operation::Sum, Operation::Order].iter().any(|o| does(*o))
}

/// Whether a question puts two things side by side to compare them.
#[must_use]
pub fn is_sided(question: &Question) -> bool {
    let does = |o| question.does(o);
    does(Operation::Choice) && [Operation::Difference, Operation::Compare, Operation::Order].iter().any(|o| does(*o))
}

impl Computing<'_> {
    /// Computes over two or more operands. `None` when the question does not ask for it or no operands fit it.
    #[must_use]
    pub fn over_operands(&self) -> Option<Computation> {
        // Where nothing but what is measured is said, it may be of anything.
        let thing = |kind: &AtomKind| match kind {
            AtomKind::Name(named) => named.iter().any(|n| !matches!(n, Named::Metric(_))),
            AtomKind::Time(_) | AtomKind::Number(_) => true,
            AtomKind::Words(_) => false,
        };
        let says_of_what = self.question.atoms.iter().any(|a| thing(&a.kind));
        for arithmetic in asked_for(self.question).into_iter().filter(|a| says_of_what || *a == Arithmetic::Sum) {
            let values = values(self, &arithmetic);
            let Some((a, b)) = best_pair(self, &arithmetic, &values, |a, b| fit_together(self.question, &arithmetic, a, b)) else {
                continue;
            };
            let length = arithmetic == Arithmetic::Order && self.question.does(Operation::Length);
            if !length
                && (self.is_known_gap(a, b) || matches!(arithmetic, Arithmetic::Compare | Arithmetic::Order) && self.says_as_much(a, b))
            {
                continue;
            }
            let arithmetic =
                if arithmetic == Arithmetic::Share && self.divides_by_the_lesser(a, b) { Arithmetic::Ratio } else { arithmetic };
            if arithmetic == Arithmetic::Order && self.question.does(Operation::Length) && self.question.does(Operation::Inclusive) {
                return result(arithmetic, &[a, b], false).and_then(with_both_days);
            }
            let all = matches!(arithmetic, Arithmetic::Sum)
                || matches!(arithmetic, Arithmetic::Compare) && self.question.does(Operation::Superlative);
            let operands = if all { all_of_a_kind(self, (a, b), &values, arithmetic == Arithmetic::Sum) } else { vec![a, b] };
            return result(arithmetic, &operands, self.question.each != 0);
        }
        None
    }

    /// Whether another fact, no figure, alone accounts for as much of the question as two values together.
    fn says_as_much(&self, a: &Value, b: &Value) -> bool {
        let joint = a.explains() | b.explains();
        self.ranked.first().is_some_and(|best| {
            let alone = best.account.explained;
            let other = self.list.get(best.profile).is_some_and(|p| p.metric.is_none() && !p.gap && p.item != a.item && p.item != b.item);
            other && self.question.weight(alone) > self.question.weight(joint) + tuning::LEAST_MORE
        })
    }

    /// Whether the question says what it divides by, and that is the lesser of two values.
    fn divides_by_the_lesser(&self, a: &Value, b: &Value) -> bool {
        let divisor = |v: &Value| self.question.weight(v.measured & self.question.each);
        let (less, more) = if a.value < b.value { (a, b) } else { (b, a) };
        self.question.does(Operation::Division) && divisor(less) > divisor(more)
    }

    /// Whether what the source is known not to give accounts for more of the question than two values together.
    fn is_known_gap(&self, a: &Value, b: &Value) -> bool {
        let joint = self.question.weight(a.explains() | b.explains());
        let gap = |c: &&Candidate| self.list.get(c.profile).is_some_and(|p| p.gap);
        let mut gaps = self.ranked.iter().take(tuning::CONSIDERED).filter(gap);
        gaps.any(|c| self.question.weight(c.account.explained) > joint + tuning::LEAST_MORE)
    }

    /// The parts of one whole that a question names one by one: "so many per …, per … and per …".
    #[must_use]
    pub fn parts_named(&self) -> Vec<Item> {
        let values = values(self, &Arithmetic::Compare);
        // Each is one of those for each of which there is so much.
        let each = |v: &Value| v.names() & self.question.each != 0;
        let parts = |a: &Value, b: &Value| are_named_parts(self, a, b) && each(a) && each(b);
        let Some((a, b)) = best_pair(self, &Arithmetic::Compare, &values, parts) else {
            return Vec::new();
        };
        all_of_a_kind(self, (a, b), &values, false).iter().map(|v| v.item).collect()
    }

    /// How many parts of one whole a question names to be added; 0 when it names none by words of their own.
    fn parts_summed(&self) -> usize {
        let values = values(self, &Arithmetic::Sum);
        let pair = best_pair(self, &Arithmetic::Sum, &values, |a, b| are_named_parts(self, a, b));
        pair.map_or(0, |pair| all_of_a_kind(self, pair, &values, true).len())
    }

    /// The figures that a question asks for side by side, whatever they measure: two, and further ones of the same
    /// subject that it names besides.
    #[must_use]
    pub fn side_by_side(&self) -> Vec<Item> {
        let given = |v: &Value| {
            let profile = self.list.get(v.candidate.profile);
            profile.is_some_and(|p| is_given(self.question, &v.candidate.account, p, self.base))
        };
        let mut values = values(self, &Arithmetic::Compare);
        values.retain(|v| !given(v));
        let Some((a, b)) = best_pair(self, &Arithmetic::Compare, &values, |a, b| {
            let joined = self.question.counts >= 2 || a.is_beside(b);
            a.item != b.item && joined && a.names_more(b) && b.names_more(a)
        }) else {
            return Vec::new();
        };
        // "How many days" is a phrase of asking: no word is left that names what such a value counts.
        let lasts = |v: &Value| self.question.does(Operation::Length) && self.list.get(v.candidate.profile).is_some_and(|p| p.lasts);
        let mut chosen = vec![a, b];
        for value in &values {
            let adds = value.adds_to(&chosen) || lasts(value) && chosen.iter().all(|v| v.of == value.of && !lasts(v));
            if chosen.len() < self.question.counts.clamp(2, tuning::MOST_TOLD) && adds {
                chosen.push(value);
            }
        }
        chosen.iter().map(|v| v.item).collect()
    }

    /// The computed figures that a question asks for by an operation: a remainder, an earlier value, an implied whole.
    #[must_use]
    pub fn asked_figures(&self) -> Vec<Computation> {
        let does = |o| self.question.does(o);
        let stepwise = [Operation::Remainder, Operation::Earlier, Operation::Share].iter().any(|o| does(*o));
        if !stepwise && [Operation::Ratio, Operation::Average, Operation::Sum].iter().any(|o| does(*o)) && does(Operation::Choice) {
            return Vec::new();
        }
        let named = |e: &EntityRef| self.question.names_any(|n| *n == Named::Entity(*e));
        let shared = does(Operation::Share) && !does(Operation::Growth) && self.question.wants_amount();
        // Of parts only some of which are named, just these are added.
        let summed = if does(Operation::Sum) { self.parts_summed() } else { 0 };
        let names_all_or_none = |figure: &Derived| {
            if self.question.counts >= 2 || summed != 0 && summed != figure.operands.len() {
                return false;
            }
            let parts = figure.operands.iter().filter_map(|at| match self.base.facts.get(at.index()).map(|f| &f.kind) {
                Some(Kind::Figure(f)) => Some(f.part.iter().any(named)),
                _ => None,
            });
            let count = parts.clone().filter(|named| *named).count();
            count == 0 || count == parts.count()
        };
        let fits_step = |figure: &Derived| match figure.step {
            Step::Whole => {
                let stated = self.states_operands(figure) || self.states_share(figure);
                (does(Operation::Implied) || stated || self.names_whole(figure)) && !does(Operation::Remainder)
            }
            Step::Rest | Step::RestShare | Step::Left => does(Operation::Remainder),
            Step::Unnamed => does(Operation::Unnamed) && (self.question.wants_amount() || does(Operation::Remainder)),
            Step::PartShare | Step::PartOfParts => shared && !does(Operation::Remainder),
            Step::Parts => (does(Operation::Sum) || does(Operation::Total)) && !does(Operation::Remainder) && names_all_or_none(figure),
            Step::Earlier => {
                !does(Operation::Difference) && (does(Operation::Earlier) || self.question.times().any(|(_, t)| t.fits(&figure.period)))
            }
            Step::Increase => does(Operation::Difference) && !self.question.wants(Wanted::Percent),
            Step::Rise | Step::RisePercent => does(Operation::Difference) || self.question.wants(Wanted::Percent),
            Step::Multiple => does(Operation::Ratio),
        };
        let fitting = |figures: &mut dyn Iterator<Item = (&Profile, &Derived)>| -> Vec<(f32, usize)> {
            figures
                .filter(|(profile, figure)| fits_step(figure) && (figure.step != Step::Increase || !is_beside(self.question, profile)))
                .filter_map(|(profile, figure)| {
                    let Item::Derived(n) = profile.item else {
                        return None;
                    };
                    let account = account(self.question, profile, self.vocabulary);
                    // A word that nobody knows may be a part's name, mistyped.
                    let meant = figure.step != Step::Whole
                        || does(Operation::Implied)
                        || self.states_operands(figure)
                        || self.question.unknown <= f32::EPSILON;
                    (meant && self.is_about(&account, profile))
                        .then(|| (self.question.weight(account.explained) - self.question.weight(account.around) / 2.0, n))
                })
                .collect()
        };
        let mut pairs = self.list.iter().filter_map(|p| match p.item {
            Item::Derived(n) => self.derived.get(n).map(|d| (p, d)),
            Item::Fact(_) => None,
        });
        let found = fitting(&mut pairs);
        let mut found = found;
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let best = found.first().map_or(0.0, |(w, _)| *w);
        let near = found.iter().filter(|(w, _)| *w >= best - tuning::ALSO_COMPUTED);
        near.take(tuning::MOST_COMPUTED).filter_map(|(_, n)| self.derived.get(*n)).map(|figure| derived_answer(figure, self.base)).collect()
    }

    /// Whether the question names the whole that follows from a part of somebody else's, and when, and not the part.
    fn names_whole(&self, figure: &Derived) -> bool {
        let named = |subject: Subject| {
            self.question.names_any(|n| match subject {
                Subject::Entity(e) => *n == Named::Entity(e),
                Subject::Event(f) => *n == Named::Fact(f),
            })
        };
        let part = figure.operands.iter().find_map(|at| match self.base.facts.get(at.index()).map(|f| &f.kind) {
            Some(Kind::Figure(f)) => Some(f.of),
            _ => None,
        });
        let measured = self.question.names_any(|n| *n == Named::Metric(figure.metric));
        let then = self.question.times().any(|(_, time)| time.fits(&figure.period));
        measured && then && named(figure.of) && part.is_some_and(|of| of != figure.of && !named(of))
    }

    /// Whether the question gives the share that a whole follows from, and does not ask for one.
    fn states_share(&self, figure: &Derived) -> bool {
        let share = |at: &FactRef| match self.base.facts.get(at.index()).map(|f| &f.kind) {
            Some(Kind::Figure(f)) => f.share_of.map(|_| f.value.exact()),
            _ => None,
        };
        let mut shares = figure.operands.iter().filter_map(share);
        let stated = |value: Decimal| self.question.numbers().any(|(_, n)| n.percent && n.value == value);
        !self.question.wanted.is_empty() && !self.question.wants(Wanted::Percent) && shares.any(stated)
    }

    /// Whether the question gives every value that a computed figure follows from.
    fn states_operands(&self, figure: &Derived) -> bool {
        let value = |at: &FactRef| match self.base.facts.get(at.index()).map(|f| &f.kind) {
            Some(Kind::Figure(f)) => Some(f.value),
            _ => None,
        };
        let stated = |at: &FactRef| value(at).is_some_and(|v| self.question.numbers().any(|(_, n)| n.value == v.exact()));
        figure.operands.len() >= 2 && figure.operands.iter().all(stated)
    }

    /// A computed figure is asked for when the question names its metric, whose it is or what it follows from, and
    /// nothing that is foreign to it.
    fn is_about(&self, account: &Account, profile: &Profile) -> bool {
        let metric = self.question.atoms.iter().any(|a| profile.is_measured(&a.kind));
        let subject =
            self.question.names_any(|n| !matches!(n, Named::Metric(_)) && (profile.own.contains(n) || profile.context.contains(n)));
        let derived = match profile.item {
            Item::Derived(n) => self.derived.get(n),
            Item::Fact(_) => None,
        };
        let without = derived.map_or(&[][..], |d| d.without.as_slice());
        let part = self.question.names_any(|n| matches!(n, Named::Entity(e) if without.contains(e)));
        let metric = metric || part;
        // Who states how many there are says which are meant.
        let unnamed = derived.is_some_and(|d| d.step == Step::Unnamed);
        let subject = subject || unnamed && self.question.numbers().any(|(_, n)| profile.numbers.first() == Some(&n.value));
        // "All three together" counts the parts.
        let parts = derived.filter(|d| d.step == Step::Parts).map(|d| Decimal::from(d.operands.len()));
        let counted = |value: Decimal| parts == Some(value);
        let numbers = self.question.numbers().all(|(n, number)| account.foreign_numbers >> n & 1 == 0 || counted(number.value));
        let clean = account.foreign_names == 0 && account.foreign_times == 0 && numbers;
        let share = self.question.weight(account.explained) / self.question.weight(self.question.all()).max(f32::EPSILON);
        metric && subject && clean && share >= tuning::LEAST_COMPUTED
    }
}

/// Does it. `ordered`: the operands of an average stand in the order in which they are divided.
fn result(arithmetic: Arithmetic, operands: &[&Value], ordered: bool) -> Option<Computation> {
    let mut operands: Vec<(Item, Decimal, Option<Unit>)> = operands.iter().map(|v| (v.item, v.value, v.unit)).collect();
    match arithmetic {
        Arithmetic::Order => operands.sort_by_key(|a| a.1),
        Arithmetic::Sum => {}
        Arithmetic::Average if ordered => {}
        // Money or land for each of what is counted, otherwise the greater for each of the lesser.
        Arithmetic::Average => operands.sort_by_key(|o| (o.2 == Some(Unit::Count), o.2 == Some(Unit::Km2), std::cmp::Reverse(o.1))),
        _ => operands.sort_by_key(|o| std::cmp::Reverse(o.1)),
    }
    let (first, second) = (operands.first()?, operands.get(1)?);
    let (a, b) = (first.1, second.1);
    let result = match arithmetic {
        Arithmetic::Sum => operands.iter().try_fold(Decimal::ZERO, |sum, o| sum.checked_add(o.1)),
        Arithmetic::Ratio | Arithmetic::Average => a.checked_div(b),
        Arithmetic::Share => b.checked_div(a).and_then(|r| r.checked_mul(Decimal::ONE_HUNDRED)),
        Arithmetic::Order => b.checked_sub(a),
        _ => a.checked_sub(b),
    };
    let unit = match arithmetic {
        Arithmetic::Ratio => None,
        Arithmetic::Share => Some(Unit::Percent),
        _ => first.2,
    };
    Some(Computation {
        unit,
        result,
        operands: operands.iter().map(|(item, value, _)| Operand { item: *item, value: *value }).collect(),
        operation: arithmetic,
    })
}

/// A computed figure as an answer.
#[must_use]
pub fn derived_answer(figure: &Derived, base: &Base) -> Computation {
    let operand = |at: &FactRef| match base.facts.get(at.index()).map(|f| &f.kind) {
        Some(Kind::Figure(f)) => Some(Operand { item: Item::Fact(*at), value: f.value.exact() }),
        _ => None,
    };
    Computation {
        operands: figure.operands.iter().filter_map(operand).collect(),
        result: Some(figure.value),
        unit: figure.unit,
        operation: Arithmetic::Derived(figure.clone()),
    }
}

/// Whether a figure may be computed with at all: targets may not.
#[must_use]
pub fn is_firm(precision: Precision) -> bool {
    precision != Precision::Target
}
