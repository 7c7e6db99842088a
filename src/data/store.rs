//! A folder in which what one run computed is kept for the next.
//!
//! An entry is whole or not there: it is written beside and then takes its name, and it ends with a seal, a hash that nobody
//! makes who does not know the project's secret. An index says which run used an entry last, so that old ones go without
//! anybody asking the clock; it is of all projects that share the folder, and its seal only tells whether it is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::disk::{self, Name};

/// What every entry begins with.
const MAGIC: &[u8; 8] = b"mandoc02";
/// Length of the seal that it ends with.
const HASH: usize = 32;
/// Runs of every scorecard of a folder after which what none of them used goes.
const RUNS: u64 = 12;

const INDEX: &str = "index";
/// What the index is sealed with: those who share a folder share it.
const SHARED: &[u8] = b"index";

/// What was found under a name.
pub(crate) enum CacheLookup {
    /// No entry.
    Absent,
    /// What stands there is no entry, or not the one of this name, or only part of it, or somebody else's.
    Damaged,
    /// Its content.
    Kept(Vec<u8>),
}

/// The folder, and what this run did with it.
#[derive(Debug)]
pub(crate) struct Store {
    folder: PathBuf,
    /// With which entries are sealed.
    secret: [u8; 32],
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    index: Index,
    used: BTreeSet<String>,
    notes: BTreeMap<String, Vec<u8>>,
    /// Why nothing can be written.
    refused: Option<String>,
}

/// Who used what last, in runs.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    run: u64,
    cards: BTreeMap<String, u64>,
    entries: BTreeMap<String, u64>,
    notes: BTreeMap<String, (u64, Vec<u8>)>,
}

impl Store {
    /// The folder as other runs left it; what cannot be read is as if it were not there.
    pub(crate) fn open(folder: &Path, secret: [u8; 32]) -> Store {
        let index = read(&folder.join(INDEX), INDEX, SHARED);
        let state = State { index: decoded(index), ..State::default() };
        Store { folder: folder.to_owned(), secret, state: Mutex::new(state) }
    }

    /// The content of an entry.
    pub(crate) fn get(&self, name: &str) -> CacheLookup {
        let lookup = read(&self.folder.join(name), name, &self.secret);
        if matches!(lookup, CacheLookup::Kept(_)) {
            self.state().used.insert(name.to_owned());
        }
        lookup
    }

    /// Keeps an entry, if that can be.
    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        // Who writes an entry and who clears away take turns.
        let written = disk::make_cache(&self.folder).and_then(|()| {
            let folder = disk::open_folder(&self.folder)?;
            let _shared = folder.as_ref().map(File::lock_shared);
            write(&self.folder, name, content, &self.secret)
        });
        match written {
            Ok(()) => {
                self.state().used.insert(name.to_owned());
            }
            Err(error) => self.note_error(&error),
        }
    }

    /// What another run noted.
    pub(crate) fn note(&self, label: &str) -> Option<Vec<u8>> {
        self.state().index.notes.get(label).map(|(_, note)| note.clone())
    }

    /// Notes something for other runs.
    pub(crate) fn set_note(&self, label: String, note: Vec<u8>) {
        self.state().notes.insert(label, note);
    }

    /// Writes down what this run of a scorecard used, and removes what no run has used for long. Why nothing could be
    /// written, if so.
    pub(crate) fn close(&self, card: &str) -> Option<String> {
        let is_idle = self.state().used.is_empty() && self.state().notes.is_empty();
        if !is_idle && let Err(error) = disk::make_cache(&self.folder).and_then(|()| self.settle(card)) {
            self.note_error(&error);
        }
        self.state().refused.take()
    }

    fn settle(&self, card: &str) -> io::Result<()> {
        let folder = disk::open_folder(&self.folder)?;
        // Where there are no locks, the run that ends last says what was used.
        if folder.as_ref().is_some_and(|folder| folder.lock().is_ok()) {
            disk::clear_parts(&self.folder)?;
        }
        let mut state = self.state();
        let mut index: Index = decoded(read(&self.folder.join(INDEX), INDEX, SHARED));
        index.run += 1;
        let run = index.run;
        index.cards.insert(card.to_owned(), run);
        index.entries.extend(std::mem::take(&mut state.used).into_iter().map(|name| (name, run)));
        let notes = std::mem::take(&mut state.notes);
        index.notes.extend(notes.into_iter().map(|(label, note)| (label, (run, note))));
        let present = names(&self.folder)?;
        index.entries.retain(|name, _| present.contains(name));
        // What a run that was killed has kept is named by no run; it is an entry by what it begins with.
        for name in present.iter().filter(|name| is_entry(&self.folder, name)) {
            index.entries.entry(name.clone()).or_insert(run);
        }
        let most = RUNS * index.cards.len() as u64;
        let is_old = |used: u64| run - used.min(run) >= most;
        for name in index.entries.iter().filter(|(_, used)| is_old(**used)).map(|(name, _)| name) {
            Name::exact(name).map_or(Ok(()), |name| disk::remove(&self.folder, &name))?;
        }
        index.entries.retain(|_, used| !is_old(*used));
        index.notes.retain(|_, (used, _)| !is_old(*used));
        index.cards.retain(|_, used| !is_old(*used));
        let content = postcard::to_extend(&index, Vec::new()).map_err(io::Error::other)?;
        write(&self.folder, INDEX, &content, SHARED)
    }

    fn note_error(&self, error: &io::Error) {
        self.state().refused.get_or_insert_with(|| format!("{}: {error}", self.folder.display()));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A value of an entry's content; nothing where it is no such value.
fn decoded<T: Default + for<'d> Deserialize<'d>>(lookup: CacheLookup) -> T {
    match lookup {
        CacheLookup::Kept(content) => postcard::from_bytes(&content).unwrap_or_default(),
        CacheLookup::Absent | CacheLookup::Damaged => T::default(),
    }
}

/// Names of cache entries in a folder; other files are ignored.
fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    Ok(names.filter(|name| name.len() == 2 * HASH && name.bytes().all(is_digit)).collect())
}

fn is_entry(folder: &Path, name: &str) -> bool {
    let mut begins = [0; MAGIC.len()];
    let read = disk::open_own(&folder.join(name)).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && begins == *MAGIC
}

fn write(folder: &Path, name: &str, content: &[u8], key: &[u8]) -> io::Result<()> {
    let own = Name::exact(name).ok_or(ErrorKind::InvalidFilename)?;
    let seal = sealed(name, content, key).map_err(io::Error::other)?.finalize().into_bytes();
    disk::write_whole(folder, &own, |file| {
        file.write_all(MAGIC)?;
        file.write_all(content)?;
        file.write_all(&seal)
    })?;
    Ok(())
}

fn read(path: &Path, name: &str, key: &[u8]) -> CacheLookup {
    let mut bytes = match disk::read_own(path, u64::MAX) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return CacheLookup::Absent,
        Err(_) => return CacheLookup::Damaged,
    };
    let Some(end) = bytes.len().checked_sub(HASH).filter(|end| *end >= MAGIC.len()) else {
        return CacheLookup::Damaged;
    };
    let is_own = |content: &[u8]| {
        sealed(name, content, key).is_ok_and(|seal| seal.verify_slice(&bytes[end..]).is_ok())
    };
    if !bytes.starts_with(MAGIC) || !is_own(&bytes[MAGIC.len()..end]) {
        return CacheLookup::Damaged;
    }
    bytes.truncate(end);
    bytes.drain(..MAGIC.len());
    CacheLookup::Kept(bytes)
}

/// The seal of an entry of this name, with a key.
fn sealed(name: &str, content: &[u8], key: &[u8]) -> Result<Hmac<Sha256>, hmac::digest::InvalidLength> {
    let mut seal = Hmac::<Sha256>::new_from_slice(key)?;
    for part in [MAGIC.as_slice(), name.as_bytes(), &[0], content] {
        seal.update(part);
    }
    Ok(seal)
}
