//! The arithmetic behind a score, the way of a target, and the way of a score to the top.

use mando::calendar::{Calendar, Grain, Period};
use mando::evaluate::results::{MeasureResult, ObjectiveResult, PerspectiveResult, Results};
use mando::evaluate::score::Attainment;
use mando::evaluate::scoring::{Method, method};
use mando::measure::Direction;
use mando::model::{Baseline, Change, Edges, Measure, Path, Scorecard, Target, TargetPlan, YearTarget};

use super::numbers::Numbers;

/// How the score comes out of value and target, with their numbers; those of the year to date where that is judged.
pub(super) fn score(measure: &Measure, result: &MeasureResult, numbers: &Numbers<'_>) -> Option<String> {
    let to_date = result.to_date.as_ref().filter(|_| measure.judged_to_date);
    let judged = to_date.or_else(|| result.current())?;
    let (value, score) = (judged.value?, judged.score?);
    let (own, came) = (numbers.value(value), numbers.score(Some(score)));
    let less = measure.direction == Some(Direction::Minimise);
    let steps = match method(measure, value, judged.target.as_ref()?)? {
        Method::Formula { .. } => return None,
        Method::Band(band) => {
            let (low, high) = (numbers.value(band.low), numbers.value(band.high));
            let edges =
                format!("0 at {} and {}", numbers.value(band.zero_low), numbers.value(band.zero_high));
            format!("100 from {low} to {high}, {edges}; at {own} {came}")
        }
        Method::GoalRedFlag { goal, red_flag } => {
            let (goal, flag) = (numbers.value(goal), numbers.value(red_flag));
            format!("100 ÷ 3 × (1 + ({own} − {flag}) ÷ ({goal} − {flag})) = {came}")
        }
        Method::Met { target, tolerance } => {
            let aim = numbers.value(target);
            let falling = match tolerance > 0.0 {
                true => format!(", falling over the tolerance of {}", numbers.size(tolerance)),
                false => String::new(),
            };
            format!("100 at {aim} or better, else 0{falling}; at {own} {came}")
        }
        Method::OnPath { target, span } => {
            let (aim, span) = (numbers.value(target), numbers.value(span));
            let short = if less { format!("{own} − {aim}") } else { format!("{aim} − {own}") };
            format!("100 − 100 × ({short}) ÷ {span}, the way from the baseline, = {came}")
        }
        Method::Least => format!("{own}, below 0, is no share of the target and scores the least: {came}"),
        Method::Attainment { form, target } => {
            let aim = numbers.value(target);
            match form {
                Attainment::Maximise => format!("100 × {own} ÷ {aim} = {came}"),
                Attainment::Minimise => format!("100 × (2 − {own} ÷ {aim}) = {came}"),
                Attainment::MinimiseInverse => format!("100 × {aim} ÷ {own} = {came}"),
            }
        }
    };
    let clip = match (measure.floor, measure.cap) {
        (floor, cap) if floor == 0.0 && cap == 100.0 => "between 0 and 100".to_owned(),
        (floor, cap) => format!("between {} and {}", numbers.plain(floor), numbers.plain(cap)),
    };
    let of_the_year = if to_date.is_some() { "of the year to date: " } else { "" };
    Some(format!("{of_the_year}{steps}, {clip}"))
}

/// From where to where a target goes, and what single periods are asked instead.
pub(super) fn path(card: &Scorecard, measure: &Measure, numbers: &Numbers<'_>) -> Option<String> {
    let target = measure.target.as_ref()?;
    let way = target_path(card, measure, target, numbers)?;
    let own = target.rows.iter().map(|(period, value)| {
        let alone = if period.grain > measure.grain { "" } else { " alone" };
        format!("{} in {}{alone}", numbers.value(*value), label(&card.calendar, period))
    });
    let own: Vec<String> = own.collect();
    Some(if own.is_empty() { way } else { format!("{way}; {}", own.join(", ")) })
}

fn target_path(
    card: &Scorecard,
    measure: &Measure,
    target: &Target,
    numbers: &Numbers<'_>,
) -> Option<String> {
    let label = |period: &Period| label(&card.calendar, period);
    let from = match &target.baseline {
        Some(Baseline::Written(values)) => match values.as_slice() {
            [(Some(day), value)] => format!("from {} in {} ", numbers.value(*value), day.format("%B %Y")),
            [(None, value)] => format!("from {} ", numbers.value(*value)),
            _ => "from the baseline of each year ".to_owned(),
        },
        Some(Baseline::Measured(period)) => format!("from what was measured in {} ", label(period)),
        None => String::new(),
    };
    Some(match &target.plan {
        TargetPlan::Constant(value) => match from.is_empty() {
            true => format!("{} in every period", numbers.value(*value)),
            false => format!("{from}to {}, which holds in every period", numbers.value(*value)),
        },
        TargetPlan::Dated { points, path } => {
            let points: Vec<String> = points
                .iter()
                .map(|(period, value)| format!("{} in {}", numbers.value(*value), label(period)))
                .collect();
            let points = points.join(", then ");
            match (spread(card, measure, target), path) {
                (Some(how), _) => format!("{points}, {how}"),
                (None, Path::Linear) => format!("{from}to {points}, in a straight line"),
                (None, Path::Step) => format!("{from}to {points}, in steps"),
                (None, Path::Seasonal) => format!("{from}to {points}, by the seasons of the year"),
            }
        }
        TargetPlan::PreviousYear(change) => {
            let (by, size) = match change {
                Change::Relative(share) => (*share, format!("{}%", numbers.plain(100.0 * share.abs()))),
                Change::Points(points) => (*points, numbers.size(*points)),
            };
            let last_year = "in the same period of last year";
            match by {
                0.0 => format!("the same as {last_year}"),
                by if by > 0.0 => format!("{size} more than {last_year}"),
                _ => format!("{size} less than {last_year}"),
            }
        }
        TargetPlan::Band { .. } | TargetPlan::GoalRedFlag { .. } | TargetPlan::Missing => return None,
    })
}

fn label(calendar: &Calendar, period: &Period) -> String {
    match period.grain {
        Grain::Month if !calendar.is_retail() => period.first.format("%B %Y").to_string(),
        _ => calendar.label(period),
    }
}

/// How the total of a longer period comes to the periods inside it (R20); nothing where no target is one.
fn spread(card: &Scorecard, measure: &Measure, target: &Target) -> Option<String> {
    let TargetPlan::Dated { points, .. } = &target.plan else { return None };
    let adds = measure.year_target(&|id| card.measure(id)) == YearTarget::Adds;
    let longer = || points.iter().map(|(period, _)| period).filter(|period| period.grain > measure.grain);
    let how = match (target.shares.is_empty(), measure.grain) {
        (true, Grain::Week) => "as last year's were, else equally, of a month by their days",
        (true, _) => "as last year's were, else equally",
        (false, _) => "by the shares that are written",
    };
    let has_own = |longer: &Period| points.iter().any(|(own, _)| own.grain < longer.grain && longer.has(own));
    let periods = if measure.grain == Grain::Week { "weeks" } else { "periods" };
    let whose = match longer().any(has_own) {
        true => format!("what its {periods} do not say themselves spread over the others"),
        false => format!("spread over its {periods}"),
    };
    (adds && longer().next().is_some()).then(|| format!("{whose} {how}"))
}

/// The way of the score to the top: what it counts where, and what stands there.
pub(super) fn counts(
    card: &Scorecard,
    results: &Results,
    measure: &Measure,
    numbers: &Numbers<'_>,
) -> Option<Vec<String>> {
    let perspectives = &results.scorecard.perspectives;
    let (perspective, objective) = perspectives.iter().find_map(|perspective| {
        let objective = perspective.objectives.iter().find(|objective| objective.id == measure.objective)?;
        Some((perspective, objective))
    })?;
    let own = objective.measures.iter().find(|own| own.id == measure.id)?;
    if own.weight == 0.0 {
        return Some(vec!["nothing: its weight is 0".to_owned()]);
    }
    let of_measures: f64 = objective.measures.iter().map(|measure| measure.weight).sum();
    let of_objectives: f64 = perspective.objectives.iter().map(|objective| objective.weight).sum();
    let of_perspectives: f64 = perspectives.iter().map(|perspective| perspective.weight).sum();
    let edges = card.rollup.edges;
    let of_objective = card.objectives().find(|own| own.id == objective.id).map_or(edges, |own| own.edges);
    let own_perspective = card.perspectives.iter().find(|own| own.id == perspective.id);
    let of_perspective = own_perspective.map_or(edges, |own| own.edges);
    let step = |weight: f64, all: f64, title: &str, (score, edges): (Option<f64>, Edges)| {
        format!(
            "weight {} of {} in {title}, {}",
            numbers.plain(weight),
            numbers.plain(all),
            numbers.score_of_parent(score, edges)
        )
    };
    let ObjectiveResult { title, parent, .. } = objective;
    let PerspectiveResult { title: of, parent: above, .. } = perspective;
    Some(vec![
        step(own.weight, of_measures, title, (parent.score, of_objective)),
        step(objective.weight, of_objectives, of, (above.score, of_perspective)),
        step(perspective.weight, of_perspectives, "the whole", (results.scorecard.parent.score, edges)),
    ])
}
