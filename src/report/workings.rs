//! What a live workbook needs: each fact once, and the way from facts and plan to every score.

mod breakdowns;
mod bridge;
mod case;
mod cases;
mod compose;
mod compose_row_flow;
mod control;
mod controls;
mod fact;
mod fact_titles;
mod facts;
mod measure;
mod missing;
mod never_absent;
mod parent;
mod period;
mod plan;
mod point;
mod row_flow;
mod source;
mod sources;
mod span;
mod upcoming;
mod years;

use crate::calendar::Grain;
use crate::model::{BookSize, Rollup};

use super::view::{Head, RestatementView};
use crate::words::Words;
pub use breakdowns::{CohortWorking, SegmentWorking, TriangleWorking, VarianceWorking};
pub use bridge::{BridgeStep, BridgeWorking};
pub use case::CaseWorking;
pub use control::{ControlPeriodWorking, ControlWorking};
pub use fact::{FactGrain, FactRow, FactWorking};
pub use measure::{MeasureWorking, OperandWorking, Operands, PeriodAddition, YearBefore};
pub use missing::MissingValue;
pub use parent::{ObjectiveWorking, ParentWorking, PerspectiveWorking};
pub use period::{Computed, PeriodWorking, ToDateTarget, ToDateWorking, VersionWorking, YearWorking};
pub use point::{Part, PathStep, PlanWorking, Point, PointKind};
pub use row_flow::{RowFlowAmountWorking, RowFlowWorking};
pub use source::{LogLine, SourceWorking};
pub use span::Span;
pub use upcoming::UpcomingWorking;

/// Everything behind a scorecard's scores in the reported period, and in the periods before it.
#[derive(Debug, Clone)]
pub struct Workings {
    /// The language of its texts.
    pub words: Words,
    /// How much the book holds. Of a short one there are no segments, sources, controls, cases and notes.
    pub size: BookSize,
    /// Head of the strategic report.
    pub head: Head,
    /// Who prepared, reviewed and approved the report, each as its role and its text.
    pub approvals: Vec<(String, String)>,
    /// What people wrote about measures in the reported period: heading of the measure, and the text.
    pub comments: Vec<(String, String)>,
    /// ISO code of the currency.
    pub currency: Option<String>,
    /// Id of the run.
    pub run: String,
    /// Length of the scorecard's own periods.
    pub grain: Grain,
    /// The scorecard's own periods, oldest first; the last is the one reported.
    pub periods: Vec<Span>,
    /// The end of the fiscal year that is reported, beside an axis: `Dec 98`.
    pub year_end: String,
    /// How parents are scored.
    pub rollup: Rollup,
    /// What was counted and added up, each once.
    pub facts: Vec<FactWorking>,
    /// In the order of printing.
    pub perspectives: Vec<PerspectiveWorking>,
    /// In the order of printing; formulas over measures stand after those they use.
    pub measures: Vec<MeasureWorking>,
    /// The whole scorecard as the engine computed it.
    pub total: ParentWorking,
    /// Segment tables, row by row.
    pub segments: Vec<SegmentWorking>,
    /// Cohorts by age.
    pub triangles: Vec<TriangleWorking>,
    /// What became of the rows of each source.
    pub sources: Vec<SourceWorking>,
    /// What leads from the rows of sources to facts of the reported period, each fact once.
    pub reach: Vec<RowFlowWorking>,
    /// Totals that are held against ledgers.
    pub controls: Vec<ControlWorking>,
    /// How the score came from that of the period before; absent where one of them has none.
    pub bridge: Option<BridgeWorking>,
    /// What leads from plan and previous year to values, parted by segments.
    pub variances: Vec<VarianceWorking>,
    /// The cases behind figures, where they were looked for.
    pub cases: Vec<CaseWorking>,
    /// What an earlier run said otherwise, where one is compared.
    pub against: Option<RestatementView>,
    /// Log: run id, hashes, version, what became of rows and cells.
    pub log: Vec<LogLine>,
}
