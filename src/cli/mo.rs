//! `vanthu mo`: the local page.

use super::Exit;
use super::arguments::Page;
use super::console::Console;
use super::interrupt::Interrupt;
use crate::web::{self, Wanted, usual_memory};

pub fn run(arguments: &Page, interrupt: &Interrupt, console: &Console) -> Exit {
    let ready = |address: &str| {
        console.result(&format!("{address}\n"));
        if !arguments.silent
            && let Err(finding) = web::show(address)
        {
            console.finding(&finding);
        }
    };
    // What is being made when a signal comes is finished.
    let wanted = Wanted { folder: arguments.dir.as_deref(), memory: usual_memory() };
    match web::run(wanted, interrupt.making(), ready) {
        Ok(()) => Exit::Fine,
        Err(finding) => {
            console.finding(&finding);
            Exit::Unusable
        }
    }
}
