//! Whose papers a folder holds.
//!
//! Two campaigns in one folder would write over each other's papers and clear them away. So a folder knows
//! the campaign that it belongs to, by more than its name, which clerks mend, and by nothing about the place
//! where its data lie, which they move. What can be told of a campaign is compared as a clerk would: a slip
//! mended in the name or the body leaves it the same campaign, a name put in other words only when it stands
//! on the same plan.

use serde::{Deserialize, Serialize};
use strsim::damerau_levenshtein;

use crate::base::diag::{Code, Diagnostic};
use crate::base::text::ascii_key;

/// What identifies a campaign; all but the name may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    /// What comes after "phong trào thi đua".
    pub name: String,
    /// The body that launches it, by its full name.
    pub body: String,
    /// The number of its plan; empty before it is given.
    pub plan_number: String,
    /// The symbol of its plan: "KH-STC".
    pub plan_symbol: String,
    /// The date of its plan as far as it is known: "2022", "2022-03", "2022-03-25".
    pub plan_date: String,
    /// From when to when it runs: "2022-01-01/2022-12-31".
    pub period: String,
}

impl Owner {
    /// Whether both are one campaign, at two stages of its data.
    pub fn is_same_campaign(&self, other: &Owner) -> bool {
        // The manifest of an older program knows the name only.
        let bodies = match self.body.is_empty() || other.body.is_empty() {
            true => Likeness::Same,
            false => Likeness::of(&self.body, &other.body),
        };
        match Likeness::of(&self.name, &other.name).max(bodies) {
            Likeness::Same => !self.runs_another_year(other),
            Likeness::Reworded => self.is_on_plan_of(other),
            Likeness::Other => false,
        }
    }

    /// The same plan; its number may not have been given yet, and its date may have been completed.
    fn is_on_plan_of(&self, other: &Owner) -> bool {
        let starts = |one: &str, two: &str| one.starts_with(two) || two.starts_with(one);
        let is_dated = !self.plan_date.is_empty() && !other.plan_date.is_empty();
        let numbers = [&self.plan_number, &other.plan_number];
        self.plan_symbol == other.plan_symbol
            && is_dated
            && starts(&self.plan_date, &other.plan_date)
            && (numbers[0] == numbers[1] || numbers.iter().any(|number| number.is_empty()))
    }

    /// A campaign that comes back every year under one name: neither the name nor the period is of the same year.
    fn runs_another_year(&self, other: &Owner) -> bool {
        let year = |owner: &Owner| owner.plan_date.get(..4).map(str::to_owned);
        let (own, others) = (year(self), year(other));
        let differs = own.is_some() && others.is_some() && own != others;
        let is_named_by_year = words(&self.name).iter().any(|word| is_number(word));
        let runs_alike = !self.period.is_empty() && self.period == other.period;
        differs && !is_named_by_year && !runs_alike
    }

    /// `GF015`: the folder belongs to `self` and not to `intruder`.
    pub fn refusal(&self, intruder: &Owner) -> Diagnostic {
        let message = format!(
            "thư mục kết quả đang giữ văn bản của một phong trào khác: {}; lần chạy này là của {}",
            self.called(),
            intruder.called()
        );
        Diagnostic::error(Code::GF015, message).hint(
            "chọn thư mục khác bằng `--out`; nếu vẫn là phong trào ấy, chỉ đổi tên, thì cất hoặc xóa cả thư mục kết quả cũ rồi chạy lại",
        )
    }

    fn called(&self) -> String {
        match self.body.as_str() {
            "" => format!("`{}`", self.name),
            body => format!("`{}` ({body})", self.name),
        }
    }
}

/// How near two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The same, but for a slip.
    Same,
    /// Words were added or left out, or a number differs.
    Reworded,
    Other,
}

impl Likeness {
    fn of(one: &str, other: &str) -> Self {
        let (one, other) = (words(one), words(other));
        let plain = |words: &[String]| words.iter().filter(|word| !is_number(word)).cloned().collect::<Vec<_>>();
        let numbers = |words: &[String]| words.iter().filter(|word| is_number(word)).cloned().collect::<Vec<_>>();
        let has_slip = is_slip(&plain(&one), &plain(&other));
        if has_slip && numbers(&one) == numbers(&other) {
            Likeness::Same
        } else if has_slip || is_part(&one, &other) || is_part(&other, &one) {
            Likeness::Reworded
        } else {
            Likeness::Other
        }
    }
}

fn words(name: &str) -> Vec<String> {
    ascii_key(name).split('_').map(str::to_owned).collect()
}

/// Years, rounds and quarters tell campaigns apart: "năm 2026", "đợt 2", "quý III".
fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit()) || word.bytes().all(|byte| b"ivx".contains(&byte))
}

/// Whether the same words stand in both, but for a letter in one or two of them or a blank.
fn is_slip(one: &[String], other: &[String]) -> bool {
    if damerau_levenshtein(&one.concat(), &other.concat()) <= 1 {
        return true;
    }
    let differing: Vec<_> = one.iter().zip(other).filter(|(one, other)| one != other).collect();
    one.len() == other.len()
        && differing.len() <= 2
        && differing.iter().all(|(one, other)| damerau_levenshtein(one, other) <= 1)
}

/// Whether `part` is `whole` with words left out.
fn is_part(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|word| rest.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(name: &str, body: &str, date: &str) -> Owner {
        Owner {
            name: name.to_owned(),
            body: body.to_owned(),
            plan_symbol: "KH-STC".to_owned(),
            plan_date: date.to_owned(),
            ..Owner::default()
        }
    }

    #[test]
    fn a_slip_is_mended_and_another_campaign_is_not_taken_for_it() {
        let office = "Sở Tài chính";
        let known = owner("cải cách hành chính năm 2022", office, "2022-03");
        for (name, body, date, is_same) in [
            ("Cải cách hành chính năm 2022", office, "2022-03-25", true),
            ("cải cách hành chánh năm 2022", office, "2022-03", true),
            ("cải cahc hành chínhh năm 2022", office, "2022-03", true),
            ("cải cáchhành chính năm 2022", office, "2022-03", true),
            ("cải cách hành chính năm 2022", "Sở tài chinh", "2022-03", true),
            ("cải cách hành chính năm 2022", office, "2023-01", true),
            ("cải cách thủ tục hành chính năm 2022", office, "2022-03", true),
            ("cải cách hành chính", "Sở Tài chính tỉnh Kiên Giang", "2022", true),
            ("cải cách hành chính năm 2023", office, "2022-03", true),
            ("cải cách hành chính năm 2023", office, "2023-03", false),
            ("cải cách thủ tục hành chính năm 2022", office, "2022-04", false),
            ("an toàn giao thông năm 2023", office, "2022-03", false),
            ("cải cách tư pháp năm 2022", office, "2022-03", false),
            ("cải cách hành chính năm 2022", "Sở Xây dựng", "2022-03", false),
            ("cải cách hành chính năm 2022", "Sở Y tế", "2022-03", false),
        ] {
            let other = owner(name, body, date);
            assert_eq!(known.is_same_campaign(&other), is_same, "{name}, {body}, {date}");
            assert_eq!(other.is_same_campaign(&known), is_same, "{name}, {body}, {date}");
        }
    }

    #[test]
    fn rounds_and_years_tell_campaigns_of_one_name_apart() {
        let round = |name: &str| owner(name, "Sở Y tế", "");
        assert!(!round("thi đua quý I").is_same_campaign(&round("thi đua quý II")));
        assert!(!round("thi đua đợt 1").is_same_campaign(&round("thi đua đợt 2")));
        let yearly = |date: &str, period: &str| {
            let known = owner("dạy tốt, học tốt", "Trường Trung học", date);
            Owner { period: period.to_owned(), ..known }
        };
        assert!(!yearly("2025-09-05", "").is_same_campaign(&yearly("2026-09-05", "")));
        assert!(!yearly("2025-09-05", "2025/2026").is_same_campaign(&yearly("2026-09-05", "2026/2027")));
        assert!(yearly("2025-01-05", "2026/2027").is_same_campaign(&yearly("2026-01-05", "2026/2027")));
    }

    #[test]
    fn an_older_manifest_is_known_by_its_name() {
        let old = Owner { name: "cải cách hành chính".to_owned(), ..Owner::default() };
        assert!(old.is_same_campaign(&owner("Cải cách hành chính", "Sở Y tế", "2022")));
        assert!(!old.is_same_campaign(&owner("văn hóa công sở", "Sở Y tế", "2022")));
    }
}
