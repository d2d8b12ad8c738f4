//! What stands in the workbook of a unit: its own rows of the tables that units fill in, and what is asked of it.

use std::collections::{BTreeSet, HashMap};

use crate::base::diag::Place;
use crate::base::text::fold;
use crate::campaign::CampaignFolder;
use crate::campaign::model::criterion::Condition;
use crate::campaign::model::evidence::{Indicator, IndicatorKind};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{NomineeKind, SubjectRef};
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::parties::{Parties, Party};
use crate::campaign::rules::input::{people, registration, sheets, units};
use crate::campaign::source::{Column, Node, Row, Table, TableSpec, Value};

/// The tables that units fill in, in the order of their sheets.
const TABLES: [&TableSpec; 10] = [
    &units::TABLE,
    &people::TABLE,
    &registration::TABLE,
    &sheets::NOMINATIONS,
    &sheets::RESULTS,
    &sheets::INITIATIVES,
    &sheets::CASES,
    &sheets::PAPERS,
    &sheets::PAST_AWARDS,
    &sheets::PASSAGES,
];

/// The known cells of a row, by the keys of their columns.
#[derive(Clone, Debug, Default)]
pub struct Line(Vec<(&'static str, Node)>);

impl Line {
    /// What stands in the column `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, node)| node)
    }

    fn of(row: &Row) -> Self {
        Line(row.cells.clone())
    }

    fn of_words(words: Vec<(&'static str, String)>) -> Self {
        let node = |text: String| Node::new(Value::Text(text), Place::file(""));
        Line(words.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, node(text))).collect())
    }

    fn words(&self, key: &str) -> String {
        self.get(key).and_then(Node::text).unwrap_or_default()
    }
}

/// What is known of every unit.
pub struct Content<'a> {
    rules: &'a Rulebook,
    specs: Vec<&'static TableSpec>,
    /// Rows by the table and the unit.
    rows: HashMap<(&'static str, usize), Vec<&'a Row>>,
    /// The one year of all đề nghị.
    year: Option<i32>,
}

impl<'a> Content<'a> {
    /// What the rows of `tables` and the rules of `folder` say.
    pub fn of(folder: &'a CampaignFolder, tables: &'a [Table]) -> Self {
        let parties = folder.parties();
        let mut rows: HashMap<(&'static str, usize), Vec<&Row>> = HashMap::new();
        for row in tables.iter().flat_map(|table| &table.rows) {
            if let Some(unit) = unit_of(row, parties) {
                rows.entry((row.spec.key, unit)).or_default().push(row);
            }
        }
        let years: BTreeSet<i32> = folder.facts().de_nghi.iter().filter_map(|row| row.nam).collect();
        let year = years.first().copied().filter(|_| years.len() == 1);
        let is_used = |spec: &&&TableSpec| {
            let has_rows = tables.iter().any(|table| table.spec.key == spec.key && !table.rows.is_empty());
            has_rows || is_asked(spec.key, folder)
        };
        let specs = TABLES.iter().filter(is_used).copied().collect();
        Content { rules: &folder.facts().quy_dinh, specs, rows, year }
    }

    /// Whether units fill in a column that few campaigns have: their own points, where there is a thang điểm.
    pub fn asks(&self, column: &Column) -> bool {
        column.key == sheets::OWN_POINTS && !self.rules.thang_diem.is_empty()
    }

    /// The tables that units of the campaign fill in.
    pub fn specs(&self) -> &[&'static TableSpec] {
        &self.specs
    }

    /// The rows of `spec` for the unit at the position `at`: what is known, and what is asked.
    pub fn lines(&self, spec: &TableSpec, at: usize, unit: &Party) -> Vec<Line> {
        let rows = self.rows.get(&(spec.key, at)).map(Vec::as_slice).unwrap_or_default();
        let mut lines: Vec<Line> = rows.iter().map(|row| Line::of(row)).collect();
        if spec.key == sheets::RESULTS.key {
            let asked = self.asked(&lines, at, unit);
            lines.extend(asked);
        }
        lines
    }

    /// What the values of the indicator that `line` names are.
    pub fn kind_of(&self, line: &Line) -> Option<&IndicatorKind> {
        let named = fold(&line.words("chi_so"));
        let is_it = |indicator: &&Indicator| fold(&indicator.ten) == named || fold(&indicator.ma) == named;
        self.rules.chi_so.iter().find(is_it).map(|indicator| &indicator.kieu)
    }

    /// A row for each indicator of which no value of the unit, or of somebody whom it proposes, is `known`.
    fn asked(&self, known: &[Line], at: usize, unit: &Party) -> Vec<Line> {
        let proposed = self.rows.get(&(sheets::NOMINATIONS.key, at)).map(Vec::as_slice).unwrap_or_default();
        let mut whom = vec![(unit.nominee.ten.clone(), String::new())];
        for line in proposed.iter().map(|row| Line::of(row)).chain(known.iter().cloned()) {
            let one = (line.words("doi_tuong"), line.words("don_vi"));
            if whom.iter().all(|(name, _)| fold(name) != fold(&one.0)) {
                whom.push(one);
            }
        }
        let year = self.year.map(|year| self.rules.thoi_gian.year(year)).unwrap_or_default();
        let mut lines = Vec::new();
        for (name, unit) in whom {
            for indicator in self.rules.chi_so.iter().filter(|indicator| indicator.is_typed()) {
                let is_known = known.iter().any(|line| {
                    let named = fold(&line.words("chi_so"));
                    fold(&line.words("doi_tuong")) == fold(&name)
                        && (named == fold(&indicator.ten) || named == fold(&indicator.ma))
                });
                if !is_known {
                    let cells = [("doi_tuong", &name), ("don_vi", &unit), ("chi_so", &indicator.ten), ("nam", &year)];
                    lines.push(Line::of_words(cells.map(|(key, text)| (key, text.clone())).to_vec()));
                }
            }
        }
        lines
    }
}

/// Whether the rules of `folder` look at the table `key`, or its papers print it.
fn is_asked(key: &str, folder: &CampaignFolder) -> bool {
    let rules = &folder.facts().quy_dinh;
    let has_awards = !rules.hinh_thuc.is_empty();
    let initiative = || rules.tieu_chuan.iter().any(|it| matches!(it.dieu_kien, Condition::SangKien { .. }));
    match key {
        key if key == registration::TABLE.key => !folder.campaign().dang_ky.trich_yeu.is_empty(),
        key if key == sheets::RESULTS.key => !rules.chi_so.is_empty(),
        key if key == sheets::INITIATIVES.key => initiative(),
        key if key == sheets::CASES.key => !rules.loai_tru.is_empty(),
        key if key == sheets::PAPERS.key => !rules.ho_so.is_empty(),
        key if key == units::TABLE.key || key == people::TABLE.key => true,
        _ => has_awards,
    }
}

/// The one unit that `row` is about.
fn unit_of(row: &Row, parties: &Parties) -> Option<usize> {
    let cell = |key: &str| row.text(key).map(|(value, place)| Located { value, place: place.clone() });
    let called = |key: &str| parties.called(&cell(key)?.value, Some(NomineeKind::TapThe)).into_iter().next();
    match row.spec.key {
        key if key == units::TABLE.key => called("ten"),
        key if key == people::TABLE.key || key == registration::TABLE.key => called("don_vi"),
        _ => {
            let meant = parties.meant(&SubjectRef { ten: cell("doi_tuong")?, don_vi: cell("don_vi") }, None);
            let unit = |at: usize| {
                let is_unit = parties.get(at)?.nominee.loai == NomineeKind::TapThe;
                if is_unit { Some(at) } else { parties.unit_of(at) }
            };
            let units: BTreeSet<Option<usize>> = meant.into_iter().map(unit).collect();
            units.first().copied().flatten().filter(|_| units.len() == 1)
        }
    }
}
