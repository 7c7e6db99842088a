//! Files of every kind and from every place as sources of a scorecard.

mod cells;
mod counts;
mod digits;
pub(crate) mod excel;
mod formats;
mod joins;
mod later;
mod names;
mod opendocument;
mod stores;
mod text;
mod told;

use datafusion::arrow::util::display::array_value_to_string;
use mando::data::{self, CellCount, Data, Silent, Table};
use mando::model::EngineSettings;

use crate::support::Project;

/// A scorecard that counts the rows of the source `t`, whose keys these are, beside other sources. Where nothing says a
/// row's time, all stand on one day.
pub(crate) fn counting(keys: &str) -> String {
    const DATED: &str = "derive: { dated: \"date '2026-01-01'\" }";
    let keys = match keys.contains("time:") {
        true => keys.to_owned(),
        false => keys.replacen("  t: {", &format!("  t: {{ {DATED}, time: dated,"), 1).replacen(
            "  t:\n",
            &format!("  t:\n    {DATED}\n    time: dated\n"),
            1,
        ),
    };
    format!(
        "scorecard: s\ntitle: S\nentity: E\ncurrency: EUR\nas_of: 2026-12-31\nsources:\n{keys}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  m: {{ title: M, objective: o, source: t, kind: count, min_n: 1 }}\n"
    )
}

/// What is read of a project's sources.
fn data(project: &Project) -> Data {
    let (scorecard, _) = project.resolve();
    let scorecard = scorecard.unwrap_or_else(|| panic!("{}", project.check()));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let sessions = data::Sessions::new(&EngineSettings::default()).expect("sessions");
    let read = data::load(&scorecard.sources, &scorecard.calendar, scorecard.as_of, &sessions, &Silent);
    runtime.block_on(read).unwrap_or_else(|error| panic!("{error}"))
}

/// The table of the source `t`.
pub(crate) fn table(project: &Project) -> Table {
    data(project).tables.remove("t").expect("the source")
}

/// Types of the columns of `t`, as messages call them.
fn kinds(project: &Project) -> Vec<(String, &'static str)> {
    let draft = project.open();
    let columns = data::columns(&draft.scorecards[0].feeds).remove("t").expect("t").expect("readable");
    let columns = columns.into_iter().filter(|column| column.unreadable.is_none());
    columns.map(|column| (column.name, column.kind.word())).collect()
}

/// A column's values as text, `-` for absent ones.
pub(crate) fn values(table: &Table, column: &str) -> Vec<String> {
    let mut found = Vec::new();
    for batch in &table.batches {
        let array = batch.column_by_name(column).unwrap_or_else(|| panic!("no column {column}"));
        for row in 0..array.len() {
            let text = || array_value_to_string(array, row).expect("a value");
            found.push(if array.is_null(row) { "-".to_owned() } else { text() });
        }
    }
    found
}

/// What became of the cells of a column.
fn counts<'t>(table: &'t Table, column: &str) -> &'t CellCount {
    table.cells.iter().find(|cells| cells.column == column).expect("a column")
}

/// The unreadable cells of a column, as they are told.
fn told(table: &Table, column: &str) -> Vec<String> {
    counts(table, column).examples.iter().map(ToString::to_string).collect()
}
