//! Joins of a source.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, VariantAccess, Visitor};

use crate::form::{Entries, FORM, MANY, ONE, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// What a join adds.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "join"))]
pub struct JoinEntry {
    /// The other source.
    #[schemars(extend("x-expected" = "an id", "x-example" = "customers"))]
    pub source: Text,
    /// Columns that have the same value on both sides: one, several, or left → right where names differ.
    #[schemars(extend("x-example" = "customer_id"))]
    pub key: KeyColumns,
    /// How many rows there may be on the other side.
    #[serde(rename = "match")]
    pub matching: Spanned<MatchWord>,
    /// New column → column of the one row, or aggregate over the many; for `one` all new columns when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ revenue: sum(amount) }"))]
    pub take: Entries<Text>,
    /// For `many`: one row for each key and value of these columns of the other source; `take` aggregates within them.
    #[serde(default)]
    #[schemars(extend("x-example" = "[seller_state]"))]
    pub rows: Option<Vec<Text>>,
    /// Drop rows without partner.
    #[serde(default)]
    pub required: Option<bool>,
    /// Rows of the other source.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
}

/// How many rows of the other source a row meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchWord {
    /// At most one.
    One,
    /// Any number, aggregated.
    Many,
}

/// Columns of a join's key, left and right.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyColumns(pub Vec<(Text, Text)>);

impl<'de> Deserialize<'de> for KeyColumns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = KeyColumns;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a column, a list of columns, or a map from left to right")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
                let (form, held) = data.variant::<String>()?;
                let alike = |column: Text| (column.clone(), column);
                Ok(KeyColumns(match form.as_str() {
                    ONE => vec![alike(held.newtype_variant::<Text>()?)],
                    MANY => held.newtype_variant::<Vec<Text>>()?.into_iter().map(alike).collect(),
                    _ => held.newtype_variant::<Pairs<Text>>()?.0,
                }))
            }
        }

        deserializer.deserialize_enum(FORM, &[ONE, MANY, "full"], Forms)
    }
}

impl JsonSchema for KeyColumns {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "KeyColumns".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let column = json_schema!({ "type": "string" });
        json_schema!({
            "anyOf": [
                column,
                { "type": "array", "items": column, "minItems": 1 },
                { "type": "object", "additionalProperties": column, "minProperties": 1 },
            ],
            "x-expected": "a column, a list of columns, or a map from left to right",
        })
    }
}
