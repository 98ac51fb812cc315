//! What people see before they write: the commands and descriptions of the bot, in both languages. Set when they have changed.

use super::client::Client;
use super::failure::Failure;
use crate::dialogue::{Command, Dialogue};
use crate::language::Language;
use crate::store::Store;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;
use teloxide_core::payloads::{
    SetMyCommands, SetMyCommandsSetters, SetMyDescription, SetMyDescriptionSetters, SetMyShortDescription, SetMyShortDescriptionSetters,
};
use teloxide_core::types::{BotCommand, BotCommandScope};

/// Where the store keeps what was set last.
const NOTE: &str = "profile";
/// How often setting it is tried.
const TRIES: u32 = 8;
/// The languages, each with the code for people whose app speaks it; the one without is for all others.
const LANGUAGES: [(Language, Option<&str>); 2] = [(Language::En, None), (Language::ZhHans, Some("zh"))];
/// What is of no use in groups.
const PRIVATE_ONLY: [Command; 1] = [Command::Start];

/// Everything that is set.
#[derive(Hash)]
struct Profile {
    commands: Vec<SetMyCommands>,
    descriptions: Vec<SetMyDescription>,
    short: Vec<SetMyShortDescription>,
}

fn profile(dialogue: &Dialogue) -> Profile {
    let mut profile = Profile { commands: Vec::new(), descriptions: Vec::new(), short: Vec::new() };
    for (language, code) in LANGUAGES {
        let words = |key: &str| dialogue.writer().message(language, key, &[]);
        for scope in [BotCommandScope::Default, BotCommandScope::AllPrivateChats, BotCommandScope::AllGroupChats] {
            let grouped = scope == BotCommandScope::AllGroupChats;
            let listed = dialogue.commands().iter().filter(|c| !grouped || !PRIVATE_ONLY.contains(&c.command));
            let commands: Vec<BotCommand> = listed.map(|c| BotCommand::new(c.command.name(), words(&c.description))).collect();
            let payload = SetMyCommands::new(commands).scope(scope);
            profile.commands.push(match code {
                Some(code) => payload.language_code(code),
                None => payload,
            });
        }
        let (description, short) = (
            SetMyDescription::new().description(words("profile-description")),
            SetMyShortDescription::new().short_description(words("profile-short")),
        );
        profile.descriptions.push(match code {
            Some(code) => description.language_code(code),
            None => description,
        });
        profile.short.push(match code {
            Some(code) => short.language_code(code),
            None => short,
        });
    }
    profile
}

impl Profile {
    async fn set(&self, client: &Client) -> Result<(), Failure> {
        for commands in &self.commands {
            client.call(commands).await?;
        }
        for description in &self.descriptions {
            client.call(description).await?;
        }
        for short in &self.short {
            client.call(short).await?;
        }
        Ok(())
    }
}

/// Sets the profile, unless it is as it was set last. Failing is no reason not to answer.
pub async fn set(dialogue: &Dialogue, client: &Client, store: &Arc<dyn Store>) {
    let profile = profile(dialogue);
    let mut hasher = FxHasher::default();
    profile.hash(&mut hasher);
    let mark = format!("{:016x}", hasher.finish());
    if store.note(NOTE).await.is_ok_and(|note| note.as_deref() == Some(&mark)) {
        return;
    }
    let mut pause = Duration::from_secs(1);
    for _ in 0..TRIES {
        let wait = match profile.set(client).await {
            Ok(()) => {
                if let Err(error) = store.set_note(NOTE, mark).await {
                    tracing::warn!("it was not kept that the profile is set: {error}");
                }
                return tracing::info!("commands and descriptions are set");
            }
            Err(Failure::RetryAfter(wait)) => wait,
            Err(failure) if failure.passes() => pause,
            Err(failure) => return tracing::warn!("commands and descriptions could not be set: {failure}"),
        };
        tokio::time::sleep(wait).await;
        pause *= 2;
    }
    tracing::warn!("commands and descriptions could not be set");
}
