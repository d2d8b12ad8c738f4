//! The papers of the campaign with their state: what can be made, what keeps one from being made, what is there.
//!
//! Each paper is filled in to see whether it can be, and compared with what stands in the folder of papers. For many
//! papers that takes longer than a check, so it comes after it; pages show what is known so far.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::session::Current;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::{CampaignFolder, Job};
use crate::make::batch::{data_of, panic_reason, sum_of};
use crate::make::output::standing::{OutputView, Standing};
use crate::make::output::{Known, this_program};

/// The formats that papers are made in for people.
pub const FORMATS: [&str; 2] = ["pdf", "docx"];

/// How it stands with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Ready,
    /// Findings keep it from being made.
    Blocked,
    Made,
    /// It is there, made of what is no more so.
    Outdated,
    /// Somebody has changed its file.
    Mended,
}

impl State {
    /// All, in the order of the filter.
    pub const ALL: [State; 5] = [State::Ready, State::Blocked, State::Made, State::Outdated, State::Mended];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            State::Ready => "sẵn sàng",
            State::Blocked => "vướng lỗi",
            State::Made => "đã tạo",
            State::Outdated => "đã cũ",
            State::Mended => "sửa tay",
        }
    }

    /// Its key in queries and styles.
    pub fn key(self) -> &'static str {
        match self {
            State::Ready => "san_sang",
            State::Blocked => "vuong_loi",
            State::Made => "da_tao",
            State::Outdated => "da_cu",
            State::Mended => "sua_tay",
        }
    }
}

/// A paper.
pub struct Paper {
    pub kind: String,
    pub subject: String,
    /// Where its files go, without extension.
    pub path: String,
    pub unit: Option<String>,
    pub state: State,
    /// What there is to say about it.
    pub report: Report,
    /// The extensions of the files that are there.
    pub files: Vec<&'static str>,
}

/// All papers.
#[derive(Default)]
pub struct Stock {
    pub papers: Vec<Paper>,
    /// What is there besides: files to print, parcels, the list.
    pub products: Vec<String>,
    /// Kinds of which no paper can be made yet, with why.
    pub lacking: Vec<(String, Diagnostic)>,
    /// Why there are none at all.
    pub report: Report,
}

impl Stock {
    /// Looks at the papers of `folder`; nothing when there is something more urgent to do (`is_urgent`).
    pub fn take(
        current: &Current,
        folder: &CampaignFolder,
        output: &mut OutputView,
        is_urgent: &dyn Fn() -> bool,
    ) -> Option<Self> {
        output.look(&current.out);
        let jobs = match folder.jobs(&[], &[]) {
            Ok(jobs) => jobs,
            Err(report) => return Some(Stock { report, ..Stock::default() }),
        };
        let program = this_program().unwrap_or_default();
        let mut papers = Vec::with_capacity(jobs.len());
        for job in jobs {
            if is_urgent() {
                return None;
            }
            papers.push(paper(job, output, &program));
        }
        let products = output.files(crate::make::handout::is_product).collect();
        Some(Stock { papers, products, lacking: lacking(folder), report: Report::new() })
    }

    /// The papers in `state`.
    pub fn count(&self, state: State) -> usize {
        self.papers.iter().filter(|paper| paper.state == state).count()
    }
}

fn paper(job: Job<'static>, output: &mut OutputView, program: &str) -> Paper {
    let (standing, files) = output.standing(&job.path, &FORMATS);
    let (state, report) = catch_unwind(AssertUnwindSafe(|| state(&job, standing, output.known(&job.path), program)))
        .unwrap_or_else(|payload| {
            let message = format!("lỗi trong chương trình khi lập văn bản: {}", panic_reason(payload.as_ref()));
            let hint = "hãy gửi thông báo này kèm dữ liệu cho người phát triển";
            (State::Blocked, Diagnostic::error(Code::GF006, message).hint(hint).into())
        });
    let Job { kind, subject, path, unit, .. } = job;
    Paper { kind, subject, path, unit: unit.map(|unit| unit.name), state, report, files }
}

/// How it stands with the paper of `job`, and what there is to say about it.
fn state(job: &Job<'_>, standing: Standing, known: Option<&Known>, program: &str) -> (State, Report) {
    let is_data = |data: &str| known.is_some_and(|known| known.data.as_deref() == Some(data));
    if let Some((_, told)) = data_of(job, program).filter(|(data, _)| standing == Standing::Ours && is_data(data)) {
        return (State::Made, told);
    }
    let (document, report) = match (job.make)() {
        Ok(built) => built,
        Err(report) => return (State::Blocked, report),
    };
    // What is not known is taken as it stands: the journal keeps no sum of papers that have more to say.
    let is_same = |known: &Known| sum_of(&document, program).as_ref() == Some(&known.inputs);
    let state = match standing {
        Standing::Nothing => State::Ready,
        Standing::Changed => State::Mended,
        Standing::Ours if known.is_none_or(is_same) => State::Made,
        Standing::Ours => State::Outdated,
    };
    (state, report)
}

/// The kinds that lack what they need.
fn lacking(folder: &CampaignFolder) -> Vec<(String, Diagnostic)> {
    let lack = |name: &str| {
        folder.jobs(&[name.to_owned()], &[]).err()?.into_iter().find(|finding| finding.code == Code::TL011)
    };
    folder.kinds().iter().filter_map(|kind| Some((kind.ten.clone(), lack(&kind.name)?))).collect()
}
