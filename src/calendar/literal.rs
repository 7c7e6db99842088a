//! Periods as people write them.

use std::fmt;

use chrono::NaiveDate;

use super::{Calendar, Grain, Period, PeriodName};
use crate::problem::Code;

/// Why a text is no period of this calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodError {
    /// Not of any known form.
    Unreadable {
        /// What stood there.
        text: String,
    },
    /// Of a known form, but the calendar has no such period.
    NoSuch {
        /// What stood there.
        text: String,
    },
    /// A plain year, quarter or month under a fiscal calendar that divides time otherwise.
    Ambiguous {
        /// What stood there.
        text: String,
        /// First and last day by the calendar year.
        plain: (NaiveDate, NaiveDate),
        /// The fiscal period it may mean.
        fiscal: Period,
        /// How that one is written.
        fiscal_label: String,
    },
    /// Shorter than the periods asked for.
    TooShort {
        /// What stood there.
        text: String,
        /// The grain asked for.
        grain: Grain,
    },
    /// No wave of that label.
    WaveUnknown {
        /// What stood there.
        text: String,
        /// Labels of all waves in the order given.
        waves: Vec<String>,
    },
}

impl PeriodError {
    /// Code of the diagnostic.
    ///
    /// - Absent: the place where the text stood gives the code, such as `note-period` or `target-file-period`.
    pub fn code(&self) -> Option<Code> {
        match self {
            PeriodError::Ambiguous { .. } => Some(Code::PeriodAmbiguous),
            PeriodError::TooShort { .. } => Some(Code::PeriodTooShort),
            PeriodError::WaveUnknown { .. } => Some(Code::WaveUnknown),
            PeriodError::Unreadable { .. } | PeriodError::NoSuch { .. } => None,
        }
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        match self {
            PeriodError::Unreadable { text } => format!("`{text}` is no period"),
            PeriodError::NoSuch { text } => format!("there is no period `{text}`"),
            PeriodError::Ambiguous { text, plain, fiscal, .. } => {
                format!("`{text}` could be {} to {} or {} to {}", plain.0, plain.1, fiscal.first, fiscal.last)
            }
            PeriodError::TooShort { text, grain } => format!("`{text}` is shorter than a {grain}"),
            PeriodError::WaveUnknown { text, .. } => format!("no wave `{text}`"),
        }
    }

    /// What to write, where that does not depend on what asks.
    pub fn help(&self) -> Option<String> {
        match self {
            PeriodError::Unreadable { .. } => {
                let forms = "`2026-03`, `2026-Q1`, `2026-W41`, `FY2026`, `FY2026-P03`, or a date";
                Some(format!("write it like {forms}"))
            }
            PeriodError::Ambiguous { fiscal_label, .. } => {
                Some(format!("write `{fiscal_label}` for the latter"))
            }
            PeriodError::WaveUnknown { waves, .. } => Some(known(waves)),
            PeriodError::NoSuch { .. } | PeriodError::TooShort { .. } => None,
        }
    }
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())?;
        self.help().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl std::error::Error for PeriodError {}

impl Calendar {
    /// Reads a period; a date stands for the period of the grain that holds it. The period may be longer than
    /// the grain.
    ///
    /// # Errors
    /// [`PeriodError`]; with waves every text that is no label is [`PeriodError::WaveUnknown`].
    pub fn parse_period(&self, text: &str, grain: Grain) -> Result<Period, PeriodError> {
        let text = text.trim();
        if grain == Grain::Wave {
            let waves = || self.waves.iter().map(|wave| wave.label.clone()).collect();
            let found = self.period_named(&PeriodName::Wave(text.to_owned()));
            return found.ok_or_else(|| PeriodError::WaveUnknown { text: text.to_owned(), waves: waves() });
        }
        if let Some(day) = read_date(text)? {
            return self.period_of(grain, day).ok_or_else(|| no_such(text));
        }
        let period = self.period_written(text)?;
        if period.grain < grain {
            return Err(PeriodError::TooShort { text: text.to_owned(), grain });
        }
        Ok(period)
    }

    /// Reads a date as that day and a period as its days, as in a list of waves or events.
    ///
    /// # Errors
    /// [`PeriodError`]; waves cannot be named.
    pub fn parse_days(&self, text: &str) -> Result<(NaiveDate, NaiveDate), PeriodError> {
        let text = text.trim();
        match read_date(text)? {
            Some(day) => Ok((day, day)),
            None => self.period_written(text).map(|period| (period.first, period.last)),
        }
    }

    fn period_written(&self, text: &str) -> Result<Period, PeriodError> {
        let name = read_name(text).ok_or_else(|| PeriodError::Unreadable { text: text.to_owned() })?;
        if let Some(period) = self.period_named(&name) {
            return Ok(period);
        }
        let Some(plain) = Calendar::default().period_named(&name) else {
            return Err(no_such(text));
        };
        let fiscal = match name {
            PeriodName::Year { year } => self.period_named(&PeriodName::FiscalYear { year }),
            PeriodName::Quarter { year, quarter } => {
                self.period_named(&PeriodName::FiscalQuarter { year, quarter })
            }
            // The fiscal month that shares most days with the calendar month holds its middle.
            PeriodName::Month { .. } => self.period_of(Grain::Month, plain.first + chrono::Days::new(14)),
            _ => None,
        };
        let fiscal = fiscal.ok_or_else(|| no_such(text))?;
        let fiscal_label = self.label(&fiscal);
        Err(PeriodError::Ambiguous {
            text: text.to_owned(),
            plain: (plain.first, plain.last),
            fiscal,
            fiscal_label,
        })
    }
}

/// A day such as `2026-03-31`; an error when the month has no such day.
fn read_date(text: &str) -> Result<Option<NaiveDate>, PeriodError> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Ok(None);
    };
    let read = || Some((digits(year, 4)?, digits(month, 2)?, digits(day, 2)?));
    let Some((year, month, day)) = read() else {
        return Ok(None);
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.map(Some).ok_or_else(|| no_such(text))
}

fn read_name(text: &str) -> Option<PeriodName> {
    let (fiscal, rest) = match text.strip_prefix("FY") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (year, part) = match rest.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (rest, None),
    };
    let year = i32::try_from(digits(year, 4)?).ok()?;
    let Some(part) = part else {
        return Some(if fiscal { PeriodName::FiscalYear { year } } else { PeriodName::Year { year } });
    };
    if let Some(quarter) = part.strip_prefix('Q') {
        let quarter = digits(quarter, 1)?;
        return Some(match fiscal {
            true => PeriodName::FiscalQuarter { year, quarter },
            false => PeriodName::Quarter { year, quarter },
        });
    }
    match (fiscal, part.strip_prefix('P'), part.strip_prefix('W')) {
        (true, Some(period), _) => Some(PeriodName::FiscalPeriod { year, period: digits(period, 2)? }),
        (false, _, Some(week)) => Some(PeriodName::Week { year, week: digits(week, 2)? }),
        (false, None, None) => Some(PeriodName::Month { year, month: digits(part, 2)? }),
        _ => None,
    }
}

/// Exactly so many digits, so that `2026-3` and `026` are not guessed at.
fn digits(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn no_such(text: &str) -> PeriodError {
    PeriodError::NoSuch { text: text.to_owned() }
}

fn known(waves: &[String]) -> String {
    if waves.is_empty() {
        return "list it in `calendar.waves`".to_owned();
    }
    let listed: Vec<String> = waves.iter().map(|wave| format!("`{wave}`")).collect();
    format!("write one of {}", listed.join(", "))
}
