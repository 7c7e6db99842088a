//! The schemas of what is read and written.

use std::io;

use clap::ValueEnum;
use mando::{definition, profile, render};

use super::console::say;
use super::exit_status::ExitStatus;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// What a scorecard file may hold.
    Scorecard,
    /// What results.json holds.
    Results,
    /// What `look --format json` prints.
    Look,
}

pub(super) fn schema(of: Shape) -> io::Result<ExitStatus> {
    let schema = match of {
        Shape::Scorecard => definition::schema(),
        Shape::Results => render::json::schema(),
        Shape::Look => profile::schema(),
    };
    say(&format!("{schema:#}\n"))?;
    Ok(ExitStatus::Fine)
}
