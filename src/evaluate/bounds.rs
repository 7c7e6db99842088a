//! Within which bounds a measure's limits and forecasts are told.

use crate::calendar::Period;
use crate::engine::{Cut, Window};
use crate::measure::{Basis, Component, Sign};
use crate::model::Measure;

use super::observe::Observer;

/// Days with an amount from which it is told that a component is never on the other side of 0.
const LEAST_DAYS: usize = 30;

impl Observer<'_> {
    /// The natural bounds of a measure, but for an end that one of its values lies beyond. Where its kind knows no lower end and what is
    /// told of it reaches `low`, below 0, that end is 0 if its amounts were on one side of 0 on every day of the periods.
    pub(super) fn bounds(
        &self,
        measure: &Measure,
        periods: &[Period],
        values: impl Iterator<Item = f64> + Clone,
        low: f64,
    ) -> (Option<f64>, Option<f64>) {
        let (lowest, highest) = measure.plan.bounds_around(values.clone());
        let is_below =
            measure.plan.bounds.0.is_none() && low < 0.0 && values.into_iter().all(|value| value >= 0.0);
        let lowest = lowest.or_else(|| (is_below && self.is_never_negative(measure, periods)).then_some(0.0));
        (lowest, highest)
    }

    /// Whether a measure of counts and sums was made of amounts on one side of 0, on every day of some periods.
    fn is_never_negative(&self, measure: &Measure, periods: &[Period]) -> bool {
        let (Some(from), Some(to)) = (periods.first(), periods.last()) else { return false };
        let sign = |name: &str| {
            let component = measure.plan.components.iter().find(|component| component.name == name)?;
            match component.basis {
                Basis::Count | Basis::Distinct(_) | Basis::Squares(_) => Some(Sign::Plus),
                Basis::Sum(_) => self.side(component, from, to),
                _ => None,
            }
        };
        measure.plan.formula.sign(&sign) == Some(Sign::Plus)
    }

    /// The side of 0 on which the sum of every day was; `None` where they were on both, or too few days had one.
    fn side(&self, component: &Component, from: &Period, to: &Period) -> Option<Sign> {
        let (mut above, mut below) = (0, 0);
        for day in from.first.iter_days().take_while(|day| *day <= to.last) {
            let window = Window { first: day, last: day, opening: None };
            let value = self.facts.value(component, Cut::Total, &window).unwrap_or_default();
            above += usize::from(value > 0.0);
            below += usize::from(value < 0.0);
            if above > 0 && below > 0 {
                return None;
            }
        }
        match (above, below) {
            (_, 0) if above >= LEAST_DAYS => Some(Sign::Plus),
            (0, _) if below >= LEAST_DAYS => Some(Sign::Minus),
            _ => None,
        }
    }
}
