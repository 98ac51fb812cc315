//! What can become of a call.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::time::Duration;

/// The longest wait that is taken as said.
const LONGEST_WAIT: u64 = 24 * 3600;

/// Why a call did not do what it was to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Too many calls; wait.
    #[error("asked to wait {} s", .0.as_secs())]
    RetryAfter(Duration),
    /// The group became a supergroup with another id.
    #[error("the chat has moved")]
    Moved(i64),
    /// The chat does not exist any more, or does not want us.
    #[error("the chat is gone: {0}")]
    Gone(String),
    /// The message is already as it should be.
    #[error("not modified")]
    NotModified,
    /// Telegram will not do this, now or later.
    #[error("refused: {0}")]
    Refused(String),
    /// The token is not valid.
    #[error("the token is not valid")]
    Unauthorised,
    /// Someone else asks for this bot's updates, or a webhook is set.
    #[error("conflict: {0}")]
    Conflict(String),
    /// The server failed.
    #[error("the server failed ({0})")]
    Server(u16),
    /// The server cannot be reached; the call was not carried out.
    #[error("no connection")]
    Unreachable,
    /// No answer that could be read; the call may have been carried out all the same.
    #[error("no answer: {0}")]
    Lost(&'static str),
}

/// The frame of every answer of the Bot API.
#[derive(Deserialize)]
pub(super) struct Frame {
    ok: bool,
    result: Option<Box<RawValue>>,
    error_code: Option<i64>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Failure {
    /// Whether the same call may succeed later.
    pub fn passes(&self) -> bool {
        matches!(self, Self::RetryAfter(_) | Self::Server(_) | Self::Lost(_) | Self::Unreachable | Self::Conflict(_))
    }

    /// What an answer says.
    pub(super) fn read(status: u16, body: &[u8]) -> Result<Box<RawValue>, Self> {
        let Ok(frame) = serde_json::from_str::<Frame>(&String::from_utf8_lossy(body)) else {
            return Err(match status {
                429 => Self::RetryAfter(Duration::from_secs(1)),
                500.. => Self::Server(status),
                401 => Self::Unauthorised,
                _ => Self::Lost("not the JSON of the Bot API"),
            });
        };
        if frame.ok {
            return frame.result.ok_or(Self::Lost("an answer without a result"));
        }
        Err(Self::of(status, &frame))
    }

    fn of(status: u16, frame: &Frame) -> Self {
        let code = frame.error_code.and_then(|c| u16::try_from(c).ok()).unwrap_or(status);
        let description = frame.description.clone().unwrap_or_default();
        let parameters = frame.parameters.as_ref();
        if let Some(to) = parameters.and_then(|p| p.migrate_to_chat_id) {
            return Self::Moved(to);
        }
        if code == 429 || parameters.is_some_and(|p| p.retry_after.is_some()) {
            let wait = parameters.and_then(|p| p.retry_after).unwrap_or(1).clamp(1, LONGEST_WAIT);
            return Self::RetryAfter(Duration::from_secs(wait));
        }
        let lower = description.to_lowercase();
        let has = |part: &str| lower.contains(part);
        match code {
            401 => Self::Unauthorised,
            403 => Self::Gone(description),
            404 if !has("chat") && !has("message") => Self::Unauthorised,
            409 => Self::Conflict(description),
            500.. => Self::Server(code),
            _ if has("message is not modified") => Self::NotModified,
            _ if has("chat not found")
                || lower.starts_with("forbidden")
                || has("user is deactivated")
                || has("group chat was deactivated") =>
            {
                Self::Gone(description)
            }
            _ => Self::Refused(description),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Failure {
        Failure::read(status, body.as_bytes()).expect_err("a failure")
    }

    #[test]
    fn each_refusal_is_what_it_says() {
        let wait = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#;
        assert_eq!(read(429, wait), Failure::RetryAfter(Duration::from_secs(7)));
        let moved = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded","parameters":{"migrate_to_chat_id":-1007}}"#;
        assert_eq!(read(400, moved), Failure::Moved(-1007));
        let gone =
            ["Forbidden: bot was blocked by the user", "Forbidden: bot was kicked from the group chat", "Forbidden: user is deactivated"];
        for text in gone {
            assert!(matches!(read(403, &format!(r#"{{"ok":false,"error_code":403,"description":"{text}"}}"#)), Failure::Gone(_)));
        }
        assert!(matches!(read(400, r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#), Failure::Gone(_)));
        let same =
            r#"{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: specified new content is the same"}"#;
        assert_eq!(read(400, same), Failure::NotModified);
        assert_eq!(read(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#), Failure::Unauthorised);
        assert_eq!(read(404, r#"{"ok":false,"error_code":404,"description":"Not Found"}"#), Failure::Unauthorised);
        assert!(read(409, r#"{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}"#).passes());
    }

    #[test]
    fn what_cannot_be_read_may_have_been_done() {
        assert_eq!(read(200, "<html>"), Failure::Lost("not the JSON of the Bot API"));
        assert_eq!(read(502, "<html>Bad Gateway</html>"), Failure::Server(502));
        assert_eq!(read(429, ""), Failure::RetryAfter(Duration::from_secs(1)));
    }
}
