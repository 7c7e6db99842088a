//! What stands in place of a value where there is none, as far as the facts of a book do not tell.

use crate::evaluate::results::{Absence, PeriodResult};
use crate::model::Measure;

/// What stands in place of a value where there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MissingValue {
    /// This, whatever the facts are.
    Always(Absence),
    /// What the facts say.
    Follows {
        /// Of facts that are all there: undefined, but for rows of which the engine knows that there are none.
        rest: Absence,
        /// Whether a rule leaves cases out, so that there may be data without a case.
        leaves_out: bool,
    },
}

impl MissingValue {
    /// That of a measure in a period.
    pub(super) fn new(measure: &Measure, at: &PeriodResult) -> MissingValue {
        let plan = &measure.plan;
        let found = |name: &str| at.component(name);
        let is_entered = plan.components.iter().any(|component| component.is_entered());
        match at.absent {
            None | Some(Absence::Undefined) if is_entered => return MissingValue::Always(Absence::Undefined),
            None | Some(Absence::NoData | Absence::Undefined) => {}
            Some(other) => return MissingValue::Always(other),
        }
        let cases = plan.sample.as_ref().and_then(|sample| sample.evaluate(&found));
        let leaves_out = plan.left_out.as_ref().and_then(|name| found(name)).is_some_and(|count| count > 0.0);
        let is_empty = cases.is_none_or(|cases| cases == 0.0) && !leaves_out;
        let lacks = plan.needed().any(|component| found(&component.name).is_none());
        let has_rows = at.components.values().any(Option::is_some);
        let is_told = (is_empty || lacks) && has_rows;
        let rest = match at.absent {
            Some(Absence::NoData) if !is_told => Absence::NoData,
            _ => Absence::Undefined,
        };
        MissingValue::Follows { rest, leaves_out }
    }
}
