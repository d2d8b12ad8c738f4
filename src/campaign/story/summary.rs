//! Who has sent what is due, unit by unit: registrations, and the papers of the dossiers.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Sources;
use super::rulebook::registration_terms;
use crate::campaign::model::deadline::{Deadline, Task};
use crate::campaign::model::dossier::Sender;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::{Registration, RegistrationRules, short_date};
use crate::campaign::parties::Party;
use crate::campaign::rules::deadlines::{Due, DueOfEach, due_of};
use crate::campaign::rules::{Assessed, Context, State};
use crate::campaign::source::OwnValues;

/// The variable `tong_hop`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// The day up to which it was counted.
    #[serde(serialize_with = "crate::campaign::model::iso")]
    pub ngay: Option<NaiveDate>,
    pub don_vi: Vec<Row>,
    /// Units that have not sent all that is due.
    pub con_thieu: Vec<Missing>,
    /// All that is missing, of which nobody is reminded any more too, by the positions of the units.
    #[serde(skip)]
    pub owed: BTreeMap<usize, Vec<Owed>>,
    /// Whether registrations, and papers of dossiers, are among what they owe.
    pub thieu_dang_ky: bool,
    pub thieu_ho_so: bool,
    /// What is missing of which the term closed so long ago that nobody is reminded of it any more, each once.
    pub da_khep: Vec<String>,
    /// Contents that several units registered; the rows name them by their numbers.
    pub noi_dung_chung: Vec<String>,
    pub so_don_vi: usize,
    pub so_da_nop: usize,
    pub so_dung_han: usize,
    pub so_muon: usize,
    pub so_chua_nop: usize,
    pub so_tap_the: u32,
    pub so_ca_nhan: u32,
    pub so_ho_gia_dinh: u32,
}

/// One unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    pub ten: String,
    pub viet_tat: String,
    pub so_tap_the: u32,
    pub so_ca_nhan: u32,
    pub so_ho_gia_dinh: u32,
    /// What it registered to achieve, each once: danh hiệu, and the words of the registration.
    pub noi_dung: Vec<String>,
    /// The same with those of [`Summary::noi_dung_chung`] as numbers: "(1)".
    pub noi_dung_gon: Vec<String>,
    pub ngay_nop: String,
    pub da_nop: bool,
    pub muon: bool,
    /// "Đúng hạn", "Muộn 02 ngày", "Chưa nộp".
    pub tinh_trang: String,
    pub ghi_chu: String,
    /// The own columns of Đơn vị, by their keys.
    pub cot: OwnValues,
}

/// What one unit still owes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Missing {
    /// From 1.
    pub thu_tu: usize,
    /// Its position among the parties.
    #[serde(skip)]
    pub unit: usize,
    pub ten: String,
    pub thieu: Vec<Owed>,
    /// The own columns of Đơn vị, by their keys.
    pub cot: OwnValues,
}

/// One thing, and until when it was due, in the words of the plan; empty when it does not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Owed {
    pub noi_dung: String,
    pub han: String,
    /// The last day, where it can be said.
    #[serde(skip)]
    last: Option<NaiveDate>,
}

/// The key of the reminder for how many days after its term a thing is still asked for.
const REMINDED: &str = "nhac_qua_han";
/// The reminder.
const REMINDER: &str = "don_doc";

impl Owed {
    /// What it was and until when, for those who ask why nobody is reminded of it.
    fn closed(&self) -> String {
        format!("{}, thời hạn {}", self.noi_dung, self.han)
    }
}

/// The first day of a term of which units are still reminded.
fn reminded_from(sources: &Sources) -> Option<NaiveDate> {
    let told = sources.papers.get(REMINDER).map(|group| group.usual.clone());
    let usual = || sources.kinds.find(REMINDER).map(|kind| kind.van_ban.usual());
    let days = told.or_else(usual)?.text(REMINDED).parse().ok()?;
    sources.context.date.checked_sub_days(Days::new(days))
}

/// Counts what has come.
pub fn summary(sources: &Sources) -> Summary {
    let context = sources.context;
    let dues = DueOfEach::new(context, Task::DangKy);
    let due = |at| dues.of(Some(at));
    let units = || context.parties.units();
    let mut rows: Vec<Row> =
        units().map(|(at, unit)| row(context, unit, &sources.campaign.dang_ky, &due(at))).collect();
    // A unit that only a registration names has no row.
    let blank = &sources.facts.cot_trong.don_vi;
    rows.iter_mut().filter(|row| row.cot.is_empty()).for_each(|row| row.cot.clone_from(blank));
    let mut owed = owed_papers(sources);
    let (mut missing, mut da_khep) = (Vec::new(), Vec::new());
    let mut told = HashSet::new();
    let mut all_owed = BTreeMap::new();
    let (mut thieu_dang_ky, mut thieu_ho_so) = (false, false);
    let since = reminded_from(sources);
    let is_over = |owed: &Owed| owed.last.zip(since).is_some_and(|(last, since)| last < since);
    let noi_dung_chung = shared_contents(&mut rows);
    let asked = !sources.campaign.dang_ky.trich_yeu.is_empty() || rows.iter().any(|row| row.da_nop);
    for ((at, unit), row) in units().zip(&rows) {
        let registration = (asked && !row.da_nop).then(|| Owed {
            noi_dung: if sources.campaign.is_emulation() { "Bản đăng ký thi đua" } else { "Bản đăng ký" }.to_owned(),
            han: registration_terms(&sources.facts.quy_dinh).join("; "),
            last: due(at).days.map(|(_, last)| last),
        });
        thieu_dang_ky |= registration.as_ref().is_some_and(|owed| !is_over(owed));
        let papers = owed.remove(&at).unwrap_or_default();
        thieu_ho_so |= papers.iter().any(|owed| !is_over(owed));
        let all: Vec<Owed> = registration.into_iter().chain(papers).collect();
        if !all.is_empty() {
            all_owed.insert(at, all.clone());
        }
        let (over, thieu): (Vec<Owed>, Vec<Owed>) = all.into_iter().partition(is_over);
        for owed in over {
            let words = owed.closed();
            if told.insert(words.clone()) {
                da_khep.push(words);
            }
        }
        if !thieu.is_empty() {
            missing.push(Missing {
                thu_tu: missing.len() + 1,
                unit: at,
                ten: unit.nominee.ten.clone(),
                thieu,
                cot: row.cot.clone(),
            });
        }
    }
    let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
    Summary {
        ngay: Some(context.date),
        so_don_vi: rows.len(),
        so_da_nop: count(&|row| row.da_nop),
        so_dung_han: count(&|row| row.da_nop && !row.muon),
        so_muon: count(&|row| row.muon),
        so_chua_nop: count(&|row| !row.da_nop),
        so_tap_the: rows.iter().map(|row| row.so_tap_the).fold(0, u32::saturating_add),
        so_ca_nhan: rows.iter().map(|row| row.so_ca_nhan).fold(0, u32::saturating_add),
        so_ho_gia_dinh: rows.iter().map(|row| row.so_ho_gia_dinh).fold(0, u32::saturating_add),
        con_thieu: missing,
        owed: all_owed,
        thieu_dang_ky,
        thieu_ho_so,
        da_khep,
        noi_dung_chung,
        don_vi: rows,
    }
}

/// The contents that several of `rows` have, in the order in which they come first; each row names them by numbers.
fn shared_contents(rows: &mut [Row]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    rows.iter().flat_map(|row| &row.noi_dung).for_each(|words| *counts.entry(words).or_default() += 1);
    let (mut shared, mut numbers) = (Vec::new(), HashMap::new());
    for words in rows.iter().flat_map(|row| &row.noi_dung) {
        if counts.get(words.as_str()).is_some_and(|count| *count > 1) && !numbers.contains_key(words) {
            shared.push(words.clone());
            numbers.insert(words.clone(), format!("({})", shared.len()));
        }
    }
    for row in rows {
        row.noi_dung_gon = row.noi_dung.iter().map(|words| numbers.get(words).unwrap_or(words).clone()).collect();
    }
    shared
}

/// What the unit had sent by the day of judgement.
fn row(context: &Context, unit: &Party, rules: &RegistrationRules, due: &Due) -> Row {
    let mut registered: Vec<&Registration> = Context::rows(&context.facts.dang_ky, Some(&unit.registrations));
    registered.retain(|row| row.has_come(context.date));
    let of = |kind: NomineeKind| registered.iter().filter(move |row| row.doi_tuong == Some(kind));
    let day = registered.iter().filter_map(|row| row.ngay_nop.as_ref()).map(|day| day.value).max();
    let (state, late) = standing(!registered.is_empty(), day, due);
    let mut contents: Vec<&str> = Vec::new();
    for row in &registered {
        for words in [row.danh_hieu.as_ref().map_or("", |title| &title.value), rules.content_of(row)] {
            if !words.is_empty() && !contents.contains(&words) {
                contents.push(words);
            }
        }
    }
    let remarks: Vec<&str> =
        registered.iter().map(|row| row.ghi_chu.as_str()).filter(|remark| !remark.is_empty()).collect();
    Row {
        ten: unit.nominee.ten.clone(),
        viet_tat: unit.nominee.ma.clone(),
        so_tap_the: of(NomineeKind::TapThe).map(|row| row.count()).fold(0, u32::saturating_add),
        so_ca_nhan: of(NomineeKind::CaNhan).map(|row| row.count()).fold(0, u32::saturating_add),
        so_ho_gia_dinh: of(NomineeKind::HoGiaDinh).map(|row| row.count()).fold(0, u32::saturating_add),
        noi_dung: contents.into_iter().map(str::to_owned).collect(),
        noi_dung_gon: Vec::new(),
        ngay_nop: day.map(|day| day.to_string()).unwrap_or_default(),
        da_nop: !registered.is_empty(),
        muon: late,
        tinh_trang: state,
        ghi_chu: remarks.join("; "),
        cot: unit.nominee.cot.clone(),
    }
}

/// In time, late, or not come; and whether it is late.
fn standing(came: bool, day: Option<NaiveDate>, due: &Due) -> (String, bool) {
    let words = |text: &str| (text.to_owned(), false);
    match (day, due.days) {
        _ if !came => words("Chưa nộp"),
        (None, _) => words("Đã nộp, chưa ghi ngày"),
        (Some(day), Some((first, last))) if day > first && day <= last => words("Chờ làm rõ thời hạn"),
        (Some(day), Some((_, last))) if day > last => (format!("Muộn {:02} ngày", (day - last).num_days()), true),
        (Some(_), Some(_)) => words("Đúng hạn"),
        (Some(_), None) => words("Đã nộp"),
    }
}

/// The papers of dossiers that have not come, by the position of the unit.
fn owed_papers(sources: &Sources) -> BTreeMap<usize, Vec<Owed>> {
    let mut owed: BTreeMap<usize, Vec<Owed>> = BTreeMap::new();
    for item in &sources.judgement.de_nghi {
        let list = owed.entry(item.unit).or_default();
        for paper in missing_papers(sources.context, item) {
            if !list.contains(&paper) {
                list.push(paper);
            }
        }
    }
    owed.retain(|_, list| !list.is_empty());
    owed
}

fn missing_papers(context: &Context, item: &Assessed) -> Vec<Owed> {
    let rules = context.rules();
    let until = until(context, item);
    let due = due_of(context, Task::HoSo, Some(&item.hinh_thuc), item.nam, item.proposed.nominee);
    let last = due.days.map(|(_, last)| last);
    let open = item.ho_so.gom.iter().filter(|verdict| {
        verdict.da_xem.is_empty()
            && verdict.dac_cach.is_none()
            && matches!(verdict.trang_thai, State::Cho | State::KhongDat)
    });
    let paper = |code: &str| rules.ho_so.iter().find(|paper| paper.ma == code);
    open.filter_map(|verdict| paper(&verdict.ma))
        .map(|paper| Owed {
            noi_dung: match paper.cua {
                Sender::DonVi => paper.ten.clone(),
                Sender::DoiTuong => format!("{} của {}", paper.ten, item.ten),
            },
            han: until.clone(),
            last,
        })
        .collect()
}

/// Until when the dossier of `item` was due: the day where it can be said, else the words of the plan.
fn until(context: &Context, item: &Assessed) -> String {
    if let Some((_, last)) = due_of(context, Task::HoSo, Some(&item.hinh_thuc), item.nam, item.proposed.nominee).days {
        return format!("đến hết ngày {}", short_date(last));
    }
    let rules = context.rules();
    let concerns = |term: &&Deadline| {
        let named = term.hinh_thuc.iter().any(|code| code.value == item.hinh_thuc);
        term.viec == Task::HoSo && (term.hinh_thuc.is_empty() || named)
    };
    rules.thoi_han.iter().filter(concerns).map(|term| term.cau(&rules.su_kien)).collect::<Vec<_>>().join("; ")
}
