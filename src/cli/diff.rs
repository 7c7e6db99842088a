//! What moved between two results.

use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mando::disk;
use mando::locale::Locale;
use mando::problem::print::visible;
use serde::Serialize;
use serde_json::Value;

use super::console::{say, tell};
use super::exit_status::ExitStatus;

/// Bytes of the largest results that are read.
const MOST: u64 = 1 << 30;

/// How differences are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shown {
    /// For people.
    Text,
    /// As a table for a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// All differences.
#[derive(Debug, Serialize)]
struct Difference {
    schema: &'static str,
    run: Vec<Moved>,
    scores: Vec<Moved>,
    measures: Vec<Moved>,
    only_before: Vec<String>,
    only_after: Vec<String>,
}

/// One thing that differs.
#[derive(Debug, Serialize)]
struct Moved {
    id: String,
    title: String,
    what: &'static str,
    before: Value,
    after: Value,
    unit: Option<String>,
}

/// Compares two `results.json`, or the folders that hold them.
pub(super) fn diff(before: &Path, after: &Path, shown: Shown) -> io::Result<ExitStatus> {
    let mut read = Vec::new();
    for path in [before, after] {
        match results(path) {
            Ok(results) => read.push(results),
            Err(reason) => {
                tell(&format!("error: cannot read `{}`: {reason}", path.display()));
                return Ok(ExitStatus::Data);
            }
        }
    }
    let found = difference(&read[0], &read[1]);
    let text = match shown {
        Shown::Json => format!("{}\n", mando::problem::print::visible_json(&serde_json::to_value(&found)?)),
        Shown::Text => text(&found),
        Shown::Markdown => markdown(&found),
    };
    say(&text)?;
    Ok(ExitStatus::Fine)
}

fn results(path: &Path) -> Result<Value, String> {
    let file = if path.is_dir() { path.join("results.json") } else { path.to_owned() };
    if path.is_dir() && !file.exists() {
        return Err(match below(path, 3).as_slice() {
            [] => "it holds no results.json, and no folder below it does".to_owned(),
            folders => {
                let named: Vec<String> =
                    folders.iter().take(5).map(|folder| format!("`{}`", folder.display())).collect();
                format!("results stand below it, name the folder of one: {}", named.join(", "))
            }
        });
    }
    let bytes = disk::read(&file, MOST).map_err(|error| error.to_string())?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| "it is no JSON".to_owned())?;
    let is_results = value["schema"].as_str().is_some_and(|schema| schema.starts_with("mando-results/"));
    if is_results { Ok(value) } else { Err("it is no results.json of mando".to_owned()) }
}

/// The folders below one that hold results, by name.
fn below(folder: &Path, levels: usize) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut inside: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    inside.sort();
    let of = |inner: PathBuf| match inner.join("results.json").is_file() {
        true => vec![inner],
        false if levels > 1 => below(&inner, levels - 1),
        false => Vec::new(),
    };
    inside.into_iter().flat_map(of).collect()
}

fn difference(before: &Value, after: &Value) -> Difference {
    let mut run = Vec::new();
    for (what, pointer) in [
        ("period", "/run/period/label"),
        ("as of", "/run/as_of"),
        ("definition", "/run/definition"),
        ("version", "/run/version"),
    ] {
        moved(&mut run, ("", ""), what, (before.pointer(pointer), after.pointer(pointer)), None);
    }
    let (mut scores, mut measures) = (Vec::new(), Vec::new());
    let (old, new) = (parents(before), parents(after));
    for parent in &old {
        if let Some(other) = new.iter().find(|other| other["id"] == parent["id"]) {
            let names = (text_of(other, "id"), text_of(other, "title"));
            for what in ["score", "status"] {
                moved(&mut scores, names, what, (parent.get(what), other.get(what)), None);
            }
        }
    }
    let (old, new) = (all_measures(before), all_measures(after));
    let (mut only_before, mut only_after) = (Vec::new(), Vec::new());
    for measure in &old {
        let Some(other) = new.iter().find(|other| other["id"] == measure["id"]) else {
            only_before.push(text_of(measure, "id").to_owned());
            continue;
        };
        let names = (text_of(other, "id"), text_of(other, "title"));
        let unit = other["unit"].as_str();
        let (a, b) = (current(measure), current(other));
        for what in ["value", "score", "status"] {
            moved(
                &mut measures,
                names,
                what,
                (a.and_then(|a| a.get(what)), b.and_then(|b| b.get(what))),
                unit,
            );
        }
        let aim =
            |period: Option<&Value>| period.and_then(|period| period.pointer("/target/value/value")).cloned();
        moved(&mut measures, names, "target", (aim(a).as_ref(), aim(b).as_ref()), unit);
        moved(&mut measures, names, "weight", (measure.get("weight"), other.get("weight")), None);
    }
    let is_new = |measure: &&&Value| old.iter().all(|other| other["id"] != measure["id"]);
    only_after.extend(new.iter().filter(is_new).map(|measure| text_of(measure, "id").to_owned()));
    Difference { schema: "mando/diff/1", run, scores, measures, only_before, only_after }
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn moved(
    found: &mut Vec<Moved>,
    (id, title): (&str, &str),
    what: &'static str,
    (before, after): (Option<&Value>, Option<&Value>),
    unit: Option<&str>,
) {
    let (before, after) = (before.cloned().unwrap_or(Value::Null), after.cloned().unwrap_or(Value::Null));
    if before != after {
        let unit = unit.filter(|_| matches!(what, "value" | "target")).map(str::to_owned);
        found.push(Moved { id: id.to_owned(), title: title.to_owned(), what, before, after, unit });
    }
}

/// The whole, perspectives and objectives.
fn parents(results: &Value) -> Vec<&Value> {
    let whole = &results["scorecard"];
    let mut found = vec![whole];
    for perspective in list(&whole["perspectives"]) {
        found.push(perspective);
        found.extend(list(&perspective["objectives"]));
    }
    found
}

fn all_measures(results: &Value) -> Vec<&Value> {
    let perspectives = list(&results["scorecard"]["perspectives"]);
    perspectives.flat_map(|p| list(&p["objectives"])).flat_map(|o| list(&o["measures"])).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn current(measure: &Value) -> Option<&Value> {
    measure["periods"].as_array()?.last()
}

/// Most decimals of a figure.
const DECIMALS: i32 = 6;

/// Both sides of a move as people read them: with no more decimals than tell by how much they differ.
fn figures(moved: &Moved) -> (String, String) {
    let unit = moved.unit.as_deref();
    let hundredfold = if unit == Some("percent") { 100.0 } else { 1.0 };
    let sides = moved.before.as_f64().zip(moved.after.as_f64());
    // 4.04 and 4.06 are no 4.0 and 4.1, which are five times as far apart.
    let is_true = |decimals: &i32| {
        let rounded = |x: f64| (x * hundredfold * 10_f64.powi(*decimals)).round() / 10_f64.powi(*decimals);
        sides.is_none_or(|(a, b)| {
            let apart = hundredfold * (b - a);
            (rounded(b) - rounded(a) - apart).abs() <= 0.1 * apart.abs()
        })
    };
    let decimals = (1..=DECIMALS).find(is_true).unwrap_or(DECIMALS).unsigned_abs() as usize;
    (figure(&moved.before, unit, decimals), figure(&moved.after, unit, decimals))
}

fn figure(value: &Value, unit: Option<&str>, decimals: usize) -> String {
    let locale = Locale::default();
    match (value, unit) {
        (Value::Null, _) => "none".to_owned(),
        (Value::String(text), _) => text.replace('_', " "),
        (Value::Number(number), unit) => match (number.as_f64().unwrap_or_default(), unit) {
            (share, Some("percent")) => locale.percent(share, decimals),
            (whole, _) if whole.fract() == 0.0 => locale.number(whole, 0),
            (x, _) => locale.number(x, decimals),
        },
        (other, _) => other.to_string(),
    }
}

fn text(found: &Difference) -> String {
    let mut out = String::new();
    let mut line = |line: String| out.push_str(&format!("{}\n", visible(&line)));
    for moved in &found.run {
        let (before, after) = figures(moved);
        line(format!("{}: {before} → {after}", moved.what));
    }
    for moved in found.scores.iter().chain(&found.measures) {
        let (before, after) = figures(moved);
        line(format!("{} ({}): {} {before} → {after}", moved.title, moved.id, moved.what));
    }
    found.only_before.iter().for_each(|id| line(format!("{id}: gone")));
    found.only_after.iter().for_each(|id| line(format!("{id}: new")));
    if out.is_empty() { "nothing moved\n".to_owned() } else { out }
}

fn markdown(found: &Difference) -> String {
    let cell = |text: &str| visible(text).replace('|', "\\|");
    let mut out = "| what | | before | after |\n|---|---|---|---|\n".to_owned();
    let mut row = |title: &str, what: &str, before: &str, after: &str| {
        out.push_str(&format!("| {} | {what} | {} | {} |\n", cell(title), cell(before), cell(after)));
    };
    for moved in &found.run {
        let (before, after) = figures(moved);
        row("run", moved.what, &before, &after);
    }
    for moved in found.scores.iter().chain(&found.measures) {
        let (before, after) = figures(moved);
        row(&moved.title, moved.what, &before, &after);
    }
    found.only_before.iter().for_each(|id| row(id, "measure", "there", "gone"));
    found.only_after.iter().for_each(|id| row(id, "measure", "", "new"));
    out
}
