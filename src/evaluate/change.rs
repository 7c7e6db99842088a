//! Whether a change since the period before is more than chance.

use super::observed_interval::of_components;
use super::results::{ChangeResult, PeriodResult};
use crate::measure::IntervalMethod;
use crate::model::Measure;
use crate::statistics::interval::{self, Interval, Sums};

/// The change of a measure between two periods, whose cases are taken for independent of one another.
///
/// There is none where a value is missing or in doubt, where rolling windows share days, and where the same customers
/// are looked at twice.
pub(super) fn between(
    measure: &Measure,
    before: &PeriodResult,
    after: &PeriodResult,
) -> Option<ChangeResult> {
    let is_sound = |p: &PeriodResult| p.value.is_some() && p.doubt.is_none();
    if !measure.interval || measure.window.is_some() || !is_sound(before) || !is_sound(after) {
        return None;
    }
    measure.plan.change_method()?;
    let difference = after.value? - before.value?;
    let Interval { low, high } = limits(measure, before, after)?;
    Some(ChangeResult {
        from: before.period.clone(),
        difference,
        low,
        high,
        significant: low > 0.0 || high < 0.0,
    })
}

fn limits(measure: &Measure, before: &PeriodResult, after: &PeriodResult) -> Option<Interval> {
    if let IntervalMethod::Mean { n, sum, squares } = &measure.plan.interval {
        let sums = |p: &PeriodResult| {
            let of = |name: &str| p.component(name);
            let (n, sum, squares) = (n.evaluate(&of)?, sum.evaluate(&of)?, squares.evaluate(&of)?);
            Some(Sums { n, sum, squares, factor: factor(measure, p)? })
        };
        return interval::welch(sums(before)?, sums(after)?).map(|e| e.interval);
    }
    let alone = |p: &PeriodResult| {
        let value = p.value?;
        Some((value, own_limits(&measure.plan.interval, p)?.shrunk(value, factor(measure, p)?)))
    };
    Some(interval::square_and_add(alone(before)?, alone(after)?))
}

/// The factor on a standard error for a finite population, 1 without one.
fn factor(measure: &Measure, period: &PeriodResult) -> Option<f64> {
    match measure.plan.population {
        Some(population) => interval::finite_population_factor(period.n?, population),
        None => Some(1.0),
    }
}

/// Limits of one period's value, unclipped, around the value itself.
fn own_limits(method: &IntervalMethod, period: &PeriodResult) -> Option<Interval> {
    let of = |name: &str| period.component(name);
    match method {
        IntervalMethod::Times { of: inner, factor } => {
            let factor = factor.evaluate(&of).filter(|factor| *factor > 0.0)?;
            Some(own_limits(inner, period)?.scaled(factor))
        }
        IntervalMethod::Wilson { .. }
        | IntervalMethod::Corrected { .. }
        | IntervalMethod::Garwood { .. }
        | IntervalMethod::Ratio { .. } => of_components(method, &of),
        IntervalMethod::AdjustedWald { promoters, detractors, responses } => {
            let (promoters, detractors) = (promoters.evaluate(&of)?, detractors.evaluate(&of)?);
            interval::wald_nps(promoters, detractors, responses.evaluate(&of)?).map(|e| e.normal_limits())
        }
        IntervalMethod::None
        | IntervalMethod::Mean { .. }
        | IntervalMethod::Survival { .. }
        | IntervalMethod::Normal { .. }
        | IntervalMethod::Order { .. } => None,
    }
}
