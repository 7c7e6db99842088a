//! `percentile`: a given share of the values lies below.

use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Text, count_where};
use crate::measure::meaning::{RowsMeaning, Statistic};
use crate::measure::{
    Basis, Component, Formula, IntervalMethod, Meaning, Plan, Policy, Rows, Title, Typed, Unit,
};
use crate::problem::{Problem, causes};

/// Percentile of a column or expression, type 7.
///
/// `percentile = value at h = (n − 1) · p, interpolated`
///
/// - Shape: one value per period and segment; recomputed for longer windows.
/// - Unit: currency for a money column, else number.
/// - Absent: no value in the period → no data; fewer than `min_n` → insufficient data.
/// - Source: Hyndman & Fan (1996), definition 7; interval by order statistics.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Percentile {
    /// Column or expression.
    pub value: Text,
    /// Share of values below, 0 to 100: `90`, or `90%`.
    pub p: Text,
}

impl Percentile {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let p = self.share();
        match p {
            None => context.report(Problem::new(BeyondHundred).at(self.p.span)),
            Some(p) if p > 0.0 && p < 1.0 && !self.p.value.contains('%') => {
                let (written, hundredfold) = (self.p.value.clone(), (p * 1e4).round() / 100.0);
                context.report(Problem::new(ShareOfOne { written, hundredfold }).at(self.p.span));
                return None;
            }
            Some(_) => {}
        }
        let name = format!("p{}", p.unwrap_or(50.0));
        let plan = plan(context, &self.value, p.unwrap_or(50.0) / 100.0, &name);
        p.and(plan)
    }

    /// Percent of the values that lie below.
    fn share(&self) -> Option<f64> {
        let text = self.p.value.trim();
        let number = text.strip_suffix('%').map_or(text, str::trim_end);
        number.parse().ok().filter(|p| (0.0..=100.0).contains(p))
    }
}

impl KindDescription for Percentile {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.text("value", &self.value);
        keys.text("p", &self.p);
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let statistic = Statistic::Percentile { p: self.share()? };
        Some(RowsMeaning::Of { statistic, value: self.value.value.clone(), source: input.source()? }.into())
    }
}

/// The plan of any percentile; the component is called `name`.
pub(super) fn plan(context: &Context<'_>, value: &Text, p: f64, name: &str) -> Option<Plan> {
    let typed = context.quantity(value);
    let rows = context.rows_by_time()?;
    let typed = typed?;
    let unit = context.unit_of(&typed);
    Some(plan_over(&rows, &typed, p, name, Title::written(&value.value), unit))
}

/// The plan of a percentile over given rows.
pub(super) fn plan_over(rows: &Rows, typed: &Typed, p: f64, name: &str, of: Title, unit: Unit) -> Plan {
    let component = Component {
        name: name.to_owned(),
        title: Title::statistic(name, of),
        rows: rows.clone(),
        basis: Basis::Percentile { value: typed.expr.clone(), p },
    };
    let n = count_where("n", Title::Values, rows, Some(typed.expr.clone().is_not_null()));
    let interval = IntervalMethod::Order { component: name.to_owned() };
    Plan {
        sample: Some(Formula::name("n")),
        min_n: 10,
        policies: vec![Policy::PercentileType],
        ..Plan::new(Formula::name(name), vec![component, n], unit, interval)
    }
}

/// The plan of the smallest or the largest value, which are the values at the ends.
pub(super) fn extreme(context: &Context<'_>, value: &Text, p: f64, name: &str) -> Option<Plan> {
    let plan = plan(context, value, p, name)?;
    Some(Plan { interval: IntervalMethod::None, min_n: 0, policies: Vec::new(), ..plan })
}

causes! {
    /// A percentile that is none.
    BeyondHundred => PercentPRange,
        "`p` runs from 0 to 100",
        "write `p: 90`";

    /// A percentile below the first, which is rather a share of 1.
    ShareOfOne { written: String, hundredfold: f64 } => PercentPRange,
        "`p` runs from 0 to 100, of which `{written}` is less than one",
        "write `p: {hundredfold}`, or `p: {written}%` if that is meant";
}
