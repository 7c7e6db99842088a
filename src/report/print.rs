//! A measure's values as a reader sees them: rounded here, once.

use chrono::Datelike;

use crate::calendar::Duration;
use crate::evaluate::results::{Absence, Doubt, Partly, PeriodResult, Provisional, TargetAt, ValueWindow};
use crate::evaluate::score::{Status, Verdict, reaches};
use crate::locale::{ABSENT, Locale, Notation, Scale, Sign};
use crate::measure::Unit;
use crate::model::{self, Measure, Scorecard};

use super::view::StatusView;

/// Decimals beyond which no two figures are told apart by more.
const MOST: u8 = 30;

/// A value beside its plan, and what is said of the two.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    actual: f64,
    plan: f64,
    /// Whether a reader is told that they differ.
    apart: bool,
}

impl Pair {
    /// Two figures that are said to differ.
    pub(crate) fn apart(actual: f64, plan: f64) -> Pair {
        Pair { actual, plan, apart: actual != plan }
    }

    /// A period's value and plan under the status that is printed beside them.
    pub(crate) fn under(result: &PeriodResult, status: Option<Status>) -> Option<Pair> {
        let (actual, plan) = result.value.zip(plan(result))?;
        let worse = status.is_some_and(|status| status != Status::OnTarget);
        Some(Pair { actual, plan, apart: worse && actual != plan })
    }
}

/// How one measure's values are printed.
#[derive(Debug, Clone)]
pub(crate) struct Printer {
    locale: Locale,
    pub(crate) decimals: u8,
    scale: Scale,
    unit: Unit,
    sign: bool,
    /// Unit for a column head: `%`, `USD thousand`, `days`.
    pub(crate) label: String,
}

impl Printer {
    /// The printer of a measure; without written decimals they follow from the size of the values shown.
    pub(crate) fn new(scorecard: &Scorecard, measure: &Measure, shown: &[Option<f64>]) -> Printer {
        let scale = match measure.format.scale {
            model::Scale::One => Scale::One,
            model::Scale::Thousand => Scale::Thousand,
            model::Scale::Million => Scale::Million,
        };
        let largest = shown.iter().flatten().fold(0.0_f64, |a, b| a.max(b.abs()));
        let divisor = match scale {
            Scale::Thousand => 1e3,
            Scale::Million => 1e6,
            _ => 1.0,
        };
        let size = largest / divisor;
        let decimals = measure.format.decimals.unwrap_or(match measure.unit {
            Unit::Count => 0,
            Unit::Points if is_short_scale(measure, largest) => 2,
            Unit::Percent | Unit::Points | Unit::Days | Unit::Hours | Unit::Minutes | Unit::Seconds => 1,
            Unit::Currency | Unit::Number if size >= 1000.0 => 0,
            Unit::Currency | Unit::Number if size >= 100.0 => 1,
            Unit::Currency | Unit::Number => 2,
        });
        let locale = scorecard.locale;
        let own = match measure.unit {
            Unit::Percent => "%".to_owned(),
            Unit::Currency => scorecard.currency.clone().unwrap_or_default(),
            Unit::Number | Unit::Count => String::new(),
            other => other.word().to_owned(),
        };
        let scaled =
            locale.scale_word(scale).map_or(own.clone(), |word| format!("{own} {word}").trim().to_owned());
        Printer {
            locale,
            decimals,
            scale: if measure.unit == Unit::Percent { Scale::Points } else { scale },
            unit: measure.unit,
            sign: measure.format.sign,
            label: measure.format.label.clone().unwrap_or(scaled),
        }
    }

    /// The same with as many decimals as it takes to agree with what is said (R55): figures that are said to differ
    /// differ in print, and their difference is 0 in print only where they are the same there.
    pub(crate) fn telling(mut self, pairs: impl IntoIterator<Item = Pair>) -> Printer {
        for pair in pairs {
            let decimals = self.decimals;
            while !self.agrees(pair) && self.decimals < MOST {
                self.decimals += 1;
            }
            if !self.agrees(pair) {
                self.decimals = decimals;
            }
        }
        self
    }

    fn agrees(&self, pair: Pair) -> bool {
        let same = self.value(pair.actual) == self.value(pair.plan);
        same == self.is_none(pair.actual - pair.plan) && !(pair.apart && same)
    }

    /// Whether a difference is printed as 0.
    pub(crate) fn is_none(&self, difference: f64) -> bool {
        !self.difference(difference).chars().any(|c| ('1'..='9').contains(&c))
    }

    fn notation(&self, sign: Sign) -> Notation {
        Notation { decimals: usize::from(self.decimals), sign, scale: self.scale }
    }

    /// A value without its unit: `68.2`.
    pub(crate) fn value(&self, value: f64) -> String {
        self.locale.format(value, self.notation(if self.sign { Sign::Always } else { Sign::Negative }))
    }

    /// A value, or the sign that there is none.
    pub(crate) fn value_or_dash(&self, value: Option<f64>) -> String {
        value.map_or(ABSENT.to_owned(), |v| self.value(v))
    }

    /// A difference without its unit: `+0.8`.
    pub(crate) fn difference(&self, value: f64) -> String {
        self.locale.format(value, self.notation(Sign::Always))
    }

    /// A relative difference: `+6.7%`; 0 where the difference prints as 0, and nowhere else.
    pub(crate) fn relative(&self, share: f64, difference: f64) -> String {
        let share = if self.is_none(difference) { 0.0 } else { share };
        let text = |decimals: usize| self.locale.signed_percent(share, decimals);
        let tells = |text: &String| share == 0.0 || text.chars().any(|c| ('1'..='9').contains(&c));
        (1..=usize::from(MOST)).map(text).find(tells).unwrap_or_else(|| text(1))
    }

    /// A value with its unit, for a sentence: `68.2%`, `1,950 USD`, `6.0 days`.
    pub(crate) fn with_unit(&self, value: f64) -> String {
        self.attach(self.value(value))
    }

    /// The size of a difference with its unit: `0.8 points`, `50 USD`; marks `of 5` differ by points.
    pub(crate) fn size(&self, value: f64) -> String {
        let text = self.locale.format(value.abs(), self.notation(Sign::Negative));
        match self.unit {
            Unit::Percent | Unit::Points => format!("{text} points"),
            _ => self.attach(text),
        }
    }

    /// A further value of a sentence that has said the unit: a unit of several words is not said again.
    pub(crate) fn again(&self, value: f64) -> String {
        if self.label.contains(' ') { self.value(value) } else { self.with_unit(value) }
    }

    /// The size of a difference in such a sentence.
    pub(crate) fn size_again(&self, value: f64) -> String {
        let worded = matches!(self.unit, Unit::Percent | Unit::Points) || !self.label.contains(' ');
        if worded { self.size(value) } else { self.locale.format(value.abs(), self.notation(Sign::Negative)) }
    }

    /// A change with its sign and unit in such a sentence: `+0.8 points`.
    pub(crate) fn change(&self, value: f64) -> String {
        let text = self.difference(value);
        match self.unit {
            Unit::Percent | Unit::Points => format!("{text} points"),
            _ if self.label.contains(' ') => text,
            _ => self.attach(text),
        }
    }

    fn attach(&self, text: String) -> String {
        match (self.unit, self.label.as_str()) {
            (_, "") => text,
            (Unit::Percent, _) => format!("{text}%"),
            (_, label) => format!("{text} {label}"),
        }
    }

    /// `66.1–70.3`.
    pub(crate) fn interval(&self, result: &PeriodResult) -> String {
        let text = |v: f64| self.locale.format(v, self.notation(Sign::Negative));
        result.interval.map_or(String::new(), |i| format!("{} to {}", text(i.low), text(i.high)))
    }

    /// A number of cases.
    pub(crate) fn n(&self, n: Option<f64>) -> String {
        n.map_or(String::new(), |n| {
            let decimals = if n.fract() == 0.0 { 0 } else { 1 };
            self.locale.number(n, decimals)
        })
    }

    /// Factor from a value to what stands on an axis.
    pub(crate) fn factor(&self) -> f64 {
        match self.scale {
            Scale::One => 1.0,
            Scale::Percent | Scale::Points => 100.0,
            Scale::Thousand => 1e-3,
            Scale::Million => 1e-6,
        }
    }
}

/// Whether a measure's points are those of a scale of up to ten (R55); of a scale that is not known, by its values.
fn is_short_scale(measure: &Measure, largest: f64) -> bool {
    match measure.plan.bounds {
        (low, Some(high)) => high <= 10.0 && low.is_none_or(|low| low >= -10.0),
        (_, None) => largest <= 10.0,
    }
}

/// A score as a reader sees it: with as many decimals as it takes not to reach in print an edge that it does not reach.
pub(crate) fn score_text(locale: Locale, score: f64, edges: &[f64], least: usize) -> String {
    locale.number(score, score_decimals(score, edges, least))
}

/// The decimals of a score beside the edges it is compared with.
pub(crate) fn score_decimals(score: f64, edges: &[f64], least: usize) -> usize {
    let tells = |decimals: &usize| {
        let places = 10_f64.powi(i32::try_from(*decimals).unwrap_or(0));
        let printed = (score * places).round() / places;
        edges.iter().all(|edge| reaches(printed, *edge) == reaches(score, *edge))
    };
    (least..=least + 12).find(tells).unwrap_or(least)
}

/// Why there is no value, in words.
pub(crate) fn absence(absence: &Absence) -> String {
    match absence {
        Absence::NoData => "No data".to_owned(),
        Absence::InsufficientHistory { .. } => "Insufficient history".to_owned(),
        Absence::NotYetDue => "Not yet due".to_owned(),
        Absence::Withheld { n, min_n } => format!("Withheld (n {n} of {min_n})"),
        Absence::Undefined => "Undefined".to_owned(),
        Absence::Private { .. } => "Withheld".to_owned(),
    }
}

/// Why a value is not scored, in words.
pub(crate) fn doubt(doubt: &Doubt, locale: Locale) -> String {
    match doubt {
        Doubt::Provisional(Provisional::DataBegin { on }) => {
            format!("Provisional (data begin on {})", locale.date(*on))
        }
        Doubt::Provisional(Provisional::Stale { last }) => {
            format!("Provisional (newest row of {})", locale.date(*last))
        }
        Doubt::Provisional(Provisional::GapAtEnd { last, longest: Some(longest) }) => {
            let days = locale.count(longest.unsigned_abs(), &["day", "days"]);
            format!("Provisional (no row since {}; the longest gap before was {days})", locale.date(*last))
        }
        Doubt::Provisional(Provisional::GapAtEnd { last, longest: None }) => {
            format!("Provisional (no row since {})", locale.date(*last))
        }
        Doubt::Provisional(Provisional::NotOver | Provisional::Immature) => "Provisional".to_owned(),
        Doubt::InsufficientData { n, min_n } => format!("Insufficient data (n {n} of {min_n})"),
    }
}

/// What a value looks at, where that is not its period alone.
pub(crate) fn window(window: &ValueWindow, locale: Locale) -> String {
    match window {
        ValueWindow::Rolling { count, unit } => {
            format!("rolling {}", Duration { count: *count, unit: *unit })
        }
        // Where a month begins the data, its name is enough.
        ValueWindow::Since { first } if first.day() == 1 => format!("since {}", locale.month(*first)),
        ValueWindow::Since { first } => format!("since {}", locale.date(*first)),
        ValueWindow::Days { first, last } => locale.days(*first, *last),
        ValueWindow::Mixed => "measures of different windows".to_owned(),
    }
}

/// That not all periods of a stretch have a value.
pub(crate) fn partly(what: &str, partly: Partly) -> String {
    format!("{what} holds a value in {} of {} periods", partly.with_value, partly.of)
}

/// A status by code and word.
pub(crate) fn status(status: Status) -> StatusView {
    let (code, word) = match status {
        Status::OnTarget => ("on_target", "On target"),
        Status::Watch => ("watch", "Watch"),
        Status::OffTarget => ("off_target", "Off target"),
    };
    StatusView { code: code.to_owned(), word: word.to_owned() }
}

/// The status of a measure in a period, or why it has none; informational measures have no status at all.
pub(crate) fn status_of(result: &PeriodResult, informational: bool) -> StatusView {
    let grey = |word: &str| StatusView { code: "no_data".to_owned(), word: word.to_owned() };
    match (result.status, &result.absent, &result.doubt) {
        (Some(found), ..) => status(found),
        (None, Some(reason), _) => grey(absence(reason).split(" (").next().unwrap_or_default()),
        (None, None, Some(Doubt::Provisional(_))) => grey("Provisional"),
        (None, None, Some(Doubt::InsufficientData { .. })) => grey("Insufficient data"),
        (None, None, None) if informational => StatusView { code: "none".to_owned(), word: String::new() },
        (None, None, None) => grey("No target"),
    }
}

/// What an interval says about the plan, in words.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Chance included, the plan is met.",
        Verdict::Missed => "Chance included, the plan is missed.",
        Verdict::Uncertain => "Chance leaves open whether the plan is met.",
    }
}

/// The plan a period is compared with.
pub(crate) fn plan(result: &PeriodResult) -> Option<f64> {
    result.target.map(|t| t.plan(result.value))
}

/// The plan as text: a value, or a band's edges.
pub(crate) fn plan_text(result: &PeriodResult, printer: &Printer) -> String {
    match &result.target {
        None => String::new(),
        Some(TargetAt::Band { low, high, .. }) => {
            format!("{} to {}", printer.value(*low), printer.value(*high))
        }
        Some(target) => printer.value(target.plan(result.value)),
    }
}
