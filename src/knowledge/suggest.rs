//! Words for the help line of a problem: the closest known word, and lists of what is allowed.

/// The candidate closest to `word`, if one is close enough to be what was meant.
pub(super) fn closest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 4).clamp(1, 4);
    candidates
        .filter_map(|candidate| {
            let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
            if word.len().abs_diff(other.len()) > limit {
                return None;
            }
            let distance = distance(&word, &other);
            // A word of which nothing is left is no likeness.
            (distance <= limit && distance < word.len().max(other.len())).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The number of letters to insert, drop, replace or swap with their neighbour.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let mut best = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}

/// `` `a`, `b` or `c` ``
pub(super) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::from("nothing"),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// ``did you mean `a`?`` where something is close, else what `otherwise` says.
pub(super) fn did_you_mean<'c>(word: &str, candidates: impl Iterator<Item = &'c str>, otherwise: impl FnOnce() -> String) -> String {
    match closest(word, candidates) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => otherwise(),
    }
}
