//! What a run keeps for the next: what was accumulated from each file, as long as file, rules and questions are the same.
//!
//! A source whose rows are taken as they come is kept file by file ([`super::scan`] merges them); one whose rows are
//! held, or made of others, as a whole. Nothing kept depends on the as-of day unless an expression asks for it or a row
//! lies after it, so complete past periods serve any later run.

mod reuse;

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use self::reuse::{ReadReason, Reuse};
use super::aggregates::{Day, day_number};
use super::entities::{self, SourceQuestions};
use super::requests::AggregateRequests;
use super::scan::{PartialState, ScanPlan};
use crate::data::{
    CacheLookup, Data, DataError, HashWriter, Identity, InputFile, Needs, ReadSummary, Sessions, Store,
    Streamed, Table, TableFacts, identities,
};
use crate::disk;
use crate::model::{Scorecard, Source, Tree};

/// The program that computes: its version, and its sources.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("MANDO_SOURCES"));

/// The cache as one run of a scorecard uses it.
#[derive(Debug)]
pub struct Cache {
    store: Store,
    secret: [u8; 32],
    card: String,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// In the order of asking.
    reuse: Vec<Reuse>,
    whole: BTreeMap<String, WholeSource>,
}

/// A source that is kept as a whole.
#[derive(Debug)]
enum WholeSource {
    /// What other runs kept: nothing where nobody asks it.
    Kept(Option<PartialState>),
    /// To be kept.
    Missing { key: Key, behind: Vec<String>, newest: Option<Day> },
}

/// What decides whether two runs compute the same.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// Whose it is: scorecard, source, and the file where it is one of several.
    label: String,
    /// Rules by which rows are read, and what is asked of them.
    rules: [u8; 32],
    /// Files with their hashes.
    files: Vec<(String, String)>,
    as_of: NaiveDate,
    /// By whose secret keys are hashed.
    mark: [u8; 32],
}

/// What was kept last under a label.
#[derive(Debug, Serialize, Deserialize)]
struct LatestEntry {
    program: String,
    rules: [u8; 32],
    files: Vec<(String, String)>,
    /// Whether it holds for one as-of day alone.
    is_dated: bool,
}

impl Key {
    /// The name of its entry: of the one that holds for any as-of day behind all its rows, or for this day alone.
    fn name(&self, is_dated: bool) -> String {
        let as_of = is_dated.then_some(self.as_of);
        let hash = hash(|words| write!(words, "{:?}", (PROGRAM, self.mark, self.rules, &self.files, as_of)));
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn last(&self, is_dated: bool) -> LatestEntry {
        LatestEntry { program: PROGRAM.to_owned(), rules: self.rules, files: self.files.clone(), is_dated }
    }
}

fn hash(write: impl FnOnce(&mut HashWriter) -> std::fmt::Result) -> [u8; 32] {
    let mut words = HashWriter::default();
    // Hashing takes any words.
    let _ = write(&mut words);
    words.hash()
}

impl Cache {
    /// The cache in a folder, for a scorecard; `own` is the folder of its project's secret.
    ///
    /// # Errors
    /// The folder is no cache, or there is no place for a secret: why nothing can be kept.
    pub fn open(folder: &Path, own: &Path, card: &str) -> Result<Cache, String> {
        let why = |folder: &Path, error: io::Error| format!("{}: {error}", folder.display());
        // A project that nobody may write into has its secret beside what is kept.
        let secret = disk::secret(own).or_else(|_| {
            disk::make_cache(folder).map_err(|error| why(folder, error))?;
            disk::secret(folder).map_err(|error| why(folder, error))
        })?;
        Ok(Cache {
            store: Store::open(folder, secret),
            secret,
            card: card.to_owned(),
            state: Mutex::default(),
        })
    }

    /// Salt for hashes of a source's keys in cache entries. Without it, an attacker with a list of possible keys
    /// cannot test which occur.
    pub(super) fn salt(&self, source: &str) -> String {
        let hex: String = self.secret.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{hex} {source}")
    }

    /// What tells entries of this secret from those of another, and says nothing of it.
    fn mark(&self) -> [u8; 32] {
        hash(|words| write!(words, "{:?} whose keys", self.secret))
    }

    /// Writes down what was used, and removes what is old. What was reused of each source; and why nothing can be kept,
    /// if so.
    pub fn close(self) -> (Vec<Reuse>, Option<String>) {
        let refused = self.store.close(&self.card);
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        (state.reuse, refused)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reuse(&self, source: &str, say: impl FnOnce(&mut Reuse)) {
        let mut state = self.state();
        let at = state.reuse.iter().position(|reuse| reuse.source == source).unwrap_or_else(|| {
            state.reuse.push(Reuse::new(source));
            state.reuse.len() - 1
        });
        say(&mut state.reuse[at]);
    }

    fn label(&self, source: &str, file: &str) -> String {
        format!("{}\n{source}\n{file}", self.card)
    }

    /// What decides over one file of a source; `None` where that is not known before it is read.
    pub(super) fn key_of(
        &self,
        source: &str,
        file: &Streamed,
        ask: &ScanPlan,
        as_of: NaiveDate,
    ) -> Result<Option<Key>, DataError> {
        let Some(input) = file.identity()? else { return Ok(None) };
        let rules = hash(|words| file.rules(words).and_then(|()| ask.text(words)));
        Ok(Some(self.key(source, file.shown(), rules, &[input], as_of)))
    }

    fn key(&self, source: &str, file: &str, rules: [u8; 32], files: &[InputFile], as_of: NaiveDate) -> Key {
        let files = files.iter().map(|file| (file.shown.clone(), file.sha256.clone())).collect();
        Key { label: self.label(source, file), rules, files, as_of, mark: self.mark() }
    }

    /// What other runs kept of one file of a source.
    pub(super) fn load(
        &self,
        source: &str,
        file: &str,
        key: Option<&Key>,
    ) -> Option<(PartialState, ReadSummary)> {
        let found = key.map_or(Err(ReadReason::Elsewhere), |key| self.kept(key));
        self.reuse(source, |reuse| {
            reuse.files += 1;
            match &found {
                Ok(_) => reuse.reused += 1,
                Err(why) => reuse.read.push((file.to_owned(), *why)),
            }
        });
        found.ok()
    }

    fn kept<T: DeserializeOwned>(&self, key: &Key) -> Result<T, ReadReason> {
        let mut why = None;
        for is_dated in [false, true] {
            match self.store.get(&key.name(is_dated)) {
                CacheLookup::Kept(content) => match decode_entry(&content, key.as_of, is_dated) {
                    Ok(entry) => {
                        self.note(key, is_dated);
                        return Ok(entry);
                    }
                    Err(other) => why = Some(other),
                },
                CacheLookup::Damaged => why = Some(ReadReason::Damaged),
                CacheLookup::Absent => {}
            }
        }
        Err(why.unwrap_or_else(|| self.missing(key)))
    }

    /// ReadReason there is no entry.
    fn missing(&self, key: &Key) -> ReadReason {
        let last = self.store.note(&key.label);
        let Some(last) = last.and_then(|last| postcard::from_bytes::<LatestEntry>(&last).ok()) else {
            return ReadReason::New;
        };
        match last {
            last if last.program != PROGRAM => ReadReason::Version,
            last if last.files != key.files => ReadReason::Changed,
            last if last.rules != key.rules => ReadReason::Rules,
            LatestEntry { is_dated: true, .. } => ReadReason::AfterAsOf,
            _ => ReadReason::Gone,
        }
    }

    /// Keeps what was computed, with the latest day that any of its rows says.
    pub(super) fn keep<T: Serialize>(&self, key: &Key, newest: Option<Day>, entry: &T) {
        let is_dated = newest > Some(day_number(key.as_of));
        let content = postcard::to_extend(&newest, Vec::new());
        // What cannot be written down is not kept.
        if let Ok(content) = content.and_then(|content| postcard::to_extend(entry, content)) {
            self.store.put(&key.name(is_dated), &content);
            self.note(key, is_dated);
        }
    }

    fn note(&self, key: &Key, is_dated: bool) {
        if let Ok(last) = postcard::to_extend(&key.last(is_dated), Vec::new()) {
            self.store.set_note(key.label.clone(), last);
        }
    }

    /// Tables of sources that need not be read, because everything that is asked of them and of what is made of them was
    /// kept; none where entities are looked for in their rows.
    pub fn tables(
        &self,
        scorecard: &Scorecard,
        needs: &Needs,
        sessions: &Sessions,
        as_of: NaiveDate,
        with_entities: bool,
    ) -> BTreeMap<String, Table> {
        let sources = &scorecard.sources;
        let known = identities(sources, needs, &scorecard.calendar, as_of, sessions);
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        let mut requests_of = AggregateRequests::by_source(scorecard, &|_, _| true);
        for source in sources {
            match &known[&source.id] {
                Identity::Apart => {}
                Identity::Unknown(why) => self.reuse(&source.id, |reuse| reuse.refused = Some(why.clone())),
                Identity::Known { .. } if with_entities => {
                    let why = "which entities there are is asked of its rows".to_owned();
                    self.reuse(&source.id, |reuse| reuse.refused = Some(why));
                }
                Identity::Known { rules, files, behind } => {
                    let requests = requests_of.remove(&source.id).unwrap_or_default();
                    let entities = entities::levels(scorecard, &source.id, &Tree::default());
                    let ask =
                        ScanPlan::new(SourceQuestions { requests: &requests, entities: &entities, as_of });
                    let rules = hash(|words| write!(words, "{rules:?}").and_then(|()| ask.text(words)));
                    let key = self.key(&source.id, "", rules, files, as_of);
                    let kept = self.kept::<(TableFacts, Option<PartialState>)>(&key);
                    let is_asked = !requests.additive.is_empty();
                    let kept = kept.and_then(|kept| match kept.1.is_some() == is_asked {
                        true => Ok(kept),
                        false => Err(ReadReason::Damaged),
                    });
                    let changed = kept.as_ref().err().map(|why| self.changed(&key, *why));
                    self.reuse(&source.id, |reuse| {
                        (reuse.files, reuse.is_whole) = (files.len(), true);
                        reuse.reused = if kept.is_ok() { files.len() } else { 0 };
                        reuse.read = changed.unwrap_or_default();
                    });
                    let whole = match kept {
                        Ok((facts, unit)) => {
                            tables.insert(source.id.clone(), Table::without_rows(facts));
                            WholeSource::Kept(unit)
                        }
                        Err(_) => WholeSource::Missing { key, behind: behind.clone(), newest: None },
                    };
                    self.state().whole.insert(source.id.clone(), whole);
                }
            }
        }
        for (at, source) in sources.iter().enumerate().rev() {
            let reader = |other: &&Source| other.takes_over(&source.id) && !tables.contains_key(&other.id);
            if let Some(reader) = sources[at..].iter().find(reader)
                && tables.remove(&source.id).is_some()
            {
                self.reuse(&source.id, |reuse| reuse.read_for = Some(reader.id.clone()));
            }
        }
        tables
    }

    /// The files behind a source that is read, where some of them are the reason.
    fn changed(&self, key: &Key, why: ReadReason) -> Vec<(String, ReadReason)> {
        let last = self.store.note(&key.label);
        let last = last.and_then(|last| postcard::from_bytes::<LatestEntry>(&last).ok());
        match (why, last) {
            (ReadReason::Changed, Some(last)) => {
                let of_name = |name: &String| last.files.iter().find(|(other, _)| other == name);
                let why = |(name, hash): &(String, String)| match of_name(name) {
                    None => Some((name.clone(), ReadReason::New)),
                    Some((_, before)) if before != hash => Some((name.clone(), ReadReason::Changed)),
                    Some(_) => None,
                };
                let gone = last.files.iter().filter(|(name, _)| key.files.iter().all(|(now, _)| now != name));
                let gone = gone.map(|(name, _)| (name.clone(), ReadReason::Gone));
                key.files.iter().filter_map(why).chain(gone).collect()
            }
            _ => vec![(String::new(), why)],
        }
    }

    /// Learns how far the rows of all sources reach.
    pub(super) fn note_newest_days(&self, data: &Data) {
        let last_day = |id: &String| data.tables.get(id)?.newest().map(day_number);
        for whole in self.state().whole.values_mut() {
            if let WholeSource::Missing { behind, newest, .. } = whole {
                *newest = behind.iter().filter_map(last_day).max();
            }
        }
    }

    /// What other runs kept of a source as a whole, to be taken once.
    pub(super) fn take(&self, source: &str) -> Option<PartialState> {
        match self.state().whole.get_mut(source)? {
            WholeSource::Kept(unit) => unit.take(),
            WholeSource::Missing { .. } => None,
        }
    }

    /// Keeps a source as a whole, if that can be.
    pub(super) fn store_source(&self, source: &str, table: &Table, unit: Option<&PartialState>) {
        let whole = self.state().whole.remove(source);
        if let Some(WholeSource::Missing { key, newest, .. }) = whole {
            let newest = newest.max(unit.and_then(|unit| unit.newest));
            self.keep(&key, newest, &(table.facts(), unit));
        }
    }

    /// Writes cache entries for sources that no measure queries.
    pub(super) fn store_unqueried(&self, data: &Data) {
        let ids: Vec<String> = self.state().whole.keys().cloned().collect();
        for (id, table) in ids.iter().filter_map(|id| Some((id, data.tables.get(id)?))) {
            self.store_source(id, table, None);
        }
    }
}

/// An entry, if it holds for a run with this as-of day.
fn decode_entry<T: DeserializeOwned>(
    content: &[u8],
    as_of: NaiveDate,
    is_dated: bool,
) -> Result<T, ReadReason> {
    let damaged = |_| ReadReason::Damaged;
    let (newest, content) = postcard::take_from_bytes::<Option<Day>>(content).map_err(damaged)?;
    if !is_dated && newest > Some(day_number(as_of)) {
        return Err(ReadReason::AfterAsOf);
    }
    postcard::from_bytes(content).map_err(damaged)
}
