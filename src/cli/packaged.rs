//! `vanthu dong_goi`: what a package brings along beside the program, made from its own command line: completions for
//! the shells, and a man page for each command. For who builds packages, so that it stands in no list of commands.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::{Arguments, Packaged};
use super::console::Console;
use super::{Exit, shown};
use crate::base::diag::{Code, Diagnostic};
use crate::make::output::reason;
use crate::make::output::whole::write_file;

const NAME: &str = "vanthu";
const ARGUMENT: &str = "THƯ_MỤC";
/// The shells, each with the file that it looks for.
const SHELLS: [(Shell, &str); 4] = [
    (Shell::Bash, "bash/vanthu"),
    (Shell::Zsh, "zsh/_vanthu"),
    (Shell::Fish, "fish/vanthu.fish"),
    (Shell::PowerShell, "powershell/vanthu.ps1"),
];
/// The headings of a man page.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "TÊN"),
    ("SYNOPSIS", "CÁCH DÙNG"),
    ("DESCRIPTION", "MÔ TẢ"),
    ("OPTIONS", "TÙY CHỌN"),
    ("SUBCOMMANDS", "LỆNH"),
    ("EXTRA", "GHI THÊM"),
    ("VERSION", "PHIÊN BẢN"),
];

pub fn run(arguments: &Packaged, console: &Console) -> Exit {
    match write(&arguments.out) {
        Ok(count) => console.result(&format!("đã ghi {count} tệp vào {}\n", shown(&arguments.out))),
        Err(finding) => {
            console.finding(&finding);
            Exit::Unusable
        }
    }
}

fn write(out: &Path) -> Result<usize, Diagnostic> {
    let files = [completions(), pages()?].concat();
    for (path, bytes) in &files {
        write_file(&out.join(path), bytes, ARGUMENT)?;
    }
    Ok(files.len())
}

fn completions() -> Vec<(String, Vec<u8>)> {
    let of = |(shell, file): (Shell, &str)| {
        let mut bytes = Vec::new();
        clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut bytes);
        (file.to_owned(), bytes)
    };
    SHELLS.map(of).to_vec()
}

/// The man pages of the program and of each of its commands that is listed.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let mut program = Arguments::command();
    program.build();
    let commands = program.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    [program.clone()].into_iter().chain(commands).map(page).collect()
}

fn page(command: clap::Command) -> Result<(String, Vec<u8>), Diagnostic> {
    let man = Man::new(command);
    let mut bytes = Vec::new();
    man.render(&mut bytes)
        .map_err(|error| Diagnostic::error(Code::GF005, format!("không in được kết quả: {}", reason(&error))))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().map(|line| {
        let heading = line.strip_prefix(".SH ").and_then(|word| HEADINGS.iter().find(|(english, _)| *english == word));
        heading.map_or_else(|| format!("{line}\n"), |(_, vietnamese)| format!(".SH \"{vietnamese}\"\n"))
    });
    Ok((format!("man/{}", man.get_filename()), lines.collect::<String>().into_bytes()))
}
