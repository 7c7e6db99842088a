//! How a run ends, and what is left when it is ended.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{ArrayRef, Float64Array};
use datafusion::arrow::ipc::root_as_message;
use datafusion::arrow::ipc::writer::StreamWriter;
use datafusion::arrow::record_batch::RecordBatch;

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
    let broken: &[u8] = include_bytes!("../files/broken.arrow");
    let yaml = scorecard("")
        .replace("data/a.csv", "data/a.arrow")
        .replace("columns: { day: date, amount: number }", "columns: {}");
    let folder = project(&yaml);
    fs::write(folder.path().join("data/a.arrow"), broken).expect("a file");
    for (arguments, ends) in [(&["check", "."] as &[&str], 2), (&["run", ".", "--no-cache"], 2)] {
        let (code, words) = run_in(folder.path(), arguments);
        assert_eq!(code, Some(ends), "{words}");
        assert!(words.contains("error[unreadable-file]"), "{words}");
        assert!(!words.contains("panicked") && !words.contains("RUST_BACKTRACE"), "{words}");
    }
}

/// A stream of Arrow in which the body of the rows says that it is larger than any file.
fn overlong_stream() -> Vec<u8> {
    let amounts: ArrayRef = Arc::new(Float64Array::from_iter_values((0..100).map(f64::from)));
    let rows = RecordBatch::try_from_iter([("amount", amounts)]).expect("a column");
    let mut writer = StreamWriter::try_new(Vec::new(), &rows.schema()).expect("a writer");
    writer.write(&rows).expect("rows");
    let mut bytes = writer.into_inner().expect("a stream");
    // Behind the schema, whose length stands behind the mark that a message begins, come the rows.
    let length =
        |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize;
    let begin = 8 + length(4) + 8;
    let message = &bytes[begin..begin + length(begin - 4)];
    let body = root_as_message(message).expect("a message").bodyLength().to_le_bytes();
    let at = begin + message.windows(8).position(|eight| eight == body).expect("its length");
    bytes[at..at + 8].copy_from_slice(&(1_i64 << 50).to_le_bytes());
    bytes
}

/// Arrow says how long its parts are before they come; no room is made for what the file cannot hold.
#[test]
fn a_file_that_says_it_is_longer_than_it_is_takes_no_room() {
    let yaml = scorecard("")
        .replace("data/a.csv", "data/a.arrow")
        .replace("columns: { day: date, amount: number }", "columns: {}");
    for content in [b"FFFFFFFFFFFFFFFFFFFFFFFF".to_vec(), overlong_stream()] {
        let folder = project(&yaml);
        fs::write(folder.path().join("data/a.arrow"), content).expect("a file");
        let (code, words) = run_in(folder.path(), &["check", "."]);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains("longer than the file"), "{words}");
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

/// A project whose run has more to group than its memory holds, so that rows go to disk.
fn larger_than_memory() -> tempfile::TempDir {
    let query = "  each: { sql: \"SELECT who, min(day) AS day, sum(amount) AS amount FROM s GROUP BY who\", time: day }
perspectives:";
    let yaml = scorecard("engine: { memory: 64 MB }\n").replace("perspectives:", query).replace(
        "objective: o, source: s, kind: count",
        "objective: o, source: each, kind: { distinct: who }",
    );
    let folder = project(&yaml);
    let line = |n: u32| {
        format!("2026-{:02}-{:02},{},x,customer-of-some-length-{n}\n", 1 + n % 3, 1 + n % 28, n % 97)
    };
    let rows: String = (0..400_000).map(line).collect();
    put(folder.path(), "data/a.csv", &format!("day,amount,seg,who\n{rows}"));
    folder
}

/// Bytes that lie below a folder, whose files may go while they are counted.
fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(found) if found.is_dir() => bytes(&entry.path()),
        Ok(found) => found.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

/// Bytes that a process has put aside, in folders named for it.
fn put_aside(spill: &Path, process: u32) -> u64 {
    let entries = fs::read_dir(spill).into_iter().flatten().flatten();
    let own =
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&format!("mando-{process}-")));
    own.map(|entry| bytes(&entry.path())).sum()
}

#[test]
fn what_killed_runs_left_goes_with_the_next_and_what_lives_stays() {
    let folder = larger_than_memory();
    let spill = tempfile::tempdir().expect("a folder");
    put(spill.path(), "mando-notes/mine", "x");
    put(spill.path(), "mando-1-x/mine", "x");
    let kills: u64 = std::env::var("MANDO_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let mut hit = 0;
    for kill in 0..kills {
        let mut child = started(folder.path(), spill.path());
        let begun = Instant::now();
        while put_aside(spill.path(), child.id()) == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60), "kill {kill}: no row went to disk");
            sleep(Duration::from_millis(1));
        }
        child.kill().expect("it is ours");
        child.wait().expect("its end");
        hit += u64::from(put_aside(spill.path(), child.id()) > 0);
    }
    assert!(2 * hit > kills, "rows lay on disk at {hit} of {kills} kills");
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

#[test]
fn an_editor_that_tells_a_length_without_end_is_refused() {
    use std::io::Write;
    for length in ["9999999999999", "5000000000", "99999999999999999999999"] {
        let mut command = super::in_folder(Path::new("."), &["lsp"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("the program starts");
        let mut asks = child.stdin.take().expect("an input");
        write!(asks, "Content-Length: {length}\r\n\r\n{{}}").expect("it listens");
        // Nothing more comes, and the end of it neither.
        let (code, words) = ended(&child.wait_with_output().expect("its end"));
        drop(asks);
        assert!(matches!(code, Some(2 | 3)), "{words}");
        assert!(words.contains("too long") || words.contains("does not tell its length"), "{words}");
    }
}

#[test]
fn a_message_of_an_editor_that_is_none_is_not_repeated() {
    use std::io::Write;
    for message in ["[".repeat(200_000), "\u{1b}[31m".to_owned(), "{\"jsonrpc\":\"2.0\"}".to_owned()] {
        let mut command = super::in_folder(Path::new("."), &["lsp"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("the program starts");
        let mut asks = child.stdin.take().expect("an input");
        write!(asks, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("it listens");
        let (code, words) = ended(&child.wait_with_output().expect("its end"));
        drop(asks);
        assert!(matches!(code, Some(2 | 3)), "{words}");
        assert!(words.contains("a message is no JSON of the protocol") && words.len() < 500, "{words}");
    }
}

#[cfg(unix)]
#[test]
fn of_a_file_that_is_too_long_nothing_is_held() {
    let folder = project(&scorecard(""));
    let file = fs::File::create(folder.path().join("results.json")).expect("a file");
    // Of zeros alone, which take no room on the disk.
    file.set_len(1 << 40).expect("its length");
    let started = Instant::now();
    let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--against", "results.json"]);
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("it is longer than 64 MB"), "{words}");
    assert!(started.elapsed() < Duration::from_secs(5), "it took {:?}", started.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn results_of_very_many_small_values_are_refused_before_they_are_held() {
    let folder = project(&scorecard(""));
    put(
        folder.path(),
        "results.json",
        &format!("{{\"schema\":\"mando-results/1\",\"x\":[{}{{}}]}}", "{},".repeat(3_000_000)),
    );
    let against = ["run", ".", "--no-cache", "--formats", "json", "--against", "results.json"];
    for arguments in [&against[..], &["diff", "results.json", "results.json"]] {
        let (code, words, megabytes, _) = super::growth::cost_in(folder.path(), arguments);
        assert!(matches!(code, Some(2 | 3)), "{words}");
        assert!(words.contains("it holds more than 2000000 values"), "{words}");
        assert!(megabytes < 300, "{megabytes} MB");
    }
}

/// Files and words are the same wherever and in whatever terminal a run stands.
#[test]
fn the_environment_changes_nothing() {
    const VARIABLES: [&[(&str, &str)]; 4] = [
        &[],
        &[("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("TZ", "America/Adak"), ("LC_ALL", "C"), ("NO_COLOR", "1"), ("COLUMNS", "7")],
        &[("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "1"), ("COLUMNS", "99999999999999999999")],
    ];
    let folder = project(&scorecard(""));
    let mut first = None;
    for variables in VARIABLES {
        let mut command = in_folder(folder.path(), &["run", ".", "--no-cache", "--formats", "json,xlsx"]);
        let (code, words) = ended(&command.envs(variables.iter().copied()).output().expect("it starts"));
        assert_eq!(code, Some(0), "{words}");
        let out = folder.path().join("out");
        let files: Vec<_> =
            tree(&out).into_iter().map(|name| (fs::read(out.join(&name)).expect("a file"), name)).collect();
        let found = (words, files);
        assert!(first.get_or_insert(found.clone()) == &found, "{variables:?}: {}", found.0);
    }
}
