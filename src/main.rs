//! The `vanthu` program: arguments in, exit code out.

use std::process::ExitCode;

/// Laying out pages asks for many small pieces of memory: this one serves several workers faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vanthu::cli::run(std::env::args_os()).into()
}
