//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::run::OutputFile;

/// Writes files into a folder so that each is wholly old or wholly new at any moment: all are written beside and synced
/// before the first takes its name.
///
/// # Errors
/// The folder or a file cannot be written; no file has changed unless the error came while names were taken.
pub fn write(folder: &Path, files: &[OutputFile]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let part = |file: &OutputFile| folder.join(format!(".{}.part", file.name));
    let written = files.iter().try_for_each(|file| {
        let mut target = File::create(part(file))?;
        target.write_all(&file.bytes)?;
        target.sync_all()
    });
    if let Err(error) = written {
        for file in files {
            // A part that was never begun is not there to be removed.
            let _ = fs::remove_file(part(file));
        }
        return Err(error);
    }
    for file in files {
        fs::rename(part(file), folder.join(&file.name))?;
    }
    File::open(folder)?.sync_all()
}
