//! Text in encodings from before Unicode, found in what was read.
//!
//! A sheet typed with the old fonts has them in every column, so one finding names all its cells. A
//! single name such as `Tô` can't say what it is in; its column can. The values are put into Unicode in
//! any case, so that what follows (headers, names) is judged by what was meant: unless the caller has
//! asked for that, the finding is an error and nothing is made of them.

use std::collections::{BTreeMap, HashMap};

use super::unseen::drop_unseen;
use super::{Map, Node, OldText, Sheet, Value};
use crate::base::diag::place::cell_name;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::legacy::{Encoding, Look, convert, is_abbreviation, is_readable, is_vietnamese, is_yes, look};

/// How many places a finding names; the rest is counted.
const MOST_NAMED: usize = 16;
/// How many values a finding shows as they read in Unicode.
const MOST_SHOWN: usize = 3;

/// A text with its column (or the path of its key).
struct Piece<'a> {
    column: String,
    text: &'a mut String,
    place: Place,
    /// Whether its font draws small letters as capitals.
    capitals: bool,
}

/// Whether a text is a header as it stands.
pub type IsHeader<'a> = &'a dyn Fn(&str) -> bool;

/// Settles the texts of `sheet`, headers and titles too; what `is_header` knows is right as typed.
pub fn settle_sheet(sheet: &mut Sheet, old: OldText, is_header: IsHeader, report: &mut Report) {
    let capitals = std::mem::take(&mut sheet.capitals);
    let mut pieces = Vec::new();
    for row in &mut sheet.rows {
        for (column, node) in &mut row.cells {
            let capitals = capitals.contains(&(row.number, *column));
            if let Value::Text(text) = &mut node.value {
                pieces.push(Piece { column: column.to_string(), text, place: node.place.clone(), capitals });
            }
        }
    }
    settle(pieces, "ô", old, is_header, report);
    sheet.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|(_, node)| drop_unseen(node, true, report));
}

/// Settles the texts and keys below `node`, those of one list key as one column.
pub fn settle_node(node: &mut Node, old: OldText, is_header: IsHeader, report: &mut Report) {
    let mut pieces = Vec::new();
    gather(node, "", &mut pieces);
    settle(pieces, "giá trị", old, is_header, report);
    drop_unseen(node, true, report);
}

/// Settles the texts of `map`.
pub fn settle_map(map: &mut Map, old: OldText, report: &mut Report) {
    let mut pieces = Vec::new();
    gather_map(map, "", &mut pieces);
    settle(pieces, "giá trị", old, &|_| false, report);
    map.entries.iter_mut().for_each(|entry| drop_unseen(&mut entry.node, false, report));
}

fn gather<'a>(node: &'a mut Node, path: &str, pieces: &mut Vec<Piece<'a>>) {
    match &mut node.value {
        Value::Text(text) => {
            pieces.push(Piece { column: path.to_owned(), text, place: node.place.clone(), capitals: false });
        }
        Value::List(items) => items.iter_mut().for_each(|item| gather(item, path, pieces)),
        Value::Map(map) => gather_map(map, path, pieces),
        _ => {}
    }
}

fn gather_map<'a>(map: &'a mut Map, path: &str, pieces: &mut Vec<Piece<'a>>) {
    for entry in &mut map.entries {
        let below = format!("{path}.{}", entry.key);
        pieces.push(Piece { column: below.clone(), text: &mut entry.key, place: entry.place.clone(), capitals: false });
        gather(&mut entry.node, &below, pieces);
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

fn settle(mut pieces: Vec<Piece<'_>>, unit: &str, old: OldText, is_header: IsHeader, report: &mut Report) {
    let looks: Vec<Look> = pieces.iter().map(|piece| look(piece.text)).collect();
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
                let changes = change(piece, encoding);
                found.entry(encoding).or_default().changes.extend(changes);
            }
            Reading::Left(encoding) => found.entry(encoding).or_default().left.push(piece.place.clone()),
            Reading::AsTyped => {}
        }
    }
    for (encoding, found) in found.iter().filter(|(_, found)| !found.changes.is_empty()) {
        report.push(finding(*encoding, found, unit, old));
    }
}

/// What the texts tell about each column; a header that is right as typed tells nothing.
fn columns(pieces: &[Piece<'_>], looks: &[Look], clear: &[Encoding], is_header: IsHeader) -> HashMap<String, Column> {
    let mut columns: HashMap<String, Column> = HashMap::new();
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
    changes: Vec<Change>,
    /// Texts that stay as typed in columns of the encoding.
    left: Vec<Place>,
}

/// One text before and after.
struct Change {
    place: Place,
    typed: String,
    meant: String,
}

fn change(piece: &mut Piece<'_>, encoding: Encoding) -> Option<Change> {
    let mut meant = convert(piece.text, encoding);
    if piece.capitals {
        meant = meant.to_uppercase();
    }
    if meant == *piece.text {
        return None;
    }
    let typed = std::mem::replace(piece.text, meant.clone());
    Some(Change { place: piece.place.clone(), typed, meant })
}

fn finding(encoding: Encoding, found: &Found, unit: &str, old: OldText) -> Diagnostic {
    let (label, changes) = (encoding.label(), &found.changes);
    let spots: Vec<&Place> = changes.iter().map(|change| &change.place).collect();
    let (count, places) = (changes.len(), listed(&spots, unit));
    let shown = changes.iter().take(MOST_SHOWN).map(|change| format!("`{}` đọc là `{}`", change.typed, change.meant));
    let shown = shown.collect::<Vec<_>>().join("; ");
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
    let finding = match changes.first() {
        Some(first) => finding.at(first.place.clone()),
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
pub(super) fn listed(spots: &[&Place], unit: &str) -> String {
    let mut cells: Vec<(u32, u32)> = spots.iter().filter_map(|place| place.row_and_column()).collect();
    cells.sort_by_key(|(row, column)| (*column, *row));
    let mut names: Vec<(String, usize)> = Vec::new();
    let mut runs: Vec<((u32, u32), u32)> = Vec::new();
    for (row, column) in cells {
        match runs.last_mut() {
            Some(((_, known), last)) if *known == column && *last + 1 == row => *last = row,
            _ => runs.push(((row, column), row)),
        }
    }
    for ((row, column), last) in runs {
        let first = cell_name(row, column);
        let name = if row == last { first } else { format!("{first}:{}", cell_name(last, column)) };
        names.push((name, (last - row + 1) as usize));
    }
    let others = spots.iter().filter(|place| place.row_and_column().is_none()).map(|place| (place.within_file(), 1));
    names.extend(others);
    let rest: usize = names.iter().skip(MOST_NAMED).map(|(_, count)| count).sum();
    let named: Vec<&str> = names.iter().take(MOST_NAMED).map(|(name, _)| name.as_str()).collect();
    let more = if rest > 0 { format!(" và {rest} {unit} khác") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;

    /// A sheet with the rows `rows`.
    fn sheet(rows: &[&[&str]]) -> Sheet {
        let file: Arc<Path> = Path::new("so_lieu.xlsx").into();
        let mut sheet = Sheet::new(&file, "Đơn vị");
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let place = sheet.place(row as u32, column as u32);
                sheet.put(row as u32, column as u32, Node::new(Value::Text((*text).to_owned()), place));
            }
        }
        sheet
    }

    fn texts(sheet: &Sheet) -> Vec<Vec<&Value>> {
        sheet.rows.iter().map(|row| row.cells.iter().map(|(_, node)| &node.value).collect()).collect()
    }

    #[test]
    fn a_column_tells_what_a_name_alone_can_not() {
        let mut sheet = sheet(&[&["Tªn ®¬n vÞ", "Ghi chú"], &["Së Tµi chÝnh", "Tô"], &["Vô", "Café"], &["Së", "x"]]);
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Refuse, &|_| false, &mut report);
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(texts(&sheet)[0][0], &text("Tên đơn vị"));
        assert_eq!(texts(&sheet)[1], [&text("Sở Tài chính"), &text("Tô")]);
        assert_eq!(texts(&sheet)[2], [&text("Vụ"), &text("Café")]);
        assert_eq!(texts(&sheet)[3][0], &text("Sở"));
        let findings: Vec<&Diagnostic> = report.iter().collect();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, Code::DL024);
        assert!(findings[0].message.ends_with("không phải Unicode: A1:A4"), "{}", findings[0].message);
        assert!(findings[0].hints[0].text.starts_with("`Tªn ®¬n vÞ` đọc là `Tên đơn vị`; "));
        assert!(findings[0].hints[1].text.contains("--chuyen-ma"));
    }

    #[test]
    fn doubtful_names_go_with_the_many() {
        let name = |rows: &[&[&str]]| {
            let mut sheet = sheet(rows);
            settle_sheet(&mut sheet, OldText::Convert, &|_| false, &mut Report::new());
            texts(&sheet).last().map(|row| row[0].clone())
        };
        let old = &["Së Tµi chÝnh"][..];
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        assert_eq!(name(&[&["Họ tên"], old, old, old, &["Vò"]]), text("Vũ"));
        assert_eq!(name(&[&["Họ tên"], old, &["Đỗ Chi"], &["Vò"]]), text("Vò"));
    }

    #[test]
    fn what_is_right_as_typed_stays_and_abbreviations_follow() {
        let mut sheet = sheet(&[
            &["Vai trò", "Viết tắt"],
            &["Phoøng Ngaân saùch", "TCÑT"],
            &["Phoøng Giaù", "NS"],
            &["Phòng Thành", "CAFÉ"],
            &["Vò Tó", "x"],
        ]);
        let is_header = |text: &str| ["Vai trò", "Viết tắt"].contains(&text);
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Convert, &is_header, &mut report);
        let expected = [
            ["Vai trò", "Viết tắt"],
            ["Phòng Ngân sách", "TCĐT"],
            ["Phòng Giá", "NS"],
            ["Phòng Thành", "CAFÉ"],
            ["Vò Tó", "x"],
        ];
        let read = texts(&sheet);
        for (row, texts) in expected.iter().enumerate() {
            let texts = texts.map(|text| Value::Text(text.to_owned()));
            assert_eq!(read[row], texts.iter().collect::<Vec<_>>());
        }
        let hints: Vec<String> =
            report.iter().flat_map(|finding| &finding.hints).map(|hint| hint.text.clone()).collect();
        let left = hints.iter().find(|hint| hint.starts_with("giữ nguyên ô")).unwrap();
        assert!(left.ends_with(": A5"), "{left}");
    }

    #[test]
    fn what_was_converted_is_only_a_warning() {
        let mut sheet = sheet(&[&["Phoøng Ngaân saùch", "Phòng Giá"]]);
        sheet.capitals.insert((0, 0));
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Convert, &|_| false, &mut report);
        assert_eq!(texts(&sheet)[0][0], &Value::Text("PHÒNG NGÂN SÁCH".to_owned()));
        assert!(!report.has_errors());
        assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL025]);
    }

    #[test]
    fn many_places_are_counted() {
        let rows: Vec<Vec<&str>> =
            (0..40).map(|row| if row % 2 == 0 { vec!["Së Tµi chÝnh"] } else { vec!["a"] }).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let mut report = Report::new();
        settle_sheet(&mut sheet(&rows), OldText::Refuse, &|_| false, &mut report);
        let message = report.iter().next().map(|finding| finding.message.clone()).unwrap();
        assert!(message.starts_with("20 ô ") && message.ends_with("A31 và 4 ô khác"), "{message}");
    }

    #[test]
    fn unicode_stays_as_it_is() {
        let mut sheet = sheet(&[&["Tên đơn vị", "Café"], &["Tô Hà", "Së"]]);
        let before = sheet.clone();
        let mut report = Report::new();
        settle_sheet(&mut sheet, OldText::Convert, &|_| false, &mut report);
        assert_eq!(sheet, before);
        assert!(report.is_empty());
    }
}
