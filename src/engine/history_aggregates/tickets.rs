//! Tickets, each over all its rows, as their first contact is told of them.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::engine::aggregates::{Day, Keyed, KeyedRow, day_number};
use crate::measure::REVERSED_ROW;
use crate::statistics::exact::{Exact, ONE};

/// Of a row that is resolved before its day.
const REVERSED: Exact = REVERSED_ROW as Exact * ONE;

/// All tickets of a place, in the order of the days on which they were opened.
#[derive(Debug)]
pub(super) struct Tickets(Vec<Ticket>);

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

impl Tickets {
    pub(super) fn of(keyed: &Keyed, as_of: NaiveDate) -> Tickets {
        let mut tickets: Vec<RowsOfTicket> = gathered(keyed, as_of);
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
        let told = |(i, ticket): (usize, &RowsOfTicket)| Ticket {
            opened: ticket.opened.day,
            segment: ticket.opened.segment,
            before: day_of(i.checked_sub(1).map(|before| &tickets[before]), ticket),
            next: day_of(tickets.get(i + 1), ticket),
            is_settled_at_once: ticket.is_settled && ticket.contacts <= ONE,
            is_left_out: ticket.is_left_out,
            is_reversed: ticket.is_reversed,
        };
        let mut all: Vec<Ticket> = tickets.iter().enumerate().map(told).collect();
        all.sort_by_key(|ticket| ticket.opened);
        Tickets(all)
    }

    /// Those that were opened in a stretch of days.
    pub(super) fn opened(&self, first: Day, last: Day) -> &[Ticket] {
        let from = self.0.partition_point(|ticket| ticket.opened < first);
        let until = self.0.partition_point(|ticket| ticket.opened <= last);
        self.0.get(from..until).unwrap_or_default()
    }
}

fn gathered(keyed: &Keyed, as_of: NaiveDate) -> Vec<RowsOfTicket> {
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
