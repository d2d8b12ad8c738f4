//! Tiêu chuẩn: what must be true of whoever is rewarded.
//!
//! Criteria are a flat list with codes; groups name their members by code. So a clerk writes a nested
//! rule without nested brackets, and each criterion can be printed, referred to and waived by its code.

use super::bestowal;
use super::evidence::{CouncilLevel, Indicator, IndicatorKind, Term};
use super::labelled::labelled;
use super::located::Located;
use super::nomination::NomineeKind;
use super::quantity::Quantity;
use super::rulebook::Rulebook;
use super::score::{POINTS, Total};
use super::share::Share;
use crate::base::diag::Place;
use crate::base::text::lower_first;

/// Whom a criterion or exclusion concerns; others are not judged by it.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Both kinds when `None`.
    pub doi_tuong: Option<NomineeKind>,
    /// For these awards; for all when empty.
    pub hinh_thuc: Vec<Located<String>>,
    pub trong: Among,
}

/// Among whom something holds; among all when it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Among {
    /// Those with this đặc điểm.
    pub dac_diem: Option<Located<String>>,
    /// Units of these kinds ("Xã", "Phường") and who is in them.
    pub loai_don_vi: Vec<Located<String>>,
}

impl Among {
    /// Whether it says nothing.
    pub fn is_all(&self) -> bool {
        self.dac_diem.is_none() && self.loai_don_vi.is_empty()
    }

    /// `whom` ("tập thể", or whoever it is) with what it says: "cá nhân là nữ, thuộc các xã". `name` words a
    /// đặc điểm.
    pub fn of(&self, whom: &str, name: impl Fn(&str) -> String) -> String {
        let attribute = self.dac_diem.as_ref().map(|code| name(&code.value)).unwrap_or_default();
        let kinds = self.kinds();
        let unit = if kinds.is_empty() { kinds } else { format!("thuộc {kinds}") };
        [whom, &attribute, &unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// "các xã, phường", "các đơn vị THPT"; empty among all kinds.
    pub fn kinds(&self) -> String {
        let kinds: Vec<String> = self.loai_don_vi.iter().map(|kind| lower_first(&kind.value)).collect();
        let many = match kinds.first() {
            None => return String::new(),
            Some(first) if first.starts_with(char::is_uppercase) => "các đơn vị",
            Some(_) => "các",
        };
        format!("{many} {}", kinds.join(", "))
    }
}

/// One tiêu chuẩn.
#[derive(Clone, Debug)]
pub struct Criterion {
    pub ma: String,
    /// The words of the plan; made from the condition when empty.
    pub noi_dung: String,
    /// What proves it (nguồn chứng cứ).
    pub nguon: String,
    /// The clause it rests on.
    pub can_cu: String,
    pub ap_dung: Scope,
    pub dieu_kien: Condition,
    /// Codes of the loại trừ after whose end the years that it counts begin anew.
    pub tinh_lai: Vec<Located<String>>,
    pub place: Place,
}

labelled! {
    /// How a number is held against its threshold.
    Comparison {
        ToiThieu "toi_thieu" "tối thiểu";
        LonHon "lon_hon" "lớn hơn";
        ToiDa "toi_da" "tối đa";
        NhoHon "nho_hon" "nhỏ hơn";
    }
}

impl Comparison {
    /// Whether `value` passes `threshold`.
    pub fn holds(self, value: Quantity, threshold: Quantity) -> bool {
        match self {
            Comparison::ToiThieu => value >= threshold,
            Comparison::LonHon => value > threshold,
            Comparison::ToiDa => value <= threshold,
            Comparison::NhoHon => value < threshold,
        }
    }

    fn cau(self, threshold: &str) -> String {
        match self {
            Comparison::ToiThieu => format!("đạt từ {threshold} trở lên"),
            Comparison::LonHon => format!("trên {threshold}"),
            Comparison::ToiDa => format!("không quá {threshold}"),
            Comparison::NhoHon => format!("dưới {threshold}"),
        }
    }
}

labelled! {
    /// How this year must differ from the year before.
    Trend {
        Tang "tang" "tăng";
        KhongGiam "khong_giam" "không giảm";
        Giam "giam" "giảm";
    }
}

impl Trend {
    /// Whether going from `before` to `now` is as wanted.
    pub fn holds(self, before: Quantity, now: Quantity) -> bool {
        match self {
            Trend::Tang => now > before,
            Trend::KhongGiam => now >= before,
            Trend::Giam => now < before,
        }
    }
}

/// How many members of a group must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    TatCa,
    MotTrong,
    ItNhat(usize),
}

impl Grouping {
    /// How many of `size` members are needed.
    pub fn needed(self, size: usize) -> usize {
        match self {
            Grouping::TatCa => size,
            Grouping::MotTrong => 1,
            Grouping::ItNhat(count) => count,
        }
    }
}

/// How many members.
#[derive(Clone, Debug)]
pub enum Members {
    ItNhat(u32),
    /// Of the number of people that the chỉ số `tren` tells of the collective: a list need not hold all of them.
    TyLe {
        ty_le: Share,
        tren: Located<String>,
    },
}

impl Members {
    /// "ít nhất 01 người", "từ 70% số người trở lên"
    pub fn words(&self) -> String {
        match self {
            Members::ItNhat(count) => format!("ít nhất {count:02} người"),
            Members::TyLe { ty_le, .. } if ty_le.qua => format!("trên {ty_le} số người"),
            Members::TyLe { ty_le, .. } => format!("từ {ty_le} số người trở lên"),
        }
    }
}

/// A threshold for those with a đặc điểm.
#[derive(Clone, Debug)]
pub struct OwnThreshold {
    pub dac_diem: Located<String>,
    pub muc: Quantity,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Condition {
    /// A number against a threshold; those with one of these đặc điểm have one of their own.
    Nguong { chi_so: Located<String>, so_sanh: Comparison, muc: Quantity, rieng: Vec<OwnThreshold> },
    /// This year's number against last year's.
    SoVoiNamTruoc { chi_so: Located<String>, xu_huong: Trend },
    /// A rating at least as high as `muc`.
    XepLoai { chi_so: Located<String>, muc: Located<String> },
    /// So many initiatives recognised at this level or above, in the judged year or the last `so_nam`; of members too
    /// when `ca_thanh_vien`.
    SangKien { cap: CouncilLevel, ca_thanh_vien: bool, so: u32, so_nam: Option<u32> },
    /// A yes, or a no when `gia_tri` is false.
    CoKhong { chi_so: Located<String>, gia_tri: bool },
    /// Registered, for one of these titles where some are named, and in time when `dung_han`.
    DangKy { dung_han: bool, danh_hieu: Vec<Located<String>> },
    /// An achievement told in words and confirmed.
    XacNhan { chi_so: Located<String> },
    /// Judged by another text; met when that judgement is recorded as a yes.
    DanChieu { chi_so: Located<String>, van_ban: String },
    /// Earlier awards: so many of these names, in the last `so_nam` years where that is said, in years
    /// that follow each other when `lien_tuc`; never, when `so_lan` is 0.
    DaKhen { khen_thuong: Vec<Located<String>>, so_lan: u32, so_nam: Option<u32>, lien_tuc: bool },
    /// Members of the collective who were given one of these awards in the year that is judged.
    ThanhVien { khen_thuong: Vec<Located<String>>, can: Members },
    /// The sum of a thang điểm against a threshold.
    TongDiem { thang_diem: Located<String>, muc: Quantity },
    /// The same in each of the last so many years, the judged one included.
    LienTuc { so_nam: u32, moi_nam: Box<Condition> },
    /// Several criteria.
    Nhom { cach: Grouping, gom: Vec<Located<String>> },
    /// Criteria that the unit of the individual must meet.
    DonVi { gom: Vec<Located<String>> },
}

impl Condition {
    /// The codes of the criteria it is made of.
    pub fn members(&self) -> &[Located<String>] {
        match self {
            Condition::Nhom { gom, .. } | Condition::DonVi { gom } => gom,
            _ => &[],
        }
    }

    /// The names of the titles and awards that it asks for.
    pub fn titles(&self) -> &[Located<String>] {
        match self {
            Condition::DaKhen { khen_thuong, .. } | Condition::ThanhVien { khen_thuong, .. } => khen_thuong,
            _ => &[],
        }
    }

    /// What is asked of a single year.
    pub fn of_year(&self) -> &Condition {
        match self {
            Condition::LienTuc { moi_nam, .. } => moi_nam,
            condition => condition,
        }
    }

    /// Whether it counts years, which may begin anew.
    pub fn counts_years(&self) -> bool {
        matches!(self, Condition::DaKhen { so_lan: 1.., .. } | Condition::LienTuc { .. })
    }

    /// The indicator it looks at.
    pub fn indicator(&self) -> Option<&Located<String>> {
        match self.of_year() {
            Condition::Nguong { chi_so, .. }
            | Condition::SoVoiNamTruoc { chi_so, .. }
            | Condition::XepLoai { chi_so, .. }
            | Condition::CoKhong { chi_so, .. }
            | Condition::XacNhan { chi_so }
            | Condition::DanChieu { chi_so, .. }
            | Condition::ThanhVien { can: Members::TyLe { tren: chi_so, .. }, .. } => Some(chi_so),
            _ => None,
        }
    }
}

impl Criterion {
    /// The words of the plan, or the condition as a sentence.
    pub fn cau(&self, rulebook: &Rulebook) -> String {
        if self.noi_dung.is_empty() { self.cau_dieu_kien(rulebook) } else { self.noi_dung.clone() }
    }

    /// What is enforced, as a sentence; independent of [`Criterion::noi_dung`].
    pub fn cau_dieu_kien(&self, rulebook: &Rulebook) -> String {
        let anew = if self.tinh_lai.is_empty() {
            ""
        } else {
            ", tính lại từ đầu sau khi hết thời gian bị kỷ luật"
        };
        format!("{}{anew}", self.dieu_kien.cau(rulebook))
    }
}

impl Condition {
    fn cau(&self, rulebook: &Rulebook) -> String {
        let name = |chi_so: &Located<String>| {
            let total = || rulebook.total_as_indicator(&chi_so.value).map(|total| total.name().to_owned());
            let known = rulebook.indicator(&chi_so.value).map(|indicator| indicator.ten.clone());
            known.or_else(total).unwrap_or_else(|| chi_so.value.clone())
        };
        match self {
            Condition::LienTuc { so_nam, moi_nam } => {
                format!("{} trong {so_nam:02} năm liên tục", moi_nam.cau(rulebook))
            }
            Condition::Nguong { chi_so, so_sanh, muc, rieng } => {
                let asked = |muc| so_sanh.cau(&measured(rulebook, &chi_so.value, muc));
                let own = |own: &OwnThreshold| {
                    let asked = asked(own.muc);
                    format!("đối với {}: {}", rulebook.words(&own.dac_diem.value), asked.trim_start_matches("đạt "))
                };
                let own: Vec<String> = rieng.iter().map(own).collect();
                let own = if own.is_empty() { String::new() } else { format!(" ({})", own.join("; ")) };
                format!("{}{} {}{own}", name(chi_so), parts(rulebook, &chi_so.value), asked(*muc))
            }
            Condition::SoVoiNamTruoc { chi_so, xu_huong } => {
                let year = rulebook.thoi_gian.kind_of_year();
                format!("{} {} so với {year} trước liền kề", name(chi_so), xu_huong.label())
            }
            Condition::XepLoai { chi_so, muc } => {
                format!("{} đạt loại {}{}", name(chi_so), muc.value, above(rulebook, chi_so, muc))
            }
            Condition::ThanhVien { khen_thuong, can } => {
                let names: Vec<&str> = khen_thuong.iter().map(|name| name.value.as_str()).collect();
                format!("có {} được tặng {}", can.words(), names.join(" hoặc "))
            }
            Condition::SangKien { cap, so, so_nam, .. } => {
                let level = cap.label();
                let span = so_nam.map(|years| format!(" trong {years:02} năm gần nhất")).unwrap_or_default();
                let (from, and_more) = match so {
                    2.. => (format!("từ {so:02} "), " trở lên"),
                    _ => (String::new(), ""),
                };
                format!(
                    "có {from}sáng kiến hoặc giải pháp mới{and_more} được Hội đồng Sáng kiến {level} công nhận{span}"
                )
            }
            Condition::CoKhong { chi_so, gia_tri: true } | Condition::XacNhan { chi_so } => name(chi_so),
            Condition::CoKhong { chi_so, gia_tri: false } => format!("không có: {}", name(chi_so)),
            Condition::DangKy { dung_han, danh_hieu } => {
                let titles: Vec<&str> = danh_hieu.iter().map(|title| title.value.as_str()).collect();
                let titles =
                    if titles.is_empty() { String::new() } else { format!(" danh hiệu {}", titles.join(" hoặc ")) };
                format!("có đăng ký thi đua{titles}{}", if *dung_han { " đúng hạn" } else { "" })
            }
            Condition::DanChieu { van_ban, .. } => format!("đạt tiêu chuẩn quy định tại {van_ban}"),
            Condition::Nhom { cach, gom } => match cach {
                Grouping::TatCa => "đạt tất cả các tiêu chuẩn sau".to_owned(),
                Grouping::MotTrong => "đạt một trong các tiêu chuẩn sau".to_owned(),
                Grouping::ItNhat(count) => format!("đạt ít nhất {count:02} trong {:02} tiêu chuẩn sau", gom.len()),
            },
            Condition::DonVi { .. } => "thuộc đơn vị đạt tiêu chuẩn sau".to_owned(),
            Condition::DaKhen { khen_thuong, so_lan, so_nam, lien_tuc } => {
                let names: Vec<&str> = khen_thuong.iter().map(|name| bestowal::bare(&name.value)).collect();
                let span = match so_nam {
                    Some(1) => " của năm xét".to_owned(),
                    Some(years) => format!(" trong {years:02} năm gần nhất"),
                    None => String::new(),
                };
                let running = if *lien_tuc { " liên tục" } else { "" };
                let names = names.join(" hoặc ");
                match so_lan {
                    0 if span.is_empty() => format!("chưa từng được tặng {names}"),
                    0 => format!("chưa được tặng {names}{span}"),
                    _ => format!("đã được tặng {names} từ {so_lan:02} lần{running} trở lên{span}"),
                }
            }
            Condition::TongDiem { thang_diem, muc } => {
                let known = rulebook.total(&thang_diem.value);
                let name = known.map_or(thang_diem.value.as_str(), Total::name);
                format!("{name} đạt từ {muc} điểm trở lên")
            }
        }
    }
}

/// " (số năm công tác + 1,5 × số năm ở vùng khó khăn)" of what is added up from others.
fn parts(rulebook: &Rulebook, chi_so: &str) -> String {
    let terms = rulebook.indicator(chi_so).map(Indicator::terms).unwrap_or_default();
    let words = |term: &Term| {
        let name = lower_first(&rulebook.words(&term.chi_so.value));
        if term.he_so == Quantity::whole(1) { name } else { format!("{} × {name}", term.he_so) }
    };
    let words: Vec<String> = terms.iter().map(words).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(" + ")) }
}

fn above(rulebook: &Rulebook, chi_so: &Located<String>, muc: &Located<String>) -> &'static str {
    let highest = match rulebook.indicator(&chi_so.value).map(|indicator| &indicator.kieu) {
        Some(IndicatorKind::XepLoai { cac_muc }) => cac_muc.last() == Some(&muc.value),
        _ => true,
    };
    if highest { "" } else { " trở lên" }
}

/// `number` with the unit of measure of the indicator: "90%", "80 điểm".
pub fn measured(rulebook: &Rulebook, chi_so: &str, number: Quantity) -> String {
    match rulebook.indicator(chi_so).map(|indicator| &indicator.kieu) {
        Some(IndicatorKind::So { don_vi_tinh }) if don_vi_tinh.starts_with('%') => format!("{number}{don_vi_tinh}"),
        Some(IndicatorKind::So { don_vi_tinh }) if !don_vi_tinh.is_empty() => format!("{number} {don_vi_tinh}"),
        None if rulebook.total(chi_so).is_some() => format!("{number} {POINTS}"),
        _ => number.to_string(),
    }
}
