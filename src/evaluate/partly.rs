//! How many of the periods that a value is put together of have one of their own.

use super::observe::Observer;
use super::results::{Absence, PartialPeriods};
use crate::calendar::{Grain, Period};
use crate::measure::Pooling;
use crate::model::{Lookback, Measure};

impl Observer<'_> {
    /// Of the periods of the window that a measure looks back over; nothing where all of them have a value.
    pub(super) fn partly(&self, measure: &Measure, period: &Period) -> Option<PartialPeriods> {
        match measure.window {
            _ if measure.is_over_measures() => {
                self.least(measure, period, &|member, own| self.partly(member, own))
            }
            Some(back @ Lookback::Length(_)) => {
                let first = self.stretch(measure, Some(back), period).window.first;
                let calendar = &self.scorecard.calendar;
                let back = std::iter::successors(Some(*period), |period| calendar.previous(period));
                self.of_each(measure, &back.take_while(|period| period.first >= first).collect::<Vec<_>>())
            }
            Some(Lookback::All) | None => None,
        }
    }

    /// Of the periods of the year to date, which are given; nothing where all of them have a value.
    pub(super) fn partly_to_date(
        &self,
        measure: &Measure,
        period: &Period,
        elapsed: &[Period],
    ) -> Option<PartialPeriods> {
        if matches!(period.grain, Grain::Wave | Grain::Year) {
            return None;
        }
        if measure.is_over_measures() {
            return self.least(measure, period, &|member, own| match own == period {
                true => self.partly_to_date(member, own, elapsed),
                false => self.partly_to_date(member, own, &self.elapsed(own)),
            });
        }
        match measure.plan.pooling {
            Pooling::Flow | Pooling::Pool | Pooling::Recompute => self.of_each(measure, elapsed),
            Pooling::Last | Pooling::None => None,
        }
    }

    fn of_each(&self, measure: &Measure, periods: &[Period]) -> Option<PartialPeriods> {
        let lacks = |period: &&Period| {
            let observed = self.in_total(measure, None, period, measure.min_n);
            matches!(observed.value, Err(Absence::NoData | Absence::Undefined | Absence::NotReached { .. }))
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let lacking = periods.iter().filter(lacks).count();
        (lacking > 0).then(|| PartialPeriods {
            with_value: number(periods.len() - lacking),
            of: number(periods.len()),
        })
    }

    /// Of the members of a formula, the one that rests on the smallest part.
    fn least(
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
