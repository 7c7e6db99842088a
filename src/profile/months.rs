//! Months that stand side by side: a column for each, as budgets and yearly lists have them.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::measure::ColumnType;
use crate::model::{Edge, NamedDate};

use super::facts::{ColumnKind, ColumnProfile, MonthsAcross, Profile};
use super::newest_year::{NewestYear, OURS, YEARS, month_of_name};
use super::role::has_word;
use super::sql::column_in_query;

/// Months that there have to be.
const LEAST: usize = 3;
/// How columns name months of a year.
const PATTERNS: [&str; 9] =
    ["%Y-%m-%d", "%Y-%m", "%m/%Y", "%m.%Y", "%b-%y", "%b %y", "%b %Y", "%b-%Y", "%b. %Y"];
/// The column in which the rows of months have their day.
const MONTH: &str = "month";
/// The column in which they have their figure.
pub const VALUE: &str = "value";

/// The months of a table without days.
pub(super) fn detect_months_across(
    columns: &[ColumnProfile],
    newest: Option<&NewestYear>,
) -> Option<MonthsAcross> {
    let is_amount = |column: &&ColumnProfile| column.is_number() || column.filled == 0;
    let day = |pattern: &str, name: &str| {
        NamedDate { pattern: pattern.to_owned(), at: Edge::Start }.day(name).filter(|day| day_of_month(*day))
    };
    let of_pattern = |pattern: &&str| {
        let amounts = columns.iter().filter(is_amount);
        let found =
            amounts.filter_map(|column| Some((column.name.clone(), day(pattern, column.name.trim())?)));
        found.collect::<Vec<_>>()
    };
    let months = PATTERNS.iter().map(of_pattern).max_by_key(Vec::len)?;
    months_across(months, columns, None).or_else(|| {
        let year = columns.iter().find(|column| is_year(column))?;
        let found = months_across(called(columns, |_| OURS.start), columns, Some(year.name.clone()))?;
        Some(MonthsAcross { newest: newest.and_then(|newest| newest.month_filled(&year.name)), ..found })
    })
}

/// The months of a table that are called by their names alone, in the year that the name of its sheet or its file says: `2024`, or
/// `2024-2025` from September to June.
pub(super) fn named(profile: &Profile, stem: &str) -> Option<MonthsAcross> {
    let columns = &profile.columns;
    let of_name = |name: &str| {
        let years = years(name);
        let mut last = 0;
        let mut year = *years.first()?;
        let next = |month: u32| {
            year += i32::from(month < last);
            last = month;
            year
        };
        let found = called(columns, next);
        let ends = found.last()?.1.year();
        let is_told = matches!(years.as_slice(), [one] if ends - one <= 1)
            || matches!(years.as_slice(), [one, other] if other - one == 1 && ends == *other);
        months_across(found, columns, None).filter(|_| is_told)
    };
    profile.format.sheet.as_deref().and_then(of_name).or_else(|| of_name(stem))
}

fn months_across(
    months: Vec<(String, NaiveDate)>,
    columns: &[ColumnProfile],
    year: Option<String>,
) -> Option<MonthsAcross> {
    let mut days: Vec<NaiveDate> = months.iter().map(|(_, day)| *day).collect();
    days.sort_unstable();
    days.dedup();
    let about = columns.iter().filter(|column| column.rule.kind == ColumnType::Text && column.filled > 0);
    let about = about.map(|column| column.name.clone()).collect();
    let is_across = months.len() >= LEAST && days.len() == months.len();
    is_across.then_some(MonthsAcross { months, year, newest: None, about })
}

/// Columns that have the name of a month and no more, each with its first day in the year that is said of it.
fn called(columns: &[ColumnProfile], mut year: impl FnMut(u32) -> i32) -> Vec<(String, NaiveDate)> {
    let amounts = columns.iter().filter(|column| column.is_number() || column.filled == 0);
    let day = |column: &ColumnProfile| {
        let number = month_of_name(&column.name)?;
        Some((column.name.clone(), NaiveDate::from_ymd_opt(year(number), number, 1)?))
    };
    amounts.filter_map(day).collect()
}

/// Whether a column says the year of a row.
pub(super) fn is_year(column: &ColumnProfile) -> bool {
    let within = |number: Option<f64>| number.is_some_and(|number| OURS.contains(&(number as i32)));
    column.kind == ColumnKind::Integer
        && has_word(&column.name, &YEARS)
        && within(column.lowest)
        && within(column.highest)
}

/// The years that a name says, in their order.
fn years(name: &str) -> Vec<i32> {
    let digits = name.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    digits.filter_map(|part| part.parse().ok()).filter(|year| OURS.contains(year)).collect()
}

/// Whether a day can stand for its month: the first.
fn day_of_month(day: NaiveDate) -> bool {
    day.day() == 1 && OURS.contains(&day.year())
}

/// The id and the block of the source that has a row for each month.
pub fn by_month(across: &MonthsAcross, id: &str) -> (String, String) {
    (by_month_id(id), source(across, id))
}

/// The id of the source that has a row for each month, or its day in each row.
pub(super) fn by_month_id(id: &str) -> String {
    format!("{id}_by_month")
}

/// A source whose rows are those of another, once for each month.
pub(super) fn source(across: &MonthsAcross, id: &str) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let own = by_month_id(id);
    let _ = writeln!(out, "  {own}:   # a row for each month of a row of `{id}`\n    sql: >-");
    let about: Vec<String> = across.about.iter().map(|name| format!("{}, ", column_in_query(name))).collect();
    let about = about.concat();
    for (at, (name, day)) in across.months.iter().enumerate() {
        let all = if at == 0 { "" } else { "union all " };
        let name = column_in_query(name);
        let day = match &across.year {
            Some(year) => format!("make_date({}, {}, 1)", column_in_query(year), day.month()),
            None => format!("'{day}'"),
        };
        let _ = writeln!(
            out,
            "      {all}select {about}{day} as {MONTH}, {name} as {VALUE} from {id} where {name} is not null"
        );
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
