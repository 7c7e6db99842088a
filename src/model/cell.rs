//! How the cells of a column are read.

use std::collections::BTreeMap;

use crate::locale::truth::truth;
use crate::measure::ColumnType;

/// How a cell of a column is read.
#[derive(Debug, Clone)]
pub struct CellRule {
    /// The type.
    pub kind: ColumnType,
    /// strftime patterns tried in order, for dates and times; of durations one of [`SPANS`].
    pub formats: Vec<String>,
    /// Cells that mean "no value"; a final `*` matches any ending.
    pub absent: Vec<String>,
    /// Cells that mean "does not apply"; absent too, counted apart.
    pub not_applicable: Vec<String>,
    /// Outside it a number is absent and counted.
    pub range: Option<(f64, f64)>,
    /// ISO code of the one currency that may stand in cells of money.
    pub currency: Option<String>,
    /// Words for yes and for no, in small letters, beside and before those that are known.
    pub truths: Truths,
    /// Titles of codes.
    pub labels: BTreeMap<String, String>,
}

/// Words of a column of truths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Truths {
    /// For yes.
    pub yes: Vec<String>,
    /// For no.
    pub no: Vec<String>,
}

impl Truths {
    /// What a cell says.
    pub fn read(&self, text: &str) -> Option<bool> {
        if self.yes.is_empty() && self.no.is_empty() {
            return truth(text);
        }
        let small = text.to_lowercase();
        if self.yes.contains(&small) {
            Some(true)
        } else if self.no.contains(&small) {
            Some(false)
        } else {
            truth(text)
        }
    }
}

/// How the cells of a column of durations may be said to be written. Three parts are always hours, minutes and seconds.
pub const SPANS: [&str; 3] = ["%H:%M", "%H:%M:%S", MINUTES_FIRST];
/// Where two parts are minutes and seconds.
pub const MINUTES_FIRST: &str = "%M:%S";

/// How many units of a number since the beginning of 1970 make a second, where a format is a word for such numbers.
pub fn epoch(format: &str) -> Option<i64> {
    match format {
        "epoch_s" => Some(1),
        "epoch_ms" => Some(1_000),
        _ => None,
    }
}

impl CellRule {
    /// The rule of a column that has none.
    pub fn plain(kind: ColumnType) -> CellRule {
        CellRule {
            kind,
            formats: Vec::new(),
            absent: Vec::new(),
            not_applicable: Vec::new(),
            range: None,
            currency: None,
            truths: Truths::default(),
            labels: BTreeMap::new(),
        }
    }
}
