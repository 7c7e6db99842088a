//! The file of the days that are no business days.

use std::path::Path;

use chrono::NaiveDate;

use super::feed::day;
use super::finding::SourceFinder;
use super::project::MOST;
use crate::disk;
use crate::form::Form;
use crate::measure::Text;
use crate::problem::{Code, Problem, Problems};

/// Dates of a holiday file: the column `date`, or the only column.
fn holidays(path: &Path, text: &Text, problems: &mut Problems) -> Vec<NaiveDate> {
    let bytes = match disk::read(path, MOST) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("cannot open `{text}`: {error}");
            problems.push(Problem::new(Code::SourceUnreachable, message).at(text.span));
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
        let problem =
            Problem::new(Code::MissingColumn, format!("`{text}` needs a column `date`")).at(text.span);
        problems.push(problem.help(format!(
            "its columns are {}",
            names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
        )));
        return Vec::new();
    };
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
                let message = format!("line {} of `{text}`: `{cell}` is no date", row + 2);
                problems.push(
                    Problem::new(Code::WrongType, message).at(text.span).help("write dates as `2026-01-31`"),
                );
            }
        }
    }
    days
}

/// The text or list of a calendar's holidays as days.
pub(super) fn holidays_of(
    written: &Form<Text, Vec<Text>>,
    finding: &SourceFinder<'_>,
    problems: &mut Problems,
) -> Vec<NaiveDate> {
    match written {
        Form::Full(days) => days.iter().filter_map(|text| day(text, problems)).collect(),
        Form::Short(file) => match finding.folders.find(&file.value, (finding.beside)(file.span)) {
            Ok(found) => found.iter().flat_map(|path| holidays(path, file, problems)).collect(),
            Err(problem) => {
                problems.push(finding.unexpanded(problem, file).at(file.span));
                Vec::new()
            }
        },
    }
}
