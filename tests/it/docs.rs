//! What README and book say is true: their scorecards run, their commands print what is shown, their links lead somewhere, and what
//! can be read off the code is what the code says.

use std::fs;
use std::path::{Path, PathBuf};

mod fragments;
mod links;
mod reference;
mod scorecards;
mod walks;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Paths of the README and of every page of the book, from the root, in order.
fn pages() -> Vec<String> {
    let mut found = vec!["README.md".to_owned()];
    let mut folders = vec![PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder of the book") {
            let entry = entry.expect("an entry");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path.to_str().expect("a name in letters").replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap_or_else(|e| panic!("{page}: {e}"))
}

/// A fenced block: its info string, its text, and the line of the page on which it begins.
struct Block {
    info: String,
    text: String,
    line: usize,
}

/// The fenced blocks of a page, in order.
fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in (1..).zip(read(page).lines()) {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block { info: info.trim().to_owned(), text: String::new(), line: number });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "{page}: a block is not closed");
    found
}

/// The texts of the blocks of a page whose info string is exactly this.
fn texts(page: &str, info: &str) -> Vec<String> {
    blocks(page).into_iter().filter(|block| block.info == info).map(|block| block.text).collect()
}

#[test]
fn the_readme_names_the_two_commands() {
    let shown = ["sh", "console", "bash"].map(|info| texts("README.md", info).join("\n")).join("\n");
    assert!(shown.contains("cargo run --release -- run scorecards/northwind"), "{shown}");
    assert!(shown.contains("./test"), "{shown}");
}
