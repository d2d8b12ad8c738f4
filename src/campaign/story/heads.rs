//! Heads and feet of the papers of a round: as the folder tells them, and as usual where it does not. What
//! the body of the campaign issues is signed as its plan; a decision is issued by the body of who decides.

use std::collections::BTreeMap;

use super::Sources;
use super::authority::{self, Decided, Told};
use super::bases;
use super::proposer;
use super::round::{Round, StepPaper};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::ascii_key;
use crate::campaign::model::award::Award;
use crate::campaign::model::paper_group::{PaperGroup, Step, legal_bases};
use crate::campaign::model::paper_keys::{OwnValue, PaperText};
use crate::campaign::model::{Paper, Period, Reference};
use crate::paper::document::{DocumentKind, PartialDate};

/// Makes them of what the campaign says.
pub struct Heads<'a> {
    pub sources: &'a Sources<'a>,
}

impl Heads<'_> {
    /// Fills in heads and feet of all papers of `round`, which is about `award`; of a blank form without one.
    pub fn put(&self, round: &mut Round, year: Option<i32>, award: Option<&Award>) -> Vec<Diagnostic> {
        let campaign = self.sources.campaign;
        let plan = Reference { dan_nhap: String::new(), ..campaign.ke_hoach.reference(&campaign.co_quan.ten_day_du) };
        let usual = Paper { noi_nhan: vec!["Như trên".to_owned()], luu: "VT".to_owned(), ..Paper::default() };
        let kept = Paper { luu: usual.luu.clone(), ..Paper::default() };
        let told = |step| self.sources.of_step(step).of(&round.ma, year);
        let [proposal, minutes, count, report] =
            [Step::ToTrinh, Step::BienBan, Step::KiemPhieu, Step::BaoCao].map(told);
        round.loai_hinh = proposal.text("loai_hinh").to_owned();
        let to_trinh = self.issued(proposal.giay.or(&usual), Step::ToTrinh);
        round.to_trinh = Paper { can_cu: legal_bases(&to_trinh, &plan), ..to_trinh };
        let kept_minutes = Paper { ky_hieu: self.symbol_of_minutes(), ..kept.clone() };
        let counted = count.giay.clone().or(&minutes.giay.clone().without_number()).or(&kept_minutes);
        round.kiem_phieu = self.step(Step::KiemPhieu, PaperText { giay: counted, ..count });
        round.bien_ban = self.step(Step::BienBan, PaperText { giay: minutes.giay.or(&kept_minutes), ..minutes });
        round.bao_cao = self.step(Step::BaoCao, report);
        self.put_decision(round, year, award, &plan)
    }

    /// The ký hiệu of minutes, which the council issues (Nghị định 30/2020, Phụ lục I, Phần I, Mục II.3).
    fn symbol_of_minutes(&self) -> String {
        let council = self.sources.facts.quy_dinh.hoi_dong.as_ref().map(|council| ascii_key(&council.ten));
        let is = |words: &str| council.as_ref().is_none_or(|name| name.is_empty() || name.contains(words));
        let short = match () {
            () if is("thi_dua_khen_thuong") => "HĐTĐKT",
            () if is("khen_thuong") => "HĐKT",
            () => "HĐ",
        };
        format!("{}-{short}", DocumentKind::BienBan.abbreviation().unwrap_or_default())
    }

    /// The word for the type of document of `step`.
    pub fn label(&self, step: Step) -> &'static str {
        self.sources.kinds.label_of(step.name())
    }

    /// What a paper of `step` says that nothing is told of.
    pub fn untold(&self, step: Step) -> BTreeMap<String, OwnValue> {
        let kinds = self.sources.kinds.groups().remove(step.name()).unwrap_or_default();
        kinds.iter().flat_map(|kind| kind.van_ban.usual().rieng).collect()
    }

    fn put_decision(
        &self,
        round: &mut Round,
        year: Option<i32>,
        award: Option<&Award>,
        plan: &Reference,
    ) -> Vec<Diagnostic> {
        let Sources { campaign, law, .. } = *self.sources;
        let PaperText { mut giay, rieng } = self.sources.of_step(Step::QuyetDinh).of(&round.ma, year);
        if let Some(day) = award.and_then(|award| award.ngay_quyet_dinh.as_ref()) {
            giay.ngay = PartialDate::whole(day.value);
        }
        let decided = match award {
            Some(award) => {
                let body = campaign.body_on(giay.ngay).0;
                let signer = &campaign.ke_hoach.nguoi_ky;
                authority::decided(Told { award, giay, body: &body, signer, law: &law.parameters })
            }
            None => {
                let nguoi = giay.tham_quyen.clone();
                Decided { giay: self.issued(giay, Step::QuyetDinh), nguoi, ..Decided::default() }
            }
        };
        round.nguoi_quyet_dinh = decided.nguoi;
        round.is_outside = decided.is_outside;
        round.only_submitted = decided.only_submitted;
        let giay = self.with_bases(decided.giay);
        round.quyet_dinh = StepPaper { rieng, giay };
        let mut findings = decided.findings;
        if let (Some(OwnValue::Text(named)), Some(award)) = (round.quyet_dinh.rieng.get("nguoi_de_nghi"), award) {
            findings.extend(proposer::other(named, &round.to_trinh, &campaign.co_quan, &award.place));
        }
        let bases = OwnValue::Lines(self.decision_bases(&round.quyet_dinh.giay, plan));
        round.quyet_dinh.rieng.insert("can_cu".to_owned(), bases);
        findings
    }

    /// What a decision cites: the plan of who decides, not that of a body below.
    fn decision_bases(&self, paper: &Paper, plan: &Reference) -> Vec<String> {
        let campaign = self.sources.campaign;
        let issuer = paper.co_quan.join(" ");
        if issuer.is_empty() || authority::is_body(&issuer, &campaign.co_quan) {
            return legal_bases(paper, plan);
        }
        let mut bases = paper.can_cu.clone();
        let of_issuer = campaign.ke_hoach.can_cu.iter().filter(|cited| authority::is_same(&cited.co_quan, &issuer));
        for cited in of_issuer {
            if !bases.iter().any(|basis| basis.contains(&cited.so_ky_hieu)) {
                bases.push(format!("Căn cứ {}", cited.cau));
            }
        }
        bases
    }

    fn step(&self, step: Step, told: PaperText) -> StepPaper {
        StepPaper { giay: self.issued(told.giay, step), rieng: told.rieng }
    }

    /// `paper` as issued by the body that it names, else by that of the campaign under its name of that day.
    fn issued(&self, paper: Paper, step: Step) -> Paper {
        let Sources { campaign, law, kinds, .. } = *self.sources;
        let body = campaign.body_on(paper.ngay).0;
        let signer = &campaign.ke_hoach.nguoi_ky;
        let loai = kinds.type_of(step.name());
        self.with_bases(authority::issued(paper, &body, signer, loai, &law.parameters))
    }

    /// It cites the texts of the form set unless it has căn cứ of its own.
    fn with_bases(&self, mut paper: Paper) -> Paper {
        if paper.can_cu.is_empty() {
            paper.can_cu = bases::bases(self.sources, paper.ngay);
        }
        paper
    }
}

/// `TL014` for each `rieng` that stands for no paper: of another year than those judged, or after one that
/// already says all. An award for which nobody is proposed yet has no papers to look at.
pub fn unused(sources: &Sources, report: &mut Report) {
    for step in Step::ALL {
        let (kind, group) = (step.name(), sources.of_step(*step));
        for (at, own) in group.own.iter().enumerate() {
            let code = &own.hinh_thuc.value;
            let years: Vec<Option<i32>> =
                sources.judgement.chon.iter().filter(|round| round.hinh_thuc == *code).map(|round| round.nam).collect();
            if years.is_empty() || years.iter().any(|year| group.own_of(code, *year) == Some(at)) {
                continue;
            }
            let message = format!("`[[van_ban.{kind}.rieng]]` của `{code}` không dùng cho văn bản nào");
            report.push(Diagnostic::warning(Code::TL014, message).at(own.hinh_thuc.place()).hint(why(
                &group,
                at,
                &years,
                &sources.campaign.thoi_gian,
            )));
        }
    }
}

fn why(group: &PaperGroup, at: usize, years: &[Option<i32>], period: &Period) -> String {
    let own = group.own.get(at);
    let year = own.and_then(|own| own.nam);
    if year.is_none() || years.contains(&year) {
        return "xóa mục này: một mục `rieng` ở trên đã nói về hình thức ấy".to_owned();
    }
    let known: Vec<String> = years.iter().flatten().map(|year| period.year(*year)).collect();
    if known.is_empty() {
        return "hình thức này không xét theo năm: bỏ khóa `nam`".to_owned();
    }
    format!("sửa `nam`: hình thức này được xét cho {} {}", period.kind_of_year(), known.join(", "))
}
