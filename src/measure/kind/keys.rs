//! Keys that several kinds share.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::form::Form;
use crate::problem::Spanned;

/// Text with its place.
pub type Text = Spanned<String>;

/// What a key says that need not be written: nothing where it is not. `None` of the whole where it is at fault, which has
/// been reported then: a kind reads all of its keys before it gives up.
pub(super) fn if_written<K, T>(key: Option<&K>, read: impl FnOnce(&K) -> Option<T>) -> Option<Option<T>> {
    match key {
        Some(key) => read(key).map(Some),
        None => Some(None),
    }
}

/// One aggregate of its own: a text, or with source, condition and time of its own.
pub type Side = Form<Text, FullSide>;

/// A side of a ratio with its own rows.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "side"))]
pub struct FullSide {
    /// Where its rows come from; the measure's source when absent.
    #[serde(default)]
    pub source: Option<Text>,
    /// The aggregate over rows.
    pub value: Text,
    /// Rows that qualify, besides the measure's own condition.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
    /// Column that places a row in a period.
    #[serde(default)]
    pub time: Option<Text>,
}
