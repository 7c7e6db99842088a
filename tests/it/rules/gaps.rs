//! R52: rows that end before their period.

use chrono::{Datelike, NaiveDate};

use super::{line, shop_with};
use crate::support::{Project, Ran, day};
use mando::evaluate::results::{Doubt, Provisional};
use mando::report::strategic;

/// A row on each working day of some, and on none of others.
fn weekdays(first: &str, last: &str, without: &[(&str, &str)]) -> String {
    let is_out = |day: &NaiveDate| without.iter().any(|(a, b)| (*a..=*b).contains(&day.to_string().as_str()));
    let days = day(first).iter_days().take_while(|d| *d <= day(last));
    let days = days.filter(|d| d.weekday().num_days_from_monday() < 5 && !is_out(d));
    "day,customer,amount\n".to_owned() + &days.map(|d| format!("{d},c,1\n")).collect::<String>()
}

fn shop(source: &str, keys: &str, rows: &str) -> Project {
    let source = format!("    history_starts: 2020-01-01\n{source}");
    shop_with(
        "",
        &source,
        &line("orders", &format!("kind: count, interval: none, direction: maximise, target: 1{keys}")),
        rows,
    )
}

fn gap(ran: &Ran, id: &str) -> Option<(String, Option<i64>)> {
    match ran.current(id).doubt {
        Some(Doubt::Provisional(Provisional::GapAtEnd { last, longest })) => {
            Some((last.to_string(), longest))
        }
        None => None,
        other => panic!("{other:?}"),
    }
}

#[test]
fn r52_a_month_whose_rows_stop_on_the_ninth_is_not_judged() {
    let rows = weekdays("2025-11-03", "2026-12-09", &[]);
    let ran = shop("", ", segments: [customer]", &rows).run(Some("2026-12"), Some("2026-12-31"));
    assert_eq!(gap(&ran, "orders"), Some(("2026-12-09".to_owned(), Some(3))));
    assert_eq!((ran.value("orders"), ran.score("orders")), (Some(7.0), None));
    assert_eq!(ran.segments("orders", "customer")[0].1.current.status, None);
    let said: Vec<String> = ran.problems.iter().map(|p| p.message.clone()).collect();
    assert_eq!(ran.codes(), ["gap-at-end"]);
    assert_eq!(said, ["`orders` has no row since 9 December; the longest gap before was 3 days"]);
    let notices = strategic(&ran.scorecard, &ran.results, &crate::support::words()).head.notices;
    let told = "no row since 9 December 2026; the longest gap before was 3 days";
    assert!(notices.iter().any(|notice| notice.contains(told)), "{notices:?}");
    // The weekly run says so of its own weeks, and November stands.
    let weeks = &ran.measure("orders").weeks;
    let last = weeks.last().expect("weeks");
    assert!(
        matches!(last.doubt, Some(Doubt::Provisional(Provisional::GapAtEnd { .. }))) || last.value.is_none()
    );
    assert_eq!(ran.at("orders", "2026-11").doubt, None);
}

#[test]
fn r52_a_written_limit_stands_and_rows_of_the_future_hide_nothing() {
    let rows = weekdays("2025-11-03", "2026-12-09", &[]) + "2027-03-01,c,1\n";
    let december = |source: &str, as_of| shop(source, "", &rows).run(Some("2026-12"), Some(as_of));
    assert!(gap(&december("", "2027-01-05"), "orders").is_some(), "the row of March does not exist yet");
    assert_eq!(gap(&december("    stale_after: 60 days\n", "2027-01-05"), "orders"), None);
    let stale = december("    stale_after: 10 days\n", "2027-01-05");
    let reason = Provisional::Stale { last: day("2026-12-09") };
    assert_eq!(stale.current("orders").doubt, Some(Doubt::Provisional(reason)));
    assert_eq!(stale.codes(), ["as-of-future", "stale-source", "rows-after-as-of"]);
    // In April its row is there: the hole lies inside, and December is as it is.
    assert_eq!(gap(&december("", "2027-04-05"), "orders"), None);
}

#[test]
fn r52_every_way_of_reading_rows_knows_their_days() {
    let rows = weekdays("2025-11-03", "2026-12-09", &[]);
    let unique = rows.lines().enumerate().map(|(at, row)| format!("{row},{at}\n")).collect::<String>();
    let unique = unique.replacen(",0\n", ",id\n", 1);
    // Held because of its key, and placed by another date than its own.
    let held = shop("    unique: [id]\n", "", &unique).run(Some("2026-12"), Some("2026-12-31"));
    assert!(gap(&held, "orders").is_some());
    let other = rows
        .lines()
        .map(|row| format!("{row},{}\n", if row.starts_with("day") { "due" } else { "2026-12-20" }));
    let columns = "    columns: { day: date, amount: money, due: date }\n";
    let other = shop(columns, ", time: due", &other.collect::<String>());
    assert!(gap(&other.run(Some("2026-12"), Some("2026-12-31")), "orders").is_some());
}

#[test]
fn r52_waves_and_longer_periods_have_their_own_measure() {
    let head = "grain: wave\ncalendar: { waves: { \"2025\": [2025-05-01, 2025-05-31], \"2026\": [2026-05-01, 2026-05-31] } }\n";
    let rows = "day,customer,amount\n2025-05-02,c,1\n2026-05-02,c,1\n";
    let measure = line("orders", "kind: count, direction: maximise, target: 1");
    let known = "    history_starts: 2020-01-01\n";
    let ran = shop_with(head, known, &measure, rows).run(Some("2026"), Some("2026-12-31"));
    assert_eq!((gap(&ran, "orders"), ran.score("orders")), (None, Some(100.0)));
    // Of a month without enough rows before it, one month is waited for.
    let sparse = "day,customer,amount\n2026-10-20,c,1\n2026-11-20,c,1\n";
    let december = shop("", "", sparse).run(Some("2026-12"), Some("2027-01-05"));
    assert_eq!(december.codes(), ["as-of-future", "gap-at-end"]);
    let with_a_row = sparse.to_owned() + "2026-12-05,c,1\n";
    assert_eq!(gap(&shop("", "", &with_a_row).run(Some("2026-12"), Some("2027-01-05")), "orders"), None);
}
