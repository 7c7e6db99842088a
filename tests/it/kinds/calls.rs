//! Calls: given up, answered in time.

use super::rows::Row;
use super::view::{Found, Rows, View, over};
use super::{Case, OverTime};

/// Tens of seconds waited.
const WAIT: fn(&Row) -> Option<i64> = |row| row.weight;

pub(super) const CASES: &[Case] = &[
    Case::new(
        "abandonment",
        r#"{ abandonment: { abandoned: "cancelled = 'customer'" } }"#,
        OverTime::Pools,
        |view| {
            let calls = view.rows();
            abandoned(view, &calls)
        },
    ),
    Case::new(
        "abandonment_short",
        r#"{ abandonment: { abandoned: "cancelled = 'customer'", wait: weight * 10, short: 20 seconds } }"#,
        OverTime::Pools,
        |view| abandoned(view, &without_short(view)),
    ),
    Case::new(
        "answered_of_those_left",
        r#"{ service_level: { wait: weight * 10, within: 20 seconds, abandoned: "cancelled = 'customer'", abandons: exclude } }"#,
        OverTime::Pools,
        |view| {
            let calls = view.rows().only(|row| !(gave_up(row) && in_time(row)));
            level(view, &calls, |row| in_time(row) && !gave_up(row))
        },
    ),
    Case::new(
        "answered_of_all",
        r#"{ service_level: { wait: weight * 10, within: 20 seconds, abandoned: "cancelled = 'customer'", abandons: miss, short: 10 seconds } }"#,
        OverTime::Pools,
        |view| {
            let calls = view.rows().only(|row| !(gave_up(row) && WAIT(row) == Some(0)));
            level(view, &calls, |row| in_time(row) && !gave_up(row))
        },
    ),
    Case::new(
        "answered_or_given_up",
        r#"{ service_level: { wait: weight * 10, within: 20 seconds, abandoned: "cancelled = 'customer'", abandons: met } }"#,
        OverTime::Pools,
        |view| level(view, &view.rows(), in_time),
    ),
];

fn gave_up(row: &Row) -> bool {
    row.cancelled == Some("customer")
}

fn in_time(row: &Row) -> bool {
    WAIT(row).is_some_and(|tens| tens <= 2)
}

fn without_short<'w>(view: &View<'w>) -> Rows<'w> {
    view.rows().only(|row| !(gave_up(row) && WAIT(row).is_some_and(|tens| tens < 2)))
}

fn abandoned(view: &View<'_>, calls: &Rows<'_>) -> Found {
    let (abandoned, offered) = (calls.count(gave_up), calls.count(|_| true));
    view.found(over(abandoned, offered), offered, [("abandoned", abandoned), ("offered", offered)])
}

fn level(view: &View<'_>, calls: &Rows<'_>, met: fn(&Row) -> bool) -> Found {
    let (met, all) = (calls.count(met), calls.count(|_| true));
    view.found(over(met, all), all, [("in_time", met), ("calls", all)])
}
