//! Numbers of a batch as exact amounts.

use datafusion::arrow::array::{Array, AsArray, PrimitiveArray};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};

use super::atoms::{Exact, ONE};

/// Sums, counts or amounts of a batch.
pub(super) enum Numbers<'b> {
    Decimal(&'b PrimitiveArray<Decimal128Type>),
    Whole(&'b PrimitiveArray<Int64Type>),
    Float(&'b PrimitiveArray<Float64Type>),
    Other,
}

impl Numbers<'_> {
    pub(super) fn of(array: &dyn Array) -> Numbers<'_> {
        match array.data_type() {
            DataType::Decimal128(..) => Numbers::Decimal(array.as_primitive()),
            DataType::Int64 => Numbers::Whole(array.as_primitive()),
            DataType::Float64 => Numbers::Float(array.as_primitive()),
            _ => Numbers::Other,
        }
    }

    pub(super) fn at(&self, row: usize) -> Option<Exact> {
        match self {
            Numbers::Decimal(a) => a.is_valid(row).then(|| a.value(row)),
            Numbers::Whole(a) => a.is_valid(row).then(|| Exact::from(a.value(row)) * ONE),
            Numbers::Float(a) => a.is_valid(row).then(|| (a.value(row) * ONE as f64) as Exact),
            Numbers::Other => None,
        }
    }
}
