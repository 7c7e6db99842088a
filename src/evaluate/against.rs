//! What an earlier run said otherwise: values that were restated and targets that moved, with what may have caused it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::results::{MeasureResult, PeriodResult, Results, Run};

/// Difference, as a share, within which two figures are the same but for the last digits.
const SAME: f64 = 1e-9;

/// Why earlier results cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EarlierError {
    /// They are no results.
    #[error("it is no results.json of mando")]
    NoResults,
    /// They are of another scorecard, or of another entity of it.
    #[error("it is of `{found}`, and this is `{own}`")]
    Other {
        /// Whose they are.
        found: String,
        /// Whose they should be.
        own: String,
    },
}

/// Results of an earlier run, as far as they are compared.
#[derive(Debug, Clone)]
pub struct Earlier {
    file: EarlierFile,
    /// SHA-256 of their bytes.
    pub sha256: String,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierFile {
    schema: String,
    run: EarlierRun,
    scorecard: EarlierCard,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierRun {
    id: String,
    version: String,
    definition: String,
    notes: String,
    inputs: Vec<EarlierInput>,
    as_of: chrono::NaiveDate,
}

#[derive(Debug, Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct EarlierInput {
    file: String,
    sha256: String,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierCard {
    id: String,
    entity_id: Option<String>,
    perspectives: Vec<EarlierPerspective>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierPerspective {
    objectives: Vec<EarlierObjective>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierObjective {
    measures: Vec<EarlierMeasure>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierMeasure {
    id: String,
    periods: Vec<EarlierPeriod>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierPeriod {
    period: EarlierName,
    value: Option<f64>,
    target: Option<Value>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierName {
    label: String,
}

/// What differs between two runs of a scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The files read, or the day until which they count.
    Data,
    /// The definition.
    Definition,
    /// What people wrote about periods, entered values among it.
    Notes,
    /// The program.
    Program,
}

/// A figure that is another one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restated {
    /// The value of a period.
    Value,
    /// Its target; of a band the edge that moved.
    Target,
}

/// A figure before and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Id of the measure.
    pub measure: String,
    /// Canonical label of the period.
    pub period: String,
    /// Which figure.
    pub what: Restated,
    /// In the earlier run; nothing where it had none.
    pub before: Option<f64>,
    /// Now; nothing where there is none.
    pub after: Option<f64>,
}

/// Everything that an earlier run said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Restatement {
    /// Id of the earlier run.
    pub run: String,
    /// Its last day that counts.
    pub as_of: chrono::NaiveDate,
    /// What differs between the two runs.
    pub causes: Vec<Cause>,
    /// Figures of periods that both runs know, in the order of measures and periods.
    pub changes: Vec<Change>,
}

impl Restatement {
    /// What may have changed a figure: a target follows no data unless nothing else differs, and what people wrote moves
    /// none.
    pub fn causes_of(&self, what: Restated) -> Vec<Cause> {
        let moves = |cause: &Cause| match what {
            Restated::Value => true,
            Restated::Target => matches!(cause, Cause::Definition | Cause::Program),
        };
        let narrow: Vec<Cause> = self.causes.iter().copied().filter(moves).collect();
        if narrow.is_empty() { self.causes.clone() } else { narrow }
    }
}

impl Earlier {
    /// Reads the bytes of a `results.json`.
    ///
    /// # Errors
    /// They are none.
    pub fn read(bytes: &[u8]) -> Result<Earlier, EarlierError> {
        let file: EarlierFile = serde_json::from_slice(bytes).map_err(|_| EarlierError::NoResults)?;
        if !file.schema.starts_with("mando-results/") {
            return Err(EarlierError::NoResults);
        }
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Earlier { file, sha256 })
    }

    /// What results say otherwise.
    ///
    /// # Errors
    /// They are of another scorecard or entity.
    pub fn against(&self, results: &Results) -> Result<Restatement, EarlierError> {
        let (card, own) = (&self.file.scorecard, &results.scorecard);
        if card.id != own.id || card.entity_id != own.entity_id {
            let name = |id: &str, entity: Option<&String>| match entity {
                Some(entity) => format!("{id}/{entity}"),
                None => id.to_owned(),
            };
            return Err(EarlierError::Other {
                found: name(&card.id, card.entity_id.as_ref()),
                own: name(&own.id, own.entity_id.as_ref()),
            });
        }
        let objectives = card.perspectives.iter().flat_map(|perspective| &perspective.objectives);
        let measures = objectives.flat_map(|objective| &objective.measures);
        let known: BTreeMap<&str, &EarlierMeasure> =
            measures.map(|measure| (measure.id.as_str(), measure)).collect();
        let mut changes: Vec<Change> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let objectives = own.perspectives.iter().flat_map(|perspective| &perspective.objectives);
        for measure in objectives.flat_map(|objective| &objective.measures) {
            if let (false, Some(before)) =
                (seen.contains(&measure.id.as_str()), known.get(measure.id.as_str()))
            {
                seen.push(&measure.id);
                changes.extend(changed(measure, before));
            }
        }
        let run = &self.file.run;
        Ok(Restatement { run: run.id.clone(), as_of: run.as_of, causes: self.causes(&results.run), changes })
    }

    fn causes(&self, now: &Run) -> Vec<Cause> {
        let before = &self.file.run;
        let mut read: Vec<EarlierInput> = now
            .inputs
            .iter()
            .map(|input| EarlierInput { file: input.file.clone(), sha256: input.sha256.clone() })
            .collect();
        let mut known = before.inputs.clone();
        read.sort();
        known.sort();
        let differ = [
            (Cause::Data, read != known || before.as_of != now.as_of),
            (Cause::Definition, before.definition != now.definition),
            (Cause::Notes, before.notes != now.notes),
            (Cause::Program, before.version != now.version),
        ];
        differ.into_iter().filter(|(_, differs)| *differs).map(|(cause, _)| cause).collect()
    }
}

fn changed(now: &MeasureResult, before: &EarlierMeasure) -> Vec<Change> {
    let mut changes = Vec::new();
    for period in &now.periods {
        let label = &period.period.label;
        let Some(earlier) = before.periods.iter().find(|earlier| earlier.period.label == *label) else {
            continue;
        };
        // What is withheld now is not told by what it was.
        if period.absent.is_some_and(|absent| absent.is_withheld()) {
            continue;
        }
        let (before, after) = target_moved(earlier.target.as_ref(), period);
        let figures = [(Restated::Value, earlier.value, period.value), (Restated::Target, before, after)];
        for (what, before, after) in figures {
            if !is_same(before, after) {
                let (measure, period) = (now.id.clone(), label.clone());
                changes.push(Change { measure, period, what, before, after });
            }
        }
    }
    changes
}

/// Of a target before and now the first figure that moved: the value to reach, an edge of a band, a goal or its red flag;
/// nothing where none did.
fn target_moved(before: Option<&Value>, period: &PeriodResult) -> (Option<f64>, Option<f64>) {
    let after = period.target.and_then(|target| serde_json::to_value(target).ok());
    let figures =
        ["/value/value", "/band/low", "/band/high", "/goal_red_flag/goal", "/goal_red_flag/red_flag"];
    let of =
        |target: Option<&Value>, figure: &str| target.and_then(|target| target.pointer(figure)?.as_f64());
    let pairs = figures.map(|figure| (of(before, figure), of(after.as_ref(), figure)));
    let moved = pairs.into_iter().find(|(before, after)| !is_same(*before, *after));
    moved.unwrap_or_default()
}

fn is_same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= SAME * a.abs().max(b.abs()),
        (None, None) => true,
        _ => false,
    }
}
