//! Periods, ranges, durations and rules as people write them.

use chrono::{Month, Weekday};
use mando::calendar::{
    Calendar, Duration, DurationError, FiscalName, Grain, Length, MonthDay, PeriodError, YearEnd,
};
use mando::problem::Code;

use super::{day, fiscal, month, surveys};

#[test]
fn a_bare_year_or_quarter_is_ambiguous_under_a_fiscal_calendar() {
    let april = fiscal("april", FiscalName::End);
    let error = april.parse_period("2026-Q1", Grain::Month).expect_err("two readings");
    assert_eq!(error.code(), Some(Code::PeriodAmbiguous));
    assert_eq!(
        error.to_string(),
        "`2026-Q1` could be 2026-01-01 to 2026-03-31 or 2025-04-01 to 2025-06-30; write `FY2026-Q1` for the latter"
    );
    assert!(matches!(april.parse_period("2026", Grain::Month), Err(PeriodError::Ambiguous { .. })));
    assert_eq!(april.label(&month(&april, "2026-03")), "2026-03");
    assert_eq!(april.label(&month(&april, "FY2017-P01")), "2016-04");
    let sixth = fiscal("04-06", FiscalName::End);
    let error = sixth.parse_period("2026-04", Grain::Month).expect_err("two readings");
    assert_eq!(error.help().as_deref(), Some("write `FY2027-P01` for the latter"));
}

#[test]
fn fiscal_and_plain_labels_are_one_when_the_year_starts_in_january() {
    let plain = Calendar::default();
    assert_eq!(month(&plain, "FY2026"), month(&plain, "2026"));
    assert_eq!(month(&plain, "FY2026-Q2"), month(&plain, "2026-Q2"));
    assert_eq!(month(&plain, "FY2026-P03"), month(&plain, "2026-03"));
}

#[test]
fn a_date_stands_for_the_period_that_holds_it() {
    let plain = Calendar::default();
    let label = |grain| plain.label(&plain.parse_period("2026-03-31", grain).expect("a period"));
    assert_eq!(
        [label(Grain::Week), label(Grain::Month), label(Grain::Quarter)],
        ["2026-W14", "2026-03", "2026-Q1"]
    );
    assert_eq!(plain.parse_days("2026-03-31"), Ok((day("2026-03-31"), day("2026-03-31"))));
    assert_eq!(plain.parse_days("2010-09"), Ok((day("2010-09-01"), day("2010-09-30"))));
}

#[test]
fn texts_that_are_no_period_say_why() {
    let plain = Calendar::default();
    let code = |text, grain| plain.parse_period(text, grain).expect_err("no period").code();
    for text in [
        "",
        "march",
        "2026-3",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2025-W53",
        "2026-Q5",
        "FY2026-P13",
        "26-03",
        "0000",
        "2026-P03",
        "é026",
    ] {
        assert_eq!(code(text, Grain::Week), None, "{text}");
    }
    assert_eq!(code("2026-03", Grain::Quarter), Some(Code::PeriodTooShort));
    let unknown = surveys().parse_period("2018", Grain::Wave).expect_err("no wave");
    assert_eq!(
        (unknown.code(), unknown.to_string()),
        (Some(Code::WaveUnknown), "no wave `2018`; write one of `2015`, `2016`, `2017`".to_owned())
    );
}

#[test]
fn durations_print_as_they_were_written() {
    for text in ["3 months", "1 year", "2 weeks", "5 business days", "1 business day", "24 hours", "1 day"] {
        assert_eq!(text.parse::<Duration>().map(|duration| duration.to_string()).as_deref(), Ok(text));
    }
    let length = |text: &str| text.parse::<Duration>().map(Duration::length);
    assert_eq!(length("2 quarters"), Ok(Length::Months(6)));
    assert_eq!(length("2 weeks"), Ok(Length::Days(14)));
    assert_eq!(length("90 minutes"), Ok(Length::Seconds(5_400)));
    assert_eq!(length("3"), Err(DurationError::NoUnit("3".to_owned())));
    assert_eq!(length("3 fortnights"), Err(DurationError::UnknownUnit("fortnights".to_owned())));
    assert_eq!(length("-3 days"), Err(DurationError::NotWhole("-3 days".to_owned())));
    assert_eq!(length("99999999999 days"), Err(DurationError::TooLong("99999999999 days".to_owned())));
}

#[test]
fn keys_of_the_calendar_read_their_words_and_refuse_others() {
    assert_eq!("december".parse::<MonthDay>().ok(), MonthDay::new(12, 1));
    assert_eq!("04-06".parse::<MonthDay>().ok(), MonthDay::new(4, 6));
    assert_eq!(
        "02-29".parse::<MonthDay>().map_err(|error| error.to_string()),
        Err("`02-29` is no month; write a month such as `april`, or a day such as `04-06`".to_owned())
    );
    let last = YearEnd::LastOf { weekday: Weekday::Sat, month: Month::January };
    assert_eq!("last saturday of january".parse::<YearEnd>().ok(), Some(last));
    assert!("saturday".parse::<YearEnd>().is_err());
    assert_eq!("wave".parse::<Grain>().ok(), Some(Grain::Wave));
}
