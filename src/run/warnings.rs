//! What a run notices about definition and data together.

mod causes;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use datafusion::prelude::Expr;

use super::computed::RunOptions;
use super::figures::{self, count_of};
use super::{history, joins};
use crate::calendar::Grain;
use crate::data::{BadCell, CellCount, Counts, Data, Table, first, footer};
use crate::engine::Facts;
use crate::evaluate;
use crate::evaluate::results::{
    Absence, ControlResult, MeasureResult, NoOutlook, PeriodResult, ScorecardResult, TargetAt,
};
use crate::evaluate::score::Status;
use crate::measure::{Basis, Component};
use crate::model::{Baseline, Judgement, Measure, Origin, Scorecard, Scoring, Source};
use crate::problem::{Problem, Problems};
use causes::{
    AbsentUnequally, AmbiguousDates, AsOfFuture, BandWithinNoise, ControlFailed, EventWithoutEffect,
    FilesOverlap, ForecastTooShort, HistoryAfterData, LostDigits, MetAtBaseline, MixedPercent,
    NumbersInexact, OffTargetWithoutInitiative, RejectedRows, ReturnsOpen, RowAfterAsOf, RowsAfterAsOf,
    RowsBetweenWaves, UnreadableCells, WeightsBelowZero, WholeNumbersRounded, YearWithoutPlan,
};

/// Whether a component is a value's, and not an interval's alone.
fn matters(component: &Component) -> bool {
    !component.is_moment() && !matches!(component.basis, Basis::Squares(_))
}

/// What a run notices about definition and data together.
pub(super) fn warn(
    scorecard: &Scorecard,
    data: &Data,
    card: &ScorecardResult,
    as_of: NaiveDate,
    wanted: &RunOptions,
    problems: &mut Problems,
) {
    if as_of > wanted.yesterday.checked_add_days(Days::new(1)).unwrap_or(wanted.yesterday) {
        problems.push(Problem::new(AsOfFuture { as_of }));
    }
    warn_of_rows_and_cells(scorecard, data, as_of, problems);
    problems.extend(overlaps(data));
    joins::warn(scorecard, data, problems);
    for event in evaluate::without_effect(scorecard, card) {
        problems.push(Problem::new(EventWithoutEffect { day: event.at.to_string() }));
    }
    for result in card.measures() {
        if let (Some(measure), Some(current)) = (scorecard.measure(&result.id), result.current()) {
            warn_of_measure(scorecard, data, measure, (result, current), problems);
        }
    }
}

/// What is wrong with cells and rows of sources, few enough to go on, and rows that come too early or too late.
fn warn_of_rows_and_cells(scorecard: &Scorecard, data: &Data, as_of: NaiveDate, problems: &mut Problems) {
    for (id, table) in &data.tables {
        let lost = table.cells.iter().filter(|cells| cells.unreadable > 0);
        problems.extend(lost.map(|cells| unreadable_cells(id, cells)));
        problems.extend(rejected_rows(id, table));
    }
    for source in &scorecard.sources {
        let before = data.tables.get(&source.id).map_or(0, |t| t.counts.before_history);
        if before > 0 {
            let (rows, lie) = (count_of(before, "row", "rows"), if before == 1 { "lies" } else { "lie" });
            let (source, lie) = (source.id.clone(), lie.to_owned());
            problems.push(Problem::new(HistoryAfterData { rows, source, lie }));
        }
    }
    for (id, table) in &data.tables {
        table.cells.iter().for_each(|cells| warn_of_readings(id, cells, problems));
    }
    for source in &scorecard.sources {
        let Some(table) = data.tables.get(&source.id) else { continue };
        problems.extend(source.weights.iter().filter_map(|check| {
            let rows = table.below_zero.get(&check.is_below.to_string())?;
            Some(Problem::new(WeightsBelowZero {
                measure: check.measure.clone(),
                answers: count_of(*rows, "answer", "answers"),
                have: has_or_have(*rows),
                source: source.id.clone(),
            }))
        }));
    }
    // Rows of a join are told of the source that it widens, and what people entered for later waits for its period.
    let told = |source: &&Source| !matches!(source.origin, Origin::Join { .. } | Origin::Entered(_));
    for source in scorecard.sources.iter().filter(told) {
        let table = data.tables.get(&source.id);
        problems.extend(table.and_then(|table| rows_after_as_of(&source.id, table, as_of)));
    }
}

/// Cells of a column that were read otherwise than may be meant.
fn warn_of_readings(id: &str, cells: &CellCount, problems: &mut Problems) {
    let (column, source) = (|| cells.column.clone(), || id.to_owned());
    if cells.rounded > 0 {
        let cause = WholeNumbersRounded { cells: cells.rounded, column: column(), source: source() };
        problems.push(Problem::new(cause));
    }
    if cells.inexact > 0 {
        let (told, have) = (count_of(cells.inexact, "cell", "cells"), has_or_have(cells.inexact));
        problems.push(Problem::new(NumbersInexact { told, have, column: column(), source: source() }));
    }
    if cells.percents > 0 && cells.above_one > 0 {
        let signed = count_of(cells.percents, "cell", "cells");
        let (bare, have) = (count_of(cells.above_one, "number", "numbers"), has_or_have(cells.above_one));
        problems.push(Problem::new(MixedPercent { signed, bare, have, column: column(), source: source() }));
    }
    if cells.ambiguous > 0 {
        let days = count_of(cells.ambiguous, "cell", "cells");
        problems.push(Problem::new(AmbiguousDates { days, column: column(), source: source() }));
    }
}

/// Files of a source that hold rows of the same days.
fn overlaps(data: &Data) -> impl Iterator<Item = Problem> {
    let overlaps = data.tables.iter().filter_map(|(id, table)| Some((id, table.overlap.as_ref()?)));
    overlaps.map(|(id, overlap)| {
        let more = match overlap.more {
            0 => String::new(),
            1 => format!(", and 1 more pair of `{id}` does"),
            n => format!(", and {n} more pairs of `{id}` do"),
        };
        Problem::new(FilesOverlap {
            first: overlap.first.to_string(),
            second: overlap.second.to_string(),
            days: count_of(overlap.days, "day", "days"),
            more,
        })
    })
}

/// What the figures of a measure in the reported period show.
fn warn_of_measure(
    scorecard: &Scorecard,
    data: &Data,
    measure: &Measure,
    (result, current): (&MeasureResult, &PeriodResult),
    problems: &mut Problems,
) {
    if let Some(Absence::InsufficientHistory { needs }) = current.absent {
        problems.push(history::problem(scorecard, data, measure, needs));
    }
    if let (true, Some(NoOutlook::TooShort { needs, has })) = (measure.forecast.is_written, result.no_outlook)
    {
        problems.push(Problem::new(ForecastTooShort { measure: measure.id.to_string(), needs, has }));
    }
    if current.status == Some(Status::OffTarget) {
        problems.extend(without_initiative(scorecard, measure));
    }
    if let Some((open, all)) = open_return_window(measure, current) {
        problems.push(Problem::new(ReturnsOpen { measure: measure.id.to_string(), open, all }));
    }
    let has_year = result.to_date.as_ref().is_some_and(|year| year.value.is_some() && year.target.is_none());
    if measure.judged_to_date && has_year && current.target.is_some() {
        problems.push(Problem::new(YearWithoutPlan { measure: measure.id.clone() }));
    }
    problems.extend(met_at_baseline(measure, current));
    problems.extend(unequal_null_shares(scorecard, data, measure));
    let half = current.interval.map(|i| i.half_width());
    let width = watch_width(measure, current);
    if let (Some(half), Some(width)) = (half, width)
        && measure.weight > 0.0
        && width < half
    {
        let [width, half] = figures::differences(scorecard, measure, [width, half]);
        problems.push(Problem::new(BandWithinNoise { measure: measure.id.to_string(), width, half }));
    }
}

/// A measure scored by its way from a measured baseline, where the target is no better than that.
fn met_at_baseline(measure: &Measure, current: &PeriodResult) -> Option<Problem> {
    let baseline = measure.target.as_ref()?.baseline.as_ref();
    let is_measured = baseline.is_some_and(|baseline| matches!(baseline, Baseline::Measured(_)));
    if !is_measured || measure.scoring != Scoring::Distance {
        return None;
    }
    let Some(TargetAt::Value { span: None, value, .. }) = current.target else { return None };
    let scored = if value <= 0.0 { "as met or missed" } else { "by attainment" };
    Some(Problem::new(MetAtBaseline { measure: measure.id.to_string(), scored: scored.to_owned() }))
}

fn has_or_have(number: u64) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// A measure that is off target and that nothing is done about, in a scorecard that keeps initiatives.
fn without_initiative(scorecard: &Scorecard, measure: &Measure) -> Option<Problem> {
    let is_supported = scorecard.initiatives.iter().any(|i| i.supports.contains(&measure.objective));
    if scorecard.initiatives.is_empty() || is_supported || measure.weight == 0.0 {
        return None;
    }
    let (measure, objective) = (measure.id.clone(), measure.objective.clone());
    Some(Problem::new(OffTargetWithoutInitiative { measure, objective }))
}

/// Cells of a column that could not be read, few enough to go on.
fn unreadable_cells(source: &str, cells: &CellCount) -> Problem {
    let (bad, of) = (cells.unreadable, cells.judged);
    let places: Vec<String> = cells.examples.iter().map(BadCell::place).collect();
    let problem = Problem::new(UnreadableCells {
        bad,
        of,
        source: source.to_string(),
        column: cells.column.to_string(),
        // Rows of a join stand in no file.
        places: if places.is_empty() { String::new() } else { format!(": {}", places.join(", ")) },
    });
    match (footer(&cells.examples), cells.expected) {
        (Some(help), _) => problem.help(help),
        (None, Some(expected)) => problem.help(expected.help(first(&cells.examples))),
        (None, None) => problem,
    }
}

/// Rows of a source's files that were rejected, few enough to go on.
fn rejected_rows(id: &str, table: &Table) -> Option<Problem> {
    let Counts { read, rejected, ragged, .. } = table.counts;
    let places: Vec<String> = table.rejects.iter().map(BadCell::place).collect();
    let why = match ragged {
        0 => "no readable time or key".to_owned(),
        _ if ragged == rejected => "more cells than their header".to_owned(),
        _ => format!("{ragged} have more cells than their header, the others no readable time or key"),
    };
    let (source, places) = (id.to_owned(), places.join(", "));
    let problem = || Problem::new(RejectedRows { rejected, read, source, why, places: places.clone() });
    (!places.is_empty()).then(|| match footer(&table.rejects) {
        Some(help) => problem().help(help),
        None => problem(),
    })
}

/// Rows of a source that are dated after as-of (R50); a share that may have been meant to count is a warning.
fn rows_after_as_of(id: &str, table: &Table, as_of: NaiveDate) -> Option<Problem> {
    let Counts { after_as_of: after, used, .. } = table.counts;
    let last = table.last_after.filter(|_| after > 0)?;
    let source = id.to_owned();
    let problem = match after {
        1 => Problem::new(RowAfterAsOf { source, as_of, last }),
        rows => Problem::new(RowsAfterAsOf { rows, source, as_of, last }),
    };
    Some(if after.saturating_mul(100) >= after + used { problem.as_warning() } else { problem })
}

/// Sales that can still come back, of all (R7).
fn open_return_window(measure: &Measure, current: &PeriodResult) -> Option<(f64, f64)> {
    let (mature, all) = measure.plan.maturity.as_ref()?;
    let of_rows = measure.plan.component(all).is_some_and(|all| matches!(all.basis, Basis::Sum(_)));
    let (mature, all) = (current.component(mature)?, current.component(all)?);
    (of_rows && mature < all).then_some((all - mature, all))
}

/// Sides of a ratio that lack unequal numbers of values (R37), where that is known: of columns as they are read, over all rows.
fn unequal_null_shares(scorecard: &Scorecard, data: &Data, measure: &Measure) -> Option<Problem> {
    let sums = measure.plan.components.iter().filter(|component| matters(component));
    let sums: Vec<(&str, &Expr)> = sums
        .filter_map(|component| match &component.basis {
            Basis::Sum(value) if component.rows.filter.is_none() => {
                Some((component.rows.source.as_str(), value))
            }
            _ => None,
        })
        .collect();
    let [(source, numerator), (other, denominator)] = sums[..] else { return None };
    let is_whole = scorecard.sources.iter().any(|s| s.id == source && s.filter.is_none());
    if measure.kind != "ratio" || source != other || !is_whole {
        return None;
    }
    let table = data.tables.get(source)?;
    let absent = |value: &Expr| {
        let columns = value.column_refs();
        let column = columns.iter().next().filter(|_| columns.len() == 1)?;
        let cells = table.cells.iter().find(|cells| cells.column == column.name)?;
        Some((cells.cells() - cells.values(), cells.cells()))
    };
    let (above, below) = (absent(numerator)?, absent(denominator)?);
    let measure = measure.id.clone();
    let (rows, above, below) = (above.1.max(below.1), above.0, below.0);
    (above != below).then(|| Problem::new(AbsentUnequally { measure, above, below, rows }))
}

/// The width of the watch band in the value's unit (R27).
fn watch_width(measure: &Measure, current: &PeriodResult) -> Option<f64> {
    let TargetAt::Value { value, span, .. } = current.target? else { return None };
    match (measure.judgement, &measure.scoring) {
        (Judgement::Edges(_) | Judgement::Usual(_), Scoring::Formula(_) | Scoring::Met) => None,
        (Judgement::Edges(edges) | Judgement::Usual(edges), _) => {
            // Of a target of 0 or less there is no share, and nothing between met and missed.
            let way = span.or((value > 0.0).then_some(value))?;
            Some(way * (edges.on_target - edges.watch) / 100.0)
        }
        (judgement, _) => judgement.tolerance(value),
    }
}

/// Totals of the reported period that differ from their ledgers.
pub(super) fn failed(controls: &[ControlResult], problems: &mut Problems) {
    let found = controls.iter().filter_map(|control| {
        let at = control.finding()?;
        let (value, ledger) = at.value.zip(at.ledger)?;
        let figures = [value, ledger, value - ledger].map(figures::amount);
        let [value, ledger, difference] = figures;
        let (control, period) = (control.id.clone(), at.period.label.clone());
        Some(Problem::new(ControlFailed { control, value, ledger, period, difference }))
    });
    problems.extend(found);
}

/// Sources of measures by waves with rows on days between them.
pub(super) fn between_waves(scorecard: &Scorecard, facts: &Facts, problems: &mut Problems) {
    let mut told = BTreeSet::new();
    for measure in scorecard.measures.iter().filter(|measure| measure.grain == Grain::Wave) {
        for component in measure.plan.queried_components() {
            let (source, placed_by) = (&component.rows.source, &component.rows.placed_by);
            if component.is_entered() || !told.insert((source, placed_by)) {
                continue;
            }
            let all = facts.rows(component, NaiveDate::MIN, facts.as_of());
            let inside = scorecard.calendar.waves.iter();
            let inside: f64 = inside.map(|wave| facts.rows(component, wave.first, wave.last)).sum();
            if all > inside {
                let (rows, source) = (all - inside, source.clone());
                problems.push(Problem::new(RowsBetweenWaves { rows, of: all, source }));
            }
        }
    }
}

/// Measures whose numbers lose digits where each row is rounded.
pub(super) fn lost_digits(scorecard: &Scorecard, facts: &Facts, problems: &mut Problems) {
    for measure in &scorecard.measures {
        if measure.plan.queried_components().iter().any(|c| matters(c) && facts.lost_digits(c)) {
            problems.push(Problem::new(LostDigits { measure: measure.id.to_string() }));
        }
    }
}
