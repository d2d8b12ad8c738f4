//! `[[buoc]]`, `[[ngay_nghi]]` and the sheet Bước.

use chrono::NaiveDate;

use super::criteria::scope;
use super::limits::{day, days, event_mark};
use super::sheets::REMARK;
use super::{date, optional_text, parsed, place, place_of, text, texts, typed_year, word, year};
use crate::base::diag::Code;
use crate::campaign::model::deadline::{DayKind, Days, LateEffect};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::SubjectRef;
use crate::campaign::model::stage::{Progress, Stage, StageKind, StageOf, StageResult, StageTerm};
use crate::campaign::model::{Bound, Period};
use crate::campaign::source::{Column, Fields, Kind, List, TableSpec, scalar};
use crate::law::calendar::DaysOff;

/// The longest time that a list is put up, in days.
const LONGEST_NOTICE: u32 = 366;

/// What happened in the steps. Few campaigns have steps, so a new one is not given this sheet.
pub const TABLE: TableSpec = TableSpec {
    key: "buoc",
    label: "Bước",
    columns: &[
        Column::required("buoc", "Bước", &["ten_buoc", "ma_buoc"])
            .holding(Kind::Words, 34.0, "Tên hoặc mã bước đã khai trong [[buoc]]")
            .seldom(),
        Column::new("doi_tuong", "Đối tượng", &["ten_doi_tuong", "ho_va_ten", "ho_ten", "tap_the_ca_nhan"])
            .holding(Kind::Subject, 26.0, "Tập thể, cá nhân; để trống nếu ghi cho đơn vị hoặc cho cả danh sách")
            .chosen_from(List::Subjects)
            .seldom(),
        Column::new("don_vi", "Đơn vị", &["ten_don_vi"])
            .holding(Kind::Words, 24.0, "Đơn vị của cá nhân; hoặc đơn vị mà dòng này ghi cho")
            .chosen_from(List::Units)
            .seldom(),
        Column::new("hinh_thuc", "Hình thức", &["hinh_thuc_khen_thuong"])
            .holding(Kind::Words, 26.0, "Chỉ cho hình thức này; để trống: mọi hình thức")
            .chosen_from(List::Awards)
            .seldom(),
        Column::new("nam", "Năm", &["nam_xet"])
            .holding(Kind::Year, 8.0, "Chỉ cho năm xét này; để trống: mọi năm")
            .seldom(),
        Column::new("tu_ngay", "Từ ngày", &["ngay_bat_dau", "ngay_gui", "ngay_tra"])
            .holding(Kind::Date, 12.0, "Ngày bắt đầu: niêm yết, gửi lấy ý kiến, trả hồ sơ")
            .seldom(),
        Column::required("ngay", "Ngày xong", &["den_ngay", "ngay_hoan_thanh"])
            .holding(Kind::Date, 12.0, "Ngày xong bước này; chưa xong thì để trống")
            .seldom(),
        Column::new("ket_qua", "Kết quả", &["y_kien"])
            .holding(Kind::Words, 20.0, "Đạt, không đạt, đồng ý, không đồng ý, không có phản ánh…")
            .seldom(),
        Column::new("so_van_ban", "Số văn bản", &["so_ky_hieu"])
            .holding(Kind::Code, 18.0, "Số, ký hiệu văn bản của bước này")
            .seldom(),
        REMARK.seldom(),
    ],
};

/// Reads one row of the sheet.
pub fn progress(fields: &mut Fields, period: &Period) -> Progress {
    let unit = optional_text(fields, "don_vi");
    let doi_tuong = match (optional_text(fields, "doi_tuong"), unit) {
        (Some(ten), don_vi) => Some(SubjectRef { ten, don_vi }),
        (None, Some(unit)) => Some(SubjectRef { ten: unit, don_vi: None }),
        (None, None) => None,
    };
    let ket_qua = parsed::<StageResult>(fields, "ket_qua");
    Progress {
        buoc: text(fields, "buoc", "Công khai danh sách đề nghị"),
        doi_tuong,
        hinh_thuc: optional_text(fields, "hinh_thuc"),
        nam: year(fields, "nam", period),
        tu_ngay: date(fields, "tu_ngay"),
        ngay: date(fields, "ngay"),
        ket_qua: ket_qua.map(|value| Located { value, place: place_of(fields, "ket_qua") }),
        loi_ket_qua: fields.text_or_empty("ket_qua"),
        so_van_ban: fields.text_or_empty("so_van_ban"),
        place: place(fields),
    }
}

/// Reads one `[[buoc]]`.
pub fn stage(fields: &mut Fields) -> Option<Stage> {
    let ma = fields.text("ma", "\"cong_khai\"");
    let ten = fields.text("ten", "\"Công khai danh sách đề nghị khen thưởng\"");
    let loai = fields.parse_required::<StageKind>("loai", "\"cong_khai\"");
    let sau_buoc = optional_text(fields, "sau_buoc");
    let tu_ngay = date(fields, "tu_ngay");
    let han = term(fields, sau_buoc.is_some());
    let keo_dai = notice(fields, loai);
    let bo_ngay_dau = fields.flag("bo_ngay_dau").unwrap_or_default();
    if bo_ngay_dau && keo_dai.is_none() {
        let message = "`bo_ngay_dau` cần `keo_dai`: công khai bao nhiêu ngày".to_owned();
        fields.fault("bo_ngay_dau", Code::DL013, message, "thêm, ví dụ: keo_dai = 7");
    }
    if let (Some(from), Some(StageTerm::Han(mark))) = (&tu_ngay, &han)
        && mark.is_before(from.value)
    {
        let message = "bước kết thúc trước khi bắt đầu".to_owned();
        fields.fault("tu_ngay", Code::DL017, message, "sửa `tu_ngay`, hoặc `den_het`, `truoc`");
    }
    Some(Stage {
        ma,
        ten,
        ai: fields.text_or_empty("ai"),
        cua: word(fields, "cua", StageOf::DoiTuong),
        tu_ngay,
        sau_buoc,
        han,
        keo_dai,
        bo_ngay_dau,
        khi_qua_han: word(fields, "khi_qua_han", LateEffect::KhongXet),
        bat_buoc: fields.flag("bat_buoc").unwrap_or(true),
        ap_dung: scope(fields),
        van_ban: texts(fields, "van_ban"),
        muc: fields.text_or_empty("muc"),
        loai: loai?,
        place: place(fields),
    })
}

/// `den_het`, `truoc`, or `so_ngay` counted from `sau_su_kien`, `truoc_su_kien`, `sau_thoi_han`, the step before
/// or its own beginning; at most one of them.
fn term(fields: &mut Fields, has_before: bool) -> Option<StageTerm> {
    let fixed = [day(fields, "den_het", Bound::DenHet), day(fields, "truoc", Bound::Truoc)];
    let counted = event_mark(fields).map(StageTerm::Han);
    let is_from_event = ["sau_su_kien", "truoc_su_kien"].iter().any(|key| !fields.is_blank(key));
    let after = optional_text(fields, "sau_thoi_han");
    if after.is_some() && fields.is_blank("so_ngay") {
        fields.text("so_ngay", "5");
    }
    let two_begins = after.is_some() && is_from_event;
    let dai = if is_from_event { None } else { days(fields) };
    let own = dai.map(|dai| match after {
        Some(thoi_han) => StageTerm::SauThoiHan { thoi_han, dai },
        None if has_before => StageTerm::SauBuoc(dai),
        None => StageTerm::TuKhiMo(dai),
    });
    let mut terms = fixed.into_iter().flatten().map(StageTerm::Han).chain(counted).chain(own);
    let first = terms.next();
    if terms.next().is_some() || two_begins {
        let message = "một bước chỉ có một cách tính hạn".to_owned();
        let hint = "giữ một trong `den_het`, `truoc`, `so_ngay`; `so_ngay` thì tính từ một mốc";
        fields.fault("ma", Code::DL017, message, hint);
    }
    first
}

/// `keo_dai`, of a public notice only.
fn notice(fields: &mut Fields, loai: Option<StageKind>) -> Option<Days> {
    let so_ngay = fields.count("keo_dai")?;
    let loai_ngay = word(fields, "loai_ngay", DayKind::NgayLich);
    if loai.is_some_and(|loai| loai != StageKind::CongKhai) {
        let message = "`keo_dai` chỉ dùng với bước công khai".to_owned();
        fields.fault("keo_dai", Code::DL017, message, "hạn làm xong của bước này thì ghi ở `so_ngay`");
        return None;
    }
    if !(1..=LONGEST_NOTICE).contains(&so_ngay) {
        let message = format!("`keo_dai` là {so_ngay}, không phải số ngày công khai");
        fields.fault("keo_dai", Code::DL017, message, "ghi số ngày, ví dụ: keo_dai = 7");
        return None;
    }
    Some(Days { so_ngay, loai_ngay })
}

/// Reads one `[[ngay_nghi]]`.
pub fn days_off(fields: &mut Fields) -> Option<DaysOff> {
    if fields.is_blank("nam") {
        fields.text("nam", "2028");
    }
    let nam = typed_year(fields, "nam").map(|(year, _)| year);
    let runs = texts(fields, "khoang");
    let khoang = runs.iter().filter_map(|run| span(fields, run)).collect();
    let made_up = texts(fields, "lam_bu");
    let lam_bu = made_up.iter().filter_map(|day| known_day(fields, "lam_bu", &day.value)).collect();
    Some(DaysOff { nam: nam?, khoang, lam_bu })
}

/// "01/9/2028-03/9/2028", "2028-09-01/2028-09-03", or one day.
fn span(fields: &mut Fields, run: &Located<String>) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(day) = scalar::date(&run.value) {
        return Some((day, day));
    }
    let dashed = run.value.split_once('-').filter(|(from, _)| from.contains('/'));
    let (from, until) = dashed.or_else(|| run.value.split_once('/')).unwrap_or((&run.value, ""));
    let (from, until) = (known_day(fields, "khoang", from)?, known_day(fields, "khoang", until)?);
    if from > until || (until - from).num_days() > i64::from(LONGEST_NOTICE) {
        let message = format!("`{}` không phải một khoảng ngày nghỉ", run.value);
        fields.fault("khoang", Code::DL017, message, "ghi ngày đầu trước ngày cuối: \"01/9/2028-03/9/2028\"");
        return None;
    }
    Some((from, until))
}

fn known_day(fields: &mut Fields, key: &'static str, text: &str) -> Option<NaiveDate> {
    let day = scalar::date(text.trim());
    if day.is_none() {
        let message = format!("`{key}`: `{}` không phải ngày", text.trim());
        fields.fault(key, Code::DL015, message, "ghi ngày/tháng/năm; nhiều ngày liền: \"01/9/2028-03/9/2028\"");
    }
    day
}
