//! Values that people entered: one a period, or several rows that make one.

use super::histories::Histories;
use crate::calendar::{Grain, Period};
use crate::measure::{Among, OverTime};
use crate::statistics::exact::{Exact, to_number};

/// The value of a period, or of all periods of the window: of a sum or mean none of these may be missing, the last is that of the
/// newest period with an entry.
pub(super) fn read(
    histories: &Histories<'_>,
    grain: Grain,
    over_time: Option<OverTime>,
    among: Among,
) -> Option<f64> {
    let periods = whole_periods(histories, grain)?;
    let mut values = periods.iter().map(|period| of_period(histories, period, among));
    match (periods.len(), over_time) {
        (1, _) => values.next()?,
        (_, Some(OverTime::Last)) => {
            let newest = periods.iter().find(|period| has_rows(histories, period))?;
            of_period(histories, newest, among)
        }
        (_, Some(OverTime::Sum)) => values.sum(),
        (n, Some(OverTime::Average)) => values.sum::<Option<f64>>().map(|sum| sum / n as f64),
        (_, None) => None,
    }
}

/// Whether something was entered for the one period that says what there is: where it makes no value it is not missing.
pub(in crate::engine) fn is_entered(
    histories: &Histories<'_>,
    grain: Grain,
    over_time: Option<OverTime>,
) -> bool {
    let periods = whole_periods(histories, grain).unwrap_or_default();
    let counts = periods.len() == 1 || over_time == Some(OverTime::Last);
    counts && periods.iter().any(|period| has_rows(histories, period))
}

fn has_rows(histories: &Histories<'_>, period: &Period) -> bool {
    sums(histories, period)[1] > 0.0
}

/// The periods that a window consists of, the newest first; `None` where one is not whole.
fn whole_periods(histories: &Histories<'_>, grain: Grain) -> Option<Vec<Period>> {
    let (calendar, window) = (histories.calendar, histories.window);
    let newest = calendar.period_of(grain, window.last)?;
    let periods = std::iter::successors(Some(newest), |period| calendar.previous(period));
    let periods: Vec<Period> = periods.take_while(|period| period.last >= window.first).collect();
    let is_whole = periods.last().is_some_and(|oldest| oldest.first >= window.first);
    (is_whole && newest.last <= window.last).then_some(periods)
}

/// What the rows of a period add up to: values, rows and weights.
fn sums(histories: &Histories<'_>, period: &Period) -> [f64; 3] {
    let rows = histories.between(period.first, period.last);
    let mut sums: [Exact; 3] = [0; 3];
    for row in rows.filter(|row| histories.holds(row)) {
        for (sum, part) in sums.iter_mut().zip(row.sums) {
            *sum += part;
        }
    }
    sums.map(to_number)
}

fn of_period(histories: &Histories<'_>, period: &Period, among: Among) -> Option<f64> {
    let [value, rows, weight] = sums(histories, period);
    match among {
        _ if rows == 0.0 => None,
        Among::Single => (rows == 1.0).then_some(value),
        Among::Sum => Some(value),
        Among::Average => Some(value / rows),
        Among::Weighted => (weight > 0.0).then_some(value / weight),
    }
}
