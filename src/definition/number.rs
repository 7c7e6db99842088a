//! Numbers as YAML writes them: `720`, `-3.5`, `1_000_000`, `240e6`; the point is decimal whatever the locale.

use crate::problem::{Cause, Code};

/// A whole number. `240e6` is one, `1.5` and `012` are none.
pub fn integer(text: &str) -> Option<i64> {
    let digits = plain(text)?;
    match digits.parse() {
        Ok(number) => Some(number),
        Err(_) => {
            let number: f64 = digits.parse().ok()?;
            // Beyond 2^53 neighbouring whole numbers share one float, so the text would be guessed at.
            (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
        }
    }
}

/// A number, always finite.
pub fn number(text: &str) -> Option<f64> {
    plain(text)?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The spelling that was probably meant: `$ 15` is `15`, `1,5` is `1.5`, `1.000,0` is `1000.0`, `012` is `12`.
pub fn suggestion(text: &str) -> Option<String> {
    let written = text.trim();
    let text = bare(written);
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if text != written && number(text).is_some() {
        return Some(text.to_owned());
    }
    let candidate = if let Some((whole, fraction)) = text.rsplit_once(',') {
        let groups = whole.replace(['.', ' ', '\u{a0}', '\u{202f}', '\''], "");
        match fraction.split_once('.') {
            // `1,000.5` and `1,000,000.5`: commas group thousands.
            Some(_) => text.replace(',', ""),
            None if groups.contains(',') => text.replace(',', ""),
            None => {
                let decimal = format!("{groups}.{fraction}");
                readings(&decimal).map_or(decimal, |(_, decimal)| decimal)
            }
        }
    } else if text.matches('.').count() > 1 {
        text.replace('.', "")
    } else if text.contains([' ', '\u{a0}', '\u{202f}', '\'']) {
        text.replace([' ', '\u{a0}', '\u{202f}', '\''], "")
    } else {
        let (sign, digits) = text.split_at(usize::from(text.starts_with(['-', '+'])));
        let digits = digits.trim_start_matches('0');
        format!("{sign}{}{digits}", if digits.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" })
    };
    (candidate != text && number(&candidate).is_some()).then_some(candidate)
}

/// Both readings of a number with three digits behind its one point, since points group thousands in many countries: `12.000` is `12000`
/// or `12`, and `1.234` is `1234` or `1.2340`.
pub(crate) fn readings(text: &str) -> Option<(String, String)> {
    let (whole, fraction) = text.split_once('.')?;
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let has_group = fraction.len() == 3 && fraction.bytes().all(|b| b.is_ascii_digit());
    let has_start = (1..=3).contains(&unsigned.len())
        && unsigned.bytes().all(|b| b.is_ascii_digit())
        && !unsigned.starts_with('0');
    if !has_group || !has_start {
        return None;
    }
    let decimal = match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        rest if rest.len() == 3 => format!("{whole}.{rest}0"),
        rest => format!("{whole}.{rest}"),
    };
    Some((format!("{whole}{fraction}"), decimal))
}

/// A cell of a table in which other cells say that the point is decimal, so that its number has one reading: `2.800 EUR` is `2.8 EUR`.
pub(crate) fn with_decimal_point(cell: &str) -> String {
    let end = cell.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (digits, rest) = cell.split_at(end);
    readings(digits).map_or_else(|| cell.to_owned(), |(_, decimal)| format!("{decimal}{rest}"))
}

/// Whether a cell shows that the point of its table is decimal: one or two digits behind it, or four and more, or none before it but 0.
pub(crate) fn shows_decimal_point(cell: &str) -> bool {
    let end = cell.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let digits = &cell[..end];
    digits.matches('.').count() == 1 && number(digits).is_some() && readings(digits).is_none()
}

/// A text without signs of currencies and quotes around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "$€£¥₹\"'“”„‟‘’‚«»".contains(c))
}

/// The text without underscores, if it has the form of a number.
fn plain(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let leads_with_zero = whole.len() > 1 && whole.starts_with('0');
    let well_formed =
        digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits) && !leads_with_zero;
    well_formed.then(|| text.strip_prefix('+').unwrap_or(text).replace('_', ""))
}

/// Digits, with single underscores between them.
fn digits(text: &str) -> bool {
    text.split('_').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A text that is no number.
#[derive(Debug, PartialEq)]
pub(crate) struct NotANumber {
    /// The text.
    pub(crate) text: String,
    /// How the number that was probably meant is written.
    pub(crate) spelling: Option<String>,
}

impl NotANumber {
    /// A text, with the spelling that was probably meant.
    pub(crate) fn new(text: &str) -> NotANumber {
        NotANumber { text: text.to_owned(), spelling: suggestion(text) }
    }
}

impl Cause for NotANumber {
    fn code(&self) -> Code {
        Code::NumberFormat
    }

    fn message(&self) -> String {
        format!("`{}` is no number here", self.text)
    }

    fn help(&self) -> Option<String> {
        let spelling = self.spelling.as_ref()?;
        Some(match grouped(&self.text).filter(|grouped| grouped != spelling) {
            Some(grouped) => format!("write `{grouped}`, or `{spelling}` where the comma is decimal"),
            None => format!("write `{spelling}`"),
        })
    }
}

/// A text whose one comma may group thousands as well as be decimal, `1,600`, without it.
fn grouped(text: &str) -> Option<String> {
    let (whole, rest) = bare(text).split_once(',')?;
    let (group, behind) = rest.split_at_checked(3)?;
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let is_group = digits(group)
        && !group.contains('_')
        && !behind.starts_with(|c: char| c.is_ascii_digit() || ",.".contains(c));
    let is_whole = digits(unsigned) && unsigned.len() <= 3 && !unsigned.starts_with('0');
    (is_group && is_whole).then(|| format!("{whole}{rest}"))
}
