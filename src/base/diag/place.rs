//! Where something stands in what the user gave us.
//!
//! One type serves everybody: the readers that put a place beside every value, the rules that sort by
//! it, the screen, the workbook and the JSON that print it. A campaign has hundreds of thousands of
//! places, so file and sheet are shared and a clone costs no text.

use std::cmp::Ordering;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::base::text::visible::visible;

/// A place; places are in the order of reading: file, then line or sheet, row and column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub file: Arc<Path>,
    pub position: Position,
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    /// Most places are in one file, which need not be compared part by part. A workbook stands before the folder that is
    /// called as it is.
    fn cmp(&self, other: &Self) -> Ordering {
        let files = || {
            if Arc::ptr_eq(&self.file, &other.file) {
                Ordering::Equal
            } else {
                self.file.as_os_str().cmp(other.file.as_os_str())
            }
        };
        files().then_with(|| self.position.cmp(&other.position))
    }
}

/// Where in its file a place is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// The whole file or folder.
    Whole,
    /// A line and a column of a text file, both counted from 1, columns in characters.
    Line { line: u32, column: u32 },
    /// A cell of a sheet, row and column counted from 0.
    Cell { sheet: Arc<str>, row: u32, column: u32 },
    /// A value in a file whose reader keeps no lines (`dang_ky[3].don_vi`).
    Key(Arc<[Step]>),
}

/// One step on the way to a value in a tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Name(Arc<str>),
    /// An item of a list, from 1.
    Item(u32),
}

/// A row of a sheet, a line of a text file or an item of a list: what the places of one record share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlaceRow(Place);

impl Place {
    /// The whole of `file`.
    pub fn file(file: impl AsRef<Path>) -> Self {
        Place::whole(&Arc::from(file.as_ref()))
    }

    /// `line` and `column` of `file`, from 1.
    pub fn line(file: impl AsRef<Path>, line: usize, column: usize) -> Self {
        Place::at_line(&Arc::from(file.as_ref()), line, column)
    }

    /// The cell in `row` and `column` (both from 0) of `sheet`.
    pub fn cell(file: impl AsRef<Path>, sheet: &str, row: u32, column: u32) -> Self {
        Place::at_cell(&Arc::from(file.as_ref()), &Arc::from(sheet), row, column)
    }

    /// As [`Place::file`], of a file whose name is shared.
    pub fn whole(file: &Arc<Path>) -> Self {
        Place { file: file.clone(), position: Position::Whole }
    }

    /// As [`Place::line`], of a file whose name is shared.
    pub fn at_line(file: &Arc<Path>, line: usize, column: usize) -> Self {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Place { file: file.clone(), position: Position::Line { line: number(line), column: number(column) } }
    }

    /// As [`Place::cell`], of a file and a sheet whose names are shared.
    pub fn at_cell(file: &Arc<Path>, sheet: &Arc<str>, row: u32, column: u32) -> Self {
        Place { file: file.clone(), position: Position::Cell { sheet: sheet.clone(), row, column } }
    }

    /// The value at the end of `steps`; the whole of `file` without any.
    pub fn at_key(file: &Arc<Path>, steps: &[Step]) -> Self {
        let position = if steps.is_empty() { Position::Whole } else { Position::Key(steps.into()) };
        Place { file: file.clone(), position }
    }

    /// The file this place lies in.
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// The row that this place is in; none for a whole file.
    pub fn row(&self) -> Option<PlaceRow> {
        let position = match &self.position {
            Position::Whole => return None,
            Position::Line { line, .. } => Position::Line { line: *line, column: 1 },
            Position::Cell { sheet, row, .. } => Position::Cell { sheet: sheet.clone(), row: *row, column: 0 },
            Position::Key(steps) => {
                let item = steps.iter().position(|step| matches!(step, Step::Item(_)));
                Position::Key(steps.iter().take(item.map_or(steps.len(), |at| at + 1)).cloned().collect())
            }
        };
        Some(PlaceRow(Place { file: self.file.clone(), position }))
    }

    /// Whether it is in the same [row](Self::row) as `other`.
    pub fn is_in_row_of(&self, other: &Place) -> bool {
        match (&self.position, &other.position) {
            (Position::Line { line, .. }, Position::Line { line: known, .. }) if line != known => false,
            (Position::Line { .. }, Position::Line { .. }) if Arc::ptr_eq(&self.file, &other.file) => true,
            _ => self.row() == other.row(),
        }
    }

    /// The number of its row as the user sees it, from 1: of a line, a row of a sheet, an item of a list.
    pub fn row_number(&self) -> Option<u32> {
        match &self.position {
            Position::Whole => None,
            Position::Line { line, .. } => Some(*line),
            Position::Cell { row, .. } => Some(row + 1),
            Position::Key(steps) => steps.iter().find_map(|step| match step {
                Step::Item(number) => Some(*number),
                Step::Name(_) => None,
            }),
        }
    }

    /// Line and column, from 1, of a place in a text.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        match self.position {
            Position::Line { line, column } => Some((line as usize, column as usize)),
            _ => None,
        }
    }

    /// Row and column, from 0, of a cell.
    pub fn row_and_column(&self) -> Option<(u32, u32)> {
        match self.position {
            Position::Cell { row, column, .. } => Some((row, column)),
            _ => None,
        }
    }

    /// The sheet of a cell.
    pub fn sheet(&self) -> Option<&str> {
        match &self.position {
            Position::Cell { sheet, .. } => Some(sheet),
            _ => None,
        }
    }

    /// The place within its file, in short: `7:3`, `D7`, `dang_ky[3].don_vi`.
    pub fn within_file(&self) -> String {
        match &self.position {
            Position::Whole => "cả tệp".to_owned(),
            Position::Line { line, column } => format!("{line}:{column}"),
            Position::Cell { row, column, .. } => cell_name(*row, *column),
            Position::Key(steps) => visible(&key_path(steps)).into_owned(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.file.to_string_lossy();
        let path = visible(&path);
        match &self.position {
            Position::Whole => write!(out, "{path}"),
            Position::Line { line, column } => write!(out, "{path}:{line}:{column}"),
            Position::Cell { sheet, row, column } => {
                write!(out, "{path} [{}!{}]", visible(sheet), cell_name(*row, *column))
            }
            Position::Key(steps) => write!(out, "{path}: {}", visible(&key_path(steps))),
        }
    }
}

/// The name of the cell in `row` and `column`, both from 0: `D7`.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), u64::from(row) + 1)
}

/// Spreadsheet letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// `dang_ky[3].don_vi`
fn key_path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(number) => path.push_str(&format!("[{number}]")),
            Step::Name(name) if path.is_empty() => path.push_str(name),
            Step::Name(name) => path.push_str(&format!(".{name}")),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(steps: &[Step]) -> Place {
        Place::at_key(&Arc::from(Path::new("s.json")), steps)
    }

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        for (column, name) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")] {
            let place = Place::cell("a.xlsx", "S", 0, column);
            assert_eq!(place.to_string(), format!("a.xlsx [S!{name}]"));
        }
    }

    #[test]
    fn cells_of_one_row_are_one_row() {
        let cell = |name: &str, at: u32| Place::cell("s.xlsx", name, at, 3).row();
        assert_eq!(Place::cell("s.xlsx", "Đăng ký", 6, 0).row(), cell("Đăng ký", 6));
        assert_ne!(cell("Đề nghị", 6), cell("Đăng ký", 6));
        let item = [Step::Name("de_nghi".into()), Step::Item(3)];
        let value = key(&[item.as_slice(), &[Step::Name("nam".into())]].concat());
        assert_eq!((value.to_string().as_str(), value.row()), ("s.json: de_nghi[3].nam", key(&item).row()));
        assert_eq!(Place::file("s.xlsx").row(), None);
        assert_eq!((value.row_number(), Place::cell("s.xlsx", "S", 6, 0).row_number()), (Some(3), Some(7)));
    }

    #[test]
    fn places_are_in_the_order_of_reading() {
        let item = |number| key(&[Step::Name("de_nghi".into()), Step::Item(number)]);
        let cell = |row, column| Place::cell("so_lieu.xlsx", "Đăng ký", row, column);
        let ordered = [
            Place::line("phong_trao.toml", 2, 9),
            Place::line("phong_trao.toml", 10, 1),
            item(2),
            item(10),
            Place::file("so_lieu.xlsx"),
            cell(1, 30),
            cell(9, 1),
            cell(9, 27),
        ];
        assert!(ordered.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
