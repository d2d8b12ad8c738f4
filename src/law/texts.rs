//! The legal texts themselves: their numbers, how papers name them, and the days on which they are in force.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::dated::{self, holds};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::fold;
use crate::paper::document::date::short_date;

/// The table of texts, in the order of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub van_ban: Vec<LegalText>,
}

impl Texts {
    /// The text with this number ("98/2023/NĐ-CP").
    pub fn find(&self, number: &str) -> Option<&LegalText> {
        self.van_ban.iter().find(|text| text.so == number)
    }

    /// As [`Self::find`], of a text that another table names.
    ///
    /// # Errors
    /// `TD099` when there is none.
    pub fn named(&self, number: &str) -> Result<&LegalText, Report> {
        let missing = || format!("bảng văn bản pháp luật không có số `{number}` mà bảng khác nêu");
        self.find(number).ok_or_else(|| Diagnostic::error(Code::TD099, missing()).into())
    }

    /// What is wrong with how `words` cite texts of the table, and how to cite each: its number, its day.
    pub fn misquoted_in<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (String, Option<String>)> + 'a {
        let by_number = self
            .van_ban
            .iter()
            .filter_map(|text| Some((format!("{} {}", text.ten, text.misquoted_in(words)?), text.in_whole())));
        by_number.chain(self.misdated_laws(words).into_iter().map(|told| (told, None)))
    }

    /// The laws that `words` name with a day on which none of that name was passed.
    pub(super) fn misdated_laws(&self, words: &str) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for called in self.van_ban.iter().filter_map(|text| text.goi.as_ref()) {
            let Some(day) = called.day_cited_in(words) else { continue };
            let known = self.van_ban.iter().filter_map(|text| text.goi.as_ref());
            let days: Vec<NaiveDate> = known.filter(|law| law.ten == called.ten).map(|law| law.ngay).collect();
            let listed = days.iter().map(|day| short_date(*day)).collect::<Vec<_>>().join(", ");
            let message =
                format!("{} ghi ngày {}, các luật tên ấy thông qua ngày: {listed}", called.ten, short_date(day));
            if !days.contains(&day) && !told.contains(&message) {
                told.push(message);
            }
        }
        told
    }

    /// What stands in the place of `text` on `day`, by its name, as far as it is known.
    pub fn successor<'a>(&'a self, text: &'a LegalText, day: NaiveDate) -> Option<&'a str> {
        let mut next = text.thay_bang.as_deref()?;
        // Each has come into force after the one before.
        for _ in &self.van_ban {
            let known = self.van_ban.iter().find(|known| names(next, &known.so) && !known.holds(day));
            match known.and_then(|known| known.thay_bang.as_deref()) {
                Some(later) => next = later,
                None => break,
            }
        }
        Some(next)
    }

    /// The first day on which the text with this number is in force.
    pub fn first_day(&self, number: &str) -> Option<NaiveDate> {
        self.find(number)?.tu_ngay
    }
}

/// A legal text and the time it is in force.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalText {
    /// Number and signs ("98/2023/NĐ-CP").
    pub so: String,
    pub ten: String,
    /// How papers name it without its number.
    pub goi: Option<CalledBy>,
    /// The day on which it was issued; of a law that has a name of its own it stands there.
    #[serde(default, deserialize_with = "dated::day")]
    pub ban_hanh: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub den_ngay: Option<NaiveDate>,
    pub thay_bang: Option<String>,
    /// Whether nobody has compared these days with the signed text.
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl LegalText {
    /// Whether it is in force on `date`.
    pub fn holds(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }

    /// Why it is no basis on any day from `first` to `last`; nothing where it is.
    pub fn fault_between(&self, first: NaiveDate, last: NaiveDate) -> Option<String> {
        if self.holds(first) || self.holds(last) {
            return None;
        }
        let early = self.tu_ngay.filter(|from| last < *from);
        let late = self.den_ngay.filter(|until| *until < first);
        let early = early.map(|from| format!("chưa có hiệu lực (từ ngày {})", short_date(from)));
        early.or_else(|| late.map(|until| format!("đã hết hiệu lực (đến hết ngày {})", short_date(until))))
    }

    /// What is to be done about it where it is no basis on `day`.
    pub fn mending<'a>(&'a self, texts: &'a Texts, day: NaiveDate) -> impl Iterator<Item = String> + 'a {
        let instead = match texts.successor(self, day) {
            Some(next) => format!("văn bản thay thế: {next}"),
            None => "chọn văn bản có hiệu lực vào ngày này".to_owned(),
        };
        let unsure = self.chua_kiem_chung.then(|| "thời gian hiệu lực này chưa đối chiếu với văn bản gốc".to_owned());
        std::iter::once(instead).chain(unsure)
    }

    /// Whether it is the text that the căn cứ `words` is about, and not one that the title of another text names.
    pub fn is_subject_of(&self, words: &str) -> bool {
        let before = words.find(&self.so).and_then(|at| words.get(..at));
        let called = || self.goi.as_ref().is_some_and(|law| fold(words).starts_with(&fold(&law.ten)));
        self.is_cited_in(words) && before.map_or_else(called, |before| !before.contains('/'))
    }

    /// Whether `words` name it: by its number, or as laws are cited, by name and day.
    pub fn is_cited_in(&self, words: &str) -> bool {
        let named = |law: &CalledBy| {
            let folded = fold(words);
            folded.contains(&fold(&law.ten)) && law.days().iter().any(|day| folded.contains(day))
        };
        names(words, &self.so) || self.goi.as_ref().is_some_and(named) || self.is_cited_short_in(words)
    }
}

/// A law as căn cứ name it: "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" (Mục II.6 of Phụ lục I
/// Nghị định 30/2020/NĐ-CP asks for the number of other texts only).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledBy {
    pub ten: String,
    /// The day on which it was passed.
    #[serde(deserialize_with = "dated::needed_day")]
    pub ngay: NaiveDate,
}

impl CalledBy {
    /// The day as papers write it, in small letters.
    pub fn days(&self) -> [String; 6] {
        let (day, month, year) = (self.ngay.day(), self.ngay.month(), self.ngay.year());
        [
            format!("ngày {day:02} tháng {month:02} năm {year}"),
            format!("ngày {day:02} tháng {month} năm {year}"),
            format!("ngày {day} tháng {month} năm {year}"),
            format!("ngày {day:02}/{month:02}/{year}"),
            format!("ngày {day:02}/{month}/{year}"),
            format!("ngày {day}/{month}/{year}"),
        ]
    }
}

/// Whether `text` names the number `so` as a whole: "198/2023/NĐ-CP" does not name "98/2023/NĐ-CP".
fn names(text: &str, so: &str) -> bool {
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(at) = rest.find(so) {
        let (head, tail) = rest.split_at(at);
        before = head.chars().next_back().or(before);
        let tail = tail.strip_prefix(so).unwrap_or_default();
        let after = tail.chars().next();
        if !before.is_some_and(|letter| letter.is_ascii_digit())
            && !after.is_some_and(|letter| letter.is_alphanumeric())
        {
            return true;
        }
        before = so.chars().next_back();
        rest = tail;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::law::Law;

    #[test]
    fn numbers_are_named_as_a_whole() {
        assert!(names("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023", "98/2023/NĐ-CP"));
        assert!(!names("Căn cứ Nghị định số 198/2023/NĐ-CP", "98/2023/NĐ-CP"));
        assert!(!names("Thông tư 01/2024/TT-BNVX", "01/2024/TT-BNV"));
    }

    #[test]
    fn a_basis_is_about_the_text_it_names_first() {
        let texts = Law::builtin().unwrap().texts;
        let about = |words: &str| -> Vec<&str> {
            texts.van_ban.iter().filter(|text| text.is_subject_of(words)).map(|text| text.so.as_str()).collect()
        };
        let circular = "Thông tư số 01/2024/TT-BNV quy định biện pháp thi hành Nghị định số 98/2023/NĐ-CP";
        assert_eq!(about(circular), ["01/2024/TT-BNV"]);
        assert_eq!(about("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"), ["06/2022/QH15"]);
        let amending = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026";
        assert_eq!(about(amending), ["06/2026/QH16"]);
    }

    #[test]
    fn what_is_replaced_twice_is_replaced_by_the_last() {
        let texts = Law::builtin().unwrap().texts;
        let on = |number: &str, day: &str| texts.successor(texts.find(number).unwrap(), day.parse().unwrap());
        assert_eq!(on("91/2017/NĐ-CP", "2026-01-15"), Some("Nghị định số 152/2025/NĐ-CP"));
        assert_eq!(on("91/2017/NĐ-CP", "2024-06-01"), Some("Nghị định số 98/2023/NĐ-CP"));
        assert_eq!(on("12/2019/TT-BNV", "2026-01-15"), Some("Thông tư số 15/2025/TT-BNV"));
        assert_eq!(on("77/2015/QH13", "2026-01-15"), Some("Luật số 72/2025/QH15"));
        assert_eq!(on("152/2025/NĐ-CP", "2027-06-01"), None);
    }

    #[test]
    fn laws_are_named_by_their_day() {
        let texts = Law::builtin().unwrap().texts;
        let cited = |words: &str| -> Vec<&str> {
            texts.van_ban.iter().filter(|text| text.is_cited_in(words)).map(|text| text.so.as_str()).collect()
        };
        assert_eq!(cited("Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003"), ["15/2003/QH11"]);
        assert_eq!(cited("Luật Thi đua, khen thưởng ngày 15/06/2022"), ["06/2022/QH15"]);
        assert_eq!(cited("Luật Thi đua, khen thưởng"), [""; 0]);
        assert_eq!(cited("Luật Đất đai ngày 26 tháng 11 năm 2003"), [""; 0]);
    }
}
