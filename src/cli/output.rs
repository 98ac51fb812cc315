//! Writing to standard output, line by line, until nobody reads any more.

use std::io::{self, StdoutLock, Write, stdout};

/// Standard output.
pub struct Output(StdoutLock<'static>);

impl Output {
    /// Takes standard output for the rest of the run.
    #[must_use]
    pub fn new() -> Self {
        Self(stdout().lock())
    }

    /// Writes a line and sends it off.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())?;
        self.0.write_all(b"\n")?;
        self.0.flush()
    }

    /// Writes without ending the line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn piece(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())?;
        self.0.flush()
    }

    /// Writes a value as one line of JSON.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn object(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string(value)?;
        Ok(self.line(&text)?)
    }
}

/// Whether an error only says that the reader of the output has gone.
#[must_use]
pub fn nobody_reads(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<io::Error>()).any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
