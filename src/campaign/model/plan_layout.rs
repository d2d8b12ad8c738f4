//! The order of the parts of a plan, as the data tell it (`bo_cuc` of `[ke_hoach]`): headings, and the names of
//! what stands below them.

/// The parts that the program can word; any other is a text of `noi_dung`.
pub const MADE: &[&str] = &[
    "loi_dan",
    "chu_de",
    "doi_tuong",
    "thoi_gian",
    "dang_ky",
    "tieu_chuan",
    "loai_tru",
    "hinh_thuc",
    "chi_tieu",
    "ho_so",
    "thoi_han",
    "buoc",
    "to_chuc_thuc_hien",
];

/// A line of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanItem {
    /// "##. Mục đích": how the line begins, and the heading.
    Heading { dau: String, tieu_de: String },
    /// "chi_tieu sau_tap_the": a part, with the codes of what it is about; about all when there are none.
    Part { ten: String, ma: Vec<String> },
}

impl PlanItem {
    /// Reads one line.
    pub fn read(line: &str) -> Self {
        if line.starts_with('#') {
            let (dau, tieu_de) = line.split_once(' ').unwrap_or((line, ""));
            return PlanItem::Heading { dau: dau.to_owned(), tieu_de: tieu_de.trim().to_owned() };
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        PlanItem::Part { ten: words.next().unwrap_or_default(), ma: words.collect() }
    }

    /// The name of the part.
    pub fn part(&self) -> Option<&str> {
        match self {
            PlanItem::Part { ten, .. } => Some(ten),
            PlanItem::Heading { .. } => None,
        }
    }
}
