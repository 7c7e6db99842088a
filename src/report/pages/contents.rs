//! The headings of a long document with their pages.

use crate::report::document::{Block, Section};
use crate::report::view::Report;
use crate::words::{Label, Words};

/// Objectives from which contents pay.
const FROM: usize = 5;

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let contents = || Block::Contents { title: words.say(&Label::Contents) };
    let is_long = report.pages.len() >= FROM;
    is_long.then(|| Section { page: "contents", blocks: vec![contents()] }).into_iter().collect()
}
