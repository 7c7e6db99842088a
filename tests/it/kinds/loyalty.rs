//! Who stays, who leaves, who is new; revenue over customers and orders.

use chrono::{Days, Months, NaiveDate};

use super::general::{amounts, orders};
use super::rows::Row;
use super::view::{Found, View, first_of_month, over};
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
        "order_value",
        "{ order_value: { revenue: amount, order: order_no } }",
        OverTime::Recomputed,
        |view| {
            let rows = view.rows();
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
