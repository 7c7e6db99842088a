//! Customers by their contracts: who had one at the opening, and who of them has one at the end.

use chrono::NaiveDate;

use super::Histories;
use crate::engine::atoms::ONE;
use crate::engine::facts::Window;
use crate::engine::query::day_number;
use crate::measure::ContractState;

/// The day whose close opens a window: the one before it.
pub(super) fn opening(window: &Window) -> NaiveDate {
    window.first.pred_opt().unwrap_or(window.first)
}

pub(super) fn read(histories: &Histories<'_>, state: ContractState) -> Option<f64> {
    let window = histories.window;
    // A period without a contract that begins is no gap; a source without any by the end is.
    if !(histories.has_rows)(NaiveDate::MIN, window.last) {
        return None;
    }
    let mut members = running(histories, opening(window));
    if state != ContractState::Opening {
        let stays = state == ContractState::Stayed;
        let now = running(histories, window.last);
        members.iter_mut().zip(now).for_each(|(member, now)| *member &= now == stays);
    }
    Some(histories.in_cut(&members, opening(window)))
}

pub(super) fn changed(histories: &Histories<'_>) -> Option<u64> {
    let opening = opening(histories.window);
    Some(histories.moved(&running(histories, opening), opening))
}

/// Customers with a contract at the close of a day: begun by then, and to end later.
fn running(histories: &Histories<'_>, day: NaiveDate) -> Vec<bool> {
    let ends_later = |end: i128| end > i128::from(day_number(day)) * ONE;
    histories.keyed.members(histories.until(day).iter().filter(|atom| ends_later(atom.sums[0])))
}
