//! Trend charts, segment tables, sentences and definitions of single measures.

use crate::evaluate::results::{
    Absence, MeasureResult, PeriodResult, SegmentResult, SegmentsResult, TargetAt,
};
use crate::measure::Level;
use crate::model::{AxisOrder, Measure};

use super::Composer;
use super::message::capitalised;
use super::print::{self, Pair, Printer};
use super::view::{
    EventMark, LimitLines, MeasureSection, OutlookPoint, SegmentRow, SegmentTable, TrendChart, TrendPoint,
};
use crate::words::{ChartText, Code, Label, SegmentNote, Sentence};

impl Composer<'_> {
    /// A measure with its trend; from the tactical report on with segment tables, in the operational one with the weekly run. The strategic
    /// report has the tables that tell where a miss comes from.
    pub(super) fn section(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        level: Level,
    ) -> Option<MeasureSection> {
        let printer = self.printer(measure, result);
        let weekly = level == Level::Operational && tells(&result.weeks);
        let is_cut = level != Level::Strategic;
        let trend = self.trend(measure, result, weekly, &printer);
        let causes = self.causes_of_miss(measure, result, &printer);
        let is_shown = |table: usize| is_cut || causes.iter().any(|cause| cause.table == table);
        let events: Vec<&str> = trend.events.iter().map(|mark| mark.text.as_str()).collect();
        let events = self.words.clauses(&events);
        let tables = result.segments.iter().enumerate().filter(|(at, _)| is_shown(*at));
        let tables = tables.map(|(_, table)| self.segment_table(measure, result, table, &printer));
        Some(MeasureSection {
            row: self.row(measure, result)?,
            sentence: self.sentence(measure, result, &printer),
            assurance: self.assurance(result),
            outlook: self.outlook(measure, result, &printer),
            trend,
            segments: tables.collect(),
            triangle: result.triangle.as_ref().filter(|_| is_cut).and_then(|t| self.triangle(t, &printer)),
            cases: if level == Level::Operational { self.cases(measure) } else { None },
            facts: self.facts(measure, events),
            comments: self.comments(&measure.id),
        })
    }

    /// What the figures say.
    pub(super) fn sentence(&self, measure: &Measure, result: &MeasureResult, printer: &Printer) -> String {
        let Some(current) = result.current() else { return String::new() };
        let period = self.period_words(&current.period);
        let Some(value) = current.value else {
            return self.say(&Sentence::Absent { reason: self.absence(current), period });
        };
        let mut sentences =
            vec![capitalised(&self.value_sentence(measure, result, printer, (current, value)))];
        sentences.extend(current.verdict.map(|verdict| self.say(&verdict)));
        if let (true, Some(to_date)) = (measure.judged_to_date, &result.to_date)
            && let Some((value, target)) = to_date.value.zip(to_date.target)
        {
            let (value, plan) = (printer.value_again(value), printer.plan_again(&target));
            sentences.push(self.say(&Sentence::JudgedToDate { value, plan }));
        }
        if let Some(doubt) = &current.doubt {
            sentences.push(self.say(&Sentence::NotScored { doubt: print::doubt(doubt, &self.words) }));
        }
        sentences.extend(self.signal_sentence(result, printer));
        sentences.join(" ")
    }

    /// The value against its plan and the period before.
    fn value_sentence(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        printer: &Printer,
        (current, value): (&PeriodResult, f64),
    ) -> String {
        let plan = print::plan(current);
        let against = plan.map_or("none", |plan| {
            let is_band = matches!(current.target, Some(TargetAt::Band { .. }));
            match (printer.is_none(value - plan), is_band) {
                (true, true) => "within",
                (true, false) => "on-plan",
                // Beyond either edge of a band is no better.
                (false, true) if value > plan => "above",
                (false, true) => "below",
                (false, false) if print::favourable(measure, current) == Some(true) => "better",
                (false, false) => "worse",
            }
        });
        let before = result.previous.zip(result.periods.iter().rev().nth(1));
        let change = before.and(result.change.as_ref());
        self.say(&Sentence::Value {
            value: printer.with_unit(value),
            period: self.period_words(&current.period),
            windowed: current.window.is_some(),
            window: current.window.map_or(String::new(), |window| self.say(&window)),
            against: Code(against),
            gap: plan.map_or(String::new(), |plan| printer.size_again(value - plan)),
            plan: current.target.map_or(String::new(), |target| printer.plan_again(&target)),
            before: Code(match (before, change.map(|change| change.significant)) {
                (None, _) => "none",
                (_, None) => "known",
                (_, Some(false)) => "within-chance",
                (_, Some(true)) => "beyond-chance",
            }),
            previous: before.map_or(String::new(), |(value, _)| printer.value_again(value)),
            previous_period: before.map_or(String::new(), |(_, at)| self.period_words(&at.period)),
            change: change.map_or(String::new(), |change| printer.change(change.difference)),
        })
    }

    /// Why a period has no value.
    fn absence(&self, at: &PeriodResult) -> String {
        print::absence(at.absent.as_ref().unwrap_or(&Absence::NoData), &self.words)
    }

    /// A chart of periods.
    pub(super) fn trend(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        weekly: bool,
        printer: &Printer,
    ) -> TrendChart {
        // A run starts where what it looks back at is known.
        let all = if weekly { &result.weeks } else { &result.periods };
        let skipped = unknown(all);
        let periods = &all[skipped..];
        let points: Vec<TrendPoint> = periods
            .iter()
            .map(|p| TrendPoint {
                label: self.period_axis(&p.period),
                value: p.value,
                text: p.value.map_or_else(|| self.absence(p), |v| printer.value(v)),
                target: print::plan(p),
                target_text: print::plan_text(p, printer),
                low: p.interval.map(|i| i.low),
                high: p.interval.map(|i| i.high),
                n: printer.n(p.n),
                provisional: p.doubt.is_some(),
            })
            .collect();
        let count = points.len();
        let grain = if weekly { crate::calendar::Grain::Week } else { measure.grain };
        let limits = self.limit_lines(result).filter(|_| !weekly).map(|limits| LimitLines {
            from: limits.from.saturating_sub(skipped),
            fired: limits.fired.iter().filter_map(|index| index.checked_sub(skipped)).collect(),
            ..limits
        });
        let outlook = if weekly { Vec::new() } else { self.outlook_points(result, printer) };
        let placed = |mark: EventMark| {
            let index = mark.index.checked_sub(skipped)?;
            Some(EventMark { index, ..mark })
        };
        let shown = points.iter().flat_map(|point| [point.value, point.target]).flatten();
        let bounds = measure.plan.bounds_around(shown);
        let plan = periods.last().and_then(|period| period.target);
        let mut alt = self.alternative(measure, (points.as_slice(), plan), printer);
        if let Some(limits) = &limits {
            let (low, high) = (printer.value(limits.lower), printer.with_unit(limits.upper));
            alt.push(self.say(&ChartText::AltLimits { low, high }));
        }
        if let Some(last) = outlook.last() {
            let (period, value) = (last.label.clone(), printer.with_unit(last.value));
            alt.push(self.say(&ChartText::AltForecast { period, value }));
        }
        let labelled = |p: &TrendPoint| self.say(&ChartText::PlanLabel { value: p.target_text.clone() });
        TrendChart {
            title: match result.current().and_then(|current| current.window).filter(|_| !weekly) {
                Some(window) => self.say(&ChartText::TitleWindow { count, grain, window: self.say(&window) }),
                None => self.say(&ChartText::Title { count, grain }),
            },
            legend: self.legend(limits.as_ref(), &outlook),
            alt: alt.join(" "),
            plan_label: points.last().map_or(String::new(), labelled),
            forecast_label: outlook.last().map_or(String::new(), |last| {
                self.say(&ChartText::ForecastLabel { value: last.text.clone() })
            }),
            limits,
            outlook,
            events: self.event_marks(result).into_iter().filter(|_| !weekly).filter_map(placed).collect(),
            points,
            unit: printer.label.clone(),
            decimals: printer.decimals,
            factor: printer.factor(),
            bounds,
            locale: self.words.locale(),
        }
    }

    /// A segment table with its total.
    fn segment_table(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        table: &SegmentsResult,
        printer: &Printer,
    ) -> SegmentTable {
        let targets = table.rows.iter().any(|r| r.current.target.is_some());
        let judged = table.rows.iter().filter_map(|r| Pair::under(&r.current, r.current.status));
        let printer = &printer.clone().with_distinguishing_decimals(judged);
        let largest = table.rows.iter().filter_map(|r| r.current.value).fold(0.0_f64, |a, v| a.max(v.abs()));
        let effect = |value: Option<f64>| value.map_or(String::new(), |value| printer.difference(value));
        let row = |segment: &SegmentResult| {
            let current = &segment.current;
            let change = current.value.zip(segment.previous).map(|(now, before)| now - before);
            SegmentRow {
                label: self.segment_name(measure, &table.by, segment.name()),
                actual: current.value.map_or_else(|| self.absence(current), |v| printer.value(v)),
                previous: printer.value_or_dash(segment.previous),
                change: change.map_or(String::new(), |c| printer.difference(c)),
                rate: effect(segment.contribution.and_then(|c| c.rate)),
                mix: effect(segment.contribution.and_then(|c| c.mix)),
                n: printer.n(current.n),
                interval: printer.interval(current),
                bar: current.value.filter(|_| largest > 0.0).map(|v| (v / largest).clamp(0.0, 1.0)),
                plan: print::plan_text(current, printer),
                status: current.target.map(|_| print::status_of(current, false, &self.words)),
                grey: current.doubt.is_some(),
                total: false,
            }
        };
        let seen = |r: &&SegmentResult| {
            let is_withheld = matches!(r.current.absent, Some(Absence::Private { .. }));
            let has_cases = r.current.n.is_some_and(|n| n > 0.0);
            r.current.value.is_some() || r.previous.is_some() || has_cases || is_withheld
        };
        let ordered = self.rows_in_order(measure, table);
        let mut rows: Vec<SegmentRow> = ordered.into_iter().filter(seen).map(row).collect();
        if let Some(current) = result.current() {
            let total = SegmentResult {
                keys: vec![],
                label: Some(self.say(&Label::Total)),
                current: current.clone(),
                previous: result.previous,
                contribution: table.contribution,
            };
            rows.push(SegmentRow {
                total: true,
                status: None,
                plan: String::new(),
                bar: None,
                ..row(&total)
            });
        }
        let small = rows.iter().any(|r| r.grey);
        let min_n = measure.min_n;
        let mut note = Vec::new();
        if let Some(window) = result.current().and_then(|current| current.window) {
            note.push(self.say(&SegmentNote::Window { window: self.say(&window) }));
        }
        if small {
            note.push(self.say(&SegmentNote::Few { min_n }));
        }
        let smallest = table.rows.iter().find_map(|r| match r.current.absent {
            Some(Absence::Private { smallest }) => Some(smallest),
            _ => None,
        });
        if let Some(smallest) = smallest {
            note.push(self.say(&SegmentNote::Withheld { smallest }));
        }
        if let Some(customers) = table.changed.filter(|n| *n > 0) {
            note.push(self.say(&SegmentNote::Changed { customers }));
        }
        let period = |p: Option<&PeriodResult>| p.map_or(String::new(), |p| self.period_words(&p.period));
        SegmentTable {
            title: table.title.clone(),
            period: period(result.current()),
            previous: period(result.periods.iter().rev().nth(1)),
            rows,
            note: note.join(" "),
            targets,
            split: table.contribution.is_some_and(|whole| whole.rate.is_some()),
        }
    }

    fn facts(&self, measure: &Measure, events: String) -> Vec<(String, String)> {
        let list = |items: &[String]| if items.is_empty() { String::new() } else { self.words.list(items) };
        let driven: Vec<String> = measure.drives.iter().map(|d| self.drive_words(d)).collect();
        let drives_it = |m: &&Measure| m.drives.iter().any(|d| d.to == measure.id);
        let drivers = self.scorecard.measures.iter().filter(drives_it);
        let drivers: Vec<String> = drivers.map(|m| self.title_of(&m.id)).collect();
        self.labelled_facts(vec![
            (Label::Owner, self.scorecard.owner_of(measure).unwrap_or_default().to_owned()),
            (Label::Drives, list(&driven)),
            (Label::DrivenBy, list(&drivers)),
            (Label::Formula, self.reading(measure)),
            (Label::Events, events),
        ])
    }

    /// Facts that there are, each with its label.
    pub(super) fn labelled_facts(&self, facts: Vec<(Label, String)>) -> Vec<(String, String)> {
        let there = facts.into_iter().filter(|(_, text)| !text.is_empty());
        there.map(|(label, text)| (self.say(&label), text)).collect()
    }

    /// The rows of a segment table as a reader finds them: of those that stand by name the names as they are shown, in the order of
    /// the reader's language; the rest of them last.
    pub(super) fn rows_in_order<'t>(
        &self,
        measure: &Measure,
        table: &'t SegmentsResult,
    ) -> Vec<&'t SegmentResult> {
        let mut rows: Vec<&SegmentResult> = table.rows.iter().collect();
        let axis = measure.segments.iter().find(|axis| axis.id == table.by);
        if axis.is_some_and(|axis| axis.order == AxisOrder::Name) {
            let collation = self.words.locale().collation();
            let mut named: Vec<_> = rows
                .into_iter()
                .map(|row| (self.segment_name(measure, &table.by, row.name()), row))
                .collect();
            named.sort_by(|(one, a), (other, b)| {
                a.label.is_none().cmp(&b.label.is_none()).then_with(|| collation.compare(one, other))
            });
            rows = named.into_iter().map(|(_, row)| row).collect();
        }
        rows
    }

    /// A segment by its name: of its keys, or of all that have no row of their own.
    pub(super) fn segment_name(
        &self,
        measure: &Measure,
        axis: &str,
        (keys, label): (&[Option<String>], Option<&String>),
    ) -> String {
        let Some(label) = label else { return self.say(&Label::OtherSegments) };
        if keys.iter().all(Option::is_some) {
            return label.clone();
        }
        let axis = measure.segments.iter().find(|known| known.id == axis);
        let named = |i: usize, key: &String| axis?.labels.get(i)?.get(key).cloned();
        let part = |(i, key): (usize, &Option<String>)| match key {
            Some(key) => named(i, key).unwrap_or_else(|| key.clone()),
            None => self.say(&Label::NotStated),
        };
        keys.iter().enumerate().map(part).collect::<Vec<_>>().join(" · ")
    }

    /// Lines and marks of a chart, beyond values and plan.
    fn legend(&self, limits: Option<&LimitLines>, outlook: &[OutlookPoint]) -> String {
        let mut parts = Vec::new();
        if let Some(limits) = limits {
            parts.push(self.say(&ChartText::LegendLimits));
            if !limits.fired.is_empty() {
                parts.push(self.say(&ChartText::LegendSignals));
            }
        }
        if !outlook.is_empty() {
            parts.push(self.say(&ChartText::LegendForecast));
        }
        parts.join(" · ")
    }

    /// What a chart shows, for those who do not see it, sentence by sentence.
    fn alternative(
        &self,
        measure: &Measure,
        (points, plan): (&[TrendPoint], Option<TargetAt>),
        printer: &Printer,
    ) -> Vec<String> {
        let present: Vec<(&TrendPoint, f64)> = points.iter().filter_map(|p| Some((p, p.value?))).collect();
        let by = |(_, x): &&(&TrendPoint, f64), (_, y): &&(&TrendPoint, f64)| x.total_cmp(y);
        let ends = present.first().zip(present.last());
        let extremes = present.iter().min_by(by).zip(present.iter().max_by(by));
        let title = measure.title.clone();
        let Some(((first, last), (low, high))) = ends.zip(extremes) else {
            return vec![self.say(&ChartText::AltNone { title })];
        };
        let said = |(point, value): &(&TrendPoint, f64)| (printer.with_unit(*value), point.label.clone());
        let [(first, first_period), (last, last_period), (low, low_period), (high, high_period)] =
            [first, last, low, high].map(said);
        let mut sentences = vec![self.say(&ChartText::Alt {
            title,
            first,
            first_period,
            last,
            last_period,
            low,
            low_period,
            high,
            high_period,
        })];
        if let Some(plan) = &plan {
            sentences.push(self.say(&ChartText::AltPlan { plan: printer.plan_with_unit(plan) }));
        }
        sentences
    }
}

/// How many periods stand before the first one that can be told: those without any case, and those without a value up to the last that
/// lacks history, whatever the others lack.
fn unknown(periods: &[PeriodResult]) -> usize {
    let is_unknown = |at: &PeriodResult| matches!(at.absent, Some(Absence::InsufficientHistory { .. }));
    let is_empty = |at: &PeriodResult| {
        matches!(at.absent, None | Some(Absence::NoData | Absence::Undefined))
            && at.n.is_none_or(|n| n == 0.0)
    };
    let before = || periods.iter().take_while(|at| at.value.is_none());
    let unknown = before().enumerate().filter(|(_, at)| is_unknown(at)).last();
    unknown.map_or(0, |(index, _)| index + 1).max(before().take_while(|at| is_empty(at)).count())
}

/// Whether most of the weeks have a value: a run of few tells less than that of the periods.
fn tells(weeks: &[PeriodResult]) -> bool {
    2 * weeks.iter().filter(|week| week.value.is_some()).count() > weeks.len()
}

/// The beginning of a text, where all of it is too long: up to the end of a word, where one is near.
pub(super) fn shortened(text: &str, most: usize) -> String {
    const NEAR: usize = 24;
    let Some((end, next)) = text.char_indices().nth(most) else { return text.to_owned() };
    let begun = &text[..end];
    let word = begun.rfind(char::is_whitespace).filter(|_| !next.is_whitespace());
    let whole =
        word.map(|at| &begun[..at]).filter(|whole| begun.chars().count() - whole.chars().count() <= NEAR);
    let kept = whole.unwrap_or(begun).trim_end_matches(|c: char| c.is_whitespace() || ",;:·".contains(c));
    format!("{kept}…")
}
