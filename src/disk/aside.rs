//! What a run puts aside, and takes away again whatever ends it.
//!
//! A folder that is put aside holds a file that its process has locked. The system lets go of the lock when the process
//! ends, however it ends; so a later run can tell what is left from what is used, and takes it away.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::private::{make_private, names_in, private};

/// Name of the file that is locked as long as its folder is used.
const HELD: &str = ".held";

/// What this process has put aside.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A folder or file that is gone when nobody needs it any more.
#[derive(Debug)]
pub struct TemporaryPath {
    path: PathBuf,
    /// Keeps others from taking it away.
    _held: Option<File>,
}

impl TemporaryPath {
    /// A folder of one run's own in another, which only its owner can look into. Those that dead processes left there go.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn folder(within: &Path) -> io::Result<TemporaryPath> {
        fs::create_dir_all(within)?;
        remove_orphaned(within);
        loop {
            let path = unique_path(within, "");
            // An end of the process meanwhile waits until the folder is known, or goes before it is made.
            let mut aside = temporary_paths();
            match make_private(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                made => made?,
            }
            let held = match private().open(path.join(HELD)) {
                // Another run took it for left, before it was held.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                held => held?,
            };
            match held.try_lock() {
                // Another run is about to take it away, or has.
                Err(TryLockError::WouldBlock) => continue,
                Ok(()) if !path.join(HELD).exists() => continue,
                // Without locks nobody takes anything away.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            aside.push(path.clone());
            return Ok(TemporaryPath { path, _held: Some(held) });
        }
    }

    /// A new file in a folder, which goes unless it is given a name.
    pub(super) fn part(within: &Path, options: &OpenOptions) -> io::Result<(TemporaryPath, File)> {
        loop {
            let path = unique_path(within, ".part");
            let mut aside = temporary_paths();
            match options.open(&path) {
                // A process of the same number, on another machine or before this one, has it.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                file => {
                    let file = file?;
                    aside.push(path.clone());
                    return Ok((TemporaryPath { path, _held: None }, file));
                }
            }
        }
    }

    /// Writes a file below the folder, with the folders above it.
    ///
    /// # Errors
    /// The path leads elsewhere, or the file cannot be written.
    pub fn put(&self, below: &Path, content: &[u8]) -> io::Result<()> {
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(io::Error::new(ErrorKind::InvalidInput, "a path that leads out of its folder"));
        }
        let path = self.path.join(below);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, content)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TemporaryPath {
    fn drop(&mut self) {
        remove(&self.path);
        temporary_paths().retain(|other| *other != self.path);
    }
}

/// A path that no other process that runs here uses, and this one never again.
pub(super) fn unique_path(within: &Path, ending: &str) -> PathBuf {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    within.join(format!("mando-{}-{number}{ending}", std::process::id()))
}

/// Whether a name is one of [`unique_path`].
pub(super) fn is_unique_path_name(name: &str, ending: &str) -> bool {
    let numbers = name.strip_prefix("mando-").and_then(|rest| rest.strip_suffix(ending)?.split_once('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// Removes folders that nobody holds any more.
fn remove_orphaned(within: &Path) {
    // The folder for temporary files of a system holds thousands of others: only what may be ours is looked at.
    for name in names_in(within).unwrap_or_default().into_iter().filter(|name| is_unique_path_name(name, ""))
    {
        let path = within.join(&name);
        if !fs::symlink_metadata(&path).is_ok_and(|data| data.is_dir()) {
            continue;
        }
        match File::options().write(true).open(path.join(HELD)) {
            Ok(held) if held.try_lock().is_ok() => remove(&path),
            Ok(_) => {}
            // Made, and not yet held or never to be: it goes only while it is empty.
            Err(_) => drop(fs::remove_dir(&path)),
        }
    }
}

fn temporary_paths() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what all runs of this process have put aside, for good: none of them can go on.
pub fn remove_all_temporary() {
    /// Whoever was about to make a folder in one of them has done so, or found nothing to make it in.
    const PAUSE: Duration = Duration::from_millis(20);
    let aside = temporary_paths();
    aside.iter().for_each(|path| remove(path));
    std::thread::sleep(PAUSE);
    aside.iter().for_each(|path| remove(path));
    std::mem::forget(aside);
}

/// A thread that still writes into a folder may make a file while the others go.
fn remove(path: &Path) {
    const TRIALS: usize = 20;
    for _ in 0..TRIALS {
        let Ok(data) = fs::symlink_metadata(path) else { break };
        let gone = if data.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        if gone.is_ok() {
            break;
        }
    }
}
