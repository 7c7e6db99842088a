//! A definition as a revision of Git has it, over the data of the working tree.
//!
//! Files of the revision are written into a folder of their own, which goes at the end; nothing of the working tree and nothing of
//! Git changes. Of data that stand in the working tree there is a name alone, so that paths lead somewhere; rows are read where
//! they are.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mando::definition::{self, Draft};
use mando::disk::TemporaryPath;
use mando::model::{Address, Location};

/// Endings of files that hold rows.
const DATA: [&str; 17] = [
    "csv", "tsv", "txt", "tab", "parquet", "pq", "arrow", "feather", "json", "jsonl", "ndjson", "xlsx",
    "xls", "xlsb", "ods", "db", "sqlite",
];
/// Endings of small texts that may be part of a definition as well, such as target files.
const TEXTS: [&str; 4] = ["csv", "tsv", "txt", "tab"];
/// Folders of a working tree that hold nothing of a definition.
const PASSED_OVER: [&str; 4] = [".git", "out", "node_modules", "target"];
/// Files that are looked at, at most.
const MOST: usize = 200_000;

/// A revision that was written out.
pub(super) struct Revision {
    /// The commit.
    pub(super) commit: String,
    folder: TemporaryPath,
    /// The top of the working tree.
    top: PathBuf,
}

/// The commits that a pair such as `main..HEAD` names; of three dots the first is where both parted.
pub(super) fn parse_revision_pair(place: &Path, text: &str) -> Result<(String, String), String> {
    let or_head = |text: &str| if text.is_empty() { "HEAD".to_owned() } else { text.to_owned() };
    let (from, to, parted) = match text.split_once("...") {
        Some((from, to)) => (from, to, true),
        None => text.split_once("..").map(|(from, to)| (from, to, false)).unwrap_or((text, "", false)),
    };
    let (from, to) = (commit(place, &or_head(from))?, commit(place, &or_head(to))?);
    match parted {
        true => Ok((run_git(place, &["merge-base", &from, &to])?.trim().to_owned(), to)),
        false => Ok((from, to)),
    }
}

/// The commit that a revision names.
pub(super) fn commit(place: &Path, revision: &str) -> Result<String, String> {
    let wanted = format!("{revision}^{{commit}}");
    let found = run_git(place, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]);
    found.map(|text| text.trim().to_owned()).map_err(|reason| match reason.is_empty() {
        true => format!("no revision `{revision}`"),
        false => reason,
    })
}

/// What Git says.
fn run_git(place: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(place)
        .args(arguments)
        // What it says is looked at.
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output();
    let output = output.map_err(|error| format!("cannot call `git`: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(in_words(place, said.lines().next().unwrap_or_default()))
        }
    }
}

/// What Git says that it cannot do, in words of a person who may not know Git.
fn in_words(place: &Path, said: &str) -> String {
    let said = said.strip_prefix("fatal: ").unwrap_or(said);
    match said.starts_with("not a git repository") {
        true => format!(
            "`{}` is kept by no Git, so there are no revisions of it to compare; two runs are compared by the folders of their results: mando diff out/…/2026-02 out/…/2026-03",
            place.display()
        ),
        false => said.to_owned(),
    }
}

/// The folder in which Git is asked about a path.
pub(super) fn place_of(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned).unwrap_or_default()
}

impl Revision {
    /// Writes a commit out.
    pub(super) fn write_out(place: &Path, commit: &str) -> Result<Revision, String> {
        let top = PathBuf::from(run_git(place, &["rev-parse", "--show-toplevel"])?.trim());
        let listed = run_git(&top, &["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit])?;
        let names: Vec<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
        if names.len() > MOST {
            return Err(format!("the revision has {} files, more than {MOST}", names.len()));
        }
        let failed = |error: io::Error| format!("cannot write the revision out: {error}");
        let folder = TemporaryPath::folder(&std::env::temp_dir()).map_err(failed)?;
        let revision = Revision { commit: commit.to_owned(), folder, top };
        let is_wanted = |name: &&&str| {
            let has = |endings: &[&str]| endings.iter().any(|ending| ends_in(name, ending));
            // Rows are read from the working tree where they stand there.
            !has(&DATA) || has(&TEXTS) || !revision.top.join(name).exists()
        };
        let wanted: Vec<&str> = names.iter().filter(is_wanted).copied().collect();
        revision.write_blobs(&wanted).map_err(failed)?;
        revision.names_of_data().map_err(failed)?;
        Ok(revision)
    }

    /// Writes files of the commit, which Git hands over one after another.
    fn write_blobs(&self, names: &[&str]) -> io::Result<()> {
        let mut git = Command::new("git")
            .arg("-C")
            .arg(&self.top)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(mut asking), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // A name with a line break cannot be asked for.
        let names: Vec<&str> = names.iter().copied().filter(|name| !name.contains('\n')).collect();
        let commit = self.commit.clone();
        let wanted: Vec<String> = names.iter().map(|name| format!("{commit}:{name}\n")).collect();
        let asker =
            std::thread::spawn(move || wanted.iter().try_for_each(|line| asking.write_all(line.as_bytes())));
        let mut answers = BufReader::new(answers);
        for name in names {
            let mut head = String::new();
            answers.read_line(&mut head)?;
            // A submodule is no file, and named as missing.
            let Some(size) = head.trim().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok())
            else {
                continue;
            };
            let mut bytes = Vec::new();
            answers.by_ref().take(size).read_to_end(&mut bytes)?;
            answers.by_ref().take(1).read_to_end(&mut Vec::new())?;
            if head.contains(" blob ") {
                self.write(Path::new(name), &bytes)?;
            }
        }
        asker.join().map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))??;
        git.wait().map(|_| ())
    }

    /// Writes a file below the folder, whatever its name says.
    fn write(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let is_plain = name.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !is_plain {
            return Ok(());
        }
        self.folder.put(Path::new(name), bytes)
    }

    /// Names of the data of the working tree, without what is in them.
    fn names_of_data(&self) -> io::Result<()> {
        let (mut ahead, mut seen) = (vec![self.top.clone()], 0);
        while let Some(folder) = ahead.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
                let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                seen += 1;
                if seen > MOST {
                    return Ok(());
                }
                if is_folder && !name.starts_with('.') && !PASSED_OVER.contains(&name.as_str()) {
                    ahead.push(path);
                    continue;
                }
                let Ok(within) = path.strip_prefix(&self.top) else { continue };
                let is_data = !is_folder && DATA.iter().any(|ending| ends_in(&name, ending));
                if is_data && !self.folder.path().join(within).exists() {
                    self.write(within, &[])?;
                }
            }
        }
        Ok(())
    }

    /// The definition at a path of the working tree, as the revision has it, over the data of the working tree.
    pub(super) fn open(&self, path: &Path) -> Draft {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let (top, own) = (real(&self.top), real(self.folder.path()));
        let asked = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let asked = real(&asked);
        let within = asked.strip_prefix(&top).unwrap_or(Path::new(""));
        let place = if within.as_os_str().is_empty() { own.clone() } else { own.join(within) };
        let mut draft = definition::open(&place);
        let here = |path: &Path| {
            let within = path.strip_prefix(&own).ok()?;
            Some(top.join(within)).filter(|path| path.exists())
        };
        for drafted in &mut draft.scorecards {
            for feed in &mut drafted.feeds {
                for file in &mut feed.files {
                    if let Location::Local(path) = &mut file.location
                        && let Some(found) = here(path)
                    {
                        *path = found;
                    }
                }
                // Data that the working tree does not have are no data of both.
                let is_here = |location: &Location| match location {
                    Location::Local(path) => !path.starts_with(&own),
                    Location::Remote(_) => true,
                };
                if feed.files.iter().any(|file| is_here(&file.location)) {
                    feed.files.retain(|file| is_here(&file.location));
                }
            }
            for database in &mut drafted.databases {
                if let Address::Sqlite(path) = &mut database.address
                    && let Some(found) = here(path)
                {
                    *path = found;
                }
            }
        }
        draft
    }
}

fn ends_in(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}
