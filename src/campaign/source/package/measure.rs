//! What comes out of a package, measured while nothing of it is kept.
//!
//! The header of a part may lie about its size, so every part is unpacked once and its bytes are counted. What
//! the reader of values would hold in one piece (a text, a mark with its attributes, all that stands in one cell)
//! and what it would reserve on the word of the file (`uniqueCount`) is looked at on the way.

use std::collections::HashMap;
use std::io::{BufRead, Cursor, Read};

use crate::base::diag::Diagnostic;
use crate::base::limits::{self, Limit};
use crate::base::text::visible::visible;

/// Folders and endings of what is no XML that anybody reads.
const ATTACHMENTS: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".bin", ".tiff"];
/// Marks that may stand within the text of one cell, by their names without prefix.
const WITHIN_TEXT: [&[u8]; 14] =
    [b"t", b"r", b"is", b"v", b"f", b"rPr", b"rPh", b"p", b"span", b"a", b"s", b"tab", b"line-break", b"h"];
/// The first bytes of a mark that are kept to be looked at.
const KEPT: usize = 4096;
/// The name of a mark that a part is told by.
const STRIKE: &[u8] = b"strike";
/// The mark of a text that cells share.
const SHARED: &[u8] = b"si";
/// The marks of what may be hidden, and the attribute that says so.
const HIDDEN: [&[u8]; 2] = [b"row", b"col"];
const HIDES: &[u8] = b" hidden=";

/// What was seen on the way.
#[derive(Debug, Default)]
pub(in crate::campaign::source) struct Measured {
    /// The parts with text that is struck out.
    pub struck: Vec<String>,
    /// The parts with rows or columns that are hidden.
    pub hidden: Vec<String>,
    /// The bytes of each part by its name without folders.
    sizes: HashMap<String, u64>,
}

impl Measured {
    /// The bytes of the part that `target` leads to.
    pub fn size(&self, target: &str) -> u64 {
        self.sizes.get(last(target)).copied().unwrap_or_default()
    }
}

/// The name of a part without its folders.
fn last(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Measures every part of `archive`.
pub(super) fn all(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Result<Measured, Diagnostic> {
    let (mut measured, mut unpacked, mut attached) = (Measured::default(), 0u64, 0u64);
    let mut buffer = vec![0; 1 << 16];
    for number in 0..archive.len() {
        // What can't be unpacked can't be read later either, and is told then.
        let Ok(mut part) = archive.by_index(number) else { continue };
        let name = part.name().map(|name| name.into_owned()).unwrap_or_default();
        let is_attachment = ATTACHMENTS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
        let (total, limit) =
            if is_attachment { (&mut attached, limits::ATTACHED) } else { (&mut unpacked, limits::UNPACKED) };
        let (mut scanner, mut is_xml) = (Scanner::default(), !is_attachment);
        while let Ok(length @ 1..) = part.read(&mut buffer) {
            let piece = buffer.get(..length).unwrap_or_default();
            *total += length as u64;
            let over = (*total > limit.most()).then_some(limit);
            // A picture may be one colour for megabytes; a sheet under its name begins as a sheet does.
            is_xml |= piece.trim_ascii_start().starts_with(b"<");
            if let Some(limit) = over.or_else(|| if is_xml { scanner.feed(piece) } else { None }) {
                let over = limit.over();
                let message = format!("phần `{name}` của tệp: {}", over.message);
                return Err(Diagnostic { message: visible(&message).into_owned(), ..over });
            }
        }
        if scanner.is_hidden {
            measured.hidden.push(name.clone());
        }
        let size = measured.sizes.entry(last(&name).to_owned()).or_default();
        *size = scanner.whole.max(*size);
        if scanner.is_struck {
            measured.struck.push(name);
        }
    }
    Ok(measured)
}

/// Goes through a part mark by mark.
#[derive(Debug, Default)]
struct Scanner {
    /// The mark that is open, as far as it is kept.
    mark: Option<Vec<u8>>,
    /// Bytes since the last mark began or ended.
    piece: u64,
    /// Bytes since the last mark that no text of a cell holds.
    cell: u64,
    /// Texts that cells share: each takes room, also a blank one.
    shared: usize,
    is_struck: bool,
    is_hidden: bool,
    /// Bytes of the part.
    whole: u64,
}

impl Scanner {
    /// Takes the next bytes; the limit that they exceed.
    fn feed(&mut self, bytes: &[u8]) -> Option<Limit> {
        let mut rest = bytes;
        self.whole += bytes.len() as u64;
        while !rest.is_empty() {
            let wanted = if self.mark.is_some() { b'>' } else { b'<' };
            let mut next = rest;
            let length = next.skip_until(wanted).unwrap_or(rest.len());
            let piece = rest.get(..length).unwrap_or(rest);
            let is_whole = piece.ends_with(&[wanted]);
            rest = next;
            self.piece += piece.len() as u64;
            self.cell += piece.len() as u64;
            if self.piece.max(self.cell) > limits::PIECE.most() {
                return Some(limits::PIECE);
            }
            if let Some(mark) = &mut self.mark {
                let room = KEPT.saturating_sub(mark.len());
                mark.extend_from_slice(piece.get(..room.min(piece.len())).unwrap_or_default());
            }
            if is_whole {
                self.piece = 0;
                match self.mark.take() {
                    None => self.mark = Some(Vec::new()),
                    Some(mark) => {
                        if let Some(limit) = self.marked(&mark) {
                            return Some(limit);
                        }
                    }
                }
            }
        }
        None
    }

    /// Looks at a whole mark, without its opening bracket.
    fn marked(&mut self, mark: &[u8]) -> Option<Limit> {
        let is_end = mark.starts_with(b"/");
        let name = local_name(mark.strip_prefix(b"/").unwrap_or(mark));
        if is_end && !WITHIN_TEXT.contains(&name) {
            self.cell = 0;
        }
        self.is_struck |= name == STRIKE;
        self.is_hidden |= HIDDEN.contains(&name) && mark.windows(HIDES.len()).any(|window| window == HIDES);
        self.shared += usize::from(name == SHARED && !is_end);
        if !limits::CELLS.allows(self.shared) {
            return Some(limits::CELLS);
        }
        let claims_much = name == b"sst" && claimed(mark).is_some_and(|count| !limits::CELLS.allows(count));
        claims_much.then_some(limits::CELLS)
    }
}

/// The name of a mark without its prefix.
fn local_name(mark: &[u8]) -> &[u8] {
    let end = mark.iter().position(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)).unwrap_or(mark.len());
    let name = mark.get(..end).unwrap_or_default();
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

/// How many texts a table of texts says that it has, for which the reader of values would make room.
fn claimed(mark: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(mark);
    let (_, rest) = text.split_once("uniqueCount")?;
    let digits: String =
        rest.chars().skip_while(|letter| !letter.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    // More digits than a number has are more than any limit.
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fed(pieces: &[&[u8]]) -> (Option<Limit>, bool) {
        let mut scanner = Scanner::default();
        let over = pieces.iter().find_map(|piece| scanner.feed(piece));
        (over, scanner.is_struck)
    }

    #[test]
    fn a_cell_may_hold_much_and_a_sheet_more() {
        let zeros = vec![b'0'; 1 << 20];
        let cell: Vec<&[u8]> = [b"<c><is>".as_slice()].into_iter().chain([zeros.as_slice(); 7]).collect();
        let sheet: Vec<&[u8]> = [[cell.as_slice(), &[b"</is></c>"]].concat(); 1].concat().repeat(5);
        assert_eq!(fed(&sheet), (None, false));
        let runs: Vec<&[u8]> =
            [b"<c><is>".as_slice()].into_iter().chain([zeros.as_slice(), b"<r><b/></r>"].repeat(9)).collect();
        assert_eq!(fed(&runs), (Some(limits::PIECE), false));
    }

    #[test]
    fn marks_are_found_wherever_a_piece_ends() {
        assert_eq!(fed(&[b"<si><x:str", b"ike val='1'/", b"><t>a</t></si>"]), (None, true));
        assert_eq!(fed(&[b"<sst a='1' uniqueCo", b"unt=\"99999999999999999999999\">"]).0, Some(limits::CELLS));
        assert_eq!(fed(&[b"<sst uniqueCount='7'>"]).0, None);
    }

    #[test]
    fn blank_texts_that_cells_share_are_counted() {
        let most = limits::CELLS.most() as usize;
        let texts = b"<si></si>".repeat(most / 2);
        assert_eq!(fed(&[b"<sst>", &texts, &texts]).0, None);
        assert_eq!(fed(&[b"<sst>", &texts, &texts, b"<x:si></x:si>"]).0, Some(limits::CELLS));
    }
}
