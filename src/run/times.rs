//! Warnings about the times of rows (R47).

use super::figures::count_of;
use crate::data::Data;
use crate::problem::{Problem, Problems, causes};

/// What a run notices about the times of rows (R47).
pub(super) fn warn(data: &Data, problems: &mut Problems) {
    for (id, table) in &data.tables {
        for cells in table.cells.iter().filter(|cells| cells.twice + cells.never > 0) {
            let twice = (cells.twice > 0).then(|| {
                let times = count_of(cells.twice, "time was shown twice", "times were shown twice");
                format!("{times} by the clocks, the earlier is taken")
            });
            let never = (cells.never > 0).then(|| {
                let times = count_of(cells.never, "time was skipped", "times were skipped");
                format!("{times} by the clocks and moved forward")
            });
            let told: Vec<String> = twice.into_iter().chain(never).collect();
            problems.push(Problem::new(ClocksChanged {
                column: cells.column.to_string(),
                source: id.to_string(),
                times: told.join("; "),
            }));
        }
    }
}

causes! {
    /// Times that clocks showed twice or never.
    ClocksChanged { column: String, source: String, times: String } => ClocksChanged,
        "`{column}` of `{source}`: {times}",
        "write times with their offset, as `2026-10-25T02:30:00+01:00`";
}
