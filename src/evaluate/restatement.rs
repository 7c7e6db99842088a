//! What an earlier run said otherwise: values that were restated and targets that moved, with what may have caused it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::results::{MeasureResult, PeriodResult, Results, Run, ScorecardResult};
use crate::statistics::are_same_within;

/// Difference, as a share, within which two figures are the same but for the last digits.
const SAME: f64 = 1e-9;

/// Bytes of the largest results that are read: a hundred times those of fifty measures with their segments.
pub const MOST: u64 = 64 << 20;

/// Values that so many bytes hold where a run wrote them, which takes forty for each. A value of two bytes takes a hundred times as
/// many in memory.
const VALUES: usize = 2_000_000;

/// Results as they are read.
///
/// # Errors
/// They are none, or hold more than any run writes.
pub fn legible<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, EarlierError> {
    if values(bytes) > VALUES {
        return Err(EarlierError::TooMany);
    }
    serde_json::from_slice(bytes).map_err(|_| EarlierError::NoResults)
}

/// How many values a JSON holds at most.
fn values(bytes: &[u8]) -> usize {
    let (mut found, mut is_text, mut is_escaped) = (1, false, false);
    for byte in bytes {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b',' | b'[' | b'{' if !is_text => found += 1,
            _ => {}
        }
    }
    found
}

/// Why earlier results cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EarlierError {
    /// They are no results.
    #[error("it is no results.json of mando")]
    NoResults,
    /// They hold more than any run writes.
    #[error("it holds more than {VALUES} values")]
    TooMany,
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
    period: EarlierName,
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
    score: Option<f64>,
    perspectives: Vec<EarlierPerspective>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierPerspective {
    id: String,
    score: Option<f64>,
    objectives: Vec<EarlierObjective>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierObjective {
    id: String,
    score: Option<f64>,
    measures: Vec<EarlierMeasure>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierMeasure {
    id: String,
    to_date: Option<EarlierPeriod>,
    periods: Vec<EarlierPeriod>,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierPeriod {
    period: EarlierName,
    value: Option<f64>,
    target: Option<Value>,
    score: Option<f64>,
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
    /// Its score, or that of an objective, a perspective or the whole.
    Score,
    /// The value of the year to date.
    ToDate,
}

/// A figure before and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Id of the measure; of the whole, the scorecard's.
    pub measure: String,
    /// Canonical label of the period.
    pub period: String,
    /// Which figure.
    pub what: Restated,
    /// In the earlier run; `None` where it had none.
    pub before: Option<f64>,
    /// Now; `None` where there is none.
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
    /// What follows from these: years to date, scores, and what they are rolled up to.
    pub following: Vec<Change>,
}

impl Restatement {
    /// What may have changed a figure: a target follows no data unless nothing else differs, and what people wrote moves
    /// none.
    pub fn causes_of(&self, what: Restated) -> Vec<Cause> {
        let moves = |cause: &Cause| match what {
            Restated::Value | Restated::ToDate | Restated::Score => true,
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
        let file: EarlierFile = legible(bytes)?;
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
    pub fn compare(&self, results: &Results) -> Result<Restatement, EarlierError> {
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
        let (mut changes, mut following): (Vec<Change>, Vec<Change>) = Default::default();
        let mut seen: Vec<&str> = Vec::new();
        for measure in own.measures() {
            if let (false, Some(before)) =
                (seen.contains(&measure.id.as_str()), known.get(measure.id.as_str()))
            {
                seen.push(&measure.id);
                changes.extend(restated(measure, before));
                following.extend(followed(measure, before));
            }
        }
        if self.file.run.period.label == results.run.period.label {
            following.extend(self.rolled_up(own, &results.run.period.label));
        }
        let run = &self.file.run;
        Ok(Restatement {
            run: run.id.clone(),
            as_of: run.as_of,
            causes: self.causes(&results.run),
            changes,
            following,
        })
    }

    /// Scores above the measures that are others now.
    fn rolled_up(&self, own: &ScorecardResult, label: &str) -> Vec<Change> {
        let card = &self.file.scorecard;
        let mut pairs = vec![(own.id.as_str(), card.score, own.parent.score)];
        for now in &own.perspectives {
            let Some(before) = card.perspectives.iter().find(|before| before.id == now.id) else { continue };
            pairs.push((&now.id, before.score, now.parent.score));
            for inner in &now.objectives {
                let earlier = before.objectives.iter().find(|earlier| earlier.id == inner.id);
                pairs.extend(earlier.map(|earlier| (inner.id.as_str(), earlier.score, inner.parent.score)));
            }
        }
        let moved = pairs.into_iter().filter(|(_, before, after)| !is_same(*before, *after));
        let change = |(id, before, after): (&str, _, _)| Change {
            measure: id.to_owned(),
            period: label.to_owned(),
            what: Restated::Score,
            before,
            after,
        };
        moved.map(change).collect()
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

impl EarlierMeasure {
    /// A period by its label.
    fn period(&self, label: &str) -> Option<&EarlierPeriod> {
        self.periods.iter().find(|earlier| earlier.period.label == label)
    }
}

/// Values and targets that are others now.
fn restated(now: &MeasureResult, before: &EarlierMeasure) -> Vec<Change> {
    let mut changes = Vec::new();
    for period in now.periods.iter().filter(|period| is_shown(period)) {
        let label = &period.period.label;
        let Some(earlier) = before.period(label) else { continue };
        changes.extend(change(now, label, Restated::Value, (earlier.value, period.value)));
        let targets = target_moved(earlier.target.as_ref(), period);
        changes.extend(change(now, label, Restated::Target, targets));
    }
    changes
}

/// Scores and the year to date that are others now.
fn followed(now: &MeasureResult, before: &EarlierMeasure) -> Vec<Change> {
    let year_to_date = || {
        let (at, earlier) = now.to_date.as_ref().zip(before.to_date.as_ref())?;
        let is_same_year = at.period.label == earlier.period.label;
        let last = now.current().filter(|_| is_same_year && is_shown(at))?;
        change(now, &last.period.label, Restated::ToDate, (earlier.value, at.value))
    };
    let score = |at: &PeriodResult| {
        let label = &at.period.label;
        let earlier = before.period(label).filter(|_| is_shown(at))?;
        change(now, label, Restated::Score, (earlier.score, at.score))
    };
    year_to_date().into_iter().chain(now.periods.iter().filter_map(score)).collect()
}

/// Whether a period may be told of: what is withheld now is not told by what it was.
fn is_shown(at: &PeriodResult) -> bool {
    !at.absent.is_some_and(|absent| absent.is_withheld())
}

/// A figure of a measure before and now; `None` where it is the same.
fn change(
    measure: &MeasureResult,
    label: &str,
    what: Restated,
    (before, after): (Option<f64>, Option<f64>),
) -> Option<Change> {
    (!is_same(before, after)).then(|| Change {
        measure: measure.id.clone(),
        period: label.to_owned(),
        what,
        before,
        after,
    })
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
    are_same_within(SAME, a, b)
}
