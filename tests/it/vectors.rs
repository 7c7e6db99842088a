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

/// What the product does not carry out, a vector or an answer of one, and why. Each is accounted for here and answered nowhere.
const NOT_CARRIED_OUT: [(&str, &str); 25] = [
    ("XMR-03", "limits come of mean and mean moving range alone"),
    (
        "FC-02",
        "no forecast adds a drift to a season: methods are chosen by back-test among those that are there",
    ),
    ("FC-03", "no forecast goes by the ratio of two years to date"),
    (
        "RET-09",
        "a churn is not converted to other lengths of time: a scorecard measures it over the length it asks for",
    ),
    ("RET-07.days_since", "customers are in a window or not: how long ago they bought is not printed"),
    ("RPC-02.chronological_average", "revenue is divided by active, average or closing customers"),
    ("RPC-05.whale_curve", "profits of customers are not summed up in their order"),
    ("RPC-05.peak_share", "as the curve"),
    ("RPC-05.peak_at_customer_share", "as the curve"),
    ("RPC-06.whale_curve", "as of RPC-05"),
    ("RPC-06.peak_share", "as of RPC-05"),
    (
        "CLV-05.mean_of_segment_clv",
        "lifetime values of segments are printed beside that of all, and not averaged",
    ),
    ("LEAD-02.type6", "percentiles are of type 7"),
    ("LEAD-02.nearest_rank", "percentiles are of type 7"),
    ("COMP-03.p_two_sided", "changes are told from chance by the limits of both periods, without a p-value"),
    ("CI-DIFF-NEWCOMBE.pooled_z", "as of COMP-03"),
    ("CI-DIFF-NEWCOMBE.p_two_sided", "as of COMP-03"),
    ("NPS-CHANGE.se", "as of COMP-03"),
    ("NPS-CHANGE.z", "as of COMP-03"),
    ("NPS-CHANGE.p_two_sided", "as of COMP-03"),
    ("NPS-STRAT.se", "weighted answers have the limits of Kish's effective sample"),
    ("NPS-STRAT.se_fpc", "as without the correction"),
    ("SRV-MINN", "samples that are planned are not computed: `min_n` is written"),
    ("YTD-01.mean_of_ratios", "what a ratio to date is not"),
    ("YTD-01.simple_average", "what a rating to date is not"),
];

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
        let left = NOT_CARRIED_OUT.iter().any(|(left, _)| left == id);
        if times + usize::from(elsewhere.contains(id)) + usize::from(left) != 1 {
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
                let left = NOT_CARRIED_OUT.iter().any(|(left, _)| *left == at);
                match got.get(key) {
                    Some(_) if left => wrong.push(format!("{at}: answered, and listed as not carried out")),
                    Some(got) => compare(&at, got, want, tolerance, wrong),
                    None if left => {}
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
fn what_is_not_carried_out_is_a_vector_or_an_answer_of_one() {
    let cases = cases();
    for (left, _) in NOT_CARRIED_OUT {
        let (id, key) = left.split_once('.').map_or((left, None), |(id, key)| (id, Some(key)));
        let case = cases.iter().find(|case| case["id"] == id).unwrap_or_else(|| panic!("no vector {id}"));
        assert!(key.is_none_or(|key| case["expected"].get(key).is_some()), "{left}");
    }
}

#[test]
fn missing_values_agree_with_the_vectors() {
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
fn answers_between_whole_numbers_agree_with_the_vectors() {
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
fn bridges_of_scores_agree_with_the_vectors() {
    let ids: Vec<String> = (1..=7).map(|n| format!("BRIDGE-{n:02}")).collect();
    let table: Vec<(&str, Answer)> = ids.iter().map(|id| (id.as_str(), splits::bridge as Answer)).collect();
    run("bridge", &table, &[]);
}

#[test]
fn calendar_agrees_with_the_vectors() {
    let by_the_calendar = ["CAL-01", "CAL-02", "CAL-03", "CAL-04", "CAL-05", "CAL-06", "CAL-07"];
    run("calendar", &[("CAL-08", rows::late_rows)], &by_the_calendar);
}
