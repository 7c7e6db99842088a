//! Numbers as people write them, by the unit they are written in: `95%`, `1.5 pp`, `75 USD`, `18 days`.

mod causes;

use chrono::NaiveDate;

use super::resolving::Resolver;
use crate::calendar::{Duration, Grain, Period};
use crate::definition::day;
use crate::definition::number::{self, NotANumber};
use crate::measure::{Text, Unit};
use crate::problem::{Cause, Code, Exclusive, Problem, Span, WrongType, near, parse_or_report};
pub(super) use causes::NoPeriod;
use causes::{
    AmountOfOther, ChangeAmbiguous, ChangeWithoutSign, DifferenceAsNumber, NoNumber, NotOfUnit,
    PercentOnPoints, PointsAsLevel, PointsOfOther, RateAsNumber, ToleranceAmbiguous, TwoReadings,
    UnknownUnit,
};

/// How many a word behind a number stands for: `11 million` is 11,000,000 and not 11.
fn multiple(word: &str) -> f64 {
    match word.to_lowercase().as_str() {
        "k" | "thousand" => 1e3,
        "m" | "mio" | "mln" | "million" => 1e6,
        "bn" | "billion" => 1e9,
        _ => 1.0,
    }
}

/// How many seconds a word that is no unit of a measure stands for: `2 weeks` are 14 days, `90 min` an hour and a half.
fn seconds(word: &str) -> Option<f64> {
    Some(match word.to_lowercase().as_str() {
        "w" | "wk" | "wks" | "week" | "weeks" => 604_800.0,
        "d" => 86_400.0,
        "h" | "hr" | "hrs" => 3_600.0,
        "m" | "min" | "mins" => 60.0,
        "s" | "sec" | "secs" => 1.0,
        "ms" | "millisecond" | "milliseconds" => 0.001,
        _ => return None,
    })
}

/// What a literal's number is followed by.
#[derive(Clone, Copy)]
enum Suffix<'t> {
    None,
    Percent,
    Points,
    Time(Unit),
    Currency(&'t str),
    Unknown(&'t str),
}

/// A change or a distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Difference {
    /// In the value's unit; a fraction for rates.
    Absolute(f64),
    /// A share of what is changed.
    Relative(f64),
}

/// Reads the numbers of one measure in its unit.
#[derive(Clone, Copy)]
pub(super) struct UnitReader<'a> {
    /// Id of the measure.
    pub(super) measure: &'a str,
    /// Its unit.
    pub(super) unit: Unit,
    /// Where problems go, and the scorecard's currency.
    pub(super) r: &'a Resolver<'a>,
}

impl UnitReader<'_> {
    /// A value in the measure's unit: rates are fractions.
    pub(super) fn level(&self, text: &Text) -> Option<f64> {
        let (value, suffix) = self.parts(text)?;
        match (self.unit, suffix) {
            (_, Suffix::Points) => {
                let spelling = if self.unit == Unit::Percent { "%" } else { "" };
                self.refuse(
                    PointsAsLevel {
                        measure: self.measure.to_string(),
                        unit: self.unit_word().to_string(),
                        number: self.suggested_spelling(text, value, Suffix::Points),
                        sign: spelling.to_string(),
                    },
                    text,
                )
            }
            (Unit::Percent, Suffix::Percent) => Some(value / 100.0),
            (Unit::Percent, Suffix::None) => self.fraction(text, value),
            (_, suffix) => self.in_unit(text, value, suffix),
        }
    }

    /// A bare number of a rate: a fraction, unless it is above 1.
    fn fraction(&self, text: &Text, value: f64) -> Option<f64> {
        if value.abs() <= 1.0 {
            return Some(value);
        }
        self.refuse(
            RateAsNumber {
                text: text.value.clone(),
                percent: grouped(value * 100.0),
                number: plain(value),
                fraction: plain(value / 100.0),
            },
            text,
        )
    }

    /// A value of any unit but rates.
    fn in_unit(&self, text: &Text, value: f64, suffix: Suffix<'_>) -> Option<f64> {
        match (self.unit, suffix) {
            (_, Suffix::None) => return Some(value),
            (unit, Suffix::Time(written)) if unit == written => return Some(value),
            (Unit::Currency, Suffix::Currency(code)) => {
                let own = self.r.currency.as_deref();
                if own == Some(code) {
                    return Some(value);
                }
                return self.refuse(
                    AmountOfOther {
                        text: text.value.clone(),
                        code: code.to_string(),
                        own: own.map(str::to_owned),
                    },
                    text,
                );
            }
            (Unit::Points, Suffix::Percent) => {
                return self.refuse(
                    PercentOnPoints { measure: self.measure.to_string(), number: plain(value) },
                    text,
                );
            }
            _ => {}
        }
        let number = self.suggested_spelling(text, value, suffix);
        self.refuse(
            NotOfUnit {
                measure: self.measure.to_string(),
                unit: self.unit_word().to_string(),
                text: text.value.clone(),
                number,
                sign: if self.unit == Unit::Percent { "%" } else { "" }.to_string(),
            },
            text,
        )
    }

    /// The same behind a word that is no unit: `4 percent` of a rate are `4%`, `2 points` `2 pp`.
    fn suggested_spelling_behind(&self, text: &Text, value: f64, suffix: Suffix<'_>, word: &str) -> String {
        let number = self.suggested_spelling(text, value, suffix);
        if self.unit != Unit::Percent {
            return number;
        }
        let word = word.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|other| word.starts_with(other));
        if says(&["point", "ppt", "pt", "percentage p", "percent p", "p.p", "puntos", "πμ", "pkt"]) {
            format!("{number} pp")
        } else if value.abs() > 1.0 || says(&["per", "pct", "pro", "por", "%", "τοις"]) {
            format!("{number}%")
        } else {
            number
        }
    }

    /// How a number is written in the measure's unit, where what follows it says so: `12 hours` are half a day, `95%` of a plain
    /// number are 0.95.
    fn suggested_spelling(&self, text: &Text, value: f64, suffix: Suffix<'_>) -> String {
        let value = match (self.unit, suffix) {
            (Unit::Number, Suffix::Percent | Suffix::Points) => value / 100.0,
            (unit, Suffix::Time(written)) => match (unit.seconds(), written.seconds()) {
                (Some(own), Some(written)) => value * written / own,
                _ => value,
            },
            (unit, Suffix::Unknown(word)) => match (unit.seconds(), seconds(word)) {
                (Some(own), Some(written)) => value * written / own,
                _ => value * multiple(word),
            },
            _ => value,
        };
        // What has no end as a decimal, such as 20 minutes in hours, keeps its digits: it is to be met exactly.
        let is_near = |text: &String| {
            text.parse::<f64>().is_ok_and(|written| (written - value).abs() <= 1e-12 * value.abs())
        };
        let plain = Some(plain(value)).filter(is_near).unwrap_or_else(|| value.to_string());
        // A change takes its sign.
        if text.value.trim().starts_with('+') && value >= 0.0 { format!("+{plain}") } else { plain }
    }

    /// A tolerance: a distance in the value's unit, or a share of the target.
    pub(super) fn tolerance(&self, text: &Text) -> Option<Difference> {
        if let Some(share) = text.value.trim().strip_suffix("of target") {
            let share = text.clone().map(|_| share.trim().to_owned());
            return self.percent(&share).map(Difference::Relative);
        }
        let (value, suffix) = self.parts(text)?;
        match (self.unit, suffix) {
            (Unit::Points, Suffix::Percent) => {
                self.in_unit(text, value, Suffix::Percent).map(Difference::Absolute)
            }
            (unit, Suffix::Percent) => {
                let number = plain(value);
                let absolute =
                    if unit == Unit::Percent { format!("`{number} pp`") } else { "a value".to_owned() };
                self.refuse(ToleranceAmbiguous { text: text.value.clone(), absolute, number }, text)
            }
            (_, suffix) => self.distance(text, value, suffix).map(Difference::Absolute),
        }
    }

    /// A change of last year's value: `+8%`, `+2 pp`, `same`, or a signed value where the unit is no rate.
    pub(super) fn change(&self, text: &Text) -> Option<Difference> {
        let word = text.value.trim();
        if word == "same" {
            return Some(Difference::Absolute(0.0));
        }
        let (value, suffix) = self.parts(text)?;
        if !word.starts_with(['+', '-']) {
            return self.refuse(ChangeWithoutSign { word: word.to_string() }, text);
        }
        match (self.unit, suffix) {
            (Unit::Percent, Suffix::Percent) => {
                let number = plain(value.abs());
                let way = if value < 0.0 { "less" } else { "more" };
                self.refuse(
                    ChangeAmbiguous {
                        word: word.to_string(),
                        number,
                        way: way.to_string(),
                        points: signed(value),
                    },
                    text,
                )
            }
            (Unit::Points, Suffix::Percent) => {
                self.in_unit(text, value, Suffix::Percent).map(Difference::Absolute)
            }
            (_, Suffix::Percent) => Some(Difference::Relative(value / 100.0)),
            (_, suffix) => self.distance(text, value, suffix).map(Difference::Absolute),
        }
    }

    /// A difference in the value's unit.
    fn distance(&self, text: &Text, value: f64, suffix: Suffix<'_>) -> Option<f64> {
        match (self.unit, suffix) {
            (Unit::Percent, Suffix::Points) => Some(value / 100.0),
            (Unit::Percent, Suffix::None) if value.abs() > 1.0 => self.refuse(
                DifferenceAsNumber {
                    text: text.value.clone(),
                    percent: grouped(value * 100.0),
                    number: plain(value),
                },
                text,
            ),
            (Unit::Percent, Suffix::None) => Some(value),
            (_, Suffix::Points) => self.refuse(
                PointsOfOther {
                    measure: self.measure.to_string(),
                    unit: self.unit_word().to_string(),
                    number: self.suggested_spelling(text, value, Suffix::Points),
                },
                text,
            ),
            (_, suffix) => self.in_unit(text, value, suffix),
        }
    }

    /// A share: `60%`, or the fraction `0.6`.
    pub(super) fn percent(&self, text: &Text) -> Option<f64> {
        let rate = UnitReader { unit: Unit::Percent, ..*self };
        rate.level(text)
    }

    /// Number and what follows it.
    fn parts<'t>(&self, text: &'t Text) -> Option<(f64, Suffix<'t>)> {
        let (digits, suffix) = split(&text.value);
        let suffix_text = text.value.trim().get(digits.len()..).unwrap_or_default();
        let Some(value) = number::number(digits) else {
            return match number::suggestion(digits).map(|spelling| format!("{spelling}{suffix_text}")) {
                None => self.refuse(self.no_number(&text.value), text),
                spelling => self.refuse(NotANumber { text: text.value.clone(), spelling }, text),
            };
        };
        if self.may_group(digits, &suffix)
            && let Some((grouped, decimal)) = number::readings(digits)
        {
            let cause = TwoReadings {
                text: text.value.clone(),
                grouped: format!("{grouped}{suffix_text}"),
                decimal: format!("{decimal}{suffix_text}"),
            };
            return self.refuse(cause, text);
        }
        if let Suffix::Unknown(word) = suffix {
            return self.refuse(
                UnknownUnit {
                    measure: self.measure.to_string(),
                    unit: self.unit_word().to_string(),
                    word: word.to_string(),
                    number: self.suggested_spelling_behind(text, value, suffix, word),
                },
                text,
            );
        }
        Some((value, suffix))
    }

    /// Whether a point with three digits behind it may group thousands: in amounts and counts always, in other numbers where the last
    /// digit says nothing behind a decimal point. Rates and points are too small for thousands.
    fn may_group(&self, digits: &str, suffix: &Suffix<'_>) -> bool {
        match (self.unit, suffix) {
            (_, Suffix::Percent | Suffix::Points) | (Unit::Percent | Unit::Points, _) => false,
            (Unit::Currency | Unit::Count, _) | (_, Suffix::Currency(_)) => true,
            _ => digits.ends_with('0'),
        }
    }

    /// Why a text is no number, with what was probably meant by it.
    fn no_number(&self, text: &str) -> NoNumber {
        let text = text.trim();
        let is_value = |text: &str| {
            let digits = split(text).0;
            number::number(digits).is_some() || number::suggestion(digits).is_some()
        };
        let compared = text.trim_start_matches(['<', '>', '=', '≤', '≥', '~']).trim_start();
        let ends = || {
            let signs = [" to ", "–", "—", "..", " - ", "-"];
            let (low, high) = signs.into_iter().find_map(|sign| text.split_once(sign))?;
            (is_value(low) && is_value(high)).then(|| format!("{}, {}", low.trim(), high.trim()))
        };
        let advice = if compared.len() < text.len() && is_value(compared) {
            format!("write `{compared}`; which way is better says `direction`")
        } else if let Some(ends) = ends() {
            format!("write `{{ band: [{ends}] }}` where both too low and too high are bad, else one number")
        } else if text.to_lowercase().contains("year") {
            let change = text.split_whitespace().rfind(|word| is_value(word)).unwrap_or("5%");
            let sign = if change.starts_with(['+', '-']) { "" } else { "+" };
            format!("write `{{ previous_year: {sign}{change} }}`")
        } else {
            let example = match self.unit {
                Unit::Percent => "95%".to_owned(),
                Unit::Currency => self.format_value(12_000.0),
                Unit::Points => "4.5".to_owned(),
                _ => self.format_value(12.0),
            };
            format!("write a number such as `{example}`")
        };
        NoNumber { text: text.to_owned(), advice }
    }

    /// A value in the measure's unit, as it is written in YAML: `95%`, `75 USD`, `18 days`.
    pub(super) fn format_value(&self, value: f64) -> String {
        match (self.unit, &self.r.currency) {
            (Unit::Percent, _) => format!("{}%", plain(value * 100.0)),
            (Unit::Currency, Some(code)) => format!("{} {code}", plain(value)),
            (Unit::Days | Unit::Hours | Unit::Minutes | Unit::Seconds, _) => {
                format!("{} {}", plain(value), self.unit.word())
            }
            _ => plain(value),
        }
    }

    /// The unit in a message: of money its currency.
    pub(super) fn unit_word(&self) -> &str {
        match (self.unit, &self.r.currency) {
            (Unit::Currency, Some(code)) => code,
            _ => self.unit.word(),
        }
    }

    fn refuse<T>(&self, cause: impl Cause, text: &Text) -> Option<T> {
        self.r.problems.borrow_mut().push(Problem::new(cause).at(text.span));
        None
    }
}

/// Digits with their sign, and what stands behind them.
fn split(text: &str) -> (&str, Suffix<'_>) {
    let text = text.trim();
    let letters = |c: char| c == '%' || c.is_alphabetic();
    let exponent = |start: usize| {
        let rest = text.get(start + 1..).unwrap_or_default().trim_start_matches(['+', '-']);
        text.get(start..).is_some_and(|t| t.starts_with(['e', 'E']))
            && rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let start =
        text.char_indices().find(|(i, c)| letters(*c) && !exponent(*i)).map_or(text.len(), |(i, _)| i);
    let (digits, word) = text.split_at(start);
    let suffix = match word.trim() {
        "" => Suffix::None,
        "%" => Suffix::Percent,
        "pp" => Suffix::Points,
        "day" | "days" => Suffix::Time(Unit::Days),
        "hour" | "hours" => Suffix::Time(Unit::Hours),
        "minute" | "minutes" => Suffix::Time(Unit::Minutes),
        "second" | "seconds" => Suffix::Time(Unit::Seconds),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => Suffix::Currency(code),
        word => Suffix::Unknown(word),
    };
    (digits.trim_end(), suffix)
}

/// Whether a text begins with a number in the form YAML takes.
pub(super) fn is_number(text: &str) -> bool {
    number::number(split(text).0).is_some()
}

/// A number in the form YAML takes; twelve significant decimals hide what binary fractions add.
fn plain(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    format!("{rounded}")
}

fn signed(value: f64) -> String {
    if value < 0.0 { plain(value) } else { format!("+{}", plain(value)) }
}

/// A number with commas between thousands, as messages in English write it.
fn grouped(value: f64) -> String {
    let text = plain(value);
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(c);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

impl Resolver<'_> {
    /// A period of this grain or longer, or nothing with its problem collected.
    ///
    /// `otherwise` is the code of what is no period at all.
    pub(super) fn period(&self, text: &Text, grain: Grain, otherwise: Code) -> Option<Period> {
        match self.calendar.parse_period(&text.value, grain) {
            Ok(period) => Some(period),
            Err(error) => {
                let labels = self.calendar.waves.iter().map(|wave| wave.label.as_str());
                let near = near(&text.value, labels.filter(|_| grain == Grain::Wave));
                let cause = NoPeriod { error, otherwise, like: "`2026-03`, or `FY2026`" };
                self.report(Problem::new(cause).at(text.span).did_you_mean(near));
                None
            }
        }
    }

    /// A length of time, or nothing with its problem collected.
    pub(super) fn duration(&self, text: &Text) -> Option<Duration> {
        parse_or_report(text, self.problems)
    }

    /// A day such as `2026-06-30`, or nothing with its problem collected.
    pub(super) fn date(&self, text: &Text, key: &str) -> Option<NaiveDate> {
        let word = text.value.trim();
        let day = NaiveDate::parse_from_str(word, "%Y-%m-%d").ok().filter(|_| word.len() == 10);
        if day.is_none() {
            let cause = WrongType {
                key: key.to_owned(),
                is_item: false,
                expected: "a date".to_owned(),
                found: format!("`{word}`"),
            };
            let day = day::near_date(word).map_or("2026-06-30".to_owned(), |day| day.to_string());
            self.report(Problem::new(cause).at(text.span).help(format!("write `{key}: {day}`")));
        }
        day
    }

    /// Says that two keys cannot stand together.
    pub(super) fn exclusive(&self, a: &str, b: &str, span: Span) {
        self.report(Problem::new(Exclusive::new(a, b)).at(span).help("keep one of them"));
    }
}
