//! Which căn cứ the papers of a campaign name, and on which day each paper is issued.
//!
//! A căn cứ must be in force on the day of its paper, and the day of a paper may stand elsewhere: the
//! quyết định has that of the rules, the biên bản that of the meeting. Căn cứ that the program adds by
//! the form set are right by construction and not listed.

use std::collections::BTreeSet;

use super::load::Told;
use crate::document::PartialDate;
use crate::model::award::Award;
use crate::model::award_papers::PaperGroup;
use crate::model::dossier::CitedBasis;
use crate::model::located::Located;

/// Every căn cứ named in the data with the days that its paper may have; papers without a year can't be
/// held against any law.
pub fn cited(told: &Told) -> Vec<CitedBasis> {
    let plan = &told.campaign.ke_hoach;
    let mut bases = Vec::new();
    for reference in &plan.can_cu {
        let Some(place) = &reference.place else { continue };
        bases.extend(basis("Kế hoạch", plan.ngay, &Located::new(reference.cau.clone(), place)));
    }
    for award in &told.rulebook.hinh_thuc {
        bases.extend(of_award(told, award));
    }
    bases
}

fn of_award(told: &Told, award: &Award) -> Vec<CitedBasis> {
    let papers = &told.award_papers;
    let whole = PartialDate::whole;
    let decided = award.ngay_quyet_dinh.as_ref().map(|day| whole(day.value));
    let council = told.rulebook.hoi_dong.as_ref();
    let met = council.and_then(|council| council.ngay_hop.as_ref()).map(|day| whole(day.value));
    let groups: [(&str, &PaperGroup, Option<PartialDate>); 5] = [
        ("Tờ trình", &papers.to_trinh.giay, None),
        ("Biên bản họp", &papers.bien_ban.giay, met),
        ("Biên bản kiểm phiếu", &papers.kiem_phieu.giay, met),
        ("Quyết định", &papers.quyet_dinh.giay, decided),
        ("Báo cáo thành tích", &papers.bao_cao_thanh_tich.giay, None),
    ];
    groups.into_iter().flat_map(|(label, group, day)| of_group(label, group, &award.ma, day)).collect()
}

/// What the paper for `award` cites, in each year for which it is another paper.
fn of_group(label: &str, group: &PaperGroup, award: &str, day: Option<PartialDate>) -> Vec<CitedBasis> {
    let own = group.own.iter().filter(|own| own.hinh_thuc.value == award).map(|own| own.nam);
    let years: BTreeSet<Option<i32>> = own.chain([None]).collect();
    let papers = years.into_iter().map(|year| group.of(award, year));
    papers
        .flat_map(|paper| {
            let date = day.unwrap_or(paper.ngay);
            paper.dan_chieu.iter().filter_map(|cited| basis(label, date, cited)).collect::<Vec<_>>()
        })
        .collect()
}

fn basis(label: &str, date: PartialDate, cited: &Located<String>) -> Option<CitedBasis> {
    Some(CitedBasis {
        noi_dung: cited.clone(),
        van_ban: label.to_owned(),
        tu_ngay: date.earliest()?,
        den_ngay: date.latest()?,
    })
}
