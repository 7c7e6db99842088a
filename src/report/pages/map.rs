//! The strategy map: mission and vision, and below them what drives what.

use crate::report::document::{Block, Chart, Drawing, Facts, FactsLayout, Figure, Section, Tone};
use crate::report::view::{MapView, Report};
use crate::words::{MapText, Words};

pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let Some(map) = &report.map else { return Vec::new() };
    let mut blocks = vec![Block::heading(1, words.say(&MapText::Title))];
    let head = &report.head;
    let purposes = [(MapText::Mission, &head.mission), (MapText::Vision, &head.vision)];
    let told = purposes.iter().filter_map(|(label, text)| Some((words.say(label), text.as_ref()?.clone())));
    let facts: Vec<(String, String)> = told.collect();
    if !facts.is_empty() {
        blocks.push(Block::Facts(Facts { layout: FactsLayout::Column, facts, remark: String::new() }));
    }
    let drawing = Drawing::Map(Box::new(map.clone()));
    blocks.push(Block::Chart(Figure {
        title: String::new(),
        unit: String::new(),
        legend: String::new(),
        alt: map.alt.clone(),
        chart: Chart { name: "map".to_owned(), drawing },
    }));
    blocks.push(Block::paragraph(Tone::Quiet, key(map, words)));
    vec![Section { page: "map", blocks }]
}

/// How the map is read.
fn key(map: &MapView, words: &Words) -> String {
    let mut sentences = vec![words.say(&MapText::Key)];
    if map.links.iter().any(|link| !link.lag.is_empty()) {
        sentences.push(words.say(&MapText::KeyLag));
    }
    if map.links.iter().any(|link| link.opposite) {
        sentences.push(words.say(&MapText::KeyOpposite));
    }
    if map.links.iter().any(|link| link.by_measures) {
        sentences.push(words.say(&MapText::KeyMeasures));
    }
    sentences.join(" ")
}
