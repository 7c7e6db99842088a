//! Customers by their contracts: who had one at the opening, and who of them has one at the end.

use std::sync::Arc;

use chrono::NaiveDate;

use super::histories::Histories;
use crate::engine::aggregates::{Members, day_number};
use crate::engine::window::Window;
use crate::measure::ContractState;
use crate::statistics::exact::ONE;

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
        let (then, now) = ((*members).clone(), running(histories, window.last));
        members = Arc::new(if stays { then.and(&now) } else { then.without(&now) });
    }
    Some(histories.count_in_cut(&members, opening(window)))
}

pub(super) fn count_moved(histories: &Histories<'_>) -> Option<u64> {
    let opening = opening(histories.window);
    Some(histories.count_moved(&running(histories, opening), opening))
}

/// Customers with a contract at the close of a day: begun by then, and to end later.
fn running(histories: &Histories<'_>, day: NaiveDate) -> Arc<Members> {
    let ends_later = |end: i128| end > i128::from(day_number(day)) * ONE;
    histories.cache.running(day, || {
        let mut members = Members::none(histories.keyed.firsts());
        let running = histories.until(day).filter(|row| ends_later(row.sums[0]));
        running.filter_map(|row| row.keys[0]).for_each(|member| members.insert(member));
        members
    })
}
