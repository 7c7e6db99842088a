//! What was found, for people.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::problem::print::escape_line;

use super::role::may_be_key;
use super::{ColumnKind, ColumnProfile, Profile, ValueCount};

/// Characters of a value that are shown.
const SHOWN: usize = 28;
/// Characters of a column's name that are shown.
const NAME: usize = 32;

/// A profile as a page of text of some width.
pub fn text(profile: &Profile, width: usize) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = writeln!(out, "{}", escape_line(&profile.file));
    for line in head(profile) {
        wrapped(&mut out, &line, 2, width);
    }
    out.push('\n');
    table(&mut out, profile, width);
    out.push('\n');
    for line in keys(profile) {
        wrapped(&mut out, &line, 2, width);
    }
    if !profile.notes.is_empty() {
        let _ = writeln!(out, "\n  To know");
        for note in &profile.notes {
            let mut lines = String::new();
            wrapped(&mut lines, &escape_line(note), 4, width);
            out.push_str("  - ");
            out.push_str(lines.trim_start());
        }
    }
    out
}

/// How the file is written, and how large it is.
fn head(profile: &Profile) -> Vec<String> {
    let format = &profile.format;
    let mut how = vec![
        match format.kind {
            "fixed" => "text in columns of fixed width",
            "text" => "text",
            "parquet" => "Parquet",
            "arrow" => "Arrow",
            "json" => "JSON",
            "workbook" => "a workbook",
            _ => "a table of a database",
        }
        .to_owned(),
    ];
    if let Some(separator) = format.separator {
        how.push(format!(
            "cells parted by {}",
            match separator {
                ',' => "commas",
                ';' => "semicolons",
                '\t' => "tabs",
                _ => "upright strokes",
            }
        ));
    }
    let is_number =
        |column: &ColumnProfile| column.kind == ColumnKind::Number || column.kind == ColumnKind::Money;
    if format.decimal == ',' && profile.columns.iter().any(is_number) {
        how.push("decimals behind a comma".to_owned());
    }
    how.extend(format.encoding.map(str::to_owned));
    how.extend(match format.sheets.as_slice() {
        [] => format.sheet.as_ref().map(|sheet| format!("sheet `{}`", escape_line(sheet))),
        several => {
            let named: Vec<String> =
                several.iter().map(|sheet| format!("`{}`", escape_line(sheet))).collect();
            Some(format!("sheets {}", named.join(", ")))
        }
    });
    how.extend(format.table.as_ref().map(|table| format!("table `{}`", escape_line(table))));
    how.extend(format.header_line.map(|line| match (line, format.kind) {
        (line, _) if format.header_lines > 1 => {
            format!("the header seems to stand in lines {line} to {}", line + format.header_lines - 1)
        }
        (1, _) => "header on line 1".to_owned(),
        (line, "workbook") => format!("the header seems to stand in row {line}"),
        (line, "fixed") => format!("rows begin on line {line}"),
        (line, _) => format!("the header seems to stand on line {line}"),
    }));
    let mut size = vec![
        if profile.rows == 1 { "1 row".to_owned() } else { format!("{} rows", count(profile.rows)) },
        if profile.columns.len() == 1 {
            "1 column".to_owned()
        } else {
            format!("{} columns", profile.columns.len())
        },
    ];
    size.extend(profile.bytes.map(bytes));
    let mut lines = vec![how.join(", "), size.join(", ")];
    if !format.other_sheets.is_empty() {
        let named = |name: &String| {
            let hidden = if format.hidden_sheets.contains(name) { " (hidden)" } else { "" };
            format!("`{}`{hidden}", escape_line(name))
        };
        let names: Vec<String> = format.other_sheets.iter().map(named).collect();
        lines.push(format!("it has other sheets, which --sheet shows: {}", names.join(", ")));
    }
    if profile.sampled < profile.rows {
        lines.push(format!(
            "values and numbers are those of {} rows spread over the file; rows, empty cells, days and keys are counted in all",
            count(profile.sampled)
        ));
    }
    lines
}

fn table(out: &mut String, profile: &Profile, width: usize) {
    let name = |column: &ColumnProfile| cut(&escape_line(&column.name), NAME);
    let kind = |column: &ColumnProfile| match &column.unit {
        Some(unit) if unit == "percent" => "number, %".to_owned(),
        Some(unit) if column.kind == ColumnKind::Money => format!("money, {unit}"),
        Some(_) if column.kind == ColumnKind::Duration => "duration, s".to_owned(),
        _ => column.kind.word().to_owned(),
    };
    let empty = |column: &ColumnProfile| if column.empty == 0 { String::new() } else { count(column.empty) };
    let different = |column: &ColumnProfile| {
        let more = if column.different_at_least { ">" } else { "" };
        format!("{more}{}", count(column.different))
    };
    let widest = |of: &dyn Fn(&ColumnProfile) -> String, head: &str| {
        profile.columns.iter().map(|c| of(c).chars().count()).max().unwrap_or(0).max(head.len())
    };
    let widths = [
        widest(&name, "column"),
        widest(&kind, "type"),
        widest(&empty, "empty"),
        widest(&different, "different"),
    ];
    let mut row = |cells: [&str; 4], what: &str| {
        let start = format!(
            "  {}  {}  {}  {}  ",
            left(cells[0], widths[0]),
            left(cells[1], widths[1]),
            right(cells[2], widths[2]),
            right(cells[3], widths[3])
        );
        let indent = start.chars().count();
        let mut lines = String::new();
        wrapped(&mut lines, what, indent, width.max(indent + 30));
        let line = format!("{start}{}", lines.trim_start());
        let _ = writeln!(out, "{}", line.trim_end());
    };
    row(["column", "type", "empty", "different"], "values");
    for column in &profile.columns {
        row([&name(column), &kind(column), &empty(column), &different(column)], &what(profile, column));
    }
}

/// What stands in a column.
fn what(profile: &Profile, column: &ColumnProfile) -> String {
    let mut parts = Vec::new();
    let is_few = column.tells_all_values();
    if let (Some(first), Some(last)) = (column.first_day, column.last_day) {
        parts.push(format!("{first} to {last}"));
        let is_time = profile.time().is_some_and(|time| time.name == column.name);
        if is_time && column.by_month {
            let which = if first.day() == 1 { "first" } else { "last" };
            parts.push(format!("always the {which} of a month"));
        } else if let Some(missing) = column.missing_days.filter(|_| is_time) {
            parts.push(without_row(missing.days, missing.weekends, missing.longest, missing.longest_from));
        }
    } else if let (true, Some((low, high))) = (column.unique && !is_few, column.lowest.zip(column.highest)) {
        parts.push(format!("all different, {} to {}", number(low), number(high)));
    } else if column.unique && !is_few {
        let some: Vec<String> = column.values.iter().take(3).map(|value| shown(&value.value)).collect();
        parts.push(format!("all different, such as {}", some.join(", ")));
    } else {
        if let (Some(low), Some(high), false) = (column.lowest, column.highest, is_few) {
            parts.push(format!("{} to {}", number(low), number(high)));
        } else {
            let some: Vec<String> = column
                .values
                .iter()
                .map(|value| format!("{} ({})", shown(&value.value), count(value.rows)))
                .collect();
            let rest = column.different.saturating_sub(column.values.len() as u64);
            let more = if rest > 0 { format!(" · {} more values", count(rest)) } else { String::new() };
            parts.push(format!("{}{more}", some.join(" · ")));
        }
    }
    parts.join("; ")
}

fn without_row(days: u64, weekends: u64, longest: u64, from: NaiveDate) -> String {
    let what = if days == 1 {
        "1 day without a row".to_owned()
    } else {
        format!("{} days without a row", count(days))
    };
    match (weekends == days, longest) {
        (true, _) => format!("{what}, all Saturdays or Sundays"),
        (false, longest) if longest > 1 => {
            format!(
                "{what}, {} of them Saturdays or Sundays, the longest gap {longest} days from {from}",
                count(weekends)
            )
        }
        (false, _) => what,
    }
}

/// What tells rows apart, and what columns are for.
fn keys(profile: &Profile) -> Vec<String> {
    let mut lines = Vec::new();
    let names = |columns: Vec<&str>| {
        let named: Vec<String> = columns.iter().map(|name| format!("`{}`", escape_line(name))).collect();
        match named.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => named.concat(),
        }
    };
    // What the block writes under `unique` where rows stand there again.
    let but_for_copies = profile.roles.key.first().map(|at| profile.columns[*at].name.as_str());
    let is_text = |column: &&ColumnProfile| column.unique && column.kind == ColumnKind::Text;
    let by_chance = profile.columns.iter().find(is_text).map(|column| escape_line(&column.name));
    let unique = profile.columns.iter().enumerate().filter(|(at, column)| may_be_key(*at, column));
    let unique: Vec<&str> = unique.map(|(_, column)| column.name.as_str()).collect();
    lines.push(match (unique.is_empty(), profile.key_together.is_empty()) {
        (false, _) => format!(
            "A row is told apart by {}",
            unique.iter().map(|n| format!("`{}`", escape_line(n))).collect::<Vec<_>>().join(", or by ")
        ),
        (true, false) => format!(
            "A row is told apart by {} together",
            names(profile.key_together.iter().map(String::as_str).collect())
        ),
        (true, true) => match (but_for_copies, by_chance) {
            (Some(key), _) => {
                format!("A row is told apart by `{}`, but for those that stand there again", escape_line(key))
            }
            (None, Some(text)) => {
                format!("No column tells rows apart: that all of `{text}` differ may be chance")
            }
            (None, None) => "No column tells rows apart".to_owned(),
        },
    });
    if let Some(time) = profile.time() {
        lines.push(format!("Its day is probably `{}`", escape_line(&time.name)));
    }
    if let Some(named) = &profile.named {
        let pattern = escape_line(&named.pattern);
        lines.push(format!("No column holds its day, which the file's name probably says: `{pattern}`"));
    }
    if let Some(customer) = profile.customer() {
        lines.push(format!("Its customer is probably `{}`", escape_line(&customer.name)));
    }
    lines
}

/// A value and how often it stands there, in a sentence.
pub(super) fn counted(value: &ValueCount) -> String {
    let times = if value.rows == 1 { "once".to_owned() } else { format!("{} times", count(value.rows)) };
    format!("`{}` {times}", shown(&value.value))
}

/// A whole number with its thousands apart.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number as people read it: at most four decimals.
pub(super) fn number(x: f64) -> String {
    let rounded = format!("{:.4}", x.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let sign = if x < 0.0 { "−" } else { "" };
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

fn bytes(bytes: u64) -> String {
    let (mut size, mut unit) = (bytes as f64, "bytes");
    for larger in ["kB", "MB", "GB"] {
        if size < 1000.0 {
            break;
        }
        size /= 1000.0;
        unit = larger;
    }
    if unit == "bytes" || size >= 100.0 { format!("{size:.0} {unit}") } else { format!("{size:.1} {unit}") }
}

/// A value as one short text.
fn shown(text: &str) -> String {
    cut(&escape_line(text), SHOWN)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn left(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(blanks))
}

fn right(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.chars().count());
    format!("{}{text}", " ".repeat(blanks))
}

/// Adds a text in lines of at most some width, each behind some blanks.
fn wrapped(out: &mut String, text: &str, indent: usize, width: usize) {
    let mut line = " ".repeat(indent);
    let mut length = indent;
    for word in text.split(' ') {
        let own = word.chars().count();
        if length > indent && length + 1 + own > width {
            let _ = writeln!(out, "{line}");
            line = " ".repeat(indent);
            length = indent;
        }
        if length > indent {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += own;
    }
    let _ = writeln!(out, "{line}");
}
