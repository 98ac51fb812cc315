//! Sequences of numbers, found from their beginning step by step.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Sequences by their number, the order in which they were first added.
pub struct Trie {
    steps: FxHashMap<(u32, u32), u32>,
    /// For each node the number of the sequence that ends there.
    ends: Vec<u32>,
    size: u32,
}

/// Where no sequence ends.
const NONE: u32 = u32::MAX;

impl Default for Trie {
    fn default() -> Self {
        Self::with_room(0)
    }
}

impl Trie {
    /// With room for so many steps: a table that grows is filled several times over.
    #[must_use]
    pub fn with_room(steps: usize) -> Self {
        let mut ends = Vec::with_capacity(steps + 1);
        ends.push(NONE);
        Self { steps: FxHashMap::with_capacity_and_hasher(steps, FxBuildHasher), ends, size: 0 }
    }

    /// Adds a sequence; the number of one that is there already is given back. `None` for one of no length.
    pub fn add(&mut self, sequence: impl Iterator<Item = u32>) -> Option<usize> {
        let mut node = 0;
        for step in sequence {
            let next = u32::try_from(self.ends.len()).ok()?;
            node = *self.steps.entry((node, step)).or_insert(next);
            if node == next {
                self.ends.push(NONE);
            }
        }
        let end = self.ends.get_mut(node as usize).filter(|_| node > 0)?;
        if *end == NONE {
            *end = self.size;
            self.size += 1;
        }
        Some(*end as usize)
    }

    /// Gives the steps other numbers; no two of them the same.
    pub fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        let mut steps = FxHashMap::with_capacity_and_hasher(self.steps.len(), FxBuildHasher);
        steps.extend(self.steps.iter().map(|((node, step), next)| ((*node, number(*step)), *next)));
        self.steps = steps;
    }

    /// Each sequence that a longer one begins with, the shortest first: its length and its number.
    pub fn prefixes(&self, steps: impl Iterator<Item = u32>) -> impl Iterator<Item = (usize, usize)> {
        let nodes = steps.scan(0, |node, step| {
            *node = *self.steps.get(&(*node, step))?;
            self.ends.get(*node as usize).copied()
        });
        (1..).zip(nodes).filter(|(_, end)| *end != NONE).map(|(length, end)| (length, end as usize))
    }

    /// How many sequences there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.size as usize
    }
}
