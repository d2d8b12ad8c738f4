//! How a plan is built when the campaign does not say: the parts of the form that most plans have.

use crate::campaign::model::plan_layout::PlanItem;

/// A mục of the plan.
struct Chapter {
    /// The words of its heading, each with the part that it promises.
    words: &'static [(&'static str, &'static str)],
    /// What stands behind these words, and alone when none is there.
    tail: &'static str,
    /// The parts, each with its own heading.
    parts: &'static [(&'static str, &'static str)],
}

/// What stands before the first heading.
const OPENING: &[&str] = &["mo_dau", "loi_dan"];
/// What stands below the last part, without a heading.
const CLOSING: &[&str] = &["ket_thuc"];

/// What headings of a plan that is no emulation leave out.
const EMULATION: [&str; 2] = [" thi đua", " THI ĐUA"];

const CHAPTERS: &[Chapter] = &[
    Chapter {
        words: &[("MỤC ĐÍCH", "muc_dich"), ("YÊU CẦU", "yeu_cau"), ("CHỦ ĐỀ THI ĐUA", "chu_de")],
        tail: "",
        parts: &[("Mục đích", "muc_dich"), ("Yêu cầu", "yeu_cau"), ("Chủ đề thi đua", "chu_de")],
    },
    Chapter {
        words: &[("ĐỐI TƯỢNG", "doi_tuong"), ("NỘI DUNG", "noi_dung_thi_dua"), ("THỜI GIAN", "thoi_gian")],
        tail: "THI ĐUA",
        parts: &[
            ("Đối tượng thi đua", "doi_tuong"),
            ("Nội dung thi đua", "noi_dung_thi_dua"),
            ("Thời gian thi đua", "thoi_gian"),
            ("Đăng ký thi đua", "dang_ky"),
        ],
    },
    Chapter {
        words: &[("TIÊU CHUẨN", "tieu_chuan"), ("HÌNH THỨC", "hinh_thuc"), ("SỐ LƯỢNG", "chi_tieu")],
        tail: "KHEN THƯỞNG",
        parts: &[
            ("Tiêu chuẩn xét khen thưởng", "tieu_chuan"),
            ("Trường hợp không xét khen thưởng", "loai_tru"),
            ("Hình thức khen thưởng", "hinh_thuc"),
            ("Số lượng khen thưởng", "chi_tieu"),
        ],
    },
    Chapter {
        words: &[("HỒ SƠ", "ho_so"), ("THỜI HẠN", "thoi_han"), ("TRÌNH TỰ", "buoc")],
        tail: "ĐỀ NGHỊ KHEN THƯỞNG",
        parts: &[("Hồ sơ đề nghị khen thưởng", "ho_so"), ("Thời hạn", "thoi_han"), ("Trình tự xét", "buoc")],
    },
    Chapter { words: &[], tail: "KINH PHÍ KHEN THƯỞNG", parts: &[("", "kinh_phi")] },
    Chapter { words: &[], tail: "TỔ CHỨC THỰC HIỆN", parts: &[("", "to_chuc_thuc_hien")] },
];

/// The lines of the plan, of parts that are there; a lone part stands below the heading of its mục. Only headings of an
/// emulation (`is_emulation`) speak of thi đua.
pub(super) fn items(is_there: &dyn Fn(&str) -> bool, is_emulation: bool) -> Vec<PlanItem> {
    let heading = |dau: &str, title: &str| {
        let bare = EMULATION.iter().find_map(|words| title.strip_suffix(words)).filter(|_| !is_emulation);
        PlanItem::Heading { dau: dau.to_owned(), tieu_de: bare.unwrap_or(title).to_owned() }
    };
    let part = |ten: &&str| PlanItem::Part { ten: (*ten).to_owned(), ma: Vec::new() };
    let there = |name: &&&str| is_there(name);
    let mut items: Vec<PlanItem> = OPENING.iter().filter(there).map(part).collect();
    for chapter in CHAPTERS {
        let parts: Vec<_> = chapter.parts.iter().filter(|(_, name)| is_there(name)).collect();
        if parts.is_empty() {
            continue;
        }
        items.push(heading("#.", &chapter.heading(is_there)));
        for (title, name) in &parts {
            if parts.len() > 1 {
                items.push(heading("##.", title));
            }
            items.push(part(name));
        }
    }
    items.extend(CLOSING.iter().filter(there).map(part));
    items
}

impl Chapter {
    fn heading(&self, is_there: &dyn Fn(&str) -> bool) -> String {
        let words: Vec<&str> = self.words.iter().filter(|(_, name)| is_there(name)).map(|(word, _)| *word).collect();
        [words.join(", ").as_str(), self.tail].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
