//! Where everything stands: the one place that knows rows and columns.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};

use crate::model::Scoring;
use crate::report::workings::{MeasureWorking, Workings};

use super::ExcelError;

pub(super) const README: &str = "README";
pub(super) const INPUTS: &str = "Inputs";
pub(super) const CALC: &str = "Calc";
pub(super) const SCORECARD: &str = "Scorecard";
pub(super) const TREND: &str = "Trend";
pub(super) const CHECKS: &str = "Checks";
pub(super) const LOG: &str = "Log";

/// Rows of a sheet's head: title, what and when, master check; the next row is empty.
pub(super) const BODY: u32 = 4;
/// First column of periods, the same on every sheet that has them.
pub(super) const FIRST_PERIOD: u16 = 3;

/// Rows of the settings on Inputs.
pub(super) struct Settings;

impl Settings {
    pub(super) const MISSING: u32 = BODY + 2;
    pub(super) const PENALTY: u32 = BODY + 3;
    pub(super) const MIN_COVERAGE: u32 = BODY + 4;
    pub(super) const SLACK: u32 = BODY + 5;
    /// The column their values stand in.
    pub(super) const VALUE: u16 = 3;
}

/// Columns of the parents' table on Inputs.
pub(super) mod parent {
    pub(in super::super) const WEIGHT: u16 = 3;
    pub(in super::super) const ON_TARGET: u16 = 4;
    pub(in super::super) const WATCH: u16 = 5;
    pub(in super::super) const STATUS_FROM: u16 = 6;
}

/// Columns of the measures' table on Inputs.
pub(super) mod measure {
    pub(in super::super) const OBJECTIVE: u16 = 3;
    pub(in super::super) const WEIGHT: u16 = 4;
    pub(in super::super) const DIRECTION: u16 = 5;
    pub(in super::super) const SCORING: u16 = 6;
    pub(in super::super) const JUDGED_BY: u16 = 7;
    pub(in super::super) const ON_TARGET: u16 = 8;
    pub(in super::super) const WATCH: u16 = 9;
    pub(in super::super) const TOLERANCE: u16 = 10;
    pub(in super::super) const MIN_N: u16 = 11;
    pub(in super::super) const FLOOR: u16 = 12;
    pub(in super::super) const CAP: u16 = 13;
    pub(in super::super) const LEVEL: u16 = 14;
    pub(in super::super) const OWNER: u16 = 15;
}

/// A measure's block of series on Inputs.
pub(super) struct Series {
    pub(super) heading: u32,
    pub(super) components: Vec<u32>,
    pub(super) target: u32,
    /// Where the measure is scored by distance.
    pub(super) span: Option<u32>,
    /// Where a score's own formula names it.
    pub(super) baseline: Option<u32>,
    /// Low, high, zero below, zero above.
    pub(super) band: Option<[u32; 4]>,
    /// Goal, red flag.
    pub(super) goal: Option<[u32; 2]>,
    pub(super) previous_year: Option<u32>,
    pub(super) scored: u32,
    pub(super) judged: u32,
}

/// Rows of perspectives, objectives and the whole on one sheet.
pub(super) struct ParentRows {
    pub(super) objectives: u32,
    pub(super) perspectives: u32,
    pub(super) total: u32,
}

/// Rows on every sheet.
pub(super) struct Addresses {
    pub(super) periods: usize,
    /// The position of a measure, by id.
    pub(super) measures: BTreeMap<String, usize>,
    /// The position of each measure's objective among all objectives.
    pub(super) objective_of: Vec<usize>,
    /// The position of each objective's perspective.
    pub(super) perspective_of: Vec<usize>,
    pub(super) inputs_parents: ParentRows,
    pub(super) inputs_measures: u32,
    pub(super) series: Vec<Series>,
    pub(super) calc_measures: u32,
    pub(super) calc_parents: ParentRows,
    /// Columns of periods that each measure has on Inputs: those of all, and one more where it is judged to date.
    columns: Vec<usize>,
    pub(super) trend: TrendRows,
}

/// Rows on Trend: measures of the same periods stand together, below the heading of these.
pub(super) struct TrendRows {
    /// Row of the first heading.
    pub(super) first: u32,
    /// Rows from the first heading to the last measure.
    pub(super) height: usize,
    pub(super) groups: Vec<TrendGroup>,
    /// Rows from a measure's actual values to its targets.
    pub(super) to_target: u32,
    /// Row of the first of the series for lines, which stand in the order of measures.
    pub(super) lines: u32,
    /// Row of each measure's actual values.
    rows: Vec<u32>,
}

/// Measures of the same periods.
pub(super) struct TrendGroup {
    pub(super) heading: u32,
    pub(super) measures: Vec<usize>,
}

impl TrendRows {
    fn new(workings: &Workings, first: u32) -> TrendRows {
        let count = workings.periods.len();
        let labels = |index: usize| workings.measures[index].labels.get(..count);
        let mut together: Vec<Vec<usize>> = Vec::new();
        for index in 0..workings.measures.len() {
            match together.iter_mut().find(|group| labels(group[0]) == labels(index)) {
                Some(group) => group.push(index),
                None => together.push(vec![index]),
            }
        }
        // The report's own periods come first.
        together.sort_by_key(|group| labels(group[0]) != Some(workings.periods.as_slice()));
        let mut lines = vec![0; workings.measures.len()];
        let mut next = first;
        let mut groups = Vec::new();
        for measures in together {
            let heading = next;
            for (place, index) in measures.iter().enumerate() {
                lines[*index] = heading + 1 + rows(place);
            }
            next = heading + 2 + rows(measures.len());
            groups.push(TrendGroup { heading, measures });
        }
        let height = next.saturating_sub(first + 1);
        let to_target = height + 1;
        TrendRows {
            first,
            height: height as usize,
            groups,
            to_target,
            lines: first + 2 * to_target + 1,
            rows: lines,
        }
    }
}

/// Rows on Trend of the chosen measure: the choice, its periods, actual and target.
pub(super) struct Choice;

impl Choice {
    pub(super) const CHOSEN: u32 = BODY;
    pub(super) const HEADER: u32 = BODY + 1;
    pub(super) const ACTUAL: u32 = BODY + 2;
    pub(super) const TARGET: u32 = BODY + 3;
    pub(super) const CHART: u32 = BODY + 5;
    /// Rows the chart covers.
    pub(super) const HEIGHT: u32 = 17;
}

impl Addresses {
    pub(super) fn new(workings: &Workings) -> Result<Addresses, ExcelError> {
        let periods = workings.periods.len();
        let objectives: Vec<(&str, usize)> = workings
            .perspectives
            .iter()
            .enumerate()
            .flat_map(|(p, perspective)| perspective.objectives.iter().map(move |o| (o.id.as_str(), p)))
            .collect();
        let mut objective_of = Vec::new();
        for measure in &workings.measures {
            let found = objectives.iter().position(|(id, _)| *id == measure.objective);
            objective_of.push(found.ok_or_else(|| ExcelError::Objective {
                measure: measure.id.clone(),
                objective: measure.objective.clone(),
            })?);
            check_periods(measure, periods)?;
        }
        let (m, o, p) =
            (rows(workings.measures.len()), rows(objectives.len()), rows(workings.perspectives.len()));

        let inputs_total = Settings::SLACK + 4;
        let inputs_parents = ParentRows {
            total: inputs_total,
            perspectives: inputs_total + 1,
            objectives: inputs_total + 1 + p,
        };
        let inputs_measures = inputs_parents.objectives + o + 3;
        let mut next = inputs_measures + m + 2;
        let series = workings.measures.iter().map(|measure| Series::new(measure, &mut next)).collect();

        let calc_measures = BODY + 2;
        let calc_objectives = calc_measures + m + 3;
        let calc_perspectives = calc_objectives + o;
        Ok(Addresses {
            periods,
            measures: workings.measures.iter().enumerate().map(|(i, m)| (m.id.clone(), i)).collect(),
            objective_of,
            perspective_of: objectives.iter().map(|(_, p)| *p).collect(),
            inputs_parents,
            inputs_measures,
            series,
            calc_measures,
            calc_parents: ParentRows {
                objectives: calc_objectives,
                perspectives: calc_perspectives,
                total: calc_perspectives + p,
            },
            columns: workings.measures.iter().map(|measure| measure.labels.len()).collect(),
            trend: TrendRows::new(workings, Choice::CHART + Choice::HEIGHT + 1),
        })
    }

    /// The column of a period; the last is the one reported.
    pub(super) fn period(&self, index: usize) -> u16 {
        FIRST_PERIOD + columns(index)
    }

    /// The column of the reported period.
    pub(super) fn reported(&self) -> u16 {
        self.period(self.periods.saturating_sub(1))
    }

    /// The column on Inputs of the period that a measure is judged by.
    pub(super) fn judged(&self, index: usize) -> u16 {
        self.period(self.columns.get(index).copied().unwrap_or(self.periods).saturating_sub(1))
    }

    /// The last column of periods on Inputs.
    pub(super) fn last_input(&self) -> u16 {
        self.period(self.columns.iter().copied().max().unwrap_or(self.periods).saturating_sub(1))
    }

    /// The row of a measure in Inputs' table.
    pub(super) fn inputs_measure(&self, index: usize) -> u32 {
        self.inputs_measures + rows(index)
    }

    /// The row of a measure on Calc.
    pub(super) fn calc_measure(&self, index: usize) -> u32 {
        self.calc_measures + rows(index)
    }

    /// The row of a measure's values on Trend.
    pub(super) fn trend_measure(&self, index: usize) -> u32 {
        self.trend.rows[index]
    }
}

impl Series {
    fn new(measure: &MeasureWorking, next: &mut u32) -> Series {
        let mut row = || {
            *next += 1;
            *next - 1
        };
        let heading = row();
        let banded = measure.scoring == Scoring::Band || measure.periods.iter().any(|p| p.band.is_some());
        let flagged = measure.scoring == Scoring::GoalRedFlag
            || measure.periods.iter().any(|p| p.goal_red_flag.is_some());
        let spanned =
            measure.scoring == Scoring::Distance || measure.periods.iter().any(|p| p.span.is_some());
        let compared = measure.periods.iter().any(|p| p.previous_year.is_some());
        let series = Series {
            heading,
            components: measure.components.iter().map(|_| row()).collect(),
            target: row(),
            span: spanned.then(&mut row),
            baseline: measure.scoring.needs_baseline().then(&mut row),
            band: banded.then(|| [row(), row(), row(), row()]),
            goal: flagged.then(|| [row(), row()]),
            previous_year: compared.then(&mut row),
            scored: row(),
            judged: row(),
        };
        *next += 1;
        series
    }
}

fn check_periods(measure: &MeasureWorking, expected: usize) -> Result<(), ExcelError> {
    let wrong = |found: usize| ExcelError::Periods { measure: measure.id.clone(), expected, found };
    let found = measure.labels.len();
    // A year to date stands beside the periods of all.
    if expected == 0 || !(expected..=expected + 1).contains(&found) || measure.periods.len() != found {
        return Err(wrong(measure.periods.len()));
    }
    match measure.components.iter().find(|c| c.values.len() != found) {
        Some(component) => Err(wrong(component.values.len())),
        None => Ok(()),
    }
}

/// A count as a number of rows; past the sheet's end it is the first row the writer refuses.
pub(super) fn rows(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(1 << 20).min(1 << 20)
}

/// A count as a number of columns, likewise.
pub(super) fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(1 << 14).min(1 << 14)
}

/// `E12`
pub(super) fn cell(row: u32, column: u16) -> String {
    row_col_to_cell(row, column)
}

/// `$E$12`
pub(super) fn fixed(row: u32, column: u16) -> String {
    row_col_to_cell_absolute(row, column)
}

/// `Inputs!E12`
pub(super) fn on(sheet: &str, row: u32, column: u16) -> String {
    format!("{sheet}!{}", cell(row, column))
}

/// `Inputs!$E$12`
pub(super) fn fixed_on(sheet: &str, row: u32, column: u16) -> String {
    format!("{sheet}!{}", fixed(row, column))
}

/// `$E$12:$E$20`, one column of `count` rows.
pub(super) fn down(first: u32, count: usize, column: u16) -> String {
    format!("{}:{}", fixed(first, column), fixed(first + rows(count).max(1) - 1, column))
}
