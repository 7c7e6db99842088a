//! Limits, rules, trends and forecasts of series.

use super::scores::direction;
use super::{answer, answers, list, number, numbers, run, text};
use mando::statistics::direction::Direction;
use mando::statistics::forecast::{Expected, Fitted, drift, holt, required_pace, seasonal_naive, ses};
use mando::statistics::rules::{Rule, fired};
use mando::statistics::trend::{mann_kendall, theil_sen};
use mando::statistics::xmr::{Factors, Limits, limits, moving_ranges};
use serde_json::{Map, Value, json};

fn series(value: &Value) -> Vec<Option<f64>> {
    list(value).iter().map(Value::as_f64).collect()
}

fn shown(limits: &Limits) -> Value {
    json!({
        "n": limits.points,
        "centre": answer(limits.centre),
        "mean_moving_range": answer(limits.moving_range),
        "unpl": answer(limits.upper),
        "lnpl": answer(limits.lower),
        "url": answer(limits.range_limit),
        "sigma": answer(limits.sigma),
    })
}

fn chart(inputs: &Value) -> Value {
    let x = series(&inputs["x"]);
    let factors = Factors { limits: number(&inputs["k"]), range: number(&inputs["D4"]) };
    let known = [Factors::MEAN, Factors::EXACT];
    assert!(known.contains(&factors), "{factors:?} are factors of none");
    let mut chart = shown(&limits(&x, factors).expect("neighbours"));
    chart["moving_ranges"] = answers(moving_ranges(&x));
    chart
}

fn short_and_flat(inputs: &Value) -> Value {
    let results = list(&inputs["cases"]).iter().map(|x| {
        let x = series(x);
        let Some(limits) = limits(&x, Factors::MEAN) else { return Value::Null };
        assert!(Rule::ALL.iter().all(|rule| fired(*rule, &x, &limits).is_empty()));
        shown(&limits)
    });
    json!({ "results": results.collect::<Vec<_>>() })
}

fn bounded(inputs: &Value) -> Value {
    let x = series(&inputs["x"]);
    let limits = limits(&x, Factors::MEAN).expect("neighbours");
    let bounds = numbers(&inputs["bounds"]);
    let held = limits.within(Some(bounds[0]), Some(bounds[1]));
    // At the bound, and beyond the limit that is drawn there only if drawing moved it.
    assert!(fired(Rule::BeyondLimits, &[Some(1.0)], &limits).is_empty());
    json!({
        "unpl_raw": answer(limits.upper), "unpl": answer(held.high),
        "lnpl_raw": answer(limits.lower), "lnpl": answer(held.low),
    })
}

#[test]
fn limits_of_individual_values_agree_with_the_vectors() {
    run(
        "xmr",
        &[
            ("XMR-01", chart),
            ("XMR-02", chart),
            ("XMR-04", chart),
            ("XMR-05", short_and_flat),
            ("XMR-06", bounded),
        ],
        &[],
    );
}

/// Names of the vectors; a rule they do not know has none.
fn name(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::BeyondLimits => "beyond_3s",
        Rule::TwoOfThree => "2of3_beyond_2s",
        Rule::FourOfFive => "4of5_beyond_1s",
        Rule::RunOf8 => "run_8_one_side",
        Rule::RunOf9 => "run_9_one_side",
        Rule::TrendOf6 => "trend_6",
        Rule::Alternating14 => "alternating_14",
        Rule::Inside15 => "hug_15_within_1s",
        Rule::Outside8 => "mixture_8_beyond_1s",
        Rule::NearerLimit3Of4 => return None,
    })
}

fn rules(inputs: &Value) -> Value {
    let x = series(&inputs["x"]);
    let (centre, sigma) = (number(&inputs["mean"]), number(&inputs["sigma"]));
    let limits = Limits {
        points: x.len(),
        centre,
        moving_range: sigma,
        sigma,
        lower: centre - 3.0 * sigma,
        upper: centre + 3.0 * sigma,
        range_limit: sigma,
    };
    let mut found = Map::new();
    for rule in Rule::ALL {
        let at: Vec<usize> = fired(rule, &x, &limits).iter().map(|firing| firing.index).collect();
        if let (Some(name), false) = (name(rule), at.is_empty()) {
            found.insert(name.to_owned(), json!(at));
        }
    }
    Value::Object(found)
}

const RULES: [(&str, super::Answer); 10] = [
    ("RULE-beyond3", rules),
    ("RULE-two3", rules),
    ("RULE-four5", rules),
    ("RULE-run8", rules),
    ("RULE-runbreak", rules),
    ("RULE-trend", rules),
    ("RULE-alt", rules),
    ("RULE-hug", rules),
    ("RULE-mix", rules),
    ("RULE-exact", rules),
];

#[test]
fn rules_of_signals_agree_with_the_vectors() {
    run("xmr_rules", &RULES, &[]);
}

#[test]
fn no_other_rule_fires_than_those_expected() {
    for case in super::cases().iter().filter(|case| case["group"] == "xmr_rules") {
        let got = rules(&case["inputs"]);
        let keys = |value: &Value| value.as_object().map(|o| o.keys().cloned().collect::<Vec<_>>());
        assert_eq!(keys(&got), keys(&case["expected"]), "{}", text(&case["id"]));
    }
}

fn sen(inputs: &Value) -> Value {
    let y = numbers(&inputs["y"]);
    let x = match inputs["x"].as_array() {
        Some(_) => numbers(&inputs["x"]),
        None => (0..y.len()).map(|i| i as f64).collect(),
    };
    let line = theil_sen(&x.into_iter().zip(y).collect::<Vec<_>>()).expect("two points");
    json!({
        "slope": answer(line.slope),
        "intercept_separate": answer(line.intercept),
        "intercept_joint": answer(line.joint_intercept),
        "low": answer(line.interval.low),
        "high": answer(line.interval.high),
        "pairs": line.pairs,
    })
}

fn kendall(inputs: &Value) -> Value {
    let test = mann_kendall(&numbers(&inputs["y"])).expect("values that differ");
    json!({
        "S": answer(test.s),
        "var": answer(test.variance),
        "z": answer(test.z),
        "p_two_sided": answer(test.p),
        "tau": answer(test.tau),
    })
}

#[test]
fn trends_of_series_agree_with_the_vectors() {
    run(
        "trend",
        &[
            ("TREND-01", sen),
            ("MK-trend", kendall),
            ("MK-ties", kendall),
            ("MK-flat", kendall),
            ("TREND-02", sen),
        ],
        &[],
    );
}

/// Last year, this year to date, and how many months of it remain.
fn years(inputs: &Value) -> (Vec<f64>, Vec<f64>, usize) {
    let (last, this) = (numbers(&inputs["last_year"]), numbers(&inputs["this_year"]));
    let remaining = last.len() - this.len();
    (last, this, remaining)
}

fn year_end(inputs: &Value) -> Value {
    let (last, this, remaining) = years(inputs);
    let series = [last.as_slice(), this.as_slice()].concat();
    let fitted = seasonal_naive(&series, last.len()).expect("two years");
    let to_date: f64 = this.iter().sum();
    let total = fitted.sum(remaining).scaled(1.0, to_date);
    json!({
        "forecast": answers((1..=remaining).map(|h| fitted.at(h).mean)),
        "ytd": answer(to_date),
        "year_end": answer(total.mean),
        "sigma": answer(fitted.sigma),
        "year_end_sd": answer(total.deviation),
        "low": answer(total.interval().low),
        "high": answer(total.interval().high),
    })
}

fn ahead(fitted: &Fitted, inputs: &Value) -> Value {
    let steps: Vec<Expected> = numbers(&inputs["h"]).iter().map(|h| fitted.at(*h as usize)).collect();
    json!({
        "forecast": answers(steps.iter().map(|step| step.mean)),
        "sd": answers(steps.iter().map(|step| step.deviation)),
        "s": answer(fitted.sigma),
    })
}

fn by_drift(inputs: &Value) -> Value {
    let fitted = drift(&numbers(&inputs["y"])).expect("values");
    let mut found = ahead(&fitted, inputs);
    found["slope"] = answer(fitted.at(2).mean - fitted.at(1).mean);
    found
}

fn by_ses(inputs: &Value) -> Value {
    let start = number(&inputs["initial_level"]);
    let fitted = ses(&numbers(&inputs["y"]), number(&inputs["alpha"]), start).expect("values");
    let mut found = ahead(&fitted, inputs);
    found["level"] = answer(fitted.at(1).mean);
    found
}

fn by_holt(inputs: &Value) -> Value {
    let weights = [number(&inputs["alpha"]), number(&inputs["beta_star"])];
    let start = [number(&inputs["initial_level"]), number(&inputs["initial_trend"])];
    let fitted = holt(&numbers(&inputs["y"]), weights, start).expect("values");
    let mut found = ahead(&fitted, inputs);
    let trend = fitted.at(2).mean - fitted.at(1).mean;
    found["trend"] = answer(trend);
    found["level"] = answer(fitted.at(1).mean - trend);
    found
}

fn chances(inputs: &Value) -> Value {
    let expected = Expected { mean: number(&inputs["mu"]), deviation: number(&inputs["sd"]) };
    let targets = numbers(&inputs["targets"]);
    json!({ "p": answers(targets.iter().map(|target| expected.chance_of_reaching(Direction::Maximise, *target))) })
}

fn chances_by_direction(inputs: &Value) -> Value {
    let p = list(&inputs["cases"]).iter().map(|case| {
        let expected = Expected { mean: number(&case["mu"]), deviation: number(&case["sd"]) };
        expected.chance_of_reaching(direction(case), number(&case["target"]))
    });
    json!({ "p": answers(p) })
}

fn chance_of_an_average(inputs: &Value) -> Value {
    let (sum, n) = (number(&inputs["actual_sum"]), number(&inputs["actual_n"]));
    let forecast = numbers(&inputs["forecast"]);
    let (sigma, remaining) = (number(&inputs["sigma"]), forecast.len() as f64);
    let rest = Expected { mean: forecast.iter().sum(), deviation: sigma * remaining.sqrt() };
    let year = rest.scaled(1.0 / (n + remaining), sum / (n + remaining));
    json!({
        "mu": answer(year.mean),
        "sd": answer(year.deviation),
        "p": answer(year.chance_of_reaching(Direction::Maximise, number(&inputs["target"]))),
    })
}

fn pace(inputs: &Value) -> Value {
    let (target, to_date) = (number(&inputs["target"]), number(&inputs["ytd"]));
    let remaining = numbers(&inputs["remaining_periods"]);
    json!({ "required": answers(remaining.iter().map(|n| required_pace(target, to_date, *n as usize))) })
}

#[test]
fn forecasts_and_chances_agree_with_the_vectors() {
    run(
        "forecast",
        &[
            ("FC-01", year_end),
            ("FC-04", by_drift),
            ("FC-05", by_ses),
            ("FC-06", by_holt),
            ("HIT-01", chances),
            ("HIT-02", chances_by_direction),
            ("HIT-03", chance_of_an_average),
            ("PACE-01", pace),
        ],
        &[],
    );
}
