//! What the tests of the front ends share: the program, run on the harbour base with a clean environment, and a
//! conversation without a program around it.
#![allow(dead_code, reason = "each test file uses its part")]

use assert_cmd::Command;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tongshang::dialogue::{Chat, Dialogue, Said};
use tongshang::knowledge::Base;
use tongshang::language::Language;
use tongshang::retrieval::Engine;

/// The time that all tests happen at.
pub const NOW: &str = "2026-01-31T12:00:00+08:00";

/// A file or folder under `tests`.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The program with these arguments, nothing of the environment, on the built-in base.
pub fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tongshang"));
    command.env_clear().current_dir(folder("support")).args(arguments);
    command
}

/// The program with these arguments on the harbour base at the fixed time.
pub fn tongshang(arguments: &[&str]) -> Command {
    let mut command = bare(arguments);
    command.args(["--now", NOW, "--knowledge"]).arg(folder("support/harbour"));
    command
}

/// Standard output of a run that is expected to succeed.
pub fn output(command: &mut Command) -> String {
    let bytes = command.assert().success().get_output().stdout.clone();
    String::from_utf8(bytes).expect("UTF-8 comes out")
}

/// The objects that a `--json` run writes for these bytes.
pub fn objects(arguments: &[&str], input: impl Into<Vec<u8>>) -> Vec<Value> {
    let out = output(tongshang(arguments).write_stdin(input));
    out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

/// A conversation on the harbour base with its own clock.
pub struct Talk {
    dialogue: Dialogue,
    chat: Chat,
    now: Zoned,
}

impl Talk {
    pub fn begin() -> Self {
        let base = Base::read(Some(&folder("support/harbour")), &[]).expect("the harbour base is sound");
        let dialogue = Dialogue::new(Engine::new(base).expect("an engine")).expect("a dialogue");
        let now: Timestamp = NOW.parse().expect("a time");
        Self { dialogue, chat: Chat::default(), now: now.in_tz("Asia/Shanghai").expect("a zone") }
    }

    pub fn in_language(language: Language) -> Self {
        let mut talk = Self::begin();
        talk.chat = Chat::new(Some(language));
        talk
    }

    /// Lets minutes pass.
    pub fn wait(&mut self, minutes: i64) -> &mut Self {
        self.now = &self.now + minutes.minutes();
        self
    }

    pub fn say(&mut self, text: &str) -> Said {
        self.dialogue.say(&mut self.chat, text, &self.now).expect("a reply")
    }

    /// Says it and gives the ids of the facts that answer it; none when it is not answered.
    pub fn answered(&mut self, text: &str) -> Vec<String> {
        let said = self.say(text);
        if said.status == "answered" { said.reply.facts } else { Vec::new() }
    }

    /// A conversation as a text, for snapshots.
    pub fn transcript(&mut self, lines: &[&str]) -> String {
        let turns: Vec<String> = lines.iter().map(|line| format!("> {line}\n{}", self.say(line).reply.text)).collect();
        turns.join("\n\n")
    }
}
