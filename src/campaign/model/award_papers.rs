//! What `phong_trao.toml` fixes about the papers of proposing and rewarding: who issues them, under
//! which number and date, who signs, who gets them.
//!
//! Each group is the usual head and foot of one kind of paper; `[[….rieng]]` below it changes single
//! values for one hình thức. Dates that the rules know as well (the day of the meeting, the day of the
//! decision) are written there only, and put in when the papers are made.

use serde::Serialize;

use super::labelled::labelled;
use super::located::Located;
use super::{Paper, Reference, Rulebook};
use crate::base::diag::{Code, Diagnostic, Report, nearest};
use crate::campaign::source::Fields;
use crate::paper::document::DocumentKind;

labelled! {
    /// How a báo cáo thành tích is built.
    ReportKind {
        /// Sections by field, with tables of earlier awards.
        CongTrang "cong_trang" "công trạng";
        /// Short, by the criteria of the campaign.
        ChuyenDe "chuyen_de" "chuyên đề";
    }
}

labelled! {
    /// The steps of rewarding that leave a paper, by the name of its group in `[van_ban]`.
    Step {
        ToTrinh "to_trinh" "Tờ trình";
        BienBan "bien_ban_hop" "Biên bản họp";
        KiemPhieu "bien_ban_kiem_phieu" "Biên bản kiểm phiếu";
        QuyetDinh "quyet_dinh_khen_thuong" "Quyết định";
        BaoCao "bao_cao_thanh_tich" "Báo cáo thành tích";
    }
}

impl Step {
    /// The type of document by Nghị định 30.
    pub fn loai(self) -> DocumentKind {
        match self {
            Step::ToTrinh => DocumentKind::ToTrinh,
            Step::BienBan | Step::KiemPhieu => DocumentKind::BienBan,
            Step::QuyetDinh => DocumentKind::QuyetDinh,
            Step::BaoCao => DocumentKind::BaoCao,
        }
    }
}

/// Keys of `[van_ban.to_trinh]` about its head and foot.
const PROPOSAL: &[&str] = &[
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "ky_hieu",
    "dia_danh",
    "ngay",
    "kinh_gui",
    "can_cu",
    "nguoi_ky",
    "noi_nhan",
    "luu",
];
/// The same of both biên bản: the day is that of the meeting, those who sign are of the council.
const MINUTES: &[&str] = &["co_quan", "so", "ky_hieu", "noi_nhan", "luu"];
/// The same of the quyết định.
const DECISION: &[&str] = &[
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "ky_hieu",
    "dia_danh",
    "ngay",
    "tham_quyen",
    "can_cu",
    "nguoi_ky",
    "noi_nhan",
    "luu",
];
/// The same of the báo cáo thành tích, which the nominee signs.
const REPORT: &[&str] = &["dia_danh", "ngay"];

/// A paper with what is different for single awards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperGroup {
    pub usual: Paper,
    pub own: Vec<OwnPaper>,
}

/// `[[….rieng]]`: what is different for one award.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPaper {
    /// Code of the hình thức.
    pub hinh_thuc: Located<String>,
    /// In this year only.
    pub nam: Option<i32>,
    pub giay: Paper,
}

impl OwnPaper {
    fn read(fields: &mut Fields, keys: &[&str]) -> Self {
        let code = fields.text("hinh_thuc", "\"bang_khen\"");
        let place = fields.place_of("hinh_thuc");
        let year = fields.count("nam").and_then(|year| i32::try_from(year).ok());
        OwnPaper { hinh_thuc: Located::new(code, &place), nam: year, giay: Paper::read(fields, keys) }
    }

    fn concerns(&self, award: &str, year: Option<i32>) -> bool {
        self.hinh_thuc.value == award && (self.nam.is_none() || self.nam == year)
    }
}

impl PaperGroup {
    fn read(fields: &mut Fields, keys: &[&str]) -> Self {
        let own = fields.groups("rieng", |group| OwnPaper::read(group, keys));
        PaperGroup { usual: Paper::read(fields, keys), own }
    }

    /// The paper for `award` in `year`.
    pub fn of(&self, award: &str, year: Option<i32>) -> Paper {
        match self.own_of(award, year).and_then(|at| self.own.get(at)) {
            Some(own) => own.giay.clone().instead_of(&self.usual),
            None => self.usual.clone(),
        }
    }

    /// Where in `own` the paper for `award` in `year` stands, if it is there: the first that fits.
    pub fn own_of(&self, award: &str, year: Option<i32>) -> Option<usize> {
        self.own.iter().position(|own| own.concerns(award, year))
    }
}

/// `[van_ban.to_trinh]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    pub giay: PaperGroup,
    /// "thành tích thực hiện nhiệm vụ", "thi đua theo chuyên đề" (loại hình khen thưởng).
    pub loai_hinh: String,
}

/// `[van_ban.bien_ban_hop]`: the meeting of the council.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Minutes {
    pub giay: PaperGroup,
    /// "14 giờ 00 phút"
    pub bat_dau: String,
    pub ket_thuc: String,
    pub dia_diem: String,
    /// Why the council met, what was said; a paragraph each.
    pub thao_luan: Vec<String>,
}

/// `[van_ban.bien_ban_kiem_phieu]`: the count of the ballots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BallotCount {
    pub giay: PaperGroup,
    /// Who counted, the head of them first.
    pub ban_kiem_phieu: Vec<Counter>,
}

/// One who counted ballots.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counter {
    pub ho_ten: String,
    pub chuc_vu: String,
    /// "Trưởng ban", "ủy viên".
    pub vai_tro: String,
}

/// `[van_ban.quyet_dinh_khen_thuong]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    pub giay: PaperGroup,
    /// Who sees to it besides those rewarded: "Chánh Văn phòng …, Giám đốc Sở …".
    pub trach_nhiem: String,
    /// Who signed the proposal, as the căn cứ names him: "Giám đốc Sở Nội vụ".
    pub nguoi_de_nghi: String,
    /// Where the money comes from: "Quỹ thi đua, khen thưởng của tỉnh".
    pub nguon_kinh_phi: String,
}

/// `[van_ban.bao_cao_thanh_tich]`.
#[derive(Clone, Debug, PartialEq)]
pub struct AchievementReport {
    pub giay: PaperGroup,
    pub cau_truc: ReportKind,
    /// A form that the bộ or the tỉnh prescribes, in place of that of the form set (NĐ 152/2025, Điều 6
    /// khoản 2 điểm c): "Mẫu số 02 ban hành kèm theo Quyết định số …".
    pub mau: String,
    /// Above the signature of the body above a collective.
    pub xac_nhan_tap_the: String,
    /// Above the signature of the head of an individual's unit.
    pub xac_nhan_ca_nhan: String,
    /// Above the signature of the body that proposes.
    pub xac_nhan_co_quan_trinh: String,
}

impl Default for AchievementReport {
    fn default() -> Self {
        AchievementReport {
            giay: PaperGroup::default(),
            cau_truc: ReportKind::ChuyenDe,
            mau: String::new(),
            xac_nhan_tap_the: "XÁC NHẬN CỦA THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ CẤP TRÊN".to_owned(),
            xac_nhan_ca_nhan: "XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ".to_owned(),
            xac_nhan_co_quan_trinh: "XÁC NHẬN CỦA CƠ QUAN TRÌNH KHEN THƯỞNG".to_owned(),
        }
    }
}

/// All papers of proposing and rewarding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AwardPapers {
    pub to_trinh: Proposal,
    pub bien_ban: Minutes,
    pub kiem_phieu: BallotCount,
    pub quyet_dinh: Decision,
    pub bao_cao_thanh_tich: AchievementReport,
}

impl AwardPapers {
    /// Reads the groups of `[van_ban]`; all may be missing.
    pub fn read(fields: &mut Fields) -> Self {
        AwardPapers {
            to_trinh: fields.group(Step::ToTrinh.name(), Proposal::read).unwrap_or_default(),
            bien_ban: fields.group(Step::BienBan.name(), Minutes::read).unwrap_or_default(),
            kiem_phieu: fields.group(Step::KiemPhieu.name(), BallotCount::read).unwrap_or_default(),
            quyet_dinh: fields.group(Step::QuyetDinh.name(), Decision::read).unwrap_or_default(),
            bao_cao_thanh_tich: fields.group(Step::BaoCao.name(), AchievementReport::read).unwrap_or_default(),
        }
    }

    /// What is told of the paper of `step`.
    pub fn group(&self, step: Step) -> &PaperGroup {
        match step {
            Step::ToTrinh => &self.to_trinh.giay,
            Step::BienBan => &self.bien_ban.giay,
            Step::KiemPhieu => &self.kiem_phieu.giay,
            Step::QuyetDinh => &self.quyet_dinh.giay,
            Step::BaoCao => &self.bao_cao_thanh_tich.giay,
        }
    }

    /// `DL018` for each `rieng` about an award that `rules` do not have.
    pub fn unknown_awards(&self, rules: &Rulebook) -> Report {
        let mut report = Report::new();
        let known = || rules.hinh_thuc.iter().map(|award| award.ma.as_str());
        for own in Step::ALL.iter().flat_map(|step| &self.group(*step).own) {
            let code = own.hinh_thuc.value.as_str();
            if code.is_empty() || known().any(|known| known == code) {
                continue;
            }
            let message = format!("không có hình thức `{code}` trong `[[hinh_thuc]]`");
            let finding = Diagnostic::error(Code::DL018, message).at(own.hinh_thuc.place());
            report.push(match nearest(code, known()) {
                Some(near) => finding.hint(format!("có phải là `{near}`?")),
                None => finding.hint(format!("các hình thức đã khai báo: {}", known().collect::<Vec<_>>().join(", "))),
            });
        }
        report
    }
}

impl Proposal {
    fn read(fields: &mut Fields) -> Self {
        Proposal { loai_hinh: fields.text_or_empty("loai_hinh"), giay: PaperGroup::read(fields, PROPOSAL) }
    }
}

impl Minutes {
    fn read(fields: &mut Fields) -> Self {
        Minutes {
            bat_dau: fields.text_or_empty("bat_dau"),
            ket_thuc: fields.text_or_empty("ket_thuc"),
            dia_diem: fields.text_or_empty("dia_diem"),
            thao_luan: fields.lines("thao_luan"),
            giay: PaperGroup::read(fields, MINUTES),
        }
    }
}

impl BallotCount {
    fn read(fields: &mut Fields) -> Self {
        let ban_kiem_phieu = fields.groups("ban_kiem_phieu", |group| Counter {
            ho_ten: match group.is_blank("ho_ten") {
                true => group.text("ho_ten", "\"Nguyễn Văn An\""),
                false => group.person("ho_ten"),
            },
            chuc_vu: group.text_or_empty("chuc_vu"),
            vai_tro: group.text_or_empty("vai_tro"),
        });
        BallotCount { ban_kiem_phieu, giay: PaperGroup::read(fields, MINUTES) }
    }
}

impl Decision {
    fn read(fields: &mut Fields) -> Self {
        Decision {
            trach_nhiem: fields.text_or_empty("trach_nhiem"),
            nguoi_de_nghi: fields.text_or_empty("nguoi_de_nghi"),
            nguon_kinh_phi: fields.text_or_empty("nguon_kinh_phi"),
            giay: PaperGroup::read(fields, DECISION),
        }
    }
}

impl AchievementReport {
    fn read(fields: &mut Fields) -> Self {
        let usual = AchievementReport::default();
        let mut label = |key, usual: String| {
            let own = fields.text_or_empty(key);
            if own.is_empty() { usual } else { own }
        };
        let xac_nhan_tap_the = label("xac_nhan_tap_the", usual.xac_nhan_tap_the);
        let xac_nhan_ca_nhan = label("xac_nhan_ca_nhan", usual.xac_nhan_ca_nhan);
        let xac_nhan_co_quan_trinh = label("xac_nhan_co_quan_trinh", usual.xac_nhan_co_quan_trinh);
        AchievementReport {
            cau_truc: fields.parse("cau_truc").unwrap_or(usual.cau_truc),
            mau: fields.text_or_empty("mau"),
            xac_nhan_tap_the,
            xac_nhan_ca_nhan,
            xac_nhan_co_quan_trinh,
            giay: PaperGroup::read(fields, REPORT),
        }
    }
}

/// Căn cứ of a paper: its own, then the plan.
pub fn legal_bases(paper: &Paper, plan: &Reference) -> Vec<String> {
    let mut all = paper.can_cu.clone();
    if !plan.cau.is_empty() && !all.iter().any(|basis| basis.contains(&plan.so_ky_hieu) && !plan.so_ky_hieu.is_empty())
    {
        all.push(format!("Căn cứ {}", plan.cau));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_for_one_award_goes_before_what_is_usual() {
        let usual = Paper { so: "1".to_owned(), luu: "VT".to_owned(), ..Paper::default() };
        let own = Paper { so: "2".to_owned(), ..Paper::default() };
        let place = crate::base::diag::Place::file("phong_trao.toml");
        let code = Located::new("giay_khen".to_owned(), &place);
        let group = PaperGroup { usual, own: vec![OwnPaper { hinh_thuc: code, nam: Some(2022), giay: own }] };
        assert_eq!(
            (group.of("giay_khen", Some(2022)).so, group.of("giay_khen", Some(2022)).luu),
            ("2".into(), "VT".into())
        );
        assert_eq!(group.of("giay_khen", Some(2023)).so, "1");
    }

    #[test]
    fn names_are_the_labels_without_accents() {
        ReportKind::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
    }
}
