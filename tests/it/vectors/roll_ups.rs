//! Roll-up of scores and parent status.

use super::scores::{colour, edges};
use super::{answer, answers, list, number, run};
use mando::evaluate::rollup::{Child, ParentStatus};
use mando::evaluate::score::Status;
use mando::evaluate::{rollup, score};
use serde_json::{Value, json};

fn child(weight: f64, score: &Value) -> Child {
    Child { weight, score: score.as_f64() }
}

fn children(value: &Value) -> Vec<Child> {
    list(value).iter().map(|one| child(number(&one["weight"]), &one["score"])).collect()
}

/// Children of equal weight.
fn equals(value: &Value) -> Vec<Child> {
    list(value).iter().map(|score| child(1.0, score)).collect()
}

fn mean(children: &[Child]) -> Option<f64> {
    rollup::roll_up(children, None, 0.0).score
}

fn one_parent(inputs: &Value) -> Value {
    let missing = match inputs["missing"].as_str() {
        Some("penalise") => Some(number(&inputs["penalty"])),
        _ => None,
    };
    let parent = rollup::roll_up(&children(&inputs["children"]), missing, 0.0);
    json!({ "score": answer(parent.score), "coverage": answer(parent.coverage) })
}

fn several_parents(inputs: &Value) -> Value {
    let least = inputs["min_coverage"].as_f64().unwrap_or(0.0);
    let parents: Vec<rollup::RolledUp> =
        list(&inputs["groups"]).iter().map(|group| rollup::roll_up(&children(group), None, least)).collect();
    let status = |parent: &rollup::RolledUp| if parent.score.is_some() { "ok" } else { "no_data" };
    json!({
        "score": answers(parents.iter().map(|parent| parent.score)),
        "coverage": answers(parents.iter().map(|parent| parent.coverage)),
        "status": parents.iter().map(status).collect::<Vec<_>>(),
    })
}

fn levels_against_flat(inputs: &Value) -> Value {
    let objectives = list(&inputs["objectives"]);
    let weights: Vec<f64> = objectives.iter().map(|objective| number(&objective["weight"])).collect();
    let (mut parents, mut leaves) = (Vec::new(), Vec::new());
    for (weight, objective) in rollup::effective_weights(1.0, &weights).into_iter().zip(objectives) {
        let measures = equals(&objective["measures"]);
        parents.push(Child { weight, score: mean(&measures) });
        let shares = rollup::effective_weights(weight, &vec![1.0; measures.len()]);
        leaves.extend(shares.into_iter().zip(measures).map(|(weight, leaf)| Child { weight, ..leaf }));
    }
    json!({ "hierarchical": answer(mean(&parents)), "flat": answer(mean(&leaves)) })
}

fn three_levels(inputs: &Value) -> Value {
    let (mut objectives, mut perspectives) = (Vec::new(), Vec::new());
    for perspective in list(&inputs["perspectives"]) {
        let mut below = Vec::new();
        for objective in list(&perspective["objectives"]) {
            let measures: Vec<Child> =
                list(&objective["measures"]).iter().map(|pair| child(number(&pair[0]), &pair[1])).collect();
            below.push(Child { weight: number(&objective["weight"]), score: mean(&measures) });
        }
        perspectives.push(Child { weight: number(&perspective["weight"]), score: mean(&below) });
        objectives.extend(below);
    }
    json!({
        "objectives": answers(objectives.iter().map(|objective| objective.score)),
        "perspectives": answers(perspectives.iter().map(|perspective| perspective.score)),
        "scorecard": answer(mean(&perspectives)),
    })
}

fn parent_status(inputs: &Value) -> Value {
    let (edges, children) = (edges(inputs), equals(&inputs["children"]));
    let score = mean(&children).expect("there are scores");
    let statuses: Vec<Status> = children
        .iter()
        .filter_map(|child| child.score)
        .map(|one| score::status_from_score(one, &edges))
        .collect();
    let by = |rule: ParentStatus| {
        let by_score = score::status_from_score(score, &edges);
        colour(Some(rollup::parent_status(rule, by_score, statuses.iter().copied())))
    };
    json!({
        "score": answer(score),
        "by_score": by(ParentStatus::Score),
        "worst_of": by(ParentStatus::Worst),
        "capped": by(ParentStatus::Capped),
    })
}

fn means(inputs: &Value) -> Value {
    let children = equals(&inputs["children"]);
    json!({ "arithmetic": answer(mean(&children)), "geometric": answer(rollup::geometric_mean(&children)) })
}

#[test]
fn roll_ups_agree_with_the_vectors() {
    run(
        "rollup",
        &[
            ("ROLL-01", one_parent),
            ("ROLL-02", one_parent),
            ("ROLL-03", one_parent),
            ("ROLL-04", several_parents),
            ("ROLL-05", levels_against_flat),
            ("ROLL-06", several_parents),
            ("ROLL-07", one_parent),
            ("ROLL-08", three_levels),
            ("ROLL-09", parent_status),
            ("ROLL-10", means),
        ],
        &[],
    );
}
