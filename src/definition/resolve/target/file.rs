//! Target files: rows to the targets of a measure, its entities and its segments (R23).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Written;
use super::aim::{TargetContext, warn_if_past};
use super::causes::{
    CellsOfEntities, LineAndConstant, NoRowOf, RowBeyondBaseline, RowTwice, StartTwice, TargetOfSegmentAlone,
    UnknownTargetColumn, UnknownTargetMeasure, VersionAlone,
};
use super::cell::{number, segment};
use super::line::TargetRow;
use crate::calendar::{Grain, Period};
use crate::definition::document::Document;
use crate::definition::document::target::PathWord;
use crate::definition::resolve::heading::in_words;
use crate::definition::resolve::resolving::Resolver;
use crate::definition::table::Table;
use crate::form::Form;
use crate::measure::{Direction, Text, unsupported_key};
use crate::model::{Baseline, Path, SegmentTarget, Target, TargetPlan, Version};
use crate::problem::{Code, Problem, Span, near};

/// Columns of a target file.
const COLUMNS: [&str; 8] =
    ["measure", "entity", "segment", "period", "target", "baseline", "version", "note"];

/// Every row of the target files that a scorecard names; what is wrong with their columns and measures is collected.
pub(in super::super) fn lines<'a>(document: &'a Document, r: &Resolver<'a>) -> Vec<TargetRow<'a>> {
    let shared = document.targets.iter().map(|targets| match targets {
        Form::Short(file) => file,
        Form::Full(keys) => &keys.file,
    });
    let inner = document.perspectives.iter().flat_map(|(_, perspective)| &perspective.objectives);
    let inner = inner.flat_map(|objectives| objectives.iter()).flat_map(|(_, o)| &o.measures);
    let measures = document.measures.iter().chain(inner.flat_map(|measures| measures.iter()));
    let own = measures
        .filter_map(|(id, measure)| Some((measure.target.as_ref()?.value.file.as_ref()?, id.value.as_str())));
    let mut lines = Vec::new();
    let mut read: Vec<&str> = Vec::new();
    for (path, only) in shared.map(|path| (path, None)).chain(own.map(|(path, id)| (path, Some(id)))) {
        let Some(table) = r.tables.get(&path.value) else { continue };
        let is_first = !read.contains(&path.value.as_str());
        let whole = document.targets.as_ref().is_some_and(|targets| match targets {
            Form::Short(file) => file.value == path.value,
            Form::Full(keys) => keys.file.value == path.value,
        });
        if only.is_some() && whole {
            continue;
        }
        read.push(&path.value);
        match of_table(table, path.span, is_first, r) {
            Ok(found) => {
                lines.extend(found.into_iter().filter(|line| only.is_none_or(|id| line.measure.value == id)));
            }
            Err(problem) => r.report(problem),
        }
    }
    lines
}

fn of_table<'a>(
    table: &'a Table,
    at: Span,
    is_first: bool,
    r: &Resolver<'_>,
) -> Result<Vec<TargetRow<'a>>, Problem> {
    let (measure, target) = (table.needs("measure", at)?, table.needs("target", at)?);
    let stray = table.header.iter().find(|cell| !COLUMNS.contains(&cell.value.as_str()));
    if let Some(stray) = stray.filter(|_| is_first) {
        r.report(
            Problem::new(UnknownTargetColumn {
                stray: stray.to_string(),
                known: COLUMNS.map(|name| format!("`{name}`")).join(", "),
            })
            .at(stray.span)
            .did_you_mean(near(&stray.value, COLUMNS.into_iter())),
        );
    }
    let column = |name: &str| table.column(name);
    let (entity, segment, period) = (column("entity"), column("segment"), column("period"));
    let (baseline, version) = (column("baseline"), column("version"));
    let mut lines = Vec::new();
    for row in &table.rows {
        let (Some(measure), Some(target)) = (row.cell(Some(measure)), row.cell(Some(target))) else {
            continue;
        };
        if !r.written.measures.contains(&measure.value) {
            if is_first {
                let known = r.written.measures.iter().map(String::as_str);
                let cause = UnknownTargetMeasure { row: row.line, measure: measure.to_string() };
                r.report(Problem::new(cause).at(measure.span).did_you_mean(near(&measure.value, known)));
            }
            continue;
        }
        let (entity, segment, period) = (row.cell(entity), row.cell(segment), row.cell(period));
        let (baseline, version) = (row.cell(baseline), row.cell(version));
        if let (Some(version), Some(segment)) = (version, segment.filter(|_| is_first)) {
            let what = format!("a segment in the version `{}`", version.value);
            r.report(unsupported_key(&what).at(segment.span));
        }
        lines.push(TargetRow { table, row, measure, entity, segment, period, target, baseline, version });
    }
    Ok(lines)
}

/// Where the way of a dated row begins.
#[derive(Clone, Copy)]
struct Start {
    /// The day before the fiscal year of the row, or of the wave before it; none before the first wave.
    day: Option<NaiveDate>,
    value: f64,
    /// Line of the row.
    line: usize,
    at: Span,
}

/// What rows say of one entity and segment.
#[derive(Default)]
struct FileTargets<'a> {
    /// A value for all periods, and the line and place of its row.
    constant: Option<(f64, usize, Span)>,
    /// Its baseline.
    constant_from: Option<f64>,
    dated: Vec<(Period, f64, &'a Text)>,
    /// Baselines of dated rows.
    starts: Vec<Start>,
    at: Option<Span>,
}

/// Whether rows for all periods stand in place of what is written of the whole (R23).
pub(super) fn replaces(aim: &TargetContext<'_>) -> bool {
    let is_of_whole = |line: &&TargetRow<'_>| {
        let is_part = line.entity.is_some() || line.segment.is_some() || line.version.is_some();
        line.is_of(aim.ruler.measure) && !is_part
    };
    let mut own = aim.ruler.r.lines.iter().filter(is_of_whole);
    !aim.of_entity && !aim.inner && own.any(|line| line.period.is_none() || line.baseline.is_some())
}

/// The targets of a measure by entity; the whole's has no name.
pub(super) type Targets = BTreeMap<Option<String>, Target>;

/// A segment: its columns, and its value.
type Cell = (String, String);

/// Whom a row is about: an entity, and a segment of a column or another version; the whole where all are absent.
type Of = (Option<String>, Option<Cell>, Option<String>);

/// Lays the rows of target files over what is written (R23).
pub(super) fn overlay_rows(targets: &mut Targets, written: Option<&Written>, aim: &TargetContext<'_>) {
    let r = aim.ruler.r;
    // What is scored comes before its other versions.
    let (versions, given): (Vec<_>, Vec<_>) =
        rows_by_subject(aim).into_iter().partition(|(of, _)| of.2.is_some());
    let path = written.and_then(|written| written.path).map(|path| path.value);
    type WholeAndSegments<'f> = (Option<FileTargets<'f>>, Vec<(Cell, FileTargets<'f>)>);
    let mut by_entity: BTreeMap<Option<String>, WholeAndSegments<'_>> = BTreeMap::new();
    for ((entity, segment, _), given) in given {
        let (of_whole, of_cells) = by_entity.entry(entity).or_default();
        match segment {
            None => *of_whole = Some(given),
            Some(cell) => of_cells.push((cell, given)),
        }
    }
    // An entity begins with all cells of the whole.
    let cells = by_entity.get(&None).map_or(0, |(_, cells)| cells.len());
    if aim.holds_inside && by_entity.len() * cells > 500_000 {
        let cause = CellsOfEntities { measure: aim.ruler.measure.to_string(), cells };
        r.report(Problem::new(cause).at(aim.span));
        return;
    }
    for (entity, (of_whole, cells)) in by_entity {
        if let Some(given) = of_whole {
            let warns = entity.is_none();
            let existing = targets.remove(&entity).or_else(|| given.inherited(targets.get(&None), aim));
            if let Some(target) = given.over(existing, path, warns, aim) {
                targets.insert(entity.clone(), target);
            }
        }
        if !cells.is_empty() {
            overlay_segment_rows(targets, &entity, (cells, path), aim);
        }
    }
    for ((entity, _, id), given) in versions {
        let Some(id) = id else { continue };
        overlay_version(targets, &entity, id, given, aim);
    }
    let measure = aim.ruler.measure;
    let file = written.and_then(|written| written.file.as_ref());
    let is_read = |file: &&Text| r.tables.contains_key(&file.value);
    if let Some(file) = file.filter(is_read).filter(|_| !r.lines.iter().any(|line| line.is_of(measure))) {
        let cause = NoRowOf { file: file.to_string(), measure: measure.to_string() };
        r.report(Problem::new(cause).at(file.span));
    }
    // What was written of a whole that has no value is nothing.
    targets.retain(|_, target| !matches!(target.plan, TargetPlan::Missing));
}

/// The rows of a measure, by whom they are about; what is wrong with one is reported, and it is left out.
fn rows_by_subject<'a>(aim: &TargetContext<'a>) -> BTreeMap<Of, FileTargets<'a>> {
    let r = aim.ruler.r;
    let mut given: BTreeMap<Of, FileTargets<'_>> = BTreeMap::new();
    let mut seen: BTreeMap<(Of, Option<Period>), &TargetRow<'_>> = BTreeMap::new();
    for line in r.lines.iter().filter(|line| line.measure.value == aim.ruler.measure) {
        let Some((of, period)) = subject_and_period(line, aim) else { continue };
        if let Some(first) = seen.insert((of.clone(), period), line) {
            let cause = RowTwice { row: line.row.line, first: first.row.line };
            r.report(Problem::new(cause).at(line.target.span).related(first.target.span, "the same cell"));
            continue;
        }
        let Some(value) = number(line, line.target, aim) else { continue };
        let base = line.baseline.and_then(|cell| Some((number(line, cell, aim)?, cell)));
        given.entry(of).or_default().add(line, (period, value), base, aim);
    }
    given
}

/// Whom a row is about and when; nothing of one that names what is not there, or a segment of another version.
fn subject_and_period(line: &TargetRow<'_>, aim: &TargetContext<'_>) -> Option<(Of, Option<Period>)> {
    let r = aim.ruler.r;
    let entity = match line.entity {
        Some(entity) if r.knows_entity(entity) => Some(entity.value.clone()),
        Some(_) => return None,
        None => None,
    };
    let segment = match line.segment {
        Some(text) => Some(segment(text, aim)?),
        None => None,
    };
    let period = match line.period {
        Some(text) => Some(r.period(text, aim.grain, Code::TargetFilePeriod)?),
        None => None,
    };
    let version = line.version.map(|version| version.value.clone());
    if version.is_some() && segment.is_some() {
        return None;
    }
    Some(((entity, segment, version), period))
}

/// Lays rows of another version of the plan over what is known of it.
fn overlay_version(
    targets: &mut Targets,
    entity: &Option<String>,
    id: String,
    given: FileTargets<'_>,
    aim: &TargetContext<'_>,
) {
    let Some(whole) = targets.get_mut(entity) else {
        let cause = VersionAlone { measure: aim.ruler.measure.to_string() };
        aim.ruler.r.report(Problem::new(cause).at(given.at.unwrap_or(aim.span)));
        return;
    };
    let place = whole.versions.iter().position(|version| version.id == id);
    let existing = place.map(|place| whole.versions.remove(place).target);
    if let Some(target) = given.over(existing, None, false, aim) {
        let version = Version { title: in_words(&id), id, target };
        whole.versions.insert(place.unwrap_or(whole.versions.len()), version);
    }
}

/// Lays rows of segments over what is known of an entity, in their order.
fn overlay_segment_rows(
    targets: &mut Targets,
    entity: &Option<String>,
    (cells, path): (Vec<(Cell, FileTargets<'_>)>, Option<PathWord>),
    aim: &TargetContext<'_>,
) {
    let whole = targets.get(&None).filter(|_| aim.holds_inside && !targets.contains_key(entity)).cloned();
    targets.extend(whole.map(|whole| (entity.clone(), whole)));
    let Some(whole) = targets.get_mut(entity) else {
        for (_, given) in cells {
            let cause = TargetOfSegmentAlone { measure: aim.ruler.measure.to_string() };
            aim.ruler.r.report(Problem::new(cause).at(given.at.unwrap_or(aim.span)));
        }
        return;
    };
    let named: BTreeSet<&Cell> = cells.iter().map(|(cell, _)| cell).collect();
    let cell = |target: &SegmentTarget| (target.axis.clone(), target.value.clone());
    let segments = std::mem::take(&mut whole.segments).into_iter();
    let (known, others): (Vec<_>, Vec<_>) = segments.partition(|target| named.contains(&cell(target)));
    let mut known: BTreeMap<Cell, Target> =
        known.into_iter().map(|target| (cell(&target), target.target)).collect();
    whole.segments = others;
    for ((axis, value), given) in cells {
        let existing = known.remove(&(axis.clone(), value.clone()));
        if let Some(target) = given.over(existing, path, false, aim) {
            whole.segments.push(SegmentTarget { axis, value, target });
        }
    }
}

impl<'a> FileTargets<'a> {
    /// Adds what a row says, with the baseline that it may have.
    fn add(
        &mut self,
        line: &TargetRow<'a>,
        (period, value): (Option<Period>, f64),
        base: Option<(f64, &Text)>,
        aim: &TargetContext<'_>,
    ) {
        let calendar = &aim.ruler.r.calendar;
        self.at.get_or_insert(line.target.span);
        if let Some((base, cell)) = base {
            contradicts(base, value, cell, aim);
            let start = |day| Start { day, value: base, line: line.row.line, at: cell.span };
            match period.map(|p| (aim.grain, p)) {
                None => self.constant_from = Some(base),
                Some((Grain::Wave, p)) => {
                    self.starts.push(start(calendar.previous(&p).map(|before| before.last)));
                }
                Some((_, p)) => self.starts.push(start(calendar.year_of(&p).first.pred_opt())),
            }
        }
        match period {
            Some(period) => self.dated.push((period, value, line.period.unwrap_or(line.target))),
            None => self.constant = Some((value, line.row.line, line.target.span)),
        }
    }

    /// What the whole's target says of an entity beside these rows of its own (R23): of a rate, the cells that they do not name.
    fn inherited(&self, whole: Option<&Target>, aim: &TargetContext<'_>) -> Option<Target> {
        let whole = whole.filter(|_| aim.holds_inside)?;
        // A value for all periods, and a way from a baseline of its own, say all but what is of segments.
        let is_complete = self.constant.is_some() || !self.starts.is_empty();
        let is_range = matches!(whole.plan, TargetPlan::Band { .. } | TargetPlan::GoalRedFlag { .. });
        let mut target = match is_complete || is_range {
            true => Target { segments: whole.segments.clone(), ..Target::missing() },
            false => whole.clone(),
        };
        let is_named = |period: &Period| self.dated.iter().any(|(own, ..)| own.has(period));
        target.rows.retain(|(period, _)| !is_named(period));
        if let TargetPlan::Dated { points, .. } = &mut target.plan {
            points.retain(|(period, _)| !is_named(period));
            if points.is_empty() {
                target.plan = TargetPlan::Missing;
            }
        }
        Some(target)
    }

    /// These rows over a target, or as a target of their own.
    fn over(
        mut self,
        existing: Option<Target>,
        path: Option<PathWord>,
        warns: bool,
        aim: &TargetContext<'_>,
    ) -> Option<Target> {
        let r = aim.ruler.r;
        self.dated.sort_by_key(|(period, ..)| (period.last, period.first));
        let mut target = existing.unwrap_or_else(Target::missing);
        if let TargetPlan::Band { .. } | TargetPlan::GoalRedFlag { .. } = &target.plan {
            let form = if matches!(target.plan, TargetPlan::Band { .. }) { "band" } else { "goal" };
            r.exclusive(form, "file", self.at.unwrap_or(aim.span));
            return Some(target);
        }
        self.refuse_contradictions(aim);
        if let Some((value, ..)) = self.constant {
            target.plan = TargetPlan::Constant(value);
        }
        if let Some(from) = self.constant_from {
            target.baseline = Some(Baseline::Written(vec![(None, from)]));
        }
        // Rows with a baseline say a way of their own, which stands for all periods in place of what is said otherwise.
        if let Some(baseline) = self.baseline_of_rows(aim) {
            target =
                Target { plan: TargetPlan::Missing, baseline: Some(baseline), rows: Vec::new(), ..target };
        }
        let Some((last, _, key)) = self.dated.last().copied() else { return Some(target) };
        if !matches!(target.plan, TargetPlan::Missing) {
            // Over a plan that is there already a row wins for its own period, and for no other.
            let is_own = |period: &Period| self.dated.iter().any(|(own, ..)| own == period);
            target.rows.retain(|(period, _)| !is_own(period));
            target.rows.extend(self.dated.iter().map(|(period, value, _)| (*period, *value)));
            return Some(target);
        }
        let path = match path {
            Some(PathWord::Linear) => Path::Linear,
            Some(PathWord::Step) => Path::Step,
            Some(PathWord::Seasonal) => Path::Seasonal,
            None if target.baseline.is_some() => Path::Linear,
            None => Path::Step,
        };
        if warns {
            warn_if_past(&last, key.span, aim);
        }
        // What is asked before a line begins is asked of its own period.
        let begins = target.baseline.as_ref().filter(|_| path == Path::Linear).and_then(first_day);
        let points = self.dated.into_iter().map(|(period, value, _)| (period, value));
        let (before, points): (Vec<_>, Vec<_>) =
            points.partition(|(period, _)| begins.is_some_and(|begins| period.last <= begins));
        target.rows.extend(before);
        target.plan = TargetPlan::Dated { points, path };
        Some(target)
    }

    /// The starts of dated rows, each at the end of the year before its own; `None` where none has one.
    fn baseline_of_rows(&self, aim: &TargetContext<'_>) -> Option<Baseline> {
        let mut starts: Vec<(Option<NaiveDate>, f64)> =
            self.starts.iter().map(|start| (start.day, start.value)).collect();
        starts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        starts.dedup();
        let (first, ..) = self.dated.first()?;
        let before = aim.ruler.r.calendar.year_of(first).first.pred_opt();
        match starts.as_slice() {
            [] => return None,
            // An undated start is there.
            [(day, value)] if aim.grain != Grain::Wave && *day == before => {
                return Some(Baseline::Written(vec![(None, *value)]));
            }
            _ => {}
        }
        Some(Baseline::Written(starts))
    }

    /// Reports rows that each stand for all periods and say something else.
    fn refuse_contradictions(&self, aim: &TargetContext<'_>) {
        let r = aim.ruler.r;
        let mut first_of: BTreeMap<Option<NaiveDate>, &Start> = BTreeMap::new();
        for start in &self.starts {
            let first = *first_of.entry(start.day).or_insert(start);
            if first.value != start.value {
                let (from, other) =
                    (aim.ruler.format_value(start.value), aim.ruler.format_value(first.value));
                let cause = StartTwice { row: start.line, from, first: first.line, other };
                r.report(Problem::new(cause).at(start.at).related(first.at, "the same way"));
                return;
            }
        }
        if let (Some((_, row, span)), Some(start)) = (self.constant, self.starts.first()) {
            let cause = LineAndConstant { row, line: start.line };
            r.report(Problem::new(cause).at(span).related(start.at, "the line"));
        }
    }
}

/// The day on which a way that is dated begins.
fn first_day(baseline: &Baseline) -> Option<NaiveDate> {
    match baseline {
        Baseline::Measured(period) => Some(period.last),
        Baseline::Written(values) => {
            let days: Option<Vec<NaiveDate>> = values.iter().map(|(day, _)| *day).collect();
            days?.into_iter().min()
        }
    }
}

/// A baseline beyond its target contradicts the direction (R25).
fn contradicts(base: f64, target: f64, cell: &Text, aim: &TargetContext<'_>) {
    let Some(direction) = aim.direction else { return };
    if base == target || !direction.meets(base, target) {
        return;
    }
    let (word, side) = match direction {
        Direction::Maximise => ("maximise", "below"),
        Direction::Minimise => ("minimise", "above"),
    };
    let (goal, base) = (aim.ruler.format_value(target), aim.ruler.format_value(base));
    let cause = RowBeyondBaseline {
        direction: word.to_string(),
        target: goal,
        side: side.to_string(),
        baseline: base,
    };
    aim.ruler.r.report(Problem::new(cause).at(cell.span));
}
