//! Lifetime value: by margins, and by models of purchases on customers enough for a fit.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use mando::evaluate::results::Absence;
use mando::evaluate::results::PeriodResult;
use mando::statistics::lifetime::{Ahead, Buyer, Dropout, Form, Margin, Purchases, Spend};

use super::rows::Row;
use super::view::{Found, View, over};
use super::{Case, OverTime};
use crate::statistics::lifetime::Chance;
use crate::support::{Project, Ran};

pub(super) const CASES: &[Case] = &[
    Case::new(
        "lifetime",
        "{ lifetime_value: { method: bg_nbd, revenue: amount, margin: 30%, discount: 0.2%, horizon: 26 } }",
        OverTime::Last,
        too_few,
    ),
    Case::new(
        "lifetime_of_margin",
        "{ lifetime_value: { method: margin, margin: average, retention: share, discount: 10%, form: first_payment_excluded } }",
        OverTime::Last,
        |view| payments(view, 1..4_000, |paid, kept, t| paid * kept.powi(t) / 1.1_f64.powi(t)),
    )
    .uncut(),
    Case::new(
        "lifetime_of_six",
        "{ lifetime_value: { method: margin, margin: average, retention: share, discount: 10%, growth: 10%, horizon: 6, form: first_payment_now } }",
        OverTime::Last,
        |view| payments(view, 0..7, |paid, kept, t| paid * kept.powi(t)),
    )
    .uncut(),
];

/// Payments of a customer who stays with the share of sales among the rows.
fn payments(view: &View<'_>, periods: std::ops::Range<i32>, payment: fn(f64, f64, i32) -> f64) -> Found {
    let (amounts, rows) = (view.rows().values(Row::amount), view.rows());
    let margin = (!amounts.is_empty()).then(|| amounts.iter().sum::<f64>() / amounts.len() as f64);
    let kept = over(rows.count(Row::sells), rows.count(|_| true));
    let value = margin.zip(kept).map(|(margin, kept)| periods.map(|t| payment(margin, kept, t)).sum());
    view.found(value, None, [("average", margin), ("share", kept)])
}

/// Six customers are too few for a model; they are counted all the same.
fn too_few(view: &View<'_>) -> Found {
    let everything =
        View { region: None, ..*view }.within((NaiveDate::MIN, view.span.1), |row| Some(row.day));
    let mut days: BTreeMap<u8, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    for row in &everything.rows {
        if let Some(customer) = row.customer {
            *days.entry(customer).or_default().entry(row.day).or_default() += row.cents.unwrap_or(0);
        }
    }
    let is_here = |customer: &u8| {
        let rows = everything.rows.iter().filter(|row| row.customer == Some(*customer));
        view.region
            .is_none_or(|region| rows.max_by_key(|row| row.day).is_some_and(|row| row.region == region))
    };
    let bought: Vec<Vec<i64>> = days
        .iter()
        .filter(|(customer, _)| is_here(customer))
        .map(|(_, days)| days.values().copied().filter(|cents| *cents > 0).collect::<Vec<i64>>())
        .filter(|days| !days.is_empty())
        .collect();
    let pairs: Vec<(f64, f64)> = bought
        .iter()
        .filter(|days| days.len() > 1)
        .map(|days| {
            let repeats = (days.len() - 1) as f64;
            (repeats, days[1..].iter().sum::<i64>() as f64 / 100.0 / repeats)
        })
        .collect();
    let known = !bought.is_empty() || view.rows().any;
    let [customers, repeaters] = [bought.len(), pairs.len()].map(|n| known.then_some(n as f64));
    let absent = ["spend", "standard_error", "r", "alpha", "a", "b", "p", "q", "gamma", "log_likelihood"];
    let mut found = view.found(
        None,
        repeaters,
        [("customers", customers), ("repeaters", repeaters), ("correlation", correlation(&pairs))],
    );
    found.parts.extend(absent.map(|part| (part, None)));
    found
}

/// Pearson's, over all pairs of pairs.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let over_pairs = |part: fn((f64, f64)) -> f64| -> f64 {
        let differences = pairs.iter().flat_map(|a| pairs.iter().map(move |b| (a.0 - b.0, a.1 - b.1)));
        differences.map(part).sum()
    };
    let variances = over_pairs(|d| d.0 * d.0) * over_pairs(|d| d.1 * d.1);
    (variances > 0.0).then(|| over_pairs(|d| d.0 * d.1) / variances.sqrt())
}

/// One row: day, customer, region, cents.
type Sale = (NaiveDate, Option<u32>, &'static str, i64);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A year of customers who come, buy and leave; some rows take money back, some know no customer.
fn sales(customers: u32, leave: f64) -> Vec<Sale> {
    let mut chance = Chance(11);
    let mut rows: Vec<Sale> = Vec::new();
    for customer in 0..customers {
        let region = if chance.next() < 0.5 { "north" } else { "south" };
        let (rate, mean) = (chance.gamma(2, 60.0), 30_000.0 / chance.gamma(4, 1.0));
        let mut at = 200.0 * chance.next();
        while at < 400.0 {
            let on = day("2023-01-01") + Days::new(at as u64);
            for _ in 0..=(2.0 * chance.next()) as u32 {
                rows.push((on, Some(customer), region, (mean * chance.gamma(3, 3.0)) as i64 + 1));
            }
            match chance.next() {
                less if less < 0.05 => rows.push((on + Days::new(1), Some(customer), region, -500)),
                less if less < 0.1 => rows.push((on, None, region, 7_000)),
                _ => {}
            }
            if chance.next() < leave {
                break;
            }
            at += chance.exponential(rate);
        }
    }
    rows
}

/// A scorecard of one measure with keys of its own, a count besides, and two rows.
fn defined(keys: &str) -> Project {
    let yaml = format!(
        "scorecard: worth
title: Worth
entity: Somebody
currency: EUR
as_of: 2024-01-31
sources:
  rows: {{ path: rows.csv, time: day, customer: customer, history_starts: 2024-01-01, columns: {{ day: date, amount: money }} }}
perspectives: {{ customer: {{ title: C, objectives: {{ value: {{ title: V }} }} }} }}
measures:
  rows: {{ title: Rows, objective: value, source: rows, kind: count, direction: maximise, target: 10 }}
  kept: {{ title: Kept, objective: value, source: rows, kind: {{ share: amount > 0 }} }}
  worth: {{ title: Worth, objective: value, {keys} }}
"
    );
    Project::new(&yaml, &[("rows.csv", "day,customer,amount\n2024-01-02,a,5.00\n2024-01-03,b,7.00\n")])
}

fn by_margin(keys: &str) -> Project {
    defined(&format!("kind: {{ lifetime_value: {{ method: margin, discount: 10%, {keys} }} }}"))
}

fn run(rows: &[Sale], period: &str, as_of: &str) -> Ran {
    let mut text = "day,customer,region,amount\n".to_owned();
    for (day, customer, region, cents) in rows {
        let customer = customer.map(|c| format!("c{c}")).unwrap_or_default();
        writeln!(text, "{day},{customer},{region},{:.2}", *cents as f64 / 100.0).expect("writing to a text");
    }
    let yaml = format!(
        "scorecard: worth
title: Worth
entity: Somebody
currency: EUR
grain: month
as_of: {as_of}
sources:
  rows: {{ path: rows.csv, time: day, customer: customer, columns: {{ day: date, amount: money }} }}
perspectives: {{ customer: {{ title: C, objectives: {{ value: {{ title: V }} }} }} }}
measures:
  worth:
    title: Worth
    objective: value
    source: rows
    kind: {{ lifetime_value: {{ method: bg_nbd, revenue: amount, margin: 30%, discount: 0.2%, horizon: 26 }} }}
    segments: [region]
"
    );
    Project::new(&yaml, &[("rows.csv", &text)]).results(period)
}

/// Customers with a day of sales above 0 by the end.
fn buyers(rows: &[Sale], end: NaiveDate, region: Option<&str>) -> Vec<Buyer> {
    let mut days: BTreeMap<u32, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    let here = rows.iter().filter(|row| row.0 <= end && region.is_none_or(|region| region == row.2));
    for (day, customer, _, cents) in here {
        if let Some(customer) = customer {
            *days.entry(*customer).or_default().entry(*day).or_default() += cents;
        }
    }
    let buyer = |days: BTreeMap<NaiveDate, i64>| {
        let bought: Vec<(NaiveDate, i64)> = days.into_iter().filter(|(_, cents)| *cents > 0).collect();
        let (first, repeats) = bought.split_first()?;
        let weeks = |to: NaiveDate| (to - first.0).num_days() as f64 / 7.0;
        let spent = repeats.iter().map(|(_, cents)| *cents as f64 / 100.0).sum::<f64>();
        Some(Buyer {
            repeats: repeats.len() as f64,
            recency: repeats.last().map_or(0.0, |last| weeks(last.0)),
            age: weeks(end),
            mean_value: (!repeats.is_empty()).then(|| spent / repeats.len() as f64),
        })
    };
    days.into_values().filter_map(buyer).collect()
}

/// The likelihood from products alone: Γ(r+x)/Γ(r) = r(r+1)…(r+x−1).
fn log_likelihood(r: f64, alpha: f64, dropout: Option<(f64, f64)>, buyers: &[Buyer]) -> f64 {
    let one = |buyer: &Buyer| {
        let x = buyer.repeats as u32;
        let rising = |from: f64, n: u32| (0..n).map(|i| (from + f64::from(i)).ln()).sum::<f64>();
        let silent = |until: f64| -(r + buyer.repeats) * (alpha + until).ln();
        let rates = rising(r, x) + r * alpha.ln();
        let Some((a, b)) = dropout.filter(|_| x > 0) else { return rates + silent(buyer.age) };
        let stays = rising(b, x) - rising(a + b, x);
        let leaves = a.ln() + rising(b, x - 1) - rising(a + b, x);
        let (stays, leaves) = (stays + silent(buyer.age), leaves + silent(buyer.recency));
        let most = stays.max(leaves);
        rates + most + ((stays - most).exp() + (leaves - most).exp()).ln()
    };
    buyers.iter().map(one).sum()
}

fn close(at: &str, got: Option<f64>, want: f64) {
    let got = got.unwrap_or_else(|| panic!("{at} is absent"));
    assert!((got - want).abs() <= 1e-9 * want.abs().max(1.0), "{at}: {got}, want {want}");
}

fn part(period: &PeriodResult, name: &str) -> Option<f64> {
    period.components[name]
}

fn check(at: &str, period: &PeriodResult, buyers: &[Buyer]) {
    let of = |name: &str| part(period, name).unwrap_or_else(|| panic!("{at}: no {name}"));
    let repeaters = buyers.iter().filter(|b| b.repeats > 0.0).count() as f64;
    close(at, part(period, "customers"), buyers.len() as f64);
    close(at, part(period, "repeaters"), repeaters);
    close(at, period.n, repeaters);
    let dropout = part(period, "b").map(|b| (of("a"), b));
    assert!(dropout.is_some() || of("a") == 0.0, "{at}");
    let highest = log_likelihood(of("r"), of("alpha"), dropout, buyers);
    close(at, part(period, "log_likelihood"), highest);
    for factor in [0.98, 1.02] {
        let moved = |i: usize, name: &str, at: usize| of(name) * if i == at { factor } else { 1.0 };
        for i in 0..4 {
            let dropout = dropout.map(|(_, _)| (moved(i, "a", 2), moved(i, "b", 3)));
            let there = log_likelihood(moved(i, "r", 0), moved(i, "alpha", 1), dropout, buyers);
            assert!(there <= highest, "{at}: {there} above {highest}");
        }
    }
    let purchases =
        Purchases { r: of("r"), alpha: of("alpha"), dropout: dropout.map(|(a, b)| Dropout { a, b }) };
    let spend = Spend { p: of("p"), q: of("q"), gamma: of("gamma") };
    let ahead = Ahead { steps: 26, length: 1.0, discount: 0.002 };
    let each = buyers.iter().map(|b| ahead.value(&purchases, &spend, b).expect("a finite mean"));
    let mean = each.sum::<f64>() / buyers.len() as f64;
    close(at, part(period, "spend"), mean);
    close(at, period.value, 0.3 * mean);
    let interval = period.interval.expect("an interval");
    close(at, Some(interval.half_width()), 1.959963984540054 * 0.3 * of("standard_error"));
}

#[test]
fn the_value_is_that_of_models_of_the_purchases() {
    let rows = sales(300, 0.15);
    let ran = run(&rows, "2024-01", "2024-01-31");
    let worth = ran.measure("worth");
    for period in worth.periods.iter().rev().take(4) {
        check(&period.period.label, period, &buyers(&rows, period.period.last, None));
    }
    assert_eq!(worth.to_date.as_ref().expect("a year to date").value, ran.current("worth").value);
    for region in ["north", "south"] {
        let row = worth.segments[0].rows.iter().find(|row| row.keys == [Some(region.to_owned())]);
        let row = row.expect("a region");
        check(region, &row.current, &buyers(&rows, day("2024-01-31"), Some(region)));
    }
}

#[test]
fn rows_in_another_order_give_the_same_digits() {
    let rows = sales(150, 0.15);
    let mut turned = rows.clone();
    turned.reverse();
    let [one, two] = [rows, turned].map(|rows| run(&rows, "2024-01", "2024-01-31"));
    assert_eq!(one.current("worth").components, two.current("worth").components);
}

#[test]
fn silence_is_counted_to_the_newest_day_and_not_to_the_end_of_the_month() {
    let rows = sales(150, 0.15);
    let ran = run(&rows, "2024-01", "2024-01-20");
    check("January so far", ran.current("worth"), &buyers(&rows, day("2024-01-20"), None));
}

#[test]
fn customers_who_stay_leave_no_parameter_of_leaving() {
    let rows = sales(200, 0.0);
    let ran = run(&rows, "2023-12", "2023-12-31");
    let current = ran.current("worth");
    check("those who stay", current, &buyers(&rows, day("2023-12-31"), None));
}

#[test]
fn nine_customers_who_came_back_are_too_few() {
    let rows = sales(9, 0.0);
    let ran = run(&rows, "2023-12", "2023-12-31");
    let current = ran.current("worth");
    assert_eq!((current.value, part(current, "customers")), (None, Some(9.0)));
    let reason = serde_json::to_string(&current.absent).expect("a reason is JSON");
    assert!(reason.contains("undefined"), "{reason}");
}

#[test]
fn every_form_is_the_sum_that_statistics_knows() {
    let forms = [
        ("first_payment_now", Form::FirstPaymentNow),
        ("first_payment_excluded", Form::FirstPaymentExcluded),
        ("booked_at_period_end", Form::BookedAtPeriodEnd),
    ];
    for (word, form) in forms {
        for (growth, horizon) in
            [(None, None), (Some(5), None), (None, Some(4)), (Some(5), Some(4)), (Some(37), Some(3))]
        {
            let mut keys = format!("margin: 100, retention: 80%, form: {word}");
            growth.iter().for_each(|g| write!(keys, ", growth: {g}%").expect("writing to a text"));
            horizon.iter().for_each(|h| write!(keys, ", horizon: {h}").expect("writing to a text"));
            let growth = growth.map_or(0.0, f64::from) / 100.0;
            let margin = Margin { margin: 100.0, retention: 0.8, discount: 0.1, growth };
            let want = margin.value(form, horizon).expect("the sum ends");
            close(&keys, by_margin(&keys).results("2024-01").current("worth").value, want);
        }
    }
}

#[test]
fn payments_that_lose_nothing_are_counted() {
    let project = by_margin("margin: 10, retention: kept, growth: 10%, form: first_payment_now, horizon: 4");
    close("five payments", project.results("2024-01").current("worth").value, 50.0);
}

#[test]
fn a_measured_retention_without_end_leaves_the_value_undefined() {
    let project = by_margin("margin: rows * 2, retention: kept, growth: 10%, form: booked_at_period_end");
    assert_eq!(project.codes(), Vec::<String>::new());
    let ran = project.results("2024-01");
    assert_eq!((ran.current("worth").value, ran.current("worth").absent), (None, Some(Absence::Undefined)));
}

#[test]
fn what_a_margin_does_not_know_is_missing_for_its_reason() {
    let ran = by_margin("margin: 10, retention: kept, form: first_payment_now").results("2024-01");
    let before = &ran.measure("worth").periods[0];
    assert_eq!((before.value, before.absent), (None, Some(Absence::NoData)));
}

#[test]
fn keys_of_the_other_method_and_missing_ones_are_told() {
    let said = |project: Project, codes: &[&str], text: &str| {
        assert_eq!(project.codes(), codes, "{}", project.check());
        assert!(project.check().contains(text), "{}", project.check());
    };
    said(by_margin("margin: 100"), &["missing-key", "missing-key"], "`method: margin` needs `retention`");
    let form = "form: first_payment_now";
    said(by_margin(&format!("margin: 100, retention: 80, {form}")), &["bare-rate"], "write `80%`, or `0.8`");
    said(
        by_margin(&format!("margin: 100, retention: -5%, {form}")),
        &["wrong-type"],
        "runs from 0 % to 100 %",
    );
    said(
        by_margin(&format!("margin: 100, retention: 80%, {form}, step: week")),
        &["two-forms"],
        "`step` and `method: margin` exclude each other",
    );
    said(
        by_margin(&format!("margin: 100, retention: keep, {form}")),
        &["formula-unknown-measure"],
        "did you mean `kept`?",
    );
    said(
        by_margin(&format!("margin: worth, retention: 80%, {form}")),
        &["formula-cycle"],
        "`worth` needs itself",
    );
    said(
        defined(&format!(
            "source: rows, kind: {{ lifetime_value: {{ method: margin, margin: 1, retention: 80%, discount: 1%, {form} }} }}"
        )),
        &["two-forms"],
        "`lifetime_value` and `source` exclude each other",
    );
    let purchases = |keys: &str| {
        defined(&format!(
            "source: rows, kind: {{ lifetime_value: {{ method: bg_nbd, margin: 30%, discount: 0.2%, {keys} }} }}"
        ))
    };
    said(purchases("revenue: amount, horizon: 52"), &[], "");
    said(purchases("revenue: amount"), &["missing-key"], "add `horizon: 52`");
    said(
        purchases("revenue: amount, horizon: 52, growth: 3%"),
        &["two-forms"],
        "`growth` and `method: bg_nbd` exclude each other",
    );
}
