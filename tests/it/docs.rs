//! What README and guide show is true: their scorecards run, their commands exist.

use std::fs;
use std::path::Path;
use std::process::Command;

const PAGES: [&str; 9] = [
    "README.md",
    "docs/guide.md",
    "docs/language.md",
    "docs/measures.md",
    "docs/commands.md",
    "docs/numbers.md",
    "docs/signals.md",
    "docs/results.md",
    "docs/cluster.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The fenced blocks of a page whose info string is exactly this.
fn blocks(page: &str, info: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).unwrap_or_else(|e| panic!("{page}: {e}"));
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(word)) if word.trim() == info => open = Some(String::new()),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => {
                block.push_str(line);
                block.push('\n');
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_complete_scorecard_in_the_docs_runs() {
    let mut count = 0;
    for page in PAGES {
        for (i, yaml) in blocks(page, "yaml scorecard").iter().enumerate() {
            let folder = tempfile::tempdir().expect("a temporary folder");
            fs::create_dir(folder.path().join("data")).expect("a data folder");
            for file in ["orders.csv", "order_details.csv", "shippers.csv"] {
                fs::copy(
                    root().join("scorecards/northwind/data").join(file),
                    folder.path().join("data").join(file),
                )
                .expect("example data");
            }
            fs::write(folder.path().join("scorecard.yaml"), yaml).expect("a scorecard");
            let run = Command::new(env!("CARGO_BIN_EXE_mando"))
                .args(["run", "scorecard.yaml", "--out", "out"])
                .current_dir(folder.path())
                .output()
                .expect("mando starts");
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{page}, scorecard {}:\n{said}", i + 1);
            assert!(folder.path().join("out/strategic.pdf").exists(), "{page}, scorecard {}:\n{said}", i + 1);
            count += 1;
        }
    }
    assert!(count >= 5, "only {count} scorecards found in the docs");
}

#[test]
fn links_between_pages_lead_somewhere() {
    for page in PAGES.into_iter().chain(["ARCHITECTURE.md", "THIRD-PARTY.md"]) {
        let text = fs::read_to_string(root().join(page)).expect("a page");
        let beside = root().join(page).parent().expect("a folder").to_path_buf();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let local = !file.is_empty() && !file.contains("://") && !file.contains(' ');
            assert!(!local || beside.join(file).exists(), "{page}: `{target}` leads nowhere");
        }
    }
}

#[test]
fn the_readme_names_the_two_commands() {
    let shown = blocks("README.md", "sh").join("\n")
        + &blocks("README.md", "console").join("\n")
        + &blocks("README.md", "bash").join("\n");
    assert!(shown.contains("cargo run --release -- run scorecards/northwind"), "{shown}");
    assert!(shown.contains("cargo test --release"), "{shown}");
}
