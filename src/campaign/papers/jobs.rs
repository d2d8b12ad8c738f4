//! The papers to be made: one job each.

use std::sync::Arc;

use super::items::Item;
use super::needs::Lack;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::stems::{self, Stems};
use crate::base::text::{ascii_key, nfc};
use crate::campaign::about::About;
use crate::campaign::opened::{CampaignFolder, Shared};
use crate::campaign::story::Reading;
use crate::campaign::template::{Kind, Scope};
use crate::law::bodies_in_force;
use crate::paper::document::Document;
use crate::paper::job::{Job, MadeOf};

/// The stem and the subject of the form to hand out.
const BLANK: (&str, &str) = (stems::BLANK, "Mẫu trống");

impl CampaignFolder {
    /// The papers of the kinds called `kinds`, in the order of these; without kinds, all that the data allow.
    /// With units in `only`, just their papers and those of their đề nghị; else also a blank form of each
    /// kind that has one, to hand out. `mau_trong` among `only` stands for the blank forms. A paper of the whole
    /// campaign comes with `only` when it is named.
    ///
    /// # Errors
    /// `TL003` for an unknown kind, `TL005` for an unknown unit, each with the nearest name; `TL011` for
    /// a kind in `kinds` whose data are not there.
    pub fn jobs(&self, kinds: &[String], only: &[String]) -> Result<Vec<Job<'static>>, Report> {
        let mut report = Report::new();
        let named = !kinds.is_empty();
        let kinds = self.asked(kinds, &mut report);
        let (blanks, only): (Vec<&String>, Vec<&String>) = only.iter().partition(|name| ascii_key(name) == BLANK.0);
        let (all, filled) = (only.is_empty() && blanks.is_empty(), blanks.is_empty() || !only.is_empty());
        let chosen = self.chosen(&only, &mut report);
        let mut jobs = Vec::new();
        for kind in kinds {
            let of = Arc::new(OfKind { reading: Reading::of(kind, &self.shared.engine), kind: Arc::clone(kind) });
            let missing_for_blank = self.shared.missing_for_blank(kind);
            let missing = if filled { self.shared.missing(kind) } else { missing_for_blank.clone() };
            match missing {
                Some(lack) if named => report.push(self.lacking(kind, &lack)),
                None if filled => jobs.extend(self.kind_jobs(&of, &chosen, all, named)),
                _ => {}
            }
            if (all || !blanks.is_empty()) && missing_for_blank.is_none() {
                let (stem, subject) = BLANK;
                jobs.push(self.job(&of, subject.to_owned(), stem, About::Blank, Report::new()));
            }
        }
        report.finish(jobs).map(|(jobs, _)| jobs)
    }

    /// The kinds called `names`, in their order; all without names.
    fn asked(&self, names: &[String], report: &mut Report) -> Vec<&Arc<Kind>> {
        let wanted: Vec<String> = names.iter().map(|name| ascii_key(name)).collect();
        let kinds = &self.shared.kinds;
        let unknown = wanted.iter().filter(|name| kinds.find(name).is_none());
        unknown.for_each(|name| report.push(kinds.unknown(name)));
        kinds.iter().filter(|kind| wanted.is_empty() || wanted.contains(&kind.name)).collect()
    }

    fn lacking(&self, kind: &Kind, lack: &Lack) -> Diagnostic {
        let message = format!("chưa đủ dữ liệu cho `{}`: cần {}", kind.name, lack.what);
        let finding = Diagnostic::error(Code::TL011, message).hint(lack.hint.clone());
        match self.shared.missing_for_blank(kind) {
            None => finding.hint(format!("chỉ cần mẫu trống thì thêm `--only {}`", BLANK.0)),
            Some(_) => finding,
        }
    }

    /// One job for each thing that a paper of `kind` is about; for `all` units or just those in `chosen`.
    fn kind_jobs(&self, of: &Arc<OfKind>, chosen: &[usize], all: bool, named: bool) -> Vec<Job<'static>> {
        let kind = &of.kind;
        let of_units = matches!(kind.pham_vi, Scope::DonVi | Scope::DeNghi | Scope::TapThe | Scope::CaNhan);
        if !of_units && !all && !named {
            return Vec::new();
        }
        // Stems are given to all, so that they do not depend on which ones are wanted.
        let mut stems = Stems::default();
        let mut jobs = Vec::new();
        for item in self.shared.items(kind, (!all).then_some(chosen)) {
            let Item { about, called, subject, wanted } = item;
            let (name, faults) = self.name(of, about, called);
            let stem = stems.make(&name);
            if wanted {
                jobs.push(self.job(of, subject, &stem, about, faults));
            }
        }
        jobs
    }

    /// What the file of a paper is named after; `usual` unless the kind says it.
    fn name(&self, of: &OfKind, about: About, usual: String) -> (String, Report) {
        let Some(words) = &of.kind.ten_tep else { return (usual, Report::new()) };
        match self.shared.engine.words(words, &of.reading.told(&self.shared.story_of(&of.kind, about))) {
            Ok(name) => (name, Report::new()),
            Err(faults) => (usual, faults),
        }
    }

    /// The job of one paper, of which `faults` are known.
    fn job(&self, of: &Arc<OfKind>, subject: String, stem: &str, about: About, faults: Report) -> Job<'static> {
        let kind = &of.kind;
        let paper = Arc::new(Paper { shared: Arc::clone(&self.shared), of: Arc::clone(of), about, faults });
        let looked = Arc::clone(&paper);
        Job {
            kind: kind.name.clone(),
            subject,
            path: format!("{}/{stem}", kind.name),
            unit: self.shared.unit_of(kind, about),
            look: Box::new(move || looked.look()),
            make: Box::new(move || paper.make()),
        }
    }

    /// The positions of the units in `only`; of all without any.
    ///
    /// # Errors
    /// `TL005` in `report` for what names no unit, or several.
    pub fn chosen(&self, only: &[&String], report: &mut Report) -> Vec<usize> {
        if only.is_empty() {
            return self.shared.parties.units().map(|(at, _)| at).collect();
        }
        let mut chosen = Vec::new();
        for name in only {
            let name = nfc(name.trim());
            match self.shared.parties.units_called(&name).as_slice() {
                [unit] => chosen.push(*unit),
                [] if self.shared.kinds.find(&ascii_key(&name)).is_some() => report.push(kind_as_unit(&name)),
                _ => report.push(self.shared.parties.unclear_unit(Code::TL005, &name, true)),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

/// The kind `name` stands behind `--only`, where only units stand.
fn kind_as_unit(name: &str) -> Diagnostic {
    Diagnostic::error(Code::TL005, format!("`{name}` là loại văn bản, không phải đơn vị"))
        .hint(format!("viết loại văn bản trước `--only`: `vanthu render THƯ_MỤC {name} --only ĐƠN_VỊ`"))
}

/// A kind, and what its papers read.
struct OfKind {
    kind: Arc<Kind>,
    reading: Reading,
}

/// A paper that may be made.
struct Paper {
    shared: Arc<Shared>,
    of: Arc<OfKind>,
    about: About,
    /// What is known of it beforehand.
    faults: Report,
}

impl Paper {
    /// What is wrong with what it tells of, whatever it is like.
    fn findings(&self) -> Report {
        let mut report = self.shared.findings_of(&self.of.kind, self.about);
        report.extend(self.faults.clone());
        report.extend(self.shared.own_tables.findings_of(&self.of.kind, self.about));
        report
    }

    fn look(&self) -> Option<MadeOf> {
        let told = self.findings();
        if told.has_errors() {
            return None;
        }
        let sum = self.of.reading.told(&self.shared.story_of(&self.of.kind, self.about)).sum()?;
        Some(MadeOf { sum, told })
    }

    fn make(&self) -> Result<(Document, Report), Report> {
        let (shared, OfKind { kind, reading }) = (&self.shared, &*self.of);
        let mut report = self.findings();
        if report.has_errors() {
            return Err(report);
        }
        let mut story = shared.story_of(kind, self.about);
        let date = shared.engine.date(kind, &reading.told(&story)).unwrap_or(story.van_ban.giay.ngay);
        report.extend(story.name_body_of(date));
        let (document, warnings) = shared.engine.fill(&kind.template(), &reading.told(&story))?.build()?;
        report.extend(warnings);
        report.extend(bodies_in_force::check(&document, &shared.law));
        Ok((document, report))
    }
}
