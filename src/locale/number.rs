//! Numbers as text.

use super::decimal::{Rounded, round};
use super::{ABSENT, Locale};

const MINUS: &str = "\u{2212}";

/// Which numbers carry a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sign {
    /// A minus before negative ones.
    #[default]
    Negative,
    /// A plus before positive ones too; zero has none. For differences.
    Always,
}

/// What a printed number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scale {
    /// The number itself.
    #[default]
    One,
    /// Hundredths, with a percent sign: 0.682 is `68.2%`.
    Percent,
    /// Hundredths without a sign, for points of percent: 0.015 is `1.5`.
    Points,
    /// Thousands; the word stands in the unit.
    Thousand,
    /// Millions; the word stands in the unit.
    Million,
}

impl Scale {
    fn shift(self) -> i32 {
        match self {
            Scale::One => 0,
            Scale::Percent | Scale::Points => 2,
            Scale::Thousand => -3,
            Scale::Million => -6,
        }
    }
}

/// From how many digits thousands are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Grouping {
    /// As the language does in a sentence: Spanish and Polish leave 1234 whole.
    #[default]
    Usual,
    /// Always, beside numbers that have more digits.
    Always,
}

impl Grouping {
    /// That of numbers that stand in one column, as large as they are printed.
    pub fn beside(largest: f64) -> Grouping {
        // What rounds to five digits has them.
        if largest.abs() >= 9_999.5 { Grouping::Always } else { Grouping::Usual }
    }
}

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Notation {
    /// Digits after the decimal sign, always all of them.
    pub decimals: usize,
    /// Which numbers carry a sign.
    pub sign: Sign,
    /// What is counted.
    pub scale: Scale,
    /// From how many digits thousands are set apart.
    pub grouping: Grouping,
}

impl Locale {
    /// A number in a notation, rounded half away from zero as the decimal it is written as; [`ABSENT`] when
    /// it is not finite.
    ///
    /// A negative number that rounds to zero is zero and has no sign.
    pub fn format(&self, value: f64, notation: Notation) -> String {
        match round(value, notation.scale.shift(), notation.decimals) {
            Some(rounded) => self.write(&rounded, notation),
            None => ABSENT.to_owned(),
        }
    }

    /// `1,234.5`.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        self.format(value, Notation { decimals, ..Notation::default() })
    }

    /// `+0.8`, `−3.6`, `0.0`.
    pub fn signed(&self, value: f64, decimals: usize) -> String {
        self.format(value, Notation { decimals, sign: Sign::Always, ..Notation::default() })
    }

    /// A fraction in percent: 0.682 is `68.2%`.
    pub fn percent(&self, fraction: f64, decimals: usize) -> String {
        self.format(fraction, Notation { decimals, scale: Scale::Percent, ..Notation::default() })
    }

    /// A difference of fractions in percent: `+0.8%`.
    pub fn signed_percent(&self, fraction: f64, decimals: usize) -> String {
        self.format(
            fraction,
            Notation { decimals, sign: Sign::Always, scale: Scale::Percent, ..Notation::default() },
        )
    }

    /// A difference of fractions in points of percent, without unit: 0.008 is `+0.8`.
    pub fn signed_points(&self, fraction: f64, decimals: usize) -> String {
        self.format(
            fraction,
            Notation { decimals, sign: Sign::Always, scale: Scale::Points, ..Notation::default() },
        )
    }

    /// A number with all its digits and no groups, as a definition writes it: `0.05`, `1000`.
    pub fn written(&self, value: f64) -> String {
        value.to_string().replace('.', self.0.decimal).replace('-', MINUS)
    }

    /// What stands between whole and decimals.
    pub fn decimal_sign(&self) -> &'static str {
        self.0.decimal
    }

    /// A whole number, exact: `1,234`.
    pub fn integer(&self, value: i64) -> String {
        let minus = if value < 0 { MINUS } else { "" };
        format!("{minus}{}", self.grouped(&value.unsigned_abs().to_string(), Grouping::Usual))
    }

    fn write(&self, rounded: &Rounded, notation: Notation) -> String {
        let sign = match notation.sign {
            _ if rounded.negative => MINUS,
            Sign::Always if !rounded.zero => "+",
            _ => "",
        };
        let decimal = if rounded.fraction.is_empty() { "" } else { self.0.decimal };
        let unit = if notation.scale == Scale::Percent { self.0.percent } else { "" };
        format!(
            "{sign}{}{decimal}{}{unit}",
            self.grouped(&rounded.whole, notation.grouping),
            rounded.fraction
        )
    }

    fn grouped(&self, digits: &str, grouping: Grouping) -> String {
        let from = match grouping {
            Grouping::Usual => self.0.grouped_from,
            Grouping::Always => 4,
        };
        if digits.len() < from {
            return digits.to_owned();
        }
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(self.0.group);
            }
            text.push(digit);
        }
        text
    }
}
