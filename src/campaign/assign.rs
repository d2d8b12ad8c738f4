//! Rows to units: each registration goes to the unit that it names. One that names no unit stands by itself,
//! never with the unit whose name is like it.

use std::collections::HashMap;

use super::UnitRecord;
use crate::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::model::located::fold;
use crate::model::{Registration, Unit};
use crate::source::{Fields, Row};
use crate::text::ascii_key;
use crate::text::stems::Stems;

/// Finds units by what people call them.
pub struct Names {
    /// Name, abbreviation and stem, as typed and as key, each with the units called so.
    exact: HashMap<String, Vec<usize>>,
    keys: HashMap<String, Vec<usize>>,
    all: Vec<(String, usize)>,
}

impl Names {
    /// The names of `units`.
    pub fn new(units: &[UnitRecord]) -> Self {
        let mut names = Names { exact: HashMap::new(), keys: HashMap::new(), all: Vec::new() };
        for (index, record) in units.iter().enumerate() {
            for name in [&record.unit.ten, &record.unit.viet_tat, &record.stem] {
                if name.is_empty() {
                    continue;
                }
                put(&mut names.exact, name.clone(), index);
                put(&mut names.keys, ascii_key(name), index);
                names.all.push((name.clone(), index));
            }
        }
        names
    }

    /// The units that `name` may mean; letters' case and accents only count when they decide.
    pub fn meant(&self, name: &str) -> &[usize] {
        let exact = self.exact.get(name).map_or(&[][..], Vec::as_slice);
        let loose = self.keys.get(&ascii_key(name)).map_or(&[][..], Vec::as_slice);
        if exact.len() == 1 || loose.is_empty() { exact } else { loose }
    }

    /// The units at `meant` by name, for a message: "`A` hay `B`".
    pub fn listed(&self, meant: &[usize]) -> String {
        let name = |at: &usize| self.all.iter().find(|(_, index)| index == at).map(|(name, _)| format!("`{name}`"));
        meant.iter().filter_map(name).collect::<Vec<_>>().join(" hay ")
    }

    /// The name of a unit that `name` is most like.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.all.iter().map(|(known, _)| known.as_str()))
    }
}

fn put(map: &mut HashMap<String, Vec<usize>>, name: String, index: usize) {
    let known = map.entry(name).or_default();
    if !known.contains(&index) {
        known.push(index);
    }
}

/// The units of the rows `units` with their registrations, in the order of the rows.
///
/// A unit or registration that can't be placed becomes a record of its own, so that its faults show up
/// as a paper that could not be made.
pub fn assign(units: &[Row], registrations: &[Registration], report: &mut Report) -> Vec<UnitRecord> {
    let mut stems = Stems::default();
    let mut records: Vec<UnitRecord> = Vec::new();
    let mut places: HashMap<String, (usize, Place)> = HashMap::new();
    for row in units {
        let record = read_unit(row);
        let place =
            row.cells.iter().find(|(key, _)| *key == "ten").map_or(row.place.clone(), |(_, node)| node.place.clone());
        let twin = places.get(&fold(&record.unit.ten)).cloned().filter(|_| !record.unit.ten.is_empty());
        match twin {
            Some((index, first)) => {
                let message = format!("đơn vị `{}` có hai dòng", record.unit.ten);
                let finding =
                    Diagnostic::error(Code::DL019, message).at(place).hint_at(first, "dòng thứ nhất; xóa một dòng");
                if let Some(known) = records.get_mut(index) {
                    known.report.push(finding);
                    known.report.extend(record.report);
                }
            }
            None => {
                places.insert(fold(&record.unit.ten), (records.len(), place));
                let name = if record.unit.ten.is_empty() { nameless(&row.place) } else { record.unit.ten.clone() };
                records.push(UnitRecord { stem: stems.make(&name), ..record });
            }
        }
    }
    let names = Names::new(&records);
    name_those_above(&names, &mut records);
    let mut strays = HashMap::new();
    for row in registrations {
        place_registration(row, &names, &mut records, &mut strays, &mut stems, report);
    }
    records
}

/// Puts the name of the unit above where the sheet gives its abbreviation.
fn name_those_above(names: &Names, records: &mut [UnitRecord]) {
    let above: Vec<Option<String>> = records
        .iter()
        .map(|record| match names.meant(&record.unit.thuoc) {
            [one] => records.get(*one).map(|above| above.unit.ten.clone()),
            _ => None,
        })
        .collect();
    for (record, above) in records.iter_mut().zip(above) {
        record.unit.thuoc = above.unwrap_or_else(|| std::mem::take(&mut record.unit.thuoc));
    }
}

fn read_unit(row: &Row) -> UnitRecord {
    let mut report = Report::new();
    let mut unit = Unit::read(&mut Fields::of_row(row, &mut report));
    if unit.ten.is_empty() {
        unit.viet_tat.clear();
    }
    UnitRecord { unit, report, ..UnitRecord::default() }
}

fn place_registration(
    row: &Registration,
    names: &Names,
    records: &mut Vec<UnitRecord>,
    strays: &mut HashMap<String, usize>,
    stems: &mut Stems,
    report: &mut Report,
) {
    let name = &row.don_vi.value;
    let meant = names.meant(name);
    let index = match meant.first() {
        Some(index) => *index,
        None => stray(if name.is_empty() { nameless(&row.place) } else { name.clone() }, records, strays, stems),
    };
    if meant.len() != 1 && !name.is_empty() {
        report.push(unclear(Code::DL018, name, names).at(row.don_vi.place()));
    }
    if let Some(record) = records.get_mut(index) {
        record.registrations.push(row.clone());
    }
}

/// What a row that names no unit is called.
pub fn nameless(place: &Place) -> String {
    format!("dòng {}", place.row_number().unwrap_or_default())
}

/// The finding for a `name` that no unit or more than one has.
pub fn unclear(code: Code, name: &str, names: &Names) -> Diagnostic {
    let meant = names.meant(name);
    if !meant.is_empty() {
        let message = format!("`{name}` là tên chung của {} đơn vị: {}", meant.len(), names.listed(meant));
        return Diagnostic::error(code, message)
            .hint("ghi tên đầy đủ của đơn vị; tên viết tắt trong bảng `Đơn vị` mỗi đơn vị một khác");
    }
    let finding = Diagnostic::error(code, format!("không có đơn vị `{name}`"));
    match names.nearest(name) {
        Some(near) => finding.hint(format!("có phải là `{near}`?")),
        None => finding.hint("thêm đơn vị này vào bảng `Đơn vị`, hoặc sửa lại tên"),
    }
}

/// The record of a name that is no unit.
fn stray(name: String, records: &mut Vec<UnitRecord>, strays: &mut HashMap<String, usize>, stems: &mut Stems) -> usize {
    if let Some(index) = strays.get(&name) {
        return *index;
    }
    let unit = Unit { ten: name.clone(), ..Unit::default() };
    records.push(UnitRecord { unit, stem: stems.make(&name), ..UnitRecord::default() });
    strays.insert(name, records.len() - 1);
    records.len() - 1
}
