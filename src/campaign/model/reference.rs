//! Other documents that a paper refers to.

use chrono::NaiveDate;
use serde::Serialize;

use super::iso;
use crate::base::diag::Place;
use crate::campaign::source::Fields;
use crate::paper::document::PartialDate;

/// A document named by its type, number, date, issuing body and subject (Mục II.6).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reference {
    /// The word before it in a căn cứ: "Căn cứ", "Thực hiện".
    pub dan_nhap: String,
    /// "Kế hoạch"
    pub loai: String,
    /// "64/KH-UBND"
    pub so_ky_hieu: String,
    #[serde(serialize_with = "iso")]
    pub ngay: Option<NaiveDate>,
    /// "UBND tỉnh Kiên Giang"
    pub co_quan: String,
    /// As it follows in a sentence: "phát động phong trào …", "về việc …".
    pub trich_yeu: String,
    /// All of it as one phrase, without `dan_nhap`.
    pub cau: String,
    /// Where the data name it.
    #[serde(skip)]
    pub place: Option<Place>,
}

impl Reference {
    /// Reads one `[[can_cu]]`.
    pub fn read(fields: &mut Fields) -> Self {
        let dan_nhap = fields.text_or_empty("dan_nhap");
        let mut reference = Reference {
            dan_nhap: if dan_nhap.is_empty() { "Căn cứ".to_owned() } else { dan_nhap },
            loai: fields.text("loai", "\"Kế hoạch\""),
            so_ky_hieu: fields.text_or_empty("so_ky_hieu"),
            ngay: fields.date("ngay"),
            co_quan: fields.text_or_empty("co_quan"),
            trich_yeu: fields.text_or_empty("trich_yeu"),
            cau: String::new(),
            place: Some(fields.place_of("so_ky_hieu")),
        };
        reference.cau = reference.phrase();
        reference
    }

    /// "Kế hoạch số 64/KH-UBND ngày 22 tháng 3 năm 2022 của UBND tỉnh Kiên Giang phát động …".
    pub fn phrase(&self) -> String {
        let mut parts = vec![self.loai.clone()];
        if !self.so_ky_hieu.is_empty() {
            parts.push(format!("số {}", self.so_ky_hieu));
        }
        parts.extend(self.ngay.map(|date| PartialDate::whole(date).spelled()));
        if !self.co_quan.is_empty() {
            parts.push(format!("của {}", self.co_quan));
        }
        parts.push(self.trich_yeu.clone());
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }
}
