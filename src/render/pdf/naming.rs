//! Names that print as the same: where no font has their letters, boxes stand for them, and the id tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::fonts::REPLACEMENT;

/// Gives every name of a measure or an objective its id where another one prints as the same boxes.
pub(super) fn disambiguate_names(report: &mut Value) {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    collect(report, &mut found);
    found.retain(|_, ids| ids.len() > 1);
    if !found.is_empty() {
        name(report, &found);
    }
}

/// The printed name of an object and the id of what it names, where boxes stand in it.
fn named(fields: &serde_json::Map<String, Value>) -> Option<(String, String)> {
    let title = fields.get("title")?.as_str().filter(|title| title.contains(REPLACEMENT))?;
    let place = ["to", "anchor"].iter().find_map(|key| fields.get(*key)?.as_str())?;
    let (_, id) = place.split_once('/')?;
    Some((title.to_owned(), id.to_owned()))
}

fn collect(value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => {
            if let Some((title, id)) = named(fields) {
                found.entry(title).or_default().insert(id);
            }
            fields.values().for_each(|field| collect(field, found));
        }
        _ => {}
    }
}

fn name(value: &mut Value, doubled: &BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| name(item, doubled)),
        Value::Object(fields) => {
            if let Some((title, id)) = named(fields).filter(|(title, _)| doubled.contains_key(title)) {
                fields.insert("title".to_owned(), Value::String(format!("{title} ({id})")));
            }
            fields.values_mut().for_each(|field| name(field, doubled));
        }
        _ => {}
    }
}
