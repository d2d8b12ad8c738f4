//! Finding who is meant by the rows of a sheet, and saying what is wrong with a name that means nobody or
//! several.

use super::{Parties, SUGGESTIONS};
use crate::base::diag::{Code, Diagnostic, Report, Severity, nearest};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{Nominee, NomineeKind, SubjectRef};

/// How many of those with one name are shown.
const MOST_NAMESAKES: usize = 3;

/// Finds those whom rows name. An empty name is nobody, and reported where the row is read.
pub struct Finder<'a> {
    parties: &'a Parties,
    /// What is wrong with the names looked for.
    pub findings: Report,
    suggested: usize,
}

impl<'a> Finder<'a> {
    /// Finds those in `parties`.
    pub fn new(parties: &'a Parties) -> Self {
        Finder { parties, findings: Report::new(), suggested: 0 }
    }

    /// The collective called `name`.
    pub fn unit(&mut self, name: &Located<String>) -> Option<usize> {
        self.unit_or_like(name).ok()
    }

    /// As [`Finder::unit`].
    ///
    /// # Errors
    /// Those that may be meant.
    pub fn unit_or_like(&mut self, name: &Located<String>) -> Result<usize, Vec<usize>> {
        let subject = SubjectRef { ten: name.clone(), don_vi: None };
        self.one_of_kind(&subject, Some(NomineeKind::TapThe))
    }

    /// Who is meant by `subject`.
    pub fn find(&mut self, subject: &SubjectRef) -> Option<usize> {
        self.of_kind(subject, None)
    }

    /// As [`Finder::find`]; among several of that name the only one of `kind`.
    pub fn preferring(&mut self, subject: &SubjectRef, kind: Option<NomineeKind>) -> Option<usize> {
        match self.parties.meant(subject, kind).as_slice() {
            [one] => Some(*one),
            _ => self.find(subject),
        }
    }

    /// A person who registers or was disciplined need not be listed when the unit is told: a name that is
    /// like no listed one is only worth a warning. One that is like a listed one is a slip, and the row is
    /// lost to him.
    ///
    /// # Errors
    /// Those whom the row may be about.
    pub fn outsider(&mut self, subject: &SubjectRef) -> Result<usize, Vec<usize>> {
        let found = self.parties.meant(subject, None);
        if let [one] = found.as_slice() {
            return Ok(*one);
        }
        let Some((mut finding, perhaps)) = self.unmatched(subject, None, found) else { return Err(Vec::new()) };
        if perhaps.is_empty() && subject.don_vi.is_some() {
            finding.severity = Severity::Warning;
        }
        self.findings.push(finding);
        Err(perhaps)
    }

    fn of_kind(&mut self, subject: &SubjectRef, kind: Option<NomineeKind>) -> Option<usize> {
        self.one_of_kind(subject, kind).ok()
    }

    fn one_of_kind(&mut self, subject: &SubjectRef, kind: Option<NomineeKind>) -> Result<usize, Vec<usize>> {
        let found = self.parties.meant(subject, kind);
        if let [one] = found.as_slice() {
            return Ok(*one);
        }
        let Some((finding, perhaps)) = self.unmatched(subject, kind, found) else { return Err(Vec::new()) };
        self.findings.push(finding);
        Err(perhaps)
    }

    /// What is wrong with a name that all those in `found` have, none or several; and who may be meant: nobody
    /// where it is like no listed name at all.
    fn unmatched(
        &mut self,
        subject: &SubjectRef,
        kind: Option<NomineeKind>,
        found: Vec<usize>,
    ) -> Option<(Diagnostic, Vec<usize>)> {
        let what = if kind == Some(NomineeKind::TapThe) { "đơn vị" } else { "đối tượng" };
        let name = &subject.ten;
        if name.value.is_empty() {
            return None;
        }
        if !found.is_empty() {
            return Some((self.several(name, what, &found), found));
        }
        self.suggested += 1;
        let room = if self.suggested > SUGGESTIONS { 0 } else { usize::MAX };
        if let Some(finding) = self.elsewhere(subject, kind, room) {
            return Some((finding, self.parties.called(&name.value, kind)));
        }
        let listed = self.parties.list.iter().take(room.min(self.parties.listed)).map(|party| &*party.nominee);
        let of_kind = |nominee: &&Nominee| kind.is_none_or(|kind| nominee.loai == kind);
        let known = self.colleagues(subject).chain(listed).filter(of_kind);
        let near = nearest(&name.value, known.map(|nominee| nominee.ten.as_str()));
        let perhaps = near.map(|near| self.parties.called(near, kind)).unwrap_or_default();
        Some((unknown(what, name, near), perhaps))
    }

    /// What is wrong with a name that all those in `found` have: where the first of them stand.
    fn several(&self, name: &Located<String>, what: &str, found: &[usize]) -> Diagnostic {
        let mut known: Vec<&Nominee> =
            found.iter().filter_map(|at| self.parties.get(*at)).map(|party| &*party.nominee).collect();
        known.sort_by(|left, right| left.place.cmp(&right.place));
        let finding = Diagnostic::error(Code::TD021, format!("có {} {what} tên `{}`", found.len(), name.value));
        let finding = finding.at(name.place()).hint("ghi mã, hoặc ghi thêm đơn vị để phân biệt");
        known.iter().take(MOST_NAMESAKES).fold(finding, |finding, known| {
            let unit = known.don_vi.as_ref().map(|unit| format!(", thuộc `{}`", unit.value)).unwrap_or_default();
            finding.hint_at(known.place.clone(), format!("`{}`{unit}", known.ten))
        })
    }

    /// Everybody in the unit that stands beside `subject`: few enough to be looked at for every name.
    fn colleagues(&self, subject: &SubjectRef) -> impl Iterator<Item = &'a Nominee> {
        let parties = self.parties;
        let units = subject.don_vi.iter().flat_map(|unit| parties.called(&unit.value, None));
        let members = units.flat_map(|unit| parties.members(unit));
        members.filter_map(|at| parties.get(*at)).map(|party| &*party.nominee)
    }

    /// What is wrong when somebody of that name is known, and only the unit beside it does not fit.
    fn elsewhere(&self, subject: &SubjectRef, kind: Option<NomineeKind>, room: usize) -> Option<Diagnostic> {
        let unit = subject.don_vi.as_ref()?;
        let namesakes = self.parties.called(&subject.ten.value, kind);
        let known = &self.parties.get(*namesakes.first()?)?.nominee;
        if self.parties.called(&unit.value, None).is_empty() {
            let units = self.parties.listed_units().take(room).map(|(_, unit)| unit.nominee.ten.as_str());
            return Some(unknown("đơn vị", unit, nearest(&unit.value, units)));
        }
        let finding = Diagnostic::error(Code::TD020, format!("`{}` không thuộc `{}`", subject.ten.value, unit.value));
        let words = match &known.don_vi {
            Some(home) => format!("ở đây ghi thuộc `{}`; sửa một trong hai chỗ", home.value),
            None => "ở đây không ghi thuộc đơn vị nào; bổ sung hoặc bỏ tên đơn vị ở dòng kia".to_owned(),
        };
        Some(finding.at(unit.place()).hint_at(known.place.clone(), words))
    }
}

/// A name that nothing has; `near` is the known one that it is most like.
pub fn unknown(what: &str, name: &Located<String>, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::error(Code::TD020, format!("không có {what} `{}`", name.value)).at(name.place());
    match near {
        Some(near) => finding.hint(format!("có phải `{near}`?")),
        None => finding.hint(format!("sửa tên, hoặc khai báo {what} này trước")),
    }
}
