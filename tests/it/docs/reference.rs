//! Pages of the book that are read off the code: keys, kinds, options of commands, codes of problems. `scripts/reference` writes them.

use std::fs;

use super::root;

mod codes;
mod keys;
mod options;

/// Set by `scripts/reference`: the pages are written instead of compared.
const WRITE: &str = "MANDO_WRITE_REFERENCE";

/// A page as the code has it: its title, a paragraph about it, and what follows.
fn page(title: &str, about: &str, content: &str) -> String {
    let origin =
        "This page is written by `scripts/reference` from the program's own code, and a test compares them.";
    format!("# {title}\n\n{about} {origin}\n\n{}\n", content.trim())
}

/// The page stands in the book as the code has it.
#[track_caller]
fn stands(name: &str, text: &str) {
    let path = root().join("docs/reference").join(name);
    if std::env::var_os(WRITE).is_some() {
        fs::write(&path, text).expect("the page is written");
        return;
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    let differs = there.lines().zip(text.lines()).position(|(one, other)| one != other);
    let line = differs.unwrap_or_else(|| there.lines().count().min(text.lines().count()));
    let [is, should] = [&*there, text].map(|page| page.lines().nth(line).unwrap_or("(the end)").to_owned());
    assert!(
        there == text,
        "docs/reference/{name} differs from the code on line {}; scripts/reference writes it anew\n is: {is}\nnow: {should}",
        line + 1
    );
}
