//! Titles that units register for and that people have, beside those that the campaign and the law know.
//!
//! What is registered or was given is printed as typed, and may be anything; a word that is nearly a known title is
//! most likely meant to be it, and would count for nothing as it stands.

use std::collections::{HashMap, HashSet};

use crate::base::diag::{Code, Diagnostic, Report, nearest};
use crate::base::text::ascii_key;
use crate::campaign::model::located::fold;
use crate::campaign::model::title::title_key;
use crate::campaign::rules::Facts;
use crate::law::Law;

/// Warns with `DL029` of slips in the column Danh hiệu of the registrations, and of those among earlier awards.
pub fn check(facts: &Facts, law: &Law, report: &mut Report) {
    let awards = facts.quy_dinh.hinh_thuc.iter().flat_map(|award| [award.ten.as_str(), award.ma.as_str()]);
    let known: Vec<&str> = awards.chain(law.parameters.danh_muc.iter().map(|title| title.ten.as_str())).collect();
    let finding = |title: &str, near: &str| {
        let finding = Diagnostic::warning(Code::DL029, format!("không có danh hiệu, hình thức nào tên `{title}`"));
        finding.hint(format!("có phải `{near}`?"))
    };
    for titles in facts.dang_ky.iter().filter_map(|row| row.danh_hieu.as_ref()) {
        for title in titles.value.split([';', ',', '\n']).map(str::trim) {
            report.extend(meant(title, &known).map(|near| finding(title, near).at(titles.place())));
        }
    }
    let asked = facts.quy_dinh.tieu_chuan.iter().flat_map(|criterion| criterion.dieu_kien.titles());
    let asked: Vec<(&str, String)> = asked.map(|name| (name.value.as_str(), title_key(&name.value))).collect();
    let known: Vec<&str> = known.into_iter().chain(asked.iter().map(|(name, _)| *name)).collect();
    // Another spelling of a title counts for it.
    let keys: HashSet<String> = known.iter().map(|title| title_key(title)).collect();
    // Of many rows few names are another: each is looked for once.
    let mut told: HashMap<&str, Option<Diagnostic>> = HashMap::new();
    for name in facts.khen_thuong.iter().map(|row| &row.noi_dung) {
        let look = || {
            let key = title_key(&name.value);
            let near = || meant(&name.value, &known).map(|near| finding(&name.value, near));
            shorter(&key, &asked)
                .map(|asked| too_short(&name.value, asked))
                .or_else(|| if keys.contains(&key) { None } else { near() })
        };
        let told = told.entry(name.value.as_str()).or_insert_with(look);
        report.extend(told.clone().map(|finding| finding.at(name.place())));
    }
}

/// What is asked for that begins with `key` and goes on, where nothing that is asked for is called so.
fn shorter<'a>(key: &str, asked: &[(&'a str, String)]) -> Option<&'a str> {
    let goes_on = |wanted: &str| wanted.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
    let counts = asked.iter().any(|(_, wanted)| key.starts_with(wanted));
    asked.iter().find(|(_, wanted)| !counts && !key.is_empty() && goes_on(wanted)).map(|(name, _)| *name)
}

fn too_short(title: &str, asked: &str) -> Diagnostic {
    let message = format!("`{title}` không tính là `{asked}`: tên ghi chưa đủ");
    Diagnostic::warning(Code::DL029, message).hint("ghi đủ tên hình thức và của ai như trong quyết định khen thưởng")
}

/// The known title that `title` differs from by accents and a slip inside one word (short words are near
/// each other by chance); `None` when it is one itself.
fn meant<'a>(title: &str, known: &[&'a str]) -> Option<&'a str> {
    let typed = fold(title);
    if known.iter().any(|name| fold(name) == typed) {
        return None;
    }
    let words: Vec<&str> = typed.split(' ').collect();
    known.iter().copied().find(|name| {
        let name = fold(name);
        let others: Vec<&str> = name.split(' ').collect();
        let is_slip = |(word, other): (&&str, &&str)| word == other || nearest(word, [*other]).is_some();
        let is_other = |(word, other): &(&&str, &&str)| ascii_key(word) != ascii_key(other);
        words.len() == others.len()
            && words.len() > 1
            && words.iter().zip(&others).all(is_slip)
            && words.iter().zip(&others).filter(is_other).count() <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_titles() {
        let known = ["Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua cấp tỉnh", "Lao động tiên tiến", "Giấy khen"];
        for (title, near) in [
            ("Chiến sỹ thi đua cơ sở", Some("Chiến sĩ thi đua cơ sở")),
            ("lao dong tien tien", Some("Lao động tiên tiến")),
            ("CHIẾN SĨ THI ĐUA CẤP TỈNH", None),
            ("Chiến sĩ thi đua cấp bộ", None),
            ("Chiến sĩ thi đua", None),
            ("Hoàn thành tốt nhiệm vụ", None),
            ("", None),
        ] {
            assert_eq!(meant(title, &known), near, "{title}");
        }
    }

    #[test]
    fn a_name_that_is_not_whole_is_asked_about() {
        let asked = ["Bằng khen của Chủ tịch UBND tỉnh", "Lao động tiên tiến"].map(|name| (name, title_key(name)));
        for (title, whole) in [
            ("Tặng Bằng khen", Some("Bằng khen của Chủ tịch UBND tỉnh")),
            ("Bằng khen của Chủ tịch", Some("Bằng khen của Chủ tịch UBND tỉnh")),
            ("Bằng khen UBND tỉnh An Giang", None),
            ("LĐTT", None),
            ("Bằng", Some("Bằng khen của Chủ tịch UBND tỉnh")),
            ("Giấy khen", None),
            ("", None),
        ] {
            assert_eq!(shorter(&title_key(title), &asked), whole, "{title}");
        }
    }
}
