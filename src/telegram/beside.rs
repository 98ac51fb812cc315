//! What a reply carries that only the store and the web server know: calendars, their addresses, the data of a chat.

use super::buttons::{Press, button, keyboard};
use super::client::Document;
use super::compose::send;
use super::courier::Action;
use super::desk::{Beside, Desk};
use super::notebooks;
use crate::calendar::{Calendar, Entry, write};
use crate::dialogue::{Act, Chat, Effect};
use crate::knowledge::FactRef;
use crate::language::Language;
use crate::reminders::Lead;
use crate::store::{Place, Store, StoreError};
use jiff::Zoned;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use teloxide_core::types::InlineKeyboardMarkup;

const CALENDAR: &str = "text/calendar";
const JSON: &str = "application/json";
/// The bytes of chance in the address of a feed.
const SECRET: usize = 20;

/// What carries out what a reply needs beside.
pub struct Besides<'a> {
    /// The desk that replied.
    pub desk: &'a Desk,
    /// The store.
    pub store: &'a dyn Store,
    /// Where feeds are served, when they are.
    pub feeds: Option<&'a str>,
}

impl Besides<'_> {
    /// The messages that bring it to the chat.
    pub async fn actions(&self, beside: &Beside, place: Place, now: &Zoned) -> Result<Vec<Action>, StoreError> {
        let Beside { effect, target, text, language } = beside;
        match effect {
            Effect::Snooze { .. } => Ok(Vec::new()),
            Effect::Calendar(entries) => {
                let bytes = self.calendar(entries, *language, now).await?.into_bytes();
                let file = Document { name: "tongshang.ics".to_owned(), kind: CALENDAR, bytes };
                let address = match self.feeds {
                    Some(root) => self.store.reminders().feed_of(place).await?.map(|token| feed_address(root, &token)),
                    None => None,
                };
                let caption = match &address {
                    Some(url) => format!("{text}\n{}", self.say(*language, "feed-now", url)),
                    None => text.clone(),
                };
                let keyboard = self.feeds.and_then(|_| self.feed_buttons(address.is_some(), *language));
                Ok(vec![Action::Document { target: *target, file, caption, keyboard }])
            }
            Effect::Export => {
                let bytes = serde_json::to_vec_pretty(&self.data(place).await?).unwrap_or_default();
                let file = Document { name: "tongshang.json".to_owned(), kind: JSON, bytes };
                Ok(vec![Action::Document { target: *target, file, caption: text.clone(), keyboard: None }])
            }
            Effect::Feed(on) => {
                let Some(root) = self.feeds else {
                    return Ok(send(*target, &self.say(*language, "feed-none", ""), false, None));
                };
                let token = if *on { secret() } else { None };
                self.store.reminders().set_feed(place, token.clone()).await?;
                let text = match &token {
                    Some(token) => self.say(*language, "feed-new", &feed_address(root, token)),
                    None => self.say(*language, "feed-off", ""),
                };
                Ok(send(*target, &text, false, self.feed_buttons(token.is_some(), *language)))
            }
        }
    }

    fn say(&self, language: Language, key: &str, url: &str) -> String {
        self.desk.dialogue.writer().message(language, key, &[("url", url)])
    }

    fn feed_buttons(&self, has: bool, language: Language) -> Option<InlineKeyboardMarkup> {
        let label = |key| self.say(language, key, "");
        let new = button(&label("button-feed-new"), &Press::Act(Act::Feed(true)));
        let off = button(&label("button-feed-off"), &Press::Act(Act::Feed(false))).filter(|_| has);
        keyboard(vec![new.into_iter().collect(), off.into_iter().collect()])
    }

    /// Events as a calendar, each with as many changes as were told of it.
    pub async fn calendar(&self, events: &[(FactRef, Vec<Lead>)], language: Language, now: &Zoned) -> Result<String, StoreError> {
        let base = self.desk.dialogue.engine().base();
        let revisions: FxHashMap<String, u32> =
            self.store.reminders().events().await?.into_iter().map(|(id, r)| (id, r.revision)).collect();
        let revision = |at: FactRef| base.facts.get(at.index()).and_then(|fact| revisions.get(&fact.id)).copied().unwrap_or(0);
        let entry = |(event, leads): &(FactRef, Vec<Lead>)| Entry { event: *event, leads: leads.clone(), revision: revision(*event) };
        let entries: Vec<Entry> = events.iter().map(entry).collect();
        let writer = self.desk.dialogue.writer();
        let name = writer.message(language, "calendar-of-events", &[]);
        let calendar = Calendar { writer, language, zone: now.time_zone(), stamp: now.timestamp(), name: &name };
        Ok(write(base, &entries, &calendar).text)
    }

    /// Everything that is kept of a conversation.
    async fn data(&self, place: Place) -> Result<Value, StoreError> {
        let memory = self.store.memory(place).await?.and_then(|json| serde_json::from_str::<Value>(&json).ok());
        let follower = self.store.reminders().follower(place).await?.unwrap_or_default();
        let subscriptions: Vec<Value> =
            follower.subscriptions.iter().map(|(target, leads)| json!({ "follows": target, "before": leads })).collect();
        let waiting = self.store.reminders().waiting(place).await?;
        let due: Vec<Value> = waiting.iter().map(|row| json!({ "event": row.key.event, "due": at(row.due_at) })).collect();
        Ok(json!({
            "chat": place.chat,
            "topic": place.thread,
            "conversation": memory,
            "time_zone": follower.zone,
            "quiet_hours": follower.quiet,
            "language": follower.language,
            "subscriptions": subscriptions,
            "messages_to_come": due,
            "calendar_feed": self.store.reminders().feed_of(place).await?.is_some(),
        }))
    }

    /// The calendar of a feed; `None` when there is no such address.
    pub async fn feed(&self, token: &str, now: &Zoned) -> Result<Option<String>, StoreError> {
        let Some(place) = self.store.reminders().feed(token.to_owned()).await? else {
            return Ok(None);
        };
        let follower = self.store.reminders().follower(place).await?.unwrap_or_default();
        let mut chat = Chat::default();
        chat.notebook = notebooks::read(&follower);
        let language = chat.notebook.language.unwrap_or(Language::En);
        let events = self.desk.dialogue.followed_events(&chat, now);
        Ok(Some(self.calendar(&events, language, now).await?))
    }
}

fn at(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|at| at.to_string()).unwrap_or_default()
}

/// Where a feed is found.
fn feed_address(root: &str, token: &str) -> String {
    format!("{}/calendar/{token}.ics", root.trim_end_matches('/'))
}

/// A name that nobody guesses.
fn secret() -> Option<String> {
    let mut bytes = [0_u8; SECRET];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
