//! Periods, windows and business days.

mod literals;
mod properties;
mod vectors;

use chrono::{NaiveDate, Weekday};
use mando::calendar::{Calendar, Duration, FiscalName, Grain, Period, Wave, WaveOverlap, Weeks};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn fiscal(starts: &str, named: FiscalName) -> Calendar {
    Calendar {
        fiscal_year_starts: starts.parse().expect("a day"),
        fiscal_year_named: named,
        ..Calendar::default()
    }
}

fn retail(pattern: &str, ends: &str, named: FiscalName) -> Calendar {
    let weeks = Weeks::Retail {
        pattern: Weeks::pattern(pattern).expect("a pattern"),
        ends: ends.parse().expect("an end"),
    };
    Calendar { weeks, fiscal_year_named: named, ..Calendar::default() }
}

fn surveys() -> Calendar {
    let wave =
        |label: &str, first, last| Wave { label: label.to_owned(), first: day(first), last: day(last) };
    let waves = vec![
        wave("2015", "2015-05-01", "2015-05-31"),
        wave("2016", "2016-05-01", "2016-05-31"),
        wave("2017", "2017-05-01", "2017-05-31"),
    ];
    Calendar { waves, ..fiscal("july", FiscalName::End) }
}

fn month(calendar: &Calendar, text: &str) -> Period {
    calendar.parse_period(text, Grain::Month).expect("a period")
}

fn week(calendar: &Calendar, text: &str) -> Period {
    calendar.parse_period(text, Grain::Week).expect("a period")
}

#[test]
fn every_sort_of_period_has_its_label() {
    let plain = Calendar::default();
    let april = fiscal("april", FiscalName::End);
    let sixth = fiscal("04-06", FiscalName::Start);
    let shops = retail("4-4-5", "last saturday of january", FiscalName::End);
    let label = |calendar: &Calendar, grain, date| {
        calendar.label(&calendar.period_of(grain, day(date)).expect("every day has a period"))
    };
    assert_eq!(label(&plain, Grain::Month, "2026-03-31"), "2026-03");
    assert_eq!(label(&plain, Grain::Quarter, "2026-03-31"), "2026-Q1");
    assert_eq!(label(&plain, Grain::Year, "2026-03-31"), "2026");
    assert_eq!(label(&plain, Grain::Week, "2026-10-08"), "2026-W41");
    assert_eq!(label(&april, Grain::Month, "2016-04-30"), "2016-04");
    assert_eq!(label(&april, Grain::Quarter, "2016-04-30"), "FY2017-Q1");
    assert_eq!(label(&april, Grain::Year, "2016-04-30"), "FY2017");
    assert_eq!(label(&sixth, Grain::Month, "2026-06-06"), "FY2026-P03");
    assert_eq!(label(&sixth, Grain::Month, "2026-06-05"), "FY2026-P02");
    assert_eq!(label(&shops, Grain::Month, "2026-02-01"), "FY2027-P01");
    assert_eq!(label(&shops, Grain::Week, "2026-02-07"), "2027-W01");
    assert_eq!(label(&surveys(), Grain::Wave, "2016-05-12"), "2016");
    assert_eq!(surveys().period_of(Grain::Wave, day("2016-06-01")), None);
}

#[test]
fn weeks_from_sunday_belong_to_the_year_of_their_fourth_day() {
    let calendar = Calendar { week_starts: Weekday::Sun, ..Calendar::default() };
    let first = week(&calendar, "2026-W01");
    assert_eq!((first.first, first.last), (day("2026-01-04"), day("2026-01-10")));
    assert_eq!(calendar.label(&calendar.previous(&first).expect("a week")), "2025-W53");
}

#[test]
fn the_same_label_one_year_before() {
    let plain = Calendar::default();
    let before = |text| plain.previous_year(&week(&plain, text)).map(|period| plain.label(&period));
    assert_eq!(before("2026-W53"), None);
    assert_eq!(before("2026-W52").as_deref(), Some("2025-W52"));
    assert_eq!(before("2026-03").as_deref(), Some("2025-03"));
    assert_eq!(before("2026-Q1").as_deref(), Some("2025-Q1"));
    let shops = retail("4-4-5", "saturday nearest january 31", FiscalName::Start);
    let before = |text| shops.previous_year(&week(&shops, text)).map(|period| shops.label(&period));
    assert_eq!(before("FY2024-P12").as_deref(), Some("FY2023-P12"));
    assert_eq!(before("2023-W53"), None);
    let surveys = surveys();
    let wave = |text| surveys.parse_period(text, Grain::Wave).expect("a wave");
    assert_eq!(surveys.previous_year(&wave("2017")), Some(wave("2016")));
    assert_eq!(surveys.previous_year(&wave("2015")), None);
}

#[test]
fn a_run_of_waves_stops_at_the_first() {
    let surveys = surveys();
    let last = surveys.parse_period("2017", Grain::Wave).expect("a wave");
    let labels: Vec<String> =
        surveys.periods_ending_with(&last, 6).iter().map(|wave| surveys.label(wave)).collect();
    assert_eq!(labels, ["2015", "2016", "2017"]);
    assert_eq!(surveys.next(&last), None);
    assert_eq!(
        surveys.last_complete(Grain::Wave, day("2017-05-30")).map(|wave| surveys.label(&wave)).as_deref(),
        Some("2016")
    );
}

#[test]
fn a_fiscal_year_has_its_months_quarters_and_weeks() {
    let april = fiscal("april", FiscalName::End);
    let year = month(&april, "FY2017");
    let labels = |grain| -> Vec<String> {
        april.periods_of(&year, grain).iter().map(|period| april.label(period)).collect()
    };
    assert_eq!(labels(Grain::Quarter), ["FY2017-Q1", "FY2017-Q2", "FY2017-Q3", "FY2017-Q4"]);
    assert_eq!(labels(Grain::Month).len(), 12);
    assert_eq!(labels(Grain::Year), ["FY2017"]);
    let plain = Calendar::default();
    let weeks = plain.periods_of(&month(&plain, "2026"), Grain::Week);
    assert_eq!((weeks.len(), plain.label(&weeks[0])), (53, "2026-W01".to_owned()));
}

#[test]
fn three_months_before_the_last_of_november_is_the_last_of_august() {
    let plain = Calendar::default();
    let window = |end, length: &str| plain.window(day(end), length.parse().expect("a duration"));
    assert_eq!(window("2011-11-30", "3 months"), (day("2011-09-01"), day("2011-11-30")));
    assert_eq!(window("2024-03-31", "1 month"), (day("2024-03-01"), day("2024-03-31")));
    assert_eq!(window("2024-02-29", "1 year"), (day("2023-03-01"), day("2024-02-29")));
    assert_eq!(window("2024-05-15", "1 quarter"), (day("2024-02-16"), day("2024-05-15")));
    assert_eq!(window("2024-03-30", "1 month"), (day("2024-03-01"), day("2024-03-30")));
    assert_eq!(window("2024-05-15", "90 days"), (day("2024-02-16"), day("2024-05-15")));
    assert_eq!(window("2024-05-12", "2 business days"), (day("2024-05-09"), day("2024-05-12")));
    assert_eq!(window("2024-05-12", "0 days"), (day("2024-05-13"), day("2024-05-12")));
    let shops = retail("4-4-5", "saturday nearest january 31", FiscalName::Start);
    let quarter = shops.parse_period("FY2024-Q1", Grain::Quarter).expect("a quarter");
    assert_eq!(shops.window(quarter.last, Duration::months(3)), (quarter.first, quarter.last));
    let sixth = fiscal("04-06", FiscalName::End);
    assert_eq!(sixth.window(day("2026-04-05"), Duration::months(1)), (day("2026-03-06"), day("2026-04-05")));
}

#[test]
fn the_day_by_which_something_must_have_come() {
    let plain = Calendar::default();
    assert_eq!(plain.after(day("2024-01-31"), Duration::months(1)), day("2024-02-29"));
    assert_eq!(plain.after(day("2024-05-03"), Duration::business_days(1)), day("2024-05-06"));
    assert_eq!(plain.after(day("2024-05-03"), "48 hours".parse().expect("a duration")), day("2024-05-05"));
}

#[test]
fn waves_that_share_days_are_found() {
    let mut surveys = surveys();
    surveys.waves[1].first = day("2015-05-30");
    let overlap = |first, second, days| WaveOverlap { first, second, days };
    assert_eq!(surveys.wave_overlaps(), [overlap(0, 1, 2)]);
    // Written in any order, each is told once, beside the one before it that lasts longest.
    surveys.waves.swap(0, 2);
    surveys.waves[2].last = day("2018-01-01");
    assert_eq!(surveys.wave_overlaps(), [overlap(0, 2, 31), overlap(1, 2, 368)]);
    let one = surveys.waves[0].clone();
    surveys.waves = (0..400).map(|at| Wave { label: at.to_string(), ..one.clone() }).collect();
    assert_eq!(surveys.wave_overlaps().len(), 399);
}

#[test]
fn dates_at_the_end_of_time_have_no_period() {
    for calendar in [Calendar::default(), retail("4-4-5", "saturday nearest january 31", FiscalName::Start)] {
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            for grain in Grain::ALL {
                assert_eq!(calendar.period_of(grain, date), None);
            }
            let _ = calendar.fiscal_year(date);
            let _ = calendar.window(date, Duration::months(u32::MAX));
            let _ = calendar.window(date, Duration::business_days(u32::MAX));
            let _ = calendar.after(date, Duration::years(u32::MAX));
        }
    }
}
