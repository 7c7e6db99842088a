//! A run that is killed leaves each of its files wholly old or wholly new.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

use crate::binary::{FILES, Written, called, ended, example, mando, run};

const KILLS: u64 = 25;
const AS_OF: [&str; 2] = ["1998-04-30", "1998-05-06"];

fn running(as_of: &str) -> std::process::Command {
    let mut command = mando();
    command.arg("run").arg(example("northwind")).args(["--as-of", as_of]);
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
    let end = called(["run", &text(&example("northwind")), "--as-of", AS_OF[0], "--out", &text(&out)]);
    assert_eq!(ended(&end).0, Some(0), "{:?}", ended(&end));
    assert!(Written::of(&out) == whole[0], "a run after killed ones is like any other");
}

/// What a run killed in the middle of writing leaves, whether or not one of those above happened to.
fn leave_half_a_file(out: &Path) {
    fs::create_dir_all(out).expect("the output folder");
    fs::write(out.join(".strategic.pdf.part"), b"%PDF-1.7 half").expect("half a file");
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path of text").to_owned()
}

#[test]
fn a_run_that_cannot_finish_leaves_nothing_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder stands where a file should be written first.
    fs::create_dir(folder.path().join(".results.json.part")).expect("something in the way");
    let end = running(AS_OF[0]).arg("--out").arg(folder.path()).output().expect("the program starts");
    assert_eq!(ended(&end).0, Some(3), "{:?}", ended(&end));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").filter_map(Result::ok).collect();
    assert_eq!(left.iter().map(|e| e.file_name()).collect::<Vec<_>>(), [".results.json.part"]);
}
