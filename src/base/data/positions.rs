//! Lines and columns of many places in one text: what counts from the beginning for each of them would cost the
//! square of the text.

/// Letters are counted up to every so many bytes beforehand.
const STRIDE: usize = 1024;

/// A text of which places are asked for.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    text: &'a str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// How many letters stand before each stride.
    letters: Vec<usize>,
}

impl<'a> Positions<'a> {
    /// Goes through `text` once.
    pub fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut before = 0;
        let strides = text.as_bytes().chunks(STRIDE).map(|stride| {
            let here = before;
            before += letters(stride);
            here
        });
        Positions { text, letters: strides.collect(), lines: [0].into_iter().chain(breaks).collect() }
    }

    /// Line and column (in characters) of the byte `offset`, both from 1.
    pub fn at(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, self.before(offset) - self.before(start) + 1)
    }

    /// How many letters stand before the byte `offset`.
    fn before(&self, offset: usize) -> usize {
        let stride = (offset / STRIDE).min(self.letters.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default();
        self.letters.get(stride).copied().unwrap_or_default() + letters(rest)
    }
}

/// The letters that begin in `bytes`.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::data::line_and_column;

    #[test]
    fn every_place_is_as_counted_from_the_beginning() {
        let text = format!("ă\nđê*\n\n{}\n{}x", "đường ".repeat(500), "a\n".repeat(700));
        for text in [text.as_str(), "", "\n", "một"] {
            let positions = Positions::new(text);
            let places = text.char_indices().map(|(at, _)| at).chain([text.len(), text.len() + 9]);
            for at in places.step_by(7) {
                assert_eq!(positions.at(at), line_and_column(text, at), "{at}");
            }
        }
    }
}
