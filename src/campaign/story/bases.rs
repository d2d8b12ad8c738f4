//! The texts that the papers of a day cite: those of the form set of their dossiers that are in force on it.
//!
//! One campaign names one law in one way: where the office cites a text itself, in any of its papers, all papers
//! cite it in these words. What nobody has compared with the signed text (`chua_kiem_chung`) is cited only so.

use super::Sources;
use crate::campaign::folder::form_set::of_campaign;
use crate::campaign::model::{Paper, Reference};
use crate::law::form_sets::{Basis, FormSetText};
use crate::paper::document::PartialDate;

/// How a căn cứ begins.
const BECAUSE: &str = "Căn cứ ";

/// The texts that a paper of `date` cites, as whole căn cứ.
pub fn bases(sources: &Sources, date: PartialDate) -> Vec<String> {
    let known = in_force(sources, date);
    let cited = known.iter().filter_map(|basis| words(sources, basis));
    cited.map(|words| format!("{BECAUSE}{words}")).collect()
}

/// The form set as papers name it.
pub fn form_set_text(sources: &Sources) -> FormSetText {
    let Ok((choice, _)) = of_campaign(sources.law, sources.campaign) else { return FormSetText::default() };
    let known = in_force(sources, PartialDate::whole(choice.ngay));
    let title = |basis: &&Basis| sources.law.texts.find(&basis.so).map(|text| text.ten.clone());
    FormSetText {
        can_cu: known.iter().filter_map(|basis| words(sources, basis)).collect(),
        chua_kiem_chung: known.iter().filter(|basis| words(sources, basis).is_none()).filter_map(title).collect(),
        ..sources.law.form_sets.text(&choice)
    }
}

/// The texts of the form set that are in force on `date`; without a day, on that of the dossiers.
fn in_force<'a>(sources: &Sources<'a>, date: PartialDate) -> Vec<&'a Basis> {
    let Ok((choice, _)) = of_campaign(sources.law, sources.campaign) else { return Vec::new() };
    let sets = &sources.law.form_sets;
    let day = date.earliest().unwrap_or(choice.ngay);
    let of_set = if choice.bo_mau.holds(day) { day } else { choice.ngay };
    sets.bases(of_set).filter(|basis| basis.holds(day)).collect()
}

/// How `basis` is cited: as the office does, else in the words of the table; not at all where these are unverified.
fn words(sources: &Sources, basis: &Basis) -> Option<String> {
    let own = sources.law.texts.find(&basis.so).and_then(|text| {
        let told = sources.papers.values().flat_map(|group| {
            let own = group.own.iter().map(|own| &own.van_ban.giay);
            [&group.usual.giay].into_iter().chain(own).flat_map(|paper: &Paper| paper.can_cu.iter().map(String::as_str))
        });
        let plan = sources.campaign.ke_hoach.can_cu.iter().map(|cited: &Reference| cited.cau.as_str());
        told.chain(plan).map(bare).find(|words| text.is_subject_of(words)).map(str::to_owned)
    });
    own.or_else(|| (!basis.chua_kiem_chung).then(|| basis.cau.clone()))
}

fn bare(words: &str) -> &str {
    words.trim().trim_start_matches(BECAUSE).trim_end_matches(['.', ';'])
}
