//! `results.json` against the schema that `mando schema results` prints.

use serde_json::Value;

use super::RUNS;
use crate::binary::{called, json, said};

#[test]
fn results_are_what_their_schema_says() {
    let output = called(["schema", "results"]);
    let schema = json(said(&output).as_bytes());
    for (name, written) in &*RUNS {
        let mut faults = Vec::new();
        check(&written.results(), &schema, &schema, "", &mut faults);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn a_result_that_breaks_the_schema_is_found() {
    let output = called(["schema", "results"]);
    let schema = json(said(&output).as_bytes());
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut results = RUNS[0].1.results();
        change(&mut results);
        let mut faults = Vec::new();
        check(&results, &schema, &schema, "", &mut faults);
        faults.len()
    };
    let period = "/scorecard/perspectives/0/objectives/0/measures/0/periods/0";
    assert_eq!(broken(&|r| r["scorecard"]["extra"] = Value::Null), 1);
    assert_eq!(broken(&|r| r["run"]["moved"] = Value::from("no")), 1);
    assert!(broken(&|r| drop(r["run"].as_object_mut().expect("an object").remove("id"))) > 0);
    assert!(broken(&|r| r.pointer_mut(period).expect("a period")["status"] = Value::from("green")) > 0);
}

/// Collects every place where a value is not what the schema says; a key the schema does not know is a fault too.
pub(crate) fn check(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').expect("a reference inside the schema");
        let target = root.pointer(pointer).expect("what the reference names");
        check(value, target, root, at, faults);
        return;
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(ways) = schema[key].as_array() {
            let fits = |way: &&Value| {
                let mut own = Vec::new();
                check(value, way, root, at, &mut own);
                own.is_empty()
            };
            let fitting = ways.iter().filter(fits).count();
            if fitting == 0 || (key == "oneOf" && fitting > 1) {
                faults.push(format!("{at}: {fitting} of {} ways fit {value}", ways.len()));
            }
        }
    }
    let one = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{at}: a type `{other}`"),
    };
    let typed = match &schema["type"] {
        Value::Null => true,
        Value::String(name) => one(name),
        Value::Array(names) => names.iter().any(|n| one(n.as_str().expect("a type"))),
        other => panic!("{at}: a type {other}"),
    };
    let listed = schema["enum"].as_array().is_none_or(|words| words.contains(value));
    let constant = schema.get("const").is_none_or(|word| word == value);
    if !typed || !listed || !constant {
        faults.push(format!("{at}: {value} is not {schema}"));
        return;
    }
    if let Some(items) = value.as_array() {
        for (i, item) in items.iter().enumerate() {
            let own = schema["prefixItems"].get(i).unwrap_or(&schema["items"]);
            check(item, own, root, &format!("{at}/{i}"), faults);
        }
    }
    if let (Some(keys), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !keys.contains_key(name) {
                faults.push(format!("{at}: no {name}"));
            }
        }
        for (name, inner) in keys {
            match properties.get(name) {
                Some(own) => check(inner, own, root, &format!("{at}/{name}"), faults),
                None if schema["additionalProperties"].is_object() => {
                    check(inner, &schema["additionalProperties"], root, &format!("{at}/{name}"), faults);
                }
                None => faults.push(format!("{at}: an unknown key {name}")),
            }
        }
    } else if let (Some(keys), Some(own)) = (value.as_object(), schema.get("additionalProperties")) {
        for (name, inner) in keys {
            check(inner, own, root, &format!("{at}/{name}"), faults);
        }
    }
}
