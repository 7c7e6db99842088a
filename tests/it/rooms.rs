//! The architecture as the `use` lines tell it: rooms lead one way, and large crates stay in theirs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

mod called;
mod circles;
mod map;

/// Each room may use those before it, and itself.
const ORDER: [&str; 22] = [
    "disk",
    "problem",
    "form",
    "calendar",
    "statistics",
    "sentiment",
    "locale",
    "measure",
    "model",
    "definition",
    "editor",
    "data",
    "profile",
    "import",
    "scaffold",
    "engine",
    "evaluate",
    "words",
    "report",
    "render",
    "run",
    "output",
];

/// Where a crate, or a part of the standard library, may be named: files whose path starts so.
const HOMES: [(&str, &[&str]); 41] = [
    ("fluent_bundle", &["words/language.rs"]),
    ("fluent_syntax", &["locale/own.rs", "words/language.rs"]),
    ("icu_collator", &["locale/collation.rs"]),
    ("icu_locale_core", &["locale/collation.rs"]),
    ("intl_memoizer", &["words/language.rs"]),
    ("unic_langid", &["words/language.rs"]),
    ("datafusion", &["measure", "model", "definition/resolve/", "data", "engine", "run"]),
    ("ballista", &["data/session.rs"]),
    (
        "tokio",
        &[
            "cli.rs",
            "cli/serve",
            "cli/threads.rs",
            "data/ingest",
            "data/remote.rs",
            "data/session.rs",
            "data/stream.rs",
            "data/database",
            "engine/scan/worker.rs",
            "engine/query.rs",
        ],
    ),
    ("futures", &["cli/serve/routes.rs", "data/", "engine", "definition/resolve/query.rs"]),
    ("datafusion_table_providers", &["data/database/"]),
    ("datafusion_federation", &["data/database/", "data/session.rs"]),
    ("rusqlite", &["data/database/sqlite.rs"]),
    ("typst", &["render/pdf"]),
    ("typst_kit", &["render/pdf"]),
    ("typst_pdf", &["render/pdf"]),
    ("rust_xlsxwriter", &["render/excel"]),
    ("serde_yaml", &["definition/tree"]),
    ("clap", &["main.rs", "cli"]),
    ("indicatif", &["cli/"]),
    ("lsp_server", &["cli/lsp"]),
    ("lsp_types", &["cli/lsp"]),
    ("axum", &["cli/serve"]),
    ("notify", &["cli/serve/watch.rs"]),
    ("annotate_snippets", &["problem/print.rs"]),
    ("statrs", &["statistics/"]),
    ("encoding_rs", &["data/ingest/decode.rs", "definition/table.rs"]),
    ("calamine", &["data/workbook/binary.rs"]),
    ("quick_xml", &["data/workbook/", "definition/picture"]),
    ("zip", &["data/workbook/"]),
    ("brotli", &["data/pages.rs"]),
    ("flate2", &["data/pages.rs"]),
    ("lz4_flex", &["data/pages.rs"]),
    ("image", &["definition/picture"]),
    ("usvg", &["definition/picture"]),
    ("object_store", &["data/credentials.rs", "data/remote.rs"]),
    ("rustix", &["disk/"]),
    ("getrandom", &["cli/serve/guard.rs", "disk/"]),
    ("std::fs", &["cli", "definition/", "data/", "disk"]),
    ("std::env", &["cli", "data/credentials.rs", "definition/open.rs", "data/session.rs", "disk/set.rs"]),
    ("std::time", &["cli/lsp/checker.rs", "cli/pages.rs", "cli/serve/watch.rs", "disk/aside.rs"]),
];

/// A source file: its path under `src`, and its code without comments.
struct Source {
    path: String,
    code: String,
}

impl Source {
    /// The room a file belongs to; the library's root and the binary belong to none.
    fn room(&self) -> Option<&'static str> {
        let first = self.path.split('/').next().unwrap_or_default();
        ORDER.into_iter().find(|room| first == *room || first.strip_suffix(".rs") == Some(*room))
    }

    /// Rooms that its paths lead to, wherever they stand: `crate::room::…` and `use crate::{room, …}`.
    fn leads_to(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (at, start) in self.code.match_indices("crate::") {
            let rest = &self.code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(tops(group)),
                None => found.extend(word(rest)),
            }
        }
        found
    }

    /// Whether a path begins with a name.
    fn names(&self, name: &str) -> bool {
        self.code.match_indices(name).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            let free = before.is_none_or(|c| !c.is_alphanumeric() && !['_', ':', '$'].contains(&c));
            let after = &self.code[at + name.len()..];
            free && (after.starts_with("::") || (self.code[..at].ends_with("use ") && after.starts_with(';')))
        })
    }
}

/// The first word of every entry of a group whose opening brace has been read.
fn tops(group: &str) -> Vec<&str> {
    let (mut depth, mut fresh, mut found) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && c.is_alphabetic() => {
                found.extend(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                let inside = path.strip_prefix(&root).expect("below src");
                found.push(Source {
                    path: inside.display().to_string(),
                    code: code.collect::<Vec<_>>().join("\n"),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 100, "only {} sources", found.len());
    found
}

#[test]
fn every_room_has_its_place() {
    let rooms: BTreeSet<String> = sources()
        .iter()
        .filter(|s| {
            !["lib.rs", "main.rs", "cli.rs"].contains(&s.path.as_str()) && !s.path.starts_with("cli/")
        })
        .map(|s| s.room().unwrap_or_else(|| panic!("{} stands in no room of the order", s.path)).to_owned())
        .collect();
    assert_eq!(rooms, ORDER.map(str::to_owned).into());
}

#[test]
fn rooms_lead_one_way() {
    let place = |room: &str| ORDER.into_iter().position(|r| r == room);
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = source.room() else { continue };
        for other in source.leads_to() {
            if place(other) > place(own) {
                wrong.push(format!("{} leads to the later room {other}", source.path));
            } else if place(other).is_none() {
                wrong.push(format!("{} leads to {other}, which is no room", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_binary_sees_the_library_from_outside() {
    for source in sources().iter().filter(|s| s.room().is_none()) {
        assert_eq!(source.leads_to(), BTreeSet::new(), "{}", source.path);
    }
    let inside = sources().into_iter().filter(|s| s.room().is_some() && s.names("mando"));
    assert_eq!(inside.map(|s| s.path).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn large_crates_and_the_machine_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (name, homes) in HOMES {
        let named: Vec<String> = sources().into_iter().filter(|s| s.names(name)).map(|s| s.path).collect();
        assert!(homes.is_empty() || !named.is_empty(), "nobody names {name}: take it off the list");
        wrong.extend(
            named
                .into_iter()
                .filter(|path| !homes.iter().any(|home| path.starts_with(home)))
                .map(|path| format!("{path} names {name}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whatever is made, renamed or removed goes through the one room that keeps it inside its folder.
#[test]
fn one_room_alone_changes_the_disk() {
    const CHANGES: [&str; 12] = [
        "fs::write(",
        "fs::rename(",
        "fs::remove_file(",
        "fs::remove_dir(",
        "fs::remove_dir_all(",
        "fs::copy(",
        "fs::hard_link(",
        "create_dir(",
        "create_dir_all(",
        "File::create",
        "DirBuilder",
        "OpenOptions",
    ];
    let changes = |source: &Source| CHANGES.iter().any(|change| source.code.contains(change));
    let found: Vec<String> = sources().into_iter().filter(changes).map(|source| source.path).collect();
    assert!(found.iter().all(|path| path.starts_with("disk")) && found.len() > 1, "{found:?}");
}

#[test]
fn paths_are_read_as_rust_reads_them() {
    let source = |code: &str| Source { path: "run.rs".to_owned(), code: code.to_owned() };
    let found = source("use crate::{a::{b, c}, d, e::f as g};\nlet x = crate::h::i();");
    assert_eq!(found.leads_to().into_iter().collect::<Vec<_>>(), ["a", "d", "e", "h"]);
    let found = source("use typst_pdf::x;\nlet y = std::fs::read;\nuse csv;");
    let names = ["typst", "typst_pdf", "std::fs", "fs", "csv"].map(|name| found.names(name));
    assert_eq!(names, [false, true, true, false, true]);
}
