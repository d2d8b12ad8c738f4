//! `vanthu mo`: the local page.

use std::path::Path;

use super::Exit;
use super::arguments::Page;
use super::console::Console;
use super::interrupt::Interrupt;
use crate::web::{self, Wanted, usual_memory};

pub fn run(arguments: &Page, interrupt: &Interrupt, console: &Console) -> Exit {
    serve(arguments.dir.as_deref(), arguments.silent, interrupt, console)
}

/// The page after a double click: the window that came with it says what it is for, and stays when something is wrong.
pub fn run_in_own_window(interrupt: &Interrupt, console: &Console) -> Exit {
    console.line("Trang làm việc mở trong trình duyệt. Giữ cửa sổ này trong lúc dùng; đóng nó là dừng chương trình.");
    let exit = serve(None, false, interrupt, console);
    if exit != Exit::Fine {
        console.line("Bấm Enter để đóng cửa sổ này.");
        // Without a keyboard nobody waits.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
    exit
}

fn serve(folder: Option<&Path>, is_silent: bool, interrupt: &Interrupt, console: &Console) -> Exit {
    let ready = |address: &str| {
        console.result(&format!("{address}\n"));
        if !is_silent && let Err(finding) = web::show(address) {
            console.finding(&finding);
        }
    };
    // What is being made when a signal comes is finished.
    match web::run(Wanted { folder, memory: usual_memory() }, interrupt.making(), ready) {
        Ok(()) => Exit::Fine,
        Err(finding) => {
            console.finding(&finding);
            Exit::Unusable
        }
    }
}
