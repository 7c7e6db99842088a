//! Problems as other programs take them: SARIF 2.1.0, and the annotations of GitHub's workflows.

use mando::problem::print::escape_line;
use serde_json::{Value, json};

/// A log of SARIF 2.1.0 from problems as objects.
pub(super) fn sarif(problems: &Value) -> Value {
    let all = problems.as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let mut codes: Vec<String> = all.iter().map(|problem| text(problem, "code")).collect();
    codes.sort();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<Value> = all
        .iter()
        .map(|problem| {
            let level = match problem["severity"].as_str() {
                Some("error") => "error",
                Some("note") => "note",
                _ => "warning",
            };
            let help = problem["help"].as_str().map_or(String::new(), |help| format!(" ({help})"));
            let mut result = json!({
                "ruleId": text(problem, "code"),
                "level": level,
                "message": { "text": format!("{}{help}", text(problem, "message")) },
            });
            if let Some(file) = problem["file"].as_str() {
                result["locations"] = json!([{ "physicalLocation": {
                    "artifactLocation": { "uri": file },
                    "region": {
                        "startLine": problem["line"], "startColumn": problem["column"],
                        "endLine": problem["end_line"], "endColumn": problem["end_column"],
                    },
                } }]);
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "mando", "version": mando::run::VERSION, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A line for each problem, by which a workflow of GitHub marks the line of the file.
pub(super) fn github(problems: &Value) -> String {
    let line = |problem: &Value| {
        let text = |key: &str| problem[key].as_str().unwrap_or_default();
        let level = match text("severity") {
            "error" => "error",
            "note" => "notice",
            _ => "warning",
        };
        let mut place = Vec::new();
        if let Some(file) = problem["file"].as_str() {
            place.push(format!("file={}", property(file)));
            for (key, own) in
                [("line", "line"), ("col", "column"), ("endLine", "end_line"), ("endColumn", "end_column")]
            {
                place.extend(problem[own].as_u64().map(|number| format!("{key}={number}")));
            }
        }
        place.push(format!("title={}", property(text("code"))));
        let help = problem["help"].as_str().map_or(String::new(), |help| format!("%0A{}", data(help)));
        format!("::{level} {}::{}{help}\n", place.join(","), data(text("message")))
    };
    problems.as_array().into_iter().flatten().map(line).collect()
}

/// A text as a command of a workflow takes it.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| escape_line(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// The same as a property, in which further signs mean something.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
