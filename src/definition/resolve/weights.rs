//! Weights among siblings, and edges of scores.

use super::resolving::Resolver;
use crate::definition::document::edges::Edges as Written;
use crate::definition::number;
use crate::measure::Text;
use crate::model::Edges;
use crate::problem::{Code, Problem, Span};

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
                let span = sibling.weight.map_or(sibling.span, |text| text.span);
                let message = match sibling.weight {
                    Some(text) => format!("`{}` stands among weights in percent", text.value),
                    None => "this has no weight, its siblings have percents".to_owned(),
                };
                let problem = Problem::new(Code::WeightsMixed, message).at(span);
                self.report(problem.help("give all siblings a percent, or none"));
            }
            // Hundredths of a percent are lost where thirds are written as 33.33.
            _ if is_readable && (sum - 100.0).abs() > 0.05 => {
                let first = siblings.iter().find_map(|sibling| sibling.weight);
                let rounded = (sum * 100.0).round() / 100.0;
                let problem = Problem::new(Code::WeightsNot100, format!("weights add to {rounded} %"));
                let help = "make the siblings' weights add to 100 %, or write plain numbers";
                self.report(first.map_or(problem.clone(), |text| problem.at(text.span)).help(help));
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
            Some(_) => Problem::new(Code::WrongType, format!("a weight is 0 or more, this is `{word}`"))
                .help("write `weight: 0` to show it without a score"),
            None => {
                let problem = Problem::new(Code::NumberFormat, format!("`{word}` is no number here"));
                match number::suggestion(digits) {
                    Some(spelling) => {
                        problem.help(format!("write `{spelling}{}`", if is_percent { "%" } else { "" }))
                    }
                    None => problem.help("write `weight: 2`, or `weight: 40%`"),
                }
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
            let message = format!("`on_target` {} must be above `watch` {}", edges.on_target, edges.watch);
            let problem = Problem::new(Code::EdgeOrder, message).at(span);
            self.report(
                problem.help("scores from `on_target` up are on target, from `watch` up to it on watch"),
            );
        }
        edges
    }
}
