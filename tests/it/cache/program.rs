//! The program with its cache, as a person starts it.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use super::{MEASURES, monthly, read, run};
use crate::binary::{FILES, Written, called, different, ended, example, mando};
use crate::entities;
use crate::support::Project;

/// A copy of an example.
fn copied(name: &str) -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder of the example") {
            let path = entry.expect("an entry").path();
            let to = to.join(path.file_name().expect("a name"));
            match path.is_dir() {
                true if path.ends_with(".mando") => {}
                true => copy(&path, &to),
                false => {
                    fs::copy(&path, &to).expect("a copy");
                }
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    copy(&example(name), folder.path());
    folder
}

#[test]
fn a_second_run_of_every_example_reads_no_data_and_writes_the_same_bytes() {
    for name in ["northwind", "gift-wholesaler", "airport", "telco"] {
        let folder = copied(name);
        let run = |out: &str, more: &[&str]| {
            let out = folder.path().join(out);
            let output = mando().arg("run").arg(folder.path()).args(more).arg("--out").arg(&out).output();
            let (code, words) = ended(&output.expect("the program starts"));
            assert_eq!(code, Some(0), "{words}");
            (Written::read(&out), words)
        };
        let (fresh, words) = run("fresh", &["--no-cache"]);
        assert!(!folder.path().join(".mando").exists() && !words.contains("cache"), "{words}");
        let (first, words) = run("first", &[]);
        assert!(!words.contains("cache") && !words.contains("it is new"), "{words}");
        let (second, words) = run("second", &[]);
        assert!(words.contains("from the cache") && !words.contains(" read"), "{name}: {words}");
        assert_eq!(different(&fresh, &first), Vec::<&str>::new(), "{name}");
        assert_eq!(different(&fresh, &second), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn reports_of_entities_are_the_same_from_the_cache() {
    let yaml = entities::scorecard(entities::TREE, entities::MEASURES, "")
        .replace("path: orders.csv", "path: \"orders-*.csv\"");
    let text = entities::orders();
    let (header, rows) = text.split_once('\n').expect("a header");
    let half = rows.match_indices('\n').nth(100).expect("a hundred rows").0 + 1;
    let files = [&rows[..half], &rows[half..]].map(|rows| format!("{header}\n{rows}"));
    let files = [
        ("orders-1.csv", files[0].as_str()),
        ("orders-2.csv", &files[1]),
        ("visits.csv", entities::VISITS),
        ("branches.csv", entities::LIST),
    ];
    let project = Project::new(&yaml, &files);
    let run = |out: &str, more: &[&str]| {
        let out = project.path().join(out);
        let mut command = mando();
        command.arg("run").arg(project.path()).args(["--each", "branch", "--each", "zone"]).args(more);
        let (code, words) = ended(&command.arg("--out").arg(&out).output().expect("the program starts"));
        assert_eq!(code, Some(0), "{words}");
        let folders = ["", "north", "hill", "city", "coast"];
        let read = |folder: &&str| FILES.map(|file| fs::read(out.join(folder).join(file)).expect("a file"));
        (folders.iter().map(read).collect::<Vec<_>>(), words)
    };
    let (fresh, _) = run("fresh", &["--no-cache"]);
    let (first, words) = run("first", &[]);
    assert!(!words.contains("2 of 2 files from the cache"), "{words}");
    let (second, words) = run("second", &[]);
    assert!(words.contains("orders: 2 of 2 files from the cache"), "{words}");
    assert!(fresh == first && fresh == second);
    // What is kept for entities is no answer to a run without.
    assert_eq!(project.run(None, None).reuse[0].reused, 0);
}

#[test]
fn two_runs_at_once_do_not_hurt_each_other() {
    let project = monthly(MEASURES, "");
    let out = |n: usize| project.path().join(format!("out-{n}"));
    for round in 0..3 {
        let start = |n: usize| {
            let mut command = mando();
            command.arg("run").arg(project.path()).arg("--out").arg(out(n));
            command.stderr(Stdio::piped()).spawn().expect("the program starts")
        };
        let runs: Vec<_> = (0..3).map(start).collect();
        for run in runs {
            let (code, words) = ended(&run.wait_with_output().expect("its end"));
            assert_eq!(code, Some(0), "{words}");
            assert!(round == 0 || words.contains("3 of 3 files from the cache"), "{words}");
            assert!(!words.contains("damaged") && !words.contains("note:"), "{words}");
        }
        for name in FILES {
            let files = [0, 1, 2].map(|n| fs::read(out(n).join(name)).expect("a file"));
            assert!(files.iter().all(|file| *file == files[0]), "{name}");
        }
    }
    assert_eq!(read(&run(&project)), (3, vec![]));
}

#[test]
fn a_plan_says_what_came_from_the_cache() {
    let project = monthly(MEASURES, "");
    let folder = project.path().to_str().expect("a path");
    let plan = || String::from_utf8(called(["explain", "revenue", folder, "--plan"]).stdout).expect("text");
    assert!(plan().contains("orders: 0 of 3 files from the cache; orders-2025-01.csv, "), "{}", plan());
    let again = plan();
    assert!(
        again.contains("orders: 3 of 3 files from the cache") && !again.contains("of the rows that"),
        "{again}"
    );
}
