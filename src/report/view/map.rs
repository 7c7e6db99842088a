//! The strategy map: objectives by perspective, and what drives what.

use serde::Serialize;

use super::status::StatusView;

/// The whole map.
#[derive(Debug, Clone, Serialize)]
pub struct MapView {
    /// Perspectives with their objectives, in the order of printing.
    pub bands: Vec<MapBand>,
    /// What drives what, each once.
    pub links: Vec<MapLink>,
    /// The chains in words, for those who do not see them.
    pub alt: String,
}

impl MapView {
    /// Its objectives, in the order by which links name them.
    pub fn nodes(&self) -> impl Iterator<Item = &MapNode> {
        self.bands.iter().flat_map(|band| &band.nodes)
    }
}

/// A perspective.
#[derive(Debug, Clone, Serialize)]
pub struct MapBand {
    /// Heading.
    pub title: String,
    /// Its score, `87`; `–` without one.
    pub score: String,
    /// Its status.
    pub status: StatusView,
    /// Its objectives.
    pub nodes: Vec<MapNode>,
}

/// An objective.
#[derive(Debug, Clone, Serialize)]
pub struct MapNode {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its score, `87`; `–` without one.
    pub score: String,
    /// Its status.
    pub status: StatusView,
}

/// One objective drives another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapLink {
    /// Place of the one that drives, among all objectives.
    pub from: usize,
    /// Place of the one that is driven.
    pub to: usize,
    /// How long it takes to show, `3 months`; empty when that is not said.
    pub lag: String,
    /// Whether more of the one means less of the other.
    pub opposite: bool,
    /// Whether only measures say so, and not the objectives themselves.
    pub by_measures: bool,
}
