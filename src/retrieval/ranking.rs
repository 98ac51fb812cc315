//! Ranks the candidates of a question by the sum of what the rules give.

use super::accounting::{Account, account};
use super::index::{FactIndex, Hit};
use super::profile::Profile;
use super::question::Question;
use super::rules::{Fit, Signals, score, signals};
use super::vocabulary::{TermId, Vocabulary};
use tantivy::TantivyError;

/// A ranked candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Position of its profile.
    pub profile: usize,
    /// What it accounts for.
    pub account: Account,
    /// What each rule gave.
    pub signals: Signals,
    /// The weighted sum.
    pub score: f32,
}

/// The candidates of a question, best first, at most `most`.
///
/// # Errors
/// When the index cannot be read.
pub fn rank(
    question: &Question,
    index: &FactIndex,
    list: &[Profile],
    vocabulary: &Vocabulary,
    most: usize,
) -> Result<Vec<Candidate>, TantivyError> {
    if question.terms.is_empty() {
        return Ok(Vec::new());
    }
    let hits = index.candidates(&question.terms, most)?;
    let best = hits.first().map_or(1.0, |h: &Hit| h.score.max(f32::EPSILON));
    let mut terms: Vec<(TermId, f32)> = question.terms.clone();
    terms.sort_unstable_by_key(|(t, _)| *t);
    let terms_weight: f32 = terms.iter().map(|(_, w)| w).sum::<f32>() + question.unknown;
    let mut ranked: Vec<Candidate> = hits
        .iter()
        .filter_map(|hit| {
            let profile = list.get(hit.profile)?;
            let account = account(question, profile, vocabulary);
            let signals = signals(&Fit { question, profile, account, bm25: hit.score / best, terms: &terms, terms_weight });
            Some(Candidate { profile: hit.profile, account, signals, score: score(&signals) })
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.profile.cmp(&b.profile)));
    Ok(ranked)
}
