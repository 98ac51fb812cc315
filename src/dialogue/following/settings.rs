//! The zone of a chat and its quiet hours.

use super::follow::{LONGEST_SETTING, said_back};
use crate::dialogue::{Chat, Dialogue, Said};
use crate::knowledge::EntityRef;
use crate::language::Language;
use crate::reminders::{MORNING, Quiet};
use crate::retrieval::Named;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan, Zoned};

/// The widest offset from universal time that anyone lives at, in minutes (Kiritimati, +14:00).
const WIDEST: i32 = 14 * 60;

impl Dialogue {
    /// `/tz`, with a city, a country, a name or an offset perhaps.
    pub(in crate::dialogue) fn time_zone(&self, chat: &mut Chat, after: &str, language: Language, now: &Zoned) -> Said {
        let after = after.trim();
        if after.is_empty() {
            let zone = self.zone_of(chat, now);
            return self.note(language, self.zone_message("tz-now", &zone, language, now));
        }
        match self.zone_named(after, language, now) {
            Some(zone) => self.set_zone(chat, zone, language, now),
            None => {
                let text = said_back(after, LONGEST_SETTING);
                self.note(language, self.message(language, "tz-unknown", &[("text", &text)]))
            }
        }
    }

    /// Sets the zone of a chat.
    #[must_use]
    pub fn set_zone(&self, chat: &mut Chat, zone: TimeZone, language: Language, now: &Zoned) -> Said {
        chat.notebook.zone = Some(zone.clone());
        let mut lines = vec![self.zone_message("tz-set", &zone, language, now)];
        if !chat.notebook.subscriptions.is_empty() {
            lines.push(self.message(language, "tz-replanned", &[]));
        }
        Said { status: "answered", ..self.note(language, lines.join("\n")) }
    }

    fn zone_message(&self, key: &str, zone: &TimeZone, language: Language, now: &Zoned) -> String {
        let moment = self.writer.moment(now.timestamp(), zone, language);
        self.message(language, key, &[("zone", &self.writer.zone(zone, now.timestamp(), language)), ("moment", &moment)])
    }

    /// The zone that a text names: one of the IANA database, a city of it, a place of the base, or an offset.
    fn zone_named(&self, text: &str, language: Language, now: &Zoned) -> Option<TimeZone> {
        let base = self.engine.base();
        let by_place = || {
            let read = self.engine.read(text, now.date(), Some(language));
            let entity = |named: &Named| if let Named::Entity(at) = named { Some(*at) } else { None };
            let places: Vec<EntityRef> = read.names().flat_map(|(_, named)| named).filter_map(entity).collect();
            places.into_iter().find_map(|at| base.zone_at(at))
        };
        offset(text).or_else(|| TimeZone::get(&text.replace(' ', "_")).ok()).or_else(|| city(text)).or_else(by_place)
    }

    /// Hours as people write them: `22:00-07:00`, `22-7`, `10 pm to 6:30`.
    fn hours_said(&self, text: &str) -> Option<Quiet> {
        let text = self.engine.scripts().simplify(text).to_lowercase();
        match self.following.times_of_day(&text)?.as_slice() {
            [from, to] => Quiet::new(*from, *to).ok(),
            _ => None,
        }
    }

    /// `/quiet`, with hours perhaps.
    pub(in crate::dialogue) fn quiet_hours(&self, chat: &mut Chat, after: &str, language: Language, now: &Zoned) -> Said {
        let zone = self.writer.zone(&self.zone_of(chat, now), now.timestamp(), language);
        let say = |key: &str, quiet: Quiet| {
            let written = quiet.to_string();
            let (from, to) = written.split_once('-').unwrap_or_default();
            self.message(language, key, &[("from", from), ("to", to), ("zone", &zone)])
        };
        let after = after.trim();
        let text = match (after, chat.notebook.quiet) {
            ("", Some(quiet)) => say("quiet-now", quiet),
            ("", None) => self.message(language, "quiet-none", &[]),
            _ if self.following.means_off(&after.to_lowercase()) => {
                chat.notebook.quiet = None;
                self.message(language, "quiet-off", &[])
            }
            _ => match self.hours_said(after) {
                Some(quiet) => {
                    chat.notebook.quiet = Some(quiet);
                    say("quiet-set", quiet)
                }
                None => {
                    let text = said_back(after, LONGEST_SETTING);
                    self.message(language, "quiet-unknown", &[("text", &text)])
                }
            },
        };
        self.note(language, text)
    }
}

/// The next morning in a zone.
pub(super) fn next_morning(zone: &TimeZone, now: Timestamp) -> Timestamp {
    let day = now.to_zoned(zone.clone()).date().saturating_add(1.day());
    zone.to_ambiguous_zoned(day.to_datetime(MORNING)).compatible().map_or(now, |morning| morning.timestamp())
}

/// A zone by the city at the end of its IANA name, whatever its case: `almaty`, `New York`.
fn city(text: &str) -> Option<TimeZone> {
    let wanted = text.trim().replace(' ', "_").to_lowercase();
    let ends = |name: &str| name.rsplit('/').next().is_some_and(|last| last.to_lowercase() == wanted);
    let mut names = jiff::tz::db().available().filter(|name| name.as_str().contains('/') && ends(name.as_str()));
    TimeZone::get(names.next()?.as_str()).ok()
}

/// A fixed offset: `+8`, `UTC+05:30`, `GMT-3`, `-0930`.
fn offset(text: &str) -> Option<TimeZone> {
    let text = text.trim().to_lowercase().replace(['−', '－'], "-").replace('＋', "+");
    let rest = text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt")).unwrap_or(&text).trim();
    let (sign, digits) = match rest.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, rest.strip_prefix('-')?),
    };
    let number =
        |text: &str| text.parse::<i32>().ok().filter(|_| !text.is_empty() && text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit()));
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (number(hours)?, number(minutes)?),
        None if digits.len() == 4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        None => (number(digits)?, 0),
    };
    let minutes = Some(hours * 60 + minutes).filter(|all| minutes < 60 && *all <= WIDEST)?;
    Offset::from_seconds(sign * minutes * 60).ok().map(TimeZone::fixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_typed_as_a_zone_is_read_or_not(text in any::<String>(), odd in "[-+−＋utcgm0-9: ：–点到]{0,12}") {
            for text in [text, odd] {
                if let Some(zone) = offset(&text) {
                    let seconds = zone.to_offset(jiff::Timestamp::UNIX_EPOCH).seconds();
                    prop_assert!(seconds.abs() <= WIDEST * 60 && seconds % 60 == 0, "{text}: {seconds}");
                }
                city(&text);
            }
        }
    }

    #[test]
    fn offsets_are_read_as_people_write_them() {
        for (text, seconds) in
            [("+8", 28_800), ("UTC+05:30", 19_800), ("gmt-3", -10_800), ("-0930", -34_200), ("UTC +0", 0), ("−5", -18_000)]
        {
            let zone = offset(text).expect("an offset");
            assert_eq!(zone.to_offset(jiff::Timestamp::UNIX_EPOCH).seconds(), seconds, "{text}");
        }
        for text in ["", "8", "+15", "+8:75", "+1234567", "+", "utc", "+-3", "+é"] {
            assert!(offset(text).is_none(), "{text}");
        }
    }

    #[test]
    fn cities_of_the_database_are_known() {
        for (text, name) in [("kathmandu", "Asia/Kathmandu"), ("Glace Bay", "America/Glace_Bay"), ("HONOLULU", "Pacific/Honolulu")] {
            assert_eq!(city(text).and_then(|z| z.iana_name().map(str::to_owned)).as_deref(), Some(name));
        }
        assert!(city("atlantis").is_none());
    }
}
