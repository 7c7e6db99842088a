//! A working example project.

use std::fs;
use std::io;
use std::path::Path;

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
        tell(&format!("error: `{}` is not empty; name a new folder\n", folder.display()));
        return Ok(Ending::Definition);
    }
    fs::create_dir_all(folder.join("data"))?;
    for (name, text) in FILES {
        let text = if name == "scorecard.yaml" { format!("{SCHEMA_LINE}{text}") } else { text.to_owned() };
        fs::write(folder.join(name), text)?;
    }
    fs::write(folder.join(SCHEMA_FILE), format!("{:#}\n", mando::definition::schema()))?;
    tell(&format!("wrote an example project; next: mando run {}\n", folder.display()));
    Ok(Ending::Fine)
}
