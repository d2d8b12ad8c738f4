//! Compresses the parts of a file, with one and the same working memory.

use flate2::{Compress, Compression, FlushCompress, Status};

/// Compresses one thing after the other.
pub struct Deflate {
    state: Compress,
    packed: Vec<u8>,
}

/// How much is done to make things small, from 1 to 9.
#[derive(Clone, Copy, Debug)]
pub struct Effort(u32);

/// For what is read as it is: beyond it files become hardly smaller.
pub const FULL: Effort = Effort(6);
/// For what says the same again and again: half as much again takes three times as long to save.
pub const LITTLE: Effort = Effort(1);

impl Deflate {
    pub fn new(effort: Effort) -> Self {
        Deflate { state: Compress::new(Compression::new(effort.0), true), packed: Vec::new() }
    }

    /// `bytes` compressed; nothing if that is not possible.
    pub fn pack(&mut self, bytes: &[u8]) -> Option<&[u8]> {
        self.state.reset();
        self.packed.clear();
        let mut rest = bytes;
        loop {
            self.packed.reserve(rest.len() / 2 + 64);
            let before = self.state.total_in();
            let status = self.state.compress_vec(rest, &mut self.packed, FlushCompress::Finish).ok()?;
            let taken = usize::try_from(self.state.total_in() - before).ok()?;
            rest = rest.get(taken..)?;
            if status == Status::StreamEnd {
                return Some(&self.packed);
            }
        }
    }
}
