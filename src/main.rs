//! The command line of mando.

mod cli;

use std::process::ExitCode;

/// Many threads set reports of many small parts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
