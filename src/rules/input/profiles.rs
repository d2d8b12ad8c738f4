//! What only the papers look at: words of the báo cáo thành tích, and the columns of Đơn vị and Cá nhân
//! that introduce somebody.

use crate::diag::Report;
use crate::model::profile::{Gender, Passage, Profile, Profiles};
use crate::source::{Fields, Table};

use super::sheets::{PASSAGES, PEOPLE};
use super::{rows, subject, text};
use crate::model::unit::TABLE as UNITS;

/// Reads `tables`; missing ones are empty. The profiles stand in the order of the đối tượng.
pub fn read_profiles(tables: &[Table], report: &mut Report) -> Profiles {
    let mut doi_tuong = rows(tables, UNITS.key, report, unit);
    doi_tuong.extend(rows(tables, PEOPLE.key, report, person));
    Profiles { doi_tuong, bao_cao: rows(tables, PASSAGES.key, report, passage) }
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
        gioi_tinh: fields.parse::<Gender>("gioi_tinh").map(|gender| gender.label().to_owned()).unwrap_or_default(),
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

fn passage(fields: &mut Fields) -> Passage {
    Passage { doi_tuong: subject(fields), muc: text(fields, "muc", "kết quả"), doan: fields.lines("noi_dung") }
}
