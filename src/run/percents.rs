//! Warnings about measures in percent whose rows hold whole percents: 75 is 7,500 %.

use std::collections::BTreeMap;

use super::figures;
use crate::evaluate::results::{MeasureResult, ScorecardResult, TargetAt};
use crate::measure::Unit;
use crate::model::Scorecard;
use crate::problem::{Problem, Problems, causes};

/// A share beside whose target of at most 100 % nobody means all values to be so large.
const TWICE: f64 = 2.0;
/// What no value is below where nobody means shares.
const TENFOLD: f64 = 10.0;

/// Says which measures in percent have values of whole percents, by all periods that are known.
pub(super) fn warn(scorecard: &Scorecard, card: &ScorecardResult, problems: &mut Problems) {
    // One that stands under several objectives is told once.
    let in_percent = card.measures().filter(|result| result.unit == Unit::Percent);
    let in_percent: BTreeMap<&str, &MeasureResult> =
        in_percent.map(|result| (result.id.as_str(), result)).collect();
    for measure in &scorecard.measures {
        if let Some(newest) = in_percent.get(measure.id.as_str()).and_then(|result| whole_percents(result)) {
            let value = format!("{} %", figures::amount(100.0 * newest));
            problems.push(Problem::new(WholePercents { measure: measure.id.clone(), value }));
        }
    }
}

/// The newest value where all of them are whole percents.
fn whole_percents(result: &MeasureResult) -> Option<f64> {
    let values: Vec<f64> = result.periods.iter().filter_map(|period| period.value).collect();
    let target = match result.current()?.target {
        Some(TargetAt::Value { value, .. }) => Some(value),
        _ => None,
    };
    let most = if target.is_some_and(|target| target <= 1.0) { TWICE } else { TENFOLD };
    values.last().copied().filter(|_| values.iter().all(|value| *value > most))
}

causes! {
    /// A measure in percent whose rows hold whole percents.
    WholePercents { measure: String, value: String } => WholePercents,
        "`{measure}` is {value}",
        "1 is 100 %: of a column of whole percents write `column / 100`, and leave out `per: 100`";
}
