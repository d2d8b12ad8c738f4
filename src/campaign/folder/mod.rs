//! The files of a campaign folder as typed values: facts, rules, sheets and prose.

pub mod astray;
pub mod chronology;
pub mod form_set;
mod issued;
pub mod origin;
pub mod prose;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::base::limits;
use crate::base::text::fold;
use crate::campaign::model::certificate::CertificateOptions;
use crate::campaign::model::criterion::Condition;
use crate::campaign::model::deadline::Task;
use crate::campaign::model::located::Located;
use crate::campaign::model::paper_group::{PaperGroup, Step};
use crate::campaign::model::paper_keys::PaperKeys;
use crate::campaign::model::quota::{Limit, ShareBase};
use crate::campaign::model::{Campaign, Paper, RegistrationRules, Rulebook};
use crate::campaign::rules::Facts;
use crate::campaign::rules::input::answers::Answers;
use crate::campaign::rules::input::{
    TABLES, add_registration_deadline, complete_kinds, joined, read_facts, read_rulebook, registration, repeats,
    titles, units, wide,
};
use crate::campaign::source::answer::Answer;
use crate::campaign::source::fields::read_whole;
#[cfg(feature = "cli")]
use crate::campaign::source::fields::shape::{Shape, shape_of};
use crate::campaign::source::tables::{self, Tables};
use crate::campaign::source::{Fields, OldText, OwnTable, Table, bytes, read, recode, toml};
use crate::campaign::template::{Kind, Kinds, Scope};
use crate::law::Law;
use crate::paper::document::DocumentKind;

/// The file that makes a folder a campaign.
pub const FILE: &str = "phong_trao.toml";

/// Tables under other names that are named where that of the units is missing.
const MOST_NAMED: usize = 12;

/// What `phong_trao.toml` says.
#[derive(Default)]
pub struct CampaignFile {
    pub campaign: Campaign,
    pub rulebook: Rulebook,
    /// `[van_ban.<nhóm>]`, by group.
    pub papers: BTreeMap<String, PaperGroup>,
    /// How the giấy khen of each kind are printed.
    pub certificates: BTreeMap<String, CertificateOptions>,
}

/// Reads `phong_trao.toml`, with the keys of `kinds`.
///
/// # Errors
/// All its faults; `DL023` when it is missing.
pub fn campaign_file(
    files: &dyn Files,
    folder: &Path,
    old: OldText,
    kinds: &Kinds,
) -> Result<(CampaignFile, Report), Report> {
    let path = folder.join(FILE);
    if !files.is_file(&path) {
        let finding = Diagnostic::error(Code::DL023, format!("thư mục không có tệp `{FILE}`")).at(Place::file(folder));
        let finding = match astray::facts_by_another_name(files, folder) {
            Some(name) => finding.hint(format!("có tệp `{name}`: đổi tên thành `{FILE}`")),
            None => finding,
        };
        return Err(finding.hint("đưa thư mục của một phong trào, hoặc tạo tệp này").into());
    }
    let mut report = Report::new();
    let mut map = toml::parse(&bytes::text(&read(files, &path)?, &path, old, &mut report)?, &path)?;
    recode::settle_map(&mut map, old, &mut report);
    let file = read_whole(&map, &mut report, |fields| CampaignFile::read(fields, kinds));
    report.finish(file)
}

/// What may stand in `phong_trao.toml`, with the keys of `kinds`.
#[cfg(feature = "cli")]
pub fn shape(kinds: &Kinds) -> Shape {
    shape_of(|fields| drop(CampaignFile::read(fields, kinds)))
}

/// The finding for a kind of paper tied to a step that there is not.
fn unknown_kind(name: &Located<String>, kinds: &Kinds) -> Diagnostic {
    let known = || kinds.iter().map(|kind| kind.name.as_str());
    let finding = Diagnostic::error(Code::DL018, format!("không có loại văn bản `{}`", name.value)).at(name.place());
    finding.did_you_mean(&name.value, known(), || "gõ `vanthu kinds THƯ_MỤC` để xem các loại".to_owned())
}

impl CampaignFile {
    fn read(fields: &mut Fields, kinds: &Kinds) -> Self {
        let campaign = Campaign::read(fields);
        let mut rulebook = read_rulebook(fields);
        rulebook.thoi_gian = campaign.thoi_gian.clone();
        if let Some(until) = &campaign.dang_ky.han {
            add_registration_deadline(&mut rulebook, until, &fields.place_of("dang_ky"));
        }
        let mut file = CampaignFile { campaign, rulebook, ..CampaignFile::default() };
        fields.group("van_ban", |group| file.read_papers(group, kinds));
        let tied = file.rulebook.buoc.iter().flat_map(|stage| &stage.van_ban);
        tied.filter(|name| kinds.find(&name.value).is_none()).for_each(|name| fields.push(unknown_kind(name, kinds)));
        let unknown = file.papers.values().flat_map(|group| group.unknown_awards(&file.rulebook));
        unknown.for_each(|finding| fields.push(finding));
        file
    }

    /// Reads `[van_ban]`.
    fn read_papers(&mut self, fields: &mut Fields, kinds: &Kinds) {
        for (name, kinds) in kinds.groups() {
            let keys = kinds.iter().fold(PaperKeys::default(), |keys, kind| keys.and(&kind.van_ban));
            let certificates = || kinds.iter().filter(|kind| kind.loai == DocumentKind::GiayKhen);
            if keys.is_empty() && certificates().next().is_none() {
                continue;
            }
            let by_award = kinds.iter().all(|kind| kind.is_by_award());
            fields.group(name, |group| {
                let mut papers = PaperGroup::read(group, &keys, by_award);
                if Step::of_group(name).is_none() {
                    kinds.iter().for_each(|kind| leave_room(kind, &mut papers.usual.giay, group));
                }
                self.papers.insert(name.to_owned(), papers);
                for kind in certificates() {
                    self.certificates.insert(kind.name.clone(), CertificateOptions::read(group));
                }
            });
        }
    }

    /// What is told of the papers of `step`.
    pub fn of_step(&self, step: Step) -> PaperGroup {
        self.papers.get(step.name()).cloned().unwrap_or_default()
    }
}

/// Leaves room for the number where one is told for all papers of a kind of which there are several, and says so.
fn leave_room(kind: &Kind, paper: &mut Paper, fields: &mut Fields) {
    if kind.pham_vi != Scope::PhongTrao && !paper.so.is_empty() {
        fields.push(shared_number(kind, paper));
        *paper = std::mem::take(paper).without_number();
    }
}

/// The finding for one number told for all papers of a kind of which there are several.
fn shared_number(kind: &Kind, paper: &Paper) -> Diagnostic {
    let message = format!("số `{}` ghi chung cho mỗi {} một văn bản, nên để trống số", paper.so, kind.pham_vi.label());
    let hint = match kind.is_by_award() {
        true => format!("ghi `so` của từng văn bản trong `[[van_ban.{}.rieng]]`, hoặc ghi tay", kind.nhom),
        false => "mỗi văn bản một số: bỏ `so`, ghi tay hoặc ghi số vào bảng".to_owned(),
    };
    let finding = Diagnostic::warning(Code::TL015, message).hint(hint);
    paper.places.so.iter().fold(finding, |finding, place| finding.at(place.clone()))
}

/// The sheets of a folder.
pub struct Sheets {
    /// Every table, with the rows that were looked at.
    pub tables: Vec<Table>,
    /// Tables that only the templates of the campaign know.
    pub own: Vec<OwnTable>,
    /// Workbooks among the files that units have filled in.
    answers: Vec<Answer>,
}

impl Sheets {
    /// Tells the workbooks of units that were made for another campaign than the one called `name`.
    ///
    /// # Errors
    /// Warnings `DL027` in `report`: the campaign may only have been called otherwise since.
    pub fn tell_other_campaigns(&self, name: &str, report: &mut Report) {
        for answer in &self.answers {
            let Some((other, place)) = answer.campaign.as_ref().filter(|(other, _)| fold(other) != fold(name)) else {
                continue;
            };
            let message = format!("phiếu của `{}` lập cho phong trào `{other}`, không phải `{name}`", answer.unit);
            let finding = Diagnostic::warning(Code::DL027, message).at(place.clone());
            report.push(
                finding.hint(
                    "phiếu của phong trào khác thì dời ra khỏi thư mục; phong trào chỉ đổi tên thì sửa tên ở ô này",
                ),
            );
        }
    }

    /// Tells what is wrong with single cells and with rows beside one another, and joins what several files say of one
    /// matter.
    pub fn settle(&mut self, report: &mut Report) {
        self.tables.iter_mut().for_each(|table| report.extend(std::mem::take(&mut table.findings)));
        self.join(report);
        repeats::check(&self.tables, report);
    }

    /// Joins what several files say of one matter.
    ///
    /// # Errors
    /// `DL027` in `report`, at both cells.
    pub fn join(&mut self, report: &mut Report) {
        let answers = Answers::new(std::mem::take(&mut self.answers), &self.tables);
        answers.settle(&mut self.tables, report);
        joined::join(&mut self.tables, &answers, report);
    }
}

/// Reads the sheets of a campaign with these `rules`; their faults go to `report`.
pub fn sheets(files: &dyn Files, folder: &Path, rules: &Rulebook, old: OldText, report: &mut Report) -> Sheets {
    // Without its rules nothing that a wide sheet says is known.
    let has_rules = !report.has_errors();
    let Tables { known, own, answers, wide } = tables::load(files, folder, TABLES, old, report);
    let mut tables: Vec<Table> = known.into_iter().flatten().collect();
    if has_rules {
        wide::unfold(&mut tables, wide, rules, report);
    }
    let units = tables.iter().find(|table| table.spec.key == units::TABLE.key);
    if let Some(table) = units.filter(|table| !limits::UNITS.allows(table.rows.len())) {
        report.push(limits::UNITS.over().at(table.place.clone()));
    }
    let has_units = tables.iter().any(|table| table.spec.key == units::TABLE.key);
    if !has_units && !report.has_errors() {
        report.push(lacks_units(folder, &own));
    }
    Sheets { tables, own, answers }
}

/// The finding for a folder without units; it has the tables `own` under other names.
fn lacks_units(folder: &Path, own: &[OwnTable]) -> Diagnostic {
    let label = units::TABLE.label;
    let finding = Diagnostic::error(Code::DL021, format!("không có bảng `{label}`")).at(Place::file(folder));
    let names: Vec<&str> = own.iter().map(|table| table.label.as_str()).take(MOST_NAMED).collect();
    let more = own.len().saturating_sub(names.len());
    let rest = if more == 0 { String::new() } else { format!(" và {more} bảng nữa") };
    let finding = match names.is_empty() {
        true => finding,
        false => finding.hint(format!(
            "có `{}`{rest} nhưng không có `{label}`: bảng nào kê các đơn vị thì đổi tên thành `{label}`",
            names.join("`, `")
        )),
    };
    finding.hint("thêm `so_lieu.xlsx` có trang `Đơn vị`, hoặc tệp `don_vi.csv`, hoặc `so_lieu.json`; nhiều tệp thì đặt trong thư mục `so_lieu`")
}

/// Drops the registration of a campaign that asks for none: no term, no criterion or share that looks at it,
/// and nobody has registered. `[dang_ky]` is then reported (`TL014`).
pub fn settle_registration(file: &mut CampaignFile, sheets: &Sheets, folder: &Path, report: &mut Report) {
    let rules = &file.rulebook;
    let term = rules.thoi_han.iter().any(|term| term.viec == Task::DangKy);
    let criterion = rules.tieu_chuan.iter().any(|each| matches!(each.dieu_kien, Condition::DangKy { .. }));
    let share = rules
        .chi_tieu
        .iter()
        .any(|quota| matches!(quota.gioi_han, Limit::TyLe { co_so: Some(ShareBase::DaDangKy), .. }));
    let registered =
        sheets.tables.iter().any(|table| table.spec.key == registration::TABLE.key && !table.rows.is_empty());
    let registration = &mut file.campaign.dang_ky;
    if registration.trich_yeu.is_empty() || term || criterion || share || registered {
        return;
    }
    let place = registration.place.as_ref().map_or_else(|| Place::file(folder.join(FILE)), |place| place.clone());
    let message = "`[dang_ky]` không có thời hạn và không tiêu chuẩn nào cần đăng ký: coi như không có việc đăng ký";
    let hint = "thêm thời hạn, ví dụ: han = { den_het = 2022-03-30 }; hoặc xóa nhóm này";
    report.push(Diagnostic::warning(Code::TL014, message).at(place).hint(hint));
    *registration = RegistrationRules::default();
}

/// Rules and sheets, which are [settled](Sheets::settle), as facts; of the rows stays what says whose they are. Faults of
/// cells go to `report`.
pub fn facts(file: &CampaignFile, sheets: &mut Sheets, law: &Law, report: &mut Report) -> Facts {
    let mut rulebook = file.rulebook.clone();
    complete_kinds(&mut rulebook, &law.parameters);
    let mut facts = read_facts(rulebook, &mut sheets.tables, report);
    titles::check(&facts, law, report);
    facts.can_cu = issued::cited(file);
    facts.to_trinh = issued::submissions(file);
    facts
}

/// The day of judgement: as told, else the latest day in the sheets, else the day of the plan.
pub fn day(campaign: &Campaign, facts: &Facts) -> NaiveDate {
    let registered = facts.dang_ky.iter().filter_map(|row| row.ngay_nop.as_ref());
    let received = facts.ho_so_nhan.iter().filter_map(|row| row.ngay_nhan.as_ref());
    let published = facts.ket_qua.iter().filter_map(|row| row.ngay_cong_bo.as_ref());
    let recognised = facts.sang_kien.iter().filter_map(|row| row.ngay_cong_nhan.as_ref());
    let decided = facts.ky_luat.iter().filter_map(|row| row.ngay.as_ref());
    let met = facts.quy_dinh.hoi_dong.iter().filter_map(|council| council.ngay_hop.as_ref());
    let stepped = facts.buoc.iter().flat_map(|row| row.tu_ngay.iter().chain(&row.ngay));
    let latest = registered.chain(stepped).chain(received).chain(published).chain(recognised).chain(decided).chain(met);
    let latest = latest.map(|day| day.value).max();
    let plan = &campaign.ke_hoach.ngay;
    let first_day = || NaiveDate::from_ymd_opt(plan.nam?, plan.thang.unwrap_or(1), plan.ngay.unwrap_or(1));
    campaign.ngay_xet.or(latest).or_else(first_day).or(campaign.thoi_gian.den_ngay).unwrap_or_default()
}
