//! What a ratio's standard error takes for independent: customers, and what has none by itself.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions::{core::coalesce, string::concat};
use datafusion::logical_expr::cast;
use datafusion::prelude::{Expr, lit};
use datafusion::scalar::ScalarValue;

use super::{ALL_MOMENTS, Context, both, number_expr};
use crate::measure::expression::aggregate::exact;
use crate::measure::expression::exactly;
use crate::measure::expression::row::{float, when_present};
use crate::measure::{Basis, Component, Moment, Part, Rows};

/// The moments of `y` and `x` over customers. A row without one (R15) belongs to what a side tells apart, as its order, and
/// where there is none of these it stands alone. Nothing where the rows know no customers.
pub(super) fn over_customers(
    context: &Context<'_>,
    rows: &Rows,
    y: &Part,
    x: &Part,
) -> Option<Vec<Component>> {
    let customer = context.customer_in(rows)?;
    let told = |part: &Part| match part {
        Part::Distinct(value) if *value != customer => Some(value.clone()),
        Part::Distinct(_) | Part::Sum(_) => None,
    };
    let told: Vec<Expr> = [x, y].into_iter().filter_map(told).collect();
    let mut components = Context::moments(rows, &cluster(&customer, &told), y, x, &ALL_MOMENTS);
    let is_none = |value: Expr| value.is_null();
    let filter = std::iter::once(customer)
        .chain(told)
        .map(is_none)
        .fold(rows.filter.clone(), |all, one| both(all, Some(one)));
    components.extend(alone(&Rows { filter, ..rows.clone() }, y, x));
    Some(components)
}

/// What tells clusters apart: the customer, or else the first of others that is there.
pub(super) fn cluster(customer: &Expr, others: &[Expr]) -> Expr {
    if others.is_empty() {
        return customer.clone();
    }
    let text = |e: &Expr| cast(e.clone(), DataType::Utf8);
    // Null stays null.
    let of_none = |e: &Expr| when_present(&text(e), concat().call(vec![lit("without customer "), text(e)]));
    coalesce().call(std::iter::once(text(customer)).chain(others.iter().map(of_none)).collect())
}

/// The moments of rows that are clusters by themselves. What is told apart is nothing in them.
fn alone(rows: &Rows, y: &Part, x: &Part) -> Vec<Component> {
    let amount = |part: &Part| match part {
        Part::Sum(value) => Some(Amount::new(value)),
        Part::Distinct(_) => None,
    };
    let (y, x) = (amount(y), amount(x));
    if y.is_none() && x.is_none() {
        return Vec::new();
    }
    let of = |moment: Moment| match moment {
        Moment::N => Some(Basis::Count),
        Moment::Y => y.as_ref().map(Amount::sum),
        Moment::X => x.as_ref().map(Amount::sum),
        Moment::YY => y.as_ref().map(|y| y.times(y)),
        Moment::XY => Some(x.as_ref()?.times(y.as_ref()?)),
        Moment::XX => x.as_ref().map(|x| x.times(x)),
    };
    let component = |moment: Moment| {
        let (name, title) = (moment.name_alone().to_owned(), moment.words().1);
        Some(Component { name, title, rows: rows.clone(), basis: of(moment)? })
    };
    ALL_MOMENTS.into_iter().filter_map(component).collect()
}

/// What a row adds to a side.
enum Amount {
    /// As much in every row: 1, or less 1.
    Same(i64),
    Value(Expr),
}

impl Amount {
    fn new(value: &Expr) -> Amount {
        match value {
            Expr::Literal(ScalarValue::Int64(Some(number)), _) => Amount::Same(*number),
            value => Amount::Value(value.clone()),
        }
    }

    // All of them serve the interval alone, and a run goes on without what is too large to be added up.
    fn sum(&self) -> Basis {
        match self {
            Amount::Same(1) => Basis::Count,
            Amount::Same(number) => Basis::Squares(exact(&number_expr(float(lit(*number))))),
            Amount::Value(value) => Basis::Squares(value.clone()),
        }
    }

    fn times(&self, other: &Amount) -> Basis {
        match (self, other) {
            (Amount::Same(a), Amount::Same(b)) => Amount::Same(a * b).sum(),
            (Amount::Same(1), of) | (of, Amount::Same(1)) => of.sum(),
            (a, b) => Basis::Squares(exact(&number_expr(a.number() * b.number()))),
        }
    }

    fn number(&self) -> Expr {
        match self {
            Amount::Same(number) => float(lit(*number)),
            Amount::Value(value) => float(exactly(value).map_or(value, |(number, _)| number).clone()),
        }
    }
}
