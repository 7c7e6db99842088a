//! Recommendation, satisfaction, ease.

use std::collections::BTreeMap;

use super::rows::Row;
use super::view::{Found, Rows, View, over};
use super::{Case, OverTime};

pub(super) const CASES: &[Case] = &[
    Case::new("nps", "{ nps: score }", OverTime::Pools, |view| nps(view, 0)),
    Case::new("nps_from_1", "{ nps: { score: score, scale_min: 1 } }", OverTime::Pools, |view| nps(view, 1)),
    Case::new(
        "response_rate",
        r#"{ response_rate: { completed: score >= 5, bounced: "cancelled = 'supplier'" } }"#,
        OverTime::Pools,
        |view| {
            let arrived = view.rows().only(|row| row.cancelled != Some("supplier"));
            let completed = arrived.count(|row| row.score.is_some_and(|score| score >= 5));
            let delivered = arrived.count(|_| true);
            let parts = [("completed", completed), ("delivered", delivered)];
            view.found(over(completed, delivered), delivered, parts)
        },
    ),
    Case::new("csat", "{ csat: { score: score, scale: [1, 5] } }", OverTime::Pools, |view| {
        top(view, 5, 4..=5)
    }),
    Case::new(
        "csat_best",
        "{ csat: { score: score, scale: [1, 5], counting: top_1 } }",
        OverTime::Pools,
        |view| top(view, 5, 5..=5),
    ),
    Case::new(
        "csat_mean",
        "{ csat: { score: score, scale: [1, 5], counting: mean } }",
        OverTime::Pools,
        |view| mean(view, 5),
    ),
    Case::new(
        "ces",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: true } }",
        OverTime::Pools,
        |view| mean(view, 7),
    ),
    Case::new(
        "ces_top_3",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: true, counting: top_3 } }",
        OverTime::Pools,
        |view| top(view, 7, 5..=7),
    ),
    Case::new(
        "ces_low_2",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: false, counting: top_2 } }",
        OverTime::Pools,
        |view| top(view, 7, 1..=2),
    ),
    Case::new(
        "ces_net",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: true, counting: net } }",
        OverTime::Pools,
        |view| net(view, 5..=7, 1..=3),
    ),
    Case::new(
        "ces_net_low",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: false, counting: net } }",
        OverTime::Pools,
        |view| net(view, 1..=3, 5..=7),
    ),
    Case::new(
        "nps_last",
        "{ nps: { score: score, per: last_per_customer } }",
        OverTime::Recomputed,
        last_of_each,
    ),
    Case::new(
        "nps_weighted",
        "{ nps: { score: score, weight: weight, population: 5000 } }",
        OverTime::Pools,
        |view| {
            let answers = answers(view, 0..=10);
            let (promoters, detractors) = (weight_of(&answers, 9..=10), weight_of(&answers, 0..=6));
            let parts = [("promoters", promoters), ("detractors", detractors)];
            let all = answers.sum(|row| Some(weight(row)));
            weighted((view, 0..=10), &answers, "responses", balance(promoters, detractors, all), parts)
        },
    ),
    Case::new(
        "csat_weighted",
        "{ csat: { score: score, scale: [1, 5], weight: weight } }",
        OverTime::Pools,
        |view| {
            let answers = answers(view, 1..=5);
            let best = weight_of(&answers, 4..=5);
            let all = answers.sum(|row| Some(weight(row)));
            weighted((view, 1..=5), &answers, "responses", over(best, all), [("best", best)])
        },
    ),
    Case::new(
        "ces_weighted",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: true, weight: weight } }",
        OverTime::Pools,
        |view| {
            let answers = answers(view, 1..=7);
            let moment = |power: i32| {
                answers.sum(|row| row.score.map(|score| weight(row) * (score as f64).powi(power)))
            };
            let (sum, all) = (moment(1), moment(0));
            weighted((view, 1..=7), &answers, "n", over(sum, all), [("sum", sum), ("squares", moment(2))])
        },
    ),
    Case::new(
        "ces_net_weighted",
        "{ ces: { score: score, scale: [1, 7], higher_is_easier: true, counting: net, weight: weight } }",
        OverTime::Pools,
        |view| {
            let answers = answers(view, 1..=7);
            let (easy, hard) = (weight_of(&answers, 5..=7), weight_of(&answers, 1..=3));
            let all = answers.sum(|row| Some(weight(row)));
            weighted(
                (view, 1..=7),
                &answers,
                "responses",
                balance(easy, hard, all),
                [("easy", easy), ("hard", hard)],
            )
        },
    ),
];

type Scores = std::ops::RangeInclusive<i64>;

fn answers<'w>(view: &View<'w>, scale: Scores) -> Rows<'w> {
    view.rows().only(|row| row.score.is_some_and(|score| scale.contains(&score)))
}

/// A value of the answers within a scale, with the number of those outside it.
fn found<const N: usize>(
    view: &View<'_>,
    scale: Scores,
    value: Option<f64>,
    n: Option<f64>,
    parts: [(&'static str, Option<f64>); N],
) -> Found {
    let mut found = view.found(value, n, parts);
    let outside = |row: &Row| row.score.is_some_and(|score| !scale.contains(&score));
    found.parts.insert("outside", view.rows().count(outside));
    found
}

fn given(answers: &Rows<'_>, scores: Scores) -> Option<f64> {
    answers.count(|row| row.score.is_some_and(|score| scores.contains(&score)))
}

/// The score of each customer's last answer, of one day the highest, in the region of that answer.
fn last_of_each(view: &View<'_>) -> Found {
    let everywhere = answers(&View { region: None, ..*view }, 0..=10);
    let mut last: BTreeMap<u8, &Row> = BTreeMap::new();
    for row in &everywhere.rows {
        let Some(customer) = row.customer else { continue };
        let held = last.entry(customer).or_insert(row);
        if (row.day, row.score) > (held.day, held.score) {
            *held = row;
        }
    }
    let held = last.into_values().filter(|row| view.region.is_none_or(|region| region == row.region));
    let held = Rows { any: everywhere.any, rows: held.collect() };
    let (promoters, detractors) = (given(&held, 9..=10), given(&held, 0..=6));
    let responses = held.count(|_| true);
    let parts = [("promoters", promoters), ("detractors", detractors), ("responses", responses)];
    found(view, 0..=10, balance(promoters, detractors, responses), responses, parts)
}

/// An answer without weight counts 1.
fn weight(row: &Row) -> f64 {
    row.weight.map_or(1.0, |weight| weight as f64)
}

fn weight_of(answers: &Rows<'_>, scores: Scores) -> Option<f64> {
    let holds = |row: &Row| row.score.is_some_and(|score| scores.contains(&score));
    answers.those(holds).sum(|row| Some(weight(row)))
}

/// A value with its tallies, and what every weighted survey adds to them.
fn weighted<const N: usize>(
    (view, scale): (&View<'_>, Scores),
    answers: &Rows<'_>,
    number: &'static str,
    value: Option<f64>,
    parts: [(&'static str, Option<f64>); N],
) -> Found {
    let n = answers.count(|_| true);
    let mut found = found(view, scale, value, n, parts);
    found.parts.insert(number, n);
    found.parts.insert("weights", answers.sum(|row| Some(weight(row))));
    found.parts.insert("weights_squared", answers.sum(|row| Some(weight(row).powi(2))));
    found
}

fn nps(view: &View<'_>, lowest: i64) -> Found {
    let answers = answers(view, lowest..=10);
    let (promoters, detractors) = (given(&answers, 9..=10), given(&answers, lowest..=6));
    let responses = answers.count(|_| true);
    let parts = [("promoters", promoters), ("detractors", detractors), ("responses", responses)];
    found(view, lowest..=10, balance(promoters, detractors, responses), responses, parts)
}

fn balance(good: Option<f64>, bad: Option<f64>, all: Option<f64>) -> Option<f64> {
    over(good.zip(bad).map(|(good, bad)| 100.0 * (good - bad)), all)
}

fn top(view: &View<'_>, highest: i64, best: Scores) -> Found {
    let answers = answers(view, 1..=highest);
    let (best, responses) = (given(&answers, best), answers.count(|_| true));
    found(view, 1..=highest, over(best, responses), responses, [("best", best), ("responses", responses)])
}

fn mean(view: &View<'_>, highest: i64) -> Found {
    let answers = answers(view, 1..=highest);
    let score = |row: &Row| row.score.map(|score| score as f64);
    let (sum, n) = (answers.sum(score), answers.count(|_| true));
    let squares = answers.sum(|row| score(row).map(|score| score * score));
    found(view, 1..=highest, over(sum, n), n, [("sum", sum), ("n", n), ("squares", squares)])
}

fn net(view: &View<'_>, easy: Scores, hard: Scores) -> Found {
    let answers = answers(view, 1..=7);
    let (easy, hard) = (given(&answers, easy), given(&answers, hard));
    let responses = answers.count(|_| true);
    let parts = [("easy", easy), ("hard", hard), ("responses", responses)];
    found(view, 1..=7, balance(easy, hard, responses), responses, parts)
}
