//! How far the making of papers has come, and what came of it.

use maud::{Markup, html};

use super::told;
use crate::web::session::Current;
use crate::web::work::{Finished, Progress};

/// The run that is under way, or was the last.
pub fn panel(current: &Current, progress: &Progress) -> Markup {
    html! {
        section.viec-lam aria-labelledby="viec" {
            h2 #viec { @if progress.result.is_some() { "Lần tạo vừa rồi" } @else { "Đang tạo văn bản" } }
            @match &progress.result {
                Some(finished) => (result(current, finished)),
                None => (under_way(progress)),
            }
        }
    }
}

fn under_way(progress: &Progress) -> Markup {
    html! {
        @match progress.total {
            Some(total) => {
                p role="status" { "Đã làm " span #da-lam { (progress.done) "/" (total) } " văn bản" }
                progress #tien-do max=(total) value=(progress.done) aria-labelledby="viec" {}
            }
            None => p role="status" { "Đang đọc số liệu…" },
        }
        noscript { p { "Tải lại trang này để xem đã làm đến đâu." } }
        @if progress.is_waiting { p { "Đang chờ một lần chạy khác ghi xong vào thư mục kết quả này…" } }
        @if progress.is_stopping {
            p { "Đang dừng: làm nốt những văn bản dở dang…" }
        } @else {
            form method="post" action="/dung" { button.phu type="submit" { "Dừng" } }
        }
    }
}

fn result(current: &Current, finished: &Finished) -> Markup {
    html! {
        div role="status" {
            @for line in finished.summary.lines() { p { (line) } }
            @if finished.is_stopped { p { "Đã dừng theo yêu cầu; tạo lại thì làm tiếp." } }
        }
        @if !finished.report.is_empty() {
            details #ket-qua-viec open[finished.summary.is_empty()] {
                summary { "Điều cần xem" }
                (told::list(&finished.report, &current.path, None))
            }
        }
    }
}
