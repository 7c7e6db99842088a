//! A working example project, or a first scorecard from files.

mod answer;
mod from;

use std::fs;
use std::io;
use std::path::Path;

use clap::ValueEnum;
use mando::disk::{self, Name};
use mando::model::FileKind;
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

/// The file that was meant by a name that is none, and is nearly that of one without its ending: `revews` beside `reviews.csv`.
fn misspelt(name: &str) -> Option<String> {
    let path = Path::new(name);
    if path.exists() || name.ends_with(['/', '\\']) {
        return None;
    }
    let own = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| folder.as_os_str() != "").unwrap_or(Path::new("."));
    let files = data_in(folder);
    let stems: Vec<&str> =
        files.iter().filter_map(|file| file.rsplit_once('.')).map(|(stem, _)| stem).collect();
    // A folder may well be called as the file is.
    if stems.contains(&own) {
        return None;
    }
    let near = mando::problem::near(own, stems.iter().copied())?;
    let is_near = near.chars().count().abs_diff(own.chars().count()) <= 2;
    let meant = files.iter().find(|file| file.rsplit_once('.').is_some_and(|(stem, _)| stem == near))?;
    is_near.then(|| path.with_file_name(meant).display().to_string())
}

/// The first file of rows in a folder that is to be written into, where none of those that are read stands there.
fn passed_over(folder: &Path, read: &[String]) -> Option<String> {
    let real = folder.canonicalize().ok()?;
    let is_there = |file: &String| Path::new(file).canonicalize().is_ok_and(|file| file.starts_with(&real));
    let first = data_in(folder).into_iter().next()?;
    (!read.iter().any(is_there)).then(|| folder.join(first).display().to_string())
}

/// The names of the files of rows in a folder, in their order.
fn data_in(folder: &Path) -> Vec<String> {
    let is_data = |name: &String| {
        let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| FileKind::of_ending(&ending).is_some())
    };
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(is_data).collect();
    names.sort_unstable();
    names
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
                if let Some(meant) = misspelt(last) {
                    tell(&format!(
                        "error: there is no `{last}`; did you mean `{meant}`? A new folder of this name is written `{last}/`"
                    ));
                    return Ok(ExitStatus::Data);
                }
                if let Some(found) = passed_over(Path::new(last), others) {
                    tell(&format!(
                        "note: `{last}` is taken for the folder to write into, and nothing in it is read; name its files for that, as `{found}`"
                    ));
                }
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
        InitAnswer::new(folder.join("scorecard.yaml").display().to_string()).say()?;
    }
    Ok(ExitStatus::Fine)
}
