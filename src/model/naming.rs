//! Entities that a definition names beside its list of them, and what names each.

use chrono::NaiveDate;

use super::Scorecard;

/// What names an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedBy<'a> {
    /// A target of a measure.
    Target(&'a str),
    /// A population of a measure.
    Population(&'a str),
    /// An entered value of a measure.
    Value(&'a str),
    /// A comment on a measure.
    Comment(&'a str),
    /// An initiative.
    Initiative(&'a str),
    /// An event of a day.
    Event(NaiveDate),
}

impl Scorecard {
    /// Every entity that something names, with what does; as often as it is named.
    pub fn named_entities(&self) -> Vec<(&str, NamedBy<'_>)> {
        let mut named: Vec<(&String, NamedBy<'_>)> = Vec::new();
        for measure in &self.measures {
            let id = measure.id.as_str();
            named.extend(measure.entity_targets.keys().map(|entity| (entity, NamedBy::Target(id))));
            named.extend(measure.plan.people.keys().map(|entity| (entity, NamedBy::Population(id))));
            let entered = measure.entries.iter().flatten().filter_map(|entry| entry.entity.as_ref());
            named.extend(entered.map(|entity| (entity, NamedBy::Value(id))));
        }
        for comment in &self.comments {
            named.extend(comment.entity.iter().map(|entity| (entity, NamedBy::Comment(&comment.measure))));
        }
        for initiative in &self.initiatives {
            named.extend(
                initiative.entities.iter().map(|entity| (entity, NamedBy::Initiative(&initiative.id))),
            );
        }
        for event in &self.events {
            named.extend(event.entities.iter().map(|entity| (entity, NamedBy::Event(event.at))));
        }
        named.into_iter().map(|(entity, by)| (entity.as_str(), by)).collect()
    }
}
