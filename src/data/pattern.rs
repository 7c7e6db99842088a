//! Days and times as files write them.

use std::ops::RangeInclusive;

use chrono::format::{Fixed, Item, Numeric, Parsed, StrftimeItems};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime};

use crate::locale::months::read_by;
use crate::measure::expression::instant::YEARS;
use crate::model::epoch;

/// What stood in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateText {
    /// A day.
    pub(super) day: NaiveDate,
    /// Perhaps with a time.
    pub(super) time: Option<NaiveTime>,
    /// Perhaps with seconds from UTC.
    pub(super) offset: Option<i32>,
}

/// Patterns for days and times, of which the first that gives a possible date counts; without any, ISO 8601.
pub(super) struct Patterns<'a> {
    all: Vec<Pattern<'a>>,
}

/// One of them.
enum Pattern<'a> {
    /// Signs and fields, as strftime has them.
    Fields(Vec<Item<'a>>),
    /// A number since the beginning of 1970, so many of which make a second.
    Epoch(i64),
}

/// Years of which a number may be that lost the zero it began with.
const RECENT: RangeInclusive<i32> = 1990..=2099;

impl<'a> Patterns<'a> {
    pub(super) fn new(formats: &'a [String]) -> Patterns<'a> {
        let pattern = |format: &'a String| match epoch(format) {
            Some(per_second) => Pattern::Epoch(per_second),
            None => Pattern::Fields(StrftimeItems::new(format).collect()),
        };
        Patterns { all: formats.iter().map(pattern).collect() }
    }

    /// What a text says by the first pattern that fits.
    pub(super) fn read(&self, text: &str) -> Option<DateText> {
        if self.all.is_empty() { iso(text) } else { self.all_matches(text).next() }
    }

    /// Whether a number is written as a pattern of digits alone says, as many as it has: `202603` by `%Y%m`.
    pub(super) fn fit_digits(&self, text: &str) -> bool {
        self.all.iter().any(|pattern| match pattern {
            Pattern::Fields(items) => {
                let Some(read) = by_pattern(text, items) else { return false };
                // A serial number of a day has as many digits as a month that lost its zero, but hardly such a year.
                let is_recent = || RECENT.contains(&read.day.year());
                digits_of(items) == Some(text.len()) || zero_before(text, items).is_some() && is_recent()
            }
            Pattern::Epoch(_) => false,
        })
    }

    /// Whether a text that says this day says another one by a later pattern (R58).
    pub(super) fn is_ambiguous(&self, text: &str, day: NaiveDate) -> bool {
        self.all.len() > 1 && self.all_matches(text).any(|other| other.day != day)
    }

    fn all_matches(&self, text: &str) -> impl Iterator<Item = DateText> {
        self.all.iter().filter_map(move |pattern| match pattern {
            Pattern::Fields(items) => by_pattern(text, items),
            Pattern::Epoch(per_second) => since_1970(text, *per_second),
        })
    }
}

/// ISO 8601, as programs write it.
pub(super) fn iso(text: &str) -> Option<DateText> {
    written_iso(text).filter(|written| YEARS.contains(&written.day.year()))
}

/// The moment of a whole number since the beginning of 1970 in UTC; `1730462400000.0` is one too.
fn since_1970(text: &str, per_second: i64) -> Option<DateText> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte == b'0') {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let nanos = number.rem_euclid(per_second) * (1_000_000_000 / per_second);
    let moment = DateTime::from_timestamp(number.div_euclid(per_second), u32::try_from(nanos).ok()?)?;
    let moment = moment.naive_utc();
    let written = DateText { day: moment.date(), time: Some(moment.time()), offset: Some(0) };
    YEARS.contains(&written.day.year()).then_some(written)
}

fn by_pattern(text: &str, items: &[Item<'_>]) -> Option<DateText> {
    let whole = zero_before(text, items);
    let text = whole.as_deref().unwrap_or(text);
    let mut parsed = Parsed::new();
    let rest = read_by(&mut parsed, text, items, has_its_digits)?;
    if !rest.is_empty() {
        return None;
    }
    written(parsed).filter(|written| YEARS.contains(&written.day.year()))
}

/// A text with the zero that it lost where it was a number: `12024` by `%m%Y` is `012024`. `None` where it has all its digits, or the
/// pattern begins with a year of four.
fn zero_before(text: &str, items: &[Item<'_>]) -> Option<String> {
    let begins_with_year = matches!(items.first(), Some(Item::Numeric(Numeric::Year | Numeric::IsoYear, _)));
    let is_lost = !begins_with_year
        && items.len() > 1
        && digits_of(items) == Some(text.len() + 1)
        && text.bytes().all(|byte| byte.is_ascii_digit());
    is_lost.then(|| format!("0{text}"))
}

/// How many digits a pattern has; `None` where it has anything else, or fields of any length.
fn digits_of(items: &[Item<'_>]) -> Option<usize> {
    let digits = |item: &Item<'_>| match item {
        Item::Numeric(Numeric::Year | Numeric::IsoYear, _) => Some(4),
        Item::Numeric(Numeric::Ordinal, _) => Some(3),
        Item::Numeric(Numeric::Quarter | Numeric::NumDaysFromSun | Numeric::WeekdayFromMon, _) => Some(1),
        Item::Numeric(
            Numeric::YearMod100
            | Numeric::IsoYearMod100
            | Numeric::Month
            | Numeric::Day
            | Numeric::IsoWeek
            | Numeric::WeekFromSun
            | Numeric::WeekFromMon
            | Numeric::Hour
            | Numeric::Hour12
            | Numeric::Minute
            | Numeric::Second,
            _,
        ) => Some(2),
        _ => None,
    };
    items.iter().map(digits).sum()
}

/// Years have all their digits: `26` is no year 26, and `6` is none at all.
fn has_its_digits(item: &Item<'_>, text: &str) -> bool {
    let digits = match item {
        Item::Numeric(Numeric::Year | Numeric::IsoYear, _) => 4,
        Item::Numeric(Numeric::YearMod100 | Numeric::IsoYearMod100, _) => 2,
        // What a zone's name means is not known, so none is passed over.
        Item::Fixed(Fixed::TimezoneName) => return text.is_empty(),
        _ => return true,
    };
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())
}

fn written(mut parsed: Parsed) -> Option<DateText> {
    if parsed.timestamp().is_some() {
        let instant = parsed.to_naive_datetime_with_offset(0).ok()?;
        return Some(DateText { day: instant.date(), time: Some(instant.time()), offset: Some(0) });
    }
    let time = match (parsed.hour_mod_12(), parsed.minute()) {
        (None, None) => None,
        (_, minute) => {
            if minute.is_none() {
                parsed.set_minute(0).ok()?;
            }
            Some(parsed.to_naive_time().ok()?)
        }
    };
    let offset = parsed.offset();
    // A pattern without a day, such as `%Y-%m`, stands for the first of the month, quarter, week or year.
    let (day, _) = crate::model::days(&parsed)?;
    Some(DateText { day, time, offset })
}

/// `2011-12-09`, `2011-12-09 12:50`, `2011-12-09T12:50:01.5+01:00`.
fn written_iso(text: &str) -> Option<DateText> {
    let day = iso_day(text.get(..10)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(DateText { day, time: None, offset: None });
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, offset) = split_offset(rest)?;
    Some(DateText { day, time: Some(iso_clock(clock.trim_end())?), offset })
}

fn iso_day(text: &str) -> Option<NaiveDate> {
    let b = text.as_bytes();
    if b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(digits(&b[..4])?).ok()?, digits(&b[5..7])?, digits(&b[8..10])?)
}

fn iso_clock(text: &str) -> Option<NaiveTime> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let b = whole.as_bytes();
    let (hour, minute) = match b {
        [_, _, b':', _, _, ..] => (digits(&b[..2])?, digits(&b[3..5])?),
        _ => return None,
    };
    let second = match &b[5..] {
        [] if fraction.is_empty() => 0,
        [b':', rest @ ..] if rest.len() == 2 => digits(rest)?,
        _ => return None,
    };
    if fraction.len() > 9 {
        return None;
    }
    let nanos = if fraction.is_empty() { 0 } else { digits(format!("{fraction:0<9}").as_bytes())? };
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)
}

/// The clock time, and the offset after it.
fn split_offset(text: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return Some((text, None));
    };
    let sign = if text[at..].starts_with('-') { -1 } else { 1 };
    let written = text[at + 1..].replace(':', "");
    let b = written.as_bytes();
    let (hours, minutes) = match b.len() {
        2 => (digits(b)?, 0),
        4 => (digits(&b[..2])?, digits(&b[2..])?),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    Some((&text[..at], Some(sign * i32::try_from(hours * 3_600 + minutes * 60).ok()?)))
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(
        0,
        |sum: u32, b| {
            if b.is_ascii_digit() { Some(sum * 10 + u32::from(b - b'0')) } else { None }
        },
    )
}
