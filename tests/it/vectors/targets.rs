//! Targets along a path and year to date.

use super::{answer, answers, list, number, numbers, run, text};
use mando::evaluate::to_date;
use mando::statistics::quotient;
use serde_json::{Value, json};

fn linear(inputs: &Value) -> Value {
    let periods = number(&inputs["periods"]) as u32;
    let (baseline, year_end) = (number(&inputs["baseline"]), number(&inputs["year_end"]));
    json!({ "targets": answers((1..=periods).map(|k| to_date::linear(baseline, year_end, k, periods))) })
}

fn step(inputs: &Value) -> Value {
    let steps: Vec<(u32, f64)> = list(&inputs["steps"])
        .iter()
        .map(|step| (number(&step["from_period"]) as u32, number(&step["target"])))
        .collect();
    let periods = number(&inputs["periods"]) as u32;
    json!({ "targets": answers((1..=periods).map(|period| to_date::step(&steps, period))) })
}

fn seasonal(inputs: &Value) -> Value {
    let total = number(&inputs["annual_target"]);
    let monthly = to_date::seasonal(total, &numbers(&inputs["last_year"])).expect("last year has values");
    let even = to_date::seasonal(total, &[1.0; 12]).expect("equal shares");
    let running = to_date::cumulative(&monthly);
    json!({
        "monthly": answers(monthly.iter().copied()),
        "cumulative": answers(running.iter().copied()),
        "linear_ytd_q1": answer(to_date::cumulative(&even)[2]),
        "seasonal_ytd_q1": answer(running[2]),
    })
}

fn by_type(inputs: &Value) -> Value {
    let months = list(&inputs["months"]);
    let column = |key: &str| months.iter().map(|month| month[key].as_f64()).collect::<Vec<_>>();
    let pairs = |one: &str, two: &str| {
        column(one).into_iter().zip(column(two)).map(|(one, two)| one.zip(two)).collect::<Vec<_>>()
    };
    let known = |values: Vec<Option<f64>>| values.into_iter().flatten().collect::<Vec<f64>>();
    let average = |values: Vec<f64>| quotient(values.iter().sum(), values.len() as f64);
    let ratios = pairs("num", "den").into_iter().map(|pair| pair.and_then(|(num, den)| quotient(num, den)));
    json!({
        "sum": answer(to_date::sum(&column("sum"))),
        "ratio_of_sums": answer(to_date::ratio_of_sums(&pairs("num", "den"))),
        "mean_of_ratios": answer(average(known(ratios.collect()))),
        "last_value": answer(to_date::last(&column("level"))),
        "simple_average": answer(average(known(column("score")))),
        "weighted_average": answer(to_date::weighted_mean(&pairs("score", "n"))),
        "periods_present": to_date::present(&column("sum")),
    })
}

fn distinct(inputs: &Value) -> Value {
    let months: Vec<Vec<&str>> =
        list(&inputs["months"]).iter().map(|month| list(month).iter().map(text).collect()).collect();
    let sum = months.iter().map(Vec::len).sum::<usize>() as f64;
    json!({
        "distinct": to_date::union(&months),
        "sum_of_monthly": sum,
        "average_monthly": answer(quotient(sum, months.len() as f64)),
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
fn target() {
    run("target", &[("TRAJ-01", linear), ("TRAJ-02", step), ("TRAJ-03", seasonal)], &[]);
}

#[test]
fn ytd() {
    run("ytd", &[("YTD-01", by_type), ("YTD-02", distinct), ("YTD-03", target_of_ratio)], &[]);
}
