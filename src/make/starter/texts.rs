//! What a single text begins from: the form of its type as Phụ lục III of Nghị định 30/2020/NĐ-CP has it, filled in as
//! an example to write over.
//!
//! The examples are the samples of the program, which are rendered and checked with each change. A type without a form of
//! its own begins from Mẫu 1.4, with its own name and ký hiệu.

use crate::campaign::model::organisation::Organisation;
use crate::paper::document::DocumentKind;

/// The form of all types that have none of their own: the name of its type, and its text.
const GENERAL: (&str, &str) = ("huong_dan", include_str!("../../../samples/mau_nd30/van_ban_co_ten_loai.van"));
/// The mark of this type in its ký hiệu.
const GENERAL_MARK: &str = "\"HD-";

macro_rules! forms {
    ($($name:literal $file:literal)*) => {
        &[$(($name, include_str!(concat!("../../../samples/", $file, ".van"))),)*]
    };
}

/// Types with a form of their own.
const FORMS: &[(&str, &str)] = forms! {
    "cong_van" "mau_nd30/cong_van"
    "thong_bao" "thong_bao"
    "giay_moi" "mau_nd30/giay_moi"
    "ke_hoach" "ke_hoach"
    "bao_cao" "bao_cao"
    "to_trinh" "to_trinh"
    "quyet_dinh" "mau_nd30/quyet_dinh_truc_tiep"
    "nghi_quyet" "mau_nd30/nghi_quyet"
    "quy_che" "quy_che"
    "bien_ban" "mau_nd30/bien_ban"
    "cong_dien" "mau_nd30/cong_dien"
    "hop_dong" "mau_nd30/hop_dong"
    "ban_ghi_nho" "mau_nd30/ban_ghi_nho"
    "giay_gioi_thieu" "mau_nd30/giay_gioi_thieu"
    "giay_nghi_phep" "mau_nd30/giay_nghi_phep"
    "giay_uy_quyen" "mau_nd30/giay_uy_quyen"
    "phieu_chuyen" "mau_nd30/phieu_chuyen"
    "thu_cong" "mau_nd30/thu_cong"
    "phu_luc" "mau_nd30/phu_luc_tep_rieng"
    "bieu_mau" "dang_ky_trong"
    "giay_khen" "giay_khen"
};

/// The types that a text may be begun of: those with a form of their own first, which are written most.
pub fn kinds() -> impl Iterator<Item = DocumentKind> {
    let own = FORMS.iter().filter_map(|(name, _)| DocumentKind::from_name(name));
    let is_own = |kind: DocumentKind| FORMS.iter().any(|(name, _)| *name == kind.name());
    own.chain(DocumentKind::ALL.iter().copied().filter(move |kind| kind.is_of_decree() && !is_own(*kind)))
}

/// A `.van` text of the type `kind` to begin from, of the body `office` where it is known.
pub fn text(kind: DocumentKind, office: Option<&Organisation>) -> String {
    let own = FORMS.iter().find(|(name, _)| *name == kind.name());
    let text = own.map_or_else(|| general(kind), |(_, text)| (*text).to_owned());
    match office {
        Some(office) => of_office(&text, office),
        None => text,
    }
}

/// Mẫu 1.4 for `kind`.
fn general(kind: DocumentKind) -> String {
    let (name, text) = GENERAL;
    let mark = kind.abbreviation().map_or("\"".to_owned(), |mark| format!("\"{mark}-"));
    text.replace(&format!("\"{name}\""), &format!("\"{}\"", kind.name())).replace(GENERAL_MARK, &mark)
}

/// `text` with the letterhead of `office`; a key of several lines stays as it is.
fn of_office(text: &str, office: &Organisation) -> String {
    let above: Vec<String> = office.co_quan_chu_quan.iter().map(|line| quoted(line)).collect();
    let keys = [
        ("co_quan_chu_quan = ", format!("[{}]", above.join(", "))),
        ("co_quan = ", quoted(&office.ten)),
        ("dia_danh = ", quoted(&office.dia_danh)),
    ];
    let mut is_front = true;
    let lines = text.lines().enumerate().map(|(at, line)| {
        is_front &= at == 0 || line != "+++";
        let known = keys.iter().filter(|_| is_front).find(|(key, _)| line.starts_with(key) && !line.ends_with('['));
        known.map_or_else(|| line.to_owned(), |(key, value)| format!("{key}{value}"))
    });
    lines.map(|line| line + "\n").collect()
}

/// `text` as a string of TOML.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper;

    #[test]
    fn every_type_that_is_written_has_a_text_that_is_right() {
        let written: Vec<DocumentKind> = kinds().collect();
        let of_decree = DocumentKind::ALL.iter().filter(|kind| kind.is_of_decree());
        assert!(of_decree.clone().all(|kind| written.iter().filter(|known| *known == kind).count() == 1));
        let office = Organisation {
            ten: "Sở \"Nội vụ\"".to_owned(),
            co_quan_chu_quan: vec!["Ủy ban nhân dân".to_owned(), "tỉnh Cà Mau".to_owned()],
            dia_danh: "Cà Mau".to_owned(),
            ..Organisation::default()
        };
        for kind in written {
            for office in [None, Some(&office)] {
                let text = text(kind, office);
                let (document, warnings) = paper::parse(text.as_bytes(), Path::new("a.van")).unwrap();
                assert_eq!((document.loai, warnings.has_errors()), (kind, false), "{text}");
            }
        }
    }

    #[test]
    fn a_text_has_the_letterhead_of_the_office() {
        let office =
            Organisation { ten: "Sở Y tế".to_owned(), dia_danh: "Huế".to_owned(), ..Organisation::default() };
        let text = text(DocumentKind::ChiThi, Some(&office));
        for line in [
            "co_quan = \"Sở Y tế\"",
            "dia_danh = \"Huế\"",
            "co_quan_chu_quan = []",
            "ky_hieu = \"CT-SNV\"",
            "loai = \"chi_thi\"",
        ] {
            assert!(text.lines().any(|known| known == line), "{line} in {text}");
        }
        let body = |text: &str| text.split("+++").nth(2).unwrap().to_owned();
        assert_eq!(body(&text), body(&super::text(DocumentKind::ChiThi, None)));
    }
}
