//! The table of rules, and the words they share.

pub mod absent_without_reason;
pub mod award_without_criteria;
pub mod ballots_do_not_add_up;
pub mod basis_not_in_force;
pub mod contradicting_values;
pub mod council_does_not_add_up;
pub mod count_mismatch;
pub mod criterion_cycle;
pub mod criterion_not_met;
pub mod criterion_pending;
pub mod dangling_reference;
pub mod deadline_conflict;
pub mod deadline_unknown;
pub mod double_nomination;
pub mod doubtful_share;
pub mod duplicate_code;
pub mod excluded;
pub mod grade_tied;
pub mod impossible_criterion;
pub mod initiative_twice;
pub mod late_dossier;
pub mod late_registration;
pub mod late_submission;
pub mod missing_paper;
pub mod missing_registration;
pub mod no_chair;
pub mod no_competence;
pub mod no_quorum;
pub mod one_achievement;
pub mod outside_quota;
pub mod override_of_nothing;
pub mod override_used;
pub mod override_without_reason;
pub mod points_out_of_range;
pub mod quota_unknown;
pub mod rank_value_missing;
pub mod self_score_apart;
pub mod share_of_nothing;
pub mod share_out_of_range;
pub mod special_award_as_base;
pub mod stage_awaited;
pub mod stage_failed;
pub mod stage_row;
pub mod tie_at_edge;
mod told_comparison;
pub mod too_few_votes;
pub mod unlike_orders;
pub mod unverified_number;
pub mod vote_missing;
pub mod vote_of_nothing;
pub mod words_without_the_number;
pub mod wrong_kind;
pub mod wrong_value;

use super::input::{sheets, stages};
use super::{Assessed, Assessment, Rule, State, Verdict, quotas, votes};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::evidence::Indicator;

/// Every rule, in the order of codes. `TD020` and `TD021` come from [`super::index`].
pub const RULES: &[&dyn Rule] = &[
    &duplicate_code::DuplicateCode,
    &dangling_reference::DanglingReference,
    &criterion_cycle::CriterionCycle,
    &impossible_criterion::ImpossibleCriterion,
    &deadline_conflict::DeadlineConflict,
    &deadline_unknown::DeadlineUnknown,
    &share_of_nothing::ShareOfNothing,
    &no_competence::NoCompetence,
    &basis_not_in_force::BasisNotInForce,
    &award_without_criteria::AwardWithoutCriteria,
    &words_without_the_number::WordsWithoutTheNumber,
    &double_nomination::DoubleNomination,
    &wrong_kind::WrongKind,
    &one_achievement::OneAchievement,
    &wrong_value::WrongValue,
    &contradicting_values::ContradictingValues,
    &doubtful_share::DoubtfulShare,
    &share_out_of_range::ShareOutOfRange,
    &initiative_twice::InitiativeTwice,
    &special_award_as_base::SpecialAwardAsBase,
    &vote_of_nothing::VoteOfNothing,
    &criterion_not_met::CriterionNotMet,
    &criterion_pending::CriterionPending,
    &excluded::Excluded,
    &points_out_of_range::PointsOutOfRange,
    &self_score_apart::SelfScoreApart,
    &grade_tied::GradeTied,
    &late_registration::LateRegistration,
    &missing_registration::MissingRegistration,
    &late_dossier::LateDossier,
    &missing_paper::MissingPaper,
    &count_mismatch::CountMismatch,
    &late_submission::LateSubmission,
    &outside_quota::OutsideQuota,
    &tie_at_edge::TieAtEdge,
    &quota_unknown::QuotaUnknown,
    &rank_value_missing::RankValueMissing,
    &unlike_orders::UnlikeOrders,
    &ballots_do_not_add_up::BallotsDoNotAddUp,
    &council_does_not_add_up::CouncilDoesNotAddUp,
    &too_few_votes::TooFewVotes,
    &vote_missing::VoteMissing,
    &absent_without_reason::AbsentWithoutReason,
    &no_quorum::NoQuorum,
    &no_chair::NoChair,
    &override_used::OverrideUsed,
    &override_without_reason::OverrideWithoutReason,
    &override_of_nothing::OverrideOfNothing,
    &stage_failed::StageFailed,
    &stage_awaited::StageAwaited,
    &stage_row::StageRow,
    &unverified_number::UnverifiedNumber,
];

/// "Phòng Ngân sách, Giấy khen của Giám đốc Sở năm 2022".
fn title(assessment: &Assessment, item: &Assessed) -> String {
    let award =
        assessment.context.award(item.proposed.award).map_or(item.hinh_thuc.as_str(), |award| award.ten.as_str());
    let period = &assessment.context.rules().thoi_gian;
    let year = item.nam.map(|year| format!(" {}", period.year_words(year))).unwrap_or_default();
    format!("{}, {award}{year}", item.ten)
}

/// Reports the papers that stand against a đề nghị: those that `came`, late or incomplete, or those that
/// did not come. Who fails by something else no longer waits for them.
fn open_papers(assessment: &Assessment, code: Code, came: bool, report: &mut Report) {
    for item in assessment.de_nghi {
        let waits = item.ket_luan != State::KhongDat;
        let against = |paper: &&Verdict| match paper.trang_thai {
            State::KhongDat => true,
            State::Cho => waits,
            State::Dat | State::KhongApDung => false,
        };
        for paper in item.ho_so.gom.iter().filter(against).filter(|paper| paper.da_xem.is_empty() != came) {
            let place = paper.place().unwrap_or(&item.vi_tri).clone();
            let message = format!("{}: {}", title(assessment, item), paper.ly_do);
            let finding = Diagnostic::warning(code, message).at(place).follows_from(sheets::PAPERS.key);
            let required = assessment.context.rules().ho_so.iter().find(|required| required.ma == paper.ma);
            report.push(match required {
                Some(required) => finding.hint_at(required.place.clone(), required.cau(assessment.context.rules())),
                None => finding,
            });
        }
    }
}

/// Reports the steps of `item` that are in `state`, except those that only wait for the one before or come after the
/// one that ended it.
fn open_stages(assessment: &Assessment, item: &Assessed, state: State, code: Code, report: &mut Report) {
    let rules = assessment.context.rules();
    let mut told: Vec<&str> = Vec::new();
    for verdict in item.buoc.gom.iter().filter(|verdict| verdict.trang_thai == state) {
        let Some(stage) = rules.stage(&verdict.ma) else { continue };
        let waits = stage.sau_buoc.as_ref().is_some_and(|before| told.contains(&before.value.as_str()));
        told.push(&stage.ma);
        let ended = |code: &str| item.buoc.gom.iter().any(|it| it.ma == code && it.trang_thai == State::KhongDat);
        let is_past = state == State::Cho && stage.sau_buoc.as_ref().is_some_and(|before| ended(&before.value));
        if is_past || (waits && verdict.da_xem.is_empty()) {
            continue;
        }
        let place = verdict.place().unwrap_or(&item.vi_tri).clone();
        let message = format!("{}: {}", title(assessment, item), verdict.ly_do);
        let finding = Diagnostic::warning(code, message).at(place).follows_from(stages::TABLE.key);
        report.push(finding.hint_at(stage.place.clone(), with_clause(stage.cau(rules), &stage.muc)));
    }
}

/// Adds what the criterion `code` asks, where it is set and what proves it.
fn criterion_hint(assessment: &Assessment, finding: Diagnostic, code: &str) -> Diagnostic {
    let rules = assessment.context.rules();
    let Some(criterion) = rules.criterion(code) else { return finding };
    let words = format!("tiêu chuẩn `{code}`: {}", criterion.cau(rules));
    let finding = finding.hint_at(criterion.place.clone(), words);
    if criterion.nguon.is_empty() { finding } else { finding.hint(format!("chứng cứ: {}", criterion.nguon)) }
}

/// `words`, and where the plan says so.
fn with_clause(words: String, clause: &str) -> String {
    if clause.is_empty() { words } else { format!("{words} ({clause})") }
}

/// Adds how the places of the award were counted.
fn quota_hints(assessment: &Assessment, finding: Diagnostic, item: &Assessed) -> Diagnostic {
    let of_item = |selection: &&super::Selection| selection.hinh_thuc == item.hinh_thuc && selection.nam == item.nam;
    let all = assessment.chon.iter().find(of_item).into_iter().flat_map(|selection| &selection.chi_tieu);
    all.fold(finding, |finding, quota| {
        let words =
            if quota.cach_tinh.is_empty() { quota.cau.clone() } else { format!("{} ({})", quota.cau, quota.cach_tinh) };
        match assessment.context.rules().chi_tieu.iter().find(|declared| declared.ma == quota.ma) {
            // One quota may be of other kinds of unit than the next.
            Some(declared) if !quotas::counts(assessment.context, declared, item) => finding,
            Some(declared) => finding.hint_at(declared.place.clone(), with_clause(words, &declared.can_cu)),
            None => finding.hint(words),
        }
    })
}

/// Adds the share of votes that is asked for.
fn vote_hint(assessment: &Assessment, finding: Diagnostic, item: &Assessed) -> Diagnostic {
    let (context, at) = (assessment.context, item.proposed);
    let round = votes::deciding(context, at.nominee, at.award, item.nam);
    let award = context.award(at.award);
    let threshold = award.and_then(|award| votes::threshold(context, award, votes::meeting_day(context), round));
    match threshold {
        Some(threshold) => {
            let finding = finding.hint(format!("cần {} ({})", threshold.cau(), threshold.source()));
            match threshold.ty_le.meant() {
                Some(third) => finding.hint(format!("nếu kế hoạch ghi {third} thì viết: ty_le_phieu = \"{third}\"")),
                None => finding,
            }
        }
        None => finding,
    }
}

/// The indicator that a row names by code or name.
fn indicator<'a>(assessment: &Assessment<'a>, name: &str) -> Option<&'a Indicator> {
    let number = assessment.context.index.indicator_number(name)?;
    assessment.context.rules().chi_so.get(number)
}
