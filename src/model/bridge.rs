//! What a change of money is parted by.

use super::Axis;
use crate::measure::Plan;

/// A change of an amount as price, volume and mix.
#[derive(Debug, Clone)]
pub struct PriceVolume {
    /// The quantity, over the rows of the amount.
    pub quantity: Plan,
    /// What has a price each.
    pub axis: Axis,
}
