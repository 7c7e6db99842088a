//! `ratio`: one aggregate over another.

use datafusion::logical_expr::cast;
use datafusion::logical_expr::expr::{Cast, TryCast};
use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::{Context, Side, Text, clusters};
use crate::form::Form;
use crate::measure::expression::aggregate::{AggregateType, EXACT};
use crate::measure::expression::exactly;
use crate::measure::meaning::{Aggregate, ShareMeaning};
use crate::measure::{Basis, Component, Formula, IntervalMethod, Meaning, Part, Plan, Pooling, Title, Unit};
use crate::problem::{Problem, Spanned, causes};

/// One aggregate over another; each side may have its own source, condition and time.
///
/// `ratio = per · numerator ÷ denominator`
///
/// - Shape: one value per period and segment; a ratio of sums, so it pools by adding its components.
/// - Unit: as the measure says, number when it says nothing.
/// - Absent: no rows → no data; a denominator of zero → undefined.
/// - Source: standard error of a ratio over customers where both sides share rows and customers are known
///   (Cochran 1977, linearised), else no interval; a row without customer belongs to its order where orders are
///   counted, else it stands alone.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// What is divided.
    pub numerator: Side,
    /// What it is divided by.
    pub denominator: Side,
    /// Use only rows that have both sides.
    #[serde(default)]
    pub paired: Option<Spanned<bool>>,
    /// Factor, as 1000 for a rate per thousand.
    #[serde(default)]
    pub per: Option<Spanned<f64>>,
}

impl Ratio {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let numerator = context.any_side(&self.numerator, "numerator");
        let denominator = context.any_side(&self.denominator, "denominator");
        let (top, mut components, above) = numerator?;
        let (bottom, others, below) = denominator?;
        let (unit, length) = match (above, below) {
            (AggregateType::Number, AggregateType::Number)
            | (AggregateType::Duration { .. }, AggregateType::Duration { .. }) => (Unit::Number, 1.0),
            (AggregateType::Duration { written }, AggregateType::Number) => {
                let unit = context.time_unit(written);
                (unit, unit.seconds().unwrap_or(1.0))
            }
            (AggregateType::Number, AggregateType::Duration { .. }) => {
                context.report(Problem::new(NumberByDuration).at(context.span));
                return None;
            }
        };
        let per = factor(context, self.per.as_ref(), 1.0)?;
        let mut others = others;
        if self.paired.as_ref().is_some_and(|p| p.value) {
            pair(&mut components, &mut others);
        }
        let moments = moments(context, &[(&top, &components)], (&bottom, &others));
        let sample = sample(&others);
        components.extend(others);
        let (pooling, grows) = (pooling(&components), counts_customers(context, &components));
        let mut interval = IntervalMethod::None;
        if let Some(moments) = moments {
            components.extend(moments);
            interval = IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: per / length };
        }
        if let Some(sample) = &sample
            && !components.iter().any(|c| c.name == sample.name)
        {
            components.push(sample.clone());
        }
        // Durations are added up in seconds.
        let ratio = top.over(bottom).in_units_of(length);
        let formula = if per == 1.0 { ratio } else { Formula::Number(per).times(ratio) };
        Some(Plan {
            length,
            sample: sample.map(|s| Formula::name(&s.name)),
            pooling,
            grows,
            min_n: 1,
            ..Plan::new(formula, components, unit, interval)
        })
    }
}

impl KindDescription for Ratio {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.side("numerator", &self.numerator);
        keys.side("denominator", &self.denominator);
        keys.word("paired", self.paired.as_ref().map(|p| p.value));
        keys.word("per", self.per.as_ref().map(|p| p.value));
    }

    fn meaning(&self, _: &MeaningContext<'_>) -> Option<Meaning> {
        let (numerator, denominator) = (aggregate(&self.numerator), aggregate(&self.denominator));
        let rate = match self.paired.as_ref().is_some_and(|paired| paired.value) {
            false => ShareMeaning::Ratio { numerator, denominator },
            true => ShareMeaning::RatioPaired { numerator, denominator },
        };
        Some(Meaning::per(self.per.as_ref().map_or(1.0, |per| per.value), rate))
    }
}

/// A side as it is written.
pub(super) fn aggregate(side: &Side) -> Aggregate {
    let said = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    match side {
        Form::Short(text) => Aggregate { text: text.value.clone(), source: None, condition: None },
        Form::Full(full) => Aggregate {
            text: full.value.value.clone(),
            source: said(&full.source),
            condition: said(&full.condition),
        },
    }
}

/// A factor above 0.
pub(super) fn factor(context: &Context<'_>, written: Option<&Spanned<f64>>, absent: f64) -> Option<f64> {
    let Some(written) = written else { return Some(absent) };
    if written.value <= 0.0 {
        context.report(Problem::new(FactorNotPositive).at(written.span));
        return None;
    }
    Some(written.value)
}

/// Sums and counts add; a ratio with anything else is recomputed.
pub(super) fn pooling(components: &[Component]) -> Pooling {
    match components.iter().all(|c| matches!(c.basis, Basis::Count | Basis::Sum(_))) {
        true => Pooling::Pool,
        false => Pooling::Recompute,
    }
}

/// Whether one of them counts customers, who are the same ones in several periods.
pub(super) fn counts_customers(context: &Context<'_>, components: &[Component]) -> bool {
    let customer = context.customer_if_known();
    let is_customers = |basis: &Basis| match basis {
        Basis::Distinct(values) => values.iter().any(|value| Some(value) == customer.as_ref()),
        _ => false,
    };
    components.iter().any(|component| is_customers(&component.basis))
}

/// The number of cases behind a denominator: itself when it counts, else its rows.
pub(super) fn sample(denominator: &[Component]) -> Option<Component> {
    let denominator = denominator.first()?;
    Some(match denominator.basis {
        Basis::Count | Basis::Distinct(_) => denominator.clone(),
        _ => Component {
            name: "cases".to_owned(),
            title: Title::DenominatorRows,
            rows: denominator.rows.clone(),
            basis: Basis::Count,
        },
    })
}

/// A side with the components it is made of.
type Sided<'c> = (&'c Formula, &'c [Component]);

/// The moments, over customers, of the sum of some numerators and a denominator, where all are plain aggregates over
/// the rows of one source and customers are known.
pub(super) fn moments(
    context: &Context<'_>,
    numerators: &[Sided<'_>],
    denominator: Sided<'_>,
) -> Option<Vec<Component>> {
    let (x, x_rows) = part(denominator.0, denominator.1)?;
    let parts: Vec<_> = numerators.iter().map(|(f, c)| part(f, c)).collect::<Option<_>>()?;
    let is_shared = |rows: &super::Rows| rows.source == x_rows.source && rows.day == x_rows.day;
    if !parts.iter().all(|(_, rows)| is_shared(rows)) {
        return None;
    }
    // What all sides ask of rows is asked once; else each keeps its own condition inside the common rows.
    let common = x_rows
        .filter
        .clone()
        .filter(|common| parts.iter().all(|(_, rows)| rows.filter.as_ref() == Some(common)));
    let own = |rows: &super::Rows| rows.filter.clone().filter(|_| common.is_none());
    let sides = parts.iter().map(|(y, rows)| (y, own(rows))).chain([(&x, own(x_rows))]);
    let filter = super::both(common.clone(), taken(sides));
    let rows = super::Rows { filter, ..x_rows.clone() };
    let y = match parts.as_slice() {
        [(y, y_rows)] => within(y.clone(), own(y_rows)),
        parts => Part::Sum(together(parts.iter().map(|(y, y_rows)| within(y.clone(), own(y_rows))))?),
    };
    let x = within(x, own(x_rows));
    clusters::over_customers(context, &rows, &y, &x)
}

/// The rows of which some side takes a value: whoever has none of them is not in the ratio. Nothing where all rows are.
fn taken<'p>(sides: impl Iterator<Item = (&'p Part, Option<Expr>)>) -> Option<Expr> {
    let mut conditions: Vec<Expr> = Vec::new();
    for (part, own) in sides {
        let condition = super::both(own, has_value(part))?;
        if !conditions.contains(&condition) {
            conditions.push(condition);
        }
    }
    conditions.into_iter().reduce(Expr::or)
}

/// Whether a row has a value to be added or told apart; nothing where every row has.
fn has_value(part: &Part) -> Option<Expr> {
    let (Part::Sum(mut value) | Part::Distinct(mut value)) = part.clone();
    loop {
        if let Some((number, _)) = exactly(&value) {
            value = number.clone();
            continue;
        }
        value = match value {
            Expr::Cast(Cast { expr, .. }) | Expr::TryCast(TryCast { expr, .. }) => *expr,
            Expr::Negative(expr) => *expr,
            Expr::Literal(..) => return None,
            value => return Some(value.is_not_null()),
        }
    }
}

/// The sum of several sums, row by row; where one has no value the others still count.
fn together(parts: impl Iterator<Item = Part>) -> Option<Expr> {
    let value = |part: Part| match part {
        Part::Sum(value) => Some(super::or_zero(cast(value, EXACT))),
        Part::Distinct(_) => None,
    };
    parts.map(value).collect::<Option<Vec<_>>>()?.into_iter().reduce(|a, b| a + b)
}

/// A side that is one plain aggregate, possibly negated.
fn part<'c>(formula: &Formula, components: &'c [Component]) -> Option<(Part, &'c super::Rows)> {
    let (name, negate) = match formula {
        Formula::Name(name) => (name, false),
        Formula::Negate(inner) => match inner.as_ref() {
            Formula::Name(name) => (name, true),
            _ => return None,
        },
        _ => return None,
    };
    let component = components.iter().find(|c| c.name == *name)?;
    let part = match &component.basis {
        Basis::Sum(value) if negate => {
            Part::Sum(datafusion::prelude::Expr::Negative(Box::new(value.clone())))
        }
        Basis::Sum(value) => Part::Sum(value.clone()),
        Basis::Count => Part::Sum(datafusion::prelude::lit(if negate { -1_i64 } else { 1_i64 })),
        Basis::Distinct(values) if !negate && values.len() == 1 => Part::Distinct(values[0].clone()),
        _ => return None,
    };
    Some((part, &component.rows))
}

/// A part over rows that meet a side's own condition.
fn within(part: Part, own: Option<Expr>) -> Part {
    match (part, own) {
        (part, None) => part,
        (Part::Sum(value), Some(filter)) => Part::Sum(super::when(filter, value)),
        (Part::Distinct(value), Some(filter)) => Part::Distinct(super::when(filter, value)),
    }
}

/// Restricts both sides to rows that have the values of both.
fn pair(components: &mut [Component], others: &mut [Component]) {
    let value = |c: &Component| match &c.basis {
        Basis::Sum(value) | Basis::Percentile { value, .. } => vec![value.clone()],
        Basis::Distinct(values) => values.clone(),
        _ => Vec::new(),
    };
    let sides = components.iter().chain(others.iter());
    let values: Vec<(String, Expr)> =
        sides.flat_map(|c| value(c).into_iter().map(|v| (c.rows.source.clone(), v))).collect();
    for component in components.iter_mut().chain(others) {
        let here = values.iter().filter(|(source, _)| *source == component.rows.source);
        let present = here.map(|(_, value)| value.clone().is_not_null()).reduce(Expr::and);
        component.rows.filter = super::both(component.rows.filter.take(), present);
    }
}

causes! {
    /// A number divided by a duration.
    NumberByDuration => TypeMismatch,
        "cannot divide a number and a duration",
        "write `denominator: … / interval '1 hour'` for a number per hour";

    /// A factor of 0 or less.
    FactorNotPositive => WrongType,
        "`per` takes a number above 0",
        "write `per: 1000`";
}
