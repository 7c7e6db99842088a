//! Periods, business days and windows: dates in, dates out.
//!
//! A [`Calendar`] holds the rules of one company. It answers which [`Period`] holds a day, what that period
//! is called, which one stands before it or a year before it, and where a window of some [`Duration`] begins.
//! Nothing here reads a clock.

mod business;
mod duration;
mod error;
mod fiscal;
mod literal;
mod name;
mod period;
mod rules;
mod week;
mod window;
mod zone;

pub use duration::{Duration, DurationError, DurationUnit, Length};
pub use error::RuleError;
pub use fiscal::FiscalPosition;
pub use literal::PeriodError;
pub use name::PeriodName;
pub use period::{Grain, Period, Wave};
pub use rules::{Calendar, FiscalName, MonthDay, Weeks, YearEnd};
pub use zone::{ClockChange, days_of_change, instant_of};

use chrono::NaiveDate;

/// Two waves that share days, by their positions in [`waves`](Calendar::waves).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WaveOverlap {
    /// The one that is written first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// How many days they share.
    pub days: i64,
}

impl Calendar {
    /// The period of the grain that holds the day.
    ///
    /// - Absent: no wave holds the day, or the day lies outside the years 1 to 9999.
    pub fn period_of(&self, grain: Grain, date: NaiveDate) -> Option<Period> {
        if !fiscal::is_in_range(date) {
            return None;
        }
        match grain {
            Grain::Week => Some(self.week_of(date)),
            Grain::Month => Some(self.month_of(date)),
            Grain::Quarter => Some(self.quarter_of(date)),
            Grain::Year => Some(self.fiscal_year(date)),
            Grain::Wave => self.waves.iter().map(Wave::period).find(|wave| wave.contains(date)),
        }
    }

    /// The period before; of a wave, the one listed before it.
    pub fn previous(&self, period: &Period) -> Option<Period> {
        match period.grain {
            Grain::Wave => self.wave_at(self.wave_index(period)?.checked_sub(1)?),
            grain => self.period_of(grain, period.first.pred_opt()?),
        }
    }

    /// The period after; of a wave, the one listed after it.
    pub fn next(&self, period: &Period) -> Option<Period> {
        match period.grain {
            Grain::Wave => self.wave_at(self.wave_index(period)? + 1),
            grain => self.period_of(grain, period.last.succ_opt()?),
        }
    }

    /// The period of the same label one year before; of a wave, the previous wave.
    ///
    /// - Absent: week 53 when last year had 52 weeks, the first wave.
    pub fn previous_year(&self, period: &Period) -> Option<Period> {
        match self.name(period) {
            PeriodName::Wave(_) => self.previous(period),
            name => self.period_named(&name.one_year_before()?),
        }
    }

    /// Whether its months are weeks, and a year may have 53 of them.
    pub fn is_retail(&self) -> bool {
        matches!(self.weeks, Weeks::Retail { .. })
    }

    /// The period `n` periods before.
    pub fn nth_previous(&self, period: &Period, n: usize) -> Option<Period> {
        (0..n).try_fold(*period, |period, _| self.previous(&period))
    }

    /// The `n` periods that end with `last`, oldest first; fewer when the calendar has no more.
    pub fn periods_ending_with(&self, last: &Period, n: usize) -> Vec<Period> {
        let mut run: Vec<Period> =
            std::iter::successors(Some(*last), |period| self.previous(period)).take(n).collect();
        run.reverse();
        run
    }

    /// All periods from `first` to `last`, both included; empty when `last` lies before `first`.
    pub fn between(&self, first: &Period, last: &Period) -> Vec<Period> {
        std::iter::successors(Some(*first), |period| self.next(period))
            .take_while(|period| period.last <= last.last)
            .collect()
    }

    /// The periods of a grain that belong to a longer one, oldest first.
    ///
    /// Which they are, the [deciding day](Period::deciding_day) of each says.
    pub fn periods_of(&self, year: &Period, grain: Grain) -> Vec<Period> {
        if grain == Grain::Wave {
            let waves = self.waves.iter().map(Wave::period);
            return waves.filter(|wave| year.contains(wave.deciding_day())).collect();
        }
        std::iter::successors(self.period_of(grain, year.first), |period| self.next(period))
            .take_while(|period| period.first <= year.last)
            .filter(|period| year.contains(period.deciding_day()))
            .collect()
    }

    /// The fiscal year that a period belongs to (R56): of a week that lies in two, the one that holds its fourth day.
    pub fn year_of(&self, period: &Period) -> Period {
        self.fiscal_year(period.deciding_day())
    }

    /// The last period of the grain that belongs to the days up to this one: the one that holds it, or the one before
    /// where that belongs to what comes after. Between two waves that is the earlier one; before the first there is none.
    pub fn last_period_by(&self, grain: Grain, day: NaiveDate) -> Option<Period> {
        if grain == Grain::Wave {
            return self.waves.iter().map(Wave::period).filter(|wave| wave.deciding_day() <= day).max();
        }
        let holding = self.period_of(grain, day)?;
        if holding.deciding_day() <= day { Some(holding) } else { self.previous(&holding) }
    }

    /// The last period of the grain that is over at the end of `as_of`.
    pub fn last_complete(&self, grain: Grain, as_of: NaiveDate) -> Option<Period> {
        if grain == Grain::Wave {
            return self.waves.iter().map(Wave::period).filter(|wave| wave.is_complete(as_of)).max();
        }
        let current = self.period_of(grain, as_of)?;
        if current.is_complete(as_of) { Some(current) } else { self.previous(&current) }
    }

    /// The days of last year's period that answer to the days of this one that are over at the end of
    /// `as_of`.
    ///
    /// - Shape: first and last day, both included.
    /// - Absent: no period last year, or none of this one's days is over.
    pub fn same_days_last_year(&self, period: &Period, as_of: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let before = self.previous_year(period)?;
        let complete = period.complete_days(as_of);
        if complete == 0 {
            return None;
        }
        if complete == period.days() {
            return Some((before.first, before.last));
        }
        let last = before.first + chrono::Days::new(complete.unsigned_abs() - 1);
        Some((before.first, last.min(before.last)))
    }

    /// Waves that share days with one that begins before, in the order of writing. Each wave is told once, beside the one
    /// before it that lasts longest.
    pub fn wave_overlaps(&self) -> Vec<WaveOverlap> {
        let mut by_day: Vec<usize> = (0..self.waves.len()).collect();
        by_day.sort_by_key(|at| (self.waves[*at].first, *at));
        let mut longest: Option<usize> = None;
        let mut shared = Vec::new();
        for at in by_day {
            let wave = &self.waves[at];
            if let Some(before) = longest {
                let days = (self.waves[before].last.min(wave.last) - wave.first).num_days() + 1;
                if days > 0 {
                    shared.push(WaveOverlap { first: before.min(at), second: before.max(at), days });
                }
            }
            if longest.is_none_or(|before| self.waves[before].last < wave.last) {
                longest = Some(at);
            }
        }
        shared.sort_unstable();
        shared
    }

    fn wave_index(&self, period: &Period) -> Option<usize> {
        self.waves.iter().position(|wave| wave.period() == *period)
    }

    fn wave_at(&self, index: usize) -> Option<Period> {
        self.waves.get(index).map(Wave::period)
    }
}
