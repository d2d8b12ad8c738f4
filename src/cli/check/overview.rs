//! The summary that a person reads: each unit with its đề nghị and the reasons, each award with its chỉ tiêu.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::campaign::CampaignFolder;
use crate::diag::{Place, Severity};
use crate::rules::verdict::Looked;
use crate::rules::{Assessed, Outcome, Selection, State, Verdict, money};

/// Cells named behind one reason.
const MOST_CELLS: usize = 3;

/// The summary of `folder`, which was opened at `path`.
pub fn text(folder: &CampaignFolder, path: &Path) -> String {
    let mut overview = Overview { folder, path, text: String::new() };
    let day = folder.judgement().ngay.format("%d/%m/%Y");
    overview.line(0, &format!("Phong trào “{}”, xét đến hết ngày {day}", folder.campaign().ten));
    overview.units();
    overview.awards();
    overview.text
}

struct Overview<'a> {
    folder: &'a CampaignFolder,
    /// Left out of places: the reader knows which folder is checked.
    path: &'a Path,
    text: String,
}

impl<'a> Overview<'a> {
    fn line(&mut self, depth: usize, words: &str) {
        let line = format!("{}{}", "  ".repeat(depth), words.replace('\n', " "));
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.text.push('\n');
        self.line(0, words);
    }

    /// The units of the table, then those that only a đề nghị names.
    fn units(&mut self) {
        let folder = self.folder;
        let mut proposed: BTreeMap<&str, Vec<&Assessed>> = BTreeMap::new();
        for item in &folder.judgement().de_nghi {
            proposed.entry(item.don_vi.as_str()).or_default().push(item);
        }
        for (at, record) in folder.units().iter().enumerate() {
            let name = if record.unit.ten.is_empty() { "Đơn vị không tên" } else { record.unit.ten.as_str() };
            let standing = folder.registration_standing(at).map(|words| format!("đăng ký: {}", lower_first(words)));
            let errors = record.report.iter().filter(|finding| finding.severity == Severity::Error).count();
            let faults = (errors > 0).then(|| format!("số liệu có {errors} lỗi"));
            let remarks: Vec<String> = standing.into_iter().chain(faults).collect();
            let remarks = if remarks.is_empty() { String::new() } else { format!(" – {}", remarks.join("; ")) };
            self.heading(&format!("{name}{remarks}"));
            let items = proposed.remove(record.unit.ten.as_str()).unwrap_or_default();
            items.into_iter().for_each(|item| self.item(item));
        }
        for (name, items) in proposed {
            self.heading(name);
            items.into_iter().for_each(|item| self.item(item));
        }
    }

    fn item(&mut self, item: &Assessed) {
        let place = self.place(&item.vi_tri);
        let award = self.award_name(&item.hinh_thuc, item.nam);
        let outcome = match (item.ket_luan, item.ket_qua) {
            (State::Dat, outcome) => format!(", {}", outcome.label()),
            _ => String::new(),
        };
        let conclusion = upper_first(item.ket_luan.label());
        let whom = format!("{} ({})", item.ten, item.loai.label());
        self.line(1, &format!("{conclusion}{outcome}: {whom} – {award} ({place})"));
        let reasons = item.reasons();
        if reasons.is_empty() {
            self.line(2, &format!("- {}", unexplained(item)));
        }
        let mut told = BTreeSet::new();
        for reason in reasons {
            let words = self.reason(reason);
            if told.insert(words.clone()) {
                self.line(2, &format!("- {words}"));
            }
        }
        for (reason, codes) in not_applicable(&item.tieu_chuan) {
            self.line(2, &format!("- không áp dụng {}: {reason}", codes.join(", ")));
        }
        for reason in &item.dac_cach {
            self.line(2, &format!("- ngoại lệ: {reason}"));
        }
    }

    /// The reason with the cells it rests on, and their values where the reason does not say them.
    fn reason(&self, verdict: &Verdict) -> String {
        let cell = |looked: &Looked| {
            let place = self.place(&looked.vi_tri);
            if verdict.ly_do.contains(&looked.gia_tri) { place } else { format!("{} ở {place}", looked.gia_tri) }
        };
        let mut cells: Vec<String> = verdict.da_xem.iter().take(MOST_CELLS).map(cell).collect();
        if verdict.da_xem.len() > MOST_CELLS {
            cells.push(format!("và {} ô khác", verdict.da_xem.len() - MOST_CELLS));
        }
        if cells.is_empty() { verdict.ly_do.clone() } else { format!("{} (xem {})", verdict.ly_do, cells.join(", ")) }
    }

    /// Sheet and cell, or the file below the folder with its line.
    fn place(&self, place: &Place) -> String {
        match place {
            Place::Cell { sheet, cell, .. } => format!("{sheet}!{cell}"),
            other => {
                let words = other.to_string();
                let prefix = self.path.join("").display().to_string();
                words.strip_prefix(&prefix).unwrap_or(&words).to_owned()
            }
        }
    }

    fn award_name(&self, code: &str, year: Option<i32>) -> String {
        let name = self.folder.facts().quy_dinh.award(code).map_or(code, |award| award.ten.as_str());
        year.map_or_else(|| name.to_owned(), |year| format!("{name}, năm {year}"))
    }

    fn awards(&mut self) {
        let folder = self.folder;
        let mut proposed = BTreeSet::new();
        for selection in &folder.judgement().chon {
            proposed.insert(selection.hinh_thuc.as_str());
            self.selection(selection);
        }
        for award in folder.facts().quy_dinh.hinh_thuc.iter().filter(|award| !proposed.contains(award.ma.as_str())) {
            self.heading(&award.ten);
            self.line(1, "Chưa có đề nghị nào");
        }
    }

    fn selection(&mut self, selection: &Selection) {
        let name = self.award_name(&selection.hinh_thuc, selection.nam);
        self.heading(&name);
        if selection.chi_tieu.is_empty() {
            self.line(1, "Chỉ tiêu: kế hoạch không nêu");
        }
        for quota in &selection.chi_tieu {
            let unknown = quota.chua_ro.as_ref().map(|reason| format!("chưa rõ: {reason}"));
            let counted = unknown.unwrap_or_else(|| quota.cach_tinh.clone());
            let bracket = if counted.is_empty() { String::new() } else { format!(" ({counted})") };
            self.line(1, &format!("Chỉ tiêu: {}{bracket}", quota.cau));
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
                items.iter().filter_map(|at| self.folder.judgement().de_nghi.get(*at)).map(ranked).collect();
            if !names.is_empty() {
                self.line(1, &format!("{} ({}): {}", upper_first(words), names.len(), names.join("; ")));
            }
        }
        let chosen = selection.duoc_chon.iter().filter_map(|at| self.folder.judgement().de_nghi.get(*at));
        if let Some(words) = money::in_words(chosen) {
            self.line(1, &format!("Tiền thưởng: {words}"));
        }
    }
}

/// The name, with the rank of those who qualify.
fn ranked(item: &Assessed) -> String {
    item.hang.map_or_else(|| item.ten.clone(), |rank| format!("{} (hạng {rank})", item.ten))
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

fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}
