//! Diagnostics as data: what is wrong, where, and what to do about it.
//!
//! Every stage adds to [`Problems`] and goes on; [`mod@print`] shows them on a terminal or as JSON.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

mod cause;
mod code;
mod files;
mod near;
pub mod print;
mod secret;
mod span;

pub use cause::{
    CannotOpen, Cause, Exclusive, HoursOfDays, LeadsOut, MatchesNothing, MissingKey, PartOfDay, Raised,
    UnknownColumn, UnknownId, UnreadableColumn, WrongType,
};
pub(crate) use cause::{causes, in_one_line};
pub use code::{Code, Severity};
pub use files::Files;
pub use near::near;
pub use secret::{Secrets, address_without_secrets};
pub use span::{FileId, Span, Spanned};
pub(crate) use span::{SPANNED, SPANNED_FIELDS};

/// One thing that is wrong, or worth saying.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Its name and severity.
    pub code: Code,
    /// One line, lower case, without a final stop, the thing in backticks.
    pub message: String,
    /// Where it stands, if it stands in a file.
    pub span: Option<Span>,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, each with a label.
    pub related: Vec<(Span, String)>,
    /// The right word that was probably meant, where one is near.
    near: Option<String>,
    /// How much it matters.
    severity: Severity,
    /// What it is about.
    cause: Arc<dyn Cause>,
}

impl Problem {
    /// The problem of a cause, without a place.
    pub fn new(cause: impl Cause) -> Problem {
        let (code, message, help) = (cause.code(), cause.message(), cause.help());
        let (severity, cause) = (code.severity(), Arc::new(cause));
        Problem { code, message, span: None, help, related: Vec::new(), near: None, severity, cause }
    }

    /// What it is about, if it is a cause of this type.
    pub fn cause<T: Cause>(&self) -> Option<&T> {
        let cause: &dyn Any = self.cause.as_ref();
        cause.downcast_ref()
    }

    /// Whether another problem has the same cause, wherever it stands.
    pub fn has_cause_of(&self, other: &Problem) -> bool {
        self.cause.equals(other.cause.as_ref())
    }

    /// Makes a note a warning, where so much of it is there that something else was probably meant.
    pub fn as_warning(self) -> Problem {
        Problem { severity: Severity::Warning, ..self }
    }

    /// Says where it stands.
    pub fn at(self, span: Span) -> Problem {
        Problem { span: Some(span), ..self }
    }

    /// Says what to do.
    pub fn help(self, help: impl Into<String>) -> Problem {
        Problem { help: Some(help.into()), ..self }
    }

    /// Offers the nearest right word, if there is one.
    pub fn did_you_mean(self, near: Option<&str>) -> Problem {
        match near {
            Some(word) => {
                Problem { near: Some(word.to_owned()), ..self.help(format!("did you mean `{word}`?")) }
            }
            None => self,
        }
    }

    /// The nearest right word, if it was offered.
    pub fn near(&self) -> Option<&str> {
        self.near.as_deref()
    }

    /// Points at another place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Problem {
        self.related.push((span, label.into()));
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Places by file and position; what has no place comes last.
    fn order(&self) -> (bool, Option<(FileId, usize, usize)>, Code, &str) {
        let place = self.span.map(|span| (span.file, span.start, span.end));
        (place.is_none(), place, self.code, &self.message)
    }
}

/// Two are equal when they say the same of the same place.
impl PartialEq for Problem {
    fn eq(&self, other: &Problem) -> bool {
        let said = |p: &Problem| (p.code, p.span, p.severity);
        said(self) == said(other)
            && (&self.message, &self.help, &self.related) == (&other.message, &other.help, &other.related)
    }
}

impl Eq for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity().as_str(), self.code, self.message)
    }
}

impl std::error::Error for Problem {}

/// Problems in the order of files, places and codes, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem yet.
    pub fn new() -> Problems {
        Problems::default()
    }

    /// Adds one, at its place in the order; a repeated one changes nothing.
    pub fn push(&mut self, problem: Problem) {
        let index = self.0.partition_point(|other| other.order() < problem.order());
        if self.0.get(index).is_none_or(|other| other.order() != problem.order()) {
            self.0.insert(index, problem);
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|problem| problem.severity() == severity).count()
    }

    /// Whether any forbids going on, in the definition or in the data.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|problem| problem.severity().is_error())
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What a text says, or nothing with its problem collected.
pub fn parse_or_report<T>(text: &Spanned<String>, problems: &RefCell<Problems>) -> Option<T>
where
    T: FromStr<Err: Cause>,
{
    let report = |error| problems.borrow_mut().push(Problem::new(error).at(text.span));
    text.value.parse().map_err(report).ok()
}
