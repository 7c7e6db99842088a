//! Files of one run, which appear together: at any moment a folder shows those of one run, old or new.
//!
//! Where the system can exchange two folders in one step, the new files are written into a folder beside and the two
//! change places. Where it cannot (other systems, a folder that is mounted, that somebody works in, or that holds more
//! than these files), the old files are taken aside before the first new one takes its name: for a moment some are
//! missing, but never do files of two runs stand side by side. Whatever fails, the old files come back.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

use super::Name;
use super::private::names_in;

/// A file to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'a> {
    /// Its name.
    pub name: &'a Name,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What processes that were killed have left beside the folders in one: their new ones, by name.
#[derive(Debug, Default)]
pub struct LeftFolders(Vec<String>);

impl LeftFolders {
    /// Looks into a folder. One that cannot be read holds nothing that was left: it could not be written either.
    pub fn new(folder: &Path) -> LeftFolders {
        let mut names = names_in(folder).unwrap_or_default();
        names.retain(|name| name.starts_with('.') && name.ends_with(".new"));
        LeftFolders(names)
    }
}

/// Held by all who write files, and for good by whoever ends the process meanwhile.
static WRITING: RwLock<()> = RwLock::new(());

/// Waits until files being written are whole; none is written while the answer lives.
pub fn wait_for_writers() -> RwLockWriteGuard<'static, ()> {
    WRITING.write().unwrap_or_else(PoisonError::into_inner)
}

/// What becomes of files that such a run may write and this one does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFiles {
    /// They are of the same run, and stay.
    Keep,
    /// They are of another run, and go as the new ones come.
    Remove,
}

/// Writes files into a folder so that they appear together. `all` are the names that such files may have; what else
/// stands in the folder is left alone.
///
/// Processes that write into one folder take turns; each clears away what one that was killed has left.
///
/// # Errors
/// The folder or a file cannot be written; the old files stand there as before.
pub fn write_set(folder: &Path, files: &[NewFile<'_>], all: &[Name], others: OtherFiles) -> io::Result<()> {
    let folder = fs::canonicalize(folder)?;
    write_set_of_many(
        &folder,
        files,
        (all, others),
        &folder.parent().map(LeftFolders::new).unwrap_or_default(),
    )?;
    if let Some(parent) = folder.parent() {
        sync_names(parent);
    }
    Ok(())
}

/// Brings the names in a folder to the disk, after folders there were exchanged. That this happens at once is more than most
/// file systems promise.
pub fn sync_names(folder: &Path) {
    if let Ok(Some(folder)) = open_folder(folder) {
        let _ = folder.sync_all();
    }
}

/// The same for one of many folders that stand side by side, of which it was seen once what is left; when all are written, their
/// names are [brought to the disk](sync_names) at once.
///
/// # Errors
/// As of [`write_set`].
pub fn write_set_of_many(
    folder: &Path,
    files: &[NewFile<'_>],
    (all, others): (&[Name], OtherFiles),
    left: &LeftFolders,
) -> io::Result<()> {
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    let folder = fs::canonicalize(folder)?;
    let Some(_turn) = lock_folder(&folder)? else {
        // Without locks nobody can tell what is left from what is being written.
        return replace_in_place(&folder, files, &[]);
    };
    clear(&folder, all, left)?;
    let is_other = |name: &&Name| files.iter().all(|file| file.name != *name);
    let (going, staying): (Vec<&Name>, Vec<&Name>) =
        all.iter().filter(is_other).partition(|_| others == OtherFiles::Remove);
    if try_exchange(&folder, files, (all, &staying))? {
        Ok(())
    } else {
        replace_in_place(&folder, files, &going)
    }
}

/// A folder, to be locked; nothing where the system opens no folder as a file.
pub(crate) fn open_folder(folder: &Path) -> io::Result<Option<File>> {
    if cfg!(unix) { File::open(folder).map(Some) } else { Ok(None) }
}

/// Waits for this process's turn to write into a folder; nothing where the system has no locks.
fn lock_folder(folder: &Path) -> io::Result<Option<File>> {
    loop {
        let Some(held) = open_folder(folder)? else { return Ok(None) };
        if held.lock().is_err() {
            return Ok(None);
        }
        // While this one waited, another may have put a new folder in its place.
        if is_same(&held, folder)? {
            return Ok(Some(held));
        }
    }
}

#[cfg(unix)]
fn is_same(held: &File, folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (held, there) = (held.metadata()?, fs::metadata(folder)?);
    Ok((held.dev(), held.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Writes a folder beside and exchanges the two; says whether it could.
fn try_exchange(
    folder: &Path,
    files: &[NewFile<'_>],
    (all, staying): (&[Name], &[&Name]),
) -> io::Result<bool> {
    let is_own = |name: &String| all.iter().any(|own| own.as_str() == name);
    let is_worked_in = std::env::current_dir().is_ok_and(|here| here.starts_with(folder));
    let (Some(parent), Some(base)) = (folder.parent(), folder.file_name().and_then(|name| name.to_str()))
    else {
        return Ok(false);
    };
    if is_worked_in || !fs::read_dir(folder)?.all(|entry| is_file_of(entry, &is_own)) {
        return Ok(false);
    }
    let beside = parent.join(format!(".{base}.{}.new", std::process::id()));
    if fs::create_dir(&beside).is_err() {
        return Ok(false);
    }
    let written = filled(&beside, folder, files, staying);
    let changed = written.as_ref().is_ok_and(|_| exchange(&beside, folder).is_ok());
    // What stands beside now is the new folder, or the old one.
    let gone = remove_replaced(&beside, folder, all);
    match (written, changed) {
        // A disk that is full, say, is full in place as well.
        (Err(error), _) => Err(error),
        (Ok(_held), true) => {
            // It is there; what is left beside goes with the next run.
            drop(gone);
            Ok(true)
        }
        (Ok(_), false) => Ok(false),
    }
}

/// Writes the new files into a folder, beside the old ones that stay; it is held until it has its place. Each file is brought to
/// the disk, and with it its name: whatever exchanges folders keeps the order of names, so that the new folder is never there without
/// its files.
fn filled(beside: &Path, folder: &Path, files: &[NewFile<'_>], staying: &[&Name]) -> io::Result<File> {
    let held = File::open(beside)?;
    held.lock()?;
    // Where there are no such permissions, there is nothing to take over.
    let _ = fs::set_permissions(beside, fs::metadata(folder)?.permissions());
    for file in files {
        write_synced(&beside.join(file.name.as_str()), file.bytes)?;
    }
    for name in staying {
        let (old, new) = (folder.join(name.as_str()), beside.join(name.as_str()));
        if old.exists() && fs::hard_link(&old, &new).is_err() {
            fs::copy(&old, &new)?;
        }
    }
    Ok(held)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Removes a folder that stood beside another; what is not mando's goes into that one.
fn remove_replaced(beside: &Path, folder: &Path, all: &[Name]) -> io::Result<()> {
    for name in fs::read_dir(beside)? {
        let name = name?.file_name();
        let path = beside.join(&name);
        match all.iter().any(|own| name == own.as_str()) {
            true => fs::remove_file(path)?,
            false => fs::rename(path, folder.join(&name))?,
        }
    }
    fs::remove_dir(beside)
}

/// Takes the old files aside, and gives the new ones their names; on any error all is as it was.
fn replace_in_place(folder: &Path, files: &[NewFile<'_>], going: &[&Name]) -> io::Result<()> {
    let path = |name: &Name| folder.join(name.as_str());
    let part = |file: &NewFile<'_>| temporary_name(folder, file.name, PART);
    let old = |name: &Name| temporary_name(folder, name, OLD);
    let (mut taken, mut named) = (Vec::new(), Vec::new());
    let done = files.iter().try_for_each(|file| write_synced(&part(file), file.bytes)).and_then(|()| {
        // What tells of the others goes first and comes last.
        for name in files.iter().rev().map(|file| file.name).chain(going.iter().copied()) {
            match fs::symlink_metadata(path(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Ok(data) if data.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
                found => found?,
            };
            fs::rename(path(name), old(name))?;
            taken.push(name);
        }
        for file in files {
            fs::rename(part(file), path(file.name))?;
            named.push(file.name);
        }
        Ok(())
    });
    if let Err(error) = done {
        // The new ones go before the old ones come back; a part that was never begun is not there to be removed.
        named.into_iter().for_each(|name| drop(fs::remove_file(path(name))));
        taken.into_iter().for_each(|name| drop(fs::rename(old(name), path(name))));
        files.iter().for_each(|file| drop(fs::remove_file(part(file))));
        return Err(error);
    }
    // What is left of the old goes with the next run.
    taken.into_iter().for_each(|name| drop(fs::remove_file(old(name))));
    open_folder(folder)?.map_or(Ok(()), |folder| folder.sync_all())
}

const PART: &str = "part";
const OLD: &str = "old";

/// Where a file stands before it has its name, or after.
fn temporary_name(folder: &Path, name: &Name, ending: &str) -> PathBuf {
    folder.join(format!(".{name}.{}.{ending}", std::process::id()))
}

/// The file that a name of [`temporary_name`] is about.
fn name_of_temporary<'a>(name: &str, ending: &str, all: &'a [Name]) -> Option<&'a Name> {
    let (of, process) = name.strip_prefix('.')?.strip_suffix(ending)?.strip_suffix('.')?.rsplit_once('.')?;
    let is_process = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    all.iter().find(|own| is_process && own.as_str() == of)
}

/// Clears away what processes that were killed have left: a folder beside, new files without a name, and old ones taken
/// aside, which come back unless all the new ones have taken their names.
fn clear(folder: &Path, all: &[Name], left: &LeftFolders) -> io::Result<()> {
    if let (Some(parent), Some(base)) = (folder.parent(), folder.file_name().and_then(|name| name.to_str())) {
        let is_left = |name: &&String| {
            let process = name.strip_prefix('.').and_then(|rest| rest.strip_prefix(base));
            let process = process.and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".new"));
            process.is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        };
        for name in left.0.iter().filter(is_left) {
            // What cannot go now stays hidden, and hurts nobody.
            let _ = remove_replaced(&parent.join(name), folder, all);
        }
    }
    let left = names_in(folder)?;
    let is_plain = |name: &&String| fs::symlink_metadata(folder.join(name)).is_ok_and(|data| data.is_file());
    let parts: Vec<&String> =
        left.iter().filter(|name| name_of_temporary(name, PART, all).is_some()).filter(is_plain).collect();
    for name in left.iter().filter(is_plain) {
        let Some(own) = name_of_temporary(name, OLD, all) else { continue };
        let (old, path) = (folder.join(name), folder.join(own.as_str()));
        match parts.is_empty() && path.exists() {
            true => fs::remove_file(old)?,
            false => fs::rename(old, path)?,
        }
    }
    parts.into_iter().try_for_each(|name| fs::remove_file(folder.join(name)))
}

fn is_file_of(entry: io::Result<fs::DirEntry>, is_own: &dyn Fn(&String) -> bool) -> bool {
    let Ok(entry) = entry else { return false };
    let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
    is_file && entry.file_name().into_string().is_ok_and(|name| is_own(&name))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link that stands there is not followed.
    if fs::symlink_metadata(path).is_ok_and(|data| !data.is_dir()) {
        fs::remove_file(path)?;
    }
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
