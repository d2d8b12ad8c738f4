//! What the papers of one hình thức in one year say, as values for their templates.

use std::collections::BTreeMap;
use std::iter::Sum;

use serde::Serialize;

use super::council::BallotText;
use super::criteria::CriterionLine;
use super::nominees::Person;
use crate::campaign::model::Paper;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::paper_group::Step;
use crate::campaign::model::paper_keys::{OwnValue, PaperText};

/// How many, told one way in all papers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    pub tap_the: usize,
    pub ca_nhan: usize,
    pub tong: usize,
    /// "06 tập thể và 12 cá nhân"; without those of which there are none.
    pub cau: String,
    /// "tập thể", "cá nhân" or "tập thể, cá nhân": of whom there are some, or none at all.
    pub loai: String,
}

impl Counts {
    /// Counts `kinds`.
    pub fn of<'a>(kinds: impl Iterator<Item = &'a NomineeKind>) -> Self {
        let (mut tap_the, mut ca_nhan) = (0, 0);
        for kind in kinds {
            match kind {
                NomineeKind::TapThe => tap_the += 1,
                NomineeKind::CaNhan => ca_nhan += 1,
            }
        }
        Counts::new(tap_the, ca_nhan)
    }

    fn new(tap_the: usize, ca_nhan: usize) -> Self {
        let parts = [(tap_the, NomineeKind::TapThe), (ca_nhan, NomineeKind::CaNhan)];
        let any = tap_the + ca_nhan > 0;
        let kinds = parts.iter().filter(|(count, _)| *count > 0 || !any);
        let loai = kinds.map(|(_, kind)| kind.label()).collect::<Vec<_>>().join(", ");
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let cau = parts.map(|(count, kind)| format!("{count:02} {}", kind.label())).collect::<Vec<_>>().join(" và ");
        Counts { tap_the, ca_nhan, tong: tap_the + ca_nhan, cau, loai }
    }
}

impl<'a> Sum<&'a Counts> for Counts {
    fn sum<I: Iterator<Item = &'a Counts>>(counts: I) -> Self {
        let (tap_the, ca_nhan) =
            counts.fold((0, 0), |(tap_the, ca_nhan), count| (tap_the + count.tap_the, ca_nhan + count.ca_nhan));
        Counts::new(tap_the, ca_nhan)
    }
}

/// One tiêu chuẩn as the papers name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CriterionText {
    pub noi_dung: String,
    pub can_cu: String,
}

/// Whether and how the council votes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VoteText {
    pub co: bool,
    /// "trên 50% tổng số thành viên Hội đồng đồng ý"; empty where neither the plan nor a law names a share.
    pub cau: String,
    pub can_cu: String,
    /// What the share is taken of: "tổng số thành viên Hội đồng".
    pub tinh_tren: String,
}

/// The ballots of one round, for the minutes of counting.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BallotRoundText {
    /// "Vòng 1"; empty where there is only one.
    pub ten: String,
    pub bieu_quyet: VoteText,
    pub phieu: BallotText,
    /// On whom it was, by ballots from high to low.
    pub tap_the: Vec<Person>,
    pub ca_nhan: Vec<Person>,
    /// Those of them with enough ballots.
    pub du_phieu: Counts,
}

/// Reward money of a round.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MoneyText {
    /// Whether the law names an amount for it.
    pub co: bool,
    /// For each collective and for each individual: "7.020.000"; empty when there are none.
    pub tap_the: String,
    pub ca_nhan: String,
    pub tong: String,
    pub tong_so: u64,
    pub can_cu: String,
}

/// Somebody who is not chosen, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Refused {
    pub la_tap_the: bool,
    pub danh_xung: String,
    pub ten: String,
    /// Of an individual.
    pub chuc_vu: String,
    /// The reasons of the judgement, in one phrase.
    pub ly_do: String,
}

/// One of its papers: head and foot, and what only the kind says of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StepPaper {
    pub giay: Paper,
    #[serde(flatten)]
    pub rieng: BTreeMap<String, OwnValue>,
}

/// One hình thức in one year, and all its papers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Round {
    pub ma: String,
    /// "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    pub ten: String,
    /// What is done with it: "tặng Bằng khen …", "biểu dương tại Hội nghị …".
    pub tang_ten: String,
    pub nam: String,
    /// "phong trào thi đua cải cách hành chính năm 2024"
    pub phong_trao: String,
    pub nguoi_quyet_dinh: String,
    pub loai_hinh: String,
    pub can_cu: String,
    pub tieu_chuan: Vec<CriterionText>,
    /// The same as lines of a list, with what they are made of.
    pub dong_tieu_chuan: Vec<CriterionLine>,
    pub xep_hang: String,
    pub chi_tieu: Vec<String>,
    pub de_nghi: Counts,
    /// Those who meet all conditions, within the chỉ tiêu or not.
    pub dat: Counts,
    pub chon: Counts,
    /// Those chosen, from high to low.
    pub tap_the: Vec<Person>,
    pub ca_nhan: Vec<Person>,
    /// Those who could not be voted on, each with the reasons of the judgement.
    pub khong_xet: Vec<Refused>,
    /// Those who meet all conditions and are not chosen, as the places are fewer.
    pub ngoai_so: Vec<Refused>,
    /// All on whom the council voted and could vote, by ballots from high to low: collectives, then individuals.
    pub bo_phieu: Vec<Person>,
    pub bo_phieu_tap_the: Vec<Person>,
    pub bo_phieu_ca_nhan: Vec<Person>,
    /// Those of them whom enough members agreed to.
    pub du_phieu: Counts,
    /// The same by rounds of ballots; one where the plan has one.
    pub vong_bo_phieu: Vec<BallotRoundText>,
    pub bieu_quyet: VoteText,
    pub tien_thuong: MoneyText,
    pub to_trinh: Paper,
    pub bien_ban: StepPaper,
    pub kiem_phieu: StepPaper,
    pub quyet_dinh: StepPaper,
    pub bao_cao: StepPaper,
}

impl Round {
    /// Its paper of `step`.
    pub fn paper(&self, step: Step) -> &Paper {
        match step {
            Step::ToTrinh => &self.to_trinh,
            Step::BienBan => &self.bien_ban.giay,
            Step::KiemPhieu => &self.kiem_phieu.giay,
            Step::QuyetDinh => &self.quyet_dinh.giay,
            Step::BaoCao => &self.bao_cao.giay,
        }
    }

    /// The same with what only its kind says of it.
    pub fn text(&self, step: Step) -> PaperText {
        let rieng = match step {
            Step::ToTrinh => BTreeMap::from([("loai_hinh".to_owned(), OwnValue::Text(self.loai_hinh.clone()))]),
            Step::BienBan => self.bien_ban.rieng.clone(),
            Step::KiemPhieu => self.kiem_phieu.rieng.clone(),
            Step::QuyetDinh => self.quyet_dinh.rieng.clone(),
            Step::BaoCao => self.bao_cao.rieng.clone(),
        };
        PaperText { giay: self.paper(step).clone(), rieng }
    }

    /// As [`Self::paper`], to be changed.
    pub fn paper_mut(&mut self, step: Step) -> &mut Paper {
        match step {
            Step::ToTrinh => &mut self.to_trinh,
            Step::BienBan => &mut self.bien_ban.giay,
            Step::KiemPhieu => &mut self.kiem_phieu.giay,
            Step::QuyetDinh => &mut self.quyet_dinh.giay,
            Step::BaoCao => &mut self.bao_cao.giay,
        }
    }

    /// Whether the step leaves a paper.
    pub fn has(&self, step: Step) -> bool {
        match step {
            Step::KiemPhieu => !self.bo_phieu.is_empty(),
            Step::ToTrinh | Step::QuyetDinh => self.is_decided(),
            Step::BienBan | Step::BaoCao => true,
        }
    }

    /// Whether somebody is chosen, and somebody decides on it.
    pub fn is_decided(&self) -> bool {
        self.chon.tong > 0 && !self.nguoi_quyet_dinh.is_empty()
    }
}
