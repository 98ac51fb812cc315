//! A season of events on top of the harbour base, and stories told with it.

use crate::wire::inside::{Inside, event};
use crate::wire::{Person, Sent};
use serde_json::Value;

/// A hall with a zone of its own, and a series.
pub const PLACES: &str = r#"
[[entity]]
id = "moscow-hall"
kind = "place"
name = { zh = "莫斯科厅", en = "Moscow Hall" }
zone = "Europe/Moscow"

[[entity]]
id = "lantern-nights"
kind = "series"
name = { zh = "灯会系列", en = "the lantern nights" }

"#;

/// Half past two in Moscow, half past seven in the evening at the office.
pub const FAIR: &str = "start = \"2026-05-16\"\nhours = { from = \"14:30\", to = \"17:00\" }\nat = [\"moscow-hall\"]\nhosts = [\"port-authority\"]\nstanding = \"planned\"";
/// Two whole days.
pub const LANTERNS: &str =
    "start = \"2026-06-20\"\nend = \"2026-06-21\"\nat = [\"lantern-hall\"]\nseries = \"lantern-nights\"\nstanding = \"planned\"";
/// No day is known.
pub const FORUM: &str = "start = \"tba\"\nat = [\"north-port\"]\nstanding = \"planned\"";

/// The fair with these lines.
pub fn fair(lines: &str) -> String {
    event("spring-fair", "春季洽谈会", "the spring fair", lines)
}

/// The lanterns with these lines.
pub fn lanterns(lines: &str) -> String {
    event("lanterns-2026", "2026年灯会", "the 2026 lantern night", lines)
}

/// The forum with these lines.
pub fn forum(lines: &str) -> String {
    event("ship-forum", "船东论坛", "the ship forum", lines)
}

/// Everything as it is at first.
pub fn season() -> String {
    let past = "start = \"2025-06-14\"\nat = [\"lantern-hall\"]\nseries = \"lantern-nights\"";
    let past = event("lanterns-2025", "2025年灯会", "the 2025 lantern night", past);
    let talks = |when: &str| {
        format!(
            "aliases = {{ zh = [\"港口对话\"], en = [\"harbour talks\"] }}\nstart = \"{when}\"\nat = [\"south-port\"]\nstanding = \"planned\""
        )
    };
    let spring = event("talks-spring", "春季港口对话", "the spring harbour talks", &talks("2026-04-10"));
    let autumn = event("talks-autumn", "秋季港口对话", "the autumn harbour talks", &talks("2026-10-12"));
    [PLACES, &fair(FAIR), &lanterns(LANTERNS), &forum(FORUM), &past, &spring, &autumn].concat()
}

/// Only the fair, with these lines.
pub fn only_fair(lines: &str) -> String {
    format!("{PLACES}{}", fair(lines))
}

/// A story: what is said, or a button in brackets that is pressed under the message before. Each with what comes of it.
pub async fn story(bot: &mut Inside, person: Person, steps: &[&str]) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut last: Option<Sent> = None;
    for step in steps {
        let mut lines = vec![format!("> {step}")];
        match step.strip_prefix('[').and_then(|step| step.strip_suffix(']')) {
            Some(label) => {
                bot.tap(person, last.as_ref().expect("a message"), label);
                lines.extend(bot.next_notice().await.map(|notice| format!("({notice})")));
            }
            None => {
                bot.say(person, step);
            }
        }
        let call = bot.next_call().await;
        let sent = Sent::of(&call);
        lines.push(match call.method {
            "editMessageText" => format!("(in its place) {}", sent.shown()),
            "sendDocument" => format!("(file {}) {}", call.parameters["document"].as_str().unwrap_or_default(), sent.shown()),
            _ => sent.shown(),
        });
        // What is changed keeps its number.
        last = Some(sent);
        told.push(lines.join("\n"));
    }
    told.join("\n\n")
}

/// Follows with a command and waits for the reply.
pub async fn follow(bot: &mut Inside, person: Person, what: &str) -> String {
    bot.ask(person, &format!("/follow {what}")).await.text
}

/// The data of a chat, as it gets them.
pub async fn export(bot: &mut Inside, person: Person) -> Value {
    bot.say(person, "/export");
    let call = bot.next("sendDocument").await;
    let (name, bytes) = call.file.expect("a file");
    assert_eq!(name, "tongshang.json");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// What a chat follows: targets with their leads.
pub async fn followed(bot: &mut Inside, person: Person) -> Vec<String> {
    let data = export(bot, person).await;
    let list = data["subscriptions"].as_array().expect("a list");
    list.iter().map(|s| format!("{} {}", s["follows"].as_str().expect("a target"), s["before"].as_str().expect("leads"))).collect()
}
