//! `vanthu new`: a campaign folder to start from.

use std::path::Path;

use super::arguments::New;
use super::console::Console;
use super::{Exit, quoted};
use crate::make::output::whole::new_folder;
use crate::make::starter;

pub fn run(arguments: &New, console: &Console) -> Exit {
    let made = starter::files().and_then(|files| Ok(new_folder(&arguments.dir, &files)?));
    match made {
        Ok(()) => console.result(&next_steps(&arguments.dir)),
        Err(report) => {
            console.report(&report);
            Exit::Unusable
        }
    }
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
        dir.display()
    )
}
