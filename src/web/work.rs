//! Papers made on a thread of their own, one run at a time: it can be watched and stopped, and pages need not wait.

use std::any::Any;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::App;
use super::session::Current;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::{self, CampaignFolder, Job, Opening};
use crate::make::batch::{Outcome, panic_reason};
use crate::make::delivery::Delivery;
use crate::make::handout::Wanted;
use crate::make::input::{Input, Origins};
use crate::make::output::disk::Disk;
use crate::make::output::whole::instead;
use crate::make::run::{Ending, Naming, Run, owner, summary, without_blanks};
use crate::paper::STACK;
use crate::paper::writer::Format;

/// Where another folder is named on the page.
const FIELD: &str = " ở ô Thư mục kết quả";

/// Which papers are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// All that the data allow but the empty forms: what is no longer made is cleared away.
    All,
    /// Those of a kind, without its empty form unless there is nothing else.
    Kind(String),
    /// Those at these paths.
    Papers(HashSet<String>),
}

/// What is asked for.
pub struct Order {
    pub choice: Choice,
    pub formats: Vec<&'static Format>,
    pub wanted: Wanted,
    /// Where the papers go.
    pub out: PathBuf,
}

/// A run, as pages see it.
#[derive(Clone)]
pub struct Progress {
    pub done: usize,
    /// None before it is known.
    pub total: Option<usize>,
    /// What came of it; none while it runs.
    pub result: Option<Arc<Finished>>,
    pub is_stopping: bool,
    /// Another run is waited for.
    pub is_waiting: bool,
}

/// What came of a run.
pub struct Finished {
    /// What was made and what was not; empty when it could not begin.
    pub summary: String,
    pub report: Report,
    pub is_stopped: bool,
}

/// The run that is under way or was the last.
#[derive(Default)]
pub struct Work {
    thread: Mutex<Option<JoinHandle<()>>>,
    stop: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
}

impl Work {
    /// Begins to make what is ordered of the campaign `current`.
    ///
    /// # Errors
    /// `GF014` while another run is under way, `GF006` when the system gives no thread.
    pub fn begin(&self, app: &Arc<App>, current: Current, order: Order) -> Result<(), Diagnostic> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let is_told = app.session.run().is_none_or(|run| run.result.is_some());
        if !is_told && thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            let finding = Diagnostic::error(Code::GF014, "đang tạo văn bản rồi, mỗi lúc chỉ một lần chạy");
            return Err(finding.hint("chờ lần chạy này xong, hoặc bấm Dừng, rồi làm lại"));
        }
        // One that has told its result is just ending; one that stumbled has ended too.
        let _ = thread.take().map(JoinHandle::join);
        self.stop.store(false, Ordering::SeqCst);
        self.done.store(0, Ordering::SeqCst);
        app.session.progress(Some(Progress {
            done: 0,
            total: None,
            result: None,
            is_stopping: false,
            is_waiting: false,
        }));
        let ours = Arc::clone(app);
        let make = move || {
            let finished = catch_unwind(AssertUnwindSafe(|| make(&ours, &current, &order)));
            let finished = finished.unwrap_or_else(|payload| Err(stumbled(payload.as_ref()).into()));
            let finished =
                finished.unwrap_or_else(|report| Finished { summary: String::new(), report, is_stopped: false });
            let report = finished.report.into_iter().map(|finding| instead(finding, FIELD)).collect();
            let finished = Finished { report, ..finished };
            ours.session.amend_progress(|progress| progress.result = Some(Arc::new(finished)));
            ours.session.take_stock();
        };
        match thread::Builder::new().stack_size(STACK).spawn(make) {
            Ok(begun) => {
                *thread = Some(begun);
                Ok(())
            }
            Err(_) => {
                app.session.progress(None);
                let finding = Diagnostic::error(Code::GF006, "không chạy được luồng tạo văn bản");
                Err(finding.hint("đóng bớt chương trình khác rồi thử lại"))
            }
        }
    }

    /// No document is begun any more.
    pub fn stop(&self, app: &App) {
        self.stop.store(true, Ordering::SeqCst);
        app.session.amend_progress(|progress| progress.is_stopping = true);
    }

    /// Stops the run and waits until what was begun is finished.
    pub fn finish(&self) {
        self.stop.store(true, Ordering::SeqCst);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A run that stumbled has ended too.
        let _ = thread.map(JoinHandle::join);
    }

    /// Whether a run is under way.
    pub fn is_busy(&self) -> bool {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }
}

/// Makes the papers of the campaign as it is on the disk now.
fn make(app: &Arc<App>, current: &Current, order: &Order) -> Result<Finished, Report> {
    let opening = Opening { old_text: current.old_text, ..Opening::default() };
    let folder = campaign::open_as(&current.path, &opening)?;
    let jobs = chosen(&folder, folder.jobs(&kinds(&order.choice), &[])?, &order.choice);
    if jobs.is_empty() {
        let finding = Diagnostic::error(Code::TL010, "không có văn bản nào để tạo");
        return Err(finding.hint("chọn văn bản trong danh sách; số liệu vừa đổi thì chọn lại").into());
    }
    app.session.amend_progress(|progress| progress.total = Some(jobs.len()));
    let owner = owner(folder.campaign());
    let mut waiting = || app.session.amend_progress(|progress| progress.is_waiting = true);
    let (delivery, mut report) = Delivery::open(&order.out, Some(&owner), Arc::new(Disk), &mut waiting)?;
    app.session.amend_progress(|progress| progress.is_waiting = false);
    let (work, naming) = (&app.work, Naming::of(&folder));
    let run = Run { jobs: &jobs, formats: &order.formats, workers: None, stop: &work.stop };
    let done = || app.session.tick(work.done.fetch_add(1, Ordering::SeqCst) + 1);
    let mut origins = Origins::new(&current.path, None, Input::Campaign);
    let place = |_: usize, outcome: &Outcome| Place::file(&outcome.path);
    let (outcomes, is_stopped) = run.outcomes(delivery.folder(), &mut origins, place, &done);
    let whole = (order.choice == Choice::All).then(|| folder.findings().has_errors());
    let ending = Ending { wanted: order.wanted, naming: &naming, whole, merge: None };
    outcomes.iter().for_each(|outcome| report.extend(outcome.report.iter().cloned()));
    report.extend(run.end(&delivery, &outcomes, is_stopped, &ending));
    Ok(Finished { summary: summary(&outcomes, &order.out), report, is_stopped })
}

/// The finding for a run that the program itself broke off.
fn stumbled(payload: &(dyn Any + Send)) -> Diagnostic {
    let message = format!("lỗi trong chương trình: {}", panic_reason(payload));
    Diagnostic::error(Code::GF006, message).hint("hãy gửi thông báo này kèm dữ liệu cho người phát triển")
}

fn kinds(choice: &Choice) -> Vec<String> {
    match choice {
        Choice::Kind(kind) => vec![kind.clone()],
        Choice::All | Choice::Papers(_) => Vec::new(),
    }
}

fn chosen(folder: &CampaignFolder, jobs: Vec<Job<'static>>, choice: &Choice) -> Vec<Job<'static>> {
    match choice {
        Choice::Papers(paths) => jobs.into_iter().filter(|job| paths.contains(&job.path)).collect(),
        Choice::All | Choice::Kind(_) => without_blanks(folder, jobs),
    }
}
