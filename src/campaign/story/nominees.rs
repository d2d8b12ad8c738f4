//! Those proposed, as báo cáo thành tích and lists tell of them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::achievements::{Achieved, achieved};
use super::ballots::Ballots;
use super::common::Common;
use super::letterhead::{Letterhead, letterhead};
use super::names::{UNKNOWN, called, form_of_address, head_of};
use super::position::introduced;
use super::scoring::{Scored, scored};
use super::section::section;
use super::steps::{StepText, steps};
use crate::base::diag::Report;
use crate::base::text::fold;
use crate::campaign::model::nomination::{Nominee, NomineeKind, WOMAN};
use crate::campaign::model::profile::{PastAward, PastKind, Profile, ReportSection};
use crate::campaign::model::quantity::grouped;
use crate::campaign::model::{Campaign, bestowal};
use crate::campaign::rules::facts::Blank;
use crate::campaign::rules::{Assessed, Context, Judgement, Outcome};
use crate::campaign::source::OwnValues;
use crate::campaign::template::Printed;
use crate::paper::document::PartialDate;

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
    /// Who signs for it: "Nguyễn Văn A" of the "Hộ gia đình ông Nguyễn Văn A".
    pub nguoi_bao_cao: String,
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
    /// The unit of an individual with these bodies.
    pub don_vi_day_du: String,
    /// The names for a certificate, which hangs where nobody knows the body: with that of the campaign as well.
    pub ten_tren_giay_khen: String,
    pub chuc_vu_tren_giay_khen: String,
    /// Position of the nominee.
    #[serde(skip)]
    pub nominee: usize,
    pub nu: bool,
    pub nam_sinh: String,
    pub ly_lich: Common<Profile>,
    /// The same of the unit.
    pub cua_don_vi: Printed<Profile>,
    /// Of the collective itself, or of the unit of an individual.
    pub dau_giay: Printed<Letterhead>,
    /// In a few words.
    pub thanh_tich: String,
    /// The same, unless what is told of a criterion says it already.
    pub thanh_tich_chung: String,
    /// The same as the sentence of a certificate: "Đã có thành tích … trong phong trào thi đua …".
    pub cau_thanh_tich: String,
    /// The own columns of Đề nghị, by their keys.
    pub cot: OwnValues,
    /// Those of Cá nhân; empty values for a collective.
    pub cot_ca_nhan: OwnValues,
    /// Those of Đơn vị: of the collective itself, or of the unit of an individual.
    pub cot_don_vi: OwnValues,
    pub tieu_chuan: Common<Vec<Achieved>>,
    /// Its sheets of the thang điểm that decide on the hình thức.
    pub thang_diem: Vec<Scored>,
    /// Words for each section of the report.
    pub doan: Common<Sections>,
    pub danh_hieu: Vec<Past>,
    pub hinh_thuc: Vec<Past>,
    pub phieu: Ballots,
    /// The steps of the plan that concern it.
    pub buoc: Vec<StepText>,
    /// "7.020.000"
    pub tien_thuong: String,
    /// What became of the đề nghị.
    pub ket_qua: String,
    pub duoc_chon: bool,
    /// Chosen for a giấy khen, so that one is printed.
    pub giay_khen: bool,
    /// The running number in the decision, collectives first; giấy khen of several decisions are counted on. Empty for
    /// those not chosen.
    pub so_vang: String,
}

impl Person {
    /// Somebody without a name, for forms to be filled in by hand.
    pub fn blank(columns: &Blank) -> Self {
        Person {
            danh_xung: UNKNOWN.to_owned(),
            doan: empty_sections().into(),
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
        let profile = &*nominee.ly_lich;
        let whom = introduced(item.loai, &nominee.chuc_vu, &unit_name, &profile.noi_o);
        let row = context.facts.de_nghi.get(item.proposed.row);
        let blank = &context.facts.cot_trong;
        let tieu_chuan = book.achieved(context, item);
        let thanh_tich = row.map(|row| row.thanh_tich.clone()).unwrap_or_default();
        let is_told = tieu_chuan.iter().flat_map(|each| &each.doan).any(|sentence| says(sentence, &thanh_tich));
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
            nguoi_bao_cao: head_of(&nominee.ten, item.loai).to_owned(),
            danh_xung: form_of_address(nominee, profile).to_owned(),
            chuc_vu_don_vi: whom.clone(),
            chuc_vu_day_du: whom.clone(),
            don_vi_day_du: unit_name.clone(),
            ten_tren_giay_khen: nominee.ten.clone(),
            chuc_vu_tren_giay_khen: whom,
            cau_thanh_tich: String::new(),
            dau_giay: own.and_then(|unit| book.letterheads.get(&unit)).cloned().unwrap_or_default(),
            nam: item.nam.map(|year| context.rules().thoi_gian.year(year)).unwrap_or_default(),
            don_vi: item.don_vi.clone(),
            cap_tren: if is_collective { unit_name } else { String::new() },
            chuc_vu: nominee.chuc_vu.clone(),
            nu: nominee.has(WOMAN),
            nam_sinh: profile.ngay_sinh.nam.map(|year| year.to_string()).unwrap_or_default(),
            cua_don_vi: unit.map(|unit| book.profile(context, unit)).unwrap_or_default(),
            ly_lich: (&nominee.ly_lich).into(),
            thanh_tich_chung: if is_told { String::new() } else { thanh_tich.clone() },
            thanh_tich,
            cot: row.map_or_else(|| blank.de_nghi.clone(), |row| row.cot.clone()),
            cot_ca_nhan: columns((!is_collective).then_some(nominee), &blank.ca_nhan),
            cot_don_vi: columns(if is_collective { Some(nominee) } else { above }, &blank.don_vi),
            tieu_chuan,
            thang_diem: scored(context, item),
            doan: book.sections(at),
            danh_hieu: past(context, at, PastKind::DanhHieu),
            hinh_thuc: past(context, at, PastKind::HinhThuc),
            phieu: Ballots::deciding(context, item),
            buoc: steps(context, item),
            tien_thuong: item.tien_thuong.as_ref().map(|money| grouped(money.so_tien)).unwrap_or_default(),
            ket_qua: item.ket_qua.label().to_owned(),
            duoc_chon: item.ket_qua == Outcome::DuocChon,
            giay_khen: item.ket_qua == Outcome::DuocChon && is_certificate(context, item),
            so_vang: String::new(),
        }
    }
}

/// Whether `sentence` tells all of `words`.
fn says(sentence: &str, words: &str) -> bool {
    let words = words.trim_end_matches(['.', ';', ' ']);
    !words.is_empty() && fold(sentence).contains(&fold(words))
}

/// Whether the hình thức is a giấy khen, by its entry in the table of statutory awards or else by its name.
pub(super) fn is_certificate(context: &Context, item: &Assessed) -> bool {
    const CERTIFICATE: &str = "giay_khen";
    let Some(award) = context.rules().award(&item.hinh_thuc) else { return false };
    match &award.danh_muc {
        Some(entry) => entry.value == CERTIFICATE,
        None => {
            context.law.parameters.title_of(bestowal::bare(&award.ten)).is_some_and(|title| title.ma == CERTIFICATE)
        }
    }
}

/// What the papers say of those proposed beyond the judgement.
#[derive(Debug, Default)]
pub struct Book {
    /// The last day on which the reports may have been written; later publications are not told.
    pub(super) written: Option<NaiveDate>,
    /// By the positions of the units that are proposed or that propose.
    letterheads: HashMap<usize, Printed<Letterhead>>,
    /// The same of their profiles.
    profiles: HashMap<usize, Printed<Profile>>,
    passages: HashMap<(usize, String), Vec<String>>,
    /// What is told of those without passages.
    nothing: Common<Sections>,
    /// What was achieved, by the rows of the đề nghị: each stands in several lists.
    achieved: RefCell<HashMap<usize, Common<Vec<Achieved>>>>,
}

/// Words for each section of a report.
pub type Sections = BTreeMap<&'static str, Vec<String>>;

impl Book {
    /// Puts together the words about those who are proposed by `campaign`, with the letterheads and profiles of their
    /// units; words for a section that there is not go to `report`.
    pub fn new(
        campaign: &Campaign,
        (context, judgement): (&Context, &Judgement),
        written: PartialDate,
        report: &mut Report,
    ) -> Self {
        let proposed = judgement.de_nghi.iter().map(|item| item.proposed.nominee);
        let concerned: HashSet<usize> = proposed.flat_map(|at| [Some(at), context.unit_of(at)]).flatten().collect();
        let units = || context.parties.units().map(|(at, _)| at).filter(|at| concerned.contains(at));
        let head = |at| Some((at, Printed::new(letterhead(campaign, &context.parties.issuer(at)?))));
        let profile = |at| Some((at, Printed::new(Profile::clone(&context.nominee(at)?.ly_lich))));
        let (letterheads, profiles) = (units().filter_map(head).collect(), units().filter_map(profile).collect());
        let nothing = empty_sections().into();
        let mut book = Book { written: written.latest(), letterheads, profiles, nothing, ..Book::default() };
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

    /// The profile of the unit at this position.
    fn profile(&self, context: &Context, unit: usize) -> Printed<Profile> {
        let own = || context.nominee(unit).map(|unit| Printed::new(Profile::clone(&unit.ly_lich)));
        self.profiles.get(&unit).cloned().or_else(own).unwrap_or_default()
    }

    /// The words about `code`, a section or a criterion, of the nominee at this position.
    pub fn passage(&self, at: usize, code: &str) -> Vec<String> {
        self.passages.get(&(at, code.to_owned())).cloned().unwrap_or_default()
    }

    fn sections(&self, at: usize) -> Common<Sections> {
        let told: Sections =
            ReportSection::ALL.iter().map(|section| (section.name(), self.passage(at, section.name()))).collect();
        if told == *self.nothing { self.nothing.clone() } else { told.into() }
    }

    /// What was achieved by whom `item` is about.
    fn achieved(&self, context: &Context, item: &Assessed) -> Common<Vec<Achieved>> {
        let row = item.proposed.row;
        if let Some(known) = self.achieved.borrow().get(&row) {
            return known.clone();
        }
        let told: Common<Vec<Achieved>> = achieved(context, self, item).into();
        self.achieved.borrow_mut().insert(row, told.clone());
        told
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

fn empty_sections() -> Sections {
    ReportSection::ALL.iter().map(|section| (section.name(), Vec::new())).collect()
}
