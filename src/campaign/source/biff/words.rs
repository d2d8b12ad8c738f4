//! The letters of an .xls: one or two bytes each since Excel 97, bytes of a code page before.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::short;

/// The version of the file that writes letters in Unicode, as its first record says.
const UNICODE: u16 = 0x0600;

/// How the letters of a workbook are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    is_unicode: bool,
    page: &'static Encoding,
}

impl Default for Words {
    fn default() -> Self {
        Words { is_unicode: true, page: WINDOWS_1252 }
    }
}

impl Words {
    /// Takes the version that a workbook says it has.
    pub fn version(&mut self, version: u16) {
        self.is_unicode = version == 0 || version >= UNICODE;
    }

    /// Takes the code page of a workbook; an unknown one is the usual one.
    pub fn code_page(&mut self, number: u16) {
        let label = match number {
            10_000 => "macintosh".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            other => format!("windows-{other}"),
        };
        self.page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }

    /// A text with its length in one byte at `at`.
    pub fn brief(&self, data: &[u8], at: usize) -> Option<String> {
        self.letters(data, at + 1, usize::from(*data.get(at)?))
    }

    /// A text with its length in two bytes at `at`.
    pub fn long(&self, data: &[u8], at: usize) -> Option<String> {
        self.letters(data, at + 2, usize::from(short(data, at)?))
    }

    /// The code of a format.
    pub fn format(&self, data: &[u8]) -> Option<String> {
        if self.is_unicode { self.long(data, 2) } else { self.brief(data, 2) }
    }

    /// `length` letters from `at`; of Unicode, a flag before them says whether they are wide. A text that is cut
    /// short is what is there of it.
    fn letters(&self, data: &[u8], at: usize, length: usize) -> Option<String> {
        let within = |from: usize, length: usize| data.get(from..).map(|rest| rest.get(..length).unwrap_or(rest));
        if !self.is_unicode {
            let bytes = within(at, length)?;
            return Some(self.page.decode_without_bom_handling(bytes).0.into_owned());
        }
        if length == 0 {
            return Some(String::new());
        }
        if data.get(at)? & 1 == 0 {
            return Some(within(at + 1, length)?.iter().map(|byte| char::from(*byte)).collect());
        }
        let units: Vec<u16> = within(at + 1, 2 * length)?.chunks_exact(2).filter_map(|unit| short(unit, 0)).collect();
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_by_the_version_of_the_file() {
        let mut words = Words::default();
        assert_eq!(words.brief(&[1, 1, 0xa1, 0x1e], 0).as_deref(), Some("ạ"));
        assert_eq!(words.long(&[2, 0, 0, b'a', 0xe9], 0).as_deref(), Some("aé"));
        words.version(0x500);
        words.code_page(1258);
        assert_eq!(words.brief(&[2, 0xd0, 0xf0], 0).as_deref(), Some("Đđ"));
        assert_eq!(words.long(&[9, 0, b'a'], 0).as_deref(), Some("a"));
    }
}
