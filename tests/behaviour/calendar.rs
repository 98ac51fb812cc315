//! Events as a calendar for other programs. What is written is read by a parser that did not write it.

use crate::support::{NOW, output, tongshang};
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry as Read, Parser};
use insta::assert_snapshot;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::path::Path;
use tongshang::calendar::{Calendar, Entry, Written, write};
use tongshang::knowledge::Base;
use tongshang::language::{Language, Scripts};
use tongshang::reminders::Lead;
use tongshang::reply::Writer;

/// A base with a source, some places, and these records.
pub fn base_with(records: &str) -> Base {
    let text = format!("{PLACES}\n{records}");
    match Base::read_with(Some(Path::new("tests/sound_base")), &[], None, &text) {
        Ok(base) => base,
        Err(error) => panic!("{error}\n{records}"),
    }
}

pub const PLACES: &str = r#"
[[entity]]
id = "moscow-hall"
kind = "place"
name = { zh = "莫斯科厅", en = "Moscow Hall" }
zone = "Europe/Moscow"

[[entity]]
id = "pier-seven"
kind = "place"
name = { zh = "七号码头", en = "Pier Seven" }
within = ["north-port"]
"#;

/// An event with these lines, and what every event has.
pub fn event(id: &str, lines: &str) -> String {
    let name = if lines.contains("name = ") { "" } else { "name = { zh = \"春季洽谈会\", en = \"the spring fair\" }\n" };
    format!(
        "[[event]]\nid = \"{id}\"\n{name}{lines}\nsource = \"gazette-2025\"\ntext = {{ zh = \"北港办春季洽谈会。\", en = \"North Port holds the spring fair.\" }}\n"
    )
}

pub fn writer() -> Writer {
    Writer::new(Scripts::load().expect("the scripts")).expect("a writer")
}

pub fn office() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("a zone")
}

/// All events of a base as a calendar.
pub fn written(base: &Base, language: Language, leads: &str, revision: u32) -> Written {
    let leads: Vec<Lead> = tongshang::reminders::read_leads(leads);
    let entries: Vec<Entry> = base.events().map(|(event, ..)| Entry { event, leads: leads.clone(), revision }).collect();
    let (writer, zone) = (writer(), office());
    let stamp: Timestamp = NOW.parse().expect("a time");
    write(base, &entries, &Calendar { writer: &writer, language, zone: &zone, stamp, name: "北港的活动, 2026" })
}

/// The calendar of one event.
fn one(lines: &str, leads: &str) -> String {
    let base = base_with(&event("fair", lines));
    let text = written(&base, Language::En, leads, 0).text;
    // The event of the base below comes first.
    text.rsplit("BEGIN:VEVENT").next().expect("the event").to_owned()
}

/// The lines of a calendar's text as they were before folding.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn line(lines: &str, leads: &str, name: &str) -> Vec<String> {
    let text = one(lines, leads);
    unfolded(&text).into_iter().filter(|line| line.split([':', ';']).next() == Some(name)).collect()
}

fn parsed(text: &str) -> ICalendar {
    let mut parser = Parser::new(text);
    let Read::ICalendar(calendar) = parser.entry() else {
        panic!("no calendar:\n{text}");
    };
    assert!(matches!(parser.entry(), Read::Eof), "something after the calendar:\n{text}");
    calendar
}

fn text_of(component: &ICalendarComponent, property: &ICalendarProperty) -> String {
    let value = component.property(property).and_then(|entry| entry.values.first());
    value.and_then(|value| value.as_text()).unwrap_or_default().to_owned()
}

#[test]
fn whole_days_are_dates_and_the_end_is_the_day_after() {
    assert_eq!(line("start = \"2026-06-18\"", "", "DTSTART"), ["DTSTART;VALUE=DATE:20260618"]);
    assert_eq!(line("start = \"2026-06-18\"", "", "DTEND"), ["DTEND;VALUE=DATE:20260619"]);
    assert_eq!(line("start = \"2026-12-30\"\nend = \"2026-12-31\"", "", "DTEND"), ["DTEND;VALUE=DATE:20270101"]);
}

#[test]
fn hours_are_in_utc_wherever_the_event_is() {
    let hours = "start = \"2026-06-18\"\nhours = { from = \"14:30\", to = \"17:00\"";
    assert_eq!(line(&format!("{hours} }}"), "", "DTSTART"), ["DTSTART:20260618T063000Z"], "of the office");
    assert_eq!(line(&format!("{hours} }}\nat = [\"moscow-hall\"]"), "", "DTSTART"), ["DTSTART:20260618T113000Z"], "of the place");
    assert_eq!(line(&format!("{hours}, zone = \"Europe/Berlin\" }}"), "", "DTEND"), ["DTEND:20260618T150000Z"], "of its own");
    assert!(!one(&format!("{hours} }}"), "").contains("TZID"));
}

#[test]
fn an_event_without_a_known_end_has_none_and_one_of_several_days_ends_with_the_last() {
    let open = "start = \"2026-06-18\"\nhours = { from = \"09:00\" }";
    assert_eq!(line(open, "", "DTEND"), Vec::<String>::new());
    let days = "start = \"2026-06-18\"\nend = \"2026-06-20\"\nhours = { from = \"09:00\" }";
    assert_eq!(line(days, "", "DTEND"), ["DTEND:20260620T160000Z"]);
}

#[test]
fn an_alarm_is_before_the_start_or_at_nine_in_the_morning() {
    let hours = "start = \"2026-06-18\"\nhours = { from = \"14:30\" }";
    assert_eq!(
        line(hours, "7d,1d,3h,15m,0", "TRIGGER"),
        ["TRIGGER:-P7D", "TRIGGER:-P1D", "TRIGGER:-PT3H", "TRIGGER:-PT15M", "TRIGGER:PT0M"]
    );
    let day = "start = \"2026-06-18\"";
    assert_eq!(line(day, "7d,1d,3h,1h,0", "TRIGGER"), ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H", "TRIGGER:PT9H"]);
    assert_eq!(line(day, "1d", "ACTION"), ["ACTION:DISPLAY"]);
}

#[test]
fn a_cancelled_event_says_so_and_gives_no_alarm() {
    let cancelled = "start = \"2026-06-18\"\nstanding = \"cancelled\"";
    assert_eq!(line(cancelled, "1d", "STATUS"), ["STATUS:CANCELLED"]);
    assert_eq!(line(cancelled, "1d", "TRIGGER"), Vec::<String>::new());
    assert_eq!(line("start = \"2026-06-18\"\nstanding = \"planned\"", "", "STATUS"), ["STATUS:CONFIRMED"]);
}

#[test]
fn the_uid_is_the_organisers_or_one_that_never_changes() {
    let organised = "start = \"2026-06-18\"\ncalendar = { uid = \"a,b;c@example.org\", sequence = 4 }";
    assert_eq!(line(organised, "", "UID"), ["UID:a\\,b\\;c@example.org"]);
    assert_eq!(line(organised, "", "SEQUENCE"), ["SEQUENCE:4"]);
    assert_eq!(line("start = \"2026-06-18\"", "", "UID"), ["UID:fair@tongshang"]);
    let base = base_with(&event("fair", organised));
    assert!(written(&base, Language::En, "", 3).text.contains("SEQUENCE:7\r\n"), "what changed since is added");
}

#[test]
fn what_has_no_known_day_is_handed_back() {
    let records = [event("fair", "start = \"2026-06\""), event("other", "start = \"tba\"")].concat();
    let base = base_with(&records);
    let written = written(&base, Language::En, "", 0);
    let skipped: Vec<&str> = written.skipped.iter().map(|at| base[*at].id.as_str()).collect();
    assert_eq!(skipped, ["fair", "other"]);
    assert_eq!(written.text.matches("BEGIN:VEVENT").count(), 1, "the event of the base below");
}

#[test]
fn the_same_events_are_the_same_bytes() {
    let base = base_with(&event("fair", "start = \"2026-06-18\""));
    assert_eq!(written(&base, Language::ZhHans, "1d", 0), written(&base, Language::ZhHans, "1d", 0));
}

#[test]
fn a_calendar_in_each_language() {
    let lines = "start = \"2026-06-18\"\nend = \"2026-06-19\"\nhours = { from = \"09:00\", to = \"17:30\" }\nat = [\"pier-seven\"]\ncaveat = { zh = \"时间待定。\", en = \"The hours may change.\" }";
    let base = base_with(&event("fair", lines));
    for language in [Language::ZhHans, Language::ZhHant, Language::En] {
        assert_snapshot!(format!("calendar_{}", language.tag()), written(&base, language, "1d,1h", 0).text.replace("\r\n", "\n"));
    }
}

#[test]
fn the_events_of_the_program_go_through_another_parser() {
    let base = Base::embedded().expect("the base");
    for language in [Language::ZhHans, Language::ZhHant, Language::En] {
        let written = written(&base, language, "7d,1d", 0);
        let calendar = parsed(&written.text);
        let events = || calendar.components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent);
        assert_eq!(events().count() + written.skipped.len(), base.events().count());
        for event in events() {
            let uid = event.uid().expect("a UID");
            let fact = &base[base.fact(uid.strip_suffix("@tongshang").expect("ours")).expect("of the base")];
            assert_eq!(text_of(event, &ICalendarProperty::Summary), writer().text(&fact.label, language));
            assert!(
                text_of(event, &ICalendarProperty::Description).contains(&writer().text(fact.text.as_ref().expect("a text"), language))
            );
            for needed in [ICalendarProperty::Dtstamp, ICalendarProperty::Dtstart, ICalendarProperty::Sequence, ICalendarProperty::Status] {
                assert!(event.has_property(&needed), "{needed:?} of {uid}");
            }
        }
    }
}

#[test]
fn the_command_prints_one_calendar_and_says_what_is_not_in_it() {
    let mut command = tongshang(&["events", "--ics", "--lang", "en"]);
    let text = output(&mut command);
    assert_eq!(parsed(&text).components.len(), 2, "{text}");
    let assert = command.assert().success();
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert_eq!(said, "The 2026 regatta is not in the calendar: its day is not known.\n");
    let none = output(&mut tongshang(&["events", "--ics", "--month", "2020-01"]));
    assert!(none.starts_with("BEGIN:VCALENDAR\r\n") && none.ends_with("END:VCALENDAR\r\n") && !none.contains("VEVENT"), "{none}");
    tongshang(&["events", "--ics", "--json"]).assert().code(2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Lines are at most 75 octets long and whole characters, and nothing of a name is lost.
    #[test]
    fn names_of_any_length_are_folded(name in "[一-龥a-zA-Z ,;:\"'\\\\😀é-]{1,200}") {
        prop_assume!(!name.trim().is_empty());
        let quoted = toml::Value::String(name.clone()).to_string();
        let base = base_with(&event("fair", &format!("name = {{ zh = {quoted}, en = {quoted} }}\nstart = \"2026-06-18\"")));
        let text = written(&base, Language::En, "1d", 0).text;
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let calendar = parsed(&text);
        let fair = calendar.components.iter().find(|c| c.uid() == Some("fair@tongshang"));
        let read = text_of(fair.expect("the event"), &ICalendarProperty::Summary);
        // The other parser drops spaces at the ends of a value.
        prop_assert_eq!(read.trim(), name.trim());
    }
}
