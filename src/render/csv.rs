//! Results as a table of text: a line for each measure and period, with codes where others have words, so that programs read it
//! whatever the language. `kind: manual` reads it back.

use serde::Serialize;
use serde_json::Value;

use crate::evaluate::Results;
use crate::evaluate::results::{MeasureResult, ObjectiveResult, PeriodResult, PerspectiveResult, TargetAt};

/// Heads of the columns.
const HEADS: [&str; 22] = [
    "scorecard",
    "entity",
    "perspective",
    "objective",
    "measure",
    "title",
    "level",
    "unit",
    "period",
    "first_day",
    "last_day",
    "value",
    "interval_low",
    "interval_high",
    "cases",
    "target",
    "target_high",
    "score",
    "status",
    "verdict",
    "absent",
    "doubt",
];

/// The table, with all digits of every number.
///
/// # Errors
/// Never for what a run computes.
pub fn render(results: &Results) -> Result<Vec<u8>, ::csv::Error> {
    let mut table = ::csv::Writer::from_writer(Vec::new());
    table.write_record(HEADS)?;
    for perspective in &results.scorecard.perspectives {
        for objective in &perspective.objectives {
            for measure in &objective.measures {
                for period in &measure.periods {
                    table.write_record(line(results, (perspective, objective), measure, period))?;
                }
            }
        }
    }
    table.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))
}

fn line(
    results: &Results,
    (perspective, objective): (&PerspectiveResult, &ObjectiveResult),
    measure: &MeasureResult,
    at: &PeriodResult,
) -> [String; HEADS.len()] {
    let card = &results.scorecard;
    let (target, high) = match at.target {
        Some(TargetAt::Value { value, .. }) => (Some(value), None),
        Some(TargetAt::Band { low, high, .. }) => (Some(low), Some(high)),
        Some(TargetAt::GoalRedFlag { goal, .. }) => (Some(goal), None),
        None => (None, None),
    };
    [
        card.id.clone(),
        text(card.entity_id.as_ref().unwrap_or(&card.entity)),
        perspective.id.clone(),
        objective.id.clone(),
        measure.id.clone(),
        text(&measure.title),
        word(&measure.level),
        word(&measure.unit),
        text(&at.period.label),
        at.period.first.to_string(),
        at.period.last.to_string(),
        number(at.value),
        number(at.interval.map(|interval| interval.low)),
        number(at.interval.map(|interval| interval.high)),
        number(at.n),
        number(target),
        number(high),
        number(at.score),
        at.status.as_ref().map_or(String::new(), word),
        at.verdict.as_ref().map_or(String::new(), word),
        at.absent.as_ref().map_or(String::new(), word),
        at.doubt.as_ref().map_or(String::new(), word),
    ]
}

/// A number with all its digits.
fn number(number: Option<f64>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

/// The code of a value, without what it holds.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// A text that no program takes for a formula.
fn text(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
