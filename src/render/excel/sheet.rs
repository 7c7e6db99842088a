//! The sheets: their order, their names, what they hold.

use crate::words::SheetName;

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
    pub(super) fn key(self) -> SheetName {
        match self {
            Sheet::Cover => SheetName::Cover,
            Sheet::Control => SheetName::Control,
            Sheet::Scorecard => SheetName::Scorecard,
            Sheet::Bridge => SheetName::Bridge,
            Sheet::Segments => SheetName::Segments,
            Sheet::Trend => SheetName::Trend,
            Sheet::Detail => SheetName::Detail,
            Sheet::Facts => SheetName::Facts,
            Sheet::Plan => SheetName::Plan,
            Sheet::Targets => SheetName::Targets,
            Sheet::Policy => SheetName::Policy,
            Sheet::Series => SheetName::Series,
            Sheet::Calc => SheetName::Calc,
            Sheet::Reconciliation => SheetName::Reconciliation,
            Sheet::Checks => SheetName::Checks,
            Sheet::Edits => SheetName::Edits,
            Sheet::Changes => SheetName::Changes,
            Sheet::Data => SheetName::Data,
            Sheet::Log => SheetName::Log,
            Sheet::Lists => SheetName::Lists,
        }
    }

    /// What stands on it, for the cover.
    pub(super) fn note(self) -> SheetName {
        match self {
            Sheet::Cover => SheetName::Cover,
            Sheet::Control => SheetName::ControlNote,
            Sheet::Scorecard => SheetName::ScorecardNote,
            Sheet::Bridge => SheetName::BridgeNote,
            Sheet::Segments => SheetName::SegmentsNote,
            Sheet::Trend => SheetName::TrendNote,
            Sheet::Detail => SheetName::DetailNote,
            Sheet::Facts => SheetName::FactsNote,
            Sheet::Plan => SheetName::PlanNote,
            Sheet::Targets => SheetName::TargetsNote,
            Sheet::Policy => SheetName::PolicyNote,
            Sheet::Series => SheetName::SeriesNote,
            Sheet::Calc => SheetName::CalcNote,
            Sheet::Reconciliation => SheetName::ReconciliationNote,
            Sheet::Checks => SheetName::ChecksNote,
            Sheet::Edits => SheetName::EditsNote,
            Sheet::Changes => SheetName::ChangesNote,
            Sheet::Data => SheetName::DataNote,
            Sheet::Log => SheetName::LogNote,
            Sheet::Lists => SheetName::ListsNote,
        }
    }
}
