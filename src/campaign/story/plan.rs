//! The plan as its parts in their order: headings, own prose of `noi_dung`, and what is said of the rules.
//!
//! Who launches a campaign knows what comes after what, so the order is data (`bo_cuc` of `[ke_hoach]`); without
//! it the plan is built as most are, and a heading promises only what follows it. What the rules say is made from
//! what is enforced; a text of the same name in `noi_dung` takes its place.

mod usual;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::criteria::CriterionGroup;
use super::once::each_once;
use super::rulebook::RulebookText;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::upper_first;
use crate::campaign::model::plan_layout::{MADE, PlanItem};
use crate::campaign::model::{Campaign, short_date};
use crate::paper::document::roman;

/// One part of the plan: a heading, own prose, or lines about the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlanPart {
    /// How the line of a heading begins ("#.", "##."); empty elsewhere.
    pub dau: String,
    pub tieu_de: String,
    /// The name of the part.
    pub phan: String,
    /// Own prose (printed with `safe`).
    pub doan: String,
    /// The sentence before the lines; none after prose that ends in a colon.
    pub dan: String,
    pub dong: Vec<PlanLine>,
}

/// One line of a part, without its end mark.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlanLine {
    /// "a)", "-", "+"; empty before a lone line.
    pub nhan: String,
    pub cau: String,
}

/// All that a plan is put together from.
pub struct PlanFacts<'a> {
    pub campaign: &'a Campaign,
    pub rules: &'a RulebookText,
    pub prose: &'a BTreeMap<String, String>,
}

/// The parts of the plan. Lines of `bo_cuc` that give nothing go to `report` (`MT007`).
pub fn parts(facts: &PlanFacts, report: &mut Report) -> Vec<PlanPart> {
    let layout = &facts.campaign.ke_hoach.bo_cuc;
    let annex = facts.campaign.ke_hoach.phu_luc_phan_bo.as_ref().filter(|_| facts.rules.phan_bo.is_empty());
    annex.into_iter().for_each(|place| report.push(nothing_allotted().at(place.clone())));
    if layout.is_empty() {
        return facts
            .put(usual::items(&|name| facts.part(name, &[]).is_some(), facts.campaign.is_emulation()), |_, _| {});
    }
    let items = layout.iter().map(|line| line.value.clone()).collect();
    facts.put(items, |at, fault| {
        let place = layout.get(at).map(|line| line.place.clone());
        report.extend(place.map(|place: Place| fault.at(place)).map(Report::from).unwrap_or_default());
    })
}

impl PlanFacts<'_> {
    fn put(&self, items: Vec<PlanItem>, mut fault: impl FnMut(usize, Diagnostic)) -> Vec<PlanPart> {
        let mut parts: Vec<PlanPart> = Vec::new();
        for (at, item) in items.into_iter().enumerate() {
            match item {
                PlanItem::Heading { dau, tieu_de } => parts.push(PlanPart { dau, tieu_de, ..PlanPart::default() }),
                PlanItem::Part { ten, ma } => match self.part(&ten, &ma) {
                    Some(mut part) => {
                        if parts.last().is_some_and(|last| last.doan.trim_end().ends_with(':')) {
                            part.dan.clear();
                        }
                        parts.push(part);
                    }
                    None => fault(at, self.nothing(&ten)),
                },
            }
        }
        parts
    }

    fn nothing(&self, name: &str) -> Diagnostic {
        let message = format!("kế hoạch không có gì để in ở phần `{name}`");
        let finding = Diagnostic::warning(Code::MT007, message);
        if MADE.contains(&name) {
            return finding.hint("thêm quy định ấy vào `phong_trao.toml`, hoặc bỏ phần này khỏi `bo_cuc`");
        }
        let known = MADE.iter().copied().chain(self.prose.keys().map(String::as_str)).filter(|known| *known != name);
        finding.did_you_mean(name, known, || format!("thêm tệp `noi_dung/{name}.van`, hoặc bỏ phần này khỏi `bo_cuc`"))
    }

    /// The part called `name`, about the things with the codes `ma` only; `None` when nothing is known of it.
    fn part(&self, name: &str, ma: &[String]) -> Option<PlanPart> {
        let phan = name.to_owned();
        if let Some(doan) = self.prose.get(name).filter(|text| !text.trim().is_empty()) {
            return Some(PlanPart { phan, doan: doan.clone(), ..PlanPart::default() });
        }
        let own_words = ["loi_dan", "to_chuc_thuc_hien"];
        let (dan, dong) = self.made(name, &|code: &str| ma.is_empty() || ma.iter().any(|wanted| wanted == code));
        let is_there = !dong.is_empty() || !dan.is_empty() || own_words.contains(&name);
        is_there.then(|| PlanPart { phan, dan, dong, ..PlanPart::default() })
    }

    /// What the facts say: a sentence before, and lines.
    fn made(&self, name: &str, wanted: &dyn Fn(&str) -> bool) -> (String, Vec<PlanLine>) {
        let rules = self.rules;
        let lines = match name {
            "chu_de" => one(&self.campaign.chu_de),
            "doi_tuong" => one(&self.campaign.doi_tuong),
            "thoi_gian" => self.period(),
            "dang_ky" => self.registration(),
            "tieu_chuan" => return self.criteria(wanted),
            "loai_tru" => list(rules.loai_tru.iter().filter(|each| wanted(&each.ma)).map(|each| each.cau.clone())),
            "hinh_thuc" => {
                let awards = rules.hinh_thuc.iter().filter(|each| wanted(&each.ma)).map(|each| each.cau.clone());
                list(each_once(awards).into_iter())
            }
            "ho_so" => list(rules.ho_so.iter().filter(|each| wanted(&each.ma)).map(|each| each.cau.clone())),
            "buoc" => list(rules.buoc.iter().filter(|each| wanted(&each.ma)).map(|each| each.cau.clone())),
            "chi_tieu" => {
                let quotas = rules.chi_tieu.iter().filter(|quota| wanted(&quota.ma) && !quota.cau_ke_hoach.is_empty());
                let told = quotas.map(|quota| {
                    format!("{}: {}", each_once(quota.hinh_thuc.iter().cloned()).join("; "), quota.cau_ke_hoach)
                });
                list(told.chain(self.allotment_annex(wanted)))
            }
            "thoi_han" => {
                let terms = rules.thoi_han_khac.iter().filter(|term| wanted(&term.ma));
                list(terms.map(|term| {
                    let what = if term.noi_dung.is_empty() { &term.ten_viec } else { &term.noi_dung };
                    format!("{}: {}", upper_first(what), term.cau)
                }))
            }
            _ => Vec::new(),
        };
        (String::new(), lines)
    }

    /// The sentence before the criteria of one award stands above the lines, those of several among them.
    fn criteria(&self, wanted: &dyn Fn(&str) -> bool) -> (String, Vec<PlanLine>) {
        let groups = self.rules.nhom_tieu_chuan.iter();
        let groups: Vec<_> =
            groups.filter(|group| group.ma.is_empty() || group.ma.iter().any(|code| wanted(code))).collect();
        let lines = |group: &CriterionGroup| -> Vec<PlanLine> {
            group.dong.iter().map(|line| PlanLine { nhan: line.nhan.clone(), cau: line.cau.clone() }).collect()
        };
        let (dan, mut dong) = match groups.as_slice() {
            [group] => (group.dan.clone(), lines(group)),
            _ => {
                let all = groups.iter().flat_map(|group| one(&group.dan).into_iter().chain(lines(group)));
                (String::new(), all.collect())
            }
        };
        if groups.len() == self.rules.nhom_tieu_chuan.len() && !groups.is_empty() {
            dong.extend(self.annexes());
        }
        (dan, dong)
    }

    /// Where the points of the criteria stand, of which the plan prints an annex each.
    fn annexes(&self) -> Vec<PlanLine> {
        let annexes = match self.rules.thang_diem.len() {
            0 => return Vec::new(),
            1 => self.annex(1),
            _ => "các Phụ lục".to_owned(),
        };
        one(&format!("Thang điểm, cách chấm điểm theo {annexes} kèm theo Kế hoạch này"))
    }

    /// Where it stands what units and blocks have of the chỉ tiêu that are `wanted`: in the last annex.
    fn allotment_annex(&self, wanted: &dyn Fn(&str) -> bool) -> Option<String> {
        let is_there = self.rules.phan_bo.iter().any(|quota| wanted(&quota.ma));
        let annex = self.annex(self.rules.thang_diem.len() + 1);
        is_there.then(|| format!("Phân bổ cho từng đơn vị, từng khối: theo {annex} kèm theo Kế hoạch này"))
    }

    /// What annex number `number` is called: only one has none.
    fn annex(&self, number: usize) -> String {
        let all = self.rules.thang_diem.len() + usize::from(!self.rules.phan_bo.is_empty());
        if all == 1 { "Phụ lục".to_owned() } else { format!("Phụ lục {}", roman(number)) }
    }

    fn period(&self) -> Vec<PlanLine> {
        let period = &self.campaign.thoi_gian;
        let Some(until) = period.den_ngay else { return Vec::new() };
        if period.tu_ngay.is_some_and(|from| is_year(from, until)) {
            return one(&format!("Trong năm {}", until.year()));
        }
        let from = match period.tu_ngay {
            Some(from) if Some(from) != self.campaign.ke_hoach.ngay.to_date() => format!("ngày {}", short_date(from)),
            _ => "ngày ban hành Kế hoạch này".to_owned(),
        };
        let yearly = if period.hang_nam { "; kết quả được đánh giá hằng năm" } else { "" };
        one(&format!("Từ {from} đến hết ngày {}{yearly}", short_date(until)))
    }

    fn registration(&self) -> Vec<PlanLine> {
        let form = !self.campaign.dang_ky.trich_yeu.is_empty();
        let terms = self.rules.han_dang_ky.join("; ");
        if !form && terms.is_empty() {
            return Vec::new();
        }
        let form = if form { " theo mẫu kèm theo Kế hoạch này" } else { "" };
        let terms = if terms.is_empty() { terms } else { format!("; thời hạn đăng ký: {terms}") };
        let what = if self.campaign.is_emulation() { "đăng ký thi đua" } else { "đăng ký" };
        one(&format!("Các đơn vị {what}{form}{terms}"))
    }
}

/// What is told of an annex that would be empty.
fn nothing_allotted() -> Diagnostic {
    let message = "kế hoạch không có chỉ tiêu nào để in ở phụ lục phân bổ".to_owned();
    Diagnostic::warning(Code::MT007, message).hint(
        "phụ lục in chỉ tiêu có số ngay khi ban hành kế hoạch: `so_luong`, `moi_don_vi`, `tung_don_vi` với bảng `Phân bổ`, tỷ lệ của \
         tổng số; không có thì bỏ `phu_luc_phan_bo`",
    )
}

/// From the first day of a year to its last.
fn is_year(from: NaiveDate, until: NaiveDate) -> bool {
    from.year() == until.year() && from.ordinal() == 1 && (until.month(), until.day()) == (12, 31)
}

fn one(text: &str) -> Vec<PlanLine> {
    let line = PlanLine { nhan: String::new(), cau: text.to_owned() };
    if text.is_empty() { Vec::new() } else { vec![line] }
}

/// Several lines with a dash, one without.
fn list(lines: impl Iterator<Item = String>) -> Vec<PlanLine> {
    let lines: Vec<String> = lines.collect();
    let label = if lines.len() == 1 { "" } else { "-" };
    lines.into_iter().map(|cau| PlanLine { nhan: label.to_owned(), cau }).collect()
}
