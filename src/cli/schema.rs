//! The schemas of what is read and written.

use std::io;

use clap::ValueEnum;
use mando::problem::print;
use mando::{definition, profile, render};

use super::console::say;
use super::exit_status::ExitStatus;
use super::{answer, console, diff, doctor, explain, import, init, list};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// What a scorecard file may hold.
    Scorecard,
    /// What results.json holds.
    Results,
    /// What `init --format json` prints.
    Init,
    /// What `look --format json` prints.
    Look,
    /// What `check --format json` prints.
    Check,
    /// What `run --format json` prints.
    Run,
    /// What `list --format json` prints.
    List,
    /// What `explain --format json` prints.
    Explain,
    /// What `diff --format json` prints.
    Diff,
    /// What `import --format json` prints.
    Import,
    /// What `doctor --format json` prints.
    Doctor,
    /// What a command that fails prints with `--format json` where it has nothing else to print.
    Error,
}

pub(super) fn schema(of: Shape) -> io::Result<ExitStatus> {
    let schema = match of {
        Shape::Scorecard => definition::schema(),
        Shape::Results => render::json::schema(),
        Shape::Init => init::schema(),
        Shape::Look => profile::schema(),
        Shape::Check => print::schema(),
        Shape::Run => answer::schema(),
        Shape::List => list::schema(),
        Shape::Explain => explain::schema(),
        Shape::Diff => diff::schema(),
        Shape::Import => import::schema(),
        Shape::Doctor => doctor::schema(),
        Shape::Error => console::schema(),
    };
    say(&format!("{schema:#}\n"))?;
    Ok(ExitStatus::Fine)
}
