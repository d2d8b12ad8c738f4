//! The command line: one thin file a command, each parses, makes one call and prints.
//!
//! Results go to stdout, talk goes to stderr, all of it in Vietnamese. A reader that hangs up early
//! (`vanthu kinds | head`) is no fault.

mod arguments;
mod check;
mod console;
mod elsewhere;
mod explain;
mod ghep;
mod handed_on;
mod input;
mod interrupt;
mod kinds;
mod mau;
#[cfg(feature = "web")]
mod mo;
mod new;
#[cfg(feature = "web")]
mod own_window;
mod packaged;
mod phieu;
mod render;
mod schema;
mod usage;

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use console::Console;
use interrupt::Interrupt;

use crate::base::diag::{Code, Diagnostic};
use crate::base::text::visible::visible;
use crate::make::batch::panic_reason;

/// How a run ended, as other programs see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well; warnings at most.
    Fine = 0,
    /// There are findings, or some documents failed and the rest is written, or the user stopped the run.
    Findings = 1,
    /// The call or its input cannot be used.
    Unusable = 2,
    /// The work was not done, but may be the next time: a full disk, a signal, a disk that does not answer. Only of
    /// calls that are meant to be repeated by an engine.
    Retry = 75,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Runs the program with `arguments`, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let console = Console::detect();
    console::speak_of_panics();
    let interrupt = Interrupt::listen();
    let words: Vec<OsString> = arguments.into_iter().collect();
    let command = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments.command,
        Err(error) => return usage::answer(&error, &words, &console),
    };
    let strange = command.as_ref().map(elsewhere::refused).unwrap_or_default();
    if strange.has_errors() {
        console.report(&strange);
        return Exit::Unusable;
    }
    let dispatch = || match command {
        #[cfg(feature = "web")]
        None if own_window::is_ours() => mo::run_in_own_window(&interrupt, &console),
        None => usage::print_help(&console),
        Some(Command::Render(render)) => render::run(&render, &interrupt, &console),
        Some(Command::Check(check)) => check::run(&check, &console),
        Some(Command::New(new)) => new::run(&new, &console),
        #[cfg(feature = "web")]
        Some(Command::Mo(page)) => mo::run(&page, &interrupt, &console),
        Some(Command::Phieu(requests)) => phieu::run(&requests, &console),
        Some(Command::Ghep(gather)) => ghep::run(&gather, &interrupt, &console),
        Some(Command::Kinds(kinds)) => kinds::run(kinds.path.as_deref(), &console),
        Some(Command::Mau(mau)) => mau::run(&mau, &console),
        Some(Command::LuocDo(arguments)) => schema::run(&arguments, &console),
        Some(Command::Explain(explain)) => explain::run(&explain, &console),
        Some(Command::DongGoi(packaged)) => packaged::run(&packaged, &console),
    };
    catch_unwind(AssertUnwindSafe(dispatch)).unwrap_or_else(|payload| {
        let message = format!("lỗi trong chương trình: {}", panic_reason(payload.as_ref()));
        let hint = "hãy gửi thông báo này kèm dữ liệu cho người phát triển";
        console.finding(&Diagnostic::error(Code::GF006, message).hint(hint));
        Exit::Unusable
    })
}

impl Exit {
    /// How a call that may be repeated ends for `finding`: again where the next try may go better, which is no matter
    /// of what was asked for.
    fn repeatable(finding: &Diagnostic) -> Self {
        match finding.code {
            Code::GF004 | Code::GF005 | Code::GF006 | Code::GF014 | Code::GF016 | Code::GF019 | Code::GF025 => {
                Exit::Retry
            }
            _ => Exit::Unusable,
        }
    }
}

/// `value`, which the call needs to its end. It is not taken apart piece by piece, which takes a campaign of ten thousand
/// papers a good part of a run that has nothing to make: the program ends, and the system has its memory back at once.
fn to_the_end<T>(value: T) -> ManuallyDrop<T> {
    ManuallyDrop::new(value)
}

/// `path` as it is told.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// `word` as it is typed on a command line.
fn quoted(word: &str) -> String {
    let word = visible(word);
    let plain = word.chars().all(|letter| letter.is_alphanumeric() || "/\\._-:".contains(letter));
    if plain { word.into_owned() } else { format!("\"{word}\"") }
}
