//! Weights among siblings, and edges of scores.

use super::resolving::Resolver;
use crate::definition::document::edges::Edges as Written;
use crate::definition::number::{self, NotANumber};
use crate::measure::Text;
use crate::model::Edges;
use crate::problem::{Problem, Span, causes};

/// One of several siblings.
pub(super) struct Sibling<'a> {
    /// Its weight as written.
    pub(super) weight: Option<&'a Text>,
    /// Where to point when it has none.
    pub(super) span: Span,
    /// Whether it is scored, so that it must have a weight where the others have percents.
    pub(super) scored: bool,
}

/// A weight as read.
#[derive(Clone, Copy)]
struct ParsedWeight {
    value: f64,
    is_percent: bool,
}

impl Resolver<'_> {
    /// Relative weights of siblings: numbers, 1 where nothing is written; or percents that add to 100.
    ///
    /// `weight of the whole = weight ÷ sum of the siblings' weights`
    pub(super) fn weights(&self, siblings: &[Sibling<'_>]) -> Vec<f64> {
        let readings: Vec<Option<Option<ParsedWeight>>> =
            siblings.iter().map(|sibling| sibling.weight.map(|text| self.weight(text))).collect();
        let percents = readings.iter().flatten().flatten().filter(|reading| reading.is_percent);
        let (mut count, mut sum) = (0, 0.0);
        percents.for_each(|reading| {
            count += 1;
            sum += reading.value;
        });
        let odd = siblings.iter().zip(&readings).find(|(sibling, reading)| match reading {
            None => sibling.scored,
            Some(None) => false,
            Some(Some(reading)) => !reading.is_percent,
        });
        let is_readable = readings.iter().flatten().all(Option::is_some);
        match (count, odd) {
            (0, _) => {}
            (_, Some((sibling, _))) => {
                self.report(match sibling.weight {
                    Some(text) => {
                        Problem::new(NumberAmongPercents { weight: text.value.clone() }).at(text.span)
                    }
                    None => Problem::new(WeightMissing).at(sibling.span),
                });
            }
            // Hundredths of a percent are lost where thirds are written as 33.33.
            _ if is_readable && (sum - 100.0).abs() > 0.05 => {
                let first = siblings.iter().find_map(|sibling| sibling.weight);
                let rounded = (sum * 100.0).round() / 100.0;
                let problem = Problem::new(WeightsOff { sum: rounded });
                let problem = match siblings.len() {
                    1 => problem.help(
                        "it has no siblings: measures are weighed within their objective, objectives within \
                         their perspective; write no weight",
                    ),
                    _ => problem,
                };
                self.report(first.map_or(problem.clone(), |text| problem.at(text.span)));
            }
            _ => {}
        }
        // Beside percents only what is not scored has no weight of its own.
        let usual = if count == 0 { 1.0 } else { 0.0 };
        readings.iter().map(|reading| reading.flatten().map_or(usual, |reading| reading.value)).collect()
    }

    fn weight(&self, text: &Text) -> Option<ParsedWeight> {
        let word = text.value.trim();
        let (digits, is_percent) = match word.strip_suffix('%') {
            Some(digits) => (digits.trim_end(), true),
            None => (word, false),
        };
        let problem = match number::number(digits) {
            Some(value) if value >= 0.0 => return Some(ParsedWeight { value, is_percent }),
            Some(_) => Problem::new(WeightNegative { word: word.to_string() }),
            None => {
                let sign = if is_percent { "%" } else { "" };
                let spelling = number::suggestion(digits).map(|spelling| format!("{spelling}{sign}"));
                let is_known = spelling.is_some();
                let problem = Problem::new(NotANumber { text: word.to_owned(), spelling });
                if is_known { problem } else { problem.help("write `weight: 2`, or `weight: 40%`") }
            }
        };
        self.report(problem.at(text.span));
        None
    }

    /// Edges as written over those inherited, key by key.
    pub(super) fn edges(&self, written: Option<&Written>, inherited: Edges) -> Edges {
        let Some(written) = written else { return inherited };
        let edges = Edges {
            on_target: written.on_target.map_or(inherited.on_target, |edge| edge.value),
            watch: written.watch.map_or(inherited.watch, |edge| edge.value),
        };
        if edges.watch >= edges.on_target
            && let Some(span) = written.watch.or(written.on_target).map(|edge| edge.span)
        {
            let cause = EdgesOutOfOrder { on_target: edges.on_target, watch: edges.watch };
            self.report(Problem::new(cause).at(span));
        }
        edges
    }
}

causes! {
    /// Weights in percent that do not add to 100.
    WeightsOff { sum: f64 } => WeightsNot100,
        "weights add to {sum} %",
        "make the siblings' weights add to 100 %, or write plain numbers";

    /// A weight below 0.
    WeightNegative { word: String } => WrongType,
        "a weight is 0 or more, this is `{word}`",
        "write `weight: 0` to show it without a score";

    /// Edges of scores that do not rise.
    EdgesOutOfOrder { on_target: f64, watch: f64 } => EdgeOrder,
        "`on_target` {on_target} must be above `watch` {watch}",
        "scores from `on_target` up are on target, from `watch` up to it on watch";

    /// A plain number where the siblings have percents.
    NumberAmongPercents { weight: String } => WeightsMixed,
        "`{weight}` stands among weights in percent",
        "give all siblings a percent, or none";

    /// No weight where the siblings have percents.
    WeightMissing => WeightsMixed,
        "this has no weight, its siblings have percents",
        "give all siblings a percent, or none";
}
