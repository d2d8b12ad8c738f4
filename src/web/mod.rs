//! The local page (`vanthu mo`): for those who don't type commands, the same work in a browser of the same machine.
//!
//! A server on 127.0.0.1 shows pages that are made here, in Vietnamese, and does nothing that the command line does
//! not do: it opens, checks and judges through [`crate::campaign`], it makes papers through [`crate::make`]. What is
//! here is only how that is asked for and shown. Nothing leaves the machine, and nobody who does not know the address
//! that the program prints gets an answer ([`guard`]).
//!
//! ```text
//! server   connections: limits of size, time and number; the end of the program
//! waiting  connections that have said nothing yet
//! http     a request read, an answer written
//! guard    who may ask: token, cookie, Host, Origin
//! routes   which view or deed answers
//! session  the campaign that is open, its last check, the news that pages wait for
//! watch    checks again when a file is saved (check)
//! stock    the papers and their state
//! work     papers made, one run at a time
//! launch   files opened with the system's own program
//! recent   the campaigns that were opened
//! overlay  files as they would be: a text that is typed, a workbook that was sent
//! begun    a text or a template that is begun on the page
//! single   a single text made into its files
//! drafts   a text that is typed: what is wrong with it, the paper it gives
//! underlay the campaign under a text that is typed, opened once
//! texts    a text between the disk and the field where it is edited
//! answers  workbooks that units sent, until they count
//! store    what the page writes: whole, and over nothing that was not seen
//! previews papers on their pages
//! views    HTML
//! assets   the style and the script of the pages
//! ```

mod answers;
mod assets;
mod begun;
mod check;
mod deeds;
mod drafts;
mod guard;
mod http;
mod launch;
mod life;
mod overlay;
mod previews;
mod recent;
mod routes;
mod server;
mod session;
mod single;
mod stock;
mod store;
mod texts;
mod underlay;
mod views;
mod waiting;
mod watch;
mod work;

pub use self::launch::show;
pub use self::recent::usual_memory;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use self::answers::Answers;
use self::guard::Guard;
use self::life::Life;
use self::previews::Previews;
use self::recent::Recent;
use self::server::Server;
use self::session::Session;
use self::store::Store;
use self::underlay::Underlay;
use self::work::Work;
use crate::base::diag::{Code, Diagnostic};
use crate::make::output::reason;

/// What all who answer a request have in common.
struct App {
    guard: Guard,
    session: Session,
    life: Life,
    recent: Recent,
    previews: Previews,
    underlay: Underlay,
    answers: Answers,
    store: Store,
    work: Work,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// The folder of the campaign that is opened first.
    pub folder: Option<&'a Path>,
    /// The folder in which the program keeps which campaigns were opened; nothing is kept without.
    pub memory: Option<PathBuf>,
}

/// Serves the page, opened at the campaign that is `wanted` if there is one, until it is told to end, `stop` is set, or no
/// page is open any more. `ready` is given the address as soon as it answers.
///
/// # Errors
/// `GF022` when the machine gives no port or no random numbers.
pub fn run(wanted: Wanted, stop: &AtomicBool, ready: impl FnOnce(&str)) -> Result<(), Diagnostic> {
    let server = Server::open().map_err(|error| unserved(&reason(&error)))?;
    let guard = Guard::new(server.port()).map_err(|why| unserved(&why))?;
    let address = guard.address();
    let session = Session::default();
    wanted.folder.into_iter().for_each(|folder| session.open(folder));
    let app = Arc::new(App {
        guard,
        session,
        life: Life::default(),
        recent: Recent::new(wanted.memory),
        previews: Previews::default(),
        underlay: Underlay::default(),
        answers: Answers::default(),
        store: Store::default(),
        work: Work::default(),
    });
    server.run(&app, stop, || ready(&address)).map_err(|error| unserved(&reason(&error)))
}

fn unserved(why: &str) -> Diagnostic {
    Diagnostic::error(Code::GF022, format!("không mở được trang trên máy: {why}"))
        .hint("thử lại; vẫn vậy thì hỏi người quản trị máy xem chương trình có được nghe ở 127.0.0.1 không")
}

#[cfg(test)]
mod tests;
