//! Folders that are a cache of mando's, and how they are told from any other.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::aside::is_unique_path_name;
use super::private::{make_private, names_in};
use super::{Name, read_own, remove, write_whole};

/// Keeps Git from taking a folder along: name and content.
pub const IGNORE: (&str, &str) = (".gitignore", "*\n");
/// What programs that make copies know a cache by (<https://bford.info/cachedir/>), and mando its own.
pub const TAG: (&str, &str) =
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by mando; it may be deleted.\n");

/// What a folder is to mando.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderState {
    /// It is not there, or empty.
    Free,
    /// A cache that mando made.
    Cache,
    /// It holds what is not mando's.
    Foreign,
}

/// Whether a folder may be used as a cache.
pub fn folder_state(folder: &Path) -> FolderState {
    let is = |(name, text): (&str, &str)| {
        read_own(&folder.join(name), text.len() as u64 + 1).map(|own| own == text.as_bytes())
    };
    let is_own = is(TAG).unwrap_or(false);
    match fs::read_dir(folder) {
        _ if is_own => FolderState::Cache,
        Err(error) if error.kind() == ErrorKind::NotFound => FolderState::Free,
        Ok(entries) => {
            // Another run may be just about to make it one.
            let is_begun = |name: &String| is_unique_path_name(name, ".part") || name == IGNORE.0;
            let names = entries.map(|entry| entry.map(|entry| entry.file_name().into_string()));
            let is_free = names.into_iter().all(|name| matches!(name, Ok(Ok(name)) if is_begun(&name)));
            let is_ignore_own = match is(IGNORE) {
                Err(error) => error.kind() == ErrorKind::NotFound,
                Ok(is_own) => is_own,
            };
            if is_free && is_ignore_own { FolderState::Free } else { FolderState::Foreign }
        }
        Err(_) => FolderState::Foreign,
    }
}

/// Makes a folder a cache, for its owner alone, unless it is one.
///
/// # Errors
/// It cannot be made, or holds what is not mando's.
pub fn make_cache(folder: &Path) -> io::Result<()> {
    match folder_state(folder) {
        FolderState::Cache => return Ok(()),
        FolderState::Free => {}
        FolderState::Foreign => return Err(io::Error::other("it holds files that mando did not make")),
    }
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    match make_private(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    for (name, text) in [IGNORE, TAG] {
        let name = Name::exact(name).ok_or(ErrorKind::InvalidFilename)?;
        write_whole(folder, &name, |file| file.write_all(text.as_bytes()))?;
    }
    Ok(())
}

/// Removes files that never got their name. Nobody may be writing one.
///
/// # Errors
/// The folder cannot be read, or one of them not removed.
pub fn clear_parts(folder: &Path) -> io::Result<()> {
    let names = names_in(folder)?.into_iter().filter(|name| is_unique_path_name(name, ".part"));
    names.filter_map(|name| Name::exact(&name)).try_for_each(|name| remove(folder, &name))
}
