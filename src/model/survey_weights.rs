//! Weights of answers, of which none is below 0.

use datafusion::prelude::lit;

use super::{Measure, Source, WeightCheck};

/// Writes at each source how answers with a weight below 0 are found in its rows.
pub fn mark_columns(sources: &mut [Source], measures: &[Measure]) {
    for measure in measures {
        let components = &measure.plan.components;
        let Some((weight, answers)) = measure.plan.weight.as_ref().zip(components.first()) else { continue };
        let Some(source) = sources.iter_mut().find(|source| source.id == answers.rows.source) else {
            continue;
        };
        let is_below = weight.clone().lt(lit(0.0));
        let is_below = match &answers.rows.filter {
            Some(filter) => is_below.and(filter.clone()),
            None => is_below,
        };
        if source.weights.iter().all(|known| known.is_below != is_below) {
            source.weights.push(WeightCheck { is_below, measure: measure.id.clone() });
        }
    }
}
