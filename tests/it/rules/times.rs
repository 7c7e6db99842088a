//! R47: times are instants, durations what passes between them.

use mando::evaluate::score::Status;

use super::line;
use crate::support::{Project, Ran, close};

/// Cases of a desk in Madrid: the change to summer time is on 29 March 2026, the one back on 25 October.
const CASES: &str = "id,opened,closed,due\n\
    a,2026-03-28 22:00,2026-03-29 10:00,2026-03-30\n\
    b,2026-03-10 08:00,2026-03-10 13:00,2026-03-10\n\
    c,2026-03-12 09:00,2026-03-12 08:00,2026-03-12\n\
    d,2026-03-31 09:00,,2026-04-02\n";

const COLUMNS: &str = "opened: datetime, closed: datetime, due: date";

fn desk(columns: &str, source: &str, measures: &str, rows: &str) -> Project {
    let yaml = format!(
        "scorecard: desk\ntitle: Desk\nentity: Desk\nas_of: 2026-04-05\ncalendar: {{ time_zone: Europe/Madrid }}\n\
         defaults: {{ source: cases, min_n: 1 }}\nsources:\n  cases: {{ path: cases.csv, time: opened, \
         history_starts: 2020-01-01, stale_after: 10 years, columns: {{ {columns} }}{source} }}\n\
         perspectives: {{ p: {{ objectives: {{ reach: {{}} }} }} }}\nmeasures:\n{measures}"
    );
    Project::new(&yaml, &[("cases.csv", rows)])
}

fn march(measures: &str) -> Ran {
    desk(COLUMNS, "", measures, CASES).run(Some("2026-03"), None)
}

/// What checking says of one measure.
fn said(kind: &str) -> String {
    desk(COLUMNS, "", &line("m", kind), CASES).check()
}

#[test]
fn r47_the_difference_of_two_times_is_what_passed_in_the_unit_of_the_measure() {
    let of = |id: &str, unit: &str| line(id, &format!("kind: {{ maximum: closed - opened }}{unit}"));
    let ran = march(
        &(of("days", "")
            + &of("hours", ", unit: hours")
            + &of("minutes", ", unit: minutes")
            + &of("seconds", ", unit: seconds")
            + &line("median", "kind: { median: closed - opened }, unit: hours")
            + &line(
                "sum",
                "kind: { sum: \"case when closed > opened then closed - opened end\" }, unit: hours",
            )
            + &line(
                "ratio",
                "kind: { ratio: { numerator: sum(closed - opened), denominator: count(closed) } }, unit: hours",
            )
            + &line(
                "rate",
                "kind: { ratio: { numerator: count(*), denominator: \"sum(abs(closed - opened)) / interval '1 hour'\" } }",
            )
            + &line("days_of_dates", "kind: { maximum: \"due - cast(opened as date)\" }")),
    );
    // The clocks were put forward: from ten in the evening to ten in the morning eleven hours pass.
    close(ran.value("days"), 11.0 / 24.0);
    close(ran.value("hours"), 11.0);
    close(ran.value("minutes"), 660.0);
    close(ran.value("seconds"), 39_600.0);
    // −1, 5 and 11 hours.
    close(ran.value("median"), 5.0);
    close(ran.value("sum"), 16.0);
    close(ran.value("ratio"), 5.0);
    // Four cases in 1 + 5 + 11 hours.
    close(ran.value("rate"), 4.0 / 17.0);
    close(ran.value("days_of_dates"), 2.0);
}

#[test]
fn r47_durations_are_computed_with() {
    let hours = |id: &str, value: &str| {
        line(id, &format!("kind: {{ maximum: \"{value}\" }}, unit: hours, where: id = 'a'"))
    };
    let number =
        |id: &str, value: &str| line(id, &format!("kind: {{ maximum: \"{value}\" }}, where: id = 'a'"));
    let ran = march(
        &(hours("half", "(closed - opened) / 2")
            + &hours("more", "closed - opened + interval '1 hour' - interval '30 minutes'")
            + &hours("twice", "2 * (closed - opened)")
            + &hours("other", "coalesce(nullif(closed - opened, interval '11 hours'), interval '2 days')")
            + &hours("least", "least(closed - opened, interval '90 minutes')")
            + &hours("away", "abs(opened - closed)")
            + &number("parts", "(closed - opened) / interval '30 minutes'")
            + &number("passed", "hours_between(opened, closed)")
            + &number("minutes", "minutes_between(closed, opened)")
            + &number("days", "days_between(opened, closed)")
            + &number("since", "hours_between(due, opened)")
            + &line("long", "kind: { count: \"closed - opened between interval '10 hours' and interval '12 hours'\" }")
            // Noon of the next day by the clock, and twenty-four hours later: an hour apart.
            + &hours("clock", "opened + interval '1 day' - opened")
            + &hours("passing", "opened + interval '24 hours' - opened")
            + &hours("back", "closed - (closed - (closed - opened)) + (opened - opened)")
            + &hours("month", "opened + interval '1 month' - opened")),
    );
    for (id, expected) in [
        ("half", 5.5),
        ("more", 11.5),
        ("twice", 22.0),
        ("other", 48.0),
        ("least", 1.5),
        ("away", 11.0),
        ("parts", 22.0),
        ("passed", 11.0),
        ("minutes", -660.0),
        ("days", 1.0),
        // From midnight of the 30th back to ten in the evening of the 28th: 26 hours on the clock, 25 that pass.
        ("since", -25.0),
        ("long", 1.0),
        ("clock", 23.0),
        ("passing", 24.0),
        ("back", 11.0),
        // The 28th of April, ten in the evening: 31 days, of which one had 23 hours.
        ("month", 743.0),
    ] {
        let found = ran.value(id);
        assert!(
            found.is_some_and(|found| (found - expected).abs() < 1e-9),
            "{id}: {found:?}, expected {expected}"
        );
    }
}

#[test]
fn r47_what_is_no_duration_is_refused_with_both_readings() {
    for (kind, parts) in [
        ("kind: { average: closed - due }", &["type-mismatch", "days_between", "hours_between"][..]),
        ("kind: { average: closed + opened }", &["type-mismatch", "a date with time and a date with time"]),
        (
            "kind: { average: closed - opened + 1 }",
            &["type-mismatch", "a duration and a whole number", "interval"],
        ),
        (
            "kind: { count: closed - opened > 3 }",
            &["type-mismatch", "a duration and a whole number", "interval"],
        ),
        ("kind: { average: (closed - opened) * (closed - opened) }", &["type-mismatch", "cannot multiply"]),
        ("kind: { average: 1 / (closed - opened) }", &["type-mismatch", "cannot divide"]),
        (
            "kind: { average: round(closed - opened) }",
            &["type-mismatch", "this is a duration", "interval '1 hour'"],
        ),
        ("kind: { average: \"cast(closed - opened as number)\" }", &["type-mismatch", "interval '1 hour'"]),
        ("kind: { average: closed - opened + interval '1 month' }", &["type-mismatch", "no fixed length"]),
        ("kind: { average: due + (closed - opened) }", &["type-mismatch", "interval '3 days'"]),
        (
            "kind: { ratio: { numerator: sum(closed - opened) + count(*), denominator: count(*) } }",
            &["type-mismatch"],
        ),
        ("kind: { average: closed - opened }, unit: percent", &["unit-conflict"]),
    ] {
        let said = said(kind);
        assert!(parts.iter().all(|part| said.contains(part)), "{kind}\n{said}");
    }
}

#[test]
fn r47_a_case_that_ends_before_it_begins_is_left_out_whatever_the_unit_and_told() {
    let lead = |id: &str, keys: &str| {
        line(id, &format!("kind: {{ lead_time: {{ from: opened, to: closed, statistic: mean{keys} }} }}"))
    };
    let ran = march(
        &(lead("days", "")
            + &lead("hours", ", unit: hours")
            + &lead("minutes", ", unit: minutes")
            + &lead("working", ", business_days: true")
            + &line(
                "waited",
                "kind: { resolution_time: { from: opened, to: closed, open_cases: leave_out, statistic: mean } }",
            )
            + &line("all", "kind: { resolution_time: { from: opened, to: closed, statistic: mean } }")),
    );
    // One hour before it began, on the same day: its days would be 0.
    close(ran.value("days"), 0.5);
    close(ran.value("hours"), 8.0);
    close(ran.value("minutes"), 480.0);
    close(ran.value("working"), 0.0);
    close(ran.value("waited"), 8.0);
    for id in ["days", "hours", "minutes", "working", "waited", "all"] {
        close(ran.component(id, "reversed"), 1.0);
    }
    let told = &ran.results.run.sources[0].reversed;
    assert_eq!(told.len(), 6);
    assert!(told.iter().all(|(_, cases)| *cases == 1));
    assert_eq!(ran.codes().iter().filter(|code| *code == "end-before-begin").count(), 6);
}

#[test]
fn r47_other_kinds_leave_them_out_and_tell_them() {
    let rows = "sold,back,customer\n2026-03-02,2026-03-05,x\n2026-03-03,2026-03-01,y\n2026-03-04,,z\n";
    let project = desk(
        "sold: date, back: date",
        ", customer: customer",
        &(line(
            "by_sale",
            "kind: { return_rate: { sold_at: sold, returned_at: back, by: sale, within: 7 days } }",
        ) + &line("by_return", "kind: { return_rate: { sold_at: sold, returned_at: back, by: return } }")),
        rows,
    );
    let yaml = std::fs::read_to_string(project.path().join("scorecard.yaml")).expect("a scorecard");
    let ran = Project::new(&yaml.replace("time: opened", "time: sold"), &[("cases.csv", rows)])
        .run(Some("2026-03"), None);
    close(ran.value("by_sale"), 0.5);
    close(ran.value("by_return"), 0.5);
    let told = &ran.results.run.sources[0].reversed;
    assert_eq!(told.iter().map(|(_, cases)| *cases).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn r47_a_local_time_that_comes_twice_or_never_is_counted_and_told() {
    let rows = "id,opened,closed,due\n\
        a,2026-10-25 02:30,2026-10-25 03:00,\n\
        b,2026-10-25T02:30:00+01:00,2026-10-25 03:00,\n\
        c,2026-03-29 01:30,2026-03-29 02:30,\n";
    let measures =
        line("hours", "kind: { maximum: closed - opened }, unit: hours, time: opened, grain: year");
    let yaml_of = |project: &Project| {
        std::fs::read_to_string(project.path().join("scorecard.yaml")).expect("a scorecard")
    };
    let project = desk(COLUMNS, "", &measures, rows);
    let yaml = yaml_of(&project).replace("as_of: 2026-04-05", "as_of: 2026-12-31\ngrain: year");
    let ran = Project::new(&yaml, &[("cases.csv", rows)]).run(Some("2026"), None);
    // The earlier half past two: an hour and a half; the later: half an hour; the skipped one is half past three.
    close(ran.value("hours"), 1.5);
    let cells = &ran.results.run.sources[0].cells;
    let of = |column: &str| {
        cells.iter().find(|c| c.column == column).map(|c| (c.clock_showed_twice, c.clock_skipped))
    };
    assert_eq!((of("opened"), of("closed")), (Some((1, 0)), Some((0, 1))));
    assert_eq!(ran.codes().iter().filter(|code| *code == "clocks-changed").count(), 2);
}

#[test]
fn r47_days_months_and_weekdays_of_a_time_are_those_of_the_calendars_zone() {
    // Half an hour before midnight in Greenwich is half past midnight of April in Madrid.
    let rows = "id,opened,closed,due\na,2026-03-31T22:30:00Z,2026-03-31T23:30:00Z,2026-04-01\n";
    let of = |id: &str, value: &str| line(id, &format!("kind: {{ maximum: \"{value}\" }}"));
    let measures = of("month", "month(opened)")
        + &of("day", "day(opened)")
        + &of("weekday", "weekday(opened)")
        + &of("begins", "days_between(date_trunc('month', opened), due)")
        + &of("ends", "days_between(due, month_end(opened))")
        + &line("on_day", "kind: { count: cast(opened as date) = due }")
        + &line("text", "kind: { count: \"cast(opened as text) = '2026-04-01T00:30:00'\" }");
    let ran = desk(COLUMNS, "", &measures, rows).run(Some("2026-04"), Some("2026-04-30"));
    for (id, expected) in [
        ("month", 4.0),
        ("day", 1.0),
        ("weekday", 3.0),
        ("begins", 0.0),
        ("ends", 29.0),
        ("on_day", 1.0),
        ("text", 1.0),
    ] {
        close(ran.value(id), expected);
    }
}

#[test]
fn durations_are_added_up_before_they_are_divided() {
    // A third of an hour has no end; three of them are one hour, and reach a target of one.
    let rows = "id,opened,closed,due\n\
        a,2026-03-02 08:00,2026-03-02 08:20,2026-03-02\n\
        b,2026-03-03 08:00,2026-03-03 08:20,2026-03-03\n\
        c,2026-03-31 08:00,2026-03-31 08:20,2026-04-01\n\
        d,2026-03-31 09:00,2026-03-31 09:00,2026-04-01\n";
    let measures = line("sum", "kind: { sum: closed - opened }, unit: hours, direction: maximise, target: 1")
        + &line("mean", "kind: { average: closed - opened }, unit: hours, direction: maximise, target: 0.25")
        + &line(
            "weighted",
            "kind: { average: { value: closed - opened, weight: \"1\" } }, unit: hours, direction: maximise, target: 0.25",
        )
        + &line(
            "lead",
            "kind: { lead_time: { from: opened, to: closed, unit: hours, statistic: mean } }, target: 0.25",
        );
    let ran = desk(COLUMNS, "", &measures, rows).run(Some("2026-03"), None);
    for (id, value) in [("sum", 1.0), ("mean", 0.25), ("weighted", 0.25), ("lead", 0.25)] {
        assert_eq!(ran.value(id), Some(value), "{id}");
        assert_eq!(ran.status(id), Some(Status::OnTarget), "{id}");
    }
}

#[test]
fn a_length_without_its_word_is_answered_with_it() {
    let told = said("kind: { share: closed - opened > 60 minutes }");
    assert!(told.contains("write the length as `interval '60 minutes'`"), "{told}");
    let told = said("kind: { share: closed - opened > 60 apples }");
    assert!(told.contains("text stands in single quotes"), "{told}");
    let told = desk(
        "opened: datetime, closed: datetime, due: date, took: duration",
        "",
        &line("m", "kind: { share: took > 3600 }"),
        "id,opened,closed,due,took\na,2026-03-02 08:00,2026-03-02 08:20,2026-03-02,0:20:00\n",
    )
    .check();
    assert!(
        told.contains(
            "write the length with its unit, as `interval '3600 minutes'` or `interval '3600 hours'`"
        ),
        "{told}"
    );
}
