//! Bước: what has to happen on the way from a đề nghị to an award, beside registering, dossiers and ballots.
//!
//! A plan may have those proposed mark themselves, their list put up for a while, another body asked, a second
//! appraisal, faulty dossiers sent back. Each is a step with who does it and until when; the days of what the plan
//! already says (`[[thoi_han]]`, `[[su_kien]]`) are referred to, not said again. What happened stands in the sheet
//! Bước.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::criterion::Scope;
use super::deadline::{Days, LateEffect, Mark};
use super::labelled::labelled;
use super::located::{Located, fold};
use super::nomination::SubjectRef;
use super::rulebook::Rulebook;
use super::short_date;
use crate::base::diag::Place;

labelled! {
    /// What is done in a step.
    StageKind {
        TuCham "tu_cham" "tự chấm";
        CongKhai "cong_khai" "công khai";
        LayYKien "lay_y_kien" "lấy ý kiến";
        ThamDinh "tham_dinh" "thẩm định";
        TraHoSo "tra_ho_so" "trả hồ sơ";
    }
}

impl StageKind {
    /// Whether it comes to a yes or a no; the others are done once their day is there.
    pub fn has_result(self) -> bool {
        matches!(self, StageKind::CongKhai | StageKind::LayYKien | StageKind::ThamDinh)
    }

    /// What `who` does: "Văn phòng Sở công khai".
    fn done_by(self, who: &str) -> String {
        match self {
            StageKind::TuCham => format!("{who} tự chấm điểm"),
            StageKind::CongKhai => format!("{who} công khai"),
            StageKind::LayYKien => format!("{who} cho ý kiến"),
            StageKind::ThamDinh => format!("{who} thẩm định"),
            StageKind::TraHoSo => format!("{who} trả lại hồ sơ chưa đạt yêu cầu"),
        }
    }

    /// What its term begins with when it is counted from its own beginning.
    fn beginning(self) -> &'static str {
        match self {
            StageKind::TraHoSo => "ngày trả hồ sơ",
            StageKind::LayYKien => "ngày gửi lấy ý kiến",
            _ => "ngày nhận hồ sơ",
        }
    }
}

labelled! {
    /// For whom a row of the sheet stands.
    StageOf {
        DoiTuong "doi_tuong" "đối tượng";
        /// The unit and all who belong to it.
        DonVi "don_vi" "đơn vị";
        /// Everybody: a row that names nobody.
        DanhSach "danh_sach" "danh sách";
    }
}

/// Until when a step is done.
#[derive(Clone, Debug)]
pub enum StageTerm {
    /// As a thời hạn says it.
    Han(Mark),
    /// So long after the step before was done.
    SauBuoc(Days),
    /// So long after this thời hạn.
    SauThoiHan { thoi_han: Located<String>, dai: Days },
    /// So long after it began.
    TuKhiMo(Days),
}

/// One bước.
#[derive(Clone, Debug)]
pub struct Stage {
    pub ma: String,
    /// "Công khai danh sách đề nghị khen thưởng".
    pub ten: String,
    pub loai: StageKind,
    /// Who does it, or is asked.
    pub ai: String,
    pub cua: StageOf,
    /// From when on.
    pub tu_ngay: Option<Located<NaiveDate>>,
    /// The step that must be done before.
    pub sau_buoc: Option<Located<String>>,
    pub han: Option<StageTerm>,
    /// How long a list is put up at least.
    pub keo_dai: Option<Days>,
    /// Whether the day on which it was put up is none of these.
    pub bo_ngay_dau: bool,
    pub khi_qua_han: LateEffect,
    /// Whether nobody is rewarded without it.
    pub bat_buoc: bool,
    pub ap_dung: Scope,
    /// Kinds of paper that are made once it is open.
    pub van_ban: Vec<Located<String>>,
    /// Where the plan says so.
    pub muc: String,
    pub place: Place,
}

impl Stage {
    /// "Công khai danh sách: Văn phòng Sở công khai, trong ít nhất 07 ngày làm việc, sau bước “Thẩm định”".
    pub fn cau(&self, rules: &Rulebook) -> String {
        let scope = &self.ap_dung;
        let whom = rules.scope_words(scope.doi_tuong, &scope.trong, &scope.hinh_thuc);
        let who = if self.ai.is_empty() { String::new() } else { self.loai.done_by(&self.ai) };
        let first = if self.bo_ngay_dau { " không kể ngày đầu" } else { "" };
        let lasting = self.keo_dai.map(|days| format!("trong ít nhất {}{first}", days.words())).unwrap_or_default();
        let before = match (&self.sau_buoc, &self.han) {
            (Some(before), han) if !matches!(han, Some(StageTerm::SauBuoc(_))) => {
                format!("sau khi xong bước “{}”", stage_name(rules, &before.value))
            }
            _ => String::new(),
        };
        let parts = [who, before, self.span_words(rules), lasting, whom];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { self.ten.clone() } else { format!("{}: {}", self.ten, parts.join("; ")) }
    }

    /// "từ ngày 01/3/2026 đến hết ngày 10/3/2026".
    fn span_words(&self, rules: &Rulebook) -> String {
        let from = self.tu_ngay.as_ref().map(|day| format!("từ ngày {}", short_date(day.value)));
        let until = self.han.as_ref().map(|term| self.term_words(term, rules));
        from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
    }

    fn term_words(&self, term: &StageTerm, rules: &Rulebook) -> String {
        let words = match term {
            StageTerm::Han(mark) => mark.cau(&rules.su_kien),
            StageTerm::SauBuoc(days) => {
                let before = self.sau_buoc.as_ref().map(|code| stage_name(rules, &code.value)).unwrap_or_default();
                format!("chậm nhất là {} kể từ ngày xong bước “{before}”", days.words())
            }
            StageTerm::SauThoiHan { thoi_han, dai } => {
                let known = rules.deadline(&thoi_han.value);
                let words = known.map_or_else(|| thoi_han.value.clone(), |deadline| deadline.cau(&rules.su_kien));
                let after = words.strip_prefix("đến hết ").map_or_else(|| format!("thời hạn {words}"), str::to_owned);
                format!("chậm nhất là {} sau {after}", dai.words())
            }
            StageTerm::TuKhiMo(days) => {
                format!("chậm nhất là {} kể từ {}", days.words(), self.loai.beginning())
            }
        };
        // What is due then is the mended dossier.
        if self.loai == StageKind::TraHoSo { format!("bổ sung, gửi lại {words}") } else { words }
    }
}

fn stage_name(rules: &Rulebook, code: &str) -> String {
    rules.stage(code).map_or_else(|| code.to_owned(), |stage| stage.ten.clone())
}

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageResult {
    Tot,
    Xau,
}

/// Words of a result, those that begin alike from long to short.
const RESULTS: &[(&str, StageResult)] = &[
    ("không đủ điều kiện", StageResult::Xau),
    ("không có ý kiến", StageResult::Tot),
    ("không có phản ánh", StageResult::Tot),
    ("không có khiếu nại", StageResult::Tot),
    ("không có vi phạm", StageResult::Tot),
    ("không nhất trí", StageResult::Xau),
    ("không đồng ý", StageResult::Xau),
    ("không hợp lệ", StageResult::Xau),
    ("không đạt", StageResult::Xau),
    ("có phản ánh", StageResult::Xau),
    ("có khiếu nại", StageResult::Xau),
    ("có vi phạm", StageResult::Xau),
    ("đủ điều kiện", StageResult::Tot),
    ("nhất trí", StageResult::Tot),
    ("đồng ý", StageResult::Tot),
    ("hợp lệ", StageResult::Tot),
    ("đã xong", StageResult::Tot),
    ("đạt", StageResult::Tot),
    ("xong", StageResult::Tot),
];

/// A result in words that nobody can tell for a yes or a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownResult;

impl fmt::Display for UnknownResult {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = RESULTS.iter().map(|(word, _)| format!("`{word}`")).collect();
        write!(out, "bắt đầu bằng một trong các từ: {}; chưa có thì để trống", words.join(", "))
    }
}

impl FromStr for StageResult {
    type Err = UnknownResult;

    /// The first words decide; more may follow ("Đồng ý, có kèm nhận xét").
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = fold(text);
        let begins = |word: &str| {
            folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ';', '.', '(']))
        };
        RESULTS.iter().find(|(word, _)| begins(word)).map(|(_, result)| *result).ok_or(UnknownResult)
    }
}

/// One row of the sheet: what happened in a step.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Code or name of the step.
    pub buoc: Located<String>,
    /// Nobody for everybody.
    pub doi_tuong: Option<SubjectRef>,
    /// For this award only, by code or name.
    pub hinh_thuc: Option<Located<String>>,
    pub nam: Option<i32>,
    /// When it began: the list was put up, the letter sent, the dossier given back.
    pub tu_ngay: Option<Located<NaiveDate>>,
    /// When it was done.
    pub ngay: Option<Located<NaiveDate>>,
    pub ket_qua: Option<Located<StageResult>>,
    /// The result in the words that are typed.
    pub loi_ket_qua: String,
    pub so_van_ban: String,
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_told_by_its_first_words() {
        for (text, wanted) in [
            ("Đồng ý", Ok(StageResult::Tot)),
            ("Không đồng ý, vì chưa đủ hồ sơ", Ok(StageResult::Xau)),
            ("Không có ý kiến khác", Ok(StageResult::Tot)),
            ("không đạt", Ok(StageResult::Xau)),
            ("ĐẠT", Ok(StageResult::Tot)),
            ("Đạt được", Ok(StageResult::Tot)),
            ("đạtt", Err(UnknownResult)),
            ("đang xem", Err(UnknownResult)),
        ] {
            assert_eq!(text.parse::<StageResult>(), wanted, "{text}");
        }
    }

    #[test]
    fn no_result_hides_a_longer_one() {
        for (at, (word, _)) in RESULTS.iter().enumerate() {
            let before = RESULTS.iter().take(at);
            assert!(before.clone().all(|(longer, _)| !word.starts_with(longer)), "{word} is never reached");
        }
    }
}
