//! First and last day of every customer.

use chrono::NaiveDate;

use crate::calendar::Period;
use crate::engine::aggregates::{Day, Keyed, KeyedRow, Members, day_number};

/// When each customer came first and last, by number.
#[derive(Debug)]
pub(super) struct Lives {
    first: Vec<Option<Day>>,
    last: Vec<Option<Day>>,
    /// The days on which somebody came first, in order.
    begun: Vec<Day>,
}

impl Lives {
    pub(super) fn new(keyed: &Keyed, as_of: NaiveDate) -> Lives {
        let none = vec![None; keyed.firsts()];
        let mut lives = Lives { first: none.clone(), last: none, begun: Vec::new() };
        for KeyedRow { day, keys: [member, ..], .. } in keyed.between(Day::MIN, day_number(as_of)) {
            let Some(member) = member.map(|member| member as usize) else { continue };
            lives.first[member].get_or_insert(day);
            lives.last[member] = Some(day);
        }
        lives.begun = lives.first.iter().flatten().copied().collect();
        lives.begun.sort_unstable();
        lives.begun.dedup();
        lives
    }

    /// Customers whose first row falls in a period; `None` if there are none.
    pub(super) fn members(&self, cohort: &Period) -> Option<Members> {
        let days = day_number(cohort.first)..=day_number(cohort.last);
        let next = self.begun.partition_point(|day| day < days.start());
        self.begun.get(next).filter(|day| days.contains(day))?;
        Some(holding(&self.first, |first| days.contains(&first)))
    }

    /// Customers with a row on a day or later.
    pub(super) fn seen_since(&self, day: Day) -> Members {
        holding(&self.last, |last| last >= day)
    }
}

/// Customers with a day that meets a condition.
fn holding(days: &[Option<Day>], meets: impl Fn(Day) -> bool) -> Members {
    let mut members = Members::none(days.len());
    for (number, day) in (0..).zip(days) {
        if day.is_some_and(&meets) {
            members.insert(number);
        }
    }
    members
}
