//! Totals that are held against a ledger, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::format::FormatKeys;
use super::measure::GrainWord;
use crate::form::Form;
use crate::measure::Text;
use crate::problem::Spanned;

/// A total of rows, and what another book has in its place.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "control"))]
pub struct ControlKeys {
    /// Where its rows come from.
    #[schemars(extend("x-expected" = "an id", "x-example" = "orders"))]
    pub source: Text,
    /// The aggregate over rows.
    #[schemars(extend("x-example" = "sum(revenue)"))]
    pub value: Text,
    /// Rows that qualify.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
    /// Column that places a row in a period; the source's `time` when absent.
    #[serde(default)]
    pub time: Option<Text>,
    /// What it has to be: one value for every period, or a column of a ledger by period.
    #[schemars(extend("x-example" = "{ file: data/ledger.csv, period: month, column: net_sales }"))]
    pub equals: Form<Text, Ledger>,
    /// How far they may be apart: a value, or a percent of the ledger's; 0 when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a value or a percent", "x-example" = "0.5%"))]
    pub tolerance: Option<Text>,
    /// Whether a difference is a finding of every run, or waits until a period is closed; `run` when absent.
    #[serde(default)]
    pub at: Option<Spanned<ControlAt>>,
}

/// A table of totals: a column `period`, and one for each total.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "ledger"))]
pub struct Ledger {
    /// The file.
    #[schemars(extend("x-example" = "data/ledger.csv"))]
    pub file: Text,
    /// Length of its periods.
    pub period: Spanned<GrainWord>,
    /// The column of the total.
    #[schemars(extend("x-example" = "net_sales"))]
    pub column: Text,
    /// How it is written.
    #[serde(default)]
    pub format: Option<FormatKeys>,
}

/// When a difference counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ControlAt {
    /// In every run.
    Run,
    /// When a period is closed.
    Close,
}
