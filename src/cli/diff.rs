//! What moved between two results, or between two revisions of a definition over the same data.

mod difference;
mod edits;
mod format;
mod git;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use mando::definition::{self, Draft};
use mando::disk::{self, ReadError};
use mando::evaluate::restatement::{MOST, legible};
use serde_json::Value;

use super::console::{say, tell};
use super::evaluate::{NoticeFilter, compute, usable};
use super::exit_status::ExitStatus;
use super::period_options::PeriodOptions;
use super::progress;
use difference::{Compared, Difference, SCHEMA, difference};
use git::Revision;

/// How differences are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DifferenceFormat {
    /// For people.
    Text,
    /// As tables for a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// What is compared, and how it is told.
#[derive(Debug, Args)]
pub(super) struct ComparisonOptions {
    /// A results.json or its folder; or two revisions of Git, as in main..HEAD.
    #[arg(required_unless_present = "from")]
    before: Option<PathBuf>,
    /// The later results; with revisions, the scorecard file or project folder.
    after: Option<PathBuf>,
    /// Revision of Git to compare with; a path may follow.
    #[arg(long, value_name = "REVISION")]
    from: Option<String>,
    /// Later revision; default: the working tree.
    #[arg(long, value_name = "REVISION", requires = "from")]
    to: Option<String>,
    #[command(flatten)]
    when: PeriodOptions,
    /// Exit with code 1 if something moved.
    #[arg(long)]
    exit_code: bool,
    /// Output format.
    #[arg(long, value_enum, default_value_t = DifferenceFormat::Text)]
    format: DifferenceFormat,
}

impl ComparisonOptions {
    /// Whether the answer is for programs.
    pub(super) fn is_for_programs(&self) -> bool {
        self.format == DifferenceFormat::Json
    }
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> Value {
    schemars::schema_for!(Compared).to_value()
}

/// Compares two `results.json`, or the folders that hold them, or two revisions.
pub(super) fn diff(comparing: &ComparisonOptions) -> io::Result<ExitStatus> {
    let first = comparing.before.as_deref();
    // `main..HEAD` names no path, and neither does it lead one up.
    let is_pair = |text: &&str| {
        text.contains("..") && !text.starts_with("..") && !text.contains("../") && !Path::new(text).exists()
    };
    let pair = first.and_then(Path::to_str).filter(is_pair);
    let compared = match (&comparing.from, pair, first) {
        (Some(from), ..) => {
            let path = first.unwrap_or(Path::new("."));
            revisions(path, RevisionRange::Named(from, comparing.to.as_deref()), &comparing.when)?
        }
        (None, Some(pair), _) => {
            let path = comparing.after.as_deref().unwrap_or(Path::new("."));
            revisions(path, RevisionRange::Pair(pair), &comparing.when)?
        }
        (None, None, Some(before)) => match &comparing.after {
            Some(after) => results(before, after),
            None => {
                tell("error: name the later results too, or revisions as in main..HEAD");
                Err(ExitStatus::Definition)
            }
        },
        (None, None, None) => Err(ExitStatus::Definition),
    };
    let compared = match compared {
        Ok(compared) => compared,
        Err(ending) => return Ok(ending),
    };
    let text = match comparing.format {
        DifferenceFormat::Json => {
            format!("{}\n", mando::problem::print::escaped_json(&serde_json::to_value(&compared)?))
        }
        DifferenceFormat::Text => format::text(&compared),
        DifferenceFormat::Markdown => format::markdown(&compared),
    };
    say(&text)?;
    let is_same = compared.scorecards.iter().all(Difference::is_empty);
    Ok(if comparing.exit_code && !is_same { ExitStatus::Findings } else { ExitStatus::Fine })
}

fn results(before: &Path, after: &Path) -> Result<Compared, ExitStatus> {
    let mut read = Vec::new();
    for path in [before, after] {
        match results_of(path) {
            Ok(results) => read.push(results),
            Err(reason) => {
                tell(&format!("error: cannot read `{}`: {reason}", path.display()));
                return Err(ExitStatus::Data);
            }
        }
    }
    let (old, new) = (before.display().to_string(), after.display().to_string());
    let scorecards = vec![difference(&read[0], &read[1])];
    Ok(Compared { schema: SCHEMA, before: old, after: new, scorecards })
}

fn results_of(path: &Path) -> Result<Value, String> {
    let file = if path.is_dir() { path.join("results.json") } else { path.to_owned() };
    if path.is_dir() && !file.exists() {
        return Err(match below(path, 3).as_slice() {
            [] => "it holds no results.json, and no folder below it does".to_owned(),
            folders => {
                let named: Vec<String> =
                    folders.iter().take(5).map(|folder| format!("`{}`", folder.display())).collect();
                format!("results stand below it, name the folder of one: {}", named.join(", "))
            }
        });
    }
    let bytes = disk::read(&file, MOST).map_err(|error| match error {
        ReadError::Refused(why) if why.kind() == io::ErrorKind::NotFound => {
            "there is no such file or folder; revisions of Git are written `HEAD~1..HEAD`".to_owned()
        }
        error => error.to_string(),
    })?;
    let value: Value = legible(&bytes).map_err(|error| error.to_string())?;
    let is_results = value["schema"].as_str().is_some_and(|schema| schema.starts_with("mando-results/"));
    if is_results { Ok(value) } else { Err("it is no results.json of mando".to_owned()) }
}

/// The folders below one that hold results, by name.
fn below(folder: &Path, levels: usize) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut inside: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    inside.sort();
    let of = |inner: PathBuf| match inner.join("results.json").is_file() {
        true => vec![inner],
        false if levels > 1 => below(&inner, levels - 1),
        false => Vec::new(),
    };
    inside.into_iter().flat_map(of).collect()
}

/// Revisions as they are asked for.
#[derive(Clone, Copy)]
enum RevisionRange<'a> {
    /// `main..HEAD`.
    Pair(&'a str),
    /// The earlier, and the later one if that is not the working tree.
    Named(&'a str, Option<&'a str>),
}

/// Evaluates what two revisions define over the same data, and compares it.
fn revisions(
    path: &Path,
    asked: RevisionRange<'_>,
    when: &PeriodOptions,
) -> io::Result<Result<Compared, ExitStatus>> {
    let place = git::place_of(path);
    let commits = match asked {
        RevisionRange::Pair(pair) => {
            git::parse_revision_pair(&place, pair).map(|(from, to)| (from, Some(to)))
        }
        RevisionRange::Named(from, to) => git::commit(&place, from)
            .and_then(|from| Ok((from, to.map(|to| git::commit(&place, to)).transpose()?))),
    };
    let out = |commit: &String| Revision::write_out(&place, commit);
    let found = commits.and_then(|(from, to)| Ok((out(&from)?, to.as_ref().map(out).transpose()?)));
    let (before, after) = match found {
        Ok(found) => found,
        Err(reason) => {
            tell(&format!("error: {reason}"));
            return Ok(Err(ExitStatus::Data));
        }
    };
    let names = match asked {
        RevisionRange::Pair(_) => {
            (before.commit.clone(), after.as_ref().map(|r| r.commit.clone()).unwrap_or_default())
        }
        RevisionRange::Named(from, to) => (from.to_owned(), to.unwrap_or("working tree").to_owned()),
    };
    let old = before.open(path);
    let new = after.as_ref().map_or_else(|| definition::open(path), |after| after.open(path));
    let mut sides = Vec::new();
    for (draft, name) in [(&old, &names.0), (&new, &names.1)] {
        match evaluated(draft, when)? {
            Ok(found) => sides.push(found),
            Err(ending) => {
                tell(&format!("error: the definition of `{name}` cannot be evaluated"));
                return Ok(Err(ending));
            }
        }
    }
    let (Some(new_results), Some(old_results)) = (sides.pop(), sides.pop()) else {
        return Ok(Err(ExitStatus::Data));
    };
    let mut scorecards = Vec::new();
    let gone = old_results.iter().filter(|(id, ..)| new_results.iter().all(|(other, ..)| other != id));
    for (id, at, results) in &new_results {
        let mut found = match old_results.iter().find(|(other, ..)| other == id) {
            Some((_, place, earlier)) => {
                let mut found = difference(earlier, results);
                // That the definition differs is told by what differs in it.
                found.run.retain(|moved| moved.what != "definition");
                found.definition =
                    edits::edits((&old, &old.scorecards[*place]), (&new, &new.scorecards[*at]));
                found
            }
            None => Difference { only_after: ids(results), ..Difference::default() },
        };
        found.scorecard.clone_from(id);
        scorecards.push(found);
    }
    for (id, _, results) in gone {
        let only_before = ids(results);
        scorecards.push(Difference { scorecard: id.clone(), only_before, ..Difference::default() });
    }
    let (before, after) = names;
    Ok(Ok(Compared { schema: SCHEMA, before, after, scorecards }))
}

/// Ids of all measures of results.
fn ids(results: &Value) -> Vec<String> {
    difference::all_measures(results)
        .iter()
        .filter_map(|measure| Some(measure["id"].as_str()?.to_owned()))
        .collect()
}

/// The results of every scorecard of a draft: its id, its place and what it says.
type RevisionResults = Vec<(String, usize, Value)>;

fn evaluated(draft: &Draft, when: &PeriodOptions) -> io::Result<Result<RevisionResults, ExitStatus>> {
    let mut cards = match usable(draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(Err(ending)),
    };
    let mut side = Vec::new();
    for (at, (drafted, card)) in cards.iter_mut().enumerate() {
        // Nothing of a revision is kept.
        card.engine.cache = None;
        let bar = progress::ProgressLine::new();
        let computed = compute(card, drafted, when, (&draft.files, NoticeFilter::ErrorsOnly), &bar)?;
        bar.done();
        match computed {
            Ok(computed) => {
                side.push((card.id.clone(), at, serde_json::to_value(&computed.results)?));
            }
            Err(ending) => return Ok(Err(ending)),
        }
    }
    Ok(Ok(side))
}
