//! The rules of meaning by name: every name used in code, tests or docs is explained in `docs/reference/rules.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

const RULES: std::ops::RangeInclusive<u32> = 1..=63;

#[test]
fn the_page_explains_every_rule_once_and_in_order() {
    let page = include_str!("../../../docs/reference/rules.md");
    let entry = Regex::new(r"(?m)^- \*\*R(\d+)\*\* .+\n  \*.+\*$").expect("a pattern");
    let named: Vec<u32> = entry.captures_iter(page).map(|found| number(&found[1])).collect();
    assert_eq!(named, RULES.collect::<Vec<_>>());
}

#[test]
fn every_rule_that_is_named_stands_on_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = Regex::new(r"\bR(\d{1,2})\b").expect("a pattern");
    let mut unknown = BTreeSet::new();
    for folder in ["src", "tests/it", "docs"] {
        files(&root.join(folder), &mut |path, text| {
            for found in name.captures_iter(text) {
                if !RULES.contains(&number(&found[1])) {
                    unknown.insert(format!("{} in {}", &found[0], path.display()));
                }
            }
        });
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

fn number(digits: &str) -> u32 {
    digits.parse().expect("digits")
}

/// Shows every source and page below a folder.
fn files(folder: &Path, show: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending {
            _ if path.is_dir() => files(&path, show),
            Some("rs" | "md") => show(&path, &fs::read_to_string(&path).expect("a text")),
            _ => {}
        }
    }
}
