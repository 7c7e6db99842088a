//! How chance varies a value that was observed.

use super::observer::{Observation, Observer};
use crate::engine::{Cut, Window};
use crate::measure::{Basis, HistoryAggregate, IntervalMethod, Moment, Plan};
use crate::statistics::classifier::rogan_gladen_interval;
use crate::statistics::interval::{self, Interval};
use crate::statistics::order::order_interval;
use crate::statistics::survival::survival;

impl Observer<'_> {
    /// The interval of a value by the method of its plan; `None` without a value, for chance varies no gap.
    pub(super) fn interval(
        &self,
        plan: &Plan,
        cut: Cut<'_>,
        window: &Window,
        observed: &Observation,
    ) -> Option<Interval> {
        let value = observed.number()?;
        let interval = self.interval_by(&plan.interval, plan, cut, window, observed)?;
        match (plan.population, cut) {
            (Some(population), Cut::Total) => {
                let factor = interval::finite_population_factor(observed.n?, population)?;
                Some(interval.shrunk(value, factor))
            }
            // Of a segment's population nothing is known: its interval stays wide.
            _ => Some(interval),
        }
    }

    fn interval_by(
        &self,
        method: &IntervalMethod,
        plan: &Plan,
        cut: Cut<'_>,
        window: &Window,
        observed: &Observation,
    ) -> Option<Interval> {
        match method {
            IntervalMethod::None => None,
            IntervalMethod::Times { of: inner, factor } => {
                let factor = observed.evaluate(factor).filter(|factor| *factor > 0.0)?;
                Some(self.interval_by(inner, plan, cut, window, observed)?.scaled(factor))
            }
            IntervalMethod::Wilson { .. }
            | IntervalMethod::Corrected { .. }
            | IntervalMethod::Garwood { .. }
            | IntervalMethod::Ratio { .. } => of_components(method, &|name| observed.component(name)),
            IntervalMethod::AdjustedWald { promoters, detractors, responses } => {
                let (promoters, detractors) = (observed.evaluate(promoters)?, observed.evaluate(detractors)?);
                let responses = observed.evaluate(responses)?;
                interval::adjusted_wald_nps(promoters, detractors, responses).map(|e| e.interval)
            }
            IntervalMethod::Mean { n, sum, squares } => {
                let (n, sum) = (observed.evaluate(n)?, observed.evaluate(sum)?);
                interval::mean_t(n, sum, observed.evaluate(squares)?).map(|e| e.interval)
            }
            IntervalMethod::Survival { component } => {
                let component = plan.component(component)?;
                let Basis::Histories { aggregate: HistoryAggregate::Survival { p }, .. } = component.basis
                else {
                    return None;
                };
                let estimate = survival(&self.facts.lengths(component, cut, window))?;
                p.map_or_else(|| estimate.mean_interval(), |p| estimate.quantile_interval(p))
            }
            IntervalMethod::Normal { value, standard_error } => {
                let (value, standard_error) = (observed.evaluate(value)?, observed.evaluate(standard_error)?);
                interval::normal(value, standard_error).map(|e| e.interval)
            }
            IntervalMethod::Order { component } => {
                let component = plan.component(component)?;
                let p = match component.basis {
                    Basis::Percentile { p, .. } => p,
                    Basis::Histories { aggregate: HistoryAggregate::Totals(_), .. } => 0.5,
                    _ => return None,
                };
                let values = self.facts.sorted_values(component, cut, window);
                let order = order_interval(&values, p)?;
                Some(Interval { low: order.low?, high: order.high? })
            }
        }
    }
}

/// The interval of a method whose limits serve a value and its changes alike, by what components amount to; `None` of any
/// other method.
pub(super) fn of_components(method: &IntervalMethod, of: &dyn Fn(&str) -> Option<f64>) -> Option<Interval> {
    match method {
        IntervalMethod::Wilson { successes, trials } => {
            interval::wilson(successes.evaluate(of)?, trials.evaluate(of)?)
        }
        IntervalMethod::Corrected { successes, trials, sensitivity, specificity } => {
            let (successes, trials) = (successes.evaluate(of)?, trials.evaluate(of)?);
            rogan_gladen_interval(successes, trials, *sensitivity, *specificity)
        }
        IntervalMethod::Garwood { events } => interval::garwood(events.evaluate(of)?),
        IntervalMethod::Ratio { scale, .. } => {
            let [n, y, x, yy, xy, xx] = Moment::over_all(of)?;
            let estimate = interval::ratio(n, y, x, yy, xy, xx)?;
            Some(estimate.interval.scaled(*scale))
        }
        IntervalMethod::None
        | IntervalMethod::Times { .. }
        | IntervalMethod::AdjustedWald { .. }
        | IntervalMethod::Mean { .. }
        | IntervalMethod::Survival { .. }
        | IntervalMethod::Normal { .. }
        | IntervalMethod::Order { .. } => None,
    }
}
