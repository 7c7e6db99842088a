//! Pages as their reader follows them: files are written as shown, commands are given as shown, and print what is shown.
//!
//! Each page has a folder, in which `data` is a copy of `docs/data`. From top to bottom,
//!
//! - a block `LANGUAGE file=NAME` is written to the file NAME;
//! - a block `LANGUAGE of=NAME` shows lines of the file NAME as it is at the end of the page: they stand there in this order, however far in;
//! - a block `console` holds commands after `$ `, each with what it prints below, where a line `...` stands for any lines and `…` for any text.
//!
//! A command may say how it ends: `# ends with 1` behind it.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Block, blocks, pages, root};

/// Pages whose every example has to run: no block of a language that does neither.
const WALKS: [&str; 2] = ["docs/tutorial/", "docs/how-to/"];

/// Languages of examples; a block of another, or of none, is a picture of something.
const EXAMPLES: [&str; 6] = ["yaml", "csv", "sh", "console", "json", "bash"];

/// Pages of these folders whose fragments stand alone: what they need (a database server, a cluster, words of a translator) is tested elsewhere.
const APART: [&str; 4] = [
    "docs/how-to/databases.md",
    "docs/how-to/cluster.md",
    "docs/how-to/words.md",
    "docs/tutorial/line-by-line.md",
];

fn word<'a>(block: &'a Block, key: &str) -> Option<&'a str> {
    block.info.split_whitespace().find_map(|word| word.strip_prefix(key))
}

/// Commands of a session, each with the lines it has to print.
fn session(block: &Block) -> Vec<(&str, Vec<&str>)> {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block.text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, Vec::new())),
            (None, Some((_, printed))) => printed.push(line),
            (None, None) => panic!("line {}: a session begins with a command", block.line),
        }
    }
    commands
}

/// Whether a line is the one shown, in which `…` stands for any text.
fn same(shown: &str, printed: &str) -> bool {
    match shown.split_once('…') {
        Some((start, end)) => {
            printed.len() >= start.len() + end.len() && printed.starts_with(start) && printed.ends_with(end)
        }
        None => shown == printed,
    }
}

/// Whether lines are those shown, where `...` stands for any.
fn agree(shown: &[&str], printed: &[&str]) -> bool {
    match (shown.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), _) => (0..=printed.len()).any(|skipped| agree(rest, &printed[skipped..])),
        (Some((line, rest)), Some((other, others))) => {
            same(line.trim_end(), other.trim_end()) && agree(rest, others)
        }
        _ => false,
    }
}

/// Whether lines stand in a text in this order, one after another or with others between, however far in.
fn within(lines: &str, text: &str) -> Result<(), String> {
    let mut rest = text.lines().map(str::trim);
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !rest.any(|other| other == line) {
            return Err(line.to_owned());
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

/// What does not hold on a page.
fn walk(page: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let programs = tempfile::tempdir().expect("a folder for programs");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_mando"), programs.path().join("mando")).expect("a link");
    let path = format!("{}:{}", programs.path().display(), std::env::var("PATH").unwrap_or_default());
    copy(&root().join("docs/data"), &folder.path().join("data"));
    let blocks = blocks(page);
    let mut wrong = Vec::new();
    for block in &blocks {
        if let Some(name) = word(block, "file=") {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, &block.text).expect("a file");
        }
        if block.info != "console" {
            continue;
        }
        for (line, shown) in session(block) {
            let (command, code) = match line.split_once("  # ends with ") {
                Some((command, code)) => (command, code.trim().parse().expect("a number")),
                None => (line, 0),
            };
            let output = Command::new("sh")
                .args(["-c", &format!("{command} 2>&1")])
                .current_dir(folder.path())
                .env("PATH", &path)
                .env("NO_COLOR", "1")
                .env("COLUMNS", "88")
                .env("HOME", folder.path())
                .env_remove("XDG_CACHE_HOME")
                .output()
                .expect("a shell");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let printed: Vec<&str> = said.trim_end().lines().collect();
            let last = shown.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
            if output.status.code() != Some(code) || !agree(&shown[..last], &printed) {
                let ended = output.status.code();
                wrong.push(format!(
                    "{page}:{}: `{command}` ended with {ended:?} and printed\n{said}",
                    block.line
                ));
            }
        }
    }
    for block in &blocks {
        if let Some(name) = word(block, "of=") {
            let file = fs::read_to_string(folder.path().join(name)).unwrap_or_default();
            if let Err(line) = within(&block.text, &file) {
                wrong.push(format!("{page}:{}: `{name}` has no line `{line}` there", block.line));
            }
        }
    }
    wrong
}

#[test]
fn what_a_page_shows_happens_to_who_follows_it() {
    let walked: Vec<String> = pages()
        .into_iter()
        .filter(|page| {
            blocks(page).iter().any(|block| block.info == "console" || word(block, "file=").is_some())
        })
        .collect();
    assert!(walked.len() >= 10, "{walked:?}");
    let wrong: Vec<String> = walked.iter().flat_map(|page| walk(page)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tutorials_and_guides_show_nothing_that_is_not_tried() {
    let mut wrong = Vec::new();
    for page in pages() {
        if !WALKS.iter().any(|folder| page.starts_with(folder)) || APART.contains(&page.as_str()) {
            continue;
        }
        for block in blocks(&page) {
            let language = block.info.split_whitespace().next().unwrap_or_default();
            let tried = block.info == "console"
                || block.info.starts_with("yaml scorecard")
                || word(&block, "file=").is_some()
                || word(&block, "of=").is_some();
            if EXAMPLES.contains(&language) && !tried {
                wrong.push(format!("{page}:{}: a block `{}` that nobody tries", block.line, block.info));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
