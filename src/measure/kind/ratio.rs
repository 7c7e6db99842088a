//! `ratio`: one aggregate over another.

use datafusion::prelude::Expr;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ALL_MOMENTS, Context, Side};
use crate::measure::{Basis, Component, Formula, IntervalMethod, Part, Plan, Pooling, Unit};
use crate::problem::{Code, Problem, Spanned};

/// One aggregate over another; each side may have its own source, condition and time.
///
/// `ratio = per · numerator ÷ denominator`
///
/// - Shape: one value per period and segment; a ratio of sums, so it pools by adding its components.
/// - Unit: as the measure says, number when it says nothing.
/// - Absent: no rows → no data; a denominator of zero → undefined.
/// - Source: standard error of a ratio over customers where both sides share rows and customers are known
///   (Cochran 1977, linearised), else no interval.
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
        let numerator = context.side(&self.numerator, "numerator");
        let denominator = context.side(&self.denominator, "denominator");
        let (top, mut components) = numerator?;
        let (bottom, others) = denominator?;
        let per = self.per.as_ref().map_or(1.0, |p| p.value);
        let mut others = others;
        if self.paired.as_ref().is_some_and(|p| p.value) {
            pair(&mut components, &mut others);
        }
        let pooling =
            match components.iter().chain(&others).all(|c| matches!(c.basis, Basis::Count | Basis::Sum(_))) {
                true => Pooling::Pool,
                false => Pooling::Recompute,
            };
        let sides = part(&top, &components).zip(part(&bottom, &others));
        let moments = sides.filter(|((_, y), (_, x))| y.source == x.source && y.day == x.day).and_then(
            |((y, y_rows), (x, x_rows))| {
                let order = [&x, &y].into_iter().find_map(|p| match p {
                    Part::Distinct(value) => Some(value),
                    Part::Sum(_) => None,
                });
                Some((context.cluster(y_rows, order)?, y.clone(), x.clone(), y_rows.clone(), x_rows.clone()))
            },
        );
        let sample = others.first().map(sample_of);
        components.extend(others);
        let mut interval = IntervalMethod::None;
        if let Some((cluster, y, x, y_rows, x_rows)) = moments {
            // Each side keeps its own condition inside the common rows.
            let mut rows = y_rows.clone();
            rows.filter = None;
            let y = within(y, &y_rows);
            let x = within(x, &x_rows);
            components.extend(Context::moments(&rows, &cluster, &y, &x, &ALL_MOMENTS));
            interval = IntervalMethod::Ratio { clusters: "customers".to_owned(), scale: per };
        }
        if let Some(sample) = &sample
            && !components.iter().any(|c| c.name == sample.name)
        {
            components.push(sample.clone());
        }
        let ratio = top.over(bottom);
        let formula = if per == 1.0 { ratio } else { Formula::Number(per).times(ratio) };
        if per <= 0.0 {
            let span = self.per.as_ref().map_or(context.span, |p| p.span);
            context.report(
                Problem::new(Code::WrongType, "`per` takes a number above 0")
                    .at(span)
                    .help("write `per: 1000`"),
            );
            return None;
        }
        Some(Plan {
            sample: sample.map(|s| Formula::name(&s.name)),
            pooling,
            min_n: 1,
            ..Plan::of(formula, components, Unit::Number, interval)
        })
    }
}

/// The number of cases behind a denominator: itself when it counts, else its rows.
fn sample_of(denominator: &Component) -> Component {
    match denominator.basis {
        Basis::Count | Basis::Distinct(_) => denominator.clone(),
        _ => Component {
            name: "cases".to_owned(),
            title: "rows of the denominator".to_owned(),
            rows: denominator.rows.clone(),
            basis: Basis::Count,
        },
    }
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
fn within(part: Part, rows: &super::Rows) -> Part {
    match (part, rows.filter.clone()) {
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
