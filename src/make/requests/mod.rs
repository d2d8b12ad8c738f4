//! Workbooks that ask units for their data: one for each unit, to be filled in and sent back.
//!
//! A unit sees what is known of it, locked, and fills in what is not, with the lists of the campaign to choose from.
//! The sheets and their columns are those that the reader knows, so a workbook that comes back is read as it
//! is, without a hand's turn; see [`crate::campaign::source::answer`] for how it is known again.

mod content;
mod help;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatBorder, ProtectionOptions, Workbook, Worksheet,
    XlsxError,
};

use self::content::{Content, Line};
use crate::base::diag::Diagnostic;
use crate::campaign::CampaignFolder;
use crate::campaign::model::evidence::IndicatorKind;
use crate::campaign::parties::Party;
use crate::campaign::rules::input::{people, units};
use crate::campaign::source::{Kind, List, Node, Table, TableSpec};
use crate::make::output::OutputFile;
use crate::make::spreadsheet::{self, Heading, number, row};
use crate::make::starter::columns::{LAST_ROW, Lists, format_of, heading, validation, write_lists, write_value};

/// What a workbook is called inside.
const TITLE: &str = "Phiếu số liệu thi đua";
/// How many blank rows a table has on paper; more can be filled in.
const BLANK_ROWS: usize = 15;
/// The most characters of a list of words in a cell.
const LONGEST_CHOICE: usize = 255;
/// The ground of what is locked.
const LOCKED: Color = Color::RGB(0xF2_F2_F2);
/// Columns of the table of units that are the office's to say.
const OF_THE_OFFICE: [&str; 2] = ["ten", "thuoc"];

/// The workbooks for the units at the positions `chosen` of `folder`, whose rows are `tables`; each is called like the
/// other files of its unit.
///
/// # Errors
/// `GF009` when one can't be made.
pub fn files(folder: &CampaignFolder, tables: &[Table], chosen: &[usize]) -> Result<Vec<OutputFile>, Diagnostic> {
    let content = Content::of(folder, tables);
    let units = chosen.iter().filter_map(|at| Some((*at, folder.parties().get(*at)?)));
    let file = |(at, unit): (usize, &Party)| {
        let bytes = spreadsheet::bytes(workbook(folder, &content, at, unit))?;
        Ok(OutputFile { path: format!("{}.xlsx", unit.stem), bytes })
    };
    units.map(file).collect()
}

fn workbook(folder: &CampaignFolder, content: &Content, at: usize, unit: &Party) -> Result<Workbook, XlsxError> {
    let mut book = spreadsheet::book(TITLE)?;
    protect(help::write(&mut book, folder, unit, content.specs())?);
    let tables: Vec<(&TableSpec, Vec<Line>)> =
        content.specs().iter().map(|spec| (*spec, content.lines(spec, at, unit))).collect();
    let lists = Lists::new(|list| words(list, folder), subjects(&tables));
    for (spec, lines) in &tables {
        write_table(&mut book, spec, lines, (content, &lists))?;
    }
    protect(write_lists(&mut book, &lists, |_| "Để chọn trong các trang khác, không sửa ở đây")?);
    Ok(book)
}

fn words(list: List, folder: &CampaignFolder) -> Vec<String> {
    list.words(&folder.facts().quy_dinh, folder.law(), folder.judgement().ngay)
}

/// The names in the tables of units and people.
fn subjects(tables: &[(&TableSpec, Vec<Line>)]) -> Vec<String> {
    let names = |table: &str, column: &'static str| {
        let lines = tables.iter().filter(move |(spec, _)| spec.key == table).flat_map(|(_, lines)| lines);
        lines.filter_map(|line| line.get(column)?.text()).collect::<Vec<String>>()
    };
    [names(units::TABLE.key, "ten"), names(people::TABLE.key, "ho_ten")].concat()
}

/// Locks what is not marked as open; whoever must can lift it, there is no password.
fn protect(sheet: &mut Worksheet) {
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&options);
}

fn write_table(
    book: &mut Workbook,
    spec: &TableSpec,
    lines: &[Line],
    (content, lists): (&Content, &Lists),
) -> Result<(), XlsxError> {
    let columns = || spec.columns.iter().filter(|column| !column.seldom || content.asks(column));
    let headings: Vec<Heading> = columns().map(heading).collect();
    let sheet = spreadsheet::table(book, spec.label, &headings)?;
    protect(sheet);
    let is_of_units = spec.key == units::TABLE.key;
    let last = lines.len() + if is_of_units { 0 } else { BLANK_ROWS };
    for (at, column) in columns().enumerate() {
        let (open, locked) = (format_of(column.kind).set_unlocked(), locked(format_of(column.kind)));
        if !is_of_units {
            sheet.set_column_format(number(at), &open)?;
        }
        if let Some(rule) = validation(column, lists)? {
            sheet.add_data_validation(1, number(at), row(LAST_ROW - 1), number(at), &rule)?;
        }
        if column.kind == Kind::Figure {
            for (line, kind) in lines.iter().enumerate().filter_map(|(at, line)| Some((at, content.kind_of(line)?))) {
                choose_value(sheet, row(line + 1), number(at), kind)?;
            }
        }
        for line in 0..last {
            let node = lines.get(line).and_then(|line| line.get(column.key));
            match node.filter(|node| !Node::is_empty(node)) {
                Some(node) => write_value(sheet, (line + 1, at), node, column.kind, &locked)?,
                None if is_of_units && OF_THE_OFFICE.contains(&column.key) => {
                    sheet.write_blank(row(line + 1), number(at), &locked).map(drop)?;
                }
                None => {
                    sheet.write_blank(row(line + 1), number(at), &bordered(open.clone())).map(drop)?;
                }
            }
        }
    }
    Ok(())
}

/// The words that a value of `kind` is chosen from; others are asked about.
fn choose_value(sheet: &mut Worksheet, line: u32, at: u16, kind: &IndicatorKind) -> Result<(), XlsxError> {
    let words: Vec<&str> = match kind {
        IndicatorKind::So { .. } => return Ok(()),
        IndicatorKind::CoKhong => vec!["có", "không"],
        IndicatorKind::XepLoai { cac_muc } => cac_muc.iter().map(String::as_str).collect(),
    };
    if words.iter().map(|word| word.chars().count() + 1).sum::<usize>() > LONGEST_CHOICE {
        return Ok(());
    }
    let rule = DataValidation::new().allow_list_strings(&words)?.set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(line, at, line, at, &rule).map(drop)
}

fn locked(format: Format) -> Format {
    bordered(format).set_background_color(LOCKED)
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Hair)
}
