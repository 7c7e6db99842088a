//! How a value is named where it stands as a text: a key, a segment, an entity. A whole number has no decimals, whatever
//! the type of its column: shop `12` is the same in a column that holds `7.5` as well.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::logical_expr::{Case, Operator, try_cast};
use datafusion::prelude::Expr;

use super::single_precision::widened;
use super::terms::{binary, float};

/// A number as text.
pub(crate) fn named(number: Expr) -> Expr {
    let whole = try_cast(number.clone(), DataType::Int64);
    let text = |expr| datafusion::logical_expr::cast(expr, DataType::Utf8);
    let is_whole = binary(float(whole.clone()), Operator::Eq, number.clone());
    let branches = vec![(Box::new(is_whole), Box::new(text(whole)))];
    Expr::Case(Case::new(None, branches, Some(Box::new(text(number)))))
}

/// Values of any type as texts.
///
/// # Errors
/// Values of this type have no text.
pub(crate) fn names(values: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let values = &widened(values)?.unwrap_or_else(|| Arc::clone(values));
    let texts = cast(values, &DataType::Utf8)?;
    let is_floating = match values.data_type() {
        DataType::Dictionary(_, of) => of.is_floating(),
        kind => kind.is_floating(),
    };
    if !is_floating {
        return Ok(texts);
    }
    let (numbers, texts) = (cast(values, &DataType::Float64)?, texts.as_string::<i32>());
    let whole = cast(&numbers, &DataType::Int64)?;
    let (numbers, whole) = (numbers.as_primitive::<Float64Type>(), whole.as_primitive::<Int64Type>());
    let name = |row: usize| {
        let is_whole = whole.is_valid(row) && whole.value(row) as f64 == numbers.value(row);
        let text = || texts.is_valid(row).then(|| texts.value(row).to_owned());
        if is_whole { Some(whole.value(row).to_string()) } else { text() }
    };
    Ok(Arc::new((0..texts.len()).map(name).collect::<StringArray>()))
}
