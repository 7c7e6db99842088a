//! Defects, what they cost, complaints.

use std::collections::BTreeSet;

use super::general::{amounts, no_order, those};
use super::rows::Row;
use super::view::{Found, View, over};
use super::{Case, OverTime};

pub(super) const CASES: &[Case] = &[
    Case::new("defects", "{ defect_rate: score <= 3 }", OverTime::Pools, |view| {
        let rows = view.rows();
        let (defective, inspected) = (rows.count(is_low), rows.count(|_| true));
        defects(view, defective, inspected, 1.0)
    }),
    Case::new(
        "defects_inspected",
        "{ defect_rate: { defective: score <= 3, inspected: quantity > 0, per: million } }",
        OverTime::Pools,
        |view| {
            let rows = view.rows().only(Row::sells);
            let (defective, inspected) = (rows.count(is_low), rows.count(|_| true));
            defects(view, defective, inspected, 1e6)
        },
    ),
    Case::new(
        "defects_quantity",
        r#"{ defect_rate: { defective: weight, inspected: "greatest(quantity, 0)", per: 1 million } }"#,
        OverTime::Pools,
        |view| {
            let rows = view.rows();
            let inspected = rows.sum(|row| Some(row.quantity().unwrap_or(0.0).max(0.0)));
            defects(view, rows.sum(weight), inspected, 1e6)
        },
    ),
    Case::new("defects_per_row", "{ defect_rate: weight }", OverTime::Pools, |view| {
        let rows = view.rows();
        defects(view, rows.sum(weight), rows.count(|_| true), 1.0)
    }),
    Case::new(
        "cost_per_order",
        r#"{ quality_cost: { refunds: { value: "-sum(amount)", where: quantity < 0 }, write_off: sum(weight), per: order, base: count(distinct order_no) } }"#,
        OverTime::Recomputed,
        |view| {
            let rows = view.rows();
            let refunds = rows.those(Row::sends_back).sum(Row::amount);
            let write_off = rows.sum(weight);
            let orders = rows.different(|row| row.order);
            let cost = refunds.zip(write_off).map(|(refunds, write_off)| write_off - refunds);
            let sent_back = |row: &Row| row.sends_back() && row.amount().is_some();
            let taken = |row: &Row| sent_back(row) || weight(row).is_some() || row.order.is_some();
            let [n, y, x, yy, xy, xx] = view.rows().only(taken).moments(
                |row| row.order,
                |rows| weights(rows) - amounts(&those(rows, Row::sends_back)),
                |rows| rows.iter().filter_map(|row| row.order).collect::<BTreeSet<_>>().len() as f64,
            );
            let parts =
                [("refunds", refunds), ("write_off", write_off), ("base", orders), n, y, x, yy, xy, xx];
            let is_alone = |row: &Row| row.customer.is_none() && row.order.is_none() && taken(row);
            let of_back = |row: &Row| row.amount().filter(|_| row.sends_back()).unwrap_or(0.0);
            let of_row = |row: &Row| Some(weight(row).unwrap_or(0.0) - of_back(row));
            let alone = view.rows().only(is_alone).alone(Some(&of_row), None);
            View::with(view.found(over(cost, orders), orders, parts), alone)
        },
    ),
    Case::new(
        "cost_of_sales",
        "{ quality_cost: { logistics: sum(weight), per: net_sales, base: sum(amount) } }",
        OverTime::Pools,
        |view| {
            let rows = view.rows();
            let (cost, sales, cases) = (rows.sum(weight), rows.sum(Row::amount), rows.count(|_| true));
            let taken = |row: &Row| weight(row).is_some() || row.amount().is_some();
            let [n, y, x, yy, xy, xx] = view.rows().only(taken).moments(no_order, weights, amounts);
            let parts = [("logistics", cost), ("base", sales), ("cases", cases), n, y, x, yy, xy, xx];
            let alone = view.rows().only(|row| row.customer.is_none() && taken(row));
            let found = view.found(over(cost, sales), cases, parts);
            View::with(found, alone.alone(Some(&weight), Some(&Row::amount)))
        },
    ),
    Case::new(
        "complaints",
        "{ complaint_rate: { complaints: { value: count(*), where: score <= 3 }, exposure: count(distinct order_no) } }",
        OverTime::Recomputed,
        |view| {
            let rows = view.rows();
            let (complaints, orders) = (rows.count(is_low), rows.different(|row| row.order));
            let rate = over(complaints, orders).map(|rate| 1000.0 * rate);
            view.found(rate, orders, [("complaints", complaints), ("exposure", orders)])
        },
    ),
    Case::new(
        "complaints_per_unit",
        "{ complaint_rate: { complaints: count(*) filter (where score <= 3), exposure: sum(weight), per: 10 } }",
        OverTime::Pools,
        |view| {
            let rows = view.rows();
            let (complaints, units, cases) = (rows.count(is_low), rows.sum(weight), rows.count(|_| true));
            let rate = over(complaints, units).map(|rate| 10.0 * rate);
            view.found(rate, cases, [("complaints", complaints), ("exposure", units), ("cases", cases)])
        },
    ),
];

fn is_low(row: &Row) -> bool {
    row.score.is_some_and(|score| score <= 3)
}

pub(super) fn weight(row: &Row) -> Option<f64> {
    row.weight.map(|weight| weight as f64)
}

fn weights(rows: &[&Row]) -> f64 {
    rows.iter().filter_map(|row| weight(row)).sum()
}

fn defects(view: &View<'_>, defective: Option<f64>, inspected: Option<f64>, per: f64) -> Found {
    let rate = over(defective, inspected).map(|rate| per * rate);
    view.found(rate, inspected, [("defective", defective), ("inspected", inspected)])
}
