//! Parts: some rows of another source, which is read once for all of them.

use datafusion::prelude::Expr;

use super::source::Sources;
use super::sourcing::{ResolvedSource, SourceResolver};
use crate::definition::document::source::Source as Keys;
use crate::measure::PartOf;
use crate::model::{Entities, EntityList, Origin, Source};

impl SourceResolver<'_> {
    /// Some rows of another source, with its keys.
    pub(super) fn part(
        &self,
        id: &str,
        keys: &Keys,
        path: &mut Vec<String>,
        sources: &mut Sources,
    ) -> Option<ResolvedSource> {
        let from = keys.from.as_ref()?;
        if !self.needs(from, "a part is one of a source that does not need it", path, sources) {
            return None;
        }
        let mut resolved = sources.by_id.get(&from.value)?.clone()?;
        resolved.source.id = id.to_owned();
        resolved.source.origin = Origin::Part { of: from.value.clone() };
        resolved.source.derive = Vec::new();
        resolved.source.filter = None;
        resolved.words.vocabulary.source = id.to_owned();
        self.own_keys(keys, &mut resolved);
        let own = resolved.source.filter.clone();
        let (source, outer) = match resolved.words.part.take() {
            Some(PartOf { source, filter }) => (source, filter),
            None => (from.value.clone(), None),
        };
        let filter = outer.into_iter().chain(own).reduce(Expr::and);
        resolved.words.part = Some(PartOf { source, filter });
        Some(resolved)
    }
}

/// The sources that are read: of parts, whose measures ask their source, only those that others are made of.
pub(super) fn read(sources: Vec<Source>, entities: Option<&Entities>) -> Vec<Source> {
    let list = match entities.map(|entities| &entities.list) {
        Some(EntityList::Source { id, .. }) => Some(id),
        _ => None,
    };
    let mut read: Vec<Source> = Vec::new();
    for source in sources.into_iter().rev() {
        let is_part = matches!(source.origin, Origin::Part { .. });
        let is_taken = || list == Some(&source.id) || read.iter().any(|other| other.takes_over(&source.id));
        if !is_part || is_taken() {
            read.push(source);
        }
    }
    read.reverse();
    read
}
