//! Loại trừ: who is not considered, whatever they achieved.

use chrono::NaiveDate;

use super::criterion::Scope;
use super::labelled::labelled;
use super::located::Located;
use super::nomination::SubjectRef;
use super::rulebook::Rulebook;
use super::short_date;
use crate::base::diag::Place;
pub use crate::law::parameters::CaseState;

labelled! {
    /// In whom the fault must lie.
    Party {
        ChinhDoiTuong "chinh_doi_tuong" "chính đối tượng";
        LanhDaoChuChot "lanh_dao_chu_chot" "lãnh đạo chủ chốt";
        ThanhVien "thanh_vien" "thành viên";
    }
}

/// The time in which a decision on discipline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The year that is judged; for a phase, any time.
    NamXet,
    /// Both days included.
    Khoang {
        tu: NaiveDate,
        den: NaiveDate,
    },
    KhongGioiHan,
}

/// One loại trừ.
#[derive(Clone, Debug)]
pub struct Exclusion {
    pub ma: String,
    /// The words of the plan; made from the rest when empty.
    pub noi_dung: String,
    pub can_cu: String,
    pub ap_dung: Scope,
    pub cua: Party,
    pub trang_thai: Vec<CaseState>,
    /// The lowest level that counts, one for each ladder that the plan speaks of; any level when empty.
    pub muc_tu: Vec<Located<String>>,
    pub trong: Window,
    pub place: Place,
}

impl Exclusion {
    /// The words of the plan, or what is enforced as a sentence.
    pub fn cau(&self, rules: &Rulebook) -> String {
        if !self.noi_dung.is_empty() {
            return self.noi_dung.clone();
        }
        let what = rules.bestowals(&self.ap_dung.hinh_thuc);
        let what = if what.is_empty() { "khen thưởng".to_owned() } else { what };
        format!("Không xét {what} đối với {}", self.whom(rules))
    }

    /// Whom it concerns: "tập thể, cá nhân bị kỷ luật từ mức cảnh cáo trở lên trong năm xét khen thưởng".
    pub fn whom(&self, rules: &Rulebook) -> String {
        let whom = match (self.ap_dung.doi_tuong, self.cua) {
            (_, Party::ChinhDoiTuong) => {
                self.ap_dung.doi_tuong.map_or(rules.everybody(), |kind| kind.label()).to_owned()
            }
            (_, party) => format!("tập thể có {}", party.label()),
        };
        let whom = self.ap_dung.trong.of(&whom, |code| rules.words(code));
        let window = match self.trong {
            Window::Khoang { tu, den } => {
                format!(" trong thời gian từ ngày {} đến ngày {}", short_date(tu), short_date(den))
            }
            Window::NamXet => " trong năm xét khen thưởng".to_owned(),
            Window::KhongGioiHan => String::new(),
        };
        let words = |state: &CaseState| match state {
            // What goes on does so on the day of judgement.
            CaseState::DaBi => format!("{}{window}", self.state_words(*state)),
            _ => self.state_words(*state),
        };
        let states: Vec<String> = self.trang_thai.iter().map(words).collect();
        format!("{whom} {}", states.join(" hoặc "))
    }

    fn state_words(&self, state: CaseState) -> String {
        let levels: Vec<String> = self.muc_tu.iter().map(|level| format!("từ mức {} trở lên", level.value)).collect();
        let level = if levels.is_empty() { String::new() } else { format!(" {}", levels.join(" hoặc ")) };
        match state {
            CaseState::DaBi => format!("bị kỷ luật{level}"),
            CaseState::DangThiHanh => format!("đang thi hành kỷ luật{level}"),
            CaseState::DangXemXet => "đang bị xem xét kỷ luật".to_owned(),
            CaseState::DangXacMinh => {
                "đang bị điều tra, thanh tra, kiểm tra hoặc có đơn thư, dấu hiệu vi phạm đang được xác minh".to_owned()
            }
        }
    }
}

/// One row of kỷ luật or of a case that is being looked into.
#[derive(Clone, Debug)]
pub struct Case {
    pub doi_tuong: SubjectRef,
    /// For somebody who is not on the list of people.
    pub lanh_dao_chu_chot: bool,
    pub muc: Option<Located<String>>,
    pub trang_thai: Located<CaseState>,
    /// The day of the decision.
    pub ngay: Option<Located<NaiveDate>>,
    /// The last day of enforcement.
    pub den_ngay: Option<Located<NaiveDate>>,
    /// The first cell that could not be read: until it is mended nobody knows what the row says.
    pub chua_doc: Option<Place>,
    pub place: Place,
}
