//! What keeps a workbook from being written.

use rust_xlsxwriter::XlsxError;

/// What keeps a workbook from being written.
#[derive(Debug, thiserror::Error)]
pub enum ExcelError {
    /// A limit of the format, as the length of a text or the number of rows.
    #[error("the workbook cannot be written: {0}")]
    Format(#[from] XlsxError),
    /// The document's day is not an ISO date.
    #[error("the document's day `{0}` is no date: write it as `2026-04-30`")]
    Date(String),
    /// A measure names an objective that no perspective holds.
    #[error(
        "measure `{measure}` counts in the objective `{objective}`, which is in no perspective: add it to one"
    )]
    Objective {
        /// Id of the measure.
        measure: String,
        /// Id of the objective.
        objective: String,
    },
}
