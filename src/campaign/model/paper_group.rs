//! `[van_ban.<nhóm>]`: the usual head and foot of a kind of paper, with `[[….rieng]]` below it for what is
//! different for one hình thức. Kinds may share a group, as both báo cáo thành tích do; which keys it takes the
//! heads of their templates say.
//!
//! Dates that the rules know as well (the day of the meeting, the day of the decision) are written there only,
//! and put in when the papers are made.

use super::labelled::labelled;
use super::located::Located;
use super::paper_keys::{PaperKeys, PaperText};
use super::period::typed_year;
use super::{Paper, Reference, Rulebook};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::source::Fields;

labelled! {
    /// The steps of rewarding that leave a paper, by the name of its group: other papers cite these.
    Step {
        ToTrinh "to_trinh" "Tờ trình";
        BienBan "bien_ban_hop" "Biên bản họp";
        KiemPhieu "bien_ban_kiem_phieu" "Biên bản kiểm phiếu";
        QuyetDinh "quyet_dinh_khen_thuong" "Quyết định";
        BaoCao "bao_cao_thanh_tich" "Báo cáo thành tích";
    }
}

impl Step {
    /// The step that the papers of the group `name` belong to.
    pub fn of_group(name: &str) -> Option<Step> {
        Step::ALL.iter().copied().find(|step| step.name() == name)
    }
}

/// A paper with what is different for single awards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperGroup {
    pub usual: PaperText,
    pub own: Vec<OwnPaper>,
}

/// `[[….rieng]]`: what is different for one award.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPaper {
    /// Code of the hình thức.
    pub hinh_thuc: Located<String>,
    /// In this year only.
    pub nam: Option<i32>,
    pub van_ban: PaperText,
}

impl OwnPaper {
    fn read(fields: &mut Fields, keys: &PaperKeys) -> Self {
        let code = fields.text("hinh_thuc", "\"bang_khen\"");
        let place = fields.place_of("hinh_thuc");
        let year = typed_year(fields, "nam").map(|(year, _)| year);
        OwnPaper { hinh_thuc: Located::new(code, &place), nam: year, van_ban: keys.read_told(fields) }
    }

    fn concerns(&self, award: &str, year: Option<i32>) -> bool {
        self.hinh_thuc.value == award && (self.nam.is_none() || self.nam == year)
    }
}

impl PaperGroup {
    /// Reads the group, which takes `keys`; papers that are `by_award` may differ from award to award.
    pub fn read(fields: &mut Fields, keys: &PaperKeys, by_award: bool) -> Self {
        let own = match by_award {
            true => fields.groups("rieng", |group| OwnPaper::read(group, keys)),
            false => Vec::new(),
        };
        PaperGroup { usual: keys.read(fields), own }
    }

    /// The group of which nothing is told.
    pub fn untold(keys: &PaperKeys) -> Self {
        PaperGroup { usual: keys.usual(), own: Vec::new() }
    }

    /// The paper for `award` in `year`.
    pub fn of(&self, award: &str, year: Option<i32>) -> PaperText {
        match self.own_of(award, year).and_then(|at| self.own.get(at)) {
            Some(own) => own.van_ban.clone().instead_of(&self.usual),
            None => self.usual.clone(),
        }
    }

    /// Where in `own` the paper for `award` in `year` stands, if it is there: the first that fits.
    pub fn own_of(&self, award: &str, year: Option<i32>) -> Option<usize> {
        self.own.iter().position(|own| own.concerns(award, year))
    }

    /// `DL018` for each `rieng` about an award that `rules` do not have.
    pub fn unknown_awards(&self, rules: &Rulebook) -> Report {
        let known = || rules.hinh_thuc.iter().map(|award| award.ma.as_str());
        let told = self.own.iter().map(|own| &own.hinh_thuc).filter(|code| !code.value.is_empty());
        let unknown = told.filter(|code| known().all(|known| known != code.value));
        let finding = |code: &Located<String>| {
            let message = format!("không có hình thức `{}` trong `[[hinh_thuc]]`", code.value);
            let list = || format!("các hình thức đã khai báo: {}", known().collect::<Vec<_>>().join(", "));
            Diagnostic::error(Code::DL018, message).at(code.place()).did_you_mean(&code.value, known(), list)
        };
        let mut report = Report::new();
        report.extend(unknown.map(finding));
        report
    }
}

/// Căn cứ of a paper: its own, then the plan.
pub fn legal_bases(paper: &Paper, plan: &Reference) -> Vec<String> {
    let mut all = paper.can_cu.clone();
    if !plan.cau.is_empty() && !all.iter().any(|basis| basis.contains(&plan.so_ky_hieu) && !plan.so_ky_hieu.is_empty())
    {
        all.push(format!("Căn cứ {}", plan.cau));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_for_one_award_goes_before_what_is_usual() {
        let text = |giay: Paper| PaperText { giay, ..PaperText::default() };
        let usual = text(Paper { so: "1".to_owned(), luu: "VT".to_owned(), ..Paper::default() });
        let own = text(Paper { so: "2".to_owned(), ..Paper::default() });
        let place = crate::base::diag::Place::file("phong_trao.toml");
        let code = Located::new("giay_khen".to_owned(), &place);
        let group = PaperGroup { usual, own: vec![OwnPaper { hinh_thuc: code, nam: Some(2022), van_ban: own }] };
        let paper = |year| group.of("giay_khen", Some(year)).giay;
        assert_eq!((paper(2022).so, paper(2022).luu), ("2".into(), "VT".into()));
        assert_eq!(paper(2023).so, "1");
    }
}
