//! What each history adds up to in the window: profits of customers.

use super::histories::Histories;
use crate::measure::TotalsStatistic;
use crate::statistics::exact::{Exact, to_number};
use crate::statistics::order::percentile;

/// The totals of the first keys by their rows within the cut, smallest first.
pub(in crate::engine) fn totals(histories: &Histories<'_>) -> Vec<f64> {
    let mut sums: Vec<Option<Exact>> = vec![None; histories.keyed.firsts()];
    let rows = histories.between(histories.window.first, histories.window.last);
    for row in rows.filter(|row| histories.holds(row)) {
        if let Some(key) = row.keys[0] {
            *sums[key as usize].get_or_insert(0) += row.sums[0];
        }
    }
    let mut totals: Vec<f64> = sums.into_iter().flatten().map(to_number).collect();
    totals.sort_by(f64::total_cmp);
    totals
}

pub(super) fn read(histories: &Histories<'_>, statistic: TotalsStatistic) -> Option<f64> {
    let totals = totals(histories);
    if totals.is_empty() {
        return None;
    }
    let below = totals.iter().filter(|total| **total < 0.0);
    match statistic {
        TotalsStatistic::Median => percentile(&totals, 0.5),
        TotalsStatistic::Below => Some(below.count() as f64),
        TotalsStatistic::Shortfall => Some(below.fold(0.0, |sum, total| sum + total)),
    }
}
