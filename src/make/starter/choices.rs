//! The lists that cells of the workbook are chosen from.
//!
//! Words of the model are taken from its own labels, names and codes from the rules of the example
//! campaign, so nothing is typed here twice. Lists of the campaign are meant to be extended by the office:
//! a cell warns about another word, but takes it.

use chrono::NaiveDate;

use crate::base::text::upper_first;
use crate::campaign::model::award::RewardType;
use crate::campaign::model::evidence::CouncilLevel;
use crate::campaign::model::exclusion::CaseState;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::profile::{PastKind, ReportSection};
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::rules::dossiers::DOSSIER;
use crate::campaign::rules::votes::VOTE;
use crate::campaign::source::List;
use crate::law::Law;

impl List {
    /// The lists that stand in the sheet of lists, in its order; units and people have sheets of their own.
    pub const WRITTEN: &[List] = &[
        List::Subjects,
        List::Awards,
        List::Indicators,
        List::Papers,
        List::Quotas,
        List::Attributes,
        List::Sections,
        List::Waivable,
        List::Titles,
        List::Discipline,
        List::Registrants,
        List::Sexes,
        List::Levels,
        List::States,
        List::PastKinds,
        List::RewardTypes,
    ];

    /// The heading of the list.
    pub fn label(self) -> &'static str {
        match self {
            List::Units => "Đơn vị",
            List::People => "Cá nhân",
            List::Subjects => "Đối tượng (tự lấy)",
            List::Registrants => "Đối tượng đăng ký",
            List::Sexes => "Giới tính",
            List::Levels => "Cấp công nhận",
            List::States => "Trạng thái kỷ luật",
            List::PastKinds => "Loại khen thưởng",
            List::RewardTypes => "Loại hình khen thưởng",
            List::Awards => "Hình thức",
            List::Indicators => "Chỉ số",
            List::Papers => "Loại giấy tờ",
            List::Quotas => "Chỉ tiêu",
            List::Attributes => "Đặc điểm",
            List::Sections => "Mục báo cáo",
            List::Waivable => "Bỏ qua",
            List::Discipline => "Mức kỷ luật",
            List::Titles => "Danh hiệu",
        }
    }

    /// Whether the program knows no other word.
    pub fn is_closed(self) -> bool {
        matches!(
            self,
            List::Registrants | List::Sexes | List::Levels | List::States | List::PastKinds | List::RewardTypes
        )
    }

    /// The words, for the rules of a campaign and the law of `day`; none for a list that the workbook
    /// gathers by itself.
    pub fn words(self, rules: &Rulebook, law: &Law, day: NaiveDate) -> Vec<String> {
        match self {
            List::Units | List::People | List::Subjects => Vec::new(),
            List::Registrants => NomineeKind::ALL.iter().map(|kind| upper_first(kind.label())).collect(),
            List::Sexes => ["Nam", "Nữ"].map(str::to_owned).to_vec(),
            List::Levels => CouncilLevel::ALL.iter().map(|level| level.label().to_owned()).collect(),
            List::States => CaseState::ALL.iter().map(|state| state.label().to_owned()).collect(),
            List::PastKinds => PastKind::ALL.iter().map(|kind| kind.label().to_owned()).collect(),
            List::RewardTypes => RewardType::ALL.iter().map(|kind| kind.label().to_owned()).collect(),
            List::Awards => rules.hinh_thuc.iter().map(|award| award.ten.clone()).collect(),
            List::Indicators => {
                let typed = rules.chi_so.iter().filter(|indicator| indicator.is_typed());
                typed.map(|indicator| indicator.ten.clone()).collect()
            }
            List::Papers => rules.ho_so.iter().map(|paper| paper.ten.clone()).collect(),
            List::Quotas => rules.chi_tieu.iter().map(|quota| quota.ma.clone()).collect(),
            List::Attributes => rules.dac_diem.iter().map(|attribute| attribute.ten.clone()).collect(),
            List::Sections => {
                let sections = ReportSection::ALL.iter().map(|section| section.label().to_owned());
                sections.chain(rules.tieu_chuan.iter().map(|criterion| criterion.ma.clone())).collect()
            }
            List::Waivable => {
                let criteria = rules.tieu_chuan.iter().map(|criterion| criterion.ma.clone());
                let exclusions = rules.loai_tru.iter().map(|exclusion| exclusion.ma.clone());
                let steps = rules.buoc.iter().map(|step| step.ma.clone());
                criteria.chain(exclusions).chain(steps).chain([DOSSIER, VOTE].map(str::to_owned)).collect()
            }
            List::Discipline => law.levels(day),
            List::Titles => law.parameters.danh_muc.iter().map(|title| title.ten.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::model::nomination::WOMAN;

    #[test]
    fn the_word_for_women_is_the_one_that_rankings_know() {
        let words = List::Sexes.words(&Rulebook::default(), &Law::builtin().unwrap(), NaiveDate::default());
        assert_eq!(crate::base::text::ascii_key(&words[1]), WOMAN);
    }
}
