//! Output of commands: messages to people on standard error, answers to programs on standard output.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use clap::ValueEnum;
use mando::problem::{Files, Problem, Problems, Secrets, print};
use mando::run::RunError;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

pub(super) fn report(problems: &Problems, files: &Files) {
    keep(|| match print::json(problems, files) {
        Value::Array(all) => all.into_iter().filter(is_error).collect(),
        _ => Vec::new(),
    });
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
    if let Some(message) = line.strip_prefix("error: ") {
        keep(|| vec![json!({ "severity": "error", "message": message })]);
    }
    if QUIET.load(Ordering::Relaxed) && !is_wrong {
        return;
    }
    tell_raw(&format!("{}\n", print::escape_line(line)));
}

/// What is wrong, as programs are told it; nothing unless one asked.
static KEPT: Mutex<Option<Vec<Value>>> = Mutex::new(None);
/// Whether programs were told anything yet.
static HAS_ANSWERED: AtomicBool = AtomicBool::new(false);

/// The version of what programs are told of a command that failed.
const SCHEMA: &str = "mando-error/1";

/// What programs are told of a command that failed.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Failed {
    schema: &'static str,
    /// What is wrong: `message` and `severity`, and where they are known `code`, `file`, `line` and what `check` prints else.
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    errors: Vec<Value>,
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> Value {
    schemars::schema_for!(Failed).to_value()
}

/// Tells what is wrong to a program as well, from now on.
pub(super) fn collect_errors_for_json() {
    *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
}

fn keep(errors: impl FnOnce() -> Vec<Value>) {
    if let Some(kept) = KEPT.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        kept.extend(errors());
    }
}

fn is_error(problem: &Value) -> bool {
    matches!(problem["severity"].as_str(), Some("error" | "data"))
}

/// Tells a program what was wrong with a command that answered it nothing.
pub(super) fn answer_failure() -> io::Result<()> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner).take();
    match kept.filter(|errors| !errors.is_empty() && !HAS_ANSWERED.load(Ordering::Relaxed)) {
        Some(errors) => {
            let failed = serde_json::to_value(Failed { schema: SCHEMA, errors })?;
            say(&format!("{}\n", print::escaped_json(&failed)))
        }
        None => Ok(()),
    }
}

/// What was made for a terminal.
pub(super) fn tell_raw(text: &str) {
    // A terminal that is gone is no reason to fail.
    let _ = io::stderr().lock().write_all(hidden(text).as_bytes());
}

/// Lines for people.
pub(super) fn tell_lines(text: &str) {
    let lines: String = text.lines().map(|line| format!("{}\n", print::escape_line(line))).collect();
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
        files.hidden(text).lines().map(|line| format!("{}\n", print::escape_line(line))).collect();
    say(&lines)
}

/// For programs.
pub(super) fn say(text: &str) -> io::Result<()> {
    HAS_ANSWERED.store(true, Ordering::Relaxed);
    match io::stdout().lock().write_all(hidden(text).as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
