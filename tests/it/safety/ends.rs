//! How a run ends, and what is left when it is ended.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{in_folder, project, put, run_in, scorecard, tree};
use crate::binary::ended;

#[test]
fn threads_have_a_bound() {
    let folder = project(&scorecard(""));
    for threads in ["0", "513", "100000", "18446744073709551615", "99999999999999999999999", "-1", "x"] {
        let (code, words) =
            run_in(folder.path(), &["run", ".", "--no-cache", &format!("--threads={threads}")]);
        assert_eq!(code, Some(2), "{threads}: {words}");
    }
    put(folder.path(), "scorecard.yaml", &scorecard("engine: { threads: 100000 }\n"));
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert!(code == Some(2) && words.contains("`threads` takes 1 to 512"), "{words}");
}

/// Files whose content some library breaks over.
#[test]
fn a_library_that_breaks_off_says_nothing_of_its_own() {
    let broken = include_bytes!("../files/broken.arrow");
    let yaml = scorecard("")
        .replace("data/a.csv", "data/a.arrow")
        .replace("columns: { day: date, amount: number }", "columns: {}");
    let folder = project(&yaml);
    fs::write(folder.path().join("data/a.arrow"), broken).expect("a file");
    for (arguments, ends) in [(&["check", "."] as &[&str], 2), (&["run", ".", "--no-cache"], 3)] {
        let (code, words) = run_in(folder.path(), arguments);
        assert_eq!(code, Some(ends), "{words}");
        assert!(words.contains("error[unreadable-file]"), "{words}");
        assert!(!words.contains("panicked") && !words.contains("RUST_BACKTRACE"), "{words}");
    }
}

/// A project whose run takes long enough to be ended in the middle: rows held in memory, and sorted on disk.
fn large(folder: &Path) {
    let mut rows = String::from("day,amount,seg\n");
    for n in 0..150_000_u32 {
        rows.push_str(&format!(
            "2026-{:02}-{:02},{},customer-{}\n",
            1 + n % 3,
            1 + n % 28,
            n % 97,
            n * 7919 % 150_000
        ));
    }
    put(folder, "data/a.csv", &rows);
}

fn started(folder: &Path, spill: &Path) -> Child {
    let mut command = in_folder(folder, &["run", ".", "--formats", "json", "--threads", "1"]);
    command.env("TMPDIR", spill).stderr(Stdio::piped()).spawn().expect("the program starts")
}

/// Waits until a run has put something aside.
fn aside(spill: &Path) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if fs::read_dir(spill).is_ok_and(|mut entries| entries.next().is_some()) {
            return true;
        }
        sleep(Duration::from_millis(2));
    }
    false
}

#[cfg(unix)]
#[test]
fn a_run_that_is_told_to_end_leaves_nothing() {
    let folder = project(&scorecard(""));
    large(folder.path());
    let spill = tempfile::tempdir().expect("a folder");
    for signal in ["-TERM", "-INT"] {
        let child = started(folder.path(), spill.path());
        assert!(aside(spill.path()), "nothing was put aside");
        use std::os::unix::fs::PermissionsExt;
        for entry in fs::read_dir(spill.path()).expect("a folder") {
            let mode = entry.expect("an entry").metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        let sent = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(sent.expect("a signal").success());
        let (code, words) = ended(&child.wait_with_output().expect("its end"));
        assert!(code == Some(130) && words.contains("interrupted"), "{signal}: {code:?} {words}");
        assert_eq!(tree(spill.path()), Vec::<String>::new());
        assert_eq!(fs::read_dir(spill.path()).expect("a folder").count(), 0);
    }
}

#[test]
fn what_killed_runs_left_goes_with_the_next_and_what_lives_stays() {
    let folder = project(&scorecard(""));
    large(folder.path());
    let spill = tempfile::tempdir().expect("a folder");
    put(spill.path(), "mando-notes/mine", "x");
    put(spill.path(), "mando-1-x/mine", "x");
    for _ in 0..3 {
        let mut child = started(folder.path(), spill.path());
        let begun = Instant::now();
        while fs::read_dir(spill.path()).expect("a folder").count() < 3
            && begun.elapsed() < Duration::from_secs(20)
        {
            sleep(Duration::from_millis(2));
        }
        child.kill().expect("it is ours");
        child.wait().expect("its end");
    }
    let living = mando::disk::TemporaryPath::folder(spill.path()).expect("a folder");
    let mut child = started(folder.path(), spill.path());
    assert!(child.wait().expect("its end").success());
    let own = living.path().file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(
        tree(spill.path()),
        ["mando-1-x/mine".to_owned(), format!("{own}/.held"), "mando-notes/mine".to_owned()]
    );
    let parts = tree(&folder.path().join(".mando")).into_iter().filter(|path| path.ends_with(".part"));
    assert_eq!(parts.collect::<Vec<_>>(), Vec::<String>::new());
}
