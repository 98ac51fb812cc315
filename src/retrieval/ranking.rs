//! Ranks the candidates of a question by the sum of what the rules give.

use super::accounting::{Account, account};
use super::index::{FactIndex, Hit};
use super::profile::Profile;
use super::question::Question;
use super::rules::{Fit, Signals, Terms, score, signals};
use super::vocabulary::Vocabulary;
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

impl Candidate {
    /// How much of the question's weight it accounts for.
    #[must_use]
    pub fn accounts(&self) -> f32 {
        let [accounts, ..] = self.signals;
        accounts
    }

    /// How like the question is to the most like way of asking for it.
    #[must_use]
    pub fn asked(&self) -> f32 {
        let [_, asked, ..] = self.signals;
        asked
    }
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
    let terms = Terms::of(question);
    let mut ranked: Vec<Candidate> = hits
        .iter()
        .filter_map(|hit| {
            let profile = list.get(hit.profile)?;
            let account = account(question, profile, vocabulary);
            let signals = signals(&Fit::new(question, profile, account, hit.score / best, &terms));
            Some(Candidate { profile: hit.profile, account, signals, score: score(&signals) })
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.profile.cmp(&b.profile)));
    Ok(ranked)
}
