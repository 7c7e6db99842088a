//! Tickets, each over all its rows, as their first contact is told of them.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::by_day::ByDay;
use crate::engine::aggregates::{Day, Keyed, KeyedRow, day_number};
use crate::measure::REVERSED_ROW;
use crate::statistics::exact::{Exact, ONE};

/// Of a row that is resolved before its day.
const REVERSED: Exact = REVERSED_ROW as Exact * ONE;

/// A ticket stands on the day of its first row, in the segment of that row.
#[derive(Debug)]
pub(super) struct Ticket {
    pub(super) opened: Day,
    pub(super) segment: u32,
    /// When the same customer opened the ticket of the same topic before it, and the one after.
    pub(super) before: Option<Day>,
    pub(super) next: Option<Day>,
    /// Settled, and by one contact. One after the resolution is one more of its ticket.
    pub(super) is_settled_at_once: bool,
    pub(super) is_left_out: bool,
    /// Whether a row of its first day is resolved before it.
    pub(super) is_reversed: bool,
}

/// A ticket while its rows are gone through.
struct RowsOfTicket {
    opened: KeyedRow,
    contacts: Exact,
    is_settled: bool,
    is_left_out: bool,
    is_reversed: bool,
}

/// All tickets of a place, by the days on which they were opened.
pub(super) fn tickets(keyed: &Keyed, as_of: NaiveDate) -> ByDay<Ticket> {
    let mut tickets: Vec<RowsOfTicket> = rows_of_tickets(keyed, as_of);
    let issue = |ticket: &RowsOfTicket| [ticket.opened.keys[0], ticket.opened.keys[1]];
    // Of several on one day all but the first are repeats: which is the first must not depend on how tickets are numbered.
    tickets.sort_by_key(|ticket| {
        let RowsOfTicket { opened, is_left_out, is_reversed, .. } = ticket;
        let place = (opened.instant, keyed.rank(opened.segment));
        (issue(ticket), opened.day, *is_left_out, *is_reversed, place)
    });
    let day_of = |other: Option<&RowsOfTicket>, own: &RowsOfTicket| {
        other.filter(|other| issue(other) == issue(own)).map(|other| other.opened.day)
    };
    let ticket = |(i, rows): (usize, &RowsOfTicket)| Ticket {
        opened: rows.opened.day,
        segment: rows.opened.segment,
        before: day_of(i.checked_sub(1).map(|before| &tickets[before]), rows),
        next: day_of(tickets.get(i + 1), rows),
        is_settled_at_once: rows.is_settled && rows.contacts <= ONE,
        is_left_out: rows.is_left_out,
        is_reversed: rows.is_reversed,
    };
    ByDay::new(tickets.iter().enumerate().map(ticket).collect(), |ticket| ticket.opened)
}

fn rows_of_tickets(keyed: &Keyed, as_of: NaiveDate) -> Vec<RowsOfTicket> {
    let order = |row: &KeyedRow| (row.day, row.instant, keyed.rank(row.segment));
    let mut places: HashMap<[Option<u32>; 3], usize> = HashMap::new();
    let mut tickets: Vec<RowsOfTicket> = Vec::new();
    for row in keyed.between(Day::MIN, day_number(as_of)).filter(|row| row.keys[2].is_some()) {
        let place = *places.entry(row.keys).or_insert(tickets.len());
        if place == tickets.len() {
            tickets.push(RowsOfTicket {
                opened: row,
                contacts: 0,
                is_settled: false,
                is_left_out: false,
                is_reversed: false,
            });
        }
        let ticket = &mut tickets[place];
        ticket.is_reversed &= ticket.opened.day <= row.day;
        if order(&row) < order(&ticket.opened) {
            ticket.opened = row;
        }
        ticket.contacts += row.sums[0];
        ticket.is_settled |= row.sums[1] % REVERSED > 0;
        ticket.is_left_out |= row.sums[2] > 0;
        ticket.is_reversed |= row.day == ticket.opened.day && row.sums[1] >= REVERSED;
    }
    tickets
}
