//! What the bot must be told to run.

use crate::language::Language;
use std::net::SocketAddr;

/// What the bot must be told to run.
#[derive(Clone)]
pub struct Settings {
    /// The token that Telegram gave for the bot. Never shown.
    pub token: String,
    /// The Bot API server.
    pub api_url: String,
    /// The database, such as `sqlite:tongshang.db`.
    pub database: String,
    /// The language of chats that chose none; without one each question decides.
    pub language: Option<Language>,
    /// Who may have the base read again, by their user ids.
    pub admins: Vec<i64>,
    /// How updates come, when not by asking for them.
    pub webhook: Option<Webhook>,
}

/// How Telegram brings updates to us.
#[derive(Clone)]
pub struct Webhook {
    /// The address that Telegram posts to.
    pub url: String,
    /// Where we listen.
    pub listen: SocketAddr,
    /// What Telegram says to prove itself; one is made up when none is given.
    pub secret: Option<String>,
}

impl Webhook {
    /// Where other pages of the web server are found: the address without its path.
    #[must_use]
    pub fn root(&self) -> Option<String> {
        let url = reqwest::Url::parse(&self.url).ok()?;
        Some(url.origin().ascii_serialization())
    }
}
