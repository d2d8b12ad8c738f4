//! The campaign that is open, and the news that pages wait for.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What all pages look at. There is one of it: who opens another campaign in one tab has it in all of them.
#[derive(Default)]
pub struct Session {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    /// Counts what has happened; a page that knows the last number knows all.
    version: u64,
    folder: Option<PathBuf>,
    is_over: bool,
}

/// What pages are told of the news.
pub struct News {
    pub version: u64,
    /// The program ends.
    pub is_over: bool,
}

impl Session {
    /// Opens the campaign in `folder`.
    pub fn open(&self, folder: &Path) {
        self.change(|state| state.folder = Some(folder.to_path_buf()));
    }

    /// The folder that is open.
    pub fn folder(&self) -> Option<PathBuf> {
        self.state().folder.clone()
    }

    /// The number of the last thing that happened.
    pub fn version(&self) -> u64 {
        self.state().version
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
        News { version: state.version, is_over: state.is_over }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        state.version += 1;
        self.news.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
