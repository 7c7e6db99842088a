//! `resolution_time`: how long a case waits.

use chrono_tz::Tz;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::cast;
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys, word};
use super::lead_time::{Clock, LeadTime, TimeUnit, statistic, statistic_of};
use super::{Context, Text, both, count_where, if_by_as_of, number_expr, when};
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::as_of;
use crate::measure::expression::instant::time_of;
use crate::measure::expression::row::{days_later, to_day};
use crate::measure::meaning::ServiceMeaning;
use crate::measure::{
    Basis, ColumnType, Component, Direction, Formula, HistoryAggregate, IntervalMethod, Meaning, Plan,
    Policy, Reduction, Subject, Title, Typed,
};
use crate::problem::Spanned;

/// Time from opening to resolution of the cases opened in the period; what is still open counts with the time it has
/// been open.
///
/// `median = first t with S(t) ≤ ½, S(t) = Π over times up to t (1 − resolved ÷ open until then)`
///
/// - Shape: one value per period and segment, by the day of opening; recomputed for longer windows.
/// - Unit: days, hours, minutes or seconds.
/// - Absent: no case was opened → no data; so many are still open that nobody can tell → not known yet; fewer than
///   `min_n` → insufficient data; of a mean fewer than 80 % resolved → provisional. Cases resolved before they were
///   opened are left out.
/// - Source: Kaplan & Meier (1958); interval: Greenwood (1926), log-log for quantiles (Brookmeyer & Crowley 1982).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolutionTime {
    /// Where it begins.
    pub from: Text,
    /// Where it ends; null while open.
    pub to: Text,
    /// `mean`, `median`, or a percentile `p50` to `p99`; median when absent.
    #[serde(default)]
    pub statistic: Option<Text>,
    /// Days, hours, minutes or seconds; hours when absent.
    #[serde(default)]
    pub unit: Option<TimeUnit>,
    /// Count business days only.
    #[serde(default)]
    pub business_days: Option<Spanned<bool>>,
    /// What is done with cases still open; `censored` when absent.
    #[serde(default)]
    pub open_cases: Option<OpenCases>,
}

/// What is done with cases still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenCases {
    /// They count with the time they have been open; cases stand by their opening.
    Censored,
    /// They do not count; cases stand by their resolution.
    LeaveOut,
}

impl ResolutionTime {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let unit = TimeUnit::resolve(self.unit, context, TimeUnit::Hours);
        if self.open_cases == Some(OpenCases::LeaveOut) {
            let of_resolved = LeadTime {
                from: self.from.clone(),
                to: self.to.clone(),
                statistic: self.statistic.clone(),
                unit: Some(unit),
                business_days: self.business_days,
            };
            return of_resolved.plan(context);
        }
        let from = context.temporal(&self.from);
        let to = context.temporal(&self.to);
        let statistic = statistic(context, self.statistic.as_ref());
        let clock = Clock::resolve(context, unit, self.business_days.as_ref());
        let mut rows = context.rows_by(&self.from)?;
        let (from, to, clock, (name, p)) = (from?, to?, clock?, statistic?);
        let resolved = if_by_as_of(to_day(&to)).is_not_null();
        let open_until = clock.between(&from, &end_of_known(&to, unit, context.calendar.time_zone));
        let mut all = rows.clone();
        all.filter = both(all.filter, Some(resolved.clone()));
        let reversed = clock.reversed(&from, &to);
        let length = Expr::Case(datafusion::logical_expr::Case::new(
            None,
            vec![(Box::new(resolved.clone()), Box::new(clock.in_order(&from, &to)))],
            Some(Box::new(open_until)),
        ));
        rows.filter = both(rows.filter, Some(length.clone().is_not_null()));
        let amount = exact(&number_expr(length.clone()));
        let component = Component {
            name: name.clone(),
            title: Title::statistic(
                &name,
                Title::FromTo { from: self.from.value.clone(), to: self.to.value.clone() },
            ),
            rows: rows.clone(),
            basis: Basis::Histories {
                keys: vec![length, when(resolved.clone(), lit("resolved"))],
                kept: vec![
                    Reduction::Last { value: amount.clone(), by: vec![amount] },
                    Reduction::Sum(exact(&number_expr(lit(1.0)))),
                ],
                aggregate: HistoryAggregate::Survival { p },
            },
        };
        let interval = IntervalMethod::Survival { component: name.clone() };
        let n = count_where("n", Title::CasesOpened, &rows, None);
        let open = count_where("open", Title::CasesOpen, &rows, Some(resolved.clone().is_not_true()));
        // A mean leaves out what lies beyond the longest time seen, so too many open cases make it small.
        let resolved =
            p.is_none().then(|| count_where("resolved", Title::CasesResolved, &rows, Some(resolved)));
        let maturity = resolved.as_ref().map(|_| ("resolved".to_owned(), "n".to_owned()));
        let components = [component, n, open].into_iter().chain(resolved).collect();
        let plan = Plan {
            sample: Some(Formula::name("n")),
            direction: Some(Direction::Minimise),
            bounds: (Some(0.0), None),
            min_n: 10,
            policies: vec![
                clock.policy(),
                if p.is_none() { Policy::OpenCasesCountInMean } else { Policy::OpenCasesCount },
                Policy::LeftOutResolvedEarly,
            ],
            maturity,
            ..Plan::new(Formula::name(&name), components, unit.unit(), interval)
        };
        Some(plan.with_reversed_count(&all, reversed))
    }
}

impl KindDescription for ResolutionTime {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("from", &self.from);
        keys.text("to", &self.to);
        keys.or("statistic", self.statistic.as_ref(), "median");
        keys.put("unit", self.unit.as_ref().map_or("hours".to_owned(), word));
        keys.word("business_days", self.business_days.as_ref().map(|b| b.value));
        keys.put("open_cases", self.open_cases.as_ref().map_or("censored".to_owned(), word));
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let statistic = statistic_of(self.statistic.as_ref())?;
        let (from, to) = (self.from.value.clone(), self.to.value.clone());
        let clock = input.policy(Subject::Time)?;
        let meaning = match input.policy(Subject::OpenCases) {
            None => ServiceMeaning::LeadTime { statistic, from, to, clock },
            Some(open) => ServiceMeaning::ResolutionTime { statistic, from, to, clock, open },
        };
        Some(meaning.into())
    }
}

/// Until when a case without an end is known to be open: through the as-of day, or to its beginning where ends are
/// known by the day only, or counted in whole days.
fn end_of_known(to: &Typed, unit: TimeUnit, zone: Tz) -> Typed {
    let date = |expr| Typed::computed(expr, ColumnType::Date);
    let days = if unit == TimeUnit::Days { 0 } else { 1 };
    match to.kind {
        Some(ColumnType::Datetime { .. }) => {
            Typed { expr: time_of(&date(days_later(as_of(), days)), zone), kind: to.kind, column: None }
        }
        _ => date(cast(as_of(), DataType::Date32)),
    }
}
