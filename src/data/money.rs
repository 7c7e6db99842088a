//! Money as text files write it: with its currency before or behind, negative in three ways, and with a dash in place of no cents.

use super::number::Signs;

/// Signs that make an amount negative, before or behind it.
const MINUS: [char; 2] = ['-', '\u{2212}'];

/// What stands behind the decimal mark of an amount without cents: `25,-` is 25.
const NO_CENTS: [&str; 8] =
    ["--", "\u{2013}\u{2013}", "-", "\u{2010}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{2015}"];

/// An amount in a currency that is written in these ways: `5`, `EUR 5.00`, `-1.080,00 €`, `(25.00)`, `25.00-`.
pub(super) fn amount(text: &str, signs: Signs, currency: &[&str]) -> Option<f64> {
    if let Some(plain) = signs.number(text) {
        return Some(plain);
    }
    let (is_negative, rest) = bare(text, signs.decimal, currency)?;
    let amount = signs.number(rest)?;
    // 0 has no sign.
    Some(if is_negative { 0.0 - amount } else { amount })
}

/// The digits of an amount, without its signs and its currency.
pub(super) fn digits<'t>(text: &'t str, signs: Signs, currency: &[&str]) -> Option<&'t str> {
    match signs.number(text) {
        Some(_) => Some(text.trim_start_matches(MINUS)),
        None => Some(bare(text, signs.decimal, currency)?.1),
    }
}

/// Whether an amount is negative, and its text without what says so, and without its currency.
fn bare<'t>(text: &'t str, decimal: char, currency: &[&str]) -> Option<(bool, &'t str)> {
    let (front, rest) = AffixCounts::before(text.trim(), currency);
    let (back, rest) = AffixCounts::behind(rest, decimal, currency);
    let is_sound = front.brackets == back.brackets && front.all() <= 1 && back.brackets + back.minuses <= 1;
    let negative = front.minuses + back.minuses + front.brackets;
    (is_sound && negative + front.pluses <= 1).then_some((negative == 1, rest))
}

/// What stands on one side of an amount, how often.
#[derive(Default)]
struct AffixCounts {
    minuses: usize,
    pluses: usize,
    brackets: usize,
    currencies: usize,
}

impl AffixCounts {
    /// Signs of negation and plus.
    fn all(&self) -> usize {
        self.minuses + self.pluses + self.brackets
    }

    fn before<'t>(text: &'t str, currency: &[&str]) -> (AffixCounts, &'t str) {
        let (mut found, mut rest) = (AffixCounts::default(), text);
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix(MINUS) {
                (found.minuses, rest) = (found.minuses + 1, after);
            } else if let Some(after) = rest.strip_prefix('+') {
                (found.pluses, rest) = (found.pluses + 1, after);
            } else if let Some(after) = rest.strip_prefix('(') {
                (found.brackets, rest) = (found.brackets + 1, after);
            } else if let Some(after) = without(rest, currency, prefix).filter(|_| found.currencies == 0) {
                (found.currencies, rest) = (1, after);
            } else {
                return (found, rest);
            }
        }
    }

    fn behind<'t>(text: &'t str, decimal: char, currency: &[&str]) -> (AffixCounts, &'t str) {
        let (mut found, mut rest) = (AffixCounts::default(), text);
        loop {
            rest = rest.trim_end();
            if let Some(whole) = without_cents(rest, decimal) {
                rest = whole;
            } else if let Some(before) = rest.strip_suffix(MINUS) {
                (found.minuses, rest) = (found.minuses + 1, before);
            } else if let Some(before) = rest.strip_suffix(')') {
                (found.brackets, rest) = (found.brackets + 1, before);
            } else if let Some(before) = without(rest, currency, suffix).filter(|_| found.currencies == 0) {
                (found.currencies, rest) = (1, before);
            } else {
                return (found, rest);
            }
        }
    }
}

/// The whole amount before a dash that stands for no cents.
fn without_cents(text: &str, decimal: char) -> Option<&str> {
    let whole = NO_CENTS.iter().find_map(|dash| text.strip_suffix(dash)?.strip_suffix(decimal))?;
    whole.ends_with(|sign: char| sign.is_ascii_digit()).then_some(whole)
}

/// The rest of a text without the longest of the ways to write a currency that stands at one of its ends.
fn without<'t>(
    text: &'t str,
    currency: &[&str],
    strip: impl Fn(&'t str, &str) -> Option<&'t str>,
) -> Option<&'t str> {
    currency.iter().filter_map(|written| strip(text, written)).min_by_key(|rest| rest.len())
}

fn prefix<'t>(text: &'t str, written: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(written.len())?;
    start.eq_ignore_ascii_case(written).then_some(rest)
}

fn suffix<'t>(text: &'t str, written: &str) -> Option<&'t str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(written.len())?)?;
    end.eq_ignore_ascii_case(written).then_some(rest)
}
