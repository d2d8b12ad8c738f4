//! The rules of five real plans, each with who passes, who fails, who waits and whom a rule spares.

use super::{codes, facts, on, outcomes};
use crate::base::diag::{Code, Place, Severity};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::{Outcome, State};

const KIEN_GIANG: &str = include_str!("../../../../samples/kien_giang_2022/phong_trao.toml");
const BINH_PHUOC: &str = include_str!("../../../../samples/binh_phuoc_2024/phong_trao.toml");
const NINH_THUAN: &str = include_str!("../../../../samples/ninh_thuan_2020/phong_trao.toml");
const SOC_TRANG: &str = include_str!("../../../../samples/soc_trang_2022/phong_trao.toml");
const AN_BIEN: &str = include_str!("../../../../samples/an_bien_2020/phong_trao.toml");

#[test]
fn kien_giang_waits_for_the_province_and_contradicts_itself() {
    let rules = KIEN_GIANG.replace("\nso = 4\n", "\n");
    assert_ne!(rules, KIEN_GIANG);
    let campaign = facts(
        &rules,
        &[
            ("don_vi", "Tên đơn vị\nPhòng A\nPhòng B\nPhòng C\nPhòng D\n"),
            (
                "dang_ky",
                "Đơn vị,Đối tượng,Số lượng,Ngày nộp\nPhòng A,Tập thể,,25/3/2022\nPhòng A,Cá nhân,02,25/3/2022\n\
                 Phòng B,Tập thể,,30/3/2022\nPhòng C,Tập thể,,02/4/2022\n",
            ),
            (
                "de_nghi",
                "Đối tượng,Hình thức,Năm\nPhòng A,bang_khen_hang_nam,2022\nPhòng B,bang_khen_hang_nam,2022\n\
                 Phòng C,bang_khen_hang_nam,2022\nPhòng D,bang_khen_giai_doan,\n",
            ),
            ("ket_qua", "Đối tượng,Chỉ số,Năm,Giá trị\nPhòng A,xet_theo_ke_hoach_64,2022,có\n"),
            ("ho_so", "Đối tượng,Loại giấy tờ,Ngày nhận\nPhòng A,ho_so_64,25/02/2023\nPhòng B,ho_so_64,26/02/2023\n"),
        ],
    );
    let judgement = on(&campaign, "2023-03-01");
    // Qualified, but the province has not said how many; the others: two deadlines, late, no registration.
    outcomes(
        &judgement,
        &[
            ("Phòng A", Outcome::ChoChiTieu),
            ("Phòng B", Outcome::KhongDat),
            ("Phòng C", Outcome::KhongDat),
            ("Phòng D", Outcome::KhongDat),
        ],
    );
    let conflict = judgement.report.iter().find(|finding| finding.code == Code::TD005).unwrap();
    assert!(conflict.message.contains("`đến hết ngày 30/3/2022` và `trước ngày 30/3/2022`"), "{conflict}");
    assert_eq!(conflict.severity, Severity::Warning);
    let line = |text: &str| 1 + rules.lines().take_while(|line| !line.starts_with(text)).count();
    let (first, second) = (line("[dang_ky]"), line("[[thoi_han]]"));
    assert_eq!(conflict.place, Some(Place::line("phong_trao.toml", second, 1)), "{conflict}");
    let first = Place::line("phong_trao.toml", first, 1);
    assert!(conflict.hints.iter().any(|hint| hint.place.as_ref() == Some(&first)), "{conflict}");
    let unknown = judgement.report.iter().find(|finding| finding.code == Code::TD006).unwrap();
    assert!(unknown.message.contains("ho_so_giai_doan"), "{unknown}");
    assert!(codes(&judgement).contains(&Code::TD052));
    let registered = judgement.de_nghi.iter().find(|item| item.ten == "Phòng B").unwrap();
    assert_eq!(registered.tieu_chuan.gom[0].trang_thai, State::Cho, "between the two deadlines");
}

#[test]
fn binh_phuoc_awards_at_most_six_collectives() {
    let names = ["Sở A", "Sở B", "Sở C", "Sở D", "Sở E", "Sở G", "Sở H", "Phòng I"];
    let scores = ["95", "94", "93", "92", "91", "90,5", "90", ""];
    let mut sheets = Sheets::new(&names);
    for (name, score) in names.iter().zip(scores) {
        sheets.qualify(name, score);
    }
    sheets.fail("Sở K", "89,99", "không có");
    sheets.qualify_without_initiative("Sở L", "96");
    sheets.qualify("Sở M", "97");
    sheets.qualify("Sở N", "");
    sheets.attribute("Sở N");
    sheets.cases.push_str("Trần Văn B,Sở M,x,khiển trách,đã bị,15/5/2024\n");
    let judgement = on(&sheets.facts(BINH_PHUOC), "2025-04-16");
    outcomes(
        &judgement,
        &[
            ("Sở A", Outcome::DuocChon),
            ("Sở G", Outcome::DuocChon),
            ("Sở H", Outcome::NgoaiChiTieu),
            // Not scored by the province: criterion b does not apply, and it ranks last.
            ("Phòng I", Outcome::NgoaiChiTieu),
            ("Sở K", Outcome::KhongDat),
            ("Sở L", Outcome::KhongDat),
            ("Sở M", Outcome::KhongDat),
            // Scored, and the index is not published yet.
            ("Sở N", Outcome::Cho),
        ],
    );
    assert_eq!(judgement.chosen("bang_khen", Some(2024)).len(), 6);
    let spared = judgement.de_nghi.iter().find(|item| item.ten == "Phòng I").unwrap();
    assert_eq!(spared.tieu_chuan.gom[1].trang_thai, State::KhongApDung);
    let short = judgement.report.iter().find(|finding| finding.message.starts_with("Sở K")).unwrap();
    assert!(short.message.ends_with("Chỉ số cải cách hành chính của năm: 89,99% (yêu cầu tối thiểu 90%)"), "{short}");
}

/// Sheets of the Bình Phước campaign.
struct Sheets {
    units: String,
    nominations: String,
    results: String,
    initiatives: String,
    cases: String,
    papers: String,
    votes: String,
}

impl Sheets {
    fn new(scored: &[&str]) -> Self {
        let mut sheets = Sheets {
            units: "Tên đơn vị,Đặc điểm\n".to_owned(),
            nominations: "Đối tượng,Hình thức,Năm\n".to_owned(),
            results: "Đối tượng,Chỉ số,Năm,Giá trị,Diễn giải\n".to_owned(),
            initiatives: "Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận,Năm\n".to_owned(),
            cases: "Đối tượng,Đơn vị,Lãnh đạo chủ chốt,Mức kỷ luật,Trạng thái,Ngày quyết định\n".to_owned(),
            papers: "Đối tượng,Loại giấy tờ,Ngày nhận\n".to_owned(),
            votes: "Đối tượng,Hình thức,Năm,Số phiếu đồng ý\n".to_owned(),
        };
        sheets.cases.push_str("Lê Văn A,Sở A,,khiển trách,đã bị,15/5/2024\n");
        assert!(!scored.is_empty());
        sheets
    }

    fn attribute(&mut self, name: &str) {
        self.units = self.units.replace(&format!("{name},\n"), &format!("{name},duoc_tinh_cham_diem\n"));
    }

    fn qualify_without_initiative(&mut self, name: &str, score: &str) {
        let attribute = if score.is_empty() { "" } else { "duoc_tinh_cham_diem" };
        self.units.push_str(&format!("{name},{attribute}\n"));
        self.nominations.push_str(&format!("{name},bang_khen,2024\n"));
        self.votes.push_str(&format!("{name},bang_khen,2024,9\n"));
        self.results.push_str(&format!("{name},dan_dau_noi_dung_thi_dua,2024,có,Dẫn đầu cả bốn nội dung\n"));
        self.results.push_str(&format!("{name},ky_luat_ky_cuong,2024,có,\n"));
        if !score.is_empty() {
            self.results.push_str(&format!("{name},chi_so_cai_cach_hanh_chinh,2024,\"{score}\",\n"));
        }
        for paper in ["to_trinh", "bien_ban", "bao_cao_thanh_tich"] {
            self.papers.push_str(&format!("{name},{paper},20/12/2024\n"));
        }
    }

    fn qualify(&mut self, name: &str, score: &str) {
        self.qualify_without_initiative(name, score);
        self.initiatives.push_str(&format!("{name},Sáng kiến của {name},tỉnh,12/QĐ-HĐSK,2024\n"));
    }

    fn fail(&mut self, name: &str, score: &str, _: &str) {
        self.qualify(name, score);
    }

    fn facts(&self, rules: &str) -> crate::campaign::rules::Facts {
        facts(
            rules,
            &[
                ("don_vi", &self.units),
                ("de_nghi", &self.nominations),
                ("ket_qua", &self.results),
                ("sang_kien", &self.initiatives),
                ("ky_luat", &self.cases),
                ("ho_so", &self.papers),
                ("bieu_quyet", &self.votes),
            ],
        )
    }
}

#[test]
fn ninh_thuan_compares_with_the_year_before() {
    let results = "Đối tượng,Chỉ số,Năm,Giá trị\n\
        Phòng A,hoan_thanh_nhiem_vu,2020,hoàn thành xuất sắc nhiệm vụ\nPhòng A,thuc_hien_ke_hoach,2020,có\n\
        Phòng A,phan_loai_cai_cach,2020,Tốt\nPhòng A,par_index,2019,\"80,5\"\nPhòng A,par_index,2020,81\nPhòng A,ky_cuong,2020,có\n\
        Phòng B,hoan_thanh_nhiem_vu,2020,Hoàn thành tốt nhiệm vụ\nPhòng B,thuc_hien_ke_hoach,2020,có\n\
        Phòng B,phan_loai_cai_cach,2020,Khá\nPhòng B,ky_cuong,2020,có\n\
        Phòng C,hoan_thanh_nhiem_vu,2020,Hoàn thành xuất sắc nhiệm vụ\nPhòng C,thuc_hien_ke_hoach,2020,có\n\
        Phòng C,phan_loai_cai_cach,2020,Tốt\nPhòng C,pci,2020,70\nPhòng C,ky_cuong,2020,có\n\
        Phòng D,hoan_thanh_nhiem_vu,2020,Hoàn thành xuất sắc nhiệm vụ\nPhòng D,thuc_hien_ke_hoach,2020,có\n\
        Phòng D,phan_loai_cai_cach,2020,Tốt\nPhòng D,pci,2019,70\nPhòng D,pci,2020,70\nPhòng D,ky_cuong,2020,có\n\
        Nguyễn Văn E,hoan_thanh_nhiem_vu,2020,Hoàn thành xuất sắc nhiệm vụ\n\
        Nguyễn Văn E,thuc_hien_ke_hoach,2020,có\nNguyễn Văn E,ky_cuong,2020,có\n";
    let campaign = facts(
        NINH_THUAN,
        &[
            (
                "don_vi",
                "Tên đơn vị,Đặc điểm\nPhòng A,được giao phụ trách PAR INDEX\nPhòng B,\nPhòng C,giao_pci\nPhòng D,giao_pci\n",
            ),
            ("ca_nhan", "Họ và tên,Đơn vị\nNguyễn Văn E,Phòng B\n"),
            (
                "de_nghi",
                "Đối tượng,Hình thức,Năm\nPhòng A,bieu_duong,2020\nPhòng B,bieu_duong,2020\nPhòng C,bieu_duong,2020\n\
                 Phòng D,bieu_duong,2020\nNguyễn Văn E,bieu_duong,2020\n",
            ),
            ("ket_qua", results),
        ],
    );
    let judgement = on(&campaign, "2021-01-15");
    outcomes(
        &judgement,
        &[
            ("Phòng A", Outcome::DuocChon),
            ("Phòng B", Outcome::KhongDat),
            ("Phòng C", Outcome::Cho),
            ("Phòng D", Outcome::KhongDat),
            // The criteria of collectives don't apply to a person.
            ("Nguyễn Văn E", Outcome::DuocChon),
        ],
    );
}

#[test]
fn soc_trang_nests_and_votes() {
    let results = "Đối tượng,Chỉ số,Năm,Giá trị,Diễn giải\n\
        Phòng A,dong_gop,2022,có,Tham mưu đúng hạn\nPhòng A,tieu_chi_tron_diem,2022,85,\nPhòng A,diem_thanh_phan,2021,7,\n\
        Phòng A,diem_thanh_phan,2022,\"7,5\",\nPhòng A,dung_tien_do,2022,không,\nPhòng A,ho_so_tre_han,2022,0,\n\
        Phòng B,dong_gop,2022,có,Có nhiều cải tiến\nPhòng B,tieu_chi_tron_diem,2022,79,\n\
        Phòng C,dong_gop,2022,có,Tuyên truyền tốt\nPhòng C,tieu_chi_tron_diem,2022,90,\nPhòng C,diem_thanh_phan,2021,7,\n\
        Phòng C,diem_thanh_phan,2022,8,\nPhòng C,dung_tien_do,2022,chưa có,\n\
        Trần Thị D,dong_gop,2022,có,Soạn quy trình\nLê Văn E,dong_gop,2022,có,Hỗ trợ người dân\n\
        Lê Văn E,cai_thien_chi_so,2022,có,\nTrần Thị D,xet_theo_ke_hoach_52,,có,\n";
    let campaign = facts(
        SOC_TRANG,
        &[
            ("don_vi", "Tên đơn vị\nPhòng A\nPhòng B\nPhòng C\n"),
            ("ca_nhan", "Họ và tên,Đơn vị,Giới tính\nTrần Thị D,Phòng A,Nữ\nLê Văn E,Phòng B,Nam\n"),
            (
                "de_nghi",
                "Đối tượng,Hình thức,Năm\nPhòng A,giay_khen,2022\nPhòng B,giay_khen,2022\nPhòng C,giay_khen,2022\n\
                 Trần Thị D,giay_khen,2022\nLê Văn E,giay_khen,2022\nTrần Thị D,bang_khen,\n",
            ),
            ("ket_qua", results),
            (
                "sang_kien",
                "Tác giả,Tên sáng kiến,Cấp công nhận,Ngày công nhận,Năm\nTrần Thị D,Sổ tay điện tử,cơ sở,10/11/2022,2022\n",
            ),
            ("ky_luat", "Đối tượng,Trạng thái\nLê Văn E,đang xem xét\n"),
            (
                "bieu_quyet",
                "Đối tượng,Hình thức,Năm,Số phiếu đồng ý\nPhòng A,giay_khen,2022,8\nPhòng B,giay_khen,2022,8\n\
                 Phòng C,giay_khen,2022,8\nTrần Thị D,giay_khen,2022,5\nLê Văn E,giay_khen,2022,8\n",
            ),
        ],
    );
    let judgement = on(&campaign, "2022-12-31");
    outcomes(
        &judgement,
        &[
            // Not in time with the tasks of the province, but without a late file: the inner "one of".
            ("Phòng A", Outcome::DuocChon),
            ("Phòng B", Outcome::KhongDat),
            ("Phòng C", Outcome::Cho),
            // One of two: the initiative; 5 of all 9 members are more than half.
            ("Trần Thị D", Outcome::DuocChon),
            ("Lê Văn E", Outcome::KhongDat),
        ],
    );
    let phase = judgement.de_nghi.iter().find(|item| item.hinh_thuc == "bang_khen").unwrap();
    assert_eq!(phase.ket_qua, Outcome::Cho, "no vote yet");
    let money = judgement.chosen("giay_khen", Some(2022));
    let individual = money.iter().find(|item| item.loai == NomineeKind::CaNhan).unwrap();
    assert_eq!(individual.tien_thuong.as_ref().map(|money| money.so_tien), Some(450_000));
}

#[test]
fn an_bien_takes_a_fifth_from_high_to_low() {
    let units: Vec<String> = (1..=7).map(|number| format!("Xã {number}")).collect();
    let mut registrations = "Đơn vị,Đối tượng,Ngày nộp\n".to_owned();
    let mut results = "Đối tượng,Chỉ số,Năm,Giá trị\n".to_owned();
    let mut nominations = "Đối tượng,Hình thức,Năm\n".to_owned();
    for (at, unit) in units.iter().enumerate() {
        let day = if at == 6 { "01/8/2020" } else { "31/7/2020" };
        registrations.push_str(&format!("{unit},Tập thể,{day}\n"));
        let level = if at == 5 { "Tốt" } else { "xuất sắc" };
        results.push_str(&format!("{unit},phan_loai,2020,{level}\n{unit},diem_phan_loai,2020,{}\n", 90 + at));
        nominations.push_str(&format!("{unit},giay_khen_tap_the,2020\n"));
    }
    let people = "Họ và tên,Đơn vị,Giới tính,Đặc điểm\nLê A,Xã 1,Nam,truc_tiep_cai_cach\nLê B,Xã 1,Nữ,\n\
        Lê C,Xã 6,Nữ,truc_tiep_cai_cach\nLê D,Xã 2,Nữ,truc_tiep_cai_cach\nLê E,Xã 2,Nam,\n";
    for name in ["Lê A", "Lê B", "Lê C", "Lê D", "Lê E"] {
        nominations.push_str(&format!("{name},giay_khen_ca_nhan,2020\n"));
        results.push_str(&format!("{name},nhiem_vu_ca_nhan,2020,Xuất sắc\n"));
    }
    let mut papers = "Đối tượng,Loại giấy tờ,Ngày nhận\n".to_owned();
    units.iter().for_each(|unit| papers.push_str(&format!("{unit},to_trinh,01/12/2020\n")));
    let campaign = facts(
        AN_BIEN,
        &[
            ("don_vi", &format!("Tên đơn vị\n{}\n", units.join("\n"))),
            ("ca_nhan", people),
            ("dang_ky", &registrations),
            ("ket_qua", &results),
            ("de_nghi", &nominations),
            ("ho_so", &papers),
        ],
    );
    let judgement = on(&campaign, "2020-12-20");
    let collectives = &judgement.chon[0];
    assert_eq!(collectives.chi_tieu[0].cach_tinh, "20% của 6 tập thể đã đăng ký = 1,2 → 1");
    outcomes(
        &judgement,
        &[
            ("Xã 5", Outcome::DuocChon),
            ("Xã 4", Outcome::NgoaiChiTieu),
            ("Xã 6", Outcome::KhongDat),
            ("Xã 7", Outcome::KhongDat),
            // Directly in charge and a woman: first of the chain.
            ("Lê D", Outcome::DuocChon),
            ("Lê A", Outcome::NgoaiChiTieu),
            // Her commune is not rated xuất sắc.
            ("Lê C", Outcome::KhongDat),
        ],
    );
    let money = judgement.chosen("giay_khen_tap_the", Some(2020))[0].tien_thuong.clone().unwrap();
    assert_eq!(money.so_tien, 900_000, "0,6 × 1.490.000 rounded up");
}
