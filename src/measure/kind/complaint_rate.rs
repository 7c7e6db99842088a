//! `complaint_rate`: events per exposure.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::ratio::aggregate;
use super::{Context, Side, ratio};
use crate::measure::meaning::QualityMeaning;
use crate::measure::{Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Unit};
use crate::problem::Spanned;

/// Complaints per thousand orders, or any events per exposure; each side may have its own source, condition and time.
///
/// `complaint rate = per · complaints ÷ exposure`
///
/// - Shape: one value per period and segment; a ratio of sums, so it pools by adding its components.
/// - Unit: number.
/// - Absent: no rows → no data; an exposure of zero → undefined.
/// - Source: complaints as events of a Poisson process; Garwood's exact interval (1936) over the exposure, which has an
///   upper limit above 0 where nobody complained.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintRate {
    /// The number of complaints.
    pub complaints: Side,
    /// What could be complained of, as the number of orders.
    pub exposure: Side,
    /// Of how many; 1000 when absent.
    #[serde(default)]
    pub per: Option<Spanned<f64>>,
}

impl ComplaintRate {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let complaints = context.side(&self.complaints, "complaints");
        let exposure = context.side(&self.exposure, "exposure");
        let per = ratio::factor(context, self.per.as_ref(), 1000.0);
        let ((top, mut components), (bottom, others), per) = (complaints?, exposure?, per?);
        let sample = ratio::sample(&others);
        components.extend(others);
        let (pooling, grows) = (ratio::pooling(&components), ratio::counts_customers(context, &components));
        if let Some(sample) = &sample
            && !components.iter().any(|c| c.name == sample.name)
        {
            components.push(sample.clone());
        }
        let interval = IntervalMethod::Garwood { events: top.clone() };
        Some(Plan {
            sample: sample.map(|s| Formula::name(&s.name)),
            pooling,
            grows,
            direction: Some(Direction::Minimise),
            bounds: (Some(0.0), None),
            min_n: 1,
            policies: vec![Policy::RatePer { per }],
            ..Plan::new(
                Formula::Number(per).times(top.over(bottom.clone())),
                components,
                Unit::Number,
                interval.times(Formula::Number(per).over(bottom)),
            )
        })
    }
}

impl KindDescription for ComplaintRate {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.side("complaints", &self.complaints);
        keys.side("exposure", &self.exposure);
        keys.put("per", self.per.as_ref().map_or(1000.0, |p| p.value).to_string());
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        let (complaints, exposure) = (aggregate(&self.complaints), aggregate(&self.exposure));
        let rate = QualityMeaning::Complaints { complaints, exposure };
        Some(Meaning::per(self.per.as_ref().map_or(1000.0, |per| per.value), rate))
    }
}
