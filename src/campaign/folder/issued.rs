//! What the data say of the papers that the campaign issues, as facts for the rules: the căn cứ they name
//! and the day on which each is issued, the day of the tờ trình.
//!
//! The day of a paper may stand elsewhere: the quyết định has that of the rules, the biên bản that of the
//! meeting. Căn cứ that the program adds by the form set are right by construction and not listed.

use std::collections::BTreeSet;

use super::CampaignFile;
use crate::campaign::model::Paper;
use crate::campaign::model::award::Award;
use crate::campaign::model::dossier::{CitedBasis, Submission};
use crate::campaign::model::located::Located;
use crate::campaign::model::paper_group::{PaperGroup, Step};
use crate::paper::document::PartialDate;

/// Every căn cứ named in the data with the days that its paper may have; papers without a year can't be
/// held against any law.
pub fn cited(file: &CampaignFile) -> Vec<CitedBasis> {
    let plan = &file.campaign.ke_hoach;
    let mut bases = Vec::new();
    for reference in &plan.can_cu {
        let Some(place) = &reference.place else { continue };
        bases.extend(basis("Kế hoạch", plan.ngay, &Located::new(reference.cau.clone(), place)));
    }
    for award in &file.rulebook.hinh_thuc {
        bases.extend(of_award(file, award));
    }
    bases
}

fn of_award(file: &CampaignFile, award: &Award) -> Vec<CitedBasis> {
    let whole = PartialDate::whole;
    let decided = award.ngay_quyet_dinh.as_ref().map(|day| whole(day.value));
    let council = file.rulebook.hoi_dong.as_ref();
    let met = council.and_then(|council| council.ngay_hop.as_ref()).map(|day| whole(day.value));
    let day = |step: Step| match step {
        Step::BienBan | Step::KiemPhieu => met,
        Step::QuyetDinh => decided,
        Step::ToTrinh | Step::BaoCao => None,
    };
    let of_step = |step: &Step| of_group(step.label(), &file.of_step(*step), &award.ma, day(*step));
    Step::ALL.iter().flat_map(of_step).collect()
}

/// What the paper for `award` cites, in each year for which it is another paper.
fn of_group(label: &str, group: &PaperGroup, award: &str, day: Option<PartialDate>) -> Vec<CitedBasis> {
    let papers = papers(group, award).into_iter();
    papers
        .flat_map(|(_, paper)| {
            let date = day.unwrap_or(paper.ngay);
            paper.places.can_cu.iter().filter_map(|cited| basis(label, date, cited)).collect::<Vec<_>>()
        })
        .collect()
}

/// The usual paper for `award`, then those of single years.
fn papers(group: &PaperGroup, award: &str) -> Vec<(Option<i32>, Paper)> {
    let own = group.own.iter().filter(|own| own.hinh_thuc.value == award).map(|own| own.nam);
    let years: BTreeSet<Option<i32>> = own.chain([None]).collect();
    years.into_iter().map(|year| (year, group.of(award, year).giay)).collect()
}

/// The tờ trình of every award that has a date.
pub fn submissions(file: &CampaignFile) -> Vec<Submission> {
    let proposals = file.of_step(Step::ToTrinh);
    let of_award = |award: &Award| {
        let papers = papers(&proposals, &award.ma).into_iter();
        let dated = papers.filter_map(|(nam, paper)| {
            let ngay = Located { value: paper.ngay.earliest()?, place: paper.places.ngay? };
            Some(Submission { hinh_thuc: award.ma.clone(), nam, ngay })
        });
        dated.collect::<Vec<_>>()
    };
    file.rulebook.hinh_thuc.iter().flat_map(of_award).collect()
}

fn basis(label: &str, date: PartialDate, cited: &Located<String>) -> Option<CitedBasis> {
    Some(CitedBasis {
        noi_dung: cited.clone(),
        van_ban: label.to_owned(),
        tu_ngay: date.earliest()?,
        den_ngay: date.latest()?,
    })
}
