//! A first scorecard from what stands in files: its sources with their joins, and up to eight measures of the kinds that
//! the columns call for. Every line of it is a guess with a comment, for a person to go through.

mod answers;
mod candidate;
mod counts;
mod file;
mod indicators;
mod joins;
mod meetings;
mod money;
mod monthly;
mod one_currency;
mod parts;
mod promises;
mod surveys;
mod template;
mod time;
mod vocabulary;
mod volumes;
mod waits;
mod yaml;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::Grain;
use crate::profile::{Profile, currency, yaml_text};

pub use file::File;
pub use meetings::{LostZeros, NamelessKey, nameless_key, zeros};
pub use template::{Template, template};
pub use time::Timing;
pub use yaml::yaml;

pub use candidate::Candidate;
use candidate::Shape;

/// Measures that a first scorecard has: as many as a reader holds.
const MOST: usize = 8;
/// Of these at most so many of one objective.
const OF_ONE: usize = 3;

/// A scorecard to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// How it was asked for, for the first comment.
    pub asked: String,
    /// Its id, and the name of its folder too.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The currency of its amounts, if there are any.
    pub currency: Option<String>,
    /// Which periods it has, and until when it looks.
    pub timing: Timing,
    /// The sources, a join after its sides; id and YAML.
    pub sources: Vec<(String, String)>,
    /// The measures, by objective.
    pub measures: Vec<Candidate>,
    /// The sources of all rows that were looked at, whether or not a measure came of them.
    looked_at: Vec<LookedAt>,
}

/// Rows that measures were looked for in.
#[derive(Debug, Clone)]
struct LookedAt {
    id: String,
    sources: Vec<(String, String)>,
    /// Whether its columns call for a measure.
    is_called: bool,
}

/// Why a file is not in a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its columns call for no measure, and nothing of it belongs to rows that do.
    NoMeasure,
    /// Other measures matter more.
    LessImportant,
}

impl Draft {
    /// The same with these measures alone, and no source that they do not need.
    pub fn with(&self, measures: Vec<Candidate>) -> Draft {
        let used = |id: &str| measures.iter().any(|measure| measure.source == id);
        let sources = sources(self.looked_at.iter().filter(|rows| used(&rows.id)));
        Draft { measures, sources, ..self.clone() }
    }

    /// Whether the rows of a file are taken for states of one day, since nothing of it is a day.
    pub fn has_no_day(&self, file: &File) -> bool {
        let of_file = |(id, yaml): &&(String, String)| reads(&[(id.clone(), yaml.clone())], file);
        self.sources.iter().filter(of_file).any(|(_, yaml)| yaml.contains("set: { taken_on:"))
    }

    /// Whether a source of it reads a file.
    pub fn reads(&self, file: &File) -> bool {
        reads(&self.sources, file)
    }

    /// Whether the rows of a source, or what is joined to them, come from a file.
    pub fn reads_in(&self, source: &str, file: &File) -> bool {
        self.looked_at.iter().any(|rows| rows.id == source && reads(&rows.sources, file))
    }

    /// Why a file is in none of its sources; `None` where it is in one.
    pub fn left_out(&self, file: &File) -> Option<LeftOut> {
        let is_called = self.looked_at.iter().any(|rows| rows.is_called && reads(&rows.sources, file));
        match (self.reads(file), is_called) {
            (true, _) => None,
            (false, true) => Some(LeftOut::LessImportant),
            (false, false) => Some(LeftOut::NoMeasure),
        }
    }
}

/// Whether one of some sources reads a file.
fn reads(sources: &[(String, String)], file: &File) -> bool {
    let path = yaml_text(&file.path);
    let is_path = |line: &str| {
        let (_, written) = line.split_once("path: ").unwrap_or_default();
        written
            .strip_prefix(path.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ' ']))
    };
    sources.iter().any(|(_, yaml)| yaml.lines().any(is_path))
}

/// The sources of some rows, each once.
fn sources<'f>(rows: impl Iterator<Item = &'f LookedAt>) -> Vec<(String, String)> {
    let mut sources: Vec<(String, String)> = Vec::new();
    for (id, yaml) in rows.flat_map(|rows| &rows.sources) {
        if sources.iter().all(|(known, _)| known != id) {
            sources.push((id.clone(), yaml.clone()));
        }
    }
    sources
}

/// A target as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    value: String,
    why: &'static str,
}

/// Drafts a scorecard that is called by a name; `None` where no file holds a measure. Files without days are taken for
/// states of the end of the last month.
pub fn draft(asked: &str, name: &str, files: &[File], yesterday: NaiveDate) -> Option<Draft> {
    let profiles: Vec<Profile> = files.iter().map(|file| file.profile.clone()).collect();
    let currency = currency(&profiles);
    let joined = joins::joined(files, time::assumed_day(yesterday));
    let (mut found, mut looked_at): (Vec<Candidate>, Vec<LookedAt>) = (Vec::new(), Vec::new());
    for facts in &joined.facts {
        let mut own = Vec::new();
        if let Shape::ByMonth(figure) = &facts.shape {
            own.push(monthly::candidate(facts, figure, currency.is_some()));
        }
        own.extend(indicators::candidates(facts, currency.is_some()));
        if own.is_empty() {
            own.extend(promises::candidates(facts));
            own.extend(surveys::candidates(facts));
            own.extend(answers::candidates(facts));
            own.extend(money::candidates(facts, currency.is_some()));
            own.extend(waits::candidates(facts));
            own.extend(parts::candidates(facts));
            own.extend(counts::candidates(facts));
        }
        let (id, is_called) = (facts.id.clone(), !own.is_empty());
        looked_at.push(LookedAt { id, sources: facts.sources.clone(), is_called });
        found.extend(own);
    }
    let measures = chosen(found);
    if measures.is_empty() {
        return None;
    }
    let used = |id: &str| measures.iter().any(|measure| measure.source == id);
    let sources = sources(looked_at.iter().filter(|rows| used(&rows.id)));
    let timing = time::timing(joined.facts.iter().filter(|facts| used(&facts.id)), yesterday)?;
    let has_money = measures.iter().any(|measure| measure.is_money);
    let currency = currency.filter(|_| has_money);
    let (id, title) = (candidate::id(name), format!("{} scorecard", candidate::heading(name)));
    Some(Draft { asked: asked.to_owned(), id, title, currency, timing, sources, measures, looked_at })
}

/// The best of all, no more than a reader holds.
fn chosen(mut found: Vec<Candidate>) -> Vec<Candidate> {
    // Of equals the first: the order of files and columns.
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank));
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut of_objective: BTreeMap<&'static str, usize> = BTreeMap::new();
    for candidate in found {
        let count = of_objective.entry(candidate.objective.id).or_default();
        if chosen.len() == MOST || *count == OF_ONE || chosen.iter().any(|other| other.is_same(&candidate)) {
            continue;
        }
        *count += 1;
        let mut candidate = candidate;
        let mut number = 2;
        let id = candidate.id.clone();
        while chosen.iter().any(|other| other.id == candidate.id) {
            candidate.id = format!("{id}_{number}");
            number += 1;
        }
        chosen.push(candidate);
    }
    chosen.sort_by_key(|candidate| candidate.objective.order);
    chosen
}

/// A target that somebody has yet to agree to: the median of the last year.
pub fn proposed_target(candidate: &Candidate, timing: &Timing, values: &[f64]) -> Option<Target> {
    let mut ordered: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    if ordered.is_empty() {
        return None;
    }
    let why = match ordered.len() {
        1 => "as in the only period so far",
        2 => "the mean of the only two periods so far",
        _ if timing.grain == Grain::Year => "the median of all years",
        _ => "the median of the last year",
    };
    ordered.sort_by(f64::total_cmp);
    let middle = ordered.len() / 2;
    let median = match ordered.len() % 2 {
        1 => ordered[middle],
        _ => f64::midpoint(ordered[middle - 1], ordered[middle]),
    };
    Some(Target { value: candidate.unit.written(median, candidate.lenient(), candidate.is_count()), why })
}
