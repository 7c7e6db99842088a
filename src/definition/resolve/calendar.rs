//! The calendar: words to rules, waves to days.

mod causes;

use std::cell::RefCell;

use chrono::{Month, NaiveDate, Weekday, WeekdaySet};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::literal::NoPeriod;
use crate::calendar::{Calendar, FiscalName, Grain, MonthDay, Period, Wave, WaveOverlap, Weeks, YearEnd};
use crate::definition::document::calendar::{CalendarKeys, NamedWord, WeekdayWord, WeeksWord};
use crate::definition::document::measure::GrainWord;
use crate::measure::Text;
use crate::problem::{Code, Exclusive, Problem, Problems, Span, near};
use causes::{
    EndWithoutRetail, FiscalYearUnnamed, NoWaves, NoYearEnd, RetailWithoutEnd, UnknownMonth, UnknownTimeZone,
    WaveBackwards, WaveOfSeveral, WavesShareDays,
};

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
                let cause = UnknownMonth { text: text.to_string() };
                report(Problem::new(cause).at(text.span).did_you_mean(near(&text.value, MONTHS.into_iter())));
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
        let problem = Problem::new(NoWaves);
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
        let problem = Problem::new(UnknownTimeZone { text: text.to_string() }).at(text.span);
        problems.borrow_mut().push(problem.did_you_mean(near));
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
                report(Problem::new(NoYearEnd { text: text.to_string() }).at(text.span));
            }
        },
        (Some(_), None) => {
            let problem = Problem::new(RetailWithoutEnd).help(forms);
            report(span.map_or(problem.clone(), |span| problem.at(span)));
        }
        (None, Some(text)) => {
            report(Problem::new(EndWithoutRetail).at(text.span));
        }
        (None, None) => {}
    }
    if let (Some(_), Some(starts)) = (pattern, &keys.fiscal_year_starts) {
        report(
            Problem::new(Exclusive::new("weeks", "fiscal_year_starts"))
                .at(starts.span)
                .help("a retail year starts on the day after `year_ends`"),
        );
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
            let cause = FiscalYearUnnamed { first, last, a: a.to_string(), b: b.to_string() };
            report(Problem::new(cause).at(span));
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
                let like = "`2026-03` or `2026-03-31`";
                let cause = NoPeriod { error, otherwise: Code::WrongType, like };
                report(Problem::new(cause).at(text.span));
                continue;
            }
        };
        let (Some((first, _)), Some((_, last)), true) = (ends.first(), ends.last(), ends.len() <= 2) else {
            report(Problem::new(WaveOfSeveral { label: label.to_string() }).at(label.span));
            continue;
        };
        if last < first {
            report(
                Problem::new(WaveBackwards { label: label.to_string(), last: *last, first: *first })
                    .at(label.span),
            );
            continue;
        }
        calendar.waves.push(Wave { label: label.value.clone(), first: *first, last: *last });
        spans.push(label.span);
    }
    for WaveOverlap { first, second, days } in calendar.wave_overlaps() {
        let label =
            |index: usize| calendar.waves.get(index).map(|wave| wave.label.clone()).unwrap_or_default();
        let cause = WavesShareDays { first: label(first), second: label(second), days };
        report(Problem::new(cause).at(spans[second]).related(spans[first], "shares days with this one"));
    }
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
