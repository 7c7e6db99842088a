//! A run that is killed leaves each of its files wholly old or wholly new.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

use crate::binary::{FILES, Written, called, ended, example, mando, names_in, run};

const KILLS: u64 = 25;
const AS_OF: [&str; 2] = ["1998-04-30", "1998-05-06"];

fn running(as_of: &str) -> std::process::Command {
    let mut command = mando();
    command.arg("run").arg(example("northwind")).args(["--as-of", as_of, "--no-cache"]);
    command
}

/// A fixed sequence that looks random: Knuth's MMIX generator, its upper bits.
fn spread(seed: &mut u64) -> f64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 11) as f64 / (1_u64 << 53) as f64
}

#[test]
fn a_killed_run_leaves_whole_files() {
    let whole = AS_OF.map(|as_of| run(&mut running(as_of)));
    let begun = Instant::now();
    run(&mut running(AS_OF[1]));
    let usual = begun.elapsed();

    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let mut seed = 1998;
    let mut killed = 0;
    for kill in 0..KILLS {
        let as_of = AS_OF[usize::from(kill % 2 == 1)];
        let mut child =
            running(as_of).arg("--out").arg(&out).stderr(Stdio::null()).spawn().expect("the program starts");
        // The last ninth of the time is where files are written: every second kill falls there.
        let share = spread(&mut seed);
        let share = if kill % 4 < 2 { 1.2 * share } else { 0.8 + 0.4 * share };
        sleep(usual.mul_f64(share));
        child.kill().expect("the child is ours");
        killed += usize::from(!child.wait().expect("its end").success());
        for (i, name) in FILES.into_iter().enumerate() {
            let Ok(found) = fs::read(out.join(name)) else { continue };
            let versions = [&whole[0].0[i], &whole[1].0[i]];
            assert!(
                versions.contains(&&found),
                "kill {kill} after {:.0} % left {name} in pieces",
                share * 100.0
            );
        }
    }
    assert!(killed > 0, "no run was ended before its time");

    leave_half_a_file(&out);
    let end = called([
        "run",
        &text(&example("northwind")),
        "--as-of",
        AS_OF[0],
        "--no-cache",
        "--out",
        &text(&out),
    ]);
    assert_eq!(ended(&end).0, Some(0), "{:?}", ended(&end));
    assert!(Written::read(&out) == whole[0], "a run after killed ones is like any other");
}

/// What a run killed in the middle of writing leaves, whether or not one of those above happened to.
fn leave_half_a_file(out: &Path) {
    fs::create_dir_all(out).expect("the output folder");
    fs::write(out.join(".strategic.pdf.1.part"), b"%PDF-1.7 half").expect("half a file");
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path of text").to_owned()
}

#[test]
fn a_run_that_cannot_finish_leaves_nothing_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder stands where a file should be written first, named for the process that the shell becomes.
    let script = r#"mkdir "$1/.results.json.$$.part" && exec "$0" run "$2" --as-of 1998-04-30 --out "$1""#;
    let end = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_mando"), &text(folder.path()), &text(&example("northwind"))])
        .output()
        .expect("a shell");
    assert_eq!(ended(&end).0, Some(3), "{:?}", ended(&end));
    let left = names_in(folder.path());
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].starts_with(".results.json."), "{left:?}");
}

#[test]
fn an_interrupted_run_ends_at_once_and_leaves_nothing() {
    let begun = Instant::now();
    let whole = run(&mut running(AS_OF[0]));
    let usual = begun.elapsed();
    let folder = tempfile::tempdir().expect("a folder");
    let (out, spill) = (folder.path().join("out"), folder.path().join("spill"));
    fs::create_dir(&spill).expect("a folder to spill into");
    let project = folder.path().join("project");
    copy(&example("northwind"), &project, &format!("engine: {{ spill: {} }}\n", text(&spill)));
    let mut interrupted = 0;
    for share in [0.15, 0.3, 0.45, 0.6, 0.75, 0.9] {
        let mut command = mando();
        command.arg("run").arg(&project).args(["--as-of", AS_OF[0]]).arg("--out").arg(&out);
        let child = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        sleep(usual.mul_f64(share));
        let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(sent.expect("a signal").success() || share > 0.5, "the run ended before its time");
        let end = child.wait_with_output().expect("its end");
        match ended(&end) {
            (Some(130), words) => {
                assert!(words.contains("interrupted"), "{words}");
                interrupted += 1;
            }
            (Some(0), _) => {}
            // The signal came before the program could listen.
            (None, _) => {}
            other => panic!("{other:?}"),
        }
        assert_eq!(names_in(&spill), Vec::<String>::new(), "after {:.0} %", share * 100.0);
        if out.exists() && !names_in(&out).is_empty() {
            let found = Written::read(&out);
            assert_eq!(found.strategic().len(), whole.strategic().len(), "a file is whole or not there");
            fs::remove_dir_all(&out).expect("our own folder");
        }
    }
    assert!(interrupted > 1, "no run was interrupted");
}

/// A project with more lines in its scorecard.
fn copy(from: &Path, to: &Path, more: &str) {
    fs::create_dir_all(to.join("data")).expect("folders");
    for entry in fs::read_dir(from.join("data")).expect("data") {
        let path = entry.expect("a file").path();
        fs::copy(&path, to.join("data").join(path.file_name().expect("a name"))).expect("a copy");
    }
    let yaml = fs::read_to_string(from.join("scorecard.yaml")).expect("a scorecard");
    fs::write(to.join("scorecard.yaml"), yaml + more).expect("a scorecard");
}

#[test]
fn two_runs_into_one_folder_leave_the_files_of_one() {
    let whole = AS_OF.map(|as_of| run(&mut running(as_of)));
    let folder = tempfile::tempdir().expect("a folder");
    let begin = |as_of: &str| {
        running(as_of)
            .arg("--out")
            .arg(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    };
    let ends: Vec<_> = [0, 1, 0, 1].map(|i| begin(AS_OF[i])).into_iter().map(|mut c| c.wait()).collect();
    assert!(ends.into_iter().all(|end| end.expect("an end").success()));
    assert!(whole.contains(&Written::read(folder.path())), "files of one run, none of another");
}
