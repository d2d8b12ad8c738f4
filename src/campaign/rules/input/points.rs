//! `[[thang_diem]]`: items that give or take points, groups with headings and totals of their own; what points of
//! an item are reckoned from.

use crate::base::diag::{Code, nearest};
use crate::campaign::model::formula::{Edge, Formula, Reckoning, Step};
use crate::campaign::model::located::Located;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::score::{Bounds, CountedPoints, ScoreGroup, ScoreItem, ScoreSheet};
use crate::campaign::source::Fields;

use super::{optional_text, place, quantity, quantity_required, word};

/// Reads one `[[thang_diem]]`.
pub fn score_sheet(fields: &mut Fields) -> ScoreSheet {
    let ma = fields.text("ma", "\"cham_diem\"");
    let ten = fields.text("ten", "\"Tổng điểm thi đua\"");
    let tran = bounds(fields);
    let nhom = fields.groups("nhom", group);
    let diem_tinh = word(fields, "diem_tinh", CountedPoints::ThamDinh);
    let chenh_lech = quantity(fields, "chenh_lech").map(|number| number.value);
    let muc = fields.groups("muc", item);
    let sheet = ScoreSheet { ma, ten, tran, diem_tinh, chenh_lech, nhom, muc, place: place(fields) };
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
    let theo = reckoning(fields);
    let item = ScoreItem {
        ma: fields.text("ma", "\"muc_1\""),
        stt: fields.text_or_empty("stt"),
        noi_dung: fields.text("noi_dung", "\"Giải quyết hồ sơ đúng hạn\""),
        diem,
        toi_thieu,
        nhom: optional_text(fields, "nhom"),
        huong_dan: fields.text_or_empty("huong_dan"),
        theo,
        place: place(fields),
    };
    if let Some((key, message, hint)) = item.theo.as_ref().and_then(|theo| beyond(&item, &theo.cach)) {
        fields.fault(key, Code::DL017, message, hint);
    }
    item
}

/// What in the formula of `item` goes beyond the points that it can have, so that it would never count: key, message
/// and hint.
fn beyond(item: &ScoreItem, formula: &Formula) -> Option<(&'static str, String, &'static str)> {
    let (zero, most, least) = (Quantity::default(), item.most(), item.least());
    match formula {
        Formula::TyLe if item.diem == zero => {
            let message = "mục có `diem = 0` không tính điểm theo tỷ lệ được".to_owned();
            Some(("theo", message, "ghi `moi_don_vi` hoặc `bac`, hoặc sửa `diem`"))
        }
        Formula::MoiDonVi(each) if *each <= zero && least.is_some_and(|least| least >= zero) => {
            let message = format!("`moi_don_vi` là {each} mà mục này không trừ điểm: điểm luôn là 0");
            Some(("moi_don_vi", message, "mục trừ điểm ghi `diem = 0`, hoặc ghi `toi_thieu`"))
        }
        Formula::MoiDonVi(each) if *each >= zero && most == zero => {
            let message = format!("`moi_don_vi` là {each} mà mục này chỉ trừ điểm: điểm luôn là 0");
            Some(("moi_don_vi", message, "điểm bị trừ ghi số âm, ví dụ: moi_don_vi = -1"))
        }
        Formula::Tu(steps) | Formula::Den(steps) => {
            let is_beyond = |step: &&Step| step.diem > most || least.is_some_and(|least| step.diem < least);
            if let Some(step) = steps.iter().find(is_beyond) {
                let bounds = match least {
                    Some(least) => format!("từ {least} đến {most} điểm"),
                    None => format!("nhiều nhất {most} điểm"),
                };
                let message = format!("bậc cho {} điểm, mục này {bounds}", step.diem);
                return Some(("bac", message, "sửa `bac`, hoặc sửa `diem`, `toi_thieu` của mục"));
            }
            let (step, _) = steps.iter().zip(steps.iter().skip(1)).find(|(step, next)| step.moc == next.moc)?;
            Some(("bac", format!("hai bậc cùng mức {}", step.moc.muc), "giữ một bậc"))
        }
        Formula::TyLe | Formula::MoiDonVi(_) => None,
    }
}

/// `theo = "ty_le_dung_han"`: by steps (`bac`), so many for each one (`moi_don_vi`), else as the part of the điểm chuẩn.
fn reckoning(fields: &mut Fields) -> Option<Reckoning> {
    let chi_so = optional_text(fields, "theo");
    let each = quantity(fields, "moi_don_vi").map(|number| number.value);
    let steps = steps(fields);
    let Some(chi_so) = chi_so else {
        if let Some(key) = [("moi_don_vi", each.is_some()), ("bac", steps.is_some())].iter().find(|(_, is)| *is) {
            let message = format!("`{}` cần `theo`: điểm tính từ chỉ số nào", key.0);
            fields.fault(key.0, Code::DL013, message, "thêm, ví dụ: theo = \"ty_le_dung_han\"");
        }
        return None;
    };
    let cach = match (each, steps) {
        (None, None) => Formula::TyLe,
        (Some(each), None) => Formula::MoiDonVi(each),
        (None, Some(steps)) => steps,
        (Some(_), Some(_)) => {
            let message = "điểm của một mục chỉ có một cách tính: `bac` hoặc `moi_don_vi`".to_owned();
            fields.fault("bac", Code::DL017, message, "giữ một khóa");
            return None;
        }
    };
    Some(Reckoning { chi_so, cach })
}

/// `tu` or, where the number itself is left out, `tren`.
pub(super) fn from(fields: &mut Fields) -> Option<Edge> {
    edge(fields, ["tu", "tren"])
}

/// The first of `keys`, or the second, which leaves the number itself out.
fn edge(fields: &mut Fields, keys: [&'static str; 2]) -> Option<Edge> {
    let [with, without] = keys.map(|key| quantity(fields, key).map(|number| number.value));
    if with.is_some() && without.is_some() {
        let message = format!("`{}` và `{}` nói hai mức khác nhau", keys[0], keys[1]);
        fields.fault(keys[1], Code::DL017, message, "giữ một khóa");
    }
    let strict = || without.map(|muc| Edge { muc, qua: true });
    with.map(|muc| Edge { muc, qua: false }).or_else(strict)
}

/// `bac = [{ tu = 90, diem = 10 }, …]`, or with `den` where few are good; all of one sort.
fn steps(fields: &mut Fields) -> Option<Formula> {
    let read =
        |fields: &mut Fields| (from(fields), edge(fields, ["den", "duoi"]), quantity_required(fields, "diem", "10"));
    let all = fields.groups("bac", read);
    let step = |moc: &Option<Edge>, diem: Quantity| moc.map(|moc| Step { moc, diem });
    let from: Option<Vec<Step>> = all.iter().map(|(tu, den, diem)| step(tu, *diem).filter(|_| den.is_none())).collect();
    let to: Option<Vec<Step>> = all.iter().map(|(tu, den, diem)| step(den, *diem).filter(|_| tu.is_none())).collect();
    match (all.is_empty(), from, to) {
        (true, ..) => None,
        (_, Some(mut steps), _) => {
            steps.sort_by_key(|step| std::cmp::Reverse(step.moc));
            Some(Formula::Tu(steps))
        }
        (_, _, Some(mut steps)) => {
            // "dưới 2" ends before "đến 2".
            steps.sort_by_key(|step| (step.moc.muc, !step.moc.qua));
            Some(Formula::Den(steps))
        }
        _ => {
            let message =
                "mỗi bậc cần đúng một mức: `tu`, `tren` cho mọi bậc, hoặc `den`, `duoi` cho mọi bậc".to_owned();
            fields.fault("bac", Code::DL017, message, "ví dụ: bac = [{ tu = 90, diem = 10 }, { tu = 80, diem = 8 }]");
            None
        }
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
