//! What templates are given. Every key is always there, so that the shape can be read off a sample.
//!
//! | Biến | Nội dung |
//! |---|---|
//! | `phong_trao` | [`crate::model::Campaign`] |
//! | `quy_dinh` | tiêu chuẩn, hình thức, chỉ tiêu, loại trừ, thời hạn, hồ sơ, thành câu ([`rulebook`]) |
//! | `noi_dung` | đoạn văn tự soạn trong thư mục `noi_dung`, là văn bản `.van` (in với `safe`) |
//! | `tong_hop` | việc đăng ký và nộp hồ sơ của mọi đơn vị ([`summary`]) |
//! | `ket_qua` | số đề nghị, số đạt, số được chọn của từng hình thức ([`results`]) |
//! | `xet` | kết quả xét ([`awards`]) |
//! | `cac_van_ban` | số, ngày, người ký của mọi loại văn bản, theo tên loại ([`crate::model::Paper`]) |
//! | `van_ban` | như trên, của chính văn bản đang in |
//! | `don_vi` | [`crate::model::Unit`] mà văn bản nói đến |
//! | `dau_giay` | đầu giấy của đơn vị ấy: `co_quan_chu_quan`, `co_quan` |
//! | `dang_ky` | what this unit registered: `trong`, `ngay`, `tap_the`, `ca_nhan` |
//! | `de_nghi_don_vi` | những đề nghị mà giấy tờ của đơn vị nêu ([`UnitDossier`]) |
//! | `hinh_thuc` | mục của `xet.hinh_thuc` mà văn bản nói đến |
//! | `ho_so_trinh` | mục của `xet.ho_so_trinh` mà tờ trình nói đến, `hinh_thuc` là các mục của nó |
//! | `de_nghi` | mục của `xet.de_nghi` mà văn bản nói đến |
//! | `in_giay_khen` | [`CertificateOptions`] |
//! | `bo_mau` | mẫu của nghị định nào: `ma`, `nghi_dinh`, `can_cu`, `mau.<loại>.so` và `.vien_dan` |
//! | `trong` | mẫu trống, để điền tay |
//!
//! In a paper that is not about a unit, an award or a đề nghị the variable of that name is there with
//! empty values.

mod authority;
pub mod awards;
mod council;
mod dossiers;
mod heads;
pub mod letterhead;
mod nominees;
mod numbers;
mod position;
pub mod registered;
pub mod results;
mod round;
pub mod rulebook;
mod sample;
mod section;
mod submissions;
pub mod summary;

pub use dossiers::{Dossiers, UnitDossier};
pub use sample::sample;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{UnitRecord, dated};
use crate::diag::Report;
use crate::document::PartialDate;
use crate::law::Law;
use crate::model::award_papers::AwardPapers;
use crate::model::certificate::CertificateOptions;
use crate::model::profile::Profiles;
use crate::model::{Campaign, Paper, Unit};
use crate::rules::{Facts, Judgement};
use crate::template::{FORMS, Form, Scope};

/// All that the variables are made of.
pub struct Sources<'a> {
    pub law: &'a Law,
    pub campaign: &'a Campaign,
    /// `[van_ban.<kind>]` as told, by kind.
    pub papers: &'a BTreeMap<&'static str, Paper>,
    /// Those of them that are about an award.
    pub award_papers: &'a AwardPapers,
    /// How giấy khen are printed.
    pub certificate: &'a CertificateOptions,
    pub profiles: &'a Profiles,
    pub prose: &'a BTreeMap<&'static str, String>,
    pub units: &'a [UnitRecord],
    pub facts: &'a Facts,
    pub judgement: &'a Judgement,
}

/// The variables that all papers share, and empty ones for what a paper is about. Rows that name nobody
/// go to `report`, heads of papers that do not fit to `notes`. Beside them, what each unit sends in.
pub fn of_campaign(sources: &Sources, report: &mut Report, notes: &mut Report) -> (Value, Dossiers) {
    let mut awards = awards::awards(sources, report, notes);
    heads::unused(sources, notes);
    numbers::settle(&mut awards, notes);
    numbers::check(sources, &mut awards, notes);
    let round = awards::blank_round(sources);
    let context = json!({
        "phong_trao": sources.campaign,
        "quy_dinh": rulebook::rulebook(&sources.facts.quy_dinh),
        "noi_dung": sources.prose,
        "tong_hop": summary::summary(sources),
        "ket_qua": results::results(sources.facts, sources.judgement),
        "xet": awards,
        "cac_van_ban": papers(sources),
        "van_ban": Paper::default(),
        "don_vi": Unit::default(),
        "dau_giay": letterhead::Letterhead::default(),
        "dang_ky": registered::registered(sources.campaign, &[]),
        "de_nghi_don_vi": UnitDossier::default(),
        "ho_so_trinh": with_rounds(&submissions::blank(&round), &[]),
        "hinh_thuc": round,
        "de_nghi": nominees::Person::blank(),
        "in_giay_khen": sources.certificate,
        "bo_mau": dated::form_set_context(sources.law, sources.campaign),
        "trong": false,
    });
    (context, dossiers::dossiers(sources.facts, sources.judgement, &awards, sources.units))
}

/// The kind of the plan.
const PLAN: &str = "ke_hoach";

/// What one paper is about.
#[derive(Clone, Debug)]
pub enum About {
    Campaign,
    /// A unit, and what it proposes in this paper.
    Unit(UnitRecord, UnitDossier),
    /// Position in `xet.hinh_thuc`.
    Award(usize),
    /// Position in `xet.ho_so_trinh`.
    Submission(usize),
    /// Position in `xet.de_nghi`.
    Nomination(usize),
    /// Nothing: an empty form; with a unit that has no name but the usual kind.
    Blank(UnitRecord),
}

/// The variables of one paper: those of the campaign, and what the paper is about.
pub fn of_paper(campaign: &Campaign, context: &Value, form: &Form, about: &About) -> Value {
    let mut data = context.as_object().cloned().unwrap_or_default();
    let own = data.get("cac_van_ban").and_then(|papers| papers.get(form.name)).cloned();
    data.extend(own.map(|paper| ("van_ban".to_owned(), paper)));
    match about {
        About::Campaign => {}
        About::Unit(record, dossier) => {
            put_unit(&mut data, campaign, record);
            put(&mut data, "de_nghi_don_vi", dossier);
        }
        About::Submission(at) => {
            let list = |key: &str| context.pointer(&format!("/xet/{key}")).and_then(Value::as_array);
            let rounds = list("hinh_thuc").map(Vec::as_slice).unwrap_or_default();
            let submission = list("ho_so_trinh").and_then(|submissions| submissions.get(*at));
            data.extend(submission.map(|it| ("ho_so_trinh".to_owned(), with_rounds(it, rounds))));
        }
        About::Award(at) => put_item(&mut data, "hinh_thuc", *at),
        About::Nomination(at) => {
            put_item(&mut data, "de_nghi", *at);
            let round = data.get("de_nghi").and_then(|item| item.get("dot")).and_then(Value::as_u64);
            let round = round.and_then(|round| usize::try_from(round).ok());
            round.into_iter().for_each(|round| put_item(&mut data, "hinh_thuc", round));
        }
        About::Blank(record) => {
            put_unit(&mut data, campaign, record);
            data.insert("trong".to_owned(), true.into());
            if let Some(paper) = data.get_mut("van_ban").and_then(Value::as_object_mut) {
                ["so", "ngay", "cau"].into_iter().for_each(|key| drop(paper.insert(key.to_owned(), "".into())));
            }
            let counted: &[&str] = if form.scope == Scope::PhongTrao { &["tong_hop", "ket_qua"] } else { &[] };
            for key in counted.iter().copied().chain(["xet"]) {
                let empty = data.get(key).map(blank).unwrap_or_default();
                data.insert(key.to_owned(), empty);
            }
        }
    }
    Value::Object(data)
}

fn put_unit(data: &mut Map<String, Value>, campaign: &Campaign, record: &UnitRecord) {
    put(data, "don_vi", &record.unit);
    put(data, "dau_giay", &letterhead::letterhead(campaign, &record.unit));
    put(data, "dang_ky", &registered::registered(campaign, &record.registrations));
}

fn put(data: &mut Map<String, Value>, key: &str, value: &impl Serialize) {
    data.insert(key.to_owned(), serde_json::to_value(value).unwrap_or_default());
}

fn put_item(data: &mut Map<String, Value>, key: &str, at: usize) {
    let item = data.get("xet").and_then(|list| list.get(key)).and_then(|list| list.get(at)).cloned();
    data.extend(item.map(|item| (key.to_owned(), item)));
}

/// A tờ trình with its hình thức whole, out of `rounds`.
fn with_rounds(submission: &impl Serialize, rounds: &[Value]) -> Value {
    let mut value = serde_json::to_value(submission).unwrap_or_default();
    let positions = value.get("dot").and_then(Value::as_array).cloned().unwrap_or_default();
    let at = |position: &Value| position.as_u64().and_then(|at| rounds.get(usize::try_from(at).ok()?)).cloned();
    value["hinh_thuc"] = positions.iter().filter_map(at).collect();
    value
}

/// The same keys with nothing in them.
fn blank(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(_) => false.into(),
        Value::Number(_) => 0.into(),
        Value::String(_) => "".into(),
        Value::Array(_) => json!([]),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), blank(value))).collect(),
    }
}

/// Head and foot of every kind of paper, as told or as usual: signed as the plan, with a ký hiệu of the
/// abbreviations of the kind and of the body.
fn papers(sources: &Sources) -> BTreeMap<&'static str, Paper> {
    let campaign = sources.campaign;
    let plan = &campaign.ke_hoach;
    let usual = |form: &Form, date: PartialDate| {
        let body = campaign.body_on(date).0.viet_tat;
        Paper {
            ky_hieu: form.loai.abbreviation().map_or_else(|| body.clone(), |kind| format!("{kind}-{body}")),
            nguoi_ky: plan.nguoi_ky.clone(),
            luu: "VT".to_owned(),
            ..Paper::default()
        }
    };
    let own = |form: &Form| {
        let told = sources.papers.get(form.name).cloned().unwrap_or_default();
        if form.name != PLAN {
            return told;
        }
        Paper {
            so: plan.so.clone(),
            ky_hieu: plan.ky_hieu.clone(),
            ngay: plan.ngay,
            trich_yeu: plan.trich_yeu.clone(),
            noi_nhan: plan.noi_nhan.clone(),
            luu: plan.luu.clone(),
            ..told
        }
    };
    let whole = |form: &Form| {
        let own = own(form);
        let mut usual = usual(form, own.ngay);
        if !own.kinh_gui.is_empty() {
            usual.noi_nhan = vec!["Như trên".to_owned()];
        }
        own.or(&usual).cited_as(form.loai.label())
    };
    FORMS.iter().map(|form| (form.name, whole(form))).collect()
}
