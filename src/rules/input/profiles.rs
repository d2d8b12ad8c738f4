//! The sheets that only the papers look at: earlier awards, words of the báo cáo thành tích, and the
//! columns of Đơn vị and Cá nhân that introduce somebody.

use crate::diag::Report;
use crate::model::profile::{Passage, PastAward, PastKind, Profile, Profiles};
use crate::source::{Column, Fields, Table, TableSpec};

use super::{optional_text, text};
use crate::model::nomination::SubjectRef;

const fn column(key: &'static str, label: &'static str, also: &'static [&'static str]) -> Column {
    Column { key, label, also, required: false }
}

const fn required(key: &'static str, label: &'static str, also: &'static [&'static str]) -> Column {
    Column { key, label, also, required: true }
}

const SUBJECT: Column =
    required("doi_tuong", "Đối tượng", &["ten_doi_tuong", "ho_va_ten", "ho_ten", "tap_the_ca_nhan"]);
const UNIT: Column = column("don_vi", "Đơn vị", &["ten_don_vi", "don_vi_cong_tac", "phong_ban"]);

/// Earlier awards.
pub const PAST_AWARDS: TableSpec = TableSpec {
    key: "khen_thuong",
    label: "Khen thưởng đã nhận",
    columns: &[
        SUBJECT,
        UNIT,
        required("nam", "Năm", &[]),
        required("loai", "Loại", &["loai_khen_thuong"]),
        required("noi_dung", "Nội dung", &["ten_danh_hieu", "ten_hinh_thuc", "danh_hieu_hinh_thuc"]),
        column("quyet_dinh", "Quyết định", &["so_quyet_dinh"]),
    ],
};

/// Words of the báo cáo thành tích.
pub const PASSAGES: TableSpec = TableSpec {
    key: "bao_cao",
    label: "Báo cáo thành tích",
    columns: &[SUBJECT, UNIT, required("muc", "Mục", &["tieu_chuan"]), required("noi_dung", "Nội dung", &[])],
};

/// Reads `tables`; missing ones are empty. The profiles stand in the order of the đối tượng.
pub fn read_profiles(tables: &[Table], report: &mut Report) -> Profiles {
    let mut doi_tuong = rows(tables, "don_vi", report, unit);
    doi_tuong.extend(rows(tables, "ca_nhan", report, person));
    Profiles {
        doi_tuong,
        khen_thuong: rows(tables, PAST_AWARDS.key, report, past_award),
        bao_cao: rows(tables, PASSAGES.key, report, passage),
    }
}

fn rows<T>(tables: &[Table], key: &str, report: &mut Report, read: impl Fn(&mut Fields) -> T) -> Vec<T> {
    let table = tables.iter().find(|table| table.spec.key == key);
    let rows = table.map_or(&[][..], |table| table.rows.as_slice());
    rows.iter().map(|row| read(&mut Fields::of_row(row, report))).collect()
}

fn unit(fields: &mut Fields) -> Profile {
    let name = fields.text_or_empty("ten").replace('\n', " ");
    let letterhead = fields.lines("ten_tren_van_ban");
    Profile {
        ten_tren_van_ban: if letterhead.is_empty() { vec![name] } else { letterhead },
        chuc_vu_nguoi_ky: fields.lines("chuc_vu_nguoi_ky"),
        nguoi_ky: fields.text_or_empty("nguoi_ky"),
        tru_so: fields.text_or_empty("tru_so"),
        dien_thoai: fields.text_or_empty("dien_thoai"),
        trang_tin: fields.text_or_empty("trang_tin"),
        tinh_hinh: fields.lines("tinh_hinh"),
        chuc_nang: fields.lines("chuc_nang"),
        ..Profile::default()
    }
}

fn person(fields: &mut Fields) -> Profile {
    Profile {
        gioi_tinh: fields.text_or_empty("gioi_tinh"),
        ngay_sinh: fields.partial_date("ngay_sinh"),
        que_quan: fields.text_or_empty("que_quan"),
        noi_o: fields.text_or_empty("noi_o"),
        trinh_do: fields.text_or_empty("trinh_do"),
        hoc_ham_hoc_vi: fields.text_or_empty("hoc_ham_hoc_vi"),
        chuc_vu_dang_doan_the: fields.text_or_empty("chuc_vu_dang_doan_the"),
        so_nam_cong_tac: fields.text_or_empty("so_nam_cong_tac"),
        dien_thoai: fields.text_or_empty("dien_thoai"),
        ..Profile::default()
    }
}

fn subject(fields: &mut Fields) -> SubjectRef {
    SubjectRef { ten: text(fields, "doi_tuong", "Phòng Ngân sách"), don_vi: optional_text(fields, "don_vi") }
}

fn past_award(fields: &mut Fields) -> PastAward {
    PastAward {
        doi_tuong: subject(fields),
        nam: fields.text_or_empty("nam"),
        loai: fields.parse_required("loai", "danh hiệu").unwrap_or(PastKind::HinhThuc),
        noi_dung: fields.text("noi_dung", "Tập thể lao động xuất sắc"),
        quyet_dinh: fields.text_or_empty("quyet_dinh"),
    }
}

fn passage(fields: &mut Fields) -> Passage {
    Passage { doi_tuong: subject(fields), muc: text(fields, "muc", "kết quả"), doan: fields.lines("noi_dung") }
}
