//! What a run found: the published shape of `results.json`. Numbers are unrounded, rates are fractions.

mod bridge;
mod cohorts;
mod controls;
mod measure;
mod period;
mod row_flow;
mod run;
mod segments;
mod series;
mod tree;
mod upcoming_target;
mod variance;
mod version;

use schemars::JsonSchema;
use serde::Serialize;

pub use bridge::{Bridge, Effect, Tier};
pub use cohorts::{CohortCell, CohortResult, TriangleResult};
pub use controls::{Agreement, ControlPeriod, ControlResult};
pub use measure::{ChangeResult, EnteredResult, MeasureResult, YearAt};
pub use period::{
    Absence, Doubt, PartialPeriods, PeriodName, PeriodResult, Provisional, TargetAt, ValueWindow,
};
pub use row_flow::{RowFlowAmount, RowFlowResult};
pub use run::{AmountResult, CellResult, Input, Run, SourceResult, UnmatchedResult};
pub use segments::{Contribution, SegmentResult, SegmentsResult};
pub use series::{
    EventResult, FiringResult, NoOutlook, OutlookPeriod, OutlookResult, RuleResult, SignalsResult,
    TrendResult,
};
pub use tree::{ObjectiveResult, ParentResult, PerspectiveResult, ScorecardResult};
pub use upcoming_target::UpcomingTarget;
pub use variance::{Against, Split, VarianceResult, VarianceRow};
pub use version::VersionResult;

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
    /// Totals against the ledgers that they have to agree with; of the whole alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<ControlResult>,
    /// What leads from the rows of sources to figures, for the workbook; of the whole alone.
    #[serde(skip)]
    pub row_flow: Vec<RowFlowResult>,
    /// The plan of periods after the reported one, for the workbook; of the whole alone.
    #[serde(skip)]
    pub upcoming: Vec<UpcomingTarget>,
}

impl Results {
    /// A measure's result by its id.
    pub fn measure(&self, id: &str) -> Option<&MeasureResult> {
        self.scorecard.measures().find(|measure| measure.id == id)
    }
}
