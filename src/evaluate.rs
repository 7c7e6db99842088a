//! Facts and targets to results: values judged against targets, and rolled up to objective, perspective and scorecard.

pub mod bridge;
mod cases;
mod change;
mod contribution;
mod control;
mod counted_segments;
pub mod disclosure;
pub mod gap;
mod history;
mod measure;
mod model_fits;
mod observe;
mod observed_interval;
mod observer;
mod outlook;
pub mod overview;
mod partial_periods;
pub mod period;
mod period_values;
pub mod privacy;
pub mod restatement;
pub mod results;
pub mod rollup;
mod row_flow;
pub mod score;
mod score_weights;
pub mod scoring;
mod segment_label;
mod segments;
mod series;
pub(crate) mod table_pairs;
mod tables;
mod target;
pub mod to_date;
pub mod tree;
mod triangle;
mod upcoming_targets;
mod variance;
mod window;
mod withholding;
mod year;

use std::collections::BTreeMap;

pub use cases::case_windows;
use chrono::NaiveDate;
pub use control::controls;
pub use results::Results;
use results::{MeasureResult, ObjectiveResult, PerspectiveResult, ScorecardResult};
pub use row_flow::row_flow;
pub use score_weights::{counts_in_score, is_judged, objective_weight, perspective_weight};
pub use series::without_effect;
use tree::{Judged, Node, penalty, tree};
pub use upcoming_targets::upcoming_targets;

use crate::calendar::Period;
use crate::engine::{Amounts, Facts, in_parallel_by_weight};
use crate::model::{Measure, Objective, Scorecard};
use bridge::bridge;
use observer::Observer;
use privacy::{WithheldCells, WithheldEntities};

/// Every measure in the reported period and before, and the scores of their parents.
pub fn evaluate(scorecard: &Scorecard, amounts: &dyn Amounts, reported: &Period) -> ScorecardResult {
    evaluate_among(scorecard, amounts, reported, None)
}

/// The whole that an entity is one of, or itself.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// Its scorecard.
    pub scorecard: &'a Scorecard,
    /// Its facts, of which each entity shows company-wide measures (R40).
    pub facts: &'a Facts,
    /// What is withheld of all, where small entities are.
    pub withheld: Option<&'a WithheldCells>,
}

/// Like [`evaluate`], of one entity or of the whole itself.
pub fn evaluate_among(
    scorecard: &Scorecard,
    amounts: &dyn Amounts,
    reported: &Period,
    whole: Option<Whole<'_>>,
) -> ScorecardResult {
    let entities =
        whole.and_then(|whole| Some(WithheldEntities { withheld: whole.withheld?, whole: whole.facts }));
    let own = Observer { entities, ..Observer::new(scorecard, amounts) };
    let of_whole = whole.filter(|_| scorecard.entity_id.is_some());
    let of_whole = of_whole.map(|w| Observer { entities, ..Observer::new(w.scorecard, w.facts) });
    let observer_of = |m: &Measure| match &of_whole {
        Some(of_whole) if scorecard.is_company_wide(m) => of_whole,
        _ => &own,
    };
    let (threads, weight) = (own.facts.threads(), |m: &Measure| m.plan.weight());
    let told = in_parallel_by_weight(threads, &scorecard.measures, &weight, &|_, m| {
        let found = observer_of(m).measure(m, reported);
        // What happened elsewhere is told elsewhere.
        MeasureResult { events: own.events(m, &found.periods), ..found }
    });
    let ids = scorecard.measures.iter().map(|m| m.id.as_str());
    let mut told: BTreeMap<&str, MeasureResult> = ids.zip(told).collect();
    let judged = |m: &Measure| {
        let current = told.get(m.id.as_str()).and_then(MeasureResult::current);
        current.map_or_else(Judged::default, |c| Judged { score: c.score, status: c.status })
    };
    let now = tree(scorecard, reported, &judged);
    let before = scorecard.calendar.previous(reported);
    let before = before.map(|before| tree(scorecard, &before, &|m| observer_of(m).judged(m, &before)));
    let bridge = before.as_ref().and_then(|before| bridge(before, &now, penalty(scorecard)));

    let mut perspectives = Vec::new();
    for ((perspective, node), share) in scorecard.perspectives.iter().zip(&now.children).zip(now.shares(1.0))
    {
        let then = before.as_ref().and_then(|before| before.child(&perspective.id));
        let objectives = perspective.objectives.iter().zip(&node.children).zip(node.shares(share));
        let objectives = objectives.map(|((objective, node), share)| ObjectiveResult {
            id: objective.id.clone(),
            title: objective.title.clone(),
            weight: objective.weight,
            parent: node.result(scorecard, share, then.and_then(|then| then.child(&objective.id))),
            measures: measures_of(scorecard, objective, (node, share), &mut told),
        });
        let objectives = objectives.collect();
        perspectives.push(PerspectiveResult {
            id: perspective.id.clone(),
            title: perspective.title.clone(),
            weight: perspective.weight,
            parent: node.result(scorecard, share, then),
            objectives,
        });
    }
    ScorecardResult {
        id: scorecard.id.clone(),
        title: scorecard.title.clone(),
        entity: scorecard.entity.clone(),
        entity_id: scorecard.entity_id.clone(),
        parent: now.result(scorecard, 1.0, before.as_ref()),
        bridge,
        perspectives,
    }
}

/// The measures of an objective, which is `share` of the whole, with their own shares; then those of other objectives that
/// count for it too. Of `told` goes what stands nowhere else.
fn measures_of(
    scorecard: &Scorecard,
    objective: &Objective,
    (node, share): (&Node, f64),
    told: &mut BTreeMap<&str, MeasureResult>,
) -> Vec<MeasureResult> {
    let mut measures = Vec::new();
    for (child, effective_weight) in node.children.iter().zip(node.shares(share)) {
        let stands_once = scorecard.measure(&child.id).is_some_and(|m| m.also_in.is_empty());
        let found = match stands_once {
            true => told.remove(child.id.as_str()),
            false => told.get(child.id.as_str()).cloned(),
        };
        measures.extend(found.map(|found| MeasureResult { effective_weight, ..found }));
    }
    let also = scorecard.measures.iter().filter(|m| m.also_in.contains(&objective.id));
    let shown = |m: &Measure| Some(MeasureResult { weight: 0.0, ..told.get(m.id.as_str())?.clone() });
    measures.extend(also.filter_map(shown));
    measures
}

/// Measures that look back beyond what is known of their sources, each with the day from which they need it.
pub fn without_history<'s>(
    scorecard: &'s Scorecard,
    facts: &Facts,
    reported: &Period,
) -> Vec<(&'s Measure, NaiveDate)> {
    let observer = Observer::new(scorecard, facts);
    let needs = |measure: &'s Measure| {
        let own = period::own(&scorecard.calendar, measure.grain, reported);
        Some((measure, observer.missing_history(measure, &own)?))
    };
    scorecard.measures.iter().filter_map(needs).collect()
}
