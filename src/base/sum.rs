//! Check sums: of files, and of values before anything is made of them.
//!
//! A file is known again by the sum of its bytes. A paper need not be made again when the values that it is made of
//! are still the same; these are summed up as they are typed, without a text in between ([`values`]).

mod values;

use std::fmt;
use std::io;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A check sum in the making.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Takes in what comes next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Takes in `value`, so that no other value of any type gives the same sum.
    ///
    /// # Errors
    /// When the value refuses to be told.
    pub fn add_value(&mut self, value: &impl Serialize) -> fmt::Result {
        value.serialize(self)
    }

    /// As it is.
    pub fn bytes(self) -> [u8; 32] {
        self.0.finalize().into()
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
}
