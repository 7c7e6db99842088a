//! How far a run has come, for whoever wants to show it.

use std::fmt;

/// What a run does after its sources are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Adding up rows.
    Computing,
    /// Values, scores, signals.
    Evaluating,
    /// Pages and workbook.
    Setting,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Computing => "computing",
            Stage::Evaluating => "evaluating",
            Stage::Setting => "setting pages",
        })
    }
}

/// Receives progress of reading.
pub trait Progress: Sync {
    /// A source is about to be read.
    fn started(&self, source: &str, bytes: u64);
    /// So many more of its rows were read.
    fn rows(&self, n: u64);
    /// Its table is complete.
    fn finished(&self);
    /// The run has come to its next stage.
    fn stage(&self, _stage: Stage) {}
}

/// Reports no progress.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn started(&self, _source: &str, _bytes: u64) {}
    fn rows(&self, _n: u64) {}
    fn finished(&self) {}
}
