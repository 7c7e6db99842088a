//! Rows that a measure leaves out by its own rule, which are told.

use chrono::NaiveDate;

use super::figures::count_of;
use crate::engine::{Cut, Facts, Window};
use crate::measure::Plan;
use crate::model::{Measure, Scorecard};
use crate::problem::{Problem, Problems, causes};

/// Rows of a source that a measure leaves out.
pub(super) struct LeftOut {
    pub(super) source: String,
    pub(super) measure: String,
    pub(super) rows: u64,
}

/// All of them, of all rows up to as-of.
pub(super) struct LeftOutRows {
    /// Cases that end before they begin (R47).
    pub(super) reversed: Vec<LeftOut>,
    /// Answers outside their scale.
    pub(super) outside_scale: Vec<LeftOut>,
}

/// What measures leave out.
pub(super) fn rows(scorecard: &Scorecard, facts: &Facts, as_of: NaiveDate) -> LeftOutRows {
    LeftOutRows {
        reversed: counted_by(scorecard, facts, as_of, |plan| plan.reversed.as_deref()),
        outside_scale: counted_by(scorecard, facts, as_of, |plan| plan.outside.as_deref()),
    }
}

/// Those of one source, by measure.
pub(super) fn of_source(left_out: &[LeftOut], source: &str) -> Vec<(String, u64)> {
    let own = left_out.iter().filter(|of| of.source == source);
    own.map(|of| (of.measure.clone(), of.rows)).collect()
}

/// What a component of each plan counts, where it has one.
fn counted_by(
    scorecard: &Scorecard,
    facts: &Facts,
    as_of: NaiveDate,
    component_of: impl Fn(&Plan) -> Option<&str>,
) -> Vec<LeftOut> {
    let all = Window { first: NaiveDate::MIN, last: as_of, opening: None };
    let of = |measure: &Measure| {
        let component = measure.plan.component(component_of(&measure.plan)?)?;
        let rows = facts.value(component, Cut::Total, &all).filter(|rows| *rows > 0.0)?;
        let (source, measure) = (component.rows.source.clone(), measure.id.clone());
        Some(LeftOut { source, measure, rows: rows as u64 })
    };
    scorecard.measures.iter().filter_map(of).collect()
}

/// Says what each measure leaves out.
pub(super) fn warn(left_out: &LeftOutRows, problems: &mut Problems) {
    for LeftOut { source, measure, rows } in &left_out.reversed {
        let (measure, source) = (measure.clone(), source.clone());
        let cases = count_of(*rows, "case that ends before it begins", "cases that end before they begin");
        problems.push(Problem::new(EndsBeforeBegin { measure, cases, source }));
    }
    for LeftOut { source, measure, rows } in &left_out.outside_scale {
        let (measure, source) = (measure.clone(), source.clone());
        let answers = count_of(*rows, "answer", "answers");
        problems.push(Problem::new(OutsideScale { measure, answers, source }));
    }
}

causes! {
    /// Cases that end before they begin.
    EndsBeforeBegin { measure: String, cases: String, source: String } => EndBeforeBegin,
        "`{measure}` leaves out {cases}",
        "look at both dates of these rows of `{source}`";

    /// Answers that are none of the scale.
    OutsideScale { measure: String, answers: String, source: String } => AnswersOutsideScale,
        "`{measure}` leaves out {answers} outside its scale",
        "see whether `scale` is that of the question; codes for no answer in `{source}` stand under `absent`";
}
