//! The sum of values of the newest state of a window: balances where every account is written down at each date.

use super::balance::last_of_each;
use super::histories::Histories;
use crate::calendar::Grain;
use crate::engine::aggregates::KeyedRow;
use crate::statistics::exact::{Exact, to_number};

/// The sum of what accounts hold.
pub(super) fn read(histories: &Histories<'_>, grain: Grain) -> Option<f64> {
    Some(to_number(held(histories, grain)?.map(|row| row.sums[0]).sum()))
}

/// The newest snapshot of the window is that of its last period with any row, whatever the component's conditions: a
/// key without a row there is gone. Of several rows of a key the last one stands.
pub(super) fn held(histories: &Histories<'_>, grain: Grain) -> Option<impl Iterator<Item = KeyedRow>> {
    let window = histories.window;
    let holding = histories.calendar.period_of(grain, window.last)?;
    let earlier = std::iter::successors(Some(holding), |period| histories.calendar.previous(period));
    let span = |first, last| (window.first.max(first), window.last.min(last));
    let mut snapshots = earlier.take_while(|p| p.last >= window.first).map(|p| span(p.first, p.last));
    let (first, last) = snapshots.find(|(first, last)| (histories.has_rows)(*first, *last))?;
    let held = last_of_each(histories.keyed, histories.between(first, last), Exact::clone);
    Some(held.into_iter().flatten().filter(|row| histories.holds(row)))
}
