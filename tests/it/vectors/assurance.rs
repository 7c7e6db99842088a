//! Two hundred series, and what the process as it stands does about their targets.

use mando::statistics::assurance::{Assurance, target_assurance};
use mando::statistics::xmr::{Factors, limits};
use serde_json::{Value, json};

use super::list;
use super::scores::direction;

/// Complete values below which there are no limits.
const LEAST: usize = 6;

#[test]
fn assurance_of_series_agrees_with_the_vectors() {
    let file: Value =
        serde_json::from_str(include_str!("assurance.json")).expect("a file of vectors is JSON");
    let series = list(&file["series"]);
    assert_eq!(series.len(), 200);
    let wrong: Vec<String> = series.iter().filter_map(mismatch).collect();
    assert!(wrong.is_empty(), "{} mismatches\n{}", wrong.len(), wrong.join("\n"));
}

fn mismatch(one: &Value) -> Option<String> {
    let begin = one["limits_from"].as_u64().unwrap_or(0) as usize;
    let incomplete = one["incomplete"].as_array().cloned().unwrap_or_default();
    let values: Vec<Option<f64>> = list(&one["x"])
        .iter()
        .enumerate()
        .map(|(at, value)| value.as_f64().filter(|_| at >= begin && !incomplete.contains(&json!(at))))
        .collect();
    let known = values.iter().flatten().count();
    let limits = limits(&values, Factors::MEAN).filter(|_| known >= LEAST);
    let word = match (one["target"].as_f64(), limits) {
        (None, _) => Assurance::NoTarget,
        (_, None) => Assurance::TooFew,
        (Some(target), Some(limits)) => target_assurance(limits.lower, limits.upper, target, direction(one)),
    };
    let word = serde_json::to_value(word).expect("a word");
    (word != one["expect"]).then(|| format!("{}: {word}, not {}", one["id"], one["expect"]))
}
