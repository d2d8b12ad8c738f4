//! Whether a campaign holds what a kind of paper can't do without.

use crate::campaign::model::quota::Quota;
use crate::campaign::opened::Shared;
use crate::campaign::template::{Kind, Need, Scope};
use crate::paper::document::DocumentKind;

/// How many things that nobody is reminded of are named.
const MOST_NAMED: usize = 3;

/// Something that is not there.
#[derive(Clone, Debug)]
pub struct Lack {
    /// Where it would stand.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl Lack {
    fn of(need: Need) -> Self {
        Lack { what: need.label().to_owned(), hint: need.hint().to_owned() }
    }
}

impl Shared {
    /// The first thing that `kind` needs and that is not there.
    pub(super) fn missing(&self, kind: &Kind) -> Option<Lack> {
        let need = kind.can.iter().copied().find(|need| !self.has(kind, *need));
        let lack = self.missing_table(kind).or_else(|| self.missing_step(kind));
        lack.or_else(|| need.map(|need| self.lack_of(need))).or_else(|| self.missing_decision(kind))
    }

    /// The decision that papers of `kind` are or rest on, where other bodies decide on all awards.
    fn missing_decision(&self, kind: &Kind) -> Option<Lack> {
        let of_award = matches!(kind.pham_vi, Scope::HinhThuc | Scope::DeNghi | Scope::TapThe | Scope::CaNhan);
        let is_decision = matches!(kind.loai, DocumentKind::QuyetDinh | DocumentKind::GiayKhen);
        if !of_award || !is_decision || !kind.can.contains(&Need::DuocChon) {
            return None;
        }
        let mut decided = self.story.xet.hinh_thuc.iter().filter(|round| round.is_decided()).peekable();
        let only = decided.peek()?.only_submitted.clone();
        let all = decided.all(|round| !round.only_submitted.is_empty());
        all.then(|| Lack { what: "hình thức mà cơ quan phát động quyết định".to_owned(), hint: only })
    }

    /// What lacks, and why nobody is reminded of what is missing.
    fn lack_of(&self, need: Need) -> Lack {
        let closed = &self.story.tong_hop.da_khep;
        let named = closed.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
        let rest = closed.len().saturating_sub(MOST_NAMED);
        let more = if rest > 0 { format!(" và {rest} việc khác") } else { String::new() };
        match need {
            Need::ConThieu if !closed.is_empty() => Lack {
                hint: format!(
                    "không đôn đốc việc đã khép từ lâu: {named}{more}; nhắc cả việc quá hạn lâu hơn thì sửa `nhac_qua_han` ở `[van_ban.don_doc]`"
                ),
                ..Lack::of(need)
            },
            need => Lack::of(need),
        }
    }

    /// As [`Shared::missing`], for an empty form to hand out; a kind without one lacks it.
    pub(super) fn missing_for_blank(&self, kind: &Kind) -> Option<Lack> {
        if !kind.mau_trong {
            let what = "mẫu trống, mà loại này không có".to_owned();
            return Some(Lack {
                what, hint: "cho loại này có mẫu trống: `mau_trong = true` trong `[mau]`".to_owned()
            });
        }
        let need = kind.can.iter().copied().find(|need| need.even_blank() && !self.has(kind, *need));
        self.missing_table(kind).or_else(|| need.map(Lack::of))
    }

    /// The table of which each row gives a paper of `kind`.
    fn missing_table(&self, kind: &Kind) -> Option<Lack> {
        let lacks = kind.pham_vi == Scope::Hang && self.own_tables.get(&kind.bang).is_none();
        let hint = || format!("thêm vào số liệu trang tính hoặc tệp .csv tên `{}`, mỗi văn bản một dòng", kind.bang);
        lacks.then(|| Lack { what: format!("bảng `{}`", kind.bang), hint: hint() })
    }

    fn has(&self, kind: &Kind, need: Need) -> bool {
        let rules = &self.facts.quy_dinh;
        match need {
            Need::DonVi => self.parties.units().next().is_some(),
            Need::QuyDinh => !rules.tieu_chuan.is_empty() || !rules.hinh_thuc.is_empty(),
            Need::CoDangKy => !self.story.phong_trao.dang_ky.trich_yeu.is_empty() || self.has(kind, Need::DangKy),
            Need::DangKy => !self.facts.dang_ky.is_empty(),
            Need::ConThieu => !self.story.tong_hop.con_thieu.is_empty(),
            Need::HoSoDonVi => self.dossiers.keys().any(|(name, _)| *name == kind.name),
            Need::ThangDiem => !rules.thang_diem.is_empty(),
            Need::ChiTieu => rules.chi_tieu.iter().any(Quota::is_divided),
            Need::DeNghi => !self.judgement.de_nghi.is_empty(),
            Need::DuocChon => self.judgement.chon.iter().any(|selection| !selection.duoc_chon.is_empty()),
            Need::HoiDong => rules.hoi_dong.as_ref().is_some_and(|council| !council.thanh_vien.is_empty()),
            Need::BieuQuyet => !self.facts.bieu_quyet.is_empty(),
        }
    }
}
