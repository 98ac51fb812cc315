//! Who may change what a group follows: its administrators.

use super::client::{Client, PATIENCE};
use serde_json::{Value, json};

/// The account that stands for administrators who stay unnamed.
const UNNAMED: i64 = 1_087_968_824;

/// Whether someone is an administrator of a group. Where Telegram does not say, nobody is.
pub async fn is_administrator(client: &Client, chat: i64, user: i64) -> bool {
    if user == UNNAMED {
        return true;
    }
    let member = client.raw("getChatMember", &json!({ "chat_id": chat, "user_id": user }), PATIENCE).await;
    let status = member.ok().and_then(|member| member.get("status").and_then(Value::as_str).map(str::to_owned));
    matches!(status.as_deref(), Some("creator" | "administrator"))
}
