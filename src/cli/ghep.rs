//! `vanthu ghep`: the shards of a run, checked and put together.

use std::sync::Arc;

use super::arguments::Gather;
use super::console::Console;
use super::interrupt::Interrupt;
use super::{Exit, quoted};
use crate::base::diag::{Diagnostic, Report};
use crate::base::files;
use crate::make::output::SUMMARY;
use crate::make::output::disk::Disk;
use crate::make::run::{some_of, summary};
use crate::make::shard::gather::{self, Gathered, ranges};
use crate::make::shard::{Bucket, Shelf};

pub fn run(arguments: &Gather, interrupt: &Interrupt, console: &Console) -> Exit {
    interrupt.repeating();
    let shelves = match shelves(arguments) {
        Ok(shelves) => shelves,
        Err(report) => {
            console.report(&report);
            let again = report.iter().all(|finding| Exit::repeatable(finding) == Exit::Retry);
            return if again { Exit::Retry } else { Exit::Unusable };
        }
    };
    let gathered = match gather::look(&files::Disk, &shelves) {
        Ok(gathered) => gathered,
        Err(report) => {
            console.report(&report);
            return Exit::Unusable;
        }
    };
    console.report(&gathered.report);
    if !gathered.again.is_empty() {
        let (whole, of) = (gathered.shards.len(), gathered.of);
        console.line(&format!("Đủ và đúng {whole} trong {of} mảnh. Chạy lại các mảnh sau, rồi ghép lại:"));
        let told = console.result(&format!("--array={}\n", ranges(gathered.again.iter().copied())));
        return if told == Exit::Fine { Exit::Retry } else { told };
    }
    match put(arguments, &shelves, &gathered, console) {
        Ok(exit) => exit,
        Err(finding) => {
            console.finding(&finding);
            Exit::repeatable(&finding)
        }
    }
}

/// Where the shards lie; those in buckets are brought here.
fn shelves(arguments: &Gather) -> Result<Vec<Shelf>, Report> {
    let (mut shelves, mut report) = (Vec::new(), Report::new());
    for folder in &arguments.folders {
        let shelf = Bucket::at(folder).and_then(|bucket| Shelf::new(folder, bucket));
        match shelf.and_then(|shelf| shelf.bring().map(|()| shelf)) {
            Ok(shelf) => shelves.push(shelf),
            Err(finding) => report.push(finding),
        }
    }
    report.finish(shelves).map(|(shelves, _)| shelves)
}

/// Puts the shards, which are all there, together.
fn put(arguments: &Gather, shelves: &[Shelf], gathered: &Gathered, console: &Console) -> Result<Exit, Diagnostic> {
    let failed = gathered.failed();
    let ending = match &arguments.out {
        Some(out) => {
            let mut waiting = || console.line("Đang chờ một lần chạy khác ghi xong vào thư mục kết quả này…");
            let (outcomes, report) = gather::unpack(gathered, out, Arc::new(Disk), &mut waiting)?;
            console.report(&report);
            console.line(&summary(&outcomes, out));
            report
        }
        None => {
            // The command line asks for one at least.
            for shelf in shelves.iter().take(1) {
                gather::put_manifest(gathered, shelf.folder(), Arc::new(Disk))?;
                shelf.deliver_summary()?;
                let path = shelf.name().join(SUMMARY);
                console.line(&told(gathered, &quoted(&path.display().to_string()), &failed));
            }
            Report::new()
        }
    };
    gathered.tidy(&Disk);
    Ok(if failed.is_empty() && !ending.has_errors() { Exit::Fine } else { Exit::Findings })
}

fn told(gathered: &Gathered, path: &str, failed: &[&str]) -> String {
    let documents = gathered.run().map_or(0, |run| run.documents);
    let mut text = format!("Đủ {} mảnh, {documents} văn bản; bảng kê chung: {path}", gathered.of);
    if !failed.is_empty() {
        text.push_str(&format!("\n{} văn bản có lỗi, không tạo: {}", failed.len(), some_of(failed)));
    }
    text
}
