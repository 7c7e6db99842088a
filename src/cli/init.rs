//! A working example project, or a first scorecard from files.

mod answer;
mod from;

use std::fs;
use std::io;
use std::path::Path;

use clap::ValueEnum;
use mando::disk::{self, Name};
use mando::scaffold::{self, Template};

use super::console::{Format, tell};
use super::exit_status::ExitStatus;
use answer::InitAnswer;

pub(super) use answer::schema;

const SCHEMA_FILE: &str = "scorecard.schema.json";
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=./scorecard.schema.json\n";

/// Complete examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Example {
    /// A trading house: orders, their lines, carriers.
    Northwind,
    /// A chain of shops: receipts, returns, a survey.
    Retail,
    /// A support desk: tickets and calls.
    Support,
}

const FILES: [(&str, &str); 5] = [
    ("scorecard.yaml", include_str!("../../scorecards/northwind/scorecard.yaml")),
    ("SOURCE.md", include_str!("../../scorecards/northwind/SOURCE.md")),
    ("data/orders.csv", include_str!("../../scorecards/northwind/data/orders.csv")),
    ("data/order_details.csv", include_str!("../../scorecards/northwind/data/order_details.csv")),
    ("data/shippers.csv", include_str!("../../scorecards/northwind/data/shippers.csv")),
];

/// Whether a name behind files is that of a folder: one that is there, or one that is not and has no ending.
fn is_folder(name: &str) -> bool {
    let path = Path::new(name);
    let is_address = name.contains(':');
    path.is_dir() || !path.exists() && path.extension().is_none() && !is_address && !name.contains('*')
}

/// Writes a first scorecard from files, or an example.
pub(super) fn init(
    folder: Option<&Path>,
    files: &[String],
    template: Example,
    format: Format,
) -> io::Result<ExitStatus> {
    match (files.is_empty(), folder) {
        (false, Some(folder)) => from::from(files, Some(folder), format),
        // `--from` takes all that follows: a folder behind the files is the one to write into.
        (false, None) => match files.split_last() {
            Some((last, others)) if !others.is_empty() && is_folder(last) => {
                from::from(others, Some(Path::new(last)), format)
            }
            _ => from::from(files, None, format),
        },
        (true, Some(folder)) => example(folder, template, format),
        (true, None) => {
            tell(
                "error: name a folder for the example, or files for a scorecard of your own: mando init --from orders.csv",
            );
            Ok(ExitStatus::Definition)
        }
    }
}

/// The files of an example.
fn files(template: Example) -> Vec<(&'static str, String)> {
    match template {
        Example::Northwind => FILES.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
        Example::Retail => scaffold::template(Template::Retail),
        Example::Support => scaffold::template(Template::Support),
    }
}

/// Writes an example; never over something that is already there.
fn example(folder: &Path, template: Example, format: Format) -> io::Result<ExitStatus> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        tell(&format!("error: `{}` is not empty; name a new folder", folder.display()));
        return Ok(ExitStatus::Definition);
    }
    let data: Vec<Name> = Name::exact("data").into_iter().collect();
    disk::make_below(folder, &data)?;
    let schema = format!("{:#}\n", mando::definition::schema());
    for (name, text) in files(template).into_iter().chain([(SCHEMA_FILE, schema)]) {
        let text = if name == "scorecard.yaml" { format!("{SCHEMA_LINE}{text}") } else { text };
        let (within, name) = match name.split_once('/') {
            Some((within, name)) => (folder.join(within), name),
            None => (folder.to_owned(), name),
        };
        let name = Name::exact(name).ok_or(io::ErrorKind::InvalidFilename)?;
        disk::write_new(&within, &name, text.as_bytes())?;
    }
    tell(&format!("wrote an example project; next: mando run {}", folder.display()));
    if format == Format::Json {
        InitAnswer::of(folder.join("scorecard.yaml").display().to_string()).say()?;
    }
    Ok(ExitStatus::Fine)
}
