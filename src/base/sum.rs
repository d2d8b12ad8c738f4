//! Check sums: of files, and of values before anything is made of them.
//!
//! A file is known again by the sum of its bytes. A paper need not be made again when the values that it is made of
//! are still the same; these are summed up as they are typed, without a text in between ([`values`]).

mod values;

use std::fmt;
use std::io;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Bytes that are gathered before they are summed up: values come in pieces of a few bytes.
const GATHERED: usize = 512;

/// A check sum in the making.
pub struct Digest {
    sum: Sha256,
    gathered: [u8; GATHERED],
    /// How many of them are to be summed up.
    count: usize,
}

impl Default for Digest {
    fn default() -> Self {
        Digest { sum: Sha256::default(), gathered: [0; GATHERED], count: 0 }
    }
}

impl Digest {
    /// Takes in what comes next.
    #[inline]
    pub fn add(&mut self, bytes: &[u8]) {
        let end = self.count + bytes.len();
        match self.gathered.get_mut(self.count..end) {
            Some(room) => {
                room.copy_from_slice(bytes);
                self.count = end;
            }
            None => self.add_many(bytes),
        }
    }

    /// Takes in more than there is room for.
    fn add_many(&mut self, bytes: &[u8]) {
        self.take_in();
        self.sum.update(bytes);
    }

    fn take_in(&mut self) {
        self.sum.update(self.gathered.get(..self.count).unwrap_or_default());
        self.count = 0;
    }

    /// Takes in `value`, so that no other value of any type gives the same sum.
    ///
    /// # Errors
    /// When the value refuses to be told.
    pub fn add_value(&mut self, value: &impl Serialize) -> fmt::Result {
        value.serialize(self)
    }

    /// As it is.
    pub fn bytes(mut self) -> [u8; 32] {
        self.take_in();
        self.sum.finalize().into()
    }

    /// In hexadecimal digits.
    pub fn finish(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| char::from(DIGITS.get(usize::from(half)).copied().unwrap_or_default());
        let bytes = self.bytes();
        let mut digits = String::with_capacity(2 * bytes.len());
        for byte in bytes {
            digits.push(digit(byte >> 4));
            digits.push(digit(byte & 15));
        }
        digits
    }
}

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The check sum of `bytes` in hexadecimal digits.
#[cfg(feature = "cli")]
pub fn sha256(bytes: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.add(bytes);
    digest.finish()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_written_in_hexadecimal_digits() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }

    #[test]
    fn it_is_the_same_in_whatever_pieces_it_comes() {
        let bytes: Vec<u8> = (0..3_000_u32).map(|number| number as u8).collect();
        for pieces in [1, 7, 63, GATHERED - 1, GATHERED, GATHERED + 1, 1_999] {
            let mut digest = Digest::default();
            bytes.chunks(pieces).for_each(|piece| digest.add(piece));
            assert_eq!(digest.finish(), sha256(&bytes), "{pieces}");
        }
    }
}
