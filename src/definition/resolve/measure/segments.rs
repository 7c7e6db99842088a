//! A share of another measure's segments, once that measure is resolved.

use super::MeasureResolver;
use super::causes::{NothingToCut, SegmentsOfLongerGrain};
use crate::definition::resolve::literal::UnitReader;
use crate::definition::resolve::segment;
use crate::measure::expression::formulas::segments;
use crate::measure::{
    Context, Formula, OverMeasureSegments, Plan, SegmentsOf, Share, Text, Unit, unsupported_key,
};
use crate::model::{Lookback, Measure};
use crate::problem::Problem;

impl MeasureResolver<'_> {
    /// The plan; `None` when a problem was found, here or in the other measure.
    pub(super) fn share_of_segments(
        &self,
        share: &Share,
        over: &OverMeasureSegments,
        others: &[Option<Measure>],
        context: &Context<'_>,
    ) -> Option<Plan> {
        let conditions = std::iter::once(&share.of).chain(&share.among);
        let read: Vec<Option<Formula>> = conditions.map(|text| self.of_segment(text, context)).collect();
        if !context.measures.contains(&over.measure.value.as_str()) {
            self.r.unknown_id("measure", &over.measure, context.measures.iter().copied());
            return None;
        }
        let other = counted(over, others)?;
        let Some(first) = other.plan.components.first().filter(|_| is_cut_by_rows(other)) else {
            self.r.report(
                Problem::new(NothingToCut { measure: other.id.to_string(), column: over.by.to_string() })
                    .at(over.measure.span),
            );
            return None;
        };
        if other.plan.sample.is_none() {
            // Nothing would tell a segment that is worth 0 from one that is not there.
            let what = format!("`over` a `{}`, which counts no cases,", other.kind);
            self.r.report(unsupported_key(&what).at(over.measure.span));
            return None;
        }
        if context.grain < other.grain {
            self.r.report(
                Problem::new(SegmentsOfLongerGrain { measure: other.id.to_string(), grain: other.grain })
                    .at(over.measure.span),
            );
        }
        let texts = std::iter::once(&share.of).chain(&share.among);
        for (text, condition) in texts.zip(read.iter().flatten()) {
            self.in_unit(text, condition, other);
        }
        let (by, _) = segment::expression(&over.by, &other.plan, context, self.r)?;
        let mut read = read.into_iter();
        let (of, among) = (read.next()??, read.next());
        let among = match among {
            Some(among) => Some(among?),
            None => None,
        };
        let segments = SegmentsOf {
            measure: other.id.clone(),
            plan: other.plan.clone(),
            min_n: other.min_n,
            key: over.by.value.clone(),
            by,
        };
        Some(share.of_segments(segments, of, among, &first.rows))
    }

    /// The window of the measure whose segments it counts.
    pub(super) fn window_of_segments(&self, others: &[Option<Measure>]) -> Option<Lookback> {
        counted(self.entry.segments()?, others)?.window
    }

    fn of_segment(&self, text: &Text, context: &Context<'_>) -> Option<Formula> {
        Context { problems: self.r.problems, ..*context }
            .take(text, segments(&text.value, &SegmentsOf::FIGURES))
    }

    /// Reports figures that are not in the other measure's unit.
    fn in_unit(&self, text: &Text, condition: &Formula, other: &Measure) {
        let has_sign = text.value.contains('%');
        let ruler = UnitReader { measure: &other.id, unit: other.unit, r: self.r };
        if has_sign && other.unit != Unit::Percent {
            // Says what the measure's own targets would be told.
            let written = condition.compared("value").first().map_or(0.0, |number| number * 100.0);
            ruler.level(&text.clone().map(|_| format!("{written}%")));
        }
        if !has_sign && other.unit == Unit::Percent {
            for number in condition.compared("value") {
                ruler.level(&text.clone().map(|_| number.to_string()));
            }
        }
    }
}

/// The measure whose segments are counted; `None` where it could not be resolved.
fn counted<'m>(over: &OverMeasureSegments, others: &'m [Option<Measure>]) -> Option<&'m Measure> {
    others.iter().flatten().find(|other| other.id == over.measure.value)
}

/// Whether it is computed from rows that a column can cut: neither from other measures, nor from what is entered.
fn is_cut_by_rows(other: &Measure) -> bool {
    !other.is_over_measures() && other.entries.is_none()
}
