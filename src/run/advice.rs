//! What is legal and unwise: said when a scorecard is checked, and forbids nothing.
//!
//! Part of it stands in the definition, part shows in the figures of a run.

use crate::definition::ScorecardDraft;
use crate::evaluate::results::{Absence, MeasureResult, PeriodResult, Results};
use crate::evaluate::score::Status;
use crate::measure::Level;
use crate::model::{Measure, Scorecard};
use crate::problem::{Cause, Code, Problem, Problems};
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

/// More measures on page 1 than a reader holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CrowdedPage {
    measures: usize,
}

impl Cause for CrowdedPage {
    fn code(&self) -> Code {
        Code::CrowdedPage
    }

    fn message(&self) -> String {
        format!("page 1 lists {} measures, more than a reader holds", self.measures)
    }

    fn help(&self) -> Option<String> {
        Some("give `level: operational` to those that only explain others".to_owned())
    }
}

/// Measures with a target that nobody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OwnerMissing {
    ids: Vec<String>,
}

impl Cause for OwnerMissing {
    fn code(&self) -> Code {
        Code::OwnerMissing
    }

    fn message(&self) -> String {
        let have = if self.ids.len() == 1 { "has" } else { "have" };
        format!("{} {have} a target and no owner", listed(&self.ids))
    }

    fn help(&self) -> Option<String> {
        Some("say who answers for it by `owner`".to_owned())
    }
}

/// An objective that is measured by its outcome alone, and that nothing is supposed to move.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OutcomeWithoutDriver {
    objective: String,
}

impl Cause for OutcomeWithoutDriver {
    fn code(&self) -> Code {
        Code::OutcomeWithoutDriver
    }

    fn message(&self) -> String {
        format!("objective `{}` has an outcome and no driver", self.objective)
    }

    fn help(&self) -> Option<String> {
        Some("name what moves it: `drives` of another objective, or an operational measure in it".to_owned())
    }
}

/// A measure that outweighs all others together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WeightOverHalf {
    id: String,
    percent: u64,
}

impl Cause for WeightOverHalf {
    fn code(&self) -> Code {
        Code::WeightOverHalf
    }

    fn message(&self) -> String {
        format!("`{}` makes up {} % of the scorecard", self.id, self.percent)
    }

    fn help(&self) -> Option<String> {
        Some("the score is little else; weigh perspectives, objectives or measures otherwise".to_owned())
    }
}

/// A survey that mostly has too few answers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SampleTooSmall {
    id: String,
    withheld: usize,
    of: usize,
    least: u32,
}

impl Cause for SampleTooSmall {
    fn code(&self) -> Code {
        Code::SampleTooSmall
    }

    fn message(&self) -> String {
        let Self { id, withheld, of, least } = self;
        format!("`{id}` had fewer than {least} answers in {withheld} of {of} periods")
    }

    fn help(&self) -> Option<String> {
        Some("look at it over a longer `window` or `grain`, or ask more people".to_owned())
    }
}

/// How figures stand to their target, whatever the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Always {
    Met,
    Missed,
}

/// A target that was met, or missed, in every period.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TargetWithoutTest {
    id: String,
    always: Always,
    periods: usize,
}

impl Cause for TargetWithoutTest {
    fn code(&self) -> Code {
        Code::TargetWithoutTest
    }

    fn message(&self) -> String {
        let what = match self.always {
            Always::Met => "met",
            Always::Missed => "missed",
        };
        format!("the target of `{}` was {what} in all of {} periods", self.id, self.periods)
    }

    fn help(&self) -> Option<String> {
        Some("a target that always turns out the same tells nothing; agree on another, or drop it".to_owned())
    }
}

/// A target that the process as it stands cannot meet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TargetBeyondProcess {
    id: String,
}

impl Cause for TargetBeyondProcess {
    fn code(&self) -> Code {
        Code::TargetBeyondProcess
    }

    fn message(&self) -> String {
        format!("the process as it stands will not meet the target of `{}`", self.id)
    }

    fn help(&self) -> Option<String> {
        Some("name the initiative that changes it, or agree on a path to the target".to_owned())
    }
}

/// What is unwise in a definition.
pub fn advice(scorecard: &Scorecard, sheet: &ScorecardDraft) -> Problems {
    let mut found = Problems::new();
    let measures = scorecard.measures.iter().filter(|measure| measure.level == Level::Strategic).count();
    if measures > MOST {
        found.push(Problem::of(CrowdedPage { measures }));
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
        let ids = unowned.iter().map(|measure| measure.id.clone()).collect();
        found.push(placed(Problem::of(OwnerMissing { ids }), sheet, &first.id));
    }
    found.extend(outcomes(scorecard).map(|objective| Problem::of(OutcomeWithoutDriver { objective })));
    found
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
pub fn advice_on(results: &Results, sheet: &ScorecardDraft) -> Problems {
    let mut found = Problems::new();
    let objectives = results.scorecard.perspectives.iter().flat_map(|perspective| &perspective.objectives);
    let all: Vec<&MeasureResult> = objectives.flat_map(|objective| &objective.measures).collect();
    let weighed = all.iter().filter(|measure| measure.effective_weight > 0.0).count();
    for measure in all {
        let mut push = |problem: Problem| found.push(placed(problem, sheet, &measure.id));
        if weighed > 2 && measure.effective_weight > HALF {
            // A share of a whole, in whole percent.
            let percent = (100.0 * measure.effective_weight).round() as u64;
            push(Problem::of(WeightOverHalf { id: measure.id.clone(), percent }));
        }
        if let Some(cause) = too_small(measure) {
            push(Problem::of(cause));
        }
        match measure.assurance {
            Assurance::WillMiss => push(Problem::of(TargetBeyondProcess { id: measure.id.clone() })),
            _ => untested(measure).into_iter().for_each(|cause| push(Problem::of(cause))),
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
    (2 * withheld > of).then(|| SampleTooSmall { id: measure.id.clone(), withheld, of, least })
}

/// A target that every period met, or none.
fn untested(measure: &MeasureResult) -> Option<TargetWithoutTest> {
    let judged: Vec<Status> = measure.periods.iter().filter_map(|period| period.status).collect();
    let (first, rest) = judged.split_first().filter(|_| judged.len() >= LEAST_PERIODS)?;
    let always = match first {
        Status::OnTarget => Always::Met,
        Status::Watch | Status::OffTarget => Always::Missed,
    };
    let is_same = |status: &Status| (*status == Status::OnTarget) == (always == Always::Met);
    let cause = TargetWithoutTest { id: measure.id.clone(), always, periods: judged.len() };
    rest.iter().all(is_same).then_some(cause)
}

/// At the line of a measure, where it has one.
fn placed(problem: Problem, sheet: &ScorecardDraft, id: &str) -> Problem {
    match sheet.place_of_measure(id) {
        Some(span) => problem.at(span),
        None => problem,
    }
}

/// Ids in a sentence, the first of many.
fn listed(ids: &[String]) -> String {
    let named: Vec<String> = ids.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
    match (ids.len() - named.len(), named.as_slice()) {
        (0, [one]) => one.clone(),
        (0, [some @ .., last]) => format!("{} and {last}", some.join(", ")),
        (more, _) => format!("{} and {more} more", named.join(", ")),
    }
}
