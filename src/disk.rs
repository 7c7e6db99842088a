//! What mando makes and removes on disk: always one step at a time below a folder, under a name that is safe everywhere.
//!
//! Nothing else in the program creates, renames or removes a file.

mod aside;
mod cache;
mod name;
mod private;
mod secret;
mod set;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

pub use aside::{TemporaryPath, remove_all_temporary};
pub use cache::{FolderState, IGNORE, TAG, clear_parts, folder_state, make_cache};
pub use name::{Name, names};
use private::private;
pub use secret::secret;
pub(crate) use set::open_folder;
pub use set::{LeftFolders, NewFile, OtherFiles, sync_names, wait_for_writers, write_set, write_set_of_many};

/// Makes the folders that stand one below the other in a root, none of which may lead out of it, and says where the last is.
///
/// # Errors
/// One of them cannot be made, or is a link that leads out.
pub fn make_below(root: &Path, below: &[Name]) -> io::Result<PathBuf> {
    fs::create_dir_all(root)?;
    let root = fs::canonicalize(root)?;
    let mut folder = root.clone();
    for name in below {
        folder.push(name.as_str());
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made?,
        }
        folder = fs::canonicalize(&folder)?;
        if !folder.starts_with(&root) {
            return Err(io::Error::other(format!("`{name}` there is a link that leads out of it")));
        }
    }
    Ok(folder)
}

/// Writes a file into a folder so that it is there as a whole or not at all.
///
/// # Errors
/// It cannot be written; what stood under the name stands there still.
pub fn write_whole(
    folder: &Path,
    name: &Name,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let (part, mut file) = TemporaryPath::part(folder, &private())?;
    write(&mut file)?;
    drop(file);
    name_file(&part, folder, name)
}

/// A new file beside those that have a name, which goes unless it is given one.
///
/// # Errors
/// It cannot be made.
pub fn begin_file(folder: &Path) -> io::Result<(TemporaryPath, File)> {
    fs::create_dir_all(folder)?;
    TemporaryPath::part(folder, File::options().write(true).create_new(true))
}

/// Gives a file that was begun its name.
///
/// # Errors
/// It cannot take it.
pub fn name_file(part: &TemporaryPath, folder: &Path, name: &Name) -> io::Result<PathBuf> {
    let path = folder.join(name.as_str());
    fs::rename(part.path(), &path)?;
    Ok(path)
}

/// Removes a file of a folder, if it is there.
///
/// # Errors
/// It is there and cannot be removed.
pub fn remove(folder: &Path, name: &Name) -> io::Result<()> {
    match fs::remove_file(folder.join(name.as_str())) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Writes a new file of a new folder.
///
/// # Errors
/// It is there already, or cannot be written.
pub fn write_new(folder: &Path, name: &Name, content: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(folder.join(name.as_str()))?;
    io::Write::write_all(&mut file, content)
}

/// The content of a regular file that is no longer than `most` bytes. It is never more than that which is held.
///
/// # Errors
/// It cannot be read, is no regular file (waiting for a pipe or reading a device might never end), or is longer.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    // Opening a pipe would wait for whoever writes into it.
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(ReadError::NoFile);
    }
    // Nothing is held of what is too long.
    if found.len() > most {
        return Err(ReadError::TooLong(most));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(ReadError::TooLong(most)) } else { Ok(bytes) }
}

/// Opens a file of mando's own, which is a regular file and no link: whatever else stands in its place is somebody else's.
///
/// # Errors
/// It cannot be opened, or is no such file.
pub fn open_own(path: &Path) -> io::Result<File> {
    // Opening a pipe would wait for whoever writes into it.
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            "a link, a folder, a pipe or a device stands there",
        ));
    }
    File::open(path)
}

/// The content of a [file of mando's own](open_own), of which no more is read than so many bytes.
///
/// # Errors
/// It cannot be read, or is no such file.
pub fn read_own(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_own(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refuses.
    #[error("{}", .0.kind())]
    Refused(#[from] io::Error),
    /// A folder, a pipe, a device.
    #[error("it is no regular file")]
    NoFile,
    /// It is longer than it may be.
    #[error("it is longer than {} MB", .0 >> 20)]
    TooLong(u64),
}
