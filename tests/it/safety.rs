//! What a run may not do, whatever definition, data and templates it is given: lose files, leave its folders, tell secrets,
//! or end otherwise than it says.

mod ends;
mod folders;
mod growth;
mod packed;
mod pages;
mod parts;
mod properties;
mod secrets;
mod sets;
mod templates;
mod terminal;

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::binary::{ended, mando};

pub(crate) const ROWS: &str = "day,amount,seg\n2026-02-01,5,a\n2026-03-01,1,a\n2026-03-02,2,b\n";

/// A scorecard over one small file, with more lines at its end.
pub(crate) fn scorecard(more: &str) -> String {
    format!(
        "scorecard: t
title: T
entity: E
as_of: 2026-03-31
sources:
  s: {{ path: \"data/a.csv\", time: day, columns: {{ day: date, amount: number }} }}
perspectives:
  p: {{ objectives: {{ o: {{ title: O }} }} }}
measures:
  total: {{ title: Total, objective: o, source: s, kind: {{ sum: amount }}, direction: maximise, target: 100, segments: [seg] }}
  n: {{ title: Count, objective: o, source: s, kind: count, direction: maximise, target: 10 }}
{more}"
    )
}

/// A project with its small file.
pub(crate) fn project(yaml: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "data/a.csv", ROWS);
    put(folder.path(), "scorecard.yaml", yaml);
    folder
}

/// A file, with its folders.
pub(crate) fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}

/// The program in a folder.
pub(crate) fn in_folder(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = mando();
    command.args(arguments).current_dir(folder);
    command
}

/// How the program ended in a folder, and what it said to people.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    ended(&in_folder(folder, arguments).output().expect("the program starts"))
}

/// Every file below a folder, by its path in it.
pub(crate) fn tree(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let is_folder = fs::symlink_metadata(&path).expect("it is there").is_dir();
            if is_folder {
                walk(&path, root, found);
            } else {
                found.push(path.strip_prefix(root).expect("below").display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}
