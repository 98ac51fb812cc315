//! From bytes to content lines (RFC 5545, 3.1): unfolding, names, parameters.
//!
//! This is our own, since people have files that libraries refuse: at one line that is no property the parser of
//! `icalendar` gives up the whole file, and deep nesting overflows its stack; `calcard` tells no lines, and brings a second
//! database of time zones. Here a line that cannot be read is named by its number, and the rest is read.

use super::notice::{Complaint, Notice, Spot};

/// A property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, counted from 1.
    pub(super) number: usize,
    /// Its name in capitals.
    pub(super) name: String,
    params: Vec<(String, String)>,
    /// Its value as written.
    pub(super) value: String,
}

impl Line {
    /// The value of a parameter; `name` in capitals.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its value as a TEXT (3.3.11), with every run of spaces and line ends as one space.
    pub(super) fn text(&self) -> String {
        plain(&self.unescaped())
    }

    /// Its value as a name that nothing but control characters may be taken from.
    pub(super) fn exact(&self) -> String {
        self.unescaped().trim().chars().filter(|c| !c.is_control()).collect()
    }

    fn unescaped(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                letter => text.push(letter),
            }
        }
        text
    }
}

/// A text as one line: control characters are spaces, and a run of spaces is one.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The properties of a file. What is none is among the notices, a run of such lines as one.
pub(super) fn read(bytes: &[u8], notices: &mut Vec<Notice>) -> Vec<Line> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = Vec::new();
    for (number, line) in unfolded(bytes) {
        match std::str::from_utf8(&line).map_err(|_| Complaint::NotUtf8).and_then(|text| property(number, text)) {
            Ok(line) => lines.push(line),
            Err(complaint) => note(notices, number, complaint),
        }
    }
    lines
}

fn note(notices: &mut Vec<Notice>, number: usize, complaint: Complaint) {
    if let Some(Notice { spot: Spot::Lines(_, last), complaint: earlier }) = notices.last_mut()
        && *last + 1 == number
        && *earlier == complaint
    {
        *last = number;
        return;
    }
    notices.push(Notice { spot: Spot::Lines(number, number), complaint });
}

/// The lines of a file with folded ones put together, each with the number of its first. Lines may be ended by CR LF, LF or
/// CR, and folds may cut through a character (3.1).
fn unfolded(bytes: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, line) in (1..).zip(ended(bytes)) {
        match (line, lines.last_mut()) {
            ([], _) => {}
            ([b' ' | b'\t', rest @ ..], Some((_, last))) => last.extend_from_slice(rest),
            (line, _) => lines.push((number, line.to_vec())),
        }
    }
    lines
}

fn ended(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            rest = None;
            return Some(bytes);
        };
        let (line, after) = bytes.split_at(end);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..));
        Some(line)
    })
}

/// `name *(";" param) ":" value`.
fn property(number: usize, text: &str) -> Result<Line, Complaint> {
    let end = text.find([':', ';']).ok_or(Complaint::NoProperty)?;
    let (name, mut rest) = text.split_at(end);
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(Complaint::NoProperty);
    }
    let mut params = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let end = unquoted(after, &[':', ';']).ok_or(Complaint::NoProperty)?;
        let (param, next) = after.split_at(end);
        if let Some((key, value)) = param.split_once('=') {
            params.push((key.trim().to_ascii_uppercase(), caret(value.trim_matches('"'))));
        }
        rest = next;
    }
    let name = name.to_ascii_uppercase();
    let value = rest.strip_prefix(':').ok_or(Complaint::NoProperty)?.to_owned();
    let line = Line { number, name, params, value };
    // vCalendar 1.0 wrote texts so; read as they stand they would be gibberish.
    match line.param("ENCODING") {
        Some(encoding) if !encoding.eq_ignore_ascii_case("8BIT") => Err(Complaint::Encoded(line.name)),
        _ => Ok(line),
    }
}

/// Where one of these characters first stands outside of quotation marks.
fn unquoted(text: &str, ends: &[char]) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, letter)| {
        quoted ^= letter == '"';
        (!quoted && ends.contains(&letter)).then_some(at)
    })
}

/// The value of a parameter without the escapes of RFC 6868.
fn caret(value: &str) -> String {
    value.replace("^n", " ").replace("^'", "\"").replace("^^", "^")
}
