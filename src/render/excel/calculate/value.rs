//! What cells hold and give, and where they stand.

use std::rc::Rc;

/// What a cell holds or gives.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Value {
    Number(f64),
    Text(Rc<str>),
    Truth(bool),
    /// An empty cell.
    Blank,
    Error(Fault),
}

/// Why a formula gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Fault {
    /// `#N/A`
    Missing,
    /// `#DIV/0!`
    Divided,
    /// `#NUM!`
    Undefined,
    /// `#VALUE!`
    Kind,
}

impl Value {
    pub(in super::super) fn text(text: &str) -> Value {
        Value::Text(Rc::from(text))
    }

    pub(super) fn number(&self) -> Result<f64, Fault> {
        match self {
            Value::Number(number) => Ok(*number),
            Value::Truth(truth) => Ok(f64::from(u8::from(*truth))),
            Value::Blank => Ok(0.0),
            Value::Text(_) => Err(Fault::Kind),
            Value::Error(fault) => Err(*fault),
        }
    }

    pub(super) fn truth(&self) -> Result<bool, Fault> {
        self.number().map(|number| number != 0.0)
    }

    pub(super) fn joined(&self) -> Result<String, Fault> {
        match self {
            Value::Number(number) => Ok(number.to_string()),
            Value::Truth(true) => Ok("TRUE".to_owned()),
            Value::Truth(false) => Ok("FALSE".to_owned()),
            Value::Blank => Ok(String::new()),
            Value::Text(text) => Ok(text.to_string()),
            Value::Error(fault) => Err(*fault),
        }
    }
}

/// A place: sheet, row, column.
pub(in super::super) type Place = (usize, u32, u16);

/// Cells side by side and below one another on one sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct Area {
    pub(in super::super) sheet: usize,
    pub(in super::super) first: (u32, u16),
    pub(in super::super) last: (u32, u16),
}

impl Area {
    pub(super) fn places(self) -> impl Iterator<Item = Place> {
        let columns = self.first.1..=self.last.1;
        (self.first.0..=self.last.0)
            .flat_map(move |row| columns.clone().map(move |column| (self.sheet, row, column)))
    }

    pub(super) fn count(self) -> usize {
        (self.last.0 - self.first.0 + 1) as usize * usize::from(self.last.1 - self.first.1 + 1)
    }

    /// The n-th cell from 0, row by row.
    pub(super) fn at(self, index: usize) -> Place {
        let width = usize::from(self.last.1 - self.first.1 + 1);
        let (row, column) = (index / width, index % width);
        let row = self.first.0 + u32::try_from(row).unwrap_or(u32::MAX / 2);
        (self.sheet, row, self.first.1 + u16::try_from(column).unwrap_or(0))
    }
}

/// A number as a cell can hold it.
pub(super) fn number(result: Result<f64, Fault>) -> Value {
    match result {
        Ok(number) if number.is_finite() => Value::Number(if number == 0.0 { 0.0 } else { number }),
        Ok(_) => Value::Error(Fault::Undefined),
        Err(fault) => Value::Error(fault),
    }
}

/// Numbers stand before texts, texts before truths; an empty cell is 0 or an empty text.
pub(super) fn order(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    let rank = |value: &Value| match value {
        Value::Number(_) => Some(0),
        Value::Text(_) => Some(1),
        Value::Truth(_) => Some(2),
        Value::Blank | Value::Error(_) => None,
    };
    match (a, b) {
        (Value::Blank, Value::Blank) => Some(std::cmp::Ordering::Equal),
        (Value::Blank, Value::Text(_)) => order(&Value::text(""), b),
        (Value::Text(_), Value::Blank) => order(a, &Value::text("")),
        (Value::Blank, _) => order(&Value::Number(0.0), b),
        (_, Value::Blank) => order(a, &Value::Number(0.0)),
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
        (Value::Text(a), Value::Text(b)) => Some(a.to_lowercase().cmp(&b.to_lowercase())),
        (Value::Truth(a), Value::Truth(b)) => Some(a.cmp(b)),
        _ => rank(a)?.partial_cmp(&rank(b)?),
    }
}
