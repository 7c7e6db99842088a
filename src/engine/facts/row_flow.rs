//! Row counts along the way from a source to a component: dated rows, rows taken, their sum.

use chrono::NaiveDate;

use super::store::Facts;
use crate::engine::aggregates::day_number;
use crate::engine::cut::Cut;
use crate::measure::{Basis, Component};
use crate::model::Source;
use crate::statistics::exact::{to_number, to_number_with};

/// Rows on some days, with what they add.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RowFlow {
    /// Those of the source that have the component's day, whatever its conditions.
    pub(crate) dated: u64,
    /// Of these, those that it takes.
    pub(crate) taken: u64,
    /// What these add up to; `None` where it counts, or where none has a value.
    pub(crate) amount: Option<f64>,
}

impl Facts {
    /// Rows that come as far as a component that counts or adds up; `None` of others.
    pub(crate) fn row_flow(
        &self,
        component: &Component,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<RowFlow> {
        let place = self.place(component, None);
        let (taken, sum) = match &component.basis {
            Basis::Count => (place.additive?, None),
            Basis::Sum(_) => (place.matching?, Some(place.additive?)),
            _ => return None,
        };
        let (from, to) = (day_number(first), day_number(last));
        let added = |column| self.column_sum(column, Cut::Total, from, to);
        let rows = |column| added(column).map_or(0.0, to_number) as u64;
        let amount = sum.and_then(|(store, column)| {
            let finer = self.stores.additive[store].finer(column);
            Some(to_number_with(added((store, column))?, finer))
        });
        Some(RowFlow { dated: rows(place.rows?), taken: rows(taken), amount })
    }

    /// Rows of a source by its own day, which all rows that count have; `None` of a source without one.
    pub(crate) fn rows_of(&self, source: &Source) -> Option<u64> {
        let column = self.asked.days_of(source)?;
        let (first, last) = (day_number(NaiveDate::MIN), day_number(NaiveDate::MAX));
        Some(self.column_sum(column, Cut::Total, first, last).map_or(0.0, to_number) as u64)
    }
}
