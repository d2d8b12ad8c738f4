//! The example campaign that is part of the program (`templates/khoi_dau`): what a new campaign starts from, and so
//! what must not be left in it. Prose and rows that still are those of the example are told before they are printed.

pub mod body;

use std::borrow::Cow;
use std::path::Path;

use self::body::Body;
use crate::base::data::scalar;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::text::{composed, nfc};
use crate::campaign::rules::input::TABLES;
use crate::campaign::source::{Node, Row, Table, Value, read, separated, table};

/// The facts and rules, with an explanation of every key.
#[cfg(feature = "cli")]
pub const FACTS: &str = include_str!("../../../templates/khoi_dau/phong_trao.toml");

macro_rules! texts {
    ($folder:literal, $extension:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../templates/khoi_dau/", $folder, "/", $name, ".", $extension))),)*]
    };
}

/// The prose, by the name of its file.
pub const PROSE: &[(&str, &str)] = texts!("noi_dung", "van":
    "muc_dich" "yeu_cau" "noi_dung_thi_dua" "kinh_phi" "to_chuc_thuc_hien" "ket_qua" "ton_tai" "nguyen_nhan" "bai_hoc"
    "phuong_huong");

/// The rows of the sheets, by the key of the table.
pub const ROWS: &[(&str, &str)] = texts!("so_lieu", "csv":
    "don_vi" "ca_nhan" "dang_ky" "de_nghi" "ket_qua" "sang_kien" "ky_luat" "ho_so" "phan_bo" "hoi_dong" "bieu_quyet"
    "ngoai_le" "khen_thuong" "bao_cao");

/// The office of the example, its tỉnh, its abbreviation and who signs: what an own office puts in their place.
pub const NAMES: [&str; 4] = [body::OFFICE, "An Giang", "SKHCN", "Nguyễn Văn A"];

/// A column for the clerk's own eyes.
const REMARK: &str = "ghi_chu";
/// Cells that must be those of the example before a row is said to be one of it.
const FEWEST_CELLS: usize = 2;
/// Rows that are named.
const MOST_NAMED: usize = 8;

/// The rows of the example in the sheet of `key`, read from its `text`, with each cell as `put_in` has it.
pub fn rows(key: &str, text: &str, put_in: impl Fn(&str) -> String) -> Option<Table> {
    let spec = TABLES.iter().find(|spec| spec.key == key)?;
    let mut sheet = separated::parse(text, ',', Path::new(key)).ok()?;
    for (_, node) in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Value::Text(text) = &mut node.value {
            *text = put_in(text);
        }
    }
    table::from_sheet(sheet, spec, &mut Report::new())
}

/// Tells which prose in `prose` and which rows of `tables` are left of the example, as it speaks of the body called `name`,
/// as warnings `DL070`.
pub fn tell(files: &dyn Files, prose: &Path, (name, tables): (&str, &[Table]), report: &mut Report) {
    let body = Body::called(name);
    let put_in = |text: &str| body.as_ref().map_or_else(|| text.to_owned(), |body| body.put_in(text));
    for (name, example) in PROSE {
        let path = prose.join(format!("{name}.van"));
        let text = files.is_file(&path).then(|| read(files, &path).ok()).flatten();
        if text.is_some_and(|bytes| lines(&String::from_utf8_lossy(&bytes)) == lines(&put_in(example))) {
            let message = "đoạn văn này còn nguyên là ví dụ của chương trình";
            let finding = Diagnostic::warning(Code::DL070, message).at(Place::line(&path, 1, 1));
            report.push(finding.hint("viết lại cho cơ quan mình; không dùng thì xóa tệp"));
        }
    }
    let left = ROWS.iter().filter_map(|(key, text)| {
        let table = tables.iter().find(|table| table.spec.key == *key)?;
        left_in(table, &rows(key, text, put_in)?)
    });
    report.extend(left);
}

/// The rows of `example` that `table` still has.
fn left_in(table: &Table, example: &Table) -> Option<Diagnostic> {
    let required: Vec<&str> =
        table.spec.columns.iter().filter(|column| column.required).map(|column| column.key).collect();
    let named = |known: &&Row| {
        let cells = known.cells.iter().filter(|(key, _)| required.contains(key));
        cells.filter_map(|(_, node)| node.text()).all(|text| is_of_any_office(&text))
    };
    let known: Vec<&Row> = example.rows.iter().filter(named).collect();
    let remarks: Vec<String> = example.rows.iter().filter_map(remark).collect();
    let is_marked = |row: &Row| remark(row).is_some_and(|text| remarks.contains(&text));
    let said = Said::of(known.iter().map(|known| said(known)).filter(|said| said.len() >= FEWEST_CELLS));
    let (mut left, mut cells): (Vec<&Row>, _) = (Vec::new(), Vec::new());
    left.extend(table.rows.iter().filter(|row| is_marked(row) || said.is_all_in(row, &mut cells)));
    // "Văn phòng Sở, Tập thể, 20/02/2026" may be the row of any office; half of the example is not, nor is a row that
    // calls itself an example.
    if left.len() * 2 < known.len() {
        left.retain(|row| is_marked(row));
    }
    let first = left.first()?;
    let numbers: Vec<String> = left.iter().take(MOST_NAMED).map(|row| row.number.to_string()).collect();
    let more = if left.len() > numbers.len() { ", …" } else { "" };
    let (count, label) = (left.len(), table.spec.label);
    let message = format!("bảng `{label}` còn {count} dòng ví dụ của chương trình: dòng {}{more}", numbers.join(", "));
    Some(Diagnostic::warning(Code::DL070, message).at(first.place.clone()).hint("ghi đè hoặc xóa các dòng ấy"))
}

/// What a row says of itself to the clerk.
fn remark(row: &Row) -> Option<String> {
    row.text(REMARK).map(|(text, _)| nfc(text.trim())).filter(|text| !text.is_empty())
}

/// A column and what a row says in it.
type Cell = (&'static str, String);

/// What the row `example` says, whatever office is put into it.
fn said(example: &Row) -> Vec<Cell> {
    let cells = example.cells.iter().filter(|(key, _)| *key != REMARK);
    let said = cells.filter_map(|(key, node)| Some((*key, canonical(node)?.into_owned())));
    said.filter(|(_, text)| is_of_any_office(text)).collect()
}

/// What a row says in one column, once it has been looked at.
type Read<'a> = Option<Option<Cow<'a, str>>>;

/// What the rows of the example say.
#[derive(Default)]
struct Said {
    /// The columns in which they say something.
    columns: Vec<&'static str>,
    /// Each row: the numbers of its columns, and what it says there.
    rows: Vec<Vec<(usize, String)>>,
}

impl Said {
    fn of(rows: impl Iterator<Item = Vec<Cell>>) -> Self {
        let mut all = Said::default();
        for row in rows {
            let cells = row.into_iter().map(|(key, text)| (all.number(key), text)).collect();
            all.rows.push(cells);
        }
        all
    }

    fn number(&mut self, key: &'static str) -> usize {
        self.columns.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.columns.push(key);
            self.columns.len() - 1
        })
    }

    /// Whether `row` says all that one of them says; `cells` is room for what it says, used again for each row.
    fn is_all_in<'a>(&self, row: &'a Row, cells: &mut Vec<Read<'a>>) -> bool {
        cells.clear();
        cells.resize_with(self.columns.len(), || None);
        let mut says = |(at, text): &(usize, String)| {
            let (Some(cell), Some(key)) = (cells.get_mut(*at), self.columns.get(*at)) else { return false };
            cell.get_or_insert_with(|| row.get(key).and_then(canonical)).as_deref() == Some(text.as_str())
        };
        self.rows.iter().any(|said| said.iter().all(&mut says))
    }
}

/// Whether `text` holds no name that an office puts its own in the place of.
fn is_of_any_office(text: &str) -> bool {
    NAMES.iter().all(|name| !text.contains(name))
}

/// What a cell says, in whichever way the sheet holds it.
fn canonical(node: &Node) -> Option<Cow<'_, str>> {
    let text = match node.read()? {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    let number = || scalar::decimal(&text).map(|number| number.to_string());
    let said = match (scalar::date(&text).map(|day| day.to_string()).or_else(number), text) {
        (Some(said), _) => Cow::Owned(said),
        (None, Cow::Borrowed(text)) => composed(text),
        (None, Cow::Owned(text)) => Cow::Owned(nfc(&text)),
    };
    Some(said).filter(|text| !text.is_empty())
}

fn lines(text: &str) -> Vec<String> {
    nfc(text).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
