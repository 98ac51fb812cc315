//! Several places as one phrase: a place goes with the bigger one that it lies in, others stand side by side.

use super::draft::Draft;
use crate::knowledge::{Base, EntityRef};

/// The places of an event as a phrase: `Town Hall, Riverside` or `Riverside, Hilltop and Lakeside`.
pub(super) fn phrase(draft: &Draft<'_>, at: &[EntityRef]) -> String {
    let leaves: Vec<EntityRef> = at.iter().copied().filter(|place| !at.iter().any(|other| lies_in(draft.base, *other, *place))).collect();
    let around = |leaf: EntityRef| at.iter().copied().filter(move |place| lies_in(draft.base, leaf, *place));
    let common = |place: &EntityRef| leaves.iter().all(|leaf| lies_in(draft.base, *leaf, *place));
    let each: Vec<String> = leaves
        .iter()
        .map(|leaf| {
            around(*leaf)
                .filter(|place| !common(place))
                .fold(draft.names(&[*leaf]), |inner, outer| within(draft, "place-within", inner, outer))
        })
        .collect();
    let shared = at.iter().copied().filter(common);
    let key = if leaves.len() > 1 { "places-within" } else { "place-within" };
    shared.fold(draft.words.list(&each), |inner, outer| within(draft, key, inner, outer))
}

/// Adds a bigger place to a phrase that does not name it yet.
fn within(draft: &Draft<'_>, key: &str, inner: String, outer: EntityRef) -> String {
    let outer = draft.words.of(&draft.base[outer].name);
    if inner.contains(outer) {
        return inner;
    }
    draft.words.say(key, &[("inner", &inner), ("outer", outer)])
}

/// Whether a place lies in another, directly or through others.
fn lies_in(base: &Base, inner: EntityRef, outer: EntityRef) -> bool {
    inner != outer && base.around(inner).any(|whole| whole == outer)
}
