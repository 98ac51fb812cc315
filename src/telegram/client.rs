//! Calls to the Bot API. The token is in the address of every call, so addresses are never shown.

use super::failure::Failure;
use super::lenient;
use reqwest::RequestBuilder;
use reqwest::multipart::{Form, Part};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::time::Duration;
use teloxide_core::payloads::SendDocument;
use teloxide_core::requests::Payload;

/// How long a call may take.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(10);

/// A file to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// What kind of file it is.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Calls to the Bot API.
pub struct Client {
    http: reqwest::Client,
    root: String,
}

impl Client {
    /// A client for the bot with this token on this server.
    ///
    /// # Errors
    /// When encryption cannot be set up.
    pub fn new(api_url: &str, token: &str) -> Result<Self, String> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|e| e.without_url().to_string())?;
        Ok(Self { http, root: format!("{}/bot{token}", api_url.trim_end_matches('/')) })
    }

    /// Makes a call with one of teloxide's payloads.
    ///
    /// # Errors
    /// When it was not carried out, or nobody knows.
    pub async fn call<P: Payload + Serialize + Sync>(&self, payload: &P) -> Result<Value, Failure> {
        let mut letters = P::NAME.chars();
        let name: String = letters.next().map(|c| c.to_ascii_lowercase()).into_iter().chain(letters).collect();
        self.raw(&name, payload, PATIENCE).await
    }

    /// Makes a call by name.
    ///
    /// # Errors
    /// When it was not carried out, or nobody knows.
    pub async fn raw(&self, method: &str, body: &(impl Serialize + Sync), patience: Duration) -> Result<Value, Failure> {
        let result = self.unread(method, body, patience).await?;
        lenient::value(result.get()).ok_or(Failure::Lost("a result that cannot be read"))
    }

    /// Makes a call by name whose result is to be read by the caller.
    ///
    /// # Errors
    /// When it was not carried out, or nobody knows.
    pub async fn unread(&self, method: &str, body: &(impl Serialize + Sync), patience: Duration) -> Result<Box<RawValue>, Failure> {
        let request = self.http.post(format!("{}/{method}", self.root)).timeout(patience).json(body);
        answer(request).await
    }

    /// Sends a file with a text under it.
    ///
    /// # Errors
    /// When it was not carried out, or nobody knows.
    pub async fn document(&self, payload: &SendDocument, file: &Document) -> Result<Value, Failure> {
        // The parameters go as parts of a form, those that are no texts as JSON.
        let mut form = Form::new();
        if let Ok(Value::Object(parameters)) = serde_json::to_value(payload) {
            for (name, value) in parameters.into_iter().filter(|(name, value)| name != "document" && !value.is_null()) {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                form = form.text(name, text);
            }
        }
        let part = Part::bytes(file.bytes.clone()).file_name(file.name.clone()).mime_str(file.kind);
        let form = form.part("document", part.map_err(|_| Failure::Refused("not a kind of file".to_owned()))?);
        let request = self.http.post(format!("{}/sendDocument", self.root)).timeout(PATIENCE).multipart(form);
        let result = answer(request).await?;
        lenient::value(result.get()).ok_or(Failure::Lost("a result that cannot be read"))
    }
}

/// What comes back for a request.
async fn answer(request: RequestBuilder) -> Result<Box<RawValue>, Failure> {
    let lost = |error: reqwest::Error| match () {
        () if error.is_connect() => Failure::Unreachable,
        () if error.is_timeout() => Failure::Lost("it took too long"),
        () => Failure::Lost("the connection broke"),
    };
    let response = request.send().await.map_err(lost)?;
    let status = response.status().as_u16();
    let body = response.bytes().await.map_err(lost)?;
    Failure::read(status, &body)
}
