//! What the run of a measure's periods says: signals, trend, the rest of the year, events.

use crate::evaluate::results::{MeasureResult, OutlookResult, TargetAt};
use crate::locale::Locale;
use crate::model::Measure;

use super::Composer;
use super::print::{self, Printer};
use super::view::{EventMark, LimitLines, OutlookPoint};
use crate::words::{Chanced, ChartText, Code, Fired, Signal, TrendAhead};

/// Probability of a trend by chance below which a trend is spoken of.
const CLEAR: f64 = 0.05;

/// A chance below which, or short of certainty by which, no number is given: the model knows no better.
const UNLIKELY: f64 = 0.01;

/// The rules that fired in the reported period, or none: nothing where it has no limits or no settled value.
pub(super) fn fired(result: &MeasureResult) -> Option<Vec<Fired>> {
    let (signals, current) = (result.signals.as_ref()?, result.current()?);
    if current.value.is_none() || current.doubt.is_some() || signals.rules.is_empty() {
        return None;
    }
    Some(signals.fired(&current.period.label).map(|(rule, side)| Fired(rule, side)).collect())
}

/// Whether an outlook says anything: its interval is no wider than twice the figure itself.
pub(super) fn tells(outlook: &OutlookResult) -> bool {
    outlook.interval.high - outlook.interval.low <= 2.0 * outlook.year_end.abs()
}

/// What a year is to come to: `none`, `value` or `band`, with its one figure, or both edges.
pub(super) fn planned(target: Option<&TargetAt>, text: &dyn Fn(f64) -> String) -> (Code, String, String) {
    let (word, low, high) = match target {
        Some(TargetAt::Band { low, high, .. }) => ("band", text(*low), text(*high)),
        Some(target) => ("value", text(target.plan(None)), String::new()),
        None => ("none", String::new(), String::new()),
    };
    (Code(word), low, high)
}

/// A chance as it is printed: how, and the figure.
pub(super) fn chance(locale: Locale, value: f64) -> (Chanced, String) {
    let percent = |share: f64| locale.percent(share, 0);
    match value {
        c if c < UNLIKELY => (Chanced::Below, percent(UNLIKELY)),
        c if c > 1.0 - UNLIKELY => (Chanced::Above, percent(1.0 - UNLIKELY)),
        c => (Chanced::About, percent(c)),
    }
}

impl Composer<'_> {
    /// What chance has to do with the reported period's value, as a clause.
    pub(super) fn signal(&self, result: &MeasureResult) -> Option<String> {
        let fired = fired(result)?;
        Some(match fired.is_empty() {
            true => self.say(&Signal::Normal),
            false => self.say(&Signal::Fired { rules: self.rules(&fired) }),
        })
    }

    /// Whether chance explains the reported period's value.
    pub(super) fn by_chance(&self, result: &MeasureResult) -> bool {
        fired(result).is_some_and(|fired| fired.is_empty())
    }

    /// The rules that fired in the reported period, as a clause; `None` when none did.
    pub(super) fn fired_rules_clause(&self, result: &MeasureResult) -> Option<String> {
        let fired = fired(result).filter(|fired| !fired.is_empty())?;
        Some(self.say(&Signal::Fired { rules: self.rules(&fired) }))
    }

    fn rules(&self, fired: &[Fired]) -> String {
        self.words.clauses(&fired.iter().map(|rule| self.say(rule)).collect::<Vec<_>>())
    }

    /// The same as a sentence with the limits.
    pub(super) fn signal_sentence(&self, result: &MeasureResult, printer: &Printer) -> Option<String> {
        let (fired, signals) = (fired(result)?, result.signals.as_ref()?);
        let (low, high) = (printer.value(signals.lower), printer.value(signals.upper));
        Some(match fired.is_empty() {
            true if result.change.as_ref().is_some_and(|change| change.significant) => {
                self.say(&Signal::NormalYetChanged { low, high })
            }
            true => self.say(&Signal::NormalWithin { low, high }),
            false => self.say(&Signal::FiredBeyond { rules: self.rules(&fired), low, high }),
        })
    }

    /// A clear rise or fall, then the year to come.
    pub(super) fn outlook(&self, measure: &Measure, result: &MeasureResult, printer: &Printer) -> String {
        let mut sentences = Vec::new();
        let trend = result.signals.as_ref().and_then(|signals| signals.trend).filter(|trend| trend.p < CLEAR);
        if let Some(trend) = trend {
            let by = printer.size(trend.slope);
            if print::is_more_than_zero(&by) {
                let (rising, grain) = (trend.slope > 0.0, measure.grain);
                sentences.push(self.say(&TrendAhead::Trend { rising, by, grain, periods: trend.n }));
            }
        }
        let Some(outlook) = &result.outlook else { return sentences.join(" ") };
        if !tells(outlook) {
            sentences.push(self.say(&TrendAhead::TooWide { year: self.period_words(&outlook.year) }));
            return sentences.join(" ");
        }
        let (planned, plan, plan_high) =
            planned(outlook.target.as_ref(), &|value| printer.value_again(value));
        let (chanced, chance) =
            outlook.chance.map_or((Chanced::None, String::new()), |value| chance(self.words.locale(), value));
        let required =
            outlook.required.filter(|_| chanced == Chanced::About).map(|pace| printer.value_again(pace));
        sentences.push(self.say(&TrendAhead::Year {
            year: self.period_words(&outlook.year),
            total: outlook.to_date.is_some(),
            value: printer.with_unit(outlook.year_end),
            low: printer.value(outlook.interval.low),
            high: printer.value(outlook.interval.high),
            planned,
            plan,
            plan_high,
            chanced,
            chance,
            wanted: required.is_some(),
            required: required.unwrap_or_default(),
            grain: measure.grain,
            method: outlook.method,
        }));
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
        let Some(outlook) = result.outlook.as_ref().filter(|outlook| tells(outlook)) else {
            return Vec::new();
        };
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
        let marks = result.events.iter().zip('A'..='Z').filter_map(|(event, letter)| {
            let holds = |p: &crate::evaluate::results::PeriodResult| {
                (p.period.first..=p.period.last).contains(&event.at)
            };
            Some(EventMark {
                index: result.periods.iter().position(holds)?,
                letter: letter.to_string(),
                text: self.say(&ChartText::Event {
                    letter: letter.to_string(),
                    at: event.at,
                    note: event.note.clone(),
                    restarts: event.restarts_limits,
                }),
            })
        });
        marks.collect()
    }
}
