//! What `phong_trao.toml` fixes about the papers of proposing and rewarding: who issues them, under
//! which number and date, who signs, who gets them.
//!
//! Each group is the usual head and foot of one kind of paper; `[[….rieng]]` below it changes single
//! values for one hình thức. Dates that the rules know as well (the day of the meeting, the day of the
//! decision) are written there only, and put in when the papers are made.

use std::sync::Arc;

use serde::Serialize;

use super::labelled::labelled;
use super::located::Located;
use super::{Organisation, Reference, Signer};
use crate::diag::Place;
use crate::document::PartialDate;
use crate::source::Fields;

/// Places of what a paper says; nothing for what the program adds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperPlaces {
    /// The căn cứ with their places.
    pub can_cu: Vec<Located<String>>,
    pub ngay: Option<Arc<Place>>,
    pub tham_quyen: Option<Arc<Place>>,
}

impl PaperPlaces {
    fn read(fields: &mut Fields) -> Self {
        let place = |key: &str| (!fields.is_blank(key)).then(|| Arc::new(fields.spot_of(key).place()));
        let (ngay, tham_quyen) = (place("ngay"), place("tham_quyen"));
        let cited = fields.lines_at("can_cu").into_iter();
        let can_cu = cited.map(|(text, spot)| Located { value: text, place: Arc::new(spot.place()) }).collect();
        PaperPlaces { can_cu, ngay, tham_quyen }
    }

    fn or(self, usual: &PaperPlaces) -> Self {
        PaperPlaces {
            can_cu: if self.can_cu.is_empty() { usual.can_cu.clone() } else { self.can_cu },
            ngay: self.ngay.or_else(|| usual.ngay.clone()),
            tham_quyen: self.tham_quyen.or_else(|| usual.tham_quyen.clone()),
        }
    }
}

/// Head and foot of one paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AwardPaper {
    /// Lines of the letterhead above `co_quan`.
    pub co_quan_chu_quan: Vec<String>,
    /// Who issues it.
    pub co_quan: Vec<String>,
    /// Empty before the number is given.
    pub so: String,
    /// "TTr-SNV"
    pub ky_hieu: String,
    pub dia_danh: String,
    pub ngay: PartialDate,
    /// Who decides, in full: "Chủ tịch Ủy ban nhân dân tỉnh Bình Phước"; of a quyết định.
    pub tham_quyen: String,
    pub kinh_gui: Vec<String>,
    /// Căn cứ as whole sentences, after which the plan and the proposal follow.
    pub can_cu: Vec<String>,
    /// Where the data say what the rules look at.
    #[serde(skip)]
    pub noi_ghi: PaperPlaces,
    pub nguoi_ky: Signer,
    pub noi_nhan: Vec<String>,
    pub luu: String,
    /// As another paper refers to it: "Tờ trình số 12/TTr-SNV ngày 05 tháng 3 năm 2025".
    pub cau: String,
}

impl AwardPaper {
    fn read(fields: &mut Fields) -> Self {
        let noi_ghi = PaperPlaces::read(fields);
        AwardPaper {
            co_quan_chu_quan: fields.lines("co_quan_chu_quan"),
            co_quan: fields.lines("co_quan"),
            so: fields.text_or_empty("so"),
            ky_hieu: fields.text_or_empty("ky_hieu"),
            dia_danh: fields.text_or_empty("dia_danh"),
            ngay: fields.partial_date("ngay"),
            tham_quyen: fields.text_or_empty("tham_quyen"),
            kinh_gui: fields.lines("kinh_gui"),
            can_cu: noi_ghi.can_cu.iter().map(|cited| cited.value.clone()).collect(),
            noi_ghi,
            nguoi_ky: fields.group("nguoi_ky", Signer::read).unwrap_or_default(),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text_or_empty("luu"),
            cau: String::new(),
        }
    }

    /// The paper with what it leaves out taken from `usual`.
    pub fn or(self, usual: &AwardPaper) -> Self {
        let text = |own: String, usual: &String| if own.is_empty() { usual.clone() } else { own };
        let list = |own: Vec<String>, usual: &Vec<String>| if own.is_empty() { usual.clone() } else { own };
        let (given, signer) = (!self.co_quan.is_empty(), self.nguoi_ky != Signer::default());
        AwardPaper {
            co_quan_chu_quan: if given { self.co_quan_chu_quan } else { usual.co_quan_chu_quan.clone() },
            co_quan: list(self.co_quan, &usual.co_quan),
            so: text(self.so, &usual.so),
            ky_hieu: text(self.ky_hieu, &usual.ky_hieu),
            dia_danh: text(self.dia_danh, &usual.dia_danh),
            ngay: if self.ngay == PartialDate::default() { usual.ngay } else { self.ngay },
            tham_quyen: text(self.tham_quyen, &usual.tham_quyen),
            kinh_gui: list(self.kinh_gui, &usual.kinh_gui),
            can_cu: list(self.can_cu, &usual.can_cu),
            noi_ghi: self.noi_ghi.or(&usual.noi_ghi),
            nguoi_ky: if signer { self.nguoi_ky } else { usual.nguoi_ky.clone() },
            noi_nhan: list(self.noi_nhan, &usual.noi_nhan),
            luu: text(self.luu, &usual.luu),
            cau: String::new(),
        }
    }

    /// The paper as issued by `organisation` unless it names another; `label` is the word for its kind,
    /// `abbreviation` that of its ký hiệu.
    pub fn issued_by(self, organisation: &Organisation, label: &str, abbreviation: &str) -> Self {
        let usual = AwardPaper {
            co_quan_chu_quan: organisation.co_quan_chu_quan.clone(),
            co_quan: vec![organisation.ten.clone()],
            ky_hieu: format!("{abbreviation}-{}", organisation.viet_tat),
            dia_danh: organisation.dia_danh.clone(),
            ..AwardPaper::default()
        };
        let mut paper = self.or(&usual);
        let number = if paper.so.is_empty() { "……" } else { &paper.so };
        paper.cau = format!("{label} số {number}/{} {}", paper.ky_hieu, paper.ngay.spelled());
        paper
    }
}

labelled! {
    /// How a báo cáo thành tích is built.
    ReportKind {
        /// Sections by field, with tables of earlier awards.
        CongTrang "cong_trang" "công trạng";
        /// Short, by the criteria of the campaign.
        ChuyenDe "chuyen_de" "chuyên đề";
    }
}

/// A paper with what is different for single awards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperGroup {
    pub usual: AwardPaper,
    /// Code of the hình thức, its year, and the values.
    pub own: Vec<(String, Option<i32>, AwardPaper)>,
}

impl PaperGroup {
    fn read(fields: &mut Fields) -> Self {
        let own = fields.groups("rieng", |group| {
            let award = group.text("hinh_thuc", "\"bang_khen\"");
            let year = group.count("nam").and_then(|year| i32::try_from(year).ok());
            (award, year, AwardPaper::read(group))
        });
        PaperGroup { usual: AwardPaper::read(fields), own }
    }

    /// The paper for `award` in `year`.
    pub fn of(&self, award: &str, year: Option<i32>) -> AwardPaper {
        let concerns =
            |(code, own, _): &&(String, Option<i32>, AwardPaper)| code == award && (own.is_none() || *own == year);
        match self.own.iter().find(concerns) {
            Some((.., paper)) => paper.clone().or(&self.usual),
            None => self.usual.clone(),
        }
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
    /// The form as the plan names it ("Mẫu số 08 Nghị định số 98/2023/NĐ-CP").
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
    /// The groups of `[van_ban]` that are read here.
    pub const GROUPS: &[&str] = &[
        "to_trinh",
        "bien_ban_hop",
        "bien_ban_kiem_phieu",
        "quyet_dinh_khen_thuong",
        "bao_cao_thanh_tich",
        "danh_sach_de_nghi",
        "bao_cao_thanh_tich_tap_the",
        "bao_cao_thanh_tich_ca_nhan",
    ];

    /// Reads the groups of `[van_ban]`; all may be missing.
    pub fn read(fields: &mut Fields) -> Self {
        AwardPapers {
            to_trinh: fields.group("to_trinh", Proposal::read).unwrap_or_default(),
            bien_ban: fields.group("bien_ban_hop", Minutes::read).unwrap_or_default(),
            kiem_phieu: fields.group("bien_ban_kiem_phieu", BallotCount::read).unwrap_or_default(),
            quyet_dinh: fields.group("quyet_dinh_khen_thuong", Decision::read).unwrap_or_default(),
            bao_cao_thanh_tich: fields.group("bao_cao_thanh_tich", AchievementReport::read).unwrap_or_default(),
        }
    }
}

impl Proposal {
    fn read(fields: &mut Fields) -> Self {
        Proposal { loai_hinh: fields.text_or_empty("loai_hinh"), giay: PaperGroup::read(fields) }
    }
}

impl Minutes {
    fn read(fields: &mut Fields) -> Self {
        Minutes {
            bat_dau: fields.text_or_empty("bat_dau"),
            ket_thuc: fields.text_or_empty("ket_thuc"),
            dia_diem: fields.text_or_empty("dia_diem"),
            thao_luan: fields.lines("thao_luan"),
            giay: PaperGroup::read(fields),
        }
    }
}

impl BallotCount {
    fn read(fields: &mut Fields) -> Self {
        let ban_kiem_phieu = fields.groups("ban_kiem_phieu", |group| Counter {
            ho_ten: group.text("ho_ten", "\"Nguyễn Văn An\""),
            chuc_vu: group.text_or_empty("chuc_vu"),
            vai_tro: group.text_or_empty("vai_tro"),
        });
        BallotCount { ban_kiem_phieu, giay: PaperGroup::read(fields) }
    }
}

impl Decision {
    fn read(fields: &mut Fields) -> Self {
        Decision {
            trach_nhiem: fields.text_or_empty("trach_nhiem"),
            nguoi_de_nghi: fields.text_or_empty("nguoi_de_nghi"),
            nguon_kinh_phi: fields.text_or_empty("nguon_kinh_phi"),
            giay: PaperGroup::read(fields),
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
            giay: PaperGroup::read(fields),
        }
    }
}

/// Căn cứ of a paper: its own, then the plan.
pub fn legal_bases(paper: &AwardPaper, plan: &Reference) -> Vec<String> {
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
        let usual = AwardPaper { so: "1".to_owned(), luu: "VT".to_owned(), ..AwardPaper::default() };
        let own = AwardPaper { so: "2".to_owned(), ..AwardPaper::default() };
        let group = PaperGroup { usual, own: vec![("giay_khen".to_owned(), Some(2022), own)] };
        assert_eq!(
            (group.of("giay_khen", Some(2022)).so, group.of("giay_khen", Some(2022)).luu),
            ("2".into(), "VT".into())
        );
        assert_eq!(group.of("giay_khen", Some(2023)).so, "1");
    }

    #[test]
    fn names_are_the_labels_without_accents() {
        ReportKind::ALL.iter().for_each(|kind| assert_eq!(crate::text::ascii_key(kind.label()), kind.name()));
    }
}
