//! Connections that have not said yet what they want: when there is no more place, the one that has been silent for
//! longest gives way to the one that comes.
//!
//! A browser opens connections before it needs them, and other programs may open any number. Where all places are
//! taken by those who say nothing, a second tab must still get its page.

use std::collections::VecDeque;
use std::net::{Shutdown, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Those who are waited for, the first one first.
#[derive(Default)]
pub struct Waiting(Mutex<Line>);

#[derive(Default)]
struct Line {
    last: u64,
    streams: VecDeque<(u64, TcpStream)>,
}

/// The place of one of them.
#[derive(Clone, Copy, Debug)]
pub struct Ticket(u64);

impl Waiting {
    /// Who is at `stream` is waited for; nothing when the system gives no second hold on it.
    pub fn enter(&self, stream: &TcpStream) -> Option<Ticket> {
        let stream = stream.try_clone().ok()?;
        let mut line = self.line();
        line.last += 1;
        let number = line.last;
        line.streams.push_back((number, stream));
        Some(Ticket(number))
    }

    /// Who has the ticket is waited for no more; whether it still was.
    pub fn leave(&self, Ticket(number): Ticket) -> bool {
        let mut line = self.line();
        let at = line.streams.iter().position(|(known, _)| *known == number);
        at.and_then(|at| line.streams.remove(at)).is_some()
    }

    /// Cuts off the one that has been waited for longest; whether there was one.
    pub fn close_oldest(&self) -> bool {
        let Some((_, stream)) = self.line().streams.pop_front() else { return false };
        // One that has just gone by itself gives its place as well.
        let _ = stream.shutdown(Shutdown::Both);
        true
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
