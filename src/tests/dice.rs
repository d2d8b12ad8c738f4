//! Chance that can be repeated, for tests that try what nobody thought of.

/// Numbers that look random and are always the same.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 that is smaller than `below`, or 0.
    pub fn throw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    }
}
