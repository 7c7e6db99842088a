//! Numbers as exact amounts, and back: decimals of ten places that sums are taken of.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Decimal128Array, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::Expr;

use crate::statistics::exact::{Exact, ONE, amount, to_number};

/// Type in which sums are taken.
pub const EXACT: DataType = DataType::Decimal128(38, 10);

/// A whole or floating-point number as an amount, rounded to so many decimals. A cast would round the product of number and
/// ten-billionths first, which leaves no digit behind the point of numbers beyond a million.
pub(super) fn amount_of(number: Expr, decimals: u8) -> Expr {
    let signature = Signature::any(1, Volatility::Immutable);
    ScalarUDF::from(AmountOf { decimals: decimals.min(10), signature }).call(vec![number])
}

/// The number behind an amount and its decimals, where an expression is one.
pub(crate) fn exactly(expr: &Expr) -> Option<(&Expr, u8)> {
    let Expr::ScalarFunction(call) = expr else { return None };
    let function = call.func.inner().downcast_ref::<AmountOf>()?;
    Some((call.args.first()?, function.decimals))
}

/// An amount as the floating-point number next to it.
pub(super) fn number_of(amount: Expr) -> Expr {
    ScalarUDF::from(NumberOf { signature: Signature::any(1, Volatility::Immutable) }).call(vec![amount])
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct AmountOf {
    decimals: u8,
    signature: Signature,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct NumberOf {
    signature: Signature,
}

fn only(args: &ScalarFunctionArgs) -> Result<ArrayRef, DataFusionError> {
    let columns = ColumnarValue::values_to_arrays(&args.args)?;
    match columns.as_slice() {
        [column] => Ok(Arc::clone(column)),
        _ => Err(DataFusionError::Internal("one number is taken".to_owned())),
    }
}

impl ScalarUDFImpl for AmountOf {
    fn name(&self) -> &str {
        "amount_of"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(EXACT)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let numbers = only(&args)?;
        let amounts: Decimal128Array = match numbers.data_type() {
            DataType::Int64 => {
                let whole = numbers.as_primitive::<Int64Type>().iter();
                whole.map(|number| number.map(|number| Exact::from(number) * ONE)).collect()
            }
            _ => {
                let numbers = cast(&numbers, &DataType::Float64)?;
                let numbers = numbers.as_primitive::<Float64Type>().iter();
                numbers.map(|number| number.and_then(|number| amount(number, self.decimals))).collect()
            }
        };
        Ok(ColumnarValue::Array(Arc::new(amounts.with_data_type(EXACT))))
    }
}

impl ScalarUDFImpl for NumberOf {
    fn name(&self) -> &str {
        "number_of"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let amounts = cast(&only(&args)?, &EXACT)?;
        let amounts = amounts.as_primitive::<Decimal128Type>().iter();
        let numbers: Float64Array = amounts.map(|amount| amount.map(to_number)).collect();
        Ok(ColumnarValue::Array(Arc::new(numbers)))
    }
}
