//! The file of the days that are no business days.

use std::path::Path;

use chrono::NaiveDate;

use super::feed::day;
use super::finding::SourceFinder;
use super::project::MOST;
use crate::disk;
use crate::form::Form;
use crate::measure::{Text, unsupported_key};
use crate::problem::{CannotOpen, Problem, Problems, causes};

/// Dates of a holiday file: the column `date`, or the only column.
fn holidays(path: &Path, text: &Text, entity: Option<&str>, problems: &mut Problems) -> Vec<NaiveDate> {
    let bytes = match disk::read(path, MOST) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.push(
                Problem::new(CannotOpen { path: text.to_string(), reason: error.to_string() }).at(text.span),
            );
            return Vec::new();
        }
    };
    let content = String::from_utf8_lossy(&bytes);
    let content = content.trim_start_matches('\u{feff}');
    let header = content.lines().next().unwrap_or_default();
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|sign| header.bytes().filter(|byte| byte == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.filter(|sign| header.bytes().any(|byte| byte == *sign)).unwrap_or(b','))
        .flexible(true)
        .from_reader(content.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .map(|names| names.iter().map(|name| name.trim().to_owned()).collect())
        .unwrap_or_default();
    let Some(column) = names.iter().position(|name| name == "date") else {
        let cause = HolidaysWithoutDate {
            file: text.to_string(),
            columns: names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "),
        };
        problems.push(Problem::new(cause).at(text.span));
        return Vec::new();
    };
    if let Some(entity) = entity.filter(|entity| names.iter().any(|name| name == entity)) {
        problems.push(unsupported_key(&format!("holidays that differ by `{entity}`")).at(text.span));
        return Vec::new();
    }
    let mut days = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let cell = record
            .ok()
            .and_then(|record| record.get(column).map(|cell| cell.trim().to_owned()))
            .unwrap_or_default();
        match cell.parse::<NaiveDate>() {
            Ok(day) => days.push(day),
            Err(_) if cell.is_empty() => {}
            Err(_) => {
                problems.push(
                    Problem::new(NoHoliday { line: row + 2, file: text.to_string(), cell: cell.to_string() })
                        .at(text.span),
                );
            }
        }
    }
    days
}

/// The text or list of a calendar's holidays as days; those of single entities, by the column that says which, are refused.
pub(super) fn holidays_of(
    written: &Form<Text, Vec<Text>>,
    entity: Option<&str>,
    finding: &SourceFinder<'_>,
    problems: &mut Problems,
) -> Vec<NaiveDate> {
    match written {
        Form::Full(days) => days.iter().filter_map(|text| day(text, problems)).collect(),
        Form::Short(file) => match finding.folders.find(&file.value, (finding.beside)(file.span)) {
            Ok(found) => found.iter().flat_map(|path| holidays(path, file, entity, problems)).collect(),
            Err(problem) => {
                problems.push(finding.unexpanded(problem, file).at(file.span));
                Vec::new()
            }
        },
    }
}

causes! {
    /// A file of holidays without a column of dates.
    HolidaysWithoutDate { file: String, columns: String } => MissingColumn,
        "`{file}` needs a column `date`",
        "its columns are {columns}";

    /// A holiday that is no date.
    NoHoliday { line: usize, file: String, cell: String } => WrongType,
        "line {line} of `{file}`: `{cell}` is no date",
        "write dates as `2026-01-31`";
}
