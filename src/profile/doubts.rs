//! What of a column's cells can be meant in two ways, so that a figure may be wrong without any cell being unreadable.

use crate::data::{ReadCells, Signs};

use super::currency::currency_around;
use super::facts::{MixedPercent, ValueCount};
use super::signs::is_grouped;

/// Different cells in which a sign has to stand before it is doubted.
const LEAST: usize = 10;

/// Cells of a number above 1 without a percent sign beside cells that bear one: `85` among `91%` is read as 8,500 %.
pub(super) fn mixed_percent(ordered: &[(&str, u64)], known: &ReadCells) -> Option<MixedPercent> {
    let (mut signed, mut bare, mut example, mut highest) = (0, 0, None, 1.0_f64);
    for ((text, rows), number) in ordered.iter().zip(&known.numbers) {
        match (text.ends_with('%'), number) {
            (true, Some(number)) => {
                signed += rows;
                highest = highest.max(*number);
            }
            (false, Some(number)) if *number > 1.0 => {
                bare += rows;
                example.get_or_insert_with(|| (*text).to_owned());
            }
            _ => {}
        }
    }
    let highest = highest.ceil() as u32;
    example.filter(|_| signed > 0).map(|example| MixedPercent { signed, bare, example, highest })
}

/// A cell whose point, or comma, may part thousands as well as decimals: it stands before three digits in every cell of the column.
pub(super) fn ambiguous_separator(ordered: &[(&str, u64)], signs: Signs) -> Option<String> {
    let with: Vec<&str> =
        ordered.iter().map(|(text, _)| *text).filter(|text| text.contains(signs.decimal)).collect();
    let is_doubtful = signs.thousands.is_none()
        && with.len() >= LEAST
        && 10 * with.len() >= 9 * ordered.len()
        && with.iter().all(|text| is_grouped(text, signs.decimal));
    is_doubtful.then(|| with[0].to_owned())
}

/// Rows that say no more than the header does, as where a list was printed page by page.
pub(super) fn header_again(ordered: &[(&str, u64)], name: &str) -> u64 {
    ordered.iter().find(|(text, _)| *text == name).map_or(0, |(_, rows)| *rows)
}

/// The currencies of amounts that stand as texts because there are several of them; nothing where other texts are among them.
pub(super) fn currencies(ordered: &[(&str, u64)]) -> Vec<ValueCount> {
    let mut found: Vec<ValueCount> = Vec::new();
    for (text, rows) in ordered {
        let Some(code) = currency_around(text) else { return Vec::new() };
        match found.iter_mut().find(|counted| counted.value == code) {
            Some(counted) => counted.rows += rows,
            None => found.push(ValueCount { value: code.to_owned(), rows: *rows }),
        }
    }
    found.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.value.cmp(&b.value)));
    if found.len() > 1 { found } else { Vec::new() }
}
