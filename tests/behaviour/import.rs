//! An organiser's calendar as records of an overlay: what is taken over, and what is said of the rest.

mod properties;

use crate::calendar::{PLACES, base_with, event, office, writer, written};
use crate::support::{NOW, bare, folder, output, tongshang};
use insta::assert_snapshot;
use jiff::Timestamp;
use std::path::Path;
use tongshang::calendar::{Imported, MOST_BYTES, Surroundings, fetch, import};
use tongshang::knowledge::{Base, Event, Fact, Kind};
use tongshang::language::{Language, Scripts};
use tongshang::reminders::Timing;

fn taken(bytes: &[u8], base: &Base) -> Result<Imported, tongshang::calendar::ImportError> {
    let (writer, scripts, zone) = (writer(), Scripts::load().expect("the scripts"), office());
    let now: Timestamp = NOW.parse().expect("a time");
    let around = Surroundings { base, writer: &writer, scripts: &scripts, zone: &zone, now, publisher: None, name: "spring" };
    import(bytes, &around)
}

/// A calendar with these lines.
fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\n{lines}\nEND:VCALENDAR\n").replace('\n', "\r\n")
}

/// A calendar with one event of these lines, which has a UID, a DTSTAMP and a name.
fn single(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:fair@example.org\nDTSTAMP:20260110T080000Z\nSUMMARY:Spring fair\n{lines}\nEND:VEVENT"))
}

/// What is said of a calendar, in English and Chinese, a line each.
fn said(bytes: &[u8]) -> String {
    let imported = taken(bytes, &base_with("")).expect("a calendar");
    let writer = writer();
    let words = |language| imported.notices.iter().map(|n| n.words(&writer, language)).collect::<Vec<_>>().join("\n");
    format!("{} taken over\n{}\n{}", imported.events.len(), words(Language::En), words(Language::ZhHans))
}

/// The base with what a calendar gave on top.
fn overlaid(records: &str, imported: &Imported) -> Base {
    let text = format!("{PLACES}\n{records}\n");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("more.toml"), text).expect("a file");
    let overlays = [folder.path().to_owned()];
    match Base::read_with(Some(Path::new("tests/sound_base")), &overlays, None, &imported.toml) {
        Ok(base) => base,
        Err(error) => panic!("{error}\n{}", imported.toml),
    }
}

/// The base with the events of a calendar, of which the one is looked at.
fn one(bytes: &str) -> (Base, String) {
    let imported = taken(bytes.as_bytes(), &base_with("")).expect("a calendar");
    assert_eq!(imported.events.len(), 1, "{}", said(bytes.as_bytes()));
    (overlaid("", &imported), imported.events[0].clone())
}

fn found<'b>(base: &'b Base, id: &str) -> (&'b Fact, &'b Event) {
    let fact = &base[base.fact(id).expect("the event")];
    let Kind::Event(event) = &fact.kind else {
        panic!("an event expected, not {:?}", fact.kind);
    };
    (fact, event)
}

/// When an event is, as the base has it: `start/end from-to zone`.
fn times(lines: &str) -> String {
    let (base, id) = one(&single(lines));
    let (_, event) = found(&base, &id);
    let day = |period: Option<tongshang::language::Period>| period.map(|period| period.to_string()).unwrap_or_default();
    let mut text = day(event.start);
    if event.end.is_some() {
        text = format!("{text}/{}", day(event.end));
    }
    if let Some(hours) = &event.hours {
        let to = hours.to.map(|to| to.strftime("-%H:%M").to_string()).unwrap_or_default();
        let zone = base.zone_of(event).and_then(|zone| zone.iana_name().map(str::to_owned)).unwrap_or_default();
        text = format!("{text} {}{to} {zone}", hours.from.strftime("%H:%M"));
    }
    text
}

const OUTLOOK: &str = "BEGIN:VTIMEZONE\nTZID:China Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:DAYLIGHT\nEND:VTIMEZONE";
const CHANGING: &str = "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE";

#[test]
fn a_calendar_becomes_a_source_places_and_events() {
    let text = calendar(concat!(
        "X-WR-CALNAME:北港日历\n",
        "BEGIN:VEVENT\nUID:040000008200E00074C5B7101A82E00800000000F0A0C5@example.org\nSEQUENCE:2\nDTSTAMP:20260110T080000Z\n",
        "SUMMARY:春季洽談會\nLOCATION:七号码头、北港\nDTSTART;VALUE=DATE:20260618\nDTEND;VALUE=DATE:20260620\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:b\nDTSTAMP:20260111T080000Z\nLAST-MODIFIED:20260112T200000Z\nSUMMARY:Harbour \\\"walk\\\"\\, part 1\n",
        "LOCATION:Glass House\\, Old Quay\nDTSTART:20260301T010000Z\nDURATION:PT90M\nSTATUS:CANCELLED\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:c\nSUMMARY:Open day\nLOCATION:glass house\\, old quay\nDTSTART:20250301\nEND:VEVENT"
    ));
    let imported = taken(text.as_bytes(), &base_with("")).expect("a calendar");
    overlaid("", &imported);
    assert_snapshot!("import_records", imported.toml);
}

#[test]
fn what_is_imported_is_answered_as_any_other_event() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ics, toml) = (folder.path().join("spring.ics"), folder.path().join("spring.toml"));
    std::fs::write(&ics, single("DTSTART;TZID=Asia/Shanghai:20260618T143000\nDTEND;TZID=Asia/Shanghai:20260618T170000\nLOCATION:灯塔厅"))
        .expect("a file");
    let mut command = tongshang(&["import", "--lang", "en", "--publisher", "港务局/the Port Authority"]);
    let assert = command.arg("--output").arg(&toml).arg(&ics).assert().success().stdout("");
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert_eq!(said, format!("1 event of {} was taken over; not taken over: 0.\n", ics.display()));
    let asked = output(tongshang(&["ask", "--lang", "en", "When is the Spring fair?"]).arg("--overlay").arg(folder.path()));
    assert_snapshot!("import_answered", asked);
    // Once more: the file is replaced, and its own records are not in the way.
    command.arg("--overlay").arg(folder.path()).assert().success();
    assert!(output(tongshang(&["check", "--lang", "en"]).arg("--overlay").arg(folder.path())).starts_with("The base is sound"));
}

#[test]
fn days_hours_and_zones_are_read_in_every_form() {
    for (lines, expected) in [
        ("DTSTART;VALUE=DATE:20260618", "2026-06-18"),
        ("DTSTART:20260618", "2026-06-18"),
        ("DTSTART;VALUE=DATE:20260618\nDTEND;VALUE=DATE:20260618", "2026-06-18"),
        ("DTSTART;VALUE=DATE:20260618\nDTEND;VALUE=DATE:20260619", "2026-06-18"),
        ("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102", "2026-12-30/2027-01-01"),
        ("DTSTART;VALUE=DATE:20260618\nDURATION:P1W", "2026-06-18/2026-06-24"),
        ("DTSTART:20260618T063000Z", "2026-06-18 14:30 Asia/Shanghai"),
        ("DTSTART:20260618T063000Z\nDTEND:20260618T063000Z", "2026-06-18 14:30 Asia/Shanghai"),
        ("DTSTART:20260618T063000Z\nDTEND:20260618T090000Z", "2026-06-18 14:30-17:00 Asia/Shanghai"),
        ("DTSTART:20260618T063000Z\nDURATION:PT2H30M", "2026-06-18 14:30-17:00 Asia/Shanghai"),
        ("DTSTART:20260618T063000Z\nDTEND:20260618T160000Z", "2026-06-18/2026-06-19 14:30-00:00 Asia/Shanghai"),
        ("DTSTART:20260618T063000Z\nLOCATION:Moscow Hall", "2026-06-18 09:30 Europe/Moscow"),
        ("DTSTART;TZID=Europe/Berlin:20260618T083000", "2026-06-18 08:30 Europe/Berlin"),
        (
            "DTSTART;TZID=\"Europe/Berlin\":20260618T083000\nDTEND;TZID=Asia/Shanghai:20260618T150000",
            "2026-06-18 08:30-09:00 Europe/Berlin",
        ),
        ("DTSTART;TZID=/example.org/2025_1/Europe/Berlin:20260618T083000", "2026-06-18 08:30 Europe/Berlin"),
        // An hour that the clocks skip is the one after.
        ("DTSTART;TZID=Europe/Berlin:20260329T023000", "2026-03-29 03:30 Europe/Berlin"),
        ("DTSTART;TZID=Europe/Berlin:20260328T140000\nDURATION:P1D", "2026-03-28/2026-03-29 14:00-14:00 Europe/Berlin"),
        ("DTSTART:20261231T235960Z", "2027-01-01 07:59 Asia/Shanghai"),
    ] {
        assert_eq!(times(lines), expected, "{lines}");
    }
}

#[test]
fn a_zone_that_the_file_explains_is_an_exact_instant() {
    let hours = "BEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART;TZID=China Standard Time:20260618T143000\nLOCATION:Moscow Hall\nEND:VEVENT";
    let (base, id) = one(&calendar(&format!("{OUTLOOK}\n{hours}")));
    let begins = |base: &Base, id: &str| Timing::of(base, found(base, id).1, &office()).expect("a time").begins().to_string();
    assert_eq!(begins(&base, &id), "2026-06-18T06:30:00Z");
    let named = CHANGING.replace("TZID:Custom", "TZID:Custom\nX-LIC-LOCATION:Europe/Berlin");
    let hours = "BEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART;TZID=Custom:20260618T143000\nEND:VEVENT";
    let (base, id) = one(&calendar(&format!("{named}\n{hours}")));
    assert_eq!(begins(&base, &id), "2026-06-18T12:30:00Z");
    let (base, id) = one(&calendar("X-WR-TIMEZONE:Europe/Berlin\nBEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART:20260618T143000\nEND:VEVENT"));
    assert_eq!(begins(&base, &id), "2026-06-18T12:30:00Z");
}

#[test]
fn each_thing_that_is_not_taken_over_is_said() {
    let named = "SUMMARY:Spring fair";
    for (mistake, text) in [
        ("no_uid", calendar(&format!("BEGIN:VEVENT\n{named}\nDTSTART:20260618\nEND:VEVENT"))),
        ("no_name", calendar("BEGIN:VEVENT\nUID:a\nSUMMARY: \nDTSTART:20260618\nEND:VEVENT")),
        ("no_start", single("DTEND:20260618")),
        ("impossible_day", single("DTSTART:20260230")),
        ("impossible_hour", single("DTSTART:20260618T250000Z")),
        ("no_date", single("DTSTART:next Tuesday")),
        ("end_of_another_kind", single("DTSTART:20260618\nDTEND:20260618T100000Z")),
        ("end_before_start", single("DTSTART:20260618T100000Z\nDTEND:20260618T090000Z")),
        ("last_day_before_first", single("DTSTART:20260618\nDTEND:20260610")),
        ("negative_duration", single("DTSTART:20260618T100000Z\nDURATION:-PT1H")),
        ("no_duration", single("DTSTART:20260618T100000Z\nDURATION:PT1X")),
        ("two_starts", single("DTSTART:20260618\nDTSTART:20260619")),
        ("year_out_of_range", single("DTSTART:18990101")),
        ("hours_of_the_last_day", single("DTSTART:21991231T100000Z")),
        ("repeats", single("DTSTART:20260618\nRRULE:FREQ=WEEKLY")),
        ("more_days", single("DTSTART:20260618\nRDATE:20260625")),
        ("one_of_a_series", single("DTSTART:20260618\nRECURRENCE-ID:20260618")),
        ("unknown_zone", single("DTSTART;TZID=Mars/Olympus:20260618T100000")),
        (
            "zone_with_changing_clocks",
            single("DTSTART;TZID=Custom:20260618T100000").replace("BEGIN:VEVENT", &format!("{CHANGING}\r\nBEGIN:VEVENT")),
        ),
        ("floating", single("DTSTART:20260618T100000")),
        ("long_name", single("DTSTART:20260618").replace("Spring fair", &"春".repeat(501))),
        ("no_event", calendar("BEGIN:VTODO\nUID:a\nEND:VTODO")),
        ("cut_off", single("DTSTART:20260618").split("END:VEVENT").next().expect("a part").to_owned()),
        (
            "end_of_event_lost",
            single("DTSTART:20260618").replace("END:VEVENT", "BEGIN:VEVENT\nUID:b\nSUMMARY:x\nDTSTART:20260101\nEND:VEVENT"),
        ),
        ("calendar_ends_first", single("DTSTART:20260618").replace("END:VEVENT\r\n", "")),
        ("stray_end", single("DTSTART:20260618\nEND:VALARM")),
        ("broken_fold", single("DTSTART:20260618\nDESCRIPTION:a long text\nthat goes on\nand on")),
        ("quoted_printable", single("DTSTART:20260618\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:=E4=BD=A0")),
        ("terminal_codes", single("DTSTART:\u{1b}[31mred")),
    ] {
        assert_snapshot!(format!("import_{mistake}"), said(text.as_bytes()));
    }
    let latin = [single("DTSTART:20260618\nLOCATION:Caf").trim_end().as_bytes(), b""].concat();
    let at = latin.windows(3).position(|w| w == b"Caf").expect("the place") + 3;
    assert_snapshot!("import_latin_1", said(&[&latin[..at], b"\xE9", &latin[at..]].concat()));
}

#[test]
fn line_ends_folds_and_marks_of_every_kind_are_the_same_calendar() {
    let text = single("DTSTART:20260618\nLOCATION:七号码头");
    let whole = taken(text.as_bytes(), &base_with("")).expect("a calendar").toml;
    let same = |bytes: &[u8], what: &str| assert_eq!(taken(bytes, &base_with("")).expect("a calendar").toml, whole, "{what}");
    same(text.replace("\r\n", "\n").as_bytes(), "LF");
    same(text.replace("\r\n", "\r").as_bytes(), "CR");
    same(text.replace("\r\n", "\r\r\n").as_bytes(), "CR CR LF");
    same(format!("\u{feff}{text}").as_bytes(), "a mark of byte order");
    same(text.replace("END:VCALENDAR\r\n", "").as_bytes(), "the last line cut off");
    same(
        text.to_lowercase().replace("uid:fair", "UID:fair").replace("spring fair", "Spring fair").replace("t0", "T0").as_bytes(),
        "small letters",
    );
    // A fold may cut through a character.
    let at = text.find('码').expect("the character") + 1;
    same(&[&text.as_bytes()[..at], b"\r\n ", &text.as_bytes()[at..]].concat(), "a fold within a character");
    let alarm = "BEGIN:VALARM\nBEGIN:X-DEEP\nUID:z\nDTSTART:20200101\nEND:X-DEEP\nTRIGGER:-PT1H\nDESCRIPTION:z\nEND:VALARM\nEND:VEVENT";
    same(text.replace("END:VEVENT", alarm).as_bytes(), "components within");
}

#[test]
fn of_several_versions_the_highest_sequence_holds() {
    let version = |sequence: u32, day: u32| format!("BEGIN:VEVENT\nUID:a\nSEQUENCE:{sequence}\nSUMMARY:x\nDTSTART:202606{day}\nEND:VEVENT");
    for order in [[(1, 11), (3, 13), (2, 12)], [(3, 13), (1, 11), (2, 12)]] {
        let (base, id) = one(&calendar(&order.map(|(sequence, day)| version(sequence, day)).join("\n")));
        let (_, event) = found(&base, &id);
        assert_eq!(event.start.expect("a day").to_string(), "2026-06-13");
        assert_eq!(event.calendar.as_ref().map(|entry| entry.sequence), Some(3));
    }
    let known = event("fair", "start = \"2026-06-18\"\ncalendar = { uid = \"a\", sequence = 5 }");
    let imported = taken(calendar(&version(4, 14)).as_bytes(), &base_with(&known)).expect("a calendar");
    assert_eq!(imported.events, Vec::<String>::new());
    assert!(imported.notices[0].words(&writer(), Language::En).ends_with("the base has a newer version (SEQUENCE 5, here 4)."));
    let imported = taken(calendar(&version(6, 16)).as_bytes(), &base_with(&known)).expect("a calendar");
    assert_eq!(imported.events, ["fair"], "it keeps the id that the base has for its UID");
}

#[test]
fn ids_are_clean_short_and_tell_events_apart() {
    let named = |uid: &str| format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:x\nDTSTART:20260618\nEND:VEVENT");
    let long = "040000008200E00074C5B7101A82E008000000001234567890ABCDEF";
    let uids = ["Spring.Fair@x.org", "a.b", "a-b", "日历一", &format!("{long}1"), &format!("{long}2"), "north-port", "our-own@tongshang"];
    let text = calendar(&uids.map(named).join("\n"));
    let ids = taken(text.as_bytes(), &base_with("")).expect("a calendar").events;
    assert_snapshot!("import_ids", ids.join("\n"));
    assert!(ids.iter().all(|id| id.len() <= 40));
    let turned: Vec<String> =
        taken(calendar(&uids.iter().rev().map(|uid| named(uid)).collect::<Vec<_>>().join("\n")).as_bytes(), &base_with(""))
            .expect("a calendar")
            .events;
    assert_eq!(turned.into_iter().rev().collect::<Vec<_>>(), ids, "the order makes no difference");
}

#[test]
fn what_a_calendar_cannot_tell_stays_as_the_base_has_it() {
    let known = event(
        "fair",
        "series = \"port-days\"\nhosts = [\"port-authority\"]\nabout = [\"wang-wei\"]\nstart = \"2026-06-18\"\nat = [\"pier-seven\", \"north-port\"]\npart_of_day = \"morning\"\nasks = { zh = [\"洽谈会？\"], en = [\"The fair?\"] }",
    );
    let base = base_with(&known);
    let text = written(&base, Language::ZhHant, "", 1).text.replace("20260618", "20260625").replace("20260619", "20260626");
    let imported = taken(text.as_bytes(), &base).expect("a calendar");
    let after = overlaid(&known, &imported);
    let (fact, event) = found(&after, "fair");
    assert_eq!(event.start.expect("a day").to_string(), "2026-06-25");
    assert_eq!((event.name.zh.as_str(), event.name.en.as_str()), ("春季洽谈会", "the spring fair"));
    let ids = |entities: &[tongshang::knowledge::EntityRef]| entities.iter().map(|at| after[*at].id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&event.at), ["pier-seven", "north-port"]);
    assert_eq!(ids(&event.hosts), ["port-authority"]);
    assert_eq!(ids(&fact.about), ["wang-wei"]);
    assert_eq!(fact.asks.en, ["The fair?"]);
    assert!(event.series.is_some() && event.part_of_day.is_some());
}

#[test]
fn the_command_says_what_is_wrong_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ics, toml) = (folder.path().join("x.ics"), folder.path().join("x.toml"));
    std::fs::write(&toml, "# as it was\n").expect("a file");
    let refused = |bytes: &[u8], language: &str| {
        std::fs::write(&ics, bytes).expect("a file");
        let assert = tongshang(&["import", "--lang", language]).arg("--output").arg(&toml).arg(&ics).assert().code(1).stdout("");
        assert_eq!(std::fs::read_to_string(&toml).expect("the file"), "# as it was\n");
        String::from_utf8_lossy(&assert.get_output().stderr).replace(&ics.display().to_string(), "x.ics")
    };
    let large = vec![b'x'; usize::try_from(MOST_BYTES).expect("small") + 1];
    let repeats = single("DTSTART:20260618\nRRULE:FREQ=DAILY");
    let said: Vec<String> = ["en", "zh"]
        .iter()
        .flat_map(|language| [&large[..], b"", b"hello\n", repeats.as_bytes()].map(|bytes| refused(bytes, language)))
        .collect();
    assert_snapshot!("import_refused", said.concat());
    let missing = bare(&["import", "no-such.ics", "--lang", "en"]).assert().code(1);
    assert!(String::from_utf8_lossy(&missing.get_output().stderr).starts_with("no-such.ics cannot be read: "));
    bare(&["import"]).assert().code(2);
    bare(&["import", "x.ics", "--publisher", "/"]).assert().code(2);
}

#[test]
fn an_overlay_that_would_not_go_with_the_base_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ics, first, second) = (folder.path().join("x.ics"), folder.path().join("a.toml"), folder.path().join("b.toml"));
    std::fs::write(&ics, single("DTSTART:20260618")).expect("a file");
    let into = |file: &Path| {
        let mut command = tongshang(&["import", "--lang", "en"]);
        command.arg("--overlay").arg(folder.path()).arg("--output").arg(file).arg(&ics);
        command
    };
    into(&first).assert().success();
    let assert = into(&second).assert().code(1);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(said.contains("`fair-example-org` is used twice") && said.contains("b.toml:") && said.contains("a.toml:"), "{said}");
    assert!(!second.exists());
    // On top of them it may take the place of what is below.
    let other = tempfile::tempdir().expect("a folder");
    into(&other.path().join("b.toml")).assert().success();
}

#[test]
fn fifty_megabytes_are_not_read() {
    let mut read = 0_u64;
    struct Endless<'c>(&'c mut u64);
    impl std::io::Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            *self.0 += buffer.len() as u64;
            buffer.fill(b'x');
            Ok(buffer.len())
        }
    }
    assert!(fetch(Endless(&mut read)).is_err());
    assert!(read <= 2 * MOST_BYTES, "{read} bytes were read");
}

#[test]
fn a_hundred_thousand_nested_components_are_no_matter() {
    let deep = format!("{}{}", "BEGIN:X-A\n".repeat(100_000), "END:X-A\n".repeat(100_000));
    let text = single("DTSTART:20260618").replace("END:VEVENT", &format!("{deep}END:VEVENT"));
    assert_eq!(taken(text.as_bytes(), &base_with("")).expect("a calendar").events.len(), 1);
}

#[test]
fn the_program_imports_its_own_calendar() {
    let folder_ = tempfile::tempdir().expect("a folder");
    let ics = folder_.path().join("own.ics");
    std::fs::write(&ics, output(&mut bare(&["events", "--ics", "--lang", "zh", "--now", NOW]))).expect("a file");
    let base = Base::embedded().expect("the base");
    let known = base.events().filter(|(_, _, event)| Timing::of(&base, event, &office()).is_some()).count();
    let toml = output(bare(&["import", "--now", NOW]).arg(&ics));
    assert_eq!(toml.matches("[[event]]").count(), known);
    assert_eq!(toml.matches("[[entity]]").count(), 0, "each place is known");
    assert!(folder("sound_base").is_dir());
}
