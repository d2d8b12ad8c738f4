//! Who may be rewarded and who is proposed for what.
//!
//! Đối tượng are the collectives and individuals that the campaign speaks of, proposed or not: shares
//! are taken of all of them. A đề nghị proposes one of them for one hình thức; an ngoại lệ lets one of
//! them pass a rule, with a written reason.

use std::sync::Arc;

use super::labelled::labelled;
use super::located::Located;
use super::profile::Profile;
use crate::base::diag::Place;
use crate::base::text::order::{Key, name_key, text_key};
use crate::campaign::source::OwnValues;

labelled! {
    /// Collective, individual or household.
    NomineeKind {
        TapThe "tap_the" "tập thể";
        CaNhan "ca_nhan" "cá nhân";
        /// Rewarded as one, with money of its own (Luật 06/2022/QH15, Điều 5).
        HoGiaDinh "ho_gia_dinh" "hộ gia đình";
    }
}

/// Of whom nothing is said: forms to be filled in are for individuals.
impl Default for NomineeKind {
    fn default() -> Self {
        NomineeKind::CaNhan
    }
}

impl NomineeKind {
    /// The kind of who stands in Cá nhân under `name`: households begin with what they are.
    pub fn of_name(name: &str) -> Self {
        const BEGINNINGS: [&str; 5] = ["hộ gia đình ", "hộ ông ", "hộ bà ", "gia đình ông ", "gia đình bà "];
        let name = name.to_lowercase();
        let is_household = BEGINNINGS.iter().any(|words| name.starts_with(words));
        if is_household { NomineeKind::HoGiaDinh } else { NomineeKind::CaNhan }
    }
}

/// The attribute that puts women first (khoản 6 Điều 4 Nghị định 98/2023/NĐ-CP).
pub const WOMAN: &str = "nu";
/// The attribute of key leaders, for exclusions that look at them.
pub const KEY_LEADER: &str = "lanh_dao_chu_chot";

/// One đối tượng: a row of Đơn vị or of Cá nhân, with all that rules and papers look at.
#[derive(Clone, Debug)]
pub struct Nominee {
    /// Short code, unique among those of its kind: the abbreviation of a unit, the mã of an individual.
    pub ma: String,
    /// Empty where the cell is, which is reported.
    pub ten: String,
    pub loai: NomineeKind,
    /// The collective an individual belongs to, or a collective above; by code or name.
    pub don_vi: Option<Located<String>>,
    pub chuc_vu: String,
    /// "Phòng", "Văn phòng", "Thanh tra", of a unit: the first word of its name when the column is left out.
    pub loai_don_vi: String,
    /// Codes of the attributes it has: declared ones, [`WOMAN`], [`KEY_LEADER`].
    pub dac_diem: Vec<Located<String>>,
    /// What only the papers say; those of whom nothing is known share it.
    pub ly_lich: Arc<Profile>,
    pub ghi_chu: String,
    /// The own columns of its sheet.
    pub cot: OwnValues,
    /// Where its name stands.
    pub place: Place,
}

impl Nominee {
    /// A unit of which nothing but its name is known.
    pub fn unit(ten: String, place: &Place) -> Self {
        Nominee {
            ma: String::new(),
            ten,
            loai: NomineeKind::TapThe,
            don_vi: None,
            chuc_vu: String::new(),
            loai_don_vi: String::new(),
            dac_diem: Vec::new(),
            ly_lich: Arc::default(),
            ghi_chu: String::new(),
            cot: OwnValues::default(),
            place: place.clone(),
        }
    }

    /// What tells it from all others, where the order of names does not: kind, code, name, unit.
    pub fn identity(&self) -> (NomineeKind, String, String, String) {
        let unit = self.don_vi.as_ref().map(|unit| unit.value.clone()).unwrap_or_default();
        (self.loai, self.ma.clone(), self.ten.clone(), unit)
    }

    /// Where it stands in a list of equals: collectives first, each kind in Vietnamese order, people by
    /// given name.
    pub fn order(&self) -> (NomineeKind, Key) {
        let key = match self.loai {
            NomineeKind::TapThe => text_key(&self.ten),
            NomineeKind::CaNhan | NomineeKind::HoGiaDinh => name_key(&self.ten),
        };
        (self.loai, key)
    }

    /// Whether it has the đặc điểm `code`.
    pub fn has(&self, code: &str) -> bool {
        self.dac_diem.iter().any(|attribute| attribute.value == code)
    }
}

/// How a row names a đối tượng: by code or name, with the unit where the name alone is not enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRef {
    pub ten: Located<String>,
    pub don_vi: Option<Located<String>>,
}

/// A đặc điểm that criteria, exclusions and rankings may refer to.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub ma: String,
    /// As it reads in a sentence ("được tỉnh chấm điểm").
    pub ten: String,
    pub place: Place,
}

/// One đề nghị.
#[derive(Clone, Debug)]
pub struct Nomination {
    pub doi_tuong: SubjectRef,
    /// Code or name of the award.
    pub hinh_thuc: Located<String>,
    /// The year judged; `None` for a whole phase (giai đoạn).
    pub nam: Option<i32>,
    /// The achievement in a few words; one achievement brings one award.
    pub thanh_tich: String,
    /// The own columns of the sheet.
    pub cot: OwnValues,
    pub place: Place,
}

/// One ngoại lệ.
#[derive(Clone, Debug)]
pub struct Override {
    pub doi_tuong: SubjectRef,
    /// Only for this award; for all when `None`.
    pub hinh_thuc: Option<Located<String>>,
    /// Code of the criterion or exclusion, or `ho_so`, `bieu_quyet`.
    pub bo_qua: Located<String>,
    pub ly_do: Located<String>,
    pub nguoi_quyet_dinh: String,
    pub place: Place,
}
