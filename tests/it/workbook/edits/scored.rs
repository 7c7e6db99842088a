//! A scorecard of every kind, each measure with one of the ways of planning, scoring and judging, by turns.

use chrono::Datelike;
use mando::calendar::{Grain, Period};
use mando::evaluate::Results;
use mando::evaluate::results::MeasureResult;
use mando::measure::{Direction, Formula, Pooling};
use mando::model::{
    Baseline, Change, Judgement, Measure, Missing, Objective, Path, Perspective, Scorecard, Scoring, Target,
    TargetPlan,
};

use super::book::Book;
use crate::kinds;

/// Ways that measures take by turns.
const WAYS: usize = 16;

pub(super) fn book() -> Book {
    Book::of_project("every kind", &kinds::by_month(), "2024-03", &scored)
}

fn scored(scorecard: &mut Scorecard, results: &Results) {
    let reported =
        Period { grain: scorecard.grain, first: results.run.period.first, last: results.run.period.last };
    let year = scorecard.calendar.year_of(&reported);
    let months = scorecard.calendar.periods_of(&year, Grain::Month);
    let all: Vec<&MeasureResult> =
        results.scorecard.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures).collect();
    for (i, measure) in scorecard.measures.iter_mut().enumerate() {
        let result = all.iter().find(|result| result.id == measure.id);
        let size = result.and_then(|r| r.periods.iter().rev().find_map(|p| p.value)).unwrap_or(1.0);
        let size = if size.abs() < 1e-6 { 1.0 } else { size.abs() };
        measure.weight = 1.0 + (i % 3) as f64;
        measure.direction = Some([Direction::Maximise, Direction::Minimise][i % 2]);
        measure.objective = ["first", "second", "third"][i % 3].to_owned();
        way(measure, i % WAYS, size, &reported, &months, &year);
    }
    let first = scorecard.perspectives[0].clone();
    let objective = |id: &str| Objective { id: id.to_owned(), ..first.objectives[0].clone() };
    let perspective =
        |id: &str, objectives: Vec<Objective>| Perspective { id: id.to_owned(), objectives, ..first.clone() };
    scorecard.perspectives = vec![
        perspective("above", vec![objective("first"), objective("second")]),
        perspective("beside", vec![objective("third")]),
    ];
    scorecard.rollup.missing = Missing::Renormalise;
    scorecard.rollup.min_coverage = 0.3;
}

fn way(measure: &mut Measure, way: usize, size: f64, reported: &Period, months: &[Period], year: &Period) {
    let plain = |plan: TargetPlan| Target { plan, ..Target::missing() };
    let constant = |times: f64| plain(TargetPlan::Constant(times * size));
    let written = |times: f64| Some(Baseline::Written(vec![(None, times * size)]));
    let is_flow = measure.plan.pooling == Pooling::Flow;
    let falls = measure.direction == Some(Direction::Minimise);
    // From the side on which it is worse.
    let behind = if falls { 1.6 } else { 0.5 };
    let target = match way {
        0 | 8 => {
            measure.scoring = Scoring::Attainment;
            constant(1.1)
        }
        1 => {
            measure.scoring = Scoring::AttainmentInverse;
            constant(0.9)
        }
        2 => {
            measure.scoring = Scoring::Met;
            measure.judgement = Judgement::Tolerance(0.3 * size);
            constant(1.05)
        }
        3 | 9 => {
            measure.scoring = Scoring::Distance;
            Target { baseline: written(behind), ..constant(1.0) }
        }
        4 => {
            measure.scoring = Scoring::Distance;
            let points = vec![(*reported, 1.1 * size), (months[months.len() - 1], 1.2 * size)];
            let start = months[0].first.pred_opt();
            let baseline = Some(Baseline::Written(vec![(start, behind * size)]));
            Target { baseline, ..plain(TargetPlan::Dated { points, path: Path::Linear }) }
        }
        5 => {
            measure.scoring = Scoring::Band;
            measure.direction = None;
            let zero_at = (0.3 * size, 1.9 * size);
            plain(TargetPlan::Band { low: 0.8 * size, high: 1.1 * size, zero_at })
        }
        6 => {
            measure.scoring = Scoring::GoalRedFlag;
            let red_flag = behind * size;
            plain(TargetPlan::GoalRedFlag { goal: 1.1 * size, red_flag })
        }
        7 => {
            let of = |name: &str| Formula::name(name);
            let way = of("actual").minus(of("baseline"));
            let whole = of("target").minus(of("baseline"));
            measure.scoring = Scoring::Formula(Formula::Number(100.0).times(way.over(whole)));
            Target { baseline: written(behind), ..constant(1.0) }
        }
        10 => plain(TargetPlan::PreviousYear(Change::Relative(0.05))),
        11 if is_flow => {
            let shares = months.iter().map(|m| f64::from(m.first.month() + 2) / 102.0).collect();
            let points = vec![(*year, 11.0 * size)];
            Target { shares, ..plain(TargetPlan::Dated { points, path: Path::Seasonal }) }
        }
        11 | 12 => {
            let points = vec![(months[0], 0.9 * size), (months[2], 1.2 * size)];
            plain(TargetPlan::Dated { points, path: Path::Step })
        }
        13 => {
            measure.judged_to_date = measure.plan.pooling != Pooling::None;
            measure.judgement = Judgement::ToleranceOfTarget(0.1);
            constant(1.0)
        }
        14 => {
            (measure.floor, measure.cap) = (-20.0, 130.0);
            let weights = months.iter().map(|m| (*m, f64::from(10 + m.first.month()))).collect();
            Target { rows: vec![(*reported, 1.3 * size)], weights, ..constant(0.8) }
        }
        _ => Target::missing(),
    };
    measure.target = Some(target);
}
