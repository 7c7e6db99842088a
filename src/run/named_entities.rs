//! Warnings about entities that the definition names and nobody knows: what is said of them stands in no report.

use std::collections::BTreeMap;

use super::figures::count_of;
use crate::model::{Scorecard, Tree};
use crate::problem::{Problem, Problems, causes, near};

/// Entities that are told, and the places that are told of each.
const NAMED: usize = 5;
const PLACES: usize = 3;

/// Says which entities targets, populations, entered values, comments, initiatives and events name that are none.
pub(super) fn warn(scorecard: &Scorecard, tree: &Tree, problems: &mut Problems) {
    let unknown: Vec<(&str, Vec<String>)> =
        named(scorecard).into_iter().filter(|(entity, _)| !tree.holds(entity)).collect();
    for (entity, places) in unknown.iter().take(NAMED) {
        let more = places.len().saturating_sub(PLACES);
        let mut named = places[..places.len() - more].join(", ");
        if more > 0 {
            named = format!("{named} and {more} more");
        }
        let (entity, places) = ((*entity).to_owned(), named);
        let nearest = near(&entity, tree.ids());
        problems.push(Problem::new(EntityWithoutRows { entity, places }).did_you_mean(nearest));
    }
    if let Some(entities) = unknown.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let entities = count_of(entities as u64, "more entity is named", "more entities are named");
        problems.push(Problem::new(MoreWithoutRows { entities }));
    }
}

/// The entities that the definition names, each with what names it.
fn named(scorecard: &Scorecard) -> BTreeMap<&str, Vec<String>> {
    let mut named: Vec<(&String, String)> = Vec::new();
    for measure in &scorecard.measures {
        let id = &measure.id;
        named.extend(measure.entity_targets.keys().map(|entity| (entity, format!("the target of `{id}`"))));
        named.extend(measure.plan.people.keys().map(|entity| (entity, format!("the population of `{id}`"))));
        let entered = measure.entries.iter().flatten().filter_map(|entry| entry.entity.as_ref());
        named.extend(entered.map(|entity| (entity, format!("a value of `{id}`"))));
    }
    for comment in &scorecard.comments {
        named.extend(
            comment.entity.iter().map(|entity| (entity, format!("a comment on `{}`", comment.measure))),
        );
    }
    for initiative in &scorecard.initiatives {
        named.extend(
            initiative.entities.iter().map(|entity| (entity, format!("initiative `{}`", initiative.id))),
        );
    }
    for event in &scorecard.events {
        named.extend(event.entities.iter().map(|entity| (entity, format!("the event of {}", event.at))));
    }
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (entity, place) in named {
        let of_entity = places.entry(entity).or_default();
        if !of_entity.contains(&place) {
            of_entity.push(place);
        }
    }
    places
}

causes! {
    /// An entity that something names, and neither the rows nor a list.
    EntityWithoutRows { entity: String, places: String } => EntityWithoutRows,
        "there is no entity `{entity}`, which is named by {places}",
        "it has no report: see how the rows, or the list of entities, write it";

    /// More of them than are told.
    MoreWithoutRows { entities: String } => EntityWithoutRows,
        "{entities} and unknown",
        "see how the rows, or the list of entities, write them";
}
