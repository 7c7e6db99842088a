//! Days and times as files write them.

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::calendar::{Turn, instant_of};
// Four digits, so that `01/02/98` by `%d/%m/%Y` is not the year 98.
use crate::measure::expression::instant::YEARS;

/// Whose clock a time is read by, and whose it is kept by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Zone of times that name none.
    pub(super) written: Tz,
    /// Zone of the calendar.
    pub(super) kept: Tz,
}

impl Clock {
    /// The instant of a written time, in microseconds since 1970, and what the clocks did with it (R47).
    pub(super) fn instant(self, time: NaiveDateTime, offset: Option<i32>) -> Option<(i64, Turn)> {
        let (instant, turn) = match offset {
            Some(seconds) => {
                let written = FixedOffset::east_opt(seconds)?.from_local_datetime(&time).single()?;
                (written.to_utc(), Turn::Once)
            }
            None => instant_of(self.written, time)?,
        };
        let micros = instant.timestamp_micros();
        YEARS.contains(&self.day_at(micros)?.year()).then_some((micros, turn))
    }

    /// The day of an instant by the calendar's clock.
    pub(super) fn day_at(self, micros: i64) -> Option<NaiveDate> {
        Some(DateTime::from_timestamp_micros(micros)?.with_timezone(&self.kept).date_naive())
    }

    /// The instant at which a day begins by the calendar's clock.
    pub(super) fn begins(self, day: NaiveDate) -> Option<i64> {
        Some(instant_of(self.kept, day.and_time(NaiveTime::MIN))?.0.timestamp_micros())
    }
}

/// What stood in a cell: a day, perhaps with a time, perhaps with an offset from UTC in seconds.
type Written = (NaiveDate, Option<NaiveTime>, Option<i32>);

/// Patterns for days and times, tried in order; without any, ISO 8601.
pub(super) struct Patterns<'a> {
    items: Vec<Vec<Item<'a>>>,
    /// Whether ISO 8601 is tried last.
    iso: bool,
}

impl<'a> Patterns<'a> {
    pub(super) fn new(formats: &'a [String]) -> Patterns<'a> {
        let items: Vec<_> = formats.iter().map(|format| StrftimeItems::new(format).collect()).collect();
        Patterns { iso: items.is_empty(), items }
    }

    /// The same, and ISO 8601 after them.
    pub(super) fn or_iso(self) -> Patterns<'a> {
        Patterns { iso: true, ..self }
    }

    /// The day; of a time with an offset, the calendar's day.
    pub(super) fn day(&self, text: &str, clock: Clock) -> Option<NaiveDate> {
        match self.written(text)? {
            (day, Some(time), Some(offset)) => {
                clock.day_at(clock.instant(day.and_time(time), Some(offset))?.0)
            }
            (day, _, _) => Some(day),
        }
    }

    /// The instant, and what the clocks did with it; a day alone is its beginning by the calendar's clock.
    pub(super) fn time(&self, text: &str, clock: Clock) -> Option<(i64, Turn)> {
        match self.written(text)? {
            (day, Some(time), offset) => clock.instant(day.and_time(time), offset),
            (day, None, _) => Some((clock.begins(day)?, Turn::Once)),
        }
    }

    fn written(&self, text: &str) -> Option<Written> {
        let found = self.items.iter().find_map(|items| by_pattern(text, items));
        let found = found.or_else(|| if self.iso { iso(text) } else { None });
        found.filter(|(day, _, _)| YEARS.contains(&day.year()))
    }
}

fn by_pattern(text: &str, items: &[Item<'_>]) -> Option<Written> {
    let mut parsed = Parsed::new();
    parse(&mut parsed, text, items.iter()).ok()?;
    if parsed.timestamp().is_some() {
        let instant = parsed.to_naive_datetime_with_offset(0).ok()?;
        return Some((instant.date(), Some(instant.time()), Some(0)));
    }
    let time = match (parsed.hour_mod_12(), parsed.minute()) {
        (None, None) => None,
        _ => Some(parsed.to_naive_time().ok()?),
    };
    let offset = parsed.offset();
    // A pattern without a day, such as `%Y-%m`, stands for the first of the month.
    let day = parsed
        .to_naive_date()
        .or_else(|error| parsed.set_day(1).and(parsed.to_naive_date()).map_err(|_| error));
    Some((day.ok()?, time, offset))
}

/// `2011-12-09`, `2011-12-09 12:50`, `2011-12-09T12:50:01.5+01:00`.
fn iso(text: &str) -> Option<Written> {
    let day = iso_day(text.get(..10)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some((day, None, None));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, offset) = split_offset(rest)?;
    Some((day, Some(iso_clock(clock.trim_end())?), offset))
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
