//! The published vectors, group by group.
//!
//! A table per group pairs ids with the function that answers them. Ids of a group that are answered from rows
//! or by the calendar stand in its `ELSEWHERE` list, so that no vector is forgotten.

use std::collections::BTreeMap;

use mando::statistics::interval::Interval;
use serde_json::{Value, json};

mod assurance;
mod cells;
mod customers;
mod delivery;
mod fixed_width;
mod gap;
pub(crate) mod lifetime;
mod met;
mod missing;
mod proportions;
mod roll_ups;
mod rows;
mod scores;
mod series;
mod splits;
mod surveys;
mod targets;
mod times;
mod voice;
mod weeks;

type Answer = fn(&Value) -> Value;

fn cases() -> Vec<Value> {
    let files = [include_str!("vectors.json"), include_str!("vectors-2.json")];
    let cases = files.iter().flat_map(|file| {
        let file: Value = serde_json::from_str(file).expect("a file of vectors is JSON");
        file["cases"].as_array().expect("`cases` is a list").clone()
    });
    cases.collect()
}

/// Runs every case of the table and reports all mismatches at once.
#[track_caller]
fn run(group: &str, table: &[(&str, Answer)], elsewhere: &[&str]) {
    let cases = cases();
    let ids: Vec<&str> =
        cases.iter().filter(|case| case["group"] == group).map(|case| text(&case["id"])).collect();
    let mut wrong = Vec::new();
    for id in table.iter().map(|(id, _)| *id).chain(elsewhere.iter().copied()) {
        if !ids.contains(&id) {
            wrong.push(format!("{id}: not in group `{group}` of vectors.json"));
        }
    }
    for id in &ids {
        let times = table.iter().filter(|(known, _)| known == id).count();
        if times + usize::from(elsewhere.contains(id)) != 1 {
            wrong.push(format!("{id}: named {times} times in the table, and not once in all"));
        }
    }
    for case in &cases {
        let id = text(&case["id"]);
        if let Some((_, answer)) = table.iter().find(|(known, _)| *known == id) {
            compare(id, &answer(&case["inputs"]), &case["expected"], &case["tolerance"], &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{} mismatches\n{}", wrong.len(), wrong.join("\n"));
}

fn compare(at: &str, got: &Value, want: &Value, tolerance: &Value, wrong: &mut Vec<String>) {
    match (got, want) {
        (Value::Object(got), Value::Object(want)) => {
            for (key, want) in want {
                let at = format!("{at}.{key}");
                match got.get(key) {
                    Some(got) => compare(&at, got, want, tolerance, wrong),
                    None => wrong.push(format!("{at}: not answered")),
                }
            }
        }
        (Value::Array(got), Value::Array(want)) if got.len() == want.len() => {
            for (index, (got, want)) in got.iter().zip(want).enumerate() {
                compare(&format!("{at}[{index}]"), got, want, tolerance, wrong);
            }
        }
        (Value::Number(_), Value::Number(_)) => {
            let gap = (number(got) - number(want)).abs();
            if !(gap <= number(&tolerance["abs"]) || gap <= number(&tolerance["rel"]) * number(want).abs()) {
                wrong.push(format!("{at}: got {got}, want {want}"));
            }
        }
        (got, want) if got == want => {}
        (got, want) => wrong.push(format!("{at}: got {got}, want {want}")),
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a text"))
}

/// The answer as JSON, where NaN would silently become null and look like an absent value.
fn answer(value: impl Into<Option<f64>>) -> Value {
    match value.into() {
        Some(value) => {
            assert!(value.is_finite(), "{value} is no answer");
            json!(value)
        }
        None => Value::Null,
    }
}

fn answers<A: Into<Option<f64>>>(values: impl IntoIterator<Item = A>) -> Value {
    values.into_iter().map(answer).collect()
}

fn low_high(interval: Option<Interval>) -> [Option<f64>; 2] {
    [interval.map(|limits| limits.low), interval.map(|limits| limits.high)]
}

/// n, Σx, Σx² of plain values.
fn sums(values: &[f64]) -> (f64, f64, f64) {
    (values.len() as f64, values.iter().sum(), values.iter().map(|value| value * value).sum())
}

/// Answers of a survey with the number of times each was given.
fn tally(counts: &Value) -> Vec<(f64, f64)> {
    let counts = counts.as_object().expect("counts are a map");
    counts.iter().map(|(score, count)| (score.parse().expect("a score is a number"), number(count))).collect()
}

fn count_where(tally: &[(f64, f64)], holds: impl Fn(f64) -> bool) -> f64 {
    tally.iter().filter(|(score, _)| holds(*score)).map(|(_, count)| count).sum()
}

fn tally_sums(tally: &[(f64, f64)]) -> (f64, f64, f64) {
    tally.iter().fold((0.0, 0.0, 0.0), |(n, sum, squares), (score, count)| {
        (n + count, sum + score * count, squares + score * score * count)
    })
}

#[test]
fn every_id_stands_once_in_the_file() {
    let cases = cases();
    let mut times = BTreeMap::<&str, usize>::new();
    for case in &cases {
        *times.entry(text(&case["id"])).or_default() += 1;
    }
    let repeated: Vec<&&str> = times.iter().filter(|(_, times)| **times > 1).map(|(id, _)| id).collect();
    assert!(repeated.is_empty(), "{repeated:?}");
    assert_eq!(cases.len(), 158 + 126);
}

#[test]
fn values_that_are_missing() {
    let table: &[(&str, Answer)] = &[
        ("MISS-01", missing::one_period),
        ("MISS-02", missing::one_period),
        ("MISS-03", missing::without_rows),
        ("MISS-04", missing::by_condition),
        ("MISS-05", missing::ratio_sides),
        ("MISS-06", missing::ratio_rows),
        ("MISS-07", missing::windows),
        ("MISS-08", missing::windows),
        ("MISS-09", missing::other_aggregates),
        ("MISS-10", missing::to_date),
    ];
    run("missing", table, &[]);
}

#[test]
fn answers_between_whole_numbers() {
    let ids = ["NPSF-01", "NPSF-02", "NPSF-03", "NPSF-04"];
    let table: Vec<(&str, Answer)> = ids.into_iter().map(|id| (id, missing::nps as Answer)).collect();
    run("nps_fractions", &table, &[]);
}

#[test]
fn changes_of_ratios_and_of_money_split() {
    let ratios = (1..=9).map(|n| (format!("MIX-{n:02}"), splits::ratio as Answer));
    let money = (10..=12).map(|n| (format!("MIX-{n}"), splits::money as Answer));
    let table: Vec<(String, Answer)> = ratios.chain(money).collect();
    let table: Vec<(&str, Answer)> = table.iter().map(|(id, answer)| (id.as_str(), *answer)).collect();
    run("rate_mix", &table, &[]);
}

#[test]
fn bridges_of_scores() {
    let ids: Vec<String> = (1..=7).map(|n| format!("BRIDGE-{n:02}")).collect();
    let table: Vec<(&str, Answer)> = ids.iter().map(|id| (id.as_str(), splits::bridge as Answer)).collect();
    run("bridge", &table, &[]);
}

#[test]
fn calendar() {
    let by_the_calendar = ["CAL-01", "CAL-02", "CAL-03", "CAL-04", "CAL-05", "CAL-06", "CAL-07"];
    run("calendar", &[("CAL-08", rows::late_rows)], &by_the_calendar);
}
