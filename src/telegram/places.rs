//! The time zone of a position on the earth.

use jiff::tz::TimeZone;
use std::sync::LazyLock;
use tzf_rs::EmbeddedFinder;

/// Borders of zones, read in place from the program when first asked for.
static BORDERS: LazyLock<EmbeddedFinder> = LazyLock::new(EmbeddedFinder::new);

/// The zone at a position in degrees; `None` where there is none that is known.
pub fn zone_at(latitude: f64, longitude: f64) -> Option<TimeZone> {
    TimeZone::get(BORDERS.get_tz_name(longitude, latitude)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_has_the_zone_of_its_country() {
        for (latitude, longitude, name) in [
            (36.07, 120.38, "Asia/Shanghai"),
            (45.8, 126.53, "Asia/Shanghai"),
            (43.24, 76.9, "Asia/Almaty"),
            (55.75, 37.62, "Europe/Moscow"),
            (1.35, 103.82, "Asia/Singapore"),
        ] {
            assert_eq!(zone_at(latitude, longitude).as_ref().and_then(|z| z.iana_name()), Some(name));
        }
    }

    #[test]
    fn impossible_positions_do_no_harm() {
        for (latitude, longitude) in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (f64::NAN, f64::NAN)] {
            let _ = zone_at(latitude, longitude);
        }
    }
}
