//! One đề nghị told in words: the conclusion, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{award_name, place_words};
use crate::base::diag::Place;
use crate::base::text::upper_first;
use crate::campaign::CampaignFolder;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::rules::verdict::Looked;
use crate::campaign::rules::{Assessed, Outcome, State, Verdict};

/// Cells named behind one reason.
const MOST_CELLS: usize = 3;

/// What became of one đề nghị.
pub struct NominationReview {
    pub ten: String,
    /// "tập thể" or "cá nhân".
    pub loai: &'static str,
    pub don_vi: String,
    /// The award with its year.
    pub hinh_thuc: String,
    pub trang_thai: State,
    pub ket_qua: Outcome,
    /// Among those who qualify, from 1.
    pub hang: Option<usize>,
    /// Why it came out so, with the cells it rests on.
    pub ly_do: Vec<String>,
    /// Every criterion, exclusion and requirement with its state.
    pub tung_muc: Vec<String>,
    pub vi_tri: Place,
}

impl NominationReview {
    pub(super) fn of(folder: &CampaignFolder, path: &Path, item: &Assessed) -> Self {
        let rules = &folder.facts().quy_dinh;
        NominationReview {
            ten: item.ten.clone(),
            loai: item.loai.label(),
            don_vi: item.don_vi.clone(),
            hinh_thuc: award_name(folder, &item.hinh_thuc, item.nam),
            trang_thai: item.ket_luan,
            ket_qua: item.ket_qua,
            hang: item.hang,
            ly_do: reasons(rules, item, path),
            tung_muc: item.verdicts().flat_map(innermost).filter_map(|verdict| entry(rules, verdict)).collect(),
            vi_tri: item.vi_tri.clone(),
        }
    }

    /// "Đạt, được chọn", "Chờ".
    pub fn ket_luan(&self) -> String {
        let outcome = match self.trang_thai {
            State::Dat => format!(", {}", self.ket_qua.label()),
            _ => String::new(),
        };
        format!("{}{outcome}", upper_first(self.trang_thai.label()))
    }
}

/// At which step it stands: "bước 2/4 “Công khai danh sách”: chờ"; nothing without steps, and of who fails without one.
fn standing(rules: &Rulebook, item: &Assessed) -> Option<String> {
    let concerned: Vec<&Verdict> =
        item.buoc.gom.iter().filter(|verdict| verdict.trang_thai != State::KhongApDung).collect();
    let open = concerned.iter().position(|verdict| verdict.trang_thai != State::Dat);
    let count = concerned.len();
    match open.and_then(|at| Some((at, concerned.get(at)?))) {
        Some((_, verdict)) if item.ket_luan == State::KhongDat && verdict.trang_thai == State::Cho => None,
        Some((at, verdict)) => {
            let name = rules.buoc.iter().find(|stage| stage.ma == verdict.ma).map_or("", |stage| &stage.ten);
            Some(format!("bước {}/{count} “{name}”: {}", at + 1, verdict.trang_thai.label()))
        }
        None => (count > 0).then(|| format!("đã qua {count}/{count} bước")),
    }
}

fn reasons(rules: &Rulebook, item: &Assessed, path: &Path) -> Vec<String> {
    let mut told: Vec<String> = standing(rules, item).into_iter().collect();
    let reasons = item.reasons();
    if reasons.is_empty() {
        told.push(unexplained(item).to_owned());
    }
    let mut seen = BTreeSet::new();
    let words = reasons.into_iter().map(|verdict| reason(verdict, path));
    told.extend(words.filter(|words| seen.insert(words.clone())));
    let aside = not_applicable(&item.tieu_chuan);
    told.extend(aside.iter().map(|(reason, codes)| format!("không áp dụng {}: {reason}", codes.join(", "))));
    told.extend(item.dac_cach.iter().map(|reason| format!("ngoại lệ: {reason}")));
    told
}

/// The reason with the cells it rests on, and their values where the reason does not say them.
fn reason(verdict: &Verdict, path: &Path) -> String {
    let cell = |looked: &Looked| {
        let place = place_words(&looked.vi_tri, path);
        let value = &looked.gia_tri;
        let is_number = value.starts_with(|letter: char| letter.is_ascii_digit());
        match (verdict.ly_do.contains(value), is_number) {
            (true, _) => place,
            (false, true) => format!("{value} ở {place}"),
            (false, false) => format!("“{value}” ở {place}"),
        }
    };
    let mut cells: Vec<String> = verdict.da_xem.iter().take(MOST_CELLS).map(cell).collect();
    if verdict.da_xem.len() > MOST_CELLS {
        cells.push(format!("và {} ô khác", verdict.da_xem.len() - MOST_CELLS));
    }
    if cells.is_empty() { verdict.ly_do.clone() } else { format!("{} (xem {})", verdict.ly_do, cells.join(", ")) }
}

/// Why a đề nghị got its conclusion when no verdict says so.
fn unexplained(item: &Assessed) -> &'static str {
    match item.ket_luan {
        State::KhongDat => "hình thức này không dành cho đối tượng này, hoặc đối tượng đã được đề nghị ở dòng khác",
        _ => "không tiêu chuẩn nào của hình thức này áp dụng cho đối tượng",
    }
}

/// The codes of the criteria that do not concern the nominee, by reason.
fn not_applicable(verdict: &Verdict) -> BTreeMap<&str, Vec<String>> {
    fn collect<'a>(verdict: &'a Verdict, found: &mut BTreeMap<&'a str, Vec<String>>) {
        if verdict.trang_thai == State::KhongApDung && verdict.gom.is_empty() {
            found.entry(&verdict.ly_do).or_default().push(format!("`{}`", verdict.ma));
        }
        verdict.gom.iter().for_each(|member| collect(member, found));
    }
    let mut found = BTreeMap::new();
    verdict.gom.iter().for_each(|member| collect(member, &mut found));
    found
}

/// The verdicts without members, in their order.
fn innermost(verdict: &Verdict) -> Vec<&Verdict> {
    if verdict.gom.is_empty() { vec![verdict] } else { verdict.gom.iter().flat_map(innermost).collect() }
}

/// "dung_han: đạt – Tỷ lệ …: 98% (yêu cầu tối thiểu 95%)"; nothing for a requirement that there isn't.
fn entry(rules: &Rulebook, verdict: &Verdict) -> Option<String> {
    let is_rule = rules.criterion(&verdict.ma).is_some();
    if verdict.trang_thai == State::KhongApDung && !is_rule {
        return None;
    }
    Some(format!("{}: {} – {}", verdict.ma, verdict.trang_thai.label(), verdict.ly_do))
}
