//! A letter is not sent to who issues it: the body in the letterhead, or its head.

use super::front_matter::FrontMatter;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::ascii_key;

/// How heads of bodies are called.
const HEADS: [&str; 16] = [
    "chu_tich",
    "giam_doc",
    "tong_giam_doc",
    "hieu_truong",
    "cuc_truong",
    "chi_cuc_truong",
    "tong_cuc_truong",
    "vien_truong",
    "vu_truong",
    "bo_truong",
    "truong",
    "thu_truong",
    "chanh_van_phong",
    "lanh_dao",
    "bi_thu",
    "ban_giam_doc",
];

/// Adds a warning for the first in Kính gửi who issues the document.
pub(super) fn check(front: &FrontMatter, report: &mut Report) {
    let issuer = key(&front.co_quan.join(" "));
    let above = key(&front.co_quan_chu_quan.join(" "));
    if issuer.is_empty() {
        return;
    }
    if let Some(own) = front.kinh_gui.iter().find(|to| is_issuer(&key(to), &issuer, &above)) {
        let message = format!("Kính gửi `{own}`, mà cơ quan ban hành là {}", front.co_quan.join(" "));
        let finding = Diagnostic::warning(Code::VB036, message).at(front.place("kinh_gui"));
        report.push(finding.hint("sửa `kinh_gui`, hoặc `co_quan` nếu đơn vị khác trình"));
    }
}

/// The words of a name, as they are in full, without a remark in brackets.
fn key(name: &str) -> String {
    let bare = name.split('(').next().unwrap_or_default();
    let words = ascii_key(bare);
    let full = words.split('_').map(|word| match word {
        "ubnd" => "uy_ban_nhan_dan",
        "hdnd" => "hoi_dong_nhan_dan",
        "tp" => "thanh_pho",
        word => word,
    });
    full.collect::<Vec<_>>().join("_")
}

/// Whether `to` is the `issuer` or its head, be it with the place of the body `above`.
fn is_issuer(to: &str, issuer: &str, above: &str) -> bool {
    let name = HEADS.iter().find_map(|head| to.strip_prefix(head)?.strip_prefix('_')).filter(|name| !name.is_empty());
    let is_it = |name: &str| {
        let place = name.strip_prefix(issuer);
        place.is_some_and(|place| place.is_empty() || place.starts_with('_') && above.ends_with(place))
    };
    // "Trưởng phòng Giá" heads the Phòng Giá.
    is_it(to) || name.is_some_and(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_is_known_by_its_name_its_head_and_its_place() {
        let above = "Ủy ban nhân dân tỉnh Kiên Giang";
        for (to, issuer, above, is_it) in [
            ("Sở Tài chính", "SỞ TÀI CHÍNH", above, true),
            ("Giám đốc Sở Tài chính", "Sở Tài chính", above, true),
            ("Sở Tài chính tỉnh Kiên Giang", "Sở Tài chính", above, true),
            ("Chủ tịch UBND xã An Minh (để báo cáo)", "Ủy ban nhân dân xã An Minh", "", true),
            ("Trưởng phòng Nội vụ", "Phòng Nội vụ", "", true),
            ("Hiệu trưởng Trường THPT Hòn Đất", "Trường THPT Hòn Đất", "", true),
            ("Sở Tài chính tỉnh Cà Mau", "Sở Tài chính", above, false),
            ("Ủy ban nhân dân tỉnh Kiên Giang", "Sở Tài chính", above, false),
            ("Ủy ban nhân dân xã An Minh", "Ủy ban nhân dân", "", false),
            ("Phòng Tài chính", "Sở Tài chính", above, false),
            ("Văn phòng Sở Tài chính", "Sở Tài chính", above, false),
            ("Hiệu trưởng Trường THPT Hòn Đất", "Hội đồng Thi đua - Khen thưởng", "Trường THPT Hòn Đất", false),
            ("Phó Giám đốc Sở Tài chính", "Sở Tài chính", above, false),
            ("Như trên", "Sở Tài chính", above, false),
        ] {
            assert_eq!(is_issuer(&key(to), &key(issuer), &key(above)), is_it, "{to}, {issuer}");
        }
    }
}
