//! What a customer is worth: margins over the time a customer stays.
//!
//! Under contracts a retention is known, and the value is a sum of a series ([`Margin`]). Without contracts nobody sees
//! a customer leave: purchases and drop-out are estimated together by BG/NBD ([`Purchases`]), the value of a purchase
//! by Gamma-Gamma ([`Spend`]), both by maximum likelihood, and [`Ahead`] puts them together.
//!
//! Time is counted in steps of any length, the same for purchases, horizon and discount.

mod future_value;
mod margin;
mod maximum;
mod purchases;
mod spend;

pub use future_value::{Ahead, Mean};
pub use margin::{Form, Margin};
pub use maximum::{FitError, Maximum};
pub use purchases::{Dropout, Purchases};
pub use spend::{Spend, frequency_value_correlation};

/// Fewest customers with a repeated purchase that a model is fitted to.
pub const FEWEST: usize = 10;

/// A customer's purchases, as far as the models see them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Buyer {
    /// Purchases after the first one.
    pub repeats: f64,
    /// Time from the first purchase to the last one; 0 without a repeat.
    pub recency: f64,
    /// Time from the first purchase to the end of what is known.
    pub age: f64,
    /// Mean value of the repeated purchases; absent without one.
    pub mean_value: Option<f64>,
}

/// A model with the likelihood it was found by.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted<M> {
    /// The model.
    pub model: M,
    /// Where its likelihood is highest, with the covariance of the logarithms of its parameters.
    pub maximum: Maximum,
}
