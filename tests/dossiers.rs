//! The papers that pass between a unit and the one who decides: what a unit sends, and how many tờ trình
//! go up.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;
use vanthu::campaign::{self, CampaignFolder};
use vanthu::document::Document;

use crate::program;

/// The sample `name` with `edit` made to its facts.
fn sample(name: &str, edit: impl Fn(String) -> String) -> (TempDir, CampaignFolder) {
    reopened(program::sample(name, edit))
}

/// The campaign in `place`.
fn reopened(place: TempDir) -> (TempDir, CampaignFolder) {
    let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{report:?}"));
    (place, campaign)
}

/// Every filled-in paper of `kind` by its stem.
fn papers(campaign: &CampaignFolder, kind: &str) -> BTreeMap<String, Document> {
    let jobs = campaign.jobs(&[], &[]).unwrap_or_else(|report| panic!("{report:?}"));
    let prefix = format!("{kind}/");
    let made = jobs.iter().filter_map(|job| Some((job.path.strip_prefix(&prefix)?, job)));
    let filled = made.filter(|(stem, _)| *stem != "mau_trong");
    let make = |job: &vanthu::campaign::Job| (job.make)().unwrap_or_else(|report| panic!("{}: {report:?}", job.path));
    filled
        .map(|(stem, job)| {
            let (document, warnings) = make(job);
            assert!(warnings.is_empty(), "{}: {warnings:?}", job.path);
            (stem.to_owned(), document)
        })
        .collect()
}

fn text(document: &Document) -> String {
    format!("{document:?}")
}

#[test]
fn a_unit_sends_the_papers_that_the_plan_asks_of_it_for_those_it_proposes() {
    let (_place, campaign) = sample("binh_phuoc_2024", |facts| facts);
    let mut proposed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for item in &campaign.judgement().de_nghi {
        proposed.entry(item.don_vi.as_str()).or_default().push(item.ten.as_str());
    }
    assert!(proposed["Sở Nội vụ"].contains(&"Phòng Cải cách hành chính"), "a sở proposes its phòng");
    let stems: BTreeMap<&str, &str> =
        campaign.parties().units().map(|(_, unit)| (unit.name(), unit.stem.as_str())).collect();
    for kind in ["to_trinh_don_vi", "bien_ban_hop_don_vi"] {
        let papers = papers(&campaign, kind);
        assert_eq!(papers.len(), proposed.len(), "{kind}");
        for (unit, names) in &proposed {
            let text = text(&papers[stems[unit]]);
            assert!(text.contains(&format!("{:02} tập thể", names.len())), "{kind} {unit}: {text}");
            for name in campaign.judgement().de_nghi.iter().map(|item| item.ten.as_str()) {
                // One alone has no dash; what a unit sends up names its parts with the unit.
                let dash = if names.len() > 1 { "- " } else { "" };
                let of = |name: &str| name.strip_prefix("Ủy ban nhân dân ").map(str::to_owned);
                let body = of(name).and_then(|_| of(unit)).unwrap_or_else(|| (*unit).to_owned());
                let body = if kind == "to_trinh_don_vi" && name != *unit { format!(", {body}") } else { String::new() };
                let row = format!("text: \"{dash}{name}{body}: ");
                assert_eq!(text.contains(&row), names.contains(&name), "{kind} {unit}: {row} in {text}");
            }
        }
    }
    let minutes = text(&papers(&campaign, "bien_ban_hop_don_vi")["so_tu_phap"]);
    assert!(minutes.contains("Họp Hội đồng Thi đua - Khen thưởng xét, đề nghị khen thưởng"), "{minutes}");
    let cover = text(&papers(&campaign, "to_trinh_don_vi")["uy_ban_nhan_dan_huyen_dong_phu"]);
    assert!(cover.contains("\"TM. ỦY BAN NHÂN DÂN\", \"CHỦ TỊCH\""), "{cover}");
    assert!(!cover.contains("/11"), "ballots that are cast later: {cover}");
}

#[test]
fn a_paper_that_the_plan_does_not_ask_for_is_not_made() {
    let minutes =
        "[[ho_so]]\nma = \"bien_ban\"\nten = \"Biên bản họp Hội đồng Thi đua - Khen thưởng\"\ncua = \"don_vi\"\n";
    let (place, _) = sample("binh_phuoc_2024", |facts| {
        assert!(facts.contains(minutes));
        facts.replace(minutes, "")
    });
    let received = place.path().join("ho_so.csv");
    let rows = fs::read_to_string(&received).unwrap();
    let others: Vec<&str> = rows.lines().filter(|row| !row.contains("Biên bản họp Hội đồng")).collect();
    fs::write(&received, others.join("\n")).unwrap();
    let (_place, campaign) = reopened(place);
    assert!(papers(&campaign, "bien_ban_hop_don_vi").is_empty());
    assert!(!papers(&campaign, "to_trinh_don_vi").is_empty());
    let faults = campaign.jobs(&["bien_ban_hop_don_vi".to_owned()], &[]).map(|_| ()).unwrap_err();
    let fault = faults.iter().next().unwrap().to_string();
    assert!(fault.contains("TL011") && fault.contains("[[ho_so]]"), "{fault}");
}

#[test]
fn a_paper_asked_for_individuals_names_only_them() {
    let (_place, campaign) = sample("an_bien_2020", |facts| facts);
    let papers = papers(&campaign, "to_trinh_don_vi");
    assert_eq!(papers.len(), 12);
    for (stem, document) in &papers {
        let title = document.trich_yeu.join(" ");
        assert!(title.contains("cá nhân") && !title.contains("tập thể"), "{stem}: {title}");
    }
}

#[test]
fn hinh_thuc_of_one_authority_go_up_in_one_to_trinh() {
    let (_place, campaign) = sample("an_bien_2020", |facts| facts);
    let papers_of = |campaign: &CampaignFolder| papers(campaign, "to_trinh");
    let all = papers_of(&campaign);
    let stem = "giay_khen_tap_the_giay_khen_ca_nhan_2020";
    assert_eq!(all.keys().collect::<Vec<_>>(), [stem]);
    assert!(all[stem].trich_yeu.join(" ").contains("cho 07 tập thể và 08 cá nhân"), "{:?}", all[stem].trich_yeu);
    let both = papers(&campaign, "quyet_dinh_khen_thuong");
    assert!(both.len() == 2 && both.values().all(|decision| text(decision).contains("Tờ trình số 86/TTr-PNV")));

    let own = "[[van_ban.to_trinh.rieng]]\nhinh_thuc = \"giay_khen_ca_nhan\"\nso = \"87\"\n\n[van_ban.to_trinh_don_vi]";
    let (_place, apart) = sample("an_bien_2020", |facts| facts.replacen("[van_ban.to_trinh_don_vi]", own, 1));
    assert_eq!(papers_of(&apart).len(), 2, "told to be apart");
    let (_place, two) = sample("soc_trang_2022", |facts| facts);
    assert_eq!(papers_of(&two).len(), 2, "two authorities decide");
}
