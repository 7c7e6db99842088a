//! `abandonment`: who hangs up.

use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Rows, Text, both, count_where};
use crate::measure::expression::row::float;
use crate::measure::meaning::ServiceMeaning;
use crate::measure::{Direction, Meaning, Plan, Policy, Subject, Title, Unit};
use crate::problem::{Problem, causes};

/// Share of the calls offered that were abandoned; calls given up within a short time may leave the count.
///
/// `abandonment = (abandoned − short) ÷ (offered − short)`, short = abandoned after less than `short`
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: percent, held as a fraction 0 to 1.
/// - Absent: no call → no data; fewer than `min_n` → insufficient data.
/// - Source: short calls leave both sides, as contact centres count them; interval by Wilson (1927).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Abandonment {
    /// Calls given up before they were answered.
    pub abandoned: Text,
    /// Seconds waited; needed with `short`.
    #[serde(default)]
    pub wait: Option<Text>,
    /// Calls abandoned sooner than this leave the count; none when absent.
    #[serde(default)]
    pub short: Option<Text>,
}

impl Abandonment {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let abandoned = context.condition(&self.abandoned);
        let wait = if_written(self.wait.as_ref(), |text| context.waiting_seconds(text));
        let short = seconds_if_said(context, self.short.as_ref());
        if short.is_some_and(|s| s > 0.0) && self.wait.is_none() {
            context.report(Problem::new(ShortWithoutWait).at(context.span));
            return None;
        }
        let rows = context.rows_by_time()?;
        let (abandoned, wait, short) = (abandoned?, wait?, short?);
        let wait = wait.map(|wait| float(wait.expr));
        let rows = match &wait {
            Some(wait) => without_short(rows, &abandoned, wait, short),
            None => rows,
        };
        let offered = count_where("offered", Title::CallsOffered, &rows, None);
        let abandoned = count_where("abandoned", Title::CallsAbandoned, &rows, Some(abandoned));
        let plan = Plan::proportion("abandoned", "offered", vec![abandoned, offered], Unit::Percent);
        let policies = vec![short_calls(self.short.as_ref(), short)];
        Some(Plan { direction: Some(Direction::Minimise), policies, ..plan })
    }
}

impl KindDescription for Abandonment {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("abandoned", &self.abandoned);
        keys.optional("wait", self.wait.as_ref());
        keys.or("short", self.short.as_ref(), "0 seconds");
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        Some(ServiceMeaning::Abandoned { short: input.policy(Subject::ShortCalls)? }.into())
    }
}

/// A duration in seconds; 0 when absent.
pub(super) fn seconds_if_said(context: &Context<'_>, text: Option<&Text>) -> Option<f64> {
    text.map_or(Some(0.0), |text| context.seconds(text))
}

/// Calls, without those abandoned sooner than `short`.
pub(super) fn without_short(mut rows: Rows, abandoned: &Expr, wait: &Expr, short: f64) -> Rows {
    if short > 0.0 {
        let is_short = abandoned.clone().and(wait.clone().lt(lit(short)));
        rows.filter = both(rows.filter, Some(is_short.is_not_true()));
    }
    rows
}

/// How the definitions page states what becomes of short calls.
pub(super) fn short_calls(written: Option<&Text>, short: f64) -> Policy {
    match written.and_then(|text| text.value.parse().ok()).filter(|_| short > 0.0) {
        Some(within) => Policy::ShortCallsLeftOut { within },
        None => Policy::ShortCallsCounted,
    }
}

causes! {
    /// A bound on the wait without the wait.
    ShortWithoutWait => KindNeedsKeys,
        "`abandonment` with `short` needs `wait`",
        "name the column of seconds waited: `wait: …`";
}
