//! A first scorecard from what stands in files: its sources with their joins, and up to eight measures of the kinds that
//! the columns call for. Every line of it is a guess with a comment, for a person to go through.

mod candidate;
mod counts;
mod joins;
mod money;
mod promises;
mod surveys;
mod template;
mod yaml;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::profile::{Profile, currency};

pub use joins::File;
pub use template::{Template, template};
pub use yaml::yaml;

pub use candidate::Candidate;

/// Measures that a first scorecard has: as many as a reader holds.
const MOST: usize = 8;
/// Of these at most so many of one objective.
const OF_ONE: usize = 3;

/// A scorecard to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// How it was asked for, for the first comment.
    pub asked: String,
    /// The currency of its amounts, if there are any.
    pub currency: Option<String>,
    /// The newest day in the files.
    pub as_of: NaiveDate,
    /// Length of a period: a month, or a week where the files hold too few months.
    pub grain: &'static str,
    /// The sources, a join after its sides; id and YAML.
    pub sources: Vec<(String, String)>,
    /// The measures, by objective.
    pub measures: Vec<Candidate>,
}

/// Drafts a scorecard; nothing where no file holds a measure. Files without days are taken for states of a day.
pub fn draft(asked: &str, files: &[File], taken_on: NaiveDate) -> Option<Draft> {
    let profiles: Vec<Profile> = files.iter().map(|file| file.profile.clone()).collect();
    let currency = currency(&profiles);
    let joined = joins::joined(files, taken_on);
    let mut found: Vec<Candidate> = Vec::new();
    for facts in &joined.facts {
        let mut own = promises::candidates(facts);
        own.extend(surveys::candidates(facts));
        own.extend(money::candidates(facts, currency.is_some()));
        own.extend(counts::candidates(facts));
        found.extend(own);
    }
    let measures = chosen(found);
    if measures.is_empty() {
        return None;
    }
    let used = |id: &str| measures.iter().any(|measure| measure.source == id);
    let mut sources = Vec::new();
    for facts in joined.facts.iter().filter(|facts| used(&facts.id)) {
        sources.extend(facts.sources.iter().cloned());
    }
    let mut seen = std::collections::BTreeSet::new();
    sources.retain(|(id, _): &(String, String)| seen.insert(id.clone()));
    let days = joined.facts.iter().filter(|facts| used(&facts.id)).map(|facts| facts.days);
    let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let grain = if (last - first).num_days() >= 90 || first == last { "month" } else { "week" };
    let has_money = measures.iter().any(|measure| measure.is_money);
    let currency = currency.filter(|_| has_money);
    Some(Draft { asked: asked.to_owned(), currency, as_of: last, grain, sources, measures })
}

/// The best of all, no more than a reader holds.
fn chosen(mut found: Vec<Candidate>) -> Vec<Candidate> {
    // Of equals the first: the order of files and columns.
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank));
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut of_objective: BTreeMap<&'static str, usize> = BTreeMap::new();
    for candidate in found {
        let count = of_objective.entry(candidate.objective.id).or_default();
        if chosen.len() == MOST
            || *count == OF_ONE
            || chosen.iter().any(|other| other.kind == candidate.kind && other.source == candidate.source)
        {
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

/// The median of some values, as a target is written.
pub fn agreed(candidate: &Candidate, values: &[f64]) -> Option<String> {
    let mut ordered: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    if ordered.len() < 3 {
        return None;
    }
    ordered.sort_by(f64::total_cmp);
    let middle = ordered.len() / 2;
    let median = match ordered.len() % 2 {
        1 => ordered[middle],
        _ => f64::midpoint(ordered[middle - 1], ordered[middle]),
    };
    Some(candidate.unit.written(median))
}
