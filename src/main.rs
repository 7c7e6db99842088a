//! The command line of mando.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
