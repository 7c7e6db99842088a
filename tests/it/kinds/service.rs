//! Beginnings and goals, tickets, times with open cases.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};

use super::delivery::{Length, business_days, days, length, times};
use super::rows::Row;
use super::view::{Found, View, over};
use super::{Case, OverTime};

pub(super) const CASES: &[Case] = &[
    Case::new(
        "entered_sum",
        "{ manual: { source: rows, value: amount, over_time: sum, over_entities: sum } }",
        OverTime::Recomputed,
        |view| entered(view, |row| Some((row.amount()?, 1.0)), |sum, _, _| Some(sum), Some(|sum, _| sum)),
    ),
    Case::new(
        "entered_mean",
        "{ manual: { source: rows, value: amount, where: quantity > 0, over_time: average, over_entities: { weighted_by: weight } } }",
        OverTime::Recomputed,
        |view| {
            let value = |row: &Row| {
                row.amount().filter(|_| row.sells()).map(|a| (a, row.weight.unwrap_or(0) as f64))
            };
            let mean = |sum: f64, weight: f64, _: f64| (weight > 0.0).then(|| sum / weight);
            entered(view, value, mean, Some(|sum, n| sum / n))
        },
    ),
    Case::new("entered_once", "{ manual: { source: rows, value: quantity } }", OverTime::Never, |view| {
        entered(view, |row| Some((row.quantity()?, 1.0)), |sum, _, n| (n == 1.0).then_some(sum), None)
    }),
    Case::new(
        "judged",
        "{ judgement: { values: { 2024-01: { rating: 3, evidence: Talks., by: M. }, 2024-03: { rating: 5, evidence: Talks., by: M. } } } }",
        OverTime::Last,
        |view| {
            let given = match view.span.1.to_string().as_str() {
                "2024-01-31" => Some(3.0),
                "2024-03-31" => Some(5.0),
                _ => None,
            };
            view.found(given, None, [("entered", given)])
        },
    )
    .uncut()
    .by_month(),
    Case::new(
        "converted",
        "{ conversion: { entity: order_no, from: quantity > 0, to: quantity < 0, within: 14 days } }",
        OverTime::Pools,
        |view| {
            let end = |day| day + Days::new(14);
            converted(view, |row| row.order, Row::sells, Row::sends_back, false, end)
        },
    ),
    Case::new(
        "came_back",
        "{ conversion: { entity: customer, from: first_row, to: later_row, within: 1 month } }",
        OverTime::Pools,
        |view| converted(view, |row| row.customer, |_| true, |_| true, true, |day| day + Months::new(1)),
    ),
    Case::new(
        "first_contact",
        "{ first_contact_resolution: { ticket: order_no, repeat_within: 7 days } }",
        OverTime::Pools,
        |view| first_contact(view, 7, |_| None, |_| Some(1), |_| true, |_| false),
    ),
    Case::new(
        "first_contact_net",
        "{ first_contact_resolution: { ticket: order_no, topic: cancelled, contacts: weight, reopened: score > 9, resolved: ended, repeat_within: 14 days, leave_out: quantity < 0 } }",
        OverTime::Pools,
        |view| {
            let contacts =
                |row: &Row| row.weight.map(|weight| weight + i64::from(row.score.is_some_and(|s| s > 9)));
            let settled =
                |row: &Row| view.come(row.ended).is_some_and(|ended| ended <= row.day + Days::new(14));
            first_contact(view, 14, |row| row.cancelled, contacts, settled, Row::sends_back)
        },
    ),
    Case::new(
        "resolution",
        "{ resolution_time: { from: started, to: ended } }",
        OverTime::Recomputed,
        |view| resolution(view, |from, to| 24.0 * days(from, to), "median", Some(0.5)),
    ),
    Case::new(
        "resolution_p90",
        "{ resolution_time: { from: started, to: ended, statistic: p90, business_days: true, unit: days } }",
        OverTime::Recomputed,
        |view| resolution(view, business_days, "p90", Some(0.9)),
    ),
    Case::new(
        "resolution_mean",
        "{ resolution_time: { from: started, to: ended, statistic: mean, unit: days } }",
        OverTime::Recomputed,
        |view| resolution(view, days, "mean", None),
    ),
    Case::new(
        "resolution_of_resolved",
        "{ resolution_time: { from: started, to: ended, unit: days, open_cases: leave_out } }",
        OverTime::Recomputed,
        |view| times(view, days, "median", 0.5),
    ),
];

/// What the rows of each month of the view's own length make, and then the months together.
fn entered(
    view: &View<'_>,
    value: impl Fn(&Row) -> Option<(f64, f64)>,
    of_period: fn(f64, f64, f64) -> Option<f64>,
    over: Option<fn(f64, f64) -> f64>,
) -> Found {
    let mut first = view.span.0;
    let mut values = Vec::new();
    while first <= view.span.1 {
        let next = first + Months::new(view.months);
        let rows = view.within((first, next - Days::new(1)), |row| Some(row.day));
        let found: Vec<(f64, f64)> = rows.rows.iter().filter_map(|row| value(row)).collect();
        let sum = found.iter().map(|(value, weight)| value * weight).sum();
        let weight = found.iter().map(|(_, weight)| weight).sum();
        values.push(of_period(sum, weight, found.len() as f64).filter(|_| !found.is_empty()));
        first = next;
    }
    let whole = (first == view.span.1 + Days::new(1)).then_some(());
    let value = match (values.as_slice(), over) {
        ([one], _) => *one,
        (all, Some(over)) => all.iter().copied().sum::<Option<f64>>().map(|sum| over(sum, all.len() as f64)),
        (_, None) => None,
    };
    let value = value.filter(|_| whole.is_some());
    view.found(value, None, [("entered", value)])
}

/// Each begins once, on the day and in the region of its first row that says so.
fn converted(
    view: &View<'_>,
    entity: fn(&Row) -> Option<u8>,
    begins: fn(&Row) -> bool,
    reaches: fn(&Row) -> bool,
    only_later: bool,
    end: fn(NaiveDate) -> NaiveDate,
) -> Found {
    let as_of = view.world.as_of;
    let rows: Vec<&Row> = view.world.rows.iter().filter(|row| row.day <= as_of).collect();
    let mut begun: BTreeMap<u8, (NaiveDate, Option<&str>)> = BTreeMap::new();
    for row in rows.iter().filter(|row| begins(row)) {
        if let Some(entity) = entity(row) {
            let first = begun.entry(entity).or_insert((row.day, row.region));
            *first = (*first).min((row.day, row.region));
        }
    }
    begun.retain(|_, (day, region)| {
        view.span.0 <= *day && *day <= view.span.1 && view.region.is_none_or(|r| r == *region)
    });
    let any = view.rows().any;
    let count = |holds: &dyn Fn(u8, NaiveDate) -> bool| {
        let number = begun.iter().filter(|(entity, (day, _))| holds(**entity, *day)).count();
        (any || number > 0).then_some(number as f64)
    };
    let is_mature = |day: NaiveDate| end(day) <= as_of;
    let has_reached = |who: u8, day: NaiveDate| {
        let mut own = rows.iter().filter(|row| entity(row) == Some(who) && reaches(row));
        own.any(|row| row.day <= end(day) && if only_later { row.day > day } else { row.day >= day })
    };
    let judged = count(&|_, day| is_mature(day));
    let converted = count(&|who, day| is_mature(day) && has_reached(who, day));
    let parts = [("converted", converted), ("judged", judged), ("all", count(&|_, _| true))];
    view.found(over(converted, judged), judged, parts)
}

#[derive(Default)]
struct Ticket<'w> {
    opened: Option<(NaiveDate, Option<&'w str>)>,
    contacts: i64,
    is_settled: bool,
    is_left_out: bool,
}

/// Tickets of a customer and topic follow each other by day.
fn first_contact(
    view: &View<'_>,
    within: u64,
    topic: impl Fn(&Row) -> Option<&'static str>,
    contacts: impl Fn(&Row) -> Option<i64>,
    settled: impl Fn(&Row) -> bool,
    leave_out: impl Fn(&Row) -> bool,
) -> Found {
    let as_of = view.world.as_of;
    let mut tickets: BTreeMap<(u8, Option<&str>, u8), Ticket<'_>> = BTreeMap::new();
    for row in view.world.rows.iter().filter(|row| row.day <= as_of) {
        let Some((customer, order)) = row.customer.zip(row.order) else { continue };
        let ticket = tickets.entry((customer, topic(row), order)).or_default();
        let here = (row.day, row.region);
        ticket.opened = Some(ticket.opened.map_or(here, |first| first.min(here)));
        ticket.contacts += contacts(row).unwrap_or(0);
        ticket.is_settled |= settled(row);
        ticket.is_left_out |= leave_out(row);
    }
    // Of several on a day one that is not left out comes first, and then one of the region with the smaller name.
    let place = |(key, ticket): (&(u8, Option<&'static str>, u8), &Ticket<'_>)| {
        let (day, region) = ticket.opened.expect("a ticket has a row");
        (*key, (day, ticket.is_left_out, region.map(str::to_owned), key.2))
    };
    let places: BTreeMap<_, _> = tickets.iter().map(place).collect();
    let follow = |early: NaiveDate, late: NaiveDate| late <= early + Days::new(within);
    let (mut all, mut judged, mut succeeded) = (0.0, 0.0, 0.0);
    for ((customer, about, order), ticket) in &tickets {
        let (day, region) = ticket.opened.expect("a ticket has a row");
        let own = &places[&(*customer, *about, *order)];
        let is_ours = view.span.0 <= day && day <= view.span.1 && view.region.is_none_or(|r| r == region);
        let others = || {
            let alike = places.iter().filter(|((c, a, o), _)| c == customer && a == about && o != order);
            alike.map(|(_, place)| place)
        };
        let is_repeat = others().any(|other| other < own && follow(other.0, day));
        let is_repeated = others().any(|other| other > own && follow(day, other.0));
        if !is_ours || is_repeat || ticket.is_left_out {
            continue;
        }
        all += 1.0;
        if day + Days::new(within) <= as_of {
            judged += 1.0;
            succeeded += f64::from(!is_repeated && ticket.is_settled && ticket.contacts <= 1);
        }
    }
    let any = view.rows().any;
    let part = |number: f64| (any || number > 0.0).then_some(number);
    let parts = [("settled", part(succeeded)), ("judged", part(judged)), ("all", part(all))];
    let value = over(part(succeeded), part(judged));
    Found { needs: view.span.0 - Days::new(within), ..view.found(value, part(judged), parts) }
}

/// Kaplan and Meier by hand: a case still open counts until the as-of day.
fn resolution(view: &View<'_>, of: Length, name: &'static str, p: Option<f64>) -> Found {
    let begun = view.by(|row| row.started);
    let as_of = view.world.as_of;
    let case = |row: &Row| match view.come(row.ended) {
        Some(_) => Some((length(of)(row)?, true)),
        None => Some((of(row.started?, as_of), false)),
    };
    let cases: Vec<(f64, bool)> = begun.rows.iter().filter_map(|row| case(row)).collect();
    let mut ends: Vec<f64> = cases.iter().filter(|(_, ended)| *ended).map(|(time, _)| *time).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup();
    let (mut open, mut last, mut mean, mut quantile) = (1.0, 0.0, 0.0, None);
    for time in &ends {
        mean += open * (time - last);
        last = *time;
        let at_risk = cases.iter().filter(|(t, _)| t >= time).count() as f64;
        let ended = cases.iter().filter(|(t, ended)| t == time && *ended).count() as f64;
        let before = open;
        open *= 1.0 - ended / at_risk;
        if p.is_some_and(|p| open <= 1.0 - p + 1e-12) {
            // R63: those that are open for less were lost from sight.
            let lost = cases.iter().any(|(t, ended)| t < time && !ended);
            let half = before * cases.len() as f64 / 2.0;
            let enough = !lost || at_risk >= 10.0 || (at_risk >= 2.0 && at_risk >= half - 1e-9);
            quantile = quantile.or(Some(enough.then_some(*time)));
        }
    }
    let longest = cases.iter().map(|(time, _)| *time).fold(0.0, f64::max);
    let mean = (!ends.is_empty()).then_some(mean + open * (longest - last));
    let value = if p.is_some() { quantile.flatten() } else { mean };
    let n = begun.count(|row| case(row).is_some());
    let still_open = begun.count(|row| case(row).is_some_and(|(_, ended)| !ended));
    let resolved = begun.count(|row| case(row).is_some_and(|(_, ended)| ended));
    match p {
        Some(_) => view.found(value, n, [(name, value), ("n", n), ("open", still_open)]),
        None => {
            let parts = [(name, value), ("n", n), ("open", still_open), ("resolved", resolved)];
            view.found(value, n, parts)
        }
    }
}
