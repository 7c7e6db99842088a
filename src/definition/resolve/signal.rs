//! Rules of signals, methods of forecasts and events.

use super::resolving::Resolver;
use crate::definition::document::signal::{EventKeys, ForecastWord, SignalKeys};
use crate::measure::Text;
use crate::model::{Event, Forecast, Signals};
use crate::problem::{Problem, causes};
use crate::statistics::forecast::Method;

/// Rules beyond which false alarms are worth a warning.
const MANY: usize = 4;

impl Resolver<'_> {
    /// Rules and start of the limits.
    pub(super) fn signals(&self, keys: Option<&SignalKeys>) -> Signals {
        let limits_from = keys.and_then(|keys| self.date(keys.limits_from.as_ref()?, "limits_from"));
        let Some(written) = keys.and_then(|keys| keys.rules.as_ref()) else {
            return Signals { rules: Signals::USUAL.to_vec(), limits_from };
        };
        let mut rules = Vec::new();
        for rule in written {
            if !rules.contains(&rule.value) {
                rules.push(rule.value);
            }
        }
        if let (true, Some(first)) = (rules.len() > MANY, written.get(MANY)) {
            let quiet: f64 = rules.iter().map(|rule| 1.0 - rule.false_alarms()).product();
            let cause = TooManyRules { rules: rules.len(), percent: 100.0 * (1.0 - quiet) };
            self.report(Problem::new(cause).at(first.span));
        }
        Signals { rules, limits_from }
    }

    /// Events in the order of their days.
    pub(super) fn events(&self, written: Option<&Vec<EventKeys>>, measures: &[&str]) -> Vec<Event> {
        let mut events: Vec<Event> =
            written.into_iter().flatten().filter_map(|keys| self.event(keys, measures)).collect();
        events.sort_by_key(|event| event.at);
        events
    }

    fn event(&self, keys: &EventKeys, measures: &[&str]) -> Option<Event> {
        let ids = |texts: Option<&Vec<Text>>| -> Vec<String> {
            let (known, unknown): (Vec<&Text>, Vec<&Text>) =
                texts.into_iter().flatten().partition(|id| measures.contains(&id.value.as_str()));
            unknown.iter().for_each(|id| self.unknown_id("measure", id, measures.iter().copied()));
            known.iter().map(|id| id.value.clone()).collect()
        };
        let (measures, restart_limits) = (ids(keys.measures.as_ref()), ids(keys.restart_limits.as_ref()));
        let note = self.title(&keys.note, "event");
        let entities = self.limited_to(keys.entities.as_ref());
        Some(Event { at: self.date(&keys.at, "at")?, note, measures, restart_limits, entities })
    }
}

/// The methods that a word allows.
pub(super) fn forecast(word: Option<ForecastWord>) -> Forecast {
    let methods = match word {
        None | Some(ForecastWord::Auto) => Method::ALL.to_vec(),
        Some(ForecastWord::None) => Vec::new(),
        Some(ForecastWord::SeasonalNaive) => vec![Method::SeasonalNaive],
        Some(ForecastWord::Drift) => vec![Method::Drift],
        Some(ForecastWord::Ses) => vec![Method::Ses],
        Some(ForecastWord::Holt) => vec![Method::Holt],
    };
    Forecast { methods, is_written: word.is_some() }
}

causes! {
    /// Rules that together raise too many false alarms.
    TooManyRules { rules: usize, percent: f64 } => TooManyRules,
        "{rules} rules raise false alarms in up to {percent:.0} % of stable series",
        "keep two, such as `[beyond_limits, run_of_8]`";
}
