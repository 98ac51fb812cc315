//! Asking Telegram for updates. Asking for those after a number confirms all up to it, so that number moves only when they
//! were handled, or are kept.

use super::client::Client;
use super::failure::Failure;
use super::intake::Intake;
use super::{lenient, update};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::watch;

/// How long Telegram may hold a request open until something comes, in seconds.
const HOLD: u64 = 25;
/// How long a request may take on top of that.
const SLACK: Duration = Duration::from_secs(10);
/// The most updates of one answer.
const BATCH: u8 = 100;
/// The first pause after a failure; each next one is twice as long.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How long the last confirmation may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// Gets updates until told to stop. Gives the number after the last that was taken in, to be confirmed once it was handled.
///
/// # Errors
/// When the token is not valid any more.
pub async fn run(client: &Client, intake: &Intake, mut stop: watch::Receiver<bool>) -> Result<Option<i64>, Failure> {
    let mut offset: Option<i64> = None;
    let mut pause = PAUSE;
    loop {
        let turn = async {
            intake.room().await;
            let updates = ask(client, offset, HOLD, HOLD_AND_SLACK).await?;
            let taken = intake.take(&updates).await.map_err(|error| {
                tracing::error!("updates could not be stored, and are left with Telegram: {error}");
                Failure::Lost("the store failed")
            })?;
            let last = updates.iter().filter_map(update::id).max();
            offset = last.map(|id| id + 1).or(offset);
            taken.handled().await;
            // Without a number there is nothing to confirm, and asking again at once would bring the same.
            if last.is_none() && !updates.is_empty() {
                return Err(Failure::Lost("updates without a number"));
            }
            Ok(())
        };
        let outcome = tokio::select! {
            outcome = turn => outcome,
            _ = stop.wait_for(|stop| *stop) => return Ok(offset),
        };
        match outcome {
            Ok(()) => {
                pause = PAUSE;
                continue;
            }
            Err(Failure::Unauthorised) => return Err(Failure::Unauthorised),
            Err(Failure::RetryAfter(wait)) => {
                tracing::warn!("Telegram asks to wait {} s for updates", wait.as_secs());
                sleep(wait, &mut stop).await;
                continue;
            }
            Err(Failure::Conflict(text)) if text.contains("webhook") => {
                tracing::warn!("a webhook is set for this bot; taking it away");
                if let Err(failure) = client.raw("deleteWebhook", &json!({}), SLACK).await {
                    tracing::warn!("the webhook could not be taken away: {failure}");
                }
            }
            Err(Failure::Conflict(_)) => tracing::error!("another program asks for the updates of this bot; stop one of them"),
            Err(failure) => tracing::warn!("no updates: {failure}; trying again"),
        }
        sleep(pause, &mut stop).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Confirms what was taken in, so that the next start need not skip it. It is in the store, so failing does no harm.
pub async fn confirm(client: &Client, offset: i64) {
    if let Err(failure) = ask(client, Some(offset), 0, FAREWELL).await {
        tracing::debug!("not confirmed: {failure}");
    }
}

const HOLD_AND_SLACK: Duration = Duration::from_secs(HOLD + SLACK.as_secs());

async fn ask(client: &Client, offset: Option<i64>, hold: u64, patience: Duration) -> Result<Vec<Value>, Failure> {
    let limit = if hold == 0 { 1 } else { BATCH };
    let mut body = json!({ "limit": limit, "timeout": hold, "allowed_updates": update::KINDS });
    if let (Some(offset), Some(fields)) = (offset, body.as_object_mut()) {
        fields.insert("offset".to_owned(), offset.into());
    }
    let result = client.unread("getUpdates", &body, patience).await?;
    let updates: Vec<Box<RawValue>> = serde_json::from_str(result.get()).map_err(|_| Failure::Lost("updates that are no list"))?;
    Ok(updates.iter().map(|raw| lenient::update(raw)).collect())
}

async fn sleep(wait: Duration, stop: &mut watch::Receiver<bool>) {
    tokio::select! {
        () = tokio::time::sleep(wait) => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}
