//! How long cases take when some are still open.

use super::histories::Histories;
use crate::engine::aggregates::KeyedRow;
use crate::statistics::exact::to_number;
use crate::statistics::survival::{Length, survival};

/// A quantile of the Kaplan–Meier estimate, or its restricted mean.
pub(super) fn read(histories: &Histories<'_>, p: Option<f64>) -> Option<f64> {
    let estimate = survival(&lengths(histories))?;
    p.map_or_else(|| estimate.restricted_mean(), |p| estimate.quantile(p))
}

/// Cases that began in the window, by length.
pub(in crate::engine) fn lengths(histories: &Histories<'_>) -> Vec<Length> {
    let window = histories.window;
    let rows = histories.between(window.first, window.last);
    let length = |row: KeyedRow| {
        let (time, cases) = (to_number(row.sums[0]), to_number(row.sums[1]));
        let has_ended = row.keys[1].is_some();
        let (ended, open) = if has_ended { (cases, 0.0) } else { (0.0, cases) };
        Length { time, ended, open }
    };
    rows.filter(|row| row.sums[1] > 0 && histories.holds(row)).map(length).collect()
}
