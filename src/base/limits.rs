//! What is too much: one table of the most that is read of anything that comes from outside.
//!
//! A file of a few kilobytes can claim a billion rows or hold a gigabyte of packed zeros. So whatever is
//! unpacked, repeated or claimed is measured before it is kept, and beyond these limits reading stops with a
//! finding instead of with all the memory of the machine. They stand far above honest work (2,000 units, a
//! table of 2,000 rows, a paper of 100 pages; a workbook of 100,000 people) and where a file of their size
//! still fits into 600 MB and ten seconds.

use crate::base::diag::{Code, Diagnostic};
use crate::base::text::quantity::grouped;

/// The most of something that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is counted, as the subject of a sentence: "số dòng của trang".
    what: &'static str,
    most: u64,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Bytes,
    Pieces,
}

const MB: u64 = 1 << 20;

const fn bytes(what: &'static str, most: u64) -> Limit {
    Limit { what, most, unit: Unit::Bytes }
}

const fn pieces(what: &'static str, most: u64) -> Limit {
    Limit { what, most, unit: Unit::Pieces }
}

/// A file on the disk, whatever it is: it is held in memory while it is read.
pub const FILE: Limit = bytes("dung lượng tệp", 256 * MB);
/// A text with tables (CSV, JSON): 200,000 rows of 300 letters.
pub const TABLE_TEXT: Limit = bytes("dung lượng tệp", 64 * MB);
/// A text that somebody typed (`.van`, TOML, a template): a thousand pages.
pub const TYPED_TEXT: Limit = bytes("dung lượng tệp", 4 * MB);
/// What comes out of the parts of a package (.xlsx, .ods), whatever its header says: a million blank rows with formats.
pub const UNPACKED: Limit = bytes("dung lượng sau khi giải nén", 400 * MB);
/// Pictures and other attachments of a package, which nobody reads.
pub const ATTACHED: Limit = bytes("dung lượng các phần đính kèm sau khi giải nén", 1024 * MB);
/// The parts of a package.
pub const PARTS: Limit = pieces("số phần trong tệp nén", 20_000);
/// What stands between two marks of a part in XML, or in one cell of it.
pub const PIECE: Limit = bytes("dung lượng một mục trong tệp nén", 8 * MB);
/// An .xls, whose parts are not packed.
pub const BINARY: Limit = bytes("dung lượng tệp .xls", 100 * MB);
/// The sheets of a workbook.
pub const SHEETS: Limit = pieces("số trang của sổ tính", 1_000);
/// The rows of a sheet that hold something.
pub const ROWS: Limit = pieces("số dòng có nội dung của trang", 250_000);
/// The filled cells of a row, and the columns of a table.
pub const COLUMNS: Limit = pieces("số cột của bảng", 1_000);
/// The filled cells of a workbook, a CSV file or a JSON file, each copy of a repeated one counted.
pub const CELLS: Limit = pieces("số ô có nội dung", 2_000_000);
/// The values of a JSON file, with the objects and lists that hold others; each keeps its own path.
pub const JSON_VALUES: Limit = pieces("số giá trị trong tệp JSON, kể cả nhóm và danh sách,", 900_000);
/// The units of a campaign; the largest province has some two thousand.
pub const UNITS: Limit = pieces("số đơn vị của phong trào", 20_000);
/// The filled cells of an .ods that only say the same once more: nobody types a row again and again.
pub const COPIES: Limit = pieces("số ô chép lặp của tệp", 100_000);
/// The filled cells of all files of one folder of data: two thousand units with thirty rows of twenty cells each.
pub const FOLDER_CELLS: Limit = pieces("số ô có nội dung của các tệp trong thư mục, đến tệp này,", 1_500_000);
/// The letters of all these.
pub const FOLDER_LETTERS: Limit = bytes("lượng chữ trong các ô của các tệp trong thư mục, đến tệp này,", 60 * MB);
/// The files of one folder of data.
pub const FOLDER_FILES: Limit = pieces("số tệp số liệu trong thư mục", 5_000);
/// The rows of a table by its columns: a row of an own table has a value for each, also a blank one. 200,000 rows of
/// 25 columns.
pub const AREA: Limit = pieces("số dòng nhân số cột của bảng", 5_000_000);
/// The letters of all cells, each copy of a shared text counted: forty letters in each cell.
pub const LETTERS: Limit = bytes("lượng chữ trong các ô", 120 * MB);
/// The letters of one cell or value; a spreadsheet holds 32,767.
pub const CELL: Limit = pieces("số chữ của một ô", 100_000);
/// Areas of merged cells in a sheet.
pub const MERGED: Limit = pieces("số vùng trộn ô của trang", 100_000);
/// The cells that take their value from a merged area.
pub const SPREAD: Limit = pieces("số ô lấy giá trị từ vùng trộn ô", 1_000_000);
/// The letters of a key in JSON, TOML or a front matter, or of the name of a sheet.
pub const KEY: Limit = pieces("số chữ của một khóa", 1_000);
/// Values within one another; a table of ours has four.
pub const DEPTH: Limit = pieces("số bậc lồng nhau", 32);
/// The values of a typed text, with those that hold others.
pub const VALUES: Limit = pieces("số giá trị trong tệp", 200_000);

/// The awards of a plan: rules, papers and checks hold each against the others. An office gives some ten.
pub const AWARDS: Limit = pieces("số hình thức (`[[hinh_thuc]]`)", 1_000);
/// The steps of a plan, each told with those before it.
pub const STAGES: Limit = pieces("số bước (`[[buoc]]`)", 500);
/// The sheets of points of a plan, each with its items.
pub const SCORE_SHEETS: Limit = pieces("số thang điểm (`[[thang_diem]]`)", 200);
/// The names and bodies that an office has had in its time.
pub const NAMES_IN_TIME: Limit = pieces("số tên trong lịch sử tổ chức (`[[to_chuc]]`)", 1_000);

/// The letters of a name, a trích yếu or a heading: a PDF is called by them, and so are its parts.
pub const NAME: Limit = pieces("số chữ của một tên, trích yếu, đề mục hoặc điều", 10_000);
/// The letters of one paragraph or cell of a document: thirty pages.
pub const PARAGRAPH: Limit = pieces("số chữ của một đoạn", 100_000);
/// The paragraphs of a document: more than a thousand pages of forty lines.
pub const PARAGRAPHS: Limit = pieces("số đoạn của văn bản", 50_000);
/// The cells of all tables of a document: ten thousand rows of ten columns. Each is laid out, and takes some ten
/// kilobytes until its page is written.
pub const TABLE_CELLS: Limit = pieces("số ô của các bảng trong văn bản", 100_000);
/// The columns of a table in a document: Word has no more, and opens no file that has.
pub const TABLE_COLUMNS: Limit = pieces("số cột của một bảng trong văn bản", 63);
/// The pieces of bold and italic, blanks and line breaks of one paragraph.
pub const RUNS: Limit = pieces("số mảnh đậm, nghiêng, ô trống, ngắt dòng của một đoạn", 1_000);

impl Limit {
    /// The number itself, in bytes or pieces.
    pub const fn most(self) -> u64 {
        self.most
    }

    /// Whether so many are fine.
    pub fn allows(self, found: usize) -> bool {
        u64::try_from(found).is_ok_and(|found| found <= self.most)
    }

    /// The finding for more than that, without a place.
    pub fn over(self) -> Diagnostic {
        self.over_with("tệp hỏng, hoặc không phải tệp cần đọc; nếu đúng là số liệu thật thì chia ra nhiều tệp")
    }

    /// The same, mended in another way.
    pub fn over_with(self, hint: &str) -> Diagnostic {
        let message = format!("{} vượt giới hạn, nhiều nhất là {}", self.what, self.shown());
        Diagnostic::error(Code::DL060, message).hint(hint)
    }

    fn shown(self) -> String {
        match self.unit {
            Unit::Bytes => format!("{} MB", grouped(self.most / MB)),
            Unit::Pieces => grouped(self.most),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_told_with_its_number() {
        assert!(ROWS.allows(250_000) && !ROWS.allows(250_001));
        assert!(ROWS.over().message.ends_with("nhiều nhất là 250.000"), "{}", ROWS.over().message);
        assert_eq!(NAME.over_with("rút ngắn").hints[0].text, "rút ngắn");
        assert!(UNPACKED.over().message.contains("400 MB"));
    }
}
