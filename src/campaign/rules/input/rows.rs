//! The rows of the sheets as facts.

use std::sync::Arc;

use crate::base::diag::{Code, Place, Report};
use crate::base::text::ascii_key;
use crate::campaign::model::Period;
use crate::campaign::model::council::{Member, Vote};
use crate::campaign::model::dossier::ReceivedPaper;
use crate::campaign::model::evidence::{CouncilLevel, Evidence, EvidenceValue, Initiative};
use crate::campaign::model::exclusion::{Case, CaseState};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{Nomination, Override};
use crate::campaign::model::period::years_as_typed;
use crate::campaign::model::profile::{Passage, PastAward, PastKind};
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::quota::Allotment;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::rules::facts::{Blank, Facts};
use crate::campaign::source::fields::Figure;
use crate::campaign::source::{Fields, Table, scalar};

use super::{
    count, date, number, optional_text, parsed, people, place, place_of, registration, rows, sheets, stages, subject,
    text, units, year,
};

/// Reads `tables` (see [`super::TABLES`]; missing ones are empty) for the rules `quy_dinh`. Of their rows stays what says
/// whose they are: a province is not held twice.
pub fn read_facts(quy_dinh: Rulebook, tables: &mut [Table], report: &mut Report) -> Facts {
    let known = quy_dinh.dac_diem.clone();
    let period = quy_dinh.thoi_gian.clone();
    let blank = |key: &str| tables.iter().find(|table| table.spec.key == key).map(Table::blank).unwrap_or_default();
    let cot_trong = Blank {
        don_vi: blank(units::TABLE.key),
        ca_nhan: blank(people::TABLE.key),
        de_nghi: blank(sheets::NOMINATIONS.key),
    };
    let mut doi_tuong = rows(tables, units::TABLE.key, report, |fields| Arc::new(units::read(fields, &known)));
    let nothing = Arc::default();
    let person = |fields: &mut Fields| Arc::new(people::read(fields, &known, &nothing));
    doi_tuong.extend(rows(tables, people::TABLE.key, report, person));
    let members = rows(tables, sheets::COUNCIL.key, report, member);
    let mut facts = Facts {
        doi_tuong,
        cot_trong,
        dang_ky: rows(tables, registration::TABLE.key, report, registration::read),
        de_nghi: rows(tables, sheets::NOMINATIONS.key, report, |fields| nomination(fields, &period)),
        ket_qua: rows(tables, sheets::RESULTS.key, report, |fields| evidence(fields, &period)),
        sang_kien: rows(tables, sheets::INITIATIVES.key, report, |fields| initiative(fields, &period))
            .into_iter()
            .flatten()
            .collect(),
        ky_luat: rows(tables, sheets::CASES.key, report, case).into_iter().flatten().collect(),
        ho_so_nhan: rows(tables, sheets::PAPERS.key, report, paper),
        phan_bo: rows(tables, sheets::ALLOTMENTS.key, report, allotment).into_iter().flatten().collect(),
        bieu_quyet: rows(tables, sheets::VOTES.key, report, |fields| vote(fields, &period))
            .into_iter()
            .flatten()
            .collect(),
        ngoai_le: rows(tables, sheets::OVERRIDES.key, report, waiver),
        buoc: rows(tables, stages::TABLE.key, report, |fields| stages::progress(fields, &period)),
        khen_thuong: rows(tables, sheets::PAST_AWARDS.key, report, past_award),
        bao_cao: rows(tables, sheets::PASSAGES.key, report, passage),
        can_cu: Vec::new(),
        to_trinh: Vec::new(),
        quy_dinh,
    };
    if let Some(council) = &mut facts.quy_dinh.hoi_dong {
        council.thanh_vien = members;
    }
    facts
}

fn nomination(fields: &mut Fields, period: &Period) -> Nomination {
    Nomination {
        doi_tuong: subject(fields),
        hinh_thuc: text(fields, "hinh_thuc", "Giấy khen"),
        nam: year(fields, "nam", period),
        thanh_tich: fields.text_or_empty("thanh_tich"),
        cot: fields.own_values(),
        place: place_of(fields, "doi_tuong"),
    }
}

fn evidence(fields: &mut Fields, period: &Period) -> Evidence {
    let value = figure(fields, "gia_tri");
    let own = Some(figure(fields, sheets::OWN_POINTS)).filter(|own| *own != EvidenceValue::Trong);
    Evidence {
        tu_cham: own.map(|value| Located { value, place: place_of(fields, sheets::OWN_POINTS) }),
        doi_tuong: subject(fields),
        chi_so: text(fields, "chi_so", "Chỉ số cải cách hành chính"),
        nam: year(fields, "nam", period),
        gia_tri: Located { value, place: place_of(fields, "gia_tri") },
        dien_giai: fields.text_or_empty("dien_giai"),
        nguon: fields.text_or_empty("nguon"),
        ngay_cong_bo: date(fields, "ngay_cong_bo"),
    }
}

fn figure(fields: &mut Fields, key: &str) -> EvidenceValue {
    match fields.figure(key) {
        Figure::Number(number) => Quantity::from_f64(number).map_or(EvidenceValue::Trong, EvidenceValue::So),
        Figure::Words(words) => evidence_value(&words),
    }
}

/// A number, a yes or no, nothing yet, or words.
fn evidence_value(text: &str) -> EvidenceValue {
    if let Some(number) = number(text) {
        return EvidenceValue::So(number);
    }
    if let Some(flag) = scalar::yes_no(text) {
        return EvidenceValue::CoKhong(flag);
    }
    match ascii_key(text).as_str() {
        "chua_co" | "chua_cong_bo" | "cho" | "dang_cho" => EvidenceValue::Trong,
        _ if text.is_empty() || scalar::is_dash(text) => EvidenceValue::Trong,
        _ => EvidenceValue::Chu(text.to_owned()),
    }
}

fn initiative(fields: &mut Fields, period: &Period) -> Option<Initiative> {
    let level = fields.text("cap", "cấp cơ sở");
    let place = place_of(fields, "cap");
    let cap = parse_level(fields, &level, &place);
    let row = Initiative {
        doi_tuong: subject(fields),
        ten: text(fields, "ten", "Rút ngắn thời gian giải quyết hồ sơ"),
        cap: cap.clone().unwrap_or(Located { value: CouncilLevel::CoSo, place }),
        quyet_dinh: fields.text_or_empty("quyet_dinh"),
        ngay_cong_nhan: date(fields, "ngay_cong_nhan"),
        nam: year(fields, "nam", period),
        da_su_dung: optional_text(fields, "da_su_dung"),
    };
    cap.map(|_| row)
}

/// "cấp tỉnh", or "tỉnh" alone.
fn parse_level(fields: &mut Fields, level: &str, place: &Place) -> Option<Located<CouncilLevel>> {
    let found = level.parse::<CouncilLevel>().or_else(|error| format!("cấp {level}").parse().map_err(|_| error));
    match found {
        Ok(value) => Some(Located { value, place: place.clone() }),
        Err(error) => {
            if !level.is_empty() {
                fields.fault("cap", Code::DL017, format!("`Cấp công nhận` không nhận `{level}`"), &error.to_string());
            }
            None
        }
    }
}

fn case(fields: &mut Fields) -> Option<Case> {
    let doi_tuong = subject(fields);
    let muc = optional_text(fields, "muc");
    let none_told = muc.as_ref().is_some_and(|level| says_none(&level.value));
    if none_told && ["trang_thai", "ngay"].iter().all(|key| fields.is_blank(key)) {
        return None;
    }
    let state = fields.parse_required::<CaseState>("trang_thai", "đang thi hành");
    let leads = fields.flag("lanh_dao_chu_chot");
    Some(Case {
        doi_tuong,
        // Who may lead is not let off for a mark that can't be read.
        lanh_dao_chu_chot: leads.unwrap_or(!fields.is_blank("lanh_dao_chu_chot")),
        muc,
        trang_thai: Located { value: state.unwrap_or(CaseState::DangXacMinh), place: place_of(fields, "trang_thai") },
        ngay: date(fields, "ngay"),
        den_ngay: date(fields, "den_ngay"),
        chua_doc: fields.unread(),
        place: place(fields),
    })
}

/// Whether the words for a discipline say that there was none.
fn says_none(level: &str) -> bool {
    const NONE: [&str; 5] = ["khong", "khong_co", "khong_ky_luat", "khong_bi_ky_luat", "chua_bi_ky_luat"];
    NONE.contains(&ascii_key(level).as_str())
}

fn paper(fields: &mut Fields) -> ReceivedPaper {
    ReceivedPaper {
        doi_tuong: subject(fields),
        loai: text(fields, "loai", "Tờ trình đề nghị khen thưởng"),
        so_ky_hieu: fields.text_or_empty("so_ky_hieu"),
        ngay_nhan: date(fields, "ngay_nhan"),
        so_ban: count(fields, "so_ban"),
        so_tap_the: count(fields, "so_tap_the"),
        so_ca_nhan: count(fields, "so_ca_nhan"),
        place: place_of(fields, "doi_tuong"),
    }
}

fn allotment(fields: &mut Fields) -> Option<Allotment> {
    let chi_tieu = text(fields, "chi_tieu", "bang_khen");
    let don_vi = text(fields, "don_vi", "Sở Tài chính");
    if fields.is_blank("so") {
        fields.text("so", "1");
    }
    Some(Allotment { chi_tieu, don_vi, so: count(fields, "so")? })
}

fn member(fields: &mut Fields) -> Member {
    Member {
        ho_ten: text(fields, "ho_ten", "Nguyễn Văn An"),
        chuc_vu: fields.text_or_empty("chuc_vu"),
        vai_tro: fields.text_or_empty("vai_tro"),
        co_mat: fields.flag("co_mat").unwrap_or_default(),
        ly_do_vang: fields.text_or_empty("ly_do_vang"),
        y_kien_bang_van_ban: fields.flag("y_kien_bang_van_ban").unwrap_or_default(),
        gioi_tinh: fields.parse("gioi_tinh"),
    }
}

fn vote(fields: &mut Fields, period: &Period) -> Option<Vote> {
    if fields.is_blank("dong_y") {
        fields.text("dong_y", "9");
    }
    Some(Vote {
        doi_tuong: subject(fields),
        hinh_thuc: text(fields, "hinh_thuc", "Giấy khen"),
        nam: year(fields, "nam", period),
        vong: parsed(fields, "vong").unwrap_or_default(),
        khong_dong_y: count(fields, "khong_dong_y"),
        khong_y_kien: count(fields, "khong_y_kien"),
        dong_y: count(fields, "dong_y")?,
    })
}

fn waiver(fields: &mut Fields) -> Override {
    Override {
        doi_tuong: subject(fields),
        hinh_thuc: optional_text(fields, "hinh_thuc"),
        bo_qua: text(fields, "bo_qua", "b"),
        ly_do: Located { value: fields.text_or_empty("ly_do"), place: place_of(fields, "ly_do") },
        nguoi_quyet_dinh: fields.text_or_empty("nguoi_quyet_dinh"),
        place: place(fields),
    }
}

fn past_award(fields: &mut Fields) -> PastAward {
    PastAward {
        doi_tuong: subject(fields),
        nam: years_as_typed(fields, "nam"),
        loai: fields.parse_required("loai", "danh hiệu").unwrap_or(PastKind::HinhThuc),
        loai_hinh: fields.parse("loai_hinh"),
        noi_dung: text(fields, "noi_dung", "Tập thể lao động xuất sắc"),
        quyet_dinh: fields.text_or_empty("quyet_dinh"),
    }
}

fn passage(fields: &mut Fields) -> Passage {
    Passage { doi_tuong: subject(fields), muc: text(fields, "muc", "kết quả"), doan: fields.lines("noi_dung") }
}
