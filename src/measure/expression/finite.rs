//! Numbers that are none: what is not finite is missing.

use std::sync::Arc;

use datafusion::arrow::array::{AsArray, Float64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::Expr;

/// A number, or nothing where it is infinite or no number: an overflow, the root of a negative number. Zero has no sign, so
/// that what is equal is one value wherever values are told apart: `-1 * 0` is 0.
pub(crate) fn finite(number: Expr) -> Expr {
    ScalarUDF::from(Finite { signature: Signature::any(1, Volatility::Immutable) }).call(vec![number])
}

/// Whether a function is the one that [`finite`] calls.
pub(super) fn is_finite(function: &ScalarUDF) -> bool {
    function.inner().is::<Finite>()
}

/// Whether a number is the zero that binary arithmetic gives of a negative factor.
fn is_signed_zero(number: f64) -> bool {
    number == 0.0 && number.is_sign_negative()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Finite {
    signature: Signature,
}

impl ScalarUDFImpl for Finite {
    fn name(&self) -> &str {
        "finite"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let [numbers] = columns.as_slice() else {
            return Err(DataFusionError::Internal("`finite` takes a number".to_owned()));
        };
        let numbers = cast(numbers, &DataType::Float64)?;
        let floats = numbers.as_primitive::<Float64Type>();
        if floats.values().iter().all(|x| x.is_finite() && !is_signed_zero(*x)) {
            return Ok(ColumnarValue::Array(Arc::clone(&numbers)));
        }
        let kept = floats.iter().map(|x| x.filter(|x| x.is_finite()).map(|x| x + 0.0));
        Ok(ColumnarValue::Array(Arc::new(kept.collect::<Float64Array>())))
    }
}
