//! What the campaign came to: for every award and year how many were proposed, qualified and chosen.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Sources;
use super::campaign_name::campaign_in;
use super::nominees::Person;
use super::round::{Counts, Round};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::{Assessed, State};
use crate::campaign::template::Printed;

/// The variable `ket_qua`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    hinh_thuc: Vec<AwardResult>,
    /// Over all awards, each person once.
    de_nghi: Counts,
    dat: Counts,
    /// Those whom nothing kept from the vote.
    duoc_xet: Counts,
    duoc_chon: Counts,
    /// Those of them on whom it is decided, or who need no decision.
    da_khen: Counts,
    /// Those of them for whom the decision is still to come.
    dang_trinh: Counts,
    /// Whether some of these are decided on by a body above that of the campaign, to which they are submitted.
    trinh_cap_tren: bool,
    so_sang_kien: usize,
    /// The campaign in the year that was judged last: "phong trào thi đua … năm 2022".
    phong_trao: String,
    /// Whether it has come to its end on the day of judgement.
    da_ket_thuc: bool,
}

/// One award in one year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AwardResult {
    ten: String,
    /// "tặng Bằng khen …", "biểu dương …".
    tang_ten: String,
    /// Empty for the whole phase.
    nam: String,
    nam_xet: String,
    /// Empty where nobody need decide.
    nguoi_quyet_dinh: String,
    /// Whether a body above decides.
    trinh_cap_tren: bool,
    /// "Quyết định số 718/QĐ-UBND ngày 18 tháng 4 năm 2025"; empty while it has no number.
    quyet_dinh: String,
    de_nghi: Counts,
    dat: Counts,
    duoc_xet: Counts,
    duoc_chon: Counts,
    /// Those chosen: collectives, then individuals, each from high to low.
    danh_sach: Vec<Chosen>,
}

/// One that was chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chosen {
    ten: String,
    /// Empty for a collective.
    don_vi: String,
}

/// Counts `items`; all in one list, or that there are none.
fn count<'a>(items: impl Iterator<Item = &'a Assessed>) -> Counts {
    let kinds: Vec<NomineeKind> = items.map(|item| item.loai).collect();
    let counts = Counts::of(kinds.iter());
    Counts { cau: words(&counts), ..counts }
}

/// As [`count`] over several awards: who is there for two of them is one person, and told as two lượt.
fn count_people<'a>(items: impl Iterator<Item = &'a Assessed>) -> Counts {
    let items: Vec<&Assessed> = items.collect();
    let mut seen = BTreeSet::new();
    let counts = count(items.iter().copied().filter(|item| seen.insert(item.proposed.nominee)));
    let cau = match counts.tong < items.len() {
        true => format!("{} ({:02} lượt)", words(&counts), items.len()),
        false => counts.cau.clone(),
    };
    Counts { cau, ..counts }
}

/// "04 tập thể, 02 cá nhân"
fn words(counts: &Counts) -> String {
    let parts = counts.parts();
    if parts.is_empty() { "không có".to_owned() } else { parts.join(", ") }
}

/// Counts what the judgement says; `rounds` are its rounds, with their decisions.
pub fn results(sources: &Sources, rounds: &[Printed<Round>]) -> Results {
    let Sources { campaign, facts, judgement, .. } = *sources;
    let year = judgement.chon.iter().filter_map(|selection| selection.nam).max();
    let ended = campaign.thoi_gian.den_ngay.is_none_or(|until| until <= judgement.ngay);
    let (mut decided, mut open): (Vec<&Assessed>, Vec<&Assessed>) = (Vec::new(), Vec::new());
    let (mut awards, mut trinh_cap_tren) = (Vec::new(), false);
    for (selection, round) in judgement.chon.iter().zip(rounds) {
        let of = |item: &&Assessed| item.hinh_thuc == selection.hinh_thuc && item.nam == selection.nam;
        let proposed = || judgement.de_nghi.iter().filter(of);
        let chosen = judgement.chosen(&selection.hinh_thuc, selection.nam);
        let award = AwardResult {
            ten: round.ten.clone(),
            tang_ten: round.tang_ten.clone(),
            nam: round.nam.clone(),
            nam_xet: round.nam_xet.clone(),
            nguoi_quyet_dinh: round.nguoi_quyet_dinh.clone(),
            trinh_cap_tren: round.is_outside,
            quyet_dinh: decision(round),
            de_nghi: count(proposed()),
            dat: count(proposed().filter(|item| item.ket_luan == State::Dat)),
            duoc_xet: count(proposed().filter(|item| item.can_be_voted_on())),
            duoc_chon: count(chosen.iter().copied()),
            danh_sach: [&round.tap_the, &round.ca_nhan, &round.ho_gia_dinh]
                .into_iter()
                .flatten()
                .map(chosen_one)
                .collect(),
        };
        let is_open = award.quyet_dinh.is_empty() && !award.nguoi_quyet_dinh.is_empty();
        trinh_cap_tren |= is_open && round.is_outside && !chosen.is_empty();
        if is_open { &mut open } else { &mut decided }.extend(chosen);
        awards.push(award);
    }
    let chosen = judgement.chon.iter().flat_map(|selection| judgement.chosen(&selection.hinh_thuc, selection.nam));
    Results {
        hinh_thuc: awards,
        de_nghi: count_people(judgement.de_nghi.iter()),
        dat: count_people(judgement.de_nghi.iter().filter(|item| item.ket_luan == State::Dat)),
        duoc_xet: count_people(judgement.de_nghi.iter().filter(|item| item.can_be_voted_on())),
        duoc_chon: count_people(chosen),
        da_khen: count_people(decided.into_iter()),
        dang_trinh: count_people(open.into_iter()),
        trinh_cap_tren,
        so_sang_kien: facts.sang_kien.iter().filter(|row| row.is_recognised(judgement.ngay)).count(),
        phong_trao: campaign_in(campaign, year.filter(|_| !ended)),
        da_ket_thuc: ended,
    }
}

/// The decision as papers cite it, once it has its number.
fn decision(round: &Round) -> String {
    let paper = &round.quyet_dinh.giay;
    if paper.so.is_empty() { String::new() } else { paper.cau.clone() }
}

fn chosen_one(person: &Person) -> Chosen {
    match person.la_tap_the {
        true => Chosen { ten: person.ten_day_du.clone(), don_vi: String::new() },
        false => Chosen { ten: person.ten.clone(), don_vi: person.don_vi_day_du.clone() },
    }
}
