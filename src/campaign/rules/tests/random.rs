//! Random campaigns with every kind of rule, and harm done to one of those proposed.

use std::fmt::Write;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{facts, law};
use crate::base::diag::Place;
use crate::campaign::model::award::RewardType;
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::exclusion::{Case, CaseState};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::SubjectRef;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::stage::{Progress, StageResult};
use crate::campaign::rules::{Facts, Judged, judge};

/// Groups of k of n and of one of several, nested; a quota for each award and one for both.
const RULES: &str = r#"
chi_so = [
    { ma = "diem", ten = "Điểm", don_vi_tinh = "điểm" },
    { ma = "xep_loai", ten = "Xếp loại", kieu = "xep_loai", cac_muc = ["Khá", "Tốt", "Xuất sắc"] },
    { ma = "dong_gop", ten = "Có đóng góp", kieu = "co_khong" },
]
thang_diem = [{ ma = "cham", ten = "Tổng điểm", muc = [
    { ma = "muc_a", noi_dung = "Mục a", diem = 10 },
    { ma = "muc_b", noi_dung = "Mục b", diem = 10 },
] }]
tieu_chuan = [
    { ma = "diem", loai = "nguong", chi_so = "diem", muc = 5 },
    { ma = "loai", loai = "xep_loai", chi_so = "xep_loai", muc = "Tốt" },
    { ma = "gop", loai = "co_khong", chi_so = "dong_gop" },
    { ma = "hai_trong_ba", loai = "it_nhat", so = 2, gom = ["diem", "loai", "gop"] },
    { ma = "dang_ky", loai = "dang_ky", ap_dung = "tap_the" },
    { ma = "sang_kien", loai = "sang_kien", cap = "cấp cơ sở" },
    { ma = "da_khen", loai = "da_khen", khen_thuong = ["Giấy khen"], so_lan = 2, so_nam = 4, tinh_lai = ["da_bi"] },
    { ma = "cham", loai = "tong_diem", thang_diem = "cham", muc = 12 },
    { ma = "mot_trong", loai = "mot_trong", gom = ["sang_kien", "da_khen", "cham"], ap_dung = "ca_nhan" },
]
loai_tru = [{ ma = "da_bi", muc_tu = "khiển trách", trang_thai = ["da_bi"], ap_dung = "tap_the" }, { ma = "ky_luat", trang_thai = ["dang_thi_hanh", "dang_xem_xet", "dang_xac_minh"], trong = "khong_gioi_han" }]
thoi_han = [
    { ma = "dang_ky", viec = "dang_ky", den_het = 2022-03-30 },
    { ma = "ho_so", viec = "ho_so", so_ngay = 5, loai_ngay = "ngay_lam_viec", sau_su_kien = "cong_bo" },
]
su_kien = [{ ma = "cong_bo", ten = "công bố", ngay = 2022-04-27 }]
ho_so = [{ ma = "bao_cao", ten = "Báo cáo", hinh_thuc = ["ca_nhan"] }]
hinh_thuc = [
    { ma = "tap_the", ten = "Giấy khen tập thể", doi_tuong = "tap_the", tieu_chuan = ["hai_trong_ba", "dang_ky"], xep_hang = [{ chi_so = "diem" }, { so_phieu = true }], bieu_quyet = true, ty_le_phieu = 60, vong_2 = { cho = "chua_du_phieu", so = 2, ty_le_phieu = 80 } },
    { ma = "ho", ten = "Giấy khen hộ gia đình", doi_tuong = "ho_gia_dinh", tieu_chuan = ["hai_trong_ba"], xep_hang = [{ chi_so = "diem" }], bieu_quyet = false },
    { ma = "ca_nhan", ten = "Giấy khen cá nhân", doi_tuong = "ca_nhan", loai_hinh = "cong_trang", tieu_chuan = ["hai_trong_ba", "mot_trong"], xep_hang = [{ chi_so = "diem" }, { uu_tien = "nu" }], bieu_quyet = false },
]
chi_tieu = [
    { ma = "tap_the", hinh_thuc = ["tap_the"], doi_tuong = "tap_the", loai = "so_luong", so = 1 },
    { ma = "ca_nhan", hinh_thuc = ["ca_nhan"], doi_tuong = "ca_nhan", loai = "moi_don_vi", so = 1 },
    { ma = "chung", hinh_thuc = ["tap_the", "ca_nhan"], loai = "so_luong", so = 3 },
    { ma = "ho", hinh_thuc = ["ho"], doi_tuong = "ho_gia_dinh", loai = "so_luong", so = 1 },
]
buoc = [
    { ma = "tham_dinh", ten = "Thẩm định", loai = "tham_dinh", cua = "don_vi", den_het = 2022-06-20 },
    { ma = "cong_khai", ten = "Công khai", loai = "cong_khai", sau_buoc = "tham_dinh", keo_dai = 3, loai_ngay = "ngay_lam_viec", ap_dung = "ca_nhan" },
    { ma = "tra", ten = "Trả hồ sơ", loai = "tra_ho_so", so_ngay = 5 },
]
hoi_dong = { ten = "Hội đồng", tong_so = 5 }
"#;

/// What is reported of one nominee.
#[derive(Clone, Debug)]
pub struct Reported {
    score: Option<u8>,
    level: Option<u8>,
    helped: Option<bool>,
    woman: bool,
    /// Day of March, April and so on: 32 is the first of April.
    registered: Option<u64>,
    /// The same from the first of April.
    dossier: Option<u64>,
    votes: Option<u8>,
    initiative: Option<bool>,
    points: [Option<u8>; 2],
    /// Years of earlier awards.
    past: Vec<u16>,
    /// Ballots of a second round.
    again: Option<u8>,
    /// Day of June of the step, and how long the notice lasted.
    step: Option<(u64, u64)>,
}

/// Most reports are good enough to qualify, so that quotas and orders have something to do.
pub fn reported() -> impl Strategy<Value = Reported> {
    use proptest::option::weighted;
    let results = (
        weighted(0.95, prop_oneof![1 => 0..5_u8, 6 => 5..9_u8]),
        weighted(0.9, prop_oneof![1 => Just(0_u8), 4 => 1..3_u8]),
        weighted(0.9, proptest::bool::weighted(0.8)),
        any::<bool>(),
    );
    let papers = (weighted(0.95, 25..32_u64), weighted(0.95, 28..38_u64), weighted(0.95, 2..6_u8));
    let merits = (
        weighted(0.7, proptest::bool::weighted(0.8)),
        [weighted(0.7, 0..11_u8), weighted(0.7, 0..11_u8)],
        prop::collection::vec(2017..2023_u16, 0..4),
    );
    let steps = (weighted(0.5, 3..6_u8), weighted(0.97, (10..20_u64, 3..8_u64)));
    (results, papers, merits, steps).prop_map(|(results, papers, merits, steps)| Reported {
        score: results.0,
        level: results.1,
        helped: results.2,
        woman: results.3,
        registered: papers.0,
        dossier: papers.1,
        votes: papers.2,
        initiative: merits.0,
        points: merits.1,
        past: merits.2,
        again: steps.0,
        step: steps.1,
    })
}

const SHEETS: [(&str, &str); 10] = [
    ("don_vi", "Tên đơn vị\n"),
    ("ca_nhan", "Họ và tên,Đơn vị,Giới tính\n"),
    ("dang_ky", "Đơn vị,Đối tượng,Ngày nộp\n"),
    ("de_nghi", "Đối tượng,Hình thức,Năm\n"),
    ("ket_qua", "Đối tượng,Chỉ số,Năm,Giá trị\n"),
    ("ho_so", "Đối tượng,Loại giấy tờ,Ngày nhận\n"),
    ("bieu_quyet", "Đối tượng,Hình thức,Năm,Vòng,Số phiếu đồng ý\n"),
    ("buoc", "Bước,Đối tượng,Từ ngày,Ngày xong,Kết quả\n"),
    ("sang_kien", "Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận\n"),
    ("khen_thuong", "Đối tượng,Năm,Loại,Nội dung\n"),
];

struct Book(Vec<(&'static str, String)>);

impl Book {
    fn add(&mut self, key: &str, row: &str) {
        let sheet = self.0.iter_mut().find(|(known, _)| *known == key).unwrap();
        let _ = writeln!(sheet.1, "{row}");
    }

    fn report(&mut self, name: &str, of: &Reported) {
        let levels = ["Khá", "Tốt", "Xuất sắc"];
        of.score.iter().for_each(|score| self.add("ket_qua", &format!("{name},diem,2022,{score}")));
        of.level
            .iter()
            .for_each(|level| self.add("ket_qua", &format!("{name},xep_loai,2022,{}", levels[usize::from(*level)])));
        let word = |yes: bool| if yes { "có" } else { "không" };
        of.helped.iter().for_each(|yes| self.add("ket_qua", &format!("{name},dong_gop,2022,{}", word(*yes))));
        for (item, points) in ["muc_a", "muc_b"].iter().zip(of.points) {
            points.iter().for_each(|points| self.add("ket_qua", &format!("{name},{item},2022,{points}")));
        }
        if let Some(recognised) = of.initiative {
            let decision = if recognised { format!("QĐ của {name}") } else { String::new() };
            self.add("sang_kien", &format!("{name},Sáng kiến của {name},cơ sở,{decision}"));
        }
        of.past
            .iter()
            .for_each(|year| self.add("khen_thuong", &format!("{name},{year},hình thức,Giấy khen của Giám đốc")));
        let paper = of.dossier.map(|day| date(4, day));
        paper.iter().for_each(|day| self.add("ho_so", &format!("{name},bao_cao,{day}")));
    }
}

fn date(month: u32, day: u64) -> String {
    let first = NaiveDate::from_ymd_opt(2022, month, 1).unwrap();
    (first + Days::new(day - 1)).format("%d/%m/%Y").to_string()
}

/// Units, then people and households who belong to them in turn.
pub fn campaign(units: &[Reported], people: &[Reported]) -> Facts {
    let mut book = Book(SHEETS.map(|(key, head)| (key, head.to_owned())).to_vec());
    for (at, unit) in units.iter().enumerate() {
        let name = format!("Phòng {at}");
        book.add("don_vi", &name);
        book.add("de_nghi", &format!("{name},tap_the,2022"));
        book.report(&name, unit);
        let day = unit.registered.map(|day| date(3, day));
        day.iter().for_each(|day| book.add("dang_ky", &format!("{name},Tập thể,{day}")));
        unit.votes.iter().for_each(|votes| book.add("bieu_quyet", &format!("{name},tap_the,2022,,{votes}")));
        // Who has enough in the first round is not voted on again.
        let again = unit.again.filter(|_| unit.votes.is_some_and(|votes| votes < 3));
        again.iter().for_each(|votes| book.add("bieu_quyet", &format!("{name},tap_the,2022,2,{votes}")));
        let step = unit.step.map(|(day, _)| date(6, day));
        step.iter().for_each(|day| book.add("buoc", &format!("tham_dinh,{name},,{day},Đạt")));
    }
    for (at, person) in people.iter().enumerate() {
        let (name, award) = match at % 4 {
            3 => (format!("Hộ ông Người {at}"), "ho"),
            _ => (format!("Người {at}"), "ca_nhan"),
        };
        let sex = if person.woman { "Nữ" } else { "Nam" };
        book.add("ca_nhan", &format!("{name},Phòng {},{sex}", at % units.len()));
        book.add("de_nghi", &format!("{name},{award},2022"));
        let notice = person.step.map(|(day, length)| format!("{},{}", date(6, day + 10), date(6, day + 10 + length)));
        notice.iter().for_each(|days| book.add("buoc", &format!("cong_khai,{name},{days},Đạt")));
        book.report(&name, person);
    }
    let sheets: Vec<(&str, &str)> = book.0.iter().map(|(key, text)| (*key, text.as_str())).collect();
    facts(RULES, &sheets)
}

pub fn judged(facts: &Facts) -> Judged {
    judge(facts, law(), NaiveDate::from_ymd_opt(2023, 1, 10).unwrap())
}

pub fn at() -> Place {
    Place::file("them.csv")
}

/// How many kinds of harm there are.
pub const HARMS: u8 = 13;

/// Does harm number `kind` to the nominee `name`.
pub fn harm(facts: &mut Facts, name: &str, kind: u8) {
    let mine = |subject: &SubjectRef| subject.ten.value == name;
    match kind {
        0 => {
            let states = [CaseState::DangThiHanh, CaseState::DangXemXet, CaseState::DangXacMinh];
            facts.ky_luat.push(Case {
                doi_tuong: SubjectRef { ten: Located::new(name.to_owned(), &at()), don_vi: None },
                lanh_dao_chu_chot: false,
                muc: None,
                trang_thai: Located::new(states[name.len() % 3], &at()),
                ngay: None,
                den_ngay: None,
                chua_doc: None,
                place: at(),
            });
        }
        1 => {
            for row in facts.ket_qua.iter_mut().filter(|row| mine(&row.doi_tuong)) {
                row.gia_tri.value = match &row.gia_tri.value {
                    EvidenceValue::So(number) => EvidenceValue::So(Quantity::whole(number.millionths() / 2_000_000)),
                    EvidenceValue::Chu(_) => EvidenceValue::Chu("Khá".to_owned()),
                    EvidenceValue::CoKhong(_) => EvidenceValue::CoKhong(false),
                    EvidenceValue::Trong => EvidenceValue::Trong,
                };
            }
        }
        2 => {
            let rows = facts.dang_ky.iter_mut().filter(|row| row.subject().is_some_and(|subject| mine(&subject)));
            rows.filter_map(|row| row.ngay_nop.as_mut()).for_each(|day| day.value = day.value + Days::new(4));
        }
        3 => {
            // A row that says something else, or nothing at all.
            let doubled = facts.ket_qua.iter().find(|row| mine(&row.doi_tuong)).cloned();
            let other =
                if name.len().is_multiple_of(2) { EvidenceValue::Trong } else { EvidenceValue::So(Quantity::whole(9)) };
            facts.ket_qua.extend(doubled.map(|mut row| {
                row.gia_tri = Located::new(other, &at());
                row
            }));
        }
        4 => facts.ho_so_nhan.retain(|row| !mine(&row.doi_tuong)),
        5 => {
            let rows = facts.ho_so_nhan.iter_mut().filter(|row| mine(&row.doi_tuong));
            rows.filter_map(|row| row.ngay_nhan.as_mut()).for_each(|day| day.value = day.value + Days::new(9));
        }
        6 => {
            let rows = facts.bieu_quyet.iter_mut().filter(|row| mine(&row.doi_tuong));
            rows.for_each(|row| row.dong_y.value = row.dong_y.value.saturating_sub(2));
        }
        7 => {
            let rows = facts.sang_kien.iter_mut().filter(|row| mine(&row.doi_tuong));
            rows.for_each(|row| row.da_su_dung = Some(Located::new("Giấy khen năm 2021".to_owned(), &at())));
        }
        8 => {
            // Steps that come out badly, of the unit as of its people.
            let rows = facts.buoc.iter_mut().filter(|row| row.doi_tuong.as_ref().is_some_and(mine));
            rows.for_each(|row| row.ket_qua = Some(Located::new(StageResult::Xau, &at())));
        }
        9 => {
            let rows = facts.buoc.iter_mut().filter(|row| row.doi_tuong.as_ref().is_some_and(mine));
            rows.filter_map(|row| row.tu_ngay.as_mut()).for_each(|day| day.value = day.value + Days::new(2));
        }
        10 => facts.buoc.push(Progress {
            buoc: Located::new("tra".to_owned(), &at()),
            doi_tuong: Some(SubjectRef { ten: Located::new(name.to_owned(), &at()), don_vi: None }),
            hinh_thuc: None,
            nam: None,
            tu_ngay: NaiveDate::from_ymd_opt(2022, 7, 1).map(|day| Located::new(day, &at())),
            ngay: None,
            ket_qua: None,
            loi_ket_qua: String::new(),
            so_van_ban: String::new(),
            place: at(),
        }),
        11 => facts.ky_luat.push(Case {
            doi_tuong: SubjectRef { ten: Located::new(name.to_owned(), &at()), don_vi: None },
            lanh_dao_chu_chot: false,
            muc: Some(Located::new("cảnh cáo".to_owned(), &at())),
            trang_thai: Located::new(CaseState::DaBi, &at()),
            ngay: NaiveDate::from_ymd_opt(2020, 3, 1).map(|day| Located::new(day, &at())),
            den_ngay: NaiveDate::from_ymd_opt(2021, 3, 1)
                .filter(|_| name.len().is_multiple_of(2))
                .map(|day| Located::new(day, &at())),
            chua_doc: None,
            place: at(),
        }),
        _ => {
            // Earlier awards typed twice, and the first of them theo chuyên đề.
            let mut rows: Vec<_> = facts.khen_thuong.iter().filter(|row| mine(&row.doi_tuong)).cloned().collect();
            facts.khen_thuong.retain(|row| !mine(&row.doi_tuong));
            rows.extend(rows.clone());
            let year = rows.first().map(|row| row.nam.clone()).unwrap_or_default();
            rows.iter_mut().filter(|row| row.nam == year).for_each(|row| row.loai_hinh = Some(RewardType::ChuyenDe));
            facts.khen_thuong.extend(rows);
        }
    }
}

/// Every list of rows in another order, drawn from `seed`.
pub fn shuffled(mut facts: Facts, mut seed: u64) -> Facts {
    shuffle(&mut facts.doi_tuong, &mut seed);
    shuffle(&mut facts.de_nghi, &mut seed);
    shuffle(&mut facts.ket_qua, &mut seed);
    shuffle(&mut facts.sang_kien, &mut seed);
    shuffle(&mut facts.ky_luat, &mut seed);
    shuffle(&mut facts.dang_ky, &mut seed);
    shuffle(&mut facts.ho_so_nhan, &mut seed);
    shuffle(&mut facts.bieu_quyet, &mut seed);
    shuffle(&mut facts.buoc, &mut seed);
    shuffle(&mut facts.khen_thuong, &mut seed);
    facts
}

fn shuffle<T>(list: &mut [T], seed: &mut u64) {
    for last in (1..list.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(last, (*seed >> 33) as usize % (last + 1));
    }
}
