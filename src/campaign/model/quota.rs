//! Chỉ tiêu: how many may be rewarded.

use super::criterion::Among;
use super::labelled::labelled;
use super::located::Located;
use super::nomination::NomineeKind;
use super::rulebook::Rulebook;
use super::share::Share;
use crate::base::diag::Place;

labelled! {
    /// What a share is taken of.
    ShareBase {
        /// Everybody on the list, of the kind that the quota concerns.
        TongSo "tong_so" "tổng số";
        DaDangKy "da_dang_ky" "đã đăng ký";
        DuocDeNghi "duoc_de_nghi" "được đề nghị";
        DuDieuKien "du_dieu_kien" "đủ điều kiện";
        /// Those who have one of the titles that the quota names, from earlier or from this campaign.
        DaDat "da_dat" "đã đạt";
        /// A number that no table holds, typed with its source.
        SoGhi "so_ghi" "số ghi";
    }
}

labelled! {
    /// What becomes of the fraction in a share.
    Rounding {
        Xuong "xuong" "xuống";
        Len "len" "lên";
        GanNhat "gan_nhat" "gần nhất";
    }
}

impl Rounding {
    /// `numerator` / `denominator` as a count.
    pub fn count(self, numerator: u128, denominator: u128) -> u32 {
        let denominator = denominator.max(1);
        let rounded = match self {
            Rounding::Xuong => numerator / denominator,
            Rounding::Len => numerator.div_ceil(denominator),
            Rounding::GanNhat => (numerator + denominator / 2) / denominator,
        };
        u32::try_from(rounded).unwrap_or(u32::MAX)
    }

    /// "làm tròn xuống"
    pub fn words(self) -> &'static str {
        match self {
            Rounding::Xuong => "làm tròn xuống",
            Rounding::Len => "làm tròn lên",
            Rounding::GanNhat => "làm tròn đến số gần nhất",
        }
    }
}

/// The kind of limit.
#[derive(Clone, Debug)]
pub enum Limit {
    SoLuong(u32),
    /// A share of a base; the plan has to name the base.
    TyLe {
        ty_le: Share,
        co_so: Option<ShareBase>,
        lam_tron: Rounding,
        /// No fewer than so many, of whomever there are.
        it_nhat: u32,
        /// The number of [`ShareBase::SoGhi`] and where it comes from.
        so_ghi: Option<(u32, String)>,
        /// Codes of the awards whose đề nghị the base counts, where these are not the awards of the quota; of
        /// [`ShareBase::DaDat`] the names of the titles.
        cua: Vec<Located<String>>,
    },
    /// So many in each unit.
    MoiDonVi(u32),
    /// A number that the body above allots, to the whole or to each unit; unknown until it does.
    PhanBo {
        so: Option<Located<u32>>,
        tung_don_vi: bool,
        co_quan: String,
    },
    /// A number that another text sets.
    DanChieu {
        so: Option<Located<u32>>,
        van_ban: String,
    },
    KhongGioiHan,
}

/// What a chỉ tiêu holds for, each by itself.
#[derive(Clone, Debug)]
pub enum Division {
    DonVi,
    LoaiDonVi,
    /// Blocks: those with the same of these đặc điểm, or whose unit has it.
    DacDiem(Vec<Located<String>>),
}

impl Division {
    /// "từng đơn vị"
    pub fn words(&self) -> &'static str {
        match self {
            Division::DonVi => "từng đơn vị",
            Division::LoaiDonVi => "từng loại đơn vị",
            Division::DacDiem(_) => "từng khối",
        }
    }
}

/// One chỉ tiêu.
#[derive(Clone, Debug)]
pub struct Quota {
    pub ma: String,
    /// The words of the plan; made from the limit when empty.
    pub noi_dung: String,
    /// The awards that share it.
    pub hinh_thuc: Vec<Located<String>>,
    /// Counts only this kind; both together when `None`.
    pub doi_tuong: Option<NomineeKind>,
    /// Counts only these.
    pub trong: Among,
    /// Holds for each of these by itself; for all together when `None`.
    pub theo: Option<Division>,
    pub gioi_han: Limit,
    pub can_cu: String,
    pub place: Place,
}

impl Quota {
    /// "không quá 06 tập thể", "không quá 20% tổng số tập thể đã đăng ký (làm tròn xuống)".
    pub fn cau(&self, rules: &Rulebook) -> String {
        if !self.noi_dung.is_empty() {
            return self.noi_dung.clone();
        }
        let whom = self.whom(rules);
        let each = self.theo.as_ref().map(Division::words);
        match &self.gioi_han {
            Limit::SoLuong(count) => {
                format!("{}không quá {count:02} {whom}", each.map(|each| format!("{each} ")).unwrap_or_default())
            }
            Limit::TyLe { .. } => self.share(rules),
            Limit::MoiDonVi(count) => format!("mỗi đơn vị không quá {count:02} {whom}"),
            Limit::PhanBo { so: Some(count), co_quan, .. } => {
                format!("{:02} {whom} theo chỉ tiêu phân bổ của {co_quan}", count.value)
            }
            Limit::PhanBo { co_quan, .. } => format!("số lượng {whom} theo chỉ tiêu phân bổ của {co_quan}"),
            Limit::DanChieu { van_ban, .. } if self.doi_tuong.is_none() => format!("số lượng thực hiện theo {van_ban}"),
            Limit::DanChieu { van_ban, .. } => format!("số lượng {whom} thực hiện theo {van_ban}"),
            Limit::KhongGioiHan if self.doi_tuong.is_none() => "không giới hạn số lượng".to_owned(),
            Limit::KhongGioiHan => format!("không giới hạn số lượng {whom}"),
        }
    }

    /// Whether papers have nothing to say of it: no limit, in no words of the plan.
    pub fn is_unsaid(&self) -> bool {
        matches!(self.gioi_han, Limit::KhongGioiHan) && self.noi_dung.is_empty()
    }

    /// "tập thể thuộc các xã", "cá nhân nữ"
    fn whom(&self, rules: &Rulebook) -> String {
        let whom = match (&self.gioi_han, self.doi_tuong) {
            (_, Some(kind)) => kind.label(),
            (Limit::SoLuong(_) | Limit::MoiDonVi(_), None) if rules.has_households() => {
                "trường hợp (tập thể, cá nhân hoặc hộ gia đình)"
            }
            (Limit::SoLuong(_) | Limit::MoiDonVi(_), None) => "trường hợp (tập thể hoặc cá nhân)",
            (_, None) => rules.everybody(),
        };
        self.trong.of(whom, |code| rules.words(code))
    }

    /// A share with all that it is reckoned by.
    fn share(&self, rules: &Rulebook) -> String {
        let Limit::TyLe { ty_le, co_so, lam_tron, it_nhat, so_ghi, .. } = &self.gioi_han else { return String::new() };
        let whom = self.whom(rules);
        let least = if *it_nhat > 0 { format!(", ít nhất {it_nhat:02}") } else { String::new() };
        let rounding = format!("{}{least}", lam_tron.words());
        if let Some((count, source)) = so_ghi {
            return format!("không quá {ty_le} tổng số {count} {whom} ({source}; {rounding})");
        }
        let each = self.theo.as_ref().map(|theo| format!(" của {}", theo.words())).unwrap_or_default();
        match co_so {
            Some(ShareBase::TongSo) => format!("không quá {ty_le} tổng số {whom}{each} ({rounding})"),
            Some(base) => {
                format!("không quá {ty_le} tổng số {whom} {}{each} ({rounding})", self.base_words(rules, *base))
            }
            None => format!("không quá {ty_le} {whom}"),
        }
    }

    /// "đã đăng ký", "đủ điều kiện tặng Lao động tiên tiến", "đã đạt Lao động tiên tiến".
    pub fn base_words(&self, rules: &Rulebook, base: ShareBase) -> String {
        let Limit::TyLe { cua, .. } = &self.gioi_han else { return base.label().to_owned() };
        let name = |code: &Located<String>| match base {
            ShareBase::DaDat => code.value.clone(),
            _ => rules.award(&code.value).map_or_else(|| code.value.clone(), |award| award.ten.clone()),
        };
        let names: Vec<String> = cua.iter().map(name).collect();
        let names = names.join(" hoặc ");
        if names.is_empty() { base.label().to_owned() } else { format!("{} {names}", base.label()) }
    }

    /// The same as a plan says it: it knows no number that is allotted later, and says nothing where there is no
    /// limit.
    pub fn cau_ke_hoach(&self, rules: &Rulebook) -> String {
        match &self.gioi_han {
            Limit::KhongGioiHan => self.noi_dung.clone(),
            Limit::PhanBo { tung_don_vi, co_quan, .. } => {
                let so = None;
                let gioi_han = Limit::PhanBo { so, tung_don_vi: *tung_don_vi, co_quan: co_quan.clone() };
                Quota { gioi_han, ..self.clone() }.cau(rules)
            }
            _ => self.cau(rules),
        }
    }

    /// Whether it gives each unit or block places of its own.
    pub fn is_divided(&self) -> bool {
        let each = matches!(self.gioi_han, Limit::MoiDonVi(_) | Limit::PhanBo { tung_don_vi: true, .. });
        each || self.theo.is_some()
    }

    /// Whether its numbers stand when the plan is issued, before a body above allots and before anybody registers.
    pub fn stands_in_plan(&self) -> bool {
        match &self.gioi_han {
            Limit::PhanBo { tung_don_vi, .. } => *tung_don_vi,
            Limit::TyLe { co_so, .. } => matches!(co_so, Some(ShareBase::TongSo | ShareBase::SoGhi)),
            Limit::SoLuong(_) | Limit::MoiDonVi(_) | Limit::DanChieu { .. } | Limit::KhongGioiHan => true,
        }
    }
}

/// What the body above allotted to one unit.
#[derive(Clone, Debug)]
pub struct Allotment {
    /// Code of the quota.
    pub chi_tieu: Located<String>,
    /// Code or name of the unit.
    pub don_vi: Located<String>,
    pub so: Located<u32>,
}
