//! Ctrl-C and SIGTERM: what was begun is finished, nothing else is, and the run ends with an answer.
//!
//! As long as no document is being made there is nothing to finish, and the program ends at once. A second
//! signal ends it at once too; the journal of the folder then lets the next run take up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};

use super::Exit;
use super::console::Console;
use crate::base::diag::{Code, Diagnostic};

/// How often it is looked whether a signal came: a handler itself may only count.
const GLANCE: Duration = Duration::from_millis(50);

/// The wish of the user that the program stop.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    is_wanted: Arc<AtomicBool>,
    is_making: Arc<AtomicBool>,
    /// Whether whoever called repeats a call that was stopped.
    is_repeated: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens from now on. Where that can't be, a signal ends the program as it ends any other.
    pub fn listen() -> Self {
        let interrupt = Interrupt::default();
        let (heard, signals) = (interrupt.clone(), Arc::new(AtomicUsize::new(0)));
        let watch = {
            let signals = signals.clone();
            move || heard.watch(&signals)
        };
        if thread::Builder::new().spawn(watch).is_ok() {
            for signal in [SIGINT, SIGTERM] {
                let signals = signals.clone();
                let count = move || {
                    signals.fetch_add(1, Ordering::SeqCst);
                };
                // SAFETY: counting is all that is done, which is allowed in a handler.
                let _ = unsafe { signal_hook::low_level::register(signal, count) };
            }
        }
        interrupt
    }

    /// Answers to the `signals` that are counted, for as long as the program runs.
    fn watch(&self, signals: &AtomicUsize) {
        let mut answered = 0;
        loop {
            thread::sleep(GLANCE);
            while answered < signals.load(Ordering::SeqCst) {
                answered += 1;
                self.hear();
            }
        }
    }

    fn hear(&self) {
        let console = Console::detect();
        let is_first = !self.is_wanted.swap(true, Ordering::SeqCst);
        if is_first && self.is_making.load(Ordering::SeqCst) {
            console.line("Đang dừng: làm nốt những văn bản dở dang… (Ctrl-C lần nữa: dừng ngay)");
            return;
        }
        let what = if is_first { "chưa ghi văn bản nào" } else { "dừng ngay, lần chạy sau làm tiếp" };
        console.finding(&stopped(what));
        let is_repeated = self.is_repeated.load(Ordering::SeqCst);
        std::process::exit(if is_repeated { Exit::Retry } else { Exit::Findings } as i32);
    }

    /// An engine called that repeats what was stopped: a stopped run has not done its work.
    pub fn repeating(&self) {
        self.is_repeated.store(true, Ordering::SeqCst);
    }

    /// Documents are being made from now on: a first signal only keeps further ones from being begun.
    pub fn making(&self) -> &AtomicBool {
        self.is_making.store(true, Ordering::SeqCst);
        &self.is_wanted
    }
}

/// `GF016`: the run was stopped; `what` says how far it had come.
pub fn stopped(what: &str) -> Diagnostic {
    Diagnostic::error(Code::GF016, format!("đã dừng theo yêu cầu (Ctrl-C hoặc SIGTERM): {what}"))
        .hint("chạy lại lệnh này để làm tiếp; tệp nào đã ghi thì nguyên vẹn và dùng được")
}
