//! What moved, as people read it.

use mando::locale::Locale;
use mando::problem::print::escape_line;
use serde_json::Value;

use super::difference::{Compared, Difference, MovedFigure};
use super::edits::Edit;

/// Most decimals of a figure.
const DECIMALS: i32 = 6;

/// Letters of a hash that are shown, as reports show them.
const HASH: usize = 12;

/// Both sides of a move as people read them: with no more decimals than tell by how much they differ.
fn figures(moved: &MovedFigure) -> (String, String) {
    let unit = moved.unit.as_deref();
    // Figures in two units are not compared; each is printed in its own.
    if let Some(before) = moved.unit_before.as_deref() {
        return (figure(&moved.before, Some(before), 1), figure(&moved.after, unit, 1));
    }
    if moved.what == "window" {
        return (window(&moved.before), window(&moved.after));
    }
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
    // Of a hash the beginning tells enough.
    if moved.what == "definition" {
        let start = |value: &Value| {
            value.as_str().map_or("none".to_owned(), |hash| hash.chars().take(HASH).collect())
        };
        return (start(&moved.before), start(&moved.after));
    }
    // A title is told as it stands.
    if moved.what == "title" {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        return (text(&moved.before), text(&moved.after));
    }
    let decimals = (1..=DECIMALS).find(is_true).unwrap_or(DECIMALS).unsigned_abs() as usize;
    (figure(&moved.before, unit, decimals), figure(&moved.after, unit, decimals))
}

/// What a value looks at.
fn window(value: &Value) -> String {
    let rolling = &value["rolling"];
    match (rolling["count"].as_u64(), rolling["unit"].as_str()) {
        (Some(1), Some(unit)) => format!("1 {unit}"),
        (Some(count), Some(unit)) => format!("{count} {unit}s"),
        _ if value.is_null() => "its period alone".to_owned(),
        _ => match (value["since"]["first"].as_str(), value["days"]["first"].as_str()) {
            (Some(first), _) => format!("since {first}"),
            (_, Some(first)) => format!("{first} to {}", value["days"]["last"].as_str().unwrap_or_default()),
            (None, None) => value.to_string(),
        },
    }
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

/// For people.
pub(super) fn text(compared: &Compared) -> String {
    let mut out = String::new();
    let is_one = compared.scorecards.len() == 1;
    for found in compared.scorecards.iter().filter(|found| !found.is_empty()) {
        if !is_one {
            out.push_str(&format!("{}\n", escape_line(&found.scorecard)));
        }
        lines(found, &mut |line: String| out.push_str(&format!("{}\n", escape_line(&line))));
    }
    if out.is_empty() { "nothing moved\n".to_owned() } else { out }
}

fn lines(found: &Difference, line: &mut dyn FnMut(String)) {
    for edit in &found.definition {
        let Edit { file, key, .. } = edit;
        line(match (&edit.before, &edit.after) {
            (Some(before), Some(after)) => format!("{file}: {key}: {before} → {after}"),
            (None, Some(after)) => format!("{file}: {key}: new, {after}"),
            (Some(before), None) => format!("{file}: {key}: gone, was {before}"),
            (None, None) => format!("{file}: {key}"),
        });
    }
    for moved in &found.run {
        let (before, after) = figures(moved);
        line(format!("{}: {before} → {after}", moved.what));
    }
    for moved in found.scores.iter().chain(&found.measures) {
        let (before, after) = figures(moved);
        line(format!("{} ({}): {} {before} → {after}", moved.title, moved.id, moved.what));
    }
    for moved in &found.sources {
        let (before, after) = figures(moved);
        line(format!("source {}: rows {before} → {after}", moved.id));
    }
    found.only_before.iter().for_each(|id| line(format!("{}: gone", called(found, id))));
    found.only_after.iter().for_each(|id| line(format!("{}: new", called(found, id))));
}

/// A measure by its title and id, as those are told that moved.
fn called(found: &Difference, id: &str) -> String {
    match found.titles.get(id).filter(|title| !title.is_empty()) {
        Some(title) => format!("{title} ({id})"),
        None => id.to_owned(),
    }
}

/// As tables for a pull request: what was written, and what it moved.
pub(super) fn markdown(compared: &Compared) -> String {
    let cell = |text: &str| escape_line(text).replace('|', "\\|");
    let mut out = String::new();
    let is_one = compared.scorecards.len() == 1;
    for found in compared.scorecards.iter().filter(|found| !found.is_empty()) {
        if !is_one {
            out.push_str(&format!("### {}\n\n", cell(&found.scorecard)));
        }
        if !found.definition.is_empty() {
            out.push_str("| file | key | before | after |\n|---|---|---|---|\n");
            for Edit { file, key, before, after } in &found.definition {
                let text = |side: &Option<String>| side.as_deref().map_or(String::new(), cell);
                out.push_str(&format!(
                    "| {} | `{}` | {} | {} |\n",
                    cell(file),
                    cell(key),
                    text(before),
                    text(after)
                ));
            }
            out.push('\n');
        }
        out.push_str(&moves(found, &cell));
    }
    if out.is_empty() { "Nothing moved.\n".to_owned() } else { out }
}

fn moves(found: &Difference, cell: &dyn Fn(&str) -> String) -> String {
    let mut out = "| what | | before | after |\n|---|---|---|---|\n".to_owned();
    let mut count = 0;
    let mut row = |title: &str, what: &str, before: &str, after: &str| {
        count += 1;
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
    for moved in &found.sources {
        let (before, after) = figures(moved);
        row(&format!("source {}", moved.id), "rows", &before, &after);
    }
    found.only_before.iter().for_each(|id| row(&called(found, id), "measure", "there", "gone"));
    found.only_after.iter().for_each(|id| row(&called(found, id), "measure", "", "new"));
    if count == 0 { "No figure moved.\n".to_owned() } else { out }
}
