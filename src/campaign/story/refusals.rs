//! Why somebody is not considered, as papers say it: the reasons of the judgement in one phrase.

use super::nominees::Person;
use super::round::Refused;
use crate::base::text::lower_first;
use crate::campaign::rules::{Assessed, State};

/// What papers say of `item`, who is `person`.
pub fn refused(person: Person, item: &Assessed) -> Refused {
    let ly_do = match item.ket_luan {
        State::Dat => item.ket_qua.label().to_owned(),
        _ => together(&reasons(&person.ten, item)),
    };
    Refused {
        la_tap_the: person.la_tap_the,
        danh_xung: person.danh_xung,
        ten: person.ten_day_du,
        ten_goi: person.ten_goi,
        chuc_vu: if person.la_tap_the { String::new() } else { person.chuc_vu_day_du },
        ly_do,
    }
}

/// Each reason once, as it goes on after the name; reasons to exclude somebody begin with a name.
fn reasons(name: &str, item: &Assessed) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for verdict in item.reasons() {
        let words = verdict.ly_do.trim_end_matches(['.', ';']);
        let excludes = item.loai_tru.iter().any(|exclusion| exclusion.ma == verdict.ma);
        let words = match words.strip_prefix(name) {
            Some(rest) => rest.trim_start().to_owned(),
            None if excludes => words.to_owned(),
            None => lower_first(words),
        };
        if !words.is_empty() && !reasons.contains(&words) {
            reasons.push(words);
        }
    }
    reasons
}

/// What a reason says of a paper, which goes on after its name: "tờ trình nhận ngày 02/01/2025".
const OF_PAPERS: &[&str] = &["nhận ngày", "chưa nhận được", "đã nhận"];
/// What stands behind a value that is not enough.
const WANTED: &str = " (yêu cầu ";
/// The same behind another remark on the value.
const WANTED_ON: &str = "; yêu cầu ";
/// What begins a reason that is about one year of several.
const YEAR: &str = "năm ";
/// What is said of an indicator without a value.
const UNKNOWN: &str = "chưa có kết quả";

/// Reasons in one phrase; what is true of several papers is said once.
fn together(reasons: &[String]) -> String {
    let mut phrases: Vec<(String, &str)> = Vec::new();
    for reason in reasons {
        let (head, tail) = reason.split_once(": ").unwrap_or((reason, ""));
        match phrases.last_mut().filter(|(_, known)| is_of_paper(tail) && *known == tail) {
            Some((heads, _)) => *heads = format!("{heads}, {head}"),
            None => phrases.push((head.to_owned(), tail)),
        }
    }
    phrases.iter().map(|(head, tail)| phrase(head, tail)).collect::<Vec<_>>().join("; ")
}

/// A reason as a part of a sentence: it stands behind a colon, so it has none of its own where it can do without.
fn phrase(head: &str, tail: &str) -> String {
    match tail {
        "" => head.to_owned(),
        tail if head.starts_with(YEAR) && tail.contains(": ") => within(head, tail),
        tail if head == UNKNOWN && tail.starts_with("Kết quả ") => format!("chưa có {}", lower_first(tail)),
        tail if tail.contains(WANTED) && tail.starts_with("chưa ") => format!("{head} {}", one_bracket(tail)),
        tail if is_of_paper(tail) => format!("{head} {tail}"),
        tail if tail.contains(WANTED) => format!("{head} là {}", one_bracket(tail)),
        tail => format!("{head}: {tail}"),
    }
}

/// What is said of one year of several: the year goes on after what it is of.
fn within(year: &str, told: &str) -> String {
    match told.split_once(": ") {
        Some((UNKNOWN, of)) => phrase(UNKNOWN, of),
        Some((of, is)) => phrase(&format!("{} {year}", lower_first(of)), is),
        None => told.to_owned(),
    }
}

/// Two brackets in a row in one.
fn one_bracket(told: &str) -> String {
    told.replace(&format!("){WANTED}"), WANTED_ON)
}

fn is_of_paper(tail: &str) -> bool {
    OF_PAPERS.iter().any(|words| tail.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn reasons_are_parts_of_a_sentence() {
        for (reasons, phrase) in [
            (
                &["tờ trình: nhận ngày 02/01/2025", "biên bản: nhận ngày 02/01/2025"][..],
                "tờ trình, biên bản nhận ngày 02/01/2025",
            ),
            (&["điểm: 79% (yêu cầu tối thiểu 80%)"], "điểm là 79% (yêu cầu tối thiểu 80%)"),
            (
                &["chưa có kết quả: Chỉ số A", "chưa có kết quả: Chỉ số B"],
                "chưa có kết quả: Chỉ số A; chưa có kết quả: Chỉ số B",
            ),
            (&["Lê An bị kỷ luật"], "Lê An bị kỷ luật"),
            (&["chưa có kết quả: Kết quả xếp loại năm 2026"], "chưa có kết quả xếp loại năm 2026"),
            (
                &["năm 2025: Kết quả xếp loại: Tốt (yêu cầu từ loại Xuất sắc)"],
                "kết quả xếp loại năm 2025 là Tốt (yêu cầu từ loại Xuất sắc)",
            ),
            (&["năm 2025: chưa có kết quả: Xếp loại năm 2025"], "chưa có kết quả: Xếp loại năm 2025"),
            (&["xếp loại: Khá (72 điểm) (yêu cầu từ loại Tốt)"], "xếp loại là Khá (72 điểm; yêu cầu từ loại Tốt)"),
            (
                &["xếp loại: chưa xếp được (72 điểm) (yêu cầu từ loại Tốt)"],
                "xếp loại chưa xếp được (72 điểm; yêu cầu từ loại Tốt)",
            ),
        ] {
            let reasons: Vec<String> = reasons.iter().map(|reason| (*reason).to_owned()).collect();
            assert_eq!(together(&reasons), phrase);
        }
    }
}
