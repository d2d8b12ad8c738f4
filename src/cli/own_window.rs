//! Whether the program was started by a double click.
//!
//! On Windows a double click gives a program of the command line a console window that nobody else uses; called from
//! a terminal or a script it shares theirs, or has none. So a bare `vanthu` opens the page in the one case and prints its
//! help in all others. Elsewhere nothing tells a double click from a script, and a bare call is always help: there a menu
//! entry calls `vanthu mo`.

/// Whether the console is a window of the program's own.
#[cfg(windows)]
pub fn is_ours() -> bool {
    let mut processes = [0_u32; 2];
    let room = processes.len() as u32;
    // SAFETY: the list has room for as many numbers as are told.
    unsafe { windows_sys::Win32::System::Console::GetConsoleProcessList(processes.as_mut_ptr(), room) == 1 }
}

/// Whether the console is a window of the program's own: nothing tells it here.
#[cfg(not(windows))]
pub fn is_ours() -> bool {
    false
}
