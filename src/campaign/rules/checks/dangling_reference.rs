//! A reference of the plan that leads nowhere.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::base::diag::{Code, Diagnostic, Report, nearest};
use crate::base::text::ascii_key;
use crate::campaign::model::award::RankKey;
use crate::campaign::model::criterion::{Among, Condition, Scope};
use crate::campaign::model::deadline::Mark;
use crate::campaign::model::evidence::IndicatorKind;
use crate::campaign::model::grade::Against;
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::nomination::{KEY_LEADER, WOMAN};
use crate::campaign::model::quota::{Division, Limit, ShareBase};
use crate::campaign::model::stage::StageTerm;
use crate::campaign::rules::{Assessment, Rule};
use crate::law::parameters::Parameters;

/// References for which the nearest code is looked for; more come of a file that is wrong as a whole.
const MOST_LOOKS: usize = 300;
/// Codes that a hint names.
const MOST_NAMED: usize = 60;

#[doc = include_str!("../../../base/diag/codes/TD002.md")]
pub struct DanglingReference;

impl Rule for DanglingReference {
    fn code(&self) -> Code {
        Code::TD002
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let rules = assessment.context.rules();
        let law = &assessment.context.law.parameters;
        let criteria: Vec<&str> = rules.tieu_chuan.iter().map(|entry| entry.ma.as_str()).collect();
        let indicators: Vec<&str> = rules.chi_so.iter().map(|entry| entry.ma.as_str()).collect();
        let totals: Vec<&str> = rules
            .thang_diem
            .iter()
            .flat_map(|sheet| [sheet.ma.as_str()].into_iter().chain(sheet.nhom.iter().map(|group| group.ma.as_str())))
            .collect();
        let numbers = [indicators.as_slice(), totals.as_slice()].concat();
        let exclusions: Vec<&str> = rules.loai_tru.iter().map(|entry| entry.ma.as_str()).collect();
        let awards: Vec<&str> = rules.hinh_thuc.iter().map(|entry| entry.ma.as_str()).collect();
        let events: Vec<&str> = rules.su_kien.iter().map(|entry| entry.ma.as_str()).collect();
        let stages: Vec<&str> = rules.buoc.iter().map(|entry| entry.ma.as_str()).collect();
        let deadlines: Vec<&str> = rules.thoi_han.iter().map(|entry| entry.ma.as_str()).collect();
        let titles: Vec<&str> = law.danh_muc.iter().map(|entry| entry.ma.as_str()).collect();
        let deciders: Vec<&str> = law.tham_quyen.iter().map(|entry| entry.nguoi.as_str()).collect();
        let quotas: Vec<&str> = rules.chi_tieu.iter().map(|entry| entry.ma.as_str()).collect();
        let mut attributes: Vec<&str> = rules.dac_diem.iter().map(|entry| entry.ma.as_str()).collect();
        attributes.extend([WOMAN, KEY_LEADER]);
        let levels: BTreeSet<&str> = law.ky_luat.iter().flat_map(|law| &law.cac_muc).map(String::as_str).collect();
        let levels: Vec<&str> = levels.into_iter().collect();
        let mut checker = Checker { code: self.code(), names: names(assessment), looks: 0, report };
        for criterion in &rules.tieu_chuan {
            checker.all("tiêu chuẩn", criterion.dieu_kien.members(), &criteria);
            match criterion.dieu_kien.of_year() {
                Condition::Nguong { chi_so, rieng, .. } => {
                    checker.all("chỉ số", [chi_so], &numbers);
                    checker.all("đặc điểm", rieng.iter().map(|own| &own.dac_diem), &attributes);
                }
                Condition::TongDiem { thang_diem, .. } => checker.all("thang điểm", [thang_diem], &totals),
                condition => checker.all("chỉ số", condition.indicator(), &indicators),
            }
            checker.scope(&criterion.ap_dung, &attributes, &awards);
            checker.all("loại trừ", &criterion.tinh_lai, &exclusions);
        }
        let typed: Vec<&str> = rules
            .chi_so
            .iter()
            .filter(|entry| entry.is_typed() && matches!(entry.kieu, IndicatorKind::So { .. }))
            .map(|entry| entry.ma.as_str())
            .collect();
        for item in rules.thang_diem.iter().flat_map(|sheet| &sheet.muc) {
            checker.all("chỉ số có số liệu", item.theo.as_ref().map(|theo| &theo.chi_so), &typed);
        }
        for indicator in &rules.chi_so {
            checker.all("chỉ số có số liệu", indicator.terms().iter().map(|term| &term.chi_so), &typed);
            let Some(grading) = indicator.grading() else { continue };
            checker.all("thang điểm", [&grading.theo], &totals);
            checker.scope(&grading.ap_dung, &attributes, &awards);
            let against = grading.khong_qua.iter().filter_map(|ceiling| match &ceiling.khi {
                Against::TieuChuan(code) => Some(code),
                Against::KyLuat(_) => None,
            });
            checker.all("tiêu chuẩn", against, &criteria);
            let blocks = grading.ty_le.iter().filter_map(|share| match &share.theo {
                Some(Division::DacDiem(blocks)) => Some(blocks),
                _ => None,
            });
            checker.all("đặc điểm", blocks.flatten(), &attributes);
        }
        for exclusion in &rules.loai_tru {
            checker.scope(&exclusion.ap_dung, &attributes, &awards);
        }
        let ceilings = rules.chi_so.iter().filter_map(|entry| entry.grading()).flat_map(|grading| &grading.khong_qua);
        let held_down = ceilings.filter_map(|ceiling| match &ceiling.khi {
            Against::KyLuat(cases) => Some(cases.as_ref()),
            Against::TieuChuan(_) => None,
        });
        for exclusion in rules.loai_tru.iter().chain(held_down) {
            let known = |level: &&Located<String>| levels.iter().any(|known| fold(known) == fold(&level.value));
            checker.all("mức kỷ luật", exclusion.muc_tu.iter().filter(|level| !known(level)), &levels);
        }
        for award in &rules.hinh_thuc {
            checker.all("tiêu chuẩn", &award.tieu_chuan, &criteria);
            checker.all("danh mục hình thức", &award.danh_muc, &titles);
            let unclear = award.nguoi_quyet_dinh.as_ref().filter(|called| !is_decider(law, &called.value));
            match unclear.and_then(|called| Some((called, law.slip_of_decider(&called.value)?))) {
                Some((called, meant)) => checker.slip("người quyết định", called, &meant.nguoi),
                None => checker.all("người quyết định", unclear, &deciders),
            }
            for key in &award.xep_hang {
                match key {
                    RankKey::ChiSo { chi_so, .. } => checker.all("chỉ số", [chi_so], &numbers),
                    RankKey::TongDiem { thang_diem, .. } => checker.all("thang điểm", [thang_diem], &totals),
                    RankKey::UuTien { dac_diem } => checker.all("đặc điểm", [dac_diem], &attributes),
                    RankKey::SoPhieu => {}
                }
            }
        }
        let quota_awards = rules.chi_tieu.iter().flat_map(|quota| &quota.hinh_thuc);
        let paper_awards = rules.ho_so.iter().flat_map(|paper| &paper.hinh_thuc);
        let deadline_awards = rules.thoi_han.iter().flat_map(|deadline| &deadline.hinh_thuc);
        checker.all("hình thức", quota_awards.chain(paper_awards).chain(deadline_awards), &awards);
        let kinds: BTreeSet<&str> =
            assessment.context.facts.doi_tuong.iter().map(|unit| unit.loai_don_vi.as_str()).collect();
        let kinds: Vec<&str> = kinds.into_iter().filter(|kind| !kind.is_empty()).collect();
        let scopes = rules.tieu_chuan.iter().map(|entry| &entry.ap_dung.trong);
        let scopes = scopes.chain(rules.loai_tru.iter().map(|entry| &entry.ap_dung.trong));
        let rated = rules.chi_so.iter().filter_map(|entry| entry.grading());
        scopes.chain(rated.map(|grading| &grading.ap_dung.trong)).for_each(|among| checker.kinds(among, &kinds));
        let others =
            rules.chi_tieu.iter().map(|entry| &entry.trong).chain(rules.ho_so.iter().map(|entry| &entry.trong));
        for among in others.chain(rules.thoi_han.iter().map(|entry| &entry.trong)) {
            checker.all("đặc điểm", &among.dac_diem, &attributes);
            checker.kinds(among, &kinds);
        }
        for quota in &rules.chi_tieu {
            if let Some(Division::DacDiem(blocks)) = &quota.theo {
                checker.all("đặc điểm", blocks, &attributes);
            }
            match &quota.gioi_han {
                Limit::TyLe { co_so: Some(ShareBase::DaDat), .. } => {}
                Limit::TyLe { cua, .. } => checker.all("hình thức", cua, &awards),
                _ => {}
            }
        }
        for stage in &rules.buoc {
            checker.scope(&stage.ap_dung, &attributes, &awards);
            checker.kinds(&stage.ap_dung.trong, &kinds);
            checker.all("bước", &stage.sau_buoc, &stages);
            match &stage.han {
                Some(StageTerm::Han(Mark::SuKien { su_kien, .. })) => checker.all("sự kiện", [su_kien], &events),
                Some(StageTerm::SauThoiHan { thoi_han, .. }) => checker.all("thời hạn", [thoi_han], &deadlines),
                _ => {}
            }
        }
        for deadline in &rules.thoi_han {
            if let Mark::SuKien { su_kien, .. } = &deadline.moc {
                checker.all("sự kiện", [su_kien], &events);
            }
        }
        for nominee in &assessment.context.facts.doi_tuong {
            checker.all("đặc điểm", &nominee.dac_diem, &attributes);
        }
        checker.all("chỉ tiêu", assessment.context.facts.phan_bo.iter().map(|row| &row.chi_tieu), &quotas);
    }
}

/// Whether `called` is a decider of the table, or title and body in words that are no slip of one: heads of other
/// bodies (công đoàn, Đoàn, trường, quân khu) are called much alike.
fn is_decider(law: &Parameters, called: &str) -> bool {
    law.decider(called).is_some()
        || called.trim().contains(char::is_whitespace) && law.slip_of_decider(called).is_none()
}

/// What clerks call what has a code: the key of each name with all codes that are called so.
fn names<'a>(assessment: &'a Assessment) -> HashMap<String, Vec<&'a str>> {
    let rules = assessment.context.rules();
    let indicators = rules.chi_so.iter().map(|entry| (&entry.ten, &entry.ma));
    let sheets = rules.thang_diem.iter().map(|entry| (&entry.ten, &entry.ma));
    let groups = rules.thang_diem.iter().flat_map(|sheet| &sheet.nhom).map(|entry| (&entry.ten, &entry.ma));
    let criteria = rules.tieu_chuan.iter().map(|entry| (&entry.noi_dung, &entry.ma));
    let awards = rules.hinh_thuc.iter().map(|entry| (&entry.ten, &entry.ma));
    let attributes = rules.dac_diem.iter().map(|entry| (&entry.ten, &entry.ma));
    let events = rules.su_kien.iter().map(|entry| (&entry.ten, &entry.ma));
    let stages = rules.buoc.iter().map(|entry| (&entry.ten, &entry.ma));
    let titles = assessment.context.law.parameters.danh_muc.iter().map(|entry| (&entry.ten, &entry.ma));
    let all = indicators.chain(sheets).chain(groups).chain(criteria).chain(awards).chain(attributes);
    let all = all.chain(events).chain(stages).chain(titles);
    let mut names: HashMap<String, Vec<&str>> = HashMap::new();
    for (name, code) in all.filter(|(name, _)| !name.is_empty()) {
        names.entry(ascii_key(name)).or_default().push(code);
    }
    names
}

struct Checker<'a> {
    code: Code,
    names: HashMap<String, Vec<&'a str>>,
    /// How often the nearest code has been looked for.
    looks: usize,
    report: &'a mut Report,
}

impl<'a> Checker<'a> {
    fn all<'n>(&mut self, what: &str, names: impl IntoIterator<Item = &'n Located<String>>, known: &[&str]) {
        for name in names {
            if known.contains(&name.value.as_str()) {
                continue;
            }
            let finding = Diagnostic::error(self.code, format!("không có {what} `{}`", name.value)).at(name.place());
            if let Some(code) = self.code_of(&name.value, known) {
                self.report.push(finding.hint(format!("đó là tên; ghi mã: \"{code}\"")));
                continue;
            }
            self.looks += 1;
            let among = if self.looks > MOST_LOOKS { &[] } else { known };
            let near = |word: &str| nearest(word, among.iter().copied());
            self.report.push(match near(&name.value).or_else(|| near(&ascii_key(&name.value))) {
                Some(near) => finding.hint(format!("có phải `{near}`?")),
                None => finding.hint(format!("các mã {what} đã khai báo: {}", listed(known))),
            });
        }
    }

    /// `name` is typed for what has this `code`.
    fn slip(&mut self, what: &str, name: &Located<String>, code: &str) {
        let finding = Diagnostic::error(self.code, format!("không có {what} `{}`", name.value)).at(name.place());
        self.report.push(finding.hint(format!("có phải `{code}`?")));
    }

    /// The code among `known` of what is called `name`.
    fn code_of(&self, name: &str, known: &[&str]) -> Option<&'a str> {
        self.names.get(&ascii_key(name))?.iter().copied().find(|code| known.contains(code))
    }

    fn scope(&mut self, scope: &Scope, attributes: &[&str], awards: &[&str]) {
        self.all("đặc điểm", &scope.trong.dac_diem, attributes);
        self.all("hình thức", &scope.hinh_thuc, awards);
    }

    /// Kinds of unit that no unit is of: perhaps none is there yet, perhaps a slip.
    fn kinds(&mut self, among: &Among, known: &[&str]) {
        let is_known = |kind: &&Located<String>| known.iter().any(|known| fold(known) == fold(&kind.value));
        for kind in among.loai_don_vi.iter().filter(|kind| !known.is_empty() && !is_known(kind)) {
            let message = format!("không có đơn vị nào thuộc loại `{}`", kind.value);
            let finding = Diagnostic::warning(self.code, message).at(kind.place());
            let near = nearest(&kind.value, known.iter().copied());
            let words = || format!("các loại đơn vị trong bảng Đơn vị: {}", known.join(", "));
            self.report.push(finding.hint(near.map_or_else(words, |near| format!("có phải `{near}`?"))));
        }
    }
}

/// The codes of `known`, each once, and how many more there are than a hint has room for.
fn listed(known: &[&str]) -> String {
    let mut seen: HashSet<&str> = HashSet::new();
    let once: Vec<&str> = known.iter().copied().filter(|code| seen.insert(code)).collect();
    let named: Vec<&str> = once.iter().copied().take(MOST_NAMED).collect();
    match once.len() - named.len() {
        0 => named.join(", "),
        rest => format!("{} và {rest} mã khác", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_has_room_for_some_codes() {
        assert_eq!(listed(&["a", "b", "a"]), "a, b");
        let codes: Vec<String> = (0..MOST_NAMED + 5).map(|at| at.to_string()).collect();
        let codes: Vec<&str> = codes.iter().chain(&codes).map(String::as_str).collect();
        assert!(listed(&codes).ends_with(", 59 và 5 mã khác"), "{}", listed(&codes));
    }
}
