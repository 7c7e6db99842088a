//! Entities: whom rows belong to, and how they stand in a tree.

use std::collections::{BTreeMap, BTreeSet};

use super::scoring::{Judgement, Scoring};
use super::target::Target;
use crate::measure::Direction;

/// Which entities a scorecard is cut into.
#[derive(Debug, Clone)]
pub struct Entities {
    /// Column that says which entity a row belongs to; what a burst calls them.
    pub by: String,
    /// Where they are listed.
    pub list: EntityList,
    /// What the levels above are called, nearest first.
    pub parents: Vec<String>,
    /// Entities with fewer rows in the period get no report (R45).
    pub min_rows: u32,
}

/// Where entities are listed.
#[derive(Debug, Clone)]
pub enum EntityList {
    /// Nowhere: they are those that rows name.
    Rows,
    /// In a file that was read with the definition.
    File {
        /// How messages call it.
        shown: String,
        /// The tree that it makes.
        tree: Tree,
    },
    /// In the rows of a source.
    Source {
        /// Its id.
        id: String,
        /// Its column with the entity.
        entity: String,
        /// Its column with the name printed.
        titles: Option<String>,
    },
}

/// One line of a list of entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityListLine {
    /// The entity.
    pub id: String,
    /// Name printed.
    pub title: Option<String>,
    /// The entities above, nearest first, for each of the levels; nothing where the cell is blank.
    pub above: Vec<Option<String>>,
}

/// Why a list is no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTree {
    /// An entity stands above itself.
    Cycle(String),
    /// An entity stands under two.
    TwoParents(String, String, String),
    /// More than [`DEEP`] entities stand above one.
    TooDeep(String),
}

/// How many entities may stand above one.
pub const DEEP: usize = 50;

/// Entities and those above each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    nodes: BTreeMap<String, Node>,
    is_of_rows: bool,
}

/// One entity of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node {
    /// Name printed, when it is not the id.
    title: Option<String>,
    /// The entities above, nearest first.
    ancestors: Vec<String>,
    /// All entities below, in the order of ids.
    below: Vec<String>,
    /// Levels on which it is listed: 0 is that of rows.
    levels: BTreeSet<usize>,
}

impl Tree {
    /// The tree of a list.
    ///
    /// # Errors
    /// An entity stands above itself, under two, or too deep.
    pub fn from_list(list: &[EntityListLine]) -> Result<Tree, NoTree> {
        let mut parents: BTreeMap<&str, &str> = BTreeMap::new();
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        for line in list {
            let own = nodes.entry(line.id.clone()).or_default();
            own.levels.insert(0);
            own.title = own.title.take().or_else(|| line.title.clone());
            let mut below = line.id.as_str();
            for (level, above) in (1..).zip(&line.above) {
                let Some(above) = above else { continue };
                nodes.entry(above.clone()).or_default().levels.insert(level);
                if above == below {
                    return Err(NoTree::Cycle(below.to_owned()));
                }
                match parents.insert(below, above) {
                    Some(other) if other != above => {
                        return Err(NoTree::TwoParents(below.to_owned(), other.to_owned(), above.clone()));
                    }
                    _ => below = above,
                }
            }
        }
        for (id, node) in &mut nodes {
            let mut below = id.as_str();
            while let Some(above) = parents.get(below) {
                if above == id || node.ancestors.iter().any(|known| known == above) {
                    return Err(NoTree::Cycle(id.clone()));
                }
                if node.ancestors.len() == DEEP {
                    return Err(NoTree::TooDeep(id.clone()));
                }
                node.ancestors.push((*above).to_owned());
                below = above;
            }
        }
        let pairs = nodes.iter().flat_map(|(id, node)| node.ancestors.iter().map(move |above| (above, id)));
        let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (above, id) in pairs {
            below.entry(above.clone()).or_default().push(id.clone());
        }
        for (id, ids) in below {
            if let Some(node) = nodes.get_mut(&id) {
                node.below = ids;
            }
        }
        Ok(Tree { nodes, is_of_rows: false })
    }

    /// The entities that rows name, whichever these are: known once all rows are read.
    pub fn of_rows() -> Tree {
        Tree { nodes: BTreeMap::new(), is_of_rows: true }
    }

    /// Whether rows have yet to tell which entities there are.
    pub fn is_of_rows(&self) -> bool {
        self.is_of_rows
    }

    /// A tree of entities of which nothing but their ids is known.
    pub fn of_ids(ids: impl IntoIterator<Item = String>) -> Tree {
        let node = || Node { levels: BTreeSet::from([0]), ..Node::default() };
        Tree { nodes: ids.into_iter().map(|id| (id, node())).collect(), is_of_rows: false }
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Every entity, in the order of ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.nodes.keys().map(String::as_str)
    }

    /// Whether an entity is listed.
    pub fn holds(&self, id: &str) -> bool {
        self.nodes.contains_key(id)
    }

    /// The name printed.
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.nodes.get(id).and_then(|node| node.title.as_deref()).unwrap_or(id)
    }

    /// The entities above, nearest first.
    pub fn ancestors(&self, id: &str) -> &[String] {
        self.nodes.get(id).map_or(&[], |node| &node.ancestors)
    }

    /// The entities of a level, in the order of ids; 0 is that of rows.
    pub fn level(&self, level: usize) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter(move |(_, node)| node.levels.contains(&level)).map(|(id, _)| id.as_str())
    }

    /// For each height above the lowest, 0 first: which entity of that height rows of an entity belong to. Every entity
    /// has one height, the longest way down from it, and heights grow upwards, so that each is met on one of them alone.
    pub fn by_height(&self) -> Vec<BTreeMap<String, String>> {
        let mut heights: BTreeMap<&str, usize> = self.ids().map(|id| (id, 0)).collect();
        for node in self.nodes.values() {
            for (distance, above) in (1..).zip(&node.ancestors) {
                let height = heights.entry(above).or_default();
                *height = distance.max(*height);
            }
        }
        let mut levels: Vec<BTreeMap<String, String>> = Vec::new();
        for (id, node) in &self.nodes {
            for own in std::iter::once(id).chain(&node.ancestors) {
                let height = heights.get(own.as_str()).copied().unwrap_or(0);
                levels.resize_with(levels.len().max(height + 1), BTreeMap::new);
                levels[height].insert(id.clone(), own.clone());
            }
        }
        levels
    }

    /// An entity and all below it: whose rows are its own.
    pub fn members(&self, id: &str) -> BTreeSet<&str> {
        let Some((own, node)) = self.nodes.get_key_value(id) else { return BTreeSet::new() };
        std::iter::once(own).chain(&node.below).map(String::as_str).collect()
    }
}

/// What one entity aims at with a measure.
#[derive(Debug, Clone)]
pub struct EntityTarget {
    /// Its target.
    pub target: Target,
    /// How its score is taken.
    pub scoring: Scoring,
    /// How its status is taken.
    pub judgement: Judgement,
    /// Which way is better.
    pub direction: Option<Direction>,
}
