//! Whether everything asked of a table can be computed where its rows are, with the same figures in every digit.

use datafusion::prelude::Expr;

use super::entities::SourceQuestions;
use super::requests::QueryGroup;
use crate::data::Remote;
use crate::measure::Reduction;
use crate::measure::expression::bind_as_of;

/// The first thing asked that has to be computed here.
pub(super) fn first_unsupported(questions: SourceQuestions<'_>, remote: &Remote) -> Option<Expr> {
    let SourceQuestions { requests, entities, as_of } = questions;
    let bound = |expr: &Expr| bind_as_of(expr, as_of);
    let differs = |expr: &Expr| remote.to_remote(&bound(expr)).is_none().then(|| expr.clone());
    let scatters = |expr: &Expr| (!remote.groups(&bound(expr))).then(|| expr.clone());
    let ground = |ground: &QueryGroup| differs(&ground.day).or_else(|| ground.axis.iter().find_map(scatters));
    // Values are not added up: every row would travel.
    if let Some(collected) = requests.collected.first() {
        return Some(collected.value.clone());
    }
    let added = requests.additive.iter().find_map(|(on, columns)| {
        let column = |of: &Option<Expr>| of.as_ref().and_then(differs);
        ground(on).or_else(|| columns.iter().find_map(|c| column(&c.value).or_else(|| column(&c.filter))))
    });
    let gathered = || {
        requests.gathered.iter().find_map(|gathered| {
            let kept = |kept: &Reduction| match kept {
                Reduction::Sum(value) => differs(value),
                Reduction::Last { value, .. } => Some(value.clone()),
            };
            let filter = gathered.filter.as_ref().and_then(differs);
            let keys = || gathered.keys.iter().find_map(scatters);
            // Rows that are told apart by their time would all travel.
            let ordered = || gathered.instant.clone();
            ground(&gathered.ground)
                .or(filter)
                .or_else(ordered)
                .or_else(keys)
                .or_else(|| gathered.kept.iter().find_map(kept))
        })
    };
    let by_entity = || entities.levels.iter().find_map(scatters);
    added.or_else(gathered).or_else(by_entity)
}
