//! Recommendation, satisfaction, ease.

use super::rows::Row;
use super::view::{Found, Rows, View, over};
use super::{Case, OverTime};

pub(super) const CASES: &[Case] = &[
    Case::new("nps", "{ nps: score }", OverTime::Pools, |view| nps(view, 0)),
    Case::new("nps_from_1", "{ nps: { score: score, scale_min: 1 } }", OverTime::Pools, |view| nps(view, 1)),
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
];

type Scores = std::ops::RangeInclusive<i64>;

fn answers<'w>(view: &View<'w>, scale: Scores) -> Rows<'w> {
    view.rows().only(|row| row.score.is_some_and(|score| scale.contains(&score)))
}

fn given(answers: &Rows<'_>, scores: Scores) -> Option<f64> {
    answers.count(|row| row.score.is_some_and(|score| scores.contains(&score)))
}

fn nps(view: &View<'_>, lowest: i64) -> Found {
    let answers = answers(view, lowest..=10);
    let (promoters, detractors) = (given(&answers, 9..=10), given(&answers, lowest..=6));
    let responses = answers.count(|_| true);
    let parts = [("promoters", promoters), ("detractors", detractors), ("responses", responses)];
    view.found(balance(promoters, detractors, responses), responses, parts)
}

fn balance(good: Option<f64>, bad: Option<f64>, all: Option<f64>) -> Option<f64> {
    over(good.zip(bad).map(|(good, bad)| 100.0 * (good - bad)), all)
}

fn top(view: &View<'_>, highest: i64, best: Scores) -> Found {
    let answers = answers(view, 1..=highest);
    let (best, responses) = (given(&answers, best), answers.count(|_| true));
    view.found(over(best, responses), responses, [("best", best), ("responses", responses)])
}

fn mean(view: &View<'_>, highest: i64) -> Found {
    let answers = answers(view, 1..=highest);
    let score = |row: &Row| row.score.map(|score| score as f64);
    let (sum, n) = (answers.sum(score), answers.count(|_| true));
    let squares = answers.sum(|row| score(row).map(|score| score * score));
    view.found(over(sum, n), n, [("sum", sum), ("n", n), ("squares", squares)])
}

fn net(view: &View<'_>, easy: Scores, hard: Scores) -> Found {
    let answers = answers(view, 1..=7);
    let (easy, hard) = (given(&answers, easy), given(&answers, hard));
    let responses = answers.count(|_| true);
    let parts = [("easy", easy), ("hard", hard), ("responses", responses)];
    view.found(balance(easy, hard, responses), responses, parts)
}
