//! A first scorecard from files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use mando::calendar::Grain;
use mando::data::Silent;
use mando::definition;
use mando::disk::{self, Name};
use mando::evaluate::results::{Absence, Doubt, PeriodResult, Results};
use mando::problem::Problems;
use mando::profile::{self, LookOptions, Profile};
use mando::run::{self, RunOptions};
use mando::scaffold::{self, Draft, File, LeftOut, Target};

use super::super::console::{Format, tell};
use super::super::exit_status::ExitStatus;
use super::super::look;
use super::super::period_options::yesterday;
use super::super::threads::runtime;
use super::answer::{DraftedMeasure, InitAnswer};

/// The scorecard's file.
const SCORECARD: &str = "scorecard.yaml";
/// The project's file, where data stand outside the scorecard's folder.
const PROJECT: &str = "mando.yaml";

/// Writes a first scorecard beside the files, or into a folder; never over one that is there.
pub(super) fn from(files: &[String], folder: Option<&Path>, format: Format) -> io::Result<ExitStatus> {
    let is_named = folder.is_some();
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
    let file = |profile: Profile| File { path: path_from(&folder, &profile.file), profile };
    let files_of: Vec<File> = profiles.into_iter().map(with_days).map(file).collect();
    let asked =
        format!("mando init --from {}", files.iter().map(|file| plain(file)).collect::<Vec<_>>().join(" "));
    let name = name_of(&folder, &files_of, is_named);
    let Some(draft) = scaffold::draft(&asked, &name, &files_of, yesterday()) else {
        tell(&format!(
            "error: no measure could be drafted from these files; {}",
            reason_for_no_measures(&files_of)
        ));
        return Ok(ExitStatus::Data);
    };
    let opened = open_folders(&folder, &files_of)?;
    let kept = match reduce_to_working(&folder, draft.clone())? {
        Ok(kept) => kept,
        Err(reason) => {
            if opened && let Some(name) = Name::exact(PROJECT) {
                disk::remove(&folder, &name)?;
            }
            tell(&format!(
                "error: none of the measures that were drafted can be evaluated, and nothing is written: {reason}"
            ));
            tell("`mando look` says what is in the files, and `mando init` writes an example to begin with");
            return Ok(ExitStatus::Data);
        }
    };
    let mut answer = InitAnswer::new(folder.join(SCORECARD).display().to_string());
    answer.left_out = files_of.iter().filter_map(|file| left_out((file, &files_of), &draft, &kept)).collect();
    answer.left_out.iter().for_each(|line| tell(line));
    let WorkingDraft { draft, refused } = kept;
    let dayless = files_of.iter().filter(|file| draft.has_no_day(file)).map(|file| {
        format!(
            "no column of `{}` is read as a day: its rows are taken as they stood at the end of last month, and \
             nothing is compared with before; where a column holds days, say how they are written by its `format`",
            plain(&file.profile.file)
        )
    });
    answer.notes = dayless.collect();
    // Of a file that is left out the reason is told with it.
    let of_others =
        refused.iter().filter(|own| draft.measures.iter().any(|kept| kept.source() == own.source));
    answer.notes.extend(
        of_others.map(|own| format!("`{}` cannot be evaluated and is left out: {}", own.measure, own.reason)),
    );
    answer.notes.iter().for_each(|line| tell(&format!("note: {line}")));
    let files_of: Vec<&File> = files_of.iter().filter(|file| draft.reads(file)).collect();
    let (count, from) = (draft.measures.len(), files_of.len());
    let counted = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    tell(&format!(
        "wrote {}: {} from {}; read it line by line, then: mando run {}",
        folder.join(SCORECARD).display(),
        counted(count, "measure"),
        counted(from, "file"),
        folder.display()
    ));
    if format == Format::Json {
        answer.files = files_of.iter().map(|file| plain(&file.profile.file)).collect();
        let drafted = |measure: &scaffold::Candidate| DraftedMeasure {
            id: measure.id.clone(),
            source: measure.source().to_owned(),
            why: measure.why.clone(),
        };
        answer.measures = draft.measures.iter().map(drafted).collect();
        answer.say()?;
    }
    Ok(ExitStatus::Fine)
}

/// What a draft is called: as the folder that was named, the one file, or the folder that all stand in.
fn name_of(folder: &Path, files: &[File], is_named: bool) -> String {
    // A folder that says no more than that data stand in it is called as the one around it.
    const PLAIN: [&str; 7] = ["data", "daten", "datos", "dane", "input", "files", "exports"];
    let of_folder = || {
        let path = folder.canonicalize().ok()?;
        let mut names =
            path.ancestors().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        names.find(|name| is_named || !PLAIN.contains(&name.to_lowercase().as_str()))
    };
    let own = match files {
        [only] if !is_named => Some(only.profile.id.clone()),
        _ => of_folder(),
    };
    own.filter(|name| name.contains(|c: char| c.is_alphanumeric())).unwrap_or_else(|| "first".to_owned())
}

/// Why files call for no measure.
fn reason_for_no_measures(files: &[File]) -> String {
    let names = |some: Vec<&File>| {
        let names: Vec<String> = some.iter().map(|file| format!("`{}`", plain(&file.profile.file))).collect();
        names.join(", ")
    };
    let (empty, filled): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| file.profile.rows == 0);
    let dayless: Vec<&File> = filled.iter().copied().filter(|file| file.profile.days().is_none()).collect();
    let mut why = Vec::new();
    if !empty.is_empty() {
        why.push(format!("there is no row in {}", names(empty)));
    }
    if !dayless.is_empty() {
        why.push(format!("no column is read as a day in {}", names(dayless)));
    }
    let across: Vec<&File> = filled.iter().copied().filter(|file| file.profile.months.is_some()).collect();
    if !across.is_empty() {
        let named = names(across);
        why.push(format!(
            "months stand side by side in {named}, and `mando look` prints a source that has a row for each"
        ));
    }
    if !filled.is_empty() {
        why.push("no column is called as an amount, an answer, an outcome or a customer".to_owned());
    }
    why.push("`mando look` says what is in them".to_owned());
    why.join("; ")
}

/// Sheets of a workbook that are looked at for days.
const SHEETS: usize = 12;

/// The sheet with days of a workbook whose first sheet has none: before its rows there often is one of what they mean.
fn with_days(profile: Profile) -> Profile {
    if profile.format.kind != "workbook"
        || profile.time().is_some()
        || profile.months.is_some()
        || profile.year_month.is_some()
    {
        return profile;
    }
    let of_sheet = |sheet: &String| {
        let asking = LookOptions { sheet: Some(sheet.clone()), ..LookOptions::default() };
        let place = profile::targets(&profile.file, &asking).ok()?.into_iter().next()?;
        profile::look(&place).ok().filter(|other| other.time().is_some())
    };
    let found = profile.format.other_sheets.iter().take(SHEETS).find_map(of_sheet);
    found.unwrap_or(profile)
}

/// A draft that works, and the measures that do not.
struct WorkingDraft {
    draft: Draft,
    refused: Vec<RefusedMeasure>,
}

/// A measure that its columns do not carry after all.
struct RefusedMeasure {
    measure: String,
    source: String,
    reason: String,
}

/// What is said of a file that the scorecard does not read.
fn left_out((file, files): (&File, &[File]), drafted: &Draft, kept: &WorkingDraft) -> Option<String> {
    kept.draft.left_out(file)?;
    let name = plain(&file.profile.file);
    let look = format!("`mando look {name}` says what is in it");
    let why = match drafted.left_out(file) {
        Some(LeftOut::NoMeasure) if scaffold::zeros(files, file).is_some() => {
            let found = scaffold::zeros(files, file)?;
            format!(
                "its `{}` says `{}` where `{}` of `{}` says `{}`, so that no row meets another; write both with the same zeros",
                plain(&found.column),
                plain(&found.value),
                plain(&found.other),
                plain(&found.path),
                plain(&found.other_value)
            )
        }
        Some(LeftOut::NoMeasure) if scaffold::nameless_key(files, file).is_some() => {
            let found = scaffold::nameless_key(files, file)?;
            let (path, column, key) = (plain(&found.path), plain(&found.column), plain(&found.key));
            format!(
                "no name says which of its rows belongs to which of others; `{column}` of `{path}` holds nothing but values of its `{key}`: \
                 if it names them, join the two by `key: {{ {}: {} }}`",
                profile::yaml_text(&column),
                profile::yaml_text(&key)
            )
        }
        Some(LeftOut::NoMeasure) if file.profile.days().is_none() && file.profile.rows > 0 => format!(
            "its columns call for no measure, and no column is read as a day, by which its rows could be placed; {look}"
        ),
        Some(LeftOut::NoMeasure) => format!("its columns call for no measure; {look}"),
        Some(LeftOut::LessImportant) => {
            format!("a first scorecard has no more measures than a reader holds; {look}")
        }
        // It was drafted, and did not work.
        None => match kept.refused.iter().find(|own| drafted.reads_in(&own.source, file)) {
            Some(own) => format!("no measure of it can be evaluated: {}", own.reason),
            None => format!("its measures stood at nothing for most of the last year; {look}"),
        },
    };
    Some(format!("`{name}` is left out: {why}"))
}

/// The draft as far as it works, written with the targets that its history gives; else why nothing of it does.
fn reduce_to_working(folder: &Path, draft: Draft) -> io::Result<Result<WorkingDraft, String>> {
    let mut refused = Vec::new();
    let (draft, results) = match try_evaluate(folder, &draft)? {
        Ok(results) => (draft, results),
        Err(reason) => {
            let mut kept = Vec::new();
            for measure in &draft.measures {
                match try_evaluate(folder, &draft.with(vec![measure.clone()]))? {
                    Ok(_) => kept.push(measure.clone()),
                    Err(reason) => refused.push(RefusedMeasure {
                        measure: measure.id.clone(),
                        source: measure.source().to_owned(),
                        reason,
                    }),
                }
            }
            if kept.is_empty() {
                return Ok(Err(refused.into_iter().next().map_or(reason, |own| own.reason)));
            }
            let draft = draft.with(kept);
            match try_evaluate(folder, &draft)? {
                Ok(results) => (draft, results),
                Err(reason) => return Ok(Err(reason)),
            }
        }
    };
    let (draft, results) = match with_longer_windows(&draft, &results) {
        None => (draft, results),
        Some(wider) => match try_evaluate(folder, &wider)? {
            Ok(results) => (wider, results),
            Err(_) => (draft, results),
        },
    };
    let draft = without_idle_measures(draft, &results);
    let name = Name::exact(SCORECARD).ok_or(io::ErrorKind::InvalidFilename)?;
    // Targets that do not pass are left to be agreed wholly.
    let mut reason = String::new();
    for targets in [targets(&draft, &results), BTreeMap::new()] {
        let part = part(folder, &scaffold::yaml(&draft, &targets))?;
        match check_passes(part.path()) {
            Ok(()) => {
                disk::name_file(&part, folder, &name)?;
                return Ok(Ok(WorkingDraft { draft, refused }));
            }
            Err(why) => reason = why,
        }
    }
    Ok(Err(reason))
}

/// Whether `check` has nothing against a scorecard; else the first of what it has.
fn check_passes(path: &Path) -> Result<(), String> {
    let opened = definition::open(path);
    let mut found = Problems::new();
    found.extend(opened.problems.iter().cloned());
    for drafted in &opened.scorecards {
        found.extend(run::check(&opened, drafted, false).problems);
    }
    if found.has_errors() { Err(first(&found)) } else { Ok(()) }
}

/// What is wrong first.
fn first(found: &Problems) -> String {
    let wrong = found.iter().find(|problem| problem.severity().is_error()).or_else(|| found.iter().next());
    wrong.map_or_else(|| "it holds no scorecard".to_owned(), |problem| problem.message.clone())
}

/// Evaluates a draft without targets, beside where it will stand; else what is wrong with it first.
fn try_evaluate(folder: &Path, draft: &Draft) -> io::Result<Result<Results, String>> {
    let part = part(folder, &scaffold::yaml(draft, &BTreeMap::new()))?;
    let opened = definition::open(part.path());
    let mut found = Problems::new();
    found.extend(opened.problems.iter().cloned());
    let Some(drafted) = opened.scorecards.first() else { return Ok(Err(first(&found))) };
    let (card, problems) = run::resolve(&opened, drafted);
    found.extend(problems);
    let Some(mut card) = card.filter(|_| !found.has_errors()) else { return Ok(Err(first(&found))) };
    // Nothing of a draft is kept.
    card.engine.cache = None;
    let wanted = RunOptions { period: None, as_of: None, yesterday: yesterday() };
    let computed = runtime(card.engine.threads)?.block_on(run::compute(&card, drafted, &wanted, &Silent));
    Ok(computed.map(|computed| computed.results).map_err(|error| first(&error.problems())))
}

/// The periods of a measure in the last year, the newest first.
fn last_year<'r>(
    draft: &Draft,
    results: &'r Results,
    id: &str,
) -> impl Iterator<Item = &'r PeriodResult> + use<'r> {
    results.measure(id).into_iter().flat_map(|own| own.periods.iter().rev()).take(draft.timing.year())
}

/// The draft with longer windows for measures that have too few rows in every month; nothing where none has.
fn with_longer_windows(draft: &Draft, results: &Results) -> Option<Draft> {
    let months = |id: &str| {
        // A period that may still change says nothing of how many rows others have.
        let settled = last_year(draft, results, id)
            .filter(|period| !matches!(period.doubt, Some(Doubt::Provisional(_))));
        let too_few = settled.map(|period| match (period.value, &period.absent, &period.doubt) {
            (None, Some(Absence::Withheld { n, min_n }), _)
            | (Some(_), _, Some(Doubt::InsufficientData { n, min_n })) => Some((*n, f64::from(*min_n))),
            _ => None,
        });
        let (n, min_n) =
            too_few.collect::<Option<Vec<_>>>()?.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
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
    is_any.then(|| draft.with(draft.measures.iter().map(wider).collect()))
}

/// Without the measures that stood at nothing for most of the last year, unless that is all of them.
fn without_idle_measures(draft: Draft, results: &Results) -> Draft {
    let moves = |candidate: &&scaffold::Candidate| {
        let periods = last_year(&draft, results, &candidate.id);
        let values: Vec<f64> = periods.filter_map(|period| period.value).collect();
        2 * values.iter().filter(|value| **value != 0.0).count() > values.len()
    };
    let measures: Vec<_> = draft.measures.iter().filter(moves).cloned().collect();
    if measures.is_empty() { draft } else { draft.with(measures) }
}

/// The median of the last year of each measure.
fn targets(draft: &Draft, results: &Results) -> BTreeMap<String, Target> {
    let target = |candidate: &scaffold::Candidate| {
        let periods = last_year(draft, results, &candidate.id);
        let values: Vec<f64> = periods.filter_map(|period| period.value).collect();
        Some((candidate.id.clone(), scaffold::proposed_target(candidate, &draft.timing, &values)?))
    };
    draft.measures.iter().filter_map(target).collect()
}

/// A text in a file that goes unless it is given a name.
fn part(folder: &Path, text: &str) -> io::Result<disk::TemporaryPath> {
    let (part, mut file) = disk::begin_file(folder)?;
    file.write_all(text.as_bytes())?;
    Ok(part)
}

/// Lets the scorecard reach files outside its folder; whether a project file was written for it.
fn open_folders(folder: &Path, files: &[File]) -> io::Result<bool> {
    let outside = files.iter().map(|file| place_of(&file.path)).filter(|path| path.starts_with(".."));
    let mut folders: Vec<String> =
        outside.filter_map(|path| Some(Path::new(path).parent()?.to_string_lossy().into_owned())).collect();
    folders.sort();
    folders.dedup();
    if folders.is_empty() || folder.join(PROJECT).exists() {
        return Ok(false);
    }
    let folders: Vec<String> = folders.iter().map(|folder| mando::profile::yaml_text(folder)).collect();
    let text = format!(
        "# Folders outside this one that the scorecard may read.\ndata_folders: [{}]\n",
        folders.join(", ")
    );
    let name = Name::exact(PROJECT).ok_or(io::ErrorKind::InvalidFilename)?;
    disk::write_new(folder, &name, text.as_bytes())?;
    Ok(true)
}

/// A name without what makes it the address of a file of SQLite.
fn place_of(file: &str) -> &str {
    file.strip_prefix("sqlite:").map_or(file, |path| path.trim_start_matches("//"))
}

/// A name as a comment may hold it: an address without user and password.
fn plain(file: &str) -> String {
    mando::problem::address_without_secrets(file).replace(['\n', '\r'], " ")
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
