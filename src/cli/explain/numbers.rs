//! Figures as a reader of the scorecard knows them.

use mando::evaluate::results::{MeasureResult, PeriodResult};
use mando::evaluate::score::Status;
use mando::locale::Locale;
use mando::measure::Unit;
use mando::model::{Edges, Measure, Scorecard};
use mando::report::{score_edges, score_text};

/// How the figures of a measure are written.
pub(crate) struct Numbers<'c> {
    locale: Locale,
    unit: Unit,
    currency: Option<&'c str>,
    /// Decimals beyond the usual that values take.
    further: usize,
    /// The edges that scores are read against.
    edges: Vec<f64>,
}

/// Decimals beyond which no two figures are told apart by more.
const MOST: usize = 30;

impl<'c> Numbers<'c> {
    pub(crate) fn new(card: &'c Scorecard, measure: &Measure) -> Numbers<'c> {
        let (locale, unit, currency) = (card.locale, measure.unit, card.currency.as_deref());
        Numbers { locale, unit, currency, further: 0, edges: score_edges(measure) }
    }

    /// The same with as many decimals as it takes for a value and its plan to differ where the status says that they do, as
    /// on the pages (R55).
    pub(crate) fn with_distinguishing_decimals(
        self,
        measure: &Measure,
        result: &MeasureResult,
    ) -> Numbers<'c> {
        let current = result.current();
        let misses = current.and_then(|current| current.status).is_some_and(|s| s != Status::OnTarget);
        let to_date = result.to_date.as_ref().filter(|_| measure.judged_to_date);
        let pair = |at: &PeriodResult| at.value.zip(at.target.map(|target| target.plan(at.value)));
        let pairs = current.into_iter().chain(to_date).filter_map(pair).filter(|_| misses);
        pairs.fold(self, |numbers, (actual, plan)| numbers.with_differing_decimals(actual, plan))
    }

    /// The same with as many decimals as it takes for two values to differ in print.
    pub(crate) fn with_differing_decimals(mut self, one: f64, other: f64) -> Numbers<'c> {
        let (factor, usual) = match self.unit {
            Unit::Percent => (100.0, small(one).max(small(other))),
            Unit::Currency => (1.0, 2),
            _ => (1.0, decimals(one).max(decimals(other))),
        };
        let text = |x: f64, further: usize| self.locale.number(factor * x, usual + further);
        let told = (self.further..=MOST).find(|further| text(one, *further) != text(other, *further));
        self.further = told.filter(|_| one != other).unwrap_or(self.further);
        self
    }

    /// A value with its unit.
    pub(crate) fn value(&self, x: f64) -> String {
        match self.unit {
            Unit::Percent => self.locale.percent(x, small(x) + self.further),
            Unit::Currency => {
                let amount = self.locale.number(x, 2 + self.further);
                self.currency.map_or_else(|| amount.clone(), |code| format!("{amount} {code}"))
            }
            Unit::Number | Unit::Count | Unit::Points => self.fine(x),
            Unit::Days | Unit::Hours | Unit::Minutes | Unit::Seconds => {
                format!("{} {}", self.fine(x), self.unit.word())
            }
        }
    }

    /// By how much values differ, with its sign.
    pub(crate) fn difference(&self, x: f64) -> String {
        match self.unit {
            Unit::Percent => {
                let points = self.locale.signed_points(x, small(x) + self.further);
                format!("{points} pp")
            }
            _ => self.value(x),
        }
    }

    /// The size of a difference.
    pub(crate) fn size(&self, x: f64) -> String {
        match self.unit {
            Unit::Percent => {
                format!("{} pp", self.locale.number(100.0 * x.abs(), small(x) + self.further))
            }
            _ => self.value(x.abs()),
        }
    }

    /// How likely something is.
    pub(crate) fn chance(&self, p: f64) -> String {
        self.locale.percent(p, 0)
    }

    /// A value, or that there is none.
    pub(crate) fn value_or_none(&self, x: Option<f64>) -> String {
        x.map_or_else(|| "none".to_owned(), |x| self.value(x))
    }

    /// A number without a unit: whole, or with the decimals that tell it.
    pub(crate) fn plain(&self, x: f64) -> String {
        self.locale.number(x, decimals(x))
    }

    /// The same of a value.
    fn fine(&self, x: f64) -> String {
        match decimals(x) {
            0 => self.plain(x),
            usual => self.locale.number(x, usual + self.further),
        }
    }

    /// A number, or that there is none.
    pub(crate) fn plain_or_none(&self, x: Option<f64>) -> String {
        x.map_or_else(|| "none".to_owned(), |x| self.plain(x))
    }

    /// The measure's score: never printed as an edge that it does not reach.
    pub(crate) fn score(&self, x: Option<f64>) -> String {
        self.score_within(x, &self.edges)
    }

    /// A score above that of measures.
    pub(crate) fn score_of_parent(&self, x: Option<f64>, edges: Edges) -> String {
        self.score_within(x, &[edges.on_target, edges.watch])
    }

    fn score_within(&self, x: Option<f64>, edges: &[f64]) -> String {
        x.map_or_else(|| "none".to_owned(), |x| score_text(self.locale, x, edges, 1))
    }
}

/// Decimals of a number.
fn decimals(x: f64) -> usize {
    match x.abs() {
        size if x.fract() == 0.0 && size < 1e15 => 0,
        size if size >= 1.0 => 2,
        _ => 4,
    }
}

/// Decimals of a share in percent.
fn small(x: f64) -> usize {
    if x != 0.0 && x.abs() < 0.01 { 2 } else { 1 }
}
