//! The local page (`vanthu mo`): for those who don't type commands, the same work in a browser of the same machine.
//!
//! A server on 127.0.0.1 shows pages that are made here, in Vietnamese, and does nothing that the command line does
//! not do: it opens, checks and judges through [`crate::campaign`], it makes papers through [`crate::make`]. What is
//! here is only how that is asked for and shown. Nothing leaves the machine, and nobody who does not know the address
//! that the program prints gets an answer ([`guard`]).
//!
//! ```text
//! server   connections: limits of size, time and number; the end of the program
//! http     a request read, an answer written
//! guard    who may ask: token, cookie, Host, Origin
//! routes   which view or deed answers
//! session  the campaign that is open, its last check, what has changed
//! overlay  files as they would be: a text that is typed, a workbook that was sent
//! drafts   a text that is typed: what is wrong with it, the paper it gives
//! texts    a text between the disk and the field where it is edited
//! answers  workbooks that units sent, until they count
//! store    what the page writes: whole, and over nothing that was not seen
//! previews papers on their pages
//! views    HTML
//! assets   the style and the script of the pages
//! ```

mod answers;
mod assets;
mod drafts;
mod guard;
mod http;
mod life;
mod overlay;
mod previews;
mod routes;
mod server;
mod session;
mod store;
mod texts;
mod views;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use self::answers::Answers;
use self::guard::Guard;
use self::life::Life;
use self::previews::Previews;
use self::server::Server;
use self::session::Session;
use self::store::Store;
use crate::base::diag::{Code, Diagnostic};
use crate::make::output::reason;

/// What all who answer a request have in common.
struct App {
    guard: Guard,
    session: Session,
    life: Life,
    previews: Previews,
    answers: Answers,
    store: Store,
}

/// Serves the page, opened at the campaign in `folder` if there is one, until it is told to end, `stop` is set, or no
/// page is open any more. `ready` is given the address as soon as it answers.
///
/// # Errors
/// `GF022` when the machine gives no port or no random numbers.
pub fn run(folder: Option<&Path>, stop: &AtomicBool, ready: impl FnOnce(&str)) -> Result<(), Diagnostic> {
    let server = Server::open().map_err(|error| unserved(&reason(&error)))?;
    let guard = Guard::new(server.port()).map_err(|why| unserved(&why))?;
    let address = guard.address();
    let session = Session::default();
    folder.into_iter().for_each(|folder| session.open(folder));
    let app = Arc::new(App {
        guard,
        session,
        life: Life::default(),
        previews: Previews::default(),
        answers: Answers::default(),
        store: Store::default(),
    });
    server.run(&app, stop, || ready(&address)).map_err(|error| unserved(&reason(&error)))
}

/// Shows `address` in the browser of the user.
///
/// # Errors
/// `GF023` when the system has none to show it with.
pub fn show(address: &str) -> Result<(), Diagnostic> {
    open::that_detached(address).map_err(|error| {
        Diagnostic::error(Code::GF023, format!("không mở được trình duyệt: {}", reason(&error)))
            .hint(format!("tự mở trình duyệt và dán địa chỉ này vào: {address}"))
    })
}

fn unserved(why: &str) -> Diagnostic {
    Diagnostic::error(Code::GF022, format!("không mở được trang trên máy: {why}"))
        .hint("thử lại; vẫn vậy thì hỏi người quản trị máy xem chương trình có được nghe ở 127.0.0.1 không")
}

#[cfg(test)]
mod tests;
