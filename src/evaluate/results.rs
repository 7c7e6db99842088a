//! What a run found: the published shape of `results.json`. Numbers are unrounded, rates are fractions.

mod bridge;
mod cohorts;
mod measure;
mod period;
mod run;
mod segments;
mod series;
mod tree;

use schemars::JsonSchema;
use serde::Serialize;

pub use bridge::{Bridge, Effect, Tier};
pub use cohorts::{CohortCell, CohortResult, TriangleResult};
pub use measure::{ChangeResult, EnteredResult, MeasureResult};
pub use period::{Absence, Doubt, Partly, PeriodName, PeriodResult, Provisional, TargetAt, ValueWindow};
pub use run::{CellResult, Input, Run, SourceResult, UnmatchedResult};
pub use segments::{Contribution, SegmentResult, SegmentsResult};
pub use series::{
    EventResult, FiringResult, NoOutlook, OutlookPeriod, OutlookResult, RuleResult, SignalsResult,
    TrendResult,
};
pub use tree::{ObjectiveResult, ParentResult, PerspectiveResult, ScorecardResult};

/// Name of this shape.
pub const SCHEMA: &str = "mando-results/2";

/// Everything a run found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Results {
    /// Name and version of this shape.
    pub schema: String,
    /// What was run.
    pub run: Run,
    /// What came out.
    pub scorecard: ScorecardResult,
}
