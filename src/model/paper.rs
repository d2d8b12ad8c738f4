//! What differs from paper to paper of one campaign: who issues it, its number and date, who signs,
//! who gets it.

use std::sync::Arc;

use serde::Serialize;

use super::located::Located;
use super::{Organisation, Signer};
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

/// The head and the foot of one paper (`[van_ban.<kind>]` of `phong_trao.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Paper {
    /// Lines of the letterhead above `co_quan`.
    pub co_quan_chu_quan: Vec<String>,
    /// Who issues it, where that need not be the body that launches the campaign.
    pub co_quan: Vec<String>,
    /// Empty before the number is given.
    pub so: String,
    /// "TTr-STC"
    pub ky_hieu: String,
    pub dia_danh: String,
    pub ngay: PartialDate,
    /// In place of the usual trích yếu of the kind.
    pub trich_yeu: String,
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
    /// As other papers refer to it: "Tờ trình số 12/TTr-STC ngày 05 tháng 3 năm 2023".
    pub cau: String,
}

impl Paper {
    /// Reads the group of a paper that the body of the campaign issues; what it leaves out is filled in by
    /// [`Paper::or`].
    pub fn read(fields: &mut Fields) -> Self {
        Paper { trich_yeu: fields.text_or_empty("trich_yeu"), ..Paper::read_common(fields) }
    }

    /// As [`Paper::read`], of a paper about an award, which another body may issue.
    pub fn read_with_issuer(fields: &mut Fields) -> Self {
        let noi_ghi = PaperPlaces::read(fields);
        Paper {
            co_quan_chu_quan: fields.lines("co_quan_chu_quan"),
            co_quan: fields.lines("co_quan"),
            dia_danh: fields.text_or_empty("dia_danh"),
            tham_quyen: fields.text_or_empty("tham_quyen"),
            can_cu: noi_ghi.can_cu.iter().map(|cited| cited.value.clone()).collect(),
            noi_ghi,
            ..Paper::read_common(fields)
        }
    }

    /// As [`Paper::read`], of a paper that each unit issues and signs itself: number, ký hiệu and signer are
    /// the unit's. `is_sent`: it has a date and recipients, minutes have not.
    pub fn read_of_unit(fields: &mut Fields, is_sent: bool) -> Self {
        let mut paper = Paper {
            trich_yeu: fields.text_or_empty("trich_yeu"),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text_or_empty("luu"),
            ..Paper::default()
        };
        if is_sent {
            paper.ngay = fields.partial_date("ngay");
            paper.kinh_gui = fields.lines("kinh_gui");
        }
        paper
    }

    fn read_common(fields: &mut Fields) -> Self {
        Paper {
            so: fields.text_or_empty("so"),
            ky_hieu: fields.text_or_empty("ky_hieu"),
            ngay: fields.partial_date("ngay"),
            kinh_gui: fields.lines("kinh_gui"),
            nguoi_ky: fields.group("nguoi_ky", Signer::read).unwrap_or_default(),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text_or_empty("luu"),
            ..Paper::default()
        }
    }

    /// The paper with what it leaves out taken from `usual`. The lines above the issuer belong to it.
    pub fn or(self, usual: &Paper) -> Self {
        let text = |own: String, usual: &String| if own.is_empty() { usual.clone() } else { own };
        let list = |own: Vec<String>, usual: &Vec<String>| if own.is_empty() { usual.clone() } else { own };
        let (issued, signed) = (!self.co_quan.is_empty(), self.nguoi_ky != Signer::default());
        Paper {
            co_quan_chu_quan: if issued { self.co_quan_chu_quan } else { usual.co_quan_chu_quan.clone() },
            co_quan: list(self.co_quan, &usual.co_quan),
            so: text(self.so, &usual.so),
            ky_hieu: text(self.ky_hieu, &usual.ky_hieu),
            dia_danh: text(self.dia_danh, &usual.dia_danh),
            ngay: if self.ngay == PartialDate::default() { usual.ngay } else { self.ngay },
            trich_yeu: text(self.trich_yeu, &usual.trich_yeu),
            tham_quyen: text(self.tham_quyen, &usual.tham_quyen),
            kinh_gui: list(self.kinh_gui, &usual.kinh_gui),
            can_cu: list(self.can_cu, &usual.can_cu),
            noi_ghi: self.noi_ghi.or(&usual.noi_ghi),
            nguoi_ky: if signed { self.nguoi_ky } else { usual.nguoi_ky.clone() },
            noi_nhan: list(self.noi_nhan, &usual.noi_nhan),
            luu: text(self.luu, &usual.luu),
            cau: String::new(),
        }
    }

    /// The paper as issued by `organisation` unless it names another; `label` is the word for its kind,
    /// `abbreviation` that of its ký hiệu.
    pub fn issued_by(self, organisation: &Organisation, label: &str, abbreviation: &str) -> Self {
        let usual = Paper {
            co_quan_chu_quan: organisation.co_quan_chu_quan.clone(),
            co_quan: vec![organisation.ten.clone()],
            ky_hieu: format!("{abbreviation}-{}", organisation.viet_tat),
            dia_danh: organisation.dia_danh.clone(),
            ..Paper::default()
        };
        self.or(&usual).cited_as(label)
    }

    /// The paper with the words by which others refer to it; `label` is the word for its kind.
    pub fn cited_as(self, label: &str) -> Self {
        let number = if self.so.is_empty() { "……" } else { &self.so };
        let cau = format!("{label} số {number}/{} {}", self.ky_hieu, self.ngay.spelled());
        Paper { cau, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_brings_the_lines_above_it() {
        let lines = |text: &str| vec![text.to_owned()];
        let usual = Paper { co_quan_chu_quan: lines("Tỉnh"), co_quan: lines("Sở"), ..Paper::default() };
        let own = Paper { co_quan: lines("Tỉnh"), ..Paper::default() };
        assert_eq!(own.or(&usual).co_quan_chu_quan, Vec::<String>::new());
        assert_eq!(Paper::default().or(&usual).co_quan_chu_quan, lines("Tỉnh"));
    }
}
