//! What the Bot API demands of a call: known and required parameters, types (nested ones too), lengths, markup, buttons.
//! `bot-api.json` holds the parameters of the methods that the bot may use and their types, as published.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Fields = BTreeMap<String, (bool, Vec<String>)>;

#[derive(Deserialize)]
struct Kind {
    #[serde(default)]
    subtypes: Vec<String>,
    fields: Fields,
}

#[derive(Deserialize)]
struct Api {
    methods: BTreeMap<String, Fields>,
    types: BTreeMap<String, Kind>,
}

static API: LazyLock<Api> = LazyLock::new(|| serde_json::from_str(include_str!("bot-api.json")).expect("the Bot API"));

const TAGS: [&str; 14] = ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre"];

/// The name of a method as published; methods are called without regard to case.
pub fn method(name: &str) -> Option<&'static str> {
    API.methods.keys().find(|known| known.eq_ignore_ascii_case(name)).map(String::as_str)
}

/// A parameter that came as a part of a form: what is no text is JSON there.
pub fn from_form(method: &str, name: &str, text: &str) -> Value {
    let kinds = API.methods.get(method).and_then(|fields| fields.get(name)).map(|(_, kinds)| kinds.as_slice()).unwrap_or_default();
    let plain = || Value::String(text.to_owned());
    if kinds.iter().all(|kind| kind == "String") { plain() } else { serde_json::from_str(text).unwrap_or_else(|_| plain()) }
}

/// All that is wrong with a call.
pub fn faults(method: &str, parameters: &Map<String, Value>) -> Vec<String> {
    let Some(fields) = API.methods.get(method) else {
        return vec![format!("unknown method {method}")];
    };
    let mut faults = Vec::new();
    fields_faults(parameters, fields, method, &mut faults);
    text_faults(parameters, &mut faults);
    button_faults(parameters, &mut faults);
    command_faults(parameters, &mut faults);
    faults
}

fn fields_faults(given: &Map<String, Value>, fields: &Fields, path: &str, faults: &mut Vec<String>) {
    for name in given.keys().filter(|name| !fields.contains_key(*name)) {
        faults.push(format!("{path}: unknown {name}"));
    }
    for (name, (required, kinds)) in fields {
        match given.get(name) {
            None if *required => faults.push(format!("{path}: {name} is missing")),
            None => {}
            Some(value) if kinds.iter().any(|kind| fits(value, kind, &format!("{path}.{name}"), faults)) => {}
            Some(_) => faults.push(format!("{path}.{name}: not {kinds:?}")),
        }
    }
}

fn fits(value: &Value, kind: &str, path: &str, faults: &mut Vec<String>) -> bool {
    if let Some(inner) = kind.strip_prefix("Array of ") {
        let is = |item: &Value, faults: &mut Vec<String>| inner.split(" and ").any(|part| fits(item, part, path, faults));
        return value.as_array().is_some_and(|list| list.iter().all(|item| is(item, faults)));
    }
    match kind {
        "Integer" => value.is_i64() || value.is_u64(),
        "Float" => value.is_number(),
        "Boolean" => value.is_boolean(),
        "True" => value == &Value::Bool(true),
        "String" | "InputFile" => value.is_string(),
        _ => {
            let (Some(kind), Some(object)) = (API.types.get(kind), value.as_object()) else {
                return false;
            };
            if kind.subtypes.is_empty() {
                fields_faults(object, &kind.fields, path, faults);
                return true;
            }
            kind.subtypes.iter().filter_map(|name| API.types.get(name)).any(|kind| {
                let mut inner = Vec::new();
                fields_faults(object, &kind.fields, path, &mut inner);
                inner.is_empty()
            })
        }
    }
}

/// What people see of a text in HTML; else what is wrong with it.
pub fn seen(html: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '&']) {
        out.push_str(&rest[..at]);
        let from = &rest[at..];
        let end = |mark| from.find(mark).ok_or_else(|| format!("`{}` has no end", &from[..1]));
        rest = match &from[..1] {
            "&" => {
                let end = end(';')?;
                out.push_str(match &from[..=end] {
                    "&lt;" => "<",
                    "&gt;" => ">",
                    "&amp;" => "&",
                    "&quot;" => "\"",
                    other => return Err(format!("unknown entity {other}")),
                });
                &from[end + 1..]
            }
            "<" => {
                let end = end('>')?;
                let inner = &from[1..end];
                match inner.strip_prefix('/') {
                    Some(name) if open.last().is_some_and(|last| last == name) => drop(open.pop()),
                    Some(name) => return Err(format!("unmatched </{name}>")),
                    None => {
                        let name = inner.split_whitespace().next().unwrap_or_default();
                        if !TAGS.contains(&name) {
                            return Err(format!("unsupported <{name}>"));
                        }
                        open.push(name.to_owned());
                    }
                }
                &from[end + 1..]
            }
            _ => return Err("a bare `>`".into()),
        };
    }
    out.push_str(rest);
    if open.is_empty() { Ok(out) } else { Err(format!("unclosed {open:?}")) }
}

fn text_faults(parameters: &Map<String, Value>, faults: &mut Vec<String>) {
    let nested = parameters.get("results").and_then(Value::as_array).into_iter().flatten();
    let contents = nested.filter_map(|result| result.get("input_message_content")?.as_object());
    let longest = [("text", 4096), ("caption", 1024), ("message_text", 4096)];
    for part in std::iter::once(parameters).chain(contents) {
        let is_html = part.get("parse_mode").and_then(Value::as_str).is_some_and(|mode| mode.eq_ignore_ascii_case("html"));
        for (key, longest) in longest {
            let Some(text) = part.get(key).and_then(Value::as_str) else {
                continue;
            };
            // The notice of an answered button is no message.
            let longest = if parameters.contains_key("callback_query_id") { 200 } else { longest };
            match if is_html { seen(text) } else { Ok(text.to_owned()) } {
                Err(fault) => faults.push(format!("{key}: can't parse entities: {fault}")),
                Ok(seen) if seen.trim().is_empty() => faults.push(format!("{key}: message text is empty")),
                Ok(seen) if seen.encode_utf16().count() > longest => faults.push(format!("{key}: message is too long")),
                Ok(_) => {}
            }
        }
    }
}

fn button_faults(parameters: &Map<String, Value>, faults: &mut Vec<String>) {
    let rows = parameters.get("reply_markup").and_then(|m| m.get("inline_keyboard")).and_then(Value::as_array);
    for button in rows.into_iter().flatten().filter_map(Value::as_array).flatten().filter_map(Value::as_object) {
        let data = button.get("callback_data").and_then(Value::as_str);
        if data.is_some_and(|data| data.is_empty() || data.len() > 64) {
            faults.push(format!("BUTTON_DATA_INVALID: {data:?}"));
        }
        if button.get("text").and_then(Value::as_str).is_none_or(|text| text.trim().is_empty()) {
            faults.push("a button without a text".into());
        }
        if button.keys().filter(|key| *key != "text").count() != 1 {
            faults.push(format!("a button needs exactly one action: {button:?}"));
        }
    }
}

fn command_faults(parameters: &Map<String, Value>, faults: &mut Vec<String>) {
    let commands = parameters.get("commands").and_then(Value::as_array);
    let text = |command: &Value, key: &str| command.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    for command in commands.into_iter().flatten() {
        let (name, description) = (text(command, "command"), text(command, "description"));
        let right = (1..=32).contains(&name.len()) && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !right || !(1..=256).contains(&description.chars().count()) {
            faults.push(format!("BOT_COMMAND_INVALID: {name}"));
        }
    }
    for (key, longest) in [("description", 512), ("short_description", 120)] {
        if text(&Value::Object(parameters.clone()), key).chars().count() > longest {
            faults.push(format!("{key} is too long"));
        }
    }
    let results = parameters.get("results").and_then(Value::as_array).map_or(0, Vec::len);
    if results > 50 {
        faults.push("too many results".into());
    }
}
