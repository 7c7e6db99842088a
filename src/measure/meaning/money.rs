//! What customers bring and cost.

use super::statistic::Statistic;
use crate::measure::policy::Policy;

/// What customers bring and cost.
#[derive(Debug, Clone, PartialEq)]
pub enum MoneyMeaning {
    /// Revenue of the opening's customers, with what grew.
    RevenueNet {
        /// The revenue.
        revenue: String,
        /// What active means.
        active: Policy,
    },
    /// The same without what grew.
    RevenueGross {
        /// The revenue.
        revenue: String,
        /// What active means.
        active: Policy,
        /// Within what growth does not make up for loss.
        netting: Policy,
    },
    /// Revenue over customers.
    RevenuePerCustomer {
        /// The revenue.
        revenue: String,
        /// Which customers.
        base: Policy,
    },
    /// Revenue over orders.
    OrderValue {
        /// The revenue.
        revenue: String,
        /// What tells orders apart.
        order: String,
    },
    /// Orders over customers.
    PurchaseFrequency {
        /// What tells orders apart.
        order: String,
        /// Which customers.
        base: Policy,
    },
    /// What a customer leaves by a margin and a retention.
    LifetimeOfMargin {
        /// The margin of a period.
        margin: String,
        /// The share who stay.
        retention: String,
        /// Percent by which a later period counts less.
        discount: f64,
        /// Percent by which the margin grows.
        growth: f64,
        /// When the first payment comes.
        first: Policy,
    },
    /// The same of so many periods.
    LifetimeOfPeriods {
        /// The margin of a period.
        margin: String,
        /// The share who stay.
        retention: String,
        /// Percent by which a later period counts less.
        discount: f64,
        /// Percent by which the margin grows.
        growth: f64,
        /// When the first payment comes.
        first: Policy,
        /// Which payments count.
        horizon: Policy,
    },
    /// What a customer will spend, by models of purchases.
    LifetimeOfPurchases {
        /// The money.
        revenue: String,
        /// Percent of it that stays.
        margin: f64,
        /// How far ahead.
        ahead: Policy,
    },
    /// Mean or median of the customers' profits.
    Profit {
        /// Which of them.
        statistic: Statistic,
        /// What profit is.
        profit: Policy,
    },
    /// Customers who cost more than they bring.
    Unprofitable {
        /// What profit is.
        profit: Policy,
    },
    /// What those cost.
    Loss {
        /// What profit is.
        profit: Policy,
    },
}
