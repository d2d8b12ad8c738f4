//! What the campaign came to: for every award and year how many were proposed, qualified and chosen.

use std::collections::BTreeSet;

use serde::Serialize;

use super::campaign_name::campaign_in;
use super::round::Counts;
use crate::campaign::model::Campaign;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::{Assessed, Facts, Judgement, State};

/// The variable `ket_qua`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    hinh_thuc: Vec<AwardResult>,
    /// Over all awards, each person once.
    de_nghi: Counts,
    dat: Counts,
    duoc_chon: Counts,
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
    /// Empty for the whole phase.
    nam: String,
    nam_xet: String,
    de_nghi: Counts,
    dat: Counts,
    duoc_chon: Counts,
    /// Those chosen, from high to low.
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

/// Counts what the judgement says.
pub fn results(campaign: &Campaign, facts: &Facts, judgement: &Judgement) -> Results {
    let year = judgement.chon.iter().filter_map(|selection| selection.nam).max();
    let period = &campaign.thoi_gian;
    let ended = campaign.thoi_gian.den_ngay.is_none_or(|until| until <= judgement.ngay);
    let awards = judgement.chon.iter().map(|selection| {
        let proposed = || {
            let of = |item: &&Assessed| item.hinh_thuc == selection.hinh_thuc && item.nam == selection.nam;
            judgement.de_nghi.iter().filter(of)
        };
        let chosen = judgement.chosen(&selection.hinh_thuc, selection.nam);
        let title = facts.quy_dinh.award(&selection.hinh_thuc).map(|award| award.ten.clone());
        AwardResult {
            ten: title.unwrap_or_else(|| selection.hinh_thuc.clone()),
            nam: selection.nam.map(|year| period.year(year)).unwrap_or_default(),
            nam_xet: selection.nam.map(|year| period.year_words(year)).unwrap_or_default(),
            de_nghi: count(proposed()),
            dat: count(proposed().filter(|item| item.ket_luan == State::Dat)),
            duoc_chon: count(chosen.iter().copied()),
            danh_sach: chosen.iter().map(|item| chosen_one(item)).collect(),
        }
    });
    let chosen = judgement.chon.iter().flat_map(|selection| judgement.chosen(&selection.hinh_thuc, selection.nam));
    Results {
        hinh_thuc: awards.collect(),
        de_nghi: count_people(judgement.de_nghi.iter()),
        dat: count_people(judgement.de_nghi.iter().filter(|item| item.ket_luan == State::Dat)),
        duoc_chon: count_people(chosen),
        so_sang_kien: facts.sang_kien.iter().filter(|row| row.is_recognised(judgement.ngay)).count(),
        phong_trao: campaign_in(campaign, year.filter(|_| !ended)),
        da_ket_thuc: ended,
    }
}

fn chosen_one(item: &Assessed) -> Chosen {
    let unit = if item.loai != NomineeKind::TapThe { item.don_vi.clone() } else { String::new() };
    Chosen { ten: item.ten.clone(), don_vi: unit }
}
