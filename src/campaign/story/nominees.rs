//! Those proposed, as báo cáo thành tích and lists tell of them.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;

use super::ballots::Ballots;
use super::criteria::in_one;
use super::letterhead::Letterhead;
use super::names::{UNKNOWN, called, form_of_address};
use super::position::introduced;
use super::scoring::{Scored, scored};
use super::section::section;
use crate::base::diag::Report;
use crate::base::text::upper_first;
use crate::campaign::model::criterion::{Condition, Criterion, measured};
use crate::campaign::model::evidence::{Evidence, EvidenceValue};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{Nominee, NomineeKind, WOMAN};
use crate::campaign::model::profile::{PastAward, PastKind, Profile, ReportSection};
use crate::campaign::model::quantity::grouped;
use crate::campaign::model::score::POINTS;
use crate::campaign::model::short_date;
use crate::campaign::rules::facts::Blank;
use crate::campaign::rules::{Assessed, Context, Outcome, State, Verdict, leaf, scores};
use crate::campaign::source::OwnValues;
use crate::paper::document::PartialDate;

/// One tiêu chuẩn of somebody: what it asks, what was achieved.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Achieved {
    pub ma: String,
    pub noi_dung: String,
    pub trang_thai: String,
    pub ly_do: String,
    pub doan: Vec<String>,
}

/// An earlier award.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Past {
    pub nam: String,
    pub noi_dung: String,
    pub quyet_dinh: String,
}

/// A collective or an individual that is proposed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Person {
    pub stt: usize,
    /// Position of its round.
    pub dot: usize,
    pub ma: String,
    pub ten: String,
    /// A collective with the bodies it belongs to, up to the one that issues the papers; the name of an individual.
    pub ten_day_du: String,
    #[serde(skip)]
    pub loai: NomineeKind,
    pub la_tap_the: bool,
    pub la_ho_gia_dinh: bool,
    /// "Ông Nguyễn Văn A", "Hộ gia đình ông Nguyễn Văn A"; a collective as in `ten_day_du`.
    pub ten_goi: String,
    /// "ông", "bà"; "ông (bà)" when not known.
    pub danh_xung: String,
    pub nam: String,
    /// Name of the unit of an individual, or of a collective itself.
    pub don_vi: String,
    /// The collective above a collective.
    pub cap_tren: String,
    pub chuc_vu: String,
    /// "Trưởng phòng Ngân sách", "Chuyên viên, Phòng Ngân sách"
    pub chuc_vu_don_vi: String,
    /// The same with these bodies: "Chánh Văn phòng Sở Công Thương".
    pub chuc_vu_day_du: String,
    /// Position of the nominee.
    #[serde(skip)]
    pub nominee: usize,
    pub nu: bool,
    pub nam_sinh: String,
    pub ly_lich: Profile,
    /// The same of the unit.
    pub cua_don_vi: Profile,
    /// Of the collective itself, or of the unit of an individual.
    pub dau_giay: Letterhead,
    /// In a few words.
    pub thanh_tich: String,
    /// The own columns of Đề nghị, by their keys.
    pub cot: OwnValues,
    /// Those of Cá nhân; empty values for a collective.
    pub cot_ca_nhan: OwnValues,
    /// Those of Đơn vị: of the collective itself, or of the unit of an individual.
    pub cot_don_vi: OwnValues,
    pub tieu_chuan: Vec<Achieved>,
    /// Its sheets of the thang điểm that decide on the hình thức.
    pub thang_diem: Vec<Scored>,
    /// Words for each section of the report.
    pub doan: BTreeMap<&'static str, Vec<String>>,
    pub danh_hieu: Vec<Past>,
    pub hinh_thuc: Vec<Past>,
    pub phieu: Ballots,
    /// "7.020.000"
    pub tien_thuong: String,
    /// What became of the đề nghị.
    pub ket_qua: String,
    pub duoc_chon: bool,
    /// Chosen for a giấy khen, so that one is printed.
    pub giay_khen: bool,
    /// Số sổ vàng: the running number in the decision, collectives first; empty for those not chosen.
    pub so_vang: String,
}

impl Person {
    /// Somebody without a name, for forms to be filled in by hand.
    pub fn blank(columns: &Blank) -> Self {
        Person {
            danh_xung: UNKNOWN.to_owned(),
            doan: empty_sections(),
            cot: columns.de_nghi.clone(),
            cot_ca_nhan: columns.ca_nhan.clone(),
            cot_don_vi: columns.don_vi.clone(),
            ..Person::default()
        }
    }

    /// Tells of `item`, the `stt`-th of its list.
    pub fn of(context: &Context, book: &Book, item: &Assessed, stt: usize) -> Self {
        let at = item.proposed.nominee;
        let Some(nominee) = context.nominee(at) else { return Person::default() };
        let unit = context.unit_of(at);
        let is_collective = item.loai == NomineeKind::TapThe;
        let own = if is_collective { Some(at) } else { unit };
        let above = unit.and_then(|unit| context.nominee(unit));
        let unit_name = above.map(|unit| unit.ten.clone()).unwrap_or_default();
        let profile = nominee.ly_lich.clone();
        let whom = introduced(item.loai, &nominee.chuc_vu, &unit_name, &profile.noi_o);
        let row = context.facts.de_nghi.get(item.proposed.row);
        let blank = &context.facts.cot_trong;
        let columns = |of: Option<&Nominee>, blank: &OwnValues| {
            of.map(|of| &of.cot).filter(|cot| !cot.is_empty()).unwrap_or(blank).clone()
        };
        Person {
            stt,
            dot: 0,
            ma: nominee.ma.clone(),
            ten: nominee.ten.clone(),
            ten_day_du: nominee.ten.clone(),
            nominee: at,
            loai: item.loai,
            la_tap_the: is_collective,
            la_ho_gia_dinh: item.loai == NomineeKind::HoGiaDinh,
            ten_goi: called(nominee),
            danh_xung: form_of_address(nominee, &profile).to_owned(),
            chuc_vu_don_vi: whom.clone(),
            chuc_vu_day_du: whom,
            dau_giay: own.and_then(|unit| book.letterheads.get(&unit)).cloned().unwrap_or_default(),
            nam: item.nam.map(|year| context.rules().thoi_gian.year(year)).unwrap_or_default(),
            don_vi: item.don_vi.clone(),
            cap_tren: if is_collective { unit_name } else { String::new() },
            chuc_vu: nominee.chuc_vu.clone(),
            nu: nominee.has(WOMAN),
            nam_sinh: profile.ngay_sinh.nam.map(|year| year.to_string()).unwrap_or_default(),
            cua_don_vi: above.map(|unit| unit.ly_lich.clone()).unwrap_or_default(),
            ly_lich: profile,
            thanh_tich: row.map(|row| row.thanh_tich.clone()).unwrap_or_default(),
            cot: row.map_or_else(|| blank.de_nghi.clone(), |row| row.cot.clone()),
            cot_ca_nhan: columns((!is_collective).then_some(nominee), &blank.ca_nhan),
            cot_don_vi: columns(if is_collective { Some(nominee) } else { above }, &blank.don_vi),
            tieu_chuan: achieved(context, book, item),
            thang_diem: scored(context, item),
            doan: book.sections(at),
            danh_hieu: past(context, at, PastKind::DanhHieu),
            hinh_thuc: past(context, at, PastKind::HinhThuc),
            phieu: Ballots::deciding(context, item),
            tien_thuong: item.tien_thuong.as_ref().map(|money| grouped(money.so_tien)).unwrap_or_default(),
            ket_qua: item.ket_qua.label().to_owned(),
            duoc_chon: item.ket_qua == Outcome::DuocChon,
            giay_khen: item.ket_qua == Outcome::DuocChon && is_certificate(context, item),
            so_vang: String::new(),
        }
    }
}

/// Whether the hình thức is a giấy khen, by its entry in the table of statutory awards or else by its name.
fn is_certificate(context: &Context, item: &Assessed) -> bool {
    const CERTIFICATE: &str = "giay_khen";
    let Some(award) = context.rules().award(&item.hinh_thuc) else { return false };
    match &award.danh_muc {
        Some(entry) => entry.value == CERTIFICATE,
        None => context.law.parameters.title_of(&award.ten).is_some_and(|title| title.ma == CERTIFICATE),
    }
}

/// What the papers say of those proposed beyond the judgement.
#[derive(Debug, Default)]
pub struct Book {
    /// The last day on which the reports may have been written; later publications are not told.
    written: Option<NaiveDate>,
    /// By the positions of the units.
    letterheads: HashMap<usize, Letterhead>,
    passages: HashMap<(usize, String), Vec<String>>,
}

impl Book {
    /// Puts the words together, and the `letterheads` of the units; words for a section that there is not go to
    /// `report`.
    pub fn new(
        context: &Context,
        letterheads: HashMap<usize, Letterhead>,
        written: PartialDate,
        report: &mut Report,
    ) -> Self {
        let mut book = Book { written: written.latest(), letterheads, ..Book::default() };
        let mut passages: Vec<(&usize, &Vec<usize>)> = context.index.passages.iter().collect();
        passages.sort();
        for (at, rows) in passages {
            for row in Context::rows(&context.facts.bao_cao, Some(rows)) {
                match section(context.rules(), &row.muc) {
                    Ok(code) => book.passages.entry((*at, code)).or_default().extend(row.doan.iter().cloned()),
                    Err(finding) => report.push(finding),
                }
            }
        }
        book
    }

    fn passage(&self, at: usize, code: &str) -> Vec<String> {
        self.passages.get(&(at, code.to_owned())).cloned().unwrap_or_default()
    }

    fn sections(&self, at: usize) -> BTreeMap<&'static str, Vec<String>> {
        ReportSection::ALL.iter().map(|section| (section.name(), self.passage(at, section.name()))).collect()
    }
}

/// The earlier awards of the nominee at this position.
fn past(context: &Context, at: usize, kind: PastKind) -> Vec<Past> {
    let rows = Context::rows(&context.facts.khen_thuong, context.index.past.get(&at));
    let tell = |row: &PastAward| Past {
        nam: row.nam.clone(),
        noi_dung: row.noi_dung.value.clone(),
        quyet_dinh: row.quyet_dinh.clone(),
    };
    rows.into_iter().filter(|row| row.loai == kind).map(tell).collect()
}

fn empty_sections() -> BTreeMap<&'static str, Vec<String>> {
    ReportSection::ALL.iter().map(|section| (section.name(), Vec::new())).collect()
}

/// The criteria of the award that concern it, each with what was achieved.
fn achieved(context: &Context, book: &Book, item: &Assessed) -> Vec<Achieved> {
    let concerns = |verdict: &&Verdict| verdict.trang_thai != State::KhongApDung;
    let tell = |verdict: &Verdict| {
        let criterion = context.rules().criterion(&verdict.ma)?;
        let own = book.passage(item.proposed.nominee, &criterion.ma);
        let mut doan = own;
        tell_values(context, book, item, verdict, criterion, &mut doan);
        Some(Achieved {
            ma: criterion.ma.clone(),
            noi_dung: in_one(context.rules(), criterion, Some(item.loai)),
            trang_thai: verdict.trang_thai.label().to_owned(),
            ly_do: verdict.ly_do.clone(),
            doan,
        })
    };
    item.tieu_chuan.gom.iter().filter(concerns).filter_map(tell).collect()
}

/// Adds the values that `verdict` rests on; of a group those of the members that are met.
fn tell_values(
    context: &Context,
    book: &Book,
    item: &Assessed,
    verdict: &Verdict,
    criterion: &Criterion,
    out: &mut Vec<String>,
) {
    let nominee = item.proposed.nominee;
    match criterion.dieu_kien.of_year() {
        Condition::Nhom { .. } => {
            for member in verdict.gom.iter().filter(|member| member.trang_thai == State::Dat) {
                if let Some(criterion) = context.rules().criterion(&member.ma) {
                    tell_values(context, book, item, member, criterion, out);
                }
            }
        }
        Condition::DonVi { .. } => out.push(upper_first(&verdict.ly_do)),
        Condition::XepLoai { chi_so, .. } if is_rated(context, item, &chi_so.value) => {
            out.extend(rating_sentence(context, item, &chi_so.value));
        }
        Condition::SangKien { ca_thanh_vien, so_nam, .. } => {
            let mut owners = vec![nominee];
            if *ca_thanh_vien {
                owners.extend(context.parties.members(nominee));
            }
            let first = item.nam.map(|year| year.saturating_sub_unsigned(so_nam.unwrap_or(1).saturating_sub(1)));
            owners.into_iter().for_each(|owner| initiatives(context, owner, (first, item.nam), out));
        }
        Condition::DangKy { .. } => {
            let rows = Context::rows(&context.facts.dang_ky, context.index.registrations.get(&nominee));
            let day = rows.iter().filter_map(|row| row.ngay_nop.as_ref()).map(|day| day.value).min();
            let when = day.map(|day| format!(" ngày {}", short_date(day))).unwrap_or_default();
            out.push(format!("Đã đăng ký thi đua{when}."));
        }
        Condition::TongDiem { thang_diem, .. } => out.extend(points_sentence(context, item, &thang_diem.value)),
        Condition::Nguong { chi_so, .. } if context.rules().total_as_indicator(&chi_so.value).is_some() => {
            out.extend(points_sentence(context, item, &chi_so.value));
        }
        condition => {
            let Some(indicator) = condition.indicator() else { return };
            for row in leaf::evidence(context, nominee, &indicator.value, item.nam) {
                out.extend(value_sentence(context, book, indicator, row));
            }
            let before = verdict.da_xem.iter().filter_map(|looked| looked.gia_tri.strip_prefix(leaf::YEAR_BEFORE));
            out.extend(before.map(|value| format!("Năm trước liền kề: {value}.")));
        }
    }
}

fn is_rated(context: &Context, item: &Assessed, code: &str) -> bool {
    context.grades.of(code, item.proposed.nominee, item.nam).is_some()
}

/// "Kết quả xếp loại: Xuất sắc (93 điểm)." once it is known.
fn rating_sentence(context: &Context, item: &Assessed, code: &str) -> Option<String> {
    let indicator = context.rules().indicator(code)?;
    let graded = context.grades.of(code, item.proposed.nominee, item.nam)?;
    let level = indicator.grading()?.name(graded.settled()?);
    Some(format!("{}: {level} ({} {POINTS}).", upper_first(&indicator.ten), graded.sum.settled()?))
}

/// "Tổng điểm thi đua: 93 điểm." once all points are known.
fn points_sentence(context: &Context, item: &Assessed, code: &str) -> Option<String> {
    let total = context.rules().total(code)?;
    let sum = scores::sum(context, total, item.proposed.nominee, item.nam).settled()?;
    Some(format!("{}: {sum} {POINTS}.", upper_first(total.name())))
}

/// Those of the years from `first` to `last`.
fn initiatives(context: &Context, owner: usize, (first, last): (Option<i32>, Option<i32>), out: &mut Vec<String>) {
    for row in Context::rows(&context.facts.sang_kien, context.index.initiatives.get(&owner)) {
        if row.nam.is_some() && (row.nam < first || row.nam > last) {
            continue;
        }
        let by = if row.quyet_dinh.is_empty() { String::new() } else { format!(" tại {}", row.quyet_dinh) };
        let day = row.ngay_cong_nhan.as_ref().map(|day| format!(" ngày {}", short_date(day.value)));
        out.push(format!(
            "Sáng kiến “{}” được Hội đồng Sáng kiến {} công nhận{by}{}.",
            row.ten.value,
            row.cap.value.label(),
            day.unwrap_or_default()
        ));
    }
}

/// "Chỉ số … năm 2024 đạt 93,12% (Quyết định …)." and what was written about it.
fn value_sentence(context: &Context, book: &Book, indicator: &Located<String>, row: &Evidence) -> Option<String> {
    let name = context.rules().words(&indicator.value);
    let published = row.ngay_cong_bo.as_ref().map(|day| day.value);
    if published > book.written && book.written.is_some() {
        return Some(format!("{name}: chưa công bố tại thời điểm báo cáo."));
    }
    let source = if row.nguon.is_empty() { String::new() } else { format!(" ({})", row.nguon) };
    let value = match leaf::known(context, row) {
        EvidenceValue::So(number) => format!("{name}: {}", measured(context.rules(), &indicator.value, *number)),
        EvidenceValue::Chu(text) => format!("{name}: {text}"),
        EvidenceValue::CoKhong(true) if row.dien_giai.is_empty() => name,
        EvidenceValue::CoKhong(true) => String::new(),
        EvidenceValue::CoKhong(false) | EvidenceValue::Trong => return None,
    };
    let parts: Vec<String> = [value, row.dien_giai.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| upper_first(part.trim_end_matches(['.', ';'])))
        .collect();
    Some(format!("{}{source}.", parts.join(". ")))
}
