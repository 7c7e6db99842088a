//! Columns of fixed width.

use mando::data::{self, Silent};
use mando::model::EngineSettings;
use serde_json::{Map, Value, json};

use super::{run, text};
use crate::support::Project;

#[test]
fn columns_stand_at_their_characters() {
    let ids = ["FIX-01", "FIX-02", "FIX-03", "FIX-04"];
    run("fixed_width", &ids.map(|id| (id, rows as super::Answer)), &[]);
}

/// The cells of a text file, by its bytes, its encoding and the places of its columns.
fn rows(inputs: &Value) -> Value {
    let hex = text(&inputs["bytes_hex"]);
    let byte = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hexadecimal digits");
    let bytes: Vec<u8> = (0..hex.len() / 2).map(byte).collect();
    let columns = inputs["columns"].as_object().expect("columns are a map");
    let place = |(name, place): (&String, &Value)| format!("{name}: {place}");
    let places: Vec<String> = columns.iter().map(place).collect();
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-12-31\nsources:\n  t:\n    path: t.txt\n    \
         format: {{ type: fixed, encoding: {}, columns: {{ {} }} }}\n    \
         derive: {{ dated: \"date '2026-01-01'\" }}\n    time: dated\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  m: {{ title: M, objective: o, source: t, kind: count, min_n: 1 }}\n",
        text(&inputs["encoding"]),
        places.join(", ")
    );
    let project = Project::new(&yaml, &[]).with_bytes("t.txt", &bytes);
    let (scorecard, _) = project.resolve();
    let scorecard = scorecard.unwrap_or_else(|| panic!("{}", project.check()));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let sessions = data::Sessions::new(&EngineSettings::default()).expect("sessions");
    let read = data::load(&scorecard.sources, &scorecard.calendar, None, &sessions, &Silent);
    let table = runtime.block_on(read).expect("rows").tables.remove("t").expect("the source");
    let names: Vec<&String> = columns.keys().collect();
    let values: Vec<Vec<String>> = names.iter().map(|name| crate::files::values(&table, name)).collect();
    let lines = String::from_utf8_lossy(&bytes).lines().count();
    assert_eq!(values[0].len(), lines, "a row for each line");
    let mut rows: Vec<Map<String, Value>> = Vec::new();
    for at in 0..lines {
        let cell = |(name, column): (&&String, &Vec<String>)| match column[at].as_str() {
            "-" => ((*name).clone(), Value::Null),
            value => ((*name).clone(), json!(value)),
        };
        rows.push(names.iter().zip(&values).map(cell).collect());
    }
    // Which of them are short is only counted.
    let short = table.counts.short as usize;
    let expected = |row: &Map<String, Value>| row["amount"].is_null();
    assert_eq!(short, rows.iter().filter(|row| expected(row)).count());
    rows.iter_mut().for_each(|row| _ = row.insert("_short".to_owned(), json!(row["amount"].is_null())));
    json!({ "rows": rows })
}
