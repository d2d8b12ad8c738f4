//! The texts that the papers of a day cite: those of the form set of their dossiers.

use crate::campaign::folder::form_set::of_campaign;
use crate::campaign::model::Campaign;
use crate::law::Law;
use crate::law::form_sets::FormSetText;
use crate::paper::document::PartialDate;

/// The texts of the form set that a paper of `date` cites, as whole căn cứ.
pub fn bases(law: &Law, campaign: &Campaign, date: PartialDate) -> Vec<String> {
    let Ok((choice, _)) = of_campaign(law, campaign) else { return Vec::new() };
    let day = date.earliest().filter(|day| choice.bo_mau.holds(*day)).unwrap_or(choice.ngay);
    law.form_sets.bases(day).map(|basis| format!("Căn cứ {}", basis.cau)).collect()
}

/// The form set as papers name it.
pub fn form_set_text(law: &Law, campaign: &Campaign) -> FormSetText {
    of_campaign(law, campaign).map(|(choice, _)| law.form_sets.text(&choice)).unwrap_or_default()
}
