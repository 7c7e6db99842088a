//! Whole numbers of a query, computed with so that none runs over.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::compute::kernels::numeric::{add, mul, sub};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Field, FieldRef, Int64Type};
use datafusion::common::DFSchema;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::Transformed;
use datafusion::error::DataFusionError;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::expr::{AggregateFunction, BinaryExpr};
use datafusion::logical_expr::expr_rewriter::FunctionRewrite;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, ColumnarValue, ExprSchemable, Operator, ScalarFunctionArgs,
    ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::{Expr, SessionContext};
use datafusion::scalar::ScalarValue;

/// A session whose queries end where a whole number runs over, and say which expression it was.
pub(super) fn with_overflow_checks(mut context: SessionContext) -> Result<SessionContext, DataFusionError> {
    context.register_function_rewrite(Arc::new(Checking))?;
    Ok(context)
}

#[derive(Debug)]
struct Checking;

impl FunctionRewrite for Checking {
    fn name(&self) -> &str {
        "checked whole numbers"
    }

    fn rewrite(
        &self,
        expr: Expr,
        schema: &DFSchema,
        _: &ConfigOptions,
    ) -> Result<Transformed<Expr>, DataFusionError> {
        let is_whole = |expr: &Expr| {
            expr.get_type(schema).is_ok_and(|kind| kind.is_integer() && kind != DataType::UInt64)
        };
        match expr {
            Expr::BinaryExpr(BinaryExpr { left, op, right })
                if matches!(op, Operator::Plus | Operator::Minus | Operator::Multiply)
                    && is_whole(&left)
                    && is_whole(&right) =>
            {
                let text = format!("{left} {op} {right}");
                Ok(Transformed::yes(Operation::udf(op, text).call(vec![*left, *right])))
            }
            Expr::AggregateFunction(AggregateFunction { func, params })
                if func.name() == "sum" && !params.distinct && params.args.iter().all(is_whole) =>
            {
                let text = params.args.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let func = Arc::new(AggregateUDF::from(Sum::new(format!("sum({text})"))));
                Ok(Transformed::yes(Expr::AggregateFunction(AggregateFunction { func, params })))
            }
            other => Ok(Transformed::no(other)),
        }
    }
}

fn overflow_error(what: &str) -> DataFusionError {
    DataFusionError::External(Box::new(OverflowError { what: what.to_owned() }))
}

/// A whole number that runs over.
#[derive(Debug, thiserror::Error)]
#[error("`{what}` is beyond the whole numbers of 64 bits; cast a side to `double` or `decimal(38, 0)`")]
pub(super) struct OverflowError {
    /// The expression.
    what: String,
}

/// One operation on whole numbers.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Operation {
    signature: Signature,
    op: Operator,
    /// As written.
    text: String,
}

impl Operation {
    fn udf(op: Operator, text: String) -> ScalarUDF {
        ScalarUDF::from(Operation { signature: Signature::any(2, Volatility::Immutable), op, text })
    }
}

impl ScalarUDFImpl for Operation {
    fn name(&self) -> &str {
        &self.text
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Int64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let sides = ColumnarValue::values_to_arrays(&args.args)?;
        let whole = |side: &ArrayRef| cast(side, &DataType::Int64);
        let [left, right] = sides.as_slice() else {
            return Err(DataFusionError::Internal(format!("`{}` has two sides", self.text)));
        };
        let (left, right) = (whole(left)?, whole(right)?);
        let computed = match self.op {
            Operator::Plus => add(&left, &right),
            Operator::Minus => sub(&left, &right),
            _ => mul(&left, &right),
        };
        computed.map(ColumnarValue::Array).map_err(|_| overflow_error(&self.text))
    }
}

/// The sum of whole numbers.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Sum {
    signature: Signature,
    /// As written.
    text: String,
}

const STATE: DataType = DataType::Decimal128(38, 0);

impl Sum {
    fn new(text: String) -> Sum {
        Sum { signature: Signature::any(1, Volatility::Immutable), text }
    }
}

impl AggregateUDFImpl for Sum {
    fn name(&self) -> &str {
        "sum"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Int64)
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>, DataFusionError> {
        Ok(Box::new(Summing { text: self.text.clone(), sum: None }))
    }

    fn state_fields(&self, args: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>, DataFusionError> {
        Ok(vec![Arc::new(Field::new(format!("{}[sum]", args.name), STATE, true))])
    }
}

#[derive(Debug)]
struct Summing {
    text: String,
    /// Fewer than 2^64 numbers of 64 bits always fit.
    sum: Option<i128>,
}

impl Summing {
    fn add(&mut self, numbers: impl Iterator<Item = i128>) -> Result<(), DataFusionError> {
        for number in numbers {
            let sum = self.sum.unwrap_or(0).checked_add(number);
            self.sum = Some(sum.ok_or_else(|| overflow_error(&self.text))?);
        }
        Ok(())
    }
}

impl Accumulator for Summing {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<(), DataFusionError> {
        let [values] = values else { return Ok(()) };
        let whole = cast(values, &DataType::Int64)?;
        self.add(whole.as_primitive::<Int64Type>().iter().flatten().map(i128::from))
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<(), DataFusionError> {
        let [states] = states else { return Ok(()) };
        self.add(states.as_primitive::<Decimal128Type>().iter().flatten())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>, DataFusionError> {
        Ok(vec![ScalarValue::Decimal128(self.sum, 38, 0)])
    }

    fn evaluate(&mut self) -> Result<ScalarValue, DataFusionError> {
        let whole =
            self.sum.map(|sum| i64::try_from(sum).map_err(|_| overflow_error(&self.text))).transpose()?;
        Ok(ScalarValue::Int64(whole))
    }

    fn size(&self) -> usize {
        size_of::<Summing>() + self.text.capacity()
    }
}
