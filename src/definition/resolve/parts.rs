//! Perspectives, objectives, measures and what belongs to them, in the order of printing.

mod causes;

use std::collections::{BTreeMap, BTreeSet};

use super::currency::UnknownCurrency;
use super::links::{Arrow, ArrowsOf, Circle};
use super::literal::UnitReader;
use super::measure::{Entry, KnownNames, measure};
use super::notes::{approvals, check_orphans, comments, decisions, initiative};
use super::resolving::Resolver;
use super::weights::Sibling;
use super::{formula_units, to_date, totals, windows};
use crate::definition::document::Document;
use crate::definition::document::measure::Measure as WrittenMeasure;
use crate::definition::document::perspective::{
    Objective as WrittenObjective, Perspective as WrittenPerspective,
};
use crate::definition::document::scorecard::{MissingWord, ParentStatusWord, RollupKeys};
use crate::measure::{Kind, Text, Unit};
use crate::model::{
    Approval, Comment, Decision, Drive, Edges, Event, Initiative, Measure, Missing, Objective, ParentStatus,
    Perspective, Rollup,
};
use crate::problem::{MissingKey, Problem, Spanned};
use causes::{
    AlsoInOwn, DefinedTwice, EmptyScorecard, FormulaUnfolds, MoneyWithoutCurrency, ObjectiveTwice,
    ObjectiveUnmeasured, SegmentsOfSegments,
};

/// Everything of a scorecard but its sources and its head.
pub(super) struct Parts {
    /// In the order of printing.
    pub(super) perspectives: Vec<Perspective>,
    /// In the order of their objectives, within one as written.
    pub(super) measures: Vec<Measure>,
    /// As written.
    pub(super) initiatives: Vec<Initiative>,
    /// As written.
    pub(super) comments: Vec<Comment>,
    /// The oldest period first.
    pub(super) decisions: Vec<Decision>,
    /// The oldest period first.
    pub(super) approvals: Vec<Approval>,
    /// In the order of days.
    pub(super) events: Vec<Event>,
    /// Edges of measures' scores.
    pub(super) edges: Edges,
    /// How parents are scored.
    pub(super) rollup: Rollup,
}

/// An objective with its perspective's position.
type PlacedObjective<'a> = (usize, &'a Spanned<String>, &'a WrittenObjective);

/// Resolves all parts; what cannot be read is left out, with its problem collected.
pub(super) fn parts(document: &Document, r: &Resolver<'_>) -> Parts {
    let edges = r.edges(document.status.as_ref(), Edges { on_target: 100.0, watch: 90.0 });
    let rollup = rollup(document.rollup.as_ref(), r);
    let places = places(document, r);
    refuse_emptiness(document, r);

    let entries = entries(document, &places, r);
    let sources: Vec<&str> = document.sources.keys().map(|id| id.value.as_str()).collect();
    // What counts the segments of a measure comes after it.
    let is_of_rows = |entry: &&Entry<'_>| entry.segments().is_none();
    let ids: Vec<&str> = r.written.measures.iter().map(String::as_str).collect();
    let known = KnownNames { sources: &sources, ids: &ids, others: &[] };
    let of_rows = |entry: &Entry<'_>| measure(*entry, edges, known, r);
    let mut resolved: Vec<Option<Measure>> =
        entries.iter().map(|entry| Some(entry).filter(is_of_rows).and_then(of_rows)).collect();
    let of_segments = entries.iter().enumerate().filter(|(_, entry)| entry.segments().is_some());
    let of_segments: Vec<(usize, Option<Measure>)> = of_segments
        .map(|(at, entry)| (at, measure(*entry, edges, KnownNames { others: &resolved, ..known }, r)))
        .collect();
    for (at, measure) in of_segments {
        resolved[at] = measure;
    }
    weigh(&entries, &mut resolved, &places, r);
    link(&entries, &mut resolved, &places, r);
    check_formula_circles(&entries, r, &resolved);
    end_at_zero(&mut resolved);
    require_currency(&entries, &resolved, r);

    let measures: Vec<Measure> = resolved.into_iter().flatten().collect();
    let perspectives = perspectives(document, &places, &rollup, &measures, r);
    warn_unmeasured_objectives(&entries, &places, r);
    let objectives: Vec<&str> = places.iter().map(|(_, id, _)| id.value.as_str()).collect();
    let initiatives =
        document.initiatives.iter().filter_map(|(id, keys)| initiative(id, keys, &objectives, &measures, r));
    let initiatives = initiatives.collect();
    let comments = comments(document, r);
    let (decisions, approvals) = (decisions(r), approvals(r));
    let ids: Vec<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
    let events = r.events(document.events.as_ref(), &ids);
    check_orphans(document, &measures, r);
    Parts { perspectives, measures, initiatives, comments, decisions, approvals, events, edges, rollup }
}

impl Resolver<'_> {
    /// Whether a measure has a target, or rows of a target file.
    fn has_target(&self, id: &Spanned<String>, keys: &WrittenMeasure) -> bool {
        keys.target.is_some() || self.lines.iter().any(|line| line.is_of(&id.value))
    }
}

/// Ends at 0 what is made of other measures that end there.
fn end_at_zero(measures: &mut [Option<Measure>]) {
    let ends = |measure: &Measure| measure.plan.bounds.0.is_some_and(|low| low >= 0.0);
    loop {
        let known: BTreeSet<String> = measures
            .iter()
            .flatten()
            .filter(|measure| ends(measure))
            .map(|measure| measure.id.clone())
            .collect();
        let of = |name: &str| known.contains(name);
        let is_found = |measure: &&mut Measure| {
            let plan = &measure.plan;
            plan.components.is_empty() && plan.bounds.0.is_none() && plan.formula.is_never_negative(&of)
        };
        let found: Vec<&mut Measure> = measures.iter_mut().flatten().filter(is_found).collect();
        if found.is_empty() {
            return;
        }
        found.into_iter().for_each(|measure| measure.plan.bounds.0 = Some(0.0));
    }
}

fn rollup(keys: Option<&RollupKeys>, r: &Resolver<'_>) -> Rollup {
    let ruler = UnitReader { measure: "min_coverage", unit: Unit::Percent, r };
    let usual = Edges { on_target: 90.0, watch: 75.0 };
    Rollup {
        missing: match keys.and_then(|keys| keys.missing) {
            None | Some(MissingWord::Renormalise) => Missing::Renormalise,
            Some(MissingWord::Penalise) => Missing::Penalise,
        },
        min_coverage: keys.and_then(|keys| ruler.percent(keys.min_coverage.as_ref()?)).unwrap_or(0.6),
        edges: r.edges(keys.and_then(|keys| keys.status.as_ref()), usual),
        parent_status: match keys.and_then(|keys| keys.parent_status) {
            None | Some(ParentStatusWord::Score) => ParentStatus::Score,
            Some(ParentStatusWord::Worst) => ParentStatus::Worst,
            Some(ParentStatusWord::Capped) => ParentStatus::Capped,
        },
    }
}

/// Objectives in the order of printing, each id once.
fn places<'a>(document: &'a Document, r: &Resolver<'_>) -> Vec<PlacedObjective<'a>> {
    let mut places: Vec<PlacedObjective<'a>> = Vec::new();
    for (index, (_, perspective)) in document.perspectives.iter().enumerate() {
        for (id, objective) in perspective.objectives.iter().flat_map(|objectives| objectives.iter()) {
            match places.iter().find(|(_, other, _)| other.value == id.value) {
                Some((_, first, _)) => r.report(twice("objective", id, first)),
                None => places.push((index, id, objective)),
            }
        }
    }
    places
}

fn twice(what: &str, id: &Spanned<String>, first: &Spanned<String>) -> Problem {
    Problem::new(DefinedTwice { what: what.to_string(), id: id.to_string() })
        .at(id.span)
        .related(first.span, "defined here")
}

/// A scorecard without objectives or without measures; a missing or unreadable part is already reported.
fn refuse_emptiness(document: &Document, r: &Resolver<'_>) {
    for (id, perspective) in document.perspectives.iter() {
        if perspective.objectives.is_none() && !r.is_refused("objectives", id.span) {
            r.report(
                Problem::new(MissingKey::new("perspective", "objectives"))
                    .at(id.span)
                    .help("add `objectives: { loyalty: { title: … } }`"),
            );
        }
    }
    let is_empty = r.written.objectives.is_empty() || r.written.measures.is_empty();
    if is_empty && !r.problems.borrow().has_errors() {
        let problem = Problem::new(EmptyScorecard);
        let problem = match &document.scorecard {
            Some(id) => problem.at(id.span),
            None => problem,
        };
        r.report(problem);
    }
}

/// Measures with the objectives where they count, in the order of printing.
fn entries<'a>(document: &'a Document, places: &[PlacedObjective<'a>], r: &Resolver<'_>) -> Vec<Entry<'a>> {
    let mut entries: Vec<(usize, Entry<'a>)> = Vec::new();
    let mut firsts: BTreeMap<&'a str, &'a Spanned<String>> = BTreeMap::new();
    let mut add = |position: usize, entry: Entry<'a>, entries: &mut Vec<(usize, Entry<'a>)>| match firsts
        .insert(&entry.id.value, entry.id)
    {
        Some(first) => {
            firsts.insert(&entry.id.value, first);
            r.report(twice("measure", entry.id, first));
        }
        None => entries.push((position, entry)),
    };
    for (position, (_, objective, keys)) in places.iter().enumerate() {
        for (id, measure) in keys.measures.iter().flat_map(|measures| measures.iter()) {
            if let Some(other) = measure.objective.as_ref().filter(|other| other.value != objective.value) {
                let cause = ObjectiveTwice {
                    measure: id.to_string(),
                    objective: objective.to_string(),
                    other: other.to_string(),
                };
                r.report(Problem::new(cause).at(other.span).related(objective.span, "inside this one"));
            }
            let defaults = [keys.defaults.as_ref(), document.defaults.as_ref()];
            let entry = Entry { id, keys: measure, objective: Some(&objective.value), defaults };
            add(position, entry, &mut entries);
        }
    }
    for (id, measure) in document.measures.iter() {
        let position = own_objective(id, measure, places, r);
        let keys = position.and_then(|position| places.get(position));
        let defaults = [keys.and_then(|(_, _, keys)| keys.defaults.as_ref()), document.defaults.as_ref()];
        let objective = keys.map(|(_, id, _)| id.value.as_str());
        add(position.unwrap_or(usize::MAX), Entry { id, keys: measure, objective, defaults }, &mut entries);
    }
    entries.sort_by_key(|(position, _)| *position);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Position of the objective that a flat measure names.
fn own_objective(
    id: &Spanned<String>,
    measure: &WrittenMeasure,
    places: &[PlacedObjective<'_>],
    r: &Resolver<'_>,
) -> Option<usize> {
    let Some(objective) = &measure.objective else {
        if !r.is_refused("objective", id.span) {
            let problem = Problem::new(MissingKey::new("measure", "objective")).at(id.span);
            let example = places.first().map_or("…", |(_, id, _)| id.value.as_str());
            r.report(problem.help(format!("add `objective: {example}`")));
        }
        return None;
    };
    let position = places.iter().position(|(_, id, _)| id.value == objective.value);
    // Without any objective, every measure's would be unknown.
    if position.is_none() && !r.written.objectives.is_empty() {
        r.unknown_id("objective", objective, places.iter().map(|(_, id, _)| id.value.as_str()));
    }
    position
}

fn weigh(
    entries: &[Entry<'_>],
    resolved: &mut [Option<Measure>],
    places: &[PlacedObjective<'_>],
    r: &Resolver<'_>,
) {
    for (_, objective, _) in places {
        let own: Vec<usize> =
            (0..entries.len()).filter(|i| entries[*i].objective == Some(objective.value.as_str())).collect();
        let siblings = own.iter().map(|i| &entries[*i]).map(|entry| Sibling {
            weight: entry.keys.weight.as_ref(),
            span: entry.id.span,
            scored: r.has_target(entry.id, entry.keys),
        });
        let weights = r.weights(&siblings.collect::<Vec<_>>());
        for (i, weight) in own.into_iter().zip(weights) {
            if let Some(measure) = &mut resolved[i] {
                measure.weight = weight;
            }
        }
    }
}

/// Objectives where measures are also shown, and what they drive.
fn link(
    entries: &[Entry<'_>],
    resolved: &mut [Option<Measure>],
    places: &[PlacedObjective<'_>],
    r: &Resolver<'_>,
) {
    let objectives: Vec<&str> = places.iter().map(|(_, id, _)| id.value.as_str()).collect();
    let measures: Vec<&str> = entries.iter().map(|entry| entry.id.value.as_str()).collect();
    let both: Vec<&str> = measures.iter().chain(&objectives).copied().collect();
    let mut arrows = Vec::new();
    let drives: Vec<Vec<Drive>> = {
        let measures: Vec<&Measure> = resolved.iter().flatten().collect();
        let ends = |id: &str| measures_of(&measures, id);
        let drives = |entry: &Entry<'_>| {
            let written = entry.keys.drives.as_ref();
            r.drives(&entry.id.value, written, ("measure or objective", &both), ("", &[]), &ends)
        };
        entries.iter().map(drives).collect()
    };
    for ((entry, resolved), drives) in entries.iter().zip(resolved).zip(drives) {
        arrows.extend(arrows_of(&entry.id.value, entry.keys.drives.as_ref(), &measures));
        let mut also_in = Vec::new();
        for objective in entry.keys.also_in.iter().flatten() {
            if entry.objective == Some(objective.value.as_str()) {
                r.report(
                    Problem::new(AlsoInOwn {
                        measure: entry.id.to_string(),
                        objective: objective.to_string(),
                    })
                    .at(objective.span),
                );
            } else if objectives.contains(&objective.value.as_str()) {
                also_in.push(objective.value.clone());
            } else {
                r.unknown_id("objective", objective, objectives.iter().copied());
            }
        }
        if let Some(measure) = resolved {
            (measure.drives, measure.also_in) = (drives, also_in);
        }
    }
    r.report_circles(&arrows, ArrowsOf::Drives);
    let of = |(_, id, keys): &PlacedObjective<'_>| arrows_of(&id.value, keys.drives.as_ref(), &objectives);
    r.report_circles(&places.iter().flat_map(of).collect::<Vec<_>>(), ArrowsOf::Drives);
}

/// The measure of an id, or those of an objective.
fn measures_of<'m>(measures: &[&'m Measure], id: &str) -> Vec<&'m Measure> {
    measures.iter().copied().filter(|measure| measure.id == id || measure.objective == id).collect()
}

fn arrows_of(
    from: &str,
    drives: Option<&Vec<crate::definition::document::drive::Drive>>,
    known: &[&str],
) -> Vec<Arrow> {
    let drives = drives.into_iter().flatten().filter(|drive| known.contains(&drive.to.value.as_str()));
    drives.map(|d| Arrow { from: from.to_owned(), to: d.to.value.clone(), span: d.to.span }).collect()
}

/// Circles among formulas over measures, and among those that count segments.
fn check_formula_circles(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) {
    let mut arrows = Vec::new();
    for (entry, measure) in entries.iter().zip(resolved) {
        let kind = entry.keys.kind.as_ref().map(|kind| &kind.kind);
        arrows.extend(entry.segments().map(|over| Arrow {
            from: entry.id.value.clone(),
            to: over.measure.value.clone(),
            span: over.measure.span,
        }));
        let Some(span) = kind.and_then(Kind::over_measures) else { continue };
        let names = measure.iter().flat_map(|measure| measure.plan.formula.names());
        arrows.extend(names.map(|name| Arrow { from: entry.id.value.clone(), to: name.to_owned(), span }));
    }
    r.report_circles(&arrows, ArrowsOf::Formulas);
    let is_of_formulas = |circle: &Circle| circle.of == ArrowsOf::Formulas;
    let cyclic = r.problems.borrow().iter().any(|p| p.cause().is_some_and(is_of_formulas));
    if !cyclic && !check_unfolded_size(entries, r, resolved) {
        windows::check_mixed_windows(entries, r, resolved);
        formula_units::check_mixed_units(entries, r, resolved);
        to_date::check_to_date(entries, r, resolved);
        totals::check_totals(entries, r, resolved);
        refuse_segments_of_segments(entries, r);
    }
}

/// Measures that a formula may be made of, those of its formulas counted along every way.
const UNFOLDED: u64 = 2_000;

/// Reports the first formula that formulas of formulas make too large, for each doubles what those below it take.
fn check_unfolded_size(entries: &[Entry<'_>], r: &Resolver<'_>, resolved: &[Option<Measure>]) -> bool {
    fn size<'m>(
        measure: &'m Measure,
        all: &BTreeMap<&'m str, &'m Measure>,
        sizes: &mut BTreeMap<&'m str, u64>,
    ) -> u64 {
        if let Some(known) = sizes.get(measure.id.as_str()) {
            return *known;
        }
        let names = measure.plan.formula.names();
        let members = names.iter().filter(|_| measure.is_over_measures()).filter_map(|name| all.get(name));
        let size = members.fold(1_u64, |sum, member| sum.saturating_add(size(member, all, sizes)));
        sizes.insert(&measure.id, size);
        size
    }
    let all: BTreeMap<&str, &Measure> = resolved.iter().flatten().map(|m| (m.id.as_str(), m)).collect();
    let mut sizes = BTreeMap::new();
    for (entry, measure) in entries.iter().zip(resolved) {
        let span = entry.keys.kind.as_ref().and_then(|kind| Kind::over_measures(&kind.kind));
        if let (Some(span), Some(measure)) = (span, measure)
            && size(measure, &all, &mut sizes) > UNFOLDED
        {
            let cause = FormulaUnfolds { measure: entry.id.to_string(), most: UNFOLDED };
            r.report(Problem::new(cause).at(span));
            return true;
        }
    }
    false
}

/// Reports a share of the segments of a share of segments: that one has none itself.
fn refuse_segments_of_segments(entries: &[Entry<'_>], r: &Resolver<'_>) {
    for over in entries.iter().filter_map(Entry::segments) {
        let named = entries.iter().find(|other| other.id.value == over.measure.value);
        if named.is_some_and(|other| other.segments().is_some()) {
            let cause = SegmentsOfSegments { measure: over.measure.to_string() };
            r.report(Problem::new(cause).at(over.measure.span));
        }
    }
}

/// Money without a currency; said once.
fn require_currency(entries: &[Entry<'_>], resolved: &[Option<Measure>], r: &Resolver<'_>) {
    let is_known =
        r.currency.is_some() || r.problems.borrow().iter().any(|p| p.cause::<UnknownCurrency>().is_some());
    let mut money =
        entries.iter().zip(resolved).filter_map(|(entry, measure)| Some((entry, measure.as_ref()?)));
    if let Some((entry, _)) = money.find(|(_, measure)| measure.unit == Unit::Currency && !is_known) {
        let cause = MoneyWithoutCurrency { measure: entry.id.to_string() };
        r.report(Problem::new(cause).at(entry.id.span));
    }
}

fn perspectives(
    document: &Document,
    places: &[PlacedObjective<'_>],
    rollup: &Rollup,
    resolved: &[Measure],
    r: &Resolver<'_>,
) -> Vec<Perspective> {
    let resolved: Vec<&Measure> = resolved.iter().collect();
    let ends = |id: &str| measures_of(&resolved, id);
    let known: Vec<&str> = places.iter().map(|(_, id, _)| id.value.as_str()).collect();
    let measures: Vec<&str> = r.written.measures.iter().map(String::as_str).collect();
    let sibling = |weight, span| Sibling { weight, span, scored: true };
    let pairs: &[(Spanned<String>, WrittenPerspective)] = &document.perspectives;
    let siblings: Vec<Sibling<'_>> =
        pairs.iter().map(|(id, keys)| sibling(keys.weight.as_ref(), id.span)).collect();
    let weights = r.weights(&siblings);
    let perspective =
        |(index, ((id, keys), weight)): (usize, (&(Spanned<String>, WrittenPerspective), f64))| {
            let own: Vec<&PlacedObjective<'_>> = places.iter().filter(|(at, ..)| *at == index).collect();
            let siblings: Vec<Sibling<'_>> =
                own.iter().map(|(_, id, o)| sibling(o.weight.as_ref(), id.span)).collect();
            let weights = r.weights(&siblings);
            let objectives = own.into_iter().zip(weights).map(|((_, id, keys), weight)| Objective {
                id: id.value.clone(),
                title: r.title_or_id(keys.title.as_ref(), &id.value),
                weight,
                edges: r.edges(keys.status.as_ref(), rollup.edges),
                drives: r.drives(
                    &id.value,
                    keys.drives.as_ref(),
                    ("objective", &known),
                    ("measure", &measures),
                    &ends,
                ),
                owner: keys.owner.as_ref().map(|owner| r.title(owner, "owner")),
                note: keys.note.as_ref().map(|note| note.value.clone()),
            });
            Perspective {
                id: id.value.clone(),
                title: r.title_or_id(keys.title.as_ref(), &id.value),
                weight,
                edges: r.edges(keys.status.as_ref(), rollup.edges),
                objectives: objectives.collect(),
            }
        };
    pairs.iter().zip(weights).enumerate().map(perspective).collect()
}

/// Objectives without a measure that has a target and a weight.
fn warn_unmeasured_objectives(entries: &[Entry<'_>], places: &[PlacedObjective<'_>], r: &Resolver<'_>) {
    // A measure that could not be read may be the one that scores it.
    if r.written.measures.is_empty() || r.problems.borrow().has_errors() {
        return;
    }
    let is_weightless = |text: &Text| matches!(text.value.trim(), "0" | "0%" | "0 %" | "0.0");
    for (_, id, _) in places {
        let mut own = entries.iter().filter(|entry| entry.objective == Some(id.value.as_str()));
        let is_scored = |entry: &Entry<'_>| {
            r.has_target(entry.id, entry.keys) && !entry.keys.weight.as_ref().is_some_and(is_weightless)
        };
        if !own.any(is_scored) {
            r.report(Problem::new(ObjectiveUnmeasured { objective: id.to_string() }).at(id.span));
        }
    }
}
