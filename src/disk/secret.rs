//! A secret of a project's own, for what must not be guessed from outside.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::private::private;
use super::{IGNORE, Name, TemporaryPath, clear_parts, read_own, write_whole};

const LENGTH: usize = 32;
const FILE: &str = "secret";

/// Random bytes that stay the same for all runs of a project; they stand in a folder of mando's own, for its owner alone,
/// and are made when there are none.
///
/// # Errors
/// They are not there and cannot be made.
pub fn secret(folder: &Path) -> io::Result<[u8; LENGTH]> {
    let path = folder.join(FILE);
    if let Some(found) = read(&path)? {
        // What a run that was killed here began is of no use any more; a folder that cannot be cleared is no obstacle.
        let _ = clear_parts(folder);
        return Ok(found);
    }
    fs::create_dir_all(folder)?;
    let ignore = Name::exact(IGNORE.0).ok_or(ErrorKind::InvalidFilename)?;
    if !folder.join(IGNORE.0).exists() {
        write_whole(folder, &ignore, |file| file.write_all(IGNORE.1.as_bytes()))?;
    }
    let mut fresh = [0; LENGTH];
    getrandom::fill(&mut fresh).map_err(|error| io::Error::other(error.to_string()))?;
    let (part, mut file) = TemporaryPath::part(folder, &private())?;
    file.write_all(&fresh)?;
    // Of two runs at once the first says what holds.
    match fs::hard_link(part.path(), &path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists || path.exists() => {}
        Err(_) => fs::rename(part.path(), &path)?,
        Ok(()) => {}
    }
    // Since it is there, what others began here is of no use either, whether they live or were killed.
    drop(part);
    let _ = clear_parts(folder);
    read(&path)?.ok_or_else(|| io::Error::other("its file `secret` is damaged; delete it"))
}

fn read(path: &Path) -> io::Result<Option<[u8; LENGTH]>> {
    // One byte more than it has, so that what is longer is none.
    match read_own(path, LENGTH as u64 + 1) {
        Ok(bytes) => Ok(bytes.try_into().ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
