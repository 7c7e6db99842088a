//! English, British and American.

use super::language::Language;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const MONTHS_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(super) static EN_GB: Language = Language {
    code: "en-GB",
    decimal: ".",
    group: ",",
    grouped_from: 4,
    percent: "%",
    months: MONTHS,
    months_of_days: MONTHS,
    months_short: MONTHS_SHORT,
    date: "{d} {month} {y}",
    date_short: "{d} {mon} {y}",
    span: "{a} to {b}",
    span_month: "{d}–{e} {month} {y}",
    month: "{month} {y}",
    month_short: "{mon} {y}",
    month_axis: "{mon} {yy}",
    quarter: "Q{q} {y}",
    quarter_axis: "Q{q} {yy}",
    week: "Week {w}, {y}",
    week_axis: "W{w} {yy}",
    fiscal_year: "FY{y}",
    fiscal_years: "FY{from}/{yy}",
    fiscal_year_axis: "FY{yy}",
    fiscal_quarter: "Q{q} FY{y}",
    fiscal_quarter_axis: "Q{q} FY{yy}",
    fiscal_period: "Period {p}, FY{y}",
    fiscal_period_axis: "P{p} FY{yy}",
    pair: " and ",
    last: " and ",
    clause: "; ",
};

pub(super) static EN_US: Language = Language {
    code: "en-US",
    date: "{month} {d}, {y}",
    date_short: "{mon} {d}, {y}",
    span_month: "{month} {d}–{e}, {y}",
    last: ", and ",
    ..EN_GB
};
