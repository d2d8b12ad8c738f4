//! What is done with an award: things are given, titles are recognised, some names say it themselves.

use super::title::title_key;
use crate::base::text::{ascii_key, lower_first};

/// Names that begin with what is done.
const VERBS: [&str; 15] = [
    "tang",
    "truy_tang",
    "phong_tang",
    "truy_phong",
    "cong_nhan",
    "bieu_duong",
    "tuyen_duong",
    "vinh_danh",
    "ghi_nhan",
    "suy_ton",
    "khen",
    "trao",
    "cap",
    "thuong",
    "xet",
];
/// What is done, as it stands before the name of something that was given.
pub(super) const DONE: [&str; 6] = ["trao tặng", "truy tặng", "phong tặng", "tặng thưởng", "tặng", "công nhận"];
/// Names of titles: these are recognised.
const TITLES: [&str; 22] = [
    "danh_hieu",
    "chien_si",
    "lao_dong",
    "tap_the_lao_dong",
    "don_vi",
    "cong_dan",
    "gia_dinh",
    "ho_gia_dinh",
    "nha_giao",
    "giao_vien",
    "hoc_sinh",
    "sinh_vien",
    "nghe_nhan",
    "thay_thuoc",
    "can_bo",
    "nguoi",
    "thon",
    "to_dan_pho",
    "khu_dan_cu",
    "truong",
    "xa",
    "phuong",
];
const TITLE: &str = "danh hiệu";

/// "tặng Bằng khen …", "công nhận danh hiệu Công dân ưu tú", "biểu dương tại Hội nghị …"; with the words `own`
/// where the plan has some.
pub fn bestowal(name: &str, own: &str) -> String {
    match (own, verb(name)) {
        ("", "") => lower_first(name),
        ("", verb) if is_title(name) && !begins(name, "danh_hieu") => format!("{verb} {TITLE} {name}"),
        ("", verb) if is_title(name) => format!("{verb} {}", lower_first(name)),
        ("", verb) => format!("{verb} {name}"),
        (own, _) => format!("{} {name}", lower_first(own)),
    }
}

/// "tặng", "công nhận"; empty where the name says it itself.
pub fn verb(name: &str) -> &'static str {
    match name {
        name if VERBS.iter().any(|verb| begins(name, verb)) => "",
        name if is_title(name) => "công nhận",
        _ => "tặng",
    }
}

/// `name` without what is done with it, for sentences that tell that themselves ("đã được tặng …").
pub fn bare(name: &str) -> &str {
    let verb = DONE.into_iter().find(|verb| begins(name, &ascii_key(verb)));
    let words = verb.map_or(0, |verb| verb.split(' ').count());
    let rest = (0..words).try_fold(name.trim_start(), |rest, _| Some(rest.split_once(' ')?.1.trim_start()));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// `names` in a row, each with what is done with it; that stands once before those that it fits.
pub fn together<T: AsRef<str>>(names: &[T], separator: &str) -> String {
    const ONCE: [&str; 5] = ["công nhận danh hiệu ", "công nhận ", "phong tặng ", "truy tặng ", "tặng "];
    let mut last = None;
    let mut parts: Vec<&str> = Vec::new();
    for name in names.iter().map(AsRef::as_ref) {
        let verb = ONCE.into_iter().find(|verb| name.starts_with(verb));
        let bare = verb.filter(|_| verb == last).and_then(|verb| name.strip_prefix(verb));
        parts.push(bare.unwrap_or(name));
        last = verb;
    }
    parts.join(separator)
}

fn is_title(name: &str) -> bool {
    let spelled = title_key(name);
    TITLES.iter().any(|title| begins(name, title) || begins(&spelled, title))
}

fn begins(name: &str, words: &str) -> bool {
    ascii_key(name).strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_is_told_once() {
        assert_eq!(together(&["tặng Bằng khen", "tặng Giấy khen"], ", "), "tặng Bằng khen, Giấy khen");
        assert_eq!(together(&["biểu dương", "tặng Giấy khen"], ", "), "biểu dương, tặng Giấy khen");
        assert_eq!(together(&["công nhận A", "tặng B", "tặng C"], "; "), "công nhận A; tặng B; C");
    }

    #[test]
    fn what_is_done_is_left_to_the_sentence() {
        for (name, left) in [
            ("Tặng Giấy khen", "Giấy khen"),
            ("tặng thưởng  Bằng khen", "Bằng khen"),
            ("Truy tặng Huân chương", "Huân chương"),
            ("Công nhận danh hiệu Lao động tiên tiến", "danh hiệu Lao động tiên tiến"),
            ("Giấy khen", "Giấy khen"),
            ("Tặng", "Tặng"),
        ] {
            assert_eq!(bare(name), left, "{name}");
        }
    }

    #[test]
    fn things_are_given_and_titles_are_recognised() {
        for (name, own, words) in [
            ("Giấy khen", "", "tặng Giấy khen"),
            ("Giấy chứng nhận Đơn vị dẫn đầu", "", "tặng Giấy chứng nhận Đơn vị dẫn đầu"),
            ("Kỷ niệm chương", "truy tặng", "truy tặng Kỷ niệm chương"),
            ("Cờ thi đua của Chính phủ", "", "tặng Cờ thi đua của Chính phủ"),
            ("Công dân ưu tú", "", "công nhận danh hiệu Công dân ưu tú"),
            ("Danh hiệu Lao động tiên tiến", "", "công nhận danh hiệu Lao động tiên tiến"),
            ("Biểu dương tại Hội nghị tổng kết", "", "biểu dương tại Hội nghị tổng kết"),
            ("Trường học hạnh phúc", "Công nhận", "công nhận Trường học hạnh phúc"),
            ("Thư khen", "", "tặng Thư khen"),
        ] {
            assert_eq!(bestowal(name, own), words, "{name}");
        }
    }
}
