//! `tongshang chat`: the bot in a terminal.

use super::explain::explanation;
use super::lines::next_line;
use super::object::Object;
use super::output::Output;
use super::settings::Options;
use crate::calendar::{Calendar, Entry, write};
use crate::dialogue::{Chat, Dialogue, Effect, Said};
use clap::Args;
use jiff::Zoned;
use std::io::{IsTerminal, stdin};
use std::process::ExitCode;
use std::time::Instant;

const PROMPT: &str = "> ";
/// Lines that end a chat in a terminal.
const ENDS: [&str; 2] = ["/quit", "/exit"];

/// What `chat` takes.
#[derive(Args)]
pub struct Arguments {
    /// Read a message a line and write an object a line
    #[arg(long)]
    json: bool,
    /// Say what was recognised, how the candidates rank, and why it is answered or not
    #[arg(long, conflicts_with = "json")]
    explain: bool,
}

/// Runs it.
///
/// # Errors
/// When the base cannot be loaded, or input or output fails.
pub fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<ExitCode> {
    let clock = options.clock()?;
    let dialogue = options.dialogue()?;
    let mut chat = Chat::new(options.lang);
    let mut output = Output::new();
    let (mut input, mut buffer) = (stdin().lock(), Vec::new());
    if arguments.json {
        while let Some(line) = next_line(&mut input, &mut buffer)? {
            let start = Instant::now();
            let said = dialogue.say(&mut chat, &line, &clock.now())?;
            output.object(&Object::new(&line, &said, start.elapsed()))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    chat.home = Some(options.interface_language());
    let mut noted = false;
    let prompt = if input.is_terminal() { PROMPT } else { "" };
    output.line(&dialogue.greeting(options.interface_language()).text)?;
    loop {
        output.piece(&format!("\n{prompt}"))?;
        let Some(line) = next_line(&mut input, &mut buffer)? else {
            break;
        };
        if ENDS.contains(&line.trim()) {
            return Ok(ExitCode::SUCCESS);
        }
        let said = dialogue.say(&mut chat, &line, &clock.now())?;
        output.line(&said.reply.text)?;
        for line in buttons(&said) {
            output.line(&line)?;
        }
        if let Some(more) = beside(&dialogue, &chat, &said, &clock.now())? {
            output.line(&more)?;
        }
        if !noted && !chat.notebook.subscriptions.is_empty() {
            noted = true;
            output.line(&dialogue.writer().message(said.language, "terminal-follows", &[]))?;
        }
        if arguments.explain {
            output.line("")?;
            output.line(&explanation(&said, dialogue.engine()))?;
        }
    }
    output.line("")?;
    Ok(ExitCode::SUCCESS)
}

/// What a reply carries beside its text: a calendar, the data of the chat.
fn beside(dialogue: &Dialogue, chat: &Chat, said: &Said, now: &Zoned) -> anyhow::Result<Option<String>> {
    let writer = dialogue.writer();
    match &said.effect {
        Some(Effect::Calendar(events)) => {
            let entries: Vec<Entry> = events.iter().map(|(event, leads)| Entry { leads: leads.clone(), ..Entry::of(*event) }).collect();
            let name = writer.message(said.language, "calendar-of-events", &[]);
            let calendar = Calendar { writer, language: said.language, zone: now.time_zone(), stamp: now.timestamp(), name: &name };
            Ok(Some(write(dialogue.engine().base(), &entries, &calendar).text))
        }
        Some(Effect::Export) => {
            let follows: Vec<String> = chat.notebook.subscriptions.iter().map(|s| s.target.to_string()).collect();
            let data = serde_json::json!({ "conversation": dialogue.memory(chat), "subscriptions": follows });
            Ok(Some(serde_json::to_string_pretty(&data)?))
        }
        Some(Effect::Feed(_)) => Ok(Some(writer.message(said.language, "feed-none", &[]))),
        Some(Effect::Snooze { .. }) | None => Ok(None),
    }
}

/// A line for each button that the text does not number already.
fn buttons(said: &Said) -> Vec<String> {
    let numbered = (said.related.len() + 1..).zip(said.buttons.iter().flatten());
    let in_text = |n: usize| said.reply.text.lines().any(|line| line.starts_with(&format!("{n}. ")));
    numbered.filter(|(n, _)| !in_text(*n)).map(|(n, button)| format!("  {n}. {}", button.label)).collect()
}
