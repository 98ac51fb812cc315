//! `tongshang serve`: the bot on Telegram.

use super::settings::{Options, text_variable};
use crate::telegram::{Around, Now, Reload, Settings, Webhook, serve};
use anyhow::{Context, anyhow};
use std::net::SocketAddr;
use std::panic;
use std::process::ExitCode;
use std::sync::Arc;
use std::{io, thread};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

const TOKEN: &str = "TELOXIDE_TOKEN";
const API_URL: &str = "TELEGRAM_API_URL";
const DEFAULT_API_URL: &str = "https://api.telegram.org";
const DATABASE: &str = "TONGSHANG_DATABASE";
const DEFAULT_DATABASE: &str = "sqlite:tongshang.db";
const WEBHOOK_URL: &str = "TONGSHANG_WEBHOOK_URL";
const LISTEN: &str = "TONGSHANG_LISTEN";
const DEFAULT_LISTEN: &str = "127.0.0.1:8080";
const WEBHOOK_SECRET: &str = "TONGSHANG_WEBHOOK_SECRET";
const ADMINS: &str = "TONGSHANG_ADMINS";
const LOG: &str = "RUST_LOG";
/// Libraries that would write addresses with the token in them, or what people wrote, whatever level is asked for.
const SILENCED: [&str; 5] = ["hyper=off", "hyper_util=off", "reqwest=off", "sqlx=warn", "h2=off"];
/// Threads for the work; more would only fetch more memory.
const MOST_THREADS: usize = 4;

/// Runs it.
///
/// # Errors
/// When something that it needs is missing or malformed, or Telegram does not know the token.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let settings = settings(options)?;
    log()?;
    let clock = options.clock()?.running();
    let now: Now = Arc::new(move || clock.now());
    let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, MOST_THREADS);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build().context("threads cannot be started")?;
    let (stop, told) = {
        let _inside = runtime.enter();
        (listen().context("signals cannot be heard")?, reloads().context("signals cannot be heard")?)
    };
    // Heard from here on, also while the base is read.
    let dialogue = options.dialogue()?;
    let again = options.clone();
    let reload: Reload = Arc::new(move || again.dialogue().map_err(|error| format!("{error:#}")));
    let around = Around { now, stop, reload: Some((told, reload)) };
    let outcome = runtime.block_on(serve(dialogue, &settings, around)).map_err(anyhow::Error::from);
    runtime.shutdown_background();
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Turns true when the program is asked to end.
fn listen() -> io::Result<watch::Receiver<bool>> {
    let (tell, stop) = watch::channel(false);
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        let _ = tell.send(true);
        // The sender is kept: a channel without one would look like another word to stop.
        tell.closed().await;
    });
    Ok(stop)
}

/// Counts how often the program was asked to read the base again.
fn reloads() -> io::Result<watch::Receiver<u64>> {
    let (tell, told) = watch::channel(0);
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            tell.send_modify(|count| *count += 1);
        }
    });
    Ok(told)
}

fn settings(options: &Options) -> anyhow::Result<Settings> {
    let token = text_variable(TOKEN)?.ok_or_else(|| anyhow!("{TOKEN} is not set; it is the token that @BotFather gave"))?;
    let parts = token.split_once(':').filter(|(id, rest)| !id.is_empty() && !rest.is_empty());
    let formed = parts.is_some_and(|(id, rest)| {
        id.chars().all(|c| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    });
    if !formed {
        return Err(anyhow!("{TOKEN} is malformed; it looks like 123456:ABC-DEF"));
    }
    let api_url = text_variable(API_URL)?.unwrap_or_else(|| DEFAULT_API_URL.to_owned());
    http_url(API_URL, &api_url)?;
    let database = text_variable(DATABASE)?.unwrap_or_else(|| DEFAULT_DATABASE.to_owned());
    if database.starts_with("postgres:") || database.starts_with("postgresql:") {
        return Err(anyhow!("{DATABASE}: PostgreSQL is not supported yet; write one such as `{DEFAULT_DATABASE}`"));
    }
    if !database.starts_with("sqlite:") {
        return Err(anyhow!("{DATABASE} is no database: `{database}`; write one such as `{DEFAULT_DATABASE}`"));
    }
    let admins = match text_variable(ADMINS)? {
        Some(ids) => admins(&ids)?,
        None => Vec::new(),
    };
    let webhook = match text_variable(WEBHOOK_URL)? {
        Some(url) => Some(webhook(url)?),
        None => None,
    };
    Ok(Settings { token, api_url, database, language: options.lang, admins, webhook })
}

fn admins(ids: &str) -> anyhow::Result<Vec<i64>> {
    let id =
        |id: &str| id.trim().parse().map_err(|_| anyhow!("{ADMINS} is no list of user ids: `{ids}`; write numbers such as `12345,67890`"));
    ids.split(',').map(id).collect()
}

fn webhook(url: String) -> anyhow::Result<Webhook> {
    http_url(WEBHOOK_URL, &url)?;
    let listen = text_variable(LISTEN)?.unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
    let listen: SocketAddr =
        listen.parse().map_err(|_| anyhow!("{LISTEN} is no address to listen on: `{listen}`; write one such as `{DEFAULT_LISTEN}`"))?;
    let secret = text_variable(WEBHOOK_SECRET)?;
    let fits = |s: &String| s.len() <= 256 && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if secret.as_ref().is_some_and(|s| !fits(s)) {
        return Err(anyhow!("{WEBHOOK_SECRET} is malformed; it may have 1 to 256 letters, digits, `_` and `-`"));
    }
    Ok(Webhook { url, listen, secret })
}

fn http_url(name: &str, url: &str) -> anyhow::Result<()> {
    let parsed = reqwest::Url::parse(url).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
    parsed.map(drop).ok_or_else(|| anyhow!("{name} is no address: `{url}`; write one such as `{DEFAULT_API_URL}`"))
}

/// Lines on standard error, at the level of the environment, `info` without one.
fn log() -> anyhow::Result<()> {
    let directives = text_variable(LOG)?.unwrap_or_else(|| "info".to_owned());
    let mut filter =
        EnvFilter::try_new(&directives).map_err(|_| anyhow!("{LOG} is malformed: `{directives}`; write one such as `info`"))?;
    for directive in SILENCED {
        filter = filter.add_directive(directive.parse().context("a directive of the log")?);
    }
    // A second start in one process keeps the log of the first.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false).with_target(false).try_init();
    // What a panic says may hold what somebody wrote.
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        tracing::error!("panic at {place}");
    }));
    Ok(())
}
