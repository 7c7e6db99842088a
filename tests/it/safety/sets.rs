//! A folder shows the files of one run, whenever a run is ended and however many write at once.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use mando::disk::{self, Name, NewFile, OtherFiles};

use super::{in_folder, project, put, scorecard, tree};
use crate::binary::{FILES, ended, json};

/// A set of files, all of which say who wrote them.
fn write(folder: &Path, who: &str) -> std::io::Result<()> {
    let names: Vec<Name> = FILES.iter().filter_map(|name| Name::exact(name)).collect();
    let bytes = who.as_bytes().repeat(1000);
    let files: Vec<NewFile<'_>> = names.iter().map(|name| NewFile { name, bytes: &bytes }).collect();
    disk::write_set(folder, &files, &names, OtherFiles::Remove)
}

#[test]
fn of_files_that_a_set_lacks_those_of_another_run_go_and_those_of_the_same_stay() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("out");
    // Files of somebody else's make the other way of writing.
    for others in ["", "mine.txt"] {
        fs::create_dir(&folder).expect("a folder");
        if !others.is_empty() {
            put(&folder, others, "mine");
        }
        write(&folder, "one").expect("a set");
        let names: Vec<Name> = FILES.iter().filter_map(|name| Name::exact(name)).collect();
        let one = [NewFile { name: &names[0], bytes: b"two" }];
        disk::write_set(&folder, &one, &names, OtherFiles::Keep).expect("one file of the same run");
        assert_eq!(tree(&folder).len(), FILES.len() + usize::from(!others.is_empty()));
        disk::write_set(&folder, &one, &names, OtherFiles::Remove).expect("one file of another run");
        assert_eq!(tree(&folder).len(), 1 + usize::from(!others.is_empty()));
        fs::remove_dir_all(&folder).expect("the folder goes");
    }
}

/// Who wrote the files of a folder: each is whole, and all are of one.
#[track_caller]
fn writer(folder: &Path) -> String {
    let texts: Vec<String> =
        FILES.iter().map(|name| fs::read_to_string(folder.join(name)).expect("a file of the set")).collect();
    assert!(texts.iter().all(|text| *text == texts[0] && text.len() % 1000 == 0), "files of several");
    texts[0][..texts[0].len() / 1000].to_owned()
}

#[test]
fn a_set_takes_the_place_of_another_and_leaves_the_rest() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("out");
    fs::create_dir(&folder).expect("a folder");
    write(&folder, "one").expect("a set");
    assert_eq!(writer(&folder), "one");
    write(&folder, "two").expect("a set");
    assert_eq!(writer(&folder), "two");
    put(&folder, "north/results.json", "of an entity");
    put(&folder, "mine.txt", "mine");
    write(&folder, "three").expect("a set");
    assert_eq!(writer(&folder), "three");
    assert_eq!(fs::read_to_string(folder.join("north/results.json")).expect("a file"), "of an entity");
    assert_eq!(tree(parent.path()).len(), 4 + 2);
    assert_eq!(fs::read_dir(parent.path()).expect("a folder").count(), 1);
}

#[test]
fn a_reader_never_sees_files_of_two_runs() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("out");
    fs::create_dir(&folder).expect("a folder");
    write(&folder, "one").expect("a set");
    let done = std::sync::atomic::AtomicBool::new(false);
    let done = &done;
    std::thread::scope(|scope| {
        let folder = &folder;
        scope.spawn(move || {
            for n in 0..60 {
                write(folder, if n % 2 == 0 { "two" } else { "one" }).expect("a set");
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        let mut seen = 0;
        while !done.load(std::sync::atomic::Ordering::Relaxed) {
            // An open folder is one set for good; a path may lead to another in between.
            let read = |name: &&str| fs::read_to_string(folder.join(name)).ok();
            let before = read(&FILES[3]);
            let others: Option<Vec<String>> = FILES[..3].iter().map(read).collect();
            let after = read(&FILES[3]);
            if let (Some(before), Some(others), Some(after)) = (before, others, after)
                && before == after
            {
                seen += usize::from(others.iter().all(|text| *text == before));
            }
        }
        assert!(seen > 0);
    });
    assert_eq!(tree(parent.path()).len(), 4);
}

#[test]
fn what_a_killed_writer_left_is_mended_by_the_next() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("out");
    fs::create_dir(&folder).expect("a folder");
    write(&folder, "one").expect("a set");
    // Ended before the two folders changed places, and after.
    put(parent.path(), ".out.1.new/results.json", "half");
    put(parent.path(), ".out.2.new/mine.txt", "came in between");
    // Ended while old files were taken aside, in a folder that holds more.
    put(&folder, "north/results.json", "of an entity");
    fs::rename(folder.join("results.json"), folder.join(".results.json.3.old")).expect("taken aside");
    put(&folder, ".strategic.pdf.3.part", "new");
    // What only looks like it is somebody's own.
    put(&folder, ".results.json.notes.part", "mine");
    put(&folder, ".other.json.3.part", "mine");
    write(&folder, "two").expect("a set");
    assert_eq!(writer(&folder), "two");
    let left = tree(parent.path());
    let own = [".other.json.3.part", ".results.json.notes.part", "mine.txt", "north/results.json"];
    assert_eq!(left.len(), 4 + own.len(), "{left:?}");
    assert!(own.iter().all(|name| folder.join(name).exists()), "{left:?}");
    assert_eq!(fs::read_dir(parent.path()).expect("a folder").count(), 1);
}

#[test]
fn an_error_at_any_step_leaves_the_old_set() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("out");
    fs::create_dir(&folder).expect("a folder");
    write(&folder, "one").expect("a set");
    put(&folder, "more.txt", "so that files change places one by one");
    for name in FILES {
        // A folder in the way of a part, and one in the way of an old file.
        for ending in ["part", "old"] {
            let way = folder.join(format!(".{name}.{}.{ending}", std::process::id()));
            fs::create_dir(&way).expect("a folder in the way");
            put(&way, "mine", "x");
            assert!(write(&folder, "two").is_err(), "{name} {ending}");
            assert_eq!(writer(&folder), "one", "{name} {ending}");
            fs::remove_dir_all(&way).expect("our own");
            assert_eq!(tree(&folder).len(), 5, "{:?}", tree(&folder));
        }
    }
    fs::remove_file(folder.join("results.json")).expect("a file");
    put(&folder, "results.json/mine", "a folder of this name");
    assert!(write(&folder, "two").is_err());
    assert_eq!(
        tree(&folder),
        ["more.txt", "operational.pdf", "results.json/mine", "scorecard.xlsx", "strategic.pdf"]
    );
}

/// Runs of two states of the data, by turns; each is one set.
fn states(folder: &Path, state: usize) {
    let rows = [super::ROWS.to_owned(), format!("{}2026-03-05,7,c\n", super::ROWS)];
    put(folder, "data/a.csv", &rows[state]);
}

/// The run of each file of a folder: of results by their own word, of a page and a workbook by what they show.
#[track_caller]
fn run_of(out: &Path, wholes: &[Vec<Vec<u8>>]) -> Option<usize> {
    let found: Vec<Option<Vec<u8>>> = FILES.iter().map(|name| fs::read(out.join(name)).ok()).collect();
    if found.iter().all(Option::is_none) {
        return None;
    }
    let is_of =
        |whole: &Vec<Vec<u8>>| whole.iter().zip(&found).all(|(whole, found)| Some(whole) == found.as_ref());
    let of = wholes.iter().position(is_of);
    assert!(
        of.is_some(),
        "files of no run, or of several: {:?}",
        found.iter().map(|f| f.as_ref().map(Vec::len)).collect::<Vec<_>>()
    );
    of
}

const KILLS: u64 = 12;

#[test]
fn a_folder_shows_one_run_whenever_another_is_killed() {
    let kills = std::env::var("MANDO_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let folder = project(&scorecard(""));
    let out = folder.path().join("out/t/2026-03");
    let run = || in_folder(folder.path(), &["run", "."]).output().expect("the program starts");
    let mut wholes = Vec::new();
    let mut usual = Duration::ZERO;
    for state in [0, 1] {
        states(folder.path(), state);
        let begun = Instant::now();
        assert_eq!(ended(&run()).0, Some(0));
        usual = begun.elapsed();
        wholes.push(FILES.map(|name| fs::read(out.join(name)).expect("a file")).to_vec());
    }
    let ids: Vec<_> = wholes.iter().map(|whole| json(&whole[3])["run"]["id"].clone()).collect();
    assert!(ids[0] != ids[1]);
    let mut killed = 0;
    for kill in 0..kills {
        states(folder.path(), (kill % 2) as usize);
        let mut child =
            in_folder(folder.path(), &["run", "."]).stderr(Stdio::null()).spawn().expect("it starts");
        // Most kills fall where files are written, at the end.
        let share = 0.7 + 0.4 * (kill as f64 * 0.618_034).fract();
        sleep(usual.mul_f64(share));
        child.kill().expect("it is ours");
        killed += usize::from(!child.wait().expect("its end").success());
        assert!(run_of(&out, &wholes).is_some());
    }
    assert!(killed > 0, "no run was ended before its time");
    states(folder.path(), 0);
    assert_eq!(ended(&run()).0, Some(0));
    assert_eq!(run_of(&out, &wholes), Some(0));
    assert_eq!(tree(&folder.path().join("out")).len(), 4, "{:?}", tree(folder.path()));
    let parts = tree(folder.path()).into_iter().filter(|path| path.contains("mando-"));
    assert_eq!(parts.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn runs_at_once_into_one_folder_and_one_cache_leave_one_set() {
    let rounds = std::env::var("MANDO_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let folder = project(&scorecard(""));
    let out = folder.path().join("out/t/2026-03");
    let mut wholes = Vec::new();
    for as_of in ["2026-03-31", "2026-04-10"] {
        let (code, words) = super::run_in(folder.path(), &["run", ".", "--no-cache", "--as-of", as_of]);
        assert_eq!(code, Some(0), "{words}");
        wholes.push(FILES.map(|name| fs::read(out.join(name)).expect("a file")).to_vec());
    }
    assert!(wholes[0] != wholes[1]);
    for round in 0..rounds {
        let start = |as_of: &str| {
            in_folder(folder.path(), &["run", ".", "--as-of", as_of])
                .stderr(Stdio::piped())
                .spawn()
                .expect("it starts")
        };
        let runs = [start("2026-03-31"), start("2026-04-10")];
        for run in runs {
            let (code, words) = ended(&run.wait_with_output().expect("its end"));
            assert!(
                code == Some(0) && !words.contains("note:") && !words.contains("damaged"),
                "{round}: {words}"
            );
        }
        assert!(run_of(&out, &wholes).is_some());
    }
    assert_eq!(tree(&folder.path().join("out")).len(), 4);
}
