//! What a change of money is parted by: price, volume and mix.

use super::MeasureResolver;
use super::causes::{NothingToPrice, QuantityNotAdded};
use crate::definition::document::bridge::BridgeKeys;
use crate::definition::document::segment::SegmentKeys;
use crate::definition::resolve::segment;
use crate::form::{Form, OneOrMany};
use crate::measure::{Basis, Context, Plan, Pooling};
use crate::model::{Axis, PriceVolume};
use crate::problem::Problem;

/// What a quantity is called among its components.
const QUANTITY: &str = "quantity";

impl MeasureResolver<'_> {
    /// Quantities and products; `None` when a problem leaves none. A table that the measure has of the same column is taken as
    /// it is.
    pub(super) fn bridge(
        &self,
        keys: &BridgeKeys,
        plan: &Plan,
        axes: &[Axis],
        context: &Context<'_>,
    ) -> Option<PriceVolume> {
        if plan.pooling != Pooling::Flow || plan.components.is_empty() {
            let cause = NothingToPrice { measure: self.id.to_owned() };
            self.r.report(Problem::new(cause).at(keys.quantity.span));
            return None;
        }
        let quantity = context.total(&Form::Short(keys.quantity.clone()), QUANTITY);
        let quantity = quantity.filter(|quantity| {
            let adds = |basis: &Basis| matches!(basis, Basis::Count | Basis::Sum(_));
            let is_sum =
                quantity.components.iter().all(|c| adds(&c.basis)) && quantity.formula.divisors().is_empty();
            if !is_sum {
                let cause = QuantityNotAdded { quantity: keys.quantity.value.clone() };
                self.r.report(Problem::new(cause).at(keys.quantity.span));
            }
            is_sum
        });
        let known = axes.iter().find(|axis| axis.id == keys.by.value).cloned();
        let axis = known.or_else(|| {
            let by = SegmentKeys {
                by: keys.by.clone(),
                title: None,
                top: None,
                order: None,
                labels: None,
                min_n: None,
            };
            segment::axis(&OneOrMany(vec![by]), plan, context, self.r)
        });
        Some(PriceVolume { quantity: quantity?, axis: axis? })
    }
}
