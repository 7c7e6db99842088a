//! The JSON Schema of the language, derived from the structs that definitions are read into.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::document::Document;

/// Keys of a schema that only this program reads.
const OWN: [&str; 5] = ["x-object", "x-single", "x-code", "x-expected", "x-example"];

/// The JSON Schema of a scorecard, draft 7, for editors: short forms are accepted beside full ones.
pub fn schema() -> Value {
    let mut schema = of::<Document>().to_value();
    for_editors(&mut schema);
    schema
}

/// The schema that nodes are checked against.
pub(super) fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}

fn for_editors(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(for_editors),
        Value::Object(map) => {
            map.values_mut().for_each(for_editors);
            accept_plain_scalars(map);
            accept_bare_words(map);
            let single = map.get("x-single").and_then(Value::as_str).map(str::to_owned);
            OWN.iter().for_each(|key| {
                map.remove(*key);
            });
            if let Some(short) = single.and_then(|single| map.get("properties")?.get(&single).cloned()) {
                accept_short_form(map, short);
            }
        }
        _ => {}
    }
}

/// To an editor `95` and `true` are no strings; here every scalar is read as the text it is written as.
fn accept_plain_scalars(map: &mut Map<String, Value>) {
    let closed = ["enum", "const", "pattern"].iter().any(|key| map.contains_key(*key));
    let Some(kind) = map.get_mut("type").filter(|_| !closed) else {
        return;
    };
    let is_text = |kind: &Value| kind == "string";
    match kind {
        Value::String(word) if word == "string" => *kind = json!(["string", "number", "boolean"]),
        Value::Array(kinds) if kinds.iter().any(is_text) => {
            for more in ["number", "boolean"] {
                if !kinds.iter().any(|kind| kind == more) {
                    kinds.push(json!(more));
                }
            }
        }
        _ => {}
    }
}

/// `kind: count` beside `kind: { count: {} }`.
fn accept_bare_words(map: &mut Map<String, Value>) {
    let Some(Value::Array(alternatives)) = map.get_mut("oneOf") else {
        return;
    };
    let bare = alternatives.iter().filter_map(|alternative| {
        let name =
            alternative.get("required")?.as_array().filter(|names| names.len() == 1)?.first()?.as_str()?;
        alternative.get("properties")?.get(name)?;
        let mut word = json!({ "type": "string", "const": name });
        if let Some(text) = alternative.get("description") {
            word["description"] = text.clone();
        }
        Some(word)
    });
    let bare: Vec<Value> = bare.collect();
    alternatives.extend(bare);
}

/// A single value beside the map that holds it.
fn accept_short_form(map: &mut Map<String, Value>, short: Value) {
    let description = map.get("description").cloned();
    let full = Value::Object(std::mem::take(map));
    map.extend(description.map(|text| ("description".to_owned(), text)));
    map.insert("anyOf".to_owned(), json!([short, full]));
}
