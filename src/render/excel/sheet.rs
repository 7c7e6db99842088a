//! The sheets: their order, their names, what they hold.

use crate::words::Book;

/// The sheets, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Cover,
    Control,
    Scorecard,
    Bridge,
    Segments,
    Trend,
    Detail,
    Facts,
    Plan,
    Targets,
    Policy,
    Series,
    Calc,
    Reconciliation,
    Checks,
    Edits,
    Changes,
    Data,
    Log,
    Lists,
}

impl Sheet {
    pub(super) const ALL: [Sheet; 20] = [
        Sheet::Cover,
        Sheet::Control,
        Sheet::Scorecard,
        Sheet::Bridge,
        Sheet::Segments,
        Sheet::Trend,
        Sheet::Detail,
        Sheet::Facts,
        Sheet::Plan,
        Sheet::Targets,
        Sheet::Policy,
        Sheet::Series,
        Sheet::Calc,
        Sheet::Reconciliation,
        Sheet::Checks,
        Sheet::Edits,
        Sheet::Changes,
        Sheet::Data,
        Sheet::Log,
        Sheet::Lists,
    ];

    pub(super) fn position(self) -> usize {
        self as usize
    }

    /// The key of its name.
    pub(super) fn key(self) -> Book {
        match self {
            Sheet::Cover => Book::SheetCover,
            Sheet::Control => Book::SheetControl,
            Sheet::Scorecard => Book::SheetScorecard,
            Sheet::Bridge => Book::SheetBridge,
            Sheet::Segments => Book::SheetSegments,
            Sheet::Trend => Book::SheetTrend,
            Sheet::Detail => Book::SheetDetail,
            Sheet::Facts => Book::SheetFacts,
            Sheet::Plan => Book::SheetPlan,
            Sheet::Targets => Book::SheetTargets,
            Sheet::Policy => Book::SheetPolicy,
            Sheet::Series => Book::SheetSeries,
            Sheet::Calc => Book::SheetCalc,
            Sheet::Reconciliation => Book::SheetReconciliation,
            Sheet::Checks => Book::SheetChecks,
            Sheet::Edits => Book::SheetEdits,
            Sheet::Changes => Book::SheetChanges,
            Sheet::Data => Book::SheetData,
            Sheet::Log => Book::SheetLog,
            Sheet::Lists => Book::SheetLists,
        }
    }

    /// What stands on it, for the cover.
    pub(super) fn note(self) -> Book {
        match self {
            Sheet::Cover => Book::SheetCover,
            Sheet::Control => Book::SheetControlNote,
            Sheet::Scorecard => Book::SheetScorecardNote,
            Sheet::Bridge => Book::SheetBridgeNote,
            Sheet::Segments => Book::SheetSegmentsNote,
            Sheet::Trend => Book::SheetTrendNote,
            Sheet::Detail => Book::SheetDetailNote,
            Sheet::Facts => Book::SheetFactsNote,
            Sheet::Plan => Book::SheetPlanNote,
            Sheet::Targets => Book::SheetTargetsNote,
            Sheet::Policy => Book::SheetPolicyNote,
            Sheet::Series => Book::SheetSeriesNote,
            Sheet::Calc => Book::SheetCalcNote,
            Sheet::Reconciliation => Book::SheetReconciliationNote,
            Sheet::Checks => Book::SheetChecksNote,
            Sheet::Edits => Book::SheetEditsNote,
            Sheet::Changes => Book::SheetChangesNote,
            Sheet::Data => Book::SheetDataNote,
            Sheet::Log => Book::SheetLogNote,
            Sheet::Lists => Book::SheetListsNote,
        }
    }
}
