//! All papers of all samples agree with each other, with the judgement and with the law of their days. Each look is a
//! function that gives what is wrong, so that a broken value shows that it finds something.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use vanthu::campaign::CampaignFolder;

use crate::all_papers::{Paper, SAMPLES, all, of_sample, open, papers, year_of_stem};
use crate::papers::{found, sample};
use crate::program::{check, sample as folder};

/// A legal text of the program's own table.
struct Law {
    so: String,
    /// How it is cited without a number: its name and the day it was passed.
    goi: Option<(String, Vec<String>)>,
    tu_ngay: Option<NaiveDate>,
    den_ngay: Option<NaiveDate>,
}

fn laws() -> Vec<Law> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/law/texts.toml");
    let table: toml::Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let text = |row: &toml::Value, key: &str| row.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let day = |row: &toml::Value, key: &str| text(row, key).map(|day| day.parse::<NaiveDate>().unwrap());
    let rows = table["van_ban"].as_array().unwrap().iter();
    let law = |row: &toml::Value| Law {
        so: text(row, "so").unwrap(),
        goi: row.get("goi").map(|called| {
            let passed = day(called, "ngay").unwrap();
            (text(called, "ten").unwrap().to_lowercase(), spelled(passed))
        }),
        tu_ngay: day(row, "tu_ngay"),
        den_ngay: day(row, "den_ngay"),
    };
    rows.map(law).collect()
}

/// "ngày 26 tháng 11 năm 2003", with and without the zero of a month.
fn spelled(day: NaiveDate) -> Vec<String> {
    ["ngày %d tháng %m năm %Y", "ngày %d tháng %-m năm %Y"].map(|form| day.format(form).to_string()).to_vec()
}

impl Law {
    fn is_cited_in(&self, words: &str) -> bool {
        let folded = words.to_lowercase();
        let called = |(name, days): &(String, Vec<String>)| {
            folded.contains(&format!("căn cứ {name}")) && days.iter().any(|day| folded.contains(day))
        };
        words.contains(&format!("số {}", self.so)) || self.goi.as_ref().is_some_and(called)
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.tu_ngay.is_none_or(|from| from <= day) && self.den_ngay.is_none_or(|until| day <= until)
    }
}

/// Căn cứ of `papers` that are not in force on their day, that are another body's, or that name one law in two ways.
fn wrong_bases(papers: &[Paper]) -> Vec<String> {
    let laws = laws();
    let mut wrong = Vec::new();
    let mut words: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for paper in papers {
        for basis in &paper.bases {
            for law in laws.iter().filter(|law| law.is_cited_in(basis)) {
                let known = paper.days.is_none_or(|(first, last)| law.holds(first) || law.holds(last));
                if !known {
                    wrong.push(format!("{} {}: not in force: {basis}", paper.sample, paper.path));
                }
                let bare = basis.trim_end_matches(['.', ';']);
                let before = basis.split(&law.so).next().unwrap_or_default();
                if before.contains('/') {
                    continue;
                }
                let first = *words.entry((paper.sample, &law.so)).or_insert(bare);
                if first != bare {
                    wrong.push(format!("{} {}: “{bare}”, elsewhere “{first}”", paper.sample, paper.path));
                }
            }
            let is_decision = paper.kind() == "quyet_dinh_khen_thuong";
            if is_decision && basis.starts_with("Căn cứ Kế hoạch") && !basis.contains(&format!("của {}", paper.issuer))
            {
                wrong.push(format!(
                    "{} {}: plan of another body than {}: {basis}",
                    paper.sample, paper.path, paper.issuer
                ));
            }
        }
    }
    wrong
}

#[test]
fn legal_bases_are_in_force_on_the_day_and_of_the_right_body() {
    let wrong = wrong_bases(all());
    assert!(wrong.is_empty(), "{wrong:#?}");
    let cited = all().iter().flat_map(|paper| &paper.bases).count();
    assert!(cited > 100, "{cited}");
    // A decree that is not yet there, the plan of a body below, and other words for the same law.
    for (before, after, told) in [
        ("Căn cứ Nghị định số 91/2017/NĐ-CP", "Căn cứ Nghị định số 98/2023/NĐ-CP", "not in force"),
        (
            "Căn cứ Kế hoạch số 64/KH-UBND ngày 22 tháng 3 năm 2022 của Ủy ban nhân dân tỉnh",
            "Căn cứ Kế hoạch số 9/KH-STC của Sở",
            "plan of another body",
        ),
        ("(được sửa đổi, bổ sung năm 2005, 2009 và 2013)", "và các lần sửa đổi", "elsewhere"),
    ] {
        let mut broken = of_sample("kien_giang_2022");
        let decision = broken.iter_mut().find(|paper| paper.kind() == "quyet_dinh_khen_thuong").unwrap();
        decision.bases.iter_mut().for_each(|basis| *basis = basis.replace(before, after));
        assert!(wrong_bases(&broken).iter().any(|fault| fault.contains(told)), "{told}: {:#?}", wrong_bases(&broken));
    }
}

#[test]
fn what_is_not_verified_is_cited_only_where_the_office_does() {
    let unverified = ["12/2019/TT-BNV", "15/2025/TT-BNV", "06/2026/QH16", "23 tháng 4 năm 2026"];
    let cited = |papers: &[Paper]| -> Vec<String> {
        let bases = papers.iter().flat_map(|paper| &paper.bases);
        bases.filter(|basis| unverified.iter().any(|so| basis.contains(so))).cloned().collect()
    };
    assert_eq!(cited(all()), [""; 0]);
    let own = "Căn cứ Thông tư số 12/2019/TT-BNV ngày 04 tháng 11 năm 2019 của Bộ trưởng Bộ Nội vụ";
    let edit = ("can_cu = [\"Căn cứ Luật Tổ chức", format!("can_cu = [\"{own}\", \"Căn cứ Luật Tổ chức"));
    let campaign = sample("kien_giang_2022", &[(edit.0, &edit.1)]);
    let cited = cited(&papers("kien_giang_2022", &campaign));
    assert!(cited.len() > 5 && cited.iter().all(|basis| basis.trim_end_matches(['.', ';']) == own), "{cited:#?}");
}

#[test]
fn papers_of_a_day_without_a_form_set_cite_what_is_in_force() {
    let edits = [
        ("ngay_xet = 2023-03-01", "ngay_nop_ho_so = 2027-03-05\nngay_xet = 2023-03-01"),
        ("[van_ban.to_trinh]\nngay = \"2023-03\"", "[van_ban.to_trinh]\nngay = \"2027-03-05\""),
    ];
    let campaign = sample("kien_giang_2022", &edits);
    assert_eq!(found(&campaign, "TC012").len(), 1, "no set is known after the last one");
    let papers = papers("kien_giang_2022", &campaign);
    let proposal = papers.iter().find(|paper| paper.kind() == "to_trinh").unwrap();
    assert!(proposal.bases.iter().any(|basis| basis.contains("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022")));
    assert!(!proposal.bases.iter().any(|basis| basis.contains("/NĐ-CP")), "{:?}", proposal.bases);
}

#[test]
fn a_body_of_the_party_has_papers_of_a_form_of_their_own() {
    let campaign = sample("kien_giang_2022", &[("ten = \"Sở Tài chính\"", "ten = \"Đảng ủy Sở Tài chính\"")]);
    assert_eq!(found(&campaign, "TC013").len(), 1, "printed by the decree of the State, and told so");
}

#[test]
fn the_check_tells_what_it_does_not_cite() {
    let place = folder("kien_giang_2022", |facts| facts);
    let (_, told, _) = check(place.path(), &["."]);
    assert!(told.contains("Căn cứ chưa kiểm chứng, không tự ghi vào văn bản: Thông tư số 12/2019/TT-BNV"), "{told}");
}

/// Mentions of units without the bodies above them, in `papers` of bodies above these.
fn unclear_names(campaign: &CampaignFolder, papers: &[Paper]) -> Vec<String> {
    let body = &campaign.campaign().co_quan;
    let above: Vec<&str> = papers
        .iter()
        .filter(|paper| paper.kind() == "quyet_dinh_khen_thuong" && paper.issuer != body.ten)
        .map(Paper::stem)
        .collect();
    let kinds = ["quyet_dinh_khen_thuong", "danh_sach_de_nghi", "to_trinh"];
    let mut unclear = Vec::new();
    for (at, _) in campaign.parties().units() {
        let Some(unit) = campaign.parties().unit(at) else { continue };
        for paper in papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
            let outside = above.contains(&paper.stem());
            let parent = if outside { &body.ten } else { &unit.thuoc };
            if parent.is_empty() || *parent == body.ten && !outside || unit.ten == *parent {
                continue;
            }
            let place = parent.strip_prefix("Ủy ban nhân dân ").unwrap_or(parent).to_lowercase();
            let listed =
                paper.lines.iter().filter(|line| line.starts_with(['-', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
            for line in listed {
                let Some(from) = line.find(&unit.ten) else { continue };
                let said: String =
                    line[from..].chars().take(unit.ten.chars().count() + parent.chars().count() + 2).collect();
                if !said.to_lowercase().contains(&place) {
                    unclear.push(format!("{} {}: {line}", paper.sample, paper.path));
                }
            }
        }
    }
    unclear
}

#[test]
fn names_above_the_body_carry_the_body() {
    for name in SAMPLES {
        let unclear = unclear_names(&open(name), &of_sample(name));
        assert!(unclear.is_empty(), "{unclear:#?}");
    }
    for (name, whole, bare) in [
        ("kien_giang_2022", "Văn phòng Sở Tài chính", "Văn phòng Sở"),
        ("an_bien_2020", "kết quả huyện, Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", "kết quả huyện"),
    ] {
        let mut broken = of_sample(name);
        broken.iter_mut().flat_map(|paper| &mut paper.lines).for_each(|line| *line = line.replace(whole, bare));
        assert!(!unclear_names(&open(name), &broken).is_empty(), "{name}");
    }
}

/// Reasons of the judgement that the minutes do not give.
fn reasons_not_given(campaign: &CampaignFolder, minutes: &[Paper]) -> Vec<String> {
    let mut missing = Vec::new();
    for paper in minutes {
        let text = paper.text().to_lowercase();
        let of_round =
            |code: &str, year: Option<i32>| paper.stem() == format!("{code}{}", year_of_stem(campaign, year));
        for item in campaign.judgement().de_nghi.iter().filter(|item| of_round(&item.hinh_thuc, item.nam)) {
            let before = [&item.tieu_chuan, &item.ho_so].into_iter().chain(&item.loai_tru);
            let refused = before.into_iter().any(|verdict| ["khong_dat", "cho"].contains(&verdict.trang_thai.name()));
            for verdict in item.reasons().iter().filter(|_| refused) {
                let tail = verdict.ly_do.rsplit(": ").next().unwrap_or_default().replace(&item.ten, "");
                // Papers write two brackets in a row as one.
                let tail = tail.trim().trim_end_matches(['.', ';']).replace(") (", "; ").to_lowercase();
                if !text.contains(&tail) || !text.contains(&item.ten.to_lowercase()) {
                    missing.push(format!("{} {}: {}", paper.path, item.ten, verdict.ly_do));
                }
            }
        }
    }
    missing
}

#[test]
fn reasons_in_all_minutes_are_those_of_the_check() {
    let minutes = |name: &str| -> Vec<Paper> {
        of_sample(name).into_iter().filter(|paper| paper.kind() == "bien_ban_hop").collect()
    };
    for name in SAMPLES {
        assert_eq!(reasons_not_given(&open(name), &minutes(name)), [""; 0], "{name}");
    }
    for (name, reason) in [
        ("binh_phuoc_2024", "khiển trách"),
        ("soc_trang_2022", "kỷ luật"),
        ("binh_phuoc_2024", "89,99%"),
        ("song_hau_2024", "muộn 7 ngày"),
        ("sa_binh_2025", "18 triệu đồng"),
    ] {
        let mut broken = minutes(name);
        let lines = broken.iter_mut().flat_map(|paper| &mut paper.lines);
        lines.for_each(|line| *line = line.replace(reason, "lý do khác"));
        assert!(!reasons_not_given(&open(name), &broken).is_empty(), "{name}: {reason}");
    }
}
