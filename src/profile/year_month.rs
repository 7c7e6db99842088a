//! A year in one column and a month in another, as yearly lists have them.

use std::fmt::Write;

use crate::locale::months::month;
use crate::measure::expression::text_value;

use super::facts::{ColumnKind, ColumnProfile, YearMonth};
use super::months::{by_month_id, is_year};
use super::newest_year::{NewestYear, month_rank};
use super::role::{has_word, words};
use super::sql::column_in_query;

/// Words for a stretch of time, which may be another than a month.
const PERIODS: [&str; 2] = ["period", "periodo"];

/// The columns that say year and month; `None` where none do.
pub(super) fn found(columns: &[ColumnProfile], newest: Option<&NewestYear>) -> Option<YearMonth> {
    let year = columns.iter().find(|column| is_year(column))?;
    let is_number = |column: &ColumnProfile| {
        column.kind == ColumnKind::Integer
            && column.lowest >= Some(1.0)
            && column.highest.is_some_and(|most| most <= 12.0)
    };
    let named = |column: &ColumnProfile| -> Option<Vec<(String, u32)>> {
        let is_told = column.kind == ColumnKind::Text && column.tells_all_values();
        let number = |text: &str| Some(month(text.trim_end_matches('.'))?.number_from_month());
        let all = column.values.iter().filter(|_| is_told);
        all.map(|counted| Some((counted.value.clone(), number(&counted.value)?))).collect()
    };
    let rank = |column: &ColumnProfile| Some((month_rank(&column.name)?, words(&column.name).len()));
    let mut ranked: Vec<_> = columns.iter().filter_map(|column| Some((rank(column)?, column))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().find_map(|(_, column)| {
        let names = named(column).filter(|names| !names.is_empty());
        let names = names.or_else(|| is_number(column).then(Vec::new))?;
        let day = ["day", "first_day", "month_begins"];
        let day = day.into_iter().find(|name| columns.iter().all(|column| column.name != *name))?;
        let (year, month) = (year.name.clone(), column.name.clone());
        let number = |text: &str| match names.as_slice() {
            [] => text.trim().parse().ok(),
            names => names.iter().find(|(name, _)| name == text).map(|(_, number)| *number),
        };
        let newest = newest.and_then(|newest| newest.month_said((&year, &month), number));
        Some(YearMonth { year, month, names, newest, day: day.to_owned() })
    })
}

/// The id and the block of the source that has a day for each row.
pub fn by_year_and_month(found: &YearMonth, id: &str) -> (String, String) {
    (by_month_id(id), source(found, id))
}

/// A source whose rows are those of another, each with the first day of its month.
pub(super) fn source(found: &YearMonth, id: &str) -> String {
    let mut out = String::new();
    let (year, day) = (column_in_query(&found.year), &found.day);
    let mut month = column_in_query(&found.month);
    if !found.names.is_empty() {
        let mut ordered = found.names.clone();
        ordered.sort_by_key(|(_, number)| *number);
        let when = ordered.iter().map(|(name, number)| format!(" when {} then {number}", text_value(name)));
        month = format!("case {month}{} end", when.collect::<String>());
    }
    // Writing into a String cannot fail.
    let _ = writeln!(
        out,
        "  {}:   # the rows of `{id}`, each on the first day of its month\n    sql: >-",
        by_month_id(id)
    );
    let _ = writeln!(out, "      select *, make_date({year}, {month}, 1) as {day} from {id}");
    let _ = writeln!(out, "    time: {day}\n    columns: {{ {day}: date }}");
    out
}

/// What is told of them.
pub(super) fn note(found: &YearMonth) -> String {
    let (year, month, day) = (&found.year, &found.month, &found.day);
    let told = format!("the block has a second source, in which each row has its day in `{day}`");
    match has_word(month, &PERIODS) {
        true => {
            format!("`{year}` says the year, and `{month}` is taken for the month, which is a guess: {told}")
        }
        false => format!("`{year}` says the year and `{month}` the month: {told}"),
    }
}
