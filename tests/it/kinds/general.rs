//! Totals, counts, means, percentiles, shares, ratios, formulas.

use super::rows::Row;
use super::view::{Found, View, over, percentile};
use super::{Case, OverTime};

pub(super) const CASES: &[Case] = &[
    Case::new("sum", "{ sum: amount }", OverTime::Adds, |view| sum(view, Row::amount)),
    Case::new("sum_of_product", "{ sum: amount * quantity }", OverTime::Adds, |view| {
        sum(view, |row| Some(row.amount()? * row.quantity()?))
    }),
    Case::new("sum_of_sales", "{ sum: amount }", OverTime::Adds, |view| {
        let sales = view.rows().only(Row::sells);
        let (sum, n) = (sales.sum(Row::amount), sales.count(|row| row.cents.is_some()));
        view.found(sum, n, [("sum", sum), ("n", n)])
    })
    .of_sales(),
    Case::new("count", "count", OverTime::Adds, |view| count(view, |_| true)),
    Case::new("count_of_sales", "{ count: quantity > 0 }", OverTime::Adds, |view| count(view, Row::sells)),
    Case::new("distinct", "{ distinct: order_no }", OverTime::Recomputed, |view| {
        let orders = view.rows().different(|row| row.order);
        view.found(orders, orders, [("distinct", orders)])
    }),
    Case::new("average", "{ average: amount }", OverTime::Pools, |view| {
        let rows = view.rows();
        let (sum, n) = (rows.sum(Row::amount), rows.count(|row| row.cents.is_some()));
        let squares = rows.sum(|row| Some(row.amount()? * row.amount()?));
        view.found(over(sum, n), n, [("sum", sum), ("n", n), ("squares", squares)])
    }),
    Case::new("weighted", "{ average: { value: amount, weight: weight } }", OverTime::Pools, |view| {
        let rows = view.rows();
        let weight = |row: &Row| row.cents.and(row.weight).map(|weight| weight as f64);
        let weighted = rows.sum(|row| Some(row.amount()? * weight(row)?));
        let (weights, n) = (rows.sum(weight), rows.count(|row| weight(row).is_some()));
        view.found(over(weighted, weights), n, [("weighted", weighted), ("weights", weights), ("n", n)])
    }),
    Case::new("minimum", "{ minimum: amount }", OverTime::Recomputed, |view| {
        extreme(view, "minimum", f64::min)
    }),
    Case::new("maximum", "{ maximum: amount * quantity }", OverTime::Recomputed, |view| {
        let values = view.rows().values(|row| Some(row.amount()? * row.quantity()?));
        let largest = values.iter().copied().reduce(f64::max);
        let n = view.rows().count(|row| row.cents.and(row.quantity).is_some());
        view.found(largest, n, [("maximum", largest), ("n", n)])
    }),
    Case::new("median", "{ median: quantity }", OverTime::Recomputed, |view| {
        let rows = view.rows();
        let (value, n) =
            (percentile(rows.values(Row::quantity), 0.5), rows.count(|row| row.quantity.is_some()));
        view.found(value, n, [("median", value), ("n", n)])
    }),
    Case::new("percentile", "{ percentile: { value: amount, p: 90 } }", OverTime::Recomputed, |view| {
        let rows = view.rows();
        let (value, n) = (percentile(rows.values(Row::amount), 0.9), rows.count(|row| row.cents.is_some()));
        view.found(value, n, [("p90", value), ("n", n)])
    }),
    Case::new("last", "{ last: { value: amount, per: customer } }", OverTime::Last, balanced),
    Case::new("share", "{ share: quantity > 0 }", OverTime::Pools, |view| share(view, |_| true)),
    Case::new("share_among", "{ share: { of: quantity > 0, among: score >= 5 } }", OverTime::Pools, |view| {
        share(view, |row| row.score.is_some_and(|score| score >= 5))
    }),
    Case::new(
        "share_of_regions",
        "{ share: { of: 'value >= 50%', among: n >= 2, over: { measure: share, by: region } } }",
        OverTime::Recomputed,
        |view| {
            let region = |view: &View<'_>| share(view, |_| true);
            regions(view, region, |value, n| (value >= 0.5, n >= 2.0))
        },
    )
    .uncut(),
    Case::new(
        "share_of_selling_regions",
        "{ share: { of: value > 1000, over: { measure: sum, by: region } } }",
        OverTime::Recomputed,
        |view| regions(view, |view| sum(view, Row::amount), |value, _| (value > 1000.0, true)),
    )
    .uncut(),
    Case::new(
        "ratio",
        "{ ratio: { numerator: sum(amount), denominator: count(distinct order_no) } }",
        OverTime::Recomputed,
        |view| {
            let rows = view.rows();
            let (top, bottom) = (rows.sum(Row::amount), rows.different(|row| row.order));
            let taken = view.rows().only(|row| row.amount().is_some() || row.order.is_some());
            let [n, y, x, yy, xy, xx] = taken.moments(|row| row.order, amounts, orders);
            let alone = taken.only(|row| row.customer.is_none() && row.order.is_none());
            let found = view.found(
                over(top, bottom),
                bottom,
                [("numerator", top), ("denominator", bottom), n, y, x, yy, xy, xx],
            );
            View::with(found, alone.alone(Some(&Row::amount), None))
        },
    ),
    Case::new(
        "ratio_of_sides",
        r#"{ ratio: { numerator: { value: "-sum(amount)", where: quantity < 0 }, denominator: { value: sum(amount), where: quantity > 0 }, per: 1000 } }"#,
        OverTime::Pools,
        |view| {
            let rows = view.rows();
            let taken = |row: &Row| row.amount().is_some() && (row.sends_back() || row.sells());
            let [n, y, x, yy, xy, xx] = view.rows().only(taken).moments(
                no_order,
                |rows| -amounts(&those(rows, Row::sends_back)),
                |rows| amounts(&those(rows, Row::sells)),
            );
            let cases = rows.count(Row::sells);
            let top = rows.those(Row::sends_back).sum(Row::amount);
            let bottom = rows.those(Row::sells).sum(Row::amount);
            let value = over(top, bottom).map(|ratio| -1000.0 * ratio);
            let parts = [("numerator", top), ("denominator", bottom), ("cases", cases), n, y, x, yy, xy, xx];
            let alone = view.rows().only(|row| row.customer.is_none() && taken(row));
            let of_back = |row: &Row| row.amount().filter(|_| row.sends_back()).map(|amount| -amount);
            let of_sales = |row: &Row| row.amount().filter(|_| row.sells());
            View::with(view.found(value, cases, parts), alone.alone(Some(&of_back), Some(&of_sales)))
        },
    ),
    Case::new(
        "ratio_of_counts",
        "{ ratio: { numerator: count(*) filter (where score >= 9), denominator: count(score) } }",
        OverTime::Pools,
        |view| {
            let rows = view.rows();
            let high = |row: &Row| row.score.is_some_and(|score| score >= 9);
            let known = |row: &Row| row.score.is_some();
            let number = |holds: fn(&Row) -> bool| {
                move |rows: &[&Row]| rows.iter().filter(|row| holds(row)).count() as f64
            };
            let (top, bottom) = (rows.count(high), rows.count(known));
            let [n, y, x, yy, xy, xx] =
                view.rows().only(known).moments(no_order, number(high), number(known));
            let alone = view.rows().only(|row| row.customer.is_none() && known(row));
            let one = |holds: fn(&Row) -> bool| move |row: &Row| holds(row).then_some(1.0);
            let found = view.found(
                over(top, bottom),
                bottom,
                [("numerator", top), ("denominator", bottom), n, y, x, yy, xy, xx],
            );
            View::with(found, alone.alone(Some(&one(high)), Some(&one(known))))
        },
    ),
    Case::new(
        "ratio_paired",
        "{ ratio: { numerator: sum(amount), denominator: sum(quantity), paired: true } }",
        OverTime::Pools,
        |view| {
            let both = |row: &Row| row.cents.is_some() && row.quantity.is_some();
            let rows = view.rows();
            let [n, y, x, yy, xy, xx] = view.rows().only(both).moments(
                no_order,
                |rows| amounts(&those(rows, both)),
                |rows| those(rows, both).iter().filter_map(|row| row.quantity()).sum(),
            );
            let pairs = rows.only(both);
            let (top, bottom, cases) =
                (pairs.sum(Row::amount), pairs.sum(Row::quantity), pairs.count(|_| true));
            let parts = [("numerator", top), ("denominator", bottom), ("cases", cases), n, y, x, yy, xy, xx];
            let alone = view.rows().only(|row| row.customer.is_none() && both(row));
            let found = view.found(over(top, bottom), cases, parts);
            View::with(found, alone.alone(Some(&Row::amount), Some(&Row::quantity)))
        },
    ),
    Case::new("formula", "{ formula: sum / count }", OverTime::Recomputed, |view| {
        let rows = view.rows();
        let (sum, count) = (rows.sum(Row::amount), rows.count(|_| true));
        view.found(over(sum, count), None, [("sum", sum), ("count", count)])
    })
    .uncut(),
];

fn sum(view: &View<'_>, value: fn(&Row) -> Option<f64>) -> Found {
    let rows = view.rows();
    let (sum, n) = (rows.sum(value), rows.count(|row| value(row).is_some()));
    view.found(sum, n, [("sum", sum), ("n", n)])
}

fn count(view: &View<'_>, holds: fn(&Row) -> bool) -> Found {
    let count = view.rows().count(holds);
    view.found(count, count, [("count", count)])
}

fn extreme(view: &View<'_>, name: &'static str, of: fn(f64, f64) -> f64) -> Found {
    let rows = view.rows();
    let (value, n) = (rows.values(Row::amount).into_iter().reduce(of), rows.count(|row| row.cents.is_some()));
    view.found(value, n, [(name, value), ("n", n)])
}

fn share(view: &View<'_>, among: fn(&Row) -> bool) -> Found {
    let rows = view.rows().only(among);
    let (hits, base) = (rows.count(Row::sells), rows.count(|_| true));
    view.found(over(hits, base), base, [("hits", hits), ("base", base)])
}

/// The share of the regions that have a value, by what a measure finds in each and whether that meets `of` and `among`.
fn regions(view: &View<'_>, of: fn(&View<'_>) -> Found, meets: fn(f64, f64) -> (bool, bool)) -> Found {
    let found = ["north", "south"].map(|region| of(&View { region: Some(Some(region)), ..*view }));
    let there = found.iter().filter(|found| found.n != Some(0.0));
    let met: Vec<bool> = there
        .filter_map(|found| Some(meets(found.value?, found.n.unwrap_or(f64::INFINITY))))
        .filter_map(|(of, among)| among.then_some(of))
        .collect();
    let is_known = view.rows().any || found.iter().any(|found| found.value.is_some());
    let counted = |number: usize| is_known.then_some(number as f64);
    let (met, among) = (counted(met.iter().filter(|met| **met).count()), counted(met.len()));
    view.found(over(met, among), among, [("met", met), ("among", among)])
}

/// A balance as a kind finds it.
fn balanced(view: &View<'_>) -> Found {
    let balance = balance(view);
    view.found(balance, None, [("balance", balance)])
}

/// A row belongs to its customer, or to nobody.
pub(super) fn no_order(_: &Row) -> Option<u8> {
    None
}

pub(super) fn amounts(rows: &[&Row]) -> f64 {
    rows.iter().filter_map(|row| row.amount()).sum()
}

pub(super) fn orders(rows: &[&Row]) -> f64 {
    rows.iter().filter_map(|row| row.order).collect::<std::collections::BTreeSet<_>>().len() as f64
}

pub(super) fn those<'r>(rows: &[&'r Row], holds: fn(&Row) -> bool) -> Vec<&'r Row> {
    rows.iter().filter(|row| holds(row)).copied().collect()
}

/// The amounts of the last rows of each customer that have one, by the end; of several on a day the greatest.
fn balance(view: &View<'_>) -> Option<f64> {
    let everything =
        View { region: None, ..*view }.within((chrono::NaiveDate::MIN, view.span.1), |row| Some(row.day));
    let mut last: std::collections::BTreeMap<u8, (chrono::NaiveDate, i64, Option<&str>)> = Default::default();
    for row in everything.rows {
        if let (Some(customer), Some(cents)) = (row.customer, row.cents) {
            let now = (row.day, cents, row.region);
            let held = last.entry(customer).or_insert(now);
            *held = (*held).max(now);
        }
    }
    let here: Vec<i64> =
        last.values().filter(|l| view.region.is_none_or(|r| r == l.2)).map(|l| l.1).collect();
    let sum = || here.iter().sum::<i64>() as f64 / 100.0;
    (!here.is_empty() || view.rows().any).then(sum)
}
