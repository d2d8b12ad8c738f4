//! What the campaign came to: for every award and year how many were proposed, qualified and chosen.

use std::collections::BTreeSet;

use serde::Serialize;

use super::awards::campaign_in;
use crate::campaign::model::Campaign;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::{Assessed, Facts, Judgement, State};

/// The variable `ket_qua`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    hinh_thuc: Vec<AwardResult>,
    /// Over all awards, each person once.
    de_nghi: Count,
    dat: Count,
    duoc_chon: Count,
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
    de_nghi: Count,
    dat: Count,
    duoc_chon: Count,
    /// Those chosen, from high to low.
    danh_sach: Vec<Chosen>,
}

/// How many collectives and individuals.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Count {
    tap_the: usize,
    ca_nhan: usize,
    tong: usize,
    /// "04 tập thể, 02 cá nhân"
    cau: String,
}

/// One that was chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chosen {
    ten: String,
    /// Empty for a collective.
    don_vi: String,
}

impl Count {
    fn of<'a>(items: impl Iterator<Item = &'a Assessed>) -> Self {
        let mut count = Count::default();
        for item in items {
            match item.loai {
                NomineeKind::TapThe => count.tap_the += 1,
                NomineeKind::CaNhan => count.ca_nhan += 1,
            }
        }
        count.tong = count.tap_the + count.ca_nhan;
        count.cau = count.words();
        count
    }

    /// As [`Count::of`] over several awards: who is there for two of them is one person, and told as two lượt.
    fn of_people<'a>(items: impl Iterator<Item = &'a Assessed>) -> Self {
        let items: Vec<&Assessed> = items.collect();
        let mut seen = BTreeSet::new();
        let once = items.iter().copied().filter(|item| seen.insert(item.proposed.nominee));
        let mut count = Count::of(once);
        if count.tap_the + count.ca_nhan < items.len() {
            count.cau = format!("{} ({:02} lượt)", count.words(), items.len());
        }
        count
    }

    fn words(&self) -> String {
        let parts = [(self.tap_the, NomineeKind::TapThe), (self.ca_nhan, NomineeKind::CaNhan)];
        let parts = parts.iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> = parts.map(|(number, kind)| format!("{number:02} {}", kind.label())).collect();
        if words.is_empty() { "không có".to_owned() } else { words.join(", ") }
    }
}

/// Counts what the judgement says.
pub fn results(campaign: &Campaign, facts: &Facts, judgement: &Judgement) -> Results {
    let year = judgement.chon.iter().filter_map(|selection| selection.nam).max();
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
            nam: selection.nam.map(|year| year.to_string()).unwrap_or_default(),
            de_nghi: Count::of(proposed()),
            dat: Count::of(proposed().filter(|item| item.ket_luan == State::Dat)),
            duoc_chon: Count::of(chosen.iter().copied()),
            danh_sach: chosen.iter().map(|item| chosen_one(item)).collect(),
        }
    });
    let chosen = judgement.chon.iter().flat_map(|selection| judgement.chosen(&selection.hinh_thuc, selection.nam));
    Results {
        hinh_thuc: awards.collect(),
        de_nghi: Count::of_people(judgement.de_nghi.iter()),
        dat: Count::of_people(judgement.de_nghi.iter().filter(|item| item.ket_luan == State::Dat)),
        duoc_chon: Count::of_people(chosen),
        so_sang_kien: facts.sang_kien.iter().filter(|row| row.is_recognised(judgement.ngay)).count(),
        phong_trao: campaign_in(campaign, year.filter(|_| !ended)),
        da_ket_thuc: ended,
    }
}

fn chosen_one(item: &Assessed) -> Chosen {
    let unit = if item.loai == NomineeKind::CaNhan { item.don_vi.clone() } else { String::new() };
    Chosen { ten: item.ten.clone(), don_vi: unit }
}
