//! The papers of proposing and rewarding: everything they say, put together once.
//!
//! A round ([`Round`]) is one hình thức in one year. Tờ trình, biên bản, danh sách and quyết định of a
//! round read the same lists, which are those of [`Judgement::chon`], so their counts cannot differ.
//!
//! | Biến | Nội dung |
//! |---|---|
//! | `hinh_thuc` | the [`Round`] of the paper; of a blank form without names |
//! | `ho_so_trinh` | the [`Submission`] of a tờ trình, with its `hinh_thuc` |
//! | `de_nghi` | the [`Person`] of a báo cáo thành tích |
//! | `xet.hoi_dong` | [`CouncilText`] |

use std::collections::BTreeMap;

use serde::Serialize;

use super::Sources;
use super::council::CouncilText;
use super::nominees::{Book, Person};
use super::round::{
    CountText, Counts, CriterionText, DecisionText, MeetingText, MoneyText, ReportText, Round, VoteText,
};
use super::rulebook::in_one;
use super::submissions::{Submission, submissions};
use crate::diag::Report;
use crate::document::PartialDate;
use crate::model::award::Award;
use crate::model::award_papers::{AwardPapers, ReportKind, legal_bases};
use crate::model::nomination::NomineeKind;
use crate::model::quantity::grouped;
use crate::model::{Campaign, Paper, Reference};
use crate::rules::{Assessed, Context, Judgement, Params, Selection, State, votes};
use crate::text::lower_first;

/// The variable `xet`: all rounds, all đề nghị, the council. Papers for each award are about the items
/// of `hinh_thuc`, tờ trình about those of `ho_so_trinh`, papers for each đề nghị about the items of `de_nghi`; both have a `ma` and a `ten`,
/// from which their files are named.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Awards {
    pub ngay: String,
    /// By year, then in the order of the plan.
    pub hinh_thuc: Vec<Round>,
    pub ho_so_trinh: Vec<Submission>,
    pub de_nghi: Vec<Person>,
    pub hoi_dong: CouncilText,
}

/// Puts together what the papers say of the judgement; rows of profiles that name nobody go to `report`.
pub fn awards(sources: &Sources, report: &mut Report) -> Awards {
    let Sources { campaign, award_papers: papers, facts, judgement, .. } = *sources;
    let params = Params::builtin().unwrap_or_default();
    let mut context = Context::new(facts, &params, judgement.ngay);
    let book = Book::new(&mut context, sources.profiles, papers.bao_cao_thanh_tich.giay.usual.ngay, report);
    let maker = Maker { campaign, papers, context: &context, book: &book, judgement };
    let round_of = |item: &Assessed| {
        let is_round = |round: &Selection| round.hinh_thuc == item.hinh_thuc && round.nam == item.nam;
        judgement.chon.iter().position(is_round).unwrap_or_default()
    };
    let tell = |(at, item): (usize, &Assessed)| {
        let dot = round_of(item);
        let so_vang = judgement.chon.get(dot).and_then(|round| number_in_decision(judgement, round, at));
        let so_vang = so_vang.map(|number| number.to_string()).unwrap_or_default();
        Person { dot, so_vang, ..Person::of(&context, &book, item, at + 1) }
    };
    let rounds: Vec<Round> = judgement.chon.iter().map(|selection| maker.round(selection)).collect();
    Awards {
        ngay: judgement.ngay.to_string(),
        ho_so_trinh: submissions(&rounds),
        hinh_thuc: rounds,
        de_nghi: judgement.de_nghi.iter().enumerate().map(tell).collect(),
        hoi_dong: facts.quy_dinh.hoi_dong.as_ref().map(CouncilText::of).unwrap_or_default(),
    }
}

/// A round to be filled in by hand, with what the campaign fixes.
pub fn blank_round(sources: &Sources) -> Round {
    let mut round =
        Round { phong_trao: campaign_in(sources.campaign, None), chon: Counts::of([].iter()), ..Round::default() };
    put_papers(&mut round, sources.campaign, sources.award_papers, None, PartialDate::default());
    let papers = [
        (&mut round.to_trinh, "Tờ trình"),
        (&mut round.bien_ban.giay, "Biên bản"),
        (&mut round.kiem_phieu.giay, "Biên bản"),
        (&mut round.quyet_dinh.giay, "Quyết định"),
        (&mut round.bao_cao.giay, "Báo cáo"),
    ];
    for (paper, label) in papers {
        let unnumbered = Paper { so: String::new(), ..std::mem::take(paper) };
        *paper = dated(unnumbered, PartialDate::default(), label);
    }
    round.nguoi_quyet_dinh = round.quyet_dinh.giay.tham_quyen.clone();
    round.bien_ban = MeetingText { giay: round.bien_ban.giay, ..MeetingText::default() };
    round.kiem_phieu = CountText { giay: round.kiem_phieu.giay, ..CountText::default() };
    round
}

/// The running number of the đề nghị at `at` among those chosen, as the list of the decision has them:
/// collectives, then individuals.
fn number_in_decision(judgement: &Judgement, round: &Selection, at: usize) -> Option<usize> {
    let kind = |at: &usize| judgement.de_nghi.get(*at).map(|item| item.loai);
    let of = |wanted: NomineeKind| round.duoc_chon.iter().filter(move |at| kind(at) == Some(wanted));
    of(NomineeKind::TapThe).chain(of(NomineeKind::CaNhan)).position(|chosen| *chosen == at).map(|position| position + 1)
}

struct Maker<'a, 'b> {
    campaign: &'a Campaign,
    papers: &'a AwardPapers,
    context: &'a Context<'b>,
    book: &'a Book,
    judgement: &'a Judgement,
}

impl Maker<'_, '_> {
    fn round(&self, selection: &Selection) -> Round {
        let Some(award) = self.context.rules().award(&selection.hinh_thuc) else { return Round::default() };
        let at = |numbers: &[usize]| -> Vec<&Assessed> {
            numbers.iter().filter_map(|at| self.judgement.de_nghi.get(*at)).collect()
        };
        let chosen = at(&selection.duoc_chon);
        let proposed: Vec<&Assessed> = self
            .judgement
            .de_nghi
            .iter()
            .filter(|item| item.hinh_thuc == selection.hinh_thuc && item.nam == selection.nam)
            .collect();
        let kinds = |items: &[&Assessed]| Counts::of(items.iter().map(|item| &item.loai));
        let qualified: Vec<&Assessed> = proposed.iter().copied().filter(|item| item.ket_luan == State::Dat).collect();
        let passed = proposed.iter().filter(|item| item.bieu_quyet.trang_thai == State::Dat);
        let rules = self.context.rules();
        let mut round = Round {
            ma: award.ma.clone(),
            ten: bare_name(&award.ten).to_owned(),
            nam: selection.nam.map(|year| year.to_string()).unwrap_or_default(),
            phong_trao: campaign_in(self.campaign, selection.nam),
            nguoi_quyet_dinh: self.decider(award),
            can_cu: award.can_cu.clone(),
            tieu_chuan: self.criteria(award),
            xep_hang: award.cau_xep_hang(|code| lower_first(&rules.words(code))),
            chi_tieu: selection.chi_tieu.iter().map(|quota| quota.cau.clone()).collect(),
            de_nghi: kinds(&proposed),
            dat: kinds(&qualified),
            chon: kinds(&chosen),
            tap_the: self.people(&chosen, Some(NomineeKind::TapThe)),
            ca_nhan: self.people(&chosen, Some(NomineeKind::CaNhan)),
            bo_phieu: self.voted(&proposed),
            du_phieu: Counts::of(passed.map(|item| &item.loai)),
            bieu_quyet: self.vote(award),
            tien_thuong: money(&chosen),
            ..Round::default()
        };
        let decided = award.ngay_quyet_dinh.as_ref().map(|day| PartialDate::whole(day.value)).unwrap_or_default();
        put_papers(&mut round, self.campaign, self.papers, selection.nam, decided);
        if let Some(day) = rules.hoi_dong.as_ref().and_then(|council| council.ngay_hop.as_ref()) {
            round.bien_ban.giay = dated(round.bien_ban.giay, PartialDate::whole(day.value), "Biên bản");
            round.kiem_phieu.giay = dated(round.kiem_phieu.giay, PartialDate::whole(day.value), "Biên bản");
        }
        if !round.quyet_dinh.giay.tham_quyen.is_empty() {
            round.nguoi_quyet_dinh = round.quyet_dinh.giay.tham_quyen.clone();
        }
        round
    }

    fn people(&self, items: &[&Assessed], kind: Option<NomineeKind>) -> Vec<Person> {
        let wanted = items.iter().filter(|item| kind.is_none_or(|kind| kind == item.loai));
        wanted.enumerate().map(|(at, item)| Person::of(self.context, self.book, item, at + 1)).collect()
    }

    /// From high to low; equals by name as they stand in the judgement.
    fn voted(&self, proposed: &[&Assessed]) -> Vec<Person> {
        let mut people = self.people(proposed, None);
        people.retain(|person| person.phieu.co);
        people.sort_by_key(|person| std::cmp::Reverse(person.phieu.dong_y));
        for (at, person) in people.iter_mut().enumerate() {
            person.stt = at + 1;
        }
        people
    }

    /// "Chủ tịch Ủy ban nhân dân tỉnh", from the table of competence.
    fn decider(&self, award: &Award) -> String {
        let code = award.nguoi_quyet_dinh.as_ref().map(|code| code.value.as_str()).unwrap_or_default();
        let known = self.context.params.tham_quyen.iter().find(|known| known.nguoi == code);
        known.map(|known| known.ten.clone()).unwrap_or_default()
    }

    fn criteria(&self, award: &Award) -> Vec<CriterionText> {
        let rules = self.context.rules();
        let known = award.tieu_chuan.iter().filter_map(|code| rules.criterion(&code.value));
        known
            .map(|criterion| CriterionText {
                noi_dung: in_one(rules, criterion, award.doi_tuong),
                can_cu: criterion.can_cu.clone(),
            })
            .collect()
    }

    fn vote(&self, award: &Award) -> VoteText {
        match votes::threshold(self.context, award, votes::meeting_day(self.context)) {
            Some(threshold) => VoteText { co: true, cau: threshold.cau(), can_cu: threshold.can_cu },
            None => VoteText::default(),
        }
    }
}

/// "phong trào thi đua … năm 2024"; the year only where the name does not say it.
fn campaign_in(campaign: &Campaign, year: Option<i32>) -> String {
    let name = format!("phong trào thi đua {}", campaign.ten);
    match year {
        Some(year) if !name.contains(&year.to_string()) || campaign.thoi_gian.hang_nam => {
            if name.ends_with(&format!("năm {year}")) { name } else { format!("{name}, năm {year}") }
        }
        _ => name,
    }
}

fn dated(paper: Paper, ngay: PartialDate, label: &str) -> Paper {
    Paper { ngay, ..paper }.cited_as(label)
}

/// `paper` as issued by the body of the campaign under its name of that day, unless it names another;
/// it cites the texts of the form set unless it has căn cứ of its own.
fn issued(paper: Paper, campaign: &Campaign, label: &str, abbreviation: &str) -> Paper {
    let body = campaign.body_on(paper.ngay).0;
    let mut paper = paper.issued_by(&body, label, abbreviation);
    if paper.can_cu.is_empty() {
        paper.can_cu = crate::campaign::dated::bases(campaign, paper.ngay);
    }
    paper
}

/// The name of a hình thức without the "cho tập thể" or "cho cá nhân" that tells two rows of a plan
/// apart: the papers say themselves for whom it is.
fn bare_name(name: &str) -> &str {
    let suffixes = [" cho tập thể", " cho cá nhân"];
    suffixes.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name)
}

/// Fills in heads and feet of all papers of `round`.
fn put_papers(round: &mut Round, campaign: &Campaign, papers: &AwardPapers, year: Option<i32>, decided: PartialDate) {
    let plan = Reference { dan_nhap: String::new(), ..campaign.ke_hoach.reference(&campaign.co_quan.ten_day_du) };
    let mut to_trinh = issued(papers.to_trinh.giay.of(&round.ma, year), campaign, "Tờ trình", "TTr");
    to_trinh.can_cu = legal_bases(&to_trinh, &plan);
    round.to_trinh = to_trinh;
    round.loai_hinh = papers.to_trinh.loai_hinh.clone();
    let minutes = &papers.bien_ban;
    round.bien_ban = MeetingText {
        giay: issued(minutes.giay.of(&round.ma, year), campaign, "Biên bản", "BB"),
        bat_dau: minutes.bat_dau.clone(),
        ket_thuc: minutes.ket_thuc.clone(),
        dia_diem: minutes.dia_diem.clone(),
        thao_luan: minutes.thao_luan.clone(),
    };
    let count = &papers.kiem_phieu;
    let usual = Paper { so: String::new(), ..minutes.giay.of(&round.ma, year) };
    round.kiem_phieu = CountText {
        giay: issued(count.giay.of(&round.ma, year).or(&usual), campaign, "Biên bản", "BB"),
        truong_ban: count.ban_kiem_phieu.first().map(|head| head.ho_ten.clone()).unwrap_or_default(),
        ban_kiem_phieu: count.ban_kiem_phieu.clone(),
    };
    let mut giay = papers.quyet_dinh.giay.of(&round.ma, year);
    if decided != PartialDate::default() {
        giay.ngay = decided;
    }
    let giay = issued(giay, campaign, "Quyết định", "QĐ");
    round.quyet_dinh = DecisionText {
        can_cu: legal_bases(&giay, &plan),
        giay,
        trach_nhiem: papers.quyet_dinh.trach_nhiem.clone(),
        nguoi_de_nghi: papers.quyet_dinh.nguoi_de_nghi.clone(),
        nguon_kinh_phi: papers.quyet_dinh.nguon_kinh_phi.clone(),
    };
    let achievement = &papers.bao_cao_thanh_tich;
    round.bao_cao = ReportText {
        giay: issued(achievement.giay.of(&round.ma, year), campaign, "Báo cáo", "BC"),
        cong_trang: achievement.cau_truc == ReportKind::CongTrang,
        mau: achievement.mau.clone(),
        xac_nhan_tap_the: achievement.xac_nhan_tap_the.clone(),
        xac_nhan_ca_nhan: achievement.xac_nhan_ca_nhan.clone(),
        xac_nhan_co_quan_trinh: achievement.xac_nhan_co_quan_trinh.clone(),
    };
}

fn money(chosen: &[&Assessed]) -> MoneyText {
    let mut each: BTreeMap<NomineeKind, u64> = BTreeMap::new();
    let mut text = MoneyText::default();
    for item in chosen {
        let Some(money) = &item.tien_thuong else { continue };
        each.insert(item.loai, money.so_tien);
        text.tong_so = text.tong_so.saturating_add(money.so_tien);
        text.can_cu = money.can_cu.clone();
        text.co = true;
    }
    let amount = |kind| each.get(&kind).map(|amount| grouped(*amount)).unwrap_or_default();
    MoneyText {
        tap_the: amount(NomineeKind::TapThe),
        ca_nhan: amount(NomineeKind::CaNhan),
        tong: grouped(text.tong_so),
        ..text
    }
}
