//! ARCHITECTURE.md names what is there: every path, and every name between backticks, stands in the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

use super::{Source, sources};

#[test]
fn the_map_names_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the map");
    let code: Vec<Source> = sources();
    let identifier = Regex::new(r"[A-Za-z_][A-Za-z0-9_]+").expect("a pattern");
    let known: BTreeSet<&str> =
        code.iter().flat_map(|source| identifier.find_iter(&source.code).map(|word| word.as_str())).collect();
    let quoted = Regex::new(r"`([^`\n]+)`").expect("a pattern");
    let mut missing = BTreeSet::new();
    for text in quoted.captures_iter(&map).map(|found| found.get(1).map_or("", |text| text.as_str())) {
        let is_path =
            ["src/", "tests/", "docs/", "templates/", "words/"].iter().any(|root| text.starts_with(root));
        // Names in capitals stand for one of many.
        let stands_for =
            ["ROOM", "WORD", "FORMAT", "LANGUAGE", "PAGE"].iter().any(|name| text.contains(name));
        if is_path && !stands_for && !root.join(text).exists() {
            missing.insert(text.to_owned());
        }
        let Some((room, name)) = text.split_once("::").filter(|_| !text.contains(' ')) else { continue };
        let inside = |source: &Source| {
            source.path.starts_with(&format!("{room}/")) || source.path == format!("{room}.rs")
        };
        let of_room: Vec<&Source> = code.iter().filter(|source| inside(source)).collect();
        if of_room.is_empty() {
            continue;
        }
        let last = name.rsplit("::").next().unwrap_or(name);
        let is_file = root.join("src").join(room).join(format!("{}.rs", name.replace("::", "/"))).exists();
        let told =
            ["fn", "struct", "enum", "trait", "mod", "type", "const"].map(|kind| format!("{kind} {last}"));
        let is_told = of_room.iter().any(|source| told.iter().any(|told| source.code.contains(told)));
        if !is_file && !is_told {
            missing.insert(text.to_owned());
        }
    }
    let types = Regex::new(r"`([A-Z][a-z]+[A-Za-z]*)`").expect("a pattern");
    let named = types.captures_iter(&map).map(|found| found[1].to_owned());
    missing.extend(named.filter(|name| !known.contains(name.as_str())));
    assert_eq!(missing, BTreeSet::new());
}
