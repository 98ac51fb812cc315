//! `tongshang eval`: measures the answers on files of questions.

use super::output::Output;
use super::settings::Options;
use crate::dialogue::{Chat, Dialogue, Said};
use crate::language::Language;
use anyhow::{Context, anyhow};
use clap::Args;
use jiff::Zoned;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use unicode_normalization::UnicodeNormalization;

const FOLDER: &str = "questions";
const DEFAULT: &str = "knowledge";

/// What `eval` takes.
#[derive(Args)]
pub struct Arguments {
    /// Files of questions; without any, those in the folder `questions` of the base
    files: Vec<PathBuf>,
    /// Print each question that went wrong
    #[arg(long)]
    failures: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    question: Vec<Entry>,
}

/// A question with what its reply must be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    q: String,
    class: String,
    expect: Expect,
    /// One of these must be among the facts.
    #[serde(default)]
    facts: Vec<String>,
    /// The text must match each of these.
    #[serde(default)]
    says: Vec<String>,
    /// What was said before in the same chat.
    #[serde(default)]
    after: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Expect {
    Answer,
    Abstain,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Correct,
    Incorrect,
    NotAttempted,
    FalseAnswer,
}

/// How many of each outcome.
#[derive(Default, Clone, Copy)]
struct Tally {
    correct: usize,
    incorrect: usize,
    not_attempted: usize,
    false_answers: usize,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Correct => self.correct += 1,
            Outcome::Incorrect => self.incorrect += 1,
            Outcome::NotAttempted => self.not_attempted += 1,
            Outcome::FalseAnswer => self.false_answers += 1,
        }
    }

    fn all(&self) -> usize {
        self.correct + self.incorrect + self.not_attempted + self.false_answers
    }
}

/// Runs it.
///
/// # Errors
/// When the base or a file of questions cannot be read, or output fails.
pub fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<ExitCode> {
    let now = options.clock()?.now();
    let entries = entries(arguments, options)?;
    let dialogue = options.dialogue()?;
    let language = options.interface_language();
    let mut output = Output::new();
    let (mut classes, mut languages, mut total) = (BTreeMap::<String, Tally>::new(), BTreeMap::<&str, Tally>::new(), Tally::default());
    for (path, entry) in &entries {
        let (said, outcome) = judge(&dialogue, entry, &now).with_context(|| format!("{}: `{}`", path.display(), entry.q))?;
        let tag = if said.language.is_chinese() { Language::ZhHans.tag() } else { Language::En.tag() };
        classes.entry(entry.class.clone()).or_default().add(outcome);
        languages.entry(tag).or_default().add(outcome);
        total.add(outcome);
        if arguments.failures && outcome != Outcome::Correct {
            let head = said.reply.text.lines().next().unwrap_or_default();
            let got = said.reply.facts.join(", ");
            let key = match outcome {
                Outcome::Incorrect | Outcome::Correct => "eval-incorrect",
                Outcome::NotAttempted => "eval-not-attempted",
                Outcome::FalseAnswer => "eval-false",
            };
            let what = dialogue.writer().message(language, key, &[]);
            let expected = entry.facts.join(", ");
            output.line(&format!("{what} [{}] {}\n    = {expected}\n    ≠ {got}\n    {head}", entry.class, entry.q))?;
        }
    }
    let width = classes.keys().map(|c| c.chars().count()).max().unwrap_or(0).max(8);
    for (name, tally) in classes.iter().map(|(n, t)| (n.as_str(), t)).chain(languages.iter().map(|(n, t)| (*n, t))) {
        output.line(&row(&dialogue, language, name, width, tally))?;
    }
    let name = dialogue.writer().message(language, "eval-total", &[]);
    output.line(&row(&dialogue, language, &name, width, &total))?;
    Ok(ExitCode::SUCCESS)
}

fn row(dialogue: &Dialogue, language: Language, name: &str, width: usize, tally: &Tally) -> String {
    let all = tally.all();
    let figure = |n: usize| {
        // Tenths of a percent, in whole numbers.
        let tenths = (n * 2_000 + all) / (all * 2).max(1);
        format!("{n} ({}.{}%)", tenths / 10, tenths % 10)
    };
    let (correct, incorrect) = (figure(tally.correct), figure(tally.incorrect));
    let (not_attempted, false_answers) = (figure(tally.not_attempted), figure(tally.false_answers));
    let arguments = [("correct", correct.as_str()), ("incorrect", &incorrect), ("missed", &not_attempted), ("false", &false_answers)];
    let name = format!("{name:<width$}");
    dialogue.writer().counted(language, "eval-row", all, &[&arguments[..], &[("name", name.as_str())]].concat())
}

/// Every question of the files, or of the base's folder of questions.
fn entries(arguments: &Arguments, options: &Options) -> anyhow::Result<Vec<(PathBuf, Entry)>> {
    let mut files = arguments.files.clone();
    if files.is_empty() {
        let folder = options.knowledge_folder().unwrap_or_else(|| PathBuf::from(DEFAULT)).join(FOLDER);
        files = in_folder(&folder)?;
    }
    let mut all = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let file: File = toml::from_str(&text).map_err(|e| anyhow!("{}: {e}", path.display()))?;
        all.extend(file.question.into_iter().map(|entry| (path.clone(), entry)));
    }
    Ok(all)
}

fn in_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let read = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let paths: Result<Vec<PathBuf>, _> = read.map(|entry| entry.map(|e| e.path())).collect();
    let mut paths: Vec<PathBuf> = paths?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    if paths.is_empty() { Err(anyhow!("{} holds no file of questions", folder.display())) } else { Ok(paths) }
}

fn judge(dialogue: &Dialogue, entry: &Entry, now: &Zoned) -> anyhow::Result<(Said, Outcome)> {
    let said = if entry.after.is_empty() {
        dialogue.ask(&entry.q, now.date(), None)?
    } else {
        let mut chat = Chat::default();
        for before in &entry.after {
            dialogue.say(&mut chat, before, now)?;
        }
        dialogue.say(&mut chat, &entry.q, now)?
    };
    let answered = said.status == "answered";
    let outcome = match (entry.expect, answered) {
        (Expect::Answer, true) => {
            let facts = entry.facts.is_empty() || entry.facts.iter().any(|f| said.reply.facts.contains(f));
            let patterns: Result<Vec<Regex>, _> = entry.says.iter().map(|p| RegexBuilder::new(p).case_insensitive(true).build()).collect();
            let text = plain(dialogue, &said.reply.text);
            let says = patterns?.iter().all(|p| p.is_match(&text));
            if facts && says { Outcome::Correct } else { Outcome::Incorrect }
        }
        (Expect::Answer, false) => Outcome::NotAttempted,
        (Expect::Abstain, false) => Outcome::Correct,
        (Expect::Abstain, true) => Outcome::FalseAnswer,
    };
    Ok((said, outcome))
}

/// The text in the one form that patterns are written for: Simplified and NFKC, whatever script the question was in.
fn plain(dialogue: &Dialogue, text: &str) -> String {
    dialogue.engine().scripts().simplify(text).nfkc().collect()
}
