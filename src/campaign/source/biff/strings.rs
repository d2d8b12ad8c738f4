//! The shared strings of an .xls, with what is struck out in them.
//!
//! All texts of a workbook stand in one table, which goes on over several records; a record may end inside
//! a text, and its rest then says anew whether its letters are wide.
//!
//! Source: [MS-XLS] 2.4.265 SST, 2.5.293 XLUnicodeRichExtendedString.

use super::super::cell::StruckText;

/// From which letter on which font.
type Run = (u16, u16);

/// A text of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SharedText {
    pub text: String,
    /// Its pieces, when a part is struck out.
    pub struck: Option<StruckText>,
}

/// The bytes of the table, and where its records end.
pub(super) struct Table<'a> {
    records: Vec<&'a [u8]>,
    record: usize,
    at: usize,
}

impl<'a> Table<'a> {
    /// The table in the record SST and those that continue it.
    pub fn new(records: Vec<&'a [u8]>) -> Self {
        Table { records, record: 0, at: 0 }
    }

    /// All strings; those of which a part stands in a font that `is_struck` also in pieces. How many there are is
    /// told by the bytes, not by the count at their beginning.
    pub fn texts(mut self, is_struck: impl Fn(u16) -> bool) -> Vec<SharedText> {
        let mut found = Vec::new();
        let Some(_counts) = self.long().and_then(|_| self.long()) else { return found };
        while let Some((letters, runs)) = self.string() {
            let is_split = runs.iter().any(|(_, font)| is_struck(*font));
            let struck = is_split.then(|| split(&letters, &runs, &is_struck));
            let struck = struck.filter(|text| !text.gone.trim().is_empty());
            found.push(SharedText { text: String::from_utf16_lossy(&letters), struck });
        }
        found
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.records.get(self.record)?.len() {
            self.record += 1;
            self.at = 0;
        }
        let byte = self.records.get(self.record)?.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    /// A text in UTF-16 and its runs.
    fn string(&mut self) -> Option<(Vec<u16>, Vec<Run>)> {
        let length = usize::from(self.short()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.short()? };
        let extra = if flags & 4 == 0 { 0 } else { self.long()? };
        let mut wide = flags & 1 == 1;
        let mut letters = Vec::with_capacity(length.min(1 << 15));
        while letters.len() < length {
            if self.records.get(self.record).is_none_or(|record| self.at >= record.len()) {
                wide = self.byte()? & 1 == 1;
            }
            letters.push(if wide { self.short()? } else { u16::from(self.byte()?) });
        }
        let runs = (0..runs).map(|_| Some((self.short()?, self.short()?))).collect::<Option<_>>()?;
        (0..extra).try_for_each(|_| self.byte().map(|_| ()))?;
        Some((letters, runs))
    }
}

/// The letters before the first run stand in the font of the cell.
fn split(letters: &[u16], runs: &[(u16, u16)], is_struck: impl Fn(u16) -> bool) -> StruckText {
    let mut text = StruckText::default();
    let starts = runs.iter().map(|(start, font)| (usize::from(*start).min(letters.len()), is_struck(*font)));
    let mut pieces: Vec<(usize, bool)> = [(0, false)].into_iter().chain(starts).collect();
    pieces.push((letters.len(), false));
    for pair in pieces.windows(2) {
        if let [(start, struck), (end, _)] = pair {
            let piece = letters.get(*start..*end).unwrap_or_default();
            text.push(&String::from_utf16_lossy(piece), *struck);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record() {
        let head = [[2, 0, 0, 0], [2, 0, 0, 0]].concat();
        let plain = [&[1, 0, 0][..], b"a"].concat();
        // Six letters, one run, cut behind the third letter; the rest is wide.
        let rich = [&[6, 0, 8, 2, 0][..], b"abc"].concat();
        let rest = [&[1u8][..], &[b'd', 0, b'e', 0, b'f', 0], &[0, 0, 7, 0], &[4, 0, 0, 0]].concat();
        let first = [head, plain, rich].concat();
        let texts = Table::new(vec![&first, &rest]).texts(|font| font == 7);
        assert_eq!(texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(), ["a", "abcdef"]);
        let struck = texts[1].struck.as_ref().unwrap();
        assert_eq!((struck.gone.as_str(), struck.kept.as_str()), ("abcd", "ef"));
        assert_eq!(texts[0].struck, None);
    }

    #[test]
    fn a_table_that_ends_early_has_what_it_has() {
        assert!(Table::new(vec![&[1, 0, 0, 0, 255, 255, 255, 255, 9]]).texts(|_| true).is_empty());
        assert!(Table::new(Vec::new()).texts(|_| true).is_empty());
    }
}
