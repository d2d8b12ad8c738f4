//! What the papers of one hình thức in one year say, as values for their templates.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::mem::swap;

use serde::Serialize;

use super::council::BallotText;
use super::criteria::CriterionLine;
use super::nominees::Person;
use super::scoring::ScoreTable;
use crate::campaign::model::Paper;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::paper_group::Step;
use crate::campaign::model::paper_keys::{OwnValue, PaperText};
use crate::campaign::template::Printed;

/// How many, told one way in all papers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    pub tap_the: usize,
    pub ca_nhan: usize,
    pub ho_gia_dinh: usize,
    pub tong: usize,
    /// "06 tập thể và 12 cá nhân", "14 cá nhân (17 lượt)"; without those of which there are none.
    pub cau: String,
    /// "tập thể", "cá nhân" or "tập thể, cá nhân": of whom there are some, or none at all.
    pub loai: String,
    /// Who they are, by their positions; empty where only their number is known.
    #[serde(skip)]
    pub(super) who: Vec<(NomineeKind, usize)>,
}

impl Counts {
    /// Counts `kinds`.
    pub fn of<'a>(kinds: impl Iterator<Item = &'a NomineeKind>) -> Self {
        let mut counts = Counts::default();
        for kind in kinds {
            *counts.number_mut(*kind) += 1;
        }
        counts.told()
    }

    /// Counts people and collectives, each with its position: in a sum who is there for two awards is told as one
    /// with two lượt.
    pub fn of_people(people: impl Iterator<Item = (NomineeKind, usize)>) -> Self {
        let who: Vec<(NomineeKind, usize)> = people.collect();
        Counts { who: who.clone(), ..Counts::of(who.iter().map(|(kind, _)| kind)) }
    }

    /// How many of this kind.
    pub fn number(&self, kind: NomineeKind) -> usize {
        match kind {
            NomineeKind::TapThe => self.tap_the,
            NomineeKind::CaNhan => self.ca_nhan,
            NomineeKind::HoGiaDinh => self.ho_gia_dinh,
        }
    }

    fn number_mut(&mut self, kind: NomineeKind) -> &mut usize {
        match kind {
            NomineeKind::TapThe => &mut self.tap_the,
            NomineeKind::CaNhan => &mut self.ca_nhan,
            NomineeKind::HoGiaDinh => &mut self.ho_gia_dinh,
        }
    }

    /// "06 tập thể", "12 cá nhân": those of which there are some.
    pub fn parts(&self) -> Vec<String> {
        let some = NomineeKind::ALL.iter().filter(|kind| self.number(**kind) > 0);
        some.map(|kind| format!("{:02} {}", self.number(*kind), kind.label())).collect()
    }

    /// The same with its words.
    fn told(self) -> Self {
        let tong = NomineeKind::ALL.iter().map(|kind| self.number(*kind)).sum();
        let usual = [NomineeKind::TapThe, NomineeKind::CaNhan];
        let named = |kind: &&NomineeKind| self.number(**kind) > 0 || (tong == 0 && usual.contains(kind));
        let loai = NomineeKind::ALL.iter().filter(named).map(|kind| kind.label()).collect::<Vec<_>>().join(", ");
        let parts = self.parts();
        let cau = match parts.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} và {last}", before.join(", ")),
            _ => parts.concat(),
        };
        Counts { tong, cau, loai, ..self }
    }
}

impl<'a> Sum<&'a Counts> for Counts {
    fn sum<I: Iterator<Item = &'a Counts>>(counts: I) -> Self {
        let mut who: Vec<(NomineeKind, usize)> = Vec::new();
        let add = |sum: Counts, count: &Counts| {
            who.extend(&count.who);
            Counts {
                tap_the: sum.tap_the + count.tap_the,
                ca_nhan: sum.ca_nhan + count.ca_nhan,
                ho_gia_dinh: sum.ho_gia_dinh + count.ho_gia_dinh,
                ..sum
            }
        };
        let whole = counts.fold(Counts::default(), add).told();
        let each: BTreeSet<&(NomineeKind, usize)> = who.iter().collect();
        let twice = who.len() == whole.tong && each.len() < who.len();
        let people = Counts::of(each.iter().map(|(kind, _)| kind));
        let cau = if twice { format!("{} ({:02} lượt)", people.cau, whole.tong) } else { whole.cau.clone() };
        Counts { cau, who, ..whole }
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
    /// Who is voted on in a second one: "các trường hợp chưa đủ phiếu ở vòng 1".
    pub cho: String,
    /// Who goes on to it from the first, where only some do.
    pub vao_vong_2: String,
    pub bieu_quyet: VoteText,
    pub phieu: BallotText,
    /// On whom it was, by ballots from high to low.
    pub tap_the: Vec<Person>,
    pub ca_nhan: Vec<Person>,
    pub ho_gia_dinh: Vec<Person>,
    /// Those of them with enough ballots.
    pub du_phieu: Counts,
}

impl BallotRoundText {
    /// Its lists, to be changed.
    pub fn lists(&mut self) -> [&mut Vec<Person>; 3] {
        [&mut self.tap_the, &mut self.ca_nhan, &mut self.ho_gia_dinh]
    }

    /// Whether somebody was voted on.
    pub fn has_people(&self) -> bool {
        [&self.tap_the, &self.ca_nhan, &self.ho_gia_dinh].iter().any(|list| !list.is_empty())
    }
}

/// Reward money of a round.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MoneyText {
    /// Whether the law names an amount for it.
    pub co: bool,
    /// For each collective and for each individual: "7.020.000"; empty when there are none.
    pub tap_the: String,
    pub ca_nhan: String,
    pub ho_gia_dinh: String,
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
    /// "Ông Nguyễn Văn A", "Hộ gia đình ông Nguyễn Văn A", "Phòng Ngân sách"
    pub ten_goi: String,
    /// Of an individual; where a household lives.
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

/// The lists of a round, as templates call them.
pub const LISTS: [&str; 11] = [
    "tap_the",
    "ca_nhan",
    "ho_gia_dinh",
    "khong_xet",
    "thieu_phieu",
    "con_cho",
    "ngoai_so",
    "bo_phieu",
    "bo_phieu_tap_the",
    "bo_phieu_ca_nhan",
    "vong_bo_phieu",
];

/// One hình thức in one year, and all its papers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Round {
    pub ma: String,
    /// "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    pub ten: String,
    /// What is done with it: "tặng Bằng khen …", "biểu dương tại Hội nghị …".
    pub tang_ten: String,
    pub nam: String,
    /// "năm 2024", "năm học 2024-2025"; empty where it is judged once.
    pub nam_xet: String,
    #[serde(skip)]
    pub year: Option<i32>,
    /// "phong trào thi đua cải cách hành chính năm 2024"
    pub phong_trao: String,
    pub nguoi_quyet_dinh: String,
    /// Whether that is a body other than that of the campaign, which has to be told of which body everybody is.
    #[serde(skip)]
    pub is_outside: bool,
    /// That only the tờ trình is made, and how to say otherwise; empty where a decision is made.
    #[serde(skip)]
    pub only_submitted: String,
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
    /// Those whom nothing kept from the vote: all but those of `khong_xet`.
    pub duoc_xet: Counts,
    /// Those chosen, from high to low.
    pub tap_the: Vec<Person>,
    pub ca_nhan: Vec<Person>,
    pub ho_gia_dinh: Vec<Person>,
    /// Those who could not be voted on, each with the reasons of the judgement.
    pub khong_xet: Vec<Refused>,
    /// Those to whom too few members of the council agreed.
    pub thieu_phieu: Vec<Refused>,
    /// Those whom nothing kept from the vote and who still wait for something else, each with what that is.
    pub con_cho: Vec<Refused>,
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
    /// Points and ranks of those proposed, for each thang điểm that decides.
    pub bang_diem: Vec<ScoreTable>,
    pub tien_thuong: MoneyText,
    pub to_trinh: Paper,
    pub bien_ban: StepPaper,
    pub kiem_phieu: StepPaper,
    pub quyet_dinh: StepPaper,
    pub bao_cao: StepPaper,
    /// The same with empty [`LISTS`], for papers that do not ask for them: ten thousand reports of one person each
    /// should not tell all ten thousand, nor be made anew when another of these changes.
    #[serde(skip)]
    pub outline: Option<Printed<Round>>,
}

impl Round {
    /// The same with its outline.
    pub fn outlined(mut self) -> Self {
        let mut lists = Round::default();
        lists.swap_lists(&mut self);
        let outline = Printed::new(self.clone());
        lists.swap_lists(&mut self);
        Round { outline: Some(outline), ..self }
    }

    /// Gives the [`LISTS`] of each to the other.
    fn swap_lists(&mut self, other: &mut Round) {
        swap(&mut self.tap_the, &mut other.tap_the);
        swap(&mut self.ca_nhan, &mut other.ca_nhan);
        swap(&mut self.ho_gia_dinh, &mut other.ho_gia_dinh);
        swap(&mut self.khong_xet, &mut other.khong_xet);
        swap(&mut self.thieu_phieu, &mut other.thieu_phieu);
        swap(&mut self.con_cho, &mut other.con_cho);
        swap(&mut self.ngoai_so, &mut other.ngoai_so);
        swap(&mut self.bo_phieu, &mut other.bo_phieu);
        swap(&mut self.bo_phieu_tap_the, &mut other.bo_phieu_tap_the);
        swap(&mut self.bo_phieu_ca_nhan, &mut other.bo_phieu_ca_nhan);
        swap(&mut self.vong_bo_phieu, &mut other.vong_bo_phieu);
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_lacks_the_lists_and_nothing_else() {
        let (people, refused) = (vec![Person::default()], vec![Refused::default()]);
        let round = Round {
            ma: "a".to_owned(),
            chon: Counts { tong: 1, ..Counts::default() },
            chi_tieu: vec!["b".to_owned()],
            tap_the: people.clone(),
            ca_nhan: people.clone(),
            ho_gia_dinh: people.clone(),
            khong_xet: refused.clone(),
            thieu_phieu: refused.clone(),
            con_cho: refused.clone(),
            ngoai_so: refused,
            bo_phieu: people.clone(),
            bo_phieu_tap_the: people.clone(),
            bo_phieu_ca_nhan: people,
            vong_bo_phieu: vec![BallotRoundText::default()],
            ..Round::default()
        };
        let outlined = round.clone().outlined();
        let shown = |round: &Round| serde_json::to_value(round).unwrap();
        let (whole, outline) = (shown(&outlined), shown(outlined.outline.as_ref().unwrap()));
        assert_eq!(whole, shown(&round));
        let differ = whole.as_object().unwrap().iter().filter(|(key, value)| outline[key.as_str()] != **value);
        let mut differ: Vec<&str> = differ.map(|(key, _)| key.as_str()).collect();
        let mut lists = LISTS.to_vec();
        differ.sort_unstable();
        lists.sort_unstable();
        assert_eq!(differ, lists);
    }
}
