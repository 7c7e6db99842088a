//! The calendar, as written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::form::{Form, OneOrMany, Pairs};
use crate::measure::Text;
use crate::problem::Spanned;

/// Fiscal year, weeks, time zone, holidays, waves.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "calendar"))]
pub struct CalendarKeys {
    /// First day of the fiscal year: a month, or month and day as `04-06`; `january` when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "april"))]
    pub fiscal_year_starts: Option<Text>,
    /// Whether a fiscal year has the name of the year it starts or ends in.
    #[serde(default)]
    pub fiscal_year_named: Option<Spanned<NamedWord>>,
    /// First day of a week; `monday` when absent, which makes weeks ISO.
    #[serde(default)]
    pub week_starts: Option<WeekdayWord>,
    /// How weeks are counted; `iso` when absent.
    #[serde(default)]
    pub weeks: Option<Spanned<WeeksWord>>,
    /// Last day of a retail year.
    #[serde(default)]
    #[schemars(extend("x-example" = "saturday nearest january 31"))]
    pub year_ends: Option<Text>,
    /// IANA zone of days, periods and as-of; `UTC` when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "Europe/London"))]
    pub time_zone: Option<Text>,
    /// File with a column `date`, or dates.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a file or a list of dates", "x-example" = "data/holidays.csv"))]
    pub holidays: Option<Form<Text, Vec<Text>>>,
    /// Days on which business is done; Monday to Friday when absent.
    #[serde(default)]
    pub working_days: Option<Vec<WeekdayWord>>,
    /// Survey waves in their order: label → a date, a period, or first and last day.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ \"2026\": 2026-05 }"))]
    pub waves: Option<Pairs<OneOrMany<Text>>>,
}

/// Which of its two calendar years names a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NamedWord {
    /// April 2016 to March 2017 is FY2016.
    Start,
    /// April 2016 to March 2017 is FY2017.
    End,
}

/// How weeks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum WeeksWord {
    /// Weeks of their own, beside calendar months.
    #[serde(rename = "iso")]
    Iso,
    /// Retail months of 4, 4 and 5 weeks.
    #[serde(rename = "4-4-5")]
    FourFourFive,
    /// Retail months of 4, 5 and 4 weeks.
    #[serde(rename = "4-5-4")]
    FourFiveFour,
    /// Retail months of 5, 4 and 4 weeks.
    #[serde(rename = "5-4-4")]
    FiveFourFour,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WeekdayWord {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}
