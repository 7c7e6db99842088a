//! Scores, statuses and verdicts.

use super::{answers, list, number, numbers, rows, run, text};
use mando::evaluate::score;
use mando::evaluate::score::{Attainment, Band, Clip, Edges, Status, Verdict};
use mando::statistics::direction::Direction;
use mando::statistics::interval::Interval;
use serde_json::{Value, json};

/// The better direction of a vector.
pub(super) fn direction(inputs: &Value) -> Direction {
    match text(&inputs["direction"]) {
        "maximise" => Direction::Maximise,
        "minimise" => Direction::Minimise,
        other => panic!("no direction: {other}"),
    }
}

/// The word of the vectors for a status.
pub(super) fn colour(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::OnTarget) => "green",
        Some(Status::Watch) => "amber",
        Some(Status::OffTarget) => "red",
        None => "no_data",
    }
}

pub(super) fn edges(inputs: &Value) -> Edges {
    Edges { on_target: number(&inputs["green_min"]), watch: number(&inputs["amber_min"]) }
}

/// The score of a constant target: the share of the way from the baseline.
fn on_the_way(actual: f64, baseline: f64, target: f64, clip: Clip) -> Option<f64> {
    let direction = if target > baseline { Direction::Maximise } else { Direction::Minimise };
    score::score_on_path(direction, actual, target, (target - baseline).abs(), clip)
}

fn distance(inputs: &Value) -> Value {
    let (baseline, target) = (number(&inputs["baseline"]), number(&inputs["target"]));
    let limit = |key: &str, default: f64| inputs[key].as_f64().unwrap_or(default);
    let clip = Clip { floor: limit("floor", 0.0), cap: limit("cap", 100.0) };
    let open = Clip { floor: f64::NEG_INFINITY, cap: f64::INFINITY };
    let actual = numbers(&inputs["actual"]);
    json!({
        "score": answers(actual.iter().map(|actual| on_the_way(*actual, baseline, target, clip))),
        "raw_attainment_pct":
            answers(actual.iter().map(|actual| on_the_way(*actual, baseline, target, open))),
    })
}

fn degenerate(inputs: &Value) -> Value {
    json!({ "score": answers(list(&inputs["cases"]).iter().map(|case| {
        let known = |key: &str| case[key].as_f64();
        on_the_way(known("actual")?, known("baseline")?, known("target")?, Clip::PERCENT)
    })) })
}

fn contradiction(inputs: &Value) -> Value {
    json!({ "valid": rows::accepts(inputs) })
}

fn attainment(inputs: &Value) -> Value {
    let (target, actual) = (number(&inputs["target"]), numbers(&inputs["actual"]));
    let by =
        |form: Attainment| answers(actual.iter().map(move |actual| score::attainment(form, *actual, target)));
    json!({
        "maximise": by(Attainment::Maximise),
        "minimise_inverse": by(Attainment::MinimiseInverse),
        "minimise_linear": by(Attainment::Minimise),
    })
}

fn undefined_attainment(inputs: &Value) -> Value {
    json!({ "attainment": answers(list(&inputs["cases"]).iter().map(|case| {
        let form = match text(&case["direction"]) {
            "maximise" => Attainment::Maximise,
            "minimise_inverse" => Attainment::MinimiseInverse,
            other => panic!("no way of attaining: {other}"),
        };
        score::attainment(form, number(&case["actual"]), number(&case["target"]))
    })) })
}

fn band(inputs: &Value) -> Value {
    let limit = |key: &str| number(&inputs[key]);
    let band = Band {
        zero_low: limit("zero_low"),
        low: limit("low"),
        high: limit("high"),
        zero_high: limit("zero_high"),
    };
    json!({ "score": answers(numbers(&inputs["actual"]).iter().map(|actual| score::band(*actual, &band))) })
}

fn goal_red_flag(inputs: &Value) -> Value {
    let (goal, red_flag) = (number(&inputs["goal"]), number(&inputs["red_flag"]));
    let scores = numbers(&inputs["actual"]);
    json!({ "score": answers(scores.iter().map(|actual| score::goal_red_flag(*actual, goal, red_flag))) })
}

fn status(inputs: &Value) -> Value {
    let edges = edges(inputs);
    let status = |score: &Value| score.as_f64().map(|score| score::status_from_score(score, &edges));
    json!({ "status": list(&inputs["score"]).iter().map(|score| colour(status(score))).collect::<Vec<_>>() })
}

fn tolerance(inputs: &Value) -> Value {
    let target = number(&inputs["target"]);
    let tolerance = number(&inputs["amber_tolerance"]) * target;
    let statuses = numbers(&inputs["actual"]);
    let statuses = statuses.iter().map(|actual| {
        colour(Some(score::status_from_tolerance(direction(inputs), *actual, target, tolerance)))
    });
    json!({ "status": statuses.collect::<Vec<_>>() })
}

fn verdict(inputs: &Value) -> Value {
    let target = number(&inputs["target"]);
    let verdicts = list(&inputs["intervals"]).iter().map(|limits| {
        let interval = Interval { low: number(&limits[0]), high: number(&limits[1]) };
        match score::verdict(direction(inputs), &interval, target) {
            Verdict::Met => "met",
            Verdict::Missed => "missed",
            Verdict::Uncertain => "uncertain",
        }
    });
    json!({ "verdict": verdicts.collect::<Vec<_>>() })
}

#[test]
fn scores_agree_with_the_vectors() {
    run(
        "scoring",
        &[
            ("SCORE-MAX", distance),
            ("SCORE-MIN", distance),
            ("SCORE-CAP", distance),
            ("SCORE-DEGENERATE", degenerate),
            ("SCORE-DIR", contradiction),
            ("ATT-01", attainment),
            ("ATT-02", undefined_attainment),
            ("BAND-01", band),
            ("GOALRED-01", goal_red_flag),
            ("GOALRED-02", goal_red_flag),
            ("RAG-01", status),
            ("RAG-02", tolerance),
            ("RAG-03", verdict),
        ],
        &[],
    );
}
