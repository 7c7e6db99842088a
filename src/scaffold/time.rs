//! Which periods a first scorecard has, and until when it looks.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Grain};

use super::candidate::Facts;

/// Days that may be missing at the end of a period which counts as over all the same.
const NEARLY: i64 = 3;
/// Share of days without a row from which on rows come in bursts.
const SPARSE: f64 = 0.6;

/// Length of periods, and the end of the known world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Length of a period.
    pub grain: Grain,
    /// Why it is not a month.
    pub(super) grain_why: &'static str,
    /// The last day looked at.
    pub(super) as_of: NaiveDate,
    /// Which day that is.
    pub(super) as_of_why: &'static str,
}

impl Timing {
    /// How many periods make the last year: all there are where a period is a year.
    pub fn year(&self) -> usize {
        match self.grain {
            Grain::Week => 52,
            Grain::Month => 12,
            Grain::Quarter => 4,
            Grain::Year | Grain::Wave => usize::MAX,
        }
    }
}

/// The last day of the month of a day.
pub(super) fn end_of_month(day: NaiveDate) -> NaiveDate {
    Calendar::default().period_of(Grain::Month, day).map_or(day, |month| month.last)
}

/// The day that rows without days are taken for: the end of the last month that is over.
pub(super) fn assumed_day(yesterday: NaiveDate) -> NaiveDate {
    let calendar = Calendar::default();
    calendar.last_complete(Grain::Month, yesterday).map_or(yesterday, |month| month.last)
}

/// The periods that the days of some sources call for; `None` where there are none.
pub(super) fn timing<'f>(facts: impl Iterator<Item = &'f Facts>, yesterday: NaiveDate) -> Option<Timing> {
    let facts: Vec<&Facts> = facts.collect();
    let first = facts.iter().map(|facts| facts.days.0).min()?;
    let last = facts.iter().map(|facts| facts.days.1).max()?;
    let timing = Timing { grain: Grain::Month, grain_why: "", as_of: last, as_of_why: "" };
    if facts.iter().all(|facts| facts.is_of_one_day()) {
        return Some(Timing { as_of_why: "the day that the rows are taken for", ..timing });
    }
    let (grain, grain_why) = grain(&facts, (last - first).num_days());
    let end = Calendar::default().period_of(grain, last).map_or(last, |period| period.last);
    let is_burst = matches!(grain, Grain::Quarter | Grain::Year);
    // A row on the first of a month stands for that month, and the newest is as whole as the others; so is a month without days.
    let is_by_month = |facts: &&Facts| facts.is_by_month();
    let month = end_of_month(last);
    let mut newest = facts.iter().filter(|facts| facts.days.1 == last);
    let has_days = newest.clone().any(|facts| facts.time.is_some());
    if month <= yesterday && newest.all(is_by_month) && (month > last || !has_days) {
        let as_of_why = match has_days {
            true => {
                "the end of the newest month, for which a row stands on its first day; take the line out once the files are renewed"
            }
            false => {
                "the end of the newest month in the files that is over; take the line out once they are renewed"
            }
        };
        let as_of = if end <= yesterday { end.max(month) } else { month };
        return Some(Timing { grain, grain_why, as_of, as_of_why });
    }
    let (as_of, as_of_why) =
        match end > last && end <= yesterday && (is_burst || (end - last).num_days() <= NEARLY) {
            true => (end, "the end of the newest period; take the line out once the files are renewed"),
            false => (last, "the newest day in the files; take the line out once they are renewed"),
        };
    Some(Timing { grain, grain_why, as_of, as_of_why })
}

/// Months, unless there are too few of them or rows come in bursts that are months apart.
fn grain(facts: &[&Facts], days: i64) -> (Grain, &'static str) {
    const BURSTS: &str = "the rows come in bursts, with months between them";
    let gaps = facts.iter().filter_map(|facts| facts.columns[facts.time?].missing_days);
    let longest = gaps
        .filter(|gap| gap.days as f64 > SPARSE * days.max(1) as f64)
        .map(|gap| gap.longest)
        .max()
        .unwrap_or_default();
    match longest {
        101.. if days >= 3 * 365 => (Grain::Year, BURSTS),
        36.. if days >= 365 => (Grain::Quarter, BURSTS),
        _ if (1..90).contains(&days) => (Grain::Week, "the files hold too few months for months"),
        _ => (Grain::Month, ""),
    }
}
