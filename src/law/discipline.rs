//! Ladders of discipline: those of công chức, viên chức, đảng viên, the armed forces, pupils, and the penalties
//! of criminal law. A plan names the lowest level that counts; a case may stand on another ladder.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::dated;
use crate::base::text::fold;

/// Levels of one ladder, from light to heavy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discipline {
    /// Whose: "công chức".
    pub thang: String,
    #[serde(deserialize_with = "dated::needed_day")]
    pub tu_ngay: NaiveDate,
    pub cac_muc: Vec<String>,
    /// Other words for a level, each by how it begins: "cách hết chức vụ" for "cách chức".
    #[serde(default)]
    pub goi_khac: BTreeMap<String, String>,
    /// From this level on it is heavier than every level of the other ladders; none when it never is.
    #[serde(default)]
    pub nang_nhat_tu: String,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// Words that clerks put before a level.
const BEFORE: [&str; 9] = ["hình thức ", "mức ", "kỷ luật ", "đảng: ", "đảng ", "bị ", "xử lý ", "tuyên ", "phạt "];

impl Discipline {
    /// Where the level that `words` name stands: the name, and perhaps more after it ("khai trừ khỏi Đảng").
    pub fn position(&self, words: &str) -> Option<usize> {
        let folded = fold(words);
        let mut bare = folded.as_str();
        while let Some(rest) = BEFORE.iter().find_map(|before| bare.strip_prefix(before)) {
            bare = rest;
        }
        let begins = |level: &String| {
            let rest = bare.strip_prefix(fold(level).as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ';', '(']))
        };
        let other = self.goi_khac.iter().find(|(words, _)| begins(words)).map(|(_, level)| level);
        if let Some(at) = other.and_then(|level| self.cac_muc.iter().position(|known| known == level)) {
            return Some(at);
        }
        let found = self.cac_muc.iter().enumerate().filter(|(_, level)| begins(level));
        found.max_by_key(|(_, level)| level.len()).map(|(at, _)| at)
    }

    /// Whether the level at `at` is heavier than all of other ladders.
    fn is_heaviest(&self, at: usize) -> bool {
        self.position(&self.nang_nhat_tu).is_some_and(|from| at >= from)
    }
}

/// Whether `level` is at least as heavy as `lowest`; `None` when no ladder of `ladders` says so.
pub fn is_at_least(ladders: &[&Discipline], level: &str, lowest: &str) -> Option<bool> {
    let both = ladders.iter().filter_map(|ladder| Some((ladder.position(level)?, ladder.position(lowest)?)));
    let compared: Vec<bool> = both.map(|(has, from)| has >= from).collect();
    if !compared.is_empty() {
        return Some(compared.contains(&true));
    }
    let known = ladders.iter().any(|ladder| ladder.position(lowest).is_some());
    let heaviest = ladders.iter().any(|ladder| ladder.position(level).is_some_and(|at| ladder.is_heaviest(at)));
    (known && heaviest).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;

    #[test]
    fn levels_are_compared_on_a_ladder_that_has_both() {
        let law = Law::builtin().unwrap();
        let ladders = law.ladders("2026-06-01".parse().unwrap());
        for (level, lowest, heavy) in [
            ("khai trừ", "khiển trách", Some(true)),
            ("Khai trừ khỏi Đảng", "cảnh cáo", Some(true)),
            ("khiển trách", "cảnh cáo", Some(false)),
            ("kỷ luật cảnh cáo", "khiển trách", Some(true)),
            ("phạt tù 02 năm", "cách chức", Some(true)),
            ("bị phạt tù", "cảnh cáo", Some(true)),
            ("tù 03 năm", "khiển trách", Some(true)),
            ("tù có thời hạn", "tù chung thân", Some(false)),
            ("phạt cải tạo không giam giữ", "khiển trách", Some(true)),
            ("án treo", "buộc thôi việc", Some(true)),
            ("tước danh hiệu Công an nhân dân", "khiển trách", Some(true)),
            ("giáng cấp bậc quân hàm", "cảnh cáo", Some(true)),
            ("cách hết chức vụ trong Đảng", "cảnh cáo", Some(true)),
            ("Cách hết mọi chức vụ", "khai trừ", Some(false)),
            ("Kỷ luật Đảng: khiển trách", "cảnh cáo", Some(false)),
            ("bị khởi tố", "buộc thôi việc", Some(true)),
            ("bị tuyên phạt án phạt tù 02 năm", "khiển trách", Some(true)),
            ("kỷ luật cách tất cả các chức vụ trong Đảng", "khiển trách", Some(true)),
            ("khai trừ", "buộc thôi việc", Some(true)),
            ("giáng cấp bậc quân hàm", "buộc thôi việc", None),
            ("phê bình", "khiển trách", None),
            ("rút kinh nghiệm", "khiển trách", None),
        ] {
            assert_eq!(is_at_least(&ladders, level, lowest), heavy, "{level}, {lowest}");
        }
    }

    #[test]
    fn ladders_rise_and_name_their_heaviest_level() {
        for ladder in &Law::builtin().unwrap().parameters.ky_luat {
            let named = |level: &String| ladder.position(level).and_then(|at| ladder.cac_muc.get(at)) == Some(level);
            assert!(ladder.cac_muc.iter().all(named), "{}", ladder.thang);
            assert!(ladder.goi_khac.values().all(|level| ladder.cac_muc.contains(level)), "{}", ladder.thang);
            assert!(
                ladder.nang_nhat_tu.is_empty() || ladder.cac_muc.contains(&ladder.nang_nhat_tu),
                "{}",
                ladder.thang
            );
        }
    }
}
