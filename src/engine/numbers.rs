//! Numbers of a batch as exact amounts.

use std::borrow::Cow;

use datafusion::arrow::array::{Array, AsArray, BooleanArray, PrimitiveArray};
use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use datafusion::logical_expr::expr::{Case, Cast};
use datafusion::prelude::{Expr, lit};
use datafusion::scalar::ScalarValue;

use super::packed::Amounts;
use super::selected_rows::SelectedRows;
use crate::measure::expression::aggregate::EXACT;
use crate::measure::expression::exactly;
use crate::statistics::exact::{Exact, Extent, FINER, NEAR, ONE, amount, nearest};

/// Sums, counts or amounts of a batch.
pub(super) enum Numbers<'b> {
    Decimal(&'b PrimitiveArray<Decimal128Type>),
    Whole(&'b PrimitiveArray<Int64Type>),
    Float(&'b PrimitiveArray<Float64Type>, Scale),
    Counted(&'b Counted),
    /// One where it is true, and nothing where it is not.
    Flag(&'b BooleanArray),
    Other,
}

/// Money of a batch as whole numbers of its smallest unit, all of which are small, or numbers that are whole hundredths:
/// rounded once for all that is asked of them.
pub(super) struct Counted {
    counts: Vec<i64>,
    nulls: Option<NullBuffer>,
    scale: Scale,
    /// The largest, its sign aside.
    largest: u64,
    /// Whether numbers with all decimals have none.
    are_whole: bool,
}

impl Counted {
    /// The money of a column, or its numbers with all decimals where they are hundredths; `None` where a number is large or
    /// none.
    pub(super) fn from_column(array: &dyn Array, decimals: Decimals) -> Option<Counted> {
        if let Some(whole) = array.as_primitive_opt::<Int64Type>() {
            return Counted::whole(whole);
        }
        let money = array.as_primitive_opt::<Float64Type>()?;
        if decimals == Decimals::ALL {
            return Counted::hundredths(money);
        }
        let (scale, mut are_small) = (decimals.scale(), true);
        let count = |number: &f64| {
            let scaled = number * scale.unit;
            let is_small = scaled.abs() < NEAR;
            are_small &= is_small;
            if is_small { nearest(scaled) } else { 0 }
        };
        let counts: Vec<i64> = money.values().iter().map(count).collect();
        let largest = counts.iter().fold(0, |most, count| most.max(count.unsigned_abs()));
        let nulls = money.nulls().cloned();
        are_small.then_some(Counted { counts, nulls, scale, largest, are_whole: false })
    }

    /// Whole numbers as hundredths, which others of their column may be; `None` where one is large.
    fn whole(numbers: &PrimitiveArray<Int64Type>) -> Option<Counted> {
        const MOST: u64 = NEAR as u64 / 100;
        let largest = numbers.values().iter().fold(0, |most, number| most.max(number.unsigned_abs()));
        (largest < MOST).then(|| Counted {
            counts: numbers.values().iter().map(|number| number * 100).collect(),
            nulls: numbers.nulls().cloned(),
            scale: Decimals(2).scale(),
            largest: largest * 100,
            are_whole: true,
        })
    }

    /// Numbers that are hundredths in every one of their decimals; `None` where one is not, as soon as that is seen.
    fn hundredths(numbers: &PrimitiveArray<Float64Type>) -> Option<Counted> {
        let scale = Decimals(2).scale();
        let (mut counts, mut largest) = (Vec::with_capacity(numbers.len()), 0);
        for numbers in numbers.values().chunks(AT_ONCE) {
            let mut are_hundredths = true;
            counts.extend(numbers.iter().map(|number| {
                let scaled = number * scale.unit;
                let count = if scaled.abs() < NEAR { nearest(scaled) } else { 0 };
                // No other decimal of fifteen digits is read as the same number.
                are_hundredths &= count as f64 / scale.unit == *number;
                count
            }));
            if !are_hundredths {
                return None;
            }
            largest = counts[counts.len() - numbers.len()..]
                .iter()
                .fold(largest, |most: u64, count| most.max(count.unsigned_abs()));
        }
        let are_whole = counts.iter().fold(true, |all, count| all & (count % 100 == 0));
        Some(Counted { counts, nulls: numbers.nulls().cloned(), scale, largest, are_whole })
    }

    /// The largest of all, its sign aside.
    pub(super) fn largest(&self) -> u64 {
        self.largest
    }

    /// How many ten-billionths one of the smallest unit is.
    pub(super) fn factor(&self) -> i64 {
        self.scale.factor
    }

    /// Every number among the rows that meet a condition, with its row.
    #[inline]
    pub(super) fn each(
        &self,
        filter: Option<&BooleanBuffer>,
        extent: &mut Extent,
        mut take: impl FnMut(usize, i64),
    ) {
        let (mut together, mut largest) = (0, 0);
        for_each_present(self.nulls.as_ref(), filter, self.counts.len(), |row| {
            let count = self.counts[row];
            together += u128::from(count.unsigned_abs());
            largest = largest.max(count.unsigned_abs());
            take(row, count);
        });
        extent.observe_all(together * self.scale.factor as u128, largest as f64 / self.scale.unit);
    }

    #[inline]
    fn amount(&self, row: usize) -> Exact {
        Exact::from(self.counts[row]) * Exact::from(self.scale.factor)
    }
}

/// So many numbers are looked at before it is decided whether others are.
const AT_ONCE: usize = 256;

/// The decimals that floating-point numbers are rounded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimals(u8);

/// What numbers are multiplied with to be rounded, and how many ten-billionths one then is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    decimals: Decimals,
    unit: f64,
    factor: i64,
}

impl Decimals {
    /// Those of [`EXACT`].
    pub(super) const ALL: Decimals = Decimals(10);

    fn scale(self) -> Scale {
        let unit = 10_i64.pow(u32::from(self.0));
        Scale { decimals: self, unit: unit as f64, factor: ONE as i64 / unit }
    }
}

impl Scale {
    /// What rounding takes of a number so small that it matters, in decimals that are [`FINER`].
    #[inline]
    fn rest(self, number: f64) -> i64 {
        if number.abs() >= FAINT || self.decimals != Decimals::ALL {
            return 0;
        }
        let scaled = number * self.unit;
        ((scaled - nearest(scaled) as f64) * 10_f64.powi(FINER as i32)).round() as i64
    }

    /// An amount, rounded to so many decimals. What is no number, and what is infinite, has none.
    #[inline]
    fn amount(self, number: f64, extent: &mut Extent) -> Option<Exact> {
        let (scaled, size) = (number * self.unit, number.abs());
        if scaled.abs() < NEAR {
            let count = nearest(scaled);
            // A column of money has the decimals that its definition says.
            if size < FAINT && self.decimals == Decimals::ALL {
                extent.rounded(size, scaled, count);
            }
            extent.observe(size);
            return Some(Exact::from(count) * Exact::from(self.factor));
        }
        if !number.is_finite() {
            return None;
        }
        match amount(number, self.decimals.0) {
            Some(amount) => {
                extent.observe(size);
                Some(amount)
            }
            None => {
                extent.observe_too_large(number);
                None
            }
        }
    }
}

/// From here on half a ten-billionth is less than a millionth of a number.
pub(super) const FAINT: f64 = 5e-5;

impl Numbers<'_> {
    pub(super) fn new(array: &dyn Array, decimals: Decimals) -> Numbers<'_> {
        match array.data_type() {
            DataType::Decimal128(..) => Numbers::Decimal(array.as_primitive()),
            DataType::Int64 => Numbers::Whole(array.as_primitive()),
            DataType::Float64 => Numbers::Float(array.as_primitive(), decimals.scale()),
            DataType::Boolean => Numbers::Flag(array.as_boolean()),
            _ => Numbers::Other,
        }
    }

    /// The amount of a row.
    #[inline]
    pub(super) fn at(&self, row: usize, extent: &mut Extent) -> Option<Exact> {
        let amount = match self {
            Numbers::Decimal(a) => a.is_valid(row).then(|| a.value(row)),
            Numbers::Whole(a) => a.is_valid(row).then(|| Exact::from(a.value(row)) * ONE),
            Numbers::Float(a, scale) => a.is_valid(row).then(|| scale.amount(a.value(row), extent))?,
            Numbers::Counted(a) => {
                let is_there = a.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
                is_there.then(|| a.amount(row))
            }
            Numbers::Flag(a) => (a.is_valid(row) && a.value(row)).then(|| {
                extent.observe(1.0);
                ONE
            }),
            Numbers::Other => None,
        };
        amount.inspect(|amount| extent.add(*amount))
    }

    /// Puts the amounts of some rows behind those of a column; a row without one counts as 0.
    pub(super) fn append(&self, rows: &SelectedRows, extent: &mut Extent, column: &mut Amounts) {
        match self {
            Numbers::Counted(a) if let Some(unit) = Amounts::unit(a.scale.factor) => {
                let counts = present(rows, &a.counts, a.nulls.as_ref());
                let together: u128 = counts.iter().map(|count| u128::from(count.unsigned_abs())).sum();
                let largest = counts.iter().map(|count| count.unsigned_abs()).max().unwrap_or(0);
                extent.observe_all(together * a.scale.factor as u128, largest as f64 / a.scale.unit);
                if a.are_whole && column.are_ones() {
                    let ones: Vec<i64> = counts.iter().map(|count| count / 100).collect();
                    column.extend_counted(Amounts::ONES, &ones);
                } else {
                    column.extend_counted(unit, &counts);
                }
            }
            Numbers::Flag(a) => {
                let (flags, mut counts) = (true_rows(a), Vec::with_capacity(rows.len()));
                rows.each(|row| counts.push(i64::from(flags.value(row))));
                observe_ones(extent, counts.iter().sum::<i64>() as u64);
                column.extend_counted(Amounts::ONES, &counts);
            }
            _ => {
                let mut amounts = Vec::with_capacity(rows.len());
                rows.each(|row| amounts.push(self.at(row, extent).unwrap_or(0)));
                column.extend_from_slice(&amounts);
            }
        }
    }

    /// Every amount among the rows that meet a condition, with its row and what rounding took of it.
    #[inline]
    pub(super) fn each(
        &self,
        filter: Option<&BooleanBuffer>,
        extent: &mut Extent,
        mut take: impl FnMut(usize, Exact, i64),
    ) {
        match self {
            Numbers::Decimal(a) => for_each_valid(*a, filter, |row| {
                extent.add(a.values()[row]);
                take(row, a.values()[row], 0);
            }),
            Numbers::Counted(a) => a.each(filter, extent, |row, _| take(row, a.amount(row), 0)),
            Numbers::Whole(a) => for_each_valid(*a, filter, |row| {
                let amount = Exact::from(a.values()[row]) * ONE;
                extent.add(amount);
                take(row, amount, 0);
            }),
            Numbers::Float(a, scale) => for_each_valid(*a, filter, |row| {
                if let Some(amount) = scale.amount(a.values()[row], extent) {
                    extent.add(amount);
                    take(row, amount, scale.rest(a.values()[row]));
                }
            }),
            Numbers::Flag(a) => {
                let (flags, mut count) = (true_rows(a), 0);
                let flags = filter.map_or_else(|| flags.clone(), |filter| filter & &flags);
                each(Some(&flags), a.len(), |row| {
                    count += 1;
                    take(row, ONE, 0);
                });
                observe_ones(extent, count);
            }
            Numbers::Other => {}
        }
    }
}

/// Sees so many ones.
pub(super) fn observe_ones(extent: &mut Extent, count: u64) {
    extent.observe_all(u128::from(count) * ONE.unsigned_abs(), if count > 0 { 1.0 } else { 0.0 });
}

/// Where a flag is true.
pub(super) fn true_rows(flags: &BooleanArray) -> BooleanBuffer {
    match flags.nulls() {
        Some(valid) => flags.values() & valid.inner(),
        None => flags.values().clone(),
    }
}

/// The counts of some rows, 0 where there is none.
fn present<'c>(rows: &SelectedRows, counts: &'c [i64], nulls: Option<&NullBuffer>) -> Cow<'c, [i64]> {
    let mut counts = rows.part(counts);
    if let Some(nulls) = nulls.filter(|nulls| nulls.null_count() > 0) {
        let mut own = counts.to_mut().iter_mut();
        rows.each(|row| {
            if let Some(count) = own.next().filter(|_| nulls.is_null(row)) {
                *count = 0;
            }
        });
    }
    counts
}

/// Rows that meet a condition and hold something.
#[inline]
pub(super) fn for_each_valid(array: &dyn Array, filter: Option<&BooleanBuffer>, take: impl FnMut(usize)) {
    for_each_present(array.nulls(), filter, array.len(), take);
}

#[inline]
fn for_each_present(
    nulls: Option<&NullBuffer>,
    filter: Option<&BooleanBuffer>,
    rows: usize,
    take: impl FnMut(usize),
) {
    match (nulls.filter(|nulls| nulls.null_count() > 0), filter) {
        (None, filter) => each(filter, rows, take),
        (Some(valid), None) => each(Some(valid.inner()), rows, take),
        (Some(valid), Some(filter)) => each(Some(&(filter & valid.inner())), rows, take),
    }
}

/// Rows that meet a condition, or all.
#[inline]
pub(super) fn each(filter: Option<&BooleanBuffer>, rows: usize, mut take: impl FnMut(usize)) {
    match filter {
        Some(filter) => {
            for row in filter.set_indices() {
                take(row);
            }
        }
        None => {
            for row in 0..rows {
                take(row);
            }
        }
    }
}

/// The same where no amount counts as 0 anyway.
pub(super) fn unrounded_or_zero(expr: &Expr) -> Option<(Expr, Decimals)> {
    match expr {
        Expr::ScalarFunction(call) if call.func.name() == "coalesce" => match call.args.as_slice() {
            [amount, zero] if is_zero(zero) => unrounded(amount),
            _ => None,
        },
        _ => unrounded(expr),
    }
}

fn is_zero(expr: &Expr) -> bool {
    match expr {
        Expr::Cast(Cast { expr, .. }) => is_zero(expr),
        Expr::Literal(value, _) => *value == ScalarValue::Int64(Some(0)),
        _ => false,
    }
}

/// The number behind an exact one, and the decimals it is rounded to: turning numbers into decimals
/// while they are added takes a fifth of the time that columns of 128 bits take.
pub(super) fn unrounded(expr: &Expr) -> Option<(Expr, Decimals)> {
    match expr {
        Expr::Cast(Cast { expr: inner, field }) if *field.data_type() == EXACT => unrounded(inner),
        _ => exactly(expr).map(|(number, decimals)| (number.clone(), Decimals(decimals))),
    }
}

/// The condition of a number that is 1 where it holds and nothing elsewhere: no column of ones is made then.
pub(super) fn flag(number: &Expr) -> Option<Expr> {
    match number {
        Expr::Cast(Cast { expr, .. }) => flag(expr),
        Expr::Case(Case { expr: None, when_then_expr, else_expr: None }) => match when_then_expr.as_slice() {
            [(condition, one)] if is_one(one) => Some(condition.as_ref().clone()),
            _ => None,
        },
        one => is_one(one).then(|| lit(true)),
    }
}

fn is_one(expr: &Expr) -> bool {
    match expr {
        Expr::Cast(Cast { expr, .. }) => is_one(expr),
        Expr::Literal(value, _) => [ScalarValue::from(1.0), ScalarValue::from(1_i64)].contains(value),
        _ => false,
    }
}
