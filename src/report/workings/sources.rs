//! What became of rows and cells, and of what run.

use super::SourceWorking;
use crate::evaluate::results::{SourceResult, UnmatchedResult};
use crate::report::Composer;

impl Composer<'_> {
    pub(super) fn source_workings(&self) -> Vec<SourceWorking> {
        self.results.run.sources.iter().map(source).collect()
    }

    pub(super) fn log(&self) -> Vec<(String, String)> {
        let run = &self.results.run;
        let mut log = vec![
            ("Run".to_owned(), run.id.clone()),
            ("Engine".to_owned(), format!("mando {}", run.version)),
            ("Data as of".to_owned(), run.as_of.to_string()),
            (
                "Period".to_owned(),
                format!("{} ({} to {})", run.period.label, run.period.first, run.period.last),
            ),
            ("Definition, SHA-256".to_owned(), run.definition.clone()),
            ("Notes, SHA-256".to_owned(), run.notes.clone()),
        ];
        log.extend(run.inputs.iter().map(|i| (format!("Input {}", i.file), i.sha256.clone())));
        for source in &run.sources {
            if let Some(last) = source.last_day_after_as_of {
                let text = format!("{} rows, the last on {last}; they count nowhere", source.after_as_of);
                log.push((format!("After as-of {}", source.id), text));
            }
            for unmatched in source.unmatched.iter().filter(|unmatched| unmatched.rows > 0) {
                let (one, many) = unmatched_words(unmatched);
                let words = if unmatched.rows == 1 { one } else { many };
                log.push((format!("Join {}", source.id), format!("{} {words}", unmatched.rows)));
            }
            if source.superseded > 0 {
                let text = format!("{} superseded by another row of their key", source.superseded);
                log.push((format!("Rows {}", source.id), text));
            }
            for cells in source.cells.iter().filter(|cells| cells.is_told()) {
                let text = format!(
                    "{} unreadable, {} out of range, {} absent codes, {} not applicable, {} empty",
                    cells.unreadable,
                    cells.out_of_range,
                    cells.absent,
                    cells.not_applicable,
                    cells.adding_nothing()
                );
                log.push((format!("Cells {}.{}", source.id, cells.column), text));
                let texts = cells.texts.iter();
                log.extend(
                    texts.map(|text| (format!("Unreadable {}.{}", source.id, cells.column), text.clone())),
                );
            }
        }
        log
    }
}

fn source(source: &SourceResult) -> SourceWorking {
    SourceWorking {
        id: source.id.clone(),
        read: source.read,
        repeated: source.repeated,
        filtered: source.filtered,
        rejected: source.rejected,
        after_as_of: source.after_as_of,
        used: source.used,
        unmatched: source.unmatched.iter().filter(|u| !u.required).map(|u| u.rows).sum(),
        without_customer: source.without_customer,
        first: source.first_day,
        last: source.last_day,
    }
}

/// What is said of rows that found no partner in a join, after one and after several.
fn unmatched_words(unmatched: &UnmatchedResult) -> (String, String) {
    let first = match unmatched.keys.is_empty() {
        true => String::new(),
        false => format!(" (first: {})", unmatched.keys.join(", ")),
    };
    let other = &unmatched.source;
    let (is_out, are_out) = match unmatched.required {
        true => (" and is left out", " and are left out"),
        false => ("", ""),
    };
    (
        format!("row has no partner in {other}{is_out}{first}"),
        format!("rows have no partner in {other}{are_out}{first}"),
    )
}
