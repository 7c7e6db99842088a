//! Numbers as text files write them.

use std::borrow::Cow;

use super::digits::{Loss, ONES, loss};

/// Numbers this large and larger are no amounts: in ten-billionths, which are added, they have more than 38 digits.
pub(super) const BEYOND: f64 = 1e28;

/// The signs a file writes its numbers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Before decimals.
    pub decimal: char,
    /// Between thousands; `None` where nothing stands there.
    pub thousands: Option<char>,
}

impl Signs {
    /// What programs write.
    pub const PLAIN: Signs = Signs { decimal: '.', thousands: None };

    /// A number, whole or not, with or without exponent.
    pub(super) fn number(self, text: &str) -> Option<f64> {
        if let Some(short) = self.short(text) {
            return Some(short);
        }
        let plain = self.plain(text)?;
        parsed(&plain)
    }

    /// A number of few digits that has nothing but them, a sign and its decimals, as nearly all are: a whole number and a power of
    /// ten that floats hold exactly have the nearest float to their quotient. Nothing for all others.
    /// Source: Clinger, How to read floating point numbers accurately (1990).
    fn short(self, text: &str) -> Option<f64> {
        const MOST: usize = 15;
        let (is_negative, written) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            all => (false, all),
        };
        let (mut whole, mut digits, mut decimals) = (0_u64, 0, None);
        for byte in written {
            if byte.is_ascii_digit() {
                whole = whole * 10 + u64::from(byte - b'0');
                digits += 1;
                if digits > MOST {
                    return None;
                }
            } else if char::from(*byte) == self.decimal && decimals.is_none() {
                decimals = Some(digits);
            } else {
                return None;
            }
        }
        if digits == 0 {
            return None;
        }
        let power = POWERS.get(digits - decimals.unwrap_or(digits))?;
        let number = whole as f64 / power;
        // 0 has no sign.
        Some(if is_negative { 0.0 - number } else { number })
    }

    /// A number, or a percentage as the fraction it is: `72%` is 0.72.
    pub(super) fn fraction(self, text: &str) -> Option<f64> {
        match text.strip_suffix('%') {
            Some(percent) => hundredth(&self.plain(percent.trim_end())?),
            None => self.number(text),
        }
    }

    /// What a number, or a percentage, lost of the decimal that a text says, where it lost anything.
    pub(super) fn loss(self, text: &str, number: f64) -> Option<Loss> {
        self.loss_of(text, || Some(text), number)
    }

    /// What a number lost of the decimal that stands in a text.
    pub(super) fn loss_of<'t>(
        self,
        text: &str,
        decimal: impl Fn() -> Option<&'t str>,
        number: f64,
    ) -> Option<Loss> {
        // So many digits are never lost.
        const SURE: usize = 15;
        if text.len() <= SURE {
            return None;
        }
        let decimal = decimal()?;
        let percent = decimal.strip_suffix('%');
        let (decimal, power) = percent.map_or((decimal, 0), |percent| (percent.trim_end(), -2));
        loss(&self.plain(decimal)?, power, number)
    }

    /// A whole number; `5.0` and `500%` are one, `5.5` is none.
    pub(super) fn integer(self, text: &str) -> Option<i64> {
        if let Ok(whole) = text.parse() {
            return Some(whole);
        }
        if let Some(percent) = text.strip_suffix('%') {
            return exact(hundredth(&self.plain(percent.trim_end())?)?);
        }
        let plain = self.plain(text)?;
        if plain.contains(['e', 'E']) {
            return exact(plain.parse().ok()?);
        }
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        if fraction.bytes().all(|b| b == b'0') { whole.parse().ok() } else { None }
    }

    /// The number with a point and without groups, if it is written by these signs.
    fn plain(self, text: &str) -> Option<Cow<'_, str>> {
        if self == Signs::PLAIN && text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)) {
            return Some(Cow::Borrowed(text));
        }
        let (sign, unsigned) = match text.chars().next()? {
            '-' => ("-", &text[1..]),
            '+' => ("", &text[1..]),
            c @ '−' => ("-", &text[c.len_utf8()..]),
            _ => ("", text),
        };
        let (mantissa, exponent) = unsigned.split_at(unsigned.find(['e', 'E']).unwrap_or(unsigned.len()));
        let (whole, fraction) = mantissa.split_once(self.decimal).unwrap_or((mantissa, ""));
        let whole = self.ungrouped(whole)?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !digits(&whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        if let Some(power) = exponent.get(1..) {
            let power = power.strip_prefix(['+', '-']).unwrap_or(power);
            if power.is_empty() || !digits(power) {
                return None;
            }
        }
        Some(Cow::Owned(format!("{sign}{whole}.{fraction}{exponent}")))
    }

    /// Digits without the signs between thousands; a first group of one to three digits, then groups of three.
    fn ungrouped(self, whole: &str) -> Option<Cow<'_, str>> {
        let Some(sign) = self.thousands else {
            return Some(Cow::Borrowed(whole));
        };
        let same = |c: char| {
            c == sign
                || (sign == ' ' && matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}'))
                || (sign == '\'' && c == '’')
        };
        if !whole.contains(same) {
            return Some(Cow::Borrowed(whole));
        }
        let mut groups = whole.split(same);
        let first = groups.next()?;
        let regular = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
        regular.then(|| Cow::Owned(whole.replace(same, "")))
    }
}

/// Powers of ten.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A hundredth of a number, by its decimals: of `0.5` it is 0.005 to the last digit.
fn hundredth(plain: &str) -> Option<f64> {
    let (mantissa, power) = match plain.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, power.parse::<i32>().ok()?),
        None => (plain, 0),
    };
    let moved = format!("{mantissa}e{}", power.checked_sub(2)?);
    parsed(&moved)
}

/// A number that is one; 0 has no sign.
fn parsed(plain: &str) -> Option<f64> {
    plain.parse().ok().filter(|x: &f64| x.is_finite()).map(|x| x + 0.0)
}

/// The whole number a float is, as long as floats count in ones.
pub(super) fn exact(x: f64) -> Option<i64> {
    if x.fract() == 0.0 && x.abs() <= ONES { Some(x as i64) } else { None }
}

/// What `4:33` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TwoParts {
    HoursMinutes,
    MinutesSeconds,
}

/// A number of seconds: `90`, `1:30`, `1:02:03.5`, `PT1H30M`, `2 days`.
pub(super) fn seconds(text: &str, signs: Signs, two: TwoParts) -> Option<f64> {
    if let Some(plain) = signs.number(text) {
        return Some(plain);
    }
    if let Some(iso) = text.strip_prefix('P') {
        return iso_seconds(iso);
    }
    if text.contains(':') {
        return clock_seconds(text, two);
    }
    let unit = text.find(|c: char| c.is_alphabetic())?;
    let (amount, unit) = (signs.number(text[..unit].trim())?, text[unit..].to_lowercase());
    let factor = match unit.as_str() {
        "s" | "sec" | "second" | "seconds" => 1.0,
        "min" | "minute" | "minutes" => 60.0,
        "h" | "hour" | "hours" => 3_600.0,
        "d" | "day" | "days" => 86_400.0,
        "week" | "weeks" => 604_800.0,
        _ => return None,
    };
    Some(amount * factor).filter(|seconds| seconds.is_finite())
}

fn clock_seconds(text: &str, two: TwoParts) -> Option<f64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let mut parts = text.splitn(3, ':');
    let (first, second) = (parts.next()?, parts.next()?);
    let (hours, minutes, seconds) = match (parts.next(), two) {
        (Some(third), _) => (first, second, third),
        (None, TwoParts::HoursMinutes) => (first, second, "0"),
        // Minutes beyond 59 are written as well: `75:20`.
        (None, TwoParts::MinutesSeconds) => {
            let minutes = Some(first).filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?;
            let seconds = Signs::PLAIN.number(second).filter(|s| (0.0..60.0).contains(s))?;
            return Some(sign * (f64::from(minutes.parse::<u32>().ok()?) * 60.0 + seconds));
        }
    };
    let whole = |part: &str| {
        if part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<u32>().ok() } else { None }
    };
    let (hours, minutes) = (whole(hours)?, whole(minutes).filter(|m| *m < 60)?);
    let seconds = Signs::PLAIN.number(seconds).filter(|s| (0.0..60.0).contains(s))?;
    Some(sign * (f64::from(hours) * 3_600.0 + f64::from(minutes) * 60.0 + seconds))
}

/// What follows the `P` of an ISO 8601 duration without years and months, whose length varies.
fn iso_seconds(text: &str) -> Option<f64> {
    let (mut total, mut amount, mut time, mut any) = (0.0, String::new(), false, false);
    for c in text.chars() {
        let factor = match (c, time) {
            ('T', false) if amount.is_empty() => {
                time = true;
                continue;
            }
            ('0'..='9' | '.', _) => {
                amount.push(c);
                continue;
            }
            ('W', false) => 604_800.0,
            ('D', false) => 86_400.0,
            ('H', true) => 3_600.0,
            ('M', true) => 60.0,
            ('S', true) => 1.0,
            _ => return None,
        };
        total += factor * Signs::PLAIN.number(&amount)?;
        amount.clear();
        any = true;
    }
    (any && amount.is_empty() && total.is_finite()).then_some(total)
}
