//! R47: hours, minutes and seconds that may pass between two times; days, business days and months between two days.

use super::{line, orders, shop};
use crate::support::{Project, close};

const HEAD: &str = "scorecard: desk\ntitle: Desk\nentity: Desk\nas_of: 2026-04-05\n";
const PARTS: &str = "perspectives: { p: { objectives: { reach: {} } } }\nmeasures:\n";
const SOURCE: &str = "sources:\n  cases: { path: cases.csv, time: at, customer: who, history_starts: 2020-01-01, \
    stale_after: 10 years, columns: ";

/// Friday 6 March 2026 is the day before a week's end; the clocks are put forward on the 29th.
const CASES: &str = "who,at,end,step,due,done\n\
    a,2026-03-06 10:00,2026-03-06 10:30,x,2026-03-06,2026-03-06\n\
    b,2026-03-06 10:00,2026-03-06 10:31,x,2026-03-06,2026-03-07\n\
    c,2026-03-06 23:50,2026-03-07 00:10,x,2026-03-06,2026-03-09\n\
    d,2026-03-06 10:00,2026-03-07 23:40,x,2026-03-06,2026-03-10\n\
    e,2026-03-29 01:45,2026-03-29 03:15,x,2026-03-05,2026-03-09\n\
    a,2026-03-06 10:45,,y,,\n\
    b,2026-03-06 11:15,,y,,\n\
    c,2026-03-07 00:30,,y,,\n\
    d,2026-03-06 09:50,,y,,\n";

fn desk(columns: &str, measures: &str) -> Project {
    let calendar = "calendar: { time_zone: Europe/Madrid }\ndefaults: { source: cases, min_n: 1 }\n";
    let yaml = format!("{HEAD}{calendar}{SOURCE}{{ {columns} }} }}\n{PARTS}{measures}");
    Project::new(&yaml, &[("cases.csv", CASES)])
}

fn times(measures: &str) -> Project {
    desk("at: datetime, end: datetime, due: date, done: date", measures)
}

fn values(measures: &[(&str, &str)]) -> Vec<(String, Option<f64>)> {
    let only = |kind: &str| match kind.contains("conversion") || kind.contains("first_contact") {
        true => "",
        false => ", where: step = 'x'",
    };
    let lines = measures.iter().map(|(id, kind)| line(id, &format!("kind: {kind}{}", only(kind))));
    let lines: String = lines.collect();
    let project = times(&lines);
    assert!(!project.check().contains("error["), "{}", project.check());
    let ran = project.run(Some("2026-03"), None);
    measures.iter().map(|(id, _)| ((*id).to_owned(), ran.value(id))).collect()
}

#[track_caller]
fn are(measures: &[(&str, &str, f64)]) {
    let kinds: Vec<(&str, &str)> = measures.iter().map(|(id, kind, _)| (*id, *kind)).collect();
    for ((id, found), (_, kind, wanted)) in values(&kinds).into_iter().zip(measures) {
        assert!(
            found.is_some_and(|found| (found - wanted).abs() < 1e-12),
            "{id} {kind}: {found:?}, not {wanted}"
        );
    }
}

#[test]
fn r47_hours_and_minutes_pass_between_times() {
    are(&[
        // a and c came within half an hour, and so did e, whose clock shows an hour and a half.
        ("half", "{ on_time: { promised: at, delivered: end, grace: 30 minutes } }", 0.6),
        ("minute", "{ on_time: { promised: at, delivered: end, grace: 31 minutes } }", 0.8),
        ("seconds", "{ on_time: { promised: at, delivered: end, grace: 1800 seconds } }", 0.6),
        ("long", "{ on_time: { promised: at, delivered: end, grace: 38 hours } }", 1.0),
        ("nearly", "{ on_time: { promised: at, delivered: end, grace: 37 hours } }", 0.8),
        // Days are those of the calendar.
        ("none", "{ on_time: { promised: at, delivered: end } }", 0.6),
        ("day", "{ on_time: { promised: at, delivered: end, grace: 1 day } }", 1.0),
        ("returned", "{ return_rate: { sold_at: at, returned_at: end, by: sale, within: 30 minutes } }", 0.6),
    ]);
}

#[test]
fn r47_how_early_is_counted_back_from_the_time_promised() {
    let otif = |early: &str| {
        format!(
            "{{ otif: {{ promised: end, delivered: at, ordered: \"1\", received: \"1\", level: line, early: {early} }} }}"
        )
    };
    are(&[
        ("half", &otif("30 minutes"), 0.6),
        ("days", &otif("0 days"), 0.6),
        ("day", &otif("1 day"), 1.0),
        ("business", &otif("1 business day"), 1.0),
    ]);
}

#[test]
fn r47_who_goes_on_within_hours_does_so_from_time_to_time() {
    let conversion = |to: &str, within: &str| {
        format!("{{ conversion: {{ entity: who, from: \"step = 'x'\", to: {to}, within: {within} }} }}")
    };
    are(&[
        // Of five, a after 45 minutes, b after 75, c after 40; what d did was before.
        ("hour", &conversion("\"step = 'y'\"", "1 hours"), 0.4),
        ("later", &conversion("later_row", "45 minutes"), 0.4),
        ("short", &conversion("\"step = 'y'\"", "44 minutes"), 0.2),
        ("two", &conversion("\"step = 'y'\"", "2 hours"), 0.6),
        // By days nobody asks for the hour.
        ("day", &conversion("\"step = 'y'\"", "1 day"), 0.8),
    ]);
}

/// Business days are those of the calendar: from Friday the 6th two of them are up on Tuesday, from Thursday on Monday.
#[test]
fn business_days_are_counted_by_the_calendar() {
    are(&[
        ("none", "{ on_time: { promised: due, delivered: done, grace: 0 business days } }", 0.2),
        // Saturday is before the end of the first business day.
        ("one", "{ on_time: { promised: due, delivered: done, grace: 1 business day } }", 0.6),
        ("two", "{ on_time: { promised: due, delivered: done, grace: 2 business days } }", 1.0),
        (
            "returned",
            "{ return_rate: { sold_at: due, returned_at: done, by: sale, within: 1 business day } }",
            0.6,
        ),
    ]);
    let first = "{ first_contact_resolution: { ticket: step, repeat_within: 2 business days } }";
    let conversion =
        "{ conversion: { entity: who, from: first_row, to: later_row, within: 1 business day } }";
    let found = values(&[("first", first), ("went", conversion)]);
    close(found[1].1, 0.2);
}

/// What is no whole number of days cannot be counted between days.
#[test]
fn hours_between_days_are_refused() {
    let said = |kind: &str| times(&line("m", &format!("kind: {kind}"))).check();
    let told = |kind: &str, wanted: &str| {
        let said = said(kind);
        assert!(said.contains("error[duration-unit]") && said.contains(wanted), "{kind}: {said}");
    };
    told(
        "{ on_time: { promised: due, delivered: end, grace: 30 minutes } }",
        "`30 minutes` is no whole number of days, and `due` holds days",
    );
    told("{ on_time: { promised: at, delivered: done, grace: 25 hours } }", "and `done` holds days");
    told(
        "{ return_rate: { sold_at: at, returned_at: done, by: sale, within: 1 hours } }",
        "`done` holds days",
    );
    told(
        "{ first_contact_resolution: { ticket: step, repeat_within: 1 hours } }",
        "repeats are counted by days",
    );
    told("{ active_customers: { active_within: 745 hours } }", "windows are counted by days");
    // What two days are is not what passes in 48 hours, and only one of them can be asked for.
    let repeats =
        |within: &str| format!("{{ first_contact_resolution: {{ ticket: step, repeat_within: {within} }} }}");
    told(&repeats("48 hours"), "`48 hours` would pass from time to time, and repeats are counted by days");
    told(&repeats("2880 minutes"), "write `2 days`: all of the last day counts");
    told(&repeats("90 minutes"), "write days, business days, weeks, months, quarters or years");
    let days = "at: { type: date, format: \"%Y-%m-%d %H:%M\" }, due: date";
    let conversion =
        line("m", "kind: { conversion: { entity: who, from: first_row, to: later_row, within: 1 hours } }");
    let by_days = line("m", &format!("kind: {}", repeats("48 hours")));
    let said_of_repeats = desk(days, &by_days).check();
    assert!(!said_of_repeats.contains("error[duration-unit]"), "{said_of_repeats}");
    let said_of_days = desk(days, &conversion).check();
    assert!(said_of_days.contains("`at` holds days"), "{said_of_days}");
    // A day has 24 hours where days are counted.
    let said = said("{ on_time: { promised: due, delivered: done, grace: 48 hours } }");
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn the_newest_row_is_known_by_its_day() {
    let yaml = format!(
        "{HEAD}defaults: {{ source: cases }}\n{}{{ at: datetime }} }}\n{PARTS}{}",
        SOURCE,
        line("m", "kind: count")
    );
    let project = Project::new(&yaml.replace("10 years", "12 hours"), &[("cases.csv", CASES)]);
    assert!(project.check().contains("`12 hours` is no whole number of days"), "{}", project.check());
}

/// An interval is a duration, and the difference of two dates is a number of days.
#[test]
fn a_number_of_days_is_compared_with_a_number() {
    let said = |condition: &str| {
        let keys = format!("kind: {{ share: \"{condition}\" }}");
        times(&line("m", &keys)).check()
    };
    let told = said("done - due <= interval '2 days'");
    assert!(
        told.contains("help: write a number in what the other side counts: two dates differ by days"),
        "{told}"
    );
    assert!(
        said("end - at <= 2").contains(
            "help: write the length with its unit, as `interval '2 minutes'` or `interval '2 hours'`"
        )
    );
    let told = said("end - at <= interval '2 business days'");
    assert!(
        told.contains("a whole number of days, weeks, months, quarters, years, hours, minutes or seconds"),
        "{told}"
    );
}

#[test]
fn formulas_over_times_of_different_units_are_told() {
    let told = |formula: &str| {
        let measures = line("hours", "kind: { manual: { values: { 2026-01: 1 } } }, unit: hours")
            + &line("days", "kind: { manual: { values: { 2026-01: 1 } } }, unit: days")
            + &line("m", &format!("kind: {{ formula: \"{formula}\" }}"));
        let codes = shop(&measures, &orders(&[("2026-01-05", "a", 1.0)])).codes();
        codes.contains(&"mixed-units".to_owned())
    };
    for formula in [
        "least(hours, days)",
        "hours + abs(days)",
        "case when hours > 3 then hours else days end",
        "hours < days",
    ] {
        assert!(told(formula), "{formula}");
    }
    for formula in
        ["hours + 24 * days", "hours / days", "case when hours > 3 then 1 else 0 end", "least(hours, 5)"]
    {
        assert!(!told(formula), "{formula}");
    }
}
