//! Ids of the records that a calendar gives.

use super::export::{OWN, uid};
use crate::knowledge::Base;
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest id that is made, in bytes: buttons of the bot carry ids.
const LONGEST: usize = 40;
/// The longest that is taken from a UID of our own, in bytes.
const LONGEST_OWN: usize = 56;
/// The length of what tells apart two ids that would be the same.
const MARK: usize = 8;

/// A text as an id: small letters, digits and single hyphens between them; empty where it has none of these.
pub(super) fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// An id of a text that is not among `taken`, and is the same in every run: `kind` stands for a text without a letter, and
/// what is too long or taken gets a mark that follows from the text.
pub(super) fn id(kind: &str, text: &str, taken: impl Fn(&str) -> bool) -> String {
    let plain = slug(text);
    if !plain.is_empty() && plain.len() <= LONGEST && !taken(&plain) {
        return plain;
    }
    let stem = if plain.is_empty() { kind } else { &plain };
    let stem = stem.get(..stem.len().min(LONGEST - MARK - 1)).unwrap_or(kind).trim_end_matches('-');
    let marked = (0_u32..).map(|salt| format!("{stem}-{:08x}", hash(text, salt)));
    // Only as many can be taken as there are records, so that this ends.
    marked.into_iter().find(|id| !taken(id)).unwrap_or_else(|| stem.to_owned())
}

/// FNV-1a of 32 bits: short, and the same in every version of the program, which ids have to be.
fn hash(text: &str, salt: u32) -> u32 {
    let bytes = text.bytes().chain(salt.to_le_bytes().into_iter().take(if salt == 0 { 0 } else { 4 }));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The id in a UID of our own; the longest of the base are shorter than what buttons carry.
fn own(uid: &str) -> Option<&str> {
    uid.strip_suffix(OWN).filter(|id| id.len() <= LONGEST_OWN && slug(id) == *id && !id.is_empty())
}

/// The ids of events by their UIDs: the one that the base has for it, else for a UID of our own the id in it, else one made
/// of the UID. Of UIDs that would have the same id each gets a mark, so that the order of the file does not matter.
pub(super) fn of_events<'u>(uids: &[&'u str], base: &Base) -> FxHashMap<&'u str, String> {
    let known: FxHashMap<String, &str> = base.events().map(|(_, fact, event)| (uid(fact, event), fact.id.as_str())).collect();
    // A foreign UID that looks like one of our own must not take the place of what is no event.
    let may_be = |id: &str| base.fact(id).map_or(base.handle(id).is_none(), |at| base.event(at).is_some());
    let mut ids: FxHashMap<&str, String> = FxHashMap::default();
    let mut used: FxHashSet<String> = FxHashSet::default();
    let by_base = uids.iter().filter_map(|uid| Some((*uid, *known.get(*uid)?)));
    let by_name = uids.iter().filter_map(|uid| Some((*uid, own(uid).filter(|id| may_be(id))?)));
    for (uid, id) in by_base.chain(by_name) {
        if !ids.contains_key(uid) && used.insert(id.to_owned()) {
            ids.insert(uid, id.to_owned());
        }
    }
    let mut count: FxHashMap<String, usize> = FxHashMap::default();
    for uid in uids {
        *count.entry(slug(uid)).or_default() += 1;
    }
    for uid in uids {
        if ids.contains_key(uid) {
            continue;
        }
        let shared = |id: &str| count.get(id).is_some_and(|count| *count > 1);
        let id = id("event", uid, |id| base.handle(id).is_some() || shared(id) || used.contains(id));
        used.insert(id.clone());
        ids.insert(uid, id);
    }
    ids
}
