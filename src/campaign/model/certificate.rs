//! How the giấy khen of a campaign are printed (`[van_ban.giay_khen]` of `phong_trao.toml`): on which
//! sheet, with which frame, or as text on blanks.
//!
//! The words go into the text of each certificate as they are typed, and mean there what
//! [`crate::paper::document::certificate`] says; here they are only checked, so that a slip is told once and
//! at its line, not once for each certificate.

use serde::Serialize;

use crate::base::diag::Code;
use crate::campaign::source::Fields;
use crate::paper::document::certificate::{EMBLEMS, MAX_OFFSET_MM, ONLY_ON_BLANKS, PREPRINTED, SHEETS, offset_mm};

/// The words of `[van_ban.giay_khen]`; empty where the usual holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CertificateOptions {
    /// "A4" (usual) or "A3".
    pub kho: String,
    /// "true" (usual): the frame is drawn.
    pub khung: String,
    /// "cho_trong" (usual): the place of Quốc huy is marked; "khong_danh_dau": it is only left free; "ve": it is
    /// drawn.
    pub quoc_huy: String,
    /// "true": text only, onto blanks that have the rest.
    pub chi_chu: String,
    /// To the right, in mm.
    pub lech_ngang_mm: String,
    /// Downwards, in mm.
    pub lech_doc_mm: String,
    /// Lines that the blanks already have.
    pub in_san: Vec<String>,
    /// The number in Sổ vàng of the first giấy khen; those after it follow. `None`: it is filled in by hand.
    pub so_vang_tu: Option<u32>,
}

impl CertificateOptions {
    /// Reads the group. Faults are `DL014` and `DL017` at their keys.
    pub fn read(fields: &mut Fields) -> Self {
        let options = CertificateOptions {
            kho: fields.one_of("kho", &words(SHEETS)).unwrap_or_default().to_owned(),
            khung: switch(fields, "khung"),
            quoc_huy: fields.one_of("quoc_huy", &words(EMBLEMS)).unwrap_or_default().to_owned(),
            chi_chu: switch(fields, "chi_chu"),
            lech_ngang_mm: offset(fields, "lech_ngang_mm"),
            lech_doc_mm: offset(fields, "lech_doc_mm"),
            in_san: fields.each_of("in_san", &words(PREPRINTED)).into_iter().map(str::to_owned).collect(),
            so_vang_tu: fields.count("so_vang_tu"),
        };
        if options.chi_chu != "true" {
            let given: Vec<&str> = ONLY_ON_BLANKS.iter().copied().filter(|key| !fields.is_blank(key)).collect();
            for key in given {
                let message = format!("`{key}` chỉ dùng khi in chữ lên phôi in sẵn");
                fields.fault(key, Code::DL017, message, "thêm `chi_chu = true`, hoặc bỏ khóa này");
            }
        }
        options
    }
}

fn words<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}

fn switch(fields: &mut Fields, key: &'static str) -> String {
    fields.flag(key).map(|flag| flag.to_string()).unwrap_or_default()
}

fn offset(fields: &mut Fields, key: &'static str) -> String {
    let word = fields.text_or_empty(key);
    if word.is_empty() || offset_mm(&word).is_some() {
        return word;
    }
    let hint = format!("viết số mm từ -{MAX_OFFSET_MM} đến {MAX_OFFSET_MM}, ví dụ: {key} = 1.5");
    fields.fault(key, Code::DL017, format!("`{key}` không nhận `{word}`"), &hint);
    String::new()
}
