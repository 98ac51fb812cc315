//! The interface texts: the same messages with the same arguments in both languages, all of them used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Messages = BTreeMap<String, BTreeSet<String>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reply")
}

/// The messages of a file with the arguments that they name.
fn messages(file: &str) -> Result<Messages, std::io::Error> {
    let text = fs::read_to_string(folder().join(file))?;
    let mut messages = Messages::new();
    let mut current = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with([' ', '}'])
            && let Some((key, _)) = line.split_once(" =")
        {
            current = Some(key.to_owned());
            assert!(messages.insert(key.to_owned(), BTreeSet::new()).is_none(), "`{key}` is there twice in {file}");
        }
        let Some(arguments) = current.as_ref().and_then(|key| messages.get_mut(key)) else {
            continue;
        };
        for part in line.split('$').skip(1) {
            arguments.insert(part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect());
        }
    }
    Ok(messages)
}

#[test]
fn both_languages_have_the_same_messages() -> Result<(), std::io::Error> {
    let (zh, en) = (messages("zh.ftl")?, messages("en.ftl")?);
    let missing = |a: &Messages, b: &Messages| a.keys().filter(|key| !b.contains_key(*key)).cloned().collect::<Vec<_>>();
    assert_eq!(missing(&zh, &en), Vec::<String>::new(), "missing in en.ftl");
    assert_eq!(missing(&en, &zh), Vec::<String>::new(), "missing in zh.ftl");
    Ok(())
}

/// Every string literal of the room's code that looks like the key of a message.
fn keys_in_code() -> Result<BTreeSet<String>, std::io::Error> {
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let code = fs::read_to_string(path)?;
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| line.split('"').skip(1).step_by(2))
        {
            keys.insert(literal.to_owned());
        }
    }
    Ok(keys)
}

#[test]
fn every_message_is_used() -> Result<(), std::io::Error> {
    let used = keys_in_code()?;
    let unused: Vec<String> = messages("zh.ftl")?.into_keys().filter(|key| !used.contains(key)).collect();
    assert_eq!(unused, Vec::<String>::new());
    Ok(())
}

#[test]
fn every_key_in_code_is_a_message_or_an_argument() -> Result<(), std::io::Error> {
    let messages = messages("zh.ftl")?;
    let english = self::messages("en.ftl")?;
    let arguments: BTreeSet<&String> = messages.values().chain(english.values()).flatten().collect();
    let is_known = |key: &String| messages.contains_key(key) || arguments.contains(key);
    let looks_like_a_key = |key: &String| key.len() > 2 && key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let unknown: Vec<String> = keys_in_code()?.into_iter().filter(|key| looks_like_a_key(key) && !is_known(key)).collect();
    assert_eq!(unknown, Vec::<String>::new());
    Ok(())
}

#[test]
fn no_interface_text_stands_in_code() -> Result<(), std::io::Error> {
    let texts: Vec<String> = keys_in_code()?.into_iter().filter(|text| !text.is_ascii() || text.trim().contains(' ')).collect();
    // The one sentence that is meant for developers.
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.contains("could not be read")).collect();
    assert_eq!(texts, Vec::<String>::new());
    Ok(())
}
