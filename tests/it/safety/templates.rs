//! Page templates of a project have budgets, and their pages are the same bytes wherever they are set.

use std::fs;
use std::time::{Duration, Instant};

use super::{project, put, run_in, scorecard, tree};

const HEAD: &str = "#import \"/page.typ\": *\n#show: document-page\n= H\n";

#[track_caller]
fn refused(template: &str, what: &str) {
    let folder = project(&scorecard(""));
    put(folder.path(), "templates/strategic.typ", &format!("{HEAD}{template}"));
    let begun = Instant::now();
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "pdf"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("error[template-budget]") && words.contains("`strategic.typ`"), "{words}");
    assert!(words.contains(what), "{words}");
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_template_that_takes_too_much_memory_is_ended() {
    refused("#for i in range(100000000) {}", "memory");
}

#[test]
fn a_template_that_takes_too_long_is_ended() {
    refused("#for i in range(10000) { for j in range(10000) { for k in range(100) {} } }", "seconds");
}

#[test]
fn a_template_that_makes_too_many_pages_is_ended() {
    refused("#for i in range(1200) { pagebreak() }", "1000 are allowed");
}

#[test]
fn a_template_of_a_project_is_set_apart_with_the_same_bytes() {
    let folder = project(&scorecard(""));
    put(folder.path(), "templates/strategic.typ", &format!("{HEAD}Of our own."));
    let run = |out: &str| {
        let (code, words) =
            run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "pdf", "--out", out]);
        assert_eq!(code, Some(0), "{words}");
        fs::read(folder.path().join(out).join("strategic.pdf")).expect("a page")
    };
    let (one, other) = (run("one"), run("other"));
    put(folder.path(), "templates/strategic.typ", &format!("{HEAD}Of others."));
    assert!(one == other && one != run("third"));
    assert_eq!(tree(&folder.path().join("one")), ["operational.pdf", "strategic.pdf"]);
}

#[test]
fn a_template_that_fails_says_where() {
    let folder = project(&scorecard(""));
    put(folder.path(), "templates/strategic.typ", &format!("{HEAD}#nothing-of-this-name"));
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "pdf"]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("strategic.typ:4"), "{words}");
}
