//! Ranks the candidates of a question by the sum of what the rules give.

use super::accounting::{Account, account};
use super::asks::Terms;
use super::derived::Item;
use super::index::{FactIndex, Hit};
use super::names::Named;
use super::profile::Profile;
use super::question::Question;
use super::rules::{Cover, Fit, Signals, score, signals};
use super::tuning;
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
    /// How far the question and the ways of asking for it cover each other.
    pub cover: Cover,
}

impl Candidate {
    /// How much of the question's weight it accounts for.
    #[must_use]
    pub fn accounts(&self) -> f32 {
        let [accounts, ..] = self.signals;
        accounts
    }

    /// How like the question is to its label.
    #[must_use]
    pub fn labelled(&self) -> f32 {
        let [_, _, labelled, ..] = self.signals;
        labelled
    }

    /// How like the question is to the most like way of asking for it.
    #[must_use]
    pub fn asked(&self) -> f32 {
        let [_, asked, ..] = self.signals;
        asked
    }
}

/// Figures that state a number of the question, apart from those that its words have found.
fn stating(question: &Question, list: &[Profile], found: &[Hit]) -> Vec<Hit> {
    let telling: Vec<_> = question
        .numbers()
        .map(|(_, number)| number)
        .filter(|n| n.percent || n.value > tuning::SMALL_NUMBER.into())
        .map(|n| n.value)
        .collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let states = |profile: &Profile| {
        profile.metric.is_some() && matches!(profile.item, Item::Fact(_)) && telling.iter().any(|n| profile.numbers.contains(n))
    };
    let stating = list.iter().enumerate().filter(|(at, profile)| states(profile) && found.iter().all(|hit| hit.profile != *at));
    stating.map(|(profile, _)| Hit { profile, score: 0.0 }).collect()
}

/// Events and initiatives that the question names, apart from those that its words have found: what belongs to an event says
/// its name too, and may leave it no place.
fn named(question: &Question, list: &[Profile], found: &[Hit]) -> Vec<Hit> {
    let facts = question.names().flat_map(|(_, named)| named).filter_map(|n| if let Named::Fact(at) = n { Some(at.index()) } else { None });
    let mut named: Vec<usize> = facts.filter(|at| *at < list.len() && found.iter().all(|hit| hit.profile != *at)).collect();
    named.sort_unstable();
    named.dedup();
    named.into_iter().map(|profile| Hit { profile, score: 0.0 }).collect()
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
    let mut hits = index.candidates(&question.terms, most)?;
    hits.extend(stating(question, list, &hits));
    hits.extend(named(question, list, &hits));
    let best = hits.first().map_or(1.0, |h: &Hit| h.score.max(f32::EPSILON));
    let terms = Terms::of(question);
    let mut ranked: Vec<Candidate> = hits
        .iter()
        .filter_map(|hit| {
            let profile = list.get(hit.profile)?;
            let account = account(question, profile, vocabulary);
            let fit = Fit::new(question, profile, account, hit.score / best, &terms);
            let signals = signals(&fit);
            Some(Candidate { profile: hit.profile, account, signals, score: score(&signals), cover: fit.cover })
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.profile.cmp(&b.profile)));
    Ok(ranked)
}
