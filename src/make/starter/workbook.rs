//! `so_lieu.xlsx`: a sheet for every table that the reader knows, with the rows of the example, lists to
//! choose from, and help.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::columns::{LAST_ROW, Lists, format_of, heading, validation, write_lists, write_value};
use super::example::Example;
use super::guide::{self, Guide};
use crate::campaign::rules::input::{TABLES, people, sheets, units};
use crate::campaign::source::{List, Table, TableSpec, wide};
use crate::make::spreadsheet::{self, Heading, number, row};

/// The width of a column of values in the wide sheet, in characters.
const WIDE_VALUE: f64 = 18.0;

/// The workbook of `example`.
///
/// # Errors
/// Those of the library.
pub fn make(example: &Example) -> Result<Workbook, XlsxError> {
    let mut book = spreadsheet::book("Số liệu phong trào thi đua")?;
    let title = "SỐ LIỆU CỦA PHONG TRÀO THI ĐUA";
    let given = |spec: &&TableSpec| spec.handed_out().next().is_some();
    let tables: Vec<&TableSpec> = TABLES.iter().copied().filter(given).chain([&wide::TABLE]).collect();
    guide::write(&mut book, &Guide { title, facts: &[], steps: guide::STEPS, tables: &tables })?;
    let units = example.names(units::TABLE.key, "ten");
    let subjects = units.chain(example.names(people::TABLE.key, "ho_ten")).map(str::to_owned).collect();
    let lists = Lists::new(|list| example.words(list), subjects);
    for (spec, table) in TABLES.iter().zip(&example.tables).filter(|(spec, _)| given(spec)) {
        write_table(&mut book, spec, table, &lists)?;
    }
    write_wide(&mut book, example)?;
    write_lists(&mut book, &lists, help)?;
    Ok(book)
}

/// Adds the wide sheet of results, without rows: whoever would rather fill in a column for each indicator has it ready.
fn write_wide(book: &mut Workbook, example: &Example) -> Result<(), XlsxError> {
    let shared = sheets::RESULTS.columns.iter().filter(|column| wide::NAMING.contains(&column.key));
    let indicators = example.words(List::Indicators);
    let help = "Giá trị của chỉ số này, ghi như cột Giá trị của trang Kết quả; thêm chỉ số thì thêm cột";
    let values = indicators.iter().map(|label| Heading { label, width: WIDE_VALUE, required: false, help });
    let headings: Vec<Heading> = shared.map(|column| -> Heading { heading(column) }).chain(values).collect();
    spreadsheet::table(book, wide::TABLE.label, &headings).map(drop)
}

fn write_table(book: &mut Workbook, spec: &TableSpec, table: &Table, lists: &Lists) -> Result<(), XlsxError> {
    let headings: Vec<Heading> = spec.handed_out().map(heading).collect();
    let sheet = spreadsheet::table(book, spec.label, &headings)?;
    for (at, column) in spec.handed_out().enumerate() {
        let format = format_of(column.kind);
        sheet.set_column_format(number(at), &format)?;
        if let Some(rule) = validation(column, lists)? {
            sheet.add_data_validation(1, number(at), row(LAST_ROW - 1), number(at), &rule)?;
        }
        for (line, data) in table.rows.iter().enumerate() {
            let cell = data.cells.iter().find(|(key, _)| *key == column.key);
            if let Some((_, node)) = cell.filter(|(_, node)| !node.is_empty()) {
                write_value(sheet, (line + 1, at), node, column.kind, &format)?;
            }
        }
    }
    Ok(())
}

fn help(list: List) -> &'static str {
    match list {
        List::Subjects => "Tự lấy từ bảng Đơn vị và Cá nhân, không sửa ở đây",
        list if list.is_closed() => "Chương trình chỉ nhận các mục này",
        _ => "Lấy từ phong_trao.toml; mục mới thì thêm vào cuối, không để ô trống ở giữa",
    }
}
