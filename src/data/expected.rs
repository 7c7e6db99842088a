//! What cells should have been that could not be read, where that takes words of its own.

use chrono::format::StrftimeItems;
use serde::{Deserialize, Serialize};

use crate::locale::months::{MONTHS_READ_IN, is_month_name};
use crate::measure::ColumnType;
use crate::model::CellRule;

/// What cells should have been that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpectedCell {
    /// Yes or no.
    Truth,
    /// A day with the name of its month.
    NamedMonth,
    /// A number that `cast` reads.
    CastNumber,
    /// A whole number that it does.
    CastWhole,
    /// A date that it does.
    CastDate,
    /// Yes or no by the words that it knows.
    CastTruth,
}

/// What to do where an expression reads texts by `cast`.
fn cast_help(what: &str, kind: &str) -> String {
    format!(
        "`cast` reads {what}, and what it cannot read has no value: declare the column (`type: {kind}` reads more), or say what stands in its place (`coalesce(cast(…), …)`)"
    )
}

impl ExpectedCell {
    /// What cells of a rule should be, where that takes words of its own.
    pub(crate) fn from_rule(rule: &CellRule) -> Option<ExpectedCell> {
        let names_month = |format: &String| StrftimeItems::new(format).any(|item| is_month_name(&item));
        match rule.kind {
            ColumnType::Bool => Some(ExpectedCell::Truth),
            ColumnType::Date | ColumnType::Datetime { .. } if rule.formats.iter().any(names_month) => {
                Some(ExpectedCell::NamedMonth)
            }
            _ => None,
        }
    }

    /// What to do, by the first cell that could not be read; blank where its text is not known.
    pub fn help(self, first: &str) -> String {
        match self {
            ExpectedCell::Truth => {
                let word = if first.is_empty() { "Closed" } else { first };
                let word = word.replace('"', "\\\"");
                format!(
                    "say whether it is a yes or a no: `{{ type: bool, true: [\"{word}\"] }}`, or `false: [\"{word}\"]`"
                )
            }
            ExpectedCell::CastNumber => cast_help("numbers as `1234.5`", "number"),
            ExpectedCell::CastWhole => cast_help("whole numbers as `1234`", "integer"),
            ExpectedCell::CastDate => cast_help("days as `2026-03-31`", "date"),
            ExpectedCell::CastTruth => cast_help("yes and no by words for them", "bool"),
            ExpectedCell::NamedMonth => format!(
                "names of months are read in {MONTHS_READ_IN}; correct them, list their codes under `absent`, or raise `rejects: {{ at_most: … }}`"
            ),
        }
    }
}
