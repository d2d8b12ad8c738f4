//! The papers to be made: one job each.

use std::sync::Arc;

use super::assign::Names;
use super::{CampaignFolder, Shared, UnitRecord, context};
use crate::diag::{Diagnostic, Report, nearest};
use crate::document::Document;
use crate::job::Job;
use crate::model::Unit;
use crate::template::{FORMS, Form};
use crate::text::ascii_key;

/// The stem and the subject of the form to hand out.
const BLANK: (&str, &str) = ("mau_trong", "Mẫu trống");

impl CampaignFolder {
    /// The papers of `kinds` (all when empty) for the units in `only` (all when empty, and then also a
    /// blank form to hand out), in the order of the table of units.
    ///
    /// # Errors
    /// `TL003` for an unknown kind, `TL005` for an unknown unit, each with the nearest name.
    pub fn jobs(&self, kinds: &[String], only: &[String]) -> Result<Vec<Job<'static>>, Report> {
        let mut report = Report::new();
        let forms = forms(kinds, &mut report);
        let chosen = self.chosen(only, &mut report);
        let mut jobs = Vec::new();
        for form in forms {
            for index in &chosen {
                jobs.extend(self.units.get(*index).map(|record| self.unit_job(form, record.clone())));
            }
            if only.is_empty() {
                jobs.push(self.unit_job(form, self.blank()));
            }
        }
        report.finish(jobs).map(|(jobs, _)| jobs)
    }

    /// Where the units in `only` stand in the table.
    fn chosen(&self, only: &[String], report: &mut Report) -> Vec<usize> {
        if only.is_empty() {
            return (0..self.units.len()).collect();
        }
        let names = Names::new(&self.units);
        let mut chosen = Vec::new();
        for name in only {
            match names.find(&crate::text::nfc(name.trim())) {
                Some(index) => chosen.push(index),
                None => {
                    let finding = Diagnostic::error("TL005", format!("phong trào không có đơn vị `{name}`"));
                    report.push(match names.nearest(name) {
                        Some((near, _)) => finding.hint(format!("có phải là `{near}`?")),
                        None => finding.hint("viết tên đơn vị, tên viết tắt, hoặc tên tệp của đơn vị"),
                    });
                }
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }

    /// A unit without a name, of the kind that most units are.
    fn blank(&self) -> UnitRecord {
        let kinds = self.units.iter().map(|record| record.unit.loai.as_str()).filter(|kind| !kind.is_empty());
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for kind in kinds {
            match counts.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => counts.push((kind, 1)),
            }
        }
        let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or("đơn vị", |(kind, _)| kind);
        let unit = Unit { loai: most.to_owned(), ..Unit::default() };
        UnitRecord { unit, stem: BLANK.0.to_owned(), ..UnitRecord::default() }
    }

    fn unit_job(&self, form: &'static Form, record: UnitRecord) -> Job<'static> {
        let shared = Arc::clone(&self.shared);
        let subject = if record.unit.ten.is_empty() { subject_without_name(&record) } else { record.unit.ten.clone() };
        Job {
            kind: form.name.to_owned(),
            subject,
            path: format!("{}/{}", form.name, record.stem),
            make: Box::new(move || make(&shared, form, &record)),
        }
    }
}

fn subject_without_name(record: &UnitRecord) -> String {
    if record.stem == BLANK.0 { BLANK.1 } else { "Đơn vị không tên" }.to_owned()
}

fn make(shared: &Shared, form: &Form, record: &UnitRecord) -> Result<(Document, Report), Report> {
    if record.report.has_errors() {
        return Err(record.report.clone());
    }
    let data = context::of_unit(&shared.campaign, &record.unit, &record.registrations);
    let (document, warnings) = shared.engine.render(form, &data)?.build()?;
    let mut report = record.report.clone();
    report.append(warnings);
    Ok((document, report))
}

fn forms(kinds: &[String], report: &mut Report) -> Vec<&'static Form> {
    let wanted: Vec<String> = kinds.iter().map(|kind| ascii_key(kind)).collect();
    for kind in &wanted {
        if Form::find(kind).is_none() {
            let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
            let finding = Diagnostic::error("TL003", format!("không có loại văn bản `{kind}` của phong trào"));
            report.push(match nearest(kind, names.iter().copied()) {
                Some(near) => finding.hint(format!("có phải là `{near}`?")),
                None => finding.hint(format!("chọn trong: {}", names.join(", "))),
            });
        }
    }
    FORMS.iter().filter(|form| wanted.is_empty() || wanted.iter().any(|kind| kind == form.name)).collect()
}
