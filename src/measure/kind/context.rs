//! What a kind is resolved with: its sources' words, and helpers that make components of them.

mod causes;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::prelude::{Expr, lit};

use super::conditions::both;
use super::keys::if_written;
use super::{Side, Text};
use crate::calendar::{Calendar, Duration, Grain, Length};
use crate::form::Form;
use crate::measure::expression::aggregate::AggregateType;
use crate::measure::expression::{ExpressionError, Typed, Vocabulary, aggregate, row};
use crate::measure::{
    Basis, ColumnType, Component, Formula, IntervalMethod, Moment, Part, Plan, Rows, Title, Unit,
};
use crate::problem::{MissingKey, Problem, Problems, Span, UnknownId, near, parse_or_report};
use crate::sentiment::Lexicon;
pub(crate) use causes::NotADate;
use causes::{
    DurationForNumber, NoCustomer, NoFixedLength, NoSource, NoTime, NotYet, ScalesDiffer, WindowOnSnapshot,
    WindowTooShort,
};

/// A source as a kind sees it.
#[derive(Debug, Clone)]
pub struct SourceWords {
    /// What its words mean.
    pub vocabulary: Vocabulary,
    /// The day of a row by the source's `time`, and that column's name.
    pub day: Option<(Expr, String)>,
    /// The customer of a row.
    pub customer: Option<String>,
    /// Columns that some files lack: in how many, of how many.
    pub absent_in: BTreeMap<String, (usize, usize)>,
    /// Columns whose files declare more than one `range`, with two of them.
    pub scales: BTreeMap<String, [(f64, f64); 2]>,
    /// How often states are recorded, where rows are states and not events.
    pub snapshot: Option<Grain>,
    /// Which rows of another source they are, where they are no others.
    pub part: Option<PartOf>,
}

/// Some rows of a source.
#[derive(Debug, Clone)]
pub struct PartOf {
    /// The source that is read.
    pub source: String,
    /// Which of its rows; all when absent.
    pub filter: Option<Expr>,
}

/// What a kind is resolved with. Problems are collected; a kind goes on as far as it can.
pub struct Context<'a> {
    /// Id of the measure.
    pub measure: &'a str,
    /// Where to point when a thing is missing.
    pub span: Span,
    /// The kind's word.
    pub kind: &'a str,
    /// Id of the measure's source.
    pub source: Option<&'a str>,
    /// All sources that can be read and are used.
    pub sources: &'a BTreeMap<String, SourceWords>,
    /// Whether any source is written, whatever is wrong with it.
    pub has_sources: bool,
    /// The measure's `where`.
    pub condition: Option<&'a Text>,
    /// The measure's `time`.
    pub time: Option<&'a Text>,
    /// The measure's `unit`.
    pub unit: Option<Unit>,
    /// The unit of time that its defaults name.
    pub default_time_unit: Option<Unit>,
    /// The measure's period.
    pub grain: Grain,
    /// Days and holidays.
    pub calendar: &'a Calendar,
    /// Sentiment lexicons of the project; nothing for one whose file is at fault.
    pub lexicons: &'a BTreeMap<String, Option<Arc<Lexicon>>>,
    /// Ids of all measures.
    pub measures: &'a [&'a str],
    /// Where the expression of a span starts in its file: text is read as it stands there.
    pub problems: &'a RefCell<Problems>,
}

impl Context<'_> {
    /// Collects a problem.
    pub fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// A result, or nothing with its problem collected.
    pub fn take<T>(&self, text: &Text, result: Result<T, ExpressionError>) -> Option<T> {
        result.map_err(|error| self.report(expression_problem(text, error))).ok()
    }

    /// The measure's source.
    pub fn words(&self) -> Option<&SourceWords> {
        let Some(id) = self.source else {
            if !self.has_sources {
                let problem = Problem::new(MissingKey::new("scorecard", "sources")).at(self.span);
                self.report(problem.help("add `sources: { orders: { path: data/orders.csv } }`, and `source: orders` to the measure"));
                return None;
            }
            self.report(Problem::new(NoSource { measure: self.measure.to_string() }).at(self.span));
            return None;
        };
        self.sources.get(id)
    }

    /// An expression over the measure's rows.
    pub fn value(&self, text: &Text) -> Option<Typed> {
        let words = self.words()?;
        self.take(text, row::expression(&text.value, &words.vocabulary))
    }

    /// A number over the measure's rows.
    pub fn number(&self, text: &Text) -> Option<Typed> {
        let words = self.words()?;
        self.take(text, row::number(&text.value, &words.vocabulary))
    }

    /// A number over the measure's rows, or a duration as a number of the measure's unit.
    pub fn quantity(&self, text: &Text) -> Option<Typed> {
        let (typed, length) = self.quantity_to_add(text)?;
        let expr = if length == 1.0 { typed.expr } else { row::float(typed.expr) / lit(length) };
        Some(Typed { expr, ..typed })
    }

    /// The same as it is added up, durations in seconds: a third of an hour has no end, and three of them are one. With it what a sum
    /// is divided by to be in the measure's unit.
    pub fn quantity_to_add(&self, text: &Text) -> Option<(Typed, f64)> {
        let words = self.words()?;
        let typed = self.take(text, row::quantity(&text.value, &words.vocabulary))?;
        let length = match typed.kind {
            Some(ColumnType::Duration) => self.time_unit(typed.column.is_some()).seconds().unwrap_or(1.0),
            _ => 1.0,
        };
        Some((typed, length))
    }

    /// Seconds waited over the measure's rows: a duration, or a number of them.
    pub fn waiting_seconds(&self, text: &Text) -> Option<Typed> {
        let words = self.words()?;
        self.take(text, row::quantity(&text.value, &words.vocabulary))
    }

    /// The unit in which a duration of the measure is given, unless it names another: what passes between times in days
    /// (R47), a column of durations as it is written, in seconds.
    pub fn time_unit(&self, written: bool) -> Unit {
        let own = self.unit.filter(|unit| unit.seconds().is_some());
        own.or(self.default_time_unit).unwrap_or(if written { Unit::Seconds } else { Unit::Days })
    }

    /// The unit a typed value brings.
    pub fn unit_of(&self, typed: &Typed) -> Unit {
        match typed.kind {
            Some(ColumnType::Money { .. }) => Unit::Currency,
            Some(ColumnType::Duration) => self.time_unit(typed.column.is_some()),
            _ => Unit::Number,
        }
    }

    /// A condition over the measure's rows.
    pub fn condition(&self, text: &Text) -> Option<Expr> {
        let words = self.words()?;
        self.take(text, row::condition(&text.value, &words.vocabulary))
    }

    /// Columns with codes for no value of which a condition is neither true nor false where a row has none, and that nothing asks to be there: such
    /// rows are counted, and never meet it.
    pub fn codes_not_asked_for(&self, of: &Expr, among: Option<&Expr>, rows: &Rows) -> Option<Vec<String>> {
        let vocabulary = &self.words()?.vocabulary;
        let mut columns = row::coded(of, vocabulary);
        for asked in among.into_iter().chain(rows.filter.as_ref()) {
            let named: Vec<&str> =
                asked.column_refs().into_iter().map(|column| column.name.as_str()).collect();
            columns.retain(|column| !named.contains(&column.as_str()));
        }
        let columns: Vec<String> = columns.into_iter().collect();
        (!columns.is_empty()).then_some(columns)
    }

    /// A date or time over the measure's rows.
    pub fn temporal(&self, text: &Text) -> Option<Typed> {
        let typed = self.value(text)?;
        match typed.kind {
            Some(kind) if !kind.is_temporal() => {
                let name = typed.column.as_deref().unwrap_or("this");
                let source = self.source.unwrap_or_default();
                self.report(
                    Problem::new(NotADate {
                        column: name.to_string(),
                        kind: kind.word().to_owned(),
                        source: source.to_string(),
                    })
                    .at(text.span),
                );
                None
            }
            _ => Some(typed),
        }
    }

    /// The measure's condition on its own source.
    fn base_condition(&self) -> Option<Option<Expr>> {
        if_written(self.condition, |text| self.condition(text))
    }

    /// The measure's rows placed by `date` (R1), unless the measure says `time`.
    pub fn rows_by(&self, date: &Text) -> Option<Rows> {
        let date = self.time.unwrap_or(date);
        let day = row::to_day(&self.temporal(date)?);
        self.rows(day, date.value.clone())
    }

    /// The measure's rows placed by its `time`, else by the source's.
    pub fn rows_by_time(&self) -> Option<Rows> {
        if let Some(time) = self.time {
            return self.rows_by(time);
        }
        let words = self.words()?;
        let Some((day, name)) = &words.day else {
            let source = self.source.unwrap_or_default();
            let candidates = words.vocabulary.columns.iter().filter(|(_, c)| c.kind.is_temporal());
            let candidates = candidates.map(|(name, _)| name.clone()).collect();
            self.report(Problem::new(NoTime { source: source.to_owned(), candidates }).at(self.span));
            return None;
        };
        self.rows(day.clone(), name.clone())
    }

    /// What places rows: a time, or their day.
    pub fn placed(&self, rows: &Rows) -> Typed {
        match rows.instant.clone() {
            Some(expr) => Typed::computed(expr, ColumnType::Datetime { zoned: true }),
            None => Typed::computed(rows.day.clone(), ColumnType::Date),
        }
    }

    /// The column that places rows, where it is finer than a day.
    fn instant(&self, placed_by: &str) -> Option<Expr> {
        let vocabulary = &self.sources.get(self.source?)?.vocabulary;
        let column = vocabulary.columns.get(placed_by)?;
        matches!(column.kind, ColumnType::Datetime { .. }).then(|| vocabulary.column(placed_by))
    }

    fn rows(&self, day: Expr, placed_by: String) -> Option<Rows> {
        let filter = self.base_condition()?;
        let id = self.source?.to_owned();
        let instant = self.instant(&placed_by);
        Some(match self.sources.get(&id).and_then(|words| words.part.as_ref()) {
            None => Rows { source: id, part: None, day, placed_by, instant, filter },
            Some(PartOf { source, filter: own }) => {
                let filter = both(own.clone(), filter);
                Rows { source: source.clone(), part: Some(id), day, placed_by, instant, filter }
            }
        })
    }

    /// The customer column, or the problem that there is none.
    pub fn customer(&self) -> Option<Expr> {
        let words = self.words()?;
        if let Some(customer) = &words.customer {
            return Some(words.vocabulary.column(customer));
        }
        let source = self.source.unwrap_or_default();
        let names = words.vocabulary.columns.keys().map(String::as_str);
        let candidates: Vec<&str> = names
            .clone()
            .filter(|n| ["customer", "client", "cliente", "account"].iter().any(|w| n.contains(w)))
            .collect();
        let column = candidates.first().copied().or_else(|| near("customer_id", names));
        let column = column.unwrap_or("…").to_owned();
        let cause = NoCustomer { kind: self.kind.to_owned(), source: source.to_owned(), column };
        self.report(Problem::new(cause).at(self.span));
        None
    }

    /// How many files of the measure's source lack a column, and of how many; nothing when none does.
    pub fn absent_in(&self, column: &Text) -> Option<(usize, usize)> {
        self.sources.get(self.source?)?.absent_in.get(&column.value).copied()
    }

    /// Answers on one scale: files that declare another range are no answers to the same question, unless a condition parts them.
    pub fn check_single_scale(&self, score: &Text) {
        let words = self.source.and_then(|source| self.sources.get(source));
        let is_parted = self.condition.is_some()
            || words.is_some_and(|w| w.part.as_ref().is_some_and(|p| p.filter.is_some()));
        let scales = words.and_then(|words| words.scales.get(&score.value)).filter(|_| !is_parted);
        if let Some([(low, high), (other_low, other_high)]) = scales.copied() {
            let column = score.value.clone();
            let cause = ScalesDiffer { column, low, high, other_low, other_high };
            self.report(Problem::new(cause).at(score.span));
        }
    }

    /// The customer of the measure's source, where it has one.
    pub fn customer_if_known(&self) -> Option<Expr> {
        customer_of(self.sources.get(self.source?)?)
    }

    /// The customer of some rows, where their source has one.
    pub fn customer_in(&self, rows: &Rows) -> Option<Expr> {
        customer_of(self.sources.get(rows.named())?)
    }

    /// A duration.
    pub fn duration(&self, text: &Text) -> Option<Duration> {
        parse_or_report(text, self.problems)
    }

    /// A duration as a number of seconds.
    pub fn seconds(&self, text: &Text) -> Option<f64> {
        let duration = self.duration(text)?;
        match duration.length() {
            Length::Seconds(seconds) => Some(seconds as f64),
            Length::Days(days) => Some(days as f64 * 86_400.0),
            Length::BusinessDays(_) | Length::Months(_) => {
                self.report(Problem::new(NoFixedLength { duration: duration.to_string() }).at(text.span));
                None
            }
        }
    }

    /// A window of at least one period.
    pub fn window(&self, text: &Text) -> Option<Duration> {
        let duration = self.of_days(text, "windows")?;
        let (shortest, least) = match self.grain {
            Grain::Week => (7.0, "1 week"),
            Grain::Month => (28.0, "1 month"),
            Grain::Quarter => (90.0, "1 quarter"),
            Grain::Year => (365.0, "1 year"),
            Grain::Wave => (0.0, ""),
        };
        if duration.rough_days() < shortest {
            let cause = WindowTooShort {
                duration: duration.to_string(),
                grain: self.grain.word().to_owned(),
                least: least.to_string(),
            };
            self.report(Problem::new(cause).at(text.span));
            return None;
        }
        Some(duration)
    }

    /// How long a row keeps a customer active; a snapshot says itself who is.
    pub fn active_within(&self, text: &Text) -> Option<Duration> {
        if self.words().is_some_and(|words| words.snapshot.is_some()) {
            self.report(Problem::new(WindowOnSnapshot).at(text.span));
            return None;
        }
        self.window(text)
    }

    /// An aggregate side that is a number: its formula and components named after `prefix`.
    pub fn side(&self, side: &Side, prefix: &str) -> Option<(Formula, Vec<Component>)> {
        let (formula, components, gives) = self.any_side(side, prefix)?;
        if matches!(gives, AggregateType::Duration { .. }) {
            let text = match side {
                Form::Short(text) => text,
                Form::Full(full) => &full.value,
            };
            self.report(Problem::new(DurationForNumber).at(text.span));
            return None;
        }
        Some((formula, components))
    }

    /// An aggregate side: its formula and components named after `prefix`, and what it gives; a duration in seconds.
    pub fn any_side(&self, side: &Side, prefix: &str) -> Option<(Formula, Vec<Component>, AggregateType)> {
        let (text, full) = match side {
            Form::Short(text) => (text, None),
            Form::Full(full) => (&full.value, Some(full)),
        };
        let other = full.and_then(|f| f.source.as_ref());
        if let Some(id) = other
            && !self.sources.contains_key(&id.value)
        {
            let known = self.sources.keys().map(String::as_str);
            self.report(
                Problem::new(UnknownId::source(&id.value)).at(id.span).did_you_mean(near(&id.value, known)),
            );
            return None;
        }
        let own_source = other.is_none_or(|id| Some(id.value.as_str()) == self.source);
        let context = Context {
            source: other.map(|id| id.value.as_str()).or(self.source),
            time: full.and_then(|f| f.time.as_ref()).or(if own_source { self.time } else { None }),
            condition: if own_source { self.condition } else { None },
            ..*self
        };
        let words = context.words()?;
        let aggregated = context.take(text, aggregate::aggregate(&text.value, &words.vocabulary, prefix));
        let mut rows = context.rows_by_time()?;
        if let Some(condition) = full.and_then(|f| f.condition.as_ref()) {
            rows.filter = both(rows.filter, Some(context.condition(condition)?));
        }
        let aggregated = aggregated?;
        let condition = full.and_then(|f| f.condition.as_ref()).map(|c| c.value.clone());
        let components = aggregated.parts.into_iter().map(|part| Component {
            title: Title::Expression {
                text: part.text,
                seconds: part.what.is_duration(),
                filtered: condition.is_some(),
                condition: condition.clone().unwrap_or_default(),
            },
            name: part.name,
            rows: Rows { filter: both(rows.filter.clone(), part.filter), ..rows.clone() },
            basis: match part.what {
                aggregate::What::Rows => Basis::Count,
                aggregate::What::Sum(typed) => Basis::Sum(aggregate::exact(&typed)),
                aggregate::What::Distinct(value) => Basis::Distinct(vec![value]),
                aggregate::What::Percentile(typed, p) => Basis::Percentile { value: typed.expr, p },
                // Refused where the text is read.
                aggregate::What::Earliest(typed) => Basis::Percentile { value: typed.expr, p: 0.0 },
                aggregate::What::Latest(typed) => Basis::Percentile { value: typed.expr, p: 1.0 },
            },
        });
        Some((aggregated.formula, components.collect(), aggregated.gives))
    }

    /// A total of rows as a plan of its own: nothing but an aggregate that is a number, whose periods are asked one by one.
    pub fn total(&self, side: &Side, name: &str) -> Option<Plan> {
        let (formula, components) = self.side(side, name)?;
        Some(Plan::new(formula, components, Unit::Number, IntervalMethod::None))
    }

    /// The six moments of a ratio over clusters, as components `n y x yy xy xx`.
    pub fn moments(rows: &Rows, cluster: &Expr, y: &Part, x: &Part, wanted: &[Moment]) -> Vec<Component> {
        wanted
            .iter()
            .map(|moment| {
                let (name, title) = moment.words();
                Component {
                    name: name.to_owned(),
                    title,
                    rows: rows.clone(),
                    basis: Basis::Clustered {
                        cluster: cluster.clone(),
                        y: y.clone(),
                        x: x.clone(),
                        moment: *moment,
                    },
                }
            })
            .collect()
    }
}

fn customer_of(words: &SourceWords) -> Option<Expr> {
    words.customer.as_ref().map(|customer| words.vocabulary.column(customer))
}

/// All moments, for [`Context::moments`].
pub(super) const ALL_MOMENTS: [Moment; 6] = Moment::ALL;

/// The problem that this version does not carry out a key of the language.
pub fn unsupported_key(key: &str) -> Problem {
    Problem::new(NotYet { key: key.to_string() })
}

/// The problem of an expression, marked inside the text.
pub fn expression_problem(text: &Text, error: ExpressionError) -> Problem {
    // Where lengths differ by more than the quotes (escapes, folded lines) a part cannot be found again: the whole
    // text is marked.
    let quotes = (text.span.end - text.span.start).checked_sub(text.value.len());
    let span = match quotes {
        Some(quotes @ (0 | 2)) => {
            let first = text.span.start + quotes / 2;
            let start = first + error.range.start;
            Span::new(text.span.file, start, (first + error.range.end).max(start + 1))
        }
        _ => text.span,
    };
    error.problem.at(span)
}
