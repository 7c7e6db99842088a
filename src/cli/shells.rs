//! Completions for shells, and the manual.

use std::io;

use clap::Command;
use clap_complete::Shell;

use super::console::{say, tell};
use super::exit_status::ExitStatus;

/// Prints the completions of a program for a shell.
pub(super) fn completions(shell: Shell, mut program: Command) -> io::Result<ExitStatus> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, "mando", &mut script);
    say(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Fine)
}

/// Prints the manual of the program, or of one of its commands, as `man` reads it.
pub(super) fn man(command: Option<&str>, mut program: Command) -> io::Result<ExitStatus> {
    program.build();
    let page = match command {
        None => Some(program),
        Some(name) => program.find_subcommand(name).filter(|found| !found.is_hide_set()).cloned(),
    };
    let Some(page) = page else {
        tell(&format!("error: no command `{}`", command.unwrap_or_default()));
        return Ok(ExitStatus::Definition);
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    say(&String::from_utf8_lossy(&text))?;
    Ok(ExitStatus::Fine)
}
