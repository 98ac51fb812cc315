//! How sure a well-ranked fact is the answer: a logistic function of how it fits and how far ahead it is.
//!
//! The coefficients are fitted to the project's own questions; see `tuning`.

use super::profile::Profile;
use super::question::{AtomKind, Mask, Question};
use super::ranking::Candidate;
use super::rules::supplies;
use super::tuning;
use crate::language::Wanted;

/// What confidence is computed from, in the order of [`tuning::CONFIDENCE`].
pub type Evidence = [f32; 51];

/// The place of likeness to several ways of asking among the signals.
const OFTEN: usize = 9;

/// Gathers the evidence for a candidate. `rival` is the best score of another fact, `gap` the best known gap;
/// `of_sort` says that the fact links to something of the sort that is to be named.
#[must_use]
pub fn evidence(
    question: &Question,
    candidate: &Candidate,
    profile: &Profile,
    rival: f32,
    gap: Option<&Candidate>,
    of_sort: bool,
) -> Evidence {
    let [accounts, asked, labelled, names, subject, time, wanted, bm25, _, often, _] = candidate.signals;
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
    let nameless = f32::from(u8::from(question.names().next().is_none()));
    // What the question words ask about, and what of it the fact does not explain.
    let explained = candidate.account.explained;
    let heaviest = |mask: Mask| {
        let atoms = question.atoms.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1);
        atoms.map(|(_, a)| a.weight).fold(0.0, f32::max).min(1.5)
    };
    let share = |part: Mask, whole: Mask| question.weight(part) / question.weight(whole).max(f32::EPSILON);
    // How much better the gap is asked for, and what it explains that the fact does not.
    let (gap_asked, gap_accounts, gap_labelled, gap_more, fact_more, gap_focus) = gap.map_or((-0.5, -0.5, -0.5, 0.0, 0.0, 0.0), |gap| {
        let more = gap.account.explained & !explained;
        (
            (gap.signals[1] - asked).clamp(-0.5, 0.5),
            (gap.signals[0] - accounts).clamp(-0.5, 0.5),
            (gap.signals[2] - labelled).clamp(-0.5, 0.5),
            question.weight(more).min(2.0),
            question.weight(explained & !gap.account.explained).min(2.0),
            heaviest(question.focus & more),
        )
    });
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
        lead(gap.map_or(0.0, |g| g.score)),
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
        heaviest(question.focus & !explained),
        share(question.focus & !explained, question.focus),
        lacks(&[Wanted::Who]),
        lacks(&[Wanted::Where]),
        gap_asked,
        gap_accounts,
        gap_labelled,
        gap_more,
        fact_more,
        gap_focus,
        heaviest(question.focus & !explained) * (1.0 - asked),
        f32::from(u8::from(profile.metric.is_some())) * (1.0 - accounts),
        often,
        gap.map_or(-0.5, |g| (g.signals[OFTEN] - often).clamp(-0.5, 0.5)),
        nameless,
        nameless * (1.0 - asked),
        (2.0 - question.weight(question.all())).max(0.0),
        question.weight(candidate.account.around & !candidate.account.own).min(2.5),
        f32::from(u8::from(of_sort)),
        f32::from(u8::from(of_sort)) * gap_asked,
        candidate.cover.recall,
        candidate.cover.precision,
        candidate.cover.union,
        gap.map_or(-0.5, |g| (g.cover.recall - candidate.cover.recall).clamp(-0.5, 0.5)),
        gap.map_or(-0.5, |g| (g.cover.precision - candidate.cover.precision).clamp(-0.5, 0.5)),
        gap.map_or(-0.5, |g| (g.cover.union - candidate.cover.union).clamp(-0.5, 0.5)),
    ]
}

/// The probability that the candidate is the answer.
#[must_use]
pub fn confidence(evidence: &Evidence) -> f32 {
    let sum: f32 = tuning::CONFIDENCE.iter().zip(evidence).map(|(w, x)| w * x).sum::<f32>() + tuning::CONFIDENCE_BASE;
    1.0 / (1.0 + (-sum).exp())
}
