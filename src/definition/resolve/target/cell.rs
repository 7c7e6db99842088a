//! Cells of target files: numbers, and the segments they are of.

use super::aim::TargetContext;
use super::causes::{NoSegment, NoValueOfUnit, UnknownSegments};
use super::line::TargetRow;
use crate::definition::number::with_decimal_point;
use crate::definition::resolve::literal::is_number;
use crate::definition::table::Table;
use crate::measure::Text;
use crate::problem::{Problem, near};

/// A number as the file writes it, in the measure's unit.
pub(super) fn number(line: &TargetRow<'_>, cell: &Text, aim: &TargetContext<'_>) -> Option<f64> {
    let Table { decimal, thousands, .. } = *line.table;
    let is_foreign = decimal != '.' && thousands != Some('.') && cell.value.contains('.');
    let plain: String = cell.value.chars().filter(|c| Some(*c) != thousands).collect();
    let plain = plain.replace(decimal, ".");
    if is_foreign || !is_number(&plain) {
        let cause = NoValueOfUnit {
            row: line.row.line,
            cell: cell.to_string(),
            unit: aim.ruler.unit_word().to_string(),
            decimal,
        };
        let problem = Problem::new(cause).at(cell.span);
        aim.ruler.r.report(match cell.value.contains(|c: char| c.is_ascii_digit()) {
            true => problem,
            // `n/a` is not written by another sign.
            false => problem.help("write a number, or leave the cell blank"),
        });
        return None;
    }
    let plain = if line.table.is_decimal_told { with_decimal_point(&plain) } else { plain };
    aim.ruler.level(&Text::new(plain, cell.span))
}

/// The table and value of a segment written `column=value`, crossed `a=x;b=y`.
pub(super) fn segment(text: &Text, aim: &TargetContext<'_>) -> Option<(String, String)> {
    let r = aim.ruler.r;
    let parts: Option<Vec<(&str, &str)>> = text
        .value
        .split(';')
        .map(|part| part.split_once('=').map(|(column, value)| (column.trim(), value.trim())))
        .collect();
    let Some(parts) = parts else {
        r.report(Problem::new(NoSegment { text: text.to_string() }).at(text.span));
        return None;
    };
    let axis = aim.axes.iter().find(|axis| {
        let columns: Vec<&str> = axis.id.split(" × ").collect();
        columns.len() == parts.len() && columns.iter().all(|c| parts.iter().any(|(own, _)| own == c))
    });
    let Some(axis) = axis else {
        let names = parts.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(" × ");
        let known = aim.axes.iter().map(|axis| axis.id.as_str());
        let problem = Problem::new(UnknownSegments { column: names.to_string() }).at(text.span);
        r.report(problem.did_you_mean(near(&names, known)));
        return None;
    };
    let value = |column: &str| parts.iter().find(|(own, _)| *own == column).map_or("", |(_, value)| *value);
    let values: Vec<&str> = axis.id.split(" × ").map(value).collect();
    Some((axis.id.clone(), values.join(";")))
}
