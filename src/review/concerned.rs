//! Which unit a finding concerns, so that each can be sent its own.
//!
//! A finding names a cell. Whose cell it is, is known from the row: a person's belongs to the unit of that
//! person, a result's to the unit of whoever has it.

use std::collections::HashMap;

use crate::campaign::CampaignFolder;
use crate::diag::{Diagnostic, Place, PlaceRow};
use crate::model::located::{Located, fold};
use crate::model::nomination::{NomineeKind, SubjectRef};
use crate::rules::Facts;
use crate::rules::index::Index;

/// The units by what is theirs.
pub struct Concerned<'a> {
    rows: HashMap<PlaceRow, String>,
    own: HashMap<&'a Diagnostic, &'a str>,
}

impl<'a> Concerned<'a> {
    /// Looks up the rows of `folder`.
    pub fn new(folder: &'a CampaignFolder) -> Self {
        let mut own = HashMap::new();
        for record in folder.units().iter().filter(|record| !record.unit.ten.is_empty()) {
            own.extend(record.report.iter().map(|finding| (finding, record.unit.ten.as_str())));
        }
        let mut finder = Finder { facts: folder.facts(), index: Index::new(folder.facts()), rows: HashMap::new() };
        finder.read();
        Concerned { rows: finder.rows, own }
    }

    /// The name of the unit, where the data tell it.
    pub fn unit(&self, finding: &Diagnostic) -> Option<&str> {
        let own = self.own.get(finding).copied();
        own.or_else(|| self.rows.get(&finding.place.as_ref()?.row()?).map(String::as_str))
    }
}

struct Finder<'a> {
    facts: &'a Facts,
    index: Index,
    rows: HashMap<PlaceRow, String>,
}

impl Finder<'_> {
    fn read(&mut self) {
        let facts = self.facts;
        for (at, nominee) in facts.doi_tuong.iter().enumerate() {
            let stated = nominee.don_vi.as_ref().filter(|_| nominee.loai == NomineeKind::CaNhan);
            let unit = self.unit_of(at).or_else(|| stated.map(|unit| unit.value.clone()));
            self.put(&nominee.place, unit);
        }
        for row in &facts.dang_ky {
            let unit = self.named(&row.don_vi);
            self.put(&row.place, unit);
        }
        facts.de_nghi.iter().for_each(|row| self.subject(&row.doi_tuong, &row.place));
        facts.ket_qua.iter().for_each(|row| self.subject(&row.doi_tuong, &row.gia_tri.place));
        facts.sang_kien.iter().for_each(|row| self.subject(&row.doi_tuong, &row.ten.place));
        facts.ky_luat.iter().for_each(|row| self.subject(&row.doi_tuong, &row.place));
        facts.ho_so_nhan.iter().for_each(|row| self.subject(&row.doi_tuong, &row.place));
        facts.bieu_quyet.iter().for_each(|row| self.subject(&row.doi_tuong, &row.dong_y.place));
        facts.ngoai_le.iter().for_each(|row| self.subject(&row.doi_tuong, &row.place));
        for row in &facts.phan_bo {
            let unit = self.named(&row.don_vi);
            self.put(&row.so.place, unit);
        }
    }

    /// A collective is a unit itself; an individual belongs to one.
    fn unit_of(&self, at: usize) -> Option<String> {
        let nominee = self.facts.doi_tuong.get(at)?;
        let unit = match nominee.loai {
            NomineeKind::TapThe => nominee,
            NomineeKind::CaNhan => self.facts.doi_tuong.get(self.index.unit_of.get(at).copied().flatten()?)?,
        };
        Some(unit.ten.clone())
    }

    fn subject(&mut self, subject: &SubjectRef, place: &Place) {
        let found = self.index.find(self.facts, subject).and_then(|at| self.unit_of(at));
        let unit = found.or_else(|| subject.don_vi.as_ref().and_then(|unit| self.named(unit)));
        self.put(place, unit);
    }

    /// The unit that a cell names.
    fn named(&self, name: &Located<String>) -> Option<String> {
        let wanted = fold(&name.value);
        let mut units = self.facts.doi_tuong.iter().filter(|nominee| nominee.loai == NomineeKind::TapThe);
        let unit = units.find(|unit| fold(&unit.ten) == wanted || fold(&unit.ma) == wanted)?;
        Some(unit.ten.clone())
    }

    fn put(&mut self, place: &Place, unit: Option<String>) {
        if let (Some(row), Some(unit)) = (place.row(), unit.filter(|unit| !unit.is_empty())) {
            self.rows.entry(row).or_insert(unit);
        }
    }
}
