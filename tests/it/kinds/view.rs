//! What the oracles see: the rows of a stretch of days, in total or of one region, and plain arithmetic over them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::rows::{Row, World};

/// First and last day.
pub(super) type Span = (NaiveDate, NaiveDate);

/// A period as an oracle sees it.
#[derive(Clone, Copy)]
pub(super) struct View<'w> {
    pub(super) world: &'w World,
    pub(super) span: Span,
    /// The period before; a year to date has none.
    pub(super) opening: Option<Span>,
    /// Months of the measure's own period.
    pub(super) months: u32,
    /// Rows of this region only; the region itself may be unstated.
    pub(super) region: Option<Option<&'static str>>,
}

/// What an oracle finds.
pub(super) struct Found {
    pub(super) value: Option<f64>,
    pub(super) n: Option<f64>,
    pub(super) parts: BTreeMap<&'static str, Option<f64>>,
    /// From when on everything must be known.
    pub(super) needs: NaiveDate,
}

pub(super) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

impl<'w> View<'w> {
    /// The rows whose day by `day` lies in the period and has come.
    pub(super) fn by(&self, day: impl Fn(&Row) -> Option<NaiveDate>) -> Rows<'w> {
        self.within(self.span, day)
    }

    /// The rows of the period by their own day.
    pub(super) fn rows(&self) -> Rows<'w> {
        self.by(|row| Some(row.day))
    }

    /// The same of another stretch of days.
    pub(super) fn within(&self, span: Span, day: impl Fn(&Row) -> Option<NaiveDate>) -> Rows<'w> {
        let all: Vec<&Row> = self
            .existing()
            .filter(|row| {
                day(row).is_some_and(|day| span.0 <= day && day <= span.1 && day <= self.world.as_of)
            })
            .collect();
        let any = !all.is_empty();
        Rows {
            any,
            rows: all.into_iter().filter(|row| self.region.is_none_or(|r| r == row.region)).collect(),
        }
    }

    fn existing(&self) -> impl Iterator<Item = &'w Row> + use<'w> {
        let as_of = self.world.as_of;
        self.world.rows.iter().filter(move |row| row.day <= as_of)
    }

    /// A day that has come.
    pub(super) fn come(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        day.filter(|day| *day <= self.world.as_of)
    }

    /// The days that make a customer active at the end, for a look-back of so many months or of one period.
    pub(super) fn active(&self, months: Option<u32>) -> Span {
        match months {
            Some(months) => (first_of_month(self.span.1) - Months::new(months - 1), self.span.1),
            None => self.span,
        }
    }

    /// The days that make a customer active at the opening.
    pub(super) fn opened(&self, months: Option<u32>) -> Option<Span> {
        match months {
            Some(months) => {
                let (first, _) = self.active(Some(months));
                Some((first - Months::new(months), first - Days::new(1)))
            }
            None => self.opening,
        }
    }

    /// Customers with a qualifying row in some days, whatever their region.
    pub(super) fn customers(&self, span: Span, qualifies: fn(&Row) -> bool) -> BTreeSet<u8> {
        let rows = View { region: None, ..*self }.within(span, |row| Some(row.day));
        rows.rows.iter().filter(|row| qualifies(row)).filter_map(|row| row.customer).collect()
    }

    /// How many of some customers are in the region, each where the last qualifying row by a day puts it.
    pub(super) fn at_home(
        &self,
        customers: &BTreeSet<u8>,
        by: NaiveDate,
        qualifies: fn(&Row) -> bool,
    ) -> f64 {
        let Some(region) = self.region else { return customers.len() as f64 };
        let home = |customer: &u8| {
            let rows =
                self.existing().filter(|r| r.day <= by && r.customer == Some(*customer) && qualifies(r));
            rows.max_by_key(|row| row.day).map(|row| row.region)
        };
        customers.iter().filter(|customer| home(customer) == Some(region)).count() as f64
    }

    /// The same with further parts.
    pub(super) fn with(mut found: Found, parts: Vec<(&'static str, Option<f64>)>) -> Found {
        found.parts.extend(parts);
        found
    }

    pub(super) fn found<const N: usize>(
        &self,
        value: Option<f64>,
        n: Option<f64>,
        parts: [(&'static str, Option<f64>); N],
    ) -> Found {
        Found { value, n, parts: parts.into(), needs: self.span.0 }
    }
}

/// Some rows. What none of them is counts 0 where the period has any row at all, and is absent otherwise.
pub(super) struct Rows<'w> {
    pub(super) any: bool,
    pub(super) rows: Vec<&'w Row>,
}

impl<'w> Rows<'w> {
    /// Those of them that meet a condition.
    pub(super) fn those(&self, holds: impl Fn(&Row) -> bool) -> Rows<'w> {
        Rows { any: self.any, rows: self.rows.iter().copied().filter(|row| holds(row)).collect() }
    }

    pub(super) fn count(&self, holds: impl Fn(&Row) -> bool) -> Option<f64> {
        self.any.then(|| self.rows.iter().filter(|row| holds(row)).count() as f64)
    }

    pub(super) fn sum(&self, value: impl Fn(&Row) -> Option<f64>) -> Option<f64> {
        let values = self.values(value);
        match (values.is_empty(), self.rows.is_empty()) {
            (false, _) => Some(values.iter().sum()),
            // Rows are there, and none of them has a value: their sum is missing, not 0.
            (true, false) => None,
            (true, true) => self.any.then_some(0.0),
        }
    }

    pub(super) fn values(&self, value: impl Fn(&Row) -> Option<f64>) -> Vec<f64> {
        self.rows.iter().filter_map(|row| value(row)).collect()
    }

    pub(super) fn different<K: Ord>(&self, key: impl Fn(&Row) -> Option<K>) -> Option<f64> {
        self.any.then(|| self.rows.iter().filter_map(|row| key(row)).collect::<BTreeSet<K>>().len() as f64)
    }

    pub(super) fn only(self, holds: impl Fn(&Row) -> bool) -> Self {
        Rows { any: self.any, rows: self.rows.into_iter().filter(|row| holds(row)).collect() }
    }

    /// n, Σy, Σx, Σy², Σxy, Σx² over customers, each side taken of all rows of a customer. Rows without customer stand
    /// together by `alone`, in no cluster where they lack that too.
    pub(super) fn moments<K: Ord>(
        &self,
        alone: impl Fn(&Row) -> Option<K>,
        y: impl Fn(&[&Row]) -> f64,
        x: impl Fn(&[&Row]) -> f64,
    ) -> [(&'static str, Option<f64>); 6] {
        let mut clusters: BTreeMap<Result<u8, K>, Vec<&Row>> = BTreeMap::new();
        for row in &self.rows {
            if let Some(cluster) = row.customer.map(Ok).or_else(|| alone(row).map(Err)) {
                clusters.entry(cluster).or_default().push(row);
            }
        }
        let pairs: Vec<(f64, f64)> = clusters.values().map(|rows| (y(rows), x(rows))).collect();
        let of =
            |part: fn(&(f64, f64)) -> f64| (!pairs.is_empty()).then(|| pairs.iter().map(part).sum::<f64>());
        [
            ("n", of(|_| 1.0)),
            ("y", of(|(y, _)| *y)),
            ("x", of(|(_, x)| *x)),
            ("yy", of(|(y, _)| y * y)),
            ("xy", of(|(y, x)| y * x)),
            ("xx", of(|(_, x)| x * x)),
        ]
    }

    /// The same of rows that have neither a customer nor an order, each of which stands alone; of sides that count orders
    /// nothing.
    pub(super) fn alone(
        &self,
        y: Option<OfRow<'_>>,
        x: Option<OfRow<'_>>,
    ) -> Vec<(&'static str, Option<f64>)> {
        let product = |a: OfRow<'_>, b: OfRow<'_>| self.sum(|row| Some(a(row)? * b(row)?));
        let own = [
            ("n_alone", Some(self.count(|_| true))),
            ("y_alone", y.map(|y| self.sum(y))),
            ("x_alone", x.map(|x| self.sum(x))),
            ("yy_alone", y.map(|y| product(y, y))),
            ("xy_alone", y.zip(x).map(|(y, x)| product(y, x))),
            ("xx_alone", x.map(|x| product(x, x))),
        ];
        own.into_iter().filter_map(|(name, part)| Some((name, part?))).collect()
    }
}

/// What a row has of a side.
pub(super) type OfRow<'c> = &'c dyn Fn(&Row) -> Option<f64>;

/// A quotient, where there is one.
pub(super) fn over(top: Option<f64>, bottom: Option<f64>) -> Option<f64> {
    match (top, bottom) {
        (Some(top), Some(bottom)) if bottom != 0.0 => Some(top / bottom),
        _ => None,
    }
}

/// Percentile of type 7: the value at (n − 1)·p, with straight lines between the values in order.
pub(super) fn percentile(mut values: Vec<f64>, p: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let at = (values.len().checked_sub(1)?) as f64 * p;
    let below = values[at.floor() as usize];
    let above = values[at.ceil() as usize];
    Some(below + (at - at.floor()) * (above - below))
}
