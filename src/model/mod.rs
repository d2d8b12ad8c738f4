//! The facts of a campaign as typed values.
//!
//! | Type | Vietnamese | Law |
//! |---|---|---|
//! | [`criterion::Criterion`] | tiêu chuẩn | Luật 06/2022/QH15, Điều 7 |
//! | [`exclusion::Exclusion`] | loại trừ | Nghị định 152/2025/NĐ-CP, Điều 4 |
//! | [`award::Award`] | hình thức khen thưởng | Luật 06/2022/QH15, Điều 9 |
//! | [`quota::Quota`] | chỉ tiêu | the plan |
//! | [`deadline::Deadline`] | thời hạn | Bộ luật Dân sự 2015, Điều 144–148 |
//! | [`council::Council`] | Hội đồng Thi đua - Khen thưởng | Luật 06/2022/QH15, Điều 90 |
//! | [`dossier::RequiredPaper`] | thành phần hồ sơ | Luật 06/2022/QH15, Điều 84 |
//! | [`evidence::Evidence`] | kết quả, chứng cứ | the plan |
//! | [`nomination::Nomination`] | đề nghị khen thưởng | Luật 06/2022/QH15, Điều 83 |

pub mod award;
pub mod calendar;
pub mod council;
pub mod criterion;
pub mod deadline;
pub mod dossier;
pub mod evidence;
pub mod exclusion;
pub mod labelled;
pub mod located;
pub mod nomination;
pub mod quantity;
pub mod quota;
pub mod rulebook;
