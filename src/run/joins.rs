//! What is told of joins: rows that find no partner.

use crate::data::{Data, Unmatched};
use crate::evaluate::results::UnmatchedResult;
use crate::model::Scorecard;
use crate::problem::{Code, Problem, Problems};

/// Says of every join which rows found no partner.
pub(super) fn warn(scorecard: &Scorecard, data: &Data, problems: &mut Problems) {
    for (id, unmatched) in scorecard.sources.iter().filter_map(|source| {
        let table = data.tables.get(&source.id)?;
        Some((&source.id, table.unmatched.iter().filter(|unmatched| unmatched.rows > 0)))
    }) {
        for unmatched in unmatched {
            let (rows, find) = match unmatched.rows {
                1 => ("row", "finds"),
                _ => ("rows", "find"),
            };
            let out = if unmatched.required { " and are left out" } else { "" };
            let out = if unmatched.rows == 1 { out.replace("are", "is") } else { out.to_owned() };
            let other = &unmatched.source;
            let message = format!("{} {rows} of `{id}` {find} no partner in `{other}`{out}", unmatched.rows);
            let first: Vec<String> = unmatched.keys.iter().map(|key| format!("`{key}`")).collect();
            let message = match first.is_empty() {
                true => format!("{message}: they have no key"),
                false => format!("{message}: {}", first.join(", ")),
            };
            problems.push(Problem::new(Code::JoinUnmatched, message).help(match unmatched.required {
                true => {
                    format!("mend their keys or the rows of `{other}`, or take `required` out to keep them")
                }
                false => {
                    format!("mend their keys or the rows of `{other}`; what they take from it is absent")
                }
            }));
        }
    }
}

/// The same in results; without keys, which may be of people, where small groups are withheld.
pub(super) fn result(unmatched: &Unmatched, is_private: bool) -> UnmatchedResult {
    UnmatchedResult {
        source: unmatched.source.clone(),
        rows: unmatched.rows,
        keys: if is_private { Vec::new() } else { unmatched.keys.clone() },
        required: unmatched.required,
    }
}
