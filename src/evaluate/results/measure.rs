//! A measure over time.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::cohorts::TriangleResult;
use super::period::{PeriodName, PeriodResult};
use super::segments::SegmentsResult;
use super::series::{EventResult, NoOutlook, OutlookResult, SignalsResult};
use super::variance::VarianceResult;
use super::version::VersionResult;
use crate::measure::{Direction, Level, Unit};
use crate::statistics::assurance::Assurance;

/// A measure over time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasureResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Which reports list it.
    pub level: Level,
    /// Unit of the values.
    pub unit: Unit,
    /// Better direction.
    pub direction: Option<Direction>,
    /// Relative weight in its objective.
    pub weight: f64,
    /// Share of the whole scorecard, 0 to 1.
    pub effective_weight: f64,
    /// The last periods, oldest first; the last is the one reported.
    pub periods: Vec<PeriodResult>,
    /// The period before the one reported.
    pub previous: Option<f64>,
    /// What has changed since the period before, as far as chance lets tell; absent where the method of the measure
    /// knows no two independent samples.
    pub change: Option<ChangeResult>,
    /// The same period of the year before.
    pub previous_year: Option<f64>,
    /// Fiscal year to the period's end, where the measure pools (R12).
    pub to_date: Option<PeriodResult>,
    /// The year at each of its periods, which a workbook shows for the one that its reader selects; no part of `results.json`.
    #[serde(skip)]
    pub years: Vec<YearAt>,
    /// Weekly run to the period's end, where components pool.
    pub weeks: Vec<PeriodResult>,
    /// Segment tables.
    pub segments: Vec<SegmentsResult>,
    /// Other versions of its target.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionResult>,
    /// What leads from plan and previous year to the value, parted by segments; where nothing can be parted, nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variances: Vec<VarianceResult>,
    /// Cohorts by age, of a measure of cohorts.
    pub triangle: Option<TriangleResult>,
    /// Limits of chance and signals over up to 36 periods; absent with fewer than six complete ones.
    pub signals: Option<SignalsResult>,
    /// Whether the process as it stands meets the target.
    pub assurance: Assurance,
    /// The rest of the fiscal year.
    pub outlook: Option<OutlookResult>,
    /// Why there is no outlook.
    pub no_outlook: Option<NoOutlook>,
    /// What happened in the periods shown.
    pub events: Vec<EventResult>,
    /// Who entered the values of these periods, when and upon what, of a measure that people enter.
    pub entered: Vec<EnteredResult>,
}

impl MeasureResult {
    /// The period reported.
    pub fn current(&self) -> Option<&PeriodResult> {
        self.periods.last()
    }

    /// Whether a rule of signals fired in the period reported.
    pub(crate) fn has_signal(&self) -> bool {
        let fired =
            |(at, signals): (&PeriodResult, &SignalsResult)| signals.fired(&at.period.label).next().is_some();
        self.current().zip(self.signals.as_ref()).is_some_and(fired)
    }
}

/// A measure's year at the end of a period, and a year before.
#[derive(Debug, Clone, Default)]
pub struct YearAt {
    /// Fiscal year to the period's end, where the measure pools.
    pub to_date: Option<PeriodResult>,
    /// The same period of the year before.
    pub previous: Option<f64>,
    /// The year before to the end of that, of the reported period where it is over.
    pub previous_to_date: Option<f64>,
}

/// A change between two periods whose cases are independent of one another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChangeResult {
    /// The period before.
    pub from: PeriodName,
    /// The reported value less the one before.
    pub difference: f64,
    /// Lower limit of the difference, at 95 %.
    pub low: f64,
    /// Upper limit of the difference, at 95 %.
    pub high: f64,
    /// Whether it is more than chance: 0 lies outside the limits.
    pub significant: bool,
}

/// A value that somebody entered.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EnteredResult {
    /// The period it stands for.
    pub period: PeriodName,
    /// The value.
    pub value: f64,
    /// The entity it was entered for; null for the whole.
    pub entity: Option<String>,
    /// Who entered it.
    pub by: Option<String>,
    /// When.
    #[schemars(with = "Option<String>")]
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub evidence: Option<String>,
}
