//! The criteria of the campaign as lines of a list, and each in one sentence.

use std::collections::BTreeSet;

use serde::Serialize;

use super::once::each_once;
use crate::base::text::{lower_first, upper_first};
use crate::campaign::model::Rulebook;
use crate::campaign::model::award::Award;
use crate::campaign::model::bestowal::{bestowal, together};
use crate::campaign::model::criterion::Criterion;
use crate::campaign::model::nomination::NomineeKind;
use crate::paper::document::letters;

/// The level from which the members of a group stand in its sentence: lists have labels for three.
const DEEPEST: usize = 3;

/// Awards with the same criteria.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CriterionGroup {
    /// The codes of the awards.
    pub ma: Vec<String>,
    pub hinh_thuc: Vec<String>,
    /// The sentence before the lines, or all of it where there is one line only.
    pub dan: String,
    /// Whether all of these are given ("tặng …").
    pub tang: bool,
    pub dong: Vec<CriterionLine>,
}

/// One line of a list of criteria.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CriterionLine {
    /// "a)", "-", "+"
    pub nhan: String,
    /// From 1.
    pub bac: usize,
    pub cau: String,
    /// The clause it rests on, of a whole criterion.
    pub can_cu: String,
}

/// A clause as other papers than the plan cite it: of the plan, unless it names its text.
pub fn clause(clause: &str) -> String {
    let names_text = ["Kế hoạch", "Luật", "Nghị định", "Thông tư", "Quyết định", "Hướng dẫn", "Quy chế", "Quy định"];
    let whole = clause.is_empty() || names_text.iter().any(|name| clause.contains(name));
    if whole { clause.to_owned() } else { format!("{clause} của Kế hoạch") }
}

/// Awards with the same criteria together, in the order of the plan; criteria that belong to no award
/// stand in one group without award.
pub fn groups(rules: &Rulebook) -> Vec<CriterionGroup> {
    let codes = |award: &Award| award.tieu_chuan.iter().map(|code| code.value.clone()).collect::<Vec<_>>();
    let mut groups: Vec<(Vec<String>, Option<NomineeKind>, Vec<&Award>)> = Vec::new();
    for award in rules.hinh_thuc.iter().filter(|award| !award.tieu_chuan.is_empty()) {
        let codes = codes(award);
        match groups.iter_mut().find(|(known, kind, _)| *known == codes && *kind == award.doi_tuong) {
            Some((.., awards)) => awards.push(award),
            None => groups.push((codes, award.doi_tuong, vec![award])),
        }
    }
    if groups.is_empty() {
        let members: BTreeSet<&str> = rules
            .tieu_chuan
            .iter()
            .flat_map(|criterion| criterion.dieu_kien.members())
            .map(|code| code.value.as_str())
            .collect();
        let top = rules.tieu_chuan.iter().filter(|criterion| !members.contains(criterion.ma.as_str()));
        let codes: Vec<String> = top.map(|criterion| criterion.ma.clone()).collect();
        if !codes.is_empty() {
            groups.push((codes, None, Vec::new()));
        }
    }
    groups.into_iter().map(|(codes, kind, awards)| group(rules, &codes, kind, &awards)).collect()
}

fn group(rules: &Rulebook, codes: &[String], kind: Option<NomineeKind>, awards: &[&Award]) -> CriterionGroup {
    let tang = awards.iter().all(|award| award.verb() == "tặng");
    let titles: Vec<String> = awards.iter().map(|award| award.ten.clone()).collect();
    let whom = upper_first(kind.map_or(rules.everybody(), NomineeKind::label));
    let given: Vec<String> =
        each_once(awards.iter().map(|award| bestowal(&without_whom(&award.ten, kind), &award.dong_tu)));
    let what = if given.is_empty() { "khen thưởng".to_owned() } else { together(&given, "; ") };
    let mut dong = rows(rules, codes, kind);
    let mut dan = format!("{whom} được xét {what} khi đạt các tiêu chuẩn sau:");
    if let [only] = dong.as_slice() {
        dan = format!("{whom} được xét {what} khi {}", lower_first(&only.cau));
        dong.clear();
    }
    CriterionGroup { ma: awards.iter().map(|award| award.ma.clone()).collect(), hinh_thuc: titles, dan, tang, dong }
}

/// A title that says whom it is for, without these words.
fn without_whom(title: &str, kind: Option<NomineeKind>) -> String {
    let end = kind.map(|kind| format!(" cho {}", kind.label())).unwrap_or_default();
    title.strip_suffix(&end).unwrap_or(title).to_owned()
}

/// The words of a criterion alone, without what it is made of.
pub fn named(rules: &Rulebook, criterion: &Criterion) -> String {
    words(rules, criterion, false)
}

/// Criteria as lines of a list without letters: "-", then "+". The dash is left to lists of several: a lone criterion
/// stands without a mark, and what it is made of below it.
pub fn listed(rules: &Rulebook, criteria: &[&Criterion], kind: Option<NomineeKind>) -> Vec<CriterionLine> {
    let is_lone = criteria.len() == 1;
    let mut rows = Vec::new();
    for criterion in criteria {
        let at = rows.len();
        add_rows(rules, &[criterion], if is_lone { 1 } else { 2 }, kind, &mut rows);
        if let Some(row) = rows.get_mut(at) {
            row.can_cu.clone_from(&criterion.can_cu);
            if is_lone {
                row.nhan.clear();
            }
        }
    }
    rows
}

/// A criterion and all that it is made of in one sentence without its end, for papers that list criteria
/// on one level; `kind` is whom the list is about, if it is about one kind only.
pub fn in_one(rules: &Rulebook, criterion: &Criterion, kind: Option<NomineeKind>) -> String {
    one_of(rules, criterion, kind, &[])
}

/// The sentence of a criterion that stands within those in `above`; one of these in it again is left out,
/// as a group that contains itself would never end.
fn one_of(rules: &Rulebook, criterion: &Criterion, kind: Option<NomineeKind>, above: &[&str]) -> String {
    let above = [above, &[criterion.ma.as_str()]].concat();
    let within = |criterion: &Criterion, above: &[&str]| -> Vec<&Criterion> {
        let members = members(rules, criterion).into_iter();
        members.filter(|member| !above.contains(&member.ma.as_str())).collect()
    };
    let members = within(criterion, &above);
    let whole = words(rules, criterion, !members.is_empty());
    let whom = criterion.ap_dung.doi_tuong.filter(|_| kind.is_none());
    let inner = |member: &&Criterion| {
        let above = [above.as_slice(), &[member.ma.as_str()]].concat();
        let members = within(member, &above);
        let words = words(rules, member, !members.is_empty());
        let parts: Vec<String> =
            members.iter().map(|part| lower_first(&one_of(rules, part, kind.or(whom), &above))).collect();
        let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
        lower_first(&words) + &parts
    };
    let parts: Vec<String> = members.iter().map(inner).collect();
    let whole = if parts.is_empty() { whole } else { format!("{whole}: {}", parts.join("; ")) };
    match whom {
        Some(whom) => format!("Đối với {}: {}", whom.label(), lower_first(&whole)),
        None => whole,
    }
}

/// The criteria as lines of a list, each with its label: "a)", then "-", then "+".
fn rows(rules: &Rulebook, codes: &[String], kind: Option<NomineeKind>) -> Vec<CriterionLine> {
    let mut rows = Vec::new();
    let criteria: Vec<&Criterion> = codes.iter().filter_map(|code| rules.criterion(code)).collect();
    // A lone criterion has no letter.
    let level = if criteria.len() == 1 { 2 } else { 1 };
    add_rows(rules, &criteria, level, kind, &mut rows);
    rows
}

fn add_rows(
    rules: &Rulebook,
    criteria: &[&Criterion],
    level: usize,
    kind: Option<NomineeKind>,
    rows: &mut Vec<CriterionLine>,
) {
    for (at, criterion) in criteria.iter().enumerate() {
        let label = match level {
            1 => format!("{})", letters(at + 1)),
            2 => "-".to_owned(),
            _ => "+".to_owned(),
        };
        let whom = criterion.ap_dung.doi_tuong.or(kind);
        let members = members(rules, criterion);
        let listed = if level < DEEPEST { members.as_slice() } else { &[] };
        let mut words = words(rules, criterion, !members.is_empty());
        if !members.is_empty() && listed.is_empty() {
            let above = [criterion.ma.as_str()];
            let inner = |member: &&Criterion| lower_first(&bare(&one_of(rules, member, whom, &above)));
            let inner: Vec<String> = members.iter().map(inner).collect();
            words = format!("{words}: {}", inner.join("; "));
        }
        if whom != kind {
            let whom = whom.map_or("", NomineeKind::label);
            words = format!("Đối với {whom}: {}", lower_first(&words));
        }
        let end = if listed.is_empty() { "." } else { ":" };
        rows.push(CriterionLine { nhan: label, bac: level, cau: words + end, can_cu: String::new() });
        add_rows(rules, listed, level + 1, whom, rows);
    }
}

/// What a group is made of; nothing when its own words say all of its only member.
fn members<'a>(rules: &'a Rulebook, criterion: &Criterion) -> Vec<&'a Criterion> {
    let codes = criterion.dieu_kien.members();
    if codes.len() == 1 && !criterion.noi_dung.is_empty() {
        return Vec::new();
    }
    codes.iter().filter_map(|code| rules.criterion(&code.value)).collect()
}

/// The words of a criterion without its end; before its members what is asked of them follows, and for
/// whom it is meant when only some are.
fn words(rules: &Rulebook, criterion: &Criterion, has_members: bool) -> String {
    let mut words = upper_first(&bare(&criterion.cau(rules)));
    if let Some(attribute) = &criterion.ap_dung.trong.dac_diem {
        let whom = criterion.ap_dung.doi_tuong.map_or("đối tượng", NomineeKind::label);
        words = format!("{words} (đối với {whom} {})", lower_first(&rules.words(&attribute.value)));
    }
    let kinds = criterion.ap_dung.trong.kinds();
    if !kinds.is_empty() {
        words = format!("{words} (đối với {kinds})");
    }
    if has_members && !criterion.noi_dung.is_empty() {
        words = format!("{words}, {}", lower_first(&criterion.cau_dieu_kien(rules)));
    }
    words
}

fn bare(text: &str) -> String {
    text.trim_end_matches(['.', ';', ':', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::diag::Report;
    use crate::campaign::rules::input::read_rulebook;
    use crate::campaign::source::{fields::read_whole, toml};

    fn lines(rules: &str) -> Vec<String> {
        let mut report = Report::new();
        let map = toml::parse(rules, Path::new("phong_trao.toml")).unwrap();
        let rules = read_whole(&map, &mut report, read_rulebook);
        assert!(!report.has_errors(), "{report:?}");
        let groups = groups(&rules);
        let rows = groups.iter().flat_map(|group| &group.dong);
        rows.map(|row| format!("{} {}", row.nhan, row.cau)).collect()
    }

    const NESTED: &str = "
            [[chi_so]]\nma = \"x\"\nten = \"Nhiệm vụ đúng tiến độ\"\nkieu = \"co_khong\"
            [[chi_so]]\nma = \"y\"\nten = \"Hồ sơ trễ hạn\"
            [[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"
            [[tieu_chuan]]\nma = \"b\"\nloai = \"nguong\"\nchi_so = \"y\"\nso_sanh = \"toi_da\"\nmuc = 0
            [[tieu_chuan]]\nma = \"c\"\nloai = \"mot_trong\"\ngom = [\"a\", \"b\"]
            [[tieu_chuan]]\nma = \"d\"\nloai = \"tat_ca\"\nnoi_dung = \"Cải thiện chỉ số.\"\ngom = [\"c\", \"a\"]
            [[tieu_chuan]]\nma = \"e\"\nloai = \"mot_trong\"\ngom = [\"a\", \"d\"]\nap_dung = \"tap_the\"
            [[hinh_thuc]]\nma = \"g\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\", \"e\"]
        ";

    #[test]
    fn nested_criteria_become_one_sentence() {
        let mut report = Report::new();
        let map = toml::parse(&NESTED.replace("            ", ""), Path::new("phong_trao.toml")).unwrap();
        let rules = read_whole(&map, &mut report, read_rulebook);
        let sentence = |ma: &str, kind| in_one(&rules, rules.criterion(ma).unwrap(), kind);
        let inner = "nhiệm vụ đúng tiến độ; cải thiện chỉ số, đạt tất cả các tiêu chuẩn sau (đạt một trong các tiêu \
                     chuẩn sau: nhiệm vụ đúng tiến độ; hồ sơ trễ hạn không quá 0; nhiệm vụ đúng tiến độ)";
        let whole = format!("ạt một trong các tiêu chuẩn sau: {inner}");
        assert_eq!(sentence("e", Some(NomineeKind::TapThe)), format!("Đ{whole}"));
        assert_eq!(sentence("e", None), format!("Đối với tập thể: đ{whole}"));
        assert_eq!(sentence("a", None), "Nhiệm vụ đúng tiến độ");
    }

    #[test]
    fn nested_criteria_become_a_list_with_labels() {
        let expected = [
            "a) Nhiệm vụ đúng tiến độ.",
            "b) Đối với tập thể: đạt một trong các tiêu chuẩn sau:",
            "- Nhiệm vụ đúng tiến độ.",
            "- Cải thiện chỉ số, đạt tất cả các tiêu chuẩn sau:",
            "+ Đạt một trong các tiêu chuẩn sau: nhiệm vụ đúng tiến độ; hồ sơ trễ hạn không quá 0.",
            "+ Nhiệm vụ đúng tiến độ.",
        ];
        assert_eq!(lines(&NESTED.replace("            ", "")), expected);
    }
}
