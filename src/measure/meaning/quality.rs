//! What went wrong: returns, defects, their costs, complaints.

use super::aggregate::Aggregate;
use crate::calendar::Duration;
use crate::measure::title::Titles;

/// What went wrong: returns, defects, their costs, complaints.
#[derive(Debug, Clone, PartialEq)]
pub enum QualityMeaning {
    /// Returned of what was sold, by the sale.
    ReturnedOfSales {
        /// How long a sale can come back.
        within: Duration,
    },
    /// Returned in the period over sold in it.
    ReturnedInPeriod,
    /// A quantity of defects over rows.
    DefectsByRow {
        /// The quantity.
        defective: String,
        /// Of which source.
        source: String,
    },
    /// A quantity of defects over a quantity inspected.
    DefectsByQuantity {
        /// The quantity.
        defective: String,
        /// The other.
        inspected: String,
    },
    /// Costs of poor quality over orders.
    QualityCostPerOrder {
        /// Which costs.
        costs: Titles,
        /// The orders.
        base: Aggregate,
    },
    /// The same over net sales.
    QualityCostOfSales {
        /// Which costs.
        costs: Titles,
        /// The sales.
        base: Aggregate,
    },
    /// Complaints over what could be complained of.
    Complaints {
        /// The complaints.
        complaints: Aggregate,
        /// What could be complained of.
        exposure: Aggregate,
    },
}
