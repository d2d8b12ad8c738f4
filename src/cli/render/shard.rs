//! `vanthu render --manh`: one shard of the papers, for an engine that runs many of them.

use std::path::Path;
use std::sync::Arc;

use super::{Plan, out_folder, outcomes, plan, summary};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::files;
use crate::base::text::ascii_key;
use crate::cli::Exit;
use crate::cli::arguments::Render;
use crate::cli::console::Console;
use crate::cli::interrupt::{Interrupt, stopped};
use crate::make::input::Input;
use crate::make::output::disk::Disk;
use crate::make::shard::{Bucket, Inputs, Pack, Record, Run, Shard, Shelf, Wanted};

pub fn run(wanted: Wanted, arguments: &Render, interrupt: &Interrupt, console: &Console) -> Exit {
    interrupt.repeating();
    match make(wanted, arguments, interrupt, console) {
        Ok(exit) => exit,
        Err(finding) => {
            console.finding(&finding);
            Exit::repeatable(&finding)
        }
    }
}

fn make(wanted: Wanted, arguments: &Render, interrupt: &Interrupt, console: &Console) -> Result<Exit, Diagnostic> {
    let shard = wanted.settle(|name| std::env::var(name).ok())?;
    if arguments.print || arguments.parcels {
        return Err(of_all());
    }
    let bucket = arguments.out.as_deref().map(Bucket::at).transpose()?.flatten();
    let inputs = Inputs::new(&files::Disk, &arguments.path);
    let planned = plan(arguments, &inputs);
    if let Err(report) = &planned {
        console.report(report);
    }
    if inputs.has_stumbled() {
        return Err(unanswered(&arguments.path));
    }
    let Ok(plan) = planned else { return Ok(Exit::Unusable) };
    if plan.input == Input::Single {
        return Err(single(&arguments.path));
    }
    console.report(&plan.papers.warnings);
    let run = described(arguments, &plan, inputs.sum());
    let (plan, numbers) = cut(plan, shard);
    let shelf = Shelf::new(&out_folder(arguments, plan.input), bucket)?;
    shelf.admit(shard, &run)?;
    let pack = Pack::begin(&shelf, shard, &run, Arc::new(Disk))?;
    let (outcomes, is_stopped) = outcomes(arguments, &plan, &pack, interrupt, console);
    if is_stopped {
        return Err(stopped("mảnh này chưa xong, không ghi gì"));
    }
    let records: Vec<Record> = numbers.iter().zip(&outcomes).map(|(number, one)| Record::new(*number, one)).collect();
    let Some(head) = pack.finish(&run, &records)? else {
        console.line(&format!("Mảnh {shard} chưa xong, không ghi gì; chạy lại được"));
        return Ok(Exit::Retry);
    };
    let sent = shelf.deliver(shard)?;
    console.line(&format!("Mảnh {shard}: {} trong {} văn bản", head.documents, run.documents));
    console.line(&summary(&outcomes, &shelf.name().join(&head.zip.path)));
    if sent == Some(false) {
        console.line("Kho đã có mảnh này từ trước, đúng từng byte; không gửi gì thêm");
    }
    let is_fine = head.failed == 0 || arguments.tolerant;
    Ok(if is_fine { Exit::Fine } else { Exit::Findings })
}

/// What all shards of the run have in common.
fn described(arguments: &Render, plan: &Plan, input: String) -> Run {
    Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        owner: plan.papers.owner.clone(),
        merge: plan.papers.merge.as_ref().map(|(kind, _)| kind.clone()),
        formats: plan.formats.iter().map(|format| format.name.to_owned()).collect(),
        kinds: arguments.kinds.iter().map(|kind| ascii_key(kind)).collect(),
        only: arguments.only.clone(),
        form_set: arguments.form_set.clone(),
        convert: arguments.convert,
        is_doubtful: plan.papers.is_doubtful,
        input,
        documents: plan.papers.jobs.len(),
    }
}

/// `plan` with the papers of `shard` alone, and the number of each among all.
fn cut(mut plan: Plan, shard: Shard) -> (Plan, Vec<usize>) {
    let (numbers, jobs): (Vec<usize>, Vec<_>) = shard.of_jobs(plan.papers.jobs).into_iter().unzip();
    plan.papers.jobs = jobs;
    if let Some((_, rows)) = &mut plan.papers.merge {
        *rows = numbers.iter().filter_map(|number| rows.get(*number).cloned()).collect();
    }
    (plan, numbers)
}

/// What is made of all papers can't be made of some.
fn of_all() -> Diagnostic {
    Diagnostic::error(Code::TL009, "`--gop` và `--theo-don-vi` cần mọi văn bản, không đi với `--manh`")
        .hint("bỏ chúng khi chạy từng mảnh; mở các mảnh bằng `vanthu ghep … --ra`, rồi chạy `vanthu render` với chúng vào thư mục ấy")
}

/// A single text has no parts.
fn single(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::TL009, "`--manh` chỉ dùng với thư mục phong trào hoặc mẫu .van.tera")
        .at(Place::file(path))
        .hint("bỏ `--manh`: tệp .van là một văn bản")
}

/// A file of the input may be there and could not be read now.
fn unanswered(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::GF005, "ổ đĩa không trả lời khi đọc số liệu vào, nên mảnh này chưa làm")
        .at(Place::file(path))
        .hint("chạy lại mảnh này; lặp lại mãi thì xem ổ đĩa mạng của máy")
}
