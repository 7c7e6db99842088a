//! Facts and targets to results: values judged against targets, and rolled up to objective, perspective and scorecard.

pub mod bridge;
mod change;
mod contribution;
mod fits;
pub mod gap;
mod measure;
mod observe;
mod outlook;
mod partly;
pub mod period;
mod printed;
pub mod privacy;
pub mod results;
pub mod rollup;
pub mod score;
mod series;
mod target;
pub mod to_date;
pub mod tree;
mod triangle;
mod window;

use std::collections::BTreeMap;

use chrono::NaiveDate;
pub use results::Results;
use results::{MeasureResult, ObjectiveResult, PerspectiveResult, ScorecardResult};
use rollup::effective_weights;
pub use series::without_effect;
use tree::{Judged, Node, penalty, tree};

use crate::calendar::Period;
use crate::engine::{Facts, in_parallel};
use crate::model::{Measure, Objective, Perspective, Scorecard, Target};
use bridge::bridge;
use observe::Observer;
use privacy::Crowd;

/// Every measure in the reported period and before, and the scores of their parents.
pub fn evaluate(scorecard: &Scorecard, facts: &Facts, reported: &Period) -> ScorecardResult {
    evaluate_among(scorecard, facts, reported, None)
}

/// The same, of the whole or of one entity, where small ones are withheld: what is withheld of all, and the facts of the
/// whole.
pub fn evaluate_among(
    scorecard: &Scorecard,
    facts: &Facts,
    reported: &Period,
    crowd: Option<(&Crowd, &Facts)>,
) -> ScorecardResult {
    let observer = Observer { scorecard, facts, crowd };
    let told = in_parallel(facts.threads(), &scorecard.measures, &|_, m| observer.measure(m, reported));
    let result = |m: &Measure, effective_weight: f64| {
        let at = scorecard.measures.iter().position(|own| own.id == m.id)?;
        Some(MeasureResult { effective_weight, ..told[at].clone() })
    };
    let weights = |w: Vec<f64>, parent: f64| effective_weights(parent, &w);
    let counted = |o: &Objective| objective_weight(scorecard, o, reported);
    let within = |p: &Perspective| perspective_weight(scorecard, p, reported);
    let shares = weights(scorecard.perspectives.iter().map(within).collect(), 1.0);
    let mut perspectives = Vec::new();
    for (perspective, share) in scorecard.perspectives.iter().zip(shares) {
        let mut objectives = Vec::new();
        let inner = weights(perspective.objectives.iter().map(counted).collect(), share);
        for (objective, share) in perspective.objectives.iter().zip(inner) {
            let own: Vec<&Measure> =
                scorecard.measures.iter().filter(|m| m.objective == objective.id).collect();
            let scored = |m: &&Measure| if counts(scorecard, m, reported) { m.weight } else { 0.0 };
            let effective = weights(own.iter().map(scored).collect(), share);
            let measures: Vec<MeasureResult> =
                own.iter().zip(effective).filter_map(|(m, w)| result(m, w)).collect();
            objectives.push((objective, share, measures));
        }
        perspectives.push((perspective, share, objectives));
    }

    let results = || perspectives.iter().flat_map(|(.., objectives)| objectives).flat_map(|(.., m)| m);
    let current: BTreeMap<&str, Judged> = results()
        .filter_map(|m| m.current().map(|c| (m.id.as_str(), Judged { score: c.score, status: c.status })))
        .collect();
    let now = tree(scorecard, reported, &|m| current.get(m.id.as_str()).copied().unwrap_or_default());
    let before = scorecard.calendar.previous(reported);
    let before = before.map(|before| tree(scorecard, &before, &|m| observer.judged(m, &before)));
    let bridge = before.as_ref().and_then(|before| bridge(before, &now, penalty(scorecard)));
    let of = |node: &Node, share: f64, then: Option<&Node>| node.result(scorecard, share, then);

    let mut published = Vec::new();
    for ((perspective, share, objectives), node) in perspectives.into_iter().zip(&now.children) {
        let then = before.as_ref().and_then(|b| b.child(&perspective.id));
        let mut inner = Vec::new();
        for ((objective, share, mut measures), node) in objectives.into_iter().zip(&node.children) {
            let shown = scorecard.measures.iter().filter(|m| m.also_in.contains(&objective.id));
            measures.extend(shown.filter_map(|m| Some(MeasureResult { weight: 0.0, ..result(m, 0.0)? })));
            inner.push(ObjectiveResult {
                id: objective.id.clone(),
                title: objective.title.clone(),
                weight: objective.weight,
                parent: of(node, share, then.and_then(|then| then.child(&objective.id))),
                measures,
            });
        }
        published.push(PerspectiveResult {
            id: perspective.id.clone(),
            title: perspective.title.clone(),
            weight: perspective.weight,
            parent: of(node, share, then),
            objectives: inner,
        });
    }
    ScorecardResult {
        id: scorecard.id.clone(),
        title: scorecard.title.clone(),
        entity: scorecard.entity.clone(),
        entity_id: scorecard.entity_id.clone(),
        parent: of(&now, 1.0, before.as_ref()),
        bridge,
        perspectives: published,
    }
}

/// Values of measures in the reported period, for whoever asks for one more period.
pub fn values(
    scorecard: &Scorecard,
    facts: &Facts,
    periods: &[Period],
) -> BTreeMap<String, Vec<Option<f64>>> {
    let observer = Observer { scorecard, facts, crowd: None };
    let row = |m: &Measure| periods.iter().map(|p| observer.value(m, p)).collect();
    scorecard.measures.iter().map(|m| (m.id.clone(), row(m))).collect()
}

/// Measures that look back beyond what is known of their sources, each with the day from which they need it.
pub fn without_history<'s>(
    scorecard: &'s Scorecard,
    facts: &Facts,
    reported: &Period,
) -> Vec<(&'s Measure, NaiveDate)> {
    let observer = Observer { scorecard, facts, crowd: None };
    let needs = |measure: &'s Measure| {
        let own = period::own(&scorecard.calendar, measure.grain, reported);
        Some((measure, observer.missing_history(measure, &own)?))
    };
    scorecard.measures.iter().filter_map(needs).collect()
}

/// Whether a measure has a part in its objective's score: a weight and a target that has begun (R19, R22).
pub fn counts(scorecard: &Scorecard, measure: &Measure, period: &Period) -> bool {
    measure.weight > 0.0 && is_judged(scorecard, measure, period)
}

/// Whether a measure has, or should have, a target in a period, whatever it weighs (R19, R22).
pub fn is_judged(scorecard: &Scorecard, measure: &Measure, period: &Period) -> bool {
    let own = period::own(&scorecard.calendar, measure.grain, period);
    let begun = |t: &Target| !target::is_before_first(t, &scorecard.calendar, measure.grain, &own);
    measure.target.as_ref().is_some_and(begun)
}

/// The weight an objective has in its perspective: one that scores nothing is informational, not missing.
pub fn objective_weight(scorecard: &Scorecard, objective: &Objective, period: &Period) -> f64 {
    let own = |m: &&Measure| m.objective == objective.id;
    let scored = scorecard.measures.iter().filter(own).any(|m| counts(scorecard, m, period));
    if scored { objective.weight } else { 0.0 }
}

/// The weight a perspective has in the scorecard, likewise.
pub fn perspective_weight(scorecard: &Scorecard, perspective: &Perspective, period: &Period) -> f64 {
    let scored = perspective.objectives.iter().any(|o| objective_weight(scorecard, o, period) > 0.0);
    if scored { perspective.weight } else { 0.0 }
}
