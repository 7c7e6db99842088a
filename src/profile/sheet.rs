//! Where in a sheet its table stands: below titles, beside other tables, under a header of several lines.

use crate::model::{Area, Sheet};

use super::header::{Lines, header, two_lines, with_days};

/// Share of the rows of a table that a column of it fills, where its length tells it from the one beside it.
const DENSE: usize = 80;

/// Where a table stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TablePlace {
    /// The line of its header.
    pub(super) header: u64,
    /// How many lines that has.
    pub(super) lines: usize,
    /// Its first and its last column, from 0, where other tables stand beside it.
    pub(super) columns: Option<(usize, usize)>,
    /// Those: line of the header, first and last column.
    pub(super) others: Vec<(u64, usize, usize)>,
}

/// Where the first table of a sheet stands; `None` where no line looks like a header.
pub(super) fn place(records: Lines<'_>) -> Option<TablePlace> {
    let tables = tables_side_by_side(records);
    if let [(header, first, last), others @ ..] = tables.as_slice()
        && !others.is_empty()
    {
        let others = others.to_vec();
        return Some(TablePlace { header: *header, lines: 1, columns: Some((*first, *last)), others });
    }
    let of = |header: u64, lines| Some(TablePlace { header, lines, columns: None, others: Vec::new() });
    if let Some(at) = two_lines(records) {
        return of(records[at].0, 2);
    }
    let compact: Vec<(u64, Vec<String>)> =
        records.iter().map(|(line, cells)| (*line, filled(cells).cloned().collect())).collect();
    match header(&compact) {
        (at, true) => of(records[at].0, 1),
        _ => of(records[with_days(&compact)?].0, 1),
    }
}

/// Tables side by side, with a blank column between them: line of the header, first and last column. One alone is not told, and
/// neither are parts of one table that a blank column parts.
fn tables_side_by_side(records: Lines<'_>) -> Vec<(u64, usize, usize)> {
    let wide: Vec<&(u64, Vec<String>)> =
        records.iter().filter(|(_, cells)| filled(cells).count() > 1).collect();
    let width = wide.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let is_used = |column: usize| wide.iter().any(|(_, cells)| has(cells, column));
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for column in (0..width).filter(|column| is_used(*column)) {
        match blocks.last_mut().filter(|(_, last)| *last + 1 == column) {
            Some((_, last)) => *last = column,
            None => blocks.push((column, column)),
        }
    }
    let tables: Vec<Block> = blocks.into_iter().filter_map(|block| Block::new(&wide, block)).collect();
    let Some((first, rest)) = tables.split_first() else { return Vec::new() };
    match rest.iter().any(|other| other.is_apart_from(first)) {
        true => tables.iter().map(|block| (block.header, block.columns.0, block.columns.1)).collect(),
        false => Vec::new(),
    }
}

/// Columns next to each other that have a header and rows.
struct Block {
    header: u64,
    names: Vec<String>,
    columns: (usize, usize),
    last: u64,
    is_dense: bool,
}

impl Block {
    fn new(records: &[&(u64, Vec<String>)], (first, last): (usize, usize)) -> Option<Block> {
        if first == last {
            return None;
        }
        let cut = |(line, cells): &&(u64, Vec<String>)| {
            let own: Vec<String> = (first..=last).filter_map(|at| cells.get(at).cloned()).collect();
            own.iter().any(|cell| !cell.is_empty()).then_some((*line, own))
        };
        let own: Vec<(u64, Vec<String>)> = records.iter().filter_map(cut).collect();
        let (at, is_header) = header(&own);
        let rows = own.len().saturating_sub(at + 1);
        if !is_header || rows < 3 {
            return None;
        }
        let cells: usize = own[at + 1..].iter().map(|(_, cells)| filled(cells).count()).sum();
        Some(Block {
            header: own[at].0,
            names: filled(&own[at].1).cloned().collect(),
            columns: (first, last),
            last: own.last().map_or(0, |(line, _)| *line),
            is_dense: 100 * cells >= DENSE * rows * (last - first + 1),
        })
    }

    /// Whether it is another table than one before it: a name stands in both, or their headers or ends stand on other lines.
    fn is_apart_from(&self, other: &Block) -> bool {
        let is_shorter = self.is_dense && other.is_dense && self.last.abs_diff(other.last) > 1;
        self.names.iter().any(|name| other.names.contains(name)) || self.header != other.header || is_shorter
    }
}

fn filled(cells: &[String]) -> impl Iterator<Item = &String> {
    cells.iter().filter(|cell| !cell.is_empty())
}

fn has(cells: &[String], column: usize) -> bool {
    cells.get(column).is_some_and(|cell| !cell.is_empty())
}

/// A sheet and its cells as a definition writes them.
pub(super) fn written(sheet: &Sheet, first: Option<&str>) -> Option<String> {
    let name = sheet.name.as_deref().or(first)?;
    let Area { top, bottom, left, right } = sheet.area;
    if sheet.area == Area::default() {
        return Some(name.to_owned());
    }
    let cell = |column: Option<u32>, row: Option<u32>| {
        let row = row.map_or(String::new(), |row| row.to_string());
        format!("{}{row}", column.map_or(String::new(), letters))
    };
    let (from, to) = (cell(left, top), cell(right, bottom));
    Some(if to.is_empty() { format!("{name}!{from}") } else { format!("{name}!{from}:{to}") })
}

/// The letters of a column, from 1.
pub(super) fn letters(column: u32) -> String {
    let (mut rest, mut letters) = (column, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
