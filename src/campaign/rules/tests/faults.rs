//! One fault a case, put into a campaign without any: its code and its place.

use super::{codes, on, outcomes, read};
use crate::base::diag::Code;
use crate::campaign::model::dossier::CitedBasis;
use crate::campaign::model::located::Located;
use crate::campaign::rules::{Facts, Outcome, RULES};

const RULEBOOK: &str = r#"
[[dac_diem]]
ma = "cham_diem"
ten = "được chấm điểm"
[[chi_so]]
ma = "diem"
ten = "Điểm"
don_vi_tinh = "%"
[[chi_so]]
ma = "loai"
ten = "Xếp loại"
kieu = "xep_loai"
cac_muc = ["Khá", "Tốt"]
[[tieu_chuan]]
ma = "a"
loai = "nguong"
chi_so = "diem"
muc = 80
[[tieu_chuan]]
ma = "b"
loai = "xep_loai"
chi_so = "loai"
muc = "Tốt"
[[tieu_chuan]]
ma = "nhom"
loai = "it_nhat"
so = 2
gom = ["a", "b"]
[[loai_tru]]
ma = "ky_luat"
muc_tu = "cảnh cáo"
trang_thai = ["da_bi", "dang_xem_xet"]
[[hinh_thuc]]
ma = "giay_khen"
ten = "Giấy khen"
danh_muc = "giay_khen"
nguoi_quyet_dinh = "giam_doc_so"
tieu_chuan = ["nhom"]
xep_hang = [{ chi_so = "diem" }]
[[hinh_thuc]]
ma = "bieu_duong"
ten = "Biểu dương"
doi_tuong = "tap_the"
tieu_chuan = ["a"]
[[chi_tieu]]
ma = "hai"
hinh_thuc = ["giay_khen"]
loai = "so_luong"
so = 2
[[thoi_han]]
ma = "dang_ky"
viec = "dang_ky"
den_het = 2025-08-31
[[thoi_han]]
ma = "ho_so"
viec = "ho_so"
truoc = "31/12"
[[su_kien]]
ma = "cong_bo"
ten = "công bố"
[[ho_so]]
ma = "bao_cao"
ten = "Báo cáo thành tích"
[hoi_dong]
ten = "Hội đồng"
tong_so = 3
ty_le_du_hop = 60
ngay_hop = 2025-12-20
phieu_phat_ra = 2
phieu_thu_ve = 2
phieu_hop_le = 2
phieu_khong_hop_le = 0
[[chi_so]]
ma = "phu"
ten = "Điểm phụ"
[[thang_diem]]
ma = "cham"
ten = "Tổng điểm"
muc = [{ ma = "muc_mot", noi_dung = "Mục một", diem = 10 }]
[[tieu_chuan]]
ma = "tong"
loai = "tong_diem"
thang_diem = "cham"
muc = 8
"#;

const SHEETS: &[(&str, &str)] = &[
    ("don_vi", "Tên đơn vị,Viết tắt,Đặc điểm\nPhòng A,PA,cham_diem\nPhòng B,PB,\n"),
    ("ca_nhan", "Họ và tên,Mã,Đơn vị\nLê An,CB1,Phòng A\n"),
    ("dang_ky", "Đơn vị,Đối tượng,Ngày nộp\nPhòng A,Tập thể,20/8/2025\nPhòng B,Tập thể,31/8/2025\n"),
    ("de_nghi", "Đối tượng,Hình thức,Năm,Thành tích\nPhòng A,giay_khen,2025,Một cửa\nPhòng B,giay_khen,2025,Số hóa\n"),
    (
        "ket_qua",
        "Đối tượng,Chỉ số,Năm,Giá trị\nPhòng A,diem,2025,91\nPhòng A,loai,2025,Tốt\nPhòng B,diem,2025,90\nPhòng B,loai,2025,Tốt\nPhòng A,muc_mot,2025,9\n",
    ),
    (
        "ho_so",
        "Đối tượng,Loại giấy tờ,Ngày nhận,Số tập thể\nPhòng A,bao_cao,01/12/2025,1\nPhòng B,bao_cao,30/12/2025,\n",
    ),
    (
        "sang_kien",
        "Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận,Đã sử dụng cho\nLê An,Sổ tay,cơ sở,1/QĐ,\n",
    ),
    ("ky_luat", "Đối tượng,Đơn vị,Mức kỷ luật,Trạng thái,Ngày quyết định\nLê An,,khiển trách,đã bị,01/5/2025\n"),
    (
        "hoi_dong",
        "Họ và tên,Có mặt,Lý do vắng,Vai trò\nTrần Một,x,,Chủ tịch\nTrần Hai,x,,\nTrần Ba,không,Đi công tác,\n",
    ),
    ("bieu_quyet", "Đối tượng,Hình thức,Năm,Số phiếu đồng ý\nPhòng A,giay_khen,2025,2\nPhòng B,giay_khen,2025,2\n"),
    ("phan_bo", "Chỉ tiêu,Đơn vị,Số lượng\nhai,Phòng A,1\n"),
    ("ngoai_le", "Đối tượng,Bỏ qua,Lý do\n"),
];

/// The sound campaign with `from` replaced in the rules or in one sheet.
fn changed(part: &str, from: &str, to: &str) -> Facts {
    let replace = |name: &str, text: &str| {
        if name != part {
            return text.to_owned();
        }
        assert!(text.contains(from), "`{from}` is not in {part}");
        text.replacen(from, to, 1)
    };
    let rules = replace("rules", RULEBOOK);
    let texts: Vec<(&str, String)> = SHEETS.iter().map(|(key, text)| (*key, replace(key, text))).collect();
    let sheets: Vec<(&str, &str)> = texts.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let (mut facts, report) = read(&rules, &sheets);
    let faults: Vec<String> = report.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let place = crate::base::diag::Place::line("phong_trao.toml", 1, 1);
    let cited = if part == "can_cu" { to } else { "Nghị định số 152/2025/NĐ-CP" };
    facts.can_cu.push(CitedBasis {
        noi_dung: Located::new(cited.to_owned(), &place),
        van_ban: "Tờ trình".to_owned(),
        tu_ngay: "2025-08-01".parse().unwrap(),
        den_ngay: "2025-08-01".parse().unwrap(),
    });
    facts
}

const DAY: &str = "2026-01-05";

/// Code, part, what is replaced by what, and the line of the finding in that part.
#[rustfmt::skip]
const CASES: &[(Code, &str, &str, &str, usize)] = &[
    (Code::TD001, "rules", "ma = \"b\"", "ma = \"a\"", 19),
    (Code::TD011, "rules", "chi_so = \"diem\"\nmuc", "noi_dung = \"Đạt từ 1 điểm trở lên\"\nchi_so = \"diem\"\nmuc", 14),
    (Code::TD001, "don_vi", "Phòng B,PB", "Phòng B,PA", 3),
    (Code::TD002, "rules", "chi_so = \"diem\"\nmuc", "chi_so = \"dien\"\nmuc", 17),
    (Code::TD002, "rules", "tieu_chuan = [\"nhom\"]", "tieu_chuan = [\"nhom\", \"x\"]", 38),
    (Code::TD002, "don_vi", "cham_diem", "chem_diem", 2),
    (Code::TD002, "rules", "thang_diem = \"cham\"", "thang_diem = \"chan\"", 83),
    (Code::TD002, "rules", "muc_tu = \"cảnh cáo\"", "muc_tu = \"cảnh cáoo\"", 31),
    (Code::TD003, "rules", "gom = [\"a\", \"b\"]", "gom = [\"a\", \"nhom\"]", 24),
    (Code::TD004, "rules", "so = 2\ngom", "so = 3\ngom", 24),
    (Code::TD004, "rules", "muc = 80", "muc = 180", 14),
    (Code::TD004, "rules", "muc = \"Tốt\"", "muc = \"Tót\"", 19),
    (Code::TD004, "rules", "muc = 8\n", "muc = 11\n", 80),
    (Code::TD005, "rules", "[[su_kien]]", "[[thoi_han]]\nma = \"x\"\nviec = \"dang_ky\"\ntruoc = 2025-08-31\n[[su_kien]]", 58),
    (Code::TD005, "rules", "[[su_kien]]", "[[thoi_han]]\nma = \"x\"\nnoi_dung = \"đăng ký ở mục V\"\nviec = \"dang_ky\"\ntruoc = 2025-08-31\n[[su_kien]]", 58),
    (Code::TD005, "rules", "[[su_kien]]", "[[thoi_han]]\nma = \"x\"\nviec = \"ho_so\"\nhinh_thuc = [\"giay_khen\"]\ntruoc = 2025-12-30\n[[su_kien]]", 58),
    (Code::TD006, "rules", "truoc = \"31/12\"", "so_ngay = 5\nsau_su_kien = \"cong_bo\"", 54),
    (Code::TD007, "rules", "loai = \"so_luong\"\nso = 2", "loai = \"ty_le\"\nty_le = 50", 45),
    (Code::TD007, "rules", "loai = \"so_luong\"\nso = 2", "loai = \"ty_le\"\nty_le = 0.2\nco_so = \"tong_so\"", 45),
    (Code::TD008, "rules", "nguoi_quyet_dinh = \"giam_doc_so\"", "nguoi_quyet_dinh = \"chu_tich_ubnd_huyen\"", 37),
    (Code::TD009, "can_cu", "", "Nghị định số 98/2023/NĐ-CP", 1),
    (Code::TD010, "rules", "tieu_chuan = [\"a\"]", "tieu_chuan = []", 40),
    (Code::TD020, "de_nghi", "Phòng B", "Phòng Bê", 3),
    (Code::TD020, "ket_qua", "Phòng B,diem", "Phòng B,diên", 4),
    (Code::TD020, "ky_luat", "Lê An,", "Lê Am,Phòng A", 2),
    (Code::TD020, "ky_luat", "Lê An,", "Danh Hoàng Oanh,Phòng Đ", 2),
    (Code::DL019, "don_vi", "Phòng B,PB", "Phòng A,PB", 3),
    (Code::TD021, "ca_nhan", "Lê An,CB1,Phòng A", "Lê An,CB1,Phòng A\nLê An,CB2,Phòng A", 2),
    (Code::TD022, "de_nghi", "Phòng B,giay_khen", "Phòng A,giay_khen", 3),
    (Code::TD023, "de_nghi", "Phòng B,giay_khen", "Lê An,bieu_duong", 3),
    (Code::TD023, "rules", "danh_muc = \"giay_khen\"", "danh_muc = \"chien_si_thi_dua_co_so\"", 2),
    (Code::TD023, "rules", "ten = \"Giấy khen\"\ndanh_muc = \"giay_khen\"", "ten = \"Danh hiệu Lao động tiên tiến\"", 2),
    (Code::TD024, "de_nghi", "Phòng B,giay_khen,2025,Số hóa", "Phòng A,bieu_duong,2025,Một cửa", 3),
    (Code::TD025, "ket_qua", "loai,2025,Tốt", "loai,2025,Tót", 3),
    (Code::TD026, "ket_qua", "Phòng B,diem,2025,90", "Phòng A,diem,2025,90", 4),
    (Code::TD027, "ket_qua", "2025,91", "2025,\"0,91\"", 2),
    (Code::TD028, "sang_kien", "1/QĐ,", "1/QĐ,CSTĐ 2024", 2),
    (Code::TD035, "ket_qua", "2025,91", "2025,96.425", 2),
    (Code::TD034, "bieu_quyet", "2025,2", "2024,2", 2),
    (Code::TD030, "ket_qua", "2025,90", "2025,79", 4),
    (Code::TD031, "ket_qua", "2025,90", "2025,chưa có", 4),
    (Code::TD032, "ky_luat", "Lê An,,khiển trách", "Phòng A,,cảnh cáo", 2),
    (Code::TD033, "ket_qua", "muc_mot,2025,9", "muc_mot,2025,11", 6),
    (Code::TD040, "dang_ky", "31/8/2025", "01/9/2025", 3),
    (Code::TD041, "dang_ky", "Phòng B,Tập thể,31/8/2025", "", 3),
    (Code::TD042, "ho_so", "30/12/2025", "31/12/2025", 3),
    (Code::TD043, "ho_so", "Phòng B,bao_cao,30/12/2025,", "", 3),
    (Code::TD044, "ho_so", "01/12/2025,1", "01/12/2025,2", 2),
    (Code::TD050, "rules", "so = 2\n[[thoi_han]]", "so = 1\n[[thoi_han]]", 3),
    (Code::TD052, "rules", "loai = \"so_luong\"\nso = 2", "loai = \"phan_bo\"\nco_quan = \"tỉnh\"", 45),
    (Code::TD053, "rules", "xep_hang = [{ chi_so = \"diem\" }]", "xep_hang = [{ uu_tien = \"nu\" }, { chi_so = \"phu\" }]", 2),
    (Code::TD060, "rules", "phieu_thu_ve = 2", "phieu_thu_ve = 3", 70),
    (Code::TD060, "rules", "phieu_hop_le = 2\nphieu_khong_hop_le = 0", "phieu_hop_le = 3", 71),
    (Code::TD060, "rules", "phieu_thu_ve = 2\nphieu_hop_le = 2", "phieu_hop_le = 3", 70),
    (Code::TD060, "rules", "phieu_hop_le = 2\nphieu_khong_hop_le = 0", "phieu_khong_hop_le = 4", 71),
    (Code::TD060, "bieu_quyet", "2025,2", "2025,3", 2),
    (Code::TD061, "rules", "tong_so = 3", "tong_so = 5", 66),
    (Code::TD062, "bieu_quyet", "2025,2", "2025,1", 2),
    (Code::TD063, "bieu_quyet", "Phòng B,giay_khen,2025,2", "", 3),
    (Code::TD064, "hoi_dong", "Đi công tác", "", 4),
    (Code::TD065, "hoi_dong", "Trần Hai,x,", "Trần Hai,không,Ốm", 64),
    (Code::TD066, "hoi_dong", "x,,Chủ tịch", "x,,", 2),
    (Code::TD066, "hoi_dong", "Trần Hai,x,,", "Trần Hai,x,,Chủ tịch Hội đồng", 3),
    (Code::TD071, "ngoai_le", "Lý do\n", "Lý do\nPhòng B,b,\n", 2),
    (Code::TD072, "ngoai_le", "Lý do\n", "Lý do\nPhòng B,bb,Văn bản 12\n", 2),
    (Code::TD072, "ngoai_le", "Lý do\n", "Lý do\nPhòng B,b,Văn bản 12\n", 2),
];

#[test]
fn a_sound_campaign_has_only_what_the_law_leaves_open() {
    let judgement = on(&changed("", "", ""), DAY);
    assert_eq!(codes(&judgement), [Code::TD080], "{:?}", judgement.report);
    outcomes(&judgement, &[("Phòng A", Outcome::DuocChon), ("Phòng B", Outcome::DuocChon)]);
}

#[test]
fn every_fault_has_its_code_and_its_line() {
    let mut wrong = Vec::new();
    for (code, part, from, to, line) in CASES {
        let judgement = on(&changed(part, from, to), DAY);
        let lines: Vec<usize> = judgement
            .report
            .iter()
            .filter(|finding| finding.code == *code)
            .filter_map(|finding| Some(finding.place.as_ref()?.line_and_column()?.0))
            .collect();
        if !lines.contains(line) {
            let found: Vec<String> = judgement.report.iter().map(ToString::to_string).collect();
            wrong.push(format!("{code} `{to}`: wanted line {line}, found {lines:?}\n{}", found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn numbers_in_papers_wait_for_the_list() {
    let rows = "Phòng A,giay_khen,2025,Một cửa\nPhòng B,giay_khen,2025,Số hóa\n";
    let found = codes(&on(&changed("de_nghi", rows, ""), DAY));
    assert!(!found.contains(&Code::TD044), "{found:?}");
    let found = codes(&on(&changed("de_nghi", "Phòng A,giay_khen,2025,Một cửa\n", ""), DAY));
    assert!(found.contains(&Code::TD044), "{found:?}");
}

#[test]
fn a_vote_without_a_council_asks_for_the_council() {
    let mut facts = changed("bieu_quyet", "Phòng B,giay_khen,2025,2", "");
    let hints = |facts: &Facts| -> Vec<String> {
        let judgement = on(facts, DAY);
        let votes = judgement.report.iter().filter(|finding| finding.code == Code::TD063);
        votes.flat_map(|finding| &finding.hints).map(|hint| hint.text.clone()).collect()
    };
    assert!(hints(&facts).iter().all(|hint| hint.starts_with("cần ")), "{:?}", hints(&facts));
    facts.quy_dinh.hoi_dong = None;
    facts.quy_dinh.hinh_thuc.iter_mut().for_each(|award| award.bieu_quyet = Some(true));
    let told = hints(&facts);
    assert!(!told.is_empty() && told.iter().all(|hint| hint.starts_with("khai báo `[hoi_dong]`")), "{told:?}");
}

#[test]
fn every_rule_is_tried() {
    for rule in RULES {
        let tried = CASES.iter().any(|(code, ..)| *code == rule.code());
        const ELSEWHERE: [Code; 11] = [
            Code::TD029,
            Code::TD036,
            Code::TD037,
            Code::TD045,
            Code::TD051,
            Code::TD054,
            Code::TD070,
            Code::TD080,
            Code::TD090,
            Code::TD091,
            Code::TD092,
        ];
        let elsewhere = ELSEWHERE.contains(&rule.code());
        assert!(tried || elsewhere, "{}", rule.code());
    }
}

#[test]
fn a_cycle_is_told_once() {
    let cycle = "gom = [\"a\", \"b\", \"vong\"]\n[[tieu_chuan]]\nma = \"vong\"\nloai = \"tat_ca\"\ngom = [\"nhom\"]";
    let judgement = on(&changed("rules", "gom = [\"a\", \"b\"]", cycle), DAY);
    let told: Vec<&str> = judgement
        .report
        .iter()
        .filter(|finding| finding.code == Code::TD003)
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(told, ["nhóm tiêu chuẩn lồng vào chính nó: nhom → vong → nhom"]);
}

#[test]
fn an_event_is_not_known_before_its_day() {
    let event =
        "truoc = \"31/12\"\n[[thoi_han]]\nma = \"sau\"\nviec = \"ho_so\"\nso_ngay = 5\nsau_su_kien = \"cong_bo\"";
    let mut facts = changed("rules", "truoc = \"31/12\"", event);
    facts.quy_dinh.su_kien[0].ngay = facts.dang_ky[0].ngay_nop.clone().map(|mut day| {
        day.value = "2025-12-10".parse().unwrap();
        day
    });
    let told = |day: &str| {
        let judgement = on(&facts, day);
        let findings = judgement.report.iter().filter(|finding| finding.code == Code::TD006);
        findings.map(|finding| format!("{}; {}", finding.message, finding.hints[0].text)).collect::<Vec<_>>()
    };
    let early = told("2025-12-09");
    assert_eq!(early.len(), 1, "{early:?}");
    assert!(early[0].contains("chưa biết ngày công bố") && early[0].contains("sau ngày xét 09/12/2025"), "{early:?}");
    assert_eq!(told("2025-12-10"), Vec::<String>::new());
}

#[test]
fn equals_stand_in_vietnamese_order() {
    let people = "Họ và tên,Mã,Đơn vị\nVõ Xuân Võ,1,Phòng A\nLê Đinh,2,Phòng A\nLê An,3,Phòng A\nTrần Đặng,4,Phòng A\nLê Dũng,5,Phòng A\n";
    let nominated = "Đối tượng,Hình thức,Năm,Thành tích\nVõ Xuân Võ,giay_khen,2025,a\nLê Đinh,giay_khen,2025,b\nLê An,giay_khen,2025,c\nTrần Đặng,giay_khen,2025,d\nLê Dũng,giay_khen,2025,e\n";
    let mut facts = changed("", "", "");
    let (fresh, _) = read(RULEBOOK, &[SHEETS[0], ("ca_nhan", people), ("de_nghi", nominated)]);
    facts.doi_tuong = fresh.doi_tuong;
    facts.de_nghi = fresh.de_nghi;
    let judgement = on(&facts, DAY);
    let names: Vec<&str> = judgement.de_nghi.iter().map(|item| item.ten.as_str()).collect();
    assert_eq!(names, ["Lê An", "Lê Dũng", "Trần Đặng", "Lê Đinh", "Võ Xuân Võ"]);
}

#[test]
fn an_override_needs_its_reason() {
    let short = ("ket_qua", "2025,90", "2025,79");
    let mut facts = changed(short.0, short.1, short.2);
    outcomes(&on(&facts, DAY), &[("Phòng B", Outcome::KhongDat)]);
    let with_reason = |reason: &str| changed("ngoai_le", "Lý do\n", &format!("Lý do\nPhòng B,a,{reason}\n")).ngoai_le;
    facts.ngoai_le = with_reason("");
    outcomes(&on(&facts, DAY), &[("Phòng B", Outcome::KhongDat)]);
    facts.ngoai_le = with_reason("Công văn số 12/UBND-NC");
    let judgement = on(&facts, DAY);
    outcomes(&judgement, &[("Phòng B", Outcome::DuocChon)]);
    assert!(codes(&judgement).contains(&Code::TD070));
}

#[test]
fn values_that_contradict_each_other_prove_nothing() {
    let facts = changed("ket_qua", "Phòng B,loai", "Phòng B,diem,2025,95\nPhòng B,loai");
    outcomes(&on(&facts, DAY), &[("Phòng A", Outcome::DuocChon), ("Phòng B", Outcome::Cho)]);
    let facts = changed("ket_qua", "Phòng B,loai", "Phòng B,diem,2025,79\nPhòng B,loai");
    outcomes(&on(&facts, DAY), &[("Phòng B", Outcome::KhongDat)]);
}

#[test]
fn equals_at_the_edge_are_left_to_people() {
    let mut facts = changed("rules", "so = 2\n[[thoi_han]]", "so = 1\n[[thoi_han]]");
    facts.quy_dinh.hinh_thuc[0].xep_hang.clear();
    let judgement = on(&facts, DAY);
    outcomes(&judgement, &[("Phòng A", Outcome::DongHang), ("Phòng B", Outcome::DongHang)]);
    assert!(codes(&judgement).contains(&Code::TD051));
    assert!(judgement.chosen("giay_khen", Some(2025)).is_empty());
}

#[test]
fn the_day_of_judgement_decides_what_is_known() {
    let facts = changed("ho_so", "Phòng B,bao_cao,30/12/2025,", "");
    outcomes(&on(&facts, "2025-12-30"), &[("Phòng B", Outcome::Cho)]);
    outcomes(&on(&facts, "2025-12-31"), &[("Phòng B", Outcome::KhongDat)]);
    outcomes(&on(&changed("", "", ""), "2025-12-01"), &[("Phòng A", Outcome::Cho), ("Phòng B", Outcome::Cho)]);
}
