//! How many tickets were settled by their first contact.

use std::collections::BTreeMap;

use super::histories::Histories;
use crate::calendar::Duration;
use crate::engine::aggregates::{Day, KeyedRow, day_number};
use crate::measure::{CaseSelection, REVERSED_ROW};
use crate::statistics::exact::{Exact, ONE};

/// A ticket over all its rows.
struct Ticket {
    opened: KeyedRow,
    contacts: Exact,
    is_settled: bool,
    is_left_out: bool,
    /// Whether a row of its first day is resolved before it.
    is_reversed: bool,
}

/// Of a row that is resolved before its day.
const REVERSED: Exact = REVERSED_ROW as Exact * ONE;

/// A ticket stands on the day of its first row, in the segment of that row. One that follows another of the same
/// customer and topic too soon is no new issue, and takes the success from the one before.
pub(super) fn read(
    histories: &Histories<'_>,
    counted: CaseSelection,
    repeat_within: Duration,
) -> Option<f64> {
    let window = histories.window;
    let (first, last) = (day_number(window.first), day_number(window.last));
    let order = |row: &KeyedRow| (row.day, row.instant, histories.keyed.rank(row.segment));
    let mut tickets: BTreeMap<[Option<u32>; 3], Ticket> = BTreeMap::new();
    for row in histories.until(histories.as_of).filter(|row| row.keys[2].is_some()) {
        let ticket = tickets.entry(row.keys).or_insert(Ticket {
            opened: row,
            contacts: 0,
            is_settled: false,
            is_left_out: false,
            is_reversed: false,
        });
        ticket.is_reversed &= ticket.opened.day <= row.day;
        if order(&row) < order(&ticket.opened) {
            ticket.opened = row;
        }
        ticket.contacts += row.sums[0];
        ticket.is_settled |= row.sums[1] % REVERSED > 0;
        ticket.is_left_out |= row.sums[2] > 0;
        ticket.is_reversed |= row.day == ticket.opened.day && row.sums[1] >= REVERSED;
    }
    let mut tickets: Vec<Ticket> = tickets.into_values().collect();
    let issue = |ticket: &Ticket| [ticket.opened.keys[0], ticket.opened.keys[1]];
    // Of several on one day all but the first are repeats: which is the first must not depend on how tickets are numbered.
    tickets.sort_by_key(|ticket| {
        let Ticket { opened, is_left_out, is_reversed, .. } = ticket;
        let place = (opened.instant, histories.keyed.rank(opened.segment));
        (issue(ticket), opened.day, *is_left_out, *is_reversed, place)
    });
    let until = |day: Day| histories.days_after(day, repeat_within);
    let repeats = |earlier: &Ticket, ticket: &Ticket| {
        issue(earlier) == issue(ticket) && ticket.opened.day <= until(earlier.opened.day)
    };
    let counts = |(i, ticket): (usize, &Ticket)| {
        let is_ours = (first..=last).contains(&ticket.opened.day)
            && histories.holds(&ticket.opened)
            && !ticket.is_left_out;
        // A contact after the resolution is one more of its ticket; a ticket resolved before its first contact is none.
        let is_reversed = ticket.is_reversed;
        if is_reversed || counted == CaseSelection::Reversed {
            return is_ours && is_reversed && counted == CaseSelection::Reversed;
        }
        let is_repeat = i.checked_sub(1).is_some_and(|before| repeats(&tickets[before], ticket));
        if !is_ours || is_repeat {
            return false;
        }
        let is_mature = until(ticket.opened.day) <= day_number(histories.as_of);
        let is_repeated = tickets.get(i + 1).is_some_and(|next| repeats(ticket, next));
        match counted {
            CaseSelection::All => true,
            CaseSelection::Mature => is_mature,
            CaseSelection::Succeeded => {
                is_mature && !is_repeated && ticket.is_settled && ticket.contacts <= ONE
            }
            CaseSelection::Reversed => false,
        }
    };
    let number = tickets.iter().enumerate().filter(|ticket| counts(*ticket)).count();
    histories.counted(number)
}
