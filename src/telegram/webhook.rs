//! Updates that Telegram brings: one route, a secret, a limit, and a page that says that all is well. The answer goes out when
//! the update was handled, or is kept.

use super::Now;
use super::beside::Besides;
use super::client::{Client, PATIENCE};
use super::intake::Intake;
use super::office::Office;
use super::settings::Webhook;
use super::{lenient, update};
use crate::store::Store;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The most bytes of an update.
const LARGEST: usize = 1 << 20;
/// How many updates Telegram may bring at once.
const AT_ONCE: u8 = 40;
/// The header with the secret.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The longest pause between two attempts to tell Telegram where we are.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What calendar feeds are made of.
#[derive(Clone)]
pub struct Feeds {
    /// The desk in service.
    pub office: Arc<Office>,
    /// The store.
    pub store: Arc<dyn Store>,
    /// The clock.
    pub now: Now,
}

struct Door {
    intake: Arc<Intake>,
    secret: String,
}

/// Takes updates at the door until told to stop.
///
/// # Errors
/// When the address cannot be listened on, or no secret can be made up.
pub async fn run(
    client: Arc<Client>,
    intake: Arc<Intake>,
    feeds: Feeds,
    webhook: &Webhook,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let secret = match &webhook.secret {
        Some(secret) => secret.clone(),
        None => made_up().map_err(io::Error::other)?,
    };
    let listener = TcpListener::bind(webhook.listen).await?;
    let announced = tokio::spawn(announce(client, webhook.url.clone(), secret.clone(), stop.clone()));
    let outcome = axum::serve(listener, router(intake, feeds, &webhook.url, secret))
        .with_graceful_shutdown(async move {
            let _ = stop.wait_for(|stop| *stop).await;
        })
        .await;
    announced.abort();
    outcome
}

fn router(intake: Arc<Intake>, feeds: Feeds, url: &str, secret: String) -> Router {
    let path = reqwest::Url::parse(url).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned());
    let door = Arc::new(Door { intake, secret });
    // A path may hold what a route would take for a placeholder.
    let taken = move |uri: axum::http::Uri, door, headers, body| async move {
        if uri.path() == path { take(door, headers, body).await } else { StatusCode::NOT_FOUND }
    };
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/calendar/{file}", get(calendar).with_state(feeds))
        .fallback_service(post(taken).layer(DefaultBodyLimit::max(LARGEST)).with_state(door))
}

/// A calendar that someone subscribed to. Whether an address was never given or is taken away is not told.
async fn calendar(State(feeds): State<Feeds>, Path(file): Path<String>) -> Response {
    let desk = feeds.office.desk();
    let besides = Besides { desk: &desk, store: &*feeds.store, feeds: None };
    let token = file.strip_suffix(".ics").unwrap_or_default();
    match besides.feed(token, &(feeds.now)()).await {
        Ok(Some(text)) => {
            ([("content-type", "text/calendar; charset=utf-8"), ("cache-control", "private, max-age=900")], text).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!("a calendar could not be made: {error}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn take(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let said = headers.get(SECRET).map(|value| value.as_bytes()).unwrap_or_default();
    if !bool::from(said.ct_eq(door.secret.as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    let Some(update) = lenient::value(&String::from_utf8_lossy(&body)) else {
        return StatusCode::BAD_REQUEST;
    };
    door.intake.room().await;
    match door.intake.take(&[update]).await {
        Ok(taken) => {
            taken.handled().await;
            StatusCode::OK
        }
        Err(error) => {
            tracing::error!("an update could not be stored, and is left with Telegram: {error}");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// Tells Telegram where we are, again and again until it has heard.
async fn announce(client: Arc<Client>, url: String, secret: String, mut stop: watch::Receiver<bool>) {
    let mut pause = Duration::from_secs(1);
    let body = json!({ "url": url, "secret_token": secret, "max_connections": AT_ONCE, "allowed_updates": update::KINDS });
    loop {
        match client.raw("setWebhook", &body, PATIENCE).await {
            Ok(_) => return tracing::info!("the webhook is set"),
            Err(failure) => tracing::error!("the webhook could not be set: {failure}; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(LONGEST_PAUSE),
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

fn made_up() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
