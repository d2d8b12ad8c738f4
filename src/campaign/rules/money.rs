//! Reward money: a multiple of the base salary on the day of the decision, rounded up to 10.000 đồng.

use chrono::NaiveDate;
use serde::Serialize;

use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quantity::Quantity;
use crate::law::Law;

/// Money that goes with one award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RewardMoney {
    /// Nothing where the plan sets the amount itself.
    pub he_so: Quantity,
    pub luong_co_so: u64,
    /// Đồng.
    pub so_tien: u64,
    pub can_cu: String,
    pub chua_kiem_chung: bool,
}

impl RewardMoney {
    /// An amount in đồng that the plan sets itself.
    pub fn set(amount: u32, clause: &str) -> Self {
        RewardMoney {
            he_so: Quantity::default(),
            luong_co_so: 0,
            so_tien: amount.into(),
            can_cu: if clause.is_empty() { "kế hoạch".to_owned() } else { clause.to_owned() },
            chua_kiem_chung: false,
        }
    }

    /// Whether the plan sets the amount itself.
    pub fn is_set(&self) -> bool {
        self.luong_co_so == 0
    }
}

/// The money for `title` (a code of the statutory list) decided on `date`; `None` without a multiple.
pub fn reward(law: &Law, title: &str, kind: NomineeKind, date: NaiveDate) -> Option<RewardMoney> {
    let salary = law.base_salary(date)?;
    let decree = law.rewards(date)?;
    let reward = decree.muc.iter().find(|reward| reward.hinh_thuc == title)?;
    let multiple = match kind {
        NomineeKind::CaNhan => reward.ca_nhan,
        NomineeKind::HoGiaDinh => reward.ca_nhan.zip(decree.ho_gia_dinh).and_then(times),
        NomineeKind::TapThe => reward.tap_the,
    }?;
    Some(RewardMoney {
        he_so: multiple,
        luong_co_so: salary.so_tien,
        so_tien: rounded_up(multiple, salary.so_tien)?,
        can_cu: format!("{}; {}", decree.can_cu, salary.can_cu),
        chua_kiem_chung: salary.chua_kiem_chung || decree.chua_kiem_chung || reward.chua_kiem_chung,
    })
}

fn times((one, times): (Quantity, Quantity)) -> Option<Quantity> {
    one.times(times.millionths()).divided(Quantity::whole(1).millionths())
}

fn rounded_up(multiple: Quantity, salary: u64) -> Option<u64> {
    const STEP: u128 = 10_000;
    let millionths = u128::try_from(multiple.millionths()).ok()? * u128::from(salary);
    u64::try_from(millionths.div_ceil(1_000_000 * STEP) * STEP).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_follows_award_kind_and_date() {
        let law = Law::builtin().unwrap();
        for (title, kind, date, expected) in [
            ("giay_khen", NomineeKind::CaNhan, "2025-08-01", Some(710_000)),
            ("giay_khen", NomineeKind::TapThe, "2025-08-01", Some(1_410_000)),
            ("bang_khen_tinh", NomineeKind::TapThe, "2025-08-01", Some(7_020_000)),
            ("bang_khen_tinh", NomineeKind::CaNhan, "2022-05-01", Some(1_490_000)),
            ("giay_khen", NomineeKind::CaNhan, "2026-07-01", Some(760_000)),
            ("lao_dong_tien_tien", NomineeKind::TapThe, "2025-08-01", None),
            ("giay_khen", NomineeKind::HoGiaDinh, "2025-08-01", Some(1_060_000)),
            ("bang_khen_tinh", NomineeKind::HoGiaDinh, "2026-07-01", Some(5_700_000)),
            ("giay_khen", NomineeKind::HoGiaDinh, "2023-06-01", None),
            ("giay_khen", NomineeKind::CaNhan, "2001-01-01", None),
        ] {
            let money = reward(&law, title, kind, date.parse().unwrap());
            assert_eq!(money.map(|money| money.so_tien), expected, "{title} {date}");
        }
    }
}
