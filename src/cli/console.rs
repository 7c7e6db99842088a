//! Output of commands: messages to people on standard error, answers to programs on standard output.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum;
use mando::problem::{Files, Problem, Problems, Secrets, print};
use mando::run::RunError;

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

pub(super) fn report(problems: &Problems, files: &Files) {
    if QUIET.load(Ordering::Relaxed) && !problems.has_errors() {
        return;
    }
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
    tell_raw(&print::terminal(problems, files, colour));
}

pub(super) fn fail(error: &RunError, files: &Files) {
    report(&error.problems(), files);
}

pub(super) fn fail_with(problem: Problem, files: &Files) {
    let mut problems = Problems::new();
    problems.push(problem);
    report(&problems, files);
}

/// Whether only what is wrong is said.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Says only what is wrong from now on.
pub(super) fn set_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Whether only what is wrong is said.
pub(super) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// One line for people. Nothing in it can move the cursor, or begin another line.
pub(super) fn tell(line: &str) {
    let is_wrong = ["error", "finding", "interrupted"].iter().any(|start| line.starts_with(start));
    if QUIET.load(Ordering::Relaxed) && !is_wrong {
        return;
    }
    tell_raw(&format!("{}\n", print::visible(line)));
}

/// What was made for a terminal.
pub(super) fn tell_raw(text: &str) {
    // A terminal that is gone is no reason to fail.
    let _ = io::stderr().lock().write_all(hidden(text).as_bytes());
}

/// Lines for people.
pub(super) fn tell_lines(text: &str) {
    let lines: String = text.lines().map(|line| format!("{}\n", print::visible(line))).collect();
    tell_raw(&lines);
}

/// What lets one in by an address among the arguments.
static TYPED: OnceLock<Secrets> = OnceLock::new();

/// Prints addresses among the arguments without what lets one in, whatever is said of them.
pub(super) fn hide_addresses(arguments: impl Iterator<Item = OsString>) {
    let mut secrets = Secrets::default();
    arguments.for_each(|argument| secrets.add_argument(&argument.to_string_lossy()));
    // Said once, at the start.
    let _ = TYPED.set(secrets);
}

fn hidden(text: &str) -> Cow<'_, str> {
    TYPED.get().map_or(Cow::Borrowed(text), |secrets| secrets.hidden(text))
}

/// Lines of text, none of which holds what would move the cursor, or lets one in somewhere.
pub(super) fn say_lines(text: &str, files: &Files) -> io::Result<()> {
    let lines: String =
        files.hidden(text).lines().map(|line| format!("{}\n", print::visible(line))).collect();
    say(&lines)
}

/// For programs.
pub(super) fn say(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(hidden(text).as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
