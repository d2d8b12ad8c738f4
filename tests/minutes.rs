//! Who is meant, who issues, and why somebody is not considered: the same in all papers and in `check`.

use crate::papers::{found, head, sample, text};
use crate::program::{check, sample as folder};

#[test]
fn names_above_the_body_carry_the_body() {
    let campaign = sample("kien_giang_2022", &[]);
    for path in ["quyet_dinh_khen_thuong/bang_khen_hang_nam_2022", "danh_sach_de_nghi/bang_khen_hang_nam_2022"] {
        let paper = text(&campaign, path);
        assert!(paper.contains("Văn phòng Sở Tài chính"), "{path}: {paper}");
        assert!(paper.contains("Phòng Quản lý ngân sách, Sở Tài chính"), "{path}: {paper}");
    }
    assert!(!text(&campaign, "dang_ky/van_phong_so").contains("Văn phòng Sở Tài chính"));
    let campaign = sample("soc_trang_2022", &[]);
    assert!(text(&campaign, "to_trinh/bang_khen").contains("Chánh Văn phòng Sở Công Thương"));
    // What the body itself decides names its units as it does.
    let own = text(&campaign, "quyet_dinh_khen_thuong/giay_khen_2022");
    assert!(own.contains("Chánh Văn phòng Sở") && !own.contains("Chánh Văn phòng Sở Công Thương"), "{own}");
    let province = sample("binh_phuoc_2024", &[]);
    assert!(text(&province, "bien_ban_kiem_phieu/bang_khen_2024").contains("Phòng Cải cách hành chính, Sở Nội vụ"));
}

#[test]
fn a_part_that_issues_nothing_has_its_papers_issued_by_its_body() {
    let campaign = sample("an_bien_2020", &[]);
    let path = "to_trinh_don_vi/bo_phan_tiep_nhan_va_tra_ket_qua_thi_tran_thu_ba";
    let [body, number, above, name] = head(&campaign, path);
    assert_eq!(body, "Ủy ban nhân dân thị trấn Thứ Ba");
    assert!(number.ends_with("/TTr-UBND"), "{number}");
    assert_eq!((above.to_uppercase().as_str(), name.as_str()), ("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Mai Hữu Sơn"));
    let paper = text(&campaign, path);
    assert!(paper.contains("Thứ Ba, ngày") && !paper.contains("An Biên, ngày"), "{paper}");
}

#[test]
fn reasons_in_the_minutes_are_those_of_the_check() {
    let place = folder("binh_phuoc_2024", |facts| facts);
    let (_, told, _) = check(place.path(), &["."]);
    let campaign = sample("binh_phuoc_2024", &[]);
    let minutes = text(&campaign, "bien_ban_hop/bang_khen_2024");
    let count = text(&campaign, "bien_ban_kiem_phieu/bang_khen_2024");
    for (who, why) in [
        ("Sở Xây dựng", "nhận ngày 02/01/2025, muộn 3 ngày"),
        ("Sở Y tế", "bị kỷ luật mức khiển trách ngày 15/5/2024"),
        ("Ủy ban nhân dân thị xã Chơn Thành", "chưa có kết quả: Chỉ số cải cách hành chính năm 2024"),
    ] {
        assert!(told.contains(why) && minutes.contains(why) && minutes.contains(who), "{who}: {minutes}");
        assert!(!count.contains(who), "{who} is on the ballot");
    }
    for words in ["phát ra tại cuộc họp: 10; thu về: 10", "thành viên vắng mặt: 01", "Ông Phạm Hữu Nghĩa"]
    {
        assert!(count.contains(words), "{words}: {count}");
    }
}

#[test]
fn who_counts_or_signs_and_is_proposed_is_told() {
    let edits = [("ho_ten = \"Dương Thị Mai\"", "ho_ten = \"Lương Quốc Khải\"")];
    let campaign = sample("soc_trang_2022", &edits);
    let told = found(&campaign, "TL019");
    assert_eq!(told.len(), 2, "for both awards: {told:?}");
    assert!(told[0].message.contains("Lương Quốc Khải, thành viên Ban kiểm phiếu"), "{told:?}");
    let head = ("ho_ten = \"Phan Nhật Minh\"", "ho_ten = \"Vũ Đình Khoa\"");
    let told = found(&sample("binh_phuoc_2024", &[head]), "TL019");
    assert!(told.len() == 1 && told[0].message.contains("đứng đầu một tập thể được đề nghị"), "{told:?}");
    assert!(found(&sample("binh_phuoc_2024", &[]), "TL019").is_empty());
}

#[test]
fn a_decision_of_the_province_cites_its_own_plan_and_competence() {
    for (name, path, plan, other) in [
        ("kien_giang_2022", "quyet_dinh_khen_thuong/bang_khen_hang_nam_2022", "64/KH-UBND", "/KH-STC"),
        ("soc_trang_2022", "quyet_dinh_khen_thuong/bang_khen", "52/KH-UBND", "/KH-SCT"),
    ] {
        let decision = text(&sample(name, &[]), path);
        assert!(
            decision.contains(plan) && decision.contains("Luật Tổ chức chính quyền địa phương"),
            "{name}: {decision}"
        );
        assert!(!decision.contains(other), "{name}: {decision}");
    }
}

#[test]
fn nobody_who_is_proposed_is_lost() {
    let campaign = sample("tong_cong_ty_2026", &[]);
    for path in ["to_trinh/bang_khen_cong_doan_2026", "bien_ban_hop/bang_khen_cong_doan_2026"] {
        let paper = text(&campaign, path);
        assert!(paper.contains("02 cá nhân đủ tiêu chuẩn, điều kiện"), "{path}: as many as could be voted on");
        let waits = "chưa đề nghị vì còn chờ:";
        assert!(paper.contains(waits) && paper.contains("Bà Phù Gia Hân"), "{path}: {paper}");
    }
}

#[test]
fn the_plan_is_named_for_the_share_of_ballots_only_where_it_tells_it() {
    for (name, award) in [
        ("tong_cong_ty_2026", "giay_khen_tap_the_2026"),
        ("can_tho_2026", "bang_khen_2026"),
        ("gia_lai_bau_cu_2026", "bang_khen_tap_the"),
    ] {
        let campaign = sample(name, &[]);
        for kind in ["bien_ban_hop", "bien_ban_kiem_phieu"] {
            let paper = text(&campaign, &format!("{kind}/{award}"));
            assert!(paper.contains("đồng ý"), "{name}: {paper}");
            let claims = ["(Kế hoạch)", "trở lên đồng ý (", "Hội đồng đồng ý ("];
            assert!(claims.iter().all(|claim| !paper.contains(claim)), "{name}: {paper}");
        }
    }
}

#[test]
fn a_unit_among_those_that_all_units_write_to_does_not_write_to_itself() {
    let campaign = sample("an_bien_2020", &[]);
    let paper = |unit: &str| text(&campaign, &format!("to_trinh_don_vi/{unit}"));
    let (own, other) = (paper("phong_noi_vu"), paper("phong_tu_phap"));
    assert!(other.contains("- Phòng Nội vụ."), "{other}");
    assert!(own.contains("Chủ tịch Ủy ban nhân dân huyện An Biên") && !own.contains("- Phòng Nội vụ."), "{own}");
}
