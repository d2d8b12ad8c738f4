//! Hội đồng Thi đua - Khen thưởng: who sits on it, who came, how they voted.

use chrono::NaiveDate;

use super::located::Located;
use super::nomination::SubjectRef;
use super::quantity::Quantity;
use crate::base::diag::Place;
use crate::base::text::ascii_key;

/// One member.
#[derive(Clone, Debug)]
pub struct Member {
    pub ho_ten: Located<String>,
    pub chuc_vu: String,
    /// Chủ tịch, Phó Chủ tịch, thư ký, ủy viên.
    pub vai_tro: String,
    pub co_mat: bool,
    /// Why absent.
    pub ly_do_vang: String,
    /// Whether an absent member gave an opinion in writing.
    pub y_kien_bang_van_ban: bool,
}

impl Member {
    /// Whether the member is the Chủ tịch of the council.
    pub fn is_head(&self) -> bool {
        ascii_key(&self.vai_tro).starts_with("chu_tich")
    }

    /// Whether the member is a Phó Chủ tịch of the council.
    pub fn is_deputy(&self) -> bool {
        ascii_key(&self.vai_tro).starts_with("pho_chu_tich")
    }
}

/// The council and its meeting.
#[derive(Clone, Debug)]
pub struct Council {
    pub ten: String,
    /// The decision that set it up.
    pub quyet_dinh: String,
    /// The number of members by that decision.
    pub tong_so: Option<Located<u32>>,
    pub thanh_vien: Vec<Member>,
    /// Share of all members who must be present.
    pub ty_le_du_hop: Option<Located<Quantity>>,
    pub ngay_hop: Option<Located<NaiveDate>>,
    pub phieu_phat_ra: Option<Located<u32>>,
    pub phieu_thu_ve: Option<Located<u32>>,
    pub phieu_hop_le: Option<Located<u32>>,
    pub phieu_khong_hop_le: Option<Located<u32>>,
    pub place: Place,
}

impl Council {
    /// The number of members: by the decision, else those listed.
    pub fn total(&self) -> u32 {
        self.tong_so.as_ref().map_or(count(self.thanh_vien.len()), |total| total.value)
    }

    /// How many were present.
    pub fn present(&self) -> u32 {
        count(self.thanh_vien.iter().filter(|member| member.co_mat).count())
    }

    /// Who presided: the Chủ tịch when present, else a Phó Chủ tịch who was.
    pub fn chair(&self) -> Option<&Member> {
        let mut present = self.thanh_vien.iter().filter(|member| member.co_mat);
        present.clone().find(|member| member.is_head()).or_else(|| present.find(|member| member.is_deputy()))
    }

    /// How many could cast a ballot: those present and those who wrote.
    pub fn voting(&self) -> u32 {
        count(self.thanh_vien.iter().filter(|member| member.co_mat || member.y_kien_bang_van_ban).count())
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The ballots for one đề nghị.
#[derive(Clone, Debug)]
pub struct Vote {
    pub doi_tuong: SubjectRef,
    pub hinh_thuc: Located<String>,
    pub nam: Option<i32>,
    pub dong_y: Located<u32>,
    pub khong_dong_y: Option<Located<u32>>,
}

/// The share of **all** members that must agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteThreshold {
    pub ty_le: Quantity,
    /// More than the share, and not just as much.
    pub qua: bool,
    /// The plan or the clause that says so.
    pub can_cu: String,
    pub chua_kiem_chung: bool,
}

impl VoteThreshold {
    /// Whether `agreeing` of `total` members are enough.
    pub fn holds(&self, agreeing: u32, total: u32) -> bool {
        let have = i128::from(agreeing) * 100_000_000;
        let need = i128::from(self.ty_le.millionths()) * i128::from(total);
        total > 0 && if self.qua { have > need } else { have >= need }
    }

    /// "từ 80% tổng số thành viên Hội đồng trở lên đồng ý".
    pub fn cau(&self) -> String {
        if self.qua {
            format!("trên {}% tổng số thành viên Hội đồng đồng ý", self.ty_le)
        } else {
            format!("từ {}% tổng số thành viên Hội đồng trở lên đồng ý", self.ty_le)
        }
    }
}
