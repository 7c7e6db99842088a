//! Customer lifetime value: closed forms, and models fitted to the purchases of CDNOW's customers.

use super::{answer, answers, list, number, numbers, run};
use mando::statistics::lifetime::{
    Ahead, Buyer, Dropout, Form, Margin, Purchases, Spend, frequency_value_correlation,
};
use serde_json::{Value, json};

/// The customers of `cdnow/summary.csv`.
pub(crate) fn cdnow() -> Vec<Buyer> {
    let row = |line: &str| {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().expect("a number")).collect();
        let [_, repeats, recency, age, value] = cells[..] else { panic!("five columns: {line}") };
        Buyer { repeats, recency, age, mean_value: (repeats > 0.0).then_some(value) }
    };
    include_str!("../cdnow/summary.csv").lines().skip(1).map(row).collect()
}

fn margin(inputs: &Value) -> Margin {
    let or_none = |key: &str| inputs.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    Margin {
        margin: number(&inputs["margin"]),
        retention: or_none("retention"),
        discount: number(&inputs["discount"]),
        growth: or_none("growth"),
    }
}

fn forms(inputs: &Value) -> Value {
    let value = |form| answer(margin(inputs).value(form, None));
    json!({
        "first_payment_now": value(Form::FirstPaymentNow),
        "first_payment_excluded": value(Form::FirstPaymentExcluded),
        "booked_at_period_end": value(Form::BookedAtPeriodEnd),
    })
}

fn truncated(inputs: &Value) -> Value {
    let horizon = number(&inputs["T"]) as u32;
    json!({ "value": answer(margin(inputs).value(Form::FirstPaymentNow, Some(horizon))) })
}

fn growing(inputs: &Value) -> Value {
    let values: Vec<Option<f64>> = list(&inputs["cases"])
        .iter()
        .map(|case| margin(case).value(Form::FirstPaymentExcluded, None))
        .collect();
    let errors: Value = values.iter().map(|value| value.map_or(json!("diverges"), |_| Value::Null)).collect();
    json!({ "values": answers(values), "errors": errors })
}

fn at_the_edges(inputs: &Value) -> Value {
    let of = |retention| Margin { retention, ..margin(inputs) }.value(Form::FirstPaymentNow, None);
    json!({ "values": answers(numbers(&inputs["retention"]).into_iter().map(of)) })
}

fn of_sorts(inputs: &Value) -> Value {
    let of = |retention| Margin { retention, ..margin(inputs) }.value(Form::FirstPaymentNow, None);
    let sorts: Vec<(f64, f64)> =
        list(&inputs["segments"]).iter().map(|s| (number(&s["share"]), number(&s["retention"]))).collect();
    let mean = sorts.iter().map(|(share, kept)| share * kept).sum();
    json!({ "clv_at_mean_retention": answer(of(mean)) })
}

fn purchases(params: &Value) -> Purchases {
    let of = |key: &str| number(&params[key]);
    Purchases { r: of("r"), alpha: of("alpha"), dropout: Some(Dropout { a: of("a"), b: of("b") }) }
}

fn spend(params: &Value) -> Spend {
    Spend { p: number(&params["p"]), q: number(&params["q"]), gamma: number(&params["v"]) }
}

fn buyers(inputs: &Value) -> Vec<Buyer> {
    let rows = numbers(&inputs["x"]).into_iter().zip(numbers(&inputs["tx"])).zip(numbers(&inputs["T"]));
    rows.map(|((repeats, recency), age)| Buyer { repeats, recency, age, mean_value: None }).collect()
}

fn fitted_purchases(inputs: &Value) -> Value {
    let buyers = cdnow();
    assert_eq!(buyers.len() as f64, number(&inputs["customers"]));
    assert_eq!(buyers.iter().map(|b| b.repeats).sum::<f64>(), number(&inputs["sum_frequency"]));
    let fitted = Purchases::fit(&buyers).expect("CDNOW has a maximum");
    let Dropout { a, b } = fitted.model.dropout.expect("customers leave");
    let published = Purchases { r: 0.243, alpha: 4.414, dropout: Some(Dropout { a: 0.793, b: 2.426 }) };
    json!({
        "r": fitted.model.r, "alpha": fitted.model.alpha, "a": a, "b": b,
        "log_likelihood": fitted.maximum.log_likelihood,
        "log_likelihood_at_published": buyers.iter().map(|b| published.log_likelihood(b)).sum::<f64>(),
    })
}

fn likelihoods(inputs: &Value) -> Value {
    let model = purchases(&inputs["params"]);
    let each: Vec<f64> = buyers(inputs).iter().map(|b| model.log_likelihood(b)).collect();
    json!({ "total": each.iter().sum::<f64>(), "log_likelihood": answers(each) })
}

fn expectations(inputs: &Value) -> Value {
    let (model, time, buyers) = (purchases(&inputs["params"]), number(&inputs["t"]), buyers(inputs));
    json!({
        "expected_purchases": answers(buyers.iter().map(|b| model.expected(b, time))),
        "p_alive": answers(buyers.iter().map(|b| model.probability_alive(b))),
    })
}

fn of_new_customers(inputs: &Value) -> Value {
    let new = Buyer { repeats: 0.0, recency: 0.0, age: 0.0, mean_value: None };
    let model = purchases(&inputs["params"]);
    json!({ "expected": answers(numbers(&inputs["t"]).into_iter().map(|t| model.expected(&new, t))) })
}

fn fitted_spend(inputs: &Value) -> Value {
    let buyers = cdnow();
    assert_eq!(buyers.iter().filter(|b| b.repeats > 0.0).count() as f64, number(&inputs["customers"]));
    let fitted = Spend::fit(&buyers).expect("CDNOW has a maximum");
    json!({
        "p": fitted.model.p, "q": fitted.model.q, "v": fitted.model.gamma,
        "log_likelihood": fitted.maximum.log_likelihood,
        "population_mean": answer(fitted.model.population_mean()),
        "corr_frequency_value": answer(frequency_value_correlation(&buyers)),
    })
}

fn expected_spend(inputs: &Value) -> Value {
    let model = spend(&inputs["params"]);
    let pairs: Vec<(f64, f64)> =
        numbers(&inputs["x"]).into_iter().zip(numbers(&inputs["mean_value"])).collect();
    let repeated = pairs.iter().filter(|(x, _)| *x > 0.0);
    json!({
        "expected": answers(pairs.iter().map(|(x, mean)| model.expected(*x, *mean))),
        "population_mean": answer(model.population_mean()),
        "log_likelihood": answers(repeated.map(|(x, mean)| model.log_likelihood(*x, *mean))),
    })
}

fn one_customer(inputs: &Value) -> Value {
    let of = |key: &str| number(&inputs[key]);
    let buyer =
        Buyer { repeats: of("x"), recency: of("tx"), age: of("T"), mean_value: Some(of("mean_value")) };
    let value = |discount: f64| {
        let ahead = Ahead { steps: of("months") as u32, length: of("weeks_per_month"), discount };
        ahead.value(&purchases(&inputs["bgnbd"]), &spend(&inputs["gamma_gamma"]), &buyer)
    };
    json!({
        "clv": answer(value(of("monthly_discount")).map(|v| v * of("gross_margin"))),
        "undiscounted": answer(value(0.0).map(|v| v * of("gross_margin"))),
    })
}

#[test]
fn lifetime_value_agrees_with_the_vectors() {
    run(
        "clv",
        &[
            ("CLV-01", forms),
            ("CLV-02", truncated),
            ("CLV-03", growing),
            ("CLV-04", at_the_edges),
            ("CLV-05", of_sorts),
            ("CLV-10", fitted_purchases),
            ("CLV-11", likelihoods),
            ("CLV-12", expectations),
            ("CLV-13", of_new_customers),
            ("CLV-14", fitted_spend),
            ("CLV-15", expected_spend),
            ("CLV-16", one_customer),
            ("CLV-17", of_new_customers),
        ],
        &[],
    );
}
