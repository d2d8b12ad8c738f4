//! What became of the đề nghị, for every paper that names or counts those who are rewarded.

use serde_json::{Value, json};

use crate::model::Campaign;
use crate::model::nomination::NomineeKind;
use crate::rules::{Assessed, Facts, Judgement};

/// The variable `xet`. Papers for each award are about the items of `hinh_thuc`, papers for each đề nghị
/// about the items of `de_nghi`; both have a `ma` and a `ten`, from which their files are named.
pub fn awards(_campaign: &Campaign, facts: &Facts, judgement: &Judgement) -> Value {
    let title = |code: &str| facts.quy_dinh.award(code).map_or_else(|| code.to_owned(), |award| award.ten.clone());
    let nominee = |item: &Assessed| {
        json!({
            "ma": item.doi_tuong, "ten": item.ten, "loai": item.loai, "don_vi": item.don_vi,
            "hinh_thuc": title(&item.hinh_thuc), "nam": item.nam, "ket_qua": item.ket_qua,
        })
    };
    let awards: Vec<Value> = judgement
        .chon
        .iter()
        .map(|selection| {
            let chosen = judgement.chosen(&selection.hinh_thuc, selection.nam);
            let count = |kind: NomineeKind| chosen.iter().filter(|item| item.loai == kind).count();
            json!({
                "ma": selection.hinh_thuc, "ten": title(&selection.hinh_thuc), "nam": selection.nam,
                "so_tap_the": count(NomineeKind::TapThe), "so_ca_nhan": count(NomineeKind::CaNhan),
                "duoc_chon": chosen.iter().map(|item| nominee(item)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let proposed: Vec<Value> = judgement.de_nghi.iter().map(nominee).collect();
    json!({ "ngay": judgement.ngay.to_string(), "hinh_thuc": awards, "de_nghi": proposed })
}
