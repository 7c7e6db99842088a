//! What holds for every calendar and every day.

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};
use mando::calendar::{Calendar, Duration, FiscalName, Grain, MonthDay, Period, YearEnd};
use proptest::prelude::*;

use super::{day, fiscal, retail};

const TEXTS: &str = "\\PC{0,14}|FY[0-9]{4}(-[QP][0-9]{1,2})?|[0-9]{4}-W?[0-9]{2}";

fn calendars() -> impl Strategy<Value = Calendar> {
    let named = prop_oneof![Just(FiscalName::Start), Just(FiscalName::End)];
    let ends = prop_oneof![
        Just("saturday nearest january 31"),
        Just("last saturday of january"),
        Just("last friday of december"),
        Just("sunday nearest december 31"),
    ];
    let pattern = prop_oneof![Just("4-4-5"), Just("4-5-4"), Just("5-4-4")];
    let weekday = (0u8..7).prop_map(|number| Weekday::try_from(number).expect("seven weekdays"));
    let plain =
        (1u32..=12, 1u32..=28, weekday, named.clone()).prop_map(|(month, day, week_starts, named)| {
            Calendar { week_starts, ..fiscal(&format!("{month:02}-{day:02}"), named) }
        });
    let shops = (pattern, ends, named).prop_map(|(pattern, ends, named)| retail(pattern, ends, named));
    prop_oneof![plain, shops]
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (-15_000i32..40_000).prop_map(|offset| day("1990-01-01") + TimeDelta::days(offset.into()))
}

fn grains() -> impl Strategy<Value = Grain> {
    prop_oneof![Just(Grain::Week), Just(Grain::Month), Just(Grain::Quarter), Just(Grain::Year)]
}

proptest! {
    #[test]
    fn every_day_has_one_period_and_neighbours_touch(
        calendar in calendars(),
        date in dates(),
        grain in grains(),
    ) {
        let period = calendar.period_of(grain, date).expect("every day has a period");
        prop_assert!(period.contains(date));
        let next = calendar.next(&period).expect("a next period");
        prop_assert_eq!(next.first, period.last.succ_opt().expect("a day"));
        prop_assert_eq!(calendar.previous(&next), Some(period));
        prop_assert_eq!(calendar.period_of(grain, period.first), Some(period));
        prop_assert_eq!(calendar.period_of(grain, period.last), Some(period));
    }

    #[test]
    fn months_and_quarters_of_the_calendar_are_those_of_dates(start in 1u32..=12, date in dates()) {
        let calendar = fiscal(&format!("{start:02}-01"), FiscalName::End);
        let month = calendar.period_of(Grain::Month, date).expect("every day has a month");
        prop_assert_eq!(Some(month.first), date.with_day(1));
        prop_assert_eq!(month.last.succ_opt(), month.first.checked_add_months(Months::new(1)));
        let quarter = calendar.period_of(Grain::Quarter, date).expect("every day has a quarter");
        prop_assert_eq!((quarter.first.month() + 12 - start) % 3, 0);
        prop_assert_eq!(quarter.last.succ_opt(), quarter.first.checked_add_months(Months::new(3)));
        prop_assert!(quarter.contains(date) && quarter.first.day() == 1);
    }

    #[test]
    fn every_label_reads_back(calendar in calendars(), date in dates(), grain in grains()) {
        let period = calendar.period_of(grain, date).expect("every day has a period");
        prop_assert_eq!(calendar.parse_period(&calendar.label(&period), grain), Ok(period));
    }

    #[test]
    fn months_fill_quarters_and_quarters_fill_years(calendar in calendars(), date in dates()) {
        let year = calendar.fiscal_year(date);
        for grain in [Grain::Quarter, Grain::Month] {
            let parts = calendar.periods_of(&year, grain);
            prop_assert_eq!(parts.len(), if grain == Grain::Month { 12 } else { 4 });
            prop_assert_eq!(parts.iter().map(Period::days).sum::<i64>(), year.days());
        }
        prop_assert!(matches!(calendar.periods_of(&year, Grain::Week).len(), 52 | 53));
    }

    #[test]
    fn windows_of_months_join_at_the_ends_of_months(calendar in calendars(), date in dates(), n in 1u32..30) {
        let month = calendar.period_of(Grain::Month, date).expect("every day has a month");
        let (first, last) = calendar.window(month.last, Duration::months(n));
        prop_assert_eq!(last, month.last);
        let oldest = calendar.nth_previous(&month, n as usize - 1).expect("a month");
        prop_assert_eq!(first, oldest.first);
    }

    #[test]
    fn no_text_makes_the_reader_panic(calendar in calendars(), text in TEXTS, grain in grains()) {
        let _ = calendar.parse_period(&text, grain);
        let _ = calendar.parse_days(&text);
        let _ = text.parse::<Duration>();
        let _ = text.parse::<YearEnd>();
        let _ = text.parse::<MonthDay>();
    }
}

#[test]
fn every_day_belongs_to_one_year_of_weeks() {
    let sundays = Calendar { week_starts: Weekday::Sun, ..Calendar::default() };
    let calendars = [
        Calendar::default(),
        sundays,
        fiscal("april", FiscalName::End),
        fiscal("04-06", FiscalName::Start),
        retail("4-5-4", "saturday nearest january 31", FiscalName::Start),
        retail("5-4-4", "last saturday of january", FiscalName::End),
    ];
    for calendar in &calendars {
        for date in day("1990-01-01").iter_days().take_while(|date| date.year() <= 2040) {
            let week = calendar.period_of(Grain::Week, date).expect("a week");
            let year = calendar.year_of(&week);
            assert!(year.contains(week.first + TimeDelta::days(3)), "{date}");
            assert_eq!(
                calendar.last_period_by(Grain::Week, year.last).map(|last| calendar.year_of(&last)),
                Some(year)
            );
            if week.first != date {
                continue;
            }
            // The weeks of a year follow each other, and those of the year before end where they begin.
            let weeks = calendar.periods_of(&year, Grain::Week);
            assert_eq!(weeks.iter().filter(|other| **other == week).count(), 1, "{date}");
            assert!((52..=53).contains(&weeks.len()));
            let before = calendar.previous(&year).expect("a year before");
            let last = calendar.periods_of(&before, Grain::Week).pop().expect("a week");
            assert_eq!(calendar.next(&last), weeks.first().copied(), "{date}");
        }
    }
}
