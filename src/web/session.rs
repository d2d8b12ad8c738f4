//! The campaign that is open, what is known of it, and the news that pages wait for.
//!
//! There is one campaign for all pages: who opens another in one tab has it in all of them. What a form of a page does
//! names the campaign that the page was about ([`Current::number`]), so that nothing is done to another one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::check::Checked;
use super::stock::Stock;
use super::work::Progress;
use crate::campaign::OldText;
use crate::make::run::usual_folder;

/// How often pages are told how far a run has come.
const TICK: Duration = Duration::from_millis(250);

/// What all pages look at.
#[derive(Default)]
pub struct Session {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    /// Counts what has happened; a page that knows the last number knows all.
    version: u64,
    /// The last version in which more has changed than how far a run has come.
    content: u64,
    /// Counts the campaigns that were opened.
    opened: u64,
    current: Option<Current>,
    progress: Option<Progress>,
    /// When pages were told last how far the run has come.
    ticked: Option<Instant>,
    is_over: bool,
}

/// The campaign that is open.
#[derive(Clone)]
pub struct Current {
    /// Tells it from the one that was open before.
    pub number: u64,
    /// Where it is, from the root of the disk.
    pub path: PathBuf,
    /// Where its papers go.
    pub out: PathBuf,
    pub old_text: OldText,
    /// It is no campaign: single texts lie in it, and there is nothing to check.
    pub is_texts: bool,
    /// The last check; none while the first is under way.
    pub checked: Option<Arc<Checked>>,
    /// A check is asked for or under way.
    pub is_checking: bool,
    /// The papers and their state, as they were looked at last.
    pub stock: Option<Arc<Stock>>,
    /// They are to be looked at again, or are being.
    pub is_taking_stock: bool,
    /// How often a check or a look at the papers was asked for: what is asked for while one is under way is done after it.
    asks: u64,
}

/// What pages are told of the news.
pub struct News {
    pub version: u64,
    /// As [`State::content`].
    pub content: u64,
    pub progress: Option<Progress>,
    /// The program ends.
    pub is_over: bool,
}

impl Session {
    /// Opens the campaign in `folder`, which is checked soon.
    pub fn open(&self, folder: &Path) {
        self.put(folder, false);
    }

    /// Opens `folder` for the single texts in it.
    pub fn open_texts(&self, folder: &Path) {
        self.put(folder, true);
    }

    fn put(&self, folder: &Path, is_texts: bool) {
        let path = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let out = path.parent().unwrap_or(&path).join(usual_folder(Some(&path)));
        self.change(|state| {
            state.opened += 1;
            let (number, old_text) = (state.opened, OldText::default());
            state.current = Some(Current {
                number,
                path,
                out,
                old_text,
                is_texts,
                checked: None,
                is_checking: !is_texts,
                stock: None,
                is_taking_stock: false,
                asks: 0,
            });
            if state.progress.as_ref().is_some_and(|progress| progress.result.is_some()) {
                state.progress = None;
            }
        });
    }

    /// What there is to see, and the number of the last thing that happened to it.
    pub fn look(&self) -> (u64, Option<Current>) {
        let state = self.state();
        (state.version, state.current.clone())
    }

    /// The run that is under way, or was the last.
    pub fn run(&self) -> Option<Progress> {
        self.state().progress.clone()
    }

    /// A run begins, or there is none.
    pub fn progress(&self, progress: Option<Progress>) {
        self.change(|state| state.progress = progress);
    }

    /// Changes what is known of the run.
    pub fn amend_progress(&self, amend: impl FnOnce(&mut Progress)) {
        self.change(|state| {
            if let Some(progress) = &mut state.progress {
                amend(progress);
            }
        });
    }

    /// The run has made so many papers; pages are told now and then.
    pub fn tick(&self, done: usize) {
        let mut state = self.state();
        state.progress.iter_mut().for_each(|progress| progress.done = progress.done.max(done));
        if state.ticked.is_none_or(|then| then.elapsed() >= TICK) {
            state.ticked = Some(Instant::now());
            state.version += 1;
            self.news.notify_all();
        }
    }

    /// The campaign number `number` is to be checked again, with old text taken for `old_text` from now on if it is told.
    pub fn check(&self, number: u64, old_text: Option<OldText>) {
        self.amend(number, |current| {
            current.old_text = old_text.unwrap_or(current.old_text);
            current.is_checking = true;
            current.asks += 1;
        });
    }

    /// The campaign `before` has been checked.
    pub fn has_checked(&self, before: &Current, checked: Checked) {
        self.amend(before.number, |current| {
            current.checked = Some(Arc::new(checked));
            current.is_checking &= current.asks != before.asks;
            current.is_taking_stock = true;
        });
    }

    /// The papers are to be looked at again.
    pub fn take_stock(&self) {
        self.change(|state| {
            if let Some(current) = &mut state.current {
                current.is_taking_stock = true;
                current.asks += 1;
            }
        });
    }

    /// The papers of `before` have been looked at.
    pub fn has_taken_stock(&self, before: &Current, stock: Stock) {
        self.amend(before.number, |current| {
            current.stock = Some(Arc::new(stock));
            current.is_taking_stock &= current.asks != before.asks;
        });
    }

    /// Whether who looks at the papers of the campaign number `number` is to do something else.
    pub fn is_urgent(&self, number: u64) -> bool {
        let state = self.state();
        let is_other = |current: &Current| current.number != number || current.is_checking;
        state.is_over || state.current.as_ref().is_none_or(is_other)
    }

    /// The campaign that is open.
    pub fn current(&self) -> Option<Current> {
        self.state().current.clone()
    }

    /// Changes what is known of the campaign number `number`, if it still is the one that is open.
    pub fn amend(&self, number: u64, amend: impl FnOnce(&mut Current)) {
        self.change(|state| {
            if let Some(current) = state.current.as_mut().filter(|current| current.number == number) {
                amend(current);
            }
        });
    }

    /// Tells all who wait that the program ends.
    pub fn end(&self) {
        self.change(|state| state.is_over = true);
    }

    /// What is new after the version `known`, as soon as it is, or after `patience`.
    pub fn wait(&self, known: u64, patience: Duration) -> News {
        let waits = |state: &mut State| state.version == known && !state.is_over;
        let waited = self.news.wait_timeout_while(self.state(), patience, waits);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let State { version, content, is_over, .. } = *state;
        News { version, content, is_over, progress: state.progress.clone() }
    }

    /// Waits until a check is asked for, or for `patience`; whether the program ends.
    pub fn rest(&self, patience: Duration) -> bool {
        let is_asked = |state: &State| {
            state.current.as_ref().is_some_and(|current| current.is_checking || current.is_taking_stock)
        };
        let waits = |state: &mut State| !state.is_over && !is_asked(state);
        let waited = self.news.wait_timeout_while(self.state(), patience, waits);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.is_over
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        state.version += 1;
        state.content = state.version;
        self.news.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_while_it_is_under_way_is_done_after_it() {
        let session = Session::default();
        session.open(Path::new("a"));
        let now = || session.current().unwrap();
        let state = || (now().is_checking, now().is_taking_stock);
        let checked = || Checked::of(Path::new("a"), OldText::Refuse, None);
        session.has_checked(&now(), checked());
        assert_eq!(state(), (false, true));
        let before = now();
        session.take_stock();
        session.has_taken_stock(&before, Stock::default());
        assert_eq!(state(), (false, true), "a run has ended meanwhile");
        session.has_taken_stock(&now(), Stock::default());
        assert_eq!(state(), (false, false));
        let before = now();
        session.check(before.number, Some(OldText::Convert));
        session.has_checked(&before, checked());
        assert_eq!(state(), (true, true), "the check was of text as it was taken before");
        session.has_checked(&now(), checked());
        assert_eq!((state(), now().old_text), ((false, true), OldText::Convert));
    }
}
