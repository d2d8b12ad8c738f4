//! The facts of a campaign that `phong_trao.toml` holds.

use chrono::NaiveDate;
use serde::Serialize;

use super::located::{Located, fold};
use super::nomination::NomineeKind;
use super::organisation::history::History;
use super::plan_layout::PlanItem;
use super::{Organisation, Paper, Period, Reference, Registration, Signer, Until, iso};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::lower_first;
use crate::base::text::subject::without_about;
use crate::campaign::source::Fields;
use crate::law::form_sets::FormSetWish;
use crate::paper::document::PartialDate;

/// A campaign.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Campaign {
    /// What comes after `goi_la` in a sentence.
    pub ten: String,
    /// What it is called before its name: "phong trào thi đua", or as the folder says ("sự nghiệp", "đợt xét tặng").
    pub goi_la: String,
    /// Chủ đề, without quotes; empty when there is none.
    pub chu_de: String,
    /// Who takes part.
    pub doi_tuong: String,
    /// The day on which đề nghị are judged; by the data when not given.
    #[serde(serialize_with = "iso")]
    pub ngay_xet: Option<NaiveDate>,
    pub co_quan: Organisation,
    pub ke_hoach: Plan,
    pub thoi_gian: Period,
    pub dang_ky: RegistrationRules,
    /// The names of bodies over time.
    #[serde(skip)]
    pub to_chuc: History,
    /// What decides on the form set.
    #[serde(skip)]
    pub bo_mau: FormSetWish,
}

/// The plan that launches the campaign.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plan {
    /// Empty before the number is given.
    pub so: String,
    /// "KH-STC"
    pub ky_hieu: String,
    pub ngay: PartialDate,
    pub trich_yeu: String,
    pub can_cu: Vec<Reference>,
    /// As other papers cite it: "Kế hoạch số 12/KH-STC ngày 25 tháng 3 năm 2022 của … phát động …".
    pub vien_dan: String,
    pub nguoi_ky: Signer,
    pub noi_nhan: Vec<String>,
    pub luu: String,
    /// The parts of the plan in their order, as typed; the usual ones when empty.
    #[serde(skip)]
    pub bo_cuc: Vec<Located<PlanItem>>,
    /// Where the plan asks for an annex of what units and blocks are allotted (`phu_luc_phan_bo = true`).
    #[serde(skip)]
    pub phu_luc_phan_bo: Option<Place>,
}

/// What a campaign is called before its name.
pub const USUAL_CALL: &str = "phong trào thi đua";
/// How a trích yếu begins that follows the name of the body in a sentence without "về".
const VERBS: &[&str] = &["phát động", "ban hành", "tổ chức", "triển khai", "thực hiện", "quy định", "về "];

/// What the plan says about registering.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegistrationRules {
    /// Trích yếu of the form.
    pub trich_yeu: String,
    pub han: Option<Until>,
    /// The document that the form is filled in for: one of `can_cu`, or the plan itself.
    pub thuc_hien: Reference,
    /// What a collective registers when its own row says nothing else.
    pub noi_dung_tap_the: String,
    /// The same for individuals.
    pub noi_dung_ca_nhan: String,
    /// Whether individuals register by their number only.
    pub khong_ghi_ten: bool,
    pub noi_nhan: Vec<String>,
    pub luu: String,
    /// Where the group stands.
    #[serde(skip)]
    pub place: Option<Place>,
}

impl Campaign {
    /// Whether it is an emulation, as papers then say, and no bestowal beside one ("sự nghiệp").
    pub fn is_emulation(&self) -> bool {
        fold(&self.goi_la).contains("thi đua")
    }

    /// Reads the facts out of `phong_trao.toml`; the tables of rules are left to the rules.
    pub fn read(fields: &mut Fields) -> Self {
        let mut wanted = None;
        let mut spots: Vec<(&str, Place)> = Vec::new();
        fields.keep_short(&["ten", "goi_la", "chu_de", "doi_tuong"]);
        let mut campaign = Campaign {
            ten: bare_name(&fields.text("ten", "\"cải cách hành chính năm 2022\"")),
            goi_la: Some(fields.text_or_empty("goi_la"))
                .filter(|words| !words.is_empty())
                .unwrap_or(USUAL_CALL.to_owned()),
            chu_de: fields.text_or_empty("chu_de"),
            doi_tuong: fields.text_or_empty("doi_tuong"),
            ngay_xet: fields.date("ngay_xet"),
            co_quan: fields
                .group_required("co_quan", |group| {
                    spots = Organisation::KEYS.iter().map(|key| (*key, group.place_of(key))).collect();
                    Organisation::read(group)
                })
                .unwrap_or_default(),
            ke_hoach: fields.group_required("ke_hoach", Plan::read).unwrap_or_default(),
            thoi_gian: fields.group("thoi_gian", Period::read).unwrap_or_default(),
            dang_ky: fields
                .group("dang_ky", |group| {
                    wanted = Some((group.text_or_empty("thuc_hien"), group.place_of("thuc_hien")));
                    RegistrationRules::read(group)
                })
                .unwrap_or_default(),
            to_chuc: History::read(fields),
            bo_mau: form_set_wish(fields),
        };
        campaign.to_chuc.check().into_iter().for_each(|finding| fields.push(finding));
        let group = fields.place().clone();
        let place =
            |key: &str| spots.iter().find(|(known, _)| *known == key).map_or(&group, |(_, place)| place).clone();
        let contradictions = campaign.to_chuc.contradictions(&campaign.co_quan, place);
        contradictions.into_iter().for_each(|finding| fields.push(finding));
        campaign.ke_hoach.vien_dan = campaign.ke_hoach.reference(&campaign.co_quan.ten_day_du).cau;
        let (number, place) = wanted.unwrap_or_else(|| (String::new(), fields.place().clone()));
        match campaign.reference(&number) {
            Some(reference) => campaign.dang_ky.thuc_hien = reference,
            None => fields.push(campaign.unknown_reference(&number, &place)),
        }
        campaign
    }

    fn unknown_reference(&self, number: &str, place: &Place) -> Diagnostic {
        let known = self.ke_hoach.can_cu.iter().map(|reference| reference.so_ky_hieu.as_str());
        let message = format!("không có văn bản số `{number}` trong `[[ke_hoach.can_cu]]`");
        let finding = Diagnostic::error(Code::DL018, message).at(place.clone());
        finding.did_you_mean(number, known, || {
            "thêm văn bản ấy vào căn cứ, hoặc bỏ khóa này để dùng chính kế hoạch".to_owned()
        })
    }

    /// The body that launches the campaign, under the name that it has on `date`.
    ///
    /// A blank in the date counts as its first possible day; without a year the body keeps its name.
    /// The report holds `TC006` when no name is known for the day.
    pub fn body_on(&self, date: PartialDate) -> (Organisation, Report) {
        let mut report = Report::new();
        let named = date.earliest().map_or_else(|| Ok(self.co_quan.clone()), |day| self.to_chuc.on(&self.co_quan, day));
        let body = named.unwrap_or_else(|warning| {
            report.push(warning);
            self.co_quan.clone()
        });
        (body, report)
    }

    /// The căn cứ with `number`; the plan itself for an empty one.
    fn reference(&self, number: &str) -> Option<Reference> {
        if number.is_empty() {
            return Some(self.ke_hoach.reference(&self.co_quan.ten_day_du));
        }
        self.ke_hoach.can_cu.iter().find(|reference| reference.so_ky_hieu == number).cloned()
    }
}

fn form_set_wish(fields: &mut Fields) -> FormSetWish {
    let ma = fields.text_or_empty("bo_mau");
    FormSetWish { ma, ngay_nop: fields.date("ngay_nop_ho_so"), loai_ngay: "ngày nộp hồ sơ" }
}

/// The name as it follows "phong trào thi đua" in a sentence, whoever wrote these words or an end mark too.
fn bare_name(typed: &str) -> String {
    let whole = typed.trim_end_matches([' ', '.', ';', ',']);
    let lower = whole.to_lowercase();
    let beginning = ["phong trào thi đua ", "thi đua "].into_iter().find(|words| lower.starts_with(words));
    let letters = beginning.map_or(0, |words| words.chars().count());
    whole.chars().skip(letters).collect::<String>().trim_start().to_owned()
}

impl Plan {
    fn read(fields: &mut Fields) -> Self {
        fields.keep_short(&["so", "ky_hieu", "trich_yeu"]);
        Plan {
            so: fields.text_or_empty("so"),
            ky_hieu: fields.text("ky_hieu", "\"KH-STC\""),
            ngay: fields.partial_date("ngay"),
            trich_yeu: fields.text("trich_yeu", "\"Phát động phong trào thi đua …\""),
            can_cu: fields.groups("can_cu", Reference::read),
            vien_dan: String::new(),
            nguoi_ky: fields.group_required("nguoi_ky", Signer::read_in_office).unwrap_or_default(),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text_or_empty("luu"),
            bo_cuc: layout(fields),
            phu_luc_phan_bo: fields
                .flag("phu_luc_phan_bo")
                .unwrap_or_default()
                .then(|| fields.place_of("phu_luc_phan_bo")),
        }
    }

    /// The plan as other papers refer to it.
    pub fn reference(&self, co_quan: &str) -> Reference {
        let mut reference = Reference {
            dan_nhap: "Thực hiện".to_owned(),
            loai: "Kế hoạch".to_owned(),
            so_ky_hieu: if self.so.is_empty() { String::new() } else { format!("{}/{}", self.so, self.ky_hieu) },
            ngay: self.ngay.to_date(),
            co_quan: co_quan.to_owned(),
            trich_yeu: match without_about(&self.trich_yeu) {
                Some(words) => format!("về việc {words}"),
                None => lower_first(&self.trich_yeu),
            },
            ..Reference::default()
        };
        let about = if VERBS.iter().any(|verb| reference.trich_yeu.starts_with(verb)) { "" } else { "về " };
        reference.cau = format!("{} của {co_quan} {about}{}", self.cited(), reference.trich_yeu);
        reference
    }

    /// "Kế hoạch số 12/KH-STC ngày 25 tháng 3 năm 2022", with room for what is not known yet.
    fn cited(&self) -> String {
        let paper = Paper { so: self.so.clone(), ky_hieu: self.ky_hieu.clone(), ngay: self.ngay, ..Paper::default() };
        paper.cited_as("Kế hoạch").cau
    }
}

/// The lines of `bo_cuc`.
fn layout(fields: &mut Fields) -> Vec<Located<PlanItem>> {
    let lines = fields.lines_at("bo_cuc").into_iter();
    lines.map(|(text, place)| Located::new(PlanItem::read(&text), place)).collect()
}

impl RegistrationRules {
    fn read(fields: &mut Fields) -> Self {
        RegistrationRules {
            trich_yeu: fields.text("trich_yeu", "\"Thi đua thực hiện nhiệm vụ …\""),
            han: fields.group("han", Until::read).flatten(),
            thuc_hien: Reference::default(),
            noi_dung_tap_the: fields.text_or_empty("noi_dung_tap_the"),
            noi_dung_ca_nhan: fields.text_or_empty("noi_dung_ca_nhan"),
            khong_ghi_ten: fields.flag("khong_ghi_ten").unwrap_or_default(),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text_or_empty("luu"),
            place: Some(fields.place().clone()),
        }
    }

    /// What `row` registers: its own words, else those that the campaign fixes for its kind.
    pub fn content_of<'a>(&'a self, row: &'a Registration) -> &'a str {
        match row.doi_tuong {
            _ if !row.noi_dung.is_empty() => &row.noi_dung,
            Some(NomineeKind::CaNhan | NomineeKind::HoGiaDinh) => &self.noi_dung_ca_nhan,
            Some(NomineeKind::TapThe) | None => &self.noi_dung_tap_the,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_follows_the_words_for_all_campaigns() {
        for (typed, name) in [
            ("cải cách hành chính năm 2022", "cải cách hành chính năm 2022"),
            ("Phong trào thi đua cải cách hành chính năm 2026.", "cải cách hành chính năm 2026"),
            ("THI ĐUA  Cải cách;", "Cải cách"),
            ("thi đua", "thi đua"),
            ("Thi đuaX", "Thi đuaX"),
        ] {
            assert_eq!(bare_name(typed), name);
        }
    }

    #[test]
    fn an_emulation_is_one_in_capitals_too() {
        for (goi_la, is_emulation) in [("Phong trào Thi đua", true), ("đợt THI ĐUA", true), ("sự nghiệp", false)]
        {
            let campaign = Campaign { goi_la: goi_la.to_owned(), ..Campaign::default() };
            assert_eq!(campaign.is_emulation(), is_emulation, "{goi_la}");
        }
    }

    #[test]
    fn the_plan_is_cited_with_room_for_its_number_and_day() {
        let mut plan = Plan {
            ky_hieu: "KH-STC".to_owned(),
            ngay: "2022-03".parse().unwrap(),
            trich_yeu: "Phát động phong trào".to_owned(),
            ..Plan::default()
        };
        let cited = |plan: &Plan| plan.reference("Sở Tài chính Kiên Giang").cau;
        let blank = "Kế hoạch số ……/KH-STC ngày …… tháng 3 năm 2022 của Sở Tài chính Kiên Giang phát động phong trào";
        assert_eq!(cited(&plan), blank);
        plan.so = "12".to_owned();
        plan.ngay = "2022-03-05".parse().unwrap();
        let whole = "Kế hoạch số 12/KH-STC ngày 05 tháng 3 năm 2022 của Sở Tài chính Kiên Giang phát động phong trào";
        assert_eq!(cited(&plan), whole);
        for trich_yeu in ["V/v khen thưởng", "Về việc khen thưởng", "v/v: khen thưởng"] {
            plan.trich_yeu = trich_yeu.to_owned();
            assert!(cited(&plan).ends_with("Sở Tài chính Kiên Giang về việc khen thưởng"), "{}", cited(&plan));
        }
    }

    #[test]
    fn a_row_registers_its_own_words_before_those_of_the_plan() {
        let rules = RegistrationRules {
            noi_dung_tap_the: "chung của tập thể".to_owned(),
            noi_dung_ca_nhan: "chung của cá nhân".to_owned(),
            ..RegistrationRules::default()
        };
        let row = |doi_tuong, noi_dung: &str| Registration {
            don_vi: Located::new(String::new(), &Place::file("dang_ky.csv")),
            doi_tuong: Some(doi_tuong),
            ho_ten: None,
            so_luong: None,
            noi_dung: noi_dung.to_owned(),
            danh_hieu: None,
            ngay_nop: None,
            ghi_chu: String::new(),
            cot: Default::default(),
            place: Place::file("dang_ky.csv"),
        };
        assert_eq!(rules.content_of(&row(NomineeKind::TapThe, "")), "chung của tập thể");
        assert_eq!(rules.content_of(&row(NomineeKind::CaNhan, "")), "chung của cá nhân");
        assert_eq!(rules.content_of(&row(NomineeKind::CaNhan, "riêng")), "riêng");
    }
}
