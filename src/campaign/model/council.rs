//! Hội đồng Thi đua - Khen thưởng: who sits on it, who came, how they voted.

use std::str::FromStr;

use chrono::NaiveDate;

use super::labelled::{Labelled, labelled};
use super::located::{Located, fold};
use super::nomination::SubjectRef;
use super::profile::Gender;
use super::share::Share;
use crate::base::diag::Place;
use crate::base::text::ascii_key;

labelled! {
    /// What the share of ballots is taken of.
    VoteBase {
        TongSo "tong_so" "tổng số";
        /// Those who could vote: present, or heard in writing where that counts.
        DuHop "du_hop" "dự họp";
        /// Those whose ballots came back.
        BoPhieu "bo_phieu" "bỏ phiếu";
        /// The ballots that are valid.
        HopLe "hop_le" "hợp lệ";
    }
}

impl VoteBase {
    /// What it is in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            VoteBase::TongSo => "tổng số thành viên Hội đồng",
            VoteBase::DuHop => "số thành viên Hội đồng dự họp",
            VoteBase::BoPhieu => "số phiếu thu về",
            VoteBase::HopLe => "số phiếu hợp lệ",
        }
    }
}

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
    pub gioi_tinh: Option<Gender>,
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
    /// Share of all members who must attend.
    pub ty_le_du_hop: Option<Located<Share>>,
    /// Whether an opinion in writing counts as attending.
    pub y_kien_tinh_du_hop: bool,
    /// Whether it counts as a ballot.
    pub y_kien_tinh_phieu: bool,
    pub ngay_hop: Option<Located<NaiveDate>>,
    /// Ballots of the first round.
    pub phieu: BallotCount,
    /// Of the second, where there is one.
    pub phieu_vong_2: BallotCount,
    pub place: Place,
}

/// The ballots of one round, as the tellers counted them.
#[derive(Clone, Debug, Default)]
pub struct BallotCount {
    pub phat_ra: Option<Located<u32>>,
    pub thu_ve: Option<Located<u32>>,
    pub hop_le: Option<Located<u32>>,
    pub khong_hop_le: Option<Located<u32>>,
}

impl BallotCount {
    /// All that is told of them.
    pub fn numbers(&self) -> impl Iterator<Item = &Located<u32>> {
        [&self.phat_ra, &self.thu_ve, &self.hop_le, &self.khong_hop_le].into_iter().flatten()
    }

    /// The valid ballots, told or reckoned from the others.
    pub fn valid(&self) -> Option<u32> {
        let reckoned = || self.thu_ve.as_ref()?.value.checked_sub(self.khong_hop_le.as_ref()?.value);
        self.hop_le.as_ref().map(|valid| valid.value).or_else(reckoned)
    }
}

/// Which time the council votes on the same đề nghị.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BallotRound {
    #[default]
    Mot,
    Hai,
}

impl BallotRound {
    /// "vòng 1"
    pub fn label(self) -> &'static str {
        match self {
            BallotRound::Mot => "vòng 1",
            BallotRound::Hai => "vòng 2",
        }
    }
}

impl Labelled for BallotRound {
    fn words() -> Vec<(&'static str, &'static str)> {
        vec![("1", BallotRound::Mot.label()), ("2", BallotRound::Hai.label())]
    }
}

impl FromStr for BallotRound {
    type Err = &'static str;

    /// "1", "vòng 2", "lần thứ hai", "II".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = fold(text);
        match folded.rsplit(' ').next().unwrap_or_default() {
            "1" | "01" | "i" | "một" | "nhất" => Ok(BallotRound::Mot),
            "2" | "02" | "ii" | "hai" => Ok(BallotRound::Hai),
            _ => Err("ghi 1 hoặc 2; để trống là vòng 1"),
        }
    }
}

labelled! {
    /// Who is voted on in the second round.
    SecondFor {
        /// Those with enough ballots in the first, who need enough in both.
        DuPhieu "du_phieu" "đủ phiếu";
        /// Those with too few in the first, who have another chance.
        ChuaDuPhieu "chua_du_phieu" "chưa đủ phiếu";
        /// Those with the most in the first, whatever share that is.
        NhieuPhieuNhat "nhieu_phieu_nhat" "nhiều phiếu nhất";
    }
}

/// `[hinh_thuc.vong_2]`: the second round of ballots.
#[derive(Clone, Debug)]
pub struct SecondRound {
    pub cho: SecondFor,
    /// Of those only so many, who have the most ballots of the first; equals at the edge go in together.
    pub so: Option<u32>,
    /// The share that it asks for; that of the first round when `None`.
    pub ty_le_phieu: Option<Located<Share>>,
    pub phieu_tinh_tren: VoteBase,
}

impl SecondRound {
    /// Who is voted on in it: "02 trường hợp nhiều phiếu đồng ý nhất ở vòng 1".
    pub fn whom(&self) -> String {
        let of = match self.cho {
            SecondFor::DuPhieu => "đủ phiếu",
            SecondFor::ChuaDuPhieu => "chưa đủ phiếu",
            SecondFor::NhieuPhieuNhat => "",
        };
        match (self.so, of) {
            (None, of) => format!("các trường hợp {of} ở vòng 1"),
            (Some(so), "") => format!("{so:02} trường hợp nhiều phiếu đồng ý nhất ở vòng 1"),
            (Some(so), of) => format!("{so:02} trường hợp nhiều phiếu đồng ý nhất trong số {of} ở vòng 1"),
        }
    }
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

    /// How many absent members gave an opinion in writing.
    pub fn in_writing(&self) -> u32 {
        count(self.thanh_vien.iter().filter(|member| !member.co_mat && member.y_kien_bang_van_ban).count())
    }

    /// How many attended: those present, and those who wrote where that counts.
    pub fn attending(&self) -> u32 {
        self.present() + if self.y_kien_tinh_du_hop { self.in_writing() } else { 0 }
    }

    /// How many could cast a ballot: those present, and those who wrote where that counts.
    pub fn voting(&self) -> u32 {
        self.present() + if self.y_kien_tinh_phieu { self.in_writing() } else { 0 }
    }

    /// How many can agree in `round` at most, and what that is the number of: what is nearest to the ballots for somebody
    /// comes first, but of numbers that contradict each other the smallest counts.
    pub fn most_ballots(&self, round: BallotRound) -> (u32, &'static str) {
        let count = self.ballots(round);
        let told = |number: &Option<Located<u32>>| number.as_ref().map(|number| number.value);
        let bounds = [
            (count.valid(), "số phiếu hợp lệ"),
            (told(&count.thu_ve), "số phiếu thu về"),
            (told(&count.phat_ra), "số phiếu phát ra"),
        ];
        let bounds = bounds.into_iter().filter_map(|(number, of)| Some((number?, of)));
        bounds.chain([self.most_voters()]).min_by_key(|(number, _)| *number).unwrap_or_default()
    }

    /// How many ballots can be handed out at most, and what that is the number of.
    pub fn most_voters(&self) -> (u32, &'static str) {
        let of = if self.y_kien_tinh_phieu {
            "số người dự họp và gửi ý kiến"
        } else {
            "số người dự họp"
        };
        let listed = (!self.thanh_vien.is_empty()).then(|| (self.voting(), of));
        listed
            .into_iter()
            .chain([(self.total(), "tổng số thành viên")])
            .min_by_key(|(number, _)| *number)
            .unwrap_or_default()
    }

    /// The ballots of `round`.
    pub fn ballots(&self, round: BallotRound) -> &BallotCount {
        match round {
            BallotRound::Mot => &self.phieu,
            BallotRound::Hai => &self.phieu_vong_2,
        }
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
    pub vong: BallotRound,
    pub dong_y: Located<u32>,
    pub khong_dong_y: Option<Located<u32>>,
    /// Ballots that say neither.
    pub khong_y_kien: Option<Located<u32>>,
}

/// The share of the council that must agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteThreshold {
    pub ty_le: Share,
    pub cua: VoteBase,
    /// The clause of the law that says so; empty of the plan's own share.
    pub can_cu: String,
    pub chua_kiem_chung: bool,
}

impl VoteThreshold {
    /// What says so, for who reads the findings.
    pub fn source(&self) -> &str {
        if self.can_cu.is_empty() { "`ty_le_phieu` trong phong_trao.toml" } else { &self.can_cu }
    }

    /// "từ 80% tổng số thành viên Hội đồng trở lên đồng ý".
    pub fn cau(&self) -> String {
        let of = self.cua.words();
        match self.ty_le.qua {
            true => format!("trên {} {of} đồng ý", self.ty_le),
            false => format!("từ {} {of} trở lên đồng ý", self.ty_le),
        }
    }
}
