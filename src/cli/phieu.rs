//! `vanthu phieu`: a workbook for each unit to fill in and send back.

use std::path::{Path, PathBuf};

use super::arguments::Requests;
use super::console::Console;
use super::input::old_text;
use super::{Exit, quoted};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::campaign::{self, Opening, tables};
use crate::make::input::Input;
use crate::make::output::OutputFile;
use crate::make::output::whole::{new_folder, write_file};
use crate::make::requests;

const OPTION: &str = "--out";

pub fn run(arguments: &Requests, console: &Console) -> Exit {
    match answer(arguments) {
        Ok(text) => console.result(&text),
        Err(report) => {
            console.report(&report);
            Exit::Unusable
        }
    }
}

fn answer(arguments: &Requests) -> Result<String, Report> {
    let Requests { path, only, out, convert } = arguments;
    if Input::of(&Disk, path)? != Input::Campaign {
        let finding =
            Diagnostic::error(Code::TL002, "phiếu lập cho các đơn vị của một phong trào").at(Place::file(path));
        return Err(finding.hint("đưa thư mục của phong trào").into());
    }
    let opening = Opening { old_text: old_text(*convert), ..Opening::default() };
    let folder = campaign::open_as(path, &opening)?;
    let mut report = Report::new();
    let names: Vec<&String> = only.iter().collect();
    let listed = folder.facts().doi_tuong.len();
    let mut chosen = folder.chosen(&names, &mut report);
    chosen.retain(|at| *at < listed);
    let (chosen, _) = report.finish(chosen)?;
    let files = requests::files(&folder, &tables(path, &folder.facts().quy_dinh, &opening), &chosen)?;
    put(out, &files)?;
    Ok(next_steps(path, out, files.len()))
}

/// Writes `files` into the folder `out`, over nothing that is there.
fn put(out: &Path, files: &[OutputFile]) -> Result<(), Report> {
    let is_new = Disk.list(out).map_or(true, |entries| entries.is_empty());
    if is_new {
        return Ok(new_folder(out, files)?);
    }
    let taken: Report =
        files.iter().map(|file| out.join(&file.path)).filter(|path| Disk.kind(path).is_ok()).map(taken).collect();
    if taken.has_errors() {
        return Err(taken);
    }
    files.iter().try_for_each(|file| Ok(write_file(&out.join(&file.path), &file.bytes, OPTION)?))
}

fn taken(path: PathBuf) -> Diagnostic {
    Diagnostic::error(Code::TL012, "tệp này đã có, có thể đơn vị đã điền: không ghi đè lên")
        .at(Place::file(path))
        .hint("chọn thư mục khác ở `--out`, hoặc tự chuyển tệp ấy đi trước")
}

fn next_steps(path: &Path, out: &Path, count: usize) -> String {
    let (name, answers) = (quoted(&path.display().to_string()), path.join("so_lieu"));
    format!(
        "Đã lập {count} phiếu trong {}, mỗi đơn vị một sổ tính (trang Hướng dẫn ghi cách điền, thời hạn, nơi gửi).\n\
         Gửi cho các đơn vị điền; nhận lại thì đặt nguyên tệp vào {} rồi gõ:\n  vanthu check {name}\n",
        super::shown(out),
        quoted(&answers.display().to_string())
    )
}
