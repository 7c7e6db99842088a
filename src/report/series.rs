//! What the run of a measure's periods says, in words: signals, trend, the rest of the year, events.

use crate::evaluate::results::{MeasureResult, TargetAt};
use crate::model::Measure;

use super::Composer;
use super::print::Printer;
use super::view::{EventMark, LimitLines, OutlookPoint};

/// Probability of a trend by chance below which a trend is spoken of.
const CLEAR: f64 = 0.05;

/// What the reported period's value says of its run: nothing where it has no limits or no settled value.
pub(super) fn signal(result: &MeasureResult) -> Option<String> {
    let (signals, current) = (result.signals.as_ref()?, result.current()?);
    if current.value.is_none() || current.doubt.is_some() || signals.rules.is_empty() {
        return None;
    }
    let fired: Vec<String> =
        signals.fired(&current.period.label).map(|(rule, side)| rule.sentence(side)).collect();
    Some(match fired.is_empty() {
        true => "within normal variation".to_owned(),
        false => format!("a signal: {}", fired.join("; ")),
    })
}

/// The rules that fired in the reported period; empty when none did.
pub(super) fn fired_now(result: &MeasureResult) -> String {
    signal(result).filter(|text| text.starts_with("a signal")).unwrap_or_default()
}

impl Composer<'_> {
    /// The same as a sentence with the limits.
    pub(super) fn signal_sentence(&self, result: &MeasureResult, printer: &Printer) -> String {
        let (Some(text), Some(signals)) = (signal(result), &result.signals) else { return String::new() };
        let (low, high) = (printer.value(signals.lower), printer.value(signals.upper));
        match text.strip_prefix("a signal: ") {
            Some(rules) => format!(" Signal: {rules} (normal variation is {low} to {high})."),
            None => format!(" Within normal variation, {low} to {high}."),
        }
    }

    /// A clear rise or fall, then the year to come.
    pub(super) fn outlook(&self, measure: &Measure, result: &MeasureResult, printer: &Printer) -> String {
        let locale = self.scorecard.locale;
        let mut sentences = Vec::new();
        let trend = result.signals.as_ref().and_then(|signals| signals.trend).filter(|trend| trend.p < CLEAR);
        if let Some(trend) = trend {
            let grain = measure.grain.word();
            let way = if trend.slope > 0.0 { "Rising" } else { "Falling" };
            let by = printer.size(trend.slope);
            if by.chars().any(|c| ('1'..='9').contains(&c)) {
                sentences.push(format!("{way} by {by} a {grain} over {} {grain}s.", trend.n));
            }
        }
        let Some(outlook) = &result.outlook else { return sentences.join(" ") };
        let year = self.period_words(&outlook.year);
        let place = if outlook.to_date.is_some() { year } else { format!("the end of {year}") };
        let mut text = format!(
            "Outlook for {place}: {} ({} to {})",
            printer.with_unit(outlook.year_end),
            printer.value(outlook.interval.low),
            printer.value(outlook.interval.high)
        );
        match outlook.target {
            Some(TargetAt::Band { low, high, .. }) => {
                text.push_str(&format!(", plan {} to {}", printer.again(low), printer.again(high)));
            }
            Some(target) => text.push_str(&format!(", plan {}", printer.again(target.plan(None)))),
            None => {}
        }
        if let Some(chance) = outlook.chance {
            let percent = match chance {
                c if c < 0.01 => format!("below {}", locale.percent(0.01, 0)),
                c if c > 0.99 => format!("above {}", locale.percent(0.99, 0)),
                c => locale.percent(c, 0),
            };
            text.push_str(&format!("; chance of meeting it {percent} by the model"));
        }
        if let (Some(required), Some(chance)) = (outlook.required, outlook.chance)
            && (0.01..=0.99).contains(&chance)
        {
            let grain = measure.grain.word();
            text.push_str(&format!("; it takes {} a {grain} from here", printer.again(required)));
        }
        sentences.push(format!("{text} ({}).", outlook.method.name()));
        sentences.join(" ")
    }

    /// Limits over the periods of a chart, and the points where a rule fired.
    pub(super) fn limit_lines(&self, result: &MeasureResult) -> Option<LimitLines> {
        let signals = result.signals.as_ref().filter(|signals| !signals.rules.is_empty())?;
        let periods = &result.periods;
        let from = periods.iter().position(|p| p.period.last >= signals.from.last)?;
        let fired = |i: &usize| signals.fired(&periods[*i].period.label).next().is_some();
        Some(LimitLines {
            from,
            lower: signals.lower,
            centre: signals.centre,
            upper: signals.upper,
            fired: (from..periods.len()).filter(fired).collect(),
        })
    }

    /// The foretold periods of a chart, where they go on from its last point.
    pub(super) fn outlook_points(&self, result: &MeasureResult, printer: &Printer) -> Vec<OutlookPoint> {
        let Some(outlook) = &result.outlook else { return Vec::new() };
        let shown = result.periods.iter().rposition(|p| p.period == outlook.after);
        let last = result.current().map(|c| c.period.last);
        let Some(start) = shown.filter(|_| last.is_some()) else { return Vec::new() };
        let goes_on = start + 1 == result.periods.len();
        let points = outlook.periods.iter().filter(|p| goes_on || Some(p.period.last) > last);
        points
            .map(|p| OutlookPoint {
                label: self.period_axis(&p.period),
                value: p.value,
                low: p.interval.low,
                high: p.interval.high,
                text: printer.value(p.value),
            })
            .collect()
    }

    /// Events of a chart, each by a letter.
    pub(super) fn event_marks(&self, result: &MeasureResult) -> Vec<EventMark> {
        let locale = self.scorecard.locale;
        let marks = result.events.iter().zip('A'..='Z').filter_map(|(event, letter)| {
            let holds = |p: &crate::evaluate::results::PeriodResult| {
                (p.period.first..=p.period.last).contains(&event.at)
            };
            let restart = if event.restarts_limits { ", limits start anew" } else { "" };
            Some(EventMark {
                index: result.periods.iter().position(holds)?,
                letter: letter.to_string(),
                text: format!("{letter} {}: {}{restart}", locale.date(event.at), event.note),
            })
        });
        marks.collect()
    }
}
