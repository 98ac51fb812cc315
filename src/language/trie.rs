//! Sequences of numbers, found from their beginning step by step.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Sequences by their number, the order in which they were first added.
///
/// Most steps are the only one from where they begin. Such a step is kept with its node, and only the others in a table:
/// texts of a base are looked through step by step, and what is in no sequence is found out without the table then.
pub struct Trie {
    nodes: Vec<Node>,
    /// From a node by a step to another node: all but the first step from each.
    others: FxHashMap<(u32, u32), u32>,
    size: u32,
}

/// A place in sequences.
#[derive(Clone, Copy)]
struct Node {
    /// The number of the sequence that ends here.
    end: u32,
    /// The first step from here that was added, and where it leads.
    step: u32,
    next: u32,
    /// There are other steps from here.
    branches: bool,
}

impl Node {
    /// One where no sequence ends, and that leads nowhere.
    const NEW: Self = Self { end: NONE, step: NONE, next: NONE, branches: false };
}

/// Where no sequence ends, or no step leads.
const NONE: u32 = u32::MAX;
/// One of so many steps is not the only one from its node, roughly.
const BRANCHING: usize = 3;

impl Default for Trie {
    fn default() -> Self {
        Self::with_room(0)
    }
}

impl Trie {
    /// With room for so many steps: a table that grows is filled several times over.
    #[must_use]
    pub fn with_room(steps: usize) -> Self {
        let mut nodes = Vec::with_capacity(steps + 1);
        nodes.push(Node::NEW);
        Self { nodes, others: FxHashMap::with_capacity_and_hasher(steps / BRANCHING, FxBuildHasher), size: 0 }
    }

    /// Adds a sequence; the number of one that is there already is given back. `None` for one of no length.
    pub fn add(&mut self, sequence: impl Iterator<Item = u32>) -> Option<usize> {
        let mut node = 0;
        for step in sequence {
            let new = u32::try_from(self.nodes.len()).ok()?;
            let from = self.nodes.get_mut(node as usize)?;
            node = if from.next == NONE {
                (from.step, from.next) = (step, new);
                new
            } else if from.step == step {
                from.next
            } else {
                from.branches = true;
                *self.others.entry((node, step)).or_insert(new)
            };
            if node == new {
                self.nodes.push(Node::NEW);
            }
        }
        let Node { end, .. } = self.nodes.get_mut(node as usize).filter(|_| node > 0)?;
        if *end == NONE {
            *end = self.size;
            self.size += 1;
        }
        Some(*end as usize)
    }

    /// Gives the steps other numbers; no two of them the same.
    pub fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        for node in self.nodes.iter_mut().filter(|node| node.next != NONE) {
            node.step = number(node.step);
        }
        let mut others = FxHashMap::with_capacity_and_hasher(self.others.len(), FxBuildHasher);
        others.extend(self.others.iter().map(|((node, step), next)| ((*node, number(*step)), *next)));
        self.others = others;
    }

    /// Where a step from a node leads.
    fn follow(&self, node: u32, step: u32) -> Option<u32> {
        let from = self.nodes.get(node as usize)?;
        if from.step == step && from.next != NONE {
            Some(from.next)
        } else if from.branches {
            self.others.get(&(node, step)).copied()
        } else {
            None
        }
    }

    /// Each sequence that a longer one begins with, the shortest first: its length and its number.
    pub fn prefixes(&self, steps: impl Iterator<Item = u32>) -> impl Iterator<Item = (usize, usize)> {
        let nodes = steps.scan(0, |node, step| {
            *node = self.follow(*node, step)?;
            self.nodes.get(*node as usize).map(|node| node.end)
        });
        (1..).zip(nodes).filter(|(_, end)| *end != NONE).map(|(length, end)| (length, end as usize))
    }

    /// How many sequences there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.size as usize
    }
}
