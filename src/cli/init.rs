//! A working example project.

use std::fs;
use std::io;
use std::path::Path;

use mando::disk::{self, Name};

use super::{Ending, tell};

const SCHEMA_FILE: &str = "scorecard.schema.json";
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=./scorecard.schema.json\n";

const FILES: [(&str, &str); 5] = [
    ("scorecard.yaml", include_str!("../../scorecards/northwind/scorecard.yaml")),
    ("SOURCE.md", include_str!("../../scorecards/northwind/SOURCE.md")),
    ("data/orders.csv", include_str!("../../scorecards/northwind/data/orders.csv")),
    ("data/order_details.csv", include_str!("../../scorecards/northwind/data/order_details.csv")),
    ("data/shippers.csv", include_str!("../../scorecards/northwind/data/shippers.csv")),
];

/// Writes the example; never over something that is already there.
pub(super) fn init(folder: &Path) -> io::Result<Ending> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        tell(&format!("error: `{}` is not empty; name a new folder", folder.display()));
        return Ok(Ending::Definition);
    }
    let data: Vec<Name> = Name::exact("data").into_iter().collect();
    disk::make_below(folder, &data)?;
    let schema = format!("{:#}\n", mando::definition::schema());
    let own = (SCHEMA_FILE, schema.as_str());
    for (name, text) in FILES.into_iter().chain([own]) {
        let text = if name == "scorecard.yaml" { format!("{SCHEMA_LINE}{text}") } else { text.to_owned() };
        let (within, name) = match name.split_once('/') {
            Some((within, name)) => (folder.join(within), name),
            None => (folder.to_owned(), name),
        };
        let name = Name::exact(name).ok_or(io::ErrorKind::InvalidFilename)?;
        disk::write_new(&within, &name, text.as_bytes())?;
    }
    tell(&format!("wrote an example project; next: mando run {}", folder.display()));
    Ok(Ending::Fine)
}
