//! `tongshang ask`: questions that have nothing to do with each other.

use super::explain::explanation;
use super::lines::{next_line, whole};
use super::object::Object;
use super::output::Output;
use super::settings::Options;
use crate::dialogue::Dialogue;
use clap::Args;
use jiff::civil::Date;
use std::io::stdin;
use std::process::ExitCode;
use std::time::Instant;

/// What `ask` takes.
#[derive(Args)]
pub struct Arguments {
    /// The question; without one it is read from standard input
    question: Vec<String>,
    /// Read a question a line and write an object a line
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
    let today = options.clock()?.now().date();
    // Kept until the process ends: taking it apart piece by piece would cost a tenth of the time of a single question.
    let dialogue: &Dialogue = Box::leak(Box::new(options.dialogue()?));
    let mut output = Output::new();
    let given = (!arguments.question.is_empty()).then(|| arguments.question.join(" "));
    if arguments.json {
        match given {
            Some(question) => object(dialogue, &question, today, options, &mut output)?,
            None => {
                let (mut input, mut buffer) = (stdin().lock(), Vec::new());
                while let Some(question) = next_line(&mut input, &mut buffer)? {
                    object(dialogue, &question, today, options, &mut output)?;
                }
            }
        }
        return Ok(ExitCode::SUCCESS);
    }
    let question = match given {
        Some(question) => question,
        None => whole(&mut stdin().lock())?,
    };
    let said = dialogue.ask(&question, today, options.lang)?;
    output.line(&said.reply.text)?;
    if arguments.explain {
        output.line("")?;
        output.line(&explanation(&said, dialogue.engine()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn object(dialogue: &Dialogue, question: &str, today: Date, options: &Options, output: &mut Output) -> anyhow::Result<()> {
    let start = Instant::now();
    let said = dialogue.ask(question, today, options.lang)?;
    output.object(&Object::new(question, &said, start.elapsed()))
}
