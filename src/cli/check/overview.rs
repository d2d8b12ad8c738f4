//! The summary that a person reads on the screen.

use std::path::Path;

use crate::base::text::lower_first;
use crate::base::text::quantity::grouped;
use crate::base::text::visible::visible;
use crate::campaign::model::short_date;
use crate::make::review::{NominationReview, Review, UnitReview, place_words};

/// The most bytes of it; a campaign of a thousand units has less. `--json` and the workbook have all.
const LONGEST: usize = 600_000;

/// The summary of `review` on the campaign at `path`; papers do not cite the texts `uncited` by themselves.
pub fn text(review: &Review, path: &Path, uncited: &[String]) -> String {
    let mut overview = Overview { path, text: String::new(), left_out: 0 };
    let day = short_date(review.ngay);
    overview.line(0, &format!("Phong trào “{}”, xét đến hết ngày {day}", review.phong_trao));
    for unit in &review.don_vi {
        overview.heading(&format!("{}{}", unit.ten, remarks(unit)));
        unit.de_nghi.iter().for_each(|item| overview.item(item));
    }
    for award in &review.hinh_thuc {
        overview.heading(&award.ten);
        award.dong.iter().for_each(|line| overview.line(1, line));
    }
    if !uncited.is_empty() {
        let texts = uncited.join("; ");
        overview.heading(&format!("Căn cứ chưa kiểm chứng, không tự ghi vào văn bản: {texts}"));
        overview.line(1, "Cơ quan đã đối chiếu thì tự ghi ở `can_cu` của một văn bản trong phong_trao.toml");
    }
    if !review.buoc.is_empty() {
        overview.heading("Các bước");
        review.buoc.iter().for_each(|step| overview.line(1, &format!("{}: {}", step.ten, step.dong())));
    }
    if overview.left_out > 0 {
        let ways = "xem đủ bằng `--bao-cao`, `--json --ket-qua`, hoặc từng đơn vị bằng `--only`";
        overview.text.push_str(&format!("\n… và {} dòng nữa không in ở đây: {ways}\n", grouped(overview.left_out)));
    }
    overview.text
}

struct Overview<'a> {
    /// Left out of places: the reader knows which folder is checked.
    path: &'a Path,
    text: String,
    /// Lines that were too many.
    left_out: u64,
}

impl Overview<'_> {
    fn line(&mut self, depth: usize, words: &str) {
        let line = format!("{}{}", "  ".repeat(depth), visible(&words.replace('\n', " ")));
        // Once something is left out, all that follows is.
        if self.left_out > 0 || self.text.len() + line.len() > LONGEST {
            self.left_out += 1;
            return;
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, words: &str) {
        if self.left_out == 0 {
            self.text.push('\n');
        }
        self.line(0, words);
    }

    fn item(&mut self, item: &NominationReview) {
        let place = place_words(&item.vi_tri, self.path);
        let whom = format!("{} ({})", item.ten, item.loai);
        self.line(1, &format!("{}: {whom} – {} ({place})", item.ket_luan(), item.hinh_thuc));
        item.ly_do.iter().for_each(|reason| self.line(2, &format!("- {reason}")));
    }
}

/// " – đăng ký: đúng hạn; số liệu có 1 lỗi"
fn remarks(unit: &UnitReview) -> String {
    let standing = unit.dang_ky.as_ref().map(|words| format!("đăng ký: {}", lower_first(words)));
    let faults = (unit.so_loi > 0).then(|| format!("số liệu có {} lỗi", unit.so_loi));
    let remarks: Vec<String> = standing.into_iter().chain(faults).collect();
    if remarks.is_empty() { String::new() } else { format!(" – {}", remarks.join("; ")) }
}
