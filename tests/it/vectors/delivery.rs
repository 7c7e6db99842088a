//! Lead times, complaints and backlog.

use super::{answer, answers, list, number, numbers, rows, run, sums};
use mando::statistics::survival::{Length, survival};
use mando::statistics::{interval, order, quotient};
use serde_json::{Value, json};

fn lead_time(inputs: &Value) -> Value {
    let days = numbers(&inputs["days"]);
    let (n, sum, squares) = sums(&days);
    json!({
        "n": n,
        "mean": answer(quotient(sum, n)),
        "median": answer(order::percentile(&days, 0.5)),
        "p90": answer(order::percentile(&days, 0.9)),
        "p95": answer(order::percentile(&days, 0.95)),
        "sd": answer(interval::standard_deviation(n, sum, squares)),
    })
}

fn conventions(inputs: &Value) -> Value {
    let (values, shares) = (numbers(&inputs["values"]), numbers(&inputs["p"]));
    let by = |percentile: fn(&[f64], f64) -> Option<f64>| {
        answers(shares.iter().map(|share| percentile(&values, *share)))
    };
    json!({ "type7": by(order::percentile) })
}

fn small_samples(inputs: &Value) -> Value {
    let cases = list(&inputs["cases"]);
    json!({ "values": answers(
        cases.iter().map(|case| order::percentile(&numbers(&case["values"]), number(&case["p"])))
    ) })
}

fn order_limits(inputs: &Value) -> Value {
    let mut values = numbers(&inputs["values"]);
    values.sort_by(f64::total_cmp);
    let p = inputs["p"].as_f64().unwrap_or(0.5);
    let limits = order::order_interval(&values, p).expect("there are values");
    json!({
        "p90": answer(order::percentile(&values, p)),
        "rank_low": limits.rank_low,
        "rank_high": limits.rank_high,
        "low": answer(limits.low),
        "high": answer(limits.high),
        "exact_coverage": limits.coverage,
    })
}

fn complaints(inputs: &Value) -> Value {
    rows::complaints(inputs, number(&inputs["per"]))
}

fn no_complaints(inputs: &Value) -> Value {
    let rates: Vec<Value> =
        list(&inputs["cases"]).iter().map(|case| rows::complaints(case, number(&inputs["per"]))).collect();
    let column = |key: &str| rates.iter().map(|rate| rate[key].clone()).collect::<Value>();
    json!({ "rate": column("rate"), "high": column("high") })
}

fn resolution(inputs: &Value) -> Value {
    let (hours, resolved) = (numbers(&inputs["hours"]), numbers(&inputs["resolved"]));
    let lengths: Vec<Length> = hours
        .iter()
        .zip(&resolved)
        .map(|(time, resolved)| Length { time: *time, ended: *resolved, open: 1.0 - resolved })
        .collect();
    let estimate = survival(&lengths).expect("there are cases");
    let mut ended: Vec<f64> = lengths.iter().filter(|l| l.ended > 0.0).map(|l| l.time).collect();
    ended.sort_by(f64::total_cmp);
    let (n, sum, _) = sums(&ended);
    json!({
        "km_times": answers(estimate.steps.iter().map(|step| step.time)),
        "km_survival": answers(estimate.steps.iter().map(|step| step.open)),
        "km_median": answer(estimate.quantile(0.5)),
        "resolved_only_median": answer(order::percentile(&ended, 0.5)),
        "resolved_only_mean": answer(quotient(sum, n)),
    })
}

fn change_of_complaints(inputs: &Value) -> Value {
    let rate = |period: &str| {
        let of = |key: &str| number(&inputs[period][key]);
        quotient(of("events"), of("exposure"))
    };
    let ratio = rate("period2").zip(rate("period1")).and_then(|(after, before)| quotient(after, before));
    json!({ "rate_ratio": answer(ratio) })
}

#[test]
fn delivery_agrees_with_the_vectors() {
    run(
        "delivery",
        &[
            ("LEAD-01", lead_time),
            ("LEAD-02", conventions),
            ("LEAD-03", small_samples),
            ("LEAD-04", order_limits),
            ("LEAD-05", order_limits),
            ("LEAD-07", order_limits),
            ("DEL-01", rows::on_time),
            ("OTIF-01", rows::otif),
            ("OTIF-02", rows::in_full),
        ],
        &["LEAD-06"],
    );
}

#[test]
fn quality_costs_agree_with_the_vectors() {
    run("quality", &[("QUAL-01", rows::quality), ("QUAL-02", rows::returns)], &[]);
}

#[test]
fn service_levels_agree_with_the_vectors() {
    run(
        "service",
        &[
            ("COMP-01", complaints),
            ("COMP-02", no_complaints),
            ("COMP-03", change_of_complaints),
            ("BACKLOG-01", rows::backlog),
            ("CALL-01", rows::abandoned),
            ("CALL-02", rows::service_levels),
            ("FCR-01", rows::first_contact),
            ("TTR-01", resolution),
        ],
        &[],
    );
}
