//! Daily aggregates: the smallest figures kept, in columns.
//!
//! [`Sums`] hold what adds, by local day; [`Values`] what a percentile is taken of, by day as well; [`Keyed`] rows by customer,
//! order or case, month by month, each month in the order of keys. Nothing here depends on the order in which rows came:
//! sums are exact, and what is read of keyed rows of one day takes them as a set.

mod day;
mod keyed;
mod members;
mod month;
mod segments;
mod sums;
mod totals;
mod values;

pub(crate) use self::day::{Day, Month, day_number, month_of};
pub(crate) use self::keyed::{Identity, Keyed, KeyedRow, KeyedRows, MonthView};
pub(crate) use self::members::Members;
pub(crate) use self::month::MonthRows;
pub use self::segments::SegmentKey;
pub(crate) use self::segments::{NO_KEY, SegmentList};
pub(crate) use self::sums::{ABSENT, Days, Sums, add, plus};
pub(crate) use self::totals::{Total, Totals};
pub(crate) use self::values::{Values, merge_equal};
