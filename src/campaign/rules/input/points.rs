//! `[[thang_diem]]`: items that give or take points, groups with headings and totals of their own.

use crate::base::diag::{Code, nearest};
use crate::campaign::model::located::Located;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::{Bounds, ScoreGroup, ScoreItem, ScoreSheet};
use crate::campaign::source::Fields;

use super::{optional_text, place, quantity, quantity_required};

/// Reads one `[[thang_diem]]`.
pub fn score_sheet(fields: &mut Fields) -> ScoreSheet {
    let ma = fields.text("ma", "\"cham_diem\"");
    let ten = fields.text("ten", "\"Tổng điểm thi đua\"");
    let tran = bounds(fields);
    let nhom = fields.groups("nhom", group);
    let sheet = ScoreSheet { muc: fields.groups("muc", item), ma, ten, tran, nhom, place: place(fields) };
    if sheet.muc.is_empty() {
        let message = format!("thang điểm `{}` không có mục nào", sheet.ma);
        fields.fault("muc", Code::DL013, message, "thêm các nhóm [[thang_diem.muc]] có `ma`, `noi_dung`, `diem`");
    }
    let codes: Vec<&str> = sheet.nhom.iter().map(|group| group.ma.as_str()).collect();
    for (before, group) in sheet.nhom.iter().enumerate() {
        let above = codes.get(..before).unwrap_or_default();
        unknown_group(fields, group.thuoc.as_ref(), above, "nhóm ở trên khai trước nhóm của nó");
    }
    for item in &sheet.muc {
        unknown_group(fields, item.nhom.as_ref(), &codes, "khai nhóm ấy trong [[thang_diem.nhom]]");
    }
    sheet
}

fn item(fields: &mut Fields) -> ScoreItem {
    let diem = quantity_required(fields, "diem", "20");
    let toi_thieu = quantity(fields, "toi_thieu").map(|number| number.value);
    let highest = diem.max(Quantity::default());
    if toi_thieu.is_some_and(|least| diem < Quantity::default() || least > highest) {
        let message = format!("điểm của mục phải nằm giữa `toi_thieu` và `diem` {diem}");
        let hint = "mục trừ điểm ghi một trong hai: `diem = -3`, hoặc `diem = 0` và `toi_thieu = -3`";
        fields.fault("toi_thieu", Code::DL017, message, hint);
    }
    ScoreItem {
        ma: fields.text("ma", "\"muc_1\""),
        stt: fields.text_or_empty("stt"),
        noi_dung: fields.text("noi_dung", "\"Giải quyết hồ sơ đúng hạn\""),
        diem,
        toi_thieu,
        nhom: optional_text(fields, "nhom"),
        huong_dan: fields.text_or_empty("huong_dan"),
        place: place(fields),
    }
}

fn group(fields: &mut Fields) -> ScoreGroup {
    ScoreGroup {
        ma: fields.text("ma", "\"diem_thuong\""),
        stt: fields.text_or_empty("stt"),
        ten: fields.text("ten", "\"Điểm thưởng\""),
        thuoc: optional_text(fields, "thuoc"),
        tran: bounds(fields),
        place: place(fields),
    }
}

fn bounds(fields: &mut Fields) -> Bounds {
    let mut bound = |key| quantity(fields, key).map(|number| number.value);
    let bounds = Bounds { toi_thieu: bound("toi_thieu"), toi_da: bound("toi_da") };
    if let (Some(least), Some(most)) = (bounds.toi_thieu, bounds.toi_da)
        && least > most
    {
        let message = format!("`toi_thieu` {least} lớn hơn `toi_da` {most}");
        fields.fault("toi_thieu", Code::DL017, message, "sửa một trong hai");
    }
    bounds
}

fn unknown_group(fields: &mut Fields, name: Option<&Located<String>>, known: &[&str], otherwise: &str) {
    let Some(name) = name.filter(|name| !known.contains(&name.value.as_str())) else { return };
    let hint = match nearest(&name.value, known.iter().copied()) {
        Some(near) => format!("có phải `{near}`?"),
        None => otherwise.to_owned(),
    };
    let finding = crate::base::diag::Diagnostic::error(Code::DL017, format!("không có nhóm điểm `{}`", name.value));
    fields.push(finding.at(name.place()).hint(hint));
}
