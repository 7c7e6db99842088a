//! What a language has to say: the shape of every file of words.

/// Words, signs and patterns of one locale.
///
/// Patterns hold names in braces: `{d}` day (`{dd}` of two digits), `{month}` and `{mon}` the month's name and its short form, `{m}` and `{mm}`
/// its number, `{y}` and `{yy}` year and its last two digits, `{from}` the year in which a fiscal year begins, `{q}` quarter (`{rq}` I, `{gq}` Α΄, `{oq}` 1.er), `{p}` fiscal month, `{w}` week, `{a}` and `{b}`
/// two ends.
#[derive(PartialEq, Eq)]
pub(super) struct Language {
    pub(super) code: &'static str,
    pub(super) decimal: &'static str,
    pub(super) group: &'static str,
    /// Digits before the decimal sign from which thousands are set apart: Spanish and Polish leave 1234
    /// whole.
    pub(super) grouped_from: usize,
    /// Stands after the number, with its blank where the language has one.
    pub(super) percent: &'static str,
    /// Names of the months by themselves.
    pub(super) months: [&'static str; 12],
    /// Names of the months after a day: the genitive in Greek and Polish.
    pub(super) months_of_days: [&'static str; 12],
    pub(super) months_short: [&'static str; 12],
    pub(super) date: &'static str,
    pub(super) date_short: &'static str,
    pub(super) span: &'static str,
    /// Days of one month, `{d}` to `{e}`.
    pub(super) span_month: &'static str,
    pub(super) month: &'static str,
    pub(super) month_short: &'static str,
    pub(super) month_axis: &'static str,
    pub(super) quarter: &'static str,
    pub(super) quarter_axis: &'static str,
    pub(super) week: &'static str,
    pub(super) week_axis: &'static str,
    /// One that lies within a calendar year.
    pub(super) fiscal_year: &'static str,
    /// One that begins in one calendar year and ends in the next.
    pub(super) fiscal_years: &'static str,
    pub(super) fiscal_year_axis: &'static str,
    pub(super) fiscal_quarter: &'static str,
    pub(super) fiscal_quarter_axis: &'static str,
    pub(super) fiscal_period: &'static str,
    pub(super) fiscal_period_axis: &'static str,
    /// Between the two items of a pair.
    pub(super) pair: &'static str,
    /// Before the last of three and more items.
    pub(super) last: &'static str,
    /// Between clauses: a semicolon, in Greek a raised point.
    pub(super) clause: &'static str,
}

/// Puts values in place of the names in braces.
pub(super) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}
