//! The message line: the one conclusion a reader takes away, chosen by rules that are tested.

use crate::evaluate::score::Status;
use crate::words::{Code, Line, Words};

/// A scored measure as the rules see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Heading.
    pub title: String,
    /// Status.
    pub status: Status,
    /// Score.
    pub score: f64,
    /// Share of the whole scorecard.
    pub weight: f64,
    /// How far actual is from plan, as a reader says it: `3.1 points`; empty when it is exactly at plan.
    pub distance: String,
    /// Whether actual is at plan or better.
    pub favourable: bool,
    /// How many periods in a row, this one included, had this status.
    pub running: usize,
    /// Whether chance explains the value: `within normal variation`, `a signal: …`; empty when it is not known.
    pub signal: String,
}

/// The line for a report's period.
///
/// 1. Something is off target: the one that costs most (weight × shortfall of the score), after the best news of the
///    same size of distance, if there is any.
/// 2. Nothing is off, something is to be watched: that, in the same order.
/// 3. Everything is on target: so many measures.
/// 4. Nothing could be scored: so it says.
pub fn line(candidates: &[Candidate], period: &str, words: &Words) -> String {
    words.say(&chosen(candidates, period))
}

/// What the line is about.
fn chosen(candidates: &[Candidate], period: &str) -> Line {
    let cost = |c: &&Candidate| c.weight.max(1e-9) * (100.0 - c.score).max(1e-6);
    let of = |status: Status| candidates.iter().filter(move |c| c.status == status);
    let worst =
        |status| of(status).max_by(|a, b| cost(a).total_cmp(&cost(b)).then_with(|| b.title.cmp(&a.title)));
    let best = of(Status::OnTarget)
        .filter(|c| c.favourable && !c.distance.is_empty())
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then_with(|| b.title.cmp(&a.title)));
    let total = candidates.len();
    if let Some(worst) = worst(Status::OffTarget) {
        let (best_title, best_comma) = best.map_or((String::new(), false), named);
        let (title, title_comma) = named(worst);
        return Line::Off {
            praised: best.is_some(),
            best: best_title,
            best_comma,
            best_by: best.map_or(String::new(), |best| best.distance.clone()),
            title,
            title_comma,
            gap: gap(worst),
            by: worst.distance.clone(),
            running: worst.running,
            chanced: !worst.signal.is_empty(),
            signal: worst.signal.clone(),
            off: of(Status::OffTarget).count(),
            total,
        };
    }
    if let Some(watch) = worst(Status::Watch) {
        return Line::Watch {
            title: watch.title.clone(),
            gap: gap(watch),
            by: watch.distance.clone(),
            chanced: !watch.signal.is_empty(),
            signal: watch.signal.clone(),
            more: of(Status::Watch).count() - 1,
        };
    }
    match (candidates, best) {
        ([], _) => Line::Nothing { period: period.to_owned() },
        ([only], _) => {
            let (title, title_comma) = named(only);
            Line::One { title, title_comma }
        }
        (_, Some(best)) => {
            let (title, best_comma) = named(best);
            Line::AllAndBest { total, best: title, best_comma, best_by: best.distance.clone() }
        }
        (_, None) => Line::All { total },
    }
}

/// A title before its verb, and whether it holds a comma, so that another closes it.
fn named(candidate: &Candidate) -> (String, bool) {
    (candidate.title.clone(), candidate.title.contains(", "))
}

fn gap(candidate: &Candidate) -> Code {
    Code(match (candidate.distance.as_str(), candidate.favourable) {
        ("", _) => "at-plan",
        (_, true) => "better",
        (_, false) => "worse",
    })
}
