//! Days that cannot follow each other as they stand: a decision before what it rests on, a registration
//! or a dossier before there was a plan, a đề nghị for a year outside the campaign. Each is most often a slip of the
//! keyboard and stops nothing, so all are warnings at their cells.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::Campaign;
use crate::campaign::model::award::Award;
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::nomination::Nomination;
use crate::campaign::model::short_date;
use crate::campaign::rules::Facts;

/// The code of every finding here.
const CODE: Code = Code::TD046;

/// What is out of order in `facts` and the days of `campaign`.
pub fn check(campaign: &Campaign, facts: &Facts) -> Report {
    let mut report = Report::new();
    let decisions = facts.quy_dinh.hinh_thuc.iter().filter_map(|award| decided_early(award, facts));
    decisions.for_each(|finding| report.push(finding));
    if let Some(issued) = campaign.ke_hoach.ngay.earliest() {
        let days = facts.dang_ky.iter().filter_map(|row| row.ngay_nop.as_ref());
        let days = days.map(|day| ("đăng ký ngày", day));
        let received = facts.ho_so_nhan.iter().filter_map(|row| row.ngay_nhan.as_ref());
        let days = days.chain(received.map(|day| ("hồ sơ nhận ngày", day)));
        days.filter(|(_, day)| day.value < issued).for_each(|(what, day)| report.push(too_early(what, day, issued)));
    }
    years_outside(campaign, facts).for_each(|finding| report.push(finding));
    report.extend(years_left_out(facts));
    report
}

/// Đề nghị without a year for an award that others are proposed for by years: they are judged, and take places, apart.
fn years_left_out(facts: &Facts) -> Vec<Diagnostic> {
    let awards = facts.quy_dinh.hinh_thuc.iter().enumerate();
    let named: HashMap<String, usize> =
        awards.flat_map(|(at, award)| [&award.ma, &award.ten].map(|name| (fold(name), at))).collect();
    let award = |row: &Nomination| named.get(&fold(&row.hinh_thuc.value)).copied();
    let dated: BTreeSet<usize> = facts.de_nghi.iter().filter(|row| row.nam.is_some()).filter_map(award).collect();
    let apart = |row: &&Nomination| row.nam.is_none() && award(row).is_some_and(|at| dated.contains(&at));
    let finding = |row: &Nomination| {
        let message =
            format!("{}: không ghi năm xét, các đề nghị khác của hình thức này có ghi", row.doi_tuong.ten.value);
        let finding = Diagnostic::warning(CODE, message).at(row.place.clone());
        finding.hint("ghi cột Năm; để trống thì được xét riêng, tính chỉ tiêu riêng")
    };
    facts.de_nghi.iter().filter(apart).map(finding).collect()
}

/// A decision dated before the meeting of the council or the tờ trình.
fn decided_early(award: &Award, facts: &Facts) -> Option<Diagnostic> {
    let decided = award.ngay_quyet_dinh.as_ref()?;
    let met = facts.quy_dinh.hoi_dong.as_ref().and_then(|council| council.ngay_hop.as_ref());
    let met = met.into_iter().map(|day| ("ngày họp Hội đồng", day));
    let submitted = facts.to_trinh.iter().filter(|paper| paper.hinh_thuc == award.ma);
    let submitted = submitted.map(|paper| ("ngày tờ trình", &paper.ngay));
    let (what, day) = met.chain(submitted).find(|(_, day)| day.value > decided.value)?;
    let message = format!("{}: quyết định đề ngày {}, trước {what}", award.ten, short_date(decided.value));
    let finding = Diagnostic::warning(CODE, message).at(decided.place());
    Some(finding.hint_at(day.place(), format!("{what} là {}; sửa một trong hai ngày", short_date(day.value))))
}

fn too_early(what: &str, day: &Located<NaiveDate>, issued: NaiveDate) -> Diagnostic {
    let message = format!("{what} {}, trước khi có kế hoạch", short_date(day.value));
    let hint = format!("kế hoạch sớm nhất là ngày {}; sửa một trong hai ngày", short_date(issued));
    Diagnostic::warning(CODE, message).at(day.place()).hint(hint)
}

fn years_outside<'a>(campaign: &Campaign, facts: &'a Facts) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let period = campaign.thoi_gian.clone();
    let first = period.tu_ngay.map(|day| period.year_of(day));
    let last = period.den_ngay.map(|day| period.year_of(day));
    facts.de_nghi.iter().filter_map(move |row| {
        let year = row.nam?;
        let outside = first.is_some_and(|first| year < first) || last.is_some_and(|last| year > last);
        outside.then(|| {
            let message =
                format!("{}: {} nằm ngoài thời gian của phong trào", row.doi_tuong.ten.value, period.year_words(year));
            let finding = Diagnostic::warning(CODE, message).at(row.place.clone());
            finding.hint("sửa năm, hoặc sửa `[thoi_gian]` trong `phong_trao.toml`")
        })
    })
}
