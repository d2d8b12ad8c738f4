//! `vanthu new`: a campaign folder to start from.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use super::arguments::New;
use super::console::Console;
use super::{Exit, quoted};
use crate::base::diag::Report;
use crate::base::files::{Disk, Files};
use crate::campaign::FILE;
use crate::make::starter::begin;
use crate::make::starter::office::{Office, QUESTIONS};

/// The options that answer the questions.
const OPTIONS: [&str; 4] = ["--ten", "--tinh", "--viet-tat", "--nguoi-ky"];

pub fn run(arguments: &New, console: &Console) -> Exit {
    let only_facts =
        Disk.list(&arguments.dir).is_ok_and(|paths| matches!(paths.as_slice(), [path] if path.ends_with(FILE)));
    let made = match only_facts {
        true => workbook(&arguments.dir),
        false => office(arguments, console).and_then(|office| whole(&arguments.dir, &office)),
    };
    match made {
        Ok(words) => console.result(&words),
        Err(report) => {
            console.report(&report);
            Exit::Unusable
        }
    }
}

/// The whole folder, and what is said of it.
fn whole(dir: &Path, office: &Office) -> Result<String, Report> {
    begin::from_example(dir, office)?;
    Ok(next_steps(dir))
}

/// The workbook beside a `phong_trao.toml` that is already there.
fn workbook(dir: &Path) -> Result<String, Report> {
    let book = begin::beside_facts(dir)?;
    let name = quoted(&dir.display().to_string());
    Ok(format!(
        "Đã tạo {}: bảng trống, danh mục lấy từ {FILE}. Điền số liệu, rồi gõ:\n  vanthu check {name}\n",
        super::shown(&book)
    ))
}

/// The office as told; asked for on a terminal when nothing is told.
fn office(arguments: &New, console: &Console) -> Result<Office, Report> {
    let New { ten, tinh, viet_tat, nguoi_ky, .. } = arguments;
    let told = [ten, tinh, viet_tat, nguoi_ky].map(|word| word.as_deref().filter(|word| !word.trim().is_empty()));
    let is_asked =
        told.iter().all(Option::is_none) && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let answers = if is_asked { asked(console) } else { Default::default() };
    let words = if is_asked { answers.each_ref().map(Option::as_deref) } else { told };
    Ok(Office::told(words, OPTIONS)?)
}

/// The answers; an empty one keeps the example.
fn asked(console: &Console) -> [Option<String>; 4] {
    console.line("Trả lời để tên cơ quan có ở mọi chỗ cần; Enter là giữ như ví dụ.");
    let mut lines = std::io::stdin().lock().lines();
    QUESTIONS.map(|question| {
        console.line(&format!("{question}:"));
        lines.next()?.ok()
    })
}

fn next_steps(dir: &Path) -> String {
    let name = quoted(&dir.display().to_string());
    format!(
        "Đã tạo {}:\n  \
           phong_trao.toml  sự việc chung và quy định khen thưởng, có giải thích từng mục\n  \
           so_lieu.xlsx     đơn vị, cá nhân, đăng ký, kết quả…; đọc trang Hướng dẫn trước\n  \
           noi_dung/        đoạn văn của kế hoạch và báo cáo\n\
         Số liệu trong đó là ví dụ, sửa thành của cơ quan mình. Gõ tiếp:\n  \
           vanthu check {name}\n  \
           vanthu render {name} --out ket_qua\n",
        super::shown(dir)
    )
}
