//! What the sheet Checks compares and counts.

use crate::words::phrase::phrases;

phrases! {
    /// A line of Checks.
    pub enum CheckLine {
        /// Measures in every period: engine against formulas.
        Series => "book-check-series",
        /// Roll-up of the reported period: engine against formulas.
        Rollup => "book-check-rollup",
        /// Sums of what the engine gave.
        Sums => "book-check-sums",
        /// Segments and bridges against totals, Data against Series.
        Ties => "book-check-ties",
        /// Rows of sources without account.
        Rows => "book-check-rows",
        /// Effective weights add up to 100%.
        Shares => "book-check-shares",
        /// All differences.
        All => "book-check-all",
        /// Edited since the report, cells.
        Edits => "book-check-edits",
        /// Rows of Policy that are not sound.
        Sound => "book-check-sound",
        /// Grey figures are the engine’s. A changed input makes comparisons differ by design: they show how far the workbook has moved from the report.
        Note => "book-check-note",
    }
}
