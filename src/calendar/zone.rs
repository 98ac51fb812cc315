//! Which time zone a TZID means (RFC 5545, 3.2.19 and 3.6.5).

use super::component::{Components, Properties};
use jiff::tz::{Offset, TimeZone};
use rustc_hash::FxHashMap;

/// The time zones of a calendar.
pub(super) struct Zones {
    named: FxHashMap<String, TimeZone>,
    /// Where times are meant that name no zone.
    pub(super) floating: Option<TimeZone>,
}

impl Zones {
    /// Those that a file explains.
    pub(super) fn of(components: &Components) -> Self {
        let named = components.zones.iter().filter_map(|zone| Some((zone.text("TZID")?, explained(zone)?)));
        let floating = components.calendar.text("X-WR-TIMEZONE").and_then(|name| known(&name));
        Self { named: named.collect(), floating }
    }

    /// The zone that a TZID means. The name of the IANA database goes before what the file says, as it knows of every
    /// change; a zone that has no such name and changes its clocks is not guessed.
    pub(super) fn find(&self, tzid: &str) -> Option<TimeZone> {
        known(tzid).or_else(|| self.named.get(tzid).cloned())
    }
}

/// A zone by its name, or by a name with what some programs put before it: `/example.org/2025/Europe/Berlin`.
fn known(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    let of = |name: &str| TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some());
    // A single part of a longer name means little: the last of `/x/Standard/GMT` perhaps not GMT.
    let ends = name
        .strip_prefix('/')
        .into_iter()
        .flat_map(|rest| rest.match_indices('/').filter_map(|(at, _)| rest.get(at + 1..)).filter(|end| end.contains('/')).chain([rest]));
    of(name).or_else(|| ends.into_iter().find_map(of))
}

/// The zone that a VTIMEZONE describes: by a name in it, or because its clocks never change.
fn explained(zone: &Properties) -> Option<TimeZone> {
    if let Some(zone) = zone.text("X-LIC-LOCATION").and_then(|name| known(&name)) {
        return Some(zone);
    }
    let mut offsets = zone.all("TZOFFSETTO").map(offset);
    let first = offsets.next()??;
    offsets.all(|other| other == Some(first)).then(|| TimeZone::fixed(first))
}

/// A UTC-OFFSET (3.3.14): `+0800` or `+080000`.
fn offset(value: &str) -> Option<Offset> {
    let (sign, digits) = match value.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize| digits.get(from..from + 2).map_or(Some(0), |part| part.parse::<i32>().ok());
    Offset::from_seconds(sign * (number(0)? * 3600 + number(2)? * 60 + number(4)?)).ok()
}
