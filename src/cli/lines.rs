//! Lines of input of any length and encoding, in bounded memory.

use std::io::{self, BufRead, Read};

/// The most bytes of a line that are kept.
pub const LINE_LIMIT: usize = 64 * 1024;

/// The next line without its end: its first bytes, what is not UTF-8 replaced. `None` at the end of the input.
///
/// # Errors
/// When the input cannot be read.
pub fn next_line(input: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<Option<String>> {
    buffer.clear();
    let mut any = false;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|b| *b == b'\n');
        let piece = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
        let room = LINE_LIMIT.saturating_sub(buffer.len());
        buffer.extend_from_slice(piece.get(..room.min(piece.len())).unwrap_or_default());
        let used = end.map_or(available.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(any.then(|| String::from_utf8_lossy(buffer).into_owned()))
}

/// All of the input as one text: its first bytes, what is not UTF-8 replaced.
///
/// # Errors
/// When the input cannot be read.
pub fn whole(input: &mut impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    input.take(LINE_LIMIT as u64).read_to_end(&mut bytes)?;
    io::copy(input, &mut io::sink())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8]) -> Vec<String> {
        let mut buffer = Vec::new();
        let mut out = Vec::new();
        while let Some(line) = next_line(&mut input, &mut buffer).expect("a slice can be read") {
            out.push(line);
        }
        out
    }

    #[test]
    fn every_line_is_there() {
        assert_eq!(lines(b"a\r\n\n\xff\xfe\nlast"), ["a", "", "\u{fffd}\u{fffd}", "last"]);
        assert_eq!(lines(b"a\n"), ["a"]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn a_long_line_is_cut_and_the_next_one_whole() {
        let mut input = vec![b'x'; LINE_LIMIT * 3];
        input.extend_from_slice(b"\nnext\n");
        let lines = lines(&input);
        assert_eq!(lines.iter().map(String::len).collect::<Vec<_>>(), [LINE_LIMIT, 4]);
    }
}
