//! What differs from paper to paper of one campaign: who issues it, its number and date, who signs,
//! who gets it.

use serde::Serialize;

use super::located::Located;
use super::{Organisation, Signer};
use crate::base::diag::Place;
use crate::campaign::source::Fields;
use crate::paper::document::date::HAND_BLANK;
use crate::paper::document::{DocumentKind, PartialDate};

/// Places of what a paper says; nothing for what the program adds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperPlaces {
    /// The căn cứ with their places.
    pub can_cu: Vec<Located<String>>,
    pub ngay: Option<Place>,
    /// Where the number is told: one place may stand for several papers.
    pub so: Option<Place>,
    /// Where it is told who issues it.
    pub co_quan: Option<Place>,
}

impl PaperPlaces {
    fn or(self, usual: &PaperPlaces) -> Self {
        PaperPlaces {
            can_cu: if self.can_cu.is_empty() { usual.can_cu.clone() } else { self.can_cu },
            ngay: self.ngay.or_else(|| usual.ngay.clone()),
            so: self.so.or_else(|| usual.so.clone()),
            co_quan: self.co_quan.or_else(|| usual.co_quan.clone()),
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
    pub nguoi_ky: Signer,
    pub noi_nhan: Vec<String>,
    pub luu: String,
    /// As other papers refer to it: "Tờ trình số 12/TTr-STC ngày 05 tháng 3 năm 2023".
    pub cau: String,
    /// Where the data say it.
    #[serde(skip)]
    pub places: PaperPlaces,
}

impl Paper {
    /// The keys that any head and foot may have.
    pub const KEYS: &[&str] = &[
        "co_quan_chu_quan",
        "co_quan",
        "so",
        "ky_hieu",
        "dia_danh",
        "ngay",
        "trich_yeu",
        "tham_quyen",
        "kinh_gui",
        "can_cu",
        "nguoi_ky",
        "noi_nhan",
        "luu",
    ];

    /// Reads those of `keys` that stand in the group. The other keys of a paper are unknown there: its kind
    /// prints them nowhere.
    pub fn read(fields: &mut Fields, keys: &[&str]) -> Self {
        let mut reader = Reader { fields, keys };
        let places = reader.places();
        Paper {
            co_quan_chu_quan: reader.lines("co_quan_chu_quan"),
            co_quan: reader.lines("co_quan"),
            so: reader.text("so"),
            ky_hieu: reader.text("ky_hieu"),
            dia_danh: reader.text("dia_danh"),
            ngay: if reader.has("ngay") { reader.fields.partial_date("ngay") } else { PartialDate::default() },
            trich_yeu: reader.text("trich_yeu"),
            tham_quyen: reader.text("tham_quyen"),
            kinh_gui: reader.lines("kinh_gui"),
            can_cu: places.can_cu.iter().map(|cited| cited.value.clone()).collect(),
            nguoi_ky: reader.signer(),
            noi_nhan: reader.lines("noi_nhan"),
            luu: reader.text("luu"),
            cau: String::new(),
            places,
        }
    }

    /// The paper with what it leaves out taken from `usual`.
    pub fn or(self, usual: &Paper) -> Self {
        let text = |own: String, usual: &String| if own.is_empty() { usual.clone() } else { own };
        let list = |own: Vec<String>, usual: &Vec<String>| if own.is_empty() { usual.clone() } else { own };
        // The lines above the issuer belong to it.
        let above = self.co_quan.is_empty() && self.co_quan_chu_quan.is_empty();
        let signed = self.nguoi_ky != Signer::default();
        Paper {
            co_quan_chu_quan: if above { usual.co_quan_chu_quan.clone() } else { self.co_quan_chu_quan },
            co_quan: list(self.co_quan, &usual.co_quan),
            so: text(self.so, &usual.so),
            ky_hieu: text(self.ky_hieu, &usual.ky_hieu),
            dia_danh: text(self.dia_danh, &usual.dia_danh),
            ngay: if self.ngay == PartialDate::default() { usual.ngay } else { self.ngay },
            trich_yeu: text(self.trich_yeu, &usual.trich_yeu),
            tham_quyen: text(self.tham_quyen, &usual.tham_quyen),
            kinh_gui: list(self.kinh_gui, &usual.kinh_gui),
            can_cu: list(self.can_cu, &usual.can_cu),
            nguoi_ky: if signed { self.nguoi_ky } else { usual.nguoi_ky.clone() },
            noi_nhan: list(self.noi_nhan, &usual.noi_nhan),
            luu: text(self.luu, &usual.luu),
            cau: String::new(),
            places: self.places.or(&usual.places),
        }
    }

    /// The paper for one award, where `usual` is told for all of them. Another body brings its own number,
    /// signer and recipients; another ký hiệu starts its own numbers.
    pub fn instead_of(self, usual: &Paper) -> Self {
        let shared = if !self.co_quan.is_empty() {
            Paper {
                ngay: usual.ngay,
                trich_yeu: usual.trich_yeu.clone(),
                kinh_gui: usual.kinh_gui.clone(),
                can_cu: usual.can_cu.clone(),
                places: PaperPlaces { so: None, co_quan: None, ..usual.places.clone() },
                ..Paper::default()
            }
        } else if !self.ky_hieu.is_empty() {
            usual.clone().without_number()
        } else {
            usual.clone()
        };
        self.or(&shared)
    }

    /// The paper with room for its number.
    pub fn without_number(self) -> Self {
        Paper { so: String::new(), places: PaperPlaces { so: None, ..self.places }, ..self }
    }

    /// What it says, whatever the places in the data.
    pub fn words(&self) -> Self {
        Paper { places: PaperPlaces::default(), ..self.clone() }
    }

    /// The paper of the type `loai` as issued by `organisation` unless it names another.
    pub fn issued_by(self, organisation: &Organisation, loai: DocumentKind) -> Self {
        let usual = Paper {
            co_quan_chu_quan: organisation.co_quan_chu_quan.clone(),
            co_quan: vec![organisation.ten.clone()],
            ky_hieu: format!("{}-{}", loai.abbreviation().unwrap_or_default(), organisation.viet_tat),
            dia_danh: organisation.dia_danh.clone(),
            ..Paper::default()
        };
        self.or(&usual).cited_as(loai.label())
    }

    /// The paper with the words by which others refer to it; `label` is the word for its kind.
    pub fn cited_as(self, label: &str) -> Self {
        let number = if self.so.is_empty() { "……" } else { &self.so };
        // Inside a sentence room that is only left free would be lost at the end of a line.
        let day = self.ngay.spelled().replace(HAND_BLANK, "……");
        let cau = format!("{label} số {number}/{} {day}", self.ky_hieu);
        Paper { cau, ..self }
    }
}

/// Reads the keys that a kind of paper has.
struct Reader<'r, 'f> {
    fields: &'r mut Fields<'f>,
    keys: &'r [&'r str],
}

impl Reader<'_, '_> {
    fn has(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }

    fn text(&mut self, key: &'static str) -> String {
        if self.has(key) { self.fields.text_or_empty(key) } else { String::new() }
    }

    fn lines(&mut self, key: &'static str) -> Vec<String> {
        if self.has(key) { self.fields.lines(key) } else { Vec::new() }
    }

    fn signer(&mut self) -> Signer {
        let group = self.has("nguoi_ky").then(|| self.fields.group("nguoi_ky", Signer::read));
        group.flatten().unwrap_or_default()
    }

    fn places(&mut self) -> PaperPlaces {
        let cited = if self.has("can_cu") { self.fields.lines_at("can_cu") } else { Vec::new() };
        let can_cu = cited.into_iter();
        let can_cu = can_cu.map(|(text, place)| Located { value: text, place: place.clone() }).collect();
        PaperPlaces {
            can_cu,
            ngay: self.first_of(&["ngay"]),
            so: self.first_of(&["so"]),
            co_quan: self.first_of(&["tham_quyen", "co_quan", "nguoi_ky"]),
        }
    }

    /// Where the first of `keys` stands that is told.
    fn first_of(&self, keys: &[&str]) -> Option<Place> {
        let told = |key: &&&str| self.has(key) && !self.fields.is_blank(key);
        keys.iter().find(told).map(|key| self.fields.place_of(key))
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
        let above = Paper { co_quan_chu_quan: lines("Bộ"), ..Paper::default() };
        assert_eq!(above.or(&usual).co_quan_chu_quan, lines("Bộ"));
    }

    #[test]
    fn room_in_a_sentence_can_be_seen() {
        let paper = Paper { ky_hieu: "TTr-STC".to_owned(), ngay: "2023-03".parse().unwrap(), ..Paper::default() };
        assert_eq!(paper.cited_as("Tờ trình").cau, "Tờ trình số ……/TTr-STC ngày …… tháng 3 năm 2023");
    }

    #[test]
    fn another_body_brings_its_own_number_and_signer() {
        let signer =
            Signer { quyen_han: vec!["GIÁM ĐỐC".to_owned()], ho_ten: "An".to_owned(), ..Signer::default() };
        let usual = Paper { so: "268".to_owned(), luu: "VP".to_owned(), nguoi_ky: signer.clone(), ..Paper::default() };
        let province = Paper { co_quan: vec!["Tỉnh".to_owned()], ..Paper::default() };
        let paper = province.instead_of(&usual);
        assert_eq!((paper.so.as_str(), paper.luu.as_str(), paper.nguoi_ky), ("", "", Signer::default()));
        let series = Paper { ky_hieu: "QĐ-HĐ".to_owned(), ..Paper::default() }.instead_of(&usual);
        assert_eq!((series.so.as_str(), series.nguoi_ky), ("", signer));
        assert_eq!(Paper::default().instead_of(&usual).so, "268");
    }
}
