//! Targets that are met or missed, bands without a width, goals and red flags.

use super::scores::direction;
use super::{answers, list, number, numbers, run, text};
use mando::evaluate::score::{self, Attainment, Band, Clip, Edges, Status};
use mando::model::Judgement;
use mando::statistics::direction::Direction;
use serde_json::{Value, json};

fn word(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::OnTarget) => "on_target",
        Some(Status::Watch) => "watch",
        Some(Status::OffTarget) => "off_target",
        None => "no_data",
    }
}

fn words(statuses: impl IntoIterator<Item = Option<Status>>) -> Value {
    statuses.into_iter().map(word).collect()
}

fn clip(inputs: &Value) -> Clip {
    Clip { floor: inputs["floor"].as_f64().unwrap_or(0.0), cap: inputs["cap"].as_f64().unwrap_or(100.0) }
}

/// A tolerance as it is written: a value, a share of the target, or none.
fn judgement(tolerance: &Value) -> Option<Judgement> {
    match tolerance {
        Value::Null => None,
        Value::Number(_) => Some(Judgement::Tolerance(number(tolerance))),
        share => {
            let (share, _) = text(share).split_once('%').expect("a share in percent");
            Some(Judgement::ToleranceOfTarget(share.parse::<f64>().expect("a number") / 100.0))
        }
    }
}

/// Score and status of one value.
fn judged(direction: Direction, actual: f64, target: f64, tolerance: &Value, clip: Clip) -> (f64, Status) {
    let width = judgement(tolerance).and_then(|judgement| judgement.tolerance(target));
    let score = score::met(direction, actual, target, width.unwrap_or(0.0), clip);
    let status = match width {
        Some(width) => score::status_from_tolerance(direction, actual, target, width),
        None => score::status_from_score(score, &Edges { on_target: 100.0, watch: 90.0 }),
    };
    (score, status)
}

fn met(inputs: &Value) -> Value {
    let target = number(&inputs["target"]);
    let one = |actual: &Value| {
        let actual = actual.as_f64()?;
        Some(judged(direction(inputs), actual, target, &inputs["tolerance"], clip(inputs)))
    };
    let all: Vec<Option<(f64, Status)>> = list(&inputs["actual"]).iter().map(one).collect();
    json!({
        "score": answers(all.iter().map(|one| one.map(|(score, _)| score))),
        "status": words(all.iter().map(|one| one.map(|(_, status)| status))),
    })
}

fn share_of_target(inputs: &Value) -> Value {
    let all: Vec<(f64, Status)> = list(&inputs["cases"])
        .iter()
        .map(|case| {
            let (target, actual) = (number(&case[0]), number(&case[1]));
            judged(direction(inputs), actual, target, &inputs["tolerance"], clip(inputs))
        })
        .collect();
    json!({
        "score": answers(all.iter().map(|(score, _)| *score)),
        "status": words(all.iter().map(|(_, status)| Some(*status))),
    })
}

fn zero_among_values(inputs: &Value) -> Value {
    let (direction, clip) = (direction(inputs), clip(inputs));
    let pairs: Vec<(f64, f64)> =
        numbers(&inputs["values"]).into_iter().zip(numbers(&inputs["actual"])).collect();
    let last = pairs.last().map_or(0.0, |(target, _)| *target);
    let span = (last - number(&inputs["baseline"])).abs();
    let without = pairs.iter().map(|(target, actual)| match *target > 0.0 {
        true => score::attainment_score(Attainment::Minimise, *actual, *target, clip),
        false => Some(score::met(direction, *actual, *target, 0.0, clip)),
    });
    let with =
        pairs.iter().map(|(target, actual)| score::score_on_path(direction, *actual, *target, span, clip));
    json!({ "without_baseline": answers(without), "with_baseline": answers(with) })
}

fn band(inputs: &Value) -> Value {
    let [low, high] = [&inputs["band"][0], &inputs["band"][1]].map(number);
    let scores = list(&inputs["zero_at"]).iter().map(|zero_at| {
        let band = Band { zero_low: number(&zero_at[0]), low, high, zero_high: number(&zero_at[1]) };
        answers(numbers(&inputs["actual"]).into_iter().map(|actual| score::band(actual, &band)))
    });
    json!({ "score": scores.collect::<Vec<_>>() })
}

fn goal(inputs: &Value) -> Value {
    let (goal, red_flag) = (number(&inputs["goal"]), number(&inputs["red_flag"]));
    let actual = numbers(&inputs["actual"]);
    let score = |actual: f64| score::goal_red_flag(actual, goal, red_flag).map(|score| 10.0 * score);
    let written = inputs["status"]
        .as_object()
        .map(|edges| Edges { on_target: number(&edges["on_target"]), watch: number(&edges["watch"]) });
    let status = |actual: &f64| match &written {
        Some(edges) => score(*actual).map(|score| score::status_from_score(score, edges)),
        None => Some(score::status_from_goal(*actual, goal, red_flag)),
    };
    let edges = match &written {
        Some(edges) => [Some(edges.on_target), Some(edges.watch)],
        None => [score(goal), score(red_flag)],
    };
    json!({
        "score": answers(actual.iter().map(|actual| score(*actual))),
        "status": words(actual.iter().map(status)),
        "edges": answers(edges),
    })
}

#[test]
fn targets_met_or_missed_agree_with_the_vectors() {
    let by_hand = ["MET-01", "MET-02", "MET-03", "MET-04", "MET-05", "MET-06", "MET-07", "MET-08", "MET-11"];
    let mut table: Vec<(&str, super::Answer)> = by_hand.map(|id| (id, met as super::Answer)).to_vec();
    table.extend([
        ("MET-09", share_of_target as super::Answer),
        ("MET-10", zero_among_values),
        ("MET-12", band),
        ("MET-13", goal),
        ("MET-14", goal),
        ("MET-15", goal),
    ]);
    run("met", &table, &[]);
}
