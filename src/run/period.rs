//! The period that a run reports, and sources whose rows do not reach its end.

mod causes;

use chrono::{Datelike, NaiveDate};

use super::computed::RunOptions;
use super::error::RunError;
use crate::calendar::Period;
use crate::data::{Data, Table};
use crate::engine::Facts;
use crate::evaluate::period::{default_period, lacking, own};
use crate::evaluate::results::Provisional;
use crate::model::{Measure, Scorecard, Source};
use crate::problem::{Problem, Problems};
use causes::{GapAtEnd, NoRowsYet, NoSuchPeriod, PeriodMoved, PeriodNotBegun, StaleSource};

/// A source whose rows do not reach the end of what its measures show of the reported period.
pub(super) fn warn_rows_end_early(
    scorecard: &Scorecard,
    facts: &Facts,
    source: &Source,
    reported: &Period,
) -> Option<Problem> {
    let uses = |m: &&Measure| m.plan.queried_components().iter().any(|c| c.rows.source == source.id);
    let grain = scorecard.measures.iter().filter(uses).map(|m| m.grain).min()?;
    let own = own(&scorecard.calendar, grain, reported);
    let problem = match lacking(scorecard, facts, &source.id, &own)? {
        Provisional::GapAtEnd { last, longest } => {
            let day = day_within(last, own.last);
            let before = match longest {
                Some(longest) => format!("the longest gap before was {}", counted(longest, "day")),
                None => format!("a {} was waited for", grain.word()),
            };
            Problem::new(GapAtEnd { source: source.id.to_string(), day, before })
        }
        _ => {
            let newest = facts.history(&source.id)?.newest?;
            Problem::new(StaleSource { source: source.id.to_string(), newest })
        }
    };
    Some(problem.help("the period is provisional: nothing is scored; `stale_after` of a source says how long to wait for its rows"))
}

/// A day as it is said beside another: with its year only where that differs.
fn day_within(day: NaiveDate, beside: NaiveDate) -> String {
    let pattern = if day.year() == beside.year() { "%-d %B" } else { "%-d %B %Y" };
    day.format(pattern).to_string()
}

fn counted(number: i64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// The period reported, and whether it was moved (R3).
pub(super) fn period(
    scorecard: &Scorecard,
    data: &Data,
    facts: &Facts,
    wanted: &RunOptions,
    as_of: NaiveDate,
    problems: &mut Problems,
) -> Result<(Period, bool), RunError> {
    let calendar = &scorecard.calendar;
    if let Some(text) = &wanted.period {
        // Of a longer period the last one that belongs to it is meant.
        let last = |period: Period| calendar.last_period_by(scorecard.grain, period.last).unwrap_or(period);
        return match calendar.parse_period(text, scorecard.grain).map(last) {
            Ok(period) if period.first > as_of => {
                let label = calendar.label(&period);
                let what = if label == *text { "it" } else { &label };
                Err(RunError::Period(Problem::new(PeriodNotBegun {
                    asked: text.to_string(),
                    period: what.to_string(),
                    as_of,
                })))
            }
            Ok(period) => Ok((period, false)),
            Err(error) => Err(RunError::Period(Problem::new(NoSuchPeriod {
                asked: text.to_string(),
                error: error.to_string(),
                grain: scorecard.grain.word().to_owned(),
                example: (example(scorecard, data)).to_string(),
            }))),
        };
    }
    let newest = data.tables.keys().filter_map(|id| facts.history(id)?.newest).max();
    let first = data.tables.values().filter_map(|t| t.first_day).min();
    // A register without a row says that nothing happened.
    let is_known =
        first.is_some_and(|first| first <= as_of) || scorecard.sources.iter().any(|s| s.is_register);
    let asked = || scorecard.measures.iter().flat_map(|measure| measure.plan.queried_components());
    let has_rows = |period: &Period| asked().any(|c| facts.rows(c, period.first, period.last) > 0.0);
    let Some(chosen) = default_period(scorecard, newest, as_of, &has_rows).filter(|_| is_known) else {
        let newest = data.tables.values().filter_map(Table::newest).max();
        let newest = newest.map_or("none".to_owned(), |d| d.to_string());
        return Err(RunError::Period(Problem::new(NoRowsYet { as_of, newest })));
    };
    if let Some(from) = &chosen.moved_from {
        let (from, to) = (calendar.label(from), calendar.label(&chosen.period));
        problems.push(Problem::new(PeriodMoved { from, to }));
    }
    Ok((chosen.period, chosen.moved_from.is_some()))
}

fn example(scorecard: &Scorecard, data: &Data) -> String {
    let newest = data.tables.values().filter_map(|t| t.last_day).max();
    let period = newest.and_then(|day| scorecard.calendar.period_of(scorecard.grain, day));
    period.map_or_else(|| "2026-03".to_owned(), |p| scorecard.calendar.label(&p))
}
