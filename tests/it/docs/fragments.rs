//! Fragments of YAML, blocks `yaml` without more, are parts of a definition as it is read: each fits at one of the places where such parts stand.

use std::fs;
use std::path::Path;

use mando::definition;
use mando::problem::{Code, Problems};

use super::{blocks, pages};

/// What a fragment may not be answered with at its place. What it leaves out is another matter.
const FAULTS: [Code; 7] = [
    Code::Syntax,
    Code::UnknownKey,
    Code::WrongType,
    Code::DuplicateKey,
    Code::UnknownKind,
    Code::TwoKinds,
    Code::BadId,
];

/// Where a fragment may stand: the file, and the keys above it.
const PLACES: [(&str, &[&str]); 7] = [
    ("scorecard.yaml", &[]),
    ("scorecard.yaml", &["sources", "s"]),
    ("scorecard.yaml", &["sources"]),
    ("scorecard.yaml", &["measures", "m"]),
    ("scorecard.yaml", &["measures"]),
    ("mando.yaml", &[]),
    ("notes/2026-03.yaml", &[]),
];

/// Keys without which a scorecard is none.
const HEAD: [(&str, &str); 5] = [
    ("scorecard", "x"),
    ("title", "X"),
    ("entity", "X"),
    ("sources", "{}"),
    ("perspectives", "{ p: { objectives: { o: {} } } }"),
];

/// A scorecard of some lines and what else it needs.
fn scorecard(lines: &str) -> String {
    let stands = |key: &str| lines.lines().any(|line| line.starts_with(&format!("{key}:")));
    let head = HEAD.iter().filter(|(key, _)| !stands(key)).map(|(key, value)| format!("{key}: {value}\n"));
    head.collect::<String>() + lines
}

/// Lines below keys, each level further in.
fn below(keys: &[&str], lines: &str) -> String {
    let heads = keys.iter().enumerate().map(|(level, key)| format!("{}{key}:\n", "  ".repeat(level)));
    let inside = lines.lines().map(|line| format!("{}{line}\n", "  ".repeat(keys.len())));
    heads.chain(inside).collect()
}

/// What a fragment is answered with at a place.
fn faults(fragment: &str, (file, keys): (&str, &[&str])) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("scorecard.yaml", &scorecard(""));
    let lines = below(keys, fragment);
    write(file, &if file == "scorecard.yaml" { scorecard(&lines) } else { lines });
    let problems: Problems = definition::open_with(folder.path(), &|_| None).problems;
    let faults = problems.iter().filter(|problem| FAULTS.contains(&problem.code));
    faults.map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
}

/// A block that shows one key several times shows several fragments.
fn alternatives(text: &str) -> Vec<String> {
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let keys: Vec<String> = text.lines().map(key).collect();
    match keys.len() > 1 && keys.windows(2).all(|pair| pair[0] == pair[1]) {
        true => text.lines().map(|line| format!("{line}\n")).collect(),
        false => vec![text.to_owned()],
    }
}

#[test]
fn a_fragment_fits_at_one_of_its_places() {
    let (mut count, mut wrong) = (0, Vec::new());
    for page in pages() {
        for block in blocks(&page).iter().filter(|block| block.info == "yaml") {
            for fragment in alternatives(&block.text) {
                count += 1;
                let tried = PLACES.iter().map(|place| faults(&fragment, *place));
                let tried: Vec<Vec<String>> = tried.collect();
                if tried.iter().all(|faults| !faults.is_empty()) {
                    wrong.push(format!("{page}:{}: {}", block.line, tried.concat().join("\n    ")));
                }
            }
        }
    }
    assert!(count >= 30, "{count} fragments");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fragment_with_a_key_that_is_none_is_found() {
    let wrong = "target: { valeu: 95% }\n";
    assert!(PLACES.iter().all(|place| !faults(wrong, *place).is_empty()));
}
