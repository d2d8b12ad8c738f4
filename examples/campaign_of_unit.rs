//! What is wrong with a campaign, and the registration form of one unit:
//! `cargo run --release --example campaign_of_unit -- samples/kien_giang_2022 "Văn phòng Sở" dang_ky.pdf`.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use vanthu::campaign::{self, CampaignFolder};
use vanthu::paper;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, unit, to] = arguments.as_slice() else {
        return Err("cần ba đối số: thư mục phong trào, tên đơn vị, tệp .pdf".into());
    };
    let campaign = campaign::open(Path::new(folder))?;
    print!("{}", campaign.findings());
    fs::write(to, registration(&campaign, unit)?)?;
    Ok(())
}

/// The registration form of `unit` as PDF.
fn registration(campaign: &CampaignFolder, unit: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let formats: Vec<_> = paper::format("pdf").into_iter().collect();
    let jobs = campaign.jobs(&["dang_ky".to_owned()], &[unit.to_owned()])?;
    let job = jobs.first().ok_or("đơn vị không có bản đăng ký")?;
    let (document, _) = (job.make)()?;
    Ok(paper::render(&document, &formats)?.files.concat())
}
