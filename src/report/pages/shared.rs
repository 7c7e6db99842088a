//! What several pages have in common: where links lead, cells of numbers, notices and weights, and what a report tells.

use crate::measure::Level;
use crate::report::document::{Block, Cell, Paragraph, Tone};
use crate::report::view::{Head, Report, ScoreView};
use crate::words::{HeadLine, Tag, Words};

/// Where an objective's page is.
pub(super) fn to_objective(id: &str) -> String {
    format!("objective/{id}")
}

/// Where a measure is defined.
pub(super) fn to_definition(id: &str) -> String {
    format!("definition/{id}")
}

/// A number that is set already.
pub(super) fn figure(text: &str, value: Option<f64>) -> Cell {
    greyed_figure(text, value, false)
}

/// The same, grey where it is in doubt.
pub(super) fn greyed_figure(text: &str, value: Option<f64>, grey: bool) -> Cell {
    Cell::Value { text: text.to_owned(), value, grey }
}

/// What is to be known before a page is trusted.
pub(super) fn notices(head: &Head, words: &Words) -> Vec<Block> {
    let label = words.say(&HeadLine::Note);
    let notice = |text: &String| Paragraph { tone: Tone::Notice, label: label.clone(), text: text.clone() };
    head.notices.iter().map(|text| Block::Paragraph(notice(text))).collect()
}

/// The weight of a score in words; empty for the whole.
pub(super) fn weight(score: &ScoreView, words: &Words) -> String {
    match score.weight.as_str() {
        "" => String::new(),
        share => words.say(&Tag::Weight { share: share.to_owned() }),
    }
}

/// Whether a report has a page where its level has it.
pub(super) fn asks(report: &Report, page: &str) -> bool {
    report.pages_asked.as_ref().is_none_or(|pages| pages.iter().any(|word| word == page))
}

/// Whether a report knows what is off target, be it that nothing is.
pub(super) fn tells_exceptions(report: &Report) -> bool {
    let is_named = report.pages_asked.is_some() && asks(report, "exceptions");
    is_named || report.head.level != Level::Operational
}
