//! Money as text files write it: with its currency before or behind, and negative in three ways.

use super::number::Signs;

/// Signs that make an amount negative, before or behind it.
const MINUS: [char; 2] = ['-', '\u{2212}'];

/// An amount in a currency that is written in these ways: `5`, `EUR 5.00`, `-1.080,00 €`, `(25.00)`, `25.00-`.
pub(super) fn amount(text: &str, signs: Signs, currency: &[&str]) -> Option<f64> {
    if let Some(plain) = signs.number(text) {
        return Some(plain);
    }
    let (is_negative, rest) = bare(text, currency)?;
    let amount = signs.number(rest)?;
    // 0 has no sign.
    Some(if is_negative { 0.0 - amount } else { amount })
}

/// The digits of an amount, without its signs and its currency.
pub(super) fn digits<'t>(text: &'t str, signs: Signs, currency: &[&str]) -> Option<&'t str> {
    match signs.number(text) {
        Some(_) => Some(text.trim_start_matches(MINUS)),
        None => Some(bare(text, currency)?.1),
    }
}

/// Whether an amount is negative, and its text without what says so, and without its currency.
fn bare<'t>(text: &'t str, currency: &[&str]) -> Option<(bool, &'t str)> {
    let (front, rest) = AffixCounts::before(text.trim(), currency);
    let (back, rest) = AffixCounts::behind(rest, currency);
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

    fn behind<'t>(text: &'t str, currency: &[&str]) -> (AffixCounts, &'t str) {
        let (mut found, mut rest) = (AffixCounts::default(), text);
        loop {
            rest = rest.trim_end();
            if let Some(before) = rest.strip_suffix(MINUS) {
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
