//! Reading of the part of a fact that only figures have.

use super::definitions::units;
use super::model::{Figure, Metric, Precision, When};
use super::record::{Key, Record};
use super::suggest;
use crate::language::{Quantity, QuantityError, Scale, Unit};

/// The keys of a figure beside the common ones.
pub(super) const KEYS: &[&str] = &["of", "metric", "value", "from", "precision", "partner", "part", "share_of", "growth"];

const VALUE: &str = "{ amount = \"…\", unit = \"…\" }";

const PRECISIONS: [(&str, Precision); 7] = [
    ("exact", Precision::Exact),
    ("about", Precision::About),
    ("over", Precision::Over),
    ("nearly", Precision::Nearly),
    ("under", Precision::Under),
    ("at-least", Precision::AtLeast),
    ("target", Precision::Target),
];

/// The words for scales with what they mean.
fn scales() -> [(&'static str, Scale); 5] {
    [Scale::Hundred, Scale::Thousand, Scale::TenThousand, Scale::HundredMillion, Scale::Trillion].map(|scale| (scale.as_str(), scale))
}

pub(super) fn figure(record: &Record<'_>, when: Option<When>, metrics: &[Option<Metric>]) -> Option<Figure> {
    for (key, example) in [("of", "\"…\""), ("metric", "\"…\""), ("value", VALUE)] {
        if !record.has(key) {
            record.missing(key, example);
        }
    }
    let of = record.subject("of");
    let metric = record.metric("metric");
    let value = quantity(record, "value");
    let from = quantity(record, "from");
    let precision = record.choice("precision", &PRECISIONS);
    let partner = record.entities("partner");
    let part = record.entities("part");
    let share_of = record.subject("share_of");
    let growth = record.period("growth");

    let derived = ["share_of", "growth"].into_iter().find(|key| record.has(key));
    for (key, quantity) in [("value", value), ("from", from)] {
        let Some(unit) = quantity.map(Quantity::unit) else {
            continue;
        };
        if let Some(derived) = derived {
            if unit != Unit::Percent {
                let message = format!("a figure with `{derived}` is in `percent`, not `{unit}`");
                let help = format!("write `unit = \"percent\"`, or leave `{derived}` out");
                unit_problem(record, key, message, help);
            }
            continue;
        }
        let metric = metric.and_then(|metric| metrics.get(metric.index())?.as_ref());
        if let Some(metric) = metric
            && !metric.units.contains(&unit)
        {
            let fitting = suggest::one_of(metric.units.iter().map(|unit| unit.as_str()));
            let message = format!("the unit `{unit}` does not fit the metric `{}`", metric.id);
            unit_problem(record, key, message, format!("allowed: {fitting}"));
        }
    }
    if let (Some(value), Some(from)) = (value, from)
        && value.unit() != from.unit()
    {
        let message = format!("`from` is in `{}` and `value` in `{}`", from.unit(), value.unit());
        let help = format!("write both in `{}`", value.unit());
        unit_problem(record, "from", message, help);
    }
    if let (Some(growth), Some(when)) = (growth, when)
        && growth.first() >= when.period.first()
    {
        let message = format!("growth since {growth} is told of {}, which is not later", when.period);
        let help = String::from("name the earlier period that the value is compared with");
        record.problem(record.place_of("growth"), "growth".into(), message, help);
    }
    Some(Figure {
        of: of?,
        metric: metric?,
        value: value?,
        from,
        precision: precision.unwrap_or(Precision::Exact),
        partner,
        part,
        share_of,
        growth,
    })
}

/// Reports something about the unit of a quantity, at the unit.
fn unit_problem(record: &Record<'_>, key: &str, message: String, help: String) {
    let table = record.get(key).and_then(|value| value.get_ref().as_table());
    let place = match table.and_then(|table| table.get("unit")) {
        Some(unit) => record.place(unit.span()),
        None => record.place_of(key),
    };
    record.problem(place, Key(key, Some("unit")), message, help);
}

fn quantity(record: &Record<'_>, key: &str) -> Option<Quantity> {
    let outer = record.get(key)?;
    let table = record.table(key, &["amount", "scale", "unit"], VALUE)?;
    let amount = record.inner_string(table, outer, Key(key, Some("amount")));
    let unit = record
        .inner_string(table, outer, Key(key, Some("unit")))
        .and_then(|word| record.pick(table.get("unit")?, word, Key(key, Some("unit")), &units()));
    let scale = match table.get("scale") {
        None => Some(Scale::One),
        Some(value) => record
            .inner_string(table, outer, Key(key, Some("scale")))
            .and_then(|word| record.pick(value, word, Key(key, Some("scale")), &scales())),
    };
    let amount = amount?;
    // The amount is read before unit and scale are needed, so that all of its problems come at once.
    match Quantity::parse(amount, scale.unwrap_or_default(), unit.unwrap_or(Unit::Count)) {
        Ok(quantity) => {
            scale?;
            unit?;
            Some(quantity)
        }
        Err(error) => {
            let help = match error {
                QuantityError::TooManyDigits(_) => "16 digits are the most; use `scale`",
                _ => "write digits with at most one decimal point, such as \"12.5\"; the scale word goes into `scale`",
            };
            if let Some(value) = table.get("amount") {
                let key = Key(key, Some("amount"));
                record.refuse(value, key, format!("`{key}`: {error}"), help.to_owned());
            }
            None
        }
    }
}
