//! Ways of asking, and a question held against many of them.

use super::kinds::Kinds;
use super::question::Question;
use super::vocabulary::TermId;

/// The ways of asking for a fact, one behind the other: every question is held against some thousand of them.
#[derive(Debug, Clone, Default)]
pub struct Asks {
    terms: Vec<TermId>,
    each: Vec<Place>,
}

/// Where a way of asking ends, and what is known of it as a whole.
#[derive(Debug, Clone, Copy)]
struct Place {
    end: usize,
    weight: f32,
    wanted: Kinds,
}

/// A way of asking.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Its terms, each once.
    pub terms: &'a [TermId],
    /// The sum of their weights.
    pub weight: f32,
    /// The kinds of value that it asks for.
    pub wanted: Kinds,
}

impl Asks {
    /// Adds a way of asking with the terms that are taken out of `terms`.
    pub fn add(&mut self, terms: impl IntoIterator<Item = TermId>, wanted: Kinds) {
        self.terms.extend(terms);
        self.each.push(Place { end: self.terms.len(), weight: 0.0, wanted });
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// Whether nobody wrote one down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = Ask<'_>> {
        let mut start = 0;
        self.each.iter().map(move |place| {
            let terms = self.terms.get(start..place.end).unwrap_or_default();
            start = place.end;
            Ask { terms, weight: place.weight, wanted: place.wanted }
        })
    }

    /// Every term of every one.
    pub fn terms_mut(&mut self) -> impl Iterator<Item = &mut TermId> {
        self.terms.iter_mut()
    }

    /// Whether one of them says a term.
    #[must_use]
    pub fn say(&self, term: TermId) -> bool {
        self.terms.contains(&term)
    }

    /// Sums up the weights of the terms of each.
    pub fn weigh(&mut self, weight: impl Fn(TermId) -> f32) {
        let mut start = 0;
        for place in &mut self.each {
            let terms = self.terms.get(start..place.end).unwrap_or_default();
            place.weight = terms.iter().map(|term| weight(*term)).sum();
            start = place.end;
        }
    }
}

/// A question's terms, for holding it against many ways of asking.
pub struct Terms {
    /// Sorted by term, behind one that no text says.
    terms: Vec<Weighed>,
    /// The sum of the weights, and of the words that the base does not know.
    weight: f32,
    /// For the end of each number the place in `terms` of the one term that ends so; 0 for none.
    places: Vec<u16>,
}

#[derive(Clone, Copy)]
struct Weighed {
    term: TermId,
    /// In parts of [`UNIT`].
    weight: u32,
    bit: u64,
}

/// How many parts one is counted in: whole numbers are added up faster, and in any order to the same sum.
const UNIT: f32 = 65_536.0;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weights are small and not negative")]
fn parts(weight: f32) -> u32 {
    (weight * UNIT).round() as u32
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
fn whole(parts: u32) -> f32 {
    parts as f32 / UNIT
}

/// How many ends of numbers are told apart, to begin with.
const ENDS: usize = 1 << 12;

impl Terms {
    /// The terms of a question.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let mut weights = question.terms.clone();
        weights.sort_unstable_by_key(|(term, _)| *term);
        let weight = weights.iter().map(|(_, w)| w).sum::<f32>() + question.unknown;
        let none = Weighed { term: TermId::MAX, weight: 0, bit: 0 };
        let bit = |at: usize| 1 << at.min(u64::BITS as usize - 1);
        let weighed = weights.iter().enumerate();
        let weighed = weighed.map(|(at, (term, weight))| Weighed { term: *term, weight: parts(*weight), bit: bit(at) });
        let terms: Vec<Weighed> = [none].into_iter().chain(weighed).collect();
        let mut ends = ENDS;
        let places = loop {
            if let Some(places) = told_apart(&terms, ends) {
                break places;
            }
            ends *= 2;
        };
        Self { terms, weight, places }
    }

    /// The sum of the weights, and of the words that the base does not know.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.weight
    }

    /// The weight of the terms that a way of asking has too, and which they are, a bit for each.
    #[must_use]
    pub fn common(&self, ask: Ask<'_>) -> (f32, u64) {
        let ends = self.places.len() - 1;
        let (mut weight, mut bits) = (0u32, 0u64);
        // Most terms of a way of asking are none of the question's. To add nothing for them is faster than to skip them,
        // since nobody can foresee which they are.
        for term in ask.terms {
            let place = self.places.get(*term as usize & ends).map_or(0, |place| usize::from(*place));
            let Some(own) = self.terms.get(place) else { continue };
            let same = u32::from(own.term == *term);
            weight += own.weight * same;
            bits |= own.bit * u64::from(same);
        }
        (whole(weight), bits)
    }

    /// Twice the common weight over the sum of both weights (Dice's coefficient, weighed).
    #[must_use]
    pub fn dice(&self, common: f32, ask: Ask<'_>) -> f32 {
        let whole = self.weight + ask.weight;
        if whole <= f32::EPSILON { 0.0 } else { 2.0 * common / whole }
    }

    /// How like the question is to a way of asking, from 0 to 1.
    #[must_use]
    pub fn likeness(&self, ask: Ask<'_>) -> f32 {
        self.dice(self.common(ask).0, ask)
    }

    /// The share of the question that some of its terms make up.
    #[must_use]
    pub fn share(&self, terms: u64) -> f32 {
        let said = self.terms.iter().filter(|own| terms & own.bit != 0);
        whole(said.map(|own| own.weight).sum()) / self.weight.max(f32::EPSILON)
    }
}

/// The place of each term by the end of its number, when no two share one. There are never as many as would share the
/// last of `u16`: a question is cut long before.
fn told_apart(terms: &[Weighed], ends: usize) -> Option<Vec<u16>> {
    let mut places = vec![0; ends];
    for (at, own) in (0u16..).zip(terms).skip(1) {
        let place = places.get_mut(own.term as usize & (ends - 1))?;
        if *place != 0 {
            return None;
        }
        *place = at;
    }
    Some(places)
}
