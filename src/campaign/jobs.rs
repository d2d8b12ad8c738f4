//! The papers to be made: one job each.

use std::sync::Arc;

use serde_json::Value;

use super::assign::{Names, unclear};
use super::context::{self, About};
use super::stems::{self, Stems};
use super::{CampaignFolder, Shared, UnitRecord, dated};
use crate::diag::{Code, Diagnostic, Report, nearest};
use crate::document::{Document, DocumentKind};
use crate::job::Job;
use crate::law::bodies_in_force;
use crate::model::Unit;
use crate::template::{FORMS, Form, Need, Scope};
use crate::text::{ascii_key, nfc};

/// The stem and the subject of the form to hand out.
const BLANK: (&str, &str) = (stems::BLANK, "Mẫu trống");

impl CampaignFolder {
    /// The papers of `kinds`, in the order of the table of forms; without kinds, all that the data allow.
    /// With units in `only`, just their papers and those of their đề nghị; else also a blank form of each
    /// kind, to hand out. `mau_trong` among `only` stands for the blank forms. A paper of the whole campaign
    /// comes with `only` when it is named.
    ///
    /// # Errors
    /// `TL003` for an unknown kind, `TL005` for an unknown unit, each with the nearest name; `TL011` for
    /// a kind in `kinds` whose data are not there.
    pub fn jobs(&self, kinds: &[String], only: &[String]) -> Result<Vec<Job<'static>>, Report> {
        let mut report = Report::new();
        let forms = forms(kinds, &mut report);
        let (blanks, only): (Vec<&String>, Vec<&String>) = only.iter().partition(|name| ascii_key(name) == BLANK.0);
        let (all, filled) = (only.is_empty() && blanks.is_empty(), blanks.is_empty() || !only.is_empty());
        let chosen = self.chosen(&only, &mut report);
        let mut jobs = Vec::new();
        for form in forms {
            let named = !kinds.is_empty();
            let missing_for_blank = self.shared.missing_for_blank(form);
            let missing = if filled { self.shared.missing(form) } else { missing_for_blank };
            match missing {
                Some(need) if named => report.push(self.lacking(form, need)),
                None if filled => jobs.extend(self.form_jobs(form, &chosen, all, named)),
                _ => {}
            }
            if (all || !blanks.is_empty()) && missing_for_blank.is_none() {
                let (stem, subject) = BLANK;
                jobs.push(self.job(form, subject.to_owned(), stem, About::Blank(self.blank())));
            }
        }
        report.finish(jobs).map(|(jobs, _)| jobs)
    }

    fn lacking(&self, form: &Form, need: Need) -> Diagnostic {
        let message = format!("chưa đủ dữ liệu cho `{}`: cần {}", form.name, need.label());
        let finding = Diagnostic::error(Code::TL011, message).hint(need.hint());
        match self.shared.missing_for_blank(form) {
            None => finding.hint(format!("chỉ cần mẫu trống thì thêm `--only {}`", BLANK.0)),
            Some(_) => finding,
        }
    }

    /// One job for each thing that `form` is made for; `all` units or just those in `chosen`.
    fn form_jobs(&self, form: &'static Form, chosen: &[usize], all: bool, named: bool) -> Vec<Job<'static>> {
        match form.scope {
            Scope::PhongTrao if !all && !named => Vec::new(),
            Scope::PhongTrao => {
                let subject = self.shared.campaign.ten.clone();
                vec![self.job(form, subject, form.name, About::Campaign)]
            }
            Scope::DonVi => chosen.iter().filter_map(|index| self.unit_job(form, *index)).collect(),
            Scope::HoSoTrinh if !all && !named => Vec::new(),
            Scope::HoSoTrinh => self.item_jobs(form, "ho_so_trinh", About::Submission, &|_| true),
            Scope::HinhThuc if !all && !named => Vec::new(),
            Scope::HinhThuc => self.item_jobs(form, "hinh_thuc", About::Award, &|item| has_matter(form, item)),
            Scope::DeNghi | Scope::TapThe | Scope::CaNhan => {
                let units: Vec<&str> = chosen
                    .iter()
                    .filter_map(|index| self.shared.units.get(*index))
                    .map(|record| record.unit.ten.as_str())
                    .collect();
                let of_kind = |item: &Value| match form.scope {
                    Scope::TapThe => is(item, "la_tap_the"),
                    Scope::CaNhan => !is(item, "la_tap_the"),
                    _ => true,
                };
                let of_unit = |item: &Value| all || units.contains(&text_of(item, "don_vi").as_str());
                let certified = |item: &Value| form.loai != DocumentKind::GiayKhen || is(item, "giay_khen");
                let concerned = |item: &Value| of_kind(item) && of_unit(item) && certified(item);
                self.item_jobs(form, "de_nghi", About::Nomination, &concerned)
            }
        }
    }

    /// The paper of the unit at `index`; none where it rests on a dossier that the unit does not send.
    fn unit_job(&self, form: &'static Form, index: usize) -> Option<Job<'static>> {
        let record = self.shared.units.get(index)?;
        let dossier = self.shared.dossiers.get(&(form.name, index)).cloned();
        let sends = dossier.is_some() || !form.needs.contains(&Need::HoSoDonVi);
        let about = sends.then(|| About::Unit(record.clone(), dossier.unwrap_or_default()))?;
        Some(self.job(form, unit_name(record), &record.stem, about))
    }

    /// A job for each item of the list `key` of `xet`. Stems are given to all items, so that they do not
    /// depend on which ones are wanted.
    fn item_jobs(
        &self,
        form: &'static Form,
        key: &str,
        about: fn(usize) -> About,
        wanted: &dyn Fn(&Value) -> bool,
    ) -> Vec<Job<'static>> {
        let mut stems = Stems::default();
        let items = self.shared.context.get("xet").and_then(|list| list.get(key)).and_then(Value::as_array);
        let mut jobs = Vec::new();
        for (at, item) in items.into_iter().flatten().enumerate() {
            let name = if key == "de_nghi" { text_of(item, "ten") } else { text_of(item, "ma") };
            let stem = stems.make(&format!("{name} {}", text_of(item, "nam")));
            if wanted(item) {
                jobs.push(self.job(form, text_of(item, "ten"), &stem, about(at)));
            }
        }
        jobs
    }

    fn job(&self, form: &'static Form, subject: String, stem: &str, about: About) -> Job<'static> {
        let shared = Arc::clone(&self.shared);
        Job {
            kind: form.name.to_owned(),
            subject,
            path: format!("{}/{stem}", form.name),
            make: Box::new(move || make(&shared, form, &about)),
        }
    }

    /// Where the units in `only` stand in the table.
    fn chosen(&self, only: &[&String], report: &mut Report) -> Vec<usize> {
        if only.is_empty() {
            return (0..self.shared.units.len()).collect();
        }
        let names = Names::new(&self.shared.units);
        let mut chosen = Vec::new();
        for name in only {
            let name = nfc(name.trim());
            match names.meant(&name) {
                [index] => chosen.push(*index),
                [] if Form::find(&ascii_key(&name)).is_some() => report.push(kind_as_unit(&name)),
                _ => report.push(unclear(Code::TL005, &name, &names)),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }

    /// A unit without a name, of the kind that most units are.
    fn blank(&self) -> UnitRecord {
        let kinds = self.shared.units.iter().map(|record| record.unit.loai.as_str()).filter(|kind| !kind.is_empty());
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
}

fn is(item: &Value, key: &str) -> bool {
    item.get(key).and_then(Value::as_bool).unwrap_or_default()
}

/// Whether a paper of a hình thức has something to say: somebody chosen for an award
/// that somebody decides on, or ballots.
fn has_matter(form: &Form, item: &Value) -> bool {
    let lists = |pointer: &str| item.pointer(pointer).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
    let decided = !text_of(item, "nguoi_quyet_dinh").is_empty();
    // A decision of nobody knows which body is void.
    let issued = form.loai != DocumentKind::QuyetDinh || lists("/quyet_dinh/giay/co_quan");
    issued
        && form.needs.iter().all(|need| match need {
            Need::DuocChon => decided && (lists("/tap_the") || lists("/ca_nhan")),
            Need::BieuQuyet => lists("/bo_phieu"),
            _ => true,
        })
}

/// The kind `name` stands behind `--only`, where only units stand.
fn kind_as_unit(name: &str) -> Diagnostic {
    Diagnostic::error(Code::TL005, format!("`{name}` là loại văn bản, không phải đơn vị"))
        .hint(format!("viết loại văn bản trước `--only`: `vanthu render THƯ_MỤC {name} --only ĐƠN_VỊ`"))
}

fn unit_name(record: &UnitRecord) -> String {
    if record.unit.ten.is_empty() { "Đơn vị không tên".to_owned() } else { record.unit.ten.clone() }
}

/// The text or number of `key`; nothing for null.
fn text_of(item: &Value, key: &str) -> String {
    match item.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn make(shared: &Shared, form: &Form, about: &About) -> Result<(Document, Report), Report> {
    let mut report = shared.findings_of(form, about);
    report.extend(shared.own_tables.findings_of(form));
    if report.has_errors() {
        return Err(report);
    }
    let mut data = context::of_paper(&shared.campaign, &shared.context, form, about);
    report.extend(dated::put_name_of_day(&mut data, &shared.campaign, form));
    let (document, warnings) = shared.engine.render(form, &data)?.build()?;
    report.extend(warnings);
    report.extend(bodies_in_force::check(&document, &shared.law.registry));
    Ok((document, report))
}

fn forms(kinds: &[String], report: &mut Report) -> Vec<&'static Form> {
    let wanted: Vec<String> = kinds.iter().map(|kind| ascii_key(kind)).collect();
    for kind in &wanted {
        if Form::find(kind).is_none() {
            let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
            let finding = Diagnostic::error(Code::TL003, format!("không có loại văn bản `{kind}` của phong trào"));
            report.push(match nearest(kind, names.iter().copied()) {
                Some(near) => finding.hint(format!("có phải là `{near}`?")),
                None => finding.hint(format!("chọn trong: {}", names.join(", "))),
            });
        }
    }
    FORMS.iter().filter(|form| wanted.is_empty() || wanted.iter().any(|kind| kind == form.name)).collect()
}
