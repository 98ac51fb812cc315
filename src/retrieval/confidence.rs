//! How sure a well-ranked fact is the answer: a logistic function of how it fits and how far ahead it is.
//!
//! The coefficients are fitted to the project's own questions; see `tuning`.

use super::profile::Profile;
use super::question::{AtomKind, Question};
use super::ranking::Candidate;
use super::rules::supplies;
use super::tuning;
use crate::language::Wanted;

/// What confidence is computed from, in the order of [`tuning::CONFIDENCE`].
pub type Evidence = [f32; 25];

/// Gathers the evidence for a candidate. `rival` is the best score of another fact, `gap` that of a known gap.
#[must_use]
pub fn evidence(question: &Question, candidate: &Candidate, profile: &Profile, rival: f32, gap: f32) -> Evidence {
    let [accounts, asked, labelled, names, subject, time, wanted, bm25, _] = candidate.signals;
    let unexplained: Vec<f32> =
        question.atoms.iter().enumerate().filter(|(n, _)| candidate.account.explained >> n & 1 == 0).map(|(_, a)| a.weight).collect();
    // A kind of value that the question asks for first and the fact does not supply.
    let lacks = |kinds: &[Wanted]| {
        let asked = kinds.iter().any(|k| question.wants(*k));
        let strict = kinds.iter().any(|k| matches!(k, Wanted::HowMany | Wanted::HowMuch | Wanted::When));
        let other = !strict && question.wanted.iter().any(|w| supplies(profile, *w) && *w != Wanted::What);
        f32::from(u8::from(asked && !other && !kinds.iter().any(|k| supplies(profile, *k))))
    };
    // How much of the words beside names, times and numbers is accounted for.
    let weigh = |explained: bool| -> f32 {
        let words = question.atoms.iter().enumerate().filter(|(_, a)| matches!(a.kind, AtomKind::Words(_)));
        words.filter(|(n, _)| explained <= (candidate.account.explained >> n & 1 == 1)).map(|(_, a)| a.weight).sum()
    };
    let words = if weigh(false) < 0.3 { 0.7 } else { weigh(true) / weigh(false) };
    let lead = |other: f32| (candidate.score - other).clamp(-2.0, 3.0);
    [
        accounts,
        asked,
        labelled,
        names,
        subject,
        time,
        wanted,
        bm25,
        lead(rival),
        lead(gap),
        unexplained.iter().sum::<f32>().min(4.0),
        unexplained.iter().copied().fold(0.0, f32::max).min(1.5),
        lacks(&[Wanted::HowMuch, Wanted::HowMany]),
        lacks(&[Wanted::When]),
        lacks(&[Wanted::Where, Wanted::Who]),
        lacks(&[Wanted::Why]),
        question.weight(question.all()).min(8.0),
        words,
        (0.6 - accounts).max(0.0),
        f32::from(u8::from(question.wants(Wanted::Other))),
        (0.35 - asked).max(0.0),
        question.unknown / question.weight(question.all()).max(f32::EPSILON),
        (1.0 - accounts) * (1.0 - asked),
        unexplained.iter().copied().fold(0.0, f32::max).min(1.5) * (1.0 - asked),
        (0.5 - words).max(0.0),
    ]
}

/// The probability that the candidate is the answer.
#[must_use]
pub fn confidence(evidence: &Evidence) -> f32 {
    let sum: f32 = tuning::CONFIDENCE.iter().zip(evidence).map(|(w, x)| w * x).sum::<f32>() + tuning::CONFIDENCE_BASE;
    1.0 / (1.0 + (-sum).exp())
}
