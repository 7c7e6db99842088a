//! Results to workings.

use super::*;
use crate::calendar::Period;
use crate::evaluate::is_judged;
use crate::evaluate::results::{
    Absence, Doubt, MeasureResult, ParentResult, PeriodResult, TargetAt, UnmatchedResult,
};
use crate::model::{Edges, Measure, Scorecard};
use crate::report::print::{self, Printer};
use crate::report::sections::shortened;
use crate::report::view::StatusCode;
use crate::report::{Composer, row};
use crate::words::Figures;

/// Characters that the name of a component may have in a cell.
const LABEL: usize = 250;

impl Composer<'_> {
    pub(in crate::report) fn workings(&self, head: Head) -> Workings {
        let card = &self.results.scorecard;
        let scorecard = self.scorecard;
        let length = self.all().map(|(_, result)| result.periods.len()).max().unwrap_or(0);
        let periods = scorecard.calendar.run(&self.reported(), length);
        let perspectives = card.perspectives.iter().zip(&scorecard.perspectives).map(|(result, model)| {
            let objectives = result.objectives.iter().zip(&model.objectives).map(|(o, m)| ObjectiveWorking {
                id: o.id.clone(),
                title: o.title.clone(),
                weight: m.weight,
                parent: parent(scorecard, &o.parent, m.edges),
            });
            PerspectiveWorking {
                id: result.id.clone(),
                title: result.title.clone(),
                weight: model.weight,
                parent: parent(scorecard, &result.parent, model.edges),
                objectives: objectives.collect(),
            }
        });
        Workings {
            head,
            currency: scorecard.currency.clone(),
            periods: periods.iter().map(|p| self.words.locale().period(&scorecard.calendar, p)).collect(),
            period_ids: periods.iter().map(|p| scorecard.calendar.label(p)).collect(),
            rollup: scorecard.rollup,
            perspectives: perspectives.collect(),
            measures: self
                .in_order()
                .into_iter()
                .map(|(m, r)| self.measure_working(m, r, periods.len()))
                .collect(),
            total: parent(scorecard, &card.parent, scorecard.rollup.edges),
            log: self.log(),
            sources: self.results.run.sources.iter().map(source).collect(),
        }
    }

    /// Measures in the order of printing, formulas over measures after those they use.
    fn in_order(&self) -> Vec<(&Measure, &MeasureResult)> {
        let (mut formulas, mut ordered): (Vec<_>, Vec<_>) =
            self.all().partition(|(m, _)| m.plan.components.is_empty());
        // Formulas cannot stand in a circle: each round places at least one.
        while !formulas.is_empty() {
            let placed: Vec<&str> = ordered.iter().map(|(m, _)| m.id.as_str()).collect();
            let ready =
                formulas.iter().position(|(m, _)| m.plan.formula.names().iter().all(|n| placed.contains(n)));
            ordered.push(formulas.remove(ready.unwrap_or(0)));
        }
        ordered
    }

    fn measure_working(&self, measure: &Measure, result: &MeasureResult, length: usize) -> MeasureWorking {
        let unscaled = Measure {
            format: crate::model::Format { scale: crate::model::Scale::One, ..measure.format.clone() },
            ..measure.clone()
        };
        let shown: Vec<Option<f64>> =
            result.current().map(|c| vec![c.value, print::plan(c)]).unwrap_or_default();
        let printer =
            Printer::new(&self.words, self.scorecard, &unscaled, &shown).telling(row::pairs(measure, result));
        // A measure with a shorter history stands at the right, so that the reported period is in one column.
        let skip = result.periods.len().saturating_sub(length);
        let lacking = length.saturating_sub(result.periods.len());
        let to_date = result.to_date.as_ref().filter(|_| measure.judged_to_date);
        let own = result.periods[skip..].iter().map(Some);
        let padded: Vec<Option<&PeriodResult>> =
            std::iter::repeat_n(None, lacking).chain(own).chain(to_date.map(Some)).collect();
        let label = |at: &Option<&PeriodResult>| match at {
            None => String::new(),
            Some(at) if to_date.is_some_and(|to_date| std::ptr::eq(*at, to_date)) => {
                self.to_date_words(result)
            }
            Some(at) => self.period_words(&at.period),
        };
        let component = |name: &str, title: &str| ComponentWorking {
            name: name.to_owned(),
            title: shortened(title, LABEL),
            values: padded
                .iter()
                .map(|p| p.and_then(|p| p.components.get(name).copied().flatten()))
                .collect(),
        };
        let parts = measure.plan.components.iter().map(|c| component(&c.name, &self.words.say(&c.title)));
        let components = parts.chain(self.operands(measure).into_iter().map(|m| component(&m.id, &m.title)));
        let window = result.current().and_then(|current| current.window);
        let title = match window.map(|window| self.words.say(&window)) {
            Some(window) => format!("{}, {window}", measure.title),
            None => measure.title.clone(),
        };
        MeasureWorking {
            id: measure.id.clone(),
            title,
            objective: measure.objective.clone(),
            level: measure.level,
            owner: measure.owner.clone(),
            unit: measure.unit,
            unit_label: printer.label.clone(),
            decimals: printer.decimals,
            weight: measure.weight,
            direction: measure.direction,
            formula: measure.plan.formula.clone(),
            reading: self.reading(measure),
            sample: measure.plan.sample.clone(),
            min_n: measure.min_n,
            withholds: measure.plan.survey,
            components: components.collect(),
            scoring: measure.scoring.clone(),
            judgement: measure.judgement,
            floor: measure.floor,
            cap: measure.cap,
            score_decimals: result
                .current()
                .and_then(|c| c.score)
                .map_or(1, |score| decimals(score, &row::edges(measure), 1)),
            labels: padded.iter().map(label).collect(),
            periods: padded
                .iter()
                .enumerate()
                .map(|(i, p)| {
                    let place = Place { is_judged: i + 1 == padded.len(), is_reported: i + 1 == length };
                    p.map_or_else(
                        || absent(self.say(&Absence::NoData)),
                        |p| self.period_working(measure, result, p, place),
                    )
                })
                .collect(),
        }
    }

    /// The days of a year to date: its year, and the period it ends with.
    fn to_date_words(&self, result: &MeasureResult) -> String {
        let (calendar, locale) = (&self.scorecard.calendar, self.words.locale());
        let Some(current) = result.current() else { return String::new() };
        let year = locale.period(calendar, &calendar.fiscal_year(current.period.last));
        self.say(&Figures::Range { low: year, high: self.period_words(&current.period) })
    }

    /// The measures a formula needs over other stretches of days than they show themselves: their values there are
    /// inputs of the formula, where a reference to their own cells would take the wrong ones.
    fn operands(&self, measure: &Measure) -> Vec<&Measure> {
        if !measure.plan.components.is_empty() {
            return Vec::new();
        }
        let names = measure.plan.formula.names();
        let operands: Vec<&Measure> = names.iter().filter_map(|name| self.scorecard.measure(name)).collect();
        // A window of the formula's own replaces theirs; otherwise each is taken as it is printed (R48).
        let is_as_printed = |m: &&Measure| {
            let stands_there = (m.grain, m.judged_to_date) == (measure.grain, measure.judged_to_date);
            stands_there && (measure.window.is_none() || m.window == measure.window)
        };
        if operands.iter().all(is_as_printed) { Vec::new() } else { operands }
    }

    /// Whether a formula takes other measures' values from their own cells, and with them their samples.
    fn is_by_reference(&self, measure: &Measure) -> bool {
        measure.plan.components.is_empty() && self.operands(measure).is_empty()
    }

    fn period_working(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        at: &PeriodResult,
        place: Place,
    ) -> PeriodWorking {
        let reason = match (&at.absent, &at.doubt) {
            (Some(reason), _) => print::absence(reason, &self.words),
            (None, Some(doubt)) => print::doubt(doubt, &self.words),
            (None, None) => String::new(),
        };
        let period = Period { grain: measure.grain, first: at.period.first, last: at.period.last };
        // The period judged is the one that the roll-up asks for, whatever the measure's own grain.
        let asked = if place.is_judged { self.reported() } else { period };
        let status = match (at.status, is_judged(self.scorecard, measure, &asked) || at.target.is_some()) {
            (Some(status), _) => StatusCode::of(status).word().to_owned(),
            (None, true) => "no_data".to_owned(),
            (None, false) => "none".to_owned(),
        };
        let baseline = match at.target {
            Some(TargetAt::Value { baseline, .. }) => baseline,
            _ => None,
        };
        let (target, span, band, goal_red_flag) = match at.target {
            None => (None, None, None, None),
            Some(TargetAt::Value { value, span, .. }) => (Some(value), span, None, None),
            Some(TargetAt::Band { low, high, zero_low, zero_high }) => {
                (None, None, Some([low, high, zero_low, zero_high]), None)
            }
            Some(TargetAt::GoalRedFlag { goal, red_flag }) => (None, None, None, Some([goal, red_flag])),
        };
        PeriodWorking {
            value: at.value,
            reason,
            // Where the workbook holds the sample, it judges by it; elsewhere the engine's word stands.
            scored: match at.doubt {
                None => true,
                Some(Doubt::Provisional(_)) => false,
                Some(Doubt::InsufficientData { .. }) => {
                    measure.plan.sample.is_some() || self.is_by_reference(measure)
                }
            },
            n: at.n,
            target,
            span,
            baseline,
            band,
            goal_red_flag,
            low: at.interval.map(|i| i.low),
            high: at.interval.map(|i| i.high),
            score: at.score,
            status,
            previous_year: if place.is_reported { result.previous_year } else { None },
        }
    }

    fn log(&self) -> Vec<(String, String)> {
        let run = &self.results.run;
        let mut log = vec![
            ("Run".to_owned(), run.id.clone()),
            ("Engine".to_owned(), format!("mando {}", run.version)),
            ("Data as of".to_owned(), run.as_of.to_string()),
            (
                "Period".to_owned(),
                format!("{} ({} to {})", run.period.label, run.period.first, run.period.last),
            ),
            ("Definition, SHA-256".to_owned(), run.definition.clone()),
            ("Notes, SHA-256".to_owned(), run.notes.clone()),
        ];
        log.extend(run.inputs.iter().map(|i| (format!("Input {}", i.file), i.sha256.clone())));
        for source in &run.sources {
            if let Some(last) = source.last_day_after_as_of {
                let text = format!("{} rows, the last on {last}; they count nowhere", source.after_as_of);
                log.push((format!("After as-of {}", source.id), text));
            }
            for unmatched in source.unmatched.iter().filter(|unmatched| unmatched.rows > 0) {
                let (one, many) = unmatched_words(unmatched);
                let words = if unmatched.rows == 1 { one } else { many };
                log.push((format!("Join {}", source.id), format!("{} {words}", unmatched.rows)));
            }
            if source.superseded > 0 {
                let text = format!("{} superseded by another row of their key", source.superseded);
                log.push((format!("Rows {}", source.id), text));
            }
            for cells in source.cells.iter().filter(|cells| cells.is_told()) {
                let text = format!(
                    "{} unreadable, {} out of range, {} absent codes, {} not applicable, {} empty",
                    cells.unreadable,
                    cells.out_of_range,
                    cells.absent,
                    cells.not_applicable,
                    cells.adding_nothing()
                );
                log.push((format!("Cells {}.{}", source.id, cells.column), text));
                let texts = cells.texts.iter();
                log.extend(
                    texts.map(|text| (format!("Unreadable {}.{}", source.id, cells.column), text.clone())),
                );
            }
        }
        log
    }
}

/// Where a period stands among those of its measure.
#[derive(Clone, Copy)]
struct Place {
    /// Whether score and status are those of this one.
    is_judged: bool,
    /// Whether it is the period the report is about.
    is_reported: bool,
}

fn source(source: &crate::evaluate::results::SourceResult) -> SourceWorking {
    SourceWorking {
        id: source.id.clone(),
        read: source.read,
        repeated: source.repeated,
        filtered: source.filtered,
        rejected: source.rejected,
        after_as_of: source.after_as_of,
        used: source.used,
    }
}

fn parent(scorecard: &Scorecard, result: &ParentResult, edges: Edges) -> ParentWorking {
    ParentWorking {
        edges,
        parent_status: scorecard.rollup.parent_status,
        score: result.score,
        status: result.status.map_or_else(|| "no_data".to_owned(), |s| StatusCode::of(s).word().to_owned()),
        coverage: result.coverage,
        score_decimals: result.score.map_or(1, |score| decimals(score, &[edges.on_target, edges.watch], 1)),
        coverage_decimals: decimals(
            100.0 * result.coverage,
            &[100.0, 100.0 * scorecard.rollup.min_coverage],
            0,
        ),
    }
}

fn decimals(score: f64, edges: &[f64], least: usize) -> u8 {
    u8::try_from(print::score_decimals(score, edges, least)).unwrap_or(u8::MAX)
}

/// A period before a measure's first.
fn absent(reason: String) -> PeriodWorking {
    PeriodWorking {
        value: None,
        reason,
        scored: false,
        n: None,
        target: None,
        span: None,
        baseline: None,
        band: None,
        goal_red_flag: None,
        low: None,
        high: None,
        score: None,
        status: "none".to_owned(),
        previous_year: None,
    }
}

/// What is said of rows that found no partner in a join, after one and after several.
fn unmatched_words(unmatched: &UnmatchedResult) -> (String, String) {
    let first = match unmatched.keys.is_empty() {
        true => String::new(),
        false => format!(" (first: {})", unmatched.keys.join(", ")),
    };
    let other = &unmatched.source;
    let (is_out, are_out) = match unmatched.required {
        true => (" and is left out", " and are left out"),
        false => ("", ""),
    };
    (
        format!("row has no partner in {other}{is_out}{first}"),
        format!("rows have no partner in {other}{are_out}{first}"),
    )
}
