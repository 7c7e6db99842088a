//! The pages of a document, one file each, and the table that lists them.
//!
//! A page is a function from what was composed to its sections: none where it has nothing to say.

mod change;
mod contents;
mod data;
mod definitions;
mod exceptions;
mod map;
mod measure;
mod objectives;
mod overview;
mod restated;
mod scorecard;
mod shared;

use super::document::{Block, Document, Section};
use super::view::Report;
use crate::measure::Level;
use crate::words::{FormulaWord, Words};

/// A page.
pub struct Page {
    /// Its word, in templates and in the list of a report.
    pub word: &'static str,
    /// Whether the operational report has it too, and the tactical.
    pub operational: bool,
    /// Its sections.
    pub sections: fn(&Report, &Words) -> Vec<Section>,
}

/// Every page, in reading order. A new one is a line here and a file.
pub static PAGES: [Page; 9] = [
    Page { word: "scorecard", operational: true, sections: scorecard::sections },
    Page { word: "overview", operational: true, sections: overview::sections },
    Page { word: "change", operational: false, sections: change::sections },
    Page { word: "exceptions", operational: false, sections: exceptions::sections },
    Page { word: "contents", operational: false, sections: contents::sections },
    Page { word: "map", operational: false, sections: map::sections },
    Page { word: "objectives", operational: true, sections: objectives::sections },
    Page { word: "definitions", operational: true, sections: definitions::sections },
    Page { word: "data", operational: true, sections: data::sections },
];

/// Pages that the tactical report has beside those of the operational one.
const TACTICAL: [&str; 2] = ["change", "exceptions"];

/// The pages of a report, in reading order.
fn pages(report: &Report) -> Vec<&'static Page> {
    match &report.pages_asked {
        Some(words) => words.iter().filter_map(|word| PAGES.iter().find(|page| page.word == word)).collect(),
        None => {
            let has = |page: &&Page| match report.head.level {
                Level::Strategic => true,
                Level::Tactical => page.operational || TACTICAL.contains(&page.word),
                Level::Operational => page.operational,
            };
            PAGES.iter().filter(has).collect()
        }
    }
}

/// What was composed, as a document.
pub fn document(report: &Report, words: &Words) -> Document {
    let pages = pages(report).into_iter();
    let sections: Vec<Section> = pages.flat_map(|page| (page.sections)(report, words)).collect();
    let mut anchors = Vec::new();
    sections.iter().flat_map(|section| &section.blocks).for_each(|block| add_anchors(block, &mut anchors));
    let words_of_formulas = FormulaWord::ALL.map(|word| (word.name(), words.say(&word)));
    let decimal = ("decimal", words.locale().decimal_sign().to_owned());
    let formula = words_of_formulas.into_iter().chain([decimal]).collect();
    Document { head: report.head.clone(), sections, anchors, formula }
}

fn add_anchors(block: &Block, found: &mut Vec<String>) {
    match block {
        Block::Heading(heading) => found.extend(heading.anchor.clone()),
        Block::Group { blocks, .. } => blocks.iter().for_each(|block| add_anchors(block, found)),
        _ => {}
    }
}
