//! Trend charts, segment tables, sentences and definitions of single measures.

use crate::evaluate::results::{Absence, MeasureResult, PeriodResult, SegmentResult, SegmentsResult};
use crate::measure::Pooling;
use crate::model::{Judgement, Lookback, Measure, Scoring, TargetPlan};

use super::Composer;
use super::print::{self, Pair, Printer};
use super::view::{
    DefinitionView, LimitLines, MeasureSection, OutlookPoint, SegmentRow, SegmentTable, TrendChart,
    TrendPoint,
};

impl Composer<'_> {
    /// A measure with its trend; with the weekly run and segment tables in operational reports.
    pub(super) fn section(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        operational: bool,
    ) -> Option<MeasureSection> {
        let printer = self.printer(measure, result);
        let weekly = operational && !result.weeks.is_empty();
        let trend = self.trend(measure, result, weekly, &printer);
        let events = trend.events.iter().map(|mark| mark.text.as_str()).collect::<Vec<_>>().join("; ");
        let tables = result.segments.iter().map(|t| self.segment_table(measure, result, t, &printer));
        Some(MeasureSection {
            row: self.row(measure, result)?,
            sentence: self.sentence(measure, result, &printer),
            outlook: self.outlook(measure, result, &printer),
            trend,
            segments: if operational { tables.collect() } else { Vec::new() },
            triangle: result
                .triangle
                .as_ref()
                .filter(|_| operational)
                .and_then(|t| self.triangle(t, &printer)),
            facts: self.facts(measure, events),
            comments: self.comments(&measure.id),
        })
    }

    /// What the figures say.
    pub(super) fn sentence(&self, measure: &Measure, result: &MeasureResult, printer: &Printer) -> String {
        let Some(current) = result.current() else { return String::new() };
        let period = self.period_words(&current.period);
        let Some(value) = current.value else {
            let reason = current.absent.as_ref().map_or_else(|| "No data".to_owned(), print::absence);
            return format!("{reason} for {period}.");
        };
        let mut sentence = format!("{} in {period}", printer.with_unit(value));
        if let Some(window) = &current.window {
            sentence.push_str(&format!(" ({})", print::window(window, self.scorecard.locale)));
        }
        if let Some(plan) = print::plan(current) {
            let gap = value - plan;
            let favourable = measure.direction.is_some_and(|d| d.meets(value, plan));
            sentence.push_str(&match printer.is_none(gap) {
                true => format!(": on the plan of {}", printer.again(plan)),
                false => format!(
                    ": {} {} than the plan of {}",
                    printer.size_again(gap),
                    if favourable { "better" } else { "worse" },
                    printer.again(plan)
                ),
            });
        }
        let before = result.periods.iter().rev().nth(1);
        if let (Some(previous), Some(before)) = (result.previous, before) {
            sentence.push_str(&format!(
                ", after {} in {}",
                printer.again(previous),
                self.period_words(&before.period)
            ));
            if let Some(change) = &result.change {
                let by = if change.significant { "more than chance" } else { "within chance" };
                sentence.push_str(&format!(" ({}, {by})", printer.change(change.difference)));
            }
        }
        sentence.push('.');
        if let Some(verdict) = current.verdict {
            sentence.push_str(&format!(" {}", print::verdict(verdict)));
        }
        if let (true, Some(to_date)) = (measure.judged_to_date, &result.to_date)
            && let Some((value, plan)) = to_date.value.zip(print::plan(to_date))
        {
            let (value, plan) = (printer.again(value), printer.again(plan));
            sentence.push_str(&format!(" Judged by the year to date: {value}, plan {plan}."));
        }
        if let Some(doubt) = &current.doubt {
            sentence.push_str(&format!(" {}: not scored.", print::doubt(doubt, self.scorecard.locale)));
        }
        sentence.push_str(&self.signal_sentence(result, printer));
        sentence
    }

    /// A chart of periods.
    pub(super) fn trend(
        &self,
        measure: &Measure,
        result: &MeasureResult,
        weekly: bool,
        printer: &Printer,
    ) -> TrendChart {
        let periods = if weekly { &result.weeks } else { &result.periods };
        let points: Vec<TrendPoint> = periods
            .iter()
            .map(|p| TrendPoint {
                label: self.period_axis(&p.period),
                value: p.value,
                text: p.value.map_or_else(
                    || p.absent.as_ref().map_or_else(|| "No data".to_owned(), print::absence),
                    |v| printer.value(v),
                ),
                target: print::plan(p),
                target_text: print::plan_text(p, printer),
                low: p.interval.map(|i| i.low),
                high: p.interval.map(|i| i.high),
                n: printer.n(p.n),
                provisional: p.doubt.is_some(),
            })
            .collect();
        let many = points.len();
        let grain = if weekly { crate::calendar::Grain::Week } else { measure.grain };
        let unit_word = if many == 1 { grain.word().to_owned() } else { format!("{}s", grain.word()) };
        let limits = self.limit_lines(result).filter(|_| !weekly);
        let outlook = if weekly { Vec::new() } else { self.outlook_points(result, printer) };
        let mut alt = alternative(measure, &points, printer);
        if let Some(limits) = &limits {
            let (low, high) = (printer.value(limits.lower), printer.with_unit(limits.upper));
            alt.push_str(&format!(" Normal variation: {low} to {high}."));
        }
        if let Some(last) = outlook.last() {
            alt.push_str(&format!(" Forecast for {}: {}.", last.label, printer.with_unit(last.value)));
        }
        TrendChart {
            title: match result.current().and_then(|current| current.window).filter(|_| !weekly) {
                Some(window) => {
                    let window = print::window(&window, self.scorecard.locale);
                    format!("The last {many} {unit_word}, {window}")
                }
                None => format!("The last {many} {unit_word}"),
            },
            legend: legend(limits.as_ref(), &outlook),
            alt,
            limits,
            outlook,
            events: if weekly { Vec::new() } else { self.event_marks(result) },
            points,
            unit: printer.label.clone(),
            decimals: printer.decimals,
            factor: printer.factor(),
            bounds: measure.plan.bounds,
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
        let printer = &printer.clone().telling(judged);
        let largest = table.rows.iter().filter_map(|r| r.current.value).fold(0.0_f64, |a, v| a.max(v.abs()));
        let row = |segment: &SegmentResult| {
            let current = &segment.current;
            let change = current.value.zip(segment.previous).map(|(now, before)| now - before);
            SegmentRow {
                label: segment.label.clone().unwrap_or_else(|| "other".to_owned()),
                actual: current.value.map_or_else(
                    || current.absent.as_ref().map_or_else(|| "No data".to_owned(), print::absence),
                    |v| printer.value(v),
                ),
                previous: printer.value_or_dash(segment.previous),
                change: change.map_or(String::new(), |c| printer.difference(c)),
                n: printer.n(current.n),
                interval: printer.interval(current),
                bar: current.value.filter(|_| largest > 0.0).map(|v| (v / largest).clamp(0.0, 1.0)),
                plan: print::plan_text(current, printer),
                status: current.target.map(|_| print::status_of(current, false)),
                grey: current.doubt.is_some(),
                total: false,
            }
        };
        let seen = |r: &&SegmentResult| {
            let is_withheld = matches!(r.current.absent, Some(Absence::Private { .. }));
            let has_cases = r.current.n.is_some_and(|n| n > 0.0);
            r.current.value.is_some() || r.previous.is_some() || has_cases || is_withheld
        };
        let mut rows: Vec<SegmentRow> = table.rows.iter().filter(seen).map(row).collect();
        if let Some(current) = result.current() {
            let total = SegmentResult {
                keys: vec![],
                label: Some("Total".to_owned()),
                current: current.clone(),
                previous: result.previous,
                contribution: None,
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
            note.push(format!("Values: {}.", print::window(&window, self.scorecard.locale)));
        }
        if small {
            note.push(format!("Grey: fewer than {min_n} cases, too few to judge."));
        }
        let smallest = table.rows.iter().find_map(|r| match r.current.absent {
            Some(Absence::Private { smallest }) => Some(smallest),
            _ => None,
        });
        if let Some(smallest) = smallest {
            note.push(format!(
                "Withheld: fewer than {smallest} cases, or kept back so that these cannot be computed."
            ));
        }
        if let Some(changed) = table.changed.filter(|n| *n > 0) {
            let customers = self.scorecard.locale.count(changed, &["customer has", "customers have"]);
            note.push(format!(
                "{customers} changed segment since the opening and count where they stood then."
            ));
        }
        let period = |p: Option<&PeriodResult>| p.map_or(String::new(), |p| self.period_words(&p.period));
        SegmentTable {
            title: table.title.clone(),
            period: period(result.current()),
            previous: period(result.periods.iter().rev().nth(1)),
            rows,
            note: note.join(" "),
            targets,
        }
    }

    fn facts(&self, measure: &Measure, events: String) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        if let Some(owner) = &measure.owner {
            facts.push(("Owner".to_owned(), owner.clone()));
        }
        let title = |id: &str| self.title_of(id);
        let driven: Vec<String> = measure.drives.iter().map(|d| self.drive_words(d)).collect();
        if !driven.is_empty() {
            facts.push(("Drives".to_owned(), self.scorecard.locale.list(&driven)));
        }
        let drivers: Vec<String> = self
            .scorecard
            .measures
            .iter()
            .filter(|m| m.drives.iter().any(|d| d.to == measure.id))
            .map(|m| title(&m.id))
            .collect();
        if !drivers.is_empty() {
            facts.push(("Driven by".to_owned(), self.scorecard.locale.list(&drivers)));
        }
        facts.push(("Formula".to_owned(), self.reading(measure)));
        if !events.is_empty() {
            facts.push(("Events".to_owned(), events));
        }
        facts
    }

    /// A measure's formula in words.
    pub(super) fn reading(&self, measure: &Measure) -> String {
        let title = |name: &str| {
            let component = measure.plan.component(name).map(|c| shortened(&c.title, NAME));
            component.unwrap_or_else(|| self.title_of(name))
        };
        shortened(&measure.plan.formula.reading(&title), PARAGRAPH)
    }

    /// What a measure's values look at, where that is not the period alone.
    fn window_words(&self, measure: &Measure) -> String {
        let title = |name: &str| self.title_of(name);
        match measure.window {
            Some(Lookback::Length(length)) => format!("rolling {length}, up to the period's end"),
            Some(Lookback::All) => "all since the first row, or since the history starts".to_owned(),
            None if measure.is_over_measures() => {
                let members = measure.plan.formula.names().into_iter();
                let members = members.filter_map(|name| self.scorecard.measure(name));
                let told = members.filter_map(|member| {
                    let words = self.window_words(member);
                    (!words.is_empty()).then(|| format!("{}: {words}", title(&member.id)))
                });
                told.collect::<Vec<_>>().join("; ")
            }
            None => measure
                .plan
                .looks_back()
                .filter(|own| !own.is_one(measure.grain))
                .map_or_else(String::new, |own| format!("rolling {own}, up to the period's end")),
        }
    }

    /// How a measure is defined.
    pub(super) fn definition(&self, measure: &Measure) -> DefinitionView {
        let mut facts: Vec<(String, String)> = Vec::new();
        let mut fact = |label: &str, text: String| {
            if !text.is_empty() {
                facts.push((label.to_owned(), text));
            }
        };
        let kind: Vec<String> = measure
            .written
            .iter()
            .map(|(key, text)| format!("{key}: {}", shortened(text, PARAGRAPH)))
            .collect();
        fact(
            "Kind",
            format!(
                "{} {}",
                measure.kind,
                if kind.is_empty() { String::new() } else { format!("({})", kind.join(", ")) }
            )
            .trim()
            .to_owned(),
        );
        let named = measure.plan.asked().iter().map(|c| match &c.rows.part {
            Some(part) => format!("{part} (part of {})", c.rows.source),
            None => c.rows.source.clone(),
        });
        let mut sources: Vec<String> = named.collect();
        sources.sort_unstable();
        sources.dedup();
        fact("Source", sources.join(", "));
        let mut placed: Vec<&str> = measure.plan.asked().iter().map(|c| c.rows.placed_by.as_str()).collect();
        placed.sort_unstable();
        placed.dedup();
        fact("Dated by", placed.join(", "));
        fact(
            "Interval",
            match (measure.interval, measure.plan.interval.name()) {
                (true, "none") | (false, _) => String::new(),
                (true, name) => format!("{name}, 95%"),
            },
        );
        if let (true, Some(method)) = (measure.interval, measure.plan.change_method()) {
            fact("Change", format!("{method}; the periods' cases are taken for independent"));
        }
        fact("Window", self.window_words(measure));
        fact("Over time", pooling_words(measure.plan.pooling).to_owned());
        if measure.min_n > 1 {
            fact("Smallest sample", measure.min_n.to_string());
        }
        if measure.target.is_some() {
            fact("Score", scoring_words(measure));
            fact(
                "Status",
                match measure.judgement {
                    Judgement::Usual(_) if measure.scoring == Scoring::GoalRedFlag => {
                        "on target at the goal or better, watch at the red flag or better".to_owned()
                    }
                    Judgement::Edges(e) | Judgement::Usual(e) => {
                        format!("on target from {}, watch from {}", e.on_target, e.watch)
                    }
                    Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_) => {
                        "on target at plan or better, watch within the tolerance".to_owned()
                    }
                },
            );
        }
        if let Some(beside) = &measure.plan.beside {
            fact(
                "Printed beside",
                format!("{}: {}", beside.name, beside.formula.reading(&component_title(measure))),
            );
        }
        fact("Signals", measure.signals.words());
        if !measure.forecast.methods.is_empty() && measure.has_outlook() {
            fact("Outlook", measure.forecast.words());
        }
        for (what, chosen) in &measure.plan.policies {
            fact(what, chosen.clone());
        }
        fact("Note", measure.note.clone().unwrap_or_default());
        DefinitionView {
            id: measure.id.clone(),
            title: measure.title.clone(),
            formula: titled(&measure.plan.formula, &|name| {
                let component = measure.plan.component(name).map(|c| shortened(&c.title, NAME));
                component.unwrap_or_else(|| self.title_of(name))
            }),
            reading: self.reading(measure),
            facts,
        }
    }
}

/// Characters that a name may have in a formula, whose names do not break into lines.
const NAME: usize = 120;

/// Characters that a definition may have on a page; the whole of it stands in the project.
const PARAGRAPH: usize = 2_000;

/// The beginning of a text, where all of it is too long.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The title of a component by its name.
fn component_title(measure: &Measure) -> impl Fn(&str) -> String {
    |name: &str| measure.plan.component(name).map_or_else(|| name.to_owned(), |c| shortened(&c.title, NAME))
}

fn pooling_words(pooling: Pooling) -> &'static str {
    match pooling {
        Pooling::Flow => "periods add",
        Pooling::Pool => "components add, the formula is taken of their sums",
        Pooling::Recompute => "recomputed from the rows of the longer period",
        Pooling::Last => "the last period's value",
        Pooling::None => "the state at each period's end; no value over several periods",
    }
}

fn scoring_words(measure: &Measure) -> String {
    match &measure.scoring {
        Scoring::Formula(formula) => formula.reading(&str::to_owned),
        Scoring::Distance => {
            "distance to target over the way from the baseline to the year's last target".to_owned()
        }
        Scoring::Attainment => format!("attainment, actual to target{}", beyond_shares(measure)),
        Scoring::AttainmentInverse => format!("attainment, target to actual{}", beyond_shares(measure)),
        Scoring::Met => met_words(measure).to_owned(),
        Scoring::Band => "100 inside the band, falling to 0 at its outer limits".to_owned(),
        Scoring::GoalRedFlag => "from red flag to goal".to_owned(),
    }
}

/// What becomes of targets that there is no share of, where the plan has such (R53).
fn beyond_shares(measure: &Measure) -> String {
    let some = measure.target.as_ref().is_some_and(|target| match &target.plan {
        TargetPlan::Constant(value) => *value <= 0.0,
        TargetPlan::Dated { points, .. } => points.iter().any(|(_, value)| *value <= 0.0),
        _ => false,
    });
    if some { format!("; a target of 0 or less: {}", met_words(measure)) } else { String::new() }
}

fn met_words(measure: &Measure) -> &'static str {
    match measure.judgement {
        Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_) => {
            "100 at the target or better, falling to 0 over the tolerance"
        }
        Judgement::Edges(_) | Judgement::Usual(_) => "100 at the target or better, else 0",
    }
}

/// A formula whose names are titles.
fn titled(formula: &crate::measure::Formula, title: &dyn Fn(&str) -> String) -> crate::measure::Formula {
    formula.renamed(title)
}

/// Lines and marks of a chart, beyond values and plan.
fn legend(limits: Option<&LimitLines>, outlook: &[OutlookPoint]) -> String {
    let mut parts = Vec::new();
    if let Some(limits) = limits {
        parts.push("dotted: limits of normal variation and their centre");
        if !limits.fired.is_empty() {
            parts.push("ringed: signals");
        }
    }
    if !outlook.is_empty() {
        parts.push("FC: forecast, 95% interval");
    }
    parts.join(" · ")
}

/// What a chart shows, for those who do not see it.
fn alternative(measure: &Measure, points: &[TrendPoint], printer: &Printer) -> String {
    let present: Vec<(&TrendPoint, f64)> = points.iter().filter_map(|p| Some((p, p.value?))).collect();
    let (Some((first, a)), Some((last, b))) = (present.first(), present.last()) else {
        return format!("{}: no values in these periods.", measure.title);
    };
    let by = |(_, x): &&(&TrendPoint, f64), (_, y): &&(&TrendPoint, f64)| x.total_cmp(y);
    let mut text = format!(
        "{}: from {} in {} to {} in {}.",
        measure.title,
        printer.with_unit(*a),
        first.label,
        printer.with_unit(*b),
        last.label
    );
    if let (Some((low, l)), Some((high, h))) = (present.iter().min_by(by), present.iter().max_by(by)) {
        text.push_str(&format!(
            " Lowest {} in {}, highest {} in {}.",
            printer.with_unit(*l),
            low.label,
            printer.with_unit(*h),
            high.label
        ));
    }
    if let Some(target) = points.last().and_then(|p| p.target) {
        text.push_str(&format!(" Plan at the end: {}.", printer.with_unit(target)));
    }
    text
}
