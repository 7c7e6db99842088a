//! The schemas of what is read and written.

use std::io;

use clap::ValueEnum;
use mando::problem::print;
use mando::{definition, profile, render};

use super::console::say;
use super::exit_status::ExitStatus;
use super::{diff, doctor, explain, import, list};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// What a scorecard file may hold.
    Scorecard,
    /// What results.json holds.
    Results,
    /// What `look --format json` prints.
    Look,
    /// What `check --format json` prints.
    Check,
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
}

pub(super) fn schema(of: Shape) -> io::Result<ExitStatus> {
    let schema = match of {
        Shape::Scorecard => definition::schema(),
        Shape::Results => render::json::schema(),
        Shape::Look => profile::schema(),
        Shape::Check => print::schema(),
        Shape::List => list::schema(),
        Shape::Explain => explain::schema(),
        Shape::Diff => diff::schema(),
        Shape::Import => import::schema(),
        Shape::Doctor => doctor::schema(),
    };
    say(&format!("{schema:#}\n"))?;
    Ok(ExitStatus::Fine)
}
