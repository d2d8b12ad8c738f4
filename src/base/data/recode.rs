//! Text in encodings from before Unicode, found in what was read.
//!
//! A sheet typed with the old fonts has them in every column, so one finding names all its cells. A
//! single name such as `Tô` can't say what it is in; its column can. The values are put into Unicode in
//! any case, so that what follows (headers, names) is judged by what was meant: unless the caller has
//! asked for that, the finding is an error and nothing is made of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::lost::tell_lost;
use super::undrawn::tell_undrawn;
use super::unseen::{drop_from_lines, drop_unseen};
use super::{Map, Node, OldText, Value};
use crate::base::diag::place::cell_name;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::legacy::{
    Encoding, Look, Words, convert, has_odd_words, is_abbreviation, is_readable, is_vietnamese, is_yes, look_with,
};
use crate::base::text::misread::{Misread, misread};

/// How many places a finding names; the rest is counted.
const MOST_NAMED: usize = 16;
/// What a line is called in messages.
const LINE: &str = "dòng";
/// How many values a finding shows as they read in Unicode.
const MOST_SHOWN: usize = 3;

/// A text with its column (or the path of its key).
pub struct Piece<'a> {
    pub column: Rc<str>,
    pub text: &'a mut String,
    pub place: Cow<'a, Place>,
    /// Whether its font draws small letters as capitals.
    pub capitals: bool,
}

/// Whether a text is a header as it stands.
pub type IsHeader<'a> = &'a dyn Fn(&str) -> bool;

/// Settles the texts and keys below `node`, those of one list key as one column.
pub fn settle_node(node: &mut Node, old: OldText, is_header: IsHeader, report: &mut Report) {
    if is_old(node, &mut Words::default()) {
        let mut pieces = Pieces::default();
        pieces.gather(node, &Rc::from(""));
        settle(pieces.list, "giá trị", old, is_header, report);
    }
    drop_unseen(node, true, report);
    tell_undrawn(node, report);
    tell_lost(node, report);
}

/// Settles the texts of `map`.
pub fn settle_map(map: &mut Map, old: OldText, report: &mut Report) {
    if is_old_map(map, &mut Words::default()) {
        let mut pieces = Pieces::default();
        pieces.gather_map(map, &Rc::from(""));
        settle(pieces.list, "giá trị", old, &|_| false, report);
    }
    for entry in &mut map.entries {
        drop_unseen(&mut entry.node, false, report);
        tell_undrawn(&entry.node, report);
        tell_lost(&entry.node, report);
    }
}

/// `text`, a text file as it was typed, settled line by line, and without what nobody sees.
pub fn settle_lines(text: &str, path: &Path, old: OldText, report: &mut Report) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let file: Arc<Path> = path.into();
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut words = Words::default();
    if lines.iter().any(|line| is_clear_among(line, &mut words)) {
        let column: Rc<str> = Rc::from("");
        let piece = |(at, text)| Piece {
            column: column.clone(),
            text,
            place: Cow::Owned(Place::at_line(&file, at + 1, 1)),
            capitals: false,
        };
        settle(lines.iter_mut().enumerate().map(piece).collect(), LINE, old, &|_| false, report);
    }
    drop_from_lines(&mut lines, &file, report);
    lines.join("\n")
}

/// Whether `text`, one of many whose `words` are looked at once, is in an old encoding beyond doubt. Without such a text
/// in a file nothing of it is changed.
pub fn is_clear_among(text: &str, words: &mut Words) -> bool {
    has_odd_words(text, words) && (misread(text).is_some() || matches!(look_with(text, words), Look::Clear(_)))
}

fn is_old(node: &Node, words: &mut Words) -> bool {
    match &node.value {
        Value::Text(text) => is_clear_among(text, words),
        Value::List(items) => items.iter().any(|item| is_old(item, words)),
        Value::Map(map) => is_old_map(map, words),
        _ => false,
    }
}

fn is_old_map(map: &Map, words: &mut Words) -> bool {
    map.entries.iter().any(|entry| is_clear_among(&entry.key, words) || is_old(&entry.node, words))
}

/// The texts of a tree, each with the path of its key.
#[derive(Default)]
struct Pieces<'a> {
    list: Vec<Piece<'a>>,
    /// The paths, each once.
    paths: HashMap<String, Rc<str>>,
}

impl<'a> Pieces<'a> {
    fn gather(&mut self, node: &'a mut Node, path: &Rc<str>) {
        let place = Cow::Borrowed(&node.place);
        match &mut node.value {
            Value::Text(text) => self.list.push(Piece { column: path.clone(), text, place, capitals: false }),
            Value::List(items) => items.iter_mut().for_each(|item| self.gather(item, path)),
            Value::Map(map) => self.gather_map(map, path),
            _ => {}
        }
    }

    fn gather_map(&mut self, map: &'a mut Map, path: &Rc<str>) {
        for entry in &mut map.entries {
            let below = format!("{path}.{}", entry.key);
            let below = self.paths.entry(below).or_insert_with_key(|path| path.as_str().into()).clone();
            let place = Cow::Borrowed(&entry.place);
            self.list.push(Piece { column: below.clone(), text: &mut entry.key, place, capitals: false });
            self.gather(&mut entry.node, &below);
        }
    }
}

/// What the texts of one column have shown.
#[derive(Default)]
struct Column {
    encoding: Option<Encoding>,
    /// How many texts speak for it.
    told: usize,
    /// How many are in Unicode beyond doubt.
    unicode: usize,
}

impl Column {
    fn tell(&mut self, encoding: Encoding) {
        self.told += 1;
        self.encoding.get_or_insert(encoding);
    }

    /// The encoding of texts that could be either, when few are in Unicode (a header may be).
    fn encoding(&self) -> Option<Encoding> {
        self.encoding.filter(|_| self.told > 2 * self.unicode)
    }
}

/// Puts `pieces`, each a `unit` in messages, into Unicode where they are not.
///
/// # Errors
/// `DL024` in `report`, a warning `DL025` when `old` allows it.
pub fn settle(mut pieces: Vec<Piece<'_>>, unit: &str, old: OldText, is_header: IsHeader, report: &mut Report) {
    settle_misread(&mut pieces, unit, old, report);
    let looks = looks(&pieces);
    let clear: Vec<Encoding> = Encoding::ALL.into_iter().filter(|one| looks.contains(&Look::Clear(*one))).collect();
    if clear.is_empty() {
        return;
    }
    let columns = columns(&pieces, &looks, &clear, is_header);
    let mut found: BTreeMap<Encoding, Found> = BTreeMap::new();
    for (piece, look) in pieces.iter_mut().zip(&looks) {
        let reading = match *look {
            Look::Clear(encoding) => Reading::In(encoding),
            Look::Hinted(encoding) if clear.contains(&encoding) => Reading::In(encoding),
            Look::Either | Look::Hinted(_) if !is_header(piece.text) => {
                doubtful(piece.text, columns.get(&piece.column), &clear)
            }
            _ => Reading::AsTyped,
        };
        match reading {
            Reading::In(encoding) => {
                found.entry(encoding).or_default().change(piece, encoding);
            }
            Reading::Left(encoding) => found.entry(encoding).or_default().left.push(piece.place.clone().into_owned()),
            Reading::AsTyped => {}
        }
    }
    for (encoding, found) in found.iter().filter(|(_, found)| !found.changed.is_empty()) {
        report.push(finding(*encoding, found, unit, old));
    }
}

/// Puts right what was UTF-8 and opened as if it were in the code page of Windows.
fn settle_misread(pieces: &mut [Piece<'_>], unit: &str, old: OldText, report: &mut Report) {
    let (mut found, mut lost): (Found, Vec<Place>) = Default::default();
    for piece in pieces {
        match misread(piece.text) {
            Some(Misread::Was(meant)) => found.put(piece, meant),
            Some(Misread::Lost) => lost.push(piece.place.clone().into_owned()),
            None => {}
        }
    }
    let places = |places: &[Place]| listed(&places.iter().collect::<Vec<_>>(), unit);
    if let Some(first) = found.changed.first() {
        let (count, places) = (found.changed.len(), places(&found.changed));
        let finding = match old {
            OldText::Refuse => {
                let message = format!("{count} {unit} là chữ Unicode (UTF-8) bị mở nhầm bằng bảng mã ANSI: {places}");
                Diagnostic::error(Code::DL024, message).hint(found.shown.join("; ")).hint(
                    "mở lại tệp gốc, chọn Unicode (UTF-8) khi nhập vào Excel; hoặc thêm `--chuyen-ma` để chương trình tự đọc lại",
                )
            }
            OldText::Convert => {
                let message = format!("đã đọc lại {count} {unit} bị mở nhầm bằng bảng mã ANSI: {places}");
                Diagnostic::warning(Code::DL025, message).hint(found.shown.join("; "))
            }
        };
        report.push(finding.at(first.clone()));
    }
    if let Some(first) = lost.first() {
        let (count, places) = (lost.len(), places(&lost));
        let message = format!(
            "{count} {unit} là chữ Unicode (UTF-8) bị mở nhầm bằng bảng mã ANSI, mất chữ, không đọc lại được: {places}"
        );
        let finding = Diagnostic::error(Code::DL024, message).at(first.clone());
        report.push(finding.hint("lấy lại từ tệp gốc, hoặc gõ lại"));
    }
}

/// How each of the texts looks; of equal ones, of which columns are full, the first is looked at.
fn looks(pieces: &[Piece<'_>]) -> Vec<Look> {
    let (mut known, mut words): (HashMap<&str, Look>, Words) = Default::default();
    let mut look = |text: &str| look_with(text, &mut words);
    pieces.iter().map(|piece| *known.entry(piece.text).or_insert_with_key(|text| look(text))).collect()
}

/// What the texts tell about each column; a header that is right as typed tells nothing.
fn columns(pieces: &[Piece<'_>], looks: &[Look], clear: &[Encoding], is_header: IsHeader) -> HashMap<Rc<str>, Column> {
    let mut columns: HashMap<Rc<str>, Column> = HashMap::new();
    for (piece, look) in pieces.iter().zip(looks) {
        let column = columns.entry(piece.column.clone()).or_default();
        match *look {
            Look::Clear(encoding) => column.tell(encoding),
            Look::Hinted(encoding) if clear.contains(&encoding) => column.tell(encoding),
            Look::Unicode if !is_header(piece.text) => column.unicode += 1,
            _ => {}
        }
    }
    columns
}

/// How a text is to be read.
enum Reading {
    In(Encoding),
    /// As typed, though its column is in the encoding: somebody should look.
    Left(Encoding),
    AsTyped,
}

/// How a text that could be either is read: as its column is, unless it can't be in that encoding or makes
/// good sense as typed. A column of abbreviations or of yes and no says nothing; it follows the rest.
fn doubtful(text: &str, column: Option<&Column>, clear: &[Encoding]) -> Reading {
    match (column.and_then(Column::encoding), clear) {
        (Some(encoding), _) if !is_readable(text, encoding) => Reading::AsTyped,
        (Some(encoding), _) if is_vietnamese(text) => Reading::Left(encoding),
        (Some(encoding), _) => Reading::In(encoding),
        (None, [encoding]) if column.is_none_or(|column| column.unicode == 0) => {
            let follows = is_abbreviation(text, *encoding) || is_yes(text, *encoding);
            if follows { Reading::In(*encoding) } else { Reading::AsTyped }
        }
        _ => Reading::AsTyped,
    }
}

/// What was found in one encoding.
#[derive(Default)]
struct Found {
    /// Places of the texts that were changed.
    changed: Vec<Place>,
    /// The first of them, as typed and as meant.
    shown: Vec<String>,
    /// Texts that stay as typed in columns of the encoding.
    left: Vec<Place>,
}

impl Found {
    fn change(&mut self, piece: &mut Piece<'_>, encoding: Encoding) {
        let mut meant = convert(piece.text, encoding);
        if piece.capitals {
            meant = meant.to_uppercase();
        }
        if meant != *piece.text {
            self.put(piece, meant);
        }
    }

    fn put(&mut self, piece: &mut Piece<'_>, meant: String) {
        if self.shown.len() < MOST_SHOWN {
            self.shown.push(format!("`{}` đọc là `{meant}`", piece.text));
        }
        *piece.text = meant;
        self.changed.push(piece.place.clone().into_owned());
    }
}

fn finding(encoding: Encoding, found: &Found, unit: &str, old: OldText) -> Diagnostic {
    let (label, changed) = (encoding.label(), &found.changed);
    let spots: Vec<&Place> = changed.iter().collect();
    let (count, places) = (changed.len(), listed(&spots, unit));
    let shown = found.shown.join("; ");
    let finding = match old {
        OldText::Refuse => {
            let message = format!("{count} {unit} gõ bằng bảng mã {label}, không phải Unicode: {places}");
            Diagnostic::error(Code::DL024, message)
        }
        OldText::Convert => {
            let message = format!("đã đổi {count} {unit} từ bảng mã {label} sang Unicode khi đọc: {places}");
            Diagnostic::warning(Code::DL025, message)
        }
    };
    let finding = match changed.first() {
        Some(first) => finding.at(first.clone()),
        None => finding,
    };
    let mut finding = finding.hint(shown);
    if !found.left.is_empty() {
        let places = listed(&found.left.iter().collect::<Vec<_>>(), unit);
        finding = finding.hint(format!("giữ nguyên {unit} đọc được ngay là tiếng Việt, soát lại: {places}"));
    }
    match (old, encoding) {
        (OldText::Refuse, _) => finding.hint(
            "thêm `--chuyen-ma` để chương trình tự đổi khi đọc, hoặc đổi ngay trong tệp bằng công cụ chuyển mã \
             (UniKey: Ctrl+Shift+F6) rồi lưu lại",
        ),
        (OldText::Convert, Encoding::Tcvn3) => {
            finding.hint("soát lại chữ hoa: phông chữ hoa của TCVN3 (.VnTimeH) lưu chữ thường trong tệp")
        }
        (OldText::Convert, Encoding::Vni) => finding.hint("soát lại vài ô trước khi in"),
    }
}

/// The places in short: runs of cells of one column as `A2:A9`.
pub fn listed(spots: &[&Place], unit: &str) -> String {
    let mut cells: Vec<(u32, u32)> = spots.iter().filter_map(|place| place.row_and_column()).collect();
    cells.sort_by_key(|(row, column)| (*column, *row));
    let (mut named, mut rest): (Vec<String>, usize) = (Vec::new(), 0);
    let mut runs: Vec<((u32, u32), u32)> = Vec::new();
    for (row, column) in cells {
        match runs.last_mut() {
            Some(((_, known), last)) if *known == column && *last + 1 == row => *last = row,
            _ => runs.push(((row, column), row)),
        }
    }
    for ((row, column), last) in runs {
        if named.len() >= MOST_NAMED {
            rest += (last - row + 1) as usize;
            continue;
        }
        let first = cell_name(row, column);
        named.push(if row == last { first } else { format!("{first}:{}", cell_name(last, column)) });
    }
    for place in spots.iter().filter(|place| place.row_and_column().is_none()) {
        if named.len() >= MOST_NAMED {
            rest += 1;
            continue;
        }
        let line = place.line_and_column().filter(|_| unit == LINE);
        named.push(line.map_or_else(|| place.within_file(), |(line, _)| line.to_string()));
    }
    let more = if rest > 0 { format!(" và {rest} {unit} khác") } else { String::new() };
    format!("{}{more}", named.join(", "))
}
