//! Calendars: files of one event and of all that is followed, and feeds under an address that nobody guesses. They are read by
//! a parser that did not write them.

use crate::season::{FAIR, PLACES, fair, follow, lanterns, season};
use crate::wire::inside::Inside;
use crate::wire::{ANN, BO, Sent};
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use reqwest::StatusCode;

/// What a calendar says of an event: uid, sequence, status, and how many alarms.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    uid: String,
    sequence: String,
    status: String,
    alarms: usize,
}

impl Read {
    fn of(uid: &str, sequence: u32, status: &str, alarms: usize) -> Self {
        Self { uid: uid.to_owned(), sequence: sequence.to_string(), status: status.to_owned(), alarms }
    }
}

fn read(bytes: &[u8]) -> Vec<Read> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut parser = Parser::new(text);
    let calendar = match parser.entry() {
        Entry::ICalendar(calendar) => calendar,
        other => panic!("no calendar: {other:?}\n{text}"),
    };
    assert!(matches!(parser.entry(), Entry::Eof), "one calendar and nothing else");
    let mut events: Vec<Read> = components(&calendar);
    events.sort_by(|a, b| a.uid.cmp(&b.uid));
    events
}

fn components(calendar: &ICalendar) -> Vec<Read> {
    let events = calendar.components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent);
    let one = |component: &calcard::icalendar::ICalendarComponent| {
        let value = |name: ICalendarProperty| {
            let entry = component.entries.iter().find(|entry| entry.name == name).unwrap_or_else(|| panic!("no {name:?}"));
            let value = entry.values.first().expect("a value");
            value.as_text().map(str::to_owned).or(value.as_integer().map(|n| n.to_string())).unwrap_or_else(|| format!("{value:?}"))
        };
        let alarm = |id: &&u32| calendar.components[**id as usize].component_type == ICalendarComponentType::VAlarm;
        let alarms = component.component_ids.iter().filter(alarm).count();
        Read {
            uid: value(ICalendarProperty::Uid),
            sequence: value(ICalendarProperty::Sequence),
            status: value(ICalendarProperty::Status),
            alarms,
        }
    };
    events.map(one).collect()
}

/// The calendar that is sent next, with the text under it.
async fn file(bot: &mut Inside) -> (Vec<u8>, Sent) {
    let call = bot.next("sendDocument").await;
    let sent = Sent::of(&call);
    let (name, bytes) = call.file.expect("a file");
    assert_eq!(name, "tongshang.ics");
    (bytes.to_vec(), sent)
}

#[tokio::test]
async fn all_that_is_followed_comes_as_one_calendar_with_its_leads_as_alarms() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "remind me three days and one hour and 15 minutes before the spring fair").await;
    follow(&mut bot, ANN, "North Port").await;
    bot.say(ANN, "/calendar");
    let (bytes, sent) = file(&mut bot).await;
    assert_eq!(sent.text, "Calendar with 2 events");
    assert_eq!(
        read(&bytes),
        [Read::of("lanterns-2026@tongshang", 0, "CONFIRMED", 2), Read::of("spring-fair@tongshang", 0, "CONFIRMED", 3)]
    );
    let text = String::from_utf8(bytes).expect("UTF-8");
    for line in [
        "DTSTART:20260516T113000Z",
        "DTEND:20260516T140000Z",
        "DTSTART;VALUE=DATE:20260620",
        "DTEND;VALUE=DATE:20260622",
        "TRIGGER:-P3D",
        "TRIGGER:-PT1H",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line}\n{text}");
    }
    assert!(text.contains("\r\nNAME:Trade cooperation events (Tongshang)\r\n"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
}

#[tokio::test]
async fn the_button_of_a_card_gives_the_file_of_its_event_in_the_language_of_the_chat() {
    let mut bot = Inside::start(&season()).await;
    for (person, card, button, caption, summary) in [
        (ANN, "1:a:c/spring-fair", "📅 Calendar file", "Calendar with one event", "SUMMARY:the spring fair"),
        (BO, "1:a:c/spring-fair", "📅 日历文件", "日历：1场活动", "SUMMARY:春季洽谈会"),
    ] {
        bot.tap_data(person, person.id, 1, card);
        bot.next_notice().await;
        let card = bot.next_message().await;
        bot.tap(person, &card, button);
        bot.next_notice().await;
        let (bytes, sent) = file(&mut bot).await;
        assert_eq!((sent.chat, sent.text.as_str()), (person.id, caption));
        assert_eq!(read(&bytes), [Read::of("spring-fair@tongshang", 0, "CONFIRMED", 2)]);
        assert!(String::from_utf8(bytes).expect("UTF-8").contains(summary));
    }
}

#[tokio::test]
async fn a_change_raises_the_sequence_and_keeps_the_uid() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    for (sequence, lines, status, alarms) in
        [(1, FAIR.replace("2026-05-16", "2026-05-18"), "CONFIRMED", 2), (2, FAIR.replace("planned", "cancelled"), "CANCELLED", 0)]
    {
        bot.replace(&season().replace(FAIR, &lines)).await;
        bot.only_message().await;
        bot.restart().await;
        bot.say(ANN, "/calendar");
        assert_eq!(read(&file(&mut bot).await.0), [Read::of("spring-fair@tongshang", sequence, status, alarms)]);
    }
    // What says nothing new to people leaves the number as it is.
    bot.replace(&season().replace(FAIR, &FAIR.replace("planned", "cancelled")).replace("There is", "There will be")).await;
    bot.say(ANN, "/calendar");
    assert_eq!(read(&file(&mut bot).await.0)[0].sequence, "2");
}

#[tokio::test]
async fn the_uid_and_the_sequence_of_an_organisers_calendar_are_kept() {
    let imported = format!("{FAIR}\ncalendar = {{ uid = \"abc-123@organiser.example\", sequence = 7 }}");
    let mut bot = Inside::start(&season().replace(FAIR, &imported)).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.say(ANN, "/calendar");
    assert_eq!(read(&file(&mut bot).await.0), [Read::of("abc-123@organiser.example", 7, "CONFIRMED", 2)]);
}

#[tokio::test]
async fn where_there_is_nothing_for_a_calendar_a_sentence_says_so() {
    let mut bot = Inside::start(&season()).await;
    for (person, forum) in [(ANN, "the ship forum"), (BO, "船东论坛")] {
        let nothing = bot.ask(person, "/calendar").await.text;
        follow(&mut bot, person, forum).await;
        assert_eq!(bot.ask(person, "/calendar").await.text, nothing);
        bot.tap_data(person, person.id, 1, "1:a:k/ship-forum");
        bot.next_notice().await;
        let undated = bot.next_message().await.text;
        insta::assert_snapshot!(format!("nothing_for_a_calendar_{}", person.language), format!("{nothing}\n\n{undated}"));
    }
}

#[tokio::test]
async fn without_a_web_server_there_is_no_feed_and_a_sentence_says_so() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.say(ANN, "/calendar");
    assert!(file(&mut bot).await.1.buttons().is_empty());
    bot.tap_data(ANN, ANN.id, 1, "1:a:w/1");
    bot.next_notice().await;
    insta::assert_snapshot!(bot.next_message().await.text);
}

/// What is at an address.
async fn get(address: &str) -> (StatusCode, Vec<u8>) {
    let answer = reqwest::get(address).await.expect("an answer");
    (answer.status(), answer.bytes().await.expect("bytes").to_vec())
}

/// Presses a button and gives the message that comes of it, with the address in it.
async fn press(bot: &mut Inside, on: &Sent, label: &str) -> (Sent, Option<String>) {
    bot.tap(ANN, on, label);
    bot.bring().await;
    bot.next_notice().await;
    let told = bot.next_message().await;
    let root = format!("{}/calendar/", bot.door());
    let address = told.text.split_whitespace().find(|word| word.starts_with(&root)).map(str::to_owned);
    (told, address)
}

#[tokio::test]
async fn a_feed_is_served_replaced_and_taken_away_and_strangers_find_nothing() {
    let mut bot = Inside::asleep(&season()).await.with_door();
    bot.wake().await;
    bot.wait_for("webhook", bot.telegram.until(|t| t.calls.iter().any(|c| c.method == "setWebhook").then_some(()))).await;
    bot.say(ANN, "/follow the spring fair");
    bot.bring().await;
    bot.next_message().await;
    bot.say(ANN, "/calendar");
    bot.bring().await;
    let (_, sent) = file(&mut bot).await;
    let (told, first) = press(&mut bot, &sent, "🔗 New address").await;
    let first = first.unwrap_or_else(|| panic!("no address in {}", told.text));
    let (status, bytes) = get(&first).await;
    assert_eq!((status, read(&bytes)), (StatusCode::OK, vec![Read::of("spring-fair@tongshang", 0, "CONFIRMED", 2)]));
    let token = first.rsplit('/').next().and_then(|file| file.strip_suffix(".ics")).expect("a token");
    assert!(token.len() >= 32, "nobody guesses {token}");

    // The feed follows what is followed, and the base.
    bot.say(ANN, "/follow the 2026 lantern night");
    bot.bring().await;
    bot.next_message().await;
    assert_eq!(read(&get(&first).await.1).len(), 2);

    let (told, second) = press(&mut bot, &told, "🔗 New address").await;
    let second = second.expect("another address");
    assert_ne!(first, second);
    assert_eq!((get(&first).await.0, get(&second).await.0), (StatusCode::NOT_FOUND, StatusCode::OK));
    for stranger in [".ics", "0000000000000000000000000000000000000000.ics", "%00.ics", "..%2f..%2fbot.db", "' OR 1=1 --.ics"] {
        let (status, bytes) = get(&format!("{}/calendar/{stranger}", bot.door())).await;
        assert_eq!((status, bytes.len()), (StatusCode::NOT_FOUND, 0), "{stranger}");
    }
    let (_, none) = press(&mut bot, &told, "Take the address away").await;
    assert_eq!((none, get(&second).await.0), (None, StatusCode::NOT_FOUND));

    // Who is forgotten has no feed either.
    let (_, third) = press(&mut bot, &told, "🔗 New address").await;
    let third = third.expect("an address");
    bot.say(ANN, "/stop");
    bot.bring().await;
    bot.next_message().await;
    assert_eq!(get(&third).await.0, StatusCode::NOT_FOUND);
    bot.stop().await;
}

#[tokio::test]
async fn a_calendar_of_many_events_keeps_every_one_whatever_their_names() {
    let names = [
        "a, b; c: d \\ e",
        "\"quoted\"",
        "line one and 一个非常长的名字用来看看折行是不是在字符之间而不是在字节之间断开的",
        "emoji 🏮🏮🏮",
        "BEGIN:VEVENT",
    ];
    let records: String = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let name = name.replace('\\', "\\\\").replace('"', "\\\"");
            lanterns("start = \"2026-06-20\"\nat = [\"north-port\"]\nstanding = \"planned\"")
                .replace("lanterns-2026", &format!("odd-{n}"))
                .replace("2026年灯会", &format!("灯会{n} {name}"))
                .replace("the 2026 lantern night", &format!("lantern night {n} {name}"))
        })
        .collect();
    let mut bot = Inside::start(&format!("{PLACES}{}{records}", fair(FAIR))).await;
    follow(&mut bot, ANN, "everything").await;
    bot.say(ANN, "/calendar");
    let (bytes, _) = file(&mut bot).await;
    assert_eq!(read(&bytes).len(), names.len() + 1);
}
