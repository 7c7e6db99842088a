//! A measure's values as a reader sees them: rounded here, once.

use crate::evaluate::results::{Absence, Doubt, PeriodResult, TargetAt};
use crate::evaluate::score::{Status, is_within, reaches};
use crate::locale::{ABSENT, Grouping, Locale, Notation, Scale, Sign};
use crate::measure::{Direction, Unit};
use crate::model::{self, Edges, Measure, Scorecard};
use crate::words::{Figures, NoStatus, Number, Quantity, UnitLabel, Words};

use super::view::{StatusCode, StatusView};

/// Decimals beyond which no two figures are told apart by more.
const MOST: u8 = 30;
/// Decimals at most that an interval is given beyond its value's.
const FURTHER: u8 = 6;

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
    pub(crate) fn differing(actual: f64, plan: f64) -> Pair {
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
    words: Words,
    locale: Locale,
    pub(crate) decimals: u8,
    scale: Scale,
    unit: Unit,
    sign: bool,
    grouping: Grouping,
    /// Whether the definition names the unit.
    is_labelled: bool,
    /// Whether it prints numbers of things, without decimals but where a plan has some.
    is_count: bool,
    /// Unit for a column head: `%`, `USD thousand`, `days`.
    pub(crate) label: String,
}

impl Printer {
    /// The printer of a measure; without written decimals they follow from the size of the values shown.
    pub(crate) fn new(
        words: &Words,
        scorecard: &Scorecard,
        measure: &Measure,
        shown: &[Option<f64>],
    ) -> Printer {
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
        // A number whose values are all whole counts something, whatever its column says.
        let is_counted = measure.unit == Unit::Number
            && shown.iter().any(Option::is_some)
            && shown.iter().flatten().all(|value| is_whole(*value));
        let is_count = (measure.unit == Unit::Count || is_counted)
            && measure.format.decimals.is_none()
            && scale == Scale::One;
        let decimals = measure.format.decimals.unwrap_or(match measure.unit {
            Unit::Count => 0,
            Unit::Number if is_count => 0,
            Unit::Points if is_short_scale(measure, largest) => 2,
            Unit::Percent | Unit::Points | Unit::Days | Unit::Hours | Unit::Minutes | Unit::Seconds => 1,
            Unit::Currency | Unit::Number if size >= 1000.0 => 0,
            Unit::Currency | Unit::Number if size >= 100.0 => 1,
            Unit::Currency | Unit::Number => 2,
        });
        let own = match measure.unit {
            Unit::Currency => scorecard.currency.clone().unwrap_or_default(),
            Unit::Number | Unit::Count => String::new(),
            Unit::Percent => words.say(&UnitLabel::Percent),
            Unit::Points => words.say(&UnitLabel::Points),
            Unit::Days => words.say(&UnitLabel::Days),
            Unit::Hours => words.say(&UnitLabel::Hours),
            Unit::Minutes => words.say(&UnitLabel::Minutes),
            Unit::Seconds => words.say(&UnitLabel::Seconds),
        };
        // What a consultant calls the unit never hides that its figures are hundredths, thousands or millions.
        let label = match (scale, measure.format.label.clone()) {
            (_, Some(label)) if measure.unit == Unit::Percent && !label.contains('%') => {
                format!("{own} {label}")
            }
            (Scale::Thousand, Some(unit)) => words.say(&UnitLabel::ThousandsLabelled { unit }),
            (Scale::Million, Some(unit)) => words.say(&UnitLabel::MillionsLabelled { unit }),
            (_, Some(label)) => label,
            (Scale::Thousand, None) if own.is_empty() => words.say(&UnitLabel::Thousands),
            (Scale::Million, None) if own.is_empty() => words.say(&UnitLabel::Millions),
            (Scale::Thousand, None) => words.say(&UnitLabel::ThousandsOf { unit: own }),
            (Scale::Million, None) => words.say(&UnitLabel::MillionsOf { unit: own }),
            (Scale::One | Scale::Percent | Scale::Points, None) => own,
        };
        Printer {
            words: words.clone(),
            locale: words.locale(),
            decimals,
            scale: if measure.unit == Unit::Percent { Scale::Points } else { scale },
            unit: measure.unit,
            sign: measure.format.sign,
            grouping: Grouping::Usual,
            is_labelled: measure.format.label.is_some(),
            is_count,
            label,
        }
    }

    /// The same with as many decimals as it takes to agree with what is said (R55): figures that are said to differ
    /// differ in print, and their difference is 0 in print only where they are the same there.
    pub(crate) fn with_distinguishing_decimals(mut self, pairs: impl IntoIterator<Item = Pair>) -> Printer {
        for pair in pairs {
            // A plan of 10.5 cases is no 11, to which 22 would be 12 worse.
            if self.is_count && !is_whole(pair.plan) {
                self.decimals = self.decimals.max(1);
            }
            let decimals = self.decimals;
            while !self.prints_as_stated(pair) && self.decimals < MOST {
                self.decimals += 1;
            }
            if !self.prints_as_stated(pair) {
                self.decimals = decimals;
            }
        }
        self
    }

    /// Groups thousands as the largest of `values` is grouped, for numbers that stand in one column.
    pub(crate) fn with_common_grouping(mut self, values: impl IntoIterator<Item = f64>) -> Printer {
        let largest = values.into_iter().filter(|value| value.is_finite()).map(f64::abs).fold(0.0, f64::max);
        self.grouping = Grouping::beside(largest * self.factor());
        self
    }

    fn prints_as_stated(&self, pair: Pair) -> bool {
        let text = |value: f64| self.locale.format(value, self.notation(self.sign_of_values()));
        let same = text(pair.actual) == text(pair.plan);
        same == self.is_none(pair.actual - pair.plan) && !(pair.apart && same)
    }

    /// Whether a difference is printed as 0.
    pub(crate) fn is_none(&self, difference: f64) -> bool {
        !is_more_than_zero(&self.difference(difference))
    }

    fn notation(&self, sign: Sign) -> Notation {
        Notation { decimals: usize::from(self.decimals), sign, scale: self.scale, grouping: self.grouping }
    }

    /// The notation of one value: a whole number of things needs no decimals where others of its row have some.
    fn notation_of(&self, value: f64, sign: Sign) -> Notation {
        let notation = self.notation(sign);
        let decimals = if self.is_count && value.fract() == 0.0 { 0 } else { notation.decimals };
        Notation { decimals, ..notation }
    }

    /// A value without its unit: `68.2`.
    pub(crate) fn value(&self, value: f64) -> String {
        self.locale.format(value, self.notation_of(value, self.sign_of_values()))
    }

    fn sign_of_values(&self) -> Sign {
        if self.sign { Sign::Always } else { Sign::Negative }
    }

    /// A value, or the sign that there is none.
    pub(crate) fn value_or_dash(&self, value: Option<f64>) -> String {
        value.map_or(ABSENT.to_owned(), |v| self.value(v))
    }

    /// A difference without its unit: `+0.8`.
    pub(crate) fn difference(&self, value: f64) -> String {
        self.locale.format(value, self.notation_of(value, Sign::Always))
    }

    /// A relative difference: `+6.7%`; 0 where the difference prints as 0, and nowhere else.
    pub(crate) fn relative(&self, share: f64, difference: f64) -> String {
        let share = if self.is_none(difference) { 0.0 } else { share };
        let text = |decimals: usize| self.locale.signed_percent(share, decimals);
        let tells = |text: &String| share == 0.0 || is_more_than_zero(text);
        (1..=usize::from(MOST)).map(text).find(tells).unwrap_or_else(|| text(1))
    }

    /// A value with its unit, for a sentence: `68.2%`, `1,950 USD`, `6.0 days`.
    pub(crate) fn with_unit(&self, value: f64) -> String {
        self.attach(value, self.sign_of_values())
    }

    /// The size of a difference with its unit: `0.8 points`, `50 USD`; marks `of 5` differ by points.
    pub(crate) fn size(&self, value: f64) -> String {
        match self.unit {
            Unit::Percent | Unit::Points => self.points(value.abs(), Sign::Negative),
            _ => self.attach(value.abs(), Sign::Negative),
        }
    }

    /// The value in a sentence that has named its unit: one of several words is not said again.
    pub(crate) fn value_again(&self, value: f64) -> String {
        if self.label.contains(' ') { self.value(value) } else { self.with_unit(value) }
    }

    /// The size of a difference in such a sentence.
    pub(crate) fn size_again(&self, value: f64) -> String {
        let worded = matches!(self.unit, Unit::Percent | Unit::Points) || !self.label.contains(' ');
        if worded {
            self.size(value)
        } else {
            self.locale.format(value.abs(), self.notation_of(value, Sign::Negative))
        }
    }

    /// A change with its sign and unit in such a sentence: `+0.8 points`.
    pub(crate) fn change(&self, value: f64) -> String {
        match self.unit {
            Unit::Percent | Unit::Points => self.points(value, Sign::Always),
            _ if self.label.contains(' ') => self.difference(value),
            _ => self.attach(value, Sign::Always),
        }
    }

    fn points(&self, value: f64, sign: Sign) -> String {
        let value = Number::new(self.locale, value, self.notation(sign));
        self.words.say(&Quantity::Points { value })
    }

    fn attach(&self, value: f64, sign: Sign) -> String {
        let notation = self.notation_of(value, sign);
        let number = Number::new(self.locale, value, notation);
        let is_own = !self.is_labelled && self.scale == Scale::One;
        self.words.say(&match (self.unit, self.label.as_str()) {
            (_, "") => return number.text,
            (Unit::Percent, _) => {
                return self.locale.format(value, Notation { scale: Scale::Percent, ..notation });
            }
            (Unit::Points, _) if is_own => Quantity::Points { value: number },
            (Unit::Days, _) if is_own => Quantity::Days { value: number },
            (Unit::Hours, _) if is_own => Quantity::Hours { value: number },
            (Unit::Minutes, _) if is_own => Quantity::Minutes { value: number },
            (Unit::Seconds, _) if is_own => Quantity::Seconds { value: number },
            (_, label) => Quantity::Labelled { value: number, unit: label.to_owned() },
        })
    }

    /// `66.1 to 70.3`: with as many decimals as it takes to tell its ends apart where they differ.
    pub(crate) fn interval(&self, result: &PeriodResult) -> String {
        let Some(interval) = result.interval else { return String::new() };
        let ends = |decimals: u8| {
            let notation = Notation { decimals: usize::from(decimals), ..self.notation(Sign::Negative) };
            (self.locale.format(interval.low, notation), self.locale.format(interval.high, notation))
        };
        let told = |(low, high): &(String, String)| low != high;
        let most = self.decimals.saturating_add(FURTHER);
        let (low, high) = match interval.low == interval.high {
            true => ends(self.decimals),
            false => (self.decimals..=most).map(ends).find(told).unwrap_or_else(|| ends(self.decimals)),
        };
        self.range(low, high)
    }

    /// What a period is to come to, in a sentence that has said the unit: a value, or the edges of a band.
    pub(crate) fn plan_again(&self, target: &TargetAt) -> String {
        match target {
            TargetAt::Band { low, high, .. } => self.range(self.value(*low), self.value_again(*high)),
            target => self.value_again(target.plan(None)),
        }
    }

    /// A plan by itself, with its unit.
    pub(crate) fn plan_with_unit(&self, target: &TargetAt) -> String {
        match target {
            TargetAt::Band { low, high, .. } => self.range(self.value(*low), self.with_unit(*high)),
            target => self.with_unit(target.plan(None)),
        }
    }

    fn range(&self, low: String, high: String) -> String {
        self.words.say(&Figures::Range { low, high })
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

/// Whether a number has no decimals but those of binary fractions.
fn is_whole(value: f64) -> bool {
    const FAULT: f64 = 1e-9;
    !value.is_finite() || (value - value.round()).abs() <= FAULT
}

/// Whether a measure's points are those of a scale of up to ten (R55); of a scale that is not known, by its values.
fn is_short_scale(measure: &Measure, largest: f64) -> bool {
    match measure.plan.bounds {
        (low, Some(high)) => high <= 10.0 && low.is_none_or(|low| low >= -10.0),
        (_, None) => largest <= 10.0,
    }
}

/// Whether a printed figure is another than 0: it has a digit from 1 to 9.
pub(crate) fn is_more_than_zero(figure: &str) -> bool {
    figure.chars().any(|c| ('1'..='9').contains(&c))
}

/// A score as a reader sees it: with as many decimals as it takes not to reach in print an edge that it does not reach.
pub fn score_text(locale: Locale, score: f64, edges: &[f64], least: usize) -> String {
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

/// A reason where there is more to say than its word, else the word.
pub(crate) fn absence(absence: &Absence, words: &Words) -> String {
    words.absence_reasoned(absence).unwrap_or_else(|| words.say(absence))
}

/// Why a value is not scored.
pub(crate) fn doubt(doubt: &Doubt, words: &Words) -> String {
    words.doubt_reasoned(doubt).unwrap_or_else(|| words.say(doubt))
}

/// A status by code and word.
pub(crate) fn status(status: Status, words: &Words) -> StatusView {
    StatusView { code: StatusCode::from(status), word: words.say(&status) }
}

/// The status of a parent, or that it has no score.
pub(crate) fn score_status(found: Option<Status>, words: &Words) -> StatusView {
    match found {
        Some(found) => status(found, words),
        None => StatusView { code: StatusCode::NoData, word: words.say(&NoStatus::NoScore) },
    }
}

/// The score of a parent as a reader sees it, beside the edges of its status.
pub(crate) fn parent_score(locale: Locale, score: f64, edges: Edges) -> String {
    score_text(locale, score, &[edges.on_target, edges.watch], 0)
}

/// The status of a measure in a period, or why it has none; informational measures have no status at all.
pub(crate) fn status_of(result: &PeriodResult, informational: bool, words: &Words) -> StatusView {
    let grey = |word: String| StatusView { code: StatusCode::NoData, word };
    match (result.status, &result.absent, &result.doubt) {
        (Some(found), ..) => status(found, words),
        (None, Some(reason), _) => grey(words.say(reason)),
        (None, None, Some(doubt)) => grey(words.say(doubt)),
        (None, None, None) if informational => StatusView { code: StatusCode::None, word: String::new() },
        (None, None, None) => grey(words.say(&NoStatus::NoTarget)),
    }
}

/// The plan a period is compared with.
pub(crate) fn plan(result: &PeriodResult) -> Option<f64> {
    result.target.map(|t| t.plan(result.value))
}

/// Whether a value is at its plan or better; of a band, whether it lies within: beyond either edge nothing is good.
pub(crate) fn favourable(measure: &Measure, result: &PeriodResult) -> Option<bool> {
    let (value, target) = result.value.zip(result.target)?;
    match target {
        TargetAt::Band { low, high, .. } => Some(is_within(value, low, high)),
        target => measure.direction.map(|direction| match direction {
            Direction::Maximise => reaches(value, target.plan(None)),
            Direction::Minimise => reaches(target.plan(None), value),
        }),
    }
}

/// The plan as text: a value, or a band's edges.
pub(crate) fn plan_text(result: &PeriodResult, printer: &Printer) -> String {
    match &result.target {
        None => String::new(),
        Some(TargetAt::Band { low, high, .. }) => printer.range(printer.value(*low), printer.value(*high)),
        Some(target) => printer.value(target.plan(result.value)),
    }
}
