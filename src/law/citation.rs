//! How papers cite a legal text by its number: whether its sign is there and its day is right.
//!
//! "Nghị định số 98/2023" names one decree and is no whole number; "98/2023/NĐ-CP ngày 30 tháng 12 năm 2023" has another
//! day than the decree. Only texts of the table are looked at: of others nobody here knows the day.

use chrono::{Datelike, NaiveDate};

use super::texts::{CalledBy, LegalText};
use crate::base::text::{ascii_key, fold, upper_first};
use crate::paper::document::date::short_date;

/// Signs of kinds of text, by how they begin, with the word before the number.
const KINDS: [(&str, &str); 3] = [("NĐ-", "nghị định"), ("TT-", "thông tư"), ("QH", "luật")];
/// What is amended is not cited, "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày …"; and of laws that
/// amend a law several have one name.
const AMENDING: &str = "sửa đổi";

/// A place where the number stands.
struct Citation {
    /// Whether its sign stands behind it as it should.
    is_whole: bool,
    day: Option<NaiveDate>,
}

impl LegalText {
    /// Whether `words` cite it by its number without the sign, as nothing else is cited.
    pub(super) fn is_cited_short_in(&self, words: &str) -> bool {
        self.citations(words).iter().any(|citation| !citation.is_whole)
    }

    /// What is wrong with how `words` cite it; nothing where they do not.
    pub fn misquoted_in(&self, words: &str) -> Option<String> {
        let citations = self.citations(words);
        if citations.iter().any(|citation| !citation.is_whole) {
            return Some(format!("ghi thiếu hoặc sai ký hiệu, số đủ là {}", self.so));
        }
        let issued = self.issued()?;
        let other = |day: &NaiveDate| *day != issued;
        let by_number = citations.iter().filter_map(|citation| citation.day).find(other);
        by_number.map(|day| format!("ghi ngày {}, văn bản này ban hành ngày {}", short_date(day), short_date(issued)))
    }

    /// How it is cited as a whole.
    pub fn in_whole(&self) -> Option<String> {
        let (day, (_, kind)) = (self.issued()?, self.kind()?);
        let (kind, number) = (upper_first(kind), &self.so);
        Some(format!("{kind} số {number} ngày {:02} tháng {} năm {}", day.day(), month(day), day.year()))
    }

    fn issued(&self) -> Option<NaiveDate> {
        self.ban_hanh.or(self.goi.as_ref().map(|called| called.ngay))
    }

    /// The number without the sign, and the sign.
    fn parts(&self) -> Option<(&str, &str)> {
        self.so.rsplit_once('/')
    }

    fn kind(&self) -> Option<&'static (&'static str, &'static str)> {
        let (_, sign) = self.parts()?;
        KINDS.iter().find(|(begin, _)| sign.starts_with(begin))
    }

    fn citations(&self, words: &str) -> Vec<Citation> {
        let (Some((number, sign)), Some((begin, kind))) = (self.parts(), self.kind()) else { return Vec::new() };
        let citation = |at: usize| {
            let (before, behind) = (words.get(..at)?, words.get(at + number.len()..)?);
            let before = fold(before);
            let before = before.trim_end();
            let before = before.strip_suffix("số").unwrap_or(before).trim_end();
            if !before.ends_with(kind) || behind.starts_with(|letter: char| letter.is_ascii_digit()) {
                return None;
            }
            let ends = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '/' | '-');
            let typed = behind.split(ends).next().unwrap_or_default().trim_end_matches(['/', '-']);
            let day = day_in(behind.get(typed.len()..).unwrap_or_default());
            let is_whole = typed.strip_prefix('/') == Some(sign);
            let is_near = typed.is_empty() || ascii_key(typed) == ascii_key(sign);
            // Each ministry has a circular of that number: only the day tells whose it is.
            let is_it = is_whole || is_near && (*begin != "TT-" || !typed.is_empty() || day == self.issued());
            is_it.then_some(Citation { is_whole, day })
        };
        words.match_indices(number).filter_map(|(at, _)| citation(at)).collect()
    }
}

impl CalledBy {
    /// The day that stands behind the name of the law in `words`, where the law is cited and not amended.
    pub(super) fn day_cited_in(&self, words: &str) -> Option<NaiveDate> {
        let (folded, name) = (fold(words), fold(&self.ten));
        if name.contains(AMENDING) {
            return None;
        }
        let found = folded.match_indices(&name).filter_map(|(at, _)| {
            let before = folded.get(..at)?.rsplit(';').next()?;
            let day = day_in(folded.get(at + name.len()..)?)?;
            (!before.contains(AMENDING)).then_some(day)
        });
        found.into_iter().next()
    }
}

/// January and February have a zero, other months none.
fn month(day: NaiveDate) -> String {
    if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() }
}

/// The day that `text` begins with: "ngày 31 tháng 12 năm 2023", "ngày 31/12/2023".
fn day_in(text: &str) -> Option<NaiveDate> {
    let folded = fold(text);
    let rest = folded.trim_start().strip_prefix("ngày")?;
    let mut words = rest.split([' ', '\u{a0}', ',', ';', '.', ')', '(']).filter(|word| !word.is_empty());
    let first = words.next()?;
    let numbers: Vec<&str> = if first.contains('/') {
        first.split('/').collect()
    } else {
        let (month, in_month, year, in_year) = (words.next()?, words.next()?, words.next()?, words.next()?);
        if (month, year) != ("tháng", "năm") {
            return None;
        }
        vec![first, in_month, in_year]
    };
    let [day, month, year] = numbers.as_slice() else { return None };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use crate::law::Law;

    #[test]
    fn what_is_wrong_with_a_citation_is_told() {
        let texts = Law::builtin().unwrap().texts;
        for (words, so, told) in [
            ("Căn cứ Nghị định số 98/2023 ngày 31 tháng 12 năm 2023 của Chính phủ", "98/2023/NĐ-CP", "98/2023/NĐ-CP"),
            ("Căn cứ Nghị định 98/2023 của Chính phủ", "98/2023/NĐ-CP", "ký hiệu"),
            ("Nghị định số 98/2023/ND-CP ngày 31/12/2023", "98/2023/NĐ-CP", "ký hiệu"),
            ("Nghị định số 98/2023/NĐ-CP ngày 30 tháng 12 năm 2023", "98/2023/NĐ-CP", "ban hành ngày 31/12/2023"),
            ("Nghị định số 152/2025/NĐ-CP ngày 16/6/2025", "152/2025/NĐ-CP", "ghi ngày 16/6/2025"),
            ("Thông tư số 01/2024 ngày 24 tháng 02 năm 2024", "01/2024/TT-BNV", "ký hiệu"),
            ("Luật số 06/2022 về thi đua", "06/2022/QH15", "ký hiệu"),
        ] {
            let found = texts.find(so).unwrap().misquoted_in(words);
            assert!(found.as_ref().is_some_and(|found| found.contains(told)), "{words}: {found:?}");
        }
        for words in [
            "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ",
            "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023; Nghị định số 152/2025/NĐ-CP ngày 14/6/2025",
            "Nghị định số 98/2023/NĐ-CP quy định chi tiết, có hiệu lực ngày 01/01/2024",
            "Nghị định số 98/2023/NĐ-CP ngày …… tháng 12 năm 2023",
            "Nghị định số 198/2023 của Chính phủ",
            "Quyết định số 98/2023 của Ủy ban nhân dân tỉnh",
            "Quyết định số 98/2023/QĐ-UBND ngày 30/12/2023",
            "Thông tư số 01/2024/TT-BTC ngày 05/01/2024",
            "Thông tư số 01/2024 của Bộ Tài chính",
            "Luật số 06/2022/QH15 ngày 15/6/2022",
        ] {
            let found: Vec<_> = texts.van_ban.iter().filter_map(|text| text.misquoted_in(words)).collect();
            assert_eq!(found, [""; 0], "{words}");
        }
        let whole = texts.find("01/2024/TT-BNV").unwrap().in_whole();
        assert_eq!(whole.as_deref(), Some("Thông tư số 01/2024/TT-BNV ngày 24 tháng 02 năm 2024"));
    }

    #[test]
    fn a_law_of_no_known_day_is_told_with_the_days_that_are() {
        let texts = Law::builtin().unwrap().texts;
        let told = |words: &str| texts.misdated_laws(words);
        let wrong = told("Căn cứ Luật Thi đua, khen thưởng ngày 16 tháng 6 năm 2022");
        assert_eq!(wrong.len(), 1);
        assert!(wrong[0].contains("16/6/2022") && wrong[0].contains("15/6/2022") && wrong[0].contains("26/11/2003"));
        for words in [
            "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
            "Luật Thi đua, khen thưởng ngày 26/11/2003",
            "Luật Thi đua, khen thưởng",
            "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14 tháng 6 năm 2005",
            "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026",
            "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019",
        ] {
            assert_eq!(told(words), [""; 0], "{words}");
        }
    }
}
