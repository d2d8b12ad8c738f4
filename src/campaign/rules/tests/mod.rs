//! Campaigns in a few lines: the rules of a sample, sheets as CSV, and what became of whom.

mod blocks;
mod faults;
mod kinds;
mod looking_back;
mod offices;
mod people;
mod places;
mod points;
mod properties;
mod random;
mod ratings;
mod rounds;
mod scale;
mod seeds;
mod sentences;
mod steps;
mod titles;
mod unread;

use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::ProptestConfig;

use crate::base::diag::{Code, Report};
use crate::campaign::model::{Campaign, Rulebook};
use crate::campaign::rules::facts::Facts;
use crate::campaign::rules::input::{TABLES, add_registration_deadline, complete_kinds, read_facts, read_rulebook};
use crate::campaign::rules::{Judged, Judgement, Outcome, judge};
use crate::campaign::source::fields::read_whole;
use crate::campaign::source::{Map, separated, table, toml};
use crate::law::Law;

/// How often a property is tried: so many times as is `usual`, or as `VANTHU_CASES` says.
pub fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("VANTHU_CASES").ok().and_then(|count| count.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

const RULE_KEYS: [&str; 13] = [
    "thang_diem",
    "chi_so",
    "dac_diem",
    "tieu_chuan",
    "hinh_thuc",
    "chi_tieu",
    "loai_tru",
    "thoi_han",
    "su_kien",
    "ho_so",
    "buoc",
    "ngay_nghi",
    "hoi_dong",
];

/// Facts from rules in TOML, alone or with the facts of a campaign, and sheets in CSV, each sheet with its
/// key; faults of reading go along.
pub fn read(rules: &str, sheets: &[(&str, &str)]) -> (Facts, Report) {
    let mut report = Report::new();
    let map = toml::parse(rules, Path::new("phong_trao.toml")).unwrap();
    let mut rulebook = rulebook(map, &mut report);
    complete_kinds(&mut rulebook, &law().parameters);
    let mut tables = Vec::new();
    for (key, text) in sheets {
        let spec = TABLES.iter().find(|spec| spec.key == *key).unwrap();
        let path = format!("{key}.csv");
        let sheet = separated::parse(text, ',', Path::new(&path)).unwrap();
        tables.extend(table::from_sheet(sheet, spec, &mut report));
    }
    (read_facts(rulebook, &mut tables, &mut report), report)
}

/// The rules in `map`. Beside the facts of a campaign only the tables of rules are looked at.
fn rulebook(mut map: Map, report: &mut Report) -> Rulebook {
    let whole = map.entries.iter().any(|entry| entry.key == "co_quan");
    let registration = map.entries.iter().find(|entry| entry.key == "dang_ky");
    let place = registration.map_or_else(|| map.place.clone(), |entry| entry.node.place.clone());
    let campaign = read_whole(&map, &mut Report::new(), Campaign::read);
    map.entries.retain(|entry| entry.key != "thoi_gian" && (!whole || RULE_KEYS.contains(&entry.key.as_str())));
    let mut rulebook = read_whole(&map, report, read_rulebook);
    rulebook.thoi_gian = campaign.thoi_gian.clone();
    if let Some(until) = campaign.dang_ky.han.filter(|_| whole) {
        add_registration_deadline(&mut rulebook, &until, &Arc::new(place));
    }
    rulebook
}

/// As [`read`], of data without faults.
pub fn facts(rules: &str, sheets: &[(&str, &str)]) -> Facts {
    let (facts, report) = read(rules, sheets);
    let faults: Vec<String> = report.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    facts
}

/// The law that is part of the program.
pub fn law() -> &'static Law {
    static LAW: LazyLock<Law> = LazyLock::new(|| Law::builtin().unwrap());
    &LAW
}

impl Deref for Judged {
    type Target = Judgement;

    fn deref(&self) -> &Judgement {
        &self.judgement
    }
}

/// The judgement on `day`.
pub fn on(facts: &Facts, day: &str) -> Judged {
    judge(facts, law(), day.parse().unwrap())
}

/// The codes found, each once.
pub fn codes(judgement: &Judged) -> Vec<Code> {
    let mut codes: Vec<Code> = judgement.report.iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

/// Asserts what became of each name.
pub fn outcomes(judgement: &Judgement, expected: &[(&str, Outcome)]) {
    for (name, outcome) in expected {
        let item = judgement.de_nghi.iter().find(|item| item.ten == *name).unwrap_or_else(|| panic!("no {name}"));
        let reasons: Vec<&str> = item.reasons().iter().map(|verdict| verdict.ly_do.as_str()).collect();
        assert_eq!(item.ket_qua, *outcome, "{name}: {reasons:?}");
    }
}
