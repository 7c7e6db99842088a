//! What is legal and unwise: said when a scorecard is checked, and forbids nothing.
//!
//! Part of it stands in the definition, part shows in the figures of a run.

use crate::calendar::Grain;
use crate::definition::ScorecardDraft;
use crate::evaluate::results::{Absence, MeasureResult, PeriodResult, Results};
use crate::evaluate::score::Status;
use crate::measure::{Basis, ColumnType, Direction, HistoryAggregate, Level, Unit};
use crate::model::{Judgement, Measure, Origin, Scorecard, Scoring, TargetPlan};
use crate::problem::{Problem, Problems, causes};
use crate::statistics::assurance::Assurance;

/// Measures beyond which nobody takes a page in: scorecards in use have twenty to twenty-five on all levels (Kaplan and
/// Norton, *The Balanced Scorecard*, 1996).
const MOST: usize = 25;
/// Periods from which on a target that is always met, or never, was not set for these figures.
const LEAST_PERIODS: usize = 12;
/// Ids that are named one by one.
const NAMED: usize = 3;
/// Share of the whole beyond which a measure outweighs all others together.
const HALF: f64 = 0.5;

/// What is unwise in a definition.
pub fn advice(scorecard: &Scorecard, drafted: &ScorecardDraft) -> Problems {
    let mut found = Problems::new();
    let measures = scorecard.measures.iter().filter(|measure| measure.level == Level::Strategic).count();
    if measures > MOST {
        found.push(Problem::new(CrowdedPage { measures }));
    }
    let unowned: Vec<&Measure> = scorecard
        .measures
        .iter()
        .filter(|measure| measure.target.is_some() && measure.owner.is_none())
        .filter(|measure| {
            // Whoever answers for the objective answers for what measures it.
            let mut objectives = scorecard.objectives();
            objectives.all(|objective| objective.id != measure.objective || objective.owner.is_none())
        })
        .collect();
    if let [first, ..] = unowned.as_slice() {
        let have = if unowned.len() == 1 { "has" } else { "have" }.to_owned();
        let problem = Problem::new(OwnerMissing { measures: listed(&unowned), have });
        found.push(placed(problem, drafted, &first.id));
    }
    for measure in &scorecard.measures {
        let unwise = named_otherwise(measure, scorecard).map(Problem::new);
        let unwise = unwise.into_iter().chain(all_or_nothing(measure).map(Problem::new));
        let unwise = unwise.chain(states_unsaid(measure, scorecard).map(Problem::new));
        found.extend(unwise.map(|problem| placed(problem, drafted, &measure.id)));
    }
    found.extend(outcomes(scorecard).map(|objective| Problem::new(OutcomeWithoutDriver { objective })));
    found
}

/// A measure of numbers whose column says by its name another unit of time than the measure has.
fn named_otherwise(measure: &Measure, scorecard: &Scorecard) -> Option<NamedOtherwise> {
    measure.unit.seconds()?;
    let texts = measure.written.iter().map(|(_, text)| text.trim().trim_matches('"'));
    let rules = |id: &str| match &scorecard.sources.iter().find(|source| source.id == id)?.origin {
        Origin::Files(feed) => Some(&feed.columns),
        Origin::Database(database) => Some(&database.columns),
        _ => None,
    };
    let source = measure.plan.components.first()?.rows.source.as_str();
    // Durations are converted; numbers are taken for the unit that the measure says.
    let is_number = |column: &&str| {
        let rule = rules(source).and_then(|rules| rules.get(*column));
        rule.is_some_and(|rule| matches!(rule.kind, ColumnType::Integer | ColumnType::Number))
    };
    let (column, named) = texts.filter(is_number).find_map(|column| Some((column, unit_in(column)?)))?;
    (named != measure.unit).then(|| NamedOtherwise {
        measure: measure.id.clone(),
        column: column.to_owned(),
        unit: measure.unit.word().to_owned(),
        named: named.word().to_owned(),
    })
}

/// The unit of time at the end of a column's name: `Downtime [min]`, `wait_hours`.
fn unit_in(column: &str) -> Option<Unit> {
    let is_part = |c: char| c.is_alphabetic();
    let word = column.trim_end_matches(|c: char| !is_part(c)).rsplit(|c: char| !is_part(c)).next()?;
    // A name of one word is no unit.
    if word.len() == column.len() {
        return None;
    }
    Some(match word.to_lowercase().as_str() {
        "d" | "day" | "days" | "tage" | "días" | "dias" | "dni" => Unit::Days,
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunden" | "horas" | "godz" | "ώρες" => {
            Unit::Hours
        }
        "min" | "mins" | "minute" | "minutes" | "minuten" | "minutos" | "minuty" | "λεπτά" => {
            Unit::Minutes
        }
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunden" | "segundos" => Unit::Seconds,
        _ => return None,
    })
}

/// A balance of a source whose files bear their day in their names, and so are states of it, where the source does not say so: who is
/// in no newer file stays at the last value.
fn states_unsaid(measure: &Measure, scorecard: &Scorecard) -> Option<SnapshotUnsaid> {
    let is_carried = |basis: &Basis| {
        matches!(basis, Basis::Histories { aggregate: HistoryAggregate::Balance { carried: true }, .. })
    };
    let component = measure.plan.components.iter().find(|component| is_carried(&component.basis))?;
    let source = scorecard.sources.iter().find(|source| source.id == component.rows.source)?;
    let Origin::Files(feed) = &source.origin else { return None };
    let dated = feed.dated.as_ref().filter(|_| source.snapshot.is_none())?;
    let (first, last) = feed.files.iter().find_map(|file| dated.days(&file.name()))?;
    let grain = match (last - first).num_days() {
        6 => Grain::Week,
        7..=30 => Grain::Month,
        31..=91 => Grain::Quarter,
        92.. => Grain::Year,
        ..=5 => return None,
    };
    Some(SnapshotUnsaid {
        measure: measure.id.clone(),
        source: source.id.clone(),
        grain: grain.word().to_owned(),
    })
}

/// A target of zero where more is better, which a value just below misses as one far below does (R53).
fn all_or_nothing(measure: &Measure) -> Option<AllOrNothing> {
    let target = measure.target.as_ref()?;
    let is_zero = matches!(target.plan, TargetPlan::Constant(value) if value == 0.0);
    let is_met = matches!(measure.scoring, Scoring::Attainment | Scoring::AttainmentInverse);
    let has_room = matches!(measure.judgement, Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_));
    let is_balance = measure.direction == Some(Direction::Maximise) && measure.unit != Unit::Count;
    (is_zero && is_met && !has_room && is_balance && target.baseline.is_none())
        .then(|| AllOrNothing { measure: measure.id.clone() })
}

/// Objectives above the last perspective that have strategic measures alone and that no arrow leads to, where the scorecard
/// has arrows at all.
fn outcomes(scorecard: &Scorecard) -> impl Iterator<Item = String> {
    let of_objectives = scorecard.objectives().flat_map(|objective| &objective.drives);
    let of_measures = scorecard.measures.iter().flat_map(|measure| &measure.drives);
    let driven: Vec<&str> = of_objectives.chain(of_measures).map(|drive| drive.to.as_str()).collect();
    let above = scorecard.perspectives.len().saturating_sub(1);
    let above = if driven.is_empty() { 0 } else { above };
    let objectives =
        scorecard.perspectives.iter().take(above).flat_map(|perspective| &perspective.objectives);
    objectives.filter_map(move |objective| {
        let own: Vec<&Measure> =
            scorecard.measures.iter().filter(|measure| measure.objective == objective.id).collect();
        let is_outcome = !own.is_empty() && own.iter().all(|measure| measure.level == Level::Strategic);
        let is_driven = driven.contains(&objective.id.as_str())
            || own.iter().any(|measure| driven.contains(&measure.id.as_str()));
        (is_outcome && !is_driven).then(|| objective.id.clone())
    })
}

/// What the figures of a run show to be unwise.
pub fn advice_on(results: &Results, drafted: &ScorecardDraft) -> Problems {
    let mut found = Problems::new();
    let all: Vec<&MeasureResult> = results.scorecard.measures().collect();
    let weighed = all.iter().filter(|measure| measure.effective_weight > 0.0).count();
    for measure in all {
        let mut push = |problem: Problem| found.push(placed(problem, drafted, &measure.id));
        if weighed > 2 && measure.effective_weight > HALF {
            // A share of a whole, in whole percent.
            let percent = (100.0 * measure.effective_weight).round() as u64;
            push(Problem::new(WeightOverHalf { measure: measure.id.clone(), percent }));
        }
        if let Some(cause) = too_small(measure) {
            push(Problem::new(cause));
        }
        match measure.assurance {
            Assurance::WillMiss if !measure.has_signal() => {
                push(Problem::new(TargetBeyondProcess { measure: measure.id.clone() }))
            }
            _ => untested(measure).into_iter().for_each(|cause| push(Problem::new(cause))),
        }
    }
    found
}

/// A survey whose answers were too few in most of the periods shown.
fn too_small(measure: &MeasureResult) -> Option<SampleTooSmall> {
    let least = measure.periods.iter().find_map(|period| match period.absent {
        Some(Absence::Withheld { min_n, .. }) => Some(min_n),
        _ => None,
    })?;
    let is_withheld = |period: &&PeriodResult| matches!(period.absent, Some(Absence::Withheld { .. }));
    let withheld = measure.periods.iter().filter(is_withheld).count();
    let of = withheld + measure.periods.iter().filter(|period| period.value.is_some()).count();
    (2 * withheld > of).then(|| SampleTooSmall { measure: measure.id.clone(), withheld, of, least })
}

/// A target that every period met, or none.
fn untested(measure: &MeasureResult) -> Option<TargetWithoutTest> {
    let judged: Vec<Status> = measure.periods.iter().filter_map(|period| period.status).collect();
    let (first, rest) = judged.split_first().filter(|_| judged.len() >= LEAST_PERIODS)?;
    let is_met = *first == Status::OnTarget;
    let always = if is_met { "met" } else { "missed" }.to_owned();
    let cause = TargetWithoutTest { measure: measure.id.clone(), always, periods: judged.len() };
    rest.iter().all(|status| (*status == Status::OnTarget) == is_met).then_some(cause)
}

/// At the line of a measure, where it has one.
fn placed(problem: Problem, drafted: &ScorecardDraft, id: &str) -> Problem {
    match drafted.place_of_measure(id) {
        Some(span) => problem.at(span),
        None => problem,
    }
}

/// Measures in a sentence, the first of many by name.
fn listed(measures: &[&Measure]) -> String {
    let named: Vec<String> = measures.iter().take(NAMED).map(|measure| format!("`{}`", measure.id)).collect();
    match (measures.len() - named.len(), named.as_slice()) {
        (0, [one]) => one.clone(),
        (0, [some @ .., last]) => format!("{} and {last}", some.join(", ")),
        (more, _) => format!("{} and {more} more", named.join(", ")),
    }
}

causes! {
    /// More measures on page 1 than a reader holds.
    CrowdedPage { measures: usize } => CrowdedPage,
        "page 1 lists {measures} measures, more than a reader holds",
        "give `level: operational` to those that only explain others";

    /// Measures with a target that nobody answers for.
    OwnerMissing { measures: String, have: String } => OwnerMissing,
        "{measures} {have} a target and no owner",
        "say who answers for it by `owner`";

    /// An objective that is measured by its outcome alone, and that nothing is supposed to move.
    OutcomeWithoutDriver { objective: String } => OutcomeWithoutDriver,
        "objective `{objective}` has an outcome and no driver",
        "name what moves it: `drives` of another objective, or an operational measure in it";

    /// A unit that the name of a column contradicts.
    NamedOtherwise { measure: String, column: String, unit: String, named: String } => UnitContradictsName,
        "`{measure}` is measured in {unit}, and its column `{column}` is called by {named}",
        "write `unit: {named}`, or convert it in `derive`";

    /// A balance of states that the source does not call so.
    SnapshotUnsaid { measure: String, source: String, grain: String } => SnapshotUnsaid,
        "`{measure}` keeps what is in no newer file of `{source}` at its last value",
        "where each file lists all there is, write `snapshot: {grain}` in the source: what the newest does not list is gone";

    /// A target of zero, which is met or not.
    AllOrNothing { measure: String } => AllOrNothing,
        "with a target of 0 `{measure}` scores 100 or 0, and nothing between",
        "a `baseline` scores the way to it, a `tolerance` what falls just short; `scoring: met` says that it is meant";

    /// A measure that outweighs all others together.
    WeightOverHalf { measure: String, percent: u64 } => WeightOverHalf,
        "`{measure}` makes up {percent} % of the scorecard",
        "the score is little else; weigh perspectives, objectives or measures otherwise";

    /// A survey that mostly has too few answers.
    SampleTooSmall { measure: String, withheld: usize, of: usize, least: u32 } => SampleTooSmall,
        "`{measure}` had fewer than {least} answers in {withheld} of {of} periods",
        "look at it over a longer `window` or `grain`, or ask more people";

    /// A target that was met, or missed, in every period.
    TargetWithoutTest { measure: String, always: String, periods: usize } => TargetWithoutTest,
        "the target of `{measure}` was {always} in all of {periods} periods",
        "a target that always turns out the same tells nothing; agree on another, or drop it";

    /// A target that the process as it stands cannot meet.
    TargetBeyondProcess { measure: String } => TargetBeyondProcess,
        "the process as it stands will not meet the target of `{measure}`",
        "name the initiative that changes it, or agree on a path to the target";
}
