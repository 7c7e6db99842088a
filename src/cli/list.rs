//! Measures by what they are and how they stand.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use mando::definition;
use mando::evaluate::results::MeasureResult;
use mando::evaluate::score::Status;
use mando::measure::Level;
use mando::model::{Measure, Scorecard};
use mando::problem::print::{escape_line, escaped_json};
use mando::problem::{Cause, Code, MatchesNothing, Problem, Problems};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::console::{Format, report, say, say_lines, tell};
use super::evaluate::{NoticeFilter, compute, usable};
use super::exit_status::ExitStatus;
use super::explain::is_same_title;
use super::period_options::PeriodOptions;
use super::progress;

/// Keys of selectors.
const KEYS: [&str; 8] = ["level", "perspective", "objective", "owner", "kind", "source", "unit", "status"];

/// Words of `status:`.
const STATUSES: [&str; 6] = ["on", "on_target", "watch", "off", "off_target", "none"];

/// A selector: a key with its word, or a measure with what drives it, or with what it drives.
enum Selector<'s> {
    Key(&'s str, &'s str),
    Drivers(&'s str),
    Driven(&'s str),
    Id(&'s str),
}

impl<'s> Selector<'s> {
    fn parse(text: &'s str) -> Selector<'s> {
        if let Some((key, word)) = text.split_once(':') {
            return Selector::Key(key, word);
        }
        match (text.strip_prefix('+'), text.strip_suffix('+')) {
            (Some(id), _) => Selector::Drivers(id),
            (_, Some(id)) => Selector::Driven(id),
            _ => Selector::Id(text),
        }
    }
}

/// Lists the measures that meet all selectors.
pub(super) fn list(
    selectors: &[String],
    path: &Path,
    when: &PeriodOptions,
    format: Format,
) -> io::Result<ExitStatus> {
    let draft = definition::open(path);
    let mut cards = match usable(&draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    let parsed: Vec<Selector<'_>> = selectors.iter().map(|text| Selector::parse(text)).collect();
    let is_status = |selector: &Selector<'_>| matches!(selector, Selector::Key("status", _));
    let needs_results = parsed.iter().any(is_status);
    let own: Vec<&Scorecard> = cards.iter().map(|(_, card)| card).collect();
    let mut problems = Problems::new();
    problems.extend(parsed.iter().filter_map(|selector| unknown(selector, &own)));
    if !problems.is_empty() {
        report(&problems, &draft.files);
        return Ok(ExitStatus::Definition);
    }
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for (drafted, card) in &mut cards {
        let results = match needs_results {
            false => None,
            true => {
                let bar = progress::ProgressLine::new();
                let computed = compute(card, drafted, when, (&draft.files, NoticeFilter::ErrorsOnly), &bar)?;
                bar.done();
                match computed {
                    Ok(computed) => Some(computed.results),
                    Err(ending) => return Ok(ending),
                }
            }
        };
        for measure in &card.measures {
            let result = results.as_ref().and_then(|results| results.measure(&measure.id));
            if parsed.iter().all(|selector| matches_selector(card, measure, result, selector)) {
                rows.push(row(card, measure, result));
                values.push(value(card, measure, result));
            }
        }
    }
    if rows.is_empty() && !selectors.is_empty() {
        let all: Vec<String> = selectors.iter().map(|text| format!("`{text}`")).collect();
        tell(&format!("note: no measure meets {}", all.join(" with ")));
    }
    match format {
        Format::Json => say(&format!("{}\n", escaped_json(&serde_json::to_value(&values)?)))?,
        Format::Text => {
            if !rows.is_empty() {
                let heads = ["id", "title", "objective", "level", "kind", "owner", "status"];
                let width = rows.iter().map(Vec::len).max().unwrap_or_default();
                rows.insert(0, heads.iter().take(width).map(|head| (*head).to_owned()).collect());
            }
            say_lines(&table(&rows), &draft.files)?;
        }
    }
    Ok(ExitStatus::Fine)
}

/// Whether a selector's word means one of the words of its key.
fn is_word(key: &str, known: &str, word: &str) -> bool {
    match key {
        "owner" => !word.is_empty() && known.to_lowercase().contains(&word.to_lowercase()),
        _ => known == word,
    }
}

/// The words that a key can be asked with, each once.
fn words_of(key: &str, cards: &[&Scorecard]) -> BTreeSet<String> {
    let measures = || cards.iter().flat_map(|card| &card.measures);
    match key {
        "level" => Level::ALL.iter().map(|level| level.word().to_owned()).collect(),
        "objective" => cards.iter().flat_map(|card| card.objectives().map(|o| o.id.clone())).collect(),
        "perspective" => {
            cards.iter().flat_map(|card| card.perspectives.iter().map(|p| p.id.clone())).collect()
        }
        "owner" => cards
            .iter()
            .flat_map(|card| card.measures.iter().filter_map(move |measure| card.owner_of(measure)))
            .map(str::to_owned)
            .collect(),
        "kind" => measures().map(|measure| measure.kind.clone()).collect(),
        "unit" => measures().map(|measure| measure.unit.word().to_owned()).collect(),
        "source" => {
            let asked = measures().flat_map(|measure| measure.plan.queried_components());
            asked.map(|component| component.rows.source.clone()).collect()
        }
        "status" => STATUSES.iter().map(|word| (*word).to_owned()).collect(),
        _ => BTreeSet::new(),
    }
}

/// What no selector can be.
fn unknown(selector: &Selector<'_>, cards: &[&Scorecard]) -> Option<Problem> {
    match selector {
        // Those without an owner.
        Selector::Key("owner", "") => None,
        Selector::Key(key, word) if KEYS.contains(key) => {
            let words = words_of(key, cards);
            if words.iter().any(|known| is_word(key, known, word)) {
                return None;
            }
            let problem = Problem::new(MatchesNothing::id(&format!("{key}:{word}")));
            let near = mando::problem::near(word, words.iter().map(String::as_str));
            let known = || words.iter().map(|word| format!("`{key}:{word}`")).collect::<Vec<_>>().join(", ");
            Some(match near {
                Some(near) => problem.help(format!("did you mean `{key}:{near}`?")),
                None if words.is_empty() => problem,
                None => problem.help(format!("there are {}", known())),
            })
        }
        Selector::Key(key, _) => Some(Problem::new(UnknownSelector { key: (*key).to_owned() })),
        Selector::Id(id) | Selector::Drivers(id) | Selector::Driven(id) => {
            let ids: Vec<&str> = cards.iter().flat_map(|card| known_ids(card)).collect();
            let is_known = ids.contains(id) || cards.iter().any(|card| has_title(card, id));
            let near = mando::problem::near(id, ids.iter().copied());
            let problem = Problem::new(MatchesNothing::id(id));
            if KEYS.contains(id) {
                let help = format!(
                    "write `{id}:` with a word, as `owner:anna`; `owner:` alone finds those without one"
                );
                return Some(problem.help(help));
            }
            (!is_known).then(|| match near {
                Some(near) => problem.did_you_mean(Some(near)),
                None if ids.is_empty() => problem,
                None => problem.help(format!("there are {}", first_ids(&ids))),
            })
        }
    }
}

/// Ids one by one, the first of many.
fn first_ids(ids: &[&str]) -> String {
    const MOST: usize = 12;
    let named: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{id}`")).collect();
    let more = if ids.len() > MOST { format!(" and {} more", ids.len() - MOST) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn known_ids(card: &Scorecard) -> Vec<&str> {
    let objectives = card.objectives().map(|objective| objective.id.as_str());
    card.measures.iter().map(|measure| measure.id.as_str()).chain(objectives).collect()
}

/// Whether something of a scorecard has a title.
fn has_title(card: &Scorecard, title: &str) -> bool {
    card.measures.iter().any(|measure| is_same_title(&measure.title, title))
        || card.objectives().any(|objective| is_same_title(&objective.title, title))
}

fn matches_selector(
    card: &Scorecard,
    measure: &Measure,
    result: Option<&MeasureResult>,
    selector: &Selector<'_>,
) -> bool {
    let holds = |text: &str, word: &str| text.to_lowercase().contains(&word.to_lowercase());
    match selector {
        Selector::Key("level", word) => measure.level.word() == *word,
        Selector::Key("objective", word) => {
            measure.objective == *word || measure.also_in.iter().any(|id| id == word)
        }
        Selector::Key("perspective", word) => {
            let perspective = card.perspectives.iter().find(|perspective| perspective.id == *word);
            perspective.is_some_and(|p| p.objectives.iter().any(|o| o.id == measure.objective))
        }
        Selector::Key("owner", word) => match card.owner_of(measure) {
            Some(owner) => !word.is_empty() && holds(owner, word),
            // `owner:` alone finds those without one.
            None => word.is_empty(),
        },
        Selector::Key("kind", word) => measure.kind == *word,
        Selector::Key("unit", word) => measure.unit.word() == *word,
        Selector::Key("source", word) => {
            measure.plan.queried_components().iter().any(|component| component.rows.source == *word)
        }
        Selector::Key("status", word) => {
            let status = result.and_then(MeasureResult::current).and_then(|current| current.status);
            match *word {
                "on" | "on_target" => status == Some(Status::OnTarget),
                "watch" => status == Some(Status::Watch),
                "off" | "off_target" => status == Some(Status::OffTarget),
                "none" => status.is_none(),
                _ => false,
            }
        }
        Selector::Key(..) => false,
        Selector::Id(id) => {
            let objective = card.objectives().find(|objective| objective.id == measure.objective);
            measure.id == *id
                || measure.objective == *id
                || is_same_title(&measure.title, id)
                || objective.is_some_and(|objective| is_same_title(&objective.title, id))
        }
        Selector::Drivers(id) => reachable_drivers(card, id, false).contains(measure.id.as_str()),
        Selector::Driven(id) => {
            let reached = reachable_drivers(card, id, true);
            // Of an objective, its measures and those of the objectives that it drives.
            let is_objective = card.objectives().any(|objective| objective.id == *id);
            reached.contains(measure.id.as_str())
                || is_objective && reached.contains(measure.objective.as_str())
        }
    }
}

/// A measure or objective with all that drives it, or with all that it drives, however far away.
fn reachable_drivers<'c>(card: &'c Scorecard, id: &'c str, forward: bool) -> BTreeSet<&'c str> {
    let of_measures =
        card.measures.iter().flat_map(|m| m.drives.iter().map(|d| (m.id.as_str(), d.to.as_str())));
    let of_objectives =
        card.objectives().flat_map(|o| o.drives.iter().map(|d| (o.id.as_str(), d.to.as_str())));
    // What counts for an objective moves it.
    let members = card.measures.iter().map(|m| (m.id.as_str(), m.objective.as_str()));
    let edges: Vec<(&str, &str)> = of_measures.chain(of_objectives).chain(members).collect();
    let mut reached = BTreeSet::from([id]);
    let mut ahead = vec![id];
    while let Some(here) = ahead.pop() {
        for (from, to) in &edges {
            let (own, next) = if forward { (from, to) } else { (to, from) };
            if *own == here && reached.insert(*next) {
                ahead.push(*next);
            }
        }
    }
    reached
}

pub(super) fn status(result: Option<&MeasureResult>) -> Option<&'static str> {
    Some(match result?.current()?.status {
        Some(Status::OnTarget) => "on target",
        Some(Status::Watch) => "watch",
        Some(Status::OffTarget) => "off target",
        None => "no status",
    })
}

fn row(card: &Scorecard, measure: &Measure, result: Option<&MeasureResult>) -> Vec<String> {
    let owner = card.owner_of(measure).unwrap_or("–").to_owned();
    let mut row = vec![
        measure.id.clone(),
        measure.title.clone(),
        measure.objective.clone(),
        measure.level.word().to_owned(),
        measure.kind.clone(),
        owner,
    ];
    row.extend(status(result).map(str::to_owned));
    row
}

/// A measure for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct MeasureLine {
    /// Its scorecard.
    scorecard: String,
    /// Its id.
    id: String,
    /// Its heading.
    title: String,
    /// Where it counts.
    objective: String,
    /// Which reports list it.
    level: &'static str,
    /// What it is computed as.
    kind: String,
    /// What it is measured in.
    unit: &'static str,
    /// Who is accountable for it, or else for its objective.
    owner: Option<String>,
    /// What it drives.
    drives: Vec<String>,
    /// Its value in the reported period; where a selector asks for statuses alone.
    value: Option<f64>,
    /// Its status in the reported period; where a selector asks for statuses alone.
    status: Option<Status>,
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> Value {
    schemars::schema_for!(Vec<MeasureLine>).to_value()
}

fn value(card: &Scorecard, measure: &Measure, result: Option<&MeasureResult>) -> MeasureLine {
    let current = result.and_then(MeasureResult::current);
    MeasureLine {
        scorecard: card.id.clone(),
        id: measure.id.clone(),
        title: measure.title.clone(),
        objective: measure.objective.clone(),
        level: measure.level.word(),
        kind: measure.kind.clone(),
        unit: measure.unit.word(),
        owner: card.owner_of(measure).map(str::to_owned),
        drives: measure.drives.iter().map(|drive| drive.to.clone()).collect(),
        value: current.and_then(|current| current.value),
        status: current.and_then(|current| current.status),
    }
}

/// Rows in columns as wide as they need.
fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| escape_line(cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).filter_map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// A key by which nothing is selected.
#[derive(Debug, PartialEq)]
struct UnknownSelector {
    key: String,
}

impl Cause for UnknownSelector {
    fn code(&self) -> Code {
        Code::SelectorEmpty
    }

    fn message(&self) -> String {
        format!("`{}:` selects nothing", self.key)
    }

    fn help(&self) -> Option<String> {
        Some(format!("write one of {}", KEYS.map(|key| format!("`{key}:`")).join(", ")))
    }
}
