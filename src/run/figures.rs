//! Numbers in messages: those of measures in the measure's own unit, told apart.

use crate::locale::Locale;
use crate::measure::Unit;
use crate::model::{Measure, Scorecard};

/// Two differences of a measure's values: `2.0 pp`, `75 USD`, `1.5 days`; as many decimals as it takes to tell them apart.
pub(super) fn differences(scorecard: &Scorecard, measure: &Measure, values: [f64; 2]) -> [String; 2] {
    const MOST: usize = 12;
    let shown = values.map(|value| if measure.unit == Unit::Percent { value * 100.0 } else { value });
    let largest = shown[0].abs().max(shown[1].abs());
    let least = match measure.unit {
        Unit::Currency | Unit::Number | Unit::Count if largest >= 100.0 => 0,
        _ => 1,
    };
    let text = |decimals: usize| shown.map(|value| Locale::EN_GB.number(value, decimals));
    let differ = |decimals: &usize| {
        let [a, b] = text(*decimals);
        a != b
    };
    let decimals = (least..=MOST).find(differ).unwrap_or(least);
    let label = match measure.unit {
        Unit::Percent => " pp".to_owned(),
        Unit::Number | Unit::Count => String::new(),
        Unit::Currency => scorecard.currency.as_ref().map_or(String::new(), |code| format!(" {code}")),
        unit => format!(" {}", unit.word()),
    };
    text(decimals).map(|text| format!("{text}{label}"))
}

/// An amount with two decimals, of a whole number with none.
pub(super) fn amount(value: f64) -> String {
    let decimals = if (value - value.round()).abs() < 0.005 { 0 } else { 2 };
    Locale::EN_GB.number(value, decimals)
}

/// So many things: `1 row`, `5 rows`.
pub(super) fn count_of(number: u64, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}
