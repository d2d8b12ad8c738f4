//! The sample of an election and that of a state company, judged: places by kind of unit, steps, ballots in two rounds.

use super::campaigns::{left, names, on, open};
use crate::campaign::rules::Outcome;

#[test]
fn an_election_divides_its_places_by_kind_of_unit() {
    let campaign = open("gia_lai_bau_cu_2026");
    let judgement = campaign.judgement();
    let award = "bang_khen_tap_the";
    assert_eq!(
        names(judgement, award, |selection| &selection.duoc_chon),
        [
            "Công an tỉnh",
            "Sở Nội vụ",
            "Ủy ban nhân dân xã Tuy Phước Đông",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Ủy ban nhân dân phường Bình Định",
        ]
    );
    let outside = names(judgement, award, |selection| &selection.ngoai_chi_tieu);
    assert_eq!(outside, ["Bộ Chỉ huy Quân sự tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"]);
    left(judgement, award, Outcome::Cho, &[("Ủy ban nhân dân xã Vân Canh", "chưa có kết quả: Bảo đảm an ninh")]);
    left(judgement, award, Outcome::KhongDat, &[("Ủy ban nhân dân xã Kông Chro", "97,42% (yêu cầu tối thiểu 98%)")]);
    // Who holds no post goes first where a unit has one place.
    let people = "bang_khen_ca_nhan";
    assert_eq!(names(judgement, people, |selection| &selection.ngoai_chi_tieu), ["Trương Văn Khôi"]);
    left(
        judgement,
        people,
        Outcome::KhongDat,
        &[("Lê Hoài Nam", "bị kỷ luật mức khiển trách"), ("Cao Xuân Hòa", "4/9 thành viên đồng ý")],
    );
    left(judgement, "bang_khen_thu_tuong", Outcome::KhongDat, &[("Ủy ban nhân dân phường Hội Phú", "8/9 thành viên")]);
    let papers: Vec<String> = campaign.jobs(&[], &[]).unwrap().into_iter().map(|job| job.path).collect();
    assert!(papers.contains(&"to_trinh/bang_khen_thu_tuong".to_owned()), "{papers:?}");
    assert!(!papers.contains(&"quyet_dinh_khen_thuong/bang_khen_thu_tuong".to_owned()), "{papers:?}");
}

#[test]
fn a_company_goes_step_by_step_and_votes_twice() {
    let campaign = open("tong_cong_ty_2026");
    let judgement = campaign.judgement();
    let award = "giay_khen_tap_the";
    assert_eq!(
        names(judgement, award, |selection| &selection.duoc_chon),
        ["Nhà máy nước Long Hòa", "Chi nhánh Cái Răng", "Nhà máy nước An Bình"]
    );
    assert_eq!(names(judgement, award, |selection| &selection.ngoai_chi_tieu), ["Chi nhánh Ô Môn"]);
    left(
        judgement,
        award,
        Outcome::KhongDat,
        &[("Chi nhánh Thốt Nốt", "19,3% (yêu cầu tối đa 18%)"), ("Phòng Kỹ thuật", "vòng 2: 5/9 thành viên")],
    );
    left(judgement, "giay_khen_ca_nhan", Outcome::KhongDat, &[("Bành Chí Công", "Thẩm định hồ sơ: kết quả không đạt")]);
    let union = "bang_khen_cong_doan";
    left(judgement, union, Outcome::Cho, &[("Phù Gia Hân", "đã gửi lấy ý kiến ngày 16/11/2026, hạn 23/11/2026")]);
    left(judgement, union, Outcome::KhongDat, &[("Từ Khánh Duy", "tính lại sau ngày 10/6/2025")]);
    // Before the dossiers were appraised nothing is put up.
    let early = on(&campaign, "2026-11-05");
    assert!(early.de_nghi.iter().all(|item| item.ket_qua != Outcome::DuocChon));
    assert!(early.de_nghi.iter().all(|item| !item.buoc_mo.contains(&"cong_khai".to_owned())));
    let papers: Vec<String> = campaign.jobs(&[], &[]).unwrap().into_iter().map(|job| job.path).collect();
    assert!(papers.contains(&"thong_bao_cong_khai/thong_bao_cong_khai".to_owned()), "{papers:?}");
}
