//! One cell: what its text means by the rule of its column.

use std::sync::Arc;

use datafusion::arrow::array::builder::NullBufferBuilder;
use datafusion::arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, PrimitiveArray, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::{Date32Type, Float64Type, Int64Type};

use super::digits::Loss;
use super::moment::Clock;
use super::money;
use super::number::{self, Signs, TwoParts};
use super::pattern::{DateText, Patterns, iso};
use super::serial::DateSystem;
use crate::calendar::ClockChange;
use crate::locale::currency;
use crate::measure::ColumnType;
use crate::measure::expression::days_since_epoch;
use crate::model::{CellRule, MINUTES_FIRST, Truths};

/// Stands before the text of a cell that holds no value, such as an error of a workbook. A text that holds this sign
/// is none.
pub(super) const BROKEN: char = '\0';
/// Stands before a text of a workbook that looks like one of its numbers or days.
pub(super) const WRITTEN: char = '\u{1}';
/// Stands before a number of a workbook that counts days from 1904.
pub(super) const FROM_1904: char = '\u{2}';

/// What a cell brings beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellType {
    /// Nothing.
    Text,
    /// Perhaps a type: what looks like a number or a day is one, and numbers count days by this system.
    Type(DateSystem),
    /// No value.
    Nothing,
}

/// The text of a cell as it was written.
pub(super) fn as_written(text: &str) -> &str {
    text.strip_prefix([BROKEN, WRITTEN, FROM_1904]).unwrap_or(text)
}

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
    pub(super) ambiguous: u64,
    /// Whole numbers of which the last digits were lost, and other numbers whose sums lost digits.
    pub(super) rounded: u64,
    pub(super) inexact: u64,
    /// Percentages with their sign, and numbers above 1 without one.
    pub(super) percents: u64,
    pub(super) above_one: u64,
    pub(super) bad: Vec<(u64, String)>,
    pub(super) outside: Vec<(u64, String)>,
}

/// What a cell turned out to be.
enum CellOutcome<T> {
    Value(T),
    Empty,
    Absent,
    NotApplicable,
    Unreadable,
    OutOfRange,
}

impl Tally {
    /// Counts what a cell lost to being a number.
    pub(super) fn count_loss(&mut self, loss: Loss) {
        match loss {
            Loss::Whole => self.rounded += 1,
            Loss::Sum => self.inexact += 1,
        }
    }

    /// Counts what the clocks did with a time.
    pub(super) fn count_clock_change(&mut self, turn: ClockChange) {
        match turn {
            ClockChange::Once => {}
            ClockChange::Twice => self.twice += 1,
            ClockChange::Never => self.never += 1,
        }
    }

    fn record<T>(&mut self, judged: CellOutcome<T>, row: u64, text: &str) -> Option<T> {
        self.cells += 1;
        match judged {
            CellOutcome::Value(value) => return Some(value),
            CellOutcome::Empty => self.empty += 1,
            CellOutcome::Absent => self.absent += 1,
            CellOutcome::NotApplicable => self.not_applicable += 1,
            CellOutcome::Unreadable => {
                self.unreadable += 1;
                push_example(&mut self.bad, row, text);
            }
            CellOutcome::OutOfRange => {
                self.out_of_range += 1;
                push_example(&mut self.outside, row, text);
            }
        }
        None
    }
}

/// Keeps a cell as an example, while there is room.
pub(super) fn push_example(examples: &mut Vec<(u64, String)>, row: u64, text: &str) {
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
    /// What two parts of a duration are.
    of_clock: TwoParts,
    patterns: Patterns<'a>,
    absent: Vec<ListedCode>,
    not_applicable: Vec<ListedCode>,
    range: Option<(f64, f64)>,
    signs: Signs,
    currency: Vec<&'a str>,
    truths: &'a Truths,
    clock: Clock,
    waves: &'a [String],
    /// Whether each cell brings its type.
    is_untyped: bool,
}

impl<'a> CellReader<'a> {
    /// A reader for text as a file writes it.
    pub(super) fn new(rule: &'a CellRule, signs: Signs, clock: Clock, waves: &'a [String]) -> CellReader<'a> {
        let codes = |listed: &[String]| listed.iter().map(|code| ListedCode::new(code)).collect();
        CellReader {
            kind: rule.kind,
            of_clock: match rule.formats.iter().any(|format| format == MINUTES_FIRST) {
                true => TwoParts::MinutesSeconds,
                false => TwoParts::HoursMinutes,
            },
            patterns: Patterns::new(&rule.formats),
            absent: codes(&rule.absent),
            not_applicable: codes(&rule.not_applicable),
            range: rule.range,
            signs,
            currency: rule.currency.as_deref().map(currency::written).unwrap_or_default(),
            truths: &rule.truths,
            clock,
            waves,
            is_untyped: false,
        }
    }

    /// A reader for cells of which each brings its type: a day may be one, whatever the pattern for text is.
    pub(super) fn for_untyped(
        rule: &'a CellRule,
        signs: Signs,
        clock: Clock,
        waves: &'a [String],
    ) -> CellReader<'a> {
        CellReader { is_untyped: true, ..CellReader::new(rule, signs, clock, waves) }
    }

    /// A reader for cells that were typed already and printed back as text, so that codes and range can be applied. A day
    /// needs no pattern any more; a number such as 20260315 does.
    pub(super) fn for_typed(
        rule: &'a CellRule,
        native: ColumnType,
        clock: Clock,
        waves: &'a [String],
    ) -> CellReader<'a> {
        let reader = CellReader::new(rule, Signs::PLAIN, clock, waves);
        match native {
            ColumnType::Date | ColumnType::Datetime { .. } => {
                CellReader { patterns: Patterns::new(&[]), ..reader }
            }
            _ => reader,
        }
    }

    /// Types a batch of cells, the first of which stands in `first_row`, and counts what is absent and why.
    pub(super) fn read(&self, texts: &StringArray, first_row: u64, tally: &mut Tally) -> ArrayRef {
        let signs = self.signs;
        let adds = |x: &f64| x.abs() < number::BEYOND;
        match self.kind {
            ColumnType::Text => {
                let kept = self.each(texts, first_row, tally, |text, _| Some(text), |_| None);
                let is_same =
                    |(kept, text): (&Option<&str>, Option<&str>)| kept.map(str::len) == text.map(str::len);
                if kept.iter().zip(texts.iter()).all(is_same) {
                    return Arc::new(texts.clone());
                }
                Arc::new(StringArray::from(kept))
            }
            ColumnType::Wave => {
                let wave =
                    |text, _| (self.waves.is_empty() || self.waves.iter().any(|w| w == text)).then_some(text);
                Arc::new(StringArray::from(self.each(texts, first_row, tally, wave, |_| None)))
            }
            ColumnType::Integer => {
                let whole = |text: &str, _| signs.integer(text);
                Arc::new(self.numbers::<Int64Type>(texts, first_row, tally, whole, |x| Some(*x as f64)))
            }
            ColumnType::Number => {
                let (mut losses, mut percents, mut above_one) = (Vec::new(), 0, 0);
                let highest = self.range.map_or(f64::INFINITY, |(_, high)| high);
                let number = |text: &str, _| {
                    let number = signs.fraction(text).filter(adds)?;
                    losses.extend(signs.loss(text, number));
                    match text.ends_with('%') {
                        true => percents += 1,
                        false => above_one += u64::from(number > 1.0 && number <= highest),
                    }
                    Some(number)
                };
                let numbers = self.numbers::<Float64Type>(texts, first_row, tally, number, |x| Some(*x));
                losses.into_iter().for_each(|loss| tally.count_loss(loss));
                tally.percents += percents;
                tally.above_one += above_one;
                Arc::new(numbers)
            }
            ColumnType::Money { .. } => {
                let mut losses = Vec::new();
                let amount = |text: &str, _| {
                    let amount = money::amount(text, signs, &self.currency).filter(adds)?;
                    let digits = || money::digits(text, signs, &self.currency);
                    losses.extend(signs.loss_of(text, digits, amount.abs()));
                    Some(amount)
                };
                let amounts = self.numbers::<Float64Type>(texts, first_row, tally, amount, |x| Some(*x));
                losses.into_iter().for_each(|loss| tally.count_loss(loss));
                Arc::new(amounts)
            }
            ColumnType::Duration => {
                let clock = self.of_clock;
                let seconds = |text: &str, _| number::seconds(text, signs, clock).filter(adds);
                Arc::new(self.numbers::<Float64Type>(texts, first_row, tally, seconds, |x| Some(*x)))
            }
            ColumnType::Bool => {
                let truth = |text: &str, _| self.truths.read(text);
                Arc::new(BooleanArray::from(self.each(texts, first_row, tally, truth, |_| None)))
            }
            ColumnType::Date => {
                let (mut ambiguous, mut known) = (0, KnownTexts::default());
                let day = |text, brings| {
                    let read = |text| {
                        let mut others = 0;
                        let written = self.moment(text, brings, &mut others);
                        let day = written.and_then(|written| self.clock.day_of(written));
                        (day.map(days_since_epoch), others)
                    };
                    let is_text = brings == CellType::Text;
                    let (day, others) = if is_text { known.or_read(text, read) } else { read(text) };
                    ambiguous += others;
                    day
                };
                let days = self.numbers::<Date32Type>(texts, first_row, tally, day, |_| None);
                tally.ambiguous += ambiguous;
                Arc::new(days)
            }
            ColumnType::Datetime { .. } => {
                let mut ambiguous = 0;
                let time = |text: &str, brings| {
                    let written = self.moment(text, brings, &mut ambiguous)?;
                    self.clock.time_of(written)
                };
                let times = self.each(texts, first_row, tally, time, |_| None);
                tally.ambiguous += ambiguous;
                let instants = times.into_iter().map(|time| {
                    let (instant, turn) = time?;
                    tally.count_clock_change(turn);
                    Some(instant)
                });
                let instants: TimestampMicrosecondArray = instants.collect();
                Arc::new(instants.with_timezone(self.clock.kept.name()))
            }
        }
    }

    /// The day or time that a cell names; counts it where another pattern names another day.
    fn moment(&self, text: &str, brings: CellType, ambiguous: &mut u64) -> Option<DateText> {
        if let CellType::Type(system) = brings {
            // A number that is written as a pattern says is no day's number; what is too large for one is left to the patterns.
            let is_number = self.signs.number(text);
            if is_number.is_none() || !self.patterns.fit_digits(text) {
                let typed = is_number.map_or_else(|| iso(text), |serial| system.day(serial));
                if typed.is_some() {
                    return typed;
                }
            }
        }
        let written = self.patterns.read(text)?;
        *ambiguous += u64::from(self.patterns.is_ambiguous(text, written.day));
        Some(written)
    }

    /// Types cells as numbers, or days. Of columns without codes and bounds nothing else is asked of a cell.
    fn numbers<'t, T: ArrowPrimitiveType>(
        &self,
        texts: &'t StringArray,
        first_row: u64,
        tally: &mut Tally,
        mut parse: impl FnMut(&'t str, CellType) -> Option<T::Native>,
        size: impl Fn(&T::Native) -> Option<f64>,
    ) -> PrimitiveArray<T> {
        let has_rule = self.is_untyped || self.range.is_some();
        let has_codes = !self.absent.is_empty() || !self.not_applicable.is_empty();
        if has_rule || has_codes || has_broken(texts) || texts.null_count() > 0 {
            return self.each(texts, first_row, tally, parse, size).into_iter().collect();
        }
        let (mut values, mut are_there) =
            (Vec::with_capacity(texts.len()), NullBufferBuilder::new(texts.len()));
        for (row, text) in (0..texts.len()).map(|row| texts.value(row)).enumerate() {
            let text = trimmed(text);
            let value = if text.is_empty() { None } else { parse(text, CellType::Text) };
            are_there.append(value.is_some());
            values.push(value.unwrap_or_default());
            if value.is_none() && text.is_empty() {
                tally.empty += 1;
            } else if value.is_none() {
                tally.unreadable += 1;
                push_example(&mut tally.bad, first_row + row as u64, text);
            }
        }
        tally.cells += texts.len() as u64;
        PrimitiveArray::new(values.into(), are_there.finish())
    }

    fn each<'t, T>(
        &self,
        texts: &'t StringArray,
        first_row: u64,
        tally: &mut Tally,
        mut parse: impl FnMut(&'t str, CellType) -> Option<T>,
        size: impl Fn(&T) -> Option<f64>,
    ) -> Vec<Option<T>> {
        let rows = first_row..;
        let has_broken = has_broken(texts);
        texts
            .iter()
            .zip(rows)
            .map(|(text, row)| {
                let (text, brings) = self.untagged(trimmed(text.unwrap_or_default()), has_broken);
                tally.record(self.judge(text, brings, &mut parse, &size), row, text)
            })
            .collect()
    }

    /// The text of a cell, and what it brings.
    fn untagged<'t>(&self, text: &'t str, has_broken: bool) -> (&'t str, CellType) {
        if has_broken && text.contains(BROKEN) {
            return (text.strip_prefix(BROKEN).unwrap_or(text), CellType::Nothing);
        }
        if !self.is_untyped {
            return (text, CellType::Text);
        }
        if let Some(text) = text.strip_prefix(WRITTEN) {
            return (trimmed(text), CellType::Text);
        }
        match text.strip_prefix(FROM_1904) {
            Some(text) => (text, CellType::Type(DateSystem::From1904)),
            None => (text, CellType::Type(DateSystem::From1900)),
        }
    }

    fn judge<'t, T>(
        &self,
        text: &'t str,
        brings: CellType,
        parse: &mut impl FnMut(&'t str, CellType) -> Option<T>,
        size: &impl Fn(&T) -> Option<f64>,
    ) -> CellOutcome<T> {
        if self.absent.iter().any(|code| code.is(text)) {
            return CellOutcome::Absent;
        }
        if self.not_applicable.iter().any(|code| code.is(text)) {
            return CellOutcome::NotApplicable;
        }
        if brings == CellType::Nothing {
            return CellOutcome::Unreadable;
        }
        if text.is_empty() {
            return CellOutcome::Empty;
        }
        let Some(value) = parse(text, brings) else {
            return CellOutcome::Unreadable;
        };
        let Some(x) = size(&value) else {
            return CellOutcome::Value(value);
        };
        // A listed `0` is also written `0.0`, and a Parquet file prints its numbers its own way.
        let listed = |codes: &[ListedCode]| codes.iter().any(|code| code.number == Some(x));
        if listed(&self.absent) {
            CellOutcome::Absent
        } else if listed(&self.not_applicable) {
            CellOutcome::NotApplicable
        } else if self.range.is_some_and(|(low, high)| x < low || x > high) {
            CellOutcome::OutOfRange
        } else {
            CellOutcome::Value(value)
        }
    }
}

/// Whether a cell among them may hold no value.
fn has_broken(texts: &StringArray) -> bool {
    texts.value_data().contains(&(BROKEN as u8))
}

/// What texts were read as, as long as no other took their place: a column has few days, and mostly the same one again.
struct KnownTexts<'t, T>(Vec<Option<(&'t str, T)>>);

impl<T> Default for KnownTexts<'_, T> {
    fn default() -> Self {
        KnownTexts(Vec::new())
    }
}

impl<'t, T: Copy> KnownTexts<'t, T> {
    /// So many have a place.
    const PLACES: usize = 512;

    fn or_read(&mut self, text: &'t str, read: impl FnOnce(&'t str) -> T) -> T {
        let Some(end) = text.as_bytes().last_chunk() else { return read(text) };
        let hash = u64::from_le_bytes(*end).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0.resize_with(Self::PLACES, || None);
        let place = &mut self.0[(hash >> 55) as usize];
        match place {
            Some((known, value)) if *known == text => *value,
            _ => place.insert((text, read(text))).1,
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
