//! `manual`: figures that people enter.

use datafusion::prelude::lit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys, word};
use super::keys::if_written;
use super::{Context, Text, both, number_expr, when};
use crate::form::{Form, Pairs};
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::row::{column, float};
use crate::measure::meaning::EnteredMeaning;
use crate::measure::{
    Among, Basis, ColumnType, Component, Formula, HistoryAggregate, IntervalMethod, Meaning, OverTime, Plan,
    Policy, Pooling, Reduction, Rows, Subject, Title, Typed, Unit,
};
use crate::problem::{Exclusive, Problem, causes};

/// A figure entered by hand, period by period, in the definition, in notes, or in a file of its own.
///
/// `manual = the value entered for the period; over several, their sum, mean or last`
///
/// - Shape: one value per period entered; pools as `over_time` says, and not at all without it.
/// - Unit: number, or the unit declared.
/// - Absent: nothing entered → no data; one of several periods missing → their sum or mean is undefined.
/// - Source: whoever entered it; no chance interval.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manual {
    /// Period → value. Notes of a period may add to them.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ 2026-01: 74 }"))]
    pub values: Pairs<Text>,
    /// Where entered rows come from, in place of `values`; the measure's source when absent.
    #[serde(default)]
    pub source: Option<Text>,
    /// Column or expression of the entered value.
    #[serde(default)]
    pub value: Option<Text>,
    /// Rows that qualify, besides the measure's own condition.
    #[serde(default, rename = "where")]
    pub condition: Option<Text>,
    /// How periods make a longer one; not at all when absent.
    #[serde(default)]
    pub over_time: Option<OverTime>,
    /// How several rows of a period make one value; a period has one row when absent.
    #[serde(default)]
    pub over_entities: Option<Form<OverEntities, Weighted>>,
}

/// How several rows of a period make one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OverEntities {
    /// They add.
    Sum,
    /// Their plain mean.
    Average,
}

/// A mean by weight.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "over_entities"))]
pub struct Weighted {
    /// Column of the weight.
    pub weighted_by: Text,
}

impl Manual {
    /// Whether its values stand in the definition and in notes, and in no file.
    pub fn is_by_value(&self) -> bool {
        self.source.is_none() && self.value.is_none()
    }

    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        self.warn(context);
        if self.is_by_value() {
            if let Some(text) = &self.condition {
                context.report(Problem::new(ConditionWithoutRows).at(text.span));
            }
            let among = match &self.over_entities {
                None => Among::Single,
                Some(Form::Short(OverEntities::Sum)) => Among::Sum,
                Some(Form::Short(OverEntities::Average)) => Among::Average,
                Some(Form::Full(weighted)) => {
                    context.report(Problem::new(WeightWithoutRows).at(weighted.weighted_by.span));
                    return None;
                }
            };
            let (rows, value) = entered(context);
            return Some(plan(context, rows, &value, &number_expr(lit(1.0)), self.over_time, among));
        }
        if let Some((period, _)) = self.values.first() {
            context.report(
                Problem::new(Exclusive::new("values", "source")).at(period.span).help("keep one of them"),
            );
            return None;
        }
        let Some(value) = &self.value else {
            context.report(Problem::new(SourceWithoutValue).at(context.span));
            return None;
        };
        let typed = context.number(value);
        let condition = if_written(self.condition.as_ref(), |text| context.condition(text));
        let (among, weight) = match &self.over_entities {
            None => (Among::Single, None),
            Some(Form::Short(OverEntities::Sum)) => (Among::Sum, None),
            Some(Form::Short(OverEntities::Average)) => (Among::Average, None),
            Some(Form::Full(weighted)) => (Among::Weighted, Some(context.number(&weighted.weighted_by)?)),
        };
        let mut rows = context.rows_by_time()?;
        let typed = typed?;
        rows.filter = both(rows.filter, condition?);
        let weight = weight.unwrap_or_else(|| number_expr(lit(1.0)));
        Some(plan(context, rows, &typed, &weight, self.over_time, among))
    }

    fn warn(&self, context: &Context<'_>) {
        let time = self.over_time.is_none().then_some("`over_time: sum`, `last` or `average`");
        let entities = (!self.is_by_value() && self.over_entities.is_none())
            .then_some("`over_entities: sum`, `average` or `{ weighted_by: … }`");
        let missing: Vec<&str> = time.into_iter().chain(entities).collect();
        if !missing.is_empty() {
            let cause =
                WithoutPooling { measure: context.measure.to_string(), missing: missing.join(", and ") };
            context.report(Problem::new(cause).at(context.span));
        }
    }
}

impl KindDescription for Manual {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.optional("source", self.source.as_ref());
        keys.optional("value", self.value.as_ref());
        keys.optional("where", self.condition.as_ref());
        keys.put("over_time", self.over_time.as_ref().map_or("none".to_owned(), word));
        match &self.over_entities {
            Some(Form::Short(how)) => keys.put("over_entities", word(how)),
            Some(Form::Full(how)) => keys.text("over_entities.weighted_by", &how.weighted_by),
            None => {}
        }
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let rows = input.policy(Subject::RowsOfPeriod);
        let meaning = match (&self.value, rows) {
            (None, None) => EnteredMeaning::Entered,
            (None, Some(rows)) => EnteredMeaning::EnteredOf { rows },
            (Some(value), rows) => {
                let (value, source) = (value.value.clone(), input.source()?);
                match rows {
                    None => EnteredMeaning::EnteredIn { value, source },
                    Some(rows) => EnteredMeaning::EnteredInOf { value, source, rows },
                }
            }
        };
        Some(meaning.into())
    }

    fn has_own_window(&self) -> bool {
        true
    }

    fn source(&self) -> Option<&Text> {
        self.source.as_ref()
    }

    fn pools_by_own_rule(&self) -> bool {
        true
    }
}

/// The rows of values entered in definition and notes: a source of their own, a row a period.
pub(super) fn entered(context: &Context<'_>) -> (Rows, Typed) {
    let rows = Rows {
        source: entered_source(context.measure),
        part: None,
        day: column(ENTERED_DAY),
        placed_by: "period".to_owned(),
        instant: None,
        filter: None,
    };
    (rows, Typed::computed(column(ENTERED_VALUE), ColumnType::Number))
}

/// Column with the first day of the period of an entered value.
pub const ENTERED_DAY: &str = "day";
/// Column with the entered value.
pub const ENTERED_VALUE: &str = "value";

/// Id of the source of a measure's entered values; no id of a definition looks like it.
pub fn entered_source(measure: &str) -> String {
    format!("{measure} entered")
}

/// The plan of an entered figure.
pub(super) fn plan(
    context: &Context<'_>,
    mut rows: Rows,
    value: &Typed,
    weight: &Typed,
    over_time: Option<OverTime>,
    among: Among,
) -> Plan {
    let grain = context.sources.get(&rows.source).and_then(|s| s.snapshot).unwrap_or(context.grain);
    rows.filter = both(rows.filter, Some(value.expr.clone().is_not_null()));
    let amount = match among {
        Among::Weighted => exact(&number_expr(float(value.expr.clone()) * float(weight.expr.clone()))),
        _ => exact(value),
    };
    let one = exact(&number_expr(lit(1.0)));
    let component = Component {
        name: "entered".to_owned(),
        title: Title::Entered,
        rows,
        basis: Basis::Histories {
            keys: vec![lit("entered")],
            kept: vec![
                Reduction::Sum(amount),
                Reduction::Sum(one),
                Reduction::Sum(when(value.expr.clone().is_not_null(), exact(weight))),
            ],
            aggregate: HistoryAggregate::Entered { grain, over_time, among },
        },
    };
    let (pooling, longer) = match over_time {
        Some(OverTime::Sum) => (Pooling::Flow, Policy::LongerSum),
        Some(OverTime::Average) => (Pooling::Recompute, Policy::LongerMean),
        Some(OverTime::Last) => (Pooling::Last, Policy::LongerLast),
        None => (Pooling::None, Policy::LongerNone),
    };
    let mut policies = vec![longer];
    policies.extend(match among {
        Among::Single => None,
        Among::Sum => Some(Policy::RowsSummed),
        Among::Average => Some(Policy::RowsAveraged),
        Among::Weighted => Some(Policy::RowsWeighted),
    });
    Plan {
        pooling,
        policies,
        ..Plan::new(Formula::name("entered"), vec![component], context.unit_of(value), IntervalMethod::None)
    }
}

/// A plan of values entered in definition and notes, in a unit of its own.
pub(super) fn of_values(context: &Context<'_>, over_time: OverTime, unit: Unit) -> Plan {
    let (rows, value) = entered(context);
    let one = number_expr(lit(1.0));
    Plan { unit, ..plan(context, rows, &value, &one, Some(over_time), Among::Single) }
}

causes! {
    /// A condition on values that people enter.
    ConditionWithoutRows => TwoForms,
        "`where` needs rows, and there is no `value`",
        "take it out, or name `source` and `value`";

    /// A weight of values that people enter.
    WeightWithoutRows => TwoForms,
        "`weighted_by` needs rows, and there is no `value`",
        "write `over_entities: average`, or name `source` and `value`";

    /// A source whose column of values is not named.
    SourceWithoutValue => KindNeedsKeys,
        "`manual` needs `value` with `source`",
        "name the column: `value: …`";

    /// A measure that says nothing of longer periods or of entities.
    WithoutPooling { measure: String, missing: String } => ManualWithoutPooling,
        "`{measure}` appears only where entered",
        "add {missing}";
}
