//! A `.van` text as PDF: `cargo run --release --example van_to_pdf -- cong_van.van cong_van.pdf`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

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
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("cần hai đường dẫn: tệp .van và tệp .pdf".into());
    };
    fs::write(to, pdf(&fs::read(&from)?, &from)?)?;
    Ok(())
}

/// The PDF of the text `van`; `path` is named in findings. Warnings go to stderr.
fn pdf(van: &[u8], path: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let (document, warnings) = paper::parse(van, path)?;
    eprint!("{warnings}");
    let formats: Vec<_> = paper::format("pdf").into_iter().collect();
    let rendered = paper::render(&document, &formats)?;
    Ok(rendered.files.concat())
}
