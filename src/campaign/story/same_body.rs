//! Whether two ways to call a body may mean one body. Plans shorten names ("Sở KHCN", "Trường THPT Hòn Đất", "UBND
//! xã"), leave out places and add them; only a name that the other can't have tells that it is another body.

use std::collections::HashSet;

use crate::base::text::ascii_key;
use crate::law::competence::words;

/// Words that are left out and added: levels, connectives, "cơ sở", "nhà trường".
const COMMON: &str = "va cua tinh thanh pho xa phuong dac khu thi tran huyen quan uy ban nhan dan co so don vi nha";
/// Words by which one body of the Party is called in several ways: "Ban Chấp hành Đảng bộ", "Đảng ủy".
const OF_PARTY: &str = "ban chap hanh thuong vu dang bo uy";
/// The last words of levels, behind which places are named.
const LEVELS: &[&str] = &["tinh", "pho", "huyen", "xa", "phuong", "khu"];
/// Small words that end the name of a body: what the award is for follows.
const ENDS: &[&str] = &[
    "năm", "giai", "về", "cho", "trong", "đợt", "vì", "tại", "kèm", "theo", "đối", "nhân", "tặng", "hạng", "thành",
    "là", "do", "khi", "để", "hằng", "hàng", "từ", "nhiệm", "lần", "quý", "tháng", "được",
];

/// Whether `told` may be one of the bodies, or of their heads, that are called `names`. Names of places that `told` may
/// add are `beside`.
pub fn may_be_one(told: &str, names: &[&str], beside: &[&str]) -> bool {
    let all: Vec<&str> = names.iter().chain(beside).copied().collect();
    is_within(told, &all) || names.iter().any(|name| !name.is_empty() && is_within(name, &[told]))
}

/// "Giám đốc Sở Khoa học và Công nghệ" for "Giám đốc Sở KHCN": who is called with the `title` of the head of a body and
/// words of its `names`, the first of which is put in.
pub fn head_in_full(called: &str, title: &str, names: &[&str]) -> Option<String> {
    let rest = words(called).strip_prefix(words(title).as_slice()).is_some_and(|rest| !rest.is_empty());
    let name = names.first()?;
    let is_head = rest && !title.is_empty() && has_words(called, &[&[title], names].concat(), &HashSet::new());
    is_head.then(|| format!("{title} {name}"))
}

/// Whether one of `names` has each word of `part` that not every body may have, or a short form of it.
fn is_within(part: &str, names: &[&str]) -> bool {
    has_words(part, names, &COMMON.split_whitespace().chain(OF_PARTY.split_whitespace()).collect())
}

/// Whether one of `names` has each word of `part` but `common` ones, or a short form of it.
fn has_words(part: &str, names: &[&str], common: &HashSet<&str>) -> bool {
    let known: HashSet<String> = names.iter().flat_map(|name| words(name)).collect();
    let is_capitals = !part.chars().any(char::is_lowercase);
    let is_known = |word: &str| {
        words(word).iter().all(|one| known.contains(one) || common.contains(one.as_str()))
            || (is_capitals || is_short(word)) && names.iter().any(|name| is_initials(word, name))
    };
    let is_mark = |letter: char| !letter.is_alphanumeric() && letter != '&';
    part.split(is_mark).filter(|word| !word.is_empty()).all(is_known)
}

/// The words of the place in the name of a body: "an giang" of "Sở Y tế tỉnh An Giang".
pub fn place_in(name: &str) -> String {
    let words = words(name);
    let level = words.iter().rposition(|word| LEVELS.contains(&word.as_str()));
    level.and_then(|at| words.get(at + 1..)).unwrap_or_default().join(" ")
}

/// The name of a body at the beginning of `text`, without what the award is for: "Giám đốc Sở Y tế năm 2026".
pub fn body_in(text: &str) -> &str {
    let mut end = text.find(['(', '–', '"', '“', ';']).unwrap_or(text.len());
    let mut at = 0;
    for word in text.split(' ') {
        let ends =
            ENDS.contains(&word) && !continues(text, at, word) || word.parse::<u16>().is_ok_and(|year| year > 1900);
        if ends && at > 0 {
            end = end.min(at);
            break;
        }
        at += word.len() + 1;
    }
    text.get(..end).unwrap_or(text).trim_end_matches([' ', ',', '-', '.'])
}

/// Whether the small word at `at` is of a name after all: "thành phố Huế", "Hội đồng nhân dân".
fn continues(text: &str, at: usize, word: &str) -> bool {
    let rest = text.get(at + word.len()..).unwrap_or_default().trim_start();
    match word {
        "thành" => rest.starts_with("phố"),
        "nhân" => rest.starts_with("dân"),
        _ => false,
    }
}

/// Whether `word` stands for several: "KHCN", "GD&ĐT".
fn is_short(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// Whether the letters of `short` are those that words of `name` begin with, in their order.
pub fn is_initials(short: &str, name: &str) -> bool {
    let mut initials = words(name).into_iter().filter_map(|word| word.chars().next());
    ascii_key(short).chars().filter(|letter| *letter != '_').all(|letter| initials.any(|initial| initial == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body_differ_in_length_place_and_order() {
        for (told, name) in [
            ("Giám đốc Sở KHCN", "Giám đốc Sở Khoa học và Công nghệ"),
            ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("GIÁM ĐỐC SỞ KHCN", "Giám đốc Sở Khoa học và Công nghệ"),
            ("Giám đốc Sở GD&ĐT", "Giám đốc Sở Giáo dục và Đào tạo"),
            ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL"),
            ("Giám đốc Sở Y tế tỉnh An Giang", "Giám đốc Sở Y tế"),
            ("Hiệu trưởng Trường THPT Hòn Đất", "Hiệu trưởng Trường Trung học phổ thông Hòn Đất"),
            ("Chủ tịch UBND TP. Cần Thơ", "Chủ tịch Ủy ban nhân dân thành phố Cần Thơ"),
            ("Chủ tịch UBND TP HCM", "Chủ tịch Ủy ban nhân dân thành phố Hồ Chí Minh"),
            ("Giám đốc Sở", "Giám đốc Sở Y tế"),
            ("Chủ tịch UBND xã", "Chủ tịch Ủy ban nhân dân phường An Biên"),
            ("Ban Chấp hành Đảng bộ xã An Biên", "Bí thư Đảng ủy xã An Biên"),
            ("Tổng Giám đốc Công ty Cấp nước", "Tổng Giám đốc Tổng công ty Cấp nước"),
        ] {
            assert!(may_be_one(told, &[name], &[]), "{told}, {name}");
        }
        for (told, name) in [
            ("Giám đốc Sở Nội vụ", "Giám đốc Sở Y tế"),
            ("Giám đốc Sở NV", "Giám đốc Sở Y tế"),
            ("Chủ tịch UBND xã An Biên", "Chủ tịch Ủy ban nhân dân xã Đông Thái"),
            ("Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Khoa học và Công nghệ"),
            ("Hiệu trưởng Trường THCS Sông Hậu", "Hiệu trưởng Trường Trung học phổ thông Sông Hậu"),
            ("Tổng Giám đốc Công ty Điện lực", "Tổng Giám đốc Công ty Cấp nước"),
        ] {
            assert!(!may_be_one(told, &[name], &["An Giang"]), "{told}, {name}");
        }
        assert!(!may_be_one("Sở Nội vụ An Giang", &["Giám đốc Sở Y tế"], &["An Giang"]));
    }

    #[test]
    fn a_place_stands_behind_its_level() {
        for (name, place) in [
            ("Sở Y tế tỉnh An Giang", "an giang"),
            ("tỉnh An Giang", "an giang"),
            ("UBND TP. Cần Thơ", "can tho"),
            ("Bộ Giáo dục và Đào tạo", ""),
            ("Tổng Liên đoàn Lao động Việt Nam", ""),
        ] {
            assert_eq!(place_in(name), place, "{name}");
        }
    }

    #[test]
    fn the_head_of_a_body_is_called_in_full() {
        let office = ["Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ tỉnh An Giang", "SKHCN"];
        for called in
            ["Giám đốc Sở KHCN", "Giám đốc Sở KH&CN", "GIÁM ĐỐC SKHCN", "Giám đốc Sở Khoa học Công nghệ An Giang"]
        {
            let whole = head_in_full(called, "Giám đốc", &office);
            assert_eq!(whole.as_deref(), Some("Giám đốc Sở Khoa học và Công nghệ"), "{called}");
        }
        for called in ["Giám đốc", "Phó Giám đốc Sở KHCN", "Giám đốc Sở Nội vụ", "Chủ tịch Sở KHCN"]
        {
            assert_eq!(head_in_full(called, "Giám đốc", &office), None, "{called}");
        }
        let province = ["Ủy ban nhân dân tỉnh An Giang", "Ủy ban nhân dân tỉnh An Giang", "UBND"];
        assert_eq!(head_in_full("Chủ tịch UBND xã", "Chủ tịch", &province), None);
    }

    #[test]
    fn what_an_award_is_for_is_not_the_name_of_a_body() {
        for (text, body) in [
            ("Giám đốc Sở Y tế năm 2026", "Giám đốc Sở Y tế"),
            ("Giám đốc Sở Y tế 2026", "Giám đốc Sở Y tế"),
            ("Chủ tịch UBND xã Năm Căn về cải cách hành chính", "Chủ tịch UBND xã Năm Căn"),
            ("Chủ tịch UBND thành phố Huế (đợt 1)", "Chủ tịch UBND thành phố Huế"),
            ("Chủ tịch Ủy ban nhân dân xã, giai đoạn 2021-2025", "Chủ tịch Ủy ban nhân dân xã"),
            ("Giám đốc Sở Văn hóa, Thể thao và Du lịch", "Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
        ] {
            assert_eq!(body_in(text), body);
        }
    }
}
