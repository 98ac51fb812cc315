//! Prepares a base for answering. Every text of it is taken apart once, and what it says is numbered.

use super::apart::{Apart, Known};
use super::derived::Item;
use super::index::{FactIndex, Indexing};
use super::profile::Profile;
use super::spelling::Spelling;
use super::vocabulary::{TermId, Vocabulary};
use crate::both::both;
use crate::knowledge::{Fact, Text};
use crate::language::Stems;
use std::sync::mpsc::channel;
use tantivy::TantivyError;

/// What is made of the texts of a base.
pub struct Prepared {
    /// One for each fact, then one for each computed figure.
    pub list: Vec<Profile>,
    /// The numbers of terms.
    pub vocabulary: Vocabulary,
    /// The numbers of words.
    pub stems: Stems,
    /// Finds profiles by terms.
    pub index: FactIndex,
    /// Mends typos.
    pub spelling: Spelling,
}

/// How much of the texts the first thread takes apart, in percent. It also numbers and indexes what the second one does.
const FIRST_SHARE: usize = 38;
/// How many facts the second thread takes apart before it hands them over.
const PORTION: usize = 50;

/// Takes the facts of a base apart on two threads: this is most of the time of a start. `linked` are their profiles
/// without what their texts say.
///
/// # Errors
/// When tantivy cannot index them.
pub fn prepare(known: Known<'_>, linked: Vec<Profile>, stems: Stems) -> Result<Prepared, TantivyError> {
    let mut one = Apart::new(known, stems);
    let mut index = Indexing::new()?;
    let mut list = taken_apart(known, linked, &mut one, &mut index)?;
    for (n, figure) in known.derived.iter().enumerate() {
        let profile = one.derived(n, figure, &list);
        list.push(profile);
    }
    index.add(list.get(known.base.facts.len()..).unwrap_or_default())?;
    let (mut vocabulary, stems) = one.into_tables();
    // The index does not care for the order of terms, so that the lists are put in order while it is finished.
    let words = || {
        list.iter_mut().for_each(Profile::put_in_order);
        weigh(&mut list, &mut vocabulary);
        Spelling::of(&stems)
    };
    let (index, spelling) = both(|| index.finish(), words);
    Ok(Prepared { list, vocabulary, stems, index: index?, spelling })
}

/// The profiles of facts: the first ones are taken apart here, and the others on a second thread, portion by portion.
/// All are numbered and indexed here, in order.
fn taken_apart(
    known: Known<'_>,
    mut linked: Vec<Profile>,
    one: &mut Apart<'_>,
    index: &mut Indexing,
) -> Result<Vec<Profile>, TantivyError> {
    let (facts, rest) = known.base.facts.split_at(share(&known.base.facts, FIRST_SHARE));
    let mut linked_rest = linked.split_off(facts.len()).into_iter();
    let mut other = one.fork();
    let (sender, receiver) = channel();
    let (list, other) = both(
        || {
            let mut list = one.facts(facts, linked.into_iter());
            index.add(&list)?;
            for portion in receiver {
                let profiles = one.adopt(portion);
                index.add(&profiles)?;
                list.extend(profiles);
            }
            Ok(list)
        },
        move || {
            for facts in rest.chunks(PORTION) {
                let portion = other.portion(facts, linked_rest.by_ref().take(facts.len()));
                // Nobody receives it once indexing has failed.
                if sender.send(portion).is_err() {
                    break;
                }
            }
            other
        },
    );
    one.adopt_words(&other);
    list
}

/// How many facts, from the first on, hold a share of all texts.
fn share(facts: &[Fact], percent: usize) -> usize {
    let length = |text: &Text| text.zh.len() + text.en.len();
    let size = |fact: &Fact| {
        let asks = fact.asks.zh.iter().chain(&fact.asks.en).map(String::len).sum::<usize>();
        asks + [&fact.label].into_iter().chain(&fact.text).chain(&fact.items).map(length).sum::<usize>()
    };
    let all: usize = facts.iter().map(size).sum();
    let mut before = 0;
    let inside = facts.iter().map(|fact| {
        before += size(fact);
        before
    });
    inside.take_while(|size| size * 100 <= all * percent).count()
}

/// Works out how much each term counts, and with them each way of asking and label.
fn weigh(list: &mut [Profile], vocabulary: &mut Vocabulary) {
    // A word that only known gaps say tells as much as one that nothing says: no fact accounts for it.
    let told: Vec<&[TermId]> = list
        .iter()
        .filter(|profile| !profile.gap && matches!(profile.item, Item::Fact(_)))
        .map(|profile| profile.terms.as_slice())
        .collect();
    vocabulary.weigh(told.into_iter());
    for profile in list {
        profile.asks.weigh(|term| vocabulary.weight(term));
        profile.label.weigh(|term| vocabulary.weight(term));
    }
}
