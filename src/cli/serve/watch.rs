//! Follows the files of a project: when one changes, the project is read again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch;

use super::super::console::tell;
use super::super::when::When;
use super::site::{self, Site};

/// How long files must rest before they are read: editors write in several steps.
const REST: Duration = Duration::from_millis(60);

/// The project as it is now, and as it will be: read again on a thread of its own whenever a file of it changes.
///
/// # Errors
/// The system cannot tell of changes.
pub(super) fn follow(path: PathBuf, when: When, first: Arc<Site>) -> io::Result<watch::Receiver<Arc<Site>>> {
    let (changed, changes) = mpsc::channel();
    let root = first.root.clone();
    let watched = root.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // What the watcher could not see may have changed too.
        if event.map_or(true, |event| is_edit(&event, &watched)) {
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
            watch_elsewhere(&mut watcher, &mut folders, &site.elsewhere);
            if !rested(&changes) {
                return;
            }
            site = Arc::new(Site::of(&path, &when, Some(&site)));
            tell(&site::told(&site));
            if publish.send(Arc::clone(&site)).is_err() {
                return;
            }
        }
    });
    Ok(current)
}

/// Waits for a change, and until no more follow; false when none can come.
fn rested(changes: &Receiver<()>) -> bool {
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

/// Whether an event is an edit of the project: its own cache and what a run writes are none.
fn is_edit(event: &Event, root: &Path) -> bool {
    let is_own = |path: &PathBuf| {
        let within = path.strip_prefix(root).unwrap_or(path);
        let is_hidden = within.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        !is_hidden && !within.starts_with("out")
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_own)
}

/// Follows also the folders of files that stand outside the project.
fn watch_elsewhere(watcher: &mut RecommendedWatcher, known: &mut Vec<PathBuf>, files: &[PathBuf]) {
    for folder in files.iter().filter_map(|file| file.parent()) {
        if !known.iter().any(|known| known == folder) {
            known.push(folder.to_path_buf());
            // A folder that cannot be followed is read with the next change of the project.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
    }
}
