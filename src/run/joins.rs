//! Warnings about joins: rows that find no partner.

use crate::data::{Data, Unmatched};
use crate::evaluate::results::UnmatchedResult;
use crate::model::Scorecard;
use crate::problem::{Cause, Code, Problem, Problems};

/// Says of every join which rows found no partner.
pub(super) fn warn(scorecard: &Scorecard, data: &Data, problems: &mut Problems) {
    for (id, joins) in scorecard.sources.iter().filter_map(|source| {
        let table = data.tables.get(&source.id)?;
        Some((&source.id, &table.unmatched))
    }) {
        for unused in joins.iter().filter(|join| join.unused > 0) {
            problems.push(Problem::of(NobodyAsks {
                source: id.clone(),
                other: unused.source.clone(),
                count: unused.unused,
                keys: unused.unused_keys.clone(),
            }));
        }
        for unmatched in joins.iter().filter(|join| join.rows > 0) {
            problems.push(Problem::of(WithoutPartner {
                source: id.clone(),
                other: unmatched.source.clone(),
                rows: unmatched.rows,
                required: unmatched.required,
                keys: unmatched.keys.clone(),
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

/// Keys of a joined source that no row of the other has.
#[derive(Debug, PartialEq)]
struct NobodyAsks {
    source: String,
    other: String,
    count: u64,
    /// Some of them.
    keys: Vec<String>,
}

impl Cause for NobodyAsks {
    fn code(&self) -> Code {
        Code::JoinUnused
    }

    fn message(&self) -> String {
        let NobodyAsks { source, other, count, keys } = self;
        let keys: Vec<String> = keys.iter().map(|key| shown(key)).collect();
        let (what, meet) =
            if *count == 1 { ("1 key".to_owned(), "meets") } else { (format!("{count} keys"), "meet") };
        format!(
            "{what} of `{other}` {meet} no row of `{source}`, which counts nothing of them: {}",
            keys.join(", ")
        )
    }

    fn help(&self) -> Option<String> {
        Some(format!(
            "see whether rows are missing on the side that `{}` widens, or leave these out by the join's `where`",
            self.source
        ))
    }
}

/// Rows that find no partner in what widens them.
#[derive(Debug, PartialEq)]
struct WithoutPartner {
    source: String,
    other: String,
    rows: u64,
    /// Whether they are left out for it.
    required: bool,
    /// Some of their keys; none where they have none.
    keys: Vec<String>,
}

impl Cause for WithoutPartner {
    fn code(&self) -> Code {
        Code::JoinUnmatched
    }

    fn message(&self) -> String {
        let WithoutPartner { source, other, rows, .. } = self;
        let (row, find, are) = if *rows == 1 { ("row", "finds", "is") } else { ("rows", "find", "are") };
        let out = if self.required { format!(" and {are} left out") } else { String::new() };
        let keys: Vec<String> = self.keys.iter().map(|key| shown(key)).collect();
        let keys = if keys.is_empty() { "they have no key".to_owned() } else { keys.join(", ") };
        format!("{rows} {row} of `{source}` {find} no partner in `{other}`{out}: {keys}")
    }

    fn help(&self) -> Option<String> {
        let mend = format!("mend their keys or the rows of `{}`", self.other);
        Some(match self.required {
            true => format!("{mend}, or take `required` out to keep them"),
            false => format!("{mend}; what they take from it is absent"),
        })
    }
}

/// A key in a message. A sign that is set over the letter before it is shown by its number: `é` as two signs finds no `é` as
/// one, and nobody could see why.
fn shown(key: &str) -> String {
    let is_set_over = |sign: char| matches!(sign, '\u{300}'..='\u{36f}');
    let sign = |sign: char| match is_set_over(sign) {
        true => sign.escape_unicode().to_string(),
        false => sign.to_string(),
    };
    format!("`{}`", key.chars().map(sign).collect::<String>())
}
