//! The strategy map: objectives with what they drive, and the chains in words.

use crate::measure::Direction;
use crate::model::{Drive, Measure, Objective};
use crate::words::MapText;

use super::Composer;
use super::view::{MapBand, MapLink, MapNode, MapView, PerspectiveView};

impl Composer<'_> {
    /// The map; `None` where a single objective would stand alone, and where nothing drives anything.
    pub(super) fn map(&self, perspectives: &[PerspectiveView]) -> Option<MapView> {
        let bands: Vec<MapBand> = perspectives.iter().map(band).collect();
        let objectives: Vec<&Objective> = self.scorecard.objectives().collect();
        let links = self.links(&objectives);
        if links.is_empty() {
            return None;
        }
        let mut map = MapView { bands, links, alt: String::new() };
        map.alt = self.chains(&map);
        Some(map)
    }

    /// What drives what: as objectives say, and where they do not, as their measures do.
    fn links(&self, objectives: &[&Objective]) -> Vec<MapLink> {
        let place = |id: &str| objectives.iter().position(|objective| objective.id == id);
        let mut links: Vec<MapLink> = Vec::new();
        let mut add = |from: Option<usize>, to: Option<usize>, drive: &Drive, opposite, by_measures| {
            let Some((from, to)) = from.zip(to).filter(|(from, to)| from != to) else { return };
            if links.iter().any(|known| (known.from, known.to) == (from, to)) {
                return;
            }
            let lag = drive.lag.map_or(String::new(), |lag| self.say(&lag));
            links.push(MapLink { from, to, lag, opposite, by_measures });
        };
        for (from, objective) in objectives.iter().enumerate() {
            for drive in &objective.drives {
                add(Some(from), place(&drive.to), drive, drive.opposite, false);
            }
        }
        for measure in &self.scorecard.measures {
            for drive in &measure.drives {
                let driven = self.scorecard.measure(&drive.to);
                let to = driven.map_or(drive.to.as_str(), |driven| driven.objective.as_str());
                // Of a measure that less is better of, doing well means less.
                let falls = |measure: &Measure| measure.direction == Some(Direction::Minimise);
                let opposite = drive.opposite ^ falls(measure) ^ driven.is_some_and(falls);
                add(place(&measure.objective), place(to), drive, opposite, true);
            }
        }
        links
    }

    /// The chains in words: each link is told once, from the ends that nothing drives.
    fn chains(&self, map: &MapView) -> String {
        let nodes: Vec<&MapNode> = map.nodes().collect();
        let mut told = vec![false; map.links.len()];
        let is_driven = |node: usize| map.links.iter().any(|link| link.to == node);
        let mut starts: Vec<usize> = (0..nodes.len()).filter(|node| !is_driven(*node)).collect();
        starts.extend((0..nodes.len()).filter(|node| is_driven(*node)));
        let start = |node: usize| {
            let MapNode { title, score, status, .. } = nodes[node];
            MapText::AltStart { title: title.clone(), status: status.word.clone(), score: score.clone() }
        };
        let mut sentences = vec![
            self.say(&MapText::Alt { objectives: nodes.len() as u64, perspectives: map.bands.len() as u64 }),
        ];
        for first in starts {
            loop {
                let mut node = first;
                let mut steps = vec![self.say(&start(first))];
                while let Some((i, link)) =
                    map.links.iter().enumerate().find(|(i, link)| link.from == node && !told[*i])
                {
                    told[i] = true;
                    let MapNode { title, score, status, .. } = nodes[link.to];
                    steps.push(self.say(&MapText::AltStep {
                        title: title.clone(),
                        status: status.word.clone(),
                        score: score.clone(),
                        opposite: link.opposite,
                        lagged: !link.lag.is_empty(),
                        lag: link.lag.clone(),
                    }));
                    node = link.to;
                }
                if steps.len() == 1 {
                    break;
                }
                sentences.push(self.say(&MapText::AltChain { steps: self.words.clauses(&steps) }));
            }
        }
        let is_linked = |node: &usize| map.links.iter().any(|link| link.from == *node || link.to == *node);
        let alone = (0..nodes.len()).filter(|node| !is_linked(node));
        let alone: Vec<String> = alone.map(|node| self.say(&start(node))).collect();
        if !alone.is_empty() {
            sentences.push(self.say(&MapText::AltAlone { steps: self.words.clauses(&alone) }));
        }
        sentences.join(" ")
    }
}

fn band(perspective: &PerspectiveView) -> MapBand {
    let nodes = perspective.objectives.iter().map(|objective| MapNode {
        id: objective.id.clone(),
        title: objective.title.clone(),
        score: objective.score.score.clone(),
        status: objective.score.status.clone(),
    });
    MapBand {
        title: perspective.title.clone(),
        score: perspective.score.score.clone(),
        status: perspective.score.status.clone(),
        nodes: nodes.collect(),
    }
}
