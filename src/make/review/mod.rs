//! What a check comes to: each unit with its đề nghị and the reasons, each award with its chỉ tiêu.
//!
//! The screen and the workbook that goes to the units ([`workbook`]) tell the same story, so it is put
//! together once, here, in words; they only arrange it.

mod link;
mod nomination;
mod steps;
mod words;
pub mod workbook;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use chrono::NaiveDate;

pub use nomination::NominationReview;
pub use steps::StepReview;
pub use words::{count, hint_words, owners, place_cells, place_words};

use crate::base::diag::Severity;
use crate::base::text::upper_first;
use crate::campaign::CampaignFolder;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quantity::grouped;
use crate::campaign::rules::{Assessed, Outcome, Selection, State};

/// What a campaign comes to.
pub struct Review {
    /// The name of the campaign.
    pub phong_trao: String,
    /// What was known by the end of this day counts.
    pub ngay: NaiveDate,
    /// The units of the table, then those that only a đề nghị names.
    pub don_vi: Vec<UnitReview>,
    /// Awards with đề nghị, then those without.
    pub hinh_thuc: Vec<AwardReview>,
    /// In the order of the plan; none where it has no steps.
    pub buoc: Vec<StepReview>,
    /// The units that it tells of, by position; all of them without.
    chi: Option<Vec<usize>>,
}

/// One unit.
pub struct UnitReview {
    /// Its position among the parties; none of one that only a đề nghị names.
    pub vi_tri: Option<usize>,
    /// What its files are named after.
    pub ten_tep: String,
    pub ten: String,
    /// How it stands with its đăng ký ("Đúng hạn"); `None` when the campaign asks for none.
    pub dang_ky: Option<String>,
    /// What its dossiers lack, and until when it was due.
    pub con_thieu: Vec<String>,
    /// Errors and warnings that concern it or somebody who belongs to it.
    pub so_loi: usize,
    pub so_canh_bao: usize,
    pub de_nghi: Vec<NominationReview>,
}

/// One award in one year.
pub struct AwardReview {
    pub ten: String,
    /// Chỉ tiêu, and who came out how, a line each.
    pub dong: Vec<String>,
}

impl Review {
    /// Puts together what became of `folder`, which was opened at `path`.
    pub fn of(folder: &CampaignFolder, path: &Path) -> Self {
        Review {
            phong_trao: folder.campaign().ten.clone(),
            ngay: folder.judgement().ngay,
            don_vi: units(folder, path),
            hinh_thuc: awards(folder),
            buoc: steps::steps(folder),
            chi: None,
        }
    }

    /// The same of these units only, and of no award.
    pub fn of_units(mut self, units: &[usize]) -> Self {
        self.don_vi.retain(|unit| unit.vi_tri.is_some_and(|at| units.contains(&at)));
        self.hinh_thuc.clear();
        self.buoc.clear();
        self.chi = Some(units.to_vec());
        self
    }

    /// Whether it tells of the unit at this position.
    pub fn tells_of(&self, unit: usize) -> bool {
        self.chi.as_ref().is_none_or(|units| units.contains(&unit))
    }
}

fn units(folder: &CampaignFolder, path: &Path) -> Vec<UnitReview> {
    let mut proposed: BTreeMap<usize, Vec<&Assessed>> = BTreeMap::new();
    for item in &folder.judgement().de_nghi {
        proposed.entry(item.unit).or_default().push(item);
    }
    let tell = |items: Vec<&Assessed>| items.into_iter().map(|item| NominationReview::of(folder, path, item)).collect();
    let (mut owed, standings, counts) = (folder.owed(), folder.registration_standings(), counts(folder));
    let mut reviews = Vec::new();
    for (at, unit) in folder.parties().units() {
        let (so_loi, so_canh_bao) = counts.get(&at).copied().unwrap_or_default();
        reviews.push(UnitReview {
            vi_tri: Some(at),
            ten_tep: unit.stem.clone(),
            ten: unit.name().to_owned(),
            dang_ky: standings.get(&at).map(|words| (*words).to_owned()),
            con_thieu: owed.remove(&at).unwrap_or_default(),
            so_loi,
            so_canh_bao,
            de_nghi: tell(proposed.remove(&at).unwrap_or_default()),
        });
    }
    let mut strangers: Vec<Vec<&Assessed>> = proposed.into_values().collect();
    strangers.sort_by(|left, right| name(left).cmp(name(right)));
    reviews.extend(strangers.into_iter().map(|items| UnitReview {
        vi_tri: None,
        ten_tep: String::new(),
        ten: name(&items).to_owned(),
        dang_ky: None,
        con_thieu: Vec::new(),
        so_loi: 0,
        so_canh_bao: 0,
        de_nghi: tell(items),
    }));
    reviews
}

/// The name of the unit that all `items` belong to.
fn name<'a>(items: &[&'a Assessed]) -> &'a str {
    items.first().map_or("", |item| item.don_vi.as_str())
}

/// Errors and warnings by the unit that they concern.
fn counts(folder: &CampaignFolder) -> HashMap<usize, (usize, usize)> {
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
    for (unit, finding) in folder.findings_by_unit() {
        let (errors, warnings) = counts.entry(unit).or_default();
        *(if finding.diagnostic.severity == Severity::Error { errors } else { warnings }) += 1;
    }
    counts
}

fn awards(folder: &CampaignFolder) -> Vec<AwardReview> {
    let mut proposed = BTreeSet::new();
    let mut reviews = Vec::new();
    for selection in &folder.judgement().chon {
        proposed.insert(selection.hinh_thuc.as_str());
        let ten = award_name(folder, &selection.hinh_thuc, selection.nam);
        reviews.push(AwardReview { ten, dong: selection_lines(folder, selection) });
    }
    for award in folder.facts().quy_dinh.hinh_thuc.iter().filter(|award| !proposed.contains(award.ma.as_str())) {
        reviews.push(AwardReview { ten: award.ten.clone(), dong: vec!["Chưa có đề nghị nào".to_owned()] });
    }
    reviews
}

/// "Giấy khen của Giám đốc Sở, năm 2022".
fn award_name(folder: &CampaignFolder, code: &str, year: Option<i32>) -> String {
    let name = folder.facts().quy_dinh.award(code).map_or(code, |award| award.ten.as_str());
    let period = &folder.facts().quy_dinh.thoi_gian;
    year.map_or_else(|| name.to_owned(), |year| format!("{name}, {}", period.year_words(year)))
}

fn selection_lines(folder: &CampaignFolder, selection: &Selection) -> Vec<String> {
    let mut lines = Vec::new();
    if selection.chi_tieu.is_empty() {
        lines.push("Chỉ tiêu: kế hoạch không nêu".to_owned());
    }
    for quota in &selection.chi_tieu {
        let unknown = quota.chua_ro.as_ref().map(|reason| format!("chưa rõ: {reason}"));
        let counted = unknown.unwrap_or_else(|| quota.cach_tinh.clone());
        let bracket = if counted.is_empty() { String::new() } else { format!(" ({counted})") };
        lines.push(format!("Chỉ tiêu: {}{bracket}", quota.cau));
    }
    for (words, items) in [
        (Outcome::DuocChon.label(), &selection.duoc_chon),
        ("đồng hạng ở ranh giới chỉ tiêu, chưa chọn được ai", &selection.dong_hang),
        ("đạt nhưng ngoài chỉ tiêu", &selection.ngoai_chi_tieu),
        ("đạt, chờ biết chỉ tiêu", &selection.cho_chi_tieu),
        (State::Cho.label(), &selection.cho),
        (State::KhongDat.label(), &selection.khong_dat),
    ] {
        let names: Vec<String> =
            items.iter().filter_map(|at| folder.judgement().de_nghi.get(*at)).map(ranked).collect();
        if !names.is_empty() {
            lines.push(format!("{} ({}): {}", upper_first(words), names.len(), names.join("; ")));
        }
    }
    let of_round = |(code, year, _): &(&str, Option<i32>, &str)| *code == selection.hinh_thuc && *year == selection.nam;
    lines.extend(folder.only_submitted().find(of_round).map(|(_, _, words)| upper_first(words)));
    let chosen = selection.duoc_chon.iter().filter_map(|at| folder.judgement().de_nghi.get(*at));
    lines.extend(reward_money(chosen).map(|words| format!("Tiền thưởng: {words}")));
    lines
}

/// The name, with the rank of those who qualify.
fn ranked(item: &Assessed) -> String {
    item.hang.map_or_else(|| item.ten.clone(), |rank| format!("{} (hạng {rank})", item.ten))
}

/// "06 tập thể × 7.020.000 đồng (3 × 2.340.000 đồng) = 42.120.000 đồng"; nothing without money.
fn reward_money<'a>(chosen: impl Iterator<Item = &'a Assessed>) -> Option<String> {
    let mut sums: BTreeMap<(NomineeKind, u64), (u64, String)> = BTreeMap::new();
    for (item, money) in chosen.filter_map(|item| Some((item, item.tien_thuong.as_ref()?))) {
        let how = match money.is_set() {
            true => money.can_cu.clone(),
            false => format!("{} × {} đồng", money.he_so, grouped(money.luong_co_so)),
        };
        sums.entry((item.loai, money.so_tien)).or_insert((0, how)).0 += 1;
    }
    let part = |((kind, each), (count, how)): (&(NomineeKind, u64), &(u64, String))| {
        format!("{count:02} {} × {} đồng ({how})", kind.label(), grouped(*each))
    };
    let parts: Vec<String> = sums.iter().map(part).collect();
    let total = sums.iter().fold(0_u64, |sum, ((_, each), (count, _))| sum.saturating_add(each.saturating_mul(*count)));
    (!parts.is_empty()).then(|| format!("{} = {} đồng", parts.join(" + "), grouped(total)))
}
