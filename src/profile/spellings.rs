//! One text in several spellings: `Phone` beside `phone` are two segments.

use std::collections::BTreeMap;

use super::role::is_of_people;
use super::text::counted;
use super::{ColumnKind, ColumnProfile, ValueCount};
use crate::measure::expression::quoted_name;

/// Different values of a column that parts rows.
const FEW: u64 = 200;

/// What is to be told of a column of which values differ by capitals alone. Names of people are spelt as people spell them.
pub(super) fn note(column: &ColumnProfile) -> Option<String> {
    if column.kind != ColumnKind::Text || column.different > FEW || is_of_people(&column.name) {
        return None;
    }
    let mut alike: BTreeMap<String, Vec<&ValueCount>> = BTreeMap::new();
    for counted in &column.values {
        // Of one letter a capital may be a code of its own.
        if counted.value.chars().count() > 1 {
            alike.entry(counted.value.to_lowercase()).or_default().push(counted);
        }
    }
    let several = alike.into_values().find(|same| same.len() > 1)?;
    let said: Vec<String> = several.iter().map(|same| counted(same)).collect();
    let name = &column.name;
    Some(format!(
        "`{name}` says {}, each a segment of its own: to make them one, cut by `derive: {{ {}: 'lower({})' }}`",
        said.join(" and "),
        derived(name),
        quoted_name(name).replace('\'', "''")
    ))
}

/// An id for the column in small letters.
fn derived(name: &str) -> String {
    let is_id = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if is_id { format!("{name}_lower") } else { "in_small_letters".to_owned() }
}
