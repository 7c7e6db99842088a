//! Where a project's files stand, and what a path in a definition may reach.

mod causes;

use std::path::{Component, Path, PathBuf};

use crate::model::fits;
use crate::problem::{LeadsOut, Problem, near};
use crate::sentiment::fold;
use causes::{
    LeadsNowhere, NoFile, NoMatch, NoScorecard, NoScorecardAmongSeveral, NothingThere, PathOutside, PathTwice,
};

/// Name of the project file.
pub(super) const PROJECT_FILE: &str = "mando.yaml";

/// Bytes of the longest file beside a definition: a table of targets, holidays, a lexicon.
pub(super) const MOST: u64 = 64 << 20;

/// The files of a project.
#[derive(Debug)]
pub(super) struct Project {
    /// The project folder.
    pub(super) root: PathBuf,
    /// The project file, if there is one.
    pub(super) file: Option<PathBuf>,
    /// Scorecards, by name.
    pub(super) scorecards: Vec<PathBuf>,
    /// The file or folder that was asked for.
    pub(super) asked: PathBuf,
}

impl Project {
    /// The project that a scorecard file, or a folder, belongs to.
    ///
    /// The project folder is the nearest one upward that holds `mando.yaml`; without one it is the scorecard's folder,
    /// or its parent when that is called `scorecards`.
    pub(super) fn locate(path: &Path) -> Result<Project, Problem> {
        let path = normal(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        if !path.exists() {
            return Err(nothing_at(&path));
        }
        let is_project_file = path.file_name().is_some_and(|name| name == PROJECT_FILE);
        let asked = path.clone();
        if path.is_dir() || is_project_file {
            let folder = if is_project_file { parent(&path) } else { path };
            let root = project_root_above(&folder).unwrap_or_else(|| home(&folder));
            let scorecards = scorecards_in(&folder)?;
            return Ok(Project { file: project_file(&root), root, scorecards, asked });
        }
        let folder = parent(&path);
        let root = project_root_above(&folder).unwrap_or_else(|| home(&folder));
        Ok(Project { file: project_file(&root), root, scorecards: vec![path], asked })
    }
}

/// Whether a path, its links followed, lies in a folder.
pub fn is_inside(folder: &Path, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(folder).zip(real(path)).is_some_and(|(folder, path)| path.starts_with(folder))
}

/// What to open so that a file is read together with its project: the project's folder, or the file alone where its folder would
/// pass it over.
pub fn opened_with(path: &Path) -> PathBuf {
    let path = normal(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    let folder = parent(&path);
    let is_notes = |folder: &&Path| folder.file_name().is_some_and(|name| name == "notes");
    let of_notes = folder.ancestors().take(2).find(is_notes).map(parent);
    let root = project_root_above(&folder).unwrap_or_else(|| of_notes.unwrap_or_else(|| home(&folder)));
    let is_among = scorecards_in(&root).is_ok_and(|scorecards| {
        scorecards.contains(&path) || path.starts_with(root.join("notes")) || path == root.join(PROJECT_FILE)
    });
    if is_among { root } else { path }
}

/// Folders that paths of a definition may reach.
#[derive(Debug)]
pub(super) struct Folders {
    root: PathBuf,
    open: Vec<PathBuf>,
}

impl Folders {
    pub(super) fn new(root: &Path) -> Folders {
        Folders { root: root.to_owned(), open: vec![root.to_owned()] }
    }

    /// Opens a folder named in the project file.
    pub(super) fn allow(&mut self, folder: &str) {
        self.open.push(normal(&self.root.join(folder)));
    }

    /// A path as messages call it: relative to the project.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let shown = inside.to_string_lossy().replace('\\', "/");
        if shown.is_empty() { ".".to_owned() } else { shown }
    }

    /// The files that a path or pattern stands for, by name: beside the file that names it, else in the project folder.
    pub(super) fn find(&self, text: &str, beside: &Path) -> Result<Vec<PathBuf>, Problem> {
        let mut candidates = vec![normal(&beside.join(text)), normal(&self.root.join(text))];
        candidates.dedup();
        candidates.retain(|path| self.open.iter().any(|folder| path.starts_with(folder)));
        if candidates.is_empty() {
            let cause = PathOutside { path: text.to_string(), project_file: PROJECT_FILE.to_string() };
            return Err(Problem::new(cause));
        }
        let is_pattern = text.contains('*');
        let found = candidates.iter().map(|path| match is_pattern {
            true => matching(path),
            false => Some(path.clone()).filter(|path| path.exists()).into_iter().collect(),
        });
        let mut found: Vec<Vec<PathBuf>> = found.filter(|files| !files.is_empty()).collect();
        match (found.pop(), found.pop()) {
            (Some(in_project), Some(beside)) => Err(self.ambiguous_file(text, &beside, &in_project)),
            (Some(files), None) => match files.iter().find(|file| !self.holds(file)) {
                Some(lost) if lost.canonicalize().is_err() => Err(self.leads_nowhere(lost)),
                Some(outside) => Err(self.leads_out(outside)),
                None => Ok(files),
            },
            _ => Err(self.missing(text, &candidates, is_pattern)),
        }
    }

    /// Whether a path, its links followed, lies in a folder that a definition may reach.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.open.iter().any(|folder| is_inside(folder, path))
    }

    /// The problem that a path is a link to what no definition of this project may reach.
    pub(super) fn leads_out(&self, path: &Path) -> Problem {
        let help = format!("add the folder it leads to to `data_folders` in `{PROJECT_FILE}`");
        Problem::new(LeadsOut { path: self.shown(path) }).help(help)
    }

    /// The problem that a name stands in a folder and nothing can be read by it.
    fn leads_nowhere(&self, path: &Path) -> Problem {
        Problem::new(LeadsNowhere { path: self.shown(path) })
    }

    fn ambiguous_file(&self, text: &str, beside: &[PathBuf], in_project: &[PathBuf]) -> Problem {
        let folder =
            |files: &[PathBuf]| files.first().map_or_else(String::new, |file| self.shown(&parent(file)));
        let longer = beside.first().map_or_else(String::new, |file| self.shown(file));
        Problem::new(PathTwice {
            path: text.to_string(),
            first: folder(beside),
            second: folder(in_project),
            longer,
        })
    }

    fn missing(&self, text: &str, candidates: &[PathBuf], is_pattern: bool) -> Problem {
        let folders = || candidates.iter().map(|path| parent_without_wildcards(path));
        let searched: Vec<String> = folders().map(|folder| format!("`{}`", self.shown(&folder))).collect();
        let searched = searched.join(" and ");
        let names = || folders().flat_map(|folder| names_in(&folder));
        let names: Vec<String> = match is_pattern {
            true => names().chain(folders().flat_map(|folder| folders_in(&folder))).collect(),
            false => names().collect(),
        };
        if is_pattern {
            let some: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
            let help = match some.is_empty() {
                true => format!("looked in {searched}"),
                false => format!("{searched} holds {}", some.join(", ")),
            };
            return Problem::new(NoMatch { pattern: text.to_string() }).help(help);
        }
        let wanted = Path::new(text).file_name().map(|name| name.to_string_lossy().into_owned());
        let by_letters = wanted.as_deref().and_then(|name| near(name, names.iter().map(String::as_str)));
        let near = by_letters.or_else(|| alike(wanted.as_deref()?, &names));
        let near = near.map(|name| Path::new(text).with_file_name(name).to_string_lossy().into_owned());
        let held: Vec<String> =
            names.iter().filter(|name| holds_rows(name)).map(|name| format!("`{name}`")).collect();
        let problem = Problem::new(NoFile { path: text.to_string(), searched: searched.clone() });
        let problem = match (&near, held.len()) {
            (None, 1..=FEW) => problem.help(format!("{searched} holds {}", held.join(", "))),
            _ => problem,
        };
        if text.contains('\\') && near.is_none() {
            let is_of_drive = text.chars().nth(1) == Some(':');
            return problem.help(match is_of_drive {
                true => "write the path from the scorecard's folder, with `/` between folders".to_owned(),
                false => format!("write `{}`", text.replace('\\', "/")),
            });
        }
        problem.did_you_mean(near.as_deref())
    }
}

/// As many files of a folder as are listed to whoever names another.
const FEW: usize = 8;

/// The only name that is the same but for its ending, and for how letters with marks are written: `Fälle.xlsx` for `faelle.csv`.
fn alike<'n>(wanted: &str, names: &'n [String]) -> Option<&'n str> {
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let plain = |name: &str| {
        let german = stem(name).replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
        [fold(&stem(name)), fold(&german)]
    };
    let asked = plain(wanted);
    let mut found = names.iter().filter(|name| plain(name).iter().any(|name| asked.contains(name)));
    let only = found.next()?;
    found.next().is_none().then_some(only.as_str())
}

/// Whether a file of this name may be a table.
fn holds_rows(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    let endings = [
        "csv", "tsv", "txt", "xlsx", "xls", "xlsm", "ods", "parquet", "arrow", "json", "jsonl", "db",
        "sqlite",
    ];
    endings.contains(&ending.as_str())
}

/// The folder of a file.
pub(super) fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

/// The nearest folder upward whose own path has no `*`.
fn parent_without_wildcards(path: &Path) -> PathBuf {
    let plain = |folder: &&Path| !folder.to_string_lossy().contains('*');
    path.ancestors().skip(1).find(plain).unwrap_or(path).to_owned()
}

/// Without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

fn project_file(root: &Path) -> Option<PathBuf> {
    Some(root.join(PROJECT_FILE)).filter(|file| file.is_file())
}

/// The nearest folder upward with a project file.
fn project_root_above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(PROJECT_FILE).is_file()).map(Path::to_owned)
}

fn home(folder: &Path) -> PathBuf {
    match folder.file_name() {
        Some(name) if name == "scorecards" => parent(folder),
        _ => folder.to_owned(),
    }
}

fn scorecards_in(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let several = yaml_in(&folder.join("scorecards"));
    if !several.is_empty() {
        return Ok(several);
    }
    let single = folder.join("scorecard.yaml");
    if single.is_file() {
        return Ok(vec![single]);
    }
    let here = yaml_in(folder);
    let is_named_for_it = folder.file_name().is_some_and(|name| name == "scorecards");
    let shown = folder.display();
    match here.len() {
        0 => Err(Problem::new(NoScorecard { folder: shown.to_string() })),
        1 => Ok(here),
        _ if is_named_for_it => Ok(here),
        _ => Err(Problem::new(NoScorecardAmongSeveral { folder: shown.to_string() })),
    }
}

fn yaml_in(folder: &Path) -> Vec<PathBuf> {
    let is_yaml = |name: &String| name.ends_with(".yaml") || name.ends_with(".yml");
    names_in(folder)
        .into_iter()
        .filter(|name| is_yaml(name) && name != PROJECT_FILE)
        .map(|name| folder.join(name))
        .collect()
}

fn nothing_at(path: &Path) -> Problem {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let names = names_in(&parent(path));
    let near = near(&name, names.iter().map(String::as_str));
    Problem::new(NothingThere { path: path.display().to_string() }).did_you_mean(near)
}

/// Names of the files of a folder, in order; none when it cannot be read.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    names_of(folder, Path::is_file)
}

fn folders_in(folder: &Path) -> Vec<String> {
    names_of(folder, Path::is_dir)
}

fn names_of(folder: &Path, wanted: fn(&Path) -> bool) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let entries = entries.filter(|entry| wanted(&entry.path()));
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Names of all that is no folder in one, in order, whether it can be read or not.
fn leaves_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let leaves = entries.filter(|entry| !entry.path().is_dir());
    let mut names: Vec<String> =
        leaves.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The files whose path this one, with `*` for anything in a name, fits; by name, folder by folder.
pub fn matching(path: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    let mut parts = path.components().peekable();
    while let Some(part) = parts.next() {
        let name = part.as_os_str().to_string_lossy();
        if !name.contains('*') {
            found.iter_mut().for_each(|path| path.push(part));
            continue;
        }
        let is_last = parts.peek().is_none();
        let inside = |folder: &PathBuf| {
            let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let names = if is_last { leaves_in(place) } else { folders_in(place) };
            let fitting =
                names.into_iter().filter(|inner| is_matched_by_wildcard(&name, inner) && fits(&name, inner));
            fitting.map(|inner| folder.join(inner)).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(inside).collect();
        if is_last {
            // What a `*` found and cannot be read is told when it is opened.
            return found;
        }
    }
    found.retain(|path| path.is_file());
    found
}

/// Whether a name is one that people and programs mean by `*`: hidden files, and those by which an office program says that
/// it has a workbook open (`~$sales.xlsx`), are not.
fn is_matched_by_wildcard(pattern: &str, name: &str) -> bool {
    [".", "~$"].iter().all(|mark| pattern.starts_with(mark) || !name.starts_with(mark))
}
