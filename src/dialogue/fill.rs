//! Trying the full questions that a follow-up may stand for.

use super::chat::Context;
use super::follow::{Before, Shape, tells, variants};
use super::speak::{Dialogue, Turn, is_answer};
use crate::knowledge::{Kind, Metric, Text};
use crate::language::{Language, Wanted};
use crate::retrieval::{Answer, Asked, AtomKind, EngineError, Item, Question, Reason};
use jiff::civil::Date;

impl Dialogue {
    /// The full questions first; the question alone when none of them is answered.
    pub(super) fn lean_first(
        &self,
        context: &Context,
        question: Question,
        text: &str,
        shape: &Shape,
        language: Language,
        today: Date,
    ) -> Result<Turn, EngineError> {
        let filled = self.filled(context, &question, text, shape, language, today)?;
        if let Some(turn) = filled.as_ref().filter(|f| is_answer(&f.asked.answer)) {
            return Ok(Turn { asked: turn.asked.clone(), text: turn.text.clone(), taken_as: turn.taken_as.clone() });
        }
        let alone = Turn { asked: self.engine.answer(question, today)?, text: self.canonical(text), taken_as: None };
        let stands_alone = !may_lack(&alone.asked.answer) || !shape.needs_context();
        // A name that was only carried over is not what is missing.
        let missed = |turn: &Turn| match &turn.asked.answer {
            Answer::Abstained { reason: Reason::OtherName(word), .. } => {
                turn.asked.question.atoms.iter().any(|a| a.carried && a.surface == *word)
            }
            _ => false,
        };
        Ok(match filled {
            Some(turn) if !stands_alone && !missed(&turn) => turn,
            _ => alone,
        })
    }

    /// The first full question that is answered, else the likeliest one.
    pub(super) fn filled(
        &self,
        context: &Context,
        question: &Question,
        text: &str,
        shape: &Shape,
        language: Language,
        today: Date,
    ) -> Result<Option<Turn>, EngineError> {
        let base = self.engine.base();
        if let (Some(wanted), Some(at)) = (shape.only_wants(), context.told.first())
            && tells(base, *at, wanted)
        {
            let asked = Asked { question: context.question.clone(), ranked: Vec::new(), answer: Answer::told(vec![*at], Some(wanted)) };
            return Ok(Some(Turn { asked, text: context.text.clone(), taken_as: Some(context.text.clone()) }));
        }
        let before = Before {
            text: &context.text,
            question: &context.question,
            told: &context.told,
            time_refused: matches!(context.answer, Answer::Abstained { reason: Reason::OtherTime(_) | Reason::KnownGap(_), .. }),
        };
        let mut first: Option<Turn> = None;
        for variant in variants(question, text, &before, base) {
            let mut full = self.engine.read(&variant, today, Some(language));
            let own = |surface: &str| question.atoms.iter().any(|a| a.surface == surface);
            for atom in full.atoms.iter_mut().filter(|a| !own(&a.surface)) {
                atom.carried = true;
            }
            if full.wanted.is_empty() && shape.swaps() {
                full.wanted.clone_from(&context.question.wanted);
            }
            let turn = Turn { asked: self.engine.answer(full, today)?, text: self.canonical(&variant), taken_as: Some(variant) };
            if is_answer(&turn.asked.answer)
                && accounts_for_own(&turn.asked)
                && self.counts_what_is_asked(question, &turn.asked)
                && shape.only_wants().is_none_or(|w| self.told_kind(&turn.asked, w))
            {
                return Ok(Some(turn));
            }
            first = first.or(Some(turn));
        }
        if let Some(turn) = first.as_mut().filter(|t| is_answer(&t.asked.answer)) {
            turn.asked.answer = beside_the_point(&turn.asked);
        }
        if let (Some(turn), Some(wanted), Some(at)) = (first.as_mut(), shape.only_wants(), context.told.first()) {
            turn.asked.answer = Answer::Abstained { reason: Reason::NotTold(wanted), nearest: Some(Item::Fact(*at)) };
        }
        Ok(first)
    }

    /// Whether a figure told for "how many …" counts that: a name that is carried over may have the same word in it.
    fn counts_what_is_asked(&self, question: &Question, asked: &Asked) -> bool {
        let base = self.engine.base();
        let Answer::Told { facts, .. } = &asked.answer else {
            return true;
        };
        let asked_about =
            question.atoms.iter().enumerate().filter(|(n, a)| question.focus >> n & 1 == 1 && matches!(a.kind, AtomKind::Words(_)));
        let noun: Vec<&str> = asked_about.map(|(_, atom)| atom.surface.as_str()).collect();
        let noun = noun.join(if question.language.is_chinese() { "" } else { " " });
        let fact = facts.first().and_then(|at| base.facts.get(at.index()));
        let Some((fact, Kind::Figure(figure))) = fact.map(|fact| (fact, &fact.kind)).filter(|_| question.wants(Wanted::HowMany)) else {
            return true;
        };
        let says = |text: &Text| [&text.zh, &text.en].into_iter().any(|text| text.to_lowercase().contains(&noun));
        let of = |metric: &Metric| says(&metric.name) || metric.counter.as_ref().is_some_and(says);
        // Only what others count is known not to be what this one counts.
        noun.is_empty() || says(&fact.label) || of(&base[figure.metric]) || !base.metrics.iter().any(of)
    }

    /// Whether what is told has the kind of value that nothing but which was asked for.
    fn told_kind(&self, asked: &Asked, wanted: Wanted) -> bool {
        let Answer::Told { facts, .. } = &asked.answer else {
            return true;
        };
        let clear = matches!(wanted, Wanted::Who | Wanted::When | Wanted::Where | Wanted::Why);
        !clear || facts.first().is_some_and(|at| tells(self.engine.base(), *at, wanted))
    }
}

/// Whether a question that stands alone may lack something: not so for talk.
pub(super) fn may_lack(answer: &Answer) -> bool {
    !matches!(answer, Answer::Talk(_) | Answer::Empty | Answer::Foreign { .. })
}

/// Words of the follow-up itself, not those carried over, must be accounted for to this share.
const LEAST_OF_OWN: f32 = 0.6;

/// Whether the fact told accounts for what the follow-up itself says: what is carried over must not outweigh it.
fn accounts_for_own(asked: &Asked) -> bool {
    let Answer::Told { facts, .. } = &asked.answer else {
        return true;
    };
    let Some(candidate) = facts.first().and_then(|at| asked.ranked.iter().find(|c| c.profile == at.index())) else {
        return true;
    };
    let own = asked.question.atoms.iter().enumerate().filter(|(_, a)| !a.carried);
    let (told, all) = own.fold((0.0, 0.0), |(told, all), (n, a)| {
        let explained = candidate.account.explained >> n & 1 == 1;
        (told + if explained { a.weight } else { 0.0 }, all + a.weight)
    });
    told >= all * LEAST_OF_OWN
}

/// What was found does not answer the follow-up; it is the nearest there is.
fn beside_the_point(asked: &Asked) -> Answer {
    let own: Vec<String> = asked.question.atoms.iter().filter(|a| !a.carried).map(|a| a.surface.clone()).collect();
    let nearest = match &asked.answer {
        Answer::Told { facts, .. } => facts.first().map(|at| Item::Fact(*at)),
        _ => None,
    };
    let reason = asked.question.wanted.first().map_or(Reason::Unexplained(own), |wanted| Reason::NotTold(*wanted));
    Answer::Abstained { reason, nearest }
}
