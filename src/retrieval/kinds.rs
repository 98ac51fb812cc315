//! Sets of kinds of value, and whether two askings can be after the same thing.

use crate::language::Wanted;

/// The kinds of value that a question or a way of asking wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// The kinds in a list.
    #[must_use]
    pub fn of(wanted: &[Wanted]) -> Self {
        Self(wanted.iter().fold(0, |set, kind| set | Self::bit(*kind)))
    }

    /// Adds a kind.
    pub fn add(&mut self, kind: Wanted) {
        self.0 |= Self::bit(kind);
    }

    /// Whether a kind is among them.
    #[must_use]
    pub fn has(self, kind: Wanted) -> bool {
        self.any(&[kind])
    }

    fn bit(kind: Wanted) -> u16 {
        1 << kind as u16
    }

    fn any(self, kinds: &[Wanted]) -> bool {
        self.0 & Self::of(kinds).0 != 0
    }

    /// Whether who asks for these kinds can mean what another way of asking is after: who wants an amount is not told by
    /// what answers "where". Askings that say no kind, and those for anything at all, fit most others.
    #[must_use]
    pub fn may_mean(self, other: Self) -> bool {
        const AMOUNT: &[Wanted] = &[Wanted::HowMuch, Wanted::HowMany, Wanted::Percent];
        const OPEN: &[Wanted] = &[Wanted::Which, Wanted::What, Wanted::How, Wanted::Other];
        if self == Self::NONE || other == Self::NONE || self.any(OPEN) {
            return true;
        }
        let closed = [AMOUNT, &[Wanted::When], &[Wanted::Why], &[Wanted::Nth]].into_iter().any(|kinds| self.any(kinds) && other.any(kinds));
        let named = [Wanted::Who, Wanted::Where].into_iter().any(|kind| self.any(&[kind]) && (other.any(&[kind]) || other.any(OPEN)));
        closed || named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_an_amount_does_not_mean_a_place() {
        let amount = Kinds::of(&[Wanted::HowMany]);
        assert!(amount.may_mean(Kinds::of(&[Wanted::HowMuch])));
        assert!(!amount.may_mean(Kinds::of(&[Wanted::Where, Wanted::Which])));
        assert!(amount.may_mean(Kinds::NONE));
    }

    #[test]
    fn who_asks_for_anything_may_mean_anything() {
        assert!(Kinds::of(&[Wanted::Which]).may_mean(Kinds::of(&[Wanted::When])));
        assert!(Kinds::of(&[Wanted::Who]).may_mean(Kinds::of(&[Wanted::Which])));
        assert!(!Kinds::of(&[Wanted::When]).may_mean(Kinds::of(&[Wanted::Who])));
    }
}
