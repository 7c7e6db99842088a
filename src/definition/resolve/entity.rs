//! Entities: the column that tells them apart, their list and what stands above each.

mod causes;

use std::collections::BTreeSet;

use super::resolving::Resolver;
use crate::definition::document::scorecard::Entity as Keys;
use crate::definition::table::Table;
use crate::measure::Text;
use crate::model::{Column, DEEP, Entities, EntityList, EntityListLine, NoTree, Source, Tree};
use crate::problem::{MissingKey, Problem, Span, UnknownColumn, near};
use causes::{
    AllocationNotJoined, EntityColumnNowhere, NoEntities, OwnAncestor, TreeTooDeep, TwoParents, UnknownEntity,
};

impl Resolver<'_> {
    /// The entities that a scorecard is cut into, if it is.
    pub(super) fn entities_of(&self, keys: &Keys) -> Option<Entities> {
        let parents: Vec<&Text> = keys.parent.iter().flat_map(|columns| columns.iter()).collect();
        let of_list = [("titles", keys.titles.as_ref()), ("parent", parents.first().copied())];
        let of_rows = [("in", keys.list.as_ref()), ("allocate", keys.allocate.as_ref())];
        let Some(by) = &keys.by else {
            let min_rows = keys.min_rows.map(|rows| ("min_rows", rows.span));
            let stray = of_rows.into_iter().chain(of_list).find_map(|(key, text)| Some((key, text?.span)));
            if let Some((key, span)) = stray.or(min_rows) {
                self.report(
                    Problem::new(MissingKey::new(key, "by"))
                        .at(span)
                        .help("add `by: …`, the column that says which entity a row belongs to"),
                );
            }
            return None;
        };
        let list = match &keys.list {
            Some(list) => self.list(list, by, keys.titles.as_ref(), &parents)?,
            None => {
                if let Some((key, span)) = of_list.into_iter().find_map(|(key, text)| Some((key, text?.span)))
                {
                    self.report(
                        Problem::new(MissingKey::new(key, "in"))
                            .at(span)
                            .help("add `in: …`, the source or file that lists the entities"),
                    );
                }
                EntityList::Rows
            }
        };
        let lists = match &list {
            EntityList::Source { id, .. } => Some(id),
            _ => None,
        };
        let mut cut = self.sources.iter().filter(|source| Some(&source.id) != lists);
        if !self.sources.is_empty() && !cut.any(|source| source.entity.is_some()) {
            let columns = || self.columns.values().flatten().map(|column| column.name.as_str());
            // A column whose own fault is reported is not called unknown.
            if !columns().any(|name| name == by.value) {
                let cause = EntityColumnNowhere { column: by.to_string() };
                self.report(Problem::new(cause).at(by.span).did_you_mean(near(&by.value, columns())));
            }
        }
        if let Some(column) = &keys.allocate {
            self.warn_not_allocated(column);
        }
        let min_rows = keys.min_rows.map_or(0, |rows| rows.value);
        let parents = parents.iter().map(|text| text.value.clone()).collect();
        Some(Entities { by: by.value.clone(), list, parents, min_rows })
    }

    /// Says that nothing is split by a column, because no join by `rows` brings it.
    fn warn_not_allocated(&self, column: &Text) {
        let is_split = |source: &Source| source.allocate.is_some();
        let is_known = |columns: &Vec<Column>| columns.iter().any(|known| known.name == column.value);
        if self.sources.is_empty() || self.sources.iter().any(is_split) || self.is_faulty(column.span) {
            return;
        }
        let problem = match self.columns.values().any(is_known) {
            true => Problem::new(AllocationNotJoined { column: column.to_string() }),
            false => {
                let names = self.columns.values().flatten().map(|known| known.name.as_str());
                Problem::new(EntityColumnNowhere { column: column.to_string() })
                    .did_you_mean(near(&column.value, names))
            }
        };
        self.report(problem.at(column.span));
    }

    /// Whether something is said of a place already.
    fn is_faulty(&self, span: Span) -> bool {
        self.problems.borrow().iter().any(|problem| problem.span == Some(span))
    }

    fn list(&self, list: &Text, by: &Text, titles: Option<&Text>, parents: &[&Text]) -> Option<EntityList> {
        if let Some(table) = self.tables.get(&list.value) {
            let tree = match tree(table, by, titles, parents) {
                Ok(listed) => {
                    Tree::from_list(&listed).map_err(|fault| no_tree(&fault, &table.shown, list.span))
                }
                Err(problem) => Err(problem),
            };
            let shown = table.shown.clone();
            return match tree {
                Ok(tree) => Some(EntityList::File { shown, tree }),
                Err(problem) => {
                    self.report(problem);
                    None
                }
            };
        }
        if !self.written.sources.contains(&list.value) {
            // Reading the file has said what is wrong with it.
            return None;
        }
        let source = self.sources.iter().find(|source| source.id == list.value)?;
        let columns = self.columns.get(&list.value)?;
        let known: BTreeSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let mut is_whole = true;
        for text in titles.into_iter().chain(parents.iter().copied()) {
            if !known.contains(text.value.as_str()) {
                let cause = UnknownColumn { source: list.value.clone(), column: text.value.clone() };
                self.report(
                    Problem::new(cause).at(text.span).did_you_mean(near(&text.value, known.iter().copied())),
                );
                is_whole = false;
            }
        }
        let Some(entity) = source.entity.clone() else {
            let cause = UnknownColumn { source: list.value.clone(), column: by.value.clone() };
            let problem = Problem::new(cause).at(list.span);
            let help = format!("say which of its columns is the entity: `{list}: {{ entity: … }}`");
            self.report(problem.help(help).did_you_mean(near(&by.value, known.into_iter())));
            return None;
        };
        let titles = titles.map(|text| text.value.clone());
        is_whole.then(|| EntityList::Source { id: list.value.clone(), entity, titles })
    }

    /// Says that an entity is none of the list; where the list is not known yet, the run does.
    pub(super) fn knows_entity(&self, entity: &Text) -> bool {
        let Some(entities) = &self.entities else {
            if !self.has_entities {
                self.report(Problem::new(NoEntities { entity: entity.to_string() }).at(entity.span));
            }
            return false;
        };
        let EntityList::File { tree, .. } = &entities.list else { return true };
        let is_known = tree.holds(&entity.value);
        if !is_known {
            let cause = UnknownEntity { entity: entity.to_string() };
            self.report(Problem::new(cause).at(entity.span).did_you_mean(near(&entity.value, tree.ids())));
        }
        is_known
    }

    /// Entities that something is limited to.
    pub(super) fn limited_to(&self, entities: Option<&Vec<Text>>) -> Vec<String> {
        let known = entities.into_iter().flatten().filter(|entity| self.knows_entity(entity));
        known.map(|entity| entity.value.clone()).collect()
    }
}

/// The lines of a list.
fn tree(
    table: &Table,
    by: &Text,
    titles: Option<&Text>,
    parents: &[&Text],
) -> Result<Vec<EntityListLine>, Problem> {
    let own = table.needs(&by.value, by.span)?;
    let title = titles.map(|text| table.needs(&text.value, text.span)).transpose()?;
    let parents = parents.iter().map(|text| table.needs(&text.value, text.span));
    let parents: Vec<usize> = parents.collect::<Result<_, _>>()?;
    let line = |row: &crate::definition::table::Row| {
        let cell = |column: usize| row.cell(Some(column)).map(|cell| cell.value.clone());
        Some(EntityListLine {
            id: cell(own)?,
            title: title.and_then(cell),
            above: parents.iter().map(|column| cell(*column)).collect(),
        })
    };
    Ok(table.rows.iter().filter_map(line).collect())
}

/// A list that is no tree, in words.
fn no_tree(fault: &NoTree, shown: &str, span: Span) -> Problem {
    fault_of(fault, shown).at(span)
}

/// The same without a place.
pub(crate) fn fault_of(fault: &NoTree, shown: &str) -> Problem {
    match fault {
        NoTree::Cycle(entity) => {
            Problem::new(OwnAncestor { entity: entity.to_string(), list: shown.to_string() })
        }
        NoTree::TwoParents(entity, first, second) => Problem::new(TwoParents {
            entity: entity.to_string(),
            first: first.to_string(),
            second: second.to_string(),
            list: shown.to_string(),
        }),
        NoTree::TooDeep(entity) => {
            Problem::new(TreeTooDeep { entity: entity.to_string(), list: shown.to_string(), most: DEEP })
        }
    }
}
