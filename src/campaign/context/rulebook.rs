//! The rules of the campaign as sentences: what the plan prints is made from what is enforced.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::document::letters;
use crate::model::Rulebook;
use crate::model::award::Award;
use crate::model::criterion::Criterion;
use crate::model::deadline::{Deadline, Task};
use crate::model::located::Located;
use crate::text::lower_first;

/// Levels of a nested rule that are printed; deeper ones can't be told apart on paper.
const DEEPEST: usize = 4;

/// The variable `quy_dinh`.
pub fn rulebook(rules: &Rulebook) -> Value {
    let deadline = |deadline: &Deadline| {
        json!({
            "ma": deadline.ma, "ten_viec": task(deadline.viec), "noi_dung": deadline.noi_dung,
            "cau": deadline.cau(&rules.su_kien), "muc": deadline.muc,
        })
    };
    let exclusions = rules.loai_tru.iter();
    let quotas = rules.chi_tieu.iter();
    let papers = rules.ho_so.iter();
    let others = rules.thoi_han.iter().filter(|term| term.viec != Task::DangKy);
    json!({
        "nhom_tieu_chuan": groups(rules),
        "hinh_thuc": rules.hinh_thuc.iter().map(|award| self::award(rules, award)).collect::<Vec<_>>(),
        "chi_tieu": quotas.map(|quota| json!({
            "ma": quota.ma, "cau": quota.cau(), "can_cu": quota.can_cu, "hinh_thuc": titles(rules, &quota.hinh_thuc),
        })).collect::<Vec<_>>(),
        "loai_tru": exclusions.map(|exclusion| json!({
            "ma": exclusion.ma, "cau": exclusion.cau(), "can_cu": exclusion.can_cu,
        })).collect::<Vec<_>>(),
        "thoi_han": rules.thoi_han.iter().map(deadline).collect::<Vec<_>>(),
        "thoi_han_khac": others.map(deadline).collect::<Vec<_>>(),
        "han_dang_ky": registration_terms(rules),
        "ho_so": papers.map(|paper| json!({
            "ma": paper.ma, "ten": paper.ten, "cau": paper.cau(), "cua": paper.cua,
            "hinh_thuc": titles(rules, &paper.hinh_thuc),
        })).collect::<Vec<_>>(),
        "chi_so": rules.chi_so.iter().map(|indicator| json!({
            "ma": indicator.ma, "ten": indicator.ten, "nguon": indicator.nguon,
        })).collect::<Vec<_>>(),
    })
}

/// What a term is for, when the plan has no words of its own.
fn task(task: Task) -> &'static str {
    match task {
        Task::DangKy => "Đăng ký thi đua",
        Task::HoSo => "Gửi hồ sơ đề nghị khen thưởng",
        Task::BaoCao => "Gửi báo cáo",
        Task::Trinh => "Trình khen thưởng",
    }
}

/// Until when to register: each wording once, though the plan may say it in two places.
pub fn registration_terms(rules: &Rulebook) -> Vec<String> {
    let mut terms = Vec::new();
    for deadline in rules.thoi_han.iter().filter(|deadline| deadline.viec == Task::DangKy) {
        let words = deadline.cau(&rules.su_kien);
        if !terms.contains(&words) {
            terms.push(words);
        }
    }
    terms
}

fn titles(rules: &Rulebook, codes: &[Located<String>]) -> Vec<String> {
    codes
        .iter()
        .map(|code| rules.award(&code.value).map_or_else(|| code.value.clone(), |award| award.ten.clone()))
        .collect()
}

fn award(rules: &Rulebook, award: &Award) -> Value {
    let quotas = rules.chi_tieu.iter().filter(|quota| quota.hinh_thuc.iter().any(|code| code.value == award.ma));
    json!({
        "ma": award.ma,
        "ten": award.ten,
        "doi_tuong": award.doi_tuong.map_or("tập thể, cá nhân", |kind| kind.label()),
        "chu_ky": award.chu_ky.label(),
        "can_cu": award.can_cu,
        "xep_hang": award.cau_xep_hang(|code| lower_first(&rules.words(code))),
        "chi_tieu": quotas.map(|quota| quota.cau()).collect::<Vec<_>>(),
    })
}

/// Awards with the same criteria together, in the order of the plan; criteria that belong to no award
/// stand in one group without award.
fn groups(rules: &Rulebook) -> Vec<Value> {
    let codes = |award: &Award| award.tieu_chuan.iter().map(|code| code.value.clone()).collect::<Vec<_>>();
    let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for award in rules.hinh_thuc.iter().filter(|award| !award.tieu_chuan.is_empty()) {
        let codes = codes(award);
        match groups.iter_mut().find(|(known, _)| *known == codes) {
            Some((_, titles)) => titles.push(award.ten.clone()),
            None => groups.push((codes, vec![award.ten.clone()])),
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
            groups.push((codes, Vec::new()));
        }
    }
    groups.iter().map(|(codes, titles)| json!({ "hinh_thuc": titles, "dong": rows(rules, codes) })).collect()
}

/// The criteria as lines of a list, each with its label: "a)", then "-", then "+".
fn rows(rules: &Rulebook, codes: &[String]) -> Vec<Value> {
    let mut rows = Vec::new();
    let found = codes.iter().filter_map(|code| rules.criterion(code));
    let criteria: Vec<&Criterion> = found.collect();
    add_rows(rules, &criteria, 1, &mut rows);
    rows
}

fn add_rows(rules: &Rulebook, criteria: &[&Criterion], level: usize, rows: &mut Vec<Value>) {
    for (at, criterion) in criteria.iter().enumerate() {
        let members = criterion.dieu_kien.members().iter();
        let members: Vec<&Criterion> = members.filter_map(|code| rules.criterion(&code.value)).collect();
        let inner = if level < DEEPEST { members } else { Vec::new() };
        let label = match level {
            1 => format!("{})", letters(at + 1)),
            2 => "-".to_owned(),
            _ => "+".to_owned(),
        };
        rows.push(json!({ "nhan": label, "bac": level, "cau": sentence(rules, criterion, !inner.is_empty()) }));
        add_rows(rules, &inner, level + 1, rows);
    }
}

/// The words of a criterion; before its members what is asked of them follows, unless the words say it.
fn sentence(rules: &Rulebook, criterion: &Criterion, has_members: bool) -> String {
    let words = upper_first(&criterion.cau(rules));
    let words = words.trim_end_matches(['.', ';', ':', ' ']).to_owned();
    match (has_members, criterion.noi_dung.is_empty()) {
        (false, _) => format!("{words}."),
        (true, true) => format!("{words}:"),
        (true, false) => format!("{words}, {}:", lower_first(&criterion.cau_dieu_kien(rules))),
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
