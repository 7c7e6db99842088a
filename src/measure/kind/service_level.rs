//! `service_level`: answered in time.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::abandonment::{seconds_if_said, short_calls, without_short};
use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, both, count_where};
use crate::measure::expression::row::float;
use crate::measure::meaning::ServiceMeaning;
use crate::measure::{Direction, Meaning, Plan, Policy, Subject, Title, Unit};

/// Share of the calls answered within a time; what becomes of calls abandoned within it must be said.
///
/// `exclude: answered within ÷ (calls − abandoned within)`; `miss: answered within ÷ calls`;
/// `met: (answered within + abandoned within) ÷ calls`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no call → no data; fewer than `min_n` → insufficient data.
/// - Source: the three treatments of Cisco ICM; calls abandoned later are misses in all of them; interval by Wilson
///   (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceLevel {
    /// Seconds waited.
    pub wait: Text,
    /// How long a wait is in time.
    pub within: Text,
    /// Calls given up before they were answered.
    pub abandoned: Text,
    /// What becomes of calls abandoned within the time.
    pub abandons: Abandons,
    /// Calls abandoned sooner than this leave the count; none when absent.
    #[serde(default)]
    pub short: Option<Text>,
}

/// What becomes of calls abandoned within the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Abandons {
    /// They leave the count.
    Exclude,
    /// They count as not in time.
    Miss,
    /// They count as in time.
    Met,
}

impl ServiceLevel {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let wait = context.waiting_seconds(&self.wait);
        let within = context.seconds(&self.within);
        let abandoned = context.condition(&self.abandoned);
        let short = seconds_if_said(context, self.short.as_ref());
        let rows = context.rows_by_time()?;
        let (wait, within, abandoned, short) = (float(wait?.expr), within?, abandoned?, short?);
        let in_time = wait.clone().lt_eq(lit(within));
        let mut rows = without_short(rows, &abandoned, &wait, short);
        if self.abandons == Abandons::Exclude {
            let gone = abandoned.clone().and(in_time.clone()).is_not_true();
            rows.filter = both(rows.filter, Some(gone));
        }
        let (title, met) = match self.abandons {
            Abandons::Met => (Title::CallsInTimeOrAbandoned, in_time),
            Abandons::Exclude | Abandons::Miss => (Title::CallsInTime, in_time.and(abandoned.is_not_true())),
        };
        let calls = count_where("calls", Title::CallsCounted, &rows, None);
        let met = count_where("in_time", title, &rows, Some(met));
        let plan = Plan::proportion("in_time", "calls", vec![met, calls], Unit::Percent);
        let treatment = match self.abandons {
            Abandons::Exclude => Policy::AbandonedExcluded,
            Abandons::Miss => Policy::AbandonedMissed,
            Abandons::Met => Policy::AbandonedMet,
        };
        Some(Plan {
            direction: Some(Direction::Maximise),
            policies: vec![
                Policy::InTimeWithin { within: context.duration(&self.within)? },
                treatment,
                short_calls(self.short.as_ref(), short),
            ],
            ..plan
        })
    }
}

impl KindDescription for ServiceLevel {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("wait", &self.wait);
        keys.text("within", &self.within);
        keys.text("abandoned", &self.abandoned);
        keys.word("abandons", Some(&self.abandons));
        keys.or("short", self.short.as_ref(), "0 seconds");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let within = self.within.value.parse().ok()?;
        let (abandoned, short) = (input.policy(Subject::AbandonedCalls)?, input.policy(Subject::ShortCalls)?);
        let meaning = match self.abandons {
            Abandons::Met => ServiceMeaning::InTimeOrAbandoned { within, abandoned, short },
            Abandons::Exclude | Abandons::Miss => ServiceMeaning::InTime { within, abandoned, short },
        };
        Some(meaning.into())
    }
}
