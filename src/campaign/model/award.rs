//! Hình thức khen thưởng: what is awarded, to whom, by whom, on which criteria, in which order.

use chrono::NaiveDate;

use super::bestowal;
use super::council::{SecondRound, VoteBase};
use super::labelled::labelled;
use super::located::Located;
use super::nomination::NomineeKind;
use super::share::Share;
use crate::base::diag::Place;
use crate::base::text::lower_first;

labelled! {
    /// For a year or for the whole phase.
    Cycle {
        HangNam "hang_nam" "hằng năm";
        GiaiDoan "giai_doan" "giai đoạn";
    }
}

labelled! {
    /// Loại hình khen thưởng (Điều 8 Luật 06/2022/QH15).
    RewardType {
        CongTrang "cong_trang" "công trạng";
        ChuyenDe "chuyen_de" "chuyên đề";
        DotXuat "dot_xuat" "đột xuất";
        CongHien "cong_hien" "cống hiến";
        NienHan "nien_han" "niên hạn";
        DoiNgoai "doi_ngoai" "đối ngoại";
    }
}

/// One link of the chain that puts nominees in order.
#[derive(Clone, Debug)]
pub enum RankKey {
    /// By a value, from high to low unless `tang_dan`.
    ChiSo { chi_so: Located<String>, tang_dan: bool },
    /// By the total of a thang điểm or of a group of it, from high to low unless `tang_dan`.
    TongDiem { thang_diem: Located<String>, tang_dan: bool },
    /// Those with this đặc điểm first.
    UuTien { dac_diem: Located<String> },
    /// By ballots, from high to low.
    SoPhieu,
}

impl RankKey {
    /// What it goes by, whatever line it was typed on: equal ones put nominees into one order.
    pub fn identity(&self) -> (&'static str, &str, bool) {
        match self {
            RankKey::ChiSo { chi_so, tang_dan } => ("chi_so", &chi_so.value, *tang_dan),
            RankKey::TongDiem { thang_diem, tang_dan } => ("thang_diem", &thang_diem.value, *tang_dan),
            RankKey::UuTien { dac_diem } => ("uu_tien", &dac_diem.value, false),
            RankKey::SoPhieu => ("so_phieu", "", false),
        }
    }
}

/// One hình thức.
#[derive(Clone, Debug)]
pub struct Award {
    pub ma: String,
    /// In full ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh").
    pub ten: String,
    /// Its entry in the table of statutory awards (`giay_khen`), for competence, money and votes.
    pub danh_muc: Option<Located<String>>,
    /// What is done with it, where its name does not tell: "công nhận", "truy tặng".
    pub dong_tu: String,
    /// Only for this kind; for both when `None`.
    pub doi_tuong: Option<NomineeKind>,
    pub chu_ky: Cycle,
    /// What it is given for; not said when `None`.
    pub loai_hinh: Option<RewardType>,
    /// Who decides: a code of the table of competence (`giam_doc_so`), or title and body in words.
    pub nguoi_quyet_dinh: Option<Located<String>>,
    pub ngay_quyet_dinh: Option<Located<NaiveDate>>,
    /// Codes of the criteria that must all be met.
    pub tieu_chuan: Vec<Located<String>>,
    pub xep_hang: Vec<RankKey>,
    /// What the plan itself says of the order ("lấy từ cao xuống thấp"); the plan prints nothing else of it.
    pub thu_tu: String,
    /// Whether the council votes; by law and by the council being there when `None`.
    pub bieu_quyet: Option<bool>,
    /// Share of the ballots that the plan asks for, instead of the law's.
    pub ty_le_phieu: Option<Located<Share>>,
    /// What that share is taken of.
    pub phieu_tinh_tren: VoteBase,
    /// The second round of ballots, where the plan has one.
    pub vong_2: Option<SecondRound>,
    /// Money that the plan itself sets, instead of the law's.
    pub tien_thuong: OwnMoney,
    pub can_cu: String,
    pub place: Place,
}

/// Money for each one rewarded, in đồng.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnMoney {
    pub tap_the: Option<u32>,
    pub ca_nhan: Option<u32>,
    pub ho_gia_dinh: Option<u32>,
}

impl OwnMoney {
    /// For one of this kind.
    pub fn of(self, kind: NomineeKind) -> Option<u32> {
        match kind {
            NomineeKind::TapThe => self.tap_the,
            NomineeKind::CaNhan => self.ca_nhan,
            NomineeKind::HoGiaDinh => self.ho_gia_dinh,
        }
    }
}

impl Award {
    /// "tặng", "công nhận", or the words of the plan; empty where its name says what is done.
    pub fn verb(&self) -> String {
        if self.dong_tu.is_empty() { bestowal::verb(&self.ten).to_owned() } else { lower_first(&self.dong_tu) }
    }

    /// Whether it is for công trạng.
    pub fn is_for_merit(&self) -> bool {
        self.loai_hinh == Some(RewardType::CongTrang)
    }

    /// "từ cao xuống thấp theo …, ưu tiên …"; empty without an order. `name` words a code.
    pub fn cau_xep_hang(&self, name: impl Fn(&str) -> String) -> String {
        let links: Vec<String> = self
            .xep_hang
            .iter()
            .map(|key| match key {
                RankKey::ChiSo { chi_so: code, tang_dan } | RankKey::TongDiem { thang_diem: code, tang_dan } => {
                    let way = if *tang_dan { "từ thấp lên cao" } else { "từ cao xuống thấp" };
                    format!("{way} theo {}", name(&code.value))
                }
                RankKey::UuTien { dac_diem } => format!("ưu tiên {}", name(&dac_diem.value)),
                RankKey::SoPhieu => "từ cao xuống thấp theo số phiếu đồng ý".to_owned(),
            })
            .collect();
        links.join("; nếu bằng nhau thì ")
    }
}
