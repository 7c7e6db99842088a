//! Where the files of a run go: a folder that was asked for, or `out`, and safe names below it.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::disk::{self, LeftFolders, Name, NewFile, OtherFiles};
use crate::model::{ReportSpec, Scorecard};
use crate::render::{self, OutputFile};

/// A folder for files of a run. It never leads out of the folder that was asked for.
#[derive(Debug, Clone)]
pub struct RunFolder {
    root: PathBuf,
    below: Vec<Name>,
}

impl RunFolder {
    /// The folder for a scorecard's files of a period: the one asked for, else `out/SCORECARD/PERIOD`.
    pub fn new(asked: Option<&Path>, card: &Scorecard, period: &str) -> RunFolder {
        match asked {
            Some(folder) => RunFolder { root: folder.to_owned(), below: Vec::new() },
            None => {
                let below = vec![Name::from_text(&card.id), period_name(card, period)];
                RunFolder { root: PathBuf::from("out"), below }
            }
        }
    }

    /// The folder of one of its parts, such as an entity.
    pub fn part(&self, name: &Name) -> RunFolder {
        let below = self.below.iter().chain([name]).cloned().collect();
        RunFolder { root: self.root.clone(), below }
    }

    /// Its path, for messages.
    pub fn path(&self) -> PathBuf {
        self.below.iter().fold(self.root.clone(), |path, name| path.join(name.as_str()))
    }
}

/// The name of a period's folder. Labels of waves are free texts, of which two may give one name.
fn period_name(card: &Scorecard, period: &str) -> Name {
    let waves: Vec<String> = card.calendar.waves.iter().map(|wave| wave.label.clone()).collect();
    let names = disk::names(&waves, &[]);
    let named = waves.iter().zip(names).find(|(label, _)| *label == period);
    named.map_or_else(|| Name::from_text(period), |(_, name)| name)
}

/// Names of all files that a run of a scorecard may write: those of its reports, and those of the usual ones, which an earlier
/// run may have left.
pub fn file_names(card: &Scorecard) -> Vec<String> {
    let reports: Vec<ReportSpec> = card.reports().into_iter().chain(card.usual_reports()).collect();
    render::file_names(&reports)
}

/// Names of folders for entities, each once, whatever their ids hold.
pub fn folder_names(card: &Scorecard, ids: &[String]) -> Vec<Name> {
    let taken = file_names(card);
    disk::names(ids, &taken.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Writes files of one run so that they appear together. Of files that it does not write those of another run go, by what
/// their `results.json` says, so that a folder never shows two; without one nothing is known of them, and they stay.
///
/// # Errors
/// The folder or a file cannot be written, or a link leads out of the folder that was asked for; the old files stand there
/// as before.
pub fn write(card: &Scorecard, place: &RunFolder, run: &str, files: &[OutputFile]) -> io::Result<()> {
    write_part(card, place, run, files, None)
}

/// The same for one of many parts, of which it may have been seen once what is left beside them.
///
/// # Errors
/// As of [`write()`].
pub fn write_part(
    card: &Scorecard,
    place: &RunFolder,
    run: &str,
    files: &[OutputFile],
    left: Option<&LeftFolders>,
) -> io::Result<()> {
    let folder = disk::make_below(&place.root, &place.below)?;
    let all: Vec<Name> = file_names(card).iter().filter_map(|name| Name::exact(name)).collect();
    let named: Option<Vec<(Name, &OutputFile)>> =
        files.iter().map(|file| Some((Name::exact(&file.name)?, file))).collect();
    let named = named.ok_or(io::ErrorKind::InvalidFilename)?;
    let new: Vec<NewFile<'_>> =
        named.iter().map(|(name, file)| NewFile { name, bytes: &file.bytes }).collect();
    let others = match run_of(&folder) {
        Some(other) if other != run => OtherFiles::Remove,
        _ => OtherFiles::Keep,
    };
    match left {
        Some(left) => disk::write_set_of_many(&folder, &new, (&all, others), left),
        None => disk::write_set(&folder, &new, &all, others),
    }
}

/// The id of the run whose results a folder holds.
fn run_of(folder: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct Results {
        run: Run,
    }
    #[derive(Deserialize)]
    struct Run {
        id: String,
    }
    const MOST: u64 = 256 << 20; // bytes, of which one text is kept
    let bytes = disk::read(&folder.join("results.json"), MOST).ok()?;
    let results: Results = serde_json::from_slice(&bytes).ok()?;
    Some(results.run.id)
}
