//! When the program ends by itself: nobody looks at its pages any more.
//!
//! A page that is open asks for news all the time, and says goodbye when it is closed. A page that says nothing may
//! sleep (a closed lid, a tab in the background), so without a goodbye the program waits for long.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long after a goodbye no other page has asked for anything.
const GOODBYE: Duration = Duration::from_secs(90);
/// How long without any word.
const SILENCE: Duration = Duration::from_hours(3);

/// What is known of those who look.
pub struct Life(Mutex<State>);

struct State {
    /// When something was asked for the last time.
    asked: Instant,
    /// When a page said goodbye, after which nothing was asked for.
    left: Option<Instant>,
    is_told: bool,
}

impl Default for Life {
    fn default() -> Self {
        Life(Mutex::new(State { asked: Instant::now(), left: None, is_told: false }))
    }
}

impl Life {
    /// Somebody asks for something.
    pub fn ask(&self) {
        let state = &mut *self.state();
        (state.asked, state.left) = (Instant::now(), None);
    }

    /// A page is closed.
    pub fn leave(&self) {
        self.state().left = Some(Instant::now());
    }

    /// The user says that it is enough.
    pub fn end(&self) {
        self.state().is_told = true;
    }

    /// Whether the program is to end, as it stands at `now`.
    pub fn is_over(&self, now: Instant) -> bool {
        let state = self.state();
        let since = |then: Instant| now.saturating_duration_since(then);
        state.is_told || since(state.asked) >= SILENCE || state.left.is_some_and(|left| since(left) >= GOODBYE)
    }

    /// Whether the end waits for a run that is under way (`is_busy`): not when the user says that it is enough.
    pub fn waits_for(&self, is_busy: bool) -> bool {
        is_busy && !self.state().is_told
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_when_told_after_a_goodbye_and_after_a_long_silence() {
        let life = Life::default();
        let after = |wait: Duration| life.is_over(Instant::now() + wait);
        assert!(!after(GOODBYE) && after(SILENCE));
        life.leave();
        assert!(!after(GOODBYE / 2) && after(GOODBYE));
        life.ask();
        assert!(!after(GOODBYE), "another page is open");
        life.end();
        assert!(after(Duration::ZERO));
    }
}
