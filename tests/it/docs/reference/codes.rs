//! Codes of problems, each with an example: the exhibit of the gallery, or what a page of the book shows.

use std::fs;

use mando::problem::{Code, Severity};

use super::super::{blocks, pages};
use super::{page, stands};
use crate::gallery::ELSEWHERE;

/// Groups of codes, in the order of the page.
const GROUPS: [(Severity, &str, &str); 5] = [
    (
        Severity::Error,
        "Errors of the definition",
        "Nothing is computed; the command ends with 2, also where it is found while rows are read.",
    ),
    (Severity::Data, "Errors of the data", "Printed as `error`; the command ends with 3."),
    (Severity::Warning, "Warnings", "Probably not what was meant. The reports are written."),
    (Severity::Note, "Notes", "Worth knowing."),
    (Severity::Finding, "Findings", "What a run found in the figures."),
];

/// The problem as the gallery's exhibit of its code prints it.
fn exhibit(code: Code) -> Option<String> {
    let path = super::root().join("tests/it/snapshots").join(format!("it__gallery__{code}.snap"));
    let snapshot = fs::read_to_string(path).ok()?;
    let (_, text) = snapshot.split_once("\n---\n")?;
    problem(text, code)
}

/// The problem of a code among several that were printed.
fn problem(printed: &str, code: Code) -> Option<String> {
    let begins = |line: &str| {
        ["error", "warning", "note", "finding"].iter().any(|word| line.starts_with(&format!("{word}[")))
    };
    let mark = format!("[{code}]");
    let lines: Vec<&str> = printed.lines().collect();
    let first = lines.iter().position(|line| begins(line) && line.contains(&mark))?;
    let length = lines[first + 1..]
        .iter()
        .take_while(|line| !line.is_empty() && !begins(line) && !line.starts_with("$ "))
        .count();
    Some(lines[first..=first + length].join("\n"))
}

/// A session of the book that shows it.
fn session(code: Code) -> Option<(String, String)> {
    pages().into_iter().filter(|page| page.starts_with("docs/")).find_map(|page| {
        let sessions = blocks(&page).into_iter().filter(|block| block.info == "console");
        let shown = sessions.filter_map(|block| problem(&block.text, code)).next()?;
        Some((page, shown))
    })
}

/// Where a page stands, seen from the reference.
fn from_here(page: &str) -> String {
    let inside = page.strip_prefix("docs/").unwrap_or(page);
    inside.strip_prefix("reference/").map_or_else(|| format!("../{inside}"), str::to_owned)
}

fn entry(code: Code) -> String {
    let when = code.when();
    let head = format!("### {code}\n\n{}{}.\n", when[..1].to_uppercase(), &when[1..]);
    if let Some(example) = exhibit(code) {
        return format!("{head}\n```text\n{example}\n```\n");
    }
    if let Some((page, example)) = session(code) {
        return format!("{head}\n```text\n{example}\n```\n\nShown in [{page}]({}).\n", from_here(&page));
    }
    let why = ELSEWHERE.iter().find(|(other, _)| *other == code).map_or("", |(_, why)| why);
    let why = why.split(':').next().unwrap_or(why);
    match why.strip_prefix("of ") {
        Some(keys) => format!("{head}\nKept for a later version, with {keys}.\n"),
        None => format!("{head}\nFound elsewhere than in a definition: it {why}.\n"),
    }
}

#[test]
fn the_page_of_codes_has_every_code_with_its_example() {
    let mut content = String::new();
    for (severity, title, about) in GROUPS {
        content += &format!("## {title}\n\n{about}\n\n");
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            content += &format!("{}\n", entry(*code));
        }
    }
    let about = "Every problem has a code that stays the same from version to version. `mando check` prints it in square brackets, with file, line and column.";
    stands("codes.md", &page("Codes of problems", about, &content));
}
