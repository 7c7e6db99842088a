//! Databases and queries as sources: the same figures as from files, and what is said when they cannot be asked.

mod postgres;
mod pushdown;
mod query;
mod server;
pub(crate) mod sqlite;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Project, Ran};

/// Example data as a table: its name, columns with a type, and what stands in the cells.
pub(crate) struct Sample {
    name: &'static str,
    columns: &'static [(&'static str, &'static str)],
    rows: Vec<Vec<Option<String>>>,
}

/// The three files of the trading house, with the types that a database would give them.
pub(crate) fn northwind() -> Vec<Sample> {
    let samples: [(&str, &[(&str, &str)]); 3] = [
        (
            "order_details",
            &[
                ("order_id", "integer"),
                ("product_id", "integer"),
                ("unit_price", "numeric(10,2)"),
                ("quantity", "integer"),
                ("discount", "double precision"),
            ],
        ),
        ("shippers", &[("shipper_id", "integer"), ("company_name", "varchar(40)")]),
        (
            "orders",
            &[
                ("order_id", "integer"),
                ("customer_id", "char(5)"),
                ("employee_id", "integer"),
                ("order_date", "date"),
                ("required_date", "date"),
                ("shipped_date", "date"),
                ("ship_via", "integer"),
                ("freight_usd", "numeric(12,4)"),
                ("ship_name", "varchar(60)"),
                ("ship_address", "text"),
                ("ship_city", "text"),
                ("ship_region", "text"),
                ("ship_postal_code", "text"),
                ("ship_country", "text"),
            ],
        ),
    ];
    samples.into_iter().map(|(name, columns)| Sample { name, columns, rows: rows(name) }).collect()
}

fn rows(name: &str) -> Vec<Vec<Option<String>>> {
    let path = example("northwind").join("data").join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(path).expect("a file of the example");
    let cell = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
    reader.records().map(|record| record.expect("a record").iter().map(cell).collect()).collect()
}

pub(super) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards").join(name)
}

/// The trading house's scorecard with its sources in a database.
pub(super) fn northwind_in(address: &str) -> String {
    let yaml = fs::read_to_string(example("northwind").join("scorecard.yaml")).expect("the example");
    let mut moved =
        yaml.replace("{ path: data/shippers.csv,", &format!("{{ path: \"{address}\", table: shippers,"));
    for table in ["order_details", "orders"] {
        let database = format!("path: {address}\n    table: {table}\n");
        moved = moved.replace(&format!("path: data/{table}.csv\n"), &database);
    }
    assert_eq!(moved.matches(address).count(), 3, "{moved}");
    moved
}

/// The trading house from its files.
pub(super) fn northwind_from_files() -> Ran {
    let yaml = fs::read_to_string(example("northwind").join("scorecard.yaml")).expect("the example");
    Project::new(&yaml, &[]).with_folder("data", &example("northwind/data")).run(None, None)
}

/// Every figure of two runs, and what became of every row, is the same.
#[track_caller]
pub(super) fn same_figures(one: &Ran, other: &Ran) {
    let figures = |ran: &Ran| serde_json::to_value(&ran.results.scorecard).expect("figures as JSON");
    let sources = |ran: &Ran| {
        let mut sources = serde_json::to_value(&ran.results.run.sources).expect("sources as JSON");
        for source in sources.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            // Which cells are counted depends on which columns have rules.
            source.remove("cells");
        }
        sources
    };
    assert_eq!(sources(one), sources(other));
    let (one, other) = (figures(one), figures(other));
    if one != other {
        differ("", &one, &other);
    }
}

/// Names the first place where two trees differ.
#[track_caller]
fn differ(path: &str, one: &Value, other: &Value) {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "keys at {path}");
            a.iter().for_each(|(key, value)| differ(&format!("{path}.{key}"), value, &b[key]));
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "length at {path}");
            (0..a.len()).for_each(|at| differ(&format!("{path}[{at}]"), &a[at], &b[at]));
        }
        _ => assert_eq!(one, other, "at {path}"),
    }
}

/// A scorecard with one measure of one source.
pub(super) fn scorecard(source: &str, kind: &str) -> String {
    format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\ncurrency: EUR\nas_of: 2026-03-31\nsources:\n{source}\
         perspectives: {{ customer: {{ objectives: {{ reach: {{ title: Reach }} }} }} }}\n\
         measures:\n  m:\n    title: Measure\n    objective: reach\n    source: sales\n    kind: {kind}\n"
    )
}
