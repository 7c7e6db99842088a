//! Promises, times, backlog, returns.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::rows::Row;
use super::view::{Found, Rows, View, over, percentile};
use super::{Case, HOLIDAYS, OverTime, REVERSED};

pub(super) const CASES: &[Case] = &[
    Case::new("on_time", "{ on_time: { promised: promised, delivered: ended } }", OverTime::Pools, |view| {
        on_time(view, 0, |_| true, |_| true)
    }),
    Case::new(
        "on_time_cancelled",
        r#"{ on_time: { promised: promised, delivered: ended, cancelled: { by_customer: "cancelled = 'customer'", by_supplier: "cancelled = 'supplier'" }, grace: 2 days } }"#,
        OverTime::Pools,
        |view| {
            on_time(view, 2, |row| row.cancelled != Some("customer"), |row| row.cancelled != Some("supplier"))
        },
    ),
    Case::new(
        "otif_line",
        "{ otif: { promised: promised, delivered: ended, ordered: weight, received: score, level: line } }",
        OverTime::Pools,
        |view| {
            let lines = view.by(|row| row.promised);
            let kept = lines.count(|row| in_time(view, row) && is_full(row));
            let due = lines.count(|_| true);
            view.found(over(kept, due), due, [("kept", kept), ("due", due)])
        },
    ),
    Case::new(
        "otif_line_strict",
        r#"{ otif: { promised: promised, delivered: ended, ordered: weight, received: score, level: line, tolerance: 50%, early: 3 days, cancelled: { by_customer: "cancelled = 'customer'", by_supplier: "cancelled = 'supplier'" } } }"#,
        OverTime::Pools,
        |view| {
            let lines = view.by(|row| row.promised).only(|row| row.cancelled != Some("customer"));
            let kept = |row: &Row| {
                let not_before = row.ended.zip(row.promised).is_some_and(|(e, p)| e + Days::new(3) >= p);
                let half = row.score.zip(row.weight).is_some_and(|(s, w)| 2 * (s - w).abs() <= w);
                in_time(view, row) && not_before && half && row.cancelled != Some("supplier")
            };
            let (kept, due) = (lines.count(kept), lines.count(|_| true));
            view.found(over(kept, due), due, [("kept", kept), ("due", due)])
        },
    ),
    Case::new(
        "otif_unit",
        "{ otif: { promised: promised, delivered: ended, ordered: weight, received: score, level: unit } }",
        OverTime::Pools,
        |view| {
            let lines = view.by(|row| row.promised);
            // Of what nothing is known nothing came.
            let came = |row: &Row| Some(row.score.unwrap_or(0).min(row.weight?).max(0) as f64);
            let (kept, due) = (
                lines.those(|row| in_time(view, row)).sum(came),
                lines.sum(|row| row.weight.map(|w| w as f64)),
            );
            view.found(over(kept, due), due, [("kept", kept), ("due", due)])
        },
    ),
    Case::new(
        "otif_order",
        "{ otif: { promised: promised, delivered: ended, ordered: weight, received: score, level: order, order: order_no } }",
        OverTime::Pools,
        |view| {
            let ever = view.within((NaiveDate::MIN, NaiveDate::MAX), |row| row.promised);
            let mut orders: BTreeMap<u8, Vec<&Row>> = BTreeMap::new();
            for row in ever.rows {
                if let Some(order) = row.order {
                    orders.entry(order).or_default().push(row);
                }
            }
            orders.retain(|_, lines| {
                let last = lines.iter().filter_map(|line| line.promised).max();
                last.is_some_and(|last| view.span.0 <= last && last <= view.span.1)
            });
            let whole = |lines: &&Vec<&Row>| lines.iter().all(|row| in_time(view, row) && is_full(row));
            let any = view.by(|row| row.promised).any;
            let kept = any.then(|| orders.values().filter(whole).count() as f64);
            let due = any.then_some(orders.len() as f64);
            view.found(over(kept, due), due, [("kept", kept), ("due", due)])
        },
    ),
    Case::new("lead_time", "{ lead_time: { from: started, to: ended } }", OverTime::Recomputed, |view| {
        times(view, days, "median", 0.5)
    }),
    Case::new(
        "lead_time_p90",
        "{ lead_time: { from: started, to: ended, statistic: p90, unit: hours } }",
        OverTime::Recomputed,
        |view| times(view, |from, to| 24.0 * days(from, to), "p90", 0.9),
    ),
    Case::new(
        "lead_time_mean",
        "{ lead_time: { from: started, to: ended, statistic: mean } }",
        OverTime::Pools,
        |view| mean_time(view, days),
    ),
    Case::new(
        "lead_time_business",
        "{ lead_time: { from: started, to: ended, statistic: mean, business_days: true } }",
        OverTime::Pools,
        |view| mean_time(view, business_days),
    ),
    Case::new("backlog", "{ backlog: { opened: day, closed: ended } }", OverTime::Last, |view| {
        let until = view.within((NaiveDate::MIN, view.span.1), |row| Some(row.day));
        let open = until.count(|row| view.come(row.ended).is_none_or(|ended| ended > view.span.1));
        view.found(open, open, [("open", open)])
    }),
    Case::new(
        "returned_by_sale",
        "{ return_rate: { sold_at: day, returned_at: ended, quantity: quantity, by: sale, within: 14 days } }",
        OverTime::Pools,
        |view| {
            let sales = view.rows();
            let all = sales.sum(Row::quantity);
            let mature = sales.only(|row| row.day + Days::new(14) <= view.world.as_of);
            let back = |row: &Row| view.come(row.ended).is_some_and(|ended| ended <= row.day + Days::new(14));
            let (sold, returned) = (mature.sum(Row::quantity), mature.those(back).sum(Row::quantity));
            view.found(over(returned, sold), sold, [("returned", returned), ("sold", sold), ("all", all)])
        },
    ),
    Case::new(
        "returned_by_return",
        "{ return_rate: { sold_at: day, returned_at: ended, by: return } }",
        OverTime::Pools,
        |view| {
            let (sales, returns) = (view.rows(), view.by(|row| row.ended));
            let any = sales.any || returns.any;
            let sold = any.then_some(sales.rows.len() as f64);
            let returned = any.then_some(returns.rows.len() as f64);
            view.found(over(returned, sold), sold, [("returned", returned), ("sold", sold)])
        },
    ),
];

fn on_time(view: &View<'_>, grace: u64, counts: fn(&Row) -> bool, kept: fn(&Row) -> bool) -> Found {
    let promises = view.by(|row| row.promised).only(counts);
    let in_time = |row: &Row| {
        let limit = row.promised.map(|promised| promised + Days::new(grace));
        kept(row) && view.come(row.ended).is_some_and(|ended| Some(ended) <= limit)
    };
    let (due, kept) = (promises.count(|_| true), promises.count(in_time));
    view.found(over(kept, due), due, [("kept", kept), ("due", due)])
}

fn in_time(view: &View<'_>, row: &Row) -> bool {
    view.come(row.ended).is_some_and(|ended| Some(ended) <= row.promised)
}

fn is_full(row: &Row) -> bool {
    row.score.zip(row.weight).is_some_and(|(received, ordered)| received >= ordered)
}

pub(super) type Length = fn(NaiveDate, NaiveDate) -> f64;

pub(super) fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}

/// Working days after the first day, through the last.
pub(super) fn business_days(from: NaiveDate, to: NaiveDate) -> f64 {
    let is_free = |day: &NaiveDate| {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || HOLIDAYS.contains(&day.to_string().as_str())
    };
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| !is_free(day)).count() as f64
}

/// Cases that end before they begin have no length.
pub(super) fn length(of: Length) -> impl Fn(&Row) -> Option<f64> {
    move |row| {
        let (from, to) = row.started.zip(row.ended)?;
        (from <= to).then(|| of(from, to))
    }
}

pub(super) fn times(view: &View<'_>, of: Length, name: &'static str, p: f64) -> Found {
    let ended = view.by(|row| row.ended);
    let value = percentile(ended.values(length(of)), p);
    let n = ended.count(|row| length(of)(row).is_some());
    view.found(value, n, [(name, value), ("n", n), (REVERSED, reversed(&ended))])
}

/// Cases that end before they begin, by the day of their end.
fn reversed(ended: &Rows<'_>) -> Option<f64> {
    ended.count(|row| row.started.zip(row.ended).is_some_and(|(from, to)| to < from))
}

fn mean_time(view: &View<'_>, of: Length) -> Found {
    let ended = view.by(|row| row.ended);
    let n = ended.count(|row| length(of)(row).is_some());
    let sum = ended.sum(length(of));
    let squares = ended.sum(|row| length(of)(row).map(|length| length * length));
    let parts = [("sum", sum), ("n", n), ("squares", squares), (REVERSED, reversed(&ended))];
    view.found(over(sum, n), n, parts)
}
