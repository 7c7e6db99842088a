//! What each row of a segment table did to the change of the whole since the period before.
//!
//! Rows that do not make up the whole (a customer counted in two segments, a median) have no parts: the sums are compared
//! before anything is said.

use super::observer::Observation;
use super::results::{Absence, Contribution};
use crate::measure::{Formula, Plan, Pooling};
use crate::statistics::split::{Part, rate_mix};

/// How far the sum of the rows may lie from the whole, relative to its size.
const EQUAL: f64 = 1e-9;

/// Two periods of the whole or of a row: before and now.
pub(super) type Pair<'a> = (&'a Observation, &'a Observation);

/// The parts of all rows, in their order; `None` where the rows do not add up to the whole in both periods.
pub(super) fn of_rows(plan: &Plan, whole: Pair<'_>, rows: &[Pair<'_>]) -> Option<Vec<Contribution>> {
    match plan.formula.as_ratio() {
        Some((numerator, denominator)) => {
            let part = |pair: &Pair<'_>| {
                Some(Part {
                    before: amount(&numerator, pair.0)?,
                    base_before: amount(&denominator, pair.0)?,
                    after: amount(&numerator, pair.1)?,
                    base_after: amount(&denominator, pair.1)?,
                })
            };
            let (whole, parts) = (part(&whole)?, rows.iter().map(part).collect::<Option<Vec<Part>>>()?);
            let adds_up = |of: fn(&Part) -> f64| is_sum(of(&whole), parts.iter().map(of));
            let all =
                [|p: &Part| p.before, |p: &Part| p.base_before, |p: &Part| p.after, |p: &Part| p.base_after];
            if !all.into_iter().all(adds_up) {
                return None;
            }
            let split = rate_mix(&parts)?.into_iter();
            let shown =
                split.map(|s| Contribution { change: s.rate + s.mix, rate: Some(s.rate), mix: Some(s.mix) });
            Some(shown.collect())
        }
        None if plan.pooling == Pooling::Flow => {
            let before: Vec<f64> = rows.iter().map(|row| flow(row.0)).collect::<Option<_>>()?;
            let after: Vec<f64> = rows.iter().map(|row| flow(row.1)).collect::<Option<_>>()?;
            let (was, is) = (whole.0.number()?, whole.1.number()?);
            if !is_sum(was, before.iter().copied()) || !is_sum(is, after.iter().copied()) {
                return None;
            }
            let change =
                |(before, after): (f64, f64)| Contribution { change: after - before, rate: None, mix: None };
            Some(before.into_iter().zip(after).map(change).collect())
        }
        None => None,
    }
}

/// What all rows did together.
pub(super) fn total_contribution(rows: &[Contribution]) -> Contribution {
    Contribution {
        change: rows.iter().map(|row| row.change).sum(),
        rate: rows.iter().map(|row| row.rate).sum(),
        mix: rows.iter().map(|row| row.mix).sum(),
    }
}

/// A flow; 0 where there is no row, which adds nothing to the whole.
pub(super) fn flow(observed: &Observation) -> Option<f64> {
    match observed.value {
        Ok(value) => Some(value),
        Err(Absence::NoData) => Some(0.0),
        Err(_) => None,
    }
}

/// A side of the ratio; 0 where there is no row.
pub(super) fn amount(side: &Formula, observed: &Observation) -> Option<f64> {
    if observed.value == Err(Absence::NoData) {
        return Some(0.0);
    }
    observed.evaluate(side)
}

/// Whether parts make up a whole.
pub(super) fn is_sum(whole: f64, parts: impl Iterator<Item = f64>) -> bool {
    let (sum, size) = parts.fold((0.0, whole.abs()), |(sum, size), part| (sum + part, size + part.abs()));
    (whole - sum).abs() <= EQUAL * size
}
