//! How many tickets were settled by their first contact.

use super::histories::Histories;
use super::tickets::Ticket;
use crate::calendar::Duration;
use crate::engine::aggregates::{Day, day_number};
use crate::measure::CaseSelection;

/// One that follows another of the same customer and topic too soon is no new issue, and takes the success from the one before.
pub(super) fn read(
    histories: &Histories<'_>,
    counted: CaseSelection,
    repeat_within: Duration,
) -> Option<f64> {
    let window = histories.window;
    let until = |day: Day| histories.days_after(day, repeat_within);
    let counts = |ticket: &&Ticket| {
        let is_ours = histories.inside[ticket.segment as usize] && !ticket.is_left_out;
        // A ticket resolved before its first contact is none.
        if ticket.is_reversed || counted == CaseSelection::Reversed {
            return is_ours && ticket.is_reversed && counted == CaseSelection::Reversed;
        }
        if !is_ours || ticket.before.is_some_and(|before| ticket.opened <= until(before)) {
            return false;
        }
        let reach = until(ticket.opened);
        let is_mature = reach <= day_number(histories.as_of);
        match counted {
            CaseSelection::All => true,
            CaseSelection::Mature => is_mature,
            CaseSelection::Succeeded => {
                is_mature && ticket.is_settled_at_once && ticket.next.is_none_or(|next| next > reach)
            }
            CaseSelection::Reversed => false,
        }
    };
    let opened = histories.cache.tickets(histories.keyed, histories.as_of);
    let opened = opened.between(day_number(window.first), day_number(window.last));
    histories.counted(opened.iter().filter(counts).count())
}
