//! What a change of money is parted by, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::measure::Text;

/// A change of an amount as price, volume and mix: by which quantities, of which segments.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "bridge"))]
pub struct BridgeKeys {
    /// The aggregate that is sold or made, over the measure's rows.
    #[schemars(extend("x-example" = "sum(quantity)"))]
    pub quantity: Text,
    /// Column or expression that parts the rows: the products that have a price each.
    #[schemars(extend("x-expected" = "a column or an expression", "x-example" = "product"))]
    pub by: Text,
}
