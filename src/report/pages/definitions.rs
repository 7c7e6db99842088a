//! How each measure is defined.

use super::shared::to_definition;
use crate::report::document::{Block, Facts, FactsLayout, GroupKind, Heading, Section, Tone};
use crate::report::view::{DefinitionView, Report};
use crate::words::{Label, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    if report.definitions.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(1, words.say(&Label::Definitions))];
    blocks.extend(report.definitions.iter().map(definition));
    vec![Section { page: "definitions", blocks }]
}

fn definition(view: &DefinitionView) -> Block {
    let heading = Heading {
        level: 2,
        title: view.title.clone(),
        anchor: Some(to_definition(&view.id)),
        ..Heading::default()
    };
    let facts = Facts { layout: FactsLayout::Column, facts: view.facts.clone(), remark: String::new() };
    let formula = Block::Formula { tree: view.formula.clone(), reading: view.reading.clone() };
    Block::Group {
        kind: GroupKind::Definition,
        blocks: vec![
            Block::Heading(heading),
            Block::paragraph(Tone::Plain, &view.words),
            formula,
            Block::Facts(facts),
        ],
    }
}
