//! What differs from paper to paper of one campaign: its number and date, who signs, who gets it.

use serde::Serialize;

use super::Signer;
use crate::document::PartialDate;
use crate::source::Fields;

/// The head and the foot of one paper (`[van_ban.<kind>]` of `phong_trao.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Paper {
    /// Empty before the number is given.
    pub so: String,
    /// "TTr-STC"
    pub ky_hieu: String,
    pub ngay: PartialDate,
    /// In place of the usual trích yếu of the kind.
    pub trich_yeu: String,
    pub kinh_gui: Vec<String>,
    pub nguoi_ky: Signer,
    pub noi_nhan: Vec<String>,
    pub luu: String,
    /// As other papers refer to it: "Tờ trình số 12/TTr-STC ngày 05 tháng 3 năm 2023".
    pub cau: String,
}

impl Paper {
    /// Reads one group; what it leaves out is filled in by [`Paper::or`].
    pub fn read(fields: &mut Fields) -> Self {
        Paper {
            so: fields.text_or_empty("so"),
            ky_hieu: fields.text_or_empty("ky_hieu"),
            ngay: fields.partial_date("ngay"),
            trich_yeu: fields.text_or_empty("trich_yeu"),
            kinh_gui: fields.lines("kinh_gui"),
            nguoi_ky: fields.group("nguoi_ky", Signer::read).unwrap_or_default(),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text_or_empty("luu"),
            cau: String::new(),
        }
    }

    /// The paper with what it leaves out taken from `usual`; `label` is the word for its kind.
    pub fn or(self, usual: Paper, label: &str) -> Self {
        let text = |own: String, usual: String| if own.is_empty() { usual } else { own };
        let list = |own: Vec<String>, usual: Vec<String>| if own.is_empty() { usual } else { own };
        let signed = !self.nguoi_ky.quyen_han.is_empty() || !self.nguoi_ky.ho_ten.is_empty();
        let mut paper = Paper {
            so: text(self.so, usual.so),
            ky_hieu: text(self.ky_hieu, usual.ky_hieu),
            ngay: if self.ngay == PartialDate::default() { usual.ngay } else { self.ngay },
            trich_yeu: text(self.trich_yeu, usual.trich_yeu),
            kinh_gui: list(self.kinh_gui, usual.kinh_gui),
            nguoi_ky: if signed { self.nguoi_ky } else { usual.nguoi_ky },
            noi_nhan: list(self.noi_nhan, usual.noi_nhan),
            luu: text(self.luu, usual.luu),
            cau: String::new(),
        };
        let number = if paper.so.is_empty() { "……" } else { &paper.so };
        paper.cau = format!("{label} số {number}/{} {}", paper.ky_hieu, paper.ngay.spelled());
        paper
    }
}
