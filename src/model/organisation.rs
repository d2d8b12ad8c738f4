//! The body that launches the campaign and issues its papers, and who signs for it.

use serde::Serialize;

use crate::source::Fields;

/// A body that issues documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Organisation {
    /// "Sở Tài chính"
    pub ten: String,
    /// "Sở Tài chính tỉnh Kiên Giang", for letterheads of units below it; as `ten` when not given.
    pub ten_day_du: String,
    /// As in ký hiệu: "STC".
    pub viet_tat: String,
    /// Lines above `ten` in the letterhead; none for a people's committee.
    pub co_quan_chu_quan: Vec<String>,
    /// Where documents are signed: "Kiên Giang".
    pub dia_danh: String,
    /// Title of the head: "Giám đốc".
    pub chuc_danh: String,
}

impl Organisation {
    /// Reads `[co_quan]`.
    pub fn read(fields: &mut Fields) -> Self {
        let ten = fields.text("ten", "\"Sở Tài chính\"");
        let ten_day_du = fields.text_or_empty("ten_day_du");
        Organisation {
            ten_day_du: if ten_day_du.is_empty() { ten.clone() } else { ten_day_du },
            ten,
            viet_tat: fields.text("viet_tat", "\"STC\""),
            co_quan_chu_quan: fields.lines("co_quan_chu_quan"),
            dia_danh: fields.text("dia_danh", "\"Kiên Giang\""),
            chuc_danh: fields.text_or_empty("chuc_danh"),
        }
    }
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signer {
    /// Lines above the signature: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".
    pub quyen_han: Vec<String>,
    pub ho_ten: String,
}

impl Signer {
    /// Reads a group with `quyen_han` and `ho_ten`.
    pub fn read(fields: &mut Fields) -> Self {
        Signer { quyen_han: fields.lines("quyen_han"), ho_ten: fields.text_or_empty("ho_ten") }
    }
}
