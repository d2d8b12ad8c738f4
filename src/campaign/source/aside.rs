//! Rows of a table that are nobody's data: headings of groups, totals, notes, signatures, headers once more.
//!
//! Offices keep their lists as they print them. Read as a unit, "I. KHỐI CÁC PHÒNG" would be urged to register.
//! Such rows are known by their shape (one text alone, no number in the column of counters, merged over the
//! table) and by their wording, never by one of them where a real row could look the same: a unit "Khối thi đua
//! số 1" with its other cells, a "Phòng Tổng hợp", a "Tổng Thị Hoa" stay rows. Each is told (`DL026`).

mod headers;
mod labels;
mod signature;
mod words;

use super::columns::Role;
use super::concealed::numbered;
use super::header::Header;
use super::table::{COUNTERS, SheetRow};
use super::{Node, Row, Sheet, Value, scalar};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::{ascii_key, fold};
use headers::Below;
pub(super) use headers::Columns;
use labels::Sequence;
use words::{has_beginning, is_capitals};

/// How many columns a merged cell reaches over to be no cell of one column.
const WIDE: u32 = 2;

/// Why a row is nobody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aside {
    Heading,
    /// The headers once more, as at the top of a printed page.
    Header,
    Total,
    Note,
    Signature,
    /// A second table from here on.
    Second,
}

/// The filled cells of a row below the headers.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    /// From 1, as the user sees it.
    number: usize,
    /// What stands in the column of counters.
    counter: Option<Cell<'a>>,
    /// All other cells, from left to right.
    cells: Vec<Cell<'a>>,
    /// Whether its first cell is merged with others beside it.
    is_wide: bool,
    /// Whether the row has a number in the column of counters: then somebody counted it as a row.
    is_counted: bool,
}

/// A filled cell of a row.
#[derive(Clone, Copy, Debug)]
struct Cell<'a> {
    column: u32,
    node: &'a Node,
    /// What [`words_of`] it says.
    words: Option<&'a str>,
}

impl<'a> Cell<'a> {
    fn new(column: u32, node: &'a Node) -> Self {
        Cell { column, node, words: words_of(node) }
    }

    /// Whether it holds a number or what stands for none.
    fn is_figure(&self) -> bool {
        self.words.is_none()
            && !matches!(self.node.value, Value::Bool(_) | Value::Date(_) | Value::List(_) | Value::Map(_))
    }

    fn is_number(&self) -> bool {
        self.node.read().is_some_and(|text| {
            let digits = text.trim_matches(['.', ')', '(', ' ']);
            !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
        })
    }
}

/// The rows of `sheet` below `header`, whose columns are `columns`.
pub(super) fn of_sheet<'a>(sheet: &'a Sheet, header: &Header, columns: &[(u32, Role)]) -> Vec<Line<'a>> {
    let counters: Vec<u32> =
        columns.iter().filter(|(_, role)| role.key().is_none()).map(|(number, _)| *number).collect();
    let is_counter = |number: u32| counters.contains(&number);
    let last = header.cells.last().map_or(0, |(column, _)| *column);
    let is_wide = |row: u32, column: u32| {
        let reach = (column + WIDE).min(last.max(column + 1));
        sheet.merged.iter().any(|area| area.first == (row, column) && area.last.1 >= reach)
    };
    let line = |row: &'a SheetRow| {
        let counter = row.cells.iter().find(|(column, _)| is_counter(*column));
        let counter = counter.map(|(column, node)| Cell::new(*column, node));
        let mut cells = Vec::with_capacity(row.cells.len());
        let others = row.cells.iter().filter(|(column, _)| !is_counter(*column));
        cells.extend(others.map(|(column, node)| Cell::new(*column, node)));
        Line {
            number: row.number as usize + 1,
            is_wide: !sheet.merged.is_empty()
                && row.cells.first().is_some_and(|(column, _)| is_wide(row.number, *column)),
            is_counted: counter.is_some_and(|counter| counter.is_number()),
            counter,
            cells,
        }
    };
    sheet.rows.iter().skip(header.data_from).map(line).collect()
}

/// The `rows` of a list in JSON.
pub(super) fn of_rows<'a>(rows: &'a [Row]) -> Vec<Line<'a>> {
    let line = |row: &'a Row| {
        let filled = row.nodes().enumerate().filter(|(_, node)| !node.is_empty());
        let cells = filled.map(|(at, node)| Cell::new(at as u32, node)).collect();
        Line { number: row.number, cells, ..Line::default() }
    };
    rows.iter().map(line).collect()
}

/// What the other rows of a table are like.
struct Likeness<'a> {
    /// The headers by their columns.
    headers: &'a [(u32, Node)],
    /// The first column that does not count the rows.
    first: Option<u32>,
    /// Whether some row has a number in the column of counters, and whether most have.
    is_counted: (bool, bool),
    /// Whether most rows have more than one cell.
    is_filled: bool,
    /// Whether most rows have a number before their first text.
    is_labelled: bool,
    /// Whether most rows are typed in capitals.
    is_capital: bool,
    /// Whether most rows have a first cell that is merged with others beside it.
    is_wide: bool,
}

impl<'a> Likeness<'a> {
    fn of(lines: &[Line], headers: &'a [(u32, Node)]) -> Self {
        let most = |holds: fn(&Line) -> bool| 2 * lines.iter().filter(|line| holds(line)).count() > lines.len();
        let counted = lines.iter().filter(|line| line.is_counted).count();
        Likeness {
            headers,
            first: headers.iter().find(|(_, node)| !is_counter(node)).map(|(column, _)| *column),
            is_counted: (counted > 0, counted > 0 && 2 * counted >= lines.len()),
            is_filled: most(|line| line.cells.len() > 1),
            is_labelled: most(|line| line.texts().next().is_some_and(|(_, text)| is_labelled(text))),
            is_capital: most(|line| line.texts().next().is_some_and(|(_, text)| is_capitals(text))),
            is_wide: most(|line| line.is_wide),
        }
    }
}

/// Whether `text` begins with a number and its sign, as in "1. Khối phòng".
fn is_labelled(text: &str) -> bool {
    text.trim_start().starts_with(|letter: char| letter.is_ascii_digit()) && labels::without(text).len() < text.len()
}

/// Whether `header` stands above the numbers of the rows.
fn is_counter(header: &Node) -> bool {
    words_of(header).is_some_and(|text| COUNTERS.contains(&ascii_key(text).as_str()))
}

impl<'a> Line<'a> {
    fn texts(&self) -> impl Iterator<Item = (u32, &'a str)> {
        self.cells.iter().filter_map(|cell| Some((cell.column, cell.words?)))
    }

    /// The one text of the row, where nothing but figures stands beside it; words among the counters are one.
    fn only_text(&self) -> Option<(u32, &'a str)> {
        if self.cells.is_empty() {
            let words = self.counting_words().filter(|text| text.contains(char::is_whitespace));
            return words.map(|text| (0, text));
        }
        let only = self.texts().next()?;
        let are_figures = self.cells.iter().all(|cell| cell.column == only.0 || cell.is_figure());
        are_figures.then_some(only)
    }

    /// The only thing in the row.
    fn lone_text(&self) -> Option<&'a str> {
        self.only_text().filter(|_| self.cells.len() < 2).map(|(_, text)| text)
    }

    /// The words in the column of counters.
    fn counting_words(&self) -> Option<&'a str> {
        self.counter.and_then(|counter| counter.words)
    }

    /// The text that opens the row, that of its counter included, with its column.
    fn opening(&self) -> Option<(Option<u32>, &'a str)> {
        let counter = self.counting_words().map(|text| (None, text));
        counter.or_else(|| self.texts().next().map(|(column, text)| (Some(column), text)))
    }

    fn place(&self) -> Option<&'a Place> {
        self.cells.iter().chain(&self.counter).map(|cell| &cell.node.place).min()
    }

    fn why_aside(&self, others: &Likeness, sequence: &mut Sequence, is_first: bool) -> Option<Aside> {
        if self.repeats(others.headers) || self.numbers_columns() || is_first && self.is_in_brackets() {
            return Some(Aside::Header);
        }
        if self.is_total(others) {
            return Some(Aside::Total);
        }
        if self.is_counted {
            return None;
        }
        let opens_note = self.texts().next().is_some_and(|(_, text)| text.ends_with(':') && words::is_note(text));
        if opens_note || self.lone_text().is_some_and(words::is_note) {
            return Some(Aside::Note);
        }
        self.is_heading(others, sequence).then_some(Aside::Heading)
    }

    /// Whether a blank row stands between `above` and this row.
    fn is_apart_from(&self, above: Option<&Line>) -> bool {
        above.is_some_and(|above| self.number > above.number + 1)
    }

    /// Whether the texts of the row are the headers of their columns.
    fn repeats(&self, headers: &[(u32, Node)]) -> bool {
        let is_header = |(column, text): &(u32, &str)| {
            let header = headers.iter().find(|(at, _)| at == column).and_then(|(_, node)| words_of(node));
            header.is_some_and(|header| header.len() == text.len() && fold(header) == fold(text))
        };
        let same = self.texts().filter(is_header).count();
        let is_counter = || self.counter.is_some_and(|counter| is_counter(counter.node));
        let alone = self.cells.len() == 1 && (headers.len() == 1 || is_counter());
        2 * same >= self.texts().count() && (same > 1 || same == 1 && alone)
    }

    /// Whether the row numbers columns, in brackets as nothing else is.
    fn numbers_columns(&self) -> bool {
        let is_number = |cell: &Cell| {
            let inner = cell.words.and_then(|text| text.strip_prefix('(')?.strip_suffix(')'));
            inner.is_some_and(|inner| inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        };
        self.cells.len() > 1 && self.cells.iter().all(is_number)
    }

    /// Whether all cells say what stands in brackets behind headers: "(%)", "(tấn)".
    fn is_in_brackets(&self) -> bool {
        let is_bracketed = |cell: &Cell| cell.words.is_some_and(|text| text.starts_with('(') && text.ends_with(')'));
        !self.cells.is_empty() && !self.is_counted && self.cells.iter().all(is_bracketed)
    }

    fn is_total(&self, others: &Likeness) -> bool {
        let Some((column, text)) = self.opening() else { return false };
        if words::is_whole_total(text) {
            return true;
        }
        let is_first = column.is_none_or(|column| others.first.is_none_or(|first| column <= first));
        let are_figures = || self.cells.iter().all(|cell| Some(cell.column) == column || cell.is_figure());
        is_first && !self.is_counted && are_figures() && words::is_total(text)
    }

    fn is_heading(&self, others: &Likeness, sequence: &mut Sequence) -> bool {
        let Some((column, text)) = self.only_text() else { return false };
        if others.first.is_some_and(|first| first < column) && !self.is_wide {
            return false;
        }
        let by_counter = self.counting_words().filter(|_| others.is_counted.0 && !self.cells.is_empty());
        if sequence.goes_on(&by_counter.map_or_else(|| labels::before(text), labels::bare)) {
            return true;
        }
        let (title, is_wide) = (labels::without(text), self.is_wide && !others.is_wide);
        let small = fold(title);
        let is_alone = self.cells.len() < 2;
        let is_numbered = is_labelled(text) && is_alone && others.is_filled && !others.is_labelled;
        let stands_out = is_wide || others.is_counted.1 || is_numbered;
        let is_capital = is_capitals(title) && !others.is_capital;
        let of_group = is_alone && has_beginning(&small, &words::GROUPS);
        let surely_many = others.is_filled && has_beginning(&small, &words::GROUPS_OF_MANY);
        is_wide && is_alone && others.is_filled
            || has_beginning(&small, &words::MANY) && (stands_out || is_capital || surely_many)
            || of_group && (stands_out || (is_capital || title.contains(':')) && others.is_filled)
    }
}

/// Why each of `lines` is nobody's data; `None` for a row. What is listed in JSON has no `columns`.
pub(super) fn sorted(lines: &[Line], headers: &[(u32, Node)], columns: Option<&Columns>) -> Vec<Option<Aside>> {
    let others = Likeness::of(lines, headers);
    let mut sequence = Sequence::default();
    let mut found: Vec<Option<Aside>> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        match columns.and_then(|columns| columns.headers(line, line.is_apart_from(above))) {
            Some(Below::Again) => {
                found.push(Some(Aside::Header));
                continue;
            }
            Some(Below::Other) => break,
            None => {}
        }
        let is_item = line.lone_text().is_some_and(|text| text.starts_with(['-', '–', '+', '*', '•']));
        let goes_on = is_item && found.last() == Some(&Some(Aside::Note));
        found.push(if goes_on { Some(Aside::Note) } else { line.why_aside(&others, &mut sequence, at == 0) });
    }
    signature::mark(lines.get(..found.len()).unwrap_or_default(), &mut found);
    found.resize(lines.len(), Some(Aside::Second));
    found
}

/// Tells the rows that are `found` to be nobody's, all of one kind at once.
pub(super) fn tell(lines: &[Line], found: &[Option<Aside>], report: &mut Report) {
    for kind in [Aside::Heading, Aside::Header, Aside::Total, Aside::Note, Aside::Signature] {
        let of_kind: Vec<&Line> =
            lines.iter().zip(found).filter(|(_, why)| **why == Some(kind)).map(|(line, _)| line).collect();
        let Some(place) = of_kind.first().and_then(|line| line.place()) else { continue };
        report.push(Diagnostic::warning(Code::DL026, message(kind, &of_kind)).at(place.clone()).hint(hint(kind)));
    }
    let second = found.iter().position(|why| *why == Some(Aside::Second)).and_then(|at| lines.get(at));
    if let Some((line, place)) = second.and_then(|line| Some((line, line.place()?))) {
        let name = line.opening().map_or("", |(_, text)| text);
        let message = format!("từ dòng {} là một bảng khác (`{name}`, …) trong cùng trang, chưa được đọc", line.number);
        let hint = "chuyển bảng ấy sang trang khác; nếu là phần tiếp của bảng trên thì xếp lại đúng cột của bảng trên";
        report.push(Diagnostic::error(Code::DL050, message).at(place.clone()).hint(hint));
    }
}

fn message(kind: Aside, lines: &[&Line]) -> String {
    const SHOWN: usize = 3;
    let what = match kind {
        Aside::Heading => "đề mục",
        Aside::Header => "tiêu đề lặp lại",
        Aside::Total => "dòng tổng cộng",
        Aside::Note => "ghi chú dưới bảng",
        Aside::Signature => "phần ký tên dưới bảng",
        Aside::Second => "bảng khác",
    };
    if let (Aside::Total, [_]) = (kind, lines) {
        return "dòng tổng cộng không phải số liệu của ai, bỏ qua".to_owned();
    }
    let texts =
        lines.iter().filter_map(|line| line.texts().next().or_else(|| line.opening().map(|(_, text)| (0, text))));
    let shown: Vec<String> = texts.take(SHOWN).map(|(_, text)| format!("`{}`", text.replace('\n', " "))).collect();
    let rows = numbered(lines.iter().map(|line| line.number));
    format!("{rows} là {what}, không phải số liệu của ai, bỏ qua: {}", shown.join("; "))
}

fn hint(kind: Aside) -> &'static str {
    match kind {
        Aside::Heading | Aside::Note | Aside::Signature => {
            "nếu đây là một dòng số liệu, sửa lại chữ ở ô này, hoặc ghi số thứ tự và các ô khác của dòng"
        }
        Aside::Header | Aside::Total | Aside::Second => "nếu đây là một dòng số liệu, sửa lại chữ ở ô này",
    }
}

/// The words in a cell; none in one of figures or dashes, also where they are text as in a list (CSV).
fn words_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) if !scalar::is_figure(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
