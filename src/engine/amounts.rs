//! [`Amounts`]: aggregated values of components. [`Facts`] reads them from rows; what-if callers override single
//! values.

use super::cut::Cut;
use super::facts::Facts;
use super::window::Window;
use crate::measure::Component;

/// Where measures are read off. [`Facts`] are the usual one, and say what rows amount to; whoever asks what would be if a
/// figure were another says that figure.
pub trait Amounts: Sync {
    /// What rows amount to.
    fn facts(&self) -> &Facts;

    /// What a component is said to amount to, which may be nothing; no answer where its rows say it.
    fn said(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<Option<f64>>;
}

impl Amounts for Facts {
    fn facts(&self) -> &Facts {
        self
    }

    fn said(&self, _: &Component, _: Cut<'_>, _: &Window) -> Option<Option<f64>> {
        None
    }
}
