//! Events of the days to come, who follows them, and when each is told.

use crate::wire::{Bot, Person};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Executor, Row as _};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tongshang::store::{Followed, Follower, Key, Kind, Place, Row};

/// What the log says when the program is up.
pub const UP: &str = "the bot is up";
/// The zone of the events.
const ZONE: &str = "Asia/Shanghai";
/// The words by which the events are told apart, also by those who only see what was sent.
const WORDS: [&str; 40] = [
    "amber", "basil", "cedar", "denim", "ember", "fable", "grove", "hazel", "ivory", "jasmine", "kelp", "larch", "maple", "nutmeg",
    "olive", "pearl", "quartz", "raven", "saffron", "thistle", "umber", "velvet", "willow", "yarrow", "zinnia", "anchor", "beacon",
    "canvas", "dahlia", "falcon", "garnet", "heron", "indigo", "juniper", "kestrel", "linden", "magnet", "nectar", "orchid", "pepper",
];

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// When it begins: a whole minute.
    pub begins: Timestamp,
    word: &'static str,
    hall: &'static str,
}

impl Event {
    /// So many events, of which the first begins on the whole minute after a time, and each next one so much later.
    pub fn season(count: usize, first: Timestamp, apart: SignedDuration) -> Vec<Self> {
        let whole = Timestamp::from_second(first.as_second() - first.as_second().rem_euclid(60) + 60).expect("a time");
        let event = |(word, n): (&'static &'static str, i32)| Self { begins: whole + apart * n, word, hall: "endurance-hall" };
        assert!(count <= WORDS.len());
        WORDS.iter().zip(0..).take(count).map(event).collect()
    }

    /// Its id.
    pub fn id(&self) -> String {
        format!("{}-meeting", self.word)
    }

    /// What every message about it says.
    pub fn name(&self) -> String {
        format!("the {} meeting", self.word)
    }

    /// The same event so much later, in another hall.
    pub fn moved(&self, by: SignedDuration) -> Self {
        let hall = if self.hall == "endurance-hall" { "other-hall" } else { "endurance-hall" };
        Self { begins: self.begins + by, hall, ..self.clone() }
    }

    fn toml(&self) -> String {
        let begins = self.begins.to_zoned(TimeZone::get(ZONE).expect("a zone"));
        let (day, from) = (begins.date(), begins.strftime("%H:%M"));
        let (id, name, hall, word) = (self.id(), self.name(), self.hall, self.word);
        format!(
            "[[event]]\nid = \"{id}\"\nname = {{ zh = \"{word}会\", en = \"{name}\" }}\nstart = \"{day}\"\n\
             hours = {{ from = \"{from}\", zone = \"{ZONE}\" }}\nat = [\"{hall}\"]\nstanding = \"planned\"\nsource = \"endurance-letter\"\n\
             text = {{ zh = \"{word}会将举行。\", en = \"There will be {name}.\" }}\n\n"
        )
    }
}

/// Writes events into the folder that goes on top of the bot's base.
pub fn write(bot: &Bot, events: &[Event]) {
    let mut text = String::from(
        "[[source]]\nid = \"endurance-letter\"\npublisher = { zh = \"公报\", en = \"The Letter\" }\ntitle = { zh = \"活动\", en = \"Events\" }\n\
         date = \"2026-01-31\"\n\n",
    );
    for (id, zh, en) in [("endurance-hall", "耐力厅", "Endurance Hall"), ("other-hall", "另一厅", "the Other Hall")] {
        write!(text, "[[entity]]\nid = \"{id}\"\nkind = \"place\"\nname = {{ zh = \"{zh}\", en = \"{en}\" }}\n\n").expect("a string");
    }
    text.extend(events.iter().map(Event::toml));
    fs::create_dir_all(folder(bot)).expect("a folder");
    fs::write(folder(bot).join("events.toml"), text).expect("an overlay");
}

/// The folder that goes on top of the bot's base.
pub fn folder(bot: &Bot) -> PathBuf {
    bot.folder.path().join("overlay")
}

/// The address of the bot's database.
pub fn database(bot: &Bot) -> String {
    format!("sqlite:{}", bot.folder.path().join("bot.db").display())
}

/// A bot with these events that does not run yet.
pub async fn asleep(events: &[Event]) -> Bot {
    let bot = Bot::asleep().await;
    let overlay = folder(&bot).display().to_string();
    write(&bot, events);
    bot.telegram.with(|t| t.forgetful = true);
    bot.with("TONGSHANG_OVERLAY", overlay).with("RUST_LOG", "info")
}

/// A chat follows an event and is to be told of it at a time, whatever the lead says.
pub fn following(chat: i64, event: &Event, due: Timestamp) -> (Place, Followed) {
    let place = Place { chat, thread: 0 };
    let subscriptions = vec![(format!("e:{}", event.id()), "1h".to_owned())];
    let key = Key { place, event: event.id(), kind: Kind::Lead(60) };
    let row = Row { key, due_at: due.as_second(), begins_at: event.begins.as_second(), attempts: 0 };
    let follower = Follower { language: "en".to_owned(), subscriptions, ..Follower::default() };
    (place, Followed { follower, rows: vec![row], wanted: Vec::new(), passed: Vec::new(), at: 0, events: vec![event.id()] })
}

/// The bot's database, past the program.
pub async fn inside(bot: &Bot) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(bot.folder.path().join("bot.db"));
    options.busy_timeout(Duration::from_secs(30)).disable_statement_logging().connect().await.expect("the database")
}

/// How long a start takes here: the program is started and ended once, and has seen the events then.
pub async fn start_of(bot: &mut Bot) -> Duration {
    let (starts, begun) = (starts(bot), Instant::now());
    bot.wake_with(&[]);
    bot.wait_for_log_of(|log| log.matches(UP).count() > starts).await;
    let took = begun.elapsed();
    let (status, _) = bot.stop("TERM").await;
    assert!(status.success(), "{status}");
    took
}

/// The first whole second that is at least so far ahead.
pub fn whole_second(ahead: Duration) -> Timestamp {
    let then = Timestamp::now() + SignedDuration::try_from(ahead).expect("a time");
    Timestamp::from_second(then.as_second() + 1).expect("a time")
}

/// How often the program has come up.
pub fn starts(bot: &Bot) -> usize {
    bot.log().matches(UP).count()
}

/// The most memory that the program has taken so far, in kB.
pub fn peak_kb(bot: &Bot) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", bot.process_id())).expect("a process");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its memory");
    peak.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// People ask until told to stop; gives how long each reply took. They follow nothing.
pub async fn asking(bot: &Bot, every: Duration, mut stop: watch::Receiver<bool>) -> Vec<Duration> {
    const QUESTIONS: [&str; 4] = ["When is the regatta?", "what's on in September 2026", "北港货值是多少？", "Who chaired the Port Day?"];
    let mut took = Vec::new();
    for (n, question) in (0..).zip(QUESTIONS.iter().cycle()) {
        let person = Person { id: 1 + n % 60, language: "en" };
        let before = bot.telegram.with(|t| t.sent.len());
        let asked = Instant::now();
        bot.say(person, question);
        let mut seen = before;
        let replied = bot.telegram.until(|t| {
            let found = t.sent.iter().skip(seen).any(|(chat, _)| *chat == person.id);
            seen = t.sent.len();
            found.then_some(())
        });
        let replied = tokio::time::timeout(Duration::from_secs(20), replied).await;
        assert!(replied.is_ok(), "no reply to {question}\n{}", bot.log());
        took.push(asked.elapsed());
        tokio::select! {
            () = tokio::time::sleep(every.saturating_sub(asked.elapsed())) => {}
            _ = stop.wait_for(|stop| *stop) => return took,
        }
    }
    took
}

/// The number that a query gives.
pub async fn number(bot: &Bot, query: &str) -> i64 {
    let mut from = inside(bot).await;
    let number = from.fetch_one(query).await.expect("a row").get(0);
    from.close().await.expect("closed");
    number
}

/// Changes what is stored.
pub async fn run(bot: &Bot, statement: &str) {
    let mut to = inside(bot).await;
    to.execute(statement).await.expect("changed");
    to.close().await.expect("closed");
}
