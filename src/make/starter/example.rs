//! The example campaign that is part of the program: `templates/khoi_dau`.

use std::path::Path;

use chrono::NaiveDate;

use crate::base::diag::{Place, Report};
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::rules::input::{TABLES, read_rulebook};
use crate::campaign::source::{Fields, List, Table, Value, separated, table, toml};
use crate::law::Law;

/// The facts and rules, with an explanation of every key.
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
const ROWS: &[(&str, &str)] = texts!("so_lieu", "csv":
    "don_vi" "ca_nhan" "dang_ky" "de_nghi" "ket_qua" "sang_kien" "ky_luat" "ho_so" "phan_bo" "hoi_dong" "bieu_quyet"
    "ngoai_le" "khen_thuong" "bao_cao");

/// The example, read.
pub struct Example {
    /// In the order of [`TABLES`].
    pub tables: Vec<Table>,
    rules: Rulebook,
    law: Law,
    day: NaiveDate,
}

impl Example {
    /// Reads the example.
    ///
    /// # Errors
    /// Those of the readers; a test keeps it readable.
    pub fn read() -> Result<Self, Report> {
        let mut report = Report::new();
        let map = toml::parse(FACTS, Path::new("phong_trao.toml"))?;
        let mut fields = Fields::of_map(&map, &mut report);
        let rules = read_rulebook(&mut fields);
        let day = fields.date("ngay_xet").unwrap_or_default();
        let mut tables = Vec::new();
        for spec in TABLES {
            let text = ROWS.iter().find(|(key, _)| *key == spec.key).map_or("", |(_, text)| text);
            let sheet = separated::parse(text, ',', Path::new(spec.key))?;
            let rows = if text.is_empty() { None } else { table::from_sheet(sheet, spec, &mut report) };
            tables.push(rows.unwrap_or_else(|| Table {
                spec,
                place: Place::file(spec.key),
                own: Vec::new(),
                rows: Vec::new(),
                findings: Vec::new(),
            }));
        }
        let example = Example { tables, rules, law: Law::builtin()?, day };
        report.finish(example).map(|(example, _)| example)
    }

    /// The words of `list` in the example.
    pub fn words(&self, list: List) -> Vec<String> {
        list.words(&self.rules, &self.law, self.day)
    }

    /// What stands in the column `column` of the table `table`, without blanks.
    pub fn names<'a>(&'a self, table: &'a str, column: &'a str) -> impl Iterator<Item = &'a str> {
        let rows = self.tables.iter().filter(move |known| known.spec.key == table).flat_map(|known| &known.rows);
        let cells = rows.flat_map(|row| &row.cells).filter(move |(key, _)| *key == column);
        cells.filter_map(|(_, node)| match &node.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }
}
