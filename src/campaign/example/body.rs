//! How the example speaks of its body, and how it does of another.
//!
//! The example is the campaign of a Sở. An Ủy ban nhân dân of a commune has a Chủ tịch and no body above it in its
//! letterhead, a school a Hiệu trưởng: what is said of the Sở in heads, titles and rows is put into their words, where
//! a new campaign is made and where rows of the example are looked for.

use crate::base::text::upper_first;

/// What the example calls its body.
pub const OFFICE: &str = "Sở Khoa học và Công nghệ";
/// How a people's committee is called, and how it stands in a ký hiệu.
const COMMITTEE: (&str, &str) = ("Ủy ban nhân dân", "UBND");
/// The levels of those whose Chủ tịch gives giấy khen.
const COMMUNES: [&str; 4] = ["xã", "phường", "đặc khu", "thị trấn"];
/// Who decides on the award of the example.
const DECIDER: &str = "nguoi_quyet_dinh = \"giam_doc_so\"";
/// What stands above the name of who signs the plan of the example.
const PLANNED: &str = "phần tử: [\"KT. GIÁM ĐỐC\", \"PHÓ GIÁM ĐỐC\"].\nquyen_han = [\"GIÁM ĐỐC\"]";
/// Bodies by the words that their names begin with, and who heads them.
const HEADS: [(&str, &str); 13] = [
    ("Chi cục", "Chi cục trưởng"),
    ("Tổng cục", "Tổng cục trưởng"),
    ("Cục", "Cục trưởng"),
    ("Trường", "Hiệu trưởng"),
    ("Viện", "Viện trưởng"),
    ("Ban", "Trưởng ban"),
    ("Phòng", "Trưởng phòng"),
    ("Tổng công ty", "Tổng giám đốc"),
    ("Công ty", "Giám đốc"),
    ("Trung tâm", "Giám đốc"),
    ("Bệnh viện", "Giám đốc"),
    ("Học viện", "Giám đốc"),
    ("Đài", "Giám đốc"),
];

/// How the example is to speak of a body that is no Sở: words, and what takes their place, the longer before the shorter.
/// Its name stays as the example has it ([`OFFICE`]): it is put in after this.
#[derive(Debug)]
pub struct Body(Vec<(&'static str, String)>);

impl Body {
    /// For the body called `name`; nothing where the example fits as it is, or does not fit at all.
    pub fn called(name: &str) -> Option<Self> {
        let name = name.trim();
        let (committee, short) = COMMITTEE;
        let place = [committee, short].iter().find_map(|called| name.strip_prefix(called)?.strip_prefix(' '));
        if let Some(place) = place {
            let level = COMMUNES.iter().find(|level| place.starts_with(**level))?;
            return Some(Body::of_commune(place, level));
        }
        let (kind, head) = HEADS.iter().find(|(kind, _)| name.starts_with(&format!("{kind} ")))?;
        Some(Body::of_office(&kind.to_lowercase(), head))
    }

    /// The name in a ký hiệu, where all of its kind have the same.
    #[cfg(feature = "cli")]
    pub fn abbreviation(name: &str) -> Option<&'static str> {
        let (committee, short) = COMMITTEE;
        [committee, short].iter().any(|called| name.trim().starts_with(called)).then_some(short)
    }

    fn of_commune(place: &str, level: &str) -> Self {
        let bare = place.strip_prefix(level).unwrap_or(place).trim();
        // "An Biên", "Phường 3" (Nghị định 30/2020, Phụ lục I, Phần I, Mục II.4).
        let is_number = bare.chars().all(|letter| letter.is_ascii_digit());
        let seat = if is_number { upper_first(place) } else { bare.to_owned() };
        let head = format!("Chủ tịch {} {level}", COMMITTEE.0);
        let office = format!("Văn phòng Hội đồng nhân dân và {} {level}", COMMITTEE.0);
        let mut body = Body(vec![
            // The committee has no body above it (Nghị định 30/2020, Phụ lục I, Phần I, Mục II.2).
            ("co_quan_chu_quan = [\"Ủy ban nhân dân tỉnh An Giang\"]\n", String::new()),
            ("[\"Sở Khoa học và Công nghệ\", \"tỉnh An Giang\"]", format!("[\"{OFFICE}\"]")),
            ("Sở Khoa học và Công nghệ tỉnh An Giang", OFFICE.to_owned()),
            ("dia_danh = \"An Giang\"", format!("dia_danh = \"{seat}\"")),
            (DECIDER, DECIDER.replace("giam_doc_so", "chu_tich_ubnd_xa")),
            ("Ban Giám đốc Sở", format!("Chủ tịch, các Phó Chủ tịch {} {level}", COMMITTEE.0)),
            // It is the committee that plans, and its Chủ tịch who decides on a giấy khen.
            (
                PLANNED,
                PLANNED.replace("\"GIÁM ĐỐC\"", &format!("\"TM. {}\", \"CHỦ TỊCH\"", COMMITTEE.0.to_uppercase())),
            ),
        ]);
        body.speak(("Chủ tịch", &head), (&office, level));
        body
    }

    fn of_office(kind: &str, title: &str) -> Self {
        let head = if title == "Giám đốc" { format!("{title} {kind}") } else { title.to_owned() };
        // "Trưởng Ban Quản lý", "Giám đốc Trung tâm".
        let before = title.strip_suffix(kind).unwrap_or(title).trim_end();
        let mut body = Body(vec![
            ("Giám đốc Sở Khoa học và Công nghệ", format!("{before} {OFFICE}")),
            ("Ban Giám đốc Sở", format!("Lãnh đạo {kind}")),
            (DECIDER, DECIDER.replace("giam_doc_so", &format!("{before} {OFFICE}"))),
        ]);
        body.speak((title, &head), (&format!("Văn phòng {kind}"), kind));
        body
    }

    /// What is said of every body: `title` and `head` of who leads it, its `office`, and what it is called within.
    fn speak(&mut self, (title, head): (&str, &str), (office, within): (&str, &str)) {
        self.0.extend([
            ("chuc_danh = \"Giám đốc\"", format!("chuc_danh = \"{title}\"")),
            ("Giám đốc Sở Khoa học và Công nghệ", format!("{title} {OFFICE}")),
            ("Phó Giám đốc Sở", format!("Phó {head}")),
            ("Giám đốc Sở", head.to_owned()),
            ("GIÁM ĐỐC", title.to_uppercase()),
            ("Văn phòng Sở", office.to_owned()),
            ("Khen thưởng Sở", format!("Khen thưởng {within}")),
            ("thuộc Sở", format!("thuộc {within}")),
            ("của Sở", format!("của {within}")),
            ("Cả Sở", format!("Cả {within}")),
        ]);
    }

    /// `text` of the example in the words of this body.
    pub fn put_in(&self, text: &str) -> String {
        let pairs: Vec<(&str, &str)> = self.0.iter().map(|(from, to)| (*from, to.as_str())).collect();
        replaced(text, &pairs)
    }
}

/// `text` with the first of each of `pairs` replaced by the second, all at once: what is put in is not looked at again.
pub fn replaced(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, (from, to))) = next(rest, pairs) {
        out.push_str(&rest[..at]);
        out.push_str(to);
        rest = &rest[at + from.len()..];
    }
    out + rest
}

/// The first of `pairs` in `text`; of two at one place the longer, which is listed before. Names are whole words.
fn next<'p>(text: &str, pairs: &[(&'p str, &'p str)]) -> Option<(usize, (&'p str, &'p str))> {
    let found = pairs.iter().enumerate().filter_map(|(order, pair)| {
        let is_whole = pair.0.ends_with(char::is_alphanumeric);
        let ends = |at: &usize| !is_whole || !text[at + pair.0.len()..].starts_with(char::is_alphanumeric);
        let at = text.match_indices(pair.0).map(|(at, _)| at).find(ends)?;
        Some((at, order, *pair))
    });
    found.min_by_key(|(at, order, _)| (*at, *order)).map(|(at, _, pair)| (at, pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, text: &str) -> String {
        Body::called(name).unwrap_or_else(|| panic!("{name}")).put_in(text)
    }

    #[test]
    fn another_body_is_spoken_of_in_its_own_words() {
        let text = "Giám đốc Sở Khoa học và Công nghệ; Phó Giám đốc Sở; Giấy khen của Giám đốc Sở; Chánh Văn phòng Sở; thuộc Sở; Sở Nội vụ";
        assert_eq!(
            said("Ủy ban nhân dân xã An Biên", text),
            "Chủ tịch Sở Khoa học và Công nghệ; Phó Chủ tịch Ủy ban nhân dân xã; Giấy khen của Chủ tịch Ủy ban nhân dân xã; \
             Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã; thuộc xã; Sở Nội vụ"
        );
        assert_eq!(
            said("Trung tâm Khuyến nông", text),
            "Giám đốc Sở Khoa học và Công nghệ; Phó Giám đốc trung tâm; Giấy khen của Giám đốc trung tâm; \
             Chánh Văn phòng trung tâm; thuộc trung tâm; Sở Nội vụ"
        );
        assert_eq!(
            said("Ban Quản lý Khu kinh tế", text),
            "Trưởng Sở Khoa học và Công nghệ; Phó Trưởng ban; Giấy khen của Trưởng ban; \
             Chánh Văn phòng ban; thuộc ban; Sở Nội vụ"
        );
    }

    #[test]
    fn a_body_for_which_the_example_fits_or_not_at_all_has_no_words() {
        for name in ["Sở Y tế", "Ủy ban nhân dân tỉnh An Giang", "Bộ Tài chính", ""] {
            assert!(Body::called(name).is_none(), "{name}");
        }
    }
}
