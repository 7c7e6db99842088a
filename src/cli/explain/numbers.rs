//! Figures as a reader of the scorecard knows them.

use mando::locale::Locale;
use mando::measure::Unit;
use mando::model::{Measure, Scorecard};

/// How the figures of a measure are written.
pub(crate) struct Numbers<'c> {
    locale: Locale,
    unit: Unit,
    currency: Option<&'c str>,
}

impl<'c> Numbers<'c> {
    pub(crate) fn of(card: &'c Scorecard, measure: &Measure) -> Numbers<'c> {
        Numbers { locale: card.locale, unit: measure.unit, currency: card.currency.as_deref() }
    }

    /// A value with its unit.
    pub(crate) fn value(&self, x: f64) -> String {
        match self.unit {
            Unit::Percent => self.locale.percent(x, if x != 0.0 && x.abs() < 0.01 { 2 } else { 1 }),
            Unit::Currency => {
                let amount = self.locale.number(x, 2);
                self.currency.map_or_else(|| amount.clone(), |code| format!("{amount} {code}"))
            }
            Unit::Number | Unit::Count | Unit::Points => self.plain(x),
            Unit::Days | Unit::Hours | Unit::Minutes | Unit::Seconds => {
                format!("{} {}", self.plain(x), self.unit.word())
            }
        }
    }

    /// By how much values differ, with its sign.
    pub(crate) fn difference(&self, x: f64) -> String {
        match self.unit {
            Unit::Percent => {
                let points = self.locale.signed_points(x, if x != 0.0 && x.abs() < 0.01 { 2 } else { 1 });
                format!("{points} pp")
            }
            _ => self.value(x),
        }
    }

    /// The size of a difference.
    pub(crate) fn size(&self, x: f64) -> String {
        match self.unit {
            Unit::Percent => {
                let decimals = if x != 0.0 && x.abs() < 0.01 { 2 } else { 1 };
                format!("{} pp", self.locale.number(100.0 * x.abs(), decimals))
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
        let decimals = match x.abs() {
            size if x.fract() == 0.0 && size < 1e15 => 0,
            size if size >= 1.0 => 2,
            _ => 4,
        };
        self.locale.number(x, decimals)
    }

    /// A number, or that there is none.
    pub(crate) fn plain_or_none(&self, x: Option<f64>) -> String {
        x.map_or_else(|| "none".to_owned(), |x| self.plain(x))
    }

    /// A score.
    pub(crate) fn score(&self, x: Option<f64>) -> String {
        x.map_or_else(|| "none".to_owned(), |x| self.locale.number(x, 1))
    }
}
