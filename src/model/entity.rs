//! Entities: whom rows belong to, how they stand in a tree, and a scorecard as one of them sees it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Judgement, Measure, Scorecard, Scoring, Target};
use crate::measure::{Direction, Policy};

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
pub struct Listed {
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
}

/// Entities and those above each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    nodes: BTreeMap<String, Node>,
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
    /// An entity stands above itself, or under two.
    pub fn of(list: &[Listed]) -> Result<Tree, NoTree> {
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
        Ok(Tree { nodes })
    }

    /// A tree of entities of which nothing but their ids is known.
    pub fn of_ids(ids: impl IntoIterator<Item = String>) -> Tree {
        let node = || Node { levels: BTreeSet::from([0]), ..Node::default() };
        Tree { nodes: ids.into_iter().map(|id| (id, node())).collect() }
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

impl Scorecard {
    /// Whether a measure has rows that belong to no entity, and so is the same for all of them (R40).
    pub fn is_company_wide(&self, measure: &Measure) -> bool {
        let without = |id: &str| self.source(id).is_none_or(|source| source.entity.is_none());
        if measure.plan.components.is_empty() {
            let names = measure.plan.formula.names();
            return names.iter().filter_map(|id| self.measure(id)).any(|other| self.is_company_wide(other));
        }
        measure.plan.asked().iter().any(|component| without(&component.rows.source))
    }

    /// The scorecard as one entity sees it: its name, targets, weights, people asked, comments, actions and events.
    pub fn of(&self, entity: &str, tree: &Tree) -> Scorecard {
        let is_own = |ids: &[String]| {
            let within = |id: &String| id == entity || tree.ancestors(entity).contains(id);
            ids.is_empty() || ids.iter().any(within)
        };
        let comments = self.comments.iter().filter(|comment| comment.entity.as_deref() == Some(entity));
        Scorecard {
            entity: format!("{}, {}", self.entity, tree.title(entity)),
            entity_id: Some(entity.to_owned()),
            measures: self.measures.iter().map(|measure| self.measure_of(measure, entity, tree)).collect(),
            comments: comments.cloned().collect(),
            initiatives: self.initiatives.iter().filter(|i| is_own(&i.entities)).cloned().collect(),
            events: self.events.iter().filter(|event| is_own(&event.entities)).cloned().collect(),
            ..self.clone()
        }
    }

    fn measure_of(&self, measure: &Measure, entity: &str, tree: &Tree) -> Measure {
        let mut own = measure.clone();
        if self.is_company_wide(measure) {
            own.plan.policies.push(Policy::CompanyWideRows { entity: self.entity.clone() });
            if !measure.company_wide_scores {
                own.weight = 0.0;
            }
            return own;
        }
        if let Some(entries) = &mut own.entries {
            let members = tree.members(entity);
            entries.retain(|entry| entry.entity.as_deref().is_some_and(|own| members.contains(own)));
        }
        if !own.plan.people.is_empty() {
            own.plan.people_of(&tree.members(entity));
        }
        let mut nearest = std::iter::once(entity).chain(tree.ancestors(entity).iter().map(String::as_str));
        if let Some(found) = nearest.find_map(|id| {
            let given = measure.entity_targets.get(id)?;
            // What is planned for a zone is not planned for each of its branches.
            (id == entity || measure.holds_inside(&given.target)).then_some(given)
        }) {
            own.target = Some(found.target.clone());
            (own.scoring, own.judgement) = (found.scoring.clone(), found.judgement);
            own.direction = found.direction;
        } else if !measure.target.as_ref().is_some_and(|target| measure.holds_inside(target)) {
            own.target = (!measure.entity_targets.is_empty()).then(Target::missing);
        }
        own
    }
}

impl Measure {
    /// Whether a target of a whole is also one of its parts: a rate is, an amount is not, unless it says by how much
    /// last year's is to change.
    pub fn holds_inside(&self, target: &Target) -> bool {
        match &target.plan {
            super::TargetPlan::PreviousYear(super::Change::Relative(_)) => true,
            _ => !self.plan.is_amount(),
        }
    }
}
