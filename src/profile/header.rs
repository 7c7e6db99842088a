//! Which line of a file is its header.

use crate::data::header_names;

/// First rows among which a header is looked for.
const TOP: usize = 30;

/// The lines of a sheet or a text, each with its number and its cells from the first column on.
pub(super) type Lines<'r> = &'r [(u64, Vec<String>)];

/// The commonest of some numbers, the greater of several.
pub(super) fn usual(numbers: &[usize]) -> usize {
    let count = |number: usize| numbers.iter().filter(|other| **other == number).count();
    numbers.iter().copied().max_by_key(|number| (count(*number), *number)).unwrap_or_default()
}

/// The place of the header among the first records, and whether it looks like one.
pub(super) fn header(records: &[(u64, Vec<String>)]) -> (usize, bool) {
    let widths: Vec<usize> = records.iter().map(|(_, cells)| filled(cells)).collect();
    let full: Vec<usize> = records.iter().map(|(_, cells)| cells.len()).collect();
    let width = usual(&full).max(usual(&widths));
    let is_header = |(_, cells): &&(u64, Vec<String>)| {
        let named = cells.iter().filter(|cell| is_name(cell)).count();
        let wide = cells.len().max(1) * 5 >= width * 4 && filled(cells) * 5 >= width * 3;
        wide && named * 5 >= filled(cells) * 4 && are_different(cells)
    };
    match records.iter().position(|record| is_header(&record)) {
        Some(at) if at < 30 || records.len() > 60 => (at, true),
        _ => {
            let at = records.iter().position(|(_, cells)| cells.len() == width).unwrap_or_default();
            // A header of years and numbers is one where the rows below have gaps or words.
            (
                at,
                records
                    .get(at)
                    .is_some_and(|(_, cells)| width == 1 && cells.iter().all(|cell| is_name(cell))),
            )
        }
    }
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// Whether a text can be a column's name.
pub(super) fn is_name(text: &str) -> bool {
    let has_letter = text.chars().any(char::is_alphabetic);
    let begins = text.chars().next().is_some_and(|c| c.is_alphabetic() || "_*#%¿".contains(c));
    // Forms head their columns with the whole question.
    let most = if text.contains('?') { 300 } else { 80 };
    has_letter && (begins || text.len() < 20 && !text.contains([':', '/'])) && text.chars().count() <= most
}

fn are_different(cells: &[String]) -> bool {
    let mut names: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    10 * names.len() >= 9 * all
}

/// The place of a header of two lines, the upper of which holds for several columns: `Jan`, blank, `Feb`, blank above `FTE`,
/// `Absence`, `FTE`, `Absence`.
pub(super) fn two_lines(records: Lines<'_>) -> Option<usize> {
    let is_header = |at: &usize| {
        let [(line, upper), (next, lower), (_, below)] = &records[*at..*at + 3] else { return false };
        let width = upper.len().max(lower.len());
        let wide = |cells: &Vec<String>| {
            let mut cells = cells.clone();
            cells.resize(width, String::new());
            cells
        };
        let (upper, lower) = (wide(upper), wide(lower));
        let may_be = |cell: &String| is_name(cell) || is_day(cell);
        let are_names = named(&upper).all(may_be) && named(&lower).all(|cell| is_name(cell));
        let (above, under) = (named(&upper).count(), named(&lower).count());
        // Names that stand twice, or a name that the upper line alone has: neither line is a header without the other.
        let mut names: Vec<&String> = named(&lower).collect();
        names.sort_unstable();
        let is_doubled = names.windows(2).any(|pair| pair[0] == pair[1]);
        let is_held = (1..width).any(|c| {
            upper[c].is_empty() && !lower[c].is_empty() && upper[..c].iter().any(|cell| !cell.is_empty())
        });
        let mut joined: Vec<String> =
            header_names(&[upper, lower.clone()]).into_iter().filter(|name| !name.is_empty()).collect();
        joined.sort_unstable();
        let is_told = joined.windows(2).all(|pair| pair[0] != pair[1]);
        let has_number =
            (0..width).any(|c| !lower[c].is_empty() && below.get(c).is_some_and(|cell| is_number(cell)));
        *next == *line + 1
            && above > 1
            && under > 2
            && are_names
            && is_doubled
            && is_held
            && is_told
            && has_number
    };
    (0..records.len().saturating_sub(2).min(TOP)).find(is_header)
}

/// The place of a header that names days or years, as budgets have it: below it stand numbers.
pub(super) fn with_days(records: Lines<'_>) -> Option<usize> {
    let is_header = |at: &usize| {
        let ((_, cells), (_, below)) = (&records[*at], &records[*at + 1]);
        let days = cells.iter().filter(|cell| is_day(cell)).count();
        let numbers = below.iter().filter(|cell| is_number(cell)).count();
        cells.len() > 2
            && days > 1
            && cells.first().is_some_and(|first| is_name(first))
            && cells.iter().all(|cell| is_day(cell) || is_name(cell))
            && 2 * numbers >= days
    };
    (0..records.len().saturating_sub(1).min(TOP)).find(is_header)
}

/// Whether a text is a day or a year, as a header names them.
fn is_day(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |part: &str| digits(part) && (1900..2100).contains(&part.parse().unwrap_or(0));
    let mut parts = text.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), None, ..) => is_year(year),
        (Some(year), Some(month), day, None) => is_year(year) && digits(month) && day.is_none_or(digits),
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || " .,-+−%\u{a0}\u{202f}".contains(c))
}

fn named(cells: &[String]) -> impl Iterator<Item = &String> {
    cells.iter().filter(|cell| !cell.is_empty())
}
