//! Conflicts of interest: who counts the ballots, presides or signs the tờ trình is himself proposed. The law leaves
//! it to the council to mend, so it is only told.

use std::collections::BTreeSet;

use super::round::Round;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::fold;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::paper_keys::OwnValue;
use crate::campaign::rules::{Assessed, Context};

/// The key of the tellers in the minutes of the count.
const TELLERS: &str = "ban_kiem_phieu";

/// The findings for `round`, in which `proposed` are proposed for the award at `place`.
pub fn conflicts(context: &Context, round: &Round, proposed: &[&Assessed], place: &Place) -> Vec<Diagnostic> {
    let people: BTreeSet<String> = names(proposed, |item| (item.loai == NomineeKind::CaNhan).then_some(&item.ten));
    let heads: BTreeSet<String> = names(proposed, |item| {
        let unit = context.nominee(item.proposed.nominee).filter(|_| item.loai == NomineeKind::TapThe);
        unit.map(|unit| &unit.ly_lich.nguoi_ky)
    });
    let mut findings = Vec::new();
    let mut tell = |name: &str, role: &str, with_heads: bool| {
        let name_key = fold(name);
        let what = match (people.contains(&name_key), with_heads && heads.contains(&name_key)) {
            _ if name.trim().is_empty() => return,
            (true, _) => "cũng là người được đề nghị",
            (_, true) => "đứng đầu một tập thể được đề nghị",
            _ => return,
        };
        let message = format!("{}: {name}, {role}, {what}", round.ten);
        let finding = Diagnostic::warning(Code::TL019, message).at(place.clone());
        findings
            .push(finding.hint("cử người khác, hoặc ghi rõ trong biên bản rằng người ấy không tham gia phần việc này"));
    };
    if !round.bo_phieu.is_empty() {
        for teller in tellers(round) {
            tell(&teller, "thành viên Ban kiểm phiếu", true);
        }
    }
    if let Some(chair) = context.rules().hoi_dong.as_ref().and_then(|council| council.chair()) {
        tell(&chair.ho_ten.value, "chủ tọa cuộc họp", false);
    }
    tell(&round.to_trinh.nguoi_ky.ho_ten, "người ký tờ trình", false);
    findings
}

fn names<'a>(proposed: &[&'a Assessed], of: impl Fn(&'a Assessed) -> Option<&'a String>) -> BTreeSet<String> {
    proposed.iter().filter_map(|item| of(item)).filter(|name| !name.is_empty()).map(|name| fold(name)).collect()
}

fn tellers(round: &Round) -> Vec<String> {
    match round.kiem_phieu.rieng.get(TELLERS) {
        Some(OwnValue::Groups(groups)) => groups.iter().filter_map(|group| group.get("ho_ten").cloned()).collect(),
        _ => Vec::new(),
    }
}
