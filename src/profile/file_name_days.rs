//! Days in the names of files: `Produktion_2025_01.csv` holds the rows of a month.

use chrono::{Datelike, NaiveDate};

use crate::model::{Edge, NamedDate};

/// How days, weeks, months and quarters stand in names, and how long they are; the longest first.
const PATTERNS: [(&str, usize); 22] = [
    ("%Y-%m-%d", 10),
    ("%Y_%m_%d", 10),
    ("%Y.%m.%d", 10),
    ("%d-%m-%Y", 10),
    ("%d_%m_%Y", 10),
    ("%d.%m.%Y", 10),
    ("%Y%m%d", 8),
    ("%G-W%V", 8),
    ("%G_W%V", 8),
    ("%GW%V", 7),
    ("%Y-%m", 7),
    ("%Y_%m", 7),
    ("%Y.%m", 7),
    ("%Y %m", 7),
    ("%m-%Y", 7),
    ("%m_%Y", 7),
    ("%m.%Y", 7),
    ("%m %Y", 7),
    ("%Y-Q%q", 7),
    ("%Y_Q%q", 7),
    ("%YQ%q", 6),
    ("%Y%m", 6),
];

/// The day or the period that the name of each file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDays {
    /// The name with a pattern in it.
    pub pattern: String,
    /// Whether it is a day and no longer period.
    pub is_day: bool,
    /// The first day of the first period.
    pub first: NaiveDate,
    /// The last day of the last.
    pub last: NaiveDate,
}

/// The pattern that all names of files have; `None` where they say no day, or all the same.
pub(super) fn days(names: &[&str]) -> Option<NamedDays> {
    let first = *names.first()?;
    let places = |length: usize| {
        first.char_indices().map(|(at, _)| at).filter(move |at| {
            let before = first[..*at].chars().next_back();
            let behind = first.get(at + length..).and_then(|rest| rest.chars().next());
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            first.is_char_boundary(at + length) && !is_digit(before) && !is_digit(behind)
        })
    };
    let candidates = PATTERNS.iter().flat_map(|(pattern, length)| {
        places(*length).map(move |at| {
            let (before, behind) = (&first[..at], &first[at + length..]);
            format!("{}{pattern}{}", before.replace('%', "%%"), behind.replace('%', "%%"))
        })
    });
    candidates.into_iter().find_map(|pattern| of_pattern(pattern, names))
}

fn of_pattern(pattern: String, names: &[&str]) -> Option<NamedDays> {
    let named = NamedDate { pattern, at: Edge::End };
    let mut periods: Vec<(NaiveDate, NaiveDate)> =
        names.iter().map(|name| named.days(name)).collect::<Option<_>>()?;
    periods.sort_unstable();
    let is_our_time = periods.iter().all(|(first, _)| (1990..2100).contains(&first.year()));
    let are_different = periods.windows(2).all(|pair| pair[0] != pair[1]);
    let (first, last) = (periods.first()?.0, periods.last()?.1);
    let is_day = periods.iter().all(|(first, last)| first == last);
    (is_our_time && are_different).then_some(NamedDays { pattern: named.pattern, is_day, first, last })
}
