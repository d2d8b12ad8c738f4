//! The body that launches the campaign and issues its papers, and who signs for it.

pub mod history;

use serde::Serialize;

use super::labelled::labelled;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::ascii_key;
use crate::campaign::source::Fields;

labelled! {
    /// The level of government that a body belongs to; a sở belongs to a tỉnh.
    Level {
        TrungUong "trung_uong" "trung ương";
        Tinh "tinh" "tỉnh";
        /// Until 30/6/2025.
        Huyen "huyen" "huyện";
        Xa "xa" "xã";
    }
}

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
    /// Keep this name on every paper, whatever `[[to_chuc]]` says of its date.
    #[serde(skip)]
    pub giu_ten: bool,
}

/// What bodies of the Party are called.
const PARTY: &[&str] = &[
    "Đảng ủy",
    "Đảng bộ",
    "Chi bộ",
    "Chi ủy",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Quận ủy",
    "Thị ủy",
    "Đảng đoàn",
    "Ban Cán sự Đảng",
    "Trung ương Đảng",
];

impl Organisation {
    /// The keys of `[co_quan]` that `[[to_chuc]]` may have too.
    pub const KEYS: &[&str] = &["ten", "ten_day_du", "viet_tat", "co_quan_chu_quan", "dia_danh", "chuc_danh"];

    /// Reads `[co_quan]`.
    pub fn read(fields: &mut Fields) -> Self {
        let giu_ten = fields.flag("giu_ten").unwrap_or_default();
        let body = Organisation { giu_ten, ..Self::read_with(fields, "co_quan_chu_quan") };
        if body.is_of_party() {
            let message = format!("`{}` là cơ quan của Đảng, văn bản của Đảng có thể thức riêng", body.ten);
            let finding = Diagnostic::warning(Code::TC013, message).at(fields.place_of("ten"));
            fields.push(finding.hint(
                "chương trình in theo Nghị định 30/2020 (có Quốc hiệu): chỉ dùng kết quả xét, số liệu; văn bản của Đảng thì sửa phần đầu, lề, \
                 phần ký trong tệp DOCX theo hướng dẫn của Văn phòng Trung ương Đảng, đừng ban hành bản PDF",
            ));
        }
        body
    }

    /// Whether it is a body of the Party, whose papers have a form of their own.
    fn is_of_party(&self) -> bool {
        let name = format!("_{}_", ascii_key(&self.ten));
        PARTY.iter().any(|words| name.contains(&format!("_{}_", ascii_key(words))))
    }

    /// Reads the same with the lines above it under the key `above`.
    fn read_with(fields: &mut Fields, above: &'static str) -> Self {
        fields.keep_short(&["ten", "ten_day_du", "viet_tat", above, "dia_danh", "chuc_danh"]);
        let ten = fields.text("ten", "\"Sở Tài chính\"");
        let ten_day_du = fields.text_or_empty("ten_day_du");
        Organisation {
            ten_day_du: if ten_day_du.is_empty() { ten.clone() } else { ten_day_du },
            ten,
            viet_tat: fields.text("viet_tat", "\"STC\""),
            co_quan_chu_quan: fields.lines(above),
            dia_danh: fields.text("dia_danh", "\"Kiên Giang\""),
            chuc_danh: fields.text_or_empty("chuc_danh"),
            giu_ten: false,
        }
    }
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signer {
    /// Lines above the signature: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".
    pub quyen_han: Vec<String>,
    /// Another post, above the name: of who signs for a council with the seal of the body (NĐ 30/2020, ô 7b).
    pub chuc_vu_khac: String,
    pub ho_ten: String,
}

impl Signer {
    /// Reads a group with `quyen_han`, `chuc_vu_khac` and `ho_ten`.
    pub fn read(fields: &mut Fields) -> Self {
        Signer {
            quyen_han: fields.lines("quyen_han"),
            chuc_vu_khac: fields.text_or_empty("chuc_vu_khac"),
            ho_ten: fields.person("ho_ten"),
        }
    }

    /// As [`Self::read`], of somebody whose office must be known; the name may be left to be signed.
    pub fn read_in_office(fields: &mut Fields) -> Self {
        let signer = Self::read(fields);
        if signer.quyen_han.is_empty() {
            let message = "thiếu chức vụ của người ký".to_owned();
            fields.fault("quyen_han", Code::DL013, message, "thêm dòng: quyen_han = [\"GIÁM ĐỐC\"]");
        }
        signer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_the_party_are_known_by_their_names() {
        for (ten, is_it) in [
            ("Đảng ủy xã An Biên", true),
            ("TỈNH ỦY AN GIANG", true),
            ("Ban Tổ chức Tỉnh ủy", true),
            ("Văn phòng Trung ương Đảng", true),
            ("Chi bộ Văn phòng", true),
            ("Ban Thường vụ Thị ủy Hà Tiên", true),
            ("Ban Cán sự đảng Ủy ban nhân dân tỉnh", true),
            ("Ủy ban nhân dân tỉnh An Giang", false),
            ("Sở Nội vụ", false),
            ("Trường Chính trị Châu Văn Đặng", false),
        ] {
            assert_eq!(Organisation { ten: ten.to_owned(), ..Organisation::default() }.is_of_party(), is_it, "{ten}");
        }
    }
}
