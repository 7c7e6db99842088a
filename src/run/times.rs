//! Warnings about the times of rows (R47).

use chrono::NaiveDate;

use crate::data::Data;
use crate::engine::{Cut, Facts, Window};
use crate::model::{Measure, Scorecard};
use crate::problem::{Problem, Problems, causes};

/// Cases that a measure leaves out because they end before they begin.
pub(super) struct Reversed {
    pub(super) source: String,
    pub(super) measure: String,
    pub(super) cases: u64,
}

/// Those of all rows up to as-of.
pub(super) fn reversed(scorecard: &Scorecard, facts: &Facts, as_of: NaiveDate) -> Vec<Reversed> {
    let all = Window { first: NaiveDate::MIN, last: as_of, opening: None };
    let of = |measure: &Measure| {
        let component = measure.plan.component(measure.plan.reversed.as_ref()?)?;
        let cases = facts.value(component, Cut::Total, &all).filter(|cases| *cases > 0.0)?;
        let (source, measure) = (component.rows.source.clone(), measure.id.clone());
        Some(Reversed { source, measure, cases: cases as u64 })
    };
    scorecard.measures.iter().filter_map(of).collect()
}

/// What a run notices about the times of rows (R47).
pub(super) fn warn(data: &Data, reversed: &[Reversed], problems: &mut Problems) {
    let some = |n: u64, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    for Reversed { source, measure, cases } in reversed {
        let cases = some(*cases, "case that ends before it begins", "cases that end before they begin");
        problems.push(Problem::of(EndsBeforeBegin {
            measure: measure.to_string(),
            cases: cases.to_string(),
            source: source.to_string(),
        }));
    }
    for (id, table) in &data.tables {
        for cells in table.cells.iter().filter(|cells| cells.twice + cells.never > 0) {
            let twice = (cells.twice > 0).then(|| {
                let times = some(cells.twice, "time was shown twice", "times were shown twice");
                format!("{times} by the clocks, the earlier is taken")
            });
            let never = (cells.never > 0).then(|| {
                let times = some(cells.never, "time was skipped", "times were skipped");
                format!("{times} by the clocks and moved forward")
            });
            let told: Vec<String> = twice.into_iter().chain(never).collect();
            problems.push(Problem::of(ClocksChanged {
                column: cells.column.to_string(),
                source: id.to_string(),
                times: told.join("; "),
            }));
        }
    }
}

causes! {
    /// Cases that end before they begin.
    EndsBeforeBegin { measure: String, cases: String, source: String } => EndBeforeBegin,
        "`{measure}` leaves out {cases}",
        "look at both dates of these rows of `{source}`";

    /// Times that clocks showed twice or never.
    ClocksChanged { column: String, source: String, times: String } => ClocksChanged,
        "`{column}` of `{source}`: {times}",
        "write times with their offset, as `2026-10-25T02:30:00+01:00`";
}
