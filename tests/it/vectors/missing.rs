//! Values that are missing (R46), and registers (R59), through the whole pipeline.

use super::rows::{cell, file};
use super::{answer, list, text};
use crate::support::{Project, Ran};
use mando::evaluate::results::{Absence, PeriodResult};
use serde_json::{Value, json};

/// A run of a period over one file, with measures as lines of their map.
fn ran(period: &str, register: bool, measures: &str, rows: &str) -> Ran {
    let register = if register { "empty_periods: zero" } else { "stale_after: 10 years" };
    let head = rows.lines().next().unwrap_or_default();
    let columns: Vec<String> = ["value", "cost", "kg"]
        .iter()
        .filter(|column| head.split(',').any(|name| name == **column))
        .map(|column| format!(", {column}: number"))
        .collect();
    let yaml = format!(
        "scorecard: vector
title: Vector
entity: Somebody
as_of: 2026-08-31
defaults: {{ source: rows, min_n: 1 }}
sources:
  rows: {{ path: rows.csv, time: day, history_starts: 2025-01-01, {register}, columns: {{ day: date{} }} }}
perspectives: {{ all_of_it: {{ title: All, objectives: {{ all: {{ title: All }} }} }} }}
measures:
{measures}",
        columns.concat()
    );
    Project::new(&yaml, &[("rows.csv", rows)]).results(period)
}

fn measure(id: &str, keys: &str) -> String {
    format!("  {id}: {{ title: {id}, objective: all, {keys} }}\n")
}

/// A sum, with the number of its rows and of those without a value.
fn sum(window: &str, condition: &str) -> String {
    let keys = |kind: &str| format!("kind: {kind}{window}{condition}");
    let missing = condition.replace(", where: \"", ", where: \"value is null and ");
    let missing = if condition.is_empty() { ", where: \"value is null\"".to_owned() } else { missing };
    measure("sum", &keys("{ sum: value }"))
        + &measure("rows", &keys("count"))
        + &measure("missing", &format!("kind: count{window}{missing}"))
}

fn reason(period: &PeriodResult) -> Value {
    match period.absent {
        None => Value::Null,
        Some(Absence::NoData) => json!("no_data"),
        Some(Absence::Undefined) => json!("undefined"),
        Some(other) => panic!("{other:?}"),
    }
}

/// What is known of the sum in the reported period.
fn summed(ran: &Ran) -> Value {
    let (sum, score) = (ran.current("sum"), ran.score("sum"));
    assert!(sum.value.is_some() || score.is_none());
    let count = |id: &str| ran.value(id).unwrap_or(0.0) as u64;
    json!({
        "value": answer(sum.value),
        "reason": reason(sum),
        "n": sum.n.unwrap_or(0.0) as u64,
        "rows": count("rows"),
        "rows_without_value": count("missing"),
    })
}

fn rows_of(inputs: &Value) -> String {
    file(&["day", "value"], list(&inputs["rows"]))
}

pub(super) fn one_period(inputs: &Value) -> Value {
    summed(&ran(text(&inputs["period"]), false, &sum("", ""), &rows_of(inputs)))
}

pub(super) fn without_rows(inputs: &Value) -> Value {
    let of = |register| summed(&ran(text(&inputs["period"]), register, &sum("", ""), &rows_of(inputs)));
    json!({ "plain": of(false), "register": of(true) })
}

pub(super) fn by_condition(inputs: &Value) -> Value {
    let rows = file(&["day", "value", "tag"], list(&inputs["rows"]));
    let of = |condition: &Value| {
        let condition = format!(", where: \"{}\"", text(condition));
        summed(&ran(text(&inputs["period"]), false, &sum("", &condition), &rows))
    };
    json!({ "results": list(&inputs["where"]).iter().map(of).collect::<Value>() })
}

fn ratio(inputs: &Value, rows: &Value, more: &str) -> Value {
    let side = |side: &str| text(&inputs[side]).to_owned();
    let kind = format!(
        "kind: {{ ratio: {{ numerator: {}, denominator: {}{more} }} }}",
        side("numerator"),
        side("denominator")
    );
    let rows = file(&["day", "cost", "kg"], list(rows));
    let ran = ran(text(&inputs["period"]), false, &measure("ratio", &kind), &rows);
    let found = ran.current("ratio");
    json!({ "value": answer(found.value), "reason": reason(found) })
}

pub(super) fn ratio_sides(inputs: &Value) -> Value {
    let tables = inputs["tables"].as_object().expect("tables by name");
    let results = tables.iter().map(|(name, rows)| (name.clone(), ratio(inputs, rows, "")));
    json!({ "results": Value::Object(results.collect()) })
}

pub(super) fn ratio_rows(inputs: &Value) -> Value {
    let rows = list(&inputs["rows"]);
    let absent = |column: &str| {
        rows.iter().filter(|row| cell(&row[column]).is_empty()).count() as f64 / rows.len() as f64
    };
    json!({
        "independent": ratio(inputs, &inputs["rows"], ""),
        "paired": ratio(inputs, &inputs["rows"], ", paired: true"),
        "absent_numerator": absent("cost"),
        "absent_denominator": absent("kg"),
    })
}

pub(super) fn windows(inputs: &Value) -> Value {
    let window = format!(", window: {}", text(&inputs["window"]));
    let register = inputs["register"] == true;
    let of = |period: &Value| {
        let found = summed(&ran(text(period), register, &sum(&window, ""), &rows_of(inputs)));
        (text(period).to_owned(), found)
    };
    json!({ "results": Value::Object(list(&inputs["periods"]).iter().map(of).collect()) })
}

pub(super) fn other_aggregates(inputs: &Value) -> Value {
    let kinds = [
        ("avg", "{ average: value }"),
        ("min", "{ minimum: value }"),
        ("max", "{ maximum: value }"),
        ("median", "{ median: value }"),
        ("count", "count"),
        ("distinct", "{ distinct: value }"),
    ];
    let measures: String = kinds.iter().map(|(id, kind)| measure(id, &format!("kind: {kind}"))).collect();
    let of = |rows: &Value| {
        let ran = ran("2026-03", false, &measures, &file(&["day", "value"], list(rows)));
        let values = kinds.iter().map(|(id, _)| ((*id).to_owned(), answer(ran.value(id))));
        let n = ("n".to_owned(), json!(ran.current("avg").n.unwrap_or(0.0) as u64));
        Value::Object(values.chain([n]).collect())
    };
    json!({ "some": of(&inputs["rows"]), "all_missing": of(&inputs["all_missing_rows"]) })
}

pub(super) fn to_date(inputs: &Value) -> Value {
    let of = |label: &Value| {
        let ran = ran(text(label), false, &sum("", ""), &rows_of(inputs));
        let to_date = |id: &str| ran.measure(id).to_date.clone().expect("a year to date");
        let sum = to_date("sum");
        let year = ran.measure("sum").periods.iter().filter(|p| p.period.first >= sum.period.first);
        let found = json!({
            "value": answer(sum.value),
            "reason": reason(&sum),
            "periods_with_value": sum.partly.map_or(year.count(), |partly| partly.with_value as usize),
            "rows_without_value": to_date("missing").value.unwrap_or(0.0) as u64,
        });
        (text(label).to_owned(), found)
    };
    json!({ "results": Value::Object(list(&inputs["to_date"]).iter().map(of).collect()) })
}

/// Promoters, passives and detractors among answers that are no whole numbers.
pub(super) fn nps(inputs: &Value) -> Value {
    let scores = list(&inputs["scores"]);
    let lowest = inputs["scale"][0].as_i64().expect("the lowest answer");
    match inputs.get("none") {
        None => answers(scores, lowest),
        Some(none) => json!({ "three": answers(scores, lowest), "none": answers(list(none), lowest) }),
    }
}

fn answers(scores: &[Value], lowest: i64) -> Value {
    let lines: String = scores.iter().map(|score| format!("2026-03-05,{}\n", cell(score))).collect();
    let condition = format!("score >= {lowest} and score <= 10");
    let lines = format!("day,score\n{lines}");
    let measures = measure("nps", &format!("kind: {{ nps: {{ score: score, scale_min: {lowest} }} }}"))
        + &measure("null", "kind: { count: score is null }")
        + &measure("outside", &format!("kind: {{ count: \"not ({condition})\" }}"));
    let yaml = format!(
        "scorecard: vector
title: Vector
entity: Somebody
as_of: 2026-03-31
defaults: {{ source: rows, min_n: 1 }}
sources:
  rows: {{ path: rows.csv, time: day, history_starts: 2026-01-01, columns: {{ day: date, score: number }} }}
perspectives: {{ all_of_it: {{ title: All, objectives: {{ all: {{ title: All }} }} }} }}
measures:
{measures}"
    );
    let ran = Project::new(&yaml, &[("rows.csv", lines.as_str())]).results("2026-03");
    let part = |name: &str| ran.component("nps", name).unwrap_or(0.0) as u64;
    let (promoters, detractors, n) = (part("promoters"), part("detractors"), part("responses"));
    let limits = ran.current("nps").interval;
    let estimate =
        mando::statistics::interval::adjusted_wald_nps(promoters as f64, detractors as f64, n as f64);
    json!({
        "n": n,
        "promoters": promoters,
        "passives": n - promoters - detractors,
        "detractors": detractors,
        "null": ran.value("null").unwrap_or(0.0) as u64,
        "out_of_range": ran.value("outside").unwrap_or(0.0) as u64,
        "not_whole": part("between"),
        "nps": answer(ran.value("nps")),
        "adjwald_centre": answer(estimate.map(|estimate| estimate.centre)),
        "adjwald_se": answer(estimate.map(|estimate| estimate.standard_error)),
        "adjwald_low": answer(limits.map(|limits| limits.low)),
        "adjwald_high": answer(limits.map(|limits| limits.high)),
    })
}
