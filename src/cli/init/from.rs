//! A first scorecard from files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use mando::calendar::Grain;
use mando::data::Silent;
use mando::definition;
use mando::disk::{self, Name};
use mando::evaluate::results::{Absence, PeriodResult, Results};
use mando::problem::Problems;
use mando::profile::{self, LookOptions};
use mando::run::{self, RunOptions};
use mando::scaffold::{self, Draft, File, Target};

use super::super::console::{report, tell};
use super::super::exit_status::ExitStatus;
use super::super::look;
use super::super::threads::runtime;
use super::super::when::yesterday;

/// The scorecard's file.
const SCORECARD: &str = "scorecard.yaml";
/// The project's file, where data stand outside the scorecard's folder.
const PROJECT: &str = "mando.yaml";

/// Writes a first scorecard beside the files, or into a folder; never over one that is there.
pub(super) fn from(files: &[String], folder: Option<&Path>) -> io::Result<ExitStatus> {
    let beside =
        || Path::new(place_of(&files[0])).parent().map(Path::to_owned).filter(|p| p.as_os_str() != "");
    let folder = folder.map(Path::to_owned).or_else(beside).unwrap_or_else(|| PathBuf::from("."));
    if folder.join(SCORECARD).exists() {
        tell(&format!("error: `{}` is there already; name a new folder", folder.join(SCORECARD).display()));
        return Ok(ExitStatus::Definition);
    }
    let asking = LookOptions::default();
    let files = &profile::together(files, &asking);
    let (profiles, ending) = look::profiles(files, &asking);
    if !matches!(ending, ExitStatus::Fine) {
        return Ok(ending);
    }
    disk::make_below(&folder, &[])?;
    let file = |profile: mando::profile::Profile| File { path: path_from(&folder, &profile.file), profile };
    let files_of: Vec<File> = profiles.into_iter().map(file).collect();
    let asked =
        format!("mando init --from {}", files.iter().map(|file| plain(file)).collect::<Vec<_>>().join(" "));
    let Some(draft) = scaffold::draft(&asked, &files_of, yesterday()) else {
        tell("error: no measure could be drafted from these files; `mando look` says what is in them");
        return Ok(ExitStatus::Data);
    };
    open_folders(&folder, &files_of)?;
    let draft = match working(&folder, draft)? {
        Ok(draft) => draft,
        Err(problems) => {
            report(&problems.0, &problems.1);
            return Ok(ExitStatus::Data);
        }
    };
    let (count, from) = (draft.measures.len(), files_of.len());
    let counted = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    tell(&format!(
        "wrote {}: {} from {}; read it line by line, then: mando run {}",
        folder.join(SCORECARD).display(),
        counted(count, "measure"),
        counted(from, "file"),
        folder.display()
    ));
    Ok(ExitStatus::Fine)
}

type Found = (Problems, mando::problem::Files);

/// The draft as far as it works, written with the targets that its history gives.
fn working(folder: &Path, draft: Draft) -> io::Result<Result<Draft, Found>> {
    let (draft, results) = match tried(folder, &draft)? {
        Ok(results) => (draft, results),
        Err(found) => {
            // A measure that its columns do not carry after all is left out.
            let mut kept = Vec::new();
            for measure in &draft.measures {
                let alone = Draft { measures: vec![measure.clone()], ..draft.clone() };
                if tried(folder, &alone)?.is_ok() {
                    kept.push(measure.clone());
                }
            }
            let draft = Draft { measures: kept, ..draft };
            match tried(folder, &draft)? {
                Ok(results) if !draft.measures.is_empty() => (draft, results),
                _ => return Ok(Err(found)),
            }
        }
    };
    let (draft, results) = match widened(&draft, &results) {
        None => (draft, results),
        Some(wider) => match tried(folder, &wider)? {
            Ok(results) => (wider, results),
            Err(_) => (draft, results),
        },
    };
    let draft = moving(draft, &results);
    let targets = targets(&draft, &results);
    write(folder, &scaffold::yaml(&draft, &targets))?;
    Ok(Ok(draft))
}

/// Writes a draft without targets and evaluates it.
fn tried(folder: &Path, draft: &Draft) -> io::Result<Result<Results, Found>> {
    write(folder, &scaffold::yaml(draft, &BTreeMap::new()))?;
    let opened = definition::open(&folder.join(SCORECARD));
    let mut found = Problems::new();
    found.extend(opened.problems.iter().cloned());
    let Some(sheet) = opened.scorecards.first() else { return Ok(Err((found, opened.files))) };
    let (card, problems) = run::resolve(&opened, sheet);
    found.extend(problems);
    let Some(mut card) = card.filter(|_| !found.has_errors()) else { return Ok(Err((found, opened.files))) };
    // Nothing of a draft is kept.
    card.engine.cache = None;
    let wanted = RunOptions { period: None, as_of: None, yesterday: yesterday() };
    let computed = runtime(card.engine.threads)?.block_on(run::compute(&card, sheet, &wanted, &Silent));
    Ok(computed.map(|computed| computed.results).map_err(|error| (error.problems(), opened.files)))
}

/// The periods of a measure in the last year, the newest first.
fn last_year<'r>(
    draft: &Draft,
    results: &'r Results,
    id: &str,
) -> impl Iterator<Item = &'r PeriodResult> + use<'r> {
    let objectives = results.scorecard.perspectives.iter().flat_map(|p| &p.objectives);
    let own = objectives.flat_map(|objective| &objective.measures).find(|measure| measure.id == id);
    own.into_iter().flat_map(|own| own.periods.iter().rev()).take(draft.timing.year())
}

/// The draft with longer windows for measures that have too few rows in every month; nothing where none has.
fn widened(draft: &Draft, results: &Results) -> Option<Draft> {
    let months = |id: &str| {
        let withheld = last_year(draft, results, id).map(|period| match (period.value, &period.absent) {
            (None, Some(Absence::Withheld { n, min_n })) => Some((*n, f64::from(*min_n))),
            _ => None,
        });
        let (n, min_n) =
            withheld.collect::<Option<Vec<_>>>()?.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
        [3, 6].into_iter().find(|months| n * f64::from(*months) >= min_n).or(Some(12))
    };
    if draft.timing.grain != Grain::Month {
        return None;
    }
    let wider = |candidate: &scaffold::Candidate| match months(&candidate.id) {
        Some(months) => candidate.over_months(months),
        None => candidate.clone(),
    };
    let is_any = draft.measures.iter().any(|candidate| months(&candidate.id).is_some());
    is_any.then(|| Draft { measures: draft.measures.iter().map(wider).collect(), ..draft.clone() })
}

/// Without the measures that stood at nothing for most of the last year, unless that is all of them.
fn moving(draft: Draft, results: &Results) -> Draft {
    let moves = |candidate: &&scaffold::Candidate| {
        let periods = last_year(&draft, results, &candidate.id);
        let values: Vec<f64> = periods.filter_map(|period| period.value).collect();
        2 * values.iter().filter(|value| **value != 0.0).count() > values.len()
    };
    let measures: Vec<_> = draft.measures.iter().filter(moves).cloned().collect();
    if measures.is_empty() { draft } else { Draft { measures, ..draft } }
}

/// The median of the last year of each measure.
fn targets(draft: &Draft, results: &Results) -> BTreeMap<String, Target> {
    let target = |candidate: &scaffold::Candidate| {
        let periods = last_year(draft, results, &candidate.id);
        let values: Vec<f64> = periods.filter_map(|period| period.value).collect();
        Some((candidate.id.clone(), scaffold::agreed(candidate, &draft.timing, &values)?))
    };
    draft.measures.iter().filter_map(target).collect()
}

fn write(folder: &Path, text: &str) -> io::Result<()> {
    let name = Name::exact(SCORECARD).ok_or(io::ErrorKind::InvalidFilename)?;
    let (part, mut file) = disk::begin(folder)?;
    file.write_all(text.as_bytes())?;
    disk::finish(&part, folder, &name).map(|_| ())
}

/// Lets the scorecard reach files outside its folder.
fn open_folders(folder: &Path, files: &[File]) -> io::Result<()> {
    let outside = files.iter().map(|file| place_of(&file.path)).filter(|path| path.starts_with(".."));
    let mut folders: Vec<String> =
        outside.filter_map(|path| Some(Path::new(path).parent()?.to_string_lossy().into_owned())).collect();
    folders.sort();
    folders.dedup();
    if folders.is_empty() || folder.join(PROJECT).exists() {
        return Ok(());
    }
    let folders: Vec<String> = folders.iter().map(|folder| mando::profile::yaml_text(folder)).collect();
    let text = format!(
        "# Folders outside this one that the scorecard may read.\ndata_folders: [{}]\n",
        folders.join(", ")
    );
    let name = Name::exact(PROJECT).ok_or(io::ErrorKind::InvalidFilename)?;
    disk::write_new(folder, &name, text.as_bytes())
}

/// A name without what makes it the address of a file of SQLite.
fn place_of(file: &str) -> &str {
    file.strip_prefix("sqlite:").map_or(file, |path| path.trim_start_matches("//"))
}

/// A name as a comment may hold it: an address without user and password.
fn plain(file: &str) -> String {
    mando::problem::plain_address(file).replace(['\n', '\r'], " ")
}

/// The path of a file from a folder; an address in the network is its own.
fn path_from(folder: &Path, file: &str) -> String {
    if file.contains("://") && !file.starts_with("sqlite:") {
        return file.to_owned();
    }
    let place = place_of(file);
    let start = if place.len() == file.len() { "" } else { "sqlite:" };
    // Nothing is called as a path with `*` is; its folder is.
    let within = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.unwrap_or(Path::new(".")).canonicalize().ok()?.join(path.file_name()?))
    };
    let real =
        |path: &Path| path.canonicalize().ok().or_else(|| within(path)).unwrap_or_else(|| path.to_owned());
    let (folder, place) = (real(folder), real(Path::new(place)));
    let parts = |path: &Path| path.components().map(|part| part.as_os_str().to_owned()).collect::<Vec<_>>();
    let (from, to) = (parts(&folder), parts(&place));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(Component::ParentDir.as_os_str().to_owned(), from.len() - shared);
    let path: PathBuf = up.chain(to[shared..].iter().cloned()).collect();
    format!("{start}{}", path.to_string_lossy().replace('\\', "/"))
}
