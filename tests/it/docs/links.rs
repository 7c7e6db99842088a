//! Links lead somewhere: to files that are there, to headings that are there, and from the book to nowhere outside it.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{pages, read, root};

/// Documents beside the README whose links are looked at too.
const BESIDE: [&str; 5] =
    ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "THIRD-PARTY.md"];

/// The book's table of contents.
const SUMMARY: &str = "docs/SUMMARY.md";

/// The lines of a page that stand in no fenced block.
fn prose(page: &str) -> String {
    let mut inside = false;
    let text = read(page);
    let lines = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What the links and pictures of a page name.
fn targets(page: &str) -> Vec<String> {
    let text = prose(page);
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    ends.filter(|target| !target.contains("://") && !target.contains(' ')).map(str::to_owned).collect()
}

/// What a heading is called in an address: by GitHub, and by mdBook.
pub(super) fn anchor(heading: &str) -> String {
    let letters = heading.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        _ => None,
    });
    letters.flat_map(char::to_lowercase).collect()
}

fn anchors(page: &str) -> BTreeSet<String> {
    let text = prose(page);
    let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).collect()
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> String {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => assert!(parts.pop(), "{} leaves the repository", path.display()),
            Component::CurDir => {}
            other => parts.push(other),
        }
    }
    parts.to_str().expect("a name in letters").replace('\\', "/")
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for page in pages().into_iter().chain(BESIDE.map(str::to_owned)) {
        let beside = Path::new(&page).parent().expect("a folder").to_path_buf();
        for target in targets(&page) {
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let leads = if file.is_empty() { page.clone() } else { plain(&beside.join(file)) };
            let found = root().join(&leads).exists()
                && (heading.is_empty() || leads.ends_with(".md") && anchors(&leads).contains(heading));
            if !found {
                wrong.push(format!("{page}: `{target}` leads nowhere"));
            } else if page.starts_with("docs/") && !leads.starts_with("docs/") {
                wrong.push(format!("{page}: `{target}` leads out of the book"));
            } else if page.starts_with("docs/") && leads.ends_with("README.md") && page != SUMMARY {
                // mdBook writes such a page under another name, by which only its table of contents goes.
                wrong.push(format!("{page}: `{target}` leads nowhere in the book"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_contents_names_every_page_once() {
    let mut named = targets(SUMMARY);
    let count = named.len();
    named.sort();
    named.dedup();
    assert_eq!(named.len(), count, "a page stands twice in SUMMARY.md");
    let pages = pages().into_iter().filter_map(|page| page.strip_prefix("docs/").map(str::to_owned));
    let mut pages: Vec<String> = pages.filter(|page| page != "SUMMARY.md").collect();
    pages.sort();
    assert_eq!(named, pages);
}
