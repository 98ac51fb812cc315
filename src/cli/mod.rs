//! The command line: `ask`, `chat`, `serve`, `check`, `events`, `import`, `eval`.
//!
//! This room reads the clock, the environment and the input, and nothing below it does. `settings` makes a base, a clock
//! and a dialogue of the options; the others are a subcommand each; `lines` reads input of any size and encoding, and
//! `output` writes it, line by line, until nobody reads any more.

mod ask;
mod chat;
mod check;
mod eval;
mod events;
mod explain;
mod import;
mod lines;
mod object;
mod output;
mod serve;
mod settings;

use clap::{Parser, Subcommand};
use settings::Options;
use std::process::ExitCode;

/// Answers questions about trade cooperation from checked facts, in Chinese or English.
#[derive(Parser)]
#[command(name = "tongshang", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answers one question, or with --json one question a line
    Ask(ask::Arguments),
    /// Talks in a terminal, or with --json takes the lines as one conversation
    Chat(chat::Arguments),
    /// Runs the bot on Telegram
    Serve,
    /// Validates a base and prints every mistake
    Check(check::Arguments),
    /// Lists events by date
    Events(events::Arguments),
    /// Turns an organiser's calendar (.ics) into TOML of an overlay
    Import(import::Arguments),
    /// Measures the answers on files of questions
    Eval(eval::Arguments),
}

/// Runs the program. Exit status: 0 done, 1 failed, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    if let Err(error) = settings::dot_env() {
        eprintln!("tongshang: {error:#}");
        return ExitCode::FAILURE;
    }
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Ask(arguments) => ask::run(&arguments, &cli.options),
        Command::Chat(arguments) => chat::run(&arguments, &cli.options),
        Command::Serve => serve::run(&cli.options),
        Command::Check(arguments) => check::run(&arguments, &cli.options),
        Command::Events(arguments) => events::run(&arguments, &cli.options),
        Command::Import(arguments) => import::run(&arguments, &cli.options),
        Command::Eval(arguments) => eval::run(&arguments, &cli.options),
    };
    match outcome {
        Ok(code) => code,
        Err(error) if output::nobody_reads(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tongshang: {error:#}");
            ExitCode::FAILURE
        }
    }
}
