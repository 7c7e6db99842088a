//! Where files stand, and what their names say.

use std::fmt;
use std::path::PathBuf;

use chrono::format::{Item, Parsed, StrftimeItems};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::locale::months::read_by;
use crate::problem::address_without_secrets;

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// On this machine.
    Local(PathBuf),
    /// At an address: `s3://bucket/key`, `https://host/path`. In a key, `*` in a name stands for anything.
    Remote(Link),
}

/// An address in the network. What is printed of it has neither a user with a password nor a query.
#[derive(Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The address that a text is.
    pub fn new(text: impl Into<String>) -> Link {
        Link(text.into())
    }

    /// All of it, for whoever goes there; it is never to be printed.
    pub fn whole(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&address_without_secrets(&self.0))
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl Location {
    /// Whether it stands on this machine.
    pub fn is_local(&self) -> bool {
        matches!(self, Location::Local(_))
    }

    /// Whether it stands for all files of a bucket whose names fit.
    pub fn is_pattern(&self) -> bool {
        matches!(self, Location::Remote(link) if link.whole().starts_with("s3://") && link.whole().contains('*'))
    }
}

/// Whether a name fits a pattern, in which `*` stands for anything.
pub fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(last) = parts.next_back() else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    // What stands between two stars is taken where it comes first: it leaves most to the rest.
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    true
}

/// The part of a name that the stars of a pattern stand for, from the first to the last of them.
fn starred<'n>(pattern: &str, name: &'n str) -> &'n str {
    let (first, last) = (pattern.split('*').next().unwrap_or(""), pattern.rsplit('*').next().unwrap_or(""));
    name.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)).unwrap_or("")
}

/// How messages call a file that was found by a pattern which names variables: their values may be secret, so of its name
/// only what the stars stand for is said.
pub fn shown_by_pattern(written: &str, pattern: &str, name: &str) -> String {
    let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    match last(written).contains("${") {
        true => format!("{written} (…{}…)", starred(&last(pattern), name)),
        false => format!("{written} ({name})"),
    }
}

/// The folders of a path or address, without its last part.
pub fn folders(path: &str) -> impl Iterator<Item = &str> {
    let inside = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    inside.split('/').filter(|part| !part.is_empty() && *part != "." && *part != "..")
}

/// The columns that folders such as `year=2026` name, and the value each has; `__HIVE_DEFAULT_PARTITION__` is none.
pub fn partition<'a>(folders: impl Iterator<Item = &'a str>) -> Vec<(String, Option<String>)> {
    let pairs = folders.filter_map(|folder| folder.split_once('='));
    let pairs = pairs.filter(|(name, _)| !name.is_empty());
    let value = |text: &str| (text != "__HIVE_DEFAULT_PARTITION__").then(|| unescaped(text));
    pairs.map(|(name, text)| (unescaped(name), value(text))).collect()
}

/// A text in which `%2F` stands for `/`, and so on.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let digits = tail.get(..2).filter(|_| *byte == b'%').and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Name of the column with the day that the name of a row's file gives.
pub const NAMED_DAY: &str = "$named_day";

/// A date written in the names of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDate {
    /// The name with a strftime pattern in it, such as `orders_%Y-%m.csv`.
    pub pattern: String,
    /// Which day of the period that the name gives.
    pub at: Edge,
}

/// The first or the last day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// First.
    Start,
    /// Last.
    End,
}

impl NamedDate {
    /// The day that the name of a file, with the folders before it, gives; `None` when it does not fit.
    pub fn day(&self, path: &str) -> Option<NaiveDate> {
        let (first, last) = self.days(path)?;
        Some(match self.at {
            Edge::Start => first,
            Edge::End => last,
        })
    }

    /// The first and the last day of the period that the name of a file gives.
    pub fn days(&self, path: &str) -> Option<(NaiveDate, NaiveDate)> {
        let folders = self.pattern.matches('/').count();
        let start = path.rmatch_indices('/').nth(folders).map_or(0, |(at, _)| at + 1);
        let mut parsed = Parsed::new();
        let items: Vec<Item<'_>> = StrftimeItems::new(&self.pattern).collect();
        read_by(&mut parsed, &path[start..], &items, |_, _| true).filter(|rest| rest.is_empty())?;
        // Years have four digits: `26` is no year 26.
        days(&parsed).filter(|(first, _)| (1000..=9999).contains(&first.year()))
    }
}

/// The first and the last day of the shortest period that was written: a day, a week of the ISO calendar, a month, a quarter or
/// a year.
pub fn days(parsed: &Parsed) -> Option<(NaiveDate, NaiveDate)> {
    if let Ok(day) = parsed.to_naive_date() {
        return Some((day, day));
    }
    let counts_weeks = parsed.week_from_sun().or(parsed.week_from_mon()).is_some();
    if counts_weeks || parsed.day().is_some() {
        return None;
    }
    let mut first = parsed.clone();
    if first.isoweek().is_some() {
        first.set_weekday(Weekday::Mon).ok()?;
        let monday = first.to_naive_date().ok()?;
        return Some((monday, monday + Days::new(6)));
    }
    let months = match (parsed.month(), parsed.quarter()) {
        (Some(_), _) => 1,
        (None, Some(quarter)) => {
            first.set_month(i64::from(3 * quarter - 2)).ok()?;
            3
        }
        (None, None) => {
            first.set_month(1).ok()?;
            12
        }
    };
    first.set_day(1).ok()?;
    let first = first.to_naive_date().ok()?;
    Some((first, (first + Months::new(months)).pred_opt()?))
}
