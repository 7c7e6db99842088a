//! One cell: what its text means by the rule of its column.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray,
};

use super::moment::{Clock, Patterns};
use super::number::{self, Signs};
use crate::calendar::Turn;
use crate::measure::ColumnType;
use crate::measure::expression::days_since_epoch;
use crate::model::CellRule;

/// Stands before the text of a cell that holds no value, such as an error of a workbook.
pub(super) const BROKEN: char = '\0';

/// Number of bad cells of a column, or rejected rows, that are remembered with their place.
pub(super) const EXAMPLES: usize = 5;

/// What became of a column's cells in one file; places are numbers of rows, from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) cells: u64,
    pub(super) unreadable: u64,
    pub(super) out_of_range: u64,
    pub(super) absent: u64,
    pub(super) not_applicable: u64,
    pub(super) empty: u64,
    /// Times that the clocks showed twice, and times that they never showed (R47).
    pub(super) twice: u64,
    pub(super) never: u64,
    pub(super) bad: Vec<(u64, String)>,
    pub(super) outside: Vec<(u64, String)>,
}

/// What a cell turned out to be.
enum Judged<T> {
    Value(T),
    Empty,
    Absent,
    NotApplicable,
    Unreadable,
    OutOfRange,
}

impl Tally {
    /// Counts what the clocks did with a time.
    pub(super) fn turned(&mut self, turn: Turn) {
        match turn {
            Turn::Once => {}
            Turn::Twice => self.twice += 1,
            Turn::Never => self.never += 1,
        }
    }

    fn keep<T>(&mut self, judged: Judged<T>, row: u64, text: &str) -> Option<T> {
        self.cells += 1;
        match judged {
            Judged::Value(value) => return Some(value),
            Judged::Empty => self.empty += 1,
            Judged::Absent => self.absent += 1,
            Judged::NotApplicable => self.not_applicable += 1,
            Judged::Unreadable => {
                self.unreadable += 1;
                remember(&mut self.bad, row, text);
            }
            Judged::OutOfRange => {
                self.out_of_range += 1;
                remember(&mut self.outside, row, text);
            }
        }
        None
    }
}

/// Keeps a cell as an example, while there is room.
pub(super) fn remember(examples: &mut Vec<(u64, String)>, row: u64, text: &str) {
    const SHOWN: usize = 60; // characters; a cell may hold a page
    if examples.len() < EXAMPLES {
        let cut = text.char_indices().nth(SHOWN).map_or(text.len(), |(i, _)| i);
        let more = if cut < text.len() { "…" } else { "" };
        examples.push((row, format!("{}{more}", &text[..cut])));
    }
}

/// A listed code: the whole cell, or its beginning.
struct ListedCode {
    text: String,
    beginning: bool,
    number: Option<f64>,
}

impl ListedCode {
    fn new(written: &str) -> ListedCode {
        let written = written.trim();
        let (text, beginning) = written.strip_suffix('*').map_or((written, false), |text| (text, true));
        let number = if beginning { None } else { Signs::PLAIN.number(text) };
        ListedCode { text: text.to_owned(), beginning, number }
    }

    fn is(&self, cell: &str) -> bool {
        if self.beginning { !cell.is_empty() && cell.starts_with(&self.text) } else { cell == self.text }
    }
}

/// Reads the text cells of one column by its rule.
pub(super) struct CellReader<'a> {
    kind: ColumnType,
    patterns: Patterns<'a>,
    absent: Vec<ListedCode>,
    not_applicable: Vec<ListedCode>,
    range: Option<(f64, f64)>,
    signs: Signs,
    clock: Clock,
    waves: &'a [String],
}

impl<'a> CellReader<'a> {
    /// A reader for text as a file writes it.
    pub(super) fn new(rule: &'a CellRule, signs: Signs, clock: Clock, waves: &'a [String]) -> CellReader<'a> {
        let codes = |listed: &[String]| listed.iter().map(|code| ListedCode::new(code)).collect();
        CellReader {
            kind: rule.kind,
            patterns: Patterns::new(&rule.formats),
            absent: codes(&rule.absent),
            not_applicable: codes(&rule.not_applicable),
            range: rule.range,
            signs,
            clock,
            waves,
        }
    }

    /// A reader for cells of which each brings its type: a day may be one, whatever the pattern for text is.
    pub(super) fn for_loose(
        rule: &'a CellRule,
        signs: Signs,
        clock: Clock,
        waves: &'a [String],
    ) -> CellReader<'a> {
        let patterns = Patterns::new(&rule.formats).or_iso();
        CellReader { patterns, ..CellReader::new(rule, signs, clock, waves) }
    }

    /// A reader for cells that were typed already and printed back as text, so that codes and range can be applied.
    pub(super) fn for_typed(rule: &'a CellRule, clock: Clock, waves: &'a [String]) -> CellReader<'a> {
        CellReader { patterns: Patterns::new(&[]), ..CellReader::new(rule, Signs::PLAIN, clock, waves) }
    }

    /// Types a batch of cells, the first of which stands in `first_row`, and counts what is absent and why.
    pub(super) fn read(&self, texts: &StringArray, first_row: u64, tally: &mut Tally) -> ArrayRef {
        let signs = self.signs;
        match self.kind {
            ColumnType::Text => {
                let kept = self.each(texts, first_row, tally, Some, |_| None);
                let is_same =
                    |(kept, text): (&Option<&str>, Option<&str>)| kept.map(str::len) == text.map(str::len);
                if kept.iter().zip(texts.iter()).all(is_same) {
                    return Arc::new(texts.clone());
                }
                Arc::new(StringArray::from(kept))
            }
            ColumnType::Wave => {
                let wave =
                    |text| (self.waves.is_empty() || self.waves.iter().any(|w| w == text)).then_some(text);
                Arc::new(StringArray::from(self.each(texts, first_row, tally, wave, |_| None)))
            }
            ColumnType::Integer => {
                let whole = |text: &str| signs.integer(text);
                Arc::new(Int64Array::from(self.each(texts, first_row, tally, whole, |x| Some(*x as f64))))
            }
            ColumnType::Number | ColumnType::Money { .. } => {
                let number = |text: &str| signs.number(text);
                Arc::new(Float64Array::from(self.each(texts, first_row, tally, number, |x| Some(*x))))
            }
            ColumnType::Duration => {
                let seconds = |text: &str| number::seconds(text, signs);
                Arc::new(Float64Array::from(self.each(texts, first_row, tally, seconds, |x| Some(*x))))
            }
            ColumnType::Bool => {
                Arc::new(BooleanArray::from(self.each(texts, first_row, tally, number::truth, |_| None)))
            }
            ColumnType::Date => {
                let day = |text: &str| self.patterns.day(text, self.clock).map(days_since_epoch);
                Arc::new(Date32Array::from(self.each(texts, first_row, tally, day, |_| None)))
            }
            ColumnType::Datetime { .. } => {
                let time = |text: &str| self.patterns.time(text, self.clock);
                let times = self.each(texts, first_row, tally, time, |_| None);
                let instants = times.into_iter().map(|time| {
                    let (instant, turn) = time?;
                    tally.turned(turn);
                    Some(instant)
                });
                let instants: TimestampMicrosecondArray = instants.collect();
                Arc::new(instants.with_timezone(self.clock.kept.name()))
            }
        }
    }

    fn each<'t, T>(
        &self,
        texts: &'t StringArray,
        first_row: u64,
        tally: &mut Tally,
        parse: impl Fn(&'t str) -> Option<T>,
        size: impl Fn(&T) -> Option<f64>,
    ) -> Vec<Option<T>> {
        let rows = first_row..;
        texts
            .iter()
            .zip(rows)
            .map(|(text, row)| {
                let text = trimmed(text.unwrap_or_default());
                if text.as_bytes().first() != Some(&(BROKEN as u8)) {
                    return tally.keep(self.judge(text, &parse, &size), row, text);
                }
                let text = &text[BROKEN.len_utf8()..];
                tally.keep(self.judge(text, &|_| None::<T>, &size), row, text)
            })
            .collect()
    }

    fn judge<'t, T>(
        &self,
        text: &'t str,
        parse: &impl Fn(&'t str) -> Option<T>,
        size: &impl Fn(&T) -> Option<f64>,
    ) -> Judged<T> {
        if self.absent.iter().any(|code| code.is(text)) {
            return Judged::Absent;
        }
        if self.not_applicable.iter().any(|code| code.is(text)) {
            return Judged::NotApplicable;
        }
        if text.is_empty() {
            return Judged::Empty;
        }
        let Some(value) = parse(text) else {
            return Judged::Unreadable;
        };
        let Some(x) = size(&value) else {
            return Judged::Value(value);
        };
        // A listed `0` is also written `0.0`, and a Parquet file prints its numbers its own way.
        let listed = |codes: &[ListedCode]| codes.iter().any(|code| code.number == Some(x));
        if listed(&self.absent) {
            Judged::Absent
        } else if listed(&self.not_applicable) {
            Judged::NotApplicable
        } else if self.range.is_some_and(|(low, high)| x < low || x > high) {
            Judged::OutOfRange
        } else {
            Judged::Value(value)
        }
    }
}

/// A text without blanks around it. Nearly all have none, which their first and last byte tell.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
