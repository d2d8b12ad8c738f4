//! The program as tests call it.

use std::path::Path;
use std::process::Command;

/// Exit code, stdout and stderr of the program called in `folder`.
pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The same of `vanthu check`.
pub fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(folder, &[&["check"], arguments].concat())
}
