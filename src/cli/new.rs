//! `vanthu new`: a campaign folder to start from.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use super::arguments::New;
use super::console::Console;
use super::{Exit, quoted};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::base::text::nfc;
use crate::campaign::FILE;
use crate::make::output::whole::{new_folder, write_file};
use crate::make::starter;
use crate::make::starter::office::Office;

/// The workbook of a campaign.
const WORKBOOK: &str = "so_lieu.xlsx";
/// The questions to who has told nothing.
const QUESTIONS: [&str; 4] = [
    "Tên cơ quan phát động (ví dụ: Sở Y tế)",
    "Tỉnh, thành phố (ví dụ: Cà Mau; thành phố Cần Thơ)",
    "Chữ viết tắt của cơ quan trong ký hiệu văn bản (ví dụ: SYT)",
    "Họ tên người ký kế hoạch và quyết định",
];

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
    new_folder(dir, &starter::files(office)?)?;
    Ok(next_steps(dir))
}

/// The workbook beside a `phong_trao.toml` that is already there.
fn workbook(dir: &Path) -> Result<String, Report> {
    let facts = dir.join(FILE);
    let unread = |_| Diagnostic::error(Code::DL002, "không đọc được tệp").at(Place::file(&facts));
    let text = Disk.read(&facts).map_err(unread)?;
    let book = starter::workbook_for(&String::from_utf8_lossy(&text))?;
    write_file(&dir.join(WORKBOOK), &book, WORKBOOK)?;
    let name = quoted(&dir.display().to_string());
    Ok(format!(
        "Đã tạo {}: bảng trống, danh mục lấy từ {FILE}. Điền số liệu, rồi gõ:\n  vanthu check {name}\n",
        super::shown(&dir.join(WORKBOOK))
    ))
}

/// The office as told; asked for on a terminal when nothing is told.
fn office(arguments: &New, console: &Console) -> Result<Office, Report> {
    let New { ten, tinh, viet_tat, nguoi_ky, .. } = arguments;
    let told = [ten, tinh, viet_tat, nguoi_ky].map(|word| word.clone().and_then(|word| cleaned(&word)));
    let is_asked =
        told.iter().all(Option::is_none) && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let [ten, tinh, viet_tat, nguoi_ky] = if is_asked { asked(console) } else { told };
    let office = Office { ten, tinh, viet_tat, nguoi_ky };
    match office.unfit() {
        Some((what, word)) => {
            let finding = Diagnostic::error(Code::TL007, format!("{what} không nhận `{}`", word.escape_debug()));
            Err(finding.hint("viết trên một dòng, không có dấu nháy kép, dấu phẩy và dấu \\").into())
        }
        None => Ok(office),
    }
}

/// The answers; an empty one keeps the example.
fn asked(console: &Console) -> [Option<String>; 4] {
    console.line("Trả lời để tên cơ quan có ở mọi chỗ cần; Enter là giữ như ví dụ.");
    let mut lines = std::io::stdin().lock().lines();
    QUESTIONS.map(|question| {
        console.line(&format!("{question}:"));
        cleaned(&lines.next()?.ok()?)
    })
}

/// `word` without blanks around it; nothing when nothing is left.
fn cleaned(word: &str) -> Option<String> {
    let word = nfc(word.trim());
    (!word.is_empty()).then_some(word)
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
