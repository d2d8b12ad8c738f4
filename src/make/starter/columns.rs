//! The columns of sheets that are filled in: what their cells take, how they look, and the lists to choose from.
//!
//! All of it comes from the table of columns and from the rules of a campaign, so a cell that the sheet takes is a
//! cell that the reader takes.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::utility::{column_number_to_name, quote_sheet_name};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, Workbook, Worksheet,
    XlsxError,
};

use crate::campaign::rules::input::{people, units};
use crate::campaign::source::{Column, Kind, List, Node, TableSpec, Value, scalar};
use crate::make::spreadsheet::{self, Heading, cell_format, number, row};

/// The sheet of lists; the reader knows no table of this name and leaves it aside.
pub const LISTS: &str = "Danh mục";
/// The last row (from 1) that is prepared for data.
pub const LAST_ROW: usize = 1001;
/// The last row of the sheet of lists.
const LAST_CHOICE: usize = 301;
/// The narrowest column of the sheet of lists, in characters.
const NARROWEST_LIST: f64 = 14.0;
/// The days that a cell takes without a question.
const FIRST_DAY: (u16, u8, u8) = (1950, 1, 1);
const LAST_DAY: (u16, u8, u8) = (2099, 12, 31);

/// The words of the lists that a workbook holds.
pub struct Lists(Vec<(List, Vec<String>)>);

impl Lists {
    /// Those of [`List::WRITTEN`] by `words`; `subjects` stand in the workbook: its units, then its people.
    pub fn new(words: impl Fn(List) -> Vec<String>, subjects: Vec<String>) -> Self {
        let of = |list: &List| (*list, if *list == List::Subjects { subjects.clone() } else { words(*list) });
        Lists(List::WRITTEN.iter().map(of).collect())
    }

    fn words(&self, list: List) -> &[String] {
        self.0.iter().find(|(known, _)| *known == list).map_or(&[], |(_, words)| words)
    }
}

/// The heading of `column`.
pub fn heading(column: &Column) -> Heading<'static> {
    let Column { label, width, required, help, .. } = *column;
    Heading { label, width, required, help }
}

/// How a cell that holds `kind` is written.
pub fn format_of(kind: Kind) -> Format {
    match kind {
        Kind::Date => cell_format().set_num_format("dd/mm/yyyy"),
        Kind::Code | Kind::BirthDate => cell_format().set_num_format("@"),
        Kind::Count | Kind::Year => cell_format().set_num_format("0"),
        Kind::Words | Kind::Lines | Kind::Person | Kind::Subject | Kind::Figure | Kind::Flag => cell_format(),
    }
}

/// Writes a value as what its column holds.
///
/// # Errors
/// Those of the library.
pub fn write_value(
    sheet: &mut Worksheet,
    (line, at): (usize, usize),
    node: &Node,
    kind: Kind,
    format: &Format,
) -> Result<(), XlsxError> {
    let (line, at) = (row(line), number(at));
    let Some(text) = node.text() else { return Ok(()) };
    let text = text.as_str();
    match (&node.value, node.shown()) {
        (Value::Date(day), None) => {
            return sheet.write_datetime_with_format(line, at, excel_day(*day)?, format).map(drop);
        }
        (Value::Integer(whole), None) => {
            return sheet.write_number_with_format(line, at, *whole as f64, format).map(drop);
        }
        (Value::Decimal(figure), None) => return sheet.write_number_with_format(line, at, *figure, format).map(drop),
        _ => {}
    }
    let figure = match kind {
        Kind::Count | Kind::Year => scalar::integer(text).map(|whole| whole as f64),
        Kind::Figure => scalar::decimal(text),
        _ => None,
    };
    match (kind, figure, scalar::date(text)) {
        (_, Some(figure), _) => sheet.write_number_with_format(line, at, figure, format)?,
        (Kind::Date, _, Some(day)) => sheet.write_datetime_with_format(line, at, excel_day(day)?, format)?,
        _ => sheet.write_string_with_format(line, at, text, format)?,
    };
    Ok(())
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: u32| u8::try_from(part).unwrap_or_default();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or_default(), part(day.month()), part(day.day()))
}

/// What a cell of the column takes without a question, and what it says otherwise.
///
/// # Errors
/// Those of the library.
pub fn validation(column: &Column, lists: &Lists) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    let (rule, style, message) = match (column.list, column.kind) {
        (None, Kind::Date) => {
            let day = |(year, month, day): (u16, u8, u8)| ExcelDateTime::from_ymd(year, month, day);
            let rule = rule.allow_date(DataValidationRule::Between(day(FIRST_DAY)?, day(LAST_DAY)?));
            (rule, DataValidationErrorStyle::Warning, "Ghi ngày có trên lịch dạng ngày/tháng/năm, ví dụ 25/02/2026.")
        }
        (None, Kind::Count) => {
            let rule = rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0));
            (rule, DataValidationErrorStyle::Stop, "Chỉ ghi số nguyên từ 0.")
        }
        (None, Kind::Year) => {
            let rule = rule.allow_whole_number(DataValidationRule::Between(1945, 2100));
            (rule, DataValidationErrorStyle::Stop, "Ghi năm bốn chữ số, ví dụ 2026.")
        }
        (None, Kind::Flag) => {
            let rule = rule.allow_list_strings(&["x", "không"])?;
            (rule, DataValidationErrorStyle::Stop, "Ghi x nếu đúng; để trống hoặc ghi không nếu không đúng.")
        }
        (None, _) => return Ok(None),
        (Some(list), _) => {
            let rule = rule.allow_list_formula(Formula::new(source(list, lists)));
            if list.is_closed() {
                (rule, DataValidationErrorStyle::Stop, "Chọn một mục trong danh sách.")
            } else {
                (
                    rule,
                    DataValidationErrorStyle::Warning,
                    "Mục này không có trong danh sách. Kiểm tra lại chính tả; đúng là mục mới thì chọn Yes và thêm vào danh sách.",
                )
            }
        }
    };
    let rule = rule.set_error_style(style).set_error_title("Kiểm tra lại ô này")?.set_error_message(message)?;
    Ok(Some(rule.set_input_message(column.help)?))
}

/// The cells of `list`: as many as are filled.
fn source(list: List, lists: &Lists) -> String {
    match list {
        List::Units => filled(&names(&units::TABLE, "ten")),
        List::People => filled(&names(&people::TABLE, "ho_ten")),
        List::Subjects => {
            let (units, people) = (names(&units::TABLE, "ten"), names(&people::TABLE, "ho_ten"));
            let column = list_column(list);
            let first = format!("{}!${column}$2", quote_sheet_name(LISTS));
            format!("OFFSET({first},0,0,MAX(1,COUNTA({units})+COUNTA({people})),1)")
        }
        closed if closed.is_closed() => {
            let last = lists.words(closed).len() + 1;
            let column = list_column(closed);
            format!("{}!${column}$2:${column}${last}", quote_sheet_name(LISTS))
        }
        open => {
            let column = list_column(open);
            filled(&format!("{}!${column}$2:${column}${LAST_CHOICE}", quote_sheet_name(LISTS)))
        }
    }
}

/// The filled cells at the head of `range`.
fn filled(range: &str) -> String {
    let first = range.split(':').next().unwrap_or(range);
    format!("OFFSET({first},0,0,MAX(1,COUNTA({range})),1)")
}

/// The cells of the column `key` in the sheet of `spec`.
fn names(spec: &TableSpec, key: &str) -> String {
    let at = spec.columns.iter().position(|column| column.key == key).unwrap_or_default();
    let column = column_number_to_name(number(at));
    format!("{}!${column}$2:${column}${LAST_ROW}", quote_sheet_name(spec.label))
}

fn list_column(list: List) -> String {
    column_number_to_name(number(List::WRITTEN.iter().position(|known| *known == list).unwrap_or_default()))
}

/// Adds the sheet of lists, each with a word of `help`.
///
/// # Errors
/// Those of the library.
pub fn write_lists<'a>(
    book: &'a mut Workbook,
    lists: &Lists,
    help: impl Fn(List) -> &'static str,
) -> Result<&'a mut Worksheet, XlsxError> {
    let headings: Vec<Heading> = List::WRITTEN
        .iter()
        .map(|list| Heading {
            label: list.label(),
            width: width(lists.words(*list)),
            required: false,
            help: help(*list),
        })
        .collect();
    let sheet = spreadsheet::table(book, LISTS, &headings)?;
    let longest = List::WRITTEN.iter().map(|list| lists.words(*list).len()).max().unwrap_or_default();
    sheet.set_print_area(0, 0, row(longest), number(List::WRITTEN.len() - 1))?;
    let format = cell_format();
    for (at, list) in List::WRITTEN.iter().enumerate() {
        if *list == List::Subjects {
            write_subjects(sheet, number(at), lists.words(*list), &format)?;
            continue;
        }
        for (line, word) in lists.words(*list).iter().enumerate() {
            sheet.write_string_with_format(row(line + 1), number(at), word, &format)?;
        }
    }
    Ok(sheet)
}

/// A width that shows every one of `words`, in characters.
fn width(words: &[String]) -> f64 {
    let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or_default();
    (longest as f64 + 1.0).max(NARROWEST_LIST)
}

/// A formula a row: the units, then the individuals. The values of the example, `known`, stand in the
/// cells already, for programs that show a workbook without reckoning.
fn write_subjects(sheet: &mut Worksheet, at: u16, known: &[String], format: &Format) -> Result<(), XlsxError> {
    let (units, people) = (names(&units::TABLE, "ten"), names(&people::TABLE, "ho_ten"));
    sheet.set_formula_result_default("");
    for line in 1..LAST_CHOICE {
        let formula = format!(
            "=IF({line}<=COUNTA({units}),INDEX({units},{line}),\
             IF({line}<=COUNTA({units})+COUNTA({people}),INDEX({people},{line}-COUNTA({units})),\"\"))"
        );
        let result = known.get(line - 1).map_or("", String::as_str);
        sheet.write_formula_with_format(row(line), at, Formula::new(formula).set_result(result), format)?;
    }
    Ok(())
}
