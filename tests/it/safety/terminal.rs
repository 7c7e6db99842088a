//! Texts of definitions and data do not reach a terminal as orders.

use std::fs;

use super::{in_folder, project, run_in, scorecard};
use crate::binary::called;

/// What must not reach a terminal: control characters but for the end of a line, and marks of direction.
fn orders(text: &str) -> String {
    let is_mark = |c: char| matches!(u32::from(c), 0x61C | 0x200E | 0x200F | 0x2028..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0xE0000..=0xE007F);
    text.chars()
        .filter(|c| (c.is_control() && *c != '\n') || is_mark(*c))
        .map(|c| format!("U+{:04X} ", u32::from(c)))
        .collect()
}

const EVIL: &str = "T\\e[31mRED\\e]0;pwn\\a\\u009b31m\\u202erev\\u2066x\\u0085y";

#[test]
fn titles_names_and_columns_are_made_visible() {
    let yaml = scorecard("")
        .replace("title: T\n", &format!("title: \"{EVIL}\\nerror: forged\"\n"))
        .replace("entity: E", &format!("entity: \"{EVIL}\""))
        .replace("title: Total", &format!("title: \"{EVIL}\\nvalue forged\""));
    let folder = project(&yaml);
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
    assert_eq!(code, Some(0), "{words}");
    assert_eq!(orders(&words), "", "{words}");
    assert!(words.contains("\\u{1b}[31mRED") && !words.contains("\nerror: forged"), "{words}");
    let explained = ["text", "json"]
        .map(|format| vec!["explain", "total", ".", "--no-cache", "--format", format, "--plan"]);
    let listed = ["text", "json"].map(|format| vec!["list", "--no-cache", "--format", format]);
    for words in explained.into_iter().chain(listed) {
        let output = in_folder(folder.path(), &words);
        let output = { output }.output().expect("the program starts");
        let text = String::from_utf8(output.stdout).expect("text");
        assert_eq!(orders(&text), "", "{text}");
        assert!(text.contains("31mRED") && !text.contains("\nvalue forged"), "{text}");
    }
}

#[test]
fn problems_and_their_lines_are_made_visible() {
    let yaml = scorecard("").replace("  n: {", &format!("  \"{}\": {{", EVIL));
    let raw = yaml.replace("kind: count", "kind: count, wher\u{202e}e: \u{9b}x");
    for yaml in [yaml, raw] {
        let folder = project(&yaml);
        let path = folder.path().to_str().expect("a path");
        let (code, words) = run_in(folder.path(), &["check", "."]);
        assert_eq!((code, orders(&words)), (Some(2), String::new()), "{words}");
        let text = String::from_utf8(called(["check", path, "--format", "json"]).stdout).expect("text");
        assert_eq!(orders(&text), "", "{text}");
    }
}

#[test]
fn a_problem_in_a_very_long_line_is_told_by_its_place() {
    let many: Vec<String> = (0..5_000).map(|n| format!("2026-{n}: {n}")).collect();
    let folder = project(
        &scorecard("").replace("target: 10 ", &format!("target: {{ points: {{ {} }} }} ", many.join(", "))),
    );
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(2), "{words}");
    let place = words.lines().find(|line| line.trim_start().starts_with("--> ")).expect("a place");
    assert!(place.contains("scorecard.yaml:11:"), "{place}");
    assert!(words.lines().all(|line| line.len() < 500), "no line of the file is shown");
}

#[test]
fn names_of_folders_are_made_visible() {
    let folder = project(&scorecard(""));
    let odd = folder.path().join("odd\u{1b}[31m\u{202e}\n");
    fs::create_dir(&odd).expect("a folder");
    let out = odd.to_str().expect("text").to_owned();
    let (code, words) =
        run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json", "--out", &out]);
    assert_eq!((code, orders(&words)), (Some(0), String::new()), "{words}");
    let (_, words) = run_in(folder.path(), &["check", &out]);
    assert_eq!(orders(&words), "", "{words}");
}

#[test]
fn arguments_that_cannot_be_understood_are_made_visible() {
    let evil = "\u{9b}31m\u{202e}rev\u{2066}x\u{85}y";
    let folder = project(&scorecard(""));
    let flag = format!("--{evil}");
    let calls: [&[&str]; 6] = [
        &["run", ".", "--as-of", evil],
        &["run", ".", "--formats", evil],
        &["run", ".", "--memory", evil],
        &["init", "x", "--template", evil],
        &["run", ".", &flag],
        &[evil],
    ];
    for call in calls {
        let (code, words) = run_in(folder.path(), call);
        assert_eq!((code, orders(&words)), (Some(2), String::new()), "{words}");
        assert!(words.contains("rev"), "{words}");
    }
}
