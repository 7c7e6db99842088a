//! The kinds of measures, one file each, and what they are resolved with.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Meaning, Plan, Rows};
use crate::problem::Span;

mod abandonment;
mod active_customers;
mod allowance;
mod average;
mod backlog;
mod ces;
mod churn;
mod clusters;
mod cohort_retention;
mod complaint_rate;
mod conditions;
mod context;
mod contract;
mod conversion;
mod count;
mod csat;
mod defect_rate;
mod description;
mod distinct;
mod first_contact_resolution;
mod formula;
mod judgement;
mod keys;
mod last;
mod lead_time;
mod lifetime_value;
mod manual;
mod maximum;
mod median;
mod minimum;
mod new_customers;
mod nps;
mod on_time;
mod order_value;
mod otif;
mod percentile;
mod profit_per_customer;
mod purchase_frequency;
mod quality_cost;
mod ratio;
mod reactivated;
mod resolution_time;
mod response_rate;
mod retention;
mod return_rate;
mod revenue_per_customer;
mod revenue_retention;
mod sentiment;
mod service_level;
mod share;
mod sum;
mod survey;

use conditions::{both, count_where, if_by_as_of, matured, number_expr, or_zero, sum_of};
use context::ALL_MOMENTS;
use description::{KindDescription, MeaningContext, WrittenKeys};

use super::expression::row::when;

pub(crate) use context::NotADate;
pub use context::{Context, PartOf, SourceWords, expression_problem, unsupported_key};
pub use contract::Contract;
pub use judgement::Judgement;
pub use keys::{FullSide, Side, Text};
pub use manual::{ENTERED_DAY, ENTERED_VALUE, Manual, entered_source};
pub use on_time::Cancelled;
pub use share::{OverMeasureSegments, Share};

impl Kind {
    /// Its keys in full form, each with its text, in the order of the language's reference.
    pub fn written(&self) -> Vec<(String, String)> {
        WrittenKeys::collect(self.about())
    }

    /// What it amounts to in words, by the plan that it gave.
    pub fn meaning(&self, context: &Context<'_>, plan: &Plan) -> Option<Meaning> {
        self.about().meaning(&MeaningContext { context, plan })
    }

    /// Where the definition says that the measure is computed from other measures, if it is.
    pub fn over_measures(&self) -> Option<Span> {
        self.about().over_measures()
    }

    /// The formula in which measures of different windows may meet, if it is one.
    pub fn formula(&self) -> Option<&Text> {
        self.about().formula()
    }

    /// Which segments it counts, if it counts those of another measure.
    pub fn segments(&self) -> Option<(&Share, &OverMeasureSegments)> {
        match self {
            Kind::Share(share) => Some((share, share.over.as_ref()?)),
            _ => None,
        }
    }

    /// Values that people enter in the definition and in notes, if it is made of them.
    pub fn entered(&self) -> Option<Entered<'_>> {
        match self {
            Kind::Manual(keys) if keys.is_by_value() => Some(Entered::Values(keys)),
            Kind::Judgement(keys) => Some(Entered::Ratings(keys)),
            _ => None,
        }
    }

    /// A source that it names itself, in place of the measure's.
    pub fn source(&self) -> Option<&Text> {
        self.about().source()
    }

    /// Whether it says itself how periods make a longer one, even of states.
    pub fn pools_by_own_rule(&self) -> bool {
        self.about().pools_by_own_rule()
    }

    /// Whether it is a total, which is no proportion and no rating.
    pub fn is_total(&self) -> bool {
        self.about().is_total()
    }

    /// Whether it says itself over which days it looks, or stands for a state or what people entered: a window that
    /// several measures share is not for it, nor for segments of a measure that has it already.
    pub fn has_own_window(&self) -> bool {
        self.segments().is_some() || self.about().has_own_window()
    }
}

/// Values that people enter.
#[derive(Debug, Clone, Copy)]
pub enum Entered<'a> {
    /// Figures.
    Values(&'a Manual),
    /// Ratings, each by someone and with evidence.
    Ratings(&'a Judgement),
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident => $module:ident :: $keys:ident),* $(,)?) => {
        /// What a measure computes, by the word of its kind and that kind's own keys.
        #[allow(clippy::large_enum_variant, reason = "a scorecard has some dozens of them")]
        #[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[schemars(extend("x-object" = "kind", "x-code" = "unknown-kind"))]
        pub enum Kind {
            $($(#[$meta])* $variant($module::$keys),)*
        }

        impl Kind {
            /// What the kind says of itself.
            fn about(&self) -> &dyn KindDescription {
                match self { $(Kind::$variant(keys) => keys,)* }
            }

            /// The kind's word.
            pub fn word(&self) -> &'static str {
                match self { $(Kind::$variant(_) => stringify!($module),)* }
            }

            /// Components, formula, interval and defaults; nothing when a problem was found.
            pub fn plan(&self, context: &Context<'_>) -> Option<Plan> {
                match self { $(Kind::$variant(keys) => keys.plan(context),)* }
            }
        }
    };
}

kinds! {
    /// Sum of a column or expression.
    Sum => sum::Sum,
    /// Number of rows.
    Count => count::Count,
    /// Number of different values.
    Distinct => distinct::Distinct,
    /// Mean of a column or expression.
    Average => average::Average,
    /// The smallest value.
    Minimum => minimum::Minimum,
    /// The largest value.
    Maximum => maximum::Maximum,
    /// Median, type 7.
    Median => median::Median,
    /// Any percentile, type 7.
    Percentile => percentile::Percentile,
    /// Balance at the period's end: the last row of each account, then summed.
    Last => last::Last,
    /// Share of rows that meet a condition.
    Share => share::Share,
    /// One aggregate over another.
    Ratio => ratio::Ratio,
    /// A formula over other measures.
    Formula => formula::FormulaOver,
    /// Values that people enter.
    Manual => manual::Manual,
    /// A rating that people give.
    Judgement => judgement::Judgement,
    /// Those who begin and go on to a goal in time.
    Conversion => conversion::Conversion,
    /// Customers of the opening state who are still active.
    Retention => retention::Retention,
    /// Customers of the opening state who are no longer active.
    Churn => churn::Churn,
    /// Customers with a row in the window.
    ActiveCustomers => active_customers::ActiveCustomers,
    /// Customers never seen before.
    NewCustomers => new_customers::NewCustomers,
    /// Customers who came back.
    Reactivated => reactivated::Reactivated,
    /// Customers of a cohort kept at an age.
    CohortRetention => cohort_retention::CohortRetention,
    /// Revenue of the opening customers, at the end over then.
    RevenueRetention => revenue_retention::RevenueRetention,
    /// Revenue over customers.
    RevenuePerCustomer => revenue_per_customer::RevenuePerCustomer,
    /// Revenue over orders.
    OrderValue => order_value::OrderValue,
    /// What a customer is worth.
    LifetimeValue => lifetime_value::LifetimeValue,
    /// Profit over customers.
    ProfitPerCustomer => profit_per_customer::ProfitPerCustomer,
    /// Orders over customers.
    PurchaseFrequency => purchase_frequency::PurchaseFrequency,
    /// Deliveries within their promise.
    OnTime => on_time::OnTime,
    /// Deliveries on time and in full.
    Otif => otif::Otif,
    /// Time from one date to another.
    LeadTime => lead_time::LeadTime,
    /// Tickets settled by the first contact.
    FirstContactResolution => first_contact_resolution::FirstContactResolution,
    /// Time to resolution, open cases included.
    ResolutionTime => resolution_time::ResolutionTime,
    /// Cases open at the period's end.
    Backlog => backlog::Backlog,
    /// Returned over sold.
    ReturnRate => return_rate::ReturnRate,
    /// Defective over inspected.
    DefectRate => defect_rate::DefectRate,
    /// Cost of poor quality over orders or net sales.
    QualityCost => quality_cost::QualityCost,
    /// Complaints over what could be complained of.
    ComplaintRate => complaint_rate::ComplaintRate,
    /// Calls given up before they were answered.
    Abandonment => abandonment::Abandonment,
    /// Calls answered in time.
    ServiceLevel => service_level::ServiceLevel,
    /// Net promoter score.
    Nps => nps::Nps,
    /// Satisfaction.
    Csat => csat::Csat,
    /// Answered over invited.
    ResponseRate => response_rate::ResponseRate,
    /// Ease.
    Ces => ces::Ces,
    /// What comments say.
    Sentiment => sentiment::Sentiment,
}
