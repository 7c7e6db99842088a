//! Cases that are judged only some time after they began, and times with open cases.

use super::{line, shop_with};
use crate::support::{Project, close};
use mando::evaluate::results::{Absence, Doubt, Provisional};

const TICKETS: &str = "    columns: { day: date, opened: datetime, closed: datetime, contacts: integer }\n    history_starts: 2020-01-01\n    stale_after: 10 years\n";

fn tickets(kind: &str, rows: &str) -> Project {
    let measures = super::line("m", &format!("kind: {kind}, min_n: 1"));
    shop_with("", TICKETS, &measures, &format!("day,customer,ticket,opened,closed,contacts\n{rows}"))
}

#[test]
fn r07_who_still_has_time_is_in_neither_part_and_a_period_of_them_is_provisional() {
    let rows =
        "2026-03-02,a,1,,,\n2026-03-05,a,2,,,\n2026-03-10,b,3,,,\n2026-03-25,c,4,,,\n2026-03-26,c,5,,,\n";
    let project =
        tickets("{ conversion: { entity: customer, from: first_row, to: later_row, within: 7 days } }", rows);
    let early = project.run(Some("2026-03"), Some("2026-03-31"));
    let parts =
        |ran: &crate::support::Ran| ["converted", "judged", "all"].map(|name| ran.component("m", name));
    // c came back, but only two of three have had their seven days.
    assert_eq!(parts(&early), [Some(1.0), Some(2.0), Some(3.0)]);
    assert_eq!(early.current("m").doubt, Some(Doubt::Provisional(Provisional::Immature)));
    let late = project.run(Some("2026-03"), Some("2026-04-01"));
    assert_eq!(parts(&late), [Some(2.0), Some(3.0), Some(3.0)]);
    assert_eq!(late.current("m").doubt, None);
}

#[test]
fn a_repeat_of_last_month_is_no_ticket_of_this_one() {
    let rows = "2026-02-26,a,1,,,1\n2026-03-02,a,2,,,1\n2026-03-20,a,3,,,1\n2026-03-20,b,4,,,2\n";
    let project = tickets(
        "{ first_contact_resolution: { ticket: ticket, contacts: contacts, repeat_within: 7 days } }",
        rows,
    );
    let march = project.run(Some("2026-03"), Some("2026-04-30"));
    assert_eq!((march.component("m", "judged"), march.component("m", "settled")), (Some(2.0), Some(1.0)));
    // The ticket of February was not settled: another came four days later.
    close(march.at("m", "2026-02").value, 0.0);
}

#[test]
fn a_ticket_of_the_first_week_may_repeat_one_nobody_knows() {
    let source = TICKETS.replace("2020-01-01", "2026-03-01");
    let measures = super::line(
        "m",
        "kind: { first_contact_resolution: { ticket: ticket, repeat_within: 7 days } }, min_n: 1",
    );
    let rows = "day,customer,ticket,opened,closed,contacts\n2026-03-02,a,1,,,1\n2026-04-02,a,2,,,1\n";
    let project = shop_with("", &source, &measures, rows);
    let ran = project.run(Some("2026-04"), Some("2026-05-31"));
    close(ran.value("m"), 1.0);
    assert!(matches!(ran.at("m", "2026-03").absent, Some(Absence::InsufficientHistory { .. })));
}

#[test]
fn open_cases_make_the_median_longer_and_too_many_leave_it_unknown() {
    let hours = |closed: &str| format!("2026-03-10,a,1,2026-03-10T08:00:00,{closed},\n");
    let rows: String =
        ["2026-03-10T10:00:00", "2026-03-10T12:00:00", "", "", ""].iter().map(|c| hours(c)).collect();
    let kind = |more: &str| format!("{{ resolution_time: {{ from: opened, to: closed{more} }} }}");
    let ran = tickets(&kind(""), &rows).run(Some("2026-03"), Some("2026-04-30"));
    assert_eq!(
        (ran.current("m").value, ran.current("m").absent),
        (None, Some(Absence::NotReached { open: 3.0, of: 5.0 }))
    );
    assert_eq!((ran.component("m", "n"), ran.component("m", "open")), (Some(5.0), Some(3.0)));
    // Resolved cases alone know nothing of the others.
    close(
        tickets(&kind(", open_cases: leave_out"), &rows).run(Some("2026-03"), Some("2026-04-30")).value("m"),
        3.0,
    );
    // A case resolved on the 12th, more than two days later, is open on the 11th for at least forty hours.
    let rows = rows.replacen(",,\n", ",2026-03-12T09:00:00,\n", 1);
    let on_the_11th = tickets(&kind(""), &rows).run(Some("2026-03"), Some("2026-03-11"));
    assert_eq!(on_the_11th.component("m", "open"), Some(3.0));
    close(tickets(&kind(""), &rows).run(Some("2026-03"), Some("2026-03-12")).value("m"), 49.0);
}

#[test]
fn r63_one_case_does_not_say_how_long_forty_take() {
    // One is closed on the first day; of the others, opened day by day, the oldest on its 29th.
    let day = |n: u32| format!("2026-03-{:02}", n);
    let open = (3..41).map(|n| format!("{0},a,{n},{0}T00:00:00,,1\n", day(3 + n % 28)));
    let closed = [("2026-03-01", "2026-03-30"), ("2026-03-30", "2026-03-31")];
    let closed = closed.map(|(from, to)| format!("{from},a,0,{from}T00:00:00,{to}T00:00:00,1\n"));
    let rows: String = open.chain(closed).collect();
    let of = |id: &str, keys: &str| {
        let kind = format!("kind: {{ resolution_time: {{ from: opened, to: closed, unit: days{keys} }} }}");
        line(id, &format!("{kind}, target: 30"))
    };
    let measures = of("median", "") + &of("p90", ", statistic: p90") + &of("mean", ", statistic: mean");
    let rows = format!("day,customer,ticket,opened,closed,contacts\n{rows}");
    let ran = shop_with("", TICKETS, &measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
    let not_reached = Some(Absence::NotReached { open: 38.0, of: 40.0 });
    for id in ["median", "p90"] {
        assert_eq!((ran.current(id).value, ran.current(id).absent, ran.score(id)), (None, not_reached, None));
        assert_eq!(ran.current(id).interval, None);
    }
    // The mean of two that ended and of the days so far of all others.
    assert!(ran.value("mean").is_some());
    assert_eq!(ran.current("mean").doubt, Some(Doubt::Provisional(Provisional::Immature)));
    assert_eq!(ran.score("mean"), None);
}

#[test]
fn a_case_open_as_long_as_another_took_was_there_when_it_ended() {
    // By days: one resolved after two, one still open on the second day; half are open after two days.
    let rows =
        "2026-03-10,a,1,2026-03-10T00:00:00,2026-03-12T00:00:00,\n2026-03-10,a,2,2026-03-10T00:00:00,,\n";
    let project = tickets("{ resolution_time: { from: opened, to: closed, unit: days } }", rows);
    close(project.run(Some("2026-03"), Some("2026-03-12")).value("m"), 2.0);
}

#[test]
fn a_line_on_time_whose_quantity_is_missing_is_missed_at_every_level() {
    let kind = |level: &str| {
        format!(
            "kind: {{ otif: {{ promised: due, delivered: came, ordered: ordered, received: received, level: {level}, order: id }} }}, min_n: 1, target: 90%"
        )
    };
    let measures =
        line("units", &kind("unit")) + &line("lines", &kind("line")) + &line("whole", &kind("order"));
    let columns = "    columns: { day: date, due: date, came: date, ordered: integer, received: integer }\n";
    let rows = "day,customer,id,due,came,ordered,received\n2026-03-01,a,1,2026-03-05,2026-03-09,5,5\n\
        2026-03-01,a,2,2026-03-05,2026-03-09,4,4\n2026-03-01,a,3,2026-03-05,2026-03-05,3,\n2026-03-01,a,4,2026-03-05,,7,\n";
    let ran = shop_with("", columns, &measures, rows).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!(["units", "lines", "whole"].map(|id| ran.value(id)), [Some(0.0); 3]);
    assert_eq!((ran.current("units").n, ran.component("units", "due")), (Some(19.0), Some(19.0)));
    assert!(ran.score("units").is_some_and(|score| score < 1.0), "{:?}", ran.score("units"));
}
