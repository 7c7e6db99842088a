//! How the cells of a column are read.

use std::collections::BTreeMap;

use crate::measure::ColumnType;

/// How a cell of a column is read.
#[derive(Debug, Clone)]
pub struct CellRule {
    /// The type.
    pub kind: ColumnType,
    /// strftime patterns tried in order, for dates and times.
    pub formats: Vec<String>,
    /// Cells that mean "no value"; a final `*` matches any ending.
    pub absent: Vec<String>,
    /// Cells that mean "does not apply"; absent too, counted apart.
    pub not_applicable: Vec<String>,
    /// Outside it a number is absent and counted.
    pub range: Option<(f64, f64)>,
    /// ISO code of the one currency that may stand in cells of money.
    pub currency: Option<String>,
    /// Titles of codes.
    pub labels: BTreeMap<String, String>,
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
            labels: BTreeMap::new(),
        }
    }
}
