//! No public function stands in the library for tests alone: each is called by the product, or has its reason here.
//!
//! A free function counts as called where another file names it, through whatever hands it on, or its own file does. A method
//! counts as called where any file has a path or a dot before its name; types are not told apart.

use std::collections::BTreeSet;

use super::circles::{House, tokens};
use super::{Source, sources};

/// Public functions that nothing under `src` calls, each with the reason why it is there.
const UNCALLED: [(&str, &str, &str); 4] = [
    (
        "data/load.rs",
        "load",
        "reads all columns of all rows at once, of which `open` reads what is needed once it is asked for",
    ),
    (
        "definition/open.rs",
        "open_with",
        "reads a project without the environment of the process, as `open` reads it with that",
    ),
    (
        "render/pdf.rs",
        "render",
        "prepares and sets a document at once; the program sets each in a process of its own",
    ),
    (
        "words/language.rs",
        "used_arguments",
        "what patterns use, read as the program reads them: languages are held together by it",
    ),
];

/// Names of the public functions of a file: those that stand alone, or methods.
fn public(code: &str, is_method: bool) -> impl Iterator<Item = &str> {
    let lines = code.lines().filter(move |line| line.starts_with(' ') == is_method);
    let heads = lines.filter_map(|line| line.trim_start().strip_prefix("pub "));
    let named = heads.filter_map(|head| {
        let words = head.trim_start_matches("const ").trim_start_matches("async ");
        words.strip_prefix("fn ")
    });
    named.map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Public functions that nothing calls, by file.
fn uncalled(sources: &[Source]) -> Vec<(&str, &str)> {
    let house = House::new(sources);
    let mut called: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, module) in &house.0 {
        for named in &module.named {
            let Some(full) = house.absolute(path, named) else { continue };
            called.extend(house.homes(&full, 0).into_iter().map(|(home, name)| (home.join("/"), name)));
        }
    }
    let mut methods: BTreeSet<&str> = BTreeSet::new();
    for source in sources {
        let tokens = tokens(&source.code);
        methods.extend(tokens.windows(2).filter(|pair| [".", "::"].contains(&pair[0])).map(|pair| pair[1]));
    }
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.room().is_some()) {
        let home = source.path.trim_end_matches(".rs");
        let tokens = tokens(&source.code);
        let within = |name: &str| {
            tokens.windows(2).any(|pair| pair[1] == name && !["fn", ".", "::"].contains(&pair[0]))
        };
        let is_called = |name: &str| called.contains(&(home.to_owned(), name.to_owned())) || within(name);
        let alone = public(&source.code, false).filter(|name| !is_called(name));
        let of_types = public(&source.code, true).filter(|name| !methods.contains(name));
        found.extend(alone.chain(of_types).map(|name| (source.path.as_str(), name)));
    }
    found
}

#[test]
fn what_is_public_is_called() {
    let known: Vec<(&str, &str)> = UNCALLED.iter().map(|(path, name, _)| (*path, *name)).collect();
    assert_eq!(uncalled(&sources()), known);
}

#[test]
fn what_nothing_calls_is_told() {
    let source = |path: &str, code: &str| Source { path: path.to_owned(), code: code.to_owned() };
    let sources = [
        source("main.rs", "use mando::run;\nfn main() { run::go(run::Thing::made()); }"),
        source("run.rs", "mod a;\npub use a::{forgotten, start as go};\npub fn go_on() { a::again(); }"),
        source(
            "run/a.rs",
            "pub struct Thing;\nimpl Thing {\n    pub fn made() -> Thing { Thing }\n    pub fn left(&self) {}\n}\n\
             pub fn start(_: Thing) {}\npub const fn forgotten() {}\npub fn again() {}",
        ),
    ];
    let expected = [("run.rs", "go_on"), ("run/a.rs", "forgotten"), ("run/a.rs", "left")];
    assert_eq!(uncalled(&sources), expected);
}
