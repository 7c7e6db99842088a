//! Days that others lead to: the first of their period, the last of their month.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate};
use datafusion::arrow::array::{AsArray, Date32Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::Expr;

use super::days::{day_of_epoch, days_since_epoch};
use crate::calendar::{Calendar, Grain};

/// A day that another one leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    /// The day itself.
    Day,
    /// First day of its week, month, quarter or year by the calendar.
    First(Grain),
    /// Last day of its month, as everybody counts months.
    MonthEnd,
}

impl Edge {
    fn apply(self, day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        match self {
            Edge::Day => Some(day),
            Edge::First(grain) => Some(calendar.period_of(grain, day)?.first),
            Edge::MonthEnd => day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt(),
        }
    }
}

/// The day that each day leads to.
pub(super) fn edge(day: Expr, edge: Edge, calendar: &Calendar) -> Expr {
    let calendar = Calendar { holidays: Default::default(), waves: Vec::new(), ..calendar.clone() };
    let Calendar { fiscal_year_starts, week_starts, weeks, .. } = &calendar;
    let name = format!("edge_{edge:?}_{fiscal_year_starts}_{week_starts}_{weeks:?}").to_lowercase();
    let signature = Signature::any(1, Volatility::Immutable);
    ScalarUDF::from(AtEdge { signature, name, edge, calendar }).call(vec![day])
}

/// The function of [`edge`]. Its name tells all of the calendar that decides.
#[derive(Debug)]
struct AtEdge {
    signature: Signature,
    name: String,
    edge: Edge,
    calendar: Calendar,
}

impl PartialEq for AtEdge {
    fn eq(&self, other: &AtEdge) -> bool {
        self.name == other.name
    }
}

impl Eq for AtEdge {}

impl Hash for AtEdge {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for AtEdge {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Date32)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let [days] = columns.as_slice() else {
            return Err(DataFusionError::Internal(format!("`{}` takes a day", self.name)));
        };
        let days = cast(days, &DataType::Date32)?;
        // Rows of one day mostly stand together.
        let mut last = None;
        let mut edge = |days: i32| match last {
            Some((known, edge)) if known == days => edge,
            _ => {
                let edge = self.edge.apply(day_of_epoch(days), &self.calendar).map(days_since_epoch);
                last = Some((days, edge));
                edge
            }
        };
        let edges = days.as_primitive::<Date32Type>().iter().map(|days| days.and_then(&mut edge));
        Ok(ColumnarValue::Array(Arc::new(edges.collect::<Date32Array>())))
    }
}
