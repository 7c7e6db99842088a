//! What every check gives: the engine's figures against those of the formulas.

use crate::report::workings::{ParentWorking, Workings};

use super::address::Addresses;
use super::solve::{Solved, SolvedParent, Status, finite};

/// Relative difference that passes.
pub(super) const RELATIVE: f64 = 1e-9;
/// Absolute difference that passes: sums that cancel leave the last digits of their terms.
pub(super) const ABSOLUTE: f64 = 1e-12;

/// Results of all checks.
pub(super) struct Verdicts {
    pub(super) measures: Vec<MeasureVerdict>,
    /// Objectives, perspectives, the whole: the order of Calc.
    pub(super) parents: Vec<ParentVerdict>,
    pub(super) sources: Vec<bool>,
}

pub(super) struct MeasureVerdict {
    pub(super) value: bool,
    pub(super) score: bool,
    pub(super) status: bool,
    pub(super) history: bool,
}

pub(super) struct ParentVerdict {
    pub(super) coverage: bool,
    pub(super) score: bool,
    pub(super) status: bool,
    pub(super) weights: bool,
    /// Children with a weight above 0.
    pub(super) counted: f64,
    /// Children with a weight below 0.
    pub(super) negative: f64,
    /// Sum of the children's effective weights.
    pub(super) shared: f64,
}

impl Verdicts {
    pub(super) fn new(workings: &Workings, at: &Addresses, solved: &Solved) -> Verdicts {
        let mut measures = Vec::new();
        for (measure, live) in workings.measures.iter().zip(&solved.measures) {
            let Some(engine) = measure.periods.last() else {
                continue;
            };
            let history: Vec<Option<f64>> =
                measure.periods.iter().take(at.periods).map(|p| finite(p.value)).collect();
            let (engine_total, live_total) = (Total::of(&history), Total::of(&live.values[..history.len()]));
            measures.push(MeasureVerdict {
                value: same(finite(engine.value), live.value),
                score: same(finite(engine.score), live.score),
                status: Status::of_code(&engine.status) == live.status,
                history: engine_total.matches(&live_total),
            });
        }

        let mut parents = Vec::new();
        let objectives = workings.perspectives.iter().flat_map(|p| &p.objectives);
        for (o, objective) in objectives.enumerate() {
            let children = solved.measures.iter().zip(&at.objective_of).filter(|(_, of)| **of == o);
            let children: Vec<_> = children.map(|(m, _)| (m.share.weight, m.share.effective)).collect();
            parents.push(parent(&objective.parent, &solved.objectives[o], &children));
        }
        for (p, perspective) in workings.perspectives.iter().enumerate() {
            let children = solved.objectives.iter().zip(&at.perspective_of).filter(|(_, of)| **of == p);
            let children: Vec<_> = children.map(|(o, _)| (o.share.weight, o.share.effective)).collect();
            parents.push(parent(&perspective.parent, &solved.perspectives[p], &children));
        }
        let children: Vec<_> =
            solved.perspectives.iter().map(|p| (p.share.weight, p.share.effective)).collect();
        parents.push(parent(&workings.total, &solved.total, &children));
        let sources = workings
            .sources
            .iter()
            .map(|s| {
                let left_out = [s.used, s.repeated, s.filtered, s.rejected, s.after_as_of];
                left_out.iter().fold(s.read as f64, |rest, count| rest - *count as f64) == 0.0
            })
            .collect();
        Verdicts { measures, parents, sources }
    }

    /// How many checks there are, and how many fail.
    pub(super) fn count(&self) -> (usize, usize) {
        let measures = self.measures.iter().flat_map(|m| [m.value, m.score, m.status, m.history]);
        let parents = self.parents.iter().flat_map(|p| [p.coverage, p.score, p.status, p.weights]);
        let all: Vec<bool> = measures.chain(parents).chain(self.sources.iter().copied()).collect();
        (all.len(), all.iter().filter(|pass| !**pass).count())
    }

    /// The words of the master check.
    pub(super) fn master(&self) -> String {
        match self.count() {
            (_, 0) => "All checks pass".to_owned(),
            (all, failed) => format!("Failed checks: {failed} of {all}"),
        }
    }
}

/// Control totals of a series.
pub(super) struct Total {
    pub(super) count: f64,
    pub(super) sum: f64,
}

impl Total {
    pub(super) fn of(values: &[Option<f64>]) -> Total {
        let present = || values.iter().flatten();
        Total { count: present().count() as f64, sum: present().sum() }
    }

    fn matches(&self, live: &Total) -> bool {
        let slack = RELATIVE * self.sum.abs().max(live.sum.abs()).max(1.0);
        self.count == live.count && (self.sum - live.sum).abs() <= slack
    }
}

fn same(engine: Option<f64>, live: Option<f64>) -> bool {
    match (engine, live) {
        (Some(e), Some(l)) => (e - l).abs() <= RELATIVE * e.abs().max(l.abs()) + ABSOLUTE,
        (None, None) => true,
        _ => false,
    }
}

fn parent(engine: &ParentWorking, live: &SolvedParent, children: &[(f64, f64)]) -> ParentVerdict {
    let negative = children.iter().filter(|(weight, _)| *weight < 0.0).count() as f64;
    let shared: f64 = children.iter().map(|(_, effective)| effective).sum();
    ParentVerdict {
        coverage: live.coverage.is_none_or(|coverage| same(Some(engine.coverage), Some(coverage))),
        score: same(finite(engine.score), live.score),
        status: Status::of_code(&engine.status) == live.status,
        weights: negative == 0.0 && (live.below == 0.0 || (shared - live.share.effective).abs() <= RELATIVE),
        counted: children.iter().filter(|(weight, _)| *weight > 0.0).count() as f64,
        negative,
        shared,
    }
}
