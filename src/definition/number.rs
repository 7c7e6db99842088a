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
    if text != written && number(text).is_some() {
        return Some(text.to_owned());
    }
    let candidate = if let Some((whole, fraction)) = text.rsplit_once(',') {
        let groups = whole.replace(['.', ' ', '\u{a0}', '\u{202f}', '\''], "");
        match fraction.split_once('.') {
            // `1,000.5` and `1,000,000.5`: commas group thousands.
            Some(_) => text.replace(',', ""),
            None if groups.contains(',') => text.replace(',', ""),
            None => format!("{groups}.{fraction}"),
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
    pub(crate) fn of(text: &str) -> NotANumber {
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
