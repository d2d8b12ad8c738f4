//! The wide sheet of results, unfolded into rows of the long one.
//!
//! One row a unit or an individual, one column an indicator: each filled cell is a result, read as it would be in
//! the long sheet and with its own place. What both sheets say differently is then told like any two rows.

use std::collections::HashSet;

use crate::base::diag::{Code, Diagnostic, Place, Position, Report, is_slip, nearest};
use crate::base::text::{ascii_key, fold};
use crate::campaign::model::evidence::Indicator;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::rules::input::sheets;
use crate::campaign::source::table::of_rows;
use crate::campaign::source::{Node, OwnColumn, Row, Table, Value, union, wide};

/// Columns of the long sheet that a wide row may have as well; they hold for all its values.
const SHARED: [&str; 5] = ["doi_tuong", "don_vi", "nam", "nguon", "ngay_cong_bo"];
/// Columns that say something of a row and are no results.
const ASIDE: [&str; 2] = ["ghi_chu", "dien_giai"];

/// Adds what the `wide` tables hold to the results among `tables`.
///
/// # Errors
/// `DL009` in `report` for a sheet that does not say whom its rows are about, `DL010` for an indicator in two columns,
/// `DL011` for a header that may be a slip for one; a warning `DL011` for a header that is none.
pub fn unfold(tables: &mut Vec<Table>, wide: Vec<Table>, rules: &Rulebook, report: &mut Report) {
    for table in wide {
        for part in results(&table, rules, report) {
            match tables.iter_mut().find(|table| table.spec.key == sheets::RESULTS.key) {
                Some(known) => union::add(known, part),
                None => tables.push(part),
            }
        }
    }
}

/// What a column of a wide sheet holds.
enum Role<'a> {
    Shared(&'static str),
    Value(&'a Indicator),
    Aside,
}

/// The results in `table`, a table for each column: cells of one column are typed in one habit.
fn results(table: &Table, rules: &Rulebook, report: &mut Report) -> Vec<Table> {
    let mut roles: Vec<Role> = Vec::new();
    let is_filled = filled(table);
    for (at, column) in table.own.iter().enumerate() {
        let role = role(column, rules);
        if role.is_none() && is_filled.contains(column.key.as_str()) {
            report.push(unknown(column, rules).at(header_place(table, at)));
        }
        roles.push(role.unwrap_or(Role::Aside));
    }
    if !roles.iter().any(|role| matches!(role, Role::Shared("doi_tuong" | "don_vi"))) {
        let message = format!("bảng `{}` thiếu cột `Đối tượng`", wide::TABLE.label);
        let hint = "thêm cột `Đối tượng` (hoặc `Đơn vị`, `Họ và tên`): mỗi người, mỗi đơn vị một dòng";
        report.push(Diagnostic::error(Code::DL009, message).at(table.place.clone()).hint(hint));
        return Vec::new();
    }
    let mut parts: Vec<Vec<Row>> = Vec::new();
    let mut indicators: Vec<(usize, &Indicator)> = Vec::new();
    let mut seen: Vec<(&str, usize)> = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        let Role::Value(indicator) = role else { continue };
        if let Some((_, first)) = seen.iter().find(|(code, _)| *code == indicator.ma) {
            let message = format!("chỉ số `{}` có hai cột", indicator.ten);
            let finding = Diagnostic::error(Code::DL010, message).at(header_place(table, at));
            report.push(finding.hint_at(header_place(table, *first), "cột thứ nhất; xóa một cột"));
        }
        seen.push((&indicator.ma, at));
        parts.push(Vec::new());
        indicators.push((at, indicator));
    }
    for row in &table.rows {
        let cells = row.own_cells();
        for (part, (at, indicator)) in parts.iter_mut().zip(&indicators) {
            part.extend(result(row, &cells, *at, indicator, &roles));
        }
    }
    parts.into_iter().map(|rows| of_rows(&sheets::RESULTS, table.place.clone(), rows)).collect()
}

fn role<'a>(column: &OwnColumn, rules: &'a Rulebook) -> Option<Role<'a>> {
    let bare = column.label.split('(').next().unwrap_or_default();
    let names = [fold(&column.label), fold(bare)];
    let keys = [ascii_key(&column.label), ascii_key(bare)];
    let is_it = |indicator: &&Indicator| {
        let known = [&indicator.ma, &indicator.ten];
        known.iter().any(|known| names.contains(&fold(known)) || keys.contains(&ascii_key(known)))
    };
    if let Some(indicator) = rules.chi_so.iter().find(is_it) {
        return Some(Role::Value(indicator));
    }
    let key = sheets::RESULTS.column(&column.label)?.key;
    let shared = SHARED.into_iter().find(|known| *known == key).map(Role::Shared);
    shared.or_else(|| ASIDE.contains(&key).then_some(Role::Aside))
}

/// The result in the column `at` of `row`; nothing in a blank cell.
fn result(row: &Row, own: &[Option<&Node>], at: usize, indicator: &Indicator, roles: &[Role]) -> Option<Row> {
    let cell = |at: usize| own.get(at).copied().flatten().filter(|node| !node.is_empty());
    let value = cell(at)?;
    let shared = |key: &str| {
        let at = roles.iter().position(|role| matches!(role, Role::Shared(known) if *known == key));
        at.and_then(cell)
    };
    let (mut whom, mut unit) = (shared("doi_tuong"), shared("don_vi"));
    // A sheet of units names them in the column of units.
    if whom.is_none() {
        std::mem::swap(&mut whom, &mut unit);
    }
    let name = Node::new(Value::Text(indicator.ten.clone()), value.place.clone());
    let cells = sheets::RESULTS.columns.iter().filter_map(|column| {
        let node = match column.key {
            "doi_tuong" => whom,
            "don_vi" => unit,
            "chi_so" => Some(&name),
            "gia_tri" => Some(value),
            key => shared(key),
        };
        Some((column.key, node?.clone()))
    });
    Some(Row::new(&sheets::RESULTS, cells.collect(), row.place.clone(), row.number))
}

/// The keys of the columns in which something stands.
fn filled(table: &Table) -> HashSet<&str> {
    let cells = table.rows.iter().flat_map(|row| &row.own);
    cells.filter(|(_, node)| !node.is_empty()).map(|(column, _)| column.key.as_str()).collect()
}

/// Where the header of the column `at` stands.
fn header_place(table: &Table, at: usize) -> Place {
    let column = table.own.get(at);
    let cell = table.rows.first().zip(column).map(|(row, column)| row.place_of(&column.key));
    match (&table.place.position, cell.map(|place| place.position)) {
        (Position::Cell { sheet, row, .. }, Some(Position::Cell { column, .. })) => {
            Place::at_cell(&table.place.file, sheet, *row, column)
        }
        _ => table.place.clone(),
    }
}

/// The finding for a header that is neither an indicator nor a column of results.
fn unknown(column: &OwnColumn, rules: &Rulebook) -> Diagnostic {
    let message = format!("bảng `{}`: `{}` không phải chỉ số nào", wide::TABLE.label, column.label);
    let names = || rules.chi_so.iter().flat_map(|indicator| [indicator.ten.as_str(), indicator.ma.as_str()]);
    let near = nearest(&column.label, names());
    let finding = match near {
        Some(near) if is_slip(&ascii_key(&column.label), &ascii_key(near)) => Diagnostic::error(Code::DL011, message),
        _ => Diagnostic::warning(Code::DL011, format!("{message}: bỏ qua cột này")),
    };
    finding.did_you_mean(&column.label, names(), || {
        let known: Vec<String> = rules.chi_so.iter().map(|indicator| format!("`{}`", indicator.ten)).collect();
        format!("tiêu đề là tên hoặc mã một chỉ số trong phong_trao.toml: {}", known.join(", "))
    })
}
