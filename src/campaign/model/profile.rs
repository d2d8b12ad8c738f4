//! What a báo cáo thành tích and a danh sách trích ngang say of somebody beyond the name: a short
//! biography, the traits of a collective, earlier awards, the achievements in words.
//!
//! All of it may be missing; the papers then leave room to write. Only earlier awards may decide who is
//! rewarded, where a tiêu chuẩn asks for them.

use serde::Serialize;

use super::award::RewardType;
use super::labelled::labelled;
use super::located::Located;
use super::nomination::SubjectRef;
use super::period::{Period, school_year};
use super::title::title_key;
use crate::paper::document::PartialDate;

/// A collective or an individual, as the reports introduce it. Lines that don't concern it are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Profile {
    /// Individual: "Nam", "Nữ".
    pub gioi_tinh: String,
    pub ngay_sinh: PartialDate,
    pub que_quan: String,
    pub noi_o: String,
    pub trinh_do: String,
    pub hoc_ham_hoc_vi: String,
    /// Party and mass organisations.
    pub chuc_vu_dang_doan_the: String,
    pub so_nam_cong_tac: String,
    pub dien_thoai: String,
    /// Collective.
    pub tru_so: String,
    pub trang_tin: String,
    /// Foundation, structure, staff.
    pub tinh_hinh: Vec<String>,
    pub chuc_nang: Vec<String>,
    /// Lines of the letterhead; the name when not given.
    pub ten_tren_van_ban: Vec<String>,
    /// Head of the unit.
    pub chuc_vu_nguoi_ky: Vec<String>,
    pub nguoi_ky: String,
}

labelled! {
    /// Giới tính of an individual.
    Gender {
        Nam "nam" "Nam";
        Nu "nu" "Nữ";
    }
}

labelled! {
    /// What was received: a title of emulation or a form of reward.
    PastKind {
        DanhHieu "danh_hieu" "danh hiệu";
        HinhThuc "hinh_thuc" "hình thức";
    }
}

/// One earlier award.
#[derive(Clone, Debug)]
pub struct PastAward {
    pub doi_tuong: SubjectRef,
    pub nam: String,
    pub loai: PastKind,
    /// What it was given for; not said when `None`.
    pub loai_hinh: Option<RewardType>,
    pub noi_dung: Located<String>,
    /// Number, date and issuer of the decision.
    pub quyet_dinh: String,
}

impl PastAward {
    /// The years as a campaign that runs in `period` counts them ("2021, 2023" are two); one that is not known for
    /// a span of years.
    pub fn years(&self, period: &Period) -> Vec<Option<i32>> {
        let each = self.nam.split([',', ';']).map(|year| period.year_named(year));
        each.collect::<Option<Vec<i32>>>().map_or_else(|| vec![None], |all| all.into_iter().map(Some).collect())
    }

    /// "Lao động tiên tiến năm học 2023-2024"; only of the year `nam` where the row tells several.
    pub fn words(&self, period: &Period, nam: Option<i32>) -> String {
        if let Some(year) = nam.filter(|_| self.years(period).len() > 1) {
            return format!("{} {}", self.noi_dung.value, period.year_words(year));
        }
        let school = school_year(&self.nam).filter(|_| period.nam_hoc);
        let begins_with_digit = self.nam.starts_with(|letter: char| letter.is_ascii_digit());
        let year = match school {
            Some(year) => period.year_words(year),
            None if begins_with_digit => format!("năm {}", self.nam),
            // "giai đoạn 2020-2025" says what it is, an empty cell nothing.
            None => self.nam.clone(),
        };
        format!("{} {year}", self.noi_dung.value).trim_end().to_owned()
    }

    /// Whether it is called `name` ("Giấy khen" is also the beginning of "Giấy khen của Giám đốc Sở").
    pub fn is_called(&self, name: &str) -> bool {
        title_key(&self.noi_dung.value).starts_with(&title_key(name))
    }
}

labelled! {
    /// A section of a báo cáo thành tích that is told in words.
    ReportSection {
        NhiemVu "nhiem_vu" "nhiệm vụ";
        KetQua "ket_qua" "kết quả";
        BienPhap "bien_phap" "biện pháp";
        KinhNghiem "kinh_nghiem" "kinh nghiệm";
        PhongTrao "phong_trao" "phong trào";
        ChuTruong "chu_truong" "chủ trương";
        DangDoanThe "dang_doan_the" "đảng, đoàn thể";
        KhoKhan "kho_khan" "khó khăn";
        YNghia "y_nghia" "ý nghĩa";
    }
}

/// Words for one section, or for one criterion.
#[derive(Clone, Debug)]
pub struct Passage {
    pub doi_tuong: SubjectRef,
    /// Name of a [`ReportSection`], or the code of a criterion.
    pub muc: Located<String>,
    pub doan: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_labels_without_accents() {
        PastKind::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
        Gender::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
        ReportSection::ALL.iter().for_each(|kind| assert_eq!(crate::base::text::ascii_key(kind.label()), kind.name()));
    }
}
