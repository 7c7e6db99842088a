//! Which rows of one file meet which of another: by names of columns, and by what stands in them.

use crate::profile::{ColumnKind, ColumnProfile, Profile, is_identifier, words};

use super::file::File;

/// Share of the values of a column that have to be found in the key of another file.
const FOUND: f64 = 0.9;
/// Different values from which on it is no chance that they are those of a key with another name.
const VALUES: usize = 3;

/// Columns by which rows of two files meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meeting {
    pub(super) left: String,
    pub(super) right: String,
    /// Whether their names do not say so, and what stands in them does.
    pub(super) is_by_values: bool,
}

/// The columns by which each row of one file meets at most one of another, by their names.
pub(super) fn one(left: &Profile, right: &Profile) -> Option<Meeting> {
    let key = single_key(right)?;
    // What is its own key too would be a file about the same things.
    let is_own = |column: &&ColumnProfile| !(column.unique && left.rows == right.rows);
    let candidates = left.columns.iter().filter(|column| is_meant(&column.name, &key.name, &right.id));
    let mut found = candidates.filter(is_own).filter(|column| share_found(column, key) >= FOUND);
    found.next().map(|column| Meeting {
        left: column.name.clone(),
        right: key.name.clone(),
        is_by_values: false,
    })
}

/// The columns by which each row of one file meets at most one of a list, by what stands in them: texts of two letters and more, most
/// of those of the key, so that it is no chance. Small numbers stand in many columns; of two columns of which it is so nobody knows
/// which is meant.
pub(super) fn one_by_values(left: &Profile, right: &Profile) -> Option<Meeting> {
    let key = single_key(right).filter(|key| key.kind == ColumnKind::Text)?;
    if right.days().is_some() || right.rows >= left.rows {
        return None;
    }
    let is_long =
        |column: &ColumnProfile| column.values.iter().all(|counted| counted.value.chars().count() > 1);
    let is_it = |column: &&ColumnProfile| {
        column.kind == ColumnKind::Text
            && column.marks.len() >= VALUES
            && 2 * column.marks.len() >= key.marks.len()
            && is_long(column)
            && share_found(column, key) >= FOUND
    };
    let found: Vec<&ColumnProfile> = left.columns.iter().filter(is_it).collect();
    let [column] = found.as_slice() else { return None };
    Some(Meeting { left: column.name.clone(), right: key.name.clone(), is_by_values: true })
}

/// The column that alone tells the rows of a file apart.
fn single_key(profile: &Profile) -> Option<&ColumnProfile> {
    let [at] = profile.roles.key.as_slice() else { return None };
    profile.columns.get(*at)
}

/// The columns by which several rows of another file meet one, by their names.
pub(super) fn many(left: &Profile, right: &Profile) -> Option<Meeting> {
    let key = single_key(left)?;
    let candidates = right.columns.iter().filter(|column| is_meant(&column.name, &key.name, &left.id));
    let mut found = candidates.filter(|column| share_found(column, key) >= FOUND);
    found.next().map(|column| Meeting {
        left: key.name.clone(),
        right: column.name.clone(),
        is_by_values: false,
    })
}

/// Columns whose values meet only where zeros before them are left away, as a spreadsheet does that takes `000057` for a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostZeros {
    /// The column of the one file.
    pub column: String,
    /// A value of it.
    pub value: String,
    /// The other file.
    pub path: String,
    /// The column of that.
    pub other: String,
    /// A value of that.
    pub other_value: String,
}

/// Why a file meets no other: it, or the other, lacks the zeros before its numbers.
pub fn zeros(files: &[File], file: &File) -> Option<LostZeros> {
    let own = &file.profile;
    files.iter().filter(|other| other.path != file.path).find_map(|other| {
        let found = one_without_zeros(own, &other.profile);
        let found = found.or_else(|| one_without_zeros(&other.profile, own).map(|(a, b)| (b, a)));
        let (column, partner) = found?;
        let value = |column: &ColumnProfile| Some(column.values.first()?.value.clone());
        Some(LostZeros {
            column: column.name.clone(),
            value: value(column)?,
            path: other.path.clone(),
            other: partner.name.clone(),
            other_value: value(partner)?,
        })
    })
}

/// A column of one file that finds the key of another without zeros, and not with them.
fn one_without_zeros<'p>(
    left: &'p Profile,
    right: &'p Profile,
) -> Option<(&'p ColumnProfile, &'p ColumnProfile)> {
    let key = single_key(right)?;
    let meets = |column: &&ColumnProfile| {
        let found = column.bare_marks.intersection(&key.bare_marks).count();
        is_meant(&column.name, &key.name, &right.id)
            && share_found(column, key) < FOUND
            && !column.bare_marks.is_empty()
            && found as f64 >= FOUND * column.bare_marks.len() as f64
    };
    left.columns.iter().find(meets).map(|column| (column, key))
}

/// A column of one file that may name the rows of a list, as far as what stands in both says it, and no name does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamelessKey {
    /// The file.
    pub path: String,
    /// Its column.
    pub column: String,
    /// The column that tells the rows of the list apart.
    pub key: String,
}

/// The column of another file that may name the rows of a list to which nothing is joined: all its values stand in the key, and most
/// of the key in it. Of several the one with most of them.
pub fn nameless_key(files: &[File], list: &File) -> Option<NamelessKey> {
    let right = &list.profile;
    let key = single_key(right).filter(|_| right.days().is_none())?;
    let may_be = |column: &&ColumnProfile| {
        matches!(column.kind, ColumnKind::Text | ColumnKind::Integer)
            && column.marks.len() >= VALUES
            && 2 * column.marks.len() >= key.marks.len()
            && share_found(column, key) >= 1.0
    };
    let others = files.iter().filter(|other| other.path != list.path && other.profile.days().is_some());
    let found =
        others.flat_map(|other| other.profile.columns.iter().filter(may_be).map(move |own| (other, own)));
    let (other, column) = found.max_by_key(|(_, column)| column.marks.len())?;
    Some(NamelessKey { path: other.path.clone(), column: column.name.clone(), key: key.name.clone() })
}

/// Whether a column's name says that it names what another file's key names.
fn is_meant(name: &str, key: &str, table: &str) -> bool {
    let (own, other) = (words(name), words(key));
    if own == other {
        return true;
    }
    let stem = |word: &String| word.chars().take(4).collect::<String>();
    let table = words(table);
    let thing = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| !is_identifier(&format!("x_{word}")) && word.len() > 2).map(stem).collect()
    };
    let (own, known) = (thing(&own), [thing(&other), thing(&table)].concat());
    !own.is_empty() && own.iter().any(|word| known.contains(word))
}

/// The share of a column's different values that are found in a key.
fn share_found(column: &ColumnProfile, key: &ColumnProfile) -> f64 {
    if column.marks.is_empty() || key.marks.is_empty() {
        return 0.0;
    }
    let found = column.marks.intersection(&key.marks).count();
    found as f64 / column.marks.len() as f64
}
