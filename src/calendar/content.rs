//! Content lines as they are written (RFC 5545, 3.1): escaped, folded, ended by CR LF.
//!
//! This is our own, and small: the `icalendar` crate writes last lines of 76 octets and more, and makes up DTSTAMP and UID of
//! alarms from the clock and from chance. A bad fold has made programs drop whole calendars.

/// The most octets of a line without its end.
const LONGEST: usize = 75;

/// A calendar that is being written.
#[derive(Debug, Default)]
pub(super) struct Content(String);

impl Content {
    /// Begins a component.
    pub(super) fn begin(&mut self, kind: &str) {
        self.raw("BEGIN", kind);
    }

    /// Ends it.
    pub(super) fn end(&mut self, kind: &str) {
        self.raw("END", kind);
    }

    /// A property of which the value is a TEXT (3.3.11). `name` may have parameters behind it.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut escaped = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', letter]),
                '\t' => escaped.push(letter),
                // No other control character may stand in a calendar (3.1, CONTROL).
                letter if letter.is_control() => {}
                letter => escaped.push(letter),
            }
        }
        self.raw(name, &escaped);
    }

    /// A property of which the value has nothing to escape.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            // What is escaped stays with its backslash, and a fold counts for the next line with its space.
            if octets + letter.len_utf8() + usize::from(letter == '\\') > LONGEST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// All that was written.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}
