//! Targets: literals to numbers, keys to periods, and what cannot be scored (R17 to R26).

mod aim;
mod causes;
mod cell;
mod file;
mod line;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::heading::in_words;
use super::literal::{Difference, UnitReader};
use crate::calendar::{Grain, Period};
use crate::definition::document::target::{PathWord, Target as Written};
use crate::form::{Form, Pairs};
use crate::measure::{Direction, Text, Unit, unsupported_key};
use crate::model::{Baseline, Change, Path, SegmentTarget, Target, TargetPlan, Version};
use crate::problem::{Code, MissingKey, Problem, Span, near};
use causes::{
    BandWithoutZero, BeyondBaseline, GoalIncomplete, GoalIsRedFlag, LineWithoutStart, ListOfOther,
    MetAtBaseline, NoValues, OutOfOrder, PeriodTwice, SharesMiscounted, SharesOff, UnknownSegments,
    ValuesMiscounted, VersionUnjudged, WeightOfOther,
};

pub(super) use aim::TargetContext;
use aim::warn_if_past;
pub(super) use file::lines;
pub(in crate::definition) use line::TargetRow;

/// A key of the plan and where it stands.
type FormKey = (&'static str, Span);

/// The targets of a measure: the whole's, and those of single entities (R23).
pub(super) fn targets(
    written: Option<&Written>,
    aim: &TargetContext<'_>,
) -> (Option<Target>, BTreeMap<String, Target>) {
    let r = aim.ruler.r;
    let mut targets = file::Targets::new();
    if let Some(whole) = written.and_then(|written| target(written, aim)) {
        targets.insert(None, whole);
    }
    for (entity, written) in written.iter().flat_map(|written| &written.entities).flat_map(|all| all.iter()) {
        if r.knows_entity(entity) {
            let aim = TargetContext { span: entity.span, of_entity: true, ..*aim };
            targets.extend(target(written, &aim).map(|target| (Some(entity.value.clone()), target)));
        }
    }
    file::overlay_rows(&mut targets, written, aim);
    let whole = targets.remove(&None);
    (whole, targets.into_iter().filter_map(|(entity, target)| Some((entity?, target))).collect())
}

/// The target as numbers; `None` when a problem leaves no plan.
fn target(written: &Written, aim: &TargetContext<'_>) -> Option<Target> {
    let r = aim.ruler.r;
    refuse_later(written, aim);
    let forms = forms(written, aim.span);
    if let [(first, _), (second, span), ..] = forms.as_slice() {
        r.exclusive(first, second, *span);
        return None;
    }
    let Some((form, _)) = forms.first().copied() else {
        // What a file or single entities say may be all there is.
        if aim.of_entity || aim.of_version || (written.file.is_none() && written.entities.is_none()) {
            r.report(
                Problem::new(MissingKey::new("target", "value"))
                    .at(aim.span)
                    .help("add `value`, `values`, `previous_year`, `band` or `goal`"),
            );
            return None;
        }
        // Values come from the file; what refines them stands here.
        let baseline = written.baseline.as_ref().and_then(|baseline| self::baseline(baseline, aim));
        let (shares, weights, segments) =
            (shares(written, aim), weights(written, aim), segments(written, aim));
        let versions = versions(written, aim);
        return Some(Target { baseline, shares, weights, segments, versions, ..Target::missing() });
    };
    let baseline = written.baseline.as_ref().and_then(|baseline| self::baseline(baseline, aim));
    refuse_unrelated_keys(written, form, aim);
    let plan = match form {
        "value" => aim.ruler.level(written.value.as_ref()?).map(TargetPlan::Constant),
        "values" => dated(written, aim),
        "previous_year" => aim.ruler.change(written.previous_year.as_ref()?).map(|change| {
            TargetPlan::PreviousYear(match change {
                Difference::Relative(share) => Change::Relative(share),
                Difference::Absolute(points) => Change::Points(points),
            })
        }),
        "band" => band(written, aim),
        _ => goal(written, aim),
    };
    let shares = shares(written, aim);
    let weights = weights(written, aim);
    let segments = segments(written, aim);
    let versions = versions(written, aim);
    let plan = plan?;
    if let Some(Baseline::Written(values)) = &baseline {
        compare(values, &plan, written, aim);
    }
    Some(Target { plan, baseline, shares, weights, segments, rows: Vec::new(), versions })
}

fn refuse_later(written: &Written, aim: &TargetContext<'_>) {
    if aim.of_version || aim.of_entity || aim.inner {
        let entities = written.entities.as_ref().and_then(|entities| Some(entities.first()?.0.span));
        let file = written.file.as_ref().map(|file| file.span);
        let whose = match aim {
            TargetContext { of_version: true, .. } => "versions",
            TargetContext { of_entity: true, .. } => "entities",
            _ => "segments",
        };
        // What an entity has in several versions is its own; a version or a segment has none.
        let versions = written.versions.as_ref().filter(|_| aim.of_version || aim.inner);
        let versions = versions.and_then(|versions| Some(versions.first()?.0.span));
        for (key, span) in [("entities", entities), ("file", file), ("versions", versions)] {
            if let Some(span) = span {
                aim.ruler.r.exclusive(whose, key, span);
            }
        }
    }
}

/// The keys that say what the plan is; there must be one.
fn forms(written: &Written, span: Span) -> Vec<FormKey> {
    let of = |text: &Option<Text>| text.as_ref().map(|text| text.span);
    let values = written.values.as_ref().map(|values| values.first().map_or(span, |(key, _)| key.span));
    let keys = [
        ("value", of(&written.value)),
        ("values", values),
        ("previous_year", of(&written.previous_year)),
        ("band", written.band.as_ref().map(|band| band.span)),
        ("goal", of(&written.goal).or(of(&written.red_flag))),
    ];
    keys.into_iter().filter_map(|(key, span)| span.map(|span| (key, span))).collect()
}

/// Keys that refine another form than this one.
fn refuse_unrelated_keys(written: &Written, form: &str, aim: &TargetContext<'_>) {
    let r = aim.ruler.r;
    let baseline = written.baseline.as_ref().map(|baseline| match baseline {
        Form::Short(text) => text.span,
        Form::Full(dated) => dated.first().map_or(aim.span, |(key, _)| key.span),
    });
    let zero_at = written.zero_at.as_ref().map(|zero_at| match zero_at {
        Form::Short(text) | Form::Full((text, _)) => text.span,
    });
    if let Some(path) = written.path.filter(|_| form != "values") {
        r.exclusive(form, "path", path.span);
    }
    if let Some(span) = baseline.filter(|_| matches!(form, "band" | "goal")) {
        r.exclusive(form, "baseline", span);
    }
    if let Some(span) = zero_at.filter(|_| form != "band") {
        r.exclusive(form, "zero_at", span);
    }
    if let Some(shares) = written.shares.as_ref().filter(|_| form != "values") {
        r.exclusive(form, "shares", shares.span);
    }
}

/// Dated values, sorted by their last day, and the path between them.
fn dated(written: &Written, aim: &TargetContext<'_>) -> Option<TargetPlan> {
    let r = aim.ruler.r;
    let values = written.values.as_ref()?;
    if values.is_empty() {
        r.report(Problem::new(NoValues).at(aim.span));
        return None;
    }
    let mut points: Vec<(Period, f64, &Text)> = Vec::new();
    let mut is_whole = true;
    for (key, value) in values.iter() {
        let Some(period) = r.period(key, aim.grain, Code::WrongType) else {
            is_whole = false;
            continue;
        };
        let read = match value {
            Form::Short(text) => aim.ruler.level(text).map(|value| vec![(period, value)]),
            Form::Full(list) => listed(key, period, list, aim),
        };
        is_whole &= read.is_some();
        for (period, value) in read.into_iter().flatten() {
            if let Some((.., first)) = points.iter().find(|(other, ..)| *other == period) {
                let cause = PeriodTwice { first: first.value.clone(), again: key.value.clone() };
                r.report(Problem::new(cause).at(key.span).related(first.span, "first here"));
            } else {
                points.push((period, value, key));
            }
        }
    }
    let path = match written.path {
        None if written.baseline.is_some() => Path::Linear,
        None => Path::Step,
        Some(path) => match path.value {
            PathWord::Linear => {
                if written.baseline.is_none() {
                    r.report(Problem::new(LineWithoutStart).at(path.span));
                    return None;
                }
                Path::Linear
            }
            PathWord::Step => Path::Step,
            PathWord::Seasonal => Path::Seasonal,
        },
    };
    points.sort_by_key(|(period, ..)| (period.last, period.first));
    let holds = is_whole && !aim.of_version && !file::replaces(aim);
    if let Some((last, _, key)) = points.last().filter(|_| holds) {
        warn_if_past(last, key.span, aim);
    }
    is_whole.then(|| TargetPlan::Dated { points: points.into_iter().map(|(p, v, _)| (p, v)).collect(), path })
}

/// A list of values for the periods of a fiscal year, in their order.
fn listed(key: &Text, year: Period, list: &[Text], aim: &TargetContext<'_>) -> Option<Vec<(Period, f64)>> {
    let r = aim.ruler.r;
    if year.grain != Grain::Year {
        r.report(
            Problem::new(ListOfOther { key: key.value.clone(), grain: year.grain.word().to_owned() })
                .at(key.span),
        );
        return None;
    }
    let values: Vec<Option<f64>> = list.iter().map(|text| aim.ruler.level(text)).collect();
    let periods = r.calendar.periods_of(&year, aim.grain);
    if periods.len() != list.len() {
        let span =
            list.first().map_or(key.span, |first| first.span.to(list.last().map_or(first.span, |l| l.span)));
        r.report(
            Problem::new(ValuesMiscounted {
                year: key.value.clone(),
                periods: periods.len(),
                grain: aim.grain.word().to_owned(),
                values: list.len(),
            })
            .at(span),
        );
        return None;
    }
    let values: Vec<f64> = values.into_iter().collect::<Option<_>>()?;
    Some(periods.into_iter().zip(values).collect())
}

fn baseline(written: &Form<Text, Pairs<Text>>, aim: &TargetContext<'_>) -> Option<Baseline> {
    let r = aim.ruler.r;
    let dated = match written {
        Form::Short(text) => {
            return aim.ruler.level(text).map(|value| Baseline::Written(vec![(None, value)]));
        }
        Form::Full(dated) => dated,
    };
    if let Some((key, from)) = dated.iter().find(|(key, _)| key.value == "from") {
        if let Some((other, _)) = dated.iter().find(|(key, _)| key.value != "from") {
            r.exclusive(&key.value, &other.value, other.span);
            return None;
        }
        return r.period(from, aim.grain, Code::WrongType).map(Baseline::Measured);
    }
    let mut values: Vec<(Option<NaiveDate>, f64)> = Vec::new();
    for (key, value) in dated.iter() {
        let period = r.period(key, aim.grain, Code::WrongType);
        let value = aim.ruler.level(value);
        values.push((Some(period?.last), value?));
    }
    values.sort_by_key(|(day, _)| *day);
    (!values.is_empty()).then_some(Baseline::Written(values))
}

fn shares(written: &Written, aim: &TargetContext<'_>) -> Vec<f64> {
    let r = aim.ruler.r;
    let Some(list) = &written.shares else { return Vec::new() };
    let read: Vec<Option<f64>> = list.value.iter().map(|text| aim.ruler.percent(text)).collect();
    let Some(shares) = read.into_iter().collect::<Option<Vec<f64>>>() else { return Vec::new() };
    let sum = shares.iter().sum::<f64>() * 100.0;
    // Hundredths of a percent are lost where twelfths are written as 8.33.
    if (sum - 100.0).abs() > 0.05 {
        let rounded = (sum * 100.0).round() / 100.0;
        r.report(Problem::new(SharesOff { sum: rounded }).at(list.span));
        return Vec::new();
    }
    let expected = match aim.grain {
        Grain::Month => Some(12),
        Grain::Quarter => Some(4),
        Grain::Year => Some(1),
        Grain::Week | Grain::Wave => None,
    };
    if let Some(expected) = expected.filter(|expected| *expected != shares.len()) {
        let cause = SharesMiscounted { expected, grain: aim.grain.word().to_owned(), shares: shares.len() };
        r.report(Problem::new(cause).at(list.span));
        return Vec::new();
    }
    // Weeks are 52 or 53, so the shares could not fit every year.
    if expected.is_none() {
        r.report(unsupported_key(&format!("`shares` by {}", aim.grain.word())).at(list.span));
        return Vec::new();
    }
    let is_exact = (sum - 100.0).abs() < 1e-9;
    shares.into_iter().map(|share| if is_exact { share } else { share * 100.0 / sum }).collect()
}

fn band(written: &Written, aim: &TargetContext<'_>) -> Option<TargetPlan> {
    let r = aim.ruler.r;
    let band = written.band.as_ref()?;
    let (low, high) = (aim.ruler.level(&band.value.0), aim.ruler.level(&band.value.1));
    let Some(zero_at) = &written.zero_at else {
        r.report(Problem::new(BandWithoutZero).at(band.span));
        return None;
    };
    let zeros = match zero_at {
        Form::Short(text) => vec![(text, aim.ruler.level(text)?)],
        Form::Full((low, high)) => {
            let values = (aim.ruler.level(low), aim.ruler.level(high));
            vec![(low, values.0?), (high, values.1?)]
        }
    };
    let (low, high) = (low?, high?);
    let out_of_order = |lower: f64, upper: f64, span: Span| {
        let (lower, upper) = (aim.ruler.format_value(lower), aim.ruler.format_value(upper));
        r.report(Problem::new(OutOfOrder { lower, upper }).at(span));
    };
    if low > high {
        out_of_order(low, high, band.span);
        return None;
    }
    let zero_at = match zeros.as_slice() {
        // One value stands for both: the score falls as fast on the other side of the band.
        [(_, zero)] if *zero <= low => (*zero, high + (low - zero)),
        [(_, zero)] if *zero >= high => (low - (zero - high), *zero),
        [(text, zero)] => {
            out_of_order(high, *zero, text.span);
            return None;
        }
        [(text, zero), ..] if *zero > low => {
            out_of_order(*zero, low, text.span);
            return None;
        }
        [_, (text, zero), ..] if *zero < high => {
            out_of_order(high, *zero, text.span);
            return None;
        }
        [(_, below), (_, above), ..] => (*below, *above),
        [] => return None,
    };
    Some(TargetPlan::Band { low, high, zero_at })
}

fn goal(written: &Written, aim: &TargetContext<'_>) -> Option<TargetPlan> {
    let r = aim.ruler.r;
    let (goal, red_flag) = match (&written.goal, &written.red_flag) {
        (Some(goal), Some(red_flag)) => (goal, red_flag),
        (goal, red_flag) => {
            let missing = if goal.is_none() { "goal" } else { "red_flag" };
            let span = goal.as_ref().or(red_flag.as_ref()).map_or(aim.span, |text| text.span);
            r.report(Problem::new(GoalIncomplete { missing: missing.to_string() }).at(span));
            return None;
        }
    };
    let values = (aim.ruler.level(goal), aim.ruler.level(red_flag));
    let (goal, red, span) = (values.0?, values.1?, red_flag.span);
    if goal == red {
        r.report(Problem::new(GoalIsRedFlag { value: aim.ruler.format_value(goal) }).at(span));
        return None;
    }
    Some(TargetPlan::GoalRedFlag { goal, red_flag: red })
}

fn weights(written: &Written, aim: &TargetContext<'_>) -> Vec<(Period, f64)> {
    let r = aim.ruler.r;
    let pairs = written.weight.iter().flat_map(|weights| weights.iter());
    let read = pairs.filter_map(|(key, text)| {
        let number = UnitReader { unit: Unit::Number, ..aim.ruler };
        let period = r.period(key, aim.grain, Code::WrongType);
        let value = number.level(text);
        let period = period?;
        if period.grain != aim.grain {
            r.report(Problem::new(WeightOfOther { key: key.to_string(), grain: aim.grain }).at(key.span));
            return None;
        }
        Some((period, value?))
    });
    let mut weights: Vec<(Period, f64)> = read.collect();
    weights.sort_by_key(|(period, _)| *period);
    weights
}

fn segments(written: &Written, aim: &TargetContext<'_>) -> Vec<SegmentTarget> {
    let r = aim.ruler.r;
    let mut targets = Vec::new();
    for (column, cells) in written.segments.iter().flat_map(|columns| columns.iter()) {
        if aim.inner || aim.of_version {
            let whose = if aim.of_version { "versions" } else { "segments" };
            r.exclusive(whose, "segments", column.span);
            continue;
        }
        if !aim.axes.iter().any(|axis| axis.id == column.value) {
            let known = aim.axes.iter().map(|axis| axis.id.as_str());
            let cause = UnknownSegments { column: column.value.clone() };
            r.report(Problem::new(cause).at(column.span).did_you_mean(near(&column.value, known)));
            continue;
        }
        for (value, cell) in cells.iter() {
            let aim = TargetContext { span: value.span, inner: true, ..*aim };
            if let Some(target) = target(cell, &aim) {
                targets.push(SegmentTarget {
                    axis: column.value.clone(),
                    value: value.value.clone(),
                    target,
                });
            }
        }
    }
    targets
}

/// Budget, revision, forecast, in the order written; each is a value to reach, for nothing is judged by it.
fn versions(written: &Written, aim: &TargetContext<'_>) -> Vec<Version> {
    // Of a version or a segment they are refused as a whole.
    let own = written.versions.iter().filter(|_| !aim.of_version && !aim.inner);
    let read = own.flat_map(|versions| versions.iter()).filter_map(|(id, written)| {
        let aim = TargetContext { span: id.span, of_version: true, ..*aim };
        let judging = [
            ("band", written.band.as_ref().map(|band| band.span)),
            ("goal", written.goal.as_ref().map(|goal| goal.span)),
            ("red_flag", written.red_flag.as_ref().map(|red_flag| red_flag.span)),
        ];
        if let Some((key, span)) = judging.into_iter().find_map(|(key, span)| Some((key, span?))) {
            aim.ruler.r.report(Problem::new(VersionUnjudged { key: key.to_owned() }).at(span));
            return None;
        }
        let target = target(written, &aim)?;
        Some(Version { id: id.value.clone(), title: in_words(&id.value), target })
    });
    read.collect()
}

/// A written baseline against the last value of the plan (R25).
fn compare(
    values: &[(Option<NaiveDate>, f64)],
    plan: &TargetPlan,
    written: &Written,
    aim: &TargetContext<'_>,
) {
    let aimed = match plan {
        TargetPlan::Constant(value) => *value,
        TargetPlan::Dated { points, .. } => match points.last() {
            Some((_, value)) => *value,
            None => return,
        },
        _ => return,
    };
    let (Some(direction), Some(written)) = (aim.direction, &written.baseline) else { return };
    for (index, (_, value)) in values.iter().enumerate() {
        let span = match written {
            Form::Short(text) => text.span,
            Form::Full(dated) => {
                let same = dated.iter().find(|(_, text)| aim.ruler.level(text) == Some(*value));
                same.or(dated.0.get(index)).map_or(aim.span, |(_, text)| text.span)
            }
        };
        let (target, base) = (aim.ruler.format_value(aimed), aim.ruler.format_value(*value));
        if *value == aimed {
            let way = if aimed > 0.0 { "by attainment" } else { "as met or missed" };
            aim.ruler.r.report(Problem::new(MetAtBaseline { scored: way.to_string() }).at(span));
        } else if direction.meets(*value, aimed) {
            let (word, other, side) = match direction {
                Direction::Maximise => ("maximise", "minimise", "below"),
                Direction::Minimise => ("minimise", "maximise", "above"),
            };
            let cause = BeyondBaseline {
                direction: word.to_string(),
                target,
                side: side.to_string(),
                baseline: base.to_string(),
                other: other.to_string(),
            };
            aim.ruler.r.report(Problem::new(cause).at(span));
        }
    }
}
