//! What can be wrong with a calendar.

use chrono::NaiveDate;

use crate::problem::causes;

causes! {
    /// A text that is neither a month nor a day of the year.
    UnknownMonth { text: String } => UnknownMonth,
        "no month `{text}`",
        "write a month such as `april`, or a day such as `04-06`";

    /// A scorecard by wave whose calendar has none.
    NoWaves => MissingKey,
        "`calendar` needs `waves` with `grain: wave`",
        "add `waves: {{ \"2026\": 2026-05 }}`";

    /// A text that is no zone of the IANA.
    UnknownTimeZone { text: String } => UnknownTimeZone,
        "no time zone `{text}`",
        "write an IANA name such as `Europe/London`";

    /// A text that is no end of a retail year.
    NoYearEnd { text: String } => RetailCalendarIncomplete,
        "`{text}` is no end of a retail year",
        "write `saturday nearest january 31`, or `last saturday of january`";

    /// A retail calendar that does not say where its year ends.
    RetailWithoutEnd => RetailCalendarIncomplete,
        "where does the year end";

    /// An end of a retail year without a retail calendar.
    EndWithoutRetail => RetailCalendarIncomplete,
        "`year_ends` belongs to a retail calendar",
        "add `weeks: 4-4-5`, or write `fiscal_year_starts`";

    /// A fiscal year that could be called by either calendar year.
    FiscalYearUnnamed { first: NaiveDate, last: NaiveDate, a: String, b: String } => FiscalNameMissing,
        "is {first} to {last} FY{a} or FY{b}",
        "add `fiscal_year_named: start` for FY{a}, or `fiscal_year_named: end` for FY{b}";

    /// A wave of more than a first and a last day.
    WaveOfSeveral { label: String } => WrongType,
        "wave `{label}` takes a date, a period, or first and last day",
        "write `[2026-05-01, 2026-05-14]`";

    /// A wave that ends before it begins.
    WaveBackwards { label: String, last: NaiveDate, first: NaiveDate } => WrongType,
        "wave `{label}` ends on {last}, before it begins on {first}",
        "write the first day first";

    /// Two waves with days in common.
    WavesShareDays { first: String, second: String, days: i64 } => WaveOverlap,
        "waves `{first}` and `{second}` share {days} days",
        "end one before the other begins";
}
