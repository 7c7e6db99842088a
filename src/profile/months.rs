//! Months that stand side by side: a column for each, as budgets and yearly lists have them.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::measure::ColumnType;
use crate::model::{Edge, NamedDate};

use super::facts::{ColumnProfile, MonthsAcross};
use super::sql::column_in_query;

/// Months that there have to be.
const LEAST: usize = 3;
/// How columns name months of a year.
const PATTERNS: [&str; 9] =
    ["%Y-%m-%d", "%Y-%m", "%m/%Y", "%m.%Y", "%b-%y", "%b %y", "%b %Y", "%b-%Y", "%b. %Y"];
/// The columns that the rows of months have.
const MONTH: &str = "month";
const VALUE: &str = "value";

/// The months of a table without days.
pub(super) fn across(columns: &[ColumnProfile]) -> Option<MonthsAcross> {
    let is_amount = |column: &&ColumnProfile| column.is_number() || column.filled == 0;
    let day = |pattern: &str, name: &str| {
        NamedDate { pattern: pattern.to_owned(), at: Edge::Start }.of(name).filter(|day| day_of_month(*day))
    };
    let of_pattern = |pattern: &&str| {
        let amounts = columns.iter().filter(is_amount);
        let found =
            amounts.filter_map(|column| Some((column.name.clone(), day(pattern, column.name.trim())?)));
        found.collect::<Vec<_>>()
    };
    let months = PATTERNS.iter().map(of_pattern).max_by_key(Vec::len)?;
    let mut days: Vec<NaiveDate> = months.iter().map(|(_, day)| *day).collect();
    days.sort_unstable();
    days.dedup();
    let about = columns.iter().filter(|column| column.rule.kind == ColumnType::Text && column.filled > 0);
    let about = about.map(|column| column.name.clone()).collect();
    (months.len() >= LEAST && days.len() == months.len()).then_some(MonthsAcross { months, about })
}

/// Whether a day can stand for its month: the first.
fn day_of_month(day: NaiveDate) -> bool {
    day.day() == 1 && (1990..2100).contains(&day.year())
}

/// A source whose rows are those of another, once for each month.
pub(super) fn source(across: &MonthsAcross, id: &str) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = writeln!(out, "  {id}_by_month:   # a row for each month of a row of `{id}`\n    sql: >-");
    let about: Vec<String> = across.about.iter().map(|name| format!("{}, ", column_in_query(name))).collect();
    let about = about.concat();
    for (at, (name, day)) in across.months.iter().enumerate() {
        let all = if at == 0 { "" } else { "union all " };
        let name = column_in_query(name);
        let _ = writeln!(out, "      {all}select {about}'{day}' as {MONTH}, {name} as {VALUE} from {id}");
    }
    let _ = writeln!(out, "    time: {MONTH}\n    columns: {{ {MONTH}: date }}");
    out
}

/// What is told of them.
pub(super) fn note(across: &MonthsAcross) -> String {
    let (first, last) = (&across.months[0].0, &across.months[across.months.len() - 1].0);
    format!(
        "months stand side by side, from `{first}` to `{last}`: the block has a second source, with a row for each month, its day in `{MONTH}` and its figure in `{VALUE}`"
    )
}
