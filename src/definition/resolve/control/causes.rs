//! What can be wrong with a control.

use crate::calendar::Grain;
use crate::problem::causes;

causes! {
    /// A ledger of shorter periods than the reports', or of rows that are no periods of its own.
    LedgerByOther { grain: Grain, reports: Grain } => GrainOrder,
        "this is by {grain}, and compared by {reports}",
        "write totals by {reports}";

    /// A period that a ledger has twice.
    LedgerTwice { row: usize, period: String, first: usize } => WrongType,
        "row {row} has `{period}`, as row {first} has",
        "keep one row for each period, with its total";

    /// A cell of a ledger that is no number.
    LedgerWithoutNumber { row: usize, cell: String, decimal: char } => WrongType,
        "row {row}: `{cell}` is no number with `{decimal}` before decimals",
        "name the file's `decimal` and `thousands` under `format`";

    /// A ledger without an amount.
    LedgerWithoutRows { file: String, column: String } => WrongType,
        "`{file}` has no amount in `{column}`",
        "name a file with a row for each period";

    /// A tolerance below 0.
    NegativeAllowance { text: String } => WrongType,
        "`tolerance` takes 0 or more, this is `{text}`",
        "write a value such as `100`, or a percent such as `0.5%`";
}
