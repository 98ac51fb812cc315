//! Numbers that are random enough.

/// A row of them (xorshift64), begun by a seed, which a run that fails prints.
pub struct Dice(pub u64);

impl Dice {
    /// The next, below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
