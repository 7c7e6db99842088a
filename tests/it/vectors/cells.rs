//! What one cell means, cell by cell through files that are read (R58).

use super::{list, text};
use crate::files::excel::{Book, number};
use crate::files::{counting, table, values};
use crate::support::Project;
use serde_json::{Value, json};

/// Every cell of a column, each in a file of its own.
fn cells(inputs: &Value) -> Value {
    json!({ "cells": list(&inputs["cells"]).iter().map(|cell| read(&inputs["column"], cell)).collect::<Value>() })
}

/// The one cell of these columns that two formats read as two days.
const AMBIGUOUS: &str = "03/04/2026";

fn read(column: &Value, cell: &Value) -> Value {
    let pick = |keys: &[&str]| -> String {
        let written = keys.iter().filter(|key| !column[**key].is_null());
        written.map(|key| format!("{key}: {}", column[*key])).collect::<Vec<_>>().join(", ")
    };
    let is_book = !column["date_system"].is_null();
    let path = if is_book { "a.xlsx" } else { "a.tsv" };
    let yaml = counting(&format!(
        "  t:\n    path: {path}\n    rejects: {{ at_most: 100% }}\n    format: {{ {} }}\n    columns: {{ v: {{ {} }} }}",
        pick(&["decimal", "thousands"]),
        pick(&["type", "format"]),
    ));
    let yaml = yaml.replace("EUR", column["currency"].as_str().unwrap_or("EUR"));
    let project = if is_book {
        let mut book = Book::with_column("v", &number(2, cell));
        book.is_1904 = column["date_system"] == 1904;
        Project::new(&yaml, &[]).with_bytes(path, &book.bytes())
    } else {
        let quoted = text(cell).replace('"', "\"\"");
        Project::new(&yaml, &[(path, &format!("n\tv\n1\t\"{quoted}\"\n"))])
    };
    let table = table(&project);
    let counts = table.cells.iter().find(|cells| cells.column == "v").expect("a declared column");
    let found = values(&table, "v").remove(0);
    match (counts.unreadable, counts.empty, found.parse::<f64>()) {
        (1, 0, _) => json!({ "unreadable": true }),
        (0, 1, _) => json!({ "absent": true }),
        (0, 0, Ok(x)) => json!({ "value": x }),
        // One that should not be ambiguous is not the value that is wanted.
        (0, 0, Err(_)) if counts.ambiguous == 1 && *cell != AMBIGUOUS => json!({ "value": "ambiguous" }),
        (0, 0, Err(_)) => json!({ "value": found, "ambiguous": counts.ambiguous == 1 }),
        _ => panic!("{counts:?}"),
    }
}

#[test]
fn cells_mean_what_the_vectors_say() {
    let ids = (1..=30).map(|n| format!("CELL-{n:02}")).collect::<Vec<_>>();
    let table: Vec<(&str, super::Answer)> =
        ids.iter().map(|id| (id.as_str(), cells as super::Answer)).collect();
    super::run("cells", &table, &[]);
}
