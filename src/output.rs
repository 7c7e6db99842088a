//! Files that appear whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::run::OutputFile;

/// Held while files are written, and for good by whoever ends the process meanwhile.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits until files being written are whole; none is written while the answer lives.
pub fn settled() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes files into a folder so that each is wholly old or wholly new at any moment: all are written beside and synced
/// before the first takes its name.
///
/// Processes that write into one folder take turns; each clears away what one that was killed has left.
///
/// # Errors
/// The folder or a file cannot be written; no file has changed unless the error came while names were taken.
pub fn write(folder: &Path, files: &[OutputFile]) -> io::Result<()> {
    let _writing = settled();
    fs::create_dir_all(folder)?;
    let held = File::open(folder)?;
    // Not every file system has locks; there parts are told apart by their process alone.
    let alone = held.lock().is_ok();
    if alone {
        clear(folder, files)?;
    }
    let part = |file: &OutputFile| folder.join(format!(".{}.{}.part", file.name, std::process::id()));
    let written = files.iter().try_for_each(|file| {
        let mut target = File::create(part(file))?;
        target.write_all(&file.bytes)?;
        target.sync_all()
    });
    let named = written
        .and_then(|()| files.iter().try_for_each(|file| fs::rename(part(file), folder.join(&file.name))));
    if let Err(error) = named {
        for file in files {
            // A part that was never begun, or has its name, is not there to be removed.
            let _ = fs::remove_file(part(file));
        }
        return Err(error);
    }
    held.sync_all()
}

/// Removes parts of these files that other processes have left.
fn clear(folder: &Path, files: &[OutputFile]) -> io::Result<()> {
    let is_part = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let of = |file: &OutputFile| {
            let rest = name.strip_prefix('.').and_then(|name| name.strip_prefix(file.name.as_str()));
            rest.is_some_and(|rest| rest.ends_with(".part"))
        };
        files.iter().any(of) && path.is_file()
    };
    let paths = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(is_part).try_for_each(fs::remove_file)
}

/// Names that mean devices to some systems.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names of folders for entities, each once, whatever their ids hold: letters, digits, `-`, `_` and `.` stay, anything
/// else becomes `-`, and of two that look the same the later gets a number.
pub fn folder_names(ids: &[String], taken: &[&str]) -> Vec<String> {
    const LONGEST: usize = 100;
    let mut used: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let name = |id: &String| {
        let plain: String = id
            .chars()
            .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
            .collect();
        let cut = plain.floor_char_boundary(LONGEST);
        let own = plain[..cut].trim_matches(['-', '.']);
        let own = if own.is_empty() { "entity" } else { own };
        let numbers = (2..).map(|n| format!("{own}-{n}"));
        let is_device = |name: &String| DEVICES.contains(&name.to_lowercase().as_str());
        let mut names = std::iter::once(own.to_owned()).chain(numbers);
        let free = names.find(|name| !is_device(name) && used.insert(name.to_lowercase()));
        free.unwrap_or_default()
    };
    ids.iter().map(name).collect()
}
