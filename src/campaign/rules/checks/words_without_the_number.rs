//! Words of the plan that lack the number, level or day that is enforced.

use super::told_comparison;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::model::criterion::{Comparison, Condition, Criterion, Grouping, measured};
use crate::campaign::model::evidence::{CouncilLevel, IndicatorKind};
use crate::campaign::model::exclusion::{Exclusion, Window};
use crate::campaign::model::located::fold;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::quota::{Limit, Quota, Rounding, ShareBase};
use crate::campaign::model::share::Share;
use crate::campaign::model::{Rulebook, short_date};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD011.md")]
pub struct WordsWithoutTheNumber;

/// Numbers as plans spell them; "không" is how they say zero.
const SPELLED: &[&str] = &["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// What the words must hold.
enum Enforced {
    /// A number; of a share in percent also as a part of one, and the other way round.
    So { so: Quantity, la_ty_le: bool },
    /// One of these words.
    Chu(String),
}

impl Rule for WordsWithoutTheNumber {
    fn code(&self) -> Code {
        Code::TD011
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let rules = assessment.context.rules();
        let mut others = Report::new();
        let mut check = |what: String, words: &str, enforced: Vec<(String, Enforced)>, place: &Place| {
            let lacking = |(_, wanted): &(String, Enforced)| !words.is_empty() && !holds(words, wanted);
            for (shown, _) in enforced.into_iter().filter(lacking) {
                let message = format!("{what}: lời của kế hoạch không có `{shown}` mà chương trình xét");
                let hint = "sửa `noi_dung` hoặc điều được xét cho khớp; bỏ `noi_dung` thì chương trình tự đặt câu";
                report.push(Diagnostic::warning(self.code(), message).at(place.clone()).hint(hint));
            }
        };
        for each in &rules.tieu_chuan {
            check(format!("tiêu chuẩn `{}`", each.ma), &each.noi_dung, of_criterion(rules, each), &each.place);
        }
        for each in &rules.tieu_chuan {
            if let Some((told, enforced)) = other_comparison(each) {
                let message = format!(
                    "tiêu chuẩn `{}`: lời của kế hoạch ghi {}, chương trình xét {}",
                    each.ma,
                    told.label(),
                    enforced.label()
                );
                let finding = Diagnostic::warning(self.code(), message).at(each.place.clone());
                others.push(finding.hint(format!("đặt so_sanh = \"{}\", hoặc sửa `noi_dung`", told.name())));
            }
        }
        for each in &rules.chi_tieu {
            check(format!("chỉ tiêu `{}`", each.ma), &each.noi_dung, of_quota(each), &each.place);
            if let Some(message) = other_share(each) {
                let finding = Diagnostic::warning(self.code(), message).at(each.place.clone());
                others.push(finding.hint("sửa `noi_dung` hoặc điều được xét cho khớp"));
            }
            if let Some(title) = other_base(assessment, each) {
                let message = format!(
                    "chỉ tiêu `{}`: lời của kế hoạch nói tỷ lệ của số {title}, chương trình tính trên số {}",
                    each.ma,
                    base_of(rules, each)
                );
                let finding = Diagnostic::warning(self.code(), message).at(each.place.clone());
                let hint = format!(
                    "tính trên số ấy thì đặt co_so = \"da_dat\", cua_danh_hieu = [\"{title}\"]; không thì sửa lời"
                );
                others.push(finding.hint(hint));
            }
        }
        for each in &rules.loai_tru {
            check(format!("loại trừ `{}`", each.ma), &each.noi_dung, of_exclusion(each), &each.place);
        }
        report.extend(others);
    }
}

fn number(number: Quantity) -> (String, Enforced) {
    (number.to_string(), Enforced::So { so: number, la_ty_le: false })
}

fn count(count: u32) -> (String, Enforced) {
    number(Quantity::whole(count.into()))
}

fn word(text: &str) -> (String, Enforced) {
    (text.to_owned(), Enforced::Chu(text.to_owned()))
}

fn of_criterion(rules: &Rulebook, criterion: &Criterion) -> Vec<(String, Enforced)> {
    of_condition(rules, &criterion.dieu_kien)
}

fn of_condition(rules: &Rulebook, condition: &Condition) -> Vec<(String, Enforced)> {
    match condition {
        Condition::LienTuc { so_nam, moi_nam } => {
            of_condition(rules, moi_nam).into_iter().chain([count(*so_nam)]).collect()
        }
        Condition::Nguong { chi_so, muc, rieng, .. } => {
            let kind = rules.indicator(&chi_so.value).map(|indicator| &indicator.kieu);
            let share = matches!(kind, Some(IndicatorKind::So { don_vi_tinh }) if don_vi_tinh == "%");
            let all = [*muc].into_iter().chain(rieng.iter().map(|own| own.muc));
            all.map(|muc| (measured(rules, &chi_so.value, muc), Enforced::So { so: muc, la_ty_le: share })).collect()
        }
        Condition::TongDiem { muc, .. } => vec![number(*muc)],
        Condition::XepLoai { muc, .. } => vec![word(&muc.value)],
        Condition::SangKien { cap, so, so_nam, .. } => {
            let level = (*cap > CouncilLevel::CoSo).then(|| word(cap.label()));
            let numbers = [(*so > 1).then_some(*so), *so_nam].into_iter().flatten().map(count);
            level.into_iter().chain(numbers).collect()
        }
        Condition::DaKhen { so_lan, so_nam, .. } => {
            let times = (*so_lan > 1).then_some(*so_lan);
            let years = so_nam.filter(|years| *years > 1);
            times.into_iter().chain(years).map(count).collect()
        }
        Condition::Nhom { cach: Grouping::ItNhat(needed), gom } if *needed < gom.len() => {
            u32::try_from(*needed).into_iter().map(count).collect()
        }
        _ => Vec::new(),
    }
}

/// How the words of a threshold hold against it, where something else is enforced.
fn other_comparison(criterion: &Criterion) -> Option<(Comparison, Comparison)> {
    let Condition::Nguong { so_sanh, muc, .. } = criterion.dieu_kien.of_year() else { return None };
    let told = told_comparison::told(&criterion.noi_dung, *muc);
    let first = told.first().filter(|_| !told.contains(so_sanh))?;
    Some((*first, *so_sanh))
}

/// A fraction or a rounding that the words of a share name, where another is enforced.
fn other_share(quota: &Quota) -> Option<String> {
    let Limit::TyLe { ty_le, lam_tron, .. } = &quota.gioi_han else { return None };
    let words = fold(&quota.noi_dung);
    let told = Rounding::ALL.iter().find(|rounding| words.contains(rounding.words()));
    if let Some(told) = told.filter(|told| *told != lam_tron) {
        let (told, enforced) = (told.words(), lam_tron.words());
        return Some(format!("chỉ tiêu `{}`: lời của kế hoạch ghi {told}, chương trình {enforced}", quota.ma));
    }
    let fractions = fractions(&words);
    let same = |share: &Share| share.part_of(1).0 * ty_le.part_of(1).1 == ty_le.part_of(1).0 * share.part_of(1).1;
    let is_other = ty_le.hundredths().is_none() && !fractions.is_empty() && !fractions.iter().any(same);
    let other = fractions.first().filter(|_| is_other)?;
    Some(format!("chỉ tiêu `{}`: lời của kế hoạch ghi {other}, chương trình xét {ty_le}", quota.ma))
}

/// The fractions in `words`, in figures: "2/3"; a number of a decree has letters behind it, a day more slashes or the
/// word for one before it.
fn fractions(words: &str) -> Vec<Share> {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
    let before = [""].into_iter().chain(words.split(' '));
    let no_days = words.split(' ').zip(before).filter(|(_, before)| *before != "ngày").map(|(word, _)| bare(word));
    let figures = no_days.filter(|word| word.len() <= 5 && word.matches('/').count() == 1);
    figures.filter_map(|word| Share::parse(&word)).filter(|share| !share.is_out_of_range()).collect()
}

fn of_quota(quota: &Quota) -> Vec<(String, Enforced)> {
    match &quota.gioi_han {
        // Of whom a share is taken must stand there as well, where it is not of those of the quota itself.
        Limit::TyLe { ty_le, co_so, it_nhat, cua, .. } => {
            // A fraction is spelled in too many ways to be missed.
            let share =
                ty_le.hundredths().map(|number| (ty_le.to_string(), Enforced::So { so: number, la_ty_le: true }));
            let titles = cua.iter().filter(|_| *co_so == Some(ShareBase::DaDat)).map(|title| word(&title.value));
            let least = (*it_nhat > 0).then(|| count(*it_nhat));
            share.into_iter().chain(titles).chain(least).collect()
        }
        Limit::SoLuong(limit) | Limit::MoiDonVi(limit) => vec![count(*limit)],
        // What the body above allots or another text sets need not be known when the plan is written.
        Limit::PhanBo { .. } | Limit::DanChieu { .. } | Limit::KhongGioiHan => Vec::new(),
    }
}

fn of_exclusion(exclusion: &Exclusion) -> Vec<(String, Enforced)> {
    let level = exclusion.muc_tu.iter().map(|level| word(&level.value));
    let days = match exclusion.trong {
        Window::Khoang { tu, den } => vec![tu, den],
        Window::NamXet | Window::KhongGioiHan => Vec::new(),
    };
    level.chain(days.into_iter().map(|day| word(&short_date(day)))).collect()
}

fn holds(words: &str, wanted: &Enforced) -> bool {
    match wanted {
        Enforced::Chu(text) => {
            // Days are typed with and without leading zeros.
            let bare = |text: &str| format!(" {}", fold(text)).replace("/0", "/").replace(" 0", " ");
            bare(words).contains(bare(text).trim_start())
        }
        Enforced::So { so, la_ty_le } => {
            let same =
                |number: Quantity| number == *so || *la_ty_le && (number.times(100) == *so || number == so.times(100));
            numbers(words).into_iter().any(same)
        }
    }
}

/// A title that the words of a share name behind its `%`, of whom it is not taken.
fn other_base(assessment: &Assessment, quota: &Quota) -> Option<String> {
    let Limit::TyLe { co_so: Some(base), .. } = &quota.gioi_han else { return None };
    let rules = assessment.context.rules();
    let words = fold(&quota.noi_dung);
    let (_, behind) = words.split_once('%')?;
    let bare =
        |title: &str| ["Danh hiệu ", "danh hiệu "].iter().fold(title.to_owned(), |title, word| title.replace(word, ""));
    let of_law = assessment.context.law.parameters.danh_muc.iter().map(|title| bare(&title.ten));
    let of_plan = rules.hinh_thuc.iter().map(|award| bare(&award.ten));
    let base = fold(&quota.base_words(rules, *base));
    let own = quota.hinh_thuc.iter().filter_map(|code| rules.award(&code.value)).map(|award| fold(&award.ten));
    let known: Vec<String> = own.chain([base]).collect();
    // "đạt Lao động tiên tiến": whom the share is of; the award itself may be named without being its base.
    let named = |title: &String| {
        let title = fold(title);
        let is_told = ["đạt ", "đạt danh hiệu "].iter().any(|word| behind.contains(&format!("{word}{title}")));
        is_told && !known.iter().any(|known| known.contains(&title))
    };
    of_law.chain(of_plan).find(named)
}

fn base_of(rules: &Rulebook, quota: &Quota) -> String {
    match &quota.gioi_han {
        Limit::TyLe { co_so: Some(base), .. } => quota.base_words(rules, *base),
        _ => String::new(),
    }
}

/// The numbers in `words`, in figures or spelled.
fn numbers(words: &str) -> Vec<Quantity> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    let figures = words.split(|letter| !is_part(letter)).map(|text| text.trim_matches(['.', ',']));
    let figures = figures.filter_map(Quantity::parse);
    let folded = fold(words);
    let spelled = folded.split(|letter: char| !letter.is_alphabetic()).filter_map(|word| {
        let value = SPELLED.iter().position(|known| *known == word)?;
        i64::try_from(value).ok().map(Quantity::whole)
    });
    figures.chain(spelled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_as_they_are_typed_in_vietnam() {
        let so = |text: &str, la_ty_le| Enforced::So { so: Quantity::parse(text).unwrap(), la_ty_le };
        for (words, wanted, found) in [
            ("đạt từ 90% trở lên", so("90", true), true),
            ("đạt từ 90% trở lên", so("95", true), false),
            ("đạt từ 0,9 trở lên.", so("90", true), true),
            ("đạt từ 90% trở lên", so("0.9", true), true),
            ("đạt từ 90,5 điểm", so("90.5", false), true),
            ("đạt từ 1.200 hồ sơ, trong năm", so("1200", false), true),
            ("không có hồ sơ trễ hạn", so("0", false), true),
            ("ít nhất hai trong ba tiêu chuẩn", so("2", false), true),
            ("không quá 06 tập thể", so("6", false), true),
            ("không quá 16 tập thể", so("6", false), false),
            ("xếp loại Tốt trở lên", Enforced::Chu("tốt".to_owned()), true),
            ("từ ngày 1/1/2022", Enforced::Chu("01/01/2022".to_owned()), true),
            ("xếp loại Khá trở lên", Enforced::Chu("Tốt".to_owned()), false),
        ] {
            assert_eq!(holds(words, &wanted), found, "{words}");
        }
    }
}
