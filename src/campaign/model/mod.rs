//! A campaign as typed values: who launches it, for whom, by when, and who has registered.
//!
//! Each value reads itself from located data ([`crate::campaign::source::Fields`]), so that a fault is reported
//! at its cell, and serialises under the same Vietnamese keys for the templates. Every key is always
//! there, empty when nothing is known, so that templates can be checked against one sample.
//!
//! # Glossary
//!
//! | Type | Thuật ngữ | Căn cứ |
//! |------|-----------|--------|
//! | [`Campaign`] | phong trào thi đua | Luật Thi đua, khen thưởng 06/2022/QH15, Điều 16, 17 |
//! | [`Organisation`] | cơ quan phát động, cơ quan ban hành văn bản | NĐ 30/2020, Phụ lục I, Mục II.2 |
//! | [`campaign::Plan`] | kế hoạch phát động | Luật 06/2022/QH15, Điều 17 |
//! | [`Reference`] | văn bản viện dẫn, căn cứ ban hành | NĐ 30/2020, Phụ lục I, Mục II.6 |
//! | [`Period`] | thời gian thi đua | Luật 06/2022/QH15, Điều 17 |
//! | [`Until`] | thời hạn ("đến hết ngày", "trước ngày") | kế hoạch phát động |
//! | [`RegistrationRules`] | quy định về đăng ký thi đua | kế hoạch phát động |
//! | [`Paper`] | văn bản của phong trào (số, ký hiệu, ngày, nơi nhận) | NĐ 30/2020, Phụ lục I, Mục II |
//! | [`certificate::CertificateOptions`] | cách in giấy khen | NĐ 98/2023, Điều 104 |
//! | [`Signer`] | người ký (quyền hạn, chức vụ, họ tên) | NĐ 30/2020, Phụ lục I, Mục II.7 |
//! | [`Unit`] | đơn vị tham gia (phòng, ban, xã …) | – |
//! | [`Registration`] | đăng ký thi đua | kế hoạch phát động |
//! | [`nomination::NomineeKind`] | đối tượng: tập thể, cá nhân | Luật 06/2022/QH15, Điều 2 |
//! | [`Rulebook`] | quy định khen thưởng của kế hoạch | Luật 06/2022/QH15, Điều 17 |
//! | [`criterion::Criterion`] | tiêu chuẩn | Luật 06/2022/QH15, Điều 7 |
//! | [`score::ScoreSheet`] | thang điểm chấm thi đua | kế hoạch phát động |
//! | [`grade::Grading`] | xếp loại theo điểm | kế hoạch phát động |
//! | [`exclusion::Exclusion`] | loại trừ | NĐ 152/2025, Điều 4 |
//! | [`award::Award`] | hình thức khen thưởng, danh hiệu thi đua | Luật 06/2022/QH15, Điều 9 |
//! | [`quota::Quota`] | chỉ tiêu (số lượng khen thưởng) | kế hoạch phát động |
//! | [`deadline::Deadline`] | thời hạn (đăng ký, hồ sơ, báo cáo) | Bộ luật Dân sự 2015, Điều 144–148 |
//! | [`stage::Stage`] | bước xét khen thưởng (tự chấm, công khai, lấy ý kiến, thẩm định, trả hồ sơ) | kế hoạch phát động |
//! | [`council::Council`] | Hội đồng Thi đua - Khen thưởng | Luật 06/2022/QH15, Điều 90 |
//! | [`dossier::RequiredPaper`] | thành phần hồ sơ | Luật 06/2022/QH15, Điều 84 |
//! | [`evidence::Evidence`] | kết quả, chứng cứ | kế hoạch phát động |
//! | [`paper_group::PaperGroup`] | heads and feet, by kind and hình thức | NĐ 30/2020; Luật 06/2022/QH15, Điều 84 |
//! | [`nomination::Nomination`] | đề nghị khen thưởng | Luật 06/2022/QH15, Điều 83 |

pub mod award;
pub mod bestowal;
pub mod campaign;
pub mod certificate;
pub mod council;
pub mod criterion;
pub mod deadline;
pub mod dossier;
pub mod evidence;
pub mod exclusion;
pub mod formula;
pub mod grade;
pub mod located;
pub mod nomination;
pub mod organisation;
pub mod paper;
pub mod paper_group;
pub mod paper_keys;
pub mod period;
pub mod plan_layout;
pub mod profile;
pub mod quota;
pub mod reference;
pub mod registration;
pub mod rulebook;
pub mod score;
pub mod share;
pub mod stage;
pub mod title;
pub mod unit;
pub mod until;

pub use campaign::{Campaign, RegistrationRules};
pub use organisation::{Organisation, Signer};
pub use paper::Paper;
pub use period::Period;
pub use reference::Reference;
pub use registration::Registration;
pub use rulebook::Rulebook;
pub use unit::Unit;
pub use until::{Bound, Until};

pub(crate) use crate::base::diag::labelled;
pub(crate) use crate::base::text::quantity;
pub use crate::paper::document::date::short_date;

use chrono::NaiveDate;
use serde::Serializer;

/// Serialises a date as ISO text, empty for none.
pub(crate) fn iso<S: Serializer>(date: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.map(|date| date.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::award::{Cycle, RewardType};
    use super::deadline::{DayKind, LateEffect, Task};
    use super::evidence::CouncilLevel;
    use super::exclusion::{CaseState, Party};
    use super::nomination::NomineeKind;
    use super::organisation::Level;
    use super::stage::{StageKind, StageOf};
    use crate::base::text::ascii_key;

    macro_rules! names_follow_labels {
        ($($type:ty),*) => {
            $(for value in <$type>::ALL {
                assert_eq!(ascii_key(value.label()), value.name());
                assert_eq!(value.label().parse::<$type>().as_ref(), Ok(value));
            })*
        };
    }

    #[test]
    fn names_are_the_labels_without_accents() {
        names_follow_labels!(DayKind, LateEffect, Task, CouncilLevel, CaseState, Party, NomineeKind, Level);
        names_follow_labels!(Cycle, RewardType, StageKind, StageOf);
    }
}
