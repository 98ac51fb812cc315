//! What is told instead of the fact that was found first: one that supplies what is wanted, the record of the very thing
//! that is named, a list of the members; and whether one fact leads so far that no list is made.

use super::deciding::{Held, sound};
use super::engine::Engine;
use super::lacking::not_told;
use super::profile::Profile;
use super::question::Question;
use super::ranking::Candidate;
use super::rules::supplies;
use super::tuning;
use crate::language::Wanted;

impl Engine {
    /// A fact that supplies the kind of value that is wanted and fits about as well as the chosen one, which does not.
    pub(super) fn supplier<'c>(&self, question: &Question, chosen: &Candidate, considered: &[Held<'c>]) -> Option<&'c Candidate> {
        let supplying = |c: &Candidate| {
            let lacks = |p: &Profile| not_told(question, p).is_some() || question.wants(Wanted::Why) && !supplies(p, Wanted::Why);
            self.list.get(c.profile).is_some_and(|p| !p.gap && !lacks(p))
        };
        let fits = |c: &Candidate| c.score >= chosen.score * tuning::SUPPLIES_INSTEAD && c.accounts() >= chosen.accounts();
        if supplying(chosen) { None } else { sound(considered).find(|c| fits(c) && supplying(c)) }
    }

    /// Whether one fact stands well before all others and asks for no events itself: "the forum at which …" is not all forums.
    /// `best` meets every constraint; `besides` is how much is said beside places and times.
    pub(super) fn leads(&self, question: &Question, best: &Candidate, ranked: &[Candidate], besides: Option<f32>) -> bool {
        let second = ranked.iter().skip(1).find(|c| !self.is_gap(c)).map_or(0.0, |c| c.score);
        let lead = best.score - second + (best.asked() - tuning::LEADING) * tuning::LEADING_SCALE;
        let listed = self.list.get(best.profile).is_some_and(|p| p.listed);
        let of_another = listed || question.focus & !question.of_events != 0;
        let told = listed || besides.is_none_or(|weight| weight >= tuning::MOST_LEFT_OVER_OF_ALL);
        !self.is_gap(best)
            && told
            && lead >= if of_another { tuning::LEADS } else { tuning::LEADS_BY_FAR }
            && best.asked() >= tuning::LEAST_LEADING
            && best.accounts() >= tuning::LEADING_ACCOUNTS
    }

    /// The record of the very thing that a question names, when it asks nothing that this does not account for and the
    /// chosen fact is not what is plainly asked for.
    pub(super) fn own_record<'c>(&self, question: &Question, chosen: &Candidate, considered: &[Held<'c>]) -> Option<&'c Candidate> {
        let own = |c: &Candidate| self.is_itself(question, c) && c.score >= chosen.score * tuning::OWN_RECORD;
        let plain = chosen.asked() < tuning::LIST_MEANT && !self.is_itself(question, chosen) && question.wants(Wanted::What);
        if plain { sound(considered).find(|c| own(c)) } else { None }
    }

    /// A fact that lists the members, when members are asked for and the chosen one only counts or announces them.
    pub(super) fn list_instead<'c>(&self, question: &Question, chosen: &Candidate, considered: &[Held<'c>]) -> Option<&'c Candidate> {
        let profile = self.list.get(chosen.profile)?;
        if !question.wants(Wanted::Which) || profile.listed {
            return None;
        }
        let fits = |c: &Candidate| {
            // A list that says less of what is asked, or is asked for less plainly, is of something else.
            let less = if self.lists_so_many(question, c) { tuning::LESS_PLAIN } else { tuning::AS_PLAIN };
            let meant = c.asked() >= chosen.asked() - less;
            let says_all = profile.metric.is_some() || c.accounts() >= chosen.accounts() && meant;
            let close = says_all && c.score >= chosen.score * tuning::LIST_INSTEAD;
            close && self.list.get(c.profile).is_some_and(|p| p.listed && !p.gap && p.own.iter().any(|n| profile.own.contains(n)))
        };
        sound(considered).find(|c| fits(c))
    }

    /// Whether a fact lists as many members as a question says.
    fn lists_so_many(&self, question: &Question, candidate: &Candidate) -> bool {
        let members = self.list.get(candidate.profile).map(|p| p.members);
        question.numbers().any(|(_, n)| !n.ordinal && !n.percent && Some(n.value) == members)
    }
}
