//! Whether a campaign holds what a kind of paper can't do without.

use super::Shared;
use crate::template::{Form, Need};

impl Shared {
    /// The first thing that `form` needs and that is not there.
    pub(super) fn missing(&self, form: &Form) -> Option<Need> {
        form.needs.iter().copied().find(|need| !self.has(form, *need))
    }

    /// As [`Shared::missing`], for an empty form to hand out.
    pub(super) fn missing_for_blank(&self, form: &Form) -> Option<Need> {
        form.needs.iter().copied().find(|need| need.even_blank() && !self.has(form, *need))
    }

    fn has(&self, form: &Form, need: Need) -> bool {
        let rules = &self.facts.quy_dinh;
        match need {
            Need::DonVi => self.parties.units().next().is_some(),
            Need::QuyDinh => !rules.tieu_chuan.is_empty() || !rules.hinh_thuc.is_empty(),
            Need::CoDangKy => !self.story.phong_trao.dang_ky.trich_yeu.is_empty() || self.has(form, Need::DangKy),
            Need::DangKy => !self.facts.dang_ky.is_empty(),
            Need::ConThieu => !self.story.tong_hop.con_thieu.is_empty(),
            Need::HoSoDonVi => self.dossiers.keys().any(|(name, _)| *name == form.name),
            Need::DeNghi => !self.judgement.de_nghi.is_empty(),
            Need::DuocChon => self.judgement.chon.iter().any(|selection| !selection.duoc_chon.is_empty()),
            Need::HoiDong => rules.hoi_dong.as_ref().is_some_and(|council| !council.thanh_vien.is_empty()),
            Need::BieuQuyet => !self.facts.bieu_quyet.is_empty(),
        }
    }
}

/// Whether `form` rests on the judgement, and so on every sheet that it looks at.
pub fn is_judged(form: &Form) -> bool {
    let judged = |need: &Need| !matches!(need, Need::DonVi | Need::QuyDinh | Need::CoDangKy | Need::DangKy);
    form.needs.iter().any(judged)
}
