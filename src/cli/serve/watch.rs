//! Follows the files of a project: when one changes, the project is read again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mando::model::FileKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch;

use super::super::console::tell;
use super::super::period_options::PeriodOptions;
use super::site::{self, Site};

/// How long files must rest before they are read: editors write in several steps.
const REST: Duration = Duration::from_millis(60);

/// The project as it is now, and as it will be: read again on a thread of its own whenever a file of it changes.
///
/// # Errors
/// The system cannot tell of changes.
pub(super) fn watch_project(
    path: PathBuf,
    when: PeriodOptions,
    first: Arc<Site>,
) -> io::Result<watch::Receiver<Arc<Site>>> {
    let (changed, changes) = mpsc::channel();
    let root = first.root.clone();
    let watched = root.clone();
    let sources = Arc::new(Mutex::new(first.sources.clone()));
    let known = Arc::clone(&sources);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // What the watcher could not see may have changed too.
        let sources = || known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if event.map_or(true, |event| is_edit(&event, &watched, &sources())) {
            // Nobody listens any more when the program ends.
            let _ = changed.send(());
        }
    })
    .map_err(io::Error::other)?;
    watcher.watch(&root, RecursiveMode::Recursive).map_err(io::Error::other)?;
    let (publish, current) = watch::channel(Arc::clone(&first));
    std::thread::spawn(move || {
        let mut site = first;
        let mut folders = Vec::new();
        loop {
            watch_elsewhere(&mut watcher, &mut folders, &site);
            *sources.lock().unwrap_or_else(PoisonError::into_inner) = site.sources.clone();
            if !wait_until_idle(&changes) {
                return;
            }
            site = Arc::new(Site::load(&path, &when, Some(&site)));
            tell(&site::status_line(&site));
            if publish.send(Arc::clone(&site)).is_err() {
                return;
            }
        }
    });
    Ok(current)
}

/// Waits for a change, and until no more follow; false when none can come.
fn wait_until_idle(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(REST) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Endings of what a project reads wherever it stands, beside its tables: definitions, words, templates, pictures, fonts,
/// queries and databases.
const READ: [&str; 16] = [
    "yaml", "yml", "ftl", "typ", "md", "svg", "png", "jpg", "jpeg", "gif", "webp", "ttf", "otf", "db",
    "sqlite", "sqlite3",
];
/// Endings of tables that are those of logs as well: such a file is read where a source has one like it beside it.
const UNCLEAR: [&str; 1] = ["txt"];

/// Whether an event is an edit of the project: its own cache, what a run writes and what nothing reads are none.
fn is_edit(event: &Event, root: &Path, sources: &[PathBuf]) -> bool {
    let is_own = |path: &PathBuf| {
        let within = path.strip_prefix(root).unwrap_or(path);
        let is_hidden = within.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        !is_hidden && !within.starts_with("out") && is_read(path, sources)
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_own)
}

/// Whether a project reads a file, or files in a folder, by the look of its name: a log that stands in it is none.
fn is_read(path: &Path, sources: &[PathBuf]) -> bool {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let Some(own) = ending(path) else {
        // A folder that came or went; of a file without an ending, whether it is a source.
        return !path.is_file() || sources.iter().any(|source| source == path);
    };
    let is_beside =
        |source: &PathBuf| source.parent() == path.parent() && ending(source).as_ref() == Some(&own);
    let is_table = FileKind::of_ending(&own).is_some() && !UNCLEAR.contains(&own.as_str());
    READ.contains(&own.as_str()) || is_table || sources.iter().any(is_beside)
}

/// Follows also the folders of files that stand outside the project.
fn watch_elsewhere(watcher: &mut RecommendedWatcher, known: &mut Vec<PathBuf>, site: &Site) {
    let elsewhere = site.sources.iter().filter(|file| !file.starts_with(&site.root));
    for folder in elsewhere.filter_map(|file| file.parent()) {
        if !known.iter().any(|known| known == folder) {
            known.push(folder.to_path_buf());
            // A folder that cannot be followed is read with the next change of the project.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
    }
}
