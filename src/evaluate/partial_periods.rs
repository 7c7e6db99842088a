//! How many of the periods that a value is put together of have one of their own.

use super::observer::Observer;
use super::results::{Absence, PartialPeriods};
use crate::calendar::{Grain, Period};
use crate::measure::Pooling;
use crate::model::{Lookback, Measure};

impl Observer<'_> {
    /// Of the periods of the window that a measure looks back over; `None` where all of them have a value.
    pub(super) fn partial_periods(&self, measure: &Measure, period: &Period) -> Option<PartialPeriods> {
        match measure.window {
            _ if measure.is_over_measures() => {
                self.least_complete_member(measure, period, &|member, own| self.partial_periods(member, own))
            }
            Some(back @ Lookback::Length(_)) => {
                let first = self.stretch(measure, Some(back), period).window.first;
                let calendar = &self.scorecard.calendar;
                let back = std::iter::successors(Some(*period), |period| calendar.previous(period));
                self.count_partial(
                    measure,
                    &back.take_while(|period| period.first >= first).collect::<Vec<_>>(),
                )
            }
            Some(Lookback::All) | None => None,
        }
    }

    /// Of the periods of the year to date, which are given; `None` where all of them have a value.
    pub(super) fn partial_periods_to_date(
        &self,
        measure: &Measure,
        period: &Period,
        elapsed: &[Period],
    ) -> Option<PartialPeriods> {
        if matches!(period.grain, Grain::Wave | Grain::Year) {
            return None;
        }
        if measure.is_over_measures() {
            return self.least_complete_member(measure, period, &|member, own| match own == period {
                true => self.partial_periods_to_date(member, own, elapsed),
                false => self.partial_periods_to_date(member, own, &self.elapsed(own)),
            });
        }
        adds_up(measure).then(|| self.count_partial(measure, elapsed)).flatten()
    }

    fn count_partial(&self, measure: &Measure, periods: &[Period]) -> Option<PartialPeriods> {
        of_lacking(&periods.iter().map(|period| self.lacks_value(measure, period)).collect::<Vec<_>>())
    }

    /// Whether a measure has no value of a period itself.
    pub(super) fn lacks_value(&self, measure: &Measure, period: &Period) -> bool {
        let observed = self.observe_total(measure, None, period, measure.min_n);
        matches!(observed.value, Err(Absence::NoData | Absence::Undefined | Absence::NotReached { .. }))
    }

    /// Of the members of a formula, the one that rests on the smallest part.
    fn least_complete_member(
        &self,
        measure: &Measure,
        period: &Period,
        of: &dyn Fn(&Measure, &Period) -> Option<PartialPeriods>,
    ) -> Option<PartialPeriods> {
        let names = measure.plan.formula.names();
        let members = names.into_iter().filter_map(|name| self.scorecard.measure(name));
        let parts = members.filter_map(|member| of(member, &self.period_of_member(member, period)));
        parts.min_by(|a, b| a.share().total_cmp(&b.share()))
    }
}

/// Whether what a measure comes to over a year is put together of its periods.
pub(super) fn adds_up(measure: &Measure) -> bool {
    matches!(measure.plan.pooling, Pooling::Flow | Pooling::Pool | Pooling::Recompute)
}

/// How many of some periods have a value, of which is known whether each lacks one; `None` where none does.
pub(super) fn of_lacking(lacking: &[bool]) -> Option<PartialPeriods> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let with_value = lacking.iter().filter(|lacks| !**lacks).count();
    (with_value < lacking.len())
        .then(|| PartialPeriods { with_value: number(with_value), of: number(lacking.len()) })
}
