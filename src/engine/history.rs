//! How far sources reach in time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::{Grain, Period};
use crate::data::Data;
use crate::model::{Origin, Scorecard, Source};

/// From when to when a source has rows, and on which days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// From here on everything is known (R5).
    pub known_from: Option<NaiveDate>,
    /// Day of the newest row by as-of; of a register, which is complete to it, the as-of day.
    pub newest: Option<NaiveDate>,
    /// Whether it holds all there is: a period without a row is a zero (R59).
    pub is_register: bool,
    /// The days by as-of on which it has rows; of a source whose rows nobody asks, none are known.
    pub days: RowDays,
}

/// The days on which a source has rows, each once and in order, and how far they lie apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowDays {
    days: Vec<NaiveDate>,
    /// Days from each to the next: these are asked for with every figure, and the longest of some months is one look.
    gaps: Vec<i64>,
}

impl RowDays {
    /// Of days in order, of which one may come several times.
    pub fn new(mut days: Vec<NaiveDate>) -> RowDays {
        days.dedup();
        let gaps = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
        RowDays { days, gaps }
    }

    /// The last of them.
    pub fn last(&self) -> Option<NaiveDate> {
        self.days.last().copied()
    }

    /// How many days have rows from one day to the day before another, and the most days from one of them to the next; nothing
    /// for the latter with fewer than two.
    pub fn between(&self, first: NaiveDate, before: NaiveDate) -> (usize, Option<i64>) {
        let from = self.days.partition_point(|day| *day < first);
        let until = self.days.partition_point(|day| *day < before).max(from);
        let gaps = self.gaps.get(from..until.saturating_sub(1)).unwrap_or_default();
        (until - from, gaps.iter().copied().max())
    }
}

/// What the tables say of each source.
pub(super) fn histories(scorecard: &Scorecard, data: &Data, as_of: NaiveDate) -> BTreeMap<String, History> {
    let history = |id: &str| {
        let id = scorecard.source_of_history(id);
        let table = data.tables.get(id)?;
        let source = scorecard.source(id)?;
        let first = |day: NaiveDate| {
            let period = state_period(scorecard, source, day).or_else(|| wave(scorecard, day));
            period.map_or(day, |period| period.first)
        };
        let begins = [first_day_by_name(scorecard, data, source), table.first_day.map(first)];
        let known_from = source.history_starts.or_else(|| begins.into_iter().flatten().min());
        let is_register = source.is_register;
        let of_rows = table.last_day.map(|day| last(scorecard, source, day.min(as_of)));
        let newest = if is_register { Some(as_of) } else { of_rows };
        Some(History { known_from, newest, is_register, days: RowDays::default() })
    };
    data.tables.keys().filter_map(|id| Some((id.clone(), history(id)?))).collect()
}

impl History {
    /// The same where the days of its rows are known.
    pub(super) fn with_days(self, scorecard: &Scorecard, source: &Source, days: Vec<NaiveDate>) -> History {
        let days = RowDays::new(days.into_iter().map(|day| last(scorecard, source, day)).collect());
        let newest = if self.is_register { self.newest } else { days.last() };
        History { newest, days, ..self }
    }
}

/// A state stands for its whole period, on whichever day of it the row is dated.
fn state_period(scorecard: &Scorecard, source: &Source, day: NaiveDate) -> Option<Period> {
    scorecard.calendar.period_of(source.snapshot?, day)
}

/// The wave of a day, where the scorecard is one of waves: whoever asks in a wave need not be answered on its first day.
fn wave(scorecard: &Scorecard, day: NaiveDate) -> Option<Period> {
    scorecard.calendar.period_of(scorecard.grain, day).filter(|period| period.grain == Grain::Wave)
}

fn last(scorecard: &Scorecard, source: &Source, day: NaiveDate) -> NaiveDate {
    state_period(scorecard, source, day).map_or(day, |period| period.last)
}

/// The first day of the period that the first of a source's files tells by its name (R51).
fn first_day_by_name(scorecard: &Scorecard, data: &Data, source: &Source) -> Option<NaiveDate> {
    match &source.origin {
        Origin::Files(feed) => {
            let dated = feed.dated.as_ref()?;
            let files = &data.tables.get(&source.id)?.files;
            files.iter().filter_map(|file| Some(dated.days(&file.shown)?.0)).min()
        }
        // Rows that are widened keep the days of the source they come from.
        Origin::Join { left, .. } => {
            let left = scorecard.source(left).filter(|left| left.day == source.day)?;
            first_day_by_name(scorecard, data, left)
        }
        Origin::Database(_) | Origin::Query(_) | Origin::Entered(_) | Origin::Part { .. } => None,
    }
}
