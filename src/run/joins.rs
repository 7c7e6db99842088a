//! Warnings about joins: rows that find no partner.

use std::collections::BTreeSet;

use crate::data::{Data, Nearly, Unmatched, Written};
use crate::evaluate::results::UnmatchedResult;
use crate::measure::expression::{column_name, text_value};
use crate::model::Scorecard;
use crate::problem::{Cause, Code, Problem, Problems};

/// Whether a problem says that the keys of a join are at fault, and not only that some rows have no partner, as receipts that nobody brings
/// back.
pub fn are_keys_at_fault(problem: &Problem) -> bool {
    problem.cause::<WithoutPartner>().is_some_and(|found| found.nearly.is_some() || found.is_apart)
}

/// Says of every join which rows found no partner.
pub(super) fn warn(scorecard: &Scorecard, data: &Data, problems: &mut Problems) {
    for (id, joins) in scorecard.sources.iter().filter_map(|source| {
        let table = data.tables.get(&source.id)?;
        Some((&source.id, &table.unmatched))
    }) {
        for unused in joins.iter().filter(|join| join.unused > 0) {
            problems.push(Problem::new(NobodyAsks {
                source: id.clone(),
                other: unused.source.clone(),
                count: unused.unused,
                keys: unused.unused_keys.clone(),
            }));
        }
        for unmatched in joins.iter().filter(|join| join.rows > 0) {
            problems.push(Problem::new(WithoutPartner {
                source: id.clone(),
                other: unmatched.source.clone(),
                rows: unmatched.rows,
                required: unmatched.required,
                keys: unmatched.keys.clone(),
                nearly: unmatched.nearly.clone(),
                is_apart: unmatched.is_apart,
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
    /// Why most of them meet none, where both sides only write them otherwise.
    nearly: Option<Nearly>,
    /// Whether nothing meets at all.
    is_apart: bool,
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
        let nearly = self.nearly.as_ref().map_or(String::new(), |Nearly { written, left, right, .. }| {
            let without = match written {
                Written::Zeros => "without the leading zeros",
                Written::Case => "in small letters",
                Written::Signs => "without blanks and signs",
                Written::CaseAndSigns => "in small letters, without blanks and signs",
            };
            format!("; {} would meet {} {without}", shown(left), shown(right))
        });
        format!("{rows} {row} of `{source}` {find} no partner in `{other}`{out}: {keys}{nearly}")
    }

    fn help(&self) -> Option<String> {
        if let Some(nearly) = &self.nearly {
            return Some(alike(nearly, &self.source, &self.other));
        }
        let mend = format!("mend their keys or the rows of `{}`", self.other);
        Some(match self.required {
            true => format!("{mend}, or take `required` out to keep them"),
            false => format!("{mend}; what they take from it is absent"),
        })
    }
}

/// What makes both sides write their keys in one way.
fn alike(nearly: &Nearly, source: &str, other: &str) -> String {
    let Nearly { written, columns: (left, right), .. } = nearly;
    let signs: BTreeSet<char> =
        nearly.left.chars().chain(nearly.right.chars()).filter(|c| !c.is_alphanumeric()).collect();
    let derived = |column: &str| {
        let column = column_name(column);
        let small = match written {
            Written::Signs => column,
            _ => format!("lower({column})"),
        };
        let without =
            |text: String, sign: &char| format!("replace({text}, {}, '')", text_value(&sign.to_string()));
        let bare = match written {
            Written::Case => small,
            _ => signs.iter().fold(small, without),
        };
        format!("`derive: {{ meets: \"{}\" }}`", bare.replace('\\', "\\\\").replace('"', "\\\""))
    };
    if *written == Written::Zeros {
        let is_right = nearly.right.len() > nearly.left.len();
        let (column, of) = match is_right {
            true => (right, format!("`{other}`")),
            false => (left, format!("what `{source}` widens")),
        };
        return format!("read it as a number there: `columns: {{ {}: integer }}` of {of}", yaml_key(column));
    }
    format!(
        "write both in one way and join by that: {} in what `{source}` widens, {} in `{other}`, and `key: meets`",
        derived(left),
        derived(right)
    )
}

/// The name of a column as a key of YAML.
fn yaml_key(column: &str) -> String {
    let is_plain = column_name(column) == column;
    if is_plain {
        column.to_owned()
    } else {
        format!("\"{}\"", column.replace('\\', "\\\\").replace('"', "\\\""))
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
