//! Texts and lists of a query, held to a size before they are made: a number asks for them, and no number is too large to be written.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Int64Type, IntervalMonthDayNanoType, IntervalUnit, TimeUnit, TimestampMicrosecondType,
};
use datafusion::common::DFSchema;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::Transformed;
use datafusion::error::DataFusionError;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::expr::{BinaryExpr, ScalarFunction};
use datafusion::logical_expr::expr_rewriter::FunctionRewrite;
use datafusion::logical_expr::{
    ColumnarValue, Operator, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::{Expr, SessionContext};

use crate::measure::expression::{MOST_OF_TEXT, short};

/// Values that lists of the rows computed together may have.
const VALUES: i64 = 10_000_000;
/// Bytes that texts of the rows computed together may take where one stands in for parts of another.
const BYTES: i64 = 1 << 30;
/// Bytes between the values of a list that is written as a text.
const BETWEEN: i64 = 100;
/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// A session whose queries end where a text or a list would grow without measure.
pub(super) fn with_size_limits(mut context: SessionContext) -> Result<SessionContext, DataFusionError> {
    context.register_function_rewrite(Arc::new(Holding))?;
    Ok(context)
}

#[derive(Debug)]
struct Holding;

impl FunctionRewrite for Holding {
    fn name(&self) -> &str {
        "texts and lists of a size"
    }

    fn rewrite(
        &self,
        expr: Expr,
        _: &DFSchema,
        _: &ConfigOptions,
    ) -> Result<Transformed<Expr>, DataFusionError> {
        Ok(match expr {
            Expr::BinaryExpr(BinaryExpr { op: Operator::StringConcat, .. }) => Transformed::yes(short(expr)),
            Expr::ScalarFunction(call) => limited_call(call),
            other => Transformed::no(other),
        })
    }
}

/// A function that makes long texts or lists, with what it is asked for looked at first.
fn limited_call(mut call: ScalarFunction) -> Transformed<Expr> {
    let (of, is_text) = match call.func.name() {
        "repeat" => (Some((Size::Times, 1)), true),
        "lpad" | "rpad" => (Some((Size::Filled, 1)), true),
        "replace" => (Some((Size::Replaced, 2)), true),
        "regexp_replace" => (Some((Size::Replaced, 2)), true),
        "array_to_string" => (Some((Size::Between, 1)), true),
        "range" | "generate_series" => (Some((Size::Values, 0)), false),
        "concat" | "concat_ws" | "to_char" | "overlay" => (None, true),
        _ => return Transformed::no(Expr::ScalarFunction(call)),
    };
    if let Some((size, at)) = of
        && at < call.args.len()
    {
        // What is looked at comes first, and is handed on.
        let mut looked_at = call.args.clone();
        looked_at.swap(0, at);
        call.args[at] = Held::udf(size).call(looked_at);
    }
    let expr = Expr::ScalarFunction(call);
    Transformed::yes(if is_text { short(expr) } else { expr })
}

/// How a size is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Size {
    /// So often a text.
    Times,
    /// Characters to which a text is filled up.
    Filled,
    /// A text in place of parts of another.
    Replaced,
    /// A text between values.
    Between,
    /// Numbers or days from one to another.
    Values,
}

/// Hands on its first argument, unless that asks for too much of the others.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Held {
    signature: Signature,
    size: Size,
}

impl Held {
    fn udf(size: Size) -> ScalarUDF {
        ScalarUDF::from(Held { signature: Signature::variadic_any(Volatility::Immutable), size })
    }
}

impl ScalarUDFImpl for Held {
    fn name(&self) -> &str {
        "held"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(types.first().cloned().unwrap_or(DataType::Null))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let most = MOST_OF_TEXT as i64;
        let (asked, allowed, what) = match (self.size, arrays.as_slice()) {
            (Size::Times, [times, text, ..]) => {
                (largest(&each(&whole(times)?, &lengths(text)?)), most, "a text of more than 32767 bytes")
            }
            (Size::Filled, [length, ..]) => {
                (largest(&whole(length)?), most, "a text of more than 32767 bytes")
            }
            (Size::Between, [between, ..]) => {
                (largest(&lengths(between)?), BETWEEN, "more than 100 bytes between values")
            }
            (Size::Replaced, [with, _, text, ..]) => {
                let grown = each(&lengths(text)?, &lengths(with)?);
                (grown.into_iter().fold(0, i64::saturating_add), BYTES, "texts of more than 1 GB")
            }
            (Size::Values, [from, rest @ ..]) => {
                (values(from, rest)?, VALUES, "lists of more than 10,000,000 values")
            }
            _ => (0, 0, ""),
        };
        if asked > allowed {
            return Err(DataFusionError::Execution(format!("{what} would be made")));
        }
        args.args
            .into_iter()
            .next()
            .ok_or_else(|| DataFusionError::Internal("`held` takes what it hands on".to_owned()))
    }
}

fn largest(numbers: &[i64]) -> i64 {
    numbers.iter().copied().max().unwrap_or_default()
}

fn each(left: &[i64], right: &[i64]) -> Vec<i64> {
    left.iter().zip(right).map(|(left, right)| left.saturating_mul(*right)).collect()
}

/// Whole numbers; 0 where there is none.
fn whole(numbers: &ArrayRef) -> Result<Vec<i64>, DataFusionError> {
    let numbers = cast(numbers, &DataType::Int64)?;
    Ok(numbers.as_primitive::<Int64Type>().iter().map(Option::unwrap_or_default).collect())
}

/// Bytes of texts.
fn lengths(texts: &ArrayRef) -> Result<Vec<i64>, DataFusionError> {
    let length = |text: Option<&str>| text.map_or(0, |text| text.len() as i64);
    Ok(match texts.data_type() {
        DataType::Utf8View => texts.as_string_view().iter().map(length).collect(),
        DataType::Utf8 => texts.as_string::<i32>().iter().map(length).collect(),
        _ => cast(texts, &DataType::LargeUtf8)?.as_string::<i64>().iter().map(length).collect(),
    })
}

/// How many values lists have together that go from one value to another by steps.
fn values(from: &ArrayRef, rest: &[ArrayRef]) -> Result<i64, DataFusionError> {
    let numbers = |array: &ArrayRef| -> Result<Vec<i64>, DataFusionError> {
        if array.data_type().is_numeric() || array.data_type().is_null() {
            return whole(array);
        }
        let times = cast(array, &DataType::Timestamp(TimeUnit::Microsecond, None))?;
        Ok(times.as_primitive::<TimestampMicrosecondType>().iter().map(Option::unwrap_or_default).collect())
    };
    let steps = |array: &ArrayRef| -> Result<Vec<i64>, DataFusionError> {
        if array.data_type().is_numeric() || array.data_type().is_null() {
            return whole(array);
        }
        let steps = cast(array, &DataType::Interval(IntervalUnit::MonthDayNano))?;
        let micros = |step: datafusion::arrow::datatypes::IntervalMonthDayNano| {
            let days = i64::from(step.months) * 28 + i64::from(step.days);
            days.saturating_mul(DAY).saturating_add(step.nanoseconds / 1_000)
        };
        let steps = steps.as_primitive::<IntervalMonthDayNanoType>();
        Ok(steps.iter().map(|step| step.map_or(0, micros)).collect())
    };
    let (first, last, step) = match rest {
        [] => (vec![0; from.len()], numbers(from)?, vec![1; from.len()]),
        [last] => (numbers(from)?, numbers(last)?, vec![1; from.len()]),
        [last, step, ..] => (numbers(from)?, numbers(last)?, steps(step)?),
    };
    let lists = first.iter().zip(&last).zip(&step);
    let of_list = |((first, last), step): ((&i64, &i64), &i64)| {
        let way = last.saturating_sub(*first);
        if *step == 0 || (way < 0) != (*step < 0) {
            return 0;
        }
        way.checked_div(*step).unwrap_or(i64::MAX).saturating_add(1)
    };
    Ok(lists.map(of_list).fold(0, i64::saturating_add))
}
