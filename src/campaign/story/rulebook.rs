//! The rules of the campaign as sentences: what the plan prints is made from what is enforced.

use serde::Serialize;

use super::allotment::AllotmentText;
use super::criteria::{CriterionGroup, groups};
use super::dossiers::is_proposal;
use crate::base::text::lower_first;
use crate::campaign::model::Rulebook;
use crate::campaign::model::award::Award;
use crate::campaign::model::deadline::{Deadline, Task};
use crate::campaign::model::dossier::{RequiredPaper, Sender};
use crate::campaign::model::evidence::Indicator;
use crate::campaign::model::exclusion::Exclusion;
use crate::campaign::model::grade::Grading;
use crate::campaign::model::located::Located;
use crate::campaign::model::quota::Quota;
use crate::campaign::model::score::{Bounds, ScoreItem, ScoreSheet, Total};
use crate::campaign::model::stage::Stage;
use crate::campaign::rules::input::REGISTRATION;

/// The variable `quy_dinh`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RulebookText {
    pub nhom_tieu_chuan: Vec<CriterionGroup>,
    pub hinh_thuc: Vec<AwardText>,
    pub chi_tieu: Vec<QuotaText>,
    pub loai_tru: Vec<ExclusionText>,
    pub thoi_han: Vec<DeadlineText>,
    /// Those that are not about registering.
    pub thoi_han_khac: Vec<DeadlineText>,
    /// Until when to register.
    pub han_dang_ky: Vec<String>,
    pub ho_so: Vec<RequiredPaperText>,
    pub buoc: Vec<StageText>,
    pub thang_diem: Vec<ScoreSheetText>,
    pub chi_so: Vec<IndicatorText>,
    /// What units and blocks are allotted, where the plan has an annex of it.
    pub phan_bo: Vec<AllotmentText>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AwardText {
    pub ma: String,
    pub ten: String,
    pub doi_tuong: String,
    /// "hằng năm", "giai đoạn"; empty where all are of one kind.
    pub chu_ky: String,
    /// What, how often, for whom, in which order, as the plan says it.
    pub cau: String,
    pub can_cu: String,
    pub xep_hang: String,
    pub chi_tieu: Vec<String>,
    /// What is done with it: "tặng", "công nhận"; empty where its name says it itself.
    pub dong_tu: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuotaText {
    pub ma: String,
    pub cau: String,
    /// As the plan says it: without a number that is allotted later, empty without a limit.
    pub cau_ke_hoach: String,
    pub can_cu: String,
    pub hinh_thuc: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExclusionText {
    pub ma: String,
    pub cau: String,
    pub can_cu: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeadlineText {
    pub ma: String,
    pub ten_viec: String,
    pub noi_dung: String,
    pub cau: String,
    pub muc: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequiredPaperText {
    pub ma: String,
    pub ten: String,
    pub cau: String,
    /// Who sends it in.
    pub cua: Sender,
    /// Whether it is the tờ trình of whoever proposes, by whatever name.
    pub la_to_trinh: bool,
    pub hinh_thuc: Vec<String>,
}

/// One bước of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StageText {
    pub ma: String,
    pub ten: String,
    /// "công khai", "thẩm định".
    pub loai: String,
    /// Who does it.
    pub ai: String,
    /// All of it as a sentence.
    pub cau: String,
    pub muc: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoreSheetText {
    pub ma: String,
    pub ten: String,
    pub tong: String,
    /// How far the total goes: "Không quá 103 điểm"; empty without a bound.
    pub gioi_han: String,
    pub muc: Vec<ScoreItemText>,
    pub xep_loai: Vec<RatingText>,
}

/// A rating by points, and all that is enforced of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RatingText {
    pub ma: String,
    pub ten: String,
    pub dong: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoreItemText {
    pub ma: String,
    pub stt: String,
    /// Whether it is the heading of the rows below it.
    pub la_nhom: bool,
    pub noi_dung: String,
    pub diem: String,
    pub huong_dan: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IndicatorText {
    pub ma: String,
    pub ten: String,
    pub nguon: String,
}

/// Puts `rules` into words.
pub fn rulebook(rules: &Rulebook) -> RulebookText {
    let deadline = |deadline: &Deadline| DeadlineText {
        ma: deadline.ma.clone(),
        ten_viec: task_words(rules, deadline),
        noi_dung: deadline.noi_dung.clone(),
        cau: deadline.cau(&rules.su_kien),
        muc: deadline.muc.clone(),
    };
    let quota = |quota: &Quota| QuotaText {
        ma: quota.ma.clone(),
        cau: quota.cau(rules),
        cau_ke_hoach: quota.cau_ke_hoach(rules),
        can_cu: quota.can_cu.clone(),
        hinh_thuc: titles(rules, &quota.hinh_thuc),
    };
    let exclusion = |exclusion: &Exclusion| ExclusionText {
        ma: exclusion.ma.clone(),
        cau: exclusion.cau(rules),
        can_cu: exclusion.can_cu.clone(),
    };
    let paper = |paper: &RequiredPaper| RequiredPaperText {
        ma: paper.ma.clone(),
        ten: paper.ten.clone(),
        cau: paper.cau(rules),
        cua: paper.cua,
        la_to_trinh: is_proposal(&paper.ten),
        hinh_thuc: titles(rules, &paper.hinh_thuc),
    };
    let indicator = |indicator: &Indicator| IndicatorText {
        ma: indicator.ma.clone(),
        ten: indicator.ten.clone(),
        nguon: indicator.nguon.clone(),
    };
    let others = rules.thoi_han.iter().filter(|term| term.viec != Task::DangKy);
    RulebookText {
        nhom_tieu_chuan: groups(rules),
        hinh_thuc: rules.hinh_thuc.iter().map(|award| self::award(rules, award)).collect(),
        chi_tieu: rules.chi_tieu.iter().map(quota).collect(),
        loai_tru: rules.loai_tru.iter().map(exclusion).collect(),
        thoi_han: rules.thoi_han.iter().map(deadline).collect(),
        thoi_han_khac: others.map(deadline).collect(),
        han_dang_ky: registration_terms(rules),
        ho_so: rules.ho_so.iter().map(paper).collect(),
        buoc: rules.buoc.iter().map(|stage| self::stage(rules, stage)).collect(),
        thang_diem: rules.thang_diem.iter().map(|sheet| score_sheet(rules, sheet)).collect(),
        chi_so: rules.chi_so.iter().map(indicator).collect(),
        phan_bo: Vec::new(),
    }
}

fn stage(rules: &Rulebook, stage: &Stage) -> StageText {
    StageText {
        ma: stage.ma.clone(),
        ten: stage.ten.clone(),
        loai: stage.loai.label().to_owned(),
        ai: stage.ai.clone(),
        cau: stage.cau(rules),
        muc: stage.muc.clone(),
    }
}

/// A thang điểm with its rows, as the plan and the sheets of its points print it.
pub fn score_sheet(rules: &Rulebook, sheet: &ScoreSheet) -> ScoreSheetText {
    let rating = |(indicator, grading): (&Indicator, &Grading)| RatingText {
        ma: indicator.ma.clone(),
        ten: indicator.ten.clone(),
        dong: grading.sentences(rules),
    };
    ScoreSheetText {
        ma: sheet.ma.clone(),
        ten: sheet.ten.clone(),
        tong: sheet.total().sum(&ScoreItem::most).to_string(),
        gioi_han: bounds(sheet.tran),
        muc: score_rows(rules, sheet.total()),
        xep_loai: ratings(rules, sheet).map(rating).collect(),
    }
}

/// The ratings by `sheet`.
pub fn ratings<'a>(rules: &'a Rulebook, sheet: &'a ScoreSheet) -> impl Iterator<Item = (&'a Indicator, &'a Grading)> {
    let rated = rules.chi_so.iter().filter_map(|indicator| Some((indicator, indicator.grading()?)));
    rated.filter(|(_, grading)| sheet.total_called(&grading.theo.value).is_some())
}

/// The items of a total, then its groups, each under its heading.
fn score_rows(rules: &Rulebook, total: Total) -> Vec<ScoreItemText> {
    let number = |own: &str, at: usize| if own.is_empty() { (at + 1).to_string() } else { own.to_owned() };
    let item = |(at, item): (usize, &ScoreItem)| ScoreItemText {
        ma: item.ma.clone(),
        stt: number(&item.stt, at),
        la_nhom: false,
        noi_dung: item.noi_dung.clone(),
        diem: points(item),
        huong_dan: item.guidance(|code| rules.words(code)),
    };
    let mut rows: Vec<ScoreItemText> = total.items().enumerate().map(item).collect();
    for group in total.groups() {
        let Some(heading) = group.nhom else { continue };
        rows.push(ScoreItemText {
            ma: heading.ma.clone(),
            stt: heading.stt.clone(),
            la_nhom: true,
            noi_dung: heading.ten.clone(),
            diem: group.sum(&ScoreItem::most).to_string(),
            huong_dan: bounds(heading.tran),
        });
        rows.extend(score_rows(rules, group));
    }
    rows
}

/// "20", "-3", "từ -5 đến 10"; of what takes away without a bound only that it does.
fn points(item: &ScoreItem) -> String {
    match item.least() {
        None => "trừ điểm".to_owned(),
        Some(least) if item.is_penalty() => least.to_string(),
        Some(least) if item.toi_thieu.is_some() => format!("từ {least} đến {}", item.most()),
        Some(_) => item.diem.to_string(),
    }
}

/// "Không quá 3 điểm".
fn bounds(bounds: Bounds) -> String {
    match (bounds.toi_thieu, bounds.toi_da) {
        (None, None) => String::new(),
        (None, Some(most)) => format!("Không quá {most} điểm"),
        (Some(least), None) => format!("Không dưới {least} điểm"),
        (Some(least), Some(most)) => format!("Từ {least} đến {most} điểm"),
    }
}

/// What a term is for, when the plan has no words of its own.
fn task(task: Task) -> &'static str {
    match task {
        Task::DangKy => "Đăng ký thi đua",
        Task::HoSo => "Gửi hồ sơ đề nghị khen thưởng",
        Task::BaoCao => "Gửi báo cáo",
        Task::Trinh => "Trình khen thưởng",
    }
}

/// The same with for whom it is.
fn task_words(rules: &Rulebook, deadline: &Deadline) -> String {
    let whom = rules.scope_words(None, &deadline.trong, &deadline.hinh_thuc);
    let task = task(deadline.viec);
    if whom.is_empty() { task.to_owned() } else { format!("{task} {whom}") }
}

/// Until when to register, as papers print it: the term of `[dang_ky]`, else each wording of the plan once.
/// What an issued plan says elsewhere of the same term is for the check only, which reports the conflict.
pub fn registration_terms(rules: &Rulebook) -> Vec<String> {
    let mut terms = Vec::new();
    let fixed = rules.thoi_han.iter().any(|deadline| deadline.ma == REGISTRATION);
    let printed = |deadline: &&Deadline| deadline.viec == Task::DangKy && (!fixed || deadline.ma == REGISTRATION);
    for deadline in rules.thoi_han.iter().filter(printed) {
        let words = deadline.cau(&rules.su_kien);
        if !terms.contains(&words) {
            terms.push(words);
        }
    }
    terms
}

fn titles(rules: &Rulebook, codes: &[Located<String>]) -> Vec<String> {
    codes
        .iter()
        .map(|code| rules.award(&code.value).map_or_else(|| code.value.clone(), |award| award.ten.clone()))
        .collect()
}

fn award(rules: &Rulebook, award: &Award) -> AwardText {
    let quotas = rules.chi_tieu.iter().filter(|quota| quota.hinh_thuc.iter().any(|code| code.value == award.ma));
    let cycles = rules.hinh_thuc.iter().any(|other| other.chu_ky != award.chu_ky);
    let chu_ky = if cycles { award.chu_ky.label() } else { "" };
    let whom = award.doi_tuong.map_or(rules.everybody(), |kind| kind.label());
    AwardText {
        ma: award.ma.clone(),
        ten: award.ten.clone(),
        doi_tuong: whom.to_owned(),
        chu_ky: chu_ky.to_owned(),
        cau: in_plan(award, chu_ky, whom),
        can_cu: award.can_cu.clone(),
        xep_hang: award.cau_xep_hang(|code| lower_first(&rules.words(code))),
        chi_tieu: quotas.map(|quota| quota.cau(rules)).collect(),
        dong_tu: award.verb(),
    }
}

/// "Bằng khen của … (giai đoạn), tặng cá nhân; thứ tự xét: …".
fn in_plan(award: &Award, chu_ky: &str, whom: &str) -> String {
    let cycle = if chu_ky.is_empty() { String::new() } else { format!(" ({chu_ky})") };
    let is_given = award.danh_muc.is_some() && award.verb() == "tặng";
    let verb = if is_given { "tặng" } else { "đối với" };
    let named = award.ten.ends_with(&format!("cho {whom}"));
    let whom = if named { String::new() } else { format!(", {verb} {whom}") };
    let order = if award.thu_tu.is_empty() { String::new() } else { format!("; thứ tự xét: {}", award.thu_tu) };
    format!("{}{cycle}{whom}{order}", award.ten)
}
