//! What can be wrong with entities.

use crate::problem::causes;

causes! {
    /// A column of entities that no source has.
    EntityColumnNowhere { column: String } => UnknownColumn,
        "no source has a column `{column}`";

    /// A column that splits rows and that no join by `rows` brings.
    AllocationNotJoined { column: String } => UnknownColumn,
        "no join by `rows` has a column `{column}`",
        "`allocate` splits rows that belong to several entities: take it in the join that makes them";

    /// An entity of a scorecard that has none.
    NoEntities { entity: String } => UnknownEntity,
        "no entity `{entity}`",
        "say `entity: {{ name: …, by: … }}` first";

    /// An entity that is not listed.
    UnknownEntity { entity: String } => UnknownEntity,
        "no entity `{entity}`";

    /// An entity above itself.
    OwnAncestor { entity: String, list: String } => EntityCycle,
        "`{entity}` is its own ancestor",
        "mend its rows in `{list}`, or give the entity above another id";

    /// An entity that stands under two others.
    TwoParents { entity: String, first: String, second: String, list: String } => TwoParents,
        "`{entity}` is under two parents, `{first}` and `{second}`",
        "leave one of them in `{list}`";

    /// An entity below more others than a tree may have.
    TreeTooDeep { entity: String, list: String, most: usize } => TooLarge,
        "more than {most} entities stand above `{entity}` in `{list}`",
        "name in `parent` what an entity belongs to, not what comes before it";
}
