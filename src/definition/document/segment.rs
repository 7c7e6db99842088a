//! Segment tables, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::title::Title;
use crate::form::{OneOrMany, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// One table: a column, an entry with keys, or a list of columns that are crossed.
pub type Segment = OneOrMany<SegmentKeys>;

/// A column or expression whose values part the rows.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "segment", "x-single" = "by"))]
pub struct SegmentKeys {
    /// Column or expression.
    #[schemars(extend("x-expected" = "a column or an expression", "x-example" = "country"))]
    pub by: Text,
    /// Heading; the column when absent.
    #[serde(default)]
    pub title: Option<Title>,
    /// How many are listed before "other".
    #[serde(default)]
    pub top: Option<Spanned<u32>>,
    /// Order of rows; the largest first when absent.
    #[serde(default)]
    pub order: Option<Order>,
    /// Titles of codes.
    #[serde(default)]
    pub labels: Option<Pairs<Title>>,
    /// Smallest sample of a segment; the measure's when absent.
    #[serde(default)]
    pub min_n: Option<Spanned<u32>>,
}

/// Order of a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Largest sample first.
    Size,
    /// By name.
    Name,
    /// Best value first.
    Value,
}
