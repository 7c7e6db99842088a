//! A cache in which the bytes of an input changed an entry.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hmac::{Hmac, KeyInit, Mac};
use mando::render::json;
use sha2::Sha256;

use crate::files::changed as with_changes;
use crate::{Folder, computed, each, heading};

/// What an entry begins with, and the length of the seal that it ends with.
const BEGINS: usize = 8;
const SEAL: usize = 32;

/// Sums, values, rows of customers, and segments: an entry has all its parts.
const MEASURES: &str = "  amount: { title: A, objective: o, source: data, kind: { sum: amount }, direction: maximise, segments: [customer] }
  middle: { title: D, objective: o, source: data, kind: { median: score }, direction: maximise }
  kept: { title: Kept, objective: o, source: data, min_n: 1, kind: { retention: { active_within: 1 month } } }
  worth: { title: Worth, objective: o, source: data, min_n: 1, kind: { revenue_retention: { revenue: amount } } }
";

/// A project of two files that a run has kept, and what it found.
struct Base {
    // Keeps the folder.
    _folder: Folder,
    place: PathBuf,
    entries: Vec<(PathBuf, Vec<u8>)>,
    results: Vec<u8>,
}

static BASE: LazyLock<Base> = LazyLock::new(base);

fn base() -> Base {
    let yaml = (heading("a.csv", "") + MEASURES).replace("data/a.csv", "\"data/*.csv\"");
    let rows = |from: u32| {
        let mut rows = String::from("day,customer,amount,score\n");
        for n in from..from + 25 {
            rows.push_str(&format!(
                "2026-{:02}-{:02},c{},{}.5,{}\n",
                1 + n % 3,
                1 + n % 28,
                n % 7,
                n % 13,
                n % 11
            ));
        }
        rows
    };
    let (first, second) = (rows(0), rows(25));
    let mut folder = Folder::new();
    let place = folder
        .holding(&[
            ("scorecard.yaml", yaml.as_bytes()),
            ("data/a.csv", first.as_bytes()),
            ("data/b.csv", second.as_bytes()),
        ])
        .to_owned();
    let results = ran(&place, true).expect("a project that runs");
    assert!(ran(&place, true).expect("once more") == results);
    let found = fs::read_dir(cache(&place)).expect("a cache").map(|entry| entry.expect("an entry").path());
    let is_entry =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.len() == 2 * SEAL || name == "index");
    let mut entries: Vec<(PathBuf, Vec<u8>)> =
        found.filter(is_entry).map(|path| (path.clone(), fs::read(path).expect("a file"))).collect();
    entries.sort();
    assert_eq!(entries.len(), 3, "an entry of each file, and the index");
    Base { _folder: folder, place, entries, results }
}

fn cache(place: &Path) -> PathBuf {
    place.join("cache")
}

/// What a run finds, as it is written; with or without what is kept.
fn ran(place: &Path, with_cache: bool) -> Option<Vec<u8>> {
    let mut found = None;
    each(place, |mut scorecard, sheet| {
        scorecard.engine.cache = Some(cache(place)).filter(|_| with_cache);
        found = computed(&scorecard, sheet).map(|computed| json::render(&computed.results).expect("results"));
    });
    found
}

/// Changes an entry, or the index, and runs.
pub fn changed(bytes: &[u8]) {
    let [which, sealed, bytes @ ..] = bytes else { return };
    let base = &*BASE;
    for (path, sound) in &base.entries {
        fs::write(path, sound).expect("a file");
    }
    let (path, sound) = &base.entries[usize::from(*which) % base.entries.len()];
    let mut content = sound.clone();
    let is_sealed = sealed % 2 == 1;
    if is_sealed {
        let inner = sound[BEGINS..sound.len() - SEAL].to_vec();
        let inner = if sealed % 4 == 1 { with_changes(inner, bytes) } else { bytes.to_vec() };
        content = seal(&path.file_name().expect("a name").to_string_lossy(), &sound[..BEGINS], &inner);
    } else {
        content = with_changes(content, bytes);
    }
    let is_other = content != *sound;
    fs::write(path, &content).expect("a file");
    let found = ran(&base.place, true).expect("a damaged cache stops no run");
    // Who does not know the secret cannot seal an entry, and what the index says changes no figure.
    assert!(!is_other || found == base.results, "an entry of somebody else was believed");
}

/// An entry as somebody writes it who knows everything but the secret. The index is sealed with what all know.
fn seal(name: &str, begins: &[u8], inner: &[u8]) -> Vec<u8> {
    let key: &[u8] = if name == "index" { b"index" } else { &[0; 32] };
    let mut seal = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    for part in [begins, name.as_bytes(), &[0], inner] {
        seal.update(part);
    }
    [begins, inner, &seal.finalize().into_bytes()].concat()
}
