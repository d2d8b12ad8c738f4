//! The rules that a campaign sets itself, as data: printed in its plan, enforced by its check.

use super::Period;
use super::award::Award;
use super::bestowal::bestowal;
use super::council::Council;
use super::criterion::{Among, Criterion};
use super::deadline::{Deadline, Event};
use super::dossier::RequiredPaper;
use super::evidence::Indicator;
use super::exclusion::Exclusion;
use super::located::Located;
use super::nomination::{Attribute, KEY_LEADER, NomineeKind, WOMAN};
use super::quota::Quota;
use super::score::{ScoreSheet, Total};
use super::stage::Stage;
use crate::law::calendar::DaysOff;

/// Everything that `phong_trao.toml` says about rewarding.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    /// Of the campaign: what a year is.
    pub thoi_gian: Period,
    pub chi_so: Vec<Indicator>,
    pub dac_diem: Vec<Attribute>,
    pub thang_diem: Vec<ScoreSheet>,
    pub tieu_chuan: Vec<Criterion>,
    pub hinh_thuc: Vec<Award>,
    pub chi_tieu: Vec<Quota>,
    pub loai_tru: Vec<Exclusion>,
    pub thoi_han: Vec<Deadline>,
    pub su_kien: Vec<Event>,
    pub ho_so: Vec<RequiredPaper>,
    pub buoc: Vec<Stage>,
    /// Days off that the law does not tell.
    pub ngay_nghi: Vec<DaysOff>,
    pub hoi_dong: Option<Council>,
}

impl Rulebook {
    /// The indicator with code `ma`.
    pub fn indicator(&self, ma: &str) -> Option<&Indicator> {
        self.chi_so.iter().find(|indicator| indicator.ma == ma)
    }

    /// The total with code `ma`: of a thang điểm or of a group of it.
    pub fn total(&self, ma: &str) -> Option<Total<'_>> {
        self.thang_diem.iter().find_map(|sheet| sheet.total_called(ma))
    }

    /// The total that `chi_so = ma` means: a chỉ số of that code comes first.
    pub fn total_as_indicator(&self, ma: &str) -> Option<Total<'_>> {
        if self.indicator(ma).is_some() { None } else { self.total(ma) }
    }

    /// The criterion with code `ma`.
    pub fn criterion(&self, ma: &str) -> Option<&Criterion> {
        self.tieu_chuan.iter().find(|criterion| criterion.ma == ma)
    }

    /// The criteria with these codes and all that they are made of, each once.
    pub fn tree(&self, codes: &[Located<String>]) -> Vec<&Criterion> {
        let mut found: Vec<&Criterion> = Vec::new();
        let mut open: Vec<&Located<String>> = codes.iter().rev().collect();
        while let Some(code) = open.pop() {
            let Some(criterion) = self.criterion(&code.value) else { continue };
            if found.iter().all(|known| known.ma != criterion.ma) {
                found.push(criterion);
                open.extend(criterion.dieu_kien.members().iter().rev());
            }
        }
        found
    }

    /// The bước with code `ma`.
    pub fn stage(&self, ma: &str) -> Option<&Stage> {
        self.buoc.iter().find(|stage| stage.ma == ma)
    }

    /// The thời hạn with code `ma`.
    pub fn deadline(&self, ma: &str) -> Option<&Deadline> {
        self.thoi_han.iter().find(|deadline| deadline.ma == ma)
    }

    /// The award with code `ma`.
    pub fn award(&self, ma: &str) -> Option<&Award> {
        self.hinh_thuc.iter().find(|award| award.ma == ma)
    }

    /// "tặng Giấy khen, công nhận Lao động tiên tiến": what is done with the awards of these codes.
    pub fn bestowals(&self, codes: &[Located<String>]) -> String {
        let words = codes.iter().map(|code| match self.award(&code.value) {
            Some(award) => bestowal(&award.ten, &award.dong_tu),
            None => code.value.clone(),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Whether any rule speaks of households.
    pub fn has_households(&self) -> bool {
        let of_awards = self
            .hinh_thuc
            .iter()
            .any(|award| award.doi_tuong == Some(NomineeKind::HoGiaDinh) || award.tien_thuong.ho_gia_dinh.is_some());
        let kinds = self.chi_tieu.iter().map(|quota| quota.doi_tuong);
        let kinds = kinds.chain(self.tieu_chuan.iter().map(|criterion| criterion.ap_dung.doi_tuong));
        let mut kinds = kinds.chain(self.loai_tru.iter().map(|exclusion| exclusion.ap_dung.doi_tuong));
        of_awards || kinds.any(|kind| kind == Some(NomineeKind::HoGiaDinh))
    }

    /// All who may be rewarded, in a sentence.
    pub fn everybody(&self) -> &'static str {
        if self.has_households() { "tập thể, cá nhân, hộ gia đình" } else { "tập thể, cá nhân" }
    }

    /// For whom something is meant: "cá nhân là nữ; để tặng Giấy khen"; empty when it is for all.
    pub fn scope_words(&self, kind: Option<NomineeKind>, among: &Among, awards: &[Located<String>]) -> String {
        let usual = if among.is_all() { "" } else { "đối tượng" };
        let whom = among.of(kind.map_or(usual, NomineeKind::label), |code| self.words(code));
        let whom = if whom.is_empty() { whom } else { format!("đối với {whom}") };
        let what = self.bestowals(awards);
        let what = if what.is_empty() { what } else { format!("để {what}") };
        [whom, what].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// The words for a code of an indicator, total or attribute; the code itself when it is none of them.
    pub fn words(&self, ma: &str) -> String {
        if let Some(indicator) = self.indicator(ma) {
            return indicator.ten.clone();
        }
        if let Some(total) = self.total(ma) {
            return total.name().to_owned();
        }
        let declared =
            self.dac_diem.iter().find(|attribute| attribute.ma == ma).map(|attribute| attribute.ten.as_str());
        let built_in = || match ma {
            WOMAN => "nữ",
            KEY_LEADER => "lãnh đạo chủ chốt",
            other => other,
        };
        declared.unwrap_or_else(built_in).to_owned()
    }
}
