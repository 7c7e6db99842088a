//! The calendar: words to rules, waves to days.

use std::cell::RefCell;

use chrono::{Month, NaiveDate, Weekday, WeekdaySet};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::calendar::{Calendar, FiscalName, Grain, MonthDay, Period, PeriodError, Wave, Weeks, YearEnd};
use crate::definition::document::calendar::{CalendarKeys, NamedWord, WeekdayWord, WeeksWord};
use crate::definition::document::measure::GrainWord;
use crate::measure::Text;
use crate::problem::{Code, Exclusive, Problem, Problems, Span, near};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The calendar that is written; where something cannot be read, its default.
///
/// `whole` is pointed at when something is missing.
pub(super) fn calendar(
    keys: Option<&CalendarKeys>,
    grain: Grain,
    holidays: &[NaiveDate],
    whole: Option<Span>,
    problems: &RefCell<Problems>,
) -> Calendar {
    let defaults = CalendarKeys::default();
    let keys = keys.unwrap_or(&defaults);
    let report = |problem: Problem| problems.borrow_mut().push(problem);
    let mut calendar = Calendar { holidays: holidays.iter().copied().collect(), ..Calendar::default() };
    if let Some(text) = &keys.fiscal_year_starts {
        match text.value.to_lowercase().parse::<MonthDay>() {
            Ok(day) => calendar.fiscal_year_starts = day,
            Err(_) => {
                let problem = Problem::new(Code::UnknownMonth, format!("no month `{text}`")).at(text.span);
                let problem = problem.help("write a month such as `april`, or a day such as `04-06`");
                report(problem.did_you_mean(near(&text.value, MONTHS.into_iter())));
            }
        }
    }
    if let Some(day) = keys.week_starts {
        calendar.week_starts = weekday(day);
    }
    if let Some(days) = &keys.working_days {
        calendar.working_days = days.iter().map(|day| weekday(*day)).collect::<WeekdaySet>();
    }
    if let Some(text) = &keys.time_zone
        && let Some(zone) = zone(text, problems)
    {
        calendar.time_zone = zone;
    }
    weeks(keys, &mut calendar, &report);
    name_of_year(keys, &mut calendar, &report);
    waves(keys, &mut calendar, &report);
    if grain == Grain::Wave && keys.waves.as_ref().is_none_or(|waves| waves.is_empty()) {
        let problem = Problem::new(Code::MissingKey, "`calendar` needs `waves` with `grain: wave`");
        let problem = problem.help("add `waves: { \"2026\": 2026-05 }`");
        report(match whole {
            Some(span) => problem.at(span),
            None => problem,
        });
    }
    calendar
}

/// An IANA zone.
pub(super) fn zone(text: &Text, problems: &RefCell<Problems>) -> Option<Tz> {
    let zone = text.value.trim().parse::<Tz>().ok();
    if zone.is_none() {
        let near = near(&text.value, TZ_VARIANTS.iter().map(|zone| zone.name()));
        let problem = Problem::new(Code::UnknownTimeZone, format!("no time zone `{text}`")).at(text.span);
        problems
            .borrow_mut()
            .push(problem.help("write an IANA name such as `Europe/London`").did_you_mean(near));
    }
    zone
}

/// The grain a word names.
pub(super) fn grain_of(word: GrainWord) -> Grain {
    match word {
        GrainWord::Week => Grain::Week,
        GrainWord::Month => Grain::Month,
        GrainWord::Quarter => Grain::Quarter,
        GrainWord::Year => Grain::Year,
        GrainWord::Wave => Grain::Wave,
    }
}

fn weeks(keys: &CalendarKeys, calendar: &mut Calendar, report: &dyn Fn(Problem)) {
    let forms = "add `year_ends: saturday nearest january 31`, or `year_ends: last saturday of january`";
    let pattern = keys.weeks.as_ref().and_then(|word| match word.value {
        WeeksWord::Iso => None,
        WeeksWord::FourFourFive => Some([4, 4, 5]),
        WeeksWord::FourFiveFour => Some([4, 5, 4]),
        WeeksWord::FiveFourFour => Some([5, 4, 4]),
    });
    let span = keys.weeks.as_ref().map(|word| word.span);
    match (pattern, &keys.year_ends) {
        (Some(pattern), Some(text)) => match text.value.parse::<YearEnd>() {
            Ok(ends) => calendar.weeks = Weeks::Retail { pattern, ends },
            Err(_) => {
                let problem = Problem::new(
                    Code::RetailCalendarIncomplete,
                    format!("`{text}` is no end of a retail year"),
                );
                report(
                    problem
                        .at(text.span)
                        .help("write `saturday nearest january 31`, or `last saturday of january`"),
                );
            }
        },
        (Some(_), None) => {
            let problem = Problem::new(Code::RetailCalendarIncomplete, "where does the year end").help(forms);
            report(span.map_or(problem.clone(), |span| problem.at(span)));
        }
        (None, Some(text)) => {
            let problem =
                Problem::new(Code::RetailCalendarIncomplete, "`year_ends` belongs to a retail calendar");
            report(problem.at(text.span).help("add `weeks: 4-4-5`, or write `fiscal_year_starts`"));
        }
        (None, None) => {}
    }
    if let (Some(_), Some(starts)) = (pattern, &keys.fiscal_year_starts) {
        let problem = Problem::of(Exclusive::of("weeks", "fiscal_year_starts"));
        report(problem.at(starts.span).help("a retail year starts on the day after `year_ends`"));
    }
}

/// A fiscal year that is not a calendar year has two names to choose from.
fn name_of_year(keys: &CalendarKeys, calendar: &mut Calendar, report: &dyn Fn(Problem)) {
    match keys.fiscal_year_named.as_ref().map(|word| word.value) {
        Some(NamedWord::Start) => calendar.fiscal_year_named = FiscalName::Start,
        Some(NamedWord::End) => calendar.fiscal_year_named = FiscalName::End,
        None => {
            let one_name = match calendar.weeks {
                Weeks::Iso => calendar.fiscal_year_starts == MonthDay::JANUARY_FIRST,
                Weeks::Retail { ends: YearEnd::LastOf { month, .. }, .. } => month == Month::December,
                Weeks::Retail { ends: YearEnd::Nearest { to, .. }, .. } => Some(to) == MonthDay::new(12, 31),
            };
            let span = keys.fiscal_year_starts.as_ref().or(keys.year_ends.as_ref()).map(|text| text.span);
            let (false, Some(span)) = (one_name, span) else {
                return;
            };
            const SOME_DAY: (i32, u32, u32) = (2026, 6, 30);
            let (year, month, day) = SOME_DAY;
            let Some(day) = NaiveDate::from_ymd_opt(year, month, day) else {
                return;
            };
            let Period { first, last, .. } = calendar.fiscal_year(day);
            let (a, b) = (first.format("%Y"), last.format("%Y"));
            let message = format!("is {first} to {last} FY{a} or FY{b}");
            let problem = Problem::new(Code::FiscalNameMissing, message).at(span);
            report(problem.help(format!(
                "add `fiscal_year_named: start` for FY{a}, or `fiscal_year_named: end` for FY{b}"
            )));
        }
    }
}

fn waves(keys: &CalendarKeys, calendar: &mut Calendar, report: &dyn Fn(Problem)) {
    let Some(written) = &keys.waves else { return };
    let mut spans = Vec::new();
    for (label, days) in written.iter() {
        let ends = days.iter().map(|text| calendar.parse_days(&text.value).map_err(|error| (text, error)));
        let ends: Vec<_> = match ends.collect() {
            Ok(ends) => ends,
            Err((text, error)) => {
                report(period_problem(text, &error));
                continue;
            }
        };
        let (Some((first, _)), Some((_, last)), true) = (ends.first(), ends.last(), ends.len() <= 2) else {
            let message = format!("wave `{label}` takes a date, a period, or first and last day");
            report(
                Problem::new(Code::WrongType, message)
                    .at(label.span)
                    .help("write `[2026-05-01, 2026-05-14]`"),
            );
            continue;
        };
        if last < first {
            let message = format!("wave `{label}` ends on {last}, before it begins on {first}");
            report(Problem::new(Code::WrongType, message).at(label.span).help("write the first day first"));
            continue;
        }
        calendar.waves.push(Wave { label: label.value.clone(), first: *first, last: *last });
        spans.push(label.span);
    }
    for (a, b, days) in calendar.wave_overlaps() {
        let label =
            |index: usize| calendar.waves.get(index).map(|wave| wave.label.clone()).unwrap_or_default();
        let message = format!("waves `{}` and `{}` share {days} days", label(a), label(b));
        let problem = Problem::new(Code::WaveOverlap, message)
            .at(spans[b])
            .related(spans[a], "shares days with this one");
        report(problem.help("end one before the other begins"));
    }
}

/// A period that cannot be read, by its own code where it has one.
fn period_problem(text: &Text, error: &PeriodError) -> Problem {
    let help = error.help().unwrap_or_else(|| "write it like `2026-03` or `2026-03-31`".to_owned());
    Problem::new(error.code().unwrap_or(Code::WrongType), error.message()).at(text.span).help(help)
}

fn weekday(word: WeekdayWord) -> Weekday {
    match word {
        WeekdayWord::Monday => Weekday::Mon,
        WeekdayWord::Tuesday => Weekday::Tue,
        WeekdayWord::Wednesday => Weekday::Wed,
        WeekdayWord::Thursday => Weekday::Thu,
        WeekdayWord::Friday => Weekday::Fri,
        WeekdayWord::Saturday => Weekday::Sat,
        WeekdayWord::Sunday => Weekday::Sun,
    }
}
