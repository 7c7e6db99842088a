//! Texts that grow: what is computed is held to a length.

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::Expr;

/// Bytes of a computed text: as many as the cell of a workbook holds. A text that doubles from column to column comes to an end
/// there, and not at the end of the memory.
pub(crate) const MOST: usize = 32_767;

/// A computed text, which ends the run where it is longer than that of a cell.
pub(crate) fn short(text: Expr) -> Expr {
    ScalarUDF::from(Short { signature: Signature::any(1, Volatility::Immutable) }).call(vec![text])
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Short {
    signature: Signature,
}

impl ScalarUDFImpl for Short {
    fn name(&self) -> &str {
        "short"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(types.first().cloned().unwrap_or(DataType::Utf8))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let Some(texts) = args.args.into_iter().next() else {
            return Err(DataFusionError::Internal("`short` takes a text".to_owned()));
        };
        let is_long = match &texts {
            ColumnarValue::Array(array) => longest(array.as_ref()) > MOST,
            ColumnarValue::Scalar(text) => text.try_as_str().flatten().is_some_and(|text| text.len() > MOST),
        };
        match is_long {
            true => Err(DataFusionError::Execution(format!("a text of more than {MOST} bytes is made"))),
            false => Ok(texts),
        }
    }
}

/// Bytes of the longest text.
fn longest(texts: &dyn Array) -> usize {
    fn length<'t>(texts: impl Iterator<Item = Option<&'t str>>) -> usize {
        texts.flatten().map(str::len).max().unwrap_or(0)
    }
    match texts.data_type() {
        DataType::Utf8 => length(texts.as_string::<i32>().iter()),
        DataType::LargeUtf8 => length(texts.as_string::<i64>().iter()),
        DataType::Utf8View => length(texts.as_string_view().iter()),
        _ => 0,
    }
}
