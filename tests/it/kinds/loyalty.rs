//! Who stays, who leaves, who is new; revenue over customers and orders.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Months, NaiveDate};

use super::general::{amounts, orders};
use super::quality::weight;
use super::rows::{Row, World};
use super::view::{Found, View, first_of_month, over, percentile};
use super::{Case, OverTime};
use crate::support::Ran;

pub(super) const CASES: &[Case] = &[
    Case::new("retention", "retention", OverTime::Never, |view| states(view, None, any, Wanted::Stayed)),
    Case::new("retention_2", "{ retention: { active_within: 2 months } }", OverTime::Never, |view| {
        states(view, Some(2), any, Wanted::Stayed)
    })
    .by_month(),
    Case::new("retention_sold", "{ retention: { active_within: 1 month } }", OverTime::Never, |view| {
        states(view, Some(1), Row::sells, Wanted::Stayed)
    })
    .of_sales()
    .by_month(),
    Case::new("churn", "churn", OverTime::Never, |view| states(view, None, any, Wanted::Left)),
    Case::new("churn_2", "{ churn: { active_within: 2 months } }", OverTime::Never, |view| {
        states(view, Some(2), any, Wanted::Left)
    })
    .by_month(),
    Case::new("active", "active_customers", OverTime::Recomputed, |view| {
        let active = view.rows().different(|row| row.customer);
        view.found(active, active, [("active", active)])
    }),
    Case::new("active_2", "{ active_customers: { active_within: 2 months } }", OverTime::Never, |view| {
        let span = view.active(Some(2));
        let customers = view.customers(span, any);
        let active = has_rows(view, span).then(|| view.at_home(&customers, span.1, any));
        Found { needs: span.0, ..view.found(active, active, [("active", active)]) }
    })
    .by_month(),
    Case::new("reactivated", "reactivated", OverTime::Never, |view| came_back(view, None, None, any)),
    Case::new("reactivated_2", "{ reactivated: { active_within: 2 months } }", OverTime::Never, |view| {
        came_back(view, Some(2), None, any)
    })
    .by_month(),
    Case::new(
        "reactivated_sold",
        "{ reactivated: { active_within: 1 month, lapsed_up_to: 2 months } }",
        OverTime::Never,
        |view| came_back(view, Some(1), Some(2), Row::sells),
    )
    .of_sales()
    .by_month(),
    Case::new(
        "reactivation",
        "{ reactivated: { rate: true, lapsed_up_to: 6 months } }",
        OverTime::Never,
        |view| of_lapsed(view, None, 6, any),
    ),
    Case::new(
        "reactivation_1",
        "{ reactivated: { active_within: 1 month, rate: true, lapsed_up_to: 3 months } }",
        OverTime::Never,
        |view| of_lapsed(view, Some(1), 3, any),
    )
    .by_month(),
    Case::new(
        "retention_base",
        "{ retention: { contract: { start: started, end: ended } } }",
        OverTime::Never,
        |view| by_contract(view, Wanted::Stayed),
    )
    .uncut(),
    Case::new(
        "churn_base",
        "{ churn: { contract: { start: started, end: ended } } }",
        OverTime::Never,
        |view| by_contract(view, Wanted::Left),
    )
    .uncut(),
    Case::new(
        "renewal",
        "{ retention: { contract: { due: promised, renewed: ended, grace: 5 days } } }",
        OverTime::Pools,
        |view| {
            let [kept, due, all] = renewals(view);
            view.found(over(kept, due), due, [("renewed", kept), ("due", due), ("all", all)])
        },
    ),
    Case::new(
        "renewal_missed",
        "{ churn: { contract: { due: promised, renewed: ended, grace: 5 days } } }",
        OverTime::Pools,
        |view| {
            let [kept, due, all] = renewals(view);
            let missed = due.zip(kept).map(|(due, kept)| due - kept);
            view.found(over(missed, due), due, [("renewed", kept), ("due", due), ("all", all)])
        },
    ),
    Case::new("left", "{ churn: { contract: { left: quantity < 0 } } }", OverTime::Never, |view| {
        let [left, customers] = who_left(view);
        view.found(over(left, customers), customers, [("left", left), ("customers", customers)])
    }),
    Case::new("left_not", "{ retention: { contract: { left: quantity < 0 } } }", OverTime::Never, |view| {
        let [left, customers] = who_left(view);
        let stayed = customers.zip(left).map(|(all, left)| all - left);
        view.found(over(stayed, customers), customers, [("left", left), ("customers", customers)])
    }),
    Case::new("revenue_kept", "{ revenue_retention: { revenue: amount } }", OverTime::Never, |view| {
        revenue(view, None, false, |_| ())
    }),
    Case::new(
        "revenue_kept_2",
        "{ revenue_retention: { revenue: amount, active_within: 2 months, netting: customer } }",
        OverTime::Never,
        |view| revenue(view, Some(2), false, |_| ()),
    )
    .by_month(),
    Case::new(
        "revenue_gross",
        "{ revenue_retention: { revenue: amount, form: gross } }",
        OverTime::Never,
        |view| revenue(view, None, true, |_| ()),
    ),
    Case::new(
        "revenue_gross_lines",
        "{ revenue_retention: { revenue: amount, form: gross, netting: [cancelled, order_no] } }",
        OverTime::Never,
        |view| revenue(view, None, true, |row| (row.cancelled, row.order)),
    ),
    Case::new(
        "cohorts",
        "{ cohort_retention: { cohort: month, age: 1 month } }",
        OverTime::Recomputed,
        |view| cohorts(view, &MONTHS, any),
    ),
    Case::new(
        "cohorts_sold",
        "{ cohort_retention: { cohort: month, age: 2 months, counting: rolling } }",
        OverTime::Recomputed,
        |view| cohorts(view, &Cohorts { months: 1, age: 2, rolling: true }, Row::sells),
    )
    .of_sales(),
    Case::new(
        "cohorts_quarter",
        "{ cohort_retention: { cohort: quarter, age: 3 months, counting: rolling } }",
        OverTime::Recomputed,
        |view| cohorts(view, &QUARTERS, any),
    ),
    Case::new("new", "{ new_customers: { new_after: 1 month } }", OverTime::Adds, |view| {
        let before =
            view.customers((chrono::NaiveDate::MIN, view.span.0.pred_opt().expect("a day before")), any);
        let new = view.customers(view.span, any).difference(&before).copied().collect();
        let new = has_rows(view, view.span).then(|| view.at_home(&new, view.span.1, any));
        Found { needs: view.span.0 - Months::new(1), ..view.found(new, new, [("new", new)]) }
    }),
    Case::new(
        "per_customer",
        "{ revenue_per_customer: { revenue: amount } }",
        OverTime::Recomputed,
        |view| {
            let customers = view.rows().different(|row| row.customer);
            let known = view.rows().only(|row| row.customer.is_some());
            let revenue = known.sum(Row::amount);
            let [n, y, _, yy, _, _] = known.moments(|_| None::<u8>, amounts, |_| 0.0);
            view.found(
                over(revenue, customers),
                customers,
                [("revenue", revenue), ("customers", customers), n, y, yy],
            )
        },
    ),
    Case::new(
        "per_average_customer",
        "{ revenue_per_customer: { revenue: amount, base: average } }",
        OverTime::Never,
        |view| {
            let revenue = view.rows().only(|row| row.customer.is_some()).sum(Row::amount);
            let opened = view.opening.expect("a period has one before it");
            let opening = at_opening(view, opened, any);
            let closing = view.rows().different(|row| row.customer);
            let base = opening.zip(closing).map(|(opening, closing)| (opening + closing) / 2.0);
            let parts = [("revenue", revenue), ("opening", opening), ("closing", closing)];
            Found { needs: opened.0, ..view.found(over(revenue, base), base, parts) }
        },
    ),
    Case::new(
        "per_closing_customer",
        "{ revenue_per_customer: { revenue: amount, base: closing } }",
        OverTime::Recomputed,
        |view| {
            let revenue = view.rows().only(|row| row.customer.is_some()).sum(Row::amount);
            let span = (first_of_month(view.span.1) - Months::new(view.months - 1), view.span.1);
            let customers = view.customers(span, any);
            let customers = has_rows(view, span).then(|| view.at_home(&customers, span.1, any));
            let parts = [("revenue", revenue), ("customers", customers)];
            Found { needs: span.0.min(view.span.0), ..view.found(over(revenue, customers), customers, parts) }
        },
    ),
    Case::new(
        "profit",
        "{ profit_per_customer: { revenue: amount, cost: quantity, service_cost: weight } }",
        OverTime::Recomputed,
        |view| {
            let (customers, profits, amounts) = profits(view);
            let of = |part: fn(f64) -> f64| {
                (!profits.is_empty()).then(|| profits.iter().map(|p| part(*p)).sum::<f64>())
            };
            let (n, y, yy) = (of(|_| 1.0), of(|p| p), of(|p| p * p));
            let parts = [("customers", customers), ("n", n), ("y", y), ("yy", yy)];
            let profit = y.filter(|_| all_known(&amounts));
            with_amounts(amounts, view.found(over(profit, customers), customers, parts))
        },
    ),
    Case::new(
        "profit_median",
        "{ profit_per_customer: { revenue: amount, cost: quantity, service_cost: weight, statistic: median } }",
        OverTime::Recomputed,
        |view| {
            let (customers, profits, amounts) = profits(view);
            let median = percentile(profits, 0.5).filter(|_| all_known(&amounts));
            let parts = [("median", median), ("customers", customers)];
            with_amounts(amounts, view.found(median, customers, parts))
        },
    ),
    Case::new(
        "unprofitable",
        "{ profit_per_customer: { revenue: amount, cost: quantity, service_cost: weight, statistic: unprofitable_share } }",
        OverTime::Recomputed,
        |view| {
            let (customers, profits, amounts) = profits(view);
            let below = profits.iter().filter(|profit| **profit < 0.0).count() as f64;
            let below = (!profits.is_empty() && all_known(&amounts)).then_some(below);
            let parts = [("unprofitable", below), ("customers", customers)];
            with_amounts(amounts, view.found(over(below, customers), customers, parts))
        },
    ),
    Case::new(
        "total_loss",
        "{ profit_per_customer: { revenue: amount, cost: quantity, service_cost: weight, statistic: total_loss } }",
        OverTime::Recomputed,
        |view| {
            let (customers, profits, amounts) = profits(view);
            let loss = profits.iter().map(|profit| profit.min(0.0)).sum::<f64>();
            let loss = (!profits.is_empty() && all_known(&amounts)).then_some(loss);
            with_amounts(amounts, view.found(loss, customers, [("loss", loss), ("customers", customers)]))
        },
    ),
    Case::new("frequency", "{ purchase_frequency: { order: order_no } }", OverTime::Recomputed, |view| {
        let customers = view.rows().different(|row| row.customer);
        let known = view.rows().only(|row| row.customer.is_some());
        let different = known.different(|row| row.order);
        let [n, y, x, yy, xy, xx] = known.moments(|_| None::<u8>, orders, |_| 1.0);
        let parts = [("orders", different), ("customers", customers), n, y, x, yy, xy, xx];
        view.found(over(different, customers), customers, parts)
    }),
    Case::new(
        "order_value",
        "{ order_value: { revenue: amount, order: order_no } }",
        OverTime::Recomputed,
        |view| {
            let rows = view.rows().only(|row| row.order.is_some());
            let (revenue, different) = (rows.sum(Row::amount), rows.different(|row| row.order));
            let [n, y, x, yy, xy, xx] = rows.moments(|row| row.order, amounts, orders);
            view.found(
                over(revenue, different),
                different,
                [("revenue", revenue), ("orders", different), n, y, x, yy, xy, xx],
            )
        },
    ),
];

/// How many customers have a row, and the profit of each in hundredths made whole.
fn profits(view: &View<'_>) -> (Option<f64>, Vec<f64>, Amounts) {
    let rows = view.rows();
    let known = rows.those(|row| row.customer.is_some());
    let amounts = [
        ("revenue", known.sum(Row::amount)),
        ("cost", known.sum(Row::quantity)),
        ("service_cost", known.sum(weight)),
    ];
    let mut cents: std::collections::BTreeMap<u8, i64> = Default::default();
    for row in &rows.rows {
        let costs = row.quantity.unwrap_or(0) + row.weight.unwrap_or(0);
        if let Some(customer) = row.customer {
            *cents.entry(customer).or_default() += row.cents.unwrap_or(0) - 100 * costs;
        }
    }
    let profits = cents.values().map(|cents| *cents as f64 / 100.0).collect();
    (rows.different(|row| row.customer), profits, amounts)
}

/// What profits are made of.
type Amounts = [(&'static str, Option<f64>); 3];

/// Whether none of them is missing in all rows.
fn all_known(amounts: &Amounts) -> bool {
    amounts.iter().all(|(_, amount)| amount.is_some())
}

fn with_amounts(amounts: Amounts, mut found: Found) -> Found {
    found.parts.extend(amounts);
    found
}

enum Wanted {
    Stayed,
    Left,
}

fn any(_: &Row) -> bool {
    true
}

fn has_rows(view: &View<'_>, span: super::view::Span) -> bool {
    view.within(span, |row| Some(row.day)).any
}

/// Customers of the opening, 0 when there are rows since then but no customer.
fn at_opening(view: &View<'_>, opened: super::view::Span, qualifies: fn(&Row) -> bool) -> Option<f64> {
    let customers = view.customers(opened, qualifies);
    has_rows(view, (opened.0, view.span.1)).then(|| view.at_home(&customers, opened.1, qualifies))
}

fn states(view: &View<'_>, months: Option<u32>, qualifies: fn(&Row) -> bool, wanted: Wanted) -> Found {
    let opened = view.opened(months).expect("a period has one before it");
    let active = view.active(months);
    let (then, now) = (view.customers(opened, qualifies), view.customers(active, qualifies));
    let (name, those) = match wanted {
        Wanted::Stayed => ("retained", then.intersection(&now).copied().collect()),
        Wanted::Left => ("lost", then.difference(&now).copied().collect()),
    };
    let opening = at_opening(view, opened, qualifies);
    let those = has_rows(view, active).then(|| view.at_home(&those, opened.1, qualifies));
    Found {
        needs: opened.0,
        ..view.found(over(those, opening), opening, [(name, those), ("opening", opening)])
    }
}

/// Days before the opening's, all of them or so many months back from its end.
fn before_opening(opened: super::view::Span, back: Option<u32>) -> super::view::Span {
    let from = back.map_or(NaiveDate::MIN, |months| first_of_month(opened.1) - Months::new(months - 1));
    (from, opened.0 - Days::new(1))
}

fn came_back(
    view: &View<'_>,
    months: Option<u32>,
    lapsed: Option<u32>,
    qualifies: fn(&Row) -> bool,
) -> Found {
    let opened = view.opened(months).expect("a period has one before it");
    let (before, active) = (before_opening(opened, lapsed), view.active(months));
    let [then, opening, now] = [before, opened, active].map(|span| view.customers(span, qualifies));
    let back = now.iter().filter(|c| then.contains(c) && !opening.contains(c)).copied().collect();
    let back = has_rows(view, active).then(|| view.at_home(&back, opened.1, qualifies));
    let needs = if lapsed.is_some() { before.0 } else { opened.0 };
    Found { needs, ..view.found(back, back, [("reactivated", back)]) }
}

fn of_lapsed(view: &View<'_>, months: Option<u32>, up_to: u32, qualifies: fn(&Row) -> bool) -> Found {
    let opened = view.opened(months).expect("a period has one before it");
    let before = before_opening(opened, Some(up_to));
    let gone = &view.customers(before, qualifies) - &view.customers(opened, qualifies);
    let lapsed = has_rows(view, (before.0, view.span.1)).then(|| view.at_home(&gone, opened.1, qualifies));
    let found = came_back(view, months, Some(up_to), qualifies);
    let parts = [("reactivated", found.value), ("lapsed", lapsed)];
    Found { needs: before.0, ..view.found(over(found.value, lapsed), lapsed, parts) }
}

/// active = previous − lost + new + reactivated, in every period whose states are known.
pub(super) fn identity(ran: &Ran) -> Vec<String> {
    let mut broken = Vec::new();
    for (ending, periods) in [("", 1), ("_q", 1), ("_2", 2)] {
        let new = ran.measure(if ending == "_q" { "new_q" } else { "new" });
        let labels = new.periods.iter().map(|p| p.period.label.as_str());
        for (at, label) in labels.enumerate().skip(periods - 1) {
            let part = |id: &str, name: &str| ran.at(&format!("{id}{ending}"), label).components[name];
            // Where a look-back is longer than a period, so is the time in which a customer is new.
            let news = new.periods[at + 1 - periods..=at].iter().map(|p| p.components["new"]);
            let news: Option<f64> = news.sum();
            let parts = (part("active", "active"), part("retention", "opening"), part("churn", "lost"), news);
            if let ((Some(active), Some(previous), Some(lost), Some(new)), Some(back)) =
                (parts, part("reactivated", "reactivated"))
                && active != previous - lost + new + back
            {
                broken.push(format!(
                    "identity{ending} {label}: {active} is not {previous} - {lost} + {new} + {back}"
                ));
            }
        }
    }
    broken
}

fn by_contract(view: &View<'_>, wanted: Wanted) -> Found {
    let day = view.span.0 - Days::new(1);
    let begun = view.within((NaiveDate::MIN, view.span.1), |row| row.started);
    let running = |at: NaiveDate| -> BTreeSet<u8> {
        let runs = |row: &&&Row| {
            row.started.is_some_and(|start| start <= at) && view.come(row.ended).is_none_or(|end| end > at)
        };
        begun.rows.iter().filter(runs).filter_map(|row| row.customer).collect()
    };
    let (then, now) = (running(day), running(view.span.1));
    let (name, those) = match wanted {
        Wanted::Stayed => ("retained", &then & &now),
        Wanted::Left => ("lost", &then - &now),
    };
    let [opening, those] = [then, those].map(|set| begun.any.then_some(set.len() as f64));
    Found { needs: day, ..view.found(over(those, opening), opening, [(name, those), ("opening", opening)]) }
}

/// Renewed, due with the grace over, due.
fn renewals(view: &View<'_>) -> [Option<f64>; 3] {
    let due = view.by(|row| row.promised);
    let closes = |row: &Row| row.promised.expect("a day by which it is placed") + Days::new(5);
    let mature = |row: &Row| closes(row) <= view.world.as_of;
    [
        due.count(|row| mature(row) && view.come(row.ended).is_some_and(|day| day <= closes(row))),
        due.count(mature),
        due.count(|_| true),
    ]
}

/// Who sent something back, and all.
fn who_left(view: &View<'_>) -> [Option<f64>; 2] {
    let left = view.rows().only(Row::sends_back).different(|row| row.customer);
    [left, view.rows().different(|row| row.customer)]
}

fn revenue<K: Ord>(view: &View<'_>, months: Option<u32>, gross: bool, line: fn(&Row) -> K) -> Found {
    let opened = view.opened(months).expect("a period has one before it");
    let active = view.active(months);
    let everywhere = View { region: None, ..*view };
    // Cents by customer and line: at the opening, at the end.
    let mut cents: BTreeMap<u8, BTreeMap<K, [i64; 2]>> = BTreeMap::new();
    for (side, span) in [opened, active].into_iter().enumerate() {
        for row in everywhere.within(span, |row| Some(row.day)).rows {
            if let Some(customer) = row.customer {
                cents.entry(customer).or_default().entry(line(row)).or_default()[side] +=
                    row.cents.unwrap_or(0);
            }
        }
    }
    let mut left_out = 0.0;
    let mut pairs = Vec::new();
    // Whether rows are there of which none has a value: at the opening of all, at the end of those who opened above 0.
    let mut missing = [(false, false); 2];
    let mut see = |side: usize, span, customer: u8| {
        for row in everywhere.within(span, |row| Some(row.day)).rows {
            if row.customer == Some(customer) {
                missing[side].0 = true;
                missing[side].1 |= row.cents.is_some();
            }
        }
    };
    for customer in view.customers(opened, any) {
        if view.at_home(&BTreeSet::from([customer]), opened.1, any) == 0.0 {
            continue;
        }
        let lines: Vec<[i64; 2]> = cents[&customer].values().copied().collect();
        let opening: i64 = lines.iter().map(|[then, _]| then).sum();
        see(0, opened, customer);
        if opening > 0 {
            see(1, active, customer);
        }
        if opening <= 0 {
            left_out += 1.0;
        } else if gross {
            let kept: i64 = lines.iter().map(|[then, now]| (*then.min(now)).max(0)).sum();
            let opened: i64 = lines.iter().map(|[then, _]| (*then).max(0)).sum();
            pairs.push((kept as f64 / 100.0, opened as f64 / 100.0));
        } else {
            let now: i64 = lines.iter().map(|[_, now]| now).sum();
            pairs.push((now as f64 / 100.0, opening as f64 / 100.0));
        }
    }
    let opening_known = has_rows(view, (opened.0, view.span.1));
    let of = |known: bool, part: fn(&(f64, f64)) -> f64| known.then(|| pairs.iter().map(part).sum::<f64>());
    let end_known = has_rows(view, active);
    let (kept, opening) = (of(end_known, |(y, _)| *y), of(opening_known, |(_, x)| *x));
    let n = of(opening_known, |_| 1.0);
    let is_known = |side: usize| missing[side].1 || !missing[side].0;
    let (amount_kept, amount_opened) = (kept.filter(|_| is_known(1)), opening.filter(|_| is_known(0)));
    let parts = [
        ("kept", amount_kept),
        ("opening", amount_opened),
        ("left_out", opening_known.then_some(left_out)),
        ("n", n),
        ("y", kept),
        ("x", opening),
        ("yy", of(end_known, |(y, _)| y * y)),
        ("xy", of(end_known, |(y, x)| x * y)),
        ("xx", of(opening_known, |(_, x)| x * x)),
    ];
    Found { needs: opened.0, ..view.found(over(amount_kept, amount_opened), n, parts) }
}

/// How cohorts are counted.
struct Cohorts {
    months: u32,
    age: u32,
    rolling: bool,
}

const MONTHS: Cohorts = Cohorts { months: 1, age: 1, rolling: false };
const QUARTERS: Cohorts = Cohorts { months: 3, age: 1, rolling: true };

impl Cohorts {
    /// A period from its first day.
    fn period(&self, first: NaiveDate) -> super::view::Span {
        (first, first + Months::new(self.months) - Days::new(1))
    }

    /// Who of the customers first seen in a period is kept in another, and all of them; nothing when no row says so.
    fn cell(
        &self,
        view: &View<'_>,
        cohort: super::view::Span,
        at: super::view::Span,
        qualifies: fn(&Row) -> bool,
    ) -> Option<[f64; 2]> {
        let until = if self.rolling { view.world.as_of } else { at.1 };
        let before = view.customers((NaiveDate::MIN, cohort.0 - Days::new(1)), qualifies);
        let members = &view.customers(cohort, qualifies) - &before;
        let kept = &members & &view.customers((at.0, until), qualifies);
        let known = has_rows(view, (at.0, until));
        known.then(|| [kept, members].map(|set| view.at_home(&set, cohort.1, qualifies)))
    }
}

fn cohorts(view: &View<'_>, how: &Cohorts, qualifies: fn(&Row) -> bool) -> Found {
    let mut found: Option<[f64; 2]> = None;
    let mut needs = view.span.0;
    // Two years before the fiscal year, a quarter begins as well.
    let starts = (0..48).map(|i| super::YEAR - Months::new(24) + Months::new(i * how.months));
    for at in starts.map(|first| how.period(first)) {
        if at.1 < view.span.0 || at.1 > view.span.1.min(view.world.as_of) {
            continue;
        }
        let cohort = how.period(at.0 - Months::new(how.age * how.months));
        needs = needs.min(cohort.0);
        if let Some([kept, size]) = how.cell(view, cohort, at, qualifies) {
            let sum = found.get_or_insert([0.0, 0.0]);
            *sum = [sum[0] + kept, sum[1] + size];
        }
    }
    let [kept, size] = [0, 1].map(|i| found.map(|sums| sums[i]));
    Found { needs, ..view.found(over(kept, size), size, [("kept", kept), ("size", size)]) }
}

/// Differences of the triangles from cells counted one by one.
pub(super) fn triangles(ran: &Ran, world: &World) -> Vec<String> {
    let mut wrong = Vec::new();
    let view = View { world, span: (super::YEAR, world.as_of), opening: None, months: 1, region: None };
    for (id, how) in [("cohorts", MONTHS), ("cohorts_quarter", QUARTERS)] {
        let triangle = ran.measure(id).triangle.as_ref().expect("a triangle");
        let starts = (0..7).map(|i| how.period(super::HISTORY + Months::new(i * how.months)));
        let periods: Vec<_> = starts.filter(|period| period.1 <= world.as_of).collect();
        if triangle.cohorts.len() != periods.len() {
            wrong.push(format!("{id}: {} cohorts, want {}", triangle.cohorts.len(), periods.len()));
            continue;
        }
        let mut sums = vec![None::<[f64; 2]>; periods.len()];
        for (i, (cohort, got)) in periods.iter().zip(&triangle.cohorts).enumerate() {
            for (age, got) in got.cells.iter().enumerate() {
                let cell = periods.get(i + age).and_then(|at| how.cell(&view, *cohort, *at, any));
                if got.map(|c| [c.kept, c.size]) != cell {
                    wrong.push(format!("{id} from {} at {age}: {got:?}, want {cell:?}", cohort.0));
                }
                if let Some([kept, size]) = cell {
                    let sum = sums[age].get_or_insert([0.0, 0.0]);
                    *sum = [sum[0] + kept, sum[1] + size];
                }
            }
        }
        let averages: Vec<_> = triangle.averages.iter().map(|c| c.map(|c| [c.kept, c.size])).collect();
        if averages != sums {
            wrong.push(format!("{id} on average: {averages:?}, want {sums:?}"));
        }
    }
    wrong
}
