//! Targets along a path and year to date.

use super::{answer, answers, list, number, numbers, run, text};
use crate::support::{Project, Ran};
use mando::evaluate::to_date;
use mando::statistics::quotient;
use serde_json::{Value, json};

/// Measures of months of 2026 over one file whose columns are days, customers and numbers.
fn project(measures: &[(&str, &str)], rows: &str) -> Project {
    let line = |(id, keys): &(&str, &str)| format!("  {id}: {{ title: {id}, objective: all, {keys} }}\n");
    let head = rows.lines().next().unwrap_or_default();
    let numbers: String = head
        .split(',')
        .filter(|name| !["day", "who"].contains(name))
        .map(|name| format!(", {name}: number"))
        .collect();
    let customer = if head.contains("who") { ", customer: who" } else { "" };
    let yaml = format!(
        "scorecard: vector
title: Vector
entity: Somebody
grain: month
defaults: {{ source: rows, min_n: 1 }}
sources:
  rows: {{ path: rows.csv, time: day{customer}, history_starts: 2020-01-01, stale_after: 10 years, columns: {{ day: date{numbers} }} }}
perspectives: {{ all: {{ objectives: {{ all: {{}} }} }} }}
measures:
{}",
        measures.iter().map(line).collect::<String>()
    );
    Project::new(&yaml, &[("rows.csv", rows)])
}

/// A row in each month of a year, with the values in order.
fn months(year: u32, values: impl IntoIterator<Item = f64>) -> String {
    values.into_iter().zip(1..).map(|(value, month)| format!("{year}-{month:02}-10,{value}\n")).collect()
}

fn month(number: u32) -> String {
    format!("2026-{number:02}")
}

fn ran(project: &Project, period: u32) -> Ran {
    project.run(Some(&month(period)), Some("2027-01-31"))
}

/// What is aimed at in each month.
fn aimed(ran: &Ran, periods: u32) -> Value {
    answers((1..=periods).map(|period| ran.at("sum", &month(period)).target.map(|target| target.plan(None))))
}

fn linear(inputs: &Value) -> Value {
    let periods = number(&inputs["periods"]) as u32;
    let (baseline, year_end) = (number(&inputs["baseline"]), number(&inputs["year_end"]));
    json!({ "targets": answers((1..=periods).map(|k| to_date::linear(baseline, year_end, k, periods))) })
}

fn step(inputs: &Value) -> Value {
    let steps: Vec<String> = list(&inputs["steps"])
        .iter()
        .map(|step| format!("{}: {}", month(number(&step["from_period"]) as u32), step["target"]))
        .collect();
    let keys = format!(
        "kind: {{ average: value }}, direction: maximise, target: {{ values: {{ {} }}, path: step }}",
        steps.join(", ")
    );
    let project = project(&[("sum", &keys)], &format!("day,value\n{}", months(2026, [1.0; 12])));
    let periods = number(&inputs["periods"]) as u32;
    json!({ "targets": aimed(&ran(&project, periods), periods) })
}

fn seasonal(inputs: &Value) -> Value {
    let keys = format!(
        "kind: {{ sum: value }}, direction: maximise, target: {{ values: {{ 2026: {} }} }}",
        inputs["annual_target"]
    );
    let this = months(2026, [1.0; 12]);
    let last = months(2025, numbers(&inputs["last_year"]));
    let spread = project(&[("sum", &keys)], &format!("day,value\n{last}{this}"));
    let even = project(&[("sum", &keys)], &format!("day,value\n{this}"));
    let to_date = |project: &Project, period: u32| {
        let ran = ran(project, period);
        let to_date = ran.measure("sum").to_date.as_ref().expect("a year to date");
        to_date.target.map(|target| target.plan(None))
    };
    json!({
        "monthly": aimed(&ran(&spread, 12), 12),
        "cumulative": answers((1..=12).map(|period| to_date(&spread, period))),
        "linear_ytd_q1": answer(to_date(&even, 3)),
        "seasonal_ytd_q1": answer(to_date(&spread, 3)),
    })
}

fn by_type(inputs: &Value) -> Value {
    let columns = ["sum", "num", "den", "level", "score", "n"];
    let row = |(at, row): (usize, &Value)| {
        let cells: String = columns.map(|column| format!(",{}", super::rows::cell(&row[column]))).concat();
        format!("2026-{:02}-10,all{cells}\n", at + 1)
    };
    let rows: String = list(&inputs["months"]).iter().enumerate().map(row).collect();
    let measures = [
        ("sum", "kind: { sum: flow }"),
        ("ratio", "kind: { ratio: { numerator: sum(num), denominator: sum(den) } }"),
        ("last", "kind: { last: { value: level, per: who } }"),
        ("rating", "kind: { average: { value: score, weight: answers } }"),
    ];
    let project = project(&measures, &format!("day,who,flow,num,den,level,score,answers\n{rows}"));
    let ran = ran(&project, 3);
    let to_date = |id: &str| answer(ran.measure(id).to_date.as_ref().and_then(|to_date| to_date.value));
    json!({
        "sum": to_date("sum"),
        "ratio_of_sums": to_date("ratio"),
        "last_value": to_date("last"),
        "weighted_average": to_date("rating"),
        "periods_present": ran.measure("sum").periods.iter().filter(|period| period.value.is_some()).count(),
    })
}

fn distinct(inputs: &Value) -> Value {
    let rows = list(&inputs["months"]).iter().zip(1..).flat_map(|(customers, month)| {
        list(customers).iter().map(move |who| format!("2026-{month:02}-10,{}\n", text(who)))
    });
    let rows = format!("day,who\n{}", rows.collect::<String>());
    let ran = ran(&project(&[("different", "kind: { distinct: who }")], &rows), 3);
    let measure = ran.measure("different");
    let monthly: Vec<f64> = measure.periods.iter().filter_map(|period| period.value).collect();
    let sum = monthly.iter().sum::<f64>();
    json!({
        "distinct": answer(measure.to_date.as_ref().and_then(|to_date| to_date.value)),
        "sum_of_monthly": sum,
        "average_monthly": answer(quotient(sum, monthly.len() as f64)),
    })
}

fn target_of_ratio(inputs: &Value) -> Value {
    let targets = numbers(&inputs["monthly_target"]);
    let weighted: Vec<Option<(f64, f64)>> =
        targets.iter().copied().zip(numbers(&inputs["planned_denominator"])).map(Some).collect();
    json!({
        "ytd_target": answer(to_date::weighted_mean(&weighted)),
        "simple": answer(quotient(targets.iter().sum(), targets.len() as f64)),
    })
}

#[test]
fn targets_agree_with_the_vectors() {
    run("target", &[("TRAJ-01", linear), ("TRAJ-02", step), ("TRAJ-03", seasonal)], &[]);
}

#[test]
fn years_to_date_agree_with_the_vectors() {
    run("ytd", &[("YTD-01", by_type), ("YTD-02", distinct), ("YTD-03", target_of_ratio)], &[]);
}
