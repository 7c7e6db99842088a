//! Retention, revenue and profit, as far as they are functions of numbers.

use super::{answer, low_high, number, numbers, rows, run, sums};
use mando::statistics::{interval, quotient};
use serde_json::{Value, json};

fn average_base(inputs: &Value) -> Value {
    let (revenue, base) = (number(&inputs["revenue"]), numbers(&inputs["base_month_ends"]));
    let (opening, closing) = (base[0], base[base.len() - 1]);
    json!({
        "simple_average": answer(quotient(revenue, (opening + closing) / 2.0)),
        "closing": answer(quotient(revenue, closing)),
    })
}

fn mean_of_money(inputs: &Value) -> Value {
    let (n, sum, squares) = sums(&numbers(&inputs["values"]));
    let estimate = interval::mean_t(n, sum, squares);
    let [low, high] = low_high(estimate.map(|estimate| estimate.interval));
    json!({
        "mean": answer(estimate.map(|estimate| estimate.centre)),
        "sd": answer(interval::standard_deviation(n, sum, squares)),
        "low": answer(low),
        "high": answer(high),
        "n": n,
    })
}

/// The ratio's estimate from pairs (y, x), one per customer.
fn ratio_of(pairs: &[(f64, f64)]) -> Option<interval::Estimate> {
    let total = |part: fn(&(f64, f64)) -> f64| pairs.iter().map(part).sum::<f64>();
    interval::ratio(
        pairs.len() as f64,
        total(|(y, _)| *y),
        total(|(_, x)| *x),
        total(|(y, _)| y * y),
        total(|(y, x)| x * y),
        total(|(_, x)| x * x),
    )
}

fn clustered(inputs: &Value) -> Value {
    let customers: Vec<Vec<f64>> =
        inputs["orders_by_customer"].as_object().expect("a map").values().map(numbers).collect();
    let pairs: Vec<(f64, f64)> =
        customers.iter().map(|orders| (orders.iter().sum(), orders.len() as f64)).collect();
    let estimate = ratio_of(&pairs);
    let [low, high] = low_high(estimate.map(|estimate| estimate.interval));
    let (n, sum, squares) = sums(&customers.concat());
    json!({
        "aov": answer(estimate.map(|estimate| estimate.centre)),
        "clustered_se": answer(estimate.map(|estimate| estimate.standard_error)),
        "low": answer(low),
        "high": answer(high),
        "naive_order_level_se": answer(interval::mean_t(n, sum, squares).map(|naive| naive.standard_error)),
    })
}

fn ratio(inputs: &Value) -> Value {
    let pairs: Vec<(f64, f64)> = numbers(&inputs["y"]).into_iter().zip(numbers(&inputs["x"])).collect();
    let estimate = ratio_of(&pairs);
    let [low, high] = low_high(estimate.map(|estimate| estimate.interval));
    json!({
        "ratio": answer(estimate.map(|estimate| estimate.centre)),
        "se": answer(estimate.map(|estimate| estimate.standard_error)),
        "low": answer(low),
        "high": answer(high),
    })
}

#[test]
fn retention_agrees_with_the_vectors() {
    run(
        "retention",
        &[
            ("RET-01", rows::retention),
            ("RET-02", rows::retention),
            ("RET-03", rows::retention),
            ("RET-04", rows::retention),
            ("RET-05", rows::cohorts),
            ("RET-06", rows::cohorts),
            ("RET-07", rows::activity),
            ("RET-08", rows::contracts),
            ("RET-10", rows::survival),
        ],
        &[],
    );
}

#[test]
fn revenue_retention_agrees_with_the_vectors() {
    run(
        "revenue_retention",
        &[
            ("REV-01", rows::revenue_retention),
            ("REV-02", rows::revenue_movements),
            ("REV-03", rows::revenue_lines),
            ("REV-04", rows::revenue_retention),
            ("REV-05", ratio),
        ],
        &[],
    );
}

#[test]
fn profit_agrees_with_the_vectors() {
    run("profit", &[("RPC-05", rows::profit), ("RPC-06", rows::profit)], &[]);
}

#[test]
fn revenue_agrees_with_the_vectors() {
    run(
        "revenue",
        &[
            ("RPC-01", rows::revenue),
            ("RPC-02", average_base),
            ("RPC-03", mean_of_money),
            ("RPC-04", clustered),
        ],
        &[],
    );
}
