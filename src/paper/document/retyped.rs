//! What the form prints by itself and was typed all the same: the ký hiệu behind the số, "Kính gửi:", a comma behind the
//! địa danh, the line of the archive. It is printed once.

use super::front_matter::FrontMatter;
use super::punctuation::is_file_copy;

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
    if let Some(place) = &mut front.dia_danh {
        place.truncate(place.trim_end_matches([',', ';', ' ']).len());
    }
    front.kinh_gui.iter_mut().for_each(|item| *item = without_address(item).to_owned());
    front.kinh_gui.retain(|item| !item.is_empty());
    if let Some(archive) = front.luu.as_deref().map(bare_archive) {
        front.noi_nhan.retain(|item| !is_file_copy(item) || bare_archive(item) != archive);
    }
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
