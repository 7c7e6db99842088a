//! What is said of a source's rows.

use super::phrase::phrases;

phrases! {
    /// Where rows come from, where that is no file.
    pub enum RowsFrom {
        /// A join.
        Join { left: String, others: String } => "rows-join",
        /// A part of a source.
        Part { of: String } => "rows-part",
        /// A query over sources.
        Query { sources: String } => "rows-query",
        /// Definition and notes.
        Entered => "rows-entered",
        /// The values of a measure that are entered, as a source's name.
        EnteredOf { measure: String } => "source-entered",
    }
    /// What became of rows and cells, each a sentence with its number.
    pub enum SourceRemark {
        /// More cells than their header.
        Ragged { rows: u64 } => "source-ragged",
        /// Fewer cells than their header.
        Short { rows: u64 } => "source-short",
        /// A code for no date.
        Undated { rows: u64 } => "source-undated",
        /// No readable date or key.
        Unreadable { rows: u64 } => "source-unreadable",
        /// Repeats.
        Repeated { rows: u64 } => "source-repeated",
        /// Superseded by another row of their key.
        Superseded { rows: u64 } => "source-superseded",
        /// Filtered by the definition.
        Filtered { rows: u64 } => "source-filtered",
        /// Dated after as-of.
        AfterAsOf { rows: u64 } => "source-after-as-of",
        /// Without customer.
        NoCustomer { rows: u64 } => "source-no-customer",
        /// What rows without customer amount to, column by column.
        NoCustomerAmounts { amounts: String } => "source-no-customer-amounts",
        /// Cases that end before they begin.
        Reversed { cases: u64, measure: String } => "source-reversed",
        /// Answers outside their scale.
        OutsideScale { answers: u64, measure: String } => "source-outside-scale",
        /// No partner in a join. `told` says whether `keys` are known.
        Unmatched { rows: u64, source: String, required: bool, told: bool, keys: String } => "source-unmatched",
        /// Cells that could not be read. `told` says whether `places` are known.
        Cells { cells: u64, column: String, told: bool, places: String } => "cells-unreadable",
        /// Cells outside their range.
        OutOfRange { cells: u64, column: String } => "cells-out-of-range",
        /// Codes for no answer.
        Absent { cells: u64, column: String } => "cells-absent",
        /// Cells that do not apply.
        NotApplicable { cells: u64, column: String } => "cells-not-applicable",
        /// Times that the clocks showed twice.
        ShownTwice { times: u64, column: String } => "cells-shown-twice",
        /// Times that the clocks skipped.
        Skipped { times: u64, column: String } => "cells-skipped",
        /// Days that may be others.
        Ambiguous { cells: u64, column: String } => "cells-ambiguous",
        /// Rows that add nothing.
        AddingNothing { rows: u64, column: String } => "cells-adding-nothing",
        /// Rows of no account, order or the like.
        OfNone { rows: u64, column: String } => "cells-of-none",
    }
}
