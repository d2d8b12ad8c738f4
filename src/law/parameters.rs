//! The numbers of the law, each valid from a day: base salary, multiples, votes, discipline, competence.

use chrono::NaiveDate;
use serde::Deserialize;

use super::competence::Competence;
use super::dated;
use super::discipline::Discipline;
use crate::base::diag::labelled::labelled;
use crate::base::text::quantity::Quantity;

/// The whole table. Which entry holds on a day says [`super::Law`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub luong_co_so: Vec<BaseSalary>,
    pub danh_muc: Vec<Title>,
    pub tien_thuong: Vec<Rewards>,
    pub bieu_quyet: Vec<Votes>,
    pub ky_luat: Vec<Discipline>,
    pub loai_tru: Vec<OpenCases>,
    pub tham_quyen: Vec<Competence>,
}

impl Parameters {
    /// The numbers of the decrees that entries hold by.
    pub(super) fn decrees(&self) -> impl Iterator<Item = &str> {
        let rewards = self.tien_thuong.iter().map(|entry| &entry.nghi_dinh);
        let votes = self.bieu_quyet.iter().map(|entry| &entry.nghi_dinh);
        let cases = self.loai_tru.iter().map(|entry| &entry.nghi_dinh);
        rewards.chain(votes).chain(cases).map(String::as_str)
    }
}

/// Mức lương cơ sở.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseSalary {
    #[serde(deserialize_with = "dated::needed_day")]
    pub tu_ngay: NaiveDate,
    /// Đồng a month.
    pub so_tien: u64,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// An entry of the statutory list of titles and awards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub ma: String,
    pub ten: String,
    /// The only ones to whom the law gives it; either when `None`.
    #[serde(default)]
    pub chi_cho: Option<Recipient>,
}

/// Reward money of one decree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewards {
    /// The number of the decree; it holds from the first day of this.
    pub nghi_dinh: String,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
    /// The money of a household, in times that of an individual.
    #[serde(default)]
    pub ho_gia_dinh: Option<Quantity>,
    pub muc: Vec<Reward>,
}

/// Multiples of the base salary for one award.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    pub hinh_thuc: String,
    pub ca_nhan: Option<Quantity>,
    pub tap_the: Option<Quantity>,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// Votes that a decree asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// The number of the decree; it holds from the first day of this.
    pub nghi_dinh: String,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
    pub muc: Vec<VoteShare>,
}

/// The share for some awards, in percent of all members.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteShare {
    pub ty_le: Quantity,
    pub hinh_thuc: Vec<String>,
}

labelled! {
    /// To whom a title can be given.
    Recipient {
        CaNhan "ca_nhan" "cá nhân";
        TapThe "tap_the" "tập thể";
    }
}

labelled! {
    /// How far a case has come.
    CaseState {
        /// Disciplined, the time of enforcement over.
        DaBi "da_bi" "đã bị";
        DangThiHanh "dang_thi_hanh" "đang thi hành";
        DangXemXet "dang_xem_xet" "đang xem xét";
        /// Investigated, inspected, complained of, or accused in the press.
        DangXacMinh "dang_xac_minh" "đang xác minh";
    }
}

/// Cases during which nobody is rewarded, whatever the plan says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCases {
    /// The number of the decree; it holds from the first day of this.
    pub nghi_dinh: String,
    pub trang_thai: Vec<CaseState>,
    pub can_cu: String,
}

#[cfg(test)]
mod tests {
    use crate::law::Law;

    #[test]
    fn the_table_names_only_known_awards() {
        let parameters = Law::builtin().unwrap().parameters;
        let known: Vec<&str> = parameters.danh_muc.iter().map(|title| title.ma.as_str()).collect();
        let rewards = parameters.tien_thuong.iter().flat_map(|entry| &entry.muc).map(|reward| &reward.hinh_thuc);
        let votes = parameters.bieu_quyet.iter().flat_map(|entry| &entry.muc).flat_map(|share| &share.hinh_thuc);
        let competence = parameters.tham_quyen.iter().flat_map(|entry| &entry.hinh_thuc);
        for code in rewards.chain(votes).chain(competence) {
            assert!(known.contains(&code.as_str()), "{code}");
        }
    }
}
