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

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::Sources;
use super::achievements::{certified, nothing_told};
use super::allotment::{AllotmentText, allotments};
use super::ballots::{self, Ballots};
use super::campaign_name::campaign_in;
use super::conflicts;
use super::council::{BallotText, CouncilText};
use super::criteria::{CriterionLine, clause, in_one, listed};
use super::heads::{self, Heads};
use super::names::address;
use super::nominees::{Book, Person, is_certificate};
use super::numbers;
use super::refusals::refused;
use super::round::{BallotRoundText, Counts, CriterionText, MoneyText, Round};
use super::scoring::tables;
use super::submissions::{Submission, submissions};
use crate::base::diag::{Diagnostic, Report};
use crate::base::text::{lower_first, upper_first};
use crate::campaign::model::Paper;
use crate::campaign::model::award::Award;
use crate::campaign::model::bestowal::bestowal;
use crate::campaign::model::council::{BallotRound, SecondRound};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::paper_group::Step;
use crate::campaign::model::quantity::grouped;
use crate::campaign::rules::{Assessed, Context, Judgement, Outcome, Selection, State};
use crate::campaign::template::Printed;
use crate::paper::document::PartialDate;

/// The variable `xet`: all rounds, all đề nghị, the council. Papers for each award are about the items
/// of `hinh_thuc`, tờ trình about those of `ho_so_trinh`, papers for each đề nghị about the items of
/// `de_nghi`; all have a `ma` and a `ten`, from which their files are named.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Awards {
    pub ngay: String,
    /// By year, then in the order of the plan.
    pub hinh_thuc: Vec<Printed<Round>>,
    pub ho_so_trinh: Vec<Printed<Submission>>,
    pub de_nghi: Vec<Printed<Person>>,
    /// How the chỉ tiêu are divided.
    pub phan_bo: Vec<AllotmentText>,
    pub hoi_dong: CouncilText,
}

/// Puts together what the papers say of the judgement; rows of profiles that name nobody go to `report`, heads
/// of papers that do not fit to `notes`.
pub fn awards(sources: &Sources, report: &mut Report, notes: &mut Report) -> Awards {
    let Sources { campaign, facts, context, judgement, .. } = *sources;
    let written = sources.of_step(Step::BaoCao).usual.giay.ngay;
    let book = Book::new(campaign, (context, judgement), written, report);
    let heads = Heads { sources };
    let maker = Maker { heads, context, book: &book, judgement };
    let mut rounds = Vec::new();
    for selection in &judgement.chon {
        let (round, findings) = maker.round(selection);
        rounds.push(round);
        findings.into_iter().for_each(|finding| notes.push(finding));
    }
    judgement.de_nghi.iter().filter_map(|item| nothing_told(context, item)).for_each(|finding| notes.push(finding));
    heads::unused(sources, notes);
    numbers::settle(&mut rounds, sources.kinds, notes);
    numbers::check(sources, &rounds, notes);
    let submissions = submissions(&rounds);
    let rounds: Vec<Printed<Round>> = rounds.into_iter().map(|round| Printed::new(round.outlined())).collect();
    let whole = |submission: Submission| {
        let hinh_thuc = submission.dot.iter().filter_map(|at| rounds.get(*at).cloned()).collect();
        Printed::new(Submission { hinh_thuc, ..submission })
    };
    Awards {
        ngay: judgement.ngay.to_string(),
        ho_so_trinh: submissions.into_iter().map(whole).collect(),
        de_nghi: maker.proposed(&rounds),
        hinh_thuc: rounds,
        phan_bo: allotments(context, judgement),
        hoi_dong: facts
            .quy_dinh
            .hoi_dong
            .as_ref()
            .map(|council| CouncilText::of(council, &|name| address(context, name)))
            .unwrap_or_default(),
    }
}

/// A round to be filled in by hand, with what the campaign fixes.
pub fn blank_round(sources: &Sources) -> Round {
    let mut round =
        Round { phong_trao: campaign_in(sources.campaign, None), chon: Counts::of([].iter()), ..Round::default() };
    let heads = Heads { sources };
    heads.put(&mut round, None, None);
    for step in Step::ALL {
        let paper = round.paper_mut(*step);
        let unnumbered = std::mem::take(paper).without_number();
        *paper = dated(unnumbered, PartialDate::default(), sources.kinds.label_of(step.name()));
    }
    round.bien_ban.rieng = heads.untold(Step::BienBan);
    round.kiem_phieu.rieng = heads.untold(Step::KiemPhieu);
    round
}

struct Maker<'a, 'b> {
    heads: Heads<'a>,
    context: &'a Context<'b>,
    book: &'a Book,
    judgement: &'a Judgement,
}

impl Maker<'_, '_> {
    /// Everybody who is proposed, in the order of the judgement.
    fn proposed(&self, rounds: &[Printed<Round>]) -> Vec<Printed<Person>> {
        let judgement = self.judgement;
        let numbers = numbers_in_decisions(judgement, |item| is_certificate(self.context, item));
        let tell = |(at, item): (usize, &Assessed)| {
            let is_round = |round: &Selection| round.hinh_thuc == item.hinh_thuc && round.nam == item.nam;
            let dot = judgement.chon.iter().position(is_round).unwrap_or_default();
            let so_vang = numbers.get(&(dot, at)).map(usize::to_string).unwrap_or_default();
            let outside = rounds.get(dot).is_some_and(|round| round.is_outside);
            let person = Person::of(self.context, self.book, item, at + 1);
            let person = person.named(self.heads.sources.campaign, self.context, outside);
            // Without a decision there is nothing to certify.
            let issued = rounds.get(dot).is_some_and(|round| !round.quyet_dinh.giay.co_quan.is_empty());
            let phong_trao = rounds.get(dot).map_or("", |round| round.phong_trao.as_str());
            let cau_thanh_tich = certified(&person.thanh_tich, phong_trao);
            Printed::new(Person { dot, so_vang, cau_thanh_tich, giay_khen: person.giay_khen && issued, ..person })
        };
        judgement.de_nghi.iter().enumerate().map(tell).collect()
    }

    fn round(&self, selection: &Selection) -> (Round, Vec<Diagnostic>) {
        let Some(award) = self.context.rules().award(&selection.hinh_thuc) else { return Default::default() };
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
        let whom = kind_of(if chosen.is_empty() { &proposed } else { &chosen });
        let kinds =
            |items: &[&Assessed]| Counts::of_people(items.iter().map(|item| (item.loai, item.proposed.nominee)));
        let qualified: Vec<&Assessed> = proposed.iter().copied().filter(|item| item.ket_luan == State::Dat).collect();
        let (open, closed): (Vec<&Assessed>, Vec<&Assessed>) = proposed.iter().partition(|item| item.can_be_voted_on());
        let voted = |state| open.iter().copied().filter(move |item| item.bieu_quyet.trang_thai == state);
        let pending = |item: &&Assessed| item.bieu_quyet.trang_thai != State::KhongDat && item.ket_luan != State::Dat;
        let left = qualified.iter().copied().filter(|item| item.ket_qua != Outcome::DuocChon);
        let rules = self.context.rules();
        let (tieu_chuan, dong_tieu_chuan) = self.criteria(award, whom);
        let mut round = Round {
            ma: award.ma.clone(),
            ten: bare_name(&award.ten).to_owned(),
            tang_ten: bestowal(bare_name(&award.ten), &award.dong_tu),
            year: selection.nam,
            nam: selection.nam.map(|year| rules.thoi_gian.year(year)).unwrap_or_default(),
            nam_xet: selection.nam.map(|year| rules.thoi_gian.year_words(year)).unwrap_or_default(),
            phong_trao: campaign_in(self.heads.sources.campaign, selection.nam),
            can_cu: award.can_cu.clone(),
            tieu_chuan,
            dong_tieu_chuan,
            xep_hang: award.cau_xep_hang(|code| lower_first(&rules.words(code))),
            chi_tieu: self.quotas(selection, whom),
            de_nghi: kinds(&proposed),
            bang_diem: tables(self.context, award, &proposed),
            dat: kinds(&qualified),
            duoc_xet: kinds(&open),
            chon: kinds(&chosen),
            tap_the: self.people(&chosen, Some(NomineeKind::TapThe)),
            ca_nhan: self.people(&chosen, Some(NomineeKind::CaNhan)),
            ho_gia_dinh: self.people(&chosen, Some(NomineeKind::HoGiaDinh)),
            bo_phieu: in_order(self.people(&self.voted_on(&open, None), None)),
            du_phieu: Counts::of(voted(State::Dat).map(|item| &item.loai)),
            vong_bo_phieu: self.ballot_rounds(award, &open),
            bieu_quyet: ballots::of_award(self.context, self.heads.sources.prose, award),
            tien_thuong: money(&chosen),
            ..Round::default()
        };
        let findings = self.heads.put(&mut round, selection.nam, Some(award));
        self.name(&mut round);
        let outside = round.is_outside;
        let refuse = |item: &Assessed| refused(self.person(item, outside), item);
        round.khong_xet = closed.into_iter().map(refuse).collect();
        round.thieu_phieu = voted(State::KhongDat).map(refuse).collect();
        round.con_cho = open.iter().copied().filter(pending).map(refuse).collect();
        round.ngoai_so = left.map(refuse).collect();
        if let Some(day) = rules.hoi_dong.as_ref().and_then(|council| council.ngay_hop.as_ref()) {
            for step in [Step::BienBan, Step::KiemPhieu] {
                let paper = round.paper_mut(step);
                *paper = dated(std::mem::take(paper), PartialDate::whole(day.value), self.heads.label(step));
            }
        }
        let mut findings = if chosen.is_empty() { Vec::new() } else { findings };
        findings.extend(conflicts::conflicts(self.context, &round, &proposed, &award.place));
        (round, findings)
    }

    /// Names everybody as the body that decides has to be told.
    fn name(&self, round: &mut Round) {
        let outside = round.is_outside;
        let of_ballots = round.vong_bo_phieu.iter_mut().flat_map(BallotRoundText::lists);
        let of_round = [&mut round.tap_the, &mut round.ca_nhan, &mut round.ho_gia_dinh, &mut round.bo_phieu];
        for list in of_round.into_iter().chain(of_ballots) {
            let people = std::mem::take(list).into_iter();
            *list = people.map(|person| person.named(self.heads.sources.campaign, self.context, outside)).collect();
        }
        let of_kind = |kind| round.bo_phieu.iter().filter(|each| each.loai == kind).cloned().collect();
        (round.bo_phieu_tap_the, round.bo_phieu_ca_nhan) = (of_kind(NomineeKind::TapThe), of_kind(NomineeKind::CaNhan));
    }

    /// Who `item` is about, named for papers of a body above that of the campaign (`outside`) or of this body.
    fn person(&self, item: &Assessed, outside: bool) -> Person {
        Person::of(self.context, self.book, item, 0).named(self.heads.sources.campaign, self.context, outside)
    }

    fn people(&self, items: &[&Assessed], kind: Option<NomineeKind>) -> Vec<Person> {
        let wanted: Vec<&&Assessed> = items.iter().filter(|item| kind.is_none_or(|kind| kind == item.loai)).collect();
        wanted.iter().enumerate().map(|(at, item)| Person::of(self.context, self.book, item, at + 1)).collect()
    }

    /// Those of `items` on whom there are ballots, of `round` or of the one that decides.
    fn voted_on<'i>(&self, items: &[&'i Assessed], round: Option<BallotRound>) -> Vec<&'i Assessed> {
        let has_ballots = |item: &Assessed| match round {
            Some(round) => Ballots::of(self.context, item, round).co,
            None => Ballots::deciding(self.context, item).co,
        };
        items.iter().copied().filter(|item| has_ballots(item)).collect()
    }

    /// The rounds in which the council has voted, or one without ballots.
    fn ballot_rounds(&self, award: &Award, open: &[&Assessed]) -> Vec<BallotRoundText> {
        let has_second = award.vong_2.is_some();
        let rounds: &[BallotRound] =
            if has_second { &[BallotRound::Mot, BallotRound::Hai] } else { &[BallotRound::Mot] };
        let council = self.context.rules().hoi_dong.as_ref();
        let tell = |round: &BallotRound| {
            let told = self.voted_on(open, Some(*round)).into_iter().map(|item| Person {
                phieu: Ballots::of(self.context, item, *round),
                ..Person::of(self.context, self.book, item, 0)
            });
            let people = in_order(told.collect());
            let passed: Vec<NomineeKind> =
                people.iter().filter(|person| person.phieu.dat).map(|person| person.loai).collect();
            let of = |kind| people.iter().filter(|person| person.loai == kind).cloned().collect();
            let second = award.vong_2.as_ref();
            let (first, again) = match round {
                BallotRound::Mot => (second.filter(|second| second.so.is_some()), None),
                BallotRound::Hai => (None, second),
            };
            BallotRoundText {
                ten: if has_second { upper_first(round.label()) } else { String::new() },
                cho: again.map(SecondRound::whom).unwrap_or_default(),
                vao_vong_2: first.map(SecondRound::whom).unwrap_or_default(),
                bieu_quyet: ballots::asked(self.context, self.heads.sources.prose, award, *round),
                phieu: council.map(|council| BallotText::of(council, *round)).unwrap_or_default(),
                tap_the: of(NomineeKind::TapThe),
                ca_nhan: of(NomineeKind::CaNhan),
                ho_gia_dinh: of(NomineeKind::HoGiaDinh),
                du_phieu: Counts::of(passed.iter()),
            }
        };
        let told = rounds.iter().map(tell);
        told.filter(|round| round.ten.is_empty() || round.has_people()).collect()
    }

    /// The chỉ tiêu that concern `whom`; all of them without it.
    fn quotas(&self, selection: &Selection, whom: Option<NomineeKind>) -> Vec<String> {
        let rules = self.context.rules();
        let said = |code: &str| {
            let quota = rules.chi_tieu.iter().find(|quota| quota.ma == code);
            quota.is_none_or(|quota| concerns(quota.doi_tuong, whom) && !quota.is_unsaid())
        };
        selection.chi_tieu.iter().filter(|used| said(&used.ma)).map(|used| used.cau.clone()).collect()
    }

    /// The criteria that concern `whom`, each as a sentence and all as a list; all of them without it.
    fn criteria(&self, award: &Award, whom: Option<NomineeKind>) -> (Vec<CriterionText>, Vec<CriterionLine>) {
        let (rules, kind) = (self.context.rules(), award.doi_tuong.or(whom));
        let known = award.tieu_chuan.iter().filter_map(|code| rules.criterion(&code.value));
        let known = known.filter(|criterion| concerns(criterion.ap_dung.doi_tuong, whom));
        let (mut texts, mut told) = (Vec::new(), Vec::new());
        for criterion in known {
            let noi_dung = in_one(rules, criterion, kind);
            let text = CriterionText { noi_dung, can_cu: clause(&criterion.can_cu) };
            if !texts.contains(&text) {
                texts.push(text);
                told.push(criterion);
            }
        }
        let mut lines = listed(rules, &told, kind);
        lines.iter_mut().for_each(|line| line.can_cu = clause(&line.can_cu));
        (texts, lines)
    }
}

/// `people` by their ballots, from high to low; equals by name as they stand in the judgement.
fn in_order(mut people: Vec<Person>) -> Vec<Person> {
    people.sort_by_key(|person| std::cmp::Reverse(person.phieu.dong_y));
    people.iter_mut().enumerate().for_each(|(at, person)| person.stt = at + 1);
    people
}

/// The running number of each that is chosen, by round and đề nghị, as the list of the decision has them:
/// collectives, then individuals, then households.
fn numbers_in_decisions(
    judgement: &Judgement,
    is_certificate: impl Fn(&Assessed) -> bool,
) -> HashMap<(usize, usize), usize> {
    let mut numbers = HashMap::new();
    let mut certified = 0;
    for (dot, round) in judgement.chon.iter().enumerate() {
        let kind = |at: &usize| judgement.de_nghi.get(*at).map(|item| item.loai);
        let of = |wanted: NomineeKind| round.duoc_chon.iter().filter(move |at| kind(at) == Some(wanted));
        let chosen = NomineeKind::ALL.iter().flat_map(|kind| of(*kind));
        let first = round.duoc_chon.first().and_then(|at| judgement.de_nghi.get(*at));
        let counts_on = first.is_some_and(&is_certificate);
        let before = if counts_on { certified } else { 0 };
        for (index, at) in chosen.enumerate() {
            numbers.entry((dot, *at)).or_insert(before + index + 1);
        }
        if counts_on {
            certified += round.duoc_chon.len();
        }
    }
    numbers
}

fn dated(paper: Paper, ngay: PartialDate, label: &str) -> Paper {
    Paper { ngay, ..paper }.cited_as(label)
}

/// The name of a hình thức without the "cho tập thể", "cho cá nhân" or "cho hộ gia đình" that tells rows of a plan
/// apart: the papers say themselves for whom it is.
pub(super) fn bare_name(name: &str) -> &str {
    let of = |kind: &NomineeKind| name.strip_suffix(kind.label())?.strip_suffix(" cho ");
    NomineeKind::ALL.iter().find_map(of).unwrap_or(name)
}

/// The kind of all `items`; `None` where they are of both, or nobody.
fn kind_of(items: &[&Assessed]) -> Option<NomineeKind> {
    let first = items.first()?.loai;
    items.iter().all(|item| item.loai == first).then_some(first)
}

/// Whether what is for `kind` concerns `whom`; `None` is both.
fn concerns(kind: Option<NomineeKind>, whom: Option<NomineeKind>) -> bool {
    kind.is_none() || whom.is_none() || kind == whom
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
        ho_gia_dinh: amount(NomineeKind::HoGiaDinh),
        tong: grouped(text.tong_so),
        ..text
    }
}
