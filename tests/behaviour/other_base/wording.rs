//! The texts of source and data files: what stands between quotation marks, and what is no comment.

/// The string literals of Rust source, escapes left as they are; comments are not looked at.
pub fn rust_strings(source: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '/' if after.starts_with('/') => after.split_once('\n').map_or("", |(_, next)| next),
            '/' if after.starts_with('*') => after.split_once("*/").map_or("", |(_, next)| next),
            // A character, not a lifetime.
            '\'' if after.starts_with('\\') => after.get(2..).and_then(|tail| tail.split_once('\'')).map_or("", |(_, next)| next),
            '\'' => after.char_indices().nth(1).filter(|(_, c)| *c == '\'').map_or(after, |(at, _)| &after[at + 1..]),
            'r' if after.starts_with('"') || after.starts_with("#\"") || after.starts_with("##\"") => {
                let hashes: String = after.chars().take_while(|c| *c == '#').collect();
                let (inside, next) = after[hashes.len() + 1..].split_once(&format!("\"{hashes}")).unwrap_or(("", ""));
                strings.push(inside.to_owned());
                next
            }
            '"' => {
                let mut escaped = false;
                let end = after.char_indices().find(|(_, c)| {
                    let ends = *c == '"' && !escaped;
                    escaped = *c == '\\' && !escaped;
                    ends
                });
                let end = end.map_or(after.len(), |(at, _)| at);
                strings.push(after[..end].to_owned());
                after.get(end + 1..).unwrap_or("")
            }
            _ => after,
        };
    }
    strings
}

/// The lines of a TOML or Fluent file that are no comments.
pub fn data_texts(source: &str) -> Vec<String> {
    source.lines().filter(|line| !line.trim_start().starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn strings_are_found_and_comments_are_not() {
    let source = "let a = \"one\"; // \"no\"\nlet b = 'x'; let c: &'static str = r#\"t\"w\"o\"#; let d = '\"'; /* \"no\" */ f(\"th\\\"ree\", '\\'', \"four\")";
    assert_eq!(rust_strings(source), ["one", "t\"w\"o", "th\\\"ree", "four"]);
}
