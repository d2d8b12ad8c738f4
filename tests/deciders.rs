//! Any award and any decider: what is done with the award, who issues the decision, to whom the tờ trình goes.

use std::fs;

use tempfile::TempDir;

use crate::program::run;

/// A campaign of one body in which one unit is proposed for the award described by `award`.
fn folder(body: &str, award: &str, more: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let title = match body {
        SCHOOL => "HIỆU TRƯỞNG",
        COMMUNE | UNION => "CHỦ TỊCH",
        _ => "GIÁM ĐỐC",
    };
    let facts = format!(
        "ten = \"cải cách hành chính năm 2026\"\ndoi_tuong = \"Các đơn vị\"\nngay_xet = 2026-12-18\n\
         ngay_nop_ho_so = 2026-12-16\n[co_quan]\n{body}\ndia_danh = \"An Giang\"\n[ke_hoach]\nso = \"12\"\n\
         ky_hieu = \"KH-A\"\nngay = \"2026-01-15\"\ntrich_yeu = \"Phát động phong trào\"\nnoi_nhan = [\"Các phòng\"]\n\
         luu = \"VT\"\n[ke_hoach.nguoi_ky]\nquyen_han = [\"{title}\"]\nho_ten = \"Nguyễn Văn A\"\n[thoi_gian]\n\
         tu_ngay = 2026-01-15\nden_ngay = 2026-11-30\n{more}\n[[chi_so]]\nma = \"x\"\nten = \"Chấp hành kỷ cương\"\n\
         kieu = \"co_khong\"\n[[tieu_chuan]]\nma = \"x\"\nloai = \"co_khong\"\nchi_so = \"x\"\n[[hinh_thuc]]\n\
         ma = \"h\"\ntieu_chuan = [\"x\"]\n{award}\n"
    );
    for (name, text) in [
        ("phong_trao.toml", facts.as_str()),
        ("don_vi.csv", "Tên đơn vị\nTổ Toán\n"),
        ("de_nghi.csv", "Đối tượng,Hình thức,Năm\nTổ Toán,h,2026\n"),
        ("ket_qua.csv", "Đối tượng,Chỉ số,Năm,Giá trị\nTổ Toán,x,2026,có\n"),
    ] {
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

const SCHOOL: &str = "ten = \"Trường Trung học phổ thông Hòn Đất\"\nten_day_du = \"Trường Trung học phổ thông Hòn Đất\"\n\
                      viet_tat = \"THPTHĐ\"\nchuc_danh = \"Hiệu trưởng\"";
const OFFICE: &str = "ten = \"Sở Khoa học và Công nghệ\"\nten_day_du = \"Sở Khoa học và Công nghệ tỉnh An Giang\"\n\
                      viet_tat = \"SKHCN\"\nco_quan_chu_quan = [\"Ủy ban nhân dân tỉnh An Giang\"]\nchuc_danh = \"Giám đốc\"";
const COMMUNE: &str = "ten = \"Ủy ban nhân dân xã Đông Thái\"\nten_day_du = \"Ủy ban nhân dân xã Đông Thái\"\n\
                       viet_tat = \"UBND\"\nchuc_danh = \"Chủ tịch\"";
const CENTRE: &str = "ten = \"Trung tâm Kiểm soát bệnh tật\"\nten_day_du = \"Trung tâm Kiểm soát bệnh tật tỉnh An Giang\"\n\
                      viet_tat = \"TTKSBT\"\nco_quan_chu_quan = [\"Sở Y tế tỉnh An Giang\"]\nchuc_danh = \"Giám đốc\"";
const UNION: &str = "ten = \"Liên đoàn Lao động tỉnh An Giang\"\nten_day_du = \"Liên đoàn Lao động tỉnh An Giang\"\n\
                     viet_tat = \"LĐLĐ\"\nco_quan_chu_quan = [\"Tổng Liên đoàn Lao động Việt Nam\"]\n\
                     chuc_danh = \"Chủ tịch\"";
const BY_THE_OFFICE: &str = "[van_ban.quyet_dinh_khen_thuong]\ntham_quyen = \"Giám đốc Sở Khoa học và Công nghệ\"\n";

/// What `check` says, and the texts of the decision and of the tờ trình.
fn made(place: &TempDir) -> (String, Option<String>, Option<String>) {
    let (_, out, talk) = run(place.path(), &["check", "."]);
    let (exit, _, rendered) = run(place.path(), &["render", ".", "--out", "kq", "--formats", "native"]);
    assert_eq!(exit, 0, "{rendered}");
    let text = |kind: &str| fs::read_to_string(place.path().join(format!("kq/{kind}/h_2026.txt"))).ok();
    (format!("{out}{talk}"), text("quyet_dinh_khen_thuong"), text("to_trinh"))
}

#[test]
fn an_award_outside_the_statutory_list_is_given_or_recognised() {
    for (award, words) in [
        ("ten = \"Giấy chứng nhận Đơn vị dẫn đầu\"", " Tặng Giấy chứng nhận Đơn vị dẫn đầu cho 01 tập thể"),
        ("ten = \"Đơn vị dẫn đầu\"", "Công nhận danh hiệu Đơn vị dẫn đầu cho 01 tập thể"),
        ("ten = \"Kỷ niệm chương\"\ndong_tu = \"truy tặng\"", "Truy tặng Kỷ niệm chương cho 01 tập thể"),
        ("ten = \"Tuyên dương trước toàn Sở\"", "Tuyên dương trước toàn Sở cho 01 tập thể"),
    ] {
        let (said, decision, _) = made(&folder(OFFICE, award, BY_THE_OFFICE));
        let decision = decision.unwrap_or_else(|| panic!("{award}: {said}"));
        assert!(decision.contains(words), "{decision}");
    }
}

#[test]
fn a_decider_in_words_is_printed_with_title_and_body() {
    for words in [
        "Hiệu trưởng Trường Trung học phổ thông Hòn Đất",
        "Hiệu trưởng",
        "Hiệu trưởng Trường Trung học phổ thông",
        "Hiệu trưởng Trường THPT Hòn Đất",
    ] {
        let award = format!("ten = \"Giấy khen của Hiệu trưởng\"\nnguoi_quyet_dinh = \"{words}\"");
        let (said, decision, letter) = made(&folder(SCHOOL, &award, ""));
        let decision = decision.unwrap_or_else(|| panic!("{words}: {said}"));
        assert!(!said.contains("TD002") && !said.contains("TL016"), "{said}");
        let upper = "HIỆU TRƯỞNG TRƯỜNG TRUNG HỌC PHỔ THÔNG HÒN ĐẤT";
        assert!(decision.to_uppercase().contains(upper), "{words}: {decision}");
        assert!(letter.unwrap().contains("Hiệu trưởng Trường Trung học phổ thông Hòn Đất"), "{words}");
    }
}

#[test]
fn the_decision_of_another_authority_is_asked_for_and_never_made() {
    let minister = "Bộ trưởng Bộ Khoa học và Công nghệ";
    let award = format!("ten = \"Bằng khen của {minister}\"\nnguoi_quyet_dinh = \"{minister}\"");
    // What the folder says of all decisions does not make the Sở grant it either.
    for more in ["", BY_THE_OFFICE, "[van_ban.quyet_dinh_khen_thuong]\nco_quan = [\"Sở Khoa học và Công nghệ\"]\n"]
    {
        let (said, decision, letter) = made(&folder(OFFICE, &award, more));
        assert_eq!(decision, None, "{said}");
        assert!(!said.contains("TL016") && !said.contains("TD002"), "{said}");
        assert!(letter.unwrap().contains(minister), "{said}");
    }
}

#[test]
fn heads_of_bodies_that_no_law_lists_are_no_slips_of_those_it_lists() {
    for whom in [
        "Chủ tịch LĐLĐ tỉnh",
        "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Bí thư Tỉnh đoàn",
        "Tổng Giám đốc Tổng công ty",
        "Tư lệnh Quân khu 9",
    ] {
        let award = format!("ten = \"Bằng khen\"\nnguoi_quyet_dinh = \"{whom}\"");
        let (said, decision, letter) = made(&folder(OFFICE, &award, ""));
        assert!(!said.contains("TD002") && !said.contains("TL016"), "{whom}: {said}");
        assert_eq!(decision, None, "{whom}");
        assert!(letter.unwrap().contains(whom), "{whom}");
    }
    let award = "ten = \"Giấy khen\"\nnguoi_quyet_dinh = \"Chủ tịch UBDN xã\"";
    let (_, said, talk) = run(folder(COMMUNE, award, "").path(), &["check", "."]);
    assert!(format!("{said}{talk}").contains("có phải `chu_tich_ubnd_xa`?"), "{said}{talk}");
}

#[test]
fn an_award_that_nobody_decides_on_says_so() {
    let place = folder(COMMUNE, "ten = \"Giấy khen\"", "");
    let (said, decision, letter) = made(&place);
    assert!(decision.is_none() && letter.is_none() && said.contains("Được chọn (1): Tổ Toán"), "{said}");
    assert!(said.contains("Chưa lập tờ trình, quyết định: hình thức này chưa ghi `nguoi_quyet_dinh`"), "{said}");
}

#[test]
fn who_may_grant_no_certificate_of_merit_decides_on_none() {
    let own = "Chủ tịch Ủy ban nhân dân xã Đông Thái";
    for (name, decider) in [
        ("Bằng khen", own),
        ("bằng khen về cải cách hành chính", "chu_tich_ubnd_xa"),
        ("Bằng khen của Chủ tịch UBND xã", own),
    ] {
        let award = format!("ten = \"{name}\"\nnguoi_quyet_dinh = \"{decider}\"\nxep_hang = [{{ chi_so = \"x\" }}]");
        let (said, decision, _) = made(&folder(COMMUNE, &award, ""));
        assert!(said.contains("không thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân xã"), "{name}: {said}");
        assert_eq!(decision, None, "{name}");
    }
}

#[test]
fn the_name_of_an_award_completes_who_decides() {
    for (name, whom) in [
        ("Bằng khen của Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế"),
        ("Bằng khen Bộ trưởng Bộ NN&MT năm 2026", "Bộ trưởng Bộ NN&MT"),
    ] {
        let award = format!("ten = \"{name}\"\nnguoi_quyet_dinh = \"bo_truong\"");
        let (said, decision, letter) = made(&folder(OFFICE, &award, ""));
        assert!(decision.is_none() && !said.contains("TL016"), "{said}");
        assert!(letter.unwrap().contains(&format!("recipient \"{whom}\"")), "{said}");
    }
    let award = "ten = \"Bằng khen của Bộ trưởng\"\nnguoi_quyet_dinh = \"bo_truong\"";
    let (said, decision, _) = made(&folder(OFFICE, award, ""));
    assert!(decision.is_none() && said.contains("chưa rõ cơ quan của Bộ trưởng"), "{said}");
}

#[test]
fn an_award_beyond_the_decider_gets_no_decision() {
    for (award, authority) in [
        ("ten = \"Bằng khen của Thủ tướng Chính phủ\"", "Thủ tướng Chính phủ"),
        ("ten = \"Huân chương Lao động hạng Ba\"", "Chủ tịch nước"),
        ("ten = \"Bằng khen\"\ndanh_muc = \"bang_khen_tinh\"", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("ten = \"Bằng khen của Bộ trưởng Bộ Y tế\"", "Bộ trưởng Bộ Y tế"),
        ("ten = \"Tập thể lao động xuất sắc\"", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ] {
        let (said, decision, letter) = made(&folder(OFFICE, award, BY_THE_OFFICE));
        assert_eq!(decision, None, "{award}: {said}");
        assert!(said.contains("TL016") && said.contains(&format!("do {authority} tặng")), "{award}: {said}");
        assert!(letter.unwrap().contains(authority), "{award}");
    }
    for words in ["Giám đốc Sở Khoa học và Công nghệ", "Giám đốc Sở KH&CN"] {
        let more = format!("[van_ban.quyet_dinh_khen_thuong]\ntham_quyen = \"{words}\"\n");
        let (said, decision, _) = made(&folder(OFFICE, "ten = \"Giấy khen của Giám đốc Sở\"", &more));
        assert!(decision.is_some() && !said.contains("TL016"), "{words}: {said}");
    }
}

/// An award of the head of the body above, with words and number of the own decisions beside it.
const OF_THE_PROVINCE: &str = "ten = \"Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh\"\n\
                               nguoi_quyet_dinh = \"chu_tich_ubnd_tinh\"";

#[test]
fn a_body_above_makes_its_own_decision_unless_the_folder_drafts_it() {
    let own = format!("{BY_THE_OFFICE}so = \"52\"\nky_hieu = \"QĐ-SKHCN\"\n");
    let told = "do Chủ tịch Ủy ban nhân dân tỉnh An Giang quyết định, chỉ lập tờ trình";
    for more in ["", own.as_str()] {
        let place = folder(OFFICE, OF_THE_PROVINCE, more);
        let (said, decision, letter) = made(&place);
        assert_eq!(decision, None, "{said}");
        assert!(!said.contains("TL016") && !said.contains("TL015"), "{said}");
        let said = said.replacen("Do Chủ tịch", "do Chủ tịch", 1);
        assert_eq!(said.matches(told).count(), 1, "{said}");
        assert!(letter.unwrap().contains("Chủ tịch Ủy ban nhân dân tỉnh An Giang"), "{said}");
        let (_, _, talk) = run(place.path(), &["render", ".", "--out", "kq", "--formats", "native"]);
        assert_eq!(talk.matches(told).count(), 1, "{talk}");
        let (exit, _, talk) = run(place.path(), &["render", ".", "quyet_dinh_khen_thuong", "--out", "kq"]);
        assert_eq!(exit, 2, "{talk}");
        assert!(talk.contains("TL011") && talk.contains(told), "{talk}");
    }
    let drafted = "[[van_ban.quyet_dinh_khen_thuong.rieng]]\nhinh_thuc = \"h\"\n\
                   co_quan = [\"Ủy ban nhân dân tỉnh An Giang\"]\n";
    let (said, decision, _) = made(&folder(OFFICE, OF_THE_PROVINCE, drafted));
    let decision = decision.unwrap_or_else(|| panic!("{said}"));
    assert!(decision.contains("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN GIANG") && decision.contains("QĐ-UBND"), "{decision}");
    assert!(!said.contains("chỉ lập tờ trình") && !said.contains("TL016"), "{said}");
}

#[test]
fn the_number_of_the_own_decision_stays_where_another_body_decides_too() {
    let awards = format!(
        "ten = \"Giấy khen của Giám đốc Sở\"\nnguoi_quyet_dinh = \"giam_doc_so\"\n[[hinh_thuc]]\nma = \"k\"\n\
         tieu_chuan = [\"x\"]\n{OF_THE_PROVINCE}"
    );
    let place = folder(OFFICE, &awards, "[van_ban.quyet_dinh_khen_thuong]\nso = \"52\"\n");
    fs::write(place.path().join("don_vi.csv"), "Tên đơn vị\nTổ Toán\nTổ Văn\n").unwrap();
    fs::write(place.path().join("de_nghi.csv"), "Đối tượng,Hình thức,Năm\nTổ Toán,h,2026\nTổ Văn,k,2026\n").unwrap();
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\nTổ Toán,x,2026,có\nTổ Văn,x,2026,có\n";
    fs::write(place.path().join("ket_qua.csv"), results).unwrap();
    let (said, decision, _) = made(&place);
    assert!(!said.contains("TL015") && !said.contains("TL016"), "{said}");
    assert!(decision.unwrap_or_else(|| panic!("{said}")).contains("Số: 52/QĐ-SKHCN"));
    assert!(!place.path().join("kq/quyet_dinh_khen_thuong/k_2026.txt").exists());
}

#[test]
fn the_name_of_an_award_tells_another_body_of_the_same_kind() {
    for (body, name, decider, other) in [
        (OFFICE, "Giấy khen của Giám đốc Sở Nội vụ", "giam_doc_so", "Giám đốc Sở Nội vụ"),
        (OFFICE, "Giấy khen Giám đốc Sở NV năm 2026", "giam_doc_so", "Giám đốc Sở NV"),
        (OFFICE, "Giấy khen của Hiệu trưởng", "giam_doc_so", "Hiệu trưởng"),
        (COMMUNE, "Giấy khen của Chủ tịch UBND xã An Biên", "chu_tich_ubnd_xa", "Chủ tịch UBND xã An Biên"),
        (COMMUNE, "Giấy khen của Đảng ủy xã Đông Thái", "chu_tich_ubnd_xa", "Đảng ủy xã Đông Thái"),
        (
            SCHOOL,
            "Giấy khen của Hiệu trưởng Trường THCS Minh Lương",
            "Hiệu trưởng",
            "Hiệu trưởng Trường THCS Minh Lương",
        ),
        (SCHOOL, "Giấy khen của Tổng Giám đốc Công ty A", "Hiệu trưởng", "Tổng Giám đốc Công ty A"),
        (CENTRE, "Giấy khen của Giám đốc Trung tâm Y tế", "Giám đốc", "Giám đốc Trung tâm Y tế"),
        (
            UNION,
            "Cờ thi đua của Tổng Liên đoàn Lao động Việt Nam",
            "Chủ tịch Liên đoàn Lao động tỉnh",
            "Tổng Liên đoàn Lao động Việt Nam",
        ),
    ] {
        let award = format!("ten = \"{name}\"\nnguoi_quyet_dinh = \"{decider}\"");
        let (said, decision, _) = made(&folder(body, &award, ""));
        assert_eq!(decision, None, "{name}: {said}");
        assert!(said.contains("TL016") && said.contains(&format!("do {other} tặng")), "{name}: {said}");
    }
    for (body, name, decider) in [
        (OFFICE, "Giấy khen của Giám đốc Sở KH&CN", "giam_doc_so"),
        (OFFICE, "Giấy khen của Giám đốc Sở Khoa học Công nghệ An Giang năm 2026", "giam_doc_so"),
        (OFFICE, "Giấy khen Giám đốc Sở", "giam_doc_so"),
        (COMMUNE, "Giấy khen của Chủ tịch UBND xã", "chu_tich_ubnd_xa"),
        (COMMUNE, "Giấy khen của Chủ tịch UBND xã Đông Thái, tỉnh An Giang", "chu_tich_ubnd_xa"),
        (SCHOOL, "Giấy khen của Hiệu trưởng Trường THPT Hòn Đất", "Hiệu trưởng"),
        (CENTRE, "Giấy khen của Giám đốc Trung tâm KSBT tỉnh An Giang", "Giám đốc"),
        (UNION, "Bằng khen của Liên đoàn Lao động tỉnh", "Chủ tịch Liên đoàn Lao động tỉnh"),
    ] {
        let award = format!("ten = \"{name}\"\nnguoi_quyet_dinh = \"{decider}\"");
        let (said, decision, _) = made(&folder(body, &award, ""));
        assert!(decision.is_some() && !said.contains("TL016"), "{name}: {said}");
    }
}

#[test]
fn a_slip_in_the_code_of_a_decider_is_no_decider() {
    for slip in ["giam_doc_soo", "giamdocso", "Giám đốc soo"] {
        let award = format!("ten = \"Giấy khen\"\nnguoi_quyet_dinh = \"{slip}\"");
        let (_, _, said) = run(folder(OFFICE, &award, "").path(), &["check", "."]);
        assert!(said.contains("TD002") && said.contains("có phải `giam_doc_so`?"), "{slip}: {said}");
    }
}

#[test]
fn money_that_the_plan_sets_is_the_money_of_the_decision() {
    let award = "ten = \"Giấy khen của Hiệu trưởng\"\nnguoi_quyet_dinh = \"Hiệu trưởng\"\n\
                 tien_thuong = { tap_the = 1500000 }";
    let (_, decision, _) = made(&folder(SCHOOL, award, ""));
    assert!(decision.unwrap().contains("1.500.000 đồng đối với mỗi tập thể"));
}

#[test]
fn what_is_no_campaign_is_called_as_the_folder_says() {
    let award = "ten = \"Kỷ niệm chương Vì sự nghiệp giáo dục\"\nnguoi_quyet_dinh = \"Hiệu trưởng\"";
    let place = folder(SCHOOL, award, "");
    let facts = fs::read_to_string(place.path().join("phong_trao.toml")).unwrap();
    fs::write(place.path().join("phong_trao.toml"), format!("goi_la = \"sự nghiệp\"\n{facts}")).unwrap();
    let (said, decision, letter) = made(&place);
    for text in [decision, letter] {
        let text = text.unwrap_or_else(|| panic!("{said}"));
        assert!(text.contains("xuất sắc trong sự nghiệp cải cách hành chính năm 2026"), "{text}");
        assert!(!text.contains("xuất sắc trong phong trào"), "{text}");
    }
    let plan = fs::read_to_string(place.path().join("kq/ke_hoach/ke_hoach.txt")).unwrap();
    assert!(plan.contains("ĐỐI TƯỢNG, THỜI GIAN\"") && plan.contains("1. Đối tượng\""), "{plan}");
}

#[test]
fn deputies_and_heads_of_rooms_decide_on_no_award_of_the_law() {
    let merit = "ten = \"Giấy khen của Giám đốc Sở\"";
    let by = |words: &str| format!("[van_ban.quyet_dinh_khen_thuong]\ntham_quyen = \"{words}\"\n");
    let signed = "[van_ban.quyet_dinh_khen_thuong]\ntham_quyen = \"Giám đốc Sở Khoa học và Công nghệ\"\n\
                  nguoi_ky = { quyen_han = [\"PHÓ GIÁM ĐỐC\"], ho_ten = \"Lê Văn B\" }\n";
    for (award, more) in [
        (format!("{merit}\nnguoi_quyet_dinh = \"Chánh Văn phòng Sở\""), String::new()),
        (format!("{merit}\nnguoi_quyet_dinh = \"Phó Giám đốc Sở Khoa học và Công nghệ\""), String::new()),
        (merit.to_owned(), by("Phó Giám đốc Sở Khoa học và Công nghệ")),
        (merit.to_owned(), by("Trưởng phòng Tổ chức Sở Khoa học và Công nghệ")),
        (merit.to_owned(), signed.to_owned()),
    ] {
        let place = folder(OFFICE, &award, &more);
        let (exit, out, talk) = run(place.path(), &["check", "."]);
        let said = format!("{out}{talk}");
        assert!(exit == 1 && said.contains("lỗi[TD008]") && said.contains("Điều 80"), "{award} {more}: {said}");
        run(place.path(), &["render", ".", "--out", "kq", "--formats", "native"]);
        assert!(!place.path().join("kq/quyet_dinh_khen_thuong/h_2026.txt").exists(), "{award} {more}: {said}");
    }
    let acting = signed.replace("[\"PHÓ GIÁM ĐỐC\"]", "[\"KT. GIÁM ĐỐC\", \"PHÓ GIÁM ĐỐC\"]");
    for (award, more) in [
        (merit, acting.as_str()),
        (
            "ten = \"Tuyên dương trước toàn Sở\"",
            "[van_ban.quyet_dinh_khen_thuong]\ntham_quyen = \"Chánh Văn phòng Sở\"\n",
        ),
    ] {
        let place = folder(OFFICE, award, more);
        let (_, out, talk) = run(place.path(), &["check", "."]);
        assert!(!format!("{out}{talk}").contains("TD008"), "{award}: {out}{talk}");
    }
}
