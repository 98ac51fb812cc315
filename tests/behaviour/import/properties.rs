//! What holds of every calendar: what goes out comes back, and whatever comes in goes with the base.

use super::{OUTLOOK, calendar, found, overlaid, taken};
use crate::calendar::{base_with, event, office, writer, written};
use proptest::prelude::*;
use tongshang::knowledge::{Base, Event, Standing};
use tongshang::language::Language;
use tongshang::reminders::Timing;

fn choice(list: &[&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(list.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What is written and read again is the same event, also in a base that never saw it.
    #[test]
    fn what_goes_out_comes_back(
        name in "[一-龥a-zA-Z][一-龥a-zA-Z0-9 ,;:\"'\\\\-]{0,40}[一-龥a-z]",
        day in 0..3000_i64,
        length in 0..5_i64,
        hours in prop::option::of((0..24_i8, 0..60_i8, prop::option::of((0..24_i8, 0..60_i8)))),
        zone in prop::option::of(choice(&["Europe/Moscow", "America/New_York", "Asia/Kolkata", "Asia/Tashkent"])),
        place in choice(&["", "north-port", "moscow-hall", "pier-seven", "pier-seven\", \"north-port"]),
        cancelled in any::<bool>(),
        uid in prop::option::of("[a-zA-Z0-9@.{}_,;-]{1,60}"),
        sequence in 0..1000_u32,
    ) {
        prop_assume!(!name.contains("  "));
        let first = jiff::civil::date(2024, 1, 1).saturating_add(jiff::Span::new().days(day));
        let last = first.saturating_add(jiff::Span::new().days(length));
        // An hour that clocks skip or show twice is no one instant.
        let at = |day: jiff::civil::Date, (hour, minute): (i8, i8)| {
            let zone = jiff::tz::TimeZone::get(zone.unwrap_or("Asia/Shanghai")).expect("a zone");
            !zone.to_ambiguous_timestamp(day.at(hour, minute, 0, 0)).is_ambiguous()
        };
        let plain = hours.is_none_or(|(hour, minute, end)| at(first, (hour, minute)) && end.is_none_or(|end| at(last, end)));
        prop_assume!(plain);
        let mut lines = format!("name = {{ zh = {0}, en = {0} }}\nstart = \"{first}\"\n", toml::Value::String(name.clone()));
        if length > 0 {
            lines += &format!("end = \"{last}\"\n");
        }
        if let Some((hour, minute, end)) = hours {
            // The midnight after several days comes back as an end that is not told, which is the same instant.
            let end = end.filter(|end| if length == 0 { *end > (hour, minute) } else { *end != (0, 0) });
            let to = end.map(|(hour, minute)| format!(", to = \"{hour:02}:{minute:02}\"")).unwrap_or_default();
            let zone = zone.map(|zone| format!(", zone = \"{zone}\"")).unwrap_or_default();
            lines += &format!("hours = {{ from = \"{hour:02}:{minute:02}\"{to}{zone} }}\n");
        }
        if !place.is_empty() {
            lines += &format!("at = [\"{place}\"]\n");
        }
        if cancelled {
            lines += "standing = \"cancelled\"\n";
        }
        if let Some(uid) = &uid {
            lines += &format!("calendar = {{ uid = \"{uid}\", sequence = {sequence} }}\n");
        }
        let record = event("fair", &lines);
        let before = base_with(&record);
        let text = written(&before, Language::En, "1d", 0).text;
        for (known, records) in [(&before, record.as_str()), (&base_with(""), "")] {
            let imported = taken(text.as_bytes(), known).expect("a calendar");
            prop_assert_eq!(imported.notices.iter().filter(|n| n.is_loss()).count(), 0);
            let after = overlaid(records, &imported);
            let id = imported.events.iter().find(|id| *id != "port-day-2025").expect("the event");
            let ((old_fact, old), (new_fact, new)) = (found(&before, "fair"), found(&after, id));
            prop_assert_eq!(&new.name.en, &name);
            prop_assert_eq!((new.start, new.end), (old.start, old.end));
            prop_assert_eq!(new.hours.as_ref().map(|h| (h.from, h.to)), old.hours.as_ref().map(|h| (h.from, h.to)));
            let timing = |base, event| Timing::of(base, event, &office()).expect("a time");
            let (old_time, new_time) = (timing(&before, old), timing(&after, new));
            prop_assert_eq!((new_time.begins(), new_time.over()), (old_time.begins(), old_time.over()));
            prop_assert_eq!(new_time.zone.iana_name(), old_time.zone.iana_name());
            let ids = |base: &Base, event: &Event| event.at.iter().map(|at| base[*at].id.clone()).collect::<Vec<_>>();
            prop_assert_eq!(ids(&after, new), ids(&before, old));
            prop_assert_eq!(new_fact.standing == Standing::Cancelled, old_fact.standing == Standing::Cancelled);
            let entry = new.calendar.as_ref().expect("its place in a calendar");
            prop_assert_eq!(&entry.uid, uid.as_deref().unwrap_or("fair@tongshang"));
            prop_assert_eq!(entry.sequence, if uid.is_some() { sequence } else { 0 });
        }
    }

    /// Whatever the bytes, the import ends, and what it gives goes with the base.
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = taken(&bytes, &base_with(""));
        let framed = [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART:20260618\n", &bytes[..], b"\nEND:VEVENT\nEND:VCALENDAR\n"].concat();
        if let Ok(imported) = taken(&framed, &base_with("")) {
            overlaid("", &imported);
        }
    }

    /// Whatever is done to a calendar, what it gives goes with the base.
    #[test]
    fn a_spoilt_calendar_gives_sound_records_or_none(
        at in any::<prop::sample::Index>(),
        drop in 0..30_usize,
        put in "[A-Z0-9:;=,\\\\\"\r\n\t 北TZP@-]{0,12}",
        line in "(DTSTART|DTEND|DURATION|SUMMARY|UID|LOCATION|SEQUENCE|STATUS|TZID)(;(TZID|VALUE|LANGUAGE)=[A-Za-z/\"]{0,14})?:[0-9TZPDHMW北a-z/\\\\,+-]{0,20}",
    ) {
        let text = format!("{OUTLOOK}\nX-WR-CALNAME:x\n{}", "BEGIN:VEVENT\nUID:a\nSUMMARY:春季\nLOCATION:北港\nDTSTART;TZID=China Standard Time:20260618T143000\nDURATION:PT1H\nLINE\nEND:VEVENT");
        let mut text = calendar(&text.replace("LINE", &line));
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        let at = at.index(starts.len());
        let end = starts.get(at + drop).copied().unwrap_or(text.len());
        text.replace_range(starts[at]..end, &put);
        if let Ok(imported) = taken(text.as_bytes(), &base_with("")) {
            let base = overlaid("", &imported);
            prop_assert!(imported.events.iter().all(|id| base.fact(id).is_some()));
            for notice in &imported.notices {
                let words = notice.words(&writer(), Language::En);
                prop_assert!(!words.contains(char::is_control), "{:?}", words);
            }
        }
    }
}
