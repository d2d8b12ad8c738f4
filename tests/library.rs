//! The public library by itself: what it makes is what the program makes, and a campaign held in memory is the
//! campaign on disk.

use std::fs;
use std::path::{Path, PathBuf};

use vanthu::campaign::{self, CampaignFolder, Opening};
use vanthu::files::Memory;
use vanthu::paper::{self, Renderer, format};

use crate::program::run;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// All files below `folder`, under the same paths.
fn in_memory(folder: &Path, memory: &mut Memory) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            in_memory(&path, memory);
        } else {
            memory.put(&path, fs::read(&path).unwrap());
        }
    }
}

/// Every paper of the campaign as text, after its path, with its findings.
fn papers(campaign: &CampaignFolder) -> Vec<(String, Vec<u8>, Vec<String>)> {
    let mut renderer = Renderer::new().unwrap();
    let paper = |job: vanthu::campaign::Job| {
        let (document, findings) = (job.make)().unwrap_or_else(|report| panic!("{}: {report:?}", job.path));
        let bytes = renderer.render(&document, &[format("native").unwrap()]).unwrap().files.remove(0);
        (job.path, bytes, findings.iter().map(ToString::to_string).collect())
    };
    campaign.jobs(&[], &[]).unwrap().into_iter().map(paper).collect()
}

#[test]
fn what_lies_in_memory_reads_as_what_lies_on_disk() {
    for name in ["kien_giang_2022", "soc_trang_2022"] {
        let folder = samples().join(name);
        let mut memory = Memory::default();
        in_memory(&folder, &mut memory);
        let opening = Opening { files: &memory, ..Opening::default() };
        let (there, here) = (campaign::open(&folder).unwrap(), campaign::open_as(&folder, &opening).unwrap());
        assert_eq!(there.findings(), here.findings(), "{name}");
        let (there, here) = (papers(&there), papers(&here));
        assert!(!here.is_empty());
        assert_eq!(there, here, "{name}");
    }
}

#[test]
fn templates_and_prose_of_the_campaign_are_read_from_memory_too() {
    let folder = samples().join("kien_giang_2022");
    let mut memory = Memory::default();
    in_memory(&folder, &mut memory);
    memory.put(folder.join("noi_dung/muc_dich.van"), "Mục đích chỉ có trong bộ nhớ.\n");
    memory.put(folder.join("mau/khong_co.txt"), "");
    let campaign = campaign::open_as(&folder, &Opening { files: &memory, ..Opening::default() }).unwrap();
    let told: Vec<String> = campaign.findings().iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|finding| finding.contains("khong_co.txt")), "{told:?}");
    let plan = papers(&campaign).into_iter().find(|(path, ..)| path == "ke_hoach/ke_hoach").unwrap();
    assert!(String::from_utf8(plan.1).unwrap().contains("Mục đích chỉ có trong bộ nhớ."));
}

#[test]
fn the_library_makes_what_the_program_makes() {
    let place = tempfile::tempdir().unwrap();
    let made = |arguments: &[&str], path: &str| {
        let (code, _, talk) =
            run(place.path(), &[&["render"], arguments, &["--formats", "pdf", "--out", "ra"]].concat());
        assert_eq!(code, 0, "{talk}");
        fs::read(place.path().join("ra").join(path)).unwrap()
    };
    let pdf = |document| paper::render(&document, &[format("pdf").unwrap()]).unwrap().files.remove(0);
    let van = samples().join("cong_van.van");
    let (document, _) = paper::parse(&fs::read(&van).unwrap(), &van).unwrap();
    assert!(pdf(document) == made(&[van.to_str().unwrap()], "cong_van.pdf"));

    let folder = samples().join("kien_giang_2022");
    let campaign = campaign::open(&folder).unwrap();
    let unit = campaign.parties().units().next().unwrap().1.name().to_owned();
    let jobs = campaign.jobs(&["dang_ky".to_owned()], std::slice::from_ref(&unit)).unwrap();
    let (document, _) = (jobs[0].make)().unwrap();
    let path = format!("{}.pdf", jobs[0].path);
    assert!(pdf(document) == made(&[folder.to_str().unwrap(), "dang_ky", "--only", &unit], &path));
}
