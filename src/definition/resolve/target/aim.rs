//! The measure whose targets are resolved.

use super::causes::NotRenewed;
use crate::calendar::{Grain, Period};
use crate::definition::resolve::literal::UnitReader;
use crate::measure::Direction;
use crate::model::Axis;
use crate::problem::{Problem, Span};

/// What a target is read with.
pub(in crate::definition::resolve) struct TargetContext<'a> {
    /// Numbers in the measure's unit.
    pub(in crate::definition::resolve) ruler: UnitReader<'a>,
    /// The measure's period.
    pub(in crate::definition::resolve) grain: Grain,
    /// Which way is better, if anything says so.
    pub(in crate::definition::resolve) direction: Option<Direction>,
    /// Where to point when a key is missing.
    pub(in crate::definition::resolve) span: Span,
    /// The measure's segment tables.
    pub(in crate::definition::resolve) axes: &'a [Axis],
    /// Whether the whole's target is also that of its parts, as that of a rate is and that of an amount is not; unknown of what
    /// is computed from other measures, where it is not taken for one.
    pub(in crate::definition::resolve) holds_inside: bool,
    /// Whether the target is a segment's.
    pub(in crate::definition::resolve) inner: bool,
    /// Whether the target is an entity's.
    pub(in crate::definition::resolve) of_entity: bool,
    /// Whether it is another version of one.
    pub(in crate::definition::resolve) of_version: bool,
}

/// Whether the last dated value is past (R19).
pub(in crate::definition::resolve) fn warn_if_past(last: &Period, span: Span, aim: &TargetContext<'_>) {
    let r = aim.ruler.r;
    if let Some(as_of) = r.as_of
        && let Some(current) = r.calendar.last_complete(aim.grain, as_of)
        && last.last < current.deciding_day()
    {
        let name = r.calendar.label(last);
        let help = match r.calendar.next(&r.calendar.year_of(last)) {
            Some(year) if aim.grain != Grain::Wave => format!("add one for {}", r.calendar.label(&year)),
            _ => "add the next".to_owned(),
        };
        r.report(
            Problem::new(NotRenewed { measure: aim.ruler.measure.to_string(), last: name })
                .at(span)
                .help(help),
        );
    }
}
