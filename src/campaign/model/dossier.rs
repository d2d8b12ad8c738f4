//! Hồ sơ: what has to be sent, what has come, and what the papers rest on.

use chrono::NaiveDate;

use super::criterion::Among;
use super::labelled::labelled;
use super::located::Located;
use super::nomination::{NomineeKind, SubjectRef};
use super::rulebook::Rulebook;
use crate::base::diag::Place;

labelled! {
    /// Whether a paper is sent once by the unit or for each nominee.
    Sender {
        DonVi "don_vi" "đơn vị";
        DoiTuong "doi_tuong" "đối tượng";
    }
}

/// One thành phần of the dossier.
#[derive(Clone, Debug)]
pub struct RequiredPaper {
    pub ma: String,
    pub ten: String,
    /// What the plan adds ("nêu rõ thành tích theo các tiêu chuẩn").
    pub noi_dung: String,
    /// Decree and number of the form.
    pub mau: String,
    pub cua: Sender,
    /// For these awards; for all when empty.
    pub hinh_thuc: Vec<Located<String>>,
    /// For this kind only.
    pub doi_tuong: Option<NomineeKind>,
    pub trong: Among,
    pub so_ban: u32,
    pub place: Place,
}

impl RequiredPaper {
    /// "Báo cáo thành tích (nêu rõ …; mẫu số 08 …; 02 bản)"; for whom it is unless the plan has words of its own.
    pub fn cau(&self, rules: &Rulebook) -> String {
        let own = !self.noi_dung.is_empty();
        let made = || rules.scope_words(self.doi_tuong, &self.trong, &self.hinh_thuc);
        let words = if own { self.noi_dung.clone() } else { made() };
        let copies = if self.so_ban > 1 { format!("{:02} bản", self.so_ban) } else { String::new() };
        let remarks: Vec<&str> =
            [words.as_str(), self.mau.as_str(), copies.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        if remarks.is_empty() { self.ten.clone() } else { format!("{} ({})", self.ten, remarks.join("; ")) }
    }
}

/// One paper that has come.
#[derive(Clone, Debug)]
pub struct ReceivedPaper {
    /// The nominee, or the unit for a paper that it sends once.
    pub doi_tuong: SubjectRef,
    /// Code or name of the required paper.
    pub loai: Located<String>,
    pub so_ky_hieu: String,
    pub ngay_nhan: Option<Located<NaiveDate>>,
    pub so_ban: Option<Located<u32>>,
    /// How many collectives and individuals the paper says it proposes.
    pub so_tap_the: Option<Located<u32>>,
    pub so_ca_nhan: Option<Located<u32>>,
    pub place: Place,
}

/// A legal basis that a paper of the campaign names.
#[derive(Clone, Debug)]
pub struct CitedBasis {
    /// The căn cứ as written.
    pub noi_dung: Located<String>,
    /// The kind of paper ("Tờ trình").
    pub van_ban: String,
    /// The first and the last day that the date of the paper can mean: blanks may be left in it.
    pub tu_ngay: NaiveDate,
    pub den_ngay: NaiveDate,
}

/// The tờ trình for one award, as the data date it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Code of the award.
    pub hinh_thuc: String,
    /// For this year only; for all when `None`.
    pub nam: Option<i32>,
    /// The first day that its date can mean.
    pub ngay: Located<NaiveDate>,
}
