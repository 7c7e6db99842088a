//! The program itself, as a person starts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What a run writes.
pub(crate) const FILES: [&str; 4] = ["strategic.pdf", "operational.pdf", "scorecard.xlsx", "results.json"];

/// The program, to be given arguments.
pub(crate) fn mando() -> Command {
    Command::new(env!("CARGO_BIN_EXE_mando"))
}

/// An example that ships with the program.
pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards").join(name)
}

/// What the program did with its arguments.
pub(crate) fn called<I: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = I>) -> Output {
    mando().args(arguments).output().expect("the program starts")
}

/// The exit code, and what was said to people.
pub(crate) fn ended(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What was said to programs.
#[track_caller]
pub(crate) fn said(output: &Output) -> &str {
    assert!(output.status.success(), "{:?}", ended(output));
    std::str::from_utf8(&output.stdout).expect("text")
}

#[track_caller]
pub(crate) fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|e| panic!("{e} in {}", String::from_utf8_lossy(bytes)))
}

/// Names of what stands in a folder, in order.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|e| e.expect("an entry").file_name().into_string().expect("utf-8")).collect();
    names.sort();
    names
}

/// The files of a run, in the order of [`FILES`].
#[derive(PartialEq, Eq)]
pub(crate) struct Written(pub(crate) [Vec<u8>; 4]);

impl Written {
    /// The only four files of a folder.
    #[track_caller]
    pub(crate) fn read(folder: &Path) -> Written {
        let mut expected = FILES;
        expected.sort_unstable();
        assert_eq!(names_in(folder), expected, "four files and nothing beside");
        Written(FILES.map(|name| fs::read(folder.join(name)).expect("a file that was written")))
    }

    pub(crate) fn strategic(&self) -> &[u8] {
        &self.0[0]
    }

    pub(crate) fn operational(&self) -> &[u8] {
        &self.0[1]
    }

    pub(crate) fn workbook(&self) -> &[u8] {
        &self.0[2]
    }

    pub(crate) fn results(&self) -> Value {
        json(&self.0[3])
    }
}

/// Which of the files differ.
pub(crate) fn different(a: &Written, b: &Written) -> Vec<&'static str> {
    FILES.into_iter().zip(a.0.iter().zip(&b.0)).filter(|(_, (a, b))| a != b).map(|(name, _)| name).collect()
}

/// Runs a command that writes into a folder of its own, from data that are read anew.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> Written {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("new/out");
    if command.get_args().all(|argument| argument != "--no-cache") {
        command.arg("--no-cache");
    }
    let output = command.arg("--out").arg(&out).output().expect("the program starts");
    assert!(output.status.success(), "{:?}", ended(&output));
    Written::read(&out)
}

/// The text of a PDF's pages.
#[track_caller]
pub(crate) fn text(pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), pdf).expect("the PDF on disk");
    let output = Command::new("pdftotext")
        .arg(file.path())
        .arg("-")
        .output()
        .unwrap_or_else(|error| panic!("`pdftotext` does not start ({error}): install poppler-utils"));
    assert!(output.status.success(), "{:?}", ended(&output));
    String::from_utf8(output.stdout).expect("text")
}
