//! What the form prints by itself and was typed all the same: the ký hiệu behind the số, "Kính gửi:", a comma behind the
//! địa danh, the line of the archive. It is printed once; what stands in the text and should not is told.

use std::path::Path;

use super::DocumentKind::{NghiQuyet, QuyetDinh};
use super::front_matter::FrontMatter;
use super::punctuation::is_file_copy;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::fold;

/// What stands before those a letter is sent to.
const ADDRESSED: &str = "kính gửi";

/// Takes out of `front` what stands in it twice.
pub(super) fn take_out(front: &mut FrontMatter) {
    if let (Some(number), Some(code)) = (&mut front.so, &front.ky_hieu) {
        let bare = number.strip_suffix(code.trim_start_matches('/')).and_then(|rest| rest.strip_suffix('/'));
        if let Some(bare) = bare.map(str::to_owned) {
            *number = bare;
        }
    }
    if let Some(number) = &mut front.so
        && let Some(bare) = number.strip_prefix("Số").map(|rest| rest.trim_start_matches([':', ' ']).to_owned())
    {
        *number = bare;
    }
    if let Some(place) = &mut front.dia_danh {
        place.truncate(place.trim_end_matches([',', ';', ' ']).len());
    }
    front.kinh_gui.iter_mut().for_each(|item| *item = without_address(item).to_owned());
    front.kinh_gui.retain(|item| !item.is_empty());
    if let Some(archive) = front.luu.as_deref().map(bare_archive) {
        front.noi_nhan.retain(|item| !is_file_copy(item) || bare_archive(item) != archive);
    }
}

/// What stands in the `body` of `path`, whose first line is number `first`, and in a part of its own as well: each part
/// is told once (`VB037`), at its line.
pub(super) fn in_body(front: &FrontMatter, body: &str, path: &Path, first: usize) -> Report {
    let mut report = Report::new();
    let lines = body.lines().enumerate().map(|(at, line)| (first + at, line.trim().trim_matches(['*', '#', ' '])));
    let mut lines =
        lines.filter(|(_, line)| !line.is_empty()).take_while(|(_, line)| !opens_attachment(line)).peekable();
    let decides = [QuyetDinh, NghiQuyet].contains(&front.loai);
    if let Some((at, _)) = lines.peek().filter(|(_, line)| front.loai.is_of_decree() && is_basis(line)) {
        report.push(told(path, *at, "căn cứ ban hành", "can_cu", "căn cứ in nghiêng ở đầu văn bản"));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (at, line) in lines {
        let small = fold(line.trim_end_matches(':'));
        let part = match small.as_str() {
            "quyết định" | "quyết nghị" | "nghị quyết" if decides && line.ends_with(':') => {
                ("tham_quyen", "chữ này đã in sẵn")
            }
            "nơi nhận" if line.ends_with(':') && !front.noi_nhan.is_empty() => {
                ("noi_nhan", "Nơi nhận in ở cuối văn bản")
            }
            _ if small.starts_with("kính gửi:") && !front.kinh_gui.is_empty() => {
                ("kinh_gui", "Kính gửi in ở đầu văn bản")
            }
            _ => continue,
        };
        if !seen.contains(&part.0) {
            seen.push(part.0);
            report.push(told(path, at, line, part.0, part.1));
        }
    }
    report
}

fn told(path: &Path, line: usize, what: &str, key: &str, why: &str) -> Diagnostic {
    let message = format!("`{}` gõ trong nội dung sẽ in như lời văn hoặc in hai lần", what.trim_end_matches(':'));
    let finding = Diagnostic::warning(Code::VB037, message).at(Place::line(path, line, 1));
    finding.hint(format!("xóa ở đây; phần này khai báo ở khóa `{key}` phía trên dòng `+++` ({why})"))
}

/// Whether a căn cứ stands on `line` as they do above a decision.
fn is_basis(line: &str) -> bool {
    line.starts_with("Căn cứ ") && line.ends_with(';')
}

/// Whether another text begins at `line`, with parts of its own.
fn opens_attachment(line: &str) -> bool {
    ["@phu_luc", "@kem_theo", "@bieu_mau"].iter().any(|name| line.starts_with(name))
}

/// `item` without the words that stand before all of them.
fn without_address(item: &str) -> &str {
    let begins = item.get(..ADDRESSED.len()).is_some_and(|words| words.to_lowercase() == ADDRESSED);
    let rest = item.get(ADDRESSED.len()..).filter(|_| begins);
    rest.filter(|rest| rest.trim_start().starts_with(':') || rest.is_empty())
        .map_or(item, |rest| rest.trim_start_matches([':', ' ']))
}

/// "VT, TH" of "- Lưu: VT, TH."
fn bare_archive(line: &str) -> String {
    let line = line.trim_start_matches(['-', '–', '—', ' ']);
    let line = line.strip_prefix("Lưu").unwrap_or(line);
    line.trim_matches([':', '.', ';', ' ']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::base::diag::Code;
    use crate::paper;

    fn native(front: &str) -> (String, Vec<String>) {
        let text = format!(
            "+++\nloai = \"cong_van\"\nco_quan = \"Sở Nội vụ\"\nngay = \"2026-02-05\"\ntrich_yeu = \"Trả lời\"\n{front}\n[[chu_ky]]\nquyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Lê Văn A\"\n+++\nNội dung.\n"
        );
        let (document, warnings) =
            paper::parse(text.as_bytes(), Path::new("a.van")).unwrap_or_else(|report| panic!("{report:?}"));
        (format!("{document:?}"), warnings.iter().map(|finding| finding.code.to_string()).collect())
    }

    #[test]
    fn what_stands_in_the_text_and_has_a_part_of_its_own_is_told() {
        let told = |loai: &str, body: &str| {
            let text = format!(
                "+++\nloai = \"{loai}\"\nco_quan = \"Sở Nội vụ\"\nso = \"1\"\nky_hieu = \"QĐ-SNV\"\ndia_danh = \"Cà Mau\"\n\
                 trich_yeu = \"Trả lời\"\ntham_quyen = \"GIÁM ĐỐC\"\nkinh_gui = \"Sở Y tế\"\nnoi_nhan = \"\"\"Như trên\nCác phòng\"\"\"\n\
                 luu = \"VT\"\n[[chu_ky]]\nquyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Lê Văn A\"\n+++\n{body}\n"
            );
            let warnings = match paper::parse(text.as_bytes(), Path::new("a.van")) {
                Ok((_, warnings)) | Err(warnings) => warnings,
            };
            let own = warnings.iter().filter(|finding| finding.code == Code::VB037);
            own.map(|finding| finding.to_string()).collect::<Vec<_>>()
        };
        let found = told("quyet_dinh", "Căn cứ Luật A;\n\n**QUYẾT ĐỊNH:**\n\nĐiều 1. B.\n@phu_luc \"C\"\nNơi nhận:");
        assert!(found.len() == 2 && found[0].contains("can_cu") && found[1].contains("QUYẾT ĐỊNH"), "{found:?}");
        assert_eq!(told("cong_van", "Kính gửi: Sở Y tế\n\nNội dung.\n\nNơi nhận:\n- Như trên;").len(), 2);
        let plain = "Căn cứ Kế hoạch số 5, Sở Nội vụ đề nghị như sau:\n\nKính gửi kèm theo công văn này.";
        assert!(told("cong_van", plain).is_empty());
    }

    #[test]
    fn what_the_form_prints_is_printed_once() {
        let (text, warnings) = native(
            "so = \"05/SNV-VP\"\nky_hieu = \"SNV-VP\"\ndia_danh = \"Cà Mau,\"\nkinh_gui = [\"Kính gửi: Sở Y tế;\", \"Kính gửi\", \"Kính gửi các phòng\"]\n\
             noi_nhan = [\"Như trên\", \"Lưu: VT, VP.\"]\nluu = \"VT, VP\"",
        );
        for words in [
            "Số: 05/SNV-VP\"",
            "Cà Mau, ngày",
            "\"- Sở Y tế;\"",
            "\"- Kính gửi các phòng.\"",
            "\"- Như trên;\", \"- Lưu: VT, VP.\"",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(warnings.is_empty(), "{warnings:?}");
        let (text, warnings) = native(
            "so = \"5\"\nky_hieu = \"SNV-VP\"\ndia_danh = \"Cà Mau\"\nkinh_gui = \"Sở Y tế\"\nnoi_nhan = [\"Lưu: VT\"]\nluu = \"VT, VP\"",
        );
        assert!(text.contains("- Lưu: VT;") && text.contains("- Lưu: VT, VP."), "{text}");
        assert_eq!(warnings, ["VB023"]);
    }
}
