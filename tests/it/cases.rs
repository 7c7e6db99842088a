//! Small projects with a known right answer: each folder of `tests/it/cases` is run, and must do what its `expect.json`
//! says.
//!
//! ```json
//! { "why": "…", "arguments": ["--period", "2021-W52"], "exit": 0, "says": ["part|other part"],
//!   "figures": [ { "measure": "hours", "period": "2021-W52", "value": 20, "status": "on_target", "score": 100, "n": 2 } ] }
//! ```
//!
//! `segments` holds the same of rows of segment tables, `by` an axis: a row is named by its `keys`, or is the rest without them;
//! `absent` says why it has no value, `target` what it is held against, `previous` its value before, `contribution` what it did to
//! the change of the whole; `variances` holds what the parts of a difference come
//! to over all rows. `exit` is 0 unless written, and may be a list; `says` holds regular expressions, all of which must match what is
//! printed, whatever its case; `says_not` such that must not; `formats` is what is written (`json` unless given); the
//! period `to_date` stands for the year to date.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::RegexBuilder;
use serde_json::Value;

#[test]
fn every_case_has_its_right_answer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");
    let entries = fs::read_dir(root).expect("a folder of cases");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    let mut wrong = Vec::new();
    for folder in &folders {
        let name = folder.file_name().expect("a name").to_string_lossy();
        wrong.extend(faults(folder).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In what a project differs from its `expect.json`.
fn faults(folder: &Path) -> Vec<String> {
    let expect = json(&folder.join("expect.json"));
    let out = tempfile::tempdir().expect("a folder");
    let formats = expect["formats"].as_str().unwrap_or("json");
    let ran = Command::new(env!("CARGO_BIN_EXE_mando"))
        .args(["run", "--no-cache", "--formats", formats, "--out"])
        .args([out.path(), folder])
        .args(texts(&expect["arguments"]))
        .output()
        .expect("the program runs");
    let said = [ran.stdout, ran.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    let mut faults = Vec::new();
    let exit = ran.status.code().map_or(Value::Null, Value::from);
    let is_expected = match &expect["exit"] {
        Value::Null => exit == 0,
        Value::Array(several) => several.contains(&exit),
        one => *one == exit,
    };
    if !is_expected || said.contains("panicked") {
        faults.push(format!("exit {exit}\n{said}"));
    }
    let is_said = |pattern: &str| {
        let pattern = RegexBuilder::new(pattern).case_insensitive(true).dot_matches_new_line(true).build();
        pattern.expect("a regular expression").is_match(&said)
    };
    let unsaid = texts(&expect["says"]).filter(|pattern| !is_said(pattern));
    faults.extend(unsaid.map(|pattern| format!("does not say /{pattern}/\n{said}")));
    let says = texts(&expect["says_not"]).filter(|pattern| is_said(pattern));
    faults.extend(says.map(|pattern| format!("says /{pattern}/\n{said}")));
    if let Some(figures) = expect["figures"].as_array() {
        match results(out.path()) {
            Some(results) => faults.extend(figures.iter().filter_map(|figure| differs(&results, figure))),
            None => faults.push(format!("no results\n{said}")),
        }
    }
    if let (Some(rows), Some(results)) = (expect["segments"].as_array(), results(out.path())) {
        faults.extend(rows.iter().filter_map(|row| segment_differs(&results, row)));
    }
    if let (Some(parts), Some(results)) = (expect["variances"].as_array(), results(out.path())) {
        faults.extend(parts.iter().filter_map(|part| parts_differ(&results, part)));
    }
    faults
}

/// What of the parts of a difference, each the sum over its rows, is not as it should be.
fn parts_differ(results: &Value, right: &Value) -> Option<String> {
    let id = &right["measure"];
    let mut all = nested(&measure(results, id)?, "variances").into_iter();
    let Some(found) = all.find(|found| found["against"] == right["against"]) else {
        return Some(format!("{id}: no difference {right}"));
    };
    let rows = nested(&found, "rows");
    let sum = |key: &str| rows.iter().filter_map(|row| row[key].as_f64()).sum::<f64>();
    let unlike = |key: &&str| right.get(*key).is_some_and(|right| !same(&sum(key).into(), right));
    let key = ["rate", "volume", "mix", "change"].into_iter().find(unlike)?;
    Some(format!("{id}: {key} is {}, right is {}", sum(key), right[key]))
}

/// The results of a run, wherever below the folder they stand.
fn results(folder: &Path) -> Option<Value> {
    let entries = fs::read_dir(folder).expect("a folder of outputs");
    entries.map(|entry| entry.expect("an entry").path()).find_map(|path| match path.is_dir() {
        true => results(&path),
        false => path.ends_with("results.json").then(|| json(&path)),
    })
}

fn nested(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().cloned().unwrap_or_default()
}

fn measure(results: &Value, id: &Value) -> Option<Value> {
    let perspectives = nested(&results["scorecard"], "perspectives").into_iter();
    let objectives = perspectives.flat_map(|perspective| nested(&perspective, "objectives"));
    let mut measures = objectives.flat_map(|objective| nested(&objective, "measures"));
    measures.find(|measure| measure["id"] == *id)
}

/// What of a row of a segment table is not as it should be.
fn segment_differs(results: &Value, right: &Value) -> Option<String> {
    let id = &right["measure"];
    let tables = nested(&measure(results, id)?, "segments");
    let by = right["by"].as_str().unwrap_or_default();
    let is_asked = |table: &Value| table["by"].to_string().contains(by);
    let rows = tables.into_iter().filter(is_asked).flat_map(|table| nested(&table, "rows"));
    let is_it = |row: &Value| match right.get("keys") {
        Some(keys) => row["keys"] == *keys,
        None => row["label"].is_null(),
    };
    let Some(row) = rows.into_iter().find(is_it) else { return Some(format!("{id}: no row {right}")) };
    let cell = &row["current"];
    let found = |key: &str| match key {
        "target" => &cell["target"]["value"]["value"],
        "previous" => &row["previous"],
        "contribution" => &row["contribution"]["change"],
        key => &cell[key],
    };
    let unlike = |key: &&str| right.get(*key).is_some_and(|right| !same(found(key), right));
    let keys = ["value", "n", "target", "status", "score", "previous", "contribution"];
    let key = keys.into_iter().find(unlike);
    let why = right["absent"].as_str().filter(|why| !cell["absent"].to_string().contains(why));
    let fault = key.map(str::to_owned).or(why.map(str::to_owned))?;
    Some(format!("{id} {right}: {fault}, in {row}"))
}

/// What of a figure is not as it should be.
fn differs(results: &Value, figure: &Value) -> Option<String> {
    let (id, label) = (&figure["measure"], &figure["period"]);
    let Some(measure) = measure(results, id) else { return Some(format!("no measure {id}")) };
    let cell = match label.as_str() {
        Some("to_date") => measure["to_date"].clone(),
        _ => nested(&measure, "periods")
            .into_iter()
            .find(|p| p["period"]["label"] == *label)
            .unwrap_or_default(),
    };
    let found = |key: &str| match key {
        "target" => cell["target"]["value"]["value"].clone(),
        "previous_year" => measure["previous_year"].clone(),
        // A reason that brings its figures is named by its key.
        "absent" => cell["absent"]
            .as_object()
            .and_then(|why| why.keys().next())
            .map_or(cell["absent"].clone(), |why| why.as_str().into()),
        key => cell[key].clone(),
    };
    let unlike = |key: &&str| figure.get(*key).is_some_and(|right| !same(&found(key), right));
    let keys = ["value", "status", "score", "n", "target", "absent", "previous_year", "interval", "window"];
    let key = keys.into_iter().find(unlike)?;
    Some(format!("{id} {label}: {key} is {}, right is {}", found(key), figure[key]))
}

fn same(found: &Value, right: &Value) -> bool {
    match (found.as_f64(), right.as_f64()) {
        (Some(found), Some(right)) => (found - right).abs() <= 1e-9 + 1e-6 * right.abs(),
        _ => found == right,
    }
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().expect("a text"))
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a readable file")).expect("JSON")
}
