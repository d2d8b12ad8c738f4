//! Heads and feet of the papers of a round: as the folder tells them, and as usual where it does not. What
//! the body of the campaign issues is signed as its plan; a decision is issued by the body of who decides.

use super::Sources;
use super::authority::{self, Decided, Told};
use super::round::{CountText, DecisionText, MeetingText, ReportText, Round};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::award::Award;
use crate::campaign::model::award_papers::{AwardPapers, PaperGroup, ReportKind, Step, legal_bases};
use crate::campaign::model::{Campaign, Paper, Reference};
use crate::law::Law;
use crate::paper::document::PartialDate;

/// What the heads are made of.
pub struct Heads<'a> {
    pub campaign: &'a Campaign,
    pub papers: &'a AwardPapers,
    pub law: &'a Law,
}

impl Heads<'_> {
    /// Fills in heads and feet of all papers of `round`, which is about `award`; of a blank form without one.
    pub fn put(&self, round: &mut Round, year: Option<i32>, award: Option<&Award>) -> Vec<Diagnostic> {
        let Heads { campaign, papers, .. } = self;
        let plan = Reference { dan_nhap: String::new(), ..campaign.ke_hoach.reference(&campaign.co_quan.ten_day_du) };
        let usual = Paper { noi_nhan: vec!["Như trên".to_owned()], luu: "VT".to_owned(), ..Paper::default() };
        let kept = Paper { luu: usual.luu.clone(), ..Paper::default() };
        let mut to_trinh = self.issued(papers.to_trinh.giay.of(&round.ma, year).or(&usual), Step::ToTrinh);
        to_trinh.can_cu = legal_bases(&to_trinh, &plan);
        round.to_trinh = to_trinh;
        round.loai_hinh = papers.to_trinh.loai_hinh.clone();
        let minutes = &papers.bien_ban;
        let told = minutes.giay.of(&round.ma, year);
        let counted = papers.kiem_phieu.giay.of(&round.ma, year).or(&told.clone().without_number()).or(&kept);
        round.bien_ban = MeetingText {
            giay: self.issued(told.or(&kept), Step::BienBan),
            bat_dau: minutes.bat_dau.clone(),
            ket_thuc: minutes.ket_thuc.clone(),
            dia_diem: minutes.dia_diem.clone(),
            thao_luan: minutes.thao_luan.clone(),
        };
        let count = &papers.kiem_phieu;
        round.kiem_phieu = CountText {
            giay: self.issued(counted, Step::KiemPhieu),
            truong_ban: count.ban_kiem_phieu.first().map(|head| head.ho_ten.clone()).unwrap_or_default(),
            ban_kiem_phieu: count.ban_kiem_phieu.clone(),
        };
        let achievement = &papers.bao_cao_thanh_tich;
        round.bao_cao = ReportText {
            giay: self.issued(achievement.giay.of(&round.ma, year), Step::BaoCao),
            cong_trang: achievement.cau_truc == ReportKind::CongTrang,
            mau: achievement.mau.clone(),
            xac_nhan_tap_the: achievement.xac_nhan_tap_the.clone(),
            xac_nhan_ca_nhan: achievement.xac_nhan_ca_nhan.clone(),
            xac_nhan_co_quan_trinh: achievement.xac_nhan_co_quan_trinh.clone(),
        };
        self.put_decision(round, year, award, &plan)
    }

    fn put_decision(
        &self,
        round: &mut Round,
        year: Option<i32>,
        award: Option<&Award>,
        plan: &Reference,
    ) -> Vec<Diagnostic> {
        let decision = &self.papers.quyet_dinh;
        let mut giay = decision.giay.of(&round.ma, year);
        if let Some(day) = award.and_then(|award| award.ngay_quyet_dinh.as_ref()) {
            giay.ngay = PartialDate::whole(day.value);
        }
        let decided = match award {
            Some(award) => {
                let body = self.campaign.body_on(giay.ngay).0;
                let signer = &self.campaign.ke_hoach.nguoi_ky;
                authority::decided(Told { award, giay, body: &body, signer, law: &self.law.parameters })
            }
            None => {
                let nguoi = giay.tham_quyen.clone();
                Decided { giay: self.issued(giay, Step::QuyetDinh), nguoi, findings: Vec::new() }
            }
        };
        round.nguoi_quyet_dinh = decided.nguoi;
        let giay = self.with_bases(decided.giay);
        round.quyet_dinh = DecisionText {
            can_cu: legal_bases(&giay, plan),
            giay,
            trach_nhiem: decision.trach_nhiem.clone(),
            nguoi_de_nghi: decision.nguoi_de_nghi.clone(),
            nguon_kinh_phi: decision.nguon_kinh_phi.clone(),
        };
        decided.findings
    }

    /// `paper` as issued by the body that it names, else by that of the campaign under its name of that day.
    fn issued(&self, paper: Paper, step: Step) -> Paper {
        let body = self.campaign.body_on(paper.ngay).0;
        self.with_bases(authority::issued(
            paper,
            &body,
            &self.campaign.ke_hoach.nguoi_ky,
            step.loai(),
            &self.law.parameters,
        ))
    }

    /// It cites the texts of the form set unless it has căn cứ of its own.
    fn with_bases(&self, mut paper: Paper) -> Paper {
        if paper.can_cu.is_empty() {
            paper.can_cu = crate::campaign::dated::bases(self.law, self.campaign, paper.ngay);
        }
        paper
    }
}

/// `TL014` for each `rieng` that stands for no paper: of another year than those judged, or after one that
/// already says all. An award for which nobody is proposed yet has no papers to look at.
pub fn unused(sources: &Sources, report: &mut Report) {
    for step in Step::ALL {
        let (kind, group) = (step.name(), sources.award_papers.group(*step));
        for (at, own) in group.own.iter().enumerate() {
            let code = &own.hinh_thuc.value;
            let years: Vec<Option<i32>> =
                sources.judgement.chon.iter().filter(|round| round.hinh_thuc == *code).map(|round| round.nam).collect();
            if years.is_empty() || years.iter().any(|year| group.own_of(code, *year) == Some(at)) {
                continue;
            }
            let message = format!("`[[van_ban.{kind}.rieng]]` của `{code}` không dùng cho văn bản nào");
            report
                .push(Diagnostic::warning(Code::TL014, message).at(own.hinh_thuc.place()).hint(why(group, at, &years)));
        }
    }
}

fn why(group: &PaperGroup, at: usize, years: &[Option<i32>]) -> String {
    let own = group.own.get(at);
    let year = own.and_then(|own| own.nam);
    if year.is_none() || years.contains(&year) {
        return "xóa mục này: một mục `rieng` ở trên đã nói về hình thức ấy".to_owned();
    }
    let known: Vec<String> = years.iter().flatten().map(i32::to_string).collect();
    if known.is_empty() {
        return "hình thức này không xét theo năm: bỏ khóa `nam`".to_owned();
    }
    format!("sửa `nam`: hình thức này được xét cho năm {}", known.join(", "))
}
