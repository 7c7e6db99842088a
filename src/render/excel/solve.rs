//! What every formula of the workbook gives, computed the way the workbook computes it.

use crate::measure::Direction;
use crate::model::{Edges, Judgement, Missing, ParentStatus, Rollup, Scoring};
use crate::report::workings::{MeasureWorking, ParentWorking, PeriodWorking, Workings};

use super::address::Addresses;

/// Share of an edge within which a comparison still reaches it: the last digits of binary arithmetic.
pub(super) const SLACK: f64 = 1e-12;
/// Score of a missing child where missing children are penalised.
pub(super) const PENALTY: f64 = 0.0;

/// Results of all formulas.
pub(super) struct Solved {
    pub(super) measures: Vec<SolvedMeasure>,
    pub(super) objectives: Vec<SolvedParent>,
    pub(super) perspectives: Vec<SolvedParent>,
    pub(super) total: SolvedParent,
}

/// A row of Calc, and the measure's row on Trend.
pub(super) struct SolvedMeasure {
    /// One per label of the measure.
    pub(super) values: Vec<Option<f64>>,
    pub(super) value: Option<f64>,
    pub(super) n: Option<f64>,
    pub(super) target: Option<f64>,
    pub(super) delta: Option<f64>,
    pub(super) span: Option<f64>,
    pub(super) previous_year: Option<f64>,
    pub(super) shortfall: Option<f64>,
    /// Whether the sample is large enough, and that of every measure that a formula takes.
    pub(super) enough: bool,
    /// Whether value and sample may be scored.
    pub(super) scorable: bool,
    pub(super) by_distance: Option<f64>,
    pub(super) by_attainment: Option<f64>,
    pub(super) by_met: Option<f64>,
    pub(super) by_band: Option<f64>,
    pub(super) by_goal: Option<f64>,
    pub(super) by_formula: Option<f64>,
    pub(super) score: Option<f64>,
    pub(super) status: Status,
    pub(super) share: Share,
}

/// What a child brings to its parent.
#[derive(Default)]
pub(super) struct Share {
    /// Weight that counts.
    pub(super) weight: f64,
    /// Weight with a score.
    pub(super) present: f64,
    /// Weight times score.
    pub(super) points: f64,
    /// Weight in the whole scorecard.
    pub(super) effective: f64,
}

/// A parent's row of Calc.
pub(super) struct SolvedParent {
    /// Weight of all children.
    pub(super) below: f64,
    /// Weight of children with a score.
    pub(super) present: f64,
    pub(super) points: f64,
    pub(super) coverage: Option<f64>,
    /// Worst rank of a child that counts, 0 without one.
    pub(super) worst: f64,
    pub(super) mean: Option<f64>,
    pub(super) covered: bool,
    /// Rank by the score alone.
    pub(super) rank: f64,
    pub(super) score: Option<f64>,
    pub(super) status: Status,
    pub(super) share: Share,
}

/// A status as the workbook writes it; a later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Informational: nothing is written.
    Nothing,
    NoData,
    OnTarget,
    Watch,
    OffTarget,
}

impl Status {
    /// The words of a cell.
    pub(super) fn word(self) -> &'static str {
        match self {
            Status::Nothing => "",
            Status::NoData => "No data",
            Status::OnTarget => "On target",
            Status::Watch => "Watch",
            Status::OffTarget => "Off target",
        }
    }

    /// The engine's code in the workbook's words.
    pub(super) fn of_code(code: &str) -> Status {
        match code {
            "on_target" => Status::OnTarget,
            "watch" => Status::Watch,
            "off_target" => Status::OffTarget,
            "no_data" => Status::NoData,
            _ => Status::Nothing,
        }
    }

    /// 1 on target, 2 watch, 3 off target, 0 without a status.
    pub(super) fn rank(self) -> f64 {
        match self {
            Status::Nothing | Status::NoData => 0.0,
            Status::OnTarget => 1.0,
            Status::Watch => 2.0,
            Status::OffTarget => 3.0,
        }
    }

    fn of_rank(rank: f64) -> Status {
        match rank {
            r if r >= 3.0 => Status::OffTarget,
            r if r >= 2.0 => Status::Watch,
            r if r >= 1.0 => Status::OnTarget,
            _ => Status::NoData,
        }
    }
}

/// Whether a measure is judged in a period: it has, or should have, a target.
pub(super) fn judged(period: &PeriodWorking) -> bool {
    Status::of_code(&period.status) != Status::Nothing
}

/// A number a cell can hold.
pub(super) fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|v| v.is_finite()).map(|v| if v == 0.0 { 0.0 } else { v })
}

impl Solved {
    pub(super) fn new(workings: &Workings, at: &Addresses) -> Solved {
        let mut measures: Vec<SolvedMeasure> = Vec::new();
        for measure in &workings.measures {
            let member = |name: &str| measures.get(*at.measures.get(name)?);
            let is_formula = measure.components.is_empty();
            let value = |p: usize| {
                let value = finite(measure.formula.evaluate(&|name| match is_formula {
                    true => member(name).and_then(|m| m.values.get(p).copied().flatten()),
                    false => component(measure, name, p),
                }));
                value.filter(|_| !measure.withholds || reaches_sample(measure, p))
            };
            let values: Vec<Option<f64>> = (0..measure.periods.len()).map(value).collect();
            let names = measure.formula.names().into_iter().filter(|_| is_formula);
            let enough = names.filter_map(member).all(|m| m.enough);
            measures.push(solve_measure(measure, values, enough));
        }
        let mut objectives = Vec::new();
        for (o, objective) in workings.perspectives.iter().flat_map(|p| &p.objectives).enumerate() {
            let children = measures.iter().zip(&at.objective_of).filter(|(_, of)| **of == o);
            let children: Vec<(&Share, Status)> = children.map(|(m, _)| (&m.share, m.status)).collect();
            objectives.push(solve_parent(&children, &objective.parent, objective.weight, &workings.rollup));
        }
        let mut perspectives = Vec::new();
        for (p, perspective) in workings.perspectives.iter().enumerate() {
            let children = objectives.iter().zip(&at.perspective_of).filter(|(_, of)| **of == p);
            let children: Vec<(&Share, Status)> = children.map(|(o, _)| (&o.share, o.status)).collect();
            perspectives.push(solve_parent(
                &children,
                &perspective.parent,
                perspective.weight,
                &workings.rollup,
            ));
        }
        let children: Vec<(&Share, Status)> = perspectives.iter().map(|p| (&p.share, p.status)).collect();
        let mut total = solve_parent(&children, &workings.total, 1.0, &workings.rollup);

        total.share.effective = 1.0;
        let effective = |share: &Share, parent: &SolvedParent| match parent.below > 0.0 {
            true => share.weight / parent.below * parent.share.effective,
            false => 0.0,
        };
        for perspective in &mut perspectives {
            perspective.share.effective = effective(&perspective.share, &total);
        }
        for (objective, p) in objectives.iter_mut().zip(&at.perspective_of) {
            objective.share.effective = effective(&objective.share, &perspectives[*p]);
        }
        for (measure, o) in measures.iter_mut().zip(&at.objective_of) {
            measure.share.effective = effective(&measure.share, &objectives[*o]);
        }
        Solved { measures, objectives, perspectives, total }
    }
}

fn component(measure: &MeasureWorking, name: &str, period: usize) -> Option<f64> {
    finite(measure.components.iter().find(|c| c.name == name)?.values[period])
}

fn sample(measure: &MeasureWorking, period: usize) -> Option<f64> {
    let sample = measure.sample.as_ref()?;
    finite(sample.evaluate(&|name| component(measure, name, period)))
}

fn reaches_sample(measure: &MeasureWorking, period: usize) -> bool {
    sample(measure, period).is_none_or(|n| n >= f64::from(measure.min_n))
}

/// `enough` says whether the samples of all measures that a formula takes are large enough.
fn solve_measure(measure: &MeasureWorking, values: Vec<Option<f64>>, enough: bool) -> SolvedMeasure {
    let last = values.len() - 1;
    let period = &measure.periods[last];
    let value = values[last];
    let n = sample(measure, last);
    let enough = enough && reaches_sample(measure, last);
    let target = finite(period.target);
    let span = finite(period.span);
    let delta = value.zip(target).map(|(v, t)| v - t);
    let band = period.band.filter(|band| band.iter().all(|limit| limit.is_finite()));
    let shortfall = match measure.scoring {
        Scoring::Band => value.zip(band).map(|(v, [low, high, ..])| (low - v).max(v - high)),
        _ if measure.direction == Some(Direction::Minimise) => delta,
        _ => delta.map(|d| -d),
    };
    let scorable = judged(period) && period.scored && enough && value.is_some();

    let by_distance = match measure.scoring {
        Scoring::Distance => {
            shortfall.zip(span.filter(|s| *s > 0.0)).map(|(short, span)| 100.0 - 100.0 * short / span)
        }
        _ => None,
    };
    let by_attainment = match measure.scoring {
        Scoring::Distance if by_distance.is_some() => None,
        Scoring::Distance | Scoring::Attainment | Scoring::AttainmentInverse => {
            value.zip(target).and_then(|(v, t)| attainment(measure, v, t))
        }
        Scoring::Band | Scoring::GoalRedFlag | Scoring::Formula(_) | Scoring::Met => None,
    };
    let by_met = value.zip(target).zip(shortfall).and_then(|((value, target), short)| {
        let asked = match measure.scoring {
            Scoring::Met => true,
            Scoring::Distance => by_distance.is_none() && target <= 0.0,
            Scoring::Attainment | Scoring::AttainmentInverse => target <= 0.0,
            Scoring::Band | Scoring::GoalRedFlag | Scoring::Formula(_) => false,
        };
        let width = measure.judgement.tolerance(target).unwrap_or(0.0);
        asked.then(|| met(short, width, SLACK * value.abs().max(target.abs())))
    });
    let by_band = match measure.scoring {
        Scoring::Band => value.zip(band).map(|(v, band)| in_band(v, band)),
        _ => None,
    };
    let by_goal = match measure.scoring {
        Scoring::GoalRedFlag => value
            .zip(
                period.goal_red_flag.filter(|[goal, red]| goal.is_finite() && red.is_finite() && goal != red),
            )
            .map(|(v, [goal, red])| 10.0 * (10.0 / 3.0 * (1.0 + (v - red) / (goal - red))).clamp(0.0, 10.0)),
        _ => None,
    };
    let by_formula = match &measure.scoring {
        Scoring::Formula(formula) => finite(formula.evaluate(&|name| match name {
            "actual" => value,
            "target" => target,
            "baseline" => finite(period.baseline),
            _ => None,
        })),
        _ => None,
    };
    let score = by_distance
        .or(by_attainment)
        .or(by_met)
        .or(by_band)
        .or(by_goal)
        .or(by_formula)
        .filter(|_| scorable)
        .map(|score| score.max(measure.floor).min(measure.cap));
    let status = match (judged(period), score) {
        (false, _) => Status::Nothing,
        (true, None) => Status::NoData,
        (true, Some(score)) => judge(measure, period, score, shortfall, value, target),
    };
    let weight = if judged(period) { measure.weight } else { 0.0 };
    SolvedMeasure {
        values,
        value,
        n,
        target,
        delta,
        span,
        previous_year: finite(period.previous_year),
        shortfall,
        enough,
        scorable,
        by_distance,
        by_attainment,
        by_met,
        by_band,
        by_goal,
        by_formula,
        score,
        status,
        share: share(weight, score),
    }
}

fn attainment(measure: &MeasureWorking, value: f64, target: f64) -> Option<f64> {
    match (&measure.scoring, measure.direction) {
        _ if target <= 0.0 => None,
        _ if value < 0.0 => Some(measure.floor),
        (Scoring::AttainmentInverse, _) if value == 0.0 => None,
        (Scoring::AttainmentInverse, _) => Some(100.0 * target / value),
        (_, Some(Direction::Minimise)) => Some(100.0 * (2.0 - value / target)),
        _ => Some(100.0 * value / target),
    }
}

fn met(shortfall: f64, width: f64, slack: f64) -> f64 {
    match shortfall {
        short if short <= slack => 100.0,
        short if width > 0.0 => (100.0 - 100.0 * short / width).max(0.0),
        _ => 0.0,
    }
}

fn in_band(value: f64, [low, high, zero_below, zero_above]: [f64; 4]) -> f64 {
    match value {
        v if v < low && low > zero_below => (100.0 * (v - zero_below) / (low - zero_below)).max(0.0),
        v if v > high && zero_above > high => (100.0 * (zero_above - v) / (zero_above - high)).max(0.0),
        v if v < low || v > high => 0.0,
        _ => 100.0,
    }
}

fn judge(
    measure: &MeasureWorking,
    period: &PeriodWorking,
    score: f64,
    shortfall: Option<f64>,
    value: Option<f64>,
    target: Option<f64>,
) -> Status {
    let size = value.unwrap_or(0.0).abs().max(target.unwrap_or(0.0).abs());
    let within = |tolerance: f64| match shortfall {
        None => Status::NoData,
        Some(short) if short <= SLACK * size => Status::OnTarget,
        Some(short) if short <= tolerance + SLACK * size => Status::Watch,
        Some(_) => Status::OffTarget,
    };
    match (measure.judgement, &measure.scoring) {
        (Judgement::Usual(_), Scoring::GoalRedFlag) => by_goal(value, period.goal_red_flag),
        (Judgement::Edges(edges) | Judgement::Usual(edges), _) => Status::of_rank(by_edges(score, edges)),
        (judgement, _) => within(judgement.tolerance(target.unwrap_or(0.0)).unwrap_or(0.0)),
    }
}

fn by_goal(value: Option<f64>, limits: Option<[f64; 2]>) -> Status {
    let Some((value, [goal, red_flag])) = value.zip(limits) else { return Status::NoData };
    let sign = if goal > red_flag { 1.0 } else { -1.0 };
    let reached = |edge: f64| (value - edge) * sign >= -SLACK * value.abs().max(edge.abs());
    match () {
        () if reached(goal) => Status::OnTarget,
        () if reached(red_flag) => Status::Watch,
        () => Status::OffTarget,
    }
}

fn by_edges(score: f64, edges: Edges) -> f64 {
    match score {
        s if reaches(s, edges.on_target) => 1.0,
        s if reaches(s, edges.watch) => 2.0,
        _ => 3.0,
    }
}

/// `value >= edge`, forgiving [`SLACK`].
fn reaches(value: f64, edge: f64) -> bool {
    value >= edge - SLACK * edge.abs().max(value.abs())
}

fn share(weight: f64, score: Option<f64>) -> Share {
    Share {
        weight,
        present: if score.is_some() { weight } else { 0.0 },
        points: score.map_or(0.0, |score| weight * score),
        effective: 0.0,
    }
}

fn solve_parent(
    children: &[(&Share, Status)],
    parent: &ParentWorking,
    weight: f64,
    rollup: &Rollup,
) -> SolvedParent {
    let sum = |of: fn(&Share) -> f64| children.iter().map(|(share, _)| of(share)).sum::<f64>();
    let (below, present, points) = (sum(|s| s.weight), sum(|s| s.present), sum(|s| s.points));
    let counted = children.iter().filter(|(share, _)| share.weight > 0.0);
    let worst = counted.map(|(_, status)| status.rank()).fold(0.0, f64::max);
    let coverage = (below > 0.0).then(|| present / below);
    let mean = match rollup.missing {
        Missing::Renormalise => (present > 0.0).then(|| points / present),
        Missing::Penalise => (below > 0.0).then(|| (points + (below - present) * PENALTY) / below),
    };
    let covered = present > 0.0 && coverage.is_some_and(|share| reaches(share, rollup.min_coverage));
    let score = mean.filter(|_| covered);
    let rank = score.map_or(0.0, |score| by_edges(score, parent.edges));
    let status = match parent.parent_status {
        _ if rank == 0.0 => Status::NoData,
        ParentStatus::Worst if worst > 0.0 => Status::of_rank(worst),
        ParentStatus::Capped if worst >= 3.0 => Status::of_rank(rank.max(2.0)),
        ParentStatus::Score | ParentStatus::Worst | ParentStatus::Capped => Status::of_rank(rank),
    };
    SolvedParent {
        below,
        present,
        points,
        coverage,
        worst,
        mean,
        covered,
        rank,
        score,
        status,
        // A weight counts where something below is judged.
        share: share(if below > 0.0 { weight } else { 0.0 }, score),
    }
}
