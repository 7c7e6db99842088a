//! How measures stand, in a line each: computed where the rows are few, else as the last run in the project's folder `out` said.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mando::disk;
use mando::evaluate::restatement::{MOST, legible};
use mando::model::{Measure, Scorecard};
use mando::run::Computed;
use serde_json::Value;

use super::super::explain::Numbers;

/// Lines on each measure of a scorecard.
pub(super) fn figure_lines(
    root: &Path,
    card: &Scorecard,
    computed: Option<&Computed>,
) -> BTreeMap<String, Vec<String>> {
    let own = computed.and_then(|computed| serde_json::to_value(&computed.results).ok());
    let (results, from) = match own {
        Some(results) => (results, None),
        None => match last_run(&root.join("out").join(&card.id)) {
            Some((path, results)) => (results, Some(path)),
            None => return BTreeMap::new(),
        },
    };
    let from = from.map(|path| format!("(from {})", path.strip_prefix(root).unwrap_or(&path).display()));
    let mut told = BTreeMap::new();
    for measure in measures(&results) {
        let id = measure["id"].as_str().unwrap_or_default();
        let current = measure["periods"].as_array().and_then(|periods| periods.last());
        if let Some((current, known)) = current.zip(card.measure(id)) {
            let lines = std::iter::once(line(Numbers::new(card, known), known, current));
            told.insert(id.to_owned(), lines.chain(from.clone()).collect());
        }
    }
    told
}

fn measures(results: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    for perspective in results["scorecard"]["perspectives"].as_array().into_iter().flatten() {
        for objective in perspective["objectives"].as_array().into_iter().flatten() {
            found.extend(objective["measures"].as_array().into_iter().flatten());
        }
    }
    found
}

/// A period of a measure: value, interval, target, status.
fn line(numbers: Numbers<'_>, measure: &Measure, current: &Value) -> String {
    let target = &current["target"];
    let plan =
        [&target["value"]["value"], &target["goal_red_flag"]["goal"]].into_iter().find_map(Value::as_f64);
    let misses = current["status"].as_str().is_some_and(|status| status != "on_target");
    let numbers = match current["value"].as_f64().zip(plan).filter(|_| misses) {
        Some((actual, plan)) => numbers.with_differing_decimals(actual, plan),
        None => numbers,
    };
    let period = current["period"]["label"].as_str().unwrap_or_default();
    let number = |value: &Value| value.as_f64().map(|x| numbers.value(x));
    let words = |value: &Value| {
        let word = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str));
        word.map(|word| word.replace('_', " "))
    };
    let value = number(&current["value"]).or_else(|| words(&current["absent"]));
    let mut line = format!("{period}: **{}**", value.unwrap_or_else(|| "no value".to_owned()));
    let interval = &current["interval"];
    if let (Some(low), Some(high)) = (number(&interval["low"]), number(&interval["high"])) {
        line.push_str(&format!(", interval {low} to {high}"));
    }
    let aim = plan.map(|plan| numbers.value(plan));
    let band = || Some((number(&target["band"]["low"])?, number(&target["band"]["high"])?));
    if let Some(aim) = aim.or_else(|| band().map(|(low, high)| format!("{low} to {high}"))) {
        line.push_str(&format!(", target {aim}"));
    }
    let status = words(&current["status"]).or_else(|| words(&current["doubt"]));
    let untold = if measure.target.is_some() { "no status" } else { "no target" };
    line.push_str(&format!(", {}", status.as_deref().unwrap_or(untold)));
    line
}

/// The results of the latest period that stand in a folder of runs.
fn last_run(folder: &Path) -> Option<(PathBuf, Value)> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path().join("results.json")).collect();
    found.retain(|path| path.is_file());
    found.sort();
    let path = found.pop()?;
    let results = legible(&disk::read(&path, MOST).ok()?).ok()?;
    Some((path, results))
}
