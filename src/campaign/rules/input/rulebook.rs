//! The rules of a campaign as a whole, its awards, papers and council.

use crate::base::diag::{Code, Place};
use crate::base::limits;
use crate::campaign::model::Until;
use crate::campaign::model::award::{Award, Cycle, OwnMoney, RankKey};
use crate::campaign::model::council::{BallotCount, Council, SecondFor, SecondRound, VoteBase};
use crate::campaign::model::criterion::Among;
use crate::campaign::model::deadline::{Deadline, LateEffect, Mark, Task};
use crate::campaign::model::dossier::{RequiredPaper, Sender};
use crate::campaign::model::nomination::{Attribute, NomineeKind};
use crate::campaign::model::quota::{Limit, Quota};
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::model::score::ScoreSheet;
use crate::campaign::model::title::title_by_law;
use crate::campaign::source::Fields;
use crate::law::parameters::{Parameters, Recipient};

use super::criteria::{criterion, exclusion};
use super::indicators::indicator;
use super::limits::{deadline, event, quota};
use super::points::score_sheet;
use super::stages::{days_off, stage};
use super::{among, count, date, optional_text, place, text, texts, threshold, word};

/// The code of the deadline that `[dang_ky]` sets.
pub const REGISTRATION: &str = "dang_ky.han";

/// Reads every table of rules out of `phong_trao.toml`; the keys of the campaign itself are left to
/// [`crate::campaign::model::Campaign`].
pub fn read_rulebook(fields: &mut Fields) -> Rulebook {
    let thang_diem = fields.few_groups("thang_diem", limits::SCORE_SHEETS, score_sheet);
    let mut chi_so = fields.groups("chi_so", indicator);
    chi_so.extend(thang_diem.iter().flat_map(ScoreSheet::indicators));
    let hinh_thuc = fields.few_groups("hinh_thuc", limits::AWARDS, award);
    let quotas = fields.groups("chi_tieu", quota).into_iter().flatten();
    Rulebook {
        chi_so,
        thang_diem,
        dac_diem: fields.groups("dac_diem", |group| Attribute {
            ma: group.text("ma", "\"duoc_cham_diem\""),
            ten: group.text("ten", "\"được tỉnh chấm điểm\""),
            place: place(group),
        }),
        tieu_chuan: fields.groups("tieu_chuan", criterion).into_iter().flatten().collect(),
        chi_tieu: quotas.map(|quota| of_whom_its_awards_are(quota, &hinh_thuc)).collect(),
        hinh_thuc,
        loai_tru: fields.groups("loai_tru", exclusion),
        thoi_han: fields.groups("thoi_han", deadline).into_iter().flatten().collect(),
        su_kien: fields.groups("su_kien", event),
        ho_so: fields.groups("ho_so", paper),
        buoc: fields.few_groups("buoc", limits::STAGES, stage).into_iter().flatten().collect(),
        ngay_nghi: fields.groups("ngay_nghi", days_off).into_iter().flatten().collect(),
        hoi_dong: fields.group("hoi_dong", council),
        ..Rulebook::default()
    }
}

/// A number or a share of awards that are all for one kind is of that kind, though the plan says it at the awards only:
/// 10% of the collectives, not of the people too.
fn of_whom_its_awards_are(quota: Quota, awards: &[Award]) -> Quota {
    let is_counted = matches!(quota.gioi_han, Limit::SoLuong(_) | Limit::MoiDonVi(_) | Limit::TyLe { .. });
    let named = |award: &&Award| quota.hinh_thuc.iter().any(|name| name.value == award.ma);
    let mut kinds = awards.iter().filter(named).map(|award| award.doi_tuong);
    let kind = kinds.next().flatten().filter(|kind| kinds.all(|other| other == Some(*kind)));
    let doi_tuong = quota.doi_tuong.or(kind.filter(|_| is_counted));
    Quota { doi_tuong, ..quota }
}

/// Says of each award whom it is for where the plan does not and it is a title that the `law` gives to one kind alone.
pub fn complete_kinds(rulebook: &mut Rulebook, law: &Parameters) {
    for award in &mut rulebook.hinh_thuc {
        award.doi_tuong = award.doi_tuong.or_else(|| kind_by_law(award, law));
    }
    let quotas = std::mem::take(&mut rulebook.chi_tieu).into_iter();
    rulebook.chi_tieu = quotas.map(|quota| of_whom_its_awards_are(quota, &rulebook.hinh_thuc)).collect();
}

fn kind_by_law(award: &Award, law: &Parameters) -> Option<NomineeKind> {
    // A name of several titles is none of them.
    let is_one = !award.ten.contains([',', ';', '/', '+']) && !award.ten.contains(" và ");
    let title = match &award.danh_muc {
        Some(code) => law.danh_muc.iter().find(|title| title.ma == code.value),
        None => title_by_law(&award.ten, law).filter(|_| is_one),
    };
    Some(match title?.chi_cho? {
        Recipient::CaNhan => NomineeKind::CaNhan,
        Recipient::TapThe => NomineeKind::TapThe,
    })
}

/// Adds the deadline in `[dang_ky]` of the campaign, so that the plan can't contradict it.
pub fn add_registration_deadline(rulebook: &mut Rulebook, until: &Until, place: &Place) {
    rulebook.thoi_han.push(Deadline {
        ma: REGISTRATION.to_owned(),
        noi_dung: String::new(),
        viec: Task::DangKy,
        moc: Mark::Ngay { ngay: until.ngay, gioi_han: until.gioi_han },
        hinh_thuc: Vec::new(),
        trong: Among::default(),
        khi_qua_han: LateEffect::KhongXet,
        muc: "[dang_ky]".to_owned(),
        place: place.clone(),
    });
}

fn award(fields: &mut Fields) -> Award {
    // The law's shares are of all members; a second round is of whom the first is of, unless it says otherwise.
    let phieu_tinh_tren = vote_base(fields).unwrap_or(VoteBase::TongSo);
    Award {
        ma: fields.text("ma", "\"giay_khen\""),
        ten: fields.text("ten", "\"Giấy khen của Giám đốc Sở\""),
        danh_muc: optional_text(fields, "danh_muc"),
        dong_tu: fields.one_line("dong_tu").unwrap_or_default(),
        doi_tuong: fields.parse("doi_tuong"),
        chu_ky: word(fields, "chu_ky", Cycle::HangNam),
        loai_hinh: fields.parse("loai_hinh"),
        nguoi_quyet_dinh: optional_text(fields, "nguoi_quyet_dinh"),
        ngay_quyet_dinh: date(fields, "ngay_quyet_dinh"),
        tieu_chuan: texts(fields, "tieu_chuan"),
        xep_hang: fields.groups("xep_hang", rank_key).into_iter().flatten().collect(),
        thu_tu: fields.text_or_empty("thu_tu"),
        bieu_quyet: fields.flag("bieu_quyet"),
        ty_le_phieu: threshold(fields, "ty_le_phieu"),
        phieu_tinh_tren,
        vong_2: fields.group("vong_2", |fields| second_round(fields, phieu_tinh_tren)),
        tien_thuong: fields.group("tien_thuong", money).unwrap_or_default(),
        can_cu: fields.text_or_empty("can_cu"),
        place: place(fields),
    }
}

fn money(fields: &mut Fields) -> OwnMoney {
    OwnMoney {
        tap_the: fields.count("tap_the"),
        ca_nhan: fields.count("ca_nhan"),
        ho_gia_dinh: fields.count("ho_gia_dinh"),
    }
}

/// What `ty_le_phieu` is taken of, where that is told.
fn vote_base(fields: &mut Fields) -> Option<VoteBase> {
    let base = fields.parse("phieu_tinh_tren");
    if base.is_some() && fields.is_blank("ty_le_phieu") {
        let message = "`phieu_tinh_tren` không có `ty_le_phieu` đi cùng".to_owned();
        fields.fault("phieu_tinh_tren", Code::DL013, message, "thêm tỷ lệ của kế hoạch, ví dụ: ty_le_phieu = \"2/3\"");
    }
    base
}

fn second_round(fields: &mut Fields, first: VoteBase) -> SecondRound {
    let cho = word(fields, "cho", SecondFor::DuPhieu);
    let so = fields.count("so");
    if so == Some(0) || (so.is_none() && cho == SecondFor::NhieuPhieuNhat) {
        let message = "vòng 2 chưa nói bao nhiêu trường hợp nhiều phiếu nhất được vào".to_owned();
        fields.fault("so", Code::DL013, message, "ví dụ: vong_2 = { cho = \"nhieu_phieu_nhat\", so = 3 }");
    }
    let ty_le_phieu = threshold(fields, "ty_le_phieu");
    SecondRound { cho, so, ty_le_phieu, phieu_tinh_tren: vote_base(fields).unwrap_or(first) }
}

/// `{ chi_so = "…", tang_dan = true }`, `{ thang_diem = "…" }`, `{ uu_tien = "nu" }` or `{ so_phieu = true }`.
fn rank_key(fields: &mut Fields) -> Option<RankKey> {
    let by_value = optional_text(fields, "chi_so");
    let by_points = optional_text(fields, "thang_diem");
    let ascending = fields.flag("tang_dan").unwrap_or_default();
    let preferred = optional_text(fields, "uu_tien");
    let by_votes = fields.flag("so_phieu").unwrap_or_default();
    match (by_value, by_points, preferred, by_votes) {
        (Some(chi_so), None, None, false) => Some(RankKey::ChiSo { chi_so, tang_dan: ascending }),
        (None, Some(thang_diem), None, false) => Some(RankKey::TongDiem { thang_diem, tang_dan: ascending }),
        (None, None, Some(dac_diem), false) => Some(RankKey::UuTien { dac_diem }),
        (None, None, None, true) => Some(RankKey::SoPhieu),
        _ => {
            let message =
                "mỗi mức xếp hạng cần đúng một cách: `chi_so`, `thang_diem`, `uu_tien` hoặc `so_phieu`".to_owned();
            fields.fault(
                "chi_so",
                Code::DL017,
                message,
                "ví dụ: xep_hang = [{ chi_so = \"diem\" }, { uu_tien = \"nu\" }]",
            );
            None
        }
    }
}

fn paper(fields: &mut Fields) -> RequiredPaper {
    RequiredPaper {
        ma: fields.text("ma", "\"to_trinh\""),
        ten: fields.text("ten", "\"Tờ trình đề nghị khen thưởng\""),
        noi_dung: fields.text_or_empty("noi_dung"),
        mau: fields.text_or_empty("mau"),
        cua: word(fields, "cua", Sender::DoiTuong),
        hinh_thuc: texts(fields, "hinh_thuc"),
        doi_tuong: fields.parse("doi_tuong"),
        trong: among(fields),
        so_ban: fields.count("so_ban").unwrap_or(1),
        place: place(fields),
    }
}

/// Members come from their own sheet.
fn council(fields: &mut Fields) -> Council {
    Council {
        ten: text(fields, "ten", "\"Hội đồng Thi đua - Khen thưởng Sở\"").value,
        quyet_dinh: fields.text_or_empty("quyet_dinh"),
        tong_so: count(fields, "tong_so"),
        thanh_vien: Vec::new(),
        ty_le_du_hop: threshold(fields, "ty_le_du_hop"),
        y_kien_tinh_du_hop: fields.flag("y_kien_tinh_du_hop").unwrap_or(true),
        y_kien_tinh_phieu: fields.flag("y_kien_tinh_phieu").unwrap_or(true),
        ngay_hop: date(fields, "ngay_hop"),
        phieu: ballots(fields),
        phieu_vong_2: fields.group("vong_2", ballots).unwrap_or_default(),
        place: place(fields),
    }
}

fn ballots(fields: &mut Fields) -> BallotCount {
    BallotCount {
        phat_ra: count(fields, "phieu_phat_ra"),
        thu_ve: count(fields, "phieu_thu_ve"),
        hop_le: count(fields, "phieu_hop_le"),
        khong_hop_le: count(fields, "phieu_khong_hop_le"),
    }
}
