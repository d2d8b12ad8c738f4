//! The papers to be made: one job each.

use std::collections::HashSet;
use std::sync::Arc;

use super::story::about::About;
use super::story::nominees::Person;
use super::story::round::Round;
use super::{CampaignFolder, Shared};
use crate::diag::{Code, Diagnostic, Report, nearest};
use crate::document::{Document, DocumentKind};
use crate::job::Job;
use crate::law::bodies_in_force;
use crate::rules::Assessed;
use crate::template::{FORMS, Form, Need, Scope};
use crate::text::stems::{self, Stems};
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
                jobs.push(self.job(form, subject.to_owned(), stem, About::Blank));
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
                let subject = self.campaign().ten.clone();
                vec![self.job(form, subject, form.name, About::Campaign)]
            }
            Scope::DonVi => chosen.iter().filter_map(|index| self.unit_job(form, *index)).collect(),
            Scope::HoSoTrinh | Scope::HinhThuc if !all && !named => Vec::new(),
            Scope::HoSoTrinh => {
                let submissions = self.shared.story.xet.ho_so_trinh.iter();
                self.item_jobs(form, submissions.map(|it| Item::new(&it.ma, &it.ten, &it.nam, true)), About::Submission)
            }
            Scope::HinhThuc => {
                let rounds = self.shared.story.xet.hinh_thuc.iter();
                let items = rounds.map(|it| Item::new(&it.ma, &it.ten, &it.nam, has_matter(form, it)));
                self.item_jobs(form, items, About::Award)
            }
            Scope::DeNghi | Scope::TapThe | Scope::CaNhan => {
                let units: HashSet<usize> = chosen.iter().copied().collect();
                let wanted = |person: &Person, item: &Assessed| {
                    let of_kind = match form.scope {
                        Scope::TapThe => person.la_tap_the,
                        Scope::CaNhan => !person.la_tap_the,
                        _ => true,
                    };
                    let certified = form.loai != DocumentKind::GiayKhen || person.giay_khen;
                    of_kind && certified && (all || units.contains(&item.unit))
                };
                let people = self.shared.story.xet.de_nghi.iter().zip(&self.shared.judgement.de_nghi);
                let items = people.map(|(it, item)| Item::new(&it.ten, &it.ten, &it.nam, wanted(it, item)));
                self.item_jobs(form, items, About::Nomination)
            }
        }
    }

    /// The paper of the unit at this position; none where it needs a dossier that the unit does not send.
    fn unit_job(&self, form: &'static Form, unit: usize) -> Option<Job<'static>> {
        let party = self.shared.parties.get(unit)?;
        let sends = self.shared.dossiers.contains_key(&(form.name, unit)) || !form.needs.contains(&Need::HoSoDonVi);
        sends.then(|| self.job(form, party.name().to_owned(), &party.stem, About::Unit(unit)))
    }

    /// A job for each of `items` that is wanted. Stems are given to all of them, so that they do not depend
    /// on which ones are wanted.
    fn item_jobs<'a>(
        &self,
        form: &'static Form,
        items: impl Iterator<Item = Item<'a>>,
        about: fn(usize) -> About,
    ) -> Vec<Job<'static>> {
        let mut stems = Stems::default();
        let mut jobs = Vec::new();
        for (at, item) in items.enumerate() {
            let stem = stems.make(&format!("{} {}", item.called, item.nam));
            if item.wanted {
                jobs.push(self.job(form, item.ten.to_owned(), &stem, about(at)));
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
            make: Box::new(move || make(&shared, form, about)),
        }
    }

    /// The positions of the units in `only`; of all without any.
    fn chosen(&self, only: &[&String], report: &mut Report) -> Vec<usize> {
        if only.is_empty() {
            return self.shared.parties.units().map(|(at, _)| at).collect();
        }
        let mut chosen = Vec::new();
        for name in only {
            let name = nfc(name.trim());
            match self.shared.parties.units_called(&name).as_slice() {
                [unit] => chosen.push(*unit),
                [] if Form::find(&ascii_key(&name)).is_some() => report.push(kind_as_unit(&name)),
                _ => report.push(self.shared.parties.unclear_unit(Code::TL005, &name, true)),
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

/// One of a list that papers are made for.
struct Item<'a> {
    /// What its file is named after, with the year.
    called: &'a str,
    ten: &'a str,
    nam: &'a str,
    wanted: bool,
}

impl<'a> Item<'a> {
    fn new(called: &'a str, ten: &'a str, nam: &'a str, wanted: bool) -> Self {
        Item { called, ten, nam, wanted }
    }
}

/// Whether a paper of a hình thức has something to say: somebody chosen for an award
/// that somebody decides on, or ballots.
fn has_matter(form: &Form, round: &Round) -> bool {
    // A decision of nobody knows which body is void.
    let issued = form.loai != DocumentKind::QuyetDinh || !round.quyet_dinh.giay.co_quan.is_empty();
    issued
        && form.needs.iter().all(|need| match need {
            Need::DuocChon => round.is_decided(),
            Need::BieuQuyet => !round.bo_phieu.is_empty(),
            _ => true,
        })
}

/// The kind `name` stands behind `--only`, where only units stand.
fn kind_as_unit(name: &str) -> Diagnostic {
    Diagnostic::error(Code::TL005, format!("`{name}` là loại văn bản, không phải đơn vị"))
        .hint(format!("viết loại văn bản trước `--only`: `vanthu render THƯ_MỤC {name} --only ĐƠN_VỊ`"))
}

fn make(shared: &Shared, form: &Form, about: About) -> Result<(Document, Report), Report> {
    let mut report = shared.findings_of(form, about);
    report.extend(shared.own_tables.findings_of(form));
    if report.has_errors() {
        return Err(report);
    }
    let (story, warnings) = shared.story.of_paper(form, about, shared);
    report.extend(warnings);
    let (document, warnings) = shared.engine.render(form, &story)?.build()?;
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
