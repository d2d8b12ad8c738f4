//! Every paper of the sample campaigns, made once, as lines of text: what tests over all papers read.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveDate;
use vanthu::campaign::{self, CampaignFolder};
use vanthu::document::{Block, Document, Inline, Paragraph};

pub const SAMPLES: [&str; 11] = [
    "an_bien_2020",
    "binh_phuoc_2024",
    "can_tho_2026",
    "gia_lai_2026",
    "gia_lai_bau_cu_2026",
    "kien_giang_2022",
    "ninh_thuan_2020",
    "sa_binh_2025",
    "soc_trang_2022",
    "song_hau_2024",
    "tong_cong_ty_2026",
];

/// One paper.
#[derive(Clone)]
pub struct Paper {
    pub sample: &'static str,
    /// "to_trinh/bang_khen_2024"
    pub path: String,
    /// The first and the last day that it may have.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Who issues it.
    pub issuer: String,
    pub bases: Vec<String>,
    /// Paragraphs, cells and titles, in their order.
    pub lines: Vec<String>,
    /// How many rows of tables have a number in their first cell.
    pub numbered_rows: usize,
}

impl Paper {
    pub fn kind(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    pub fn stem(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        [self.bases.as_slice(), &self.lines].concat().join("\n")
    }
}

/// All papers of all samples.
pub fn all() -> &'static [Paper] {
    static ALL: OnceLock<Vec<Paper>> = OnceLock::new();
    ALL.get_or_init(|| SAMPLES.into_iter().flat_map(|name| papers(name, &open(name))).collect())
}

/// The papers of the sample `name`, to be changed.
pub fn of_sample(name: &str) -> Vec<Paper> {
    all().iter().filter(|paper| paper.sample == name).cloned().collect()
}

/// How the stems of papers about `year` end: "_2024", in school years "_2024_2025"; empty without a year.
pub fn year_of_stem(campaign: &CampaignFolder, year: Option<i32>) -> String {
    let words = |year| campaign.campaign().thoi_gian.year(year).replace('-', "_");
    year.map(|year| format!("_{}", words(year))).unwrap_or_default()
}

#[test]
fn every_sample_campaign_is_among_them() {
    let samples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).unwrap();
    let folders = samples.map(|entry| entry.unwrap().path()).filter(|path| path.join(campaign::FILE).is_file());
    let mut names: Vec<String> = folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert_eq!(names, SAMPLES);
}

/// The sample `name` as it is.
pub fn open(name: &str) -> CampaignFolder {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    campaign::open(&path).unwrap_or_else(|report| panic!("{report:?}"))
}

/// The papers of `campaign`, without the empty forms.
pub fn papers(sample: &'static str, campaign: &CampaignFolder) -> Vec<Paper> {
    let jobs = campaign.jobs(&[], &[]).unwrap_or_else(|report| panic!("{report:?}"));
    let filled = jobs.into_iter().filter(|job| !job.path.ends_with("/mau_trong"));
    let made = filled.map(|job| {
        let (document, _) = (job.make)().unwrap_or_else(|report| panic!("{}: {report:?}", job.path));
        paper(sample, job.path, &document)
    });
    made.collect()
}

fn paper(sample: &'static str, path: String, document: &Document) -> Paper {
    let days = document.ngay.earliest().zip(document.ngay.latest());
    let mut paper =
        Paper { sample, path, days, issuer: String::new(), bases: Vec::new(), lines: Vec::new(), numbered_rows: 0 };
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Letterhead(head) if paper.issuer.is_empty() => paper.issuer = head.co_quan.join(" "),
            Block::Title(title) => paper.lines.push(title.trich_yeu.join(" ")),
            Block::LegalBasis(line) => paper.bases.push(line.clone()),
            Block::Paragraph(Paragraph { inlines, .. }) => paper.lines.push(plain(inlines)),
            Block::Certificate(certificate) => paper.lines.push(format!("{certificate:?}")),
            Block::Table(table) => {
                let first = |row: &Vec<Vec<Inline>>| row.first().map(|cell| plain(cell)).unwrap_or_default();
                let numbers = table.rows.iter().filter(|row| first(row).trim().parse::<u32>().is_ok());
                paper.numbered_rows += numbers.count();
                paper.lines.extend(table.rows.iter().map(|row| {
                    let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                    cells.join(" | ")
                }));
            }
            _ => {}
        }
    }
    paper
}

fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(run) => run.text.as_str(),
        _ => "……",
    });
    words.collect::<String>().replace('\u{a0}', " ")
}
