//! The cells of a sheet, whatever the format of its workbook.

use std::borrow::Cow;

use crate::data::serial::DateSystem;

/// Instead of a formula's result, where the file holds none.
pub(super) const NO_RESULT: &str = "formula without result";

/// One cell that is there.
pub(super) struct Cell<'b> {
    /// From 0.
    pub(super) row: u32,
    /// From 0.
    pub(super) column: u32,
    pub(super) content: Content<'b>,
    pub(super) is_formula: bool,
}

/// What stands in a cell.
#[derive(Clone)]
pub(super) enum Content<'b> {
    Text(Cow<'b, str>),
    Bool(bool),
    Number(f64),
    /// A number shown in percent, as the fraction it is.
    Percent(f64),
    /// A number shown as a day, or as a time of the day alone.
    Day {
        serial: f64,
        has_day: bool,
    },
    /// A number of days shown as a span of time.
    Span(f64),
    /// A day or time by ISO 8601.
    Iso(Cow<'b, str>),
    /// A span of time by ISO 8601.
    IsoSpan(Cow<'b, str>),
    /// No value, but something that stands for it: an error, or a formula without result.
    Broken(Cow<'b, str>),
}

/// How a book is to be understood.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct BookSettings {
    /// Which day has which number.
    pub(super) system: DateSystem,
    /// Whether it asks to be calculated when it is opened.
    pub(super) recalculates: bool,
}
