//! Statuses as a reader sees them.

use serde::Serialize;

use crate::evaluate::score::Status;

/// A status as shape, word and colour.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// Its mark.
    pub code: StatusCode,
    /// `On target`, `Watch`, `Off target`, or the reason there is none: `No data`, `Insufficient data`, `Provisional`, `No target`.
    pub word: String,
}

/// The mark of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusCode {
    /// On target.
    OnTarget,
    /// To be watched.
    Watch,
    /// Off target.
    OffTarget,
    /// Grey: it should have a status and has none.
    NoData,
    /// Informational: nothing is drawn.
    None,
}

impl From<Status> for StatusCode {
    fn from(status: Status) -> StatusCode {
        match status {
            Status::OnTarget => StatusCode::OnTarget,
            Status::Watch => StatusCode::Watch,
            Status::OffTarget => StatusCode::OffTarget,
        }
    }
}

impl StatusCode {
    /// The code as a word of files.
    pub fn word(self) -> &'static str {
        match self {
            StatusCode::OnTarget => "on_target",
            StatusCode::Watch => "watch",
            StatusCode::OffTarget => "off_target",
            StatusCode::NoData => "no_data",
            StatusCode::None => "none",
        }
    }
}
