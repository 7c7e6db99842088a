//! Evaluates simple expressions (comparisons of numbers and days, day differences, `CASE WHEN`) without DataFusion.
//! Shared subexpressions are evaluated once, nothing is copied needlessly; all else stays in the query.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Float64Array, Int64Array,
};
use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use datafusion::arrow::compute::{and_kleene, or_kleene};
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Float64Type, Int64Type, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DFSchema;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::expr::Cast;
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::logical_expr::{BinaryExpr, ExprSchemable, Operator};
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::prelude::Expr;
use datafusion::scalar::ScalarValue;

use super::compare::{compare_slices, compare_slices_by, compare_with_scalar, order};
use crate::measure::expression::row::column;

/// Expressions, some of them worked out here of columns that a query gives with all others.
#[derive(Debug, Default)]
pub(super) struct Kernels {
    /// What the query is asked for.
    asked: Vec<Expr>,
    /// Each after those it needs.
    kernels: Vec<Kernel>,
    /// Which expression is worked out by which.
    known: Vec<(Expr, usize)>,
    /// Which of them gives each column.
    columns: Vec<usize>,
}

/// One step; numbers name earlier ones.
#[derive(Debug, Clone, Copy)]
enum Kernel {
    /// A column that the query gives.
    Asked(usize),
    True,
    Present(usize),
    And(usize, usize),
    Or(usize, usize),
    /// Whether a condition is this, or in the second place whether it is anything else; never missing.
    Is(bool, bool, usize),
    Compare(Operator, usize, Operand),
    /// A value where a condition holds.
    When(usize, usize),
    /// Days as whole numbers, and so many added.
    Days(usize, i64),
    /// The days again.
    Back(usize),
    /// The number of days from the second to the first.
    Difference(usize, usize),
    Float(usize),
}

/// What something is compared with.
#[derive(Debug, Clone, Copy)]
enum Operand {
    Other(usize),
    Whole(i64),
    Float(f64),
}

/// A column that was worked out.
#[derive(Debug, Clone)]
struct EvaluatedColumn {
    values: Values,
    nulls: Option<NullBuffer>,
}

#[derive(Debug, Clone)]
enum Values {
    Flags(BooleanBuffer),
    Days(ScalarBuffer<i32>),
    /// Days as whole numbers, and so many added: worked out where they are needed.
    Shifted(ScalarBuffer<i32>, i64),
    Whole(ScalarBuffer<i64>),
    Float(ScalarBuffer<f64>),
    Other(ArrayRef),
}

/// Days stay days when so many are added: a year of the language has four digits.
const MOST_DAYS: i64 = 1_000_000;

impl Kernels {
    /// Takes expressions over rows of a schema apart.
    pub(super) fn new(columns: &[Expr], schema: &DFSchema) -> Result<Kernels, DataFusionError> {
        let context = SimplifyContext::builder().with_schema(Arc::new(schema.clone())).build();
        let simplifier = ExprSimplifier::new(context);
        let mut kernels = Kernels::default();
        for expr in columns {
            let typed = simplifier.simplify(simplifier.coerce(expr.clone(), schema)?)?;
            let (before, known) = (kernels.kernels.len(), kernels.known.len());
            let asked = kernels.asked.len();
            let place = match kernels.place(&typed, schema).filter(|place| kernels.is_column(*place)) {
                Some(place) => place,
                None => {
                    kernels.kernels.truncate(before);
                    kernels.known.truncate(known);
                    kernels.asked.truncate(asked);
                    kernels.ask(expr.clone())
                }
            };
            kernels.columns.push(place);
        }
        Ok(kernels)
    }

    /// What the query is asked for, by name.
    pub(super) fn projections(&self) -> Vec<Expr> {
        self.asked.iter().enumerate().map(|(at, expr)| expr.clone().alias(format!("e{at}"))).collect()
    }

    /// Evaluates all expressions for a batch of the projected columns.
    pub(super) fn evaluate_all(&self, batch: &RecordBatch) -> Result<RecordBatch, DataFusionError> {
        let mut worked: Vec<EvaluatedColumn> = Vec::with_capacity(self.kernels.len());
        for kernel in &self.kernels {
            worked.push(kernel.evaluate_kernel(batch, &worked)?);
        }
        let columns: Vec<ArrayRef> = self.columns.iter().map(|place| worked[*place].array()).collect();
        let field = |column: &ArrayRef| Field::new("", column.data_type().clone(), true);
        let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
        Ok(RecordBatch::try_new(Arc::new(schema), columns)?)
    }

    /// Whether it gives what the expression does: days as whole numbers are wider here.
    fn is_column(&self, place: usize) -> bool {
        !matches!(self.kernels[place], Kernel::Days(..))
    }

    fn ask(&mut self, expr: Expr) -> usize {
        let at = self.asked.iter().position(|other| *other == expr).unwrap_or_else(|| {
            self.asked.push(expr);
            self.asked.len() - 1
        });
        self.kernels.push(Kernel::Asked(at));
        self.kernels.len() - 1
    }

    /// The kernel of an expression; `None` where it is not simple.
    fn place(&mut self, expr: &Expr, schema: &DFSchema) -> Option<usize> {
        if let Some((_, place)) = self.known.iter().find(|(other, _)| other == expr) {
            return Some(*place);
        }
        let kind = expr.get_type(schema).ok()?;
        let kernel = match expr {
            Expr::Alias(alias) => return self.place(&alias.expr, schema),
            Expr::Column(name) => {
                let place = self.ask(column(&name.name));
                self.known.push((expr.clone(), place));
                return Some(place);
            }
            Expr::Literal(ScalarValue::Boolean(Some(true)), _) => Kernel::True,
            Expr::IsNotNull(of) => Kernel::Present(self.place(of, schema)?),
            Expr::IsTrue(of) => Kernel::Is(true, true, self.flags(of, schema)?),
            Expr::IsNotTrue(of) => Kernel::Is(true, false, self.flags(of, schema)?),
            Expr::IsFalse(of) => Kernel::Is(false, true, self.flags(of, schema)?),
            Expr::IsNotFalse(of) => Kernel::Is(false, false, self.flags(of, schema)?),
            Expr::Case(case) if case.expr.is_none() && case.else_expr.is_none() => {
                let [(condition, value)] = case.when_then_expr.as_slice() else { return None };
                if !matches!(kind, DataType::Date32 | DataType::Int64 | DataType::Float64) {
                    return None;
                }
                Kernel::When(self.flags(condition, schema)?, self.place(value, schema)?)
            }
            Expr::Cast(Cast { expr: of, .. }) if of.get_type(schema).ok()? == kind => {
                return self.place(of, schema);
            }
            Expr::Cast(Cast { expr: of, field }) => self.cast(of, field.data_type(), schema)?,
            Expr::BinaryExpr(BinaryExpr { left, op, right }) => match op {
                Operator::And => Kernel::And(self.flags(left, schema)?, self.flags(right, schema)?),
                Operator::Or => Kernel::Or(self.flags(left, schema)?, self.flags(right, schema)?),
                Operator::Minus => Kernel::Difference(self.days(left, schema)?, self.days(right, schema)?),
                Operator::Plus => {
                    let Expr::Literal(more, _) = right.as_ref() else { return None };
                    let more = whole(more).filter(|more| more.abs() <= MOST_DAYS)?;
                    Kernel::Days(self.plain_days(left, schema)?, more)
                }
                Operator::Lt
                | Operator::LtEq
                | Operator::Gt
                | Operator::GtEq
                | Operator::Eq
                | Operator::NotEq => self.compare((left, *op, right), schema)?,
                _ => return None,
            },
            _ => return None,
        };
        self.kernels.push(kernel);
        let place = self.kernels.len() - 1;
        self.known.push((expr.clone(), place));
        Some(place)
    }

    /// The kernel of a condition.
    fn flags(&mut self, expr: &Expr, schema: &DFSchema) -> Option<usize> {
        (expr.get_type(schema).ok()? == DataType::Boolean).then(|| self.place(expr, schema))?
    }

    /// Days as whole numbers, however wide these are.
    fn days(&mut self, expr: &Expr, schema: &DFSchema) -> Option<usize> {
        let place = self.place(expr, schema)?;
        matches!(self.kernels[place], Kernel::Days(..)).then_some(place)
    }

    /// The same where nothing was added to them.
    fn plain_days(&mut self, expr: &Expr, schema: &DFSchema) -> Option<usize> {
        let place = self.place(expr, schema)?;
        match self.kernels[place] {
            Kernel::Days(days, 0) => Some(days),
            _ => None,
        }
    }

    fn cast(&mut self, of: &Expr, kind: &DataType, schema: &DFSchema) -> Option<Kernel> {
        let from = of.get_type(schema).ok()?;
        let place = self.place(of, schema)?;
        match (&from, kind, self.kernels[place]) {
            (DataType::Date32, DataType::Int32, _) => Some(Kernel::Days(place, 0)),
            // As wide as they come, they are held wide here.
            (DataType::Int32, DataType::Int64, Kernel::Days(days, more)) => Some(Kernel::Days(days, more)),
            (DataType::Int32, DataType::Date32, Kernel::Days(..)) => Some(Kernel::Back(place)),
            (DataType::Int64, DataType::Float64, Kernel::Days(..)) => None,
            (DataType::Int64, DataType::Float64, _) => Some(Kernel::Float(place)),
            _ => None,
        }
    }

    fn compare(&mut self, (left, op, right): (&Expr, Operator, &Expr), schema: &DFSchema) -> Option<Kernel> {
        let kind = left.get_type(schema).ok()?;
        let is_comparable = match kind {
            DataType::Date32 | DataType::Int64 | DataType::Float64 => true,
            // Other narrow numbers than days are not held.
            DataType::Int32 => self.days(left, schema).is_some(),
            _ => false,
        };
        if !is_comparable || right.get_type(schema).ok()? != kind {
            return None;
        }
        let own = self.place(left, schema)?;
        let with = match right {
            Expr::Literal(ScalarValue::Float64(Some(number)), _) => Operand::Float(*number),
            Expr::Literal(number, _) => Operand::Whole(whole(number)?),
            other if kind == DataType::Int32 => Operand::Other(self.days(other, schema)?),
            other => Operand::Other(self.place(other, schema)?),
        };
        Some(Kernel::Compare(op, own, with))
    }
}

/// A whole number or a day, if it is one.
fn whole(value: &ScalarValue) -> Option<i64> {
    match value {
        ScalarValue::Int32(Some(number)) | ScalarValue::Date32(Some(number)) => Some(i64::from(*number)),
        ScalarValue::Int64(Some(number)) => Some(*number),
        _ => None,
    }
}

impl Kernel {
    fn evaluate_kernel(
        self,
        batch: &RecordBatch,
        worked: &[EvaluatedColumn],
    ) -> Result<EvaluatedColumn, DataFusionError> {
        Ok(match self {
            Kernel::Asked(at) => EvaluatedColumn::new(batch.column(at)),
            Kernel::True => EvaluatedColumn::flags(BooleanBuffer::new_set(batch.num_rows())),
            Kernel::Present(of) => {
                let nulls = worked[of].nulls.as_ref();
                EvaluatedColumn::flags(match nulls {
                    Some(nulls) => nulls.inner().clone(),
                    None => BooleanBuffer::new_set(batch.num_rows()),
                })
            }
            Kernel::And(a, b) => {
                EvaluatedColumn::of_flags(&and_kleene(&worked[a].condition(), &worked[b].condition())?)
            }
            Kernel::Or(a, b) => {
                EvaluatedColumn::of_flags(&or_kleene(&worked[a].condition(), &worked[b].condition())?)
            }
            Kernel::Is(wanted, is_it, of) => {
                let condition = worked[of].condition();
                let same = if wanted { condition.values().clone() } else { !condition.values() };
                let same = match condition.nulls() {
                    Some(nulls) => &same & nulls.inner(),
                    None => same,
                };
                EvaluatedColumn::flags(if is_it { same } else { !&same })
            }
            Kernel::Compare(op, own, with) => {
                let (own, other) = (&worked[own], with.other(worked));
                let nulls = other.and_then(|other| other.nulls.as_ref());
                EvaluatedColumn {
                    values: Values::Flags(compared(op, own, (with, other))?),
                    nulls: NullBuffer::union(own.nulls.as_ref(), nulls),
                }
            }
            Kernel::When(condition, value) => {
                let (condition, value) = (worked[condition].condition(), &worked[value]);
                let holds = match condition.nulls() {
                    Some(nulls) => condition.values() & nulls.inner(),
                    None => condition.values().clone(),
                };
                let nulls = NullBuffer::union(value.nulls.as_ref(), Some(&NullBuffer::new(holds)));
                EvaluatedColumn { values: value.values.clone(), nulls }
            }
            Kernel::Days(of, more) => {
                let Values::Days(days) = &worked[of].values else { return Err(internal_error()) };
                EvaluatedColumn {
                    values: Values::Shifted(days.clone(), more),
                    nulls: worked[of].nulls.clone(),
                }
            }
            Kernel::Back(of) => {
                let Values::Shifted(days, more) = &worked[of].values else { return Err(internal_error()) };
                let days = match more {
                    0 => days.clone(),
                    more => days.iter().map(|day| (i64::from(*day) + more) as i32).collect(),
                };
                EvaluatedColumn { values: Values::Days(days), nulls: worked[of].nulls.clone() }
            }
            Kernel::Difference(a, b) => {
                let (Values::Shifted(first, more), Values::Shifted(second, less)) =
                    (&worked[a].values, &worked[b].values)
                else {
                    return Err(internal_error());
                };
                let more = more - less;
                let days = first.iter().zip(second);
                let days = days.map(|(a, b)| i64::from(*a) - i64::from(*b) + more).collect();
                let nulls = NullBuffer::union(worked[a].nulls.as_ref(), worked[b].nulls.as_ref());
                EvaluatedColumn { values: Values::Whole(days), nulls }
            }
            Kernel::Float(of) => {
                let numbers = worked[of].whole().ok_or_else(internal_error)?;
                let numbers = numbers.iter().map(|number| *number as f64).collect();
                EvaluatedColumn { values: Values::Float(numbers), nulls: worked[of].nulls.clone() }
            }
        })
    }
}

fn internal_error() -> DataFusionError {
    DataFusionError::Internal("a column is of another type than its expression".to_owned())
}

impl Operand {
    fn other(self, worked: &[EvaluatedColumn]) -> Option<&EvaluatedColumn> {
        match self {
            Operand::Other(place) => Some(&worked[place]),
            Operand::Whole(_) | Operand::Float(_) => None,
        }
    }
}

impl EvaluatedColumn {
    fn flags(flags: BooleanBuffer) -> EvaluatedColumn {
        EvaluatedColumn { values: Values::Flags(flags), nulls: None }
    }

    fn of_flags(flags: &BooleanArray) -> EvaluatedColumn {
        EvaluatedColumn { values: Values::Flags(flags.values().clone()), nulls: flags.nulls().cloned() }
    }

    fn new(column: &ArrayRef) -> EvaluatedColumn {
        let values = match column.data_type() {
            DataType::Boolean => Values::Flags(column.as_boolean().values().clone()),
            DataType::Date32 => Values::Days(column.as_primitive::<Date32Type>().values().clone()),
            DataType::Int64 => Values::Whole(column.as_primitive::<Int64Type>().values().clone()),
            DataType::Float64 => Values::Float(column.as_primitive::<Float64Type>().values().clone()),
            _ => Values::Other(Arc::clone(column)),
        };
        EvaluatedColumn { values, nulls: column.logical_nulls() }
    }

    /// A condition.
    fn condition(&self) -> BooleanArray {
        match &self.values {
            Values::Flags(flags) => BooleanArray::new(flags.clone(), self.nulls.clone()),
            _ => BooleanArray::new_null(0),
        }
    }

    /// Whole numbers.
    fn whole(&self) -> Option<ScalarBuffer<i64>> {
        match &self.values {
            Values::Whole(numbers) => Some(numbers.clone()),
            Values::Shifted(days, more) => Some(shifted(days, *more)),
            _ => None,
        }
    }

    fn array(&self) -> ArrayRef {
        let nulls = self.nulls.clone();
        match &self.values {
            Values::Flags(flags) => Arc::new(BooleanArray::new(flags.clone(), nulls)),
            Values::Days(days) => Arc::new(Date32Array::new(days.clone(), nulls)),
            Values::Shifted(days, more) => Arc::new(Int64Array::new(shifted(days, *more), nulls)),
            Values::Whole(numbers) => Arc::new(Int64Array::new(numbers.clone(), nulls)),
            Values::Float(numbers) => Arc::new(Float64Array::new(numbers.clone(), nulls)),
            Values::Other(column) => Arc::clone(column),
        }
    }
}

/// Whether one stands to another as is asked; what is missing stands anyhow.
fn compared(
    op: Operator,
    own: &EvaluatedColumn,
    (with, other): (Operand, Option<&EvaluatedColumn>),
) -> Result<BooleanBuffer, DataFusionError> {
    match (&own.values, other.map(|other| &other.values), with) {
        (Values::Days(own), Some(Values::Days(other)), _) => compare_slices(op, own, other),
        (Values::Shifted(own, more), Some(Values::Shifted(other, less)), _) => {
            let more = more - less;
            compare_slices_by(op, own, other, |day| i64::from(day) + more, i64::from)
        }
        (Values::Float(own), Some(Values::Float(other)), _) => {
            compare_slices_by(op, own, other, order, order)
        }
        (Values::Days(own), None, Operand::Whole(number)) => {
            compare_with_scalar(op, own, i32::try_from(number).map_err(|_| internal_error())?, |day| day)
        }
        (Values::Shifted(own, more), None, Operand::Whole(number)) => {
            compare_with_scalar(op, own, number, |day| i64::from(day) + more)
        }
        (Values::Whole(own), None, Operand::Whole(number)) => compare_with_scalar(op, own, number, |own| own),
        (Values::Float(own), None, Operand::Float(number)) => {
            compare_with_scalar(op, own, order(number), order)
        }
        (_, Some(_), _) => {
            let whole = own.whole().zip(other.and_then(EvaluatedColumn::whole));
            whole.map_or_else(|| Err(internal_error()), |(own, other)| compare_slices(op, &own, &other))
        }
        _ => Err(internal_error()),
    }
}

/// Days as whole numbers, and so many added.
fn shifted(days: &[i32], more: i64) -> ScalarBuffer<i64> {
    days.iter().map(|day| i64::from(*day) + more).collect()
}
