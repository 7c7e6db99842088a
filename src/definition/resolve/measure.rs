//! One measure: its kind planned, its target read, everything else in the model's terms.

mod bridge;
mod causes;
mod entries;
mod repeats;
mod scoring;
mod segments;
mod targets;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::calendar::grain_of;
use super::heading::{in_words, is_visible};
use super::literal::UnitReader;
use super::resolving::Resolver;
use super::segment;
use super::signal::forecast;
use super::target::targets;
use crate::calendar::Grain;
use crate::definition::document::measure::{
    CompanyWide, Defaults, FormatKeys, IntervalWord, Judged, Measure as Written, ScaleWord,
};
use crate::measure::{
    Context, Kind, Level, OverMeasureSegments, Plan, Policy, Pooling, Unit, unsupported_key,
};
use crate::model::{Axis, Edges, Format, Lookback, Measure, OnlyRows, Scale};
use crate::problem::{MissingKey, Problem, Severity, Spanned, UnknownId};
use causes::{
    CapForbidsTarget, GrainShorter, GrainShorterThanSource, StatesSummed, UnitImpossible, WavesMixed,
};

/// A measure as written, with the place where it counts.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// Its id.
    pub(super) id: &'a Spanned<String>,
    /// Its keys.
    pub(super) keys: &'a Written,
    /// The objective where it counts; absent when that is not known.
    pub(super) objective: Option<&'a str>,
    /// Defaults of the objective, then of the scorecard.
    pub(super) defaults: [Option<&'a Defaults>; 2],
}

impl<'a> Entry<'a> {
    /// The segments of another measure that it counts, if it does.
    pub(super) fn segments(&self) -> Option<&'a OverMeasureSegments> {
        self.keys.kind.as_ref()?.kind.segments().map(|(_, over)| over)
    }

    /// The smallest sample: its own, else that of the defaults, else that of its kind.
    fn min_n(&self, plan: &Plan) -> u32 {
        // A count or sum is no sample: that of the defaults is for kinds which are.
        let min_n = match plan.min_n {
            0 => self.keys.min_n,
            _ => self.or_default(self.keys.min_n, |defaults| defaults.min_n),
        };
        min_n.map_or(plan.min_n, |min_n| min_n.value)
    }

    /// A key of its own, else the nearest default.
    fn or_default<T>(&self, own: Option<T>, default: impl Fn(&'a Defaults) -> Option<T>) -> Option<T> {
        own.or_else(|| self.defaults.into_iter().flatten().find_map(default))
    }
}

/// What a measure may name.
#[derive(Clone, Copy)]
pub(super) struct KnownNames<'a> {
    /// Sources.
    pub(super) sources: &'a [&'a str],
    /// Measures, as written.
    pub(super) ids: &'a [&'a str],
    /// Measures that are resolved.
    pub(super) others: &'a [Option<Measure>],
}

/// What the measure becomes; `None` when a problem leaves no plan. Weight, objective's links and drives are set by
/// whoever knows its siblings.
pub(super) fn measure(
    entry: Entry<'_>,
    scorecard: Edges,
    known: KnownNames<'_>,
    r: &Resolver<'_>,
) -> Option<Measure> {
    let KnownNames { sources, ids, others } = known;
    let (id, keys) = (entry.id.value.as_str(), entry.keys);
    let measure = MeasureResolver { id, entry, keys, r };
    measure.require();
    let title = r.title_or_id(keys.title.as_ref(), id);
    let grain = measure.grain();
    let source = measure.source(sources);
    let kind = keys.kind.as_ref();
    let context = measure.context(source.flatten(), grain, ids);
    let kind_of_rows = kind.filter(|_| source.is_some());
    let plan = kind_of_rows.and_then(|kind| measure.plan(&kind.kind, others, &context));
    let window = measure.window(plan.as_ref(), &context).or_else(|| measure.window_of_segments(others));
    let unit = measure.unit(plan.as_ref());
    let axes = plan.as_ref().map(|plan| measure.axes(plan, &context)).unwrap_or_default();
    if let Some(plan) = &plan {
        measure.report_repeats(plan, &axes, &context);
    }
    let bridge = keys.bridge.as_ref().zip(plan.as_ref());
    let bridge = bridge.and_then(|(keys, plan)| measure.bridge(keys, plan, &axes, &context));
    let own_direction = keys.direction.map(|direction| direction.value);
    let direction = own_direction.or(plan.as_ref().and_then(|plan| plan.direction));
    let aim = unit.map(|unit| measure.target_context(plan.as_ref(), unit, (grain, direction), &axes));
    let target = keys.target.as_ref().map(|target| &target.value);
    let (aimed, of_entities) = aim.as_ref().map(|aim| targets(target, aim)).unwrap_or_default();
    let any = aimed.as_ref().or(of_entities.values().next());
    let entries = kind
        .zip(unit)
        .and_then(|(kind, unit)| entries::entries(&kind.kind, grain, UnitReader { measure: id, unit, r }));
    let direction = if plan.is_some() { measure.direction(direction, any) } else { direction };
    let cases = plan.as_ref().and_then(|plan| plan.cases(direction, None));
    let detail = segment::detail(keys.detail.as_ref(), cases, &context, r);
    let scoring = measure.scoring(aimed.as_ref(), direction);
    let judgement = measure.judgement(scorecard, aimed.as_ref(), aim.as_ref());
    let entity_targets = measure.entity_targets(of_entities, direction, scorecard, aim.as_ref());
    if let (Some(plan), Some(whole)) = (&plan, &aimed) {
        measure.adds(plan, unit.unwrap_or(plan.unit), whole, &entity_targets);
    }
    let cap = measure.cap();
    measure.floor(judgement, aimed.as_ref());
    let judged_to_date = keys.judged.is_some_and(|judged| judged.value == Judged::ToDate);
    let format = measure.format(keys.format.as_ref());
    let signals = r.signals(keys.signals.as_ref());
    let owner = entry.or_default(keys.owner.as_ref(), |defaults| defaults.owner.as_ref());
    let mut plan = plan?;
    plan.end_at_zero(unit.unwrap_or(plan.unit));
    let meaning = kind.and_then(|kind| kind.kind.meaning(&context, &plan))?;
    if measure.is_by_last_year_per_day(&plan, window, aimed.as_ref()) {
        plan.policies.push(Policy::LastYearPerDay);
    }
    Some(Measure {
        id: id.to_owned(),
        title,
        short: keys.short.as_ref().map(|short| r.title(short, id)).filter(|text| is_visible(text)),
        objective: entry.objective?.to_owned(),
        also_in: Vec::new(),
        level: entry.or_default(keys.level, |defaults| defaults.level).unwrap_or(Level::Strategic),
        kind: context.kind.to_owned(),
        grain,
        window,
        judged_to_date,
        unit: unit?,
        format,
        direction,
        target: aimed,
        entity_targets: Arc::new(entity_targets),
        company_wide_scores: keys.company_wide == Some(CompanyWide::Score),
        scoring,
        judgement,
        cap,
        floor: keys.floor.map_or(0.0, |floor| floor.value),
        min_n: entry.min_n(&plan),
        weight: 1.0,
        owner: owner.map(|owner| r.title(owner, "owner")),
        note: keys.note.as_ref().map(|note| note.value.clone()),
        segments: axes,
        bridge,
        detail,
        drives: Vec::new(),
        entries,
        interval: keys.interval != Some(IntervalWord::None),
        signals,
        forecast: forecast(entry.or_default(keys.forecast, |defaults| defaults.forecast)),
        written: kind.map(|kind| kind.kind.written()).unwrap_or_default(),
        meaning,
        only: only_rows(&context),
        plan,
    })
}

struct MeasureResolver<'a> {
    id: &'a str,
    entry: Entry<'a>,
    keys: &'a Written,
    r: &'a Resolver<'a>,
}

impl<'a> MeasureResolver<'a> {
    /// Keys that a measure needs; one that stands in the file and could not be read is already reported.
    fn require(&self) {
        let (keys, known) = (self.keys, self.r.written);
        let missing = [
            ("title", keys.title.is_none() && !known.with_title.contains(self.id), in_words(self.id)),
            ("kind", keys.kind.is_none() && !known.with_kind.contains(self.id), "count".to_owned()),
        ];
        for (key, _, example) in missing.into_iter().filter(|(_, is_missing, _)| *is_missing) {
            let problem = Problem::new(MissingKey::new("measure", key)).at(self.entry.id.span);
            self.r.report(problem.help(format!("add `{key}: {example}`")));
        }
    }

    /// What its kind is planned with.
    fn context(&self, source: Option<&'a str>, grain: Grain, ids: &'a [&'a str]) -> Context<'a> {
        let (keys, r) = (self.keys, self.r);
        let kind = keys.kind.as_ref();
        Context {
            measure: self.id,
            span: kind.map_or(self.entry.id.span, |kind| kind.word),
            kind: kind.map_or("", |kind| kind.kind.word()),
            source,
            sources: &r.words,
            has_sources: !r.written.sources.is_empty(),
            condition: keys.condition.as_ref(),
            time: keys.time.as_ref(),
            unit: keys.unit.map(|unit| unit.value),
            default_time_unit: self.default_time_unit(),
            grain,
            calendar: &r.calendar,
            lexicons: r.lexicons,
            measures: ids,
            problems: r.problems,
        }
    }

    fn grain(&self) -> Grain {
        let own = self.entry.or_default(self.keys.grain, |defaults| defaults.grain);
        let Some(own) = own else { return self.r.grain };
        let (grain, reports) = (grain_of(own.value), self.r.grain);
        let mixes_waves = (grain == Grain::Wave) != (reports == Grain::Wave);
        if grain < reports || mixes_waves {
            let measure = self.id.to_owned();
            let problem = match mixes_waves {
                true => Problem::new(WavesMixed { measure, grain, reports }),
                false => Problem::new(GrainShorter { measure, grain, reports }),
            };
            self.r.report(problem.at(own.span));
            return reports;
        }
        grain
    }

    /// Whether its values come from other measures or from people, and not from rows.
    fn is_without_rows(&self) -> bool {
        let Some(kind) = self.keys.kind.as_ref().map(|kind| &kind.kind) else { return false };
        kind.entered().is_some() || kind.over_measures().is_some() || kind.segments().is_some()
    }

    /// The id of the measure's source; `None` when it is named and cannot be used.
    fn source(&self, sources: &[&str]) -> Option<Option<&'a str>> {
        let kind = self.keys.kind.as_ref().map(|kind| &kind.kind);
        if let Some(kind) = kind.filter(|_| self.is_without_rows()) {
            let stray = [
                ("source", self.keys.source.as_ref()),
                ("where", self.keys.condition.as_ref()),
                ("time", self.keys.time.as_ref()),
            ];
            for (key, text) in stray {
                if let Some(text) = text {
                    self.r.exclusive(kind.word(), key, text.span);
                }
            }
            return Some(None);
        }
        let own = kind.and_then(Kind::source).or(self.keys.source.as_ref());
        let Some(source) = self.entry.or_default(own, |defaults| defaults.source.as_ref()) else {
            return Some(None);
        };
        let id = source.value.as_str();
        if !self.r.written.sources.contains(id) && !sources.contains(&id) {
            let known = sources.iter().copied().chain(self.r.written.sources.iter().map(String::as_str));
            self.r.unknown_id("source", source, known);
            return None;
        }
        self.r.words.contains_key(id).then_some(Some(id))
    }

    /// The most that its score can be.
    fn cap(&self) -> f64 {
        let cap = self.entry.or_default(self.keys.cap, |defaults| defaults.cap);
        if let Some(cap) = cap.filter(|cap| cap.value < 100.0) {
            self.r.report(Problem::new(CapForbidsTarget { cap: cap.value }).at(cap.span));
        }
        cap.map_or(100.0, |cap| cap.value)
    }

    /// The kind's plan over the rows of its source.
    fn plan(&self, kind: &Kind, others: &[Option<Measure>], context: &Context<'_>) -> Option<Plan> {
        let mut plan = self.plan_of_kind(kind, others, context)?;
        self.of_states(&mut plan, context);
        Some(plan)
    }

    /// The kind's plan. A side whose source has a fault of its own is not called unknown.
    fn plan_of_kind(&self, kind: &Kind, others: &[Option<Measure>], context: &Context<'_>) -> Option<Plan> {
        if let Some((share, over)) = kind.segments() {
            return self.share_of_segments(share, over, others, context);
        }
        let problems = std::cell::RefCell::default();
        let plan = kind.plan(&Context { problems: &problems, ..*context });
        for problem in problems.into_inner() {
            let is_written = |unknown: &UnknownId| {
                *unknown == UnknownId::source(&unknown.id) && self.r.written.sources.contains(&unknown.id)
            };
            // What is lacking for several measures is noted at the first.
            let is_of_all = |missing: &MissingKey| *missing == MissingKey::new("scorecard", "sources");
            let is_of_all = problem.cause().is_some_and(is_of_all);
            let is_said = (problem.code.severity() == Severity::Note || is_of_all)
                && self.r.problems.borrow().iter().any(|other| other.has_cause_of(&problem));
            if !is_said && !problem.cause().is_some_and(is_written) {
                self.r.report(problem);
            }
        }
        plan
    }

    /// How far a value looks back: its own word, else the default, which kinds with a window of their own, states,
    /// entered values and formulas pass over.
    fn window(&self, plan: Option<&Plan>, context: &Context<'_>) -> Option<Lookback> {
        let kind = self.keys.kind.as_ref().map(|kind| &kind.kind);
        let takes_default = kind.is_some_and(|kind| !kind.has_own_window())
            && plan.is_some_and(|plan| !matches!(plan.pooling, Pooling::Last | Pooling::None));
        let default = || {
            let defaults = self.entry.defaults.into_iter().flatten();
            defaults.filter(|_| takes_default).find_map(|defaults| defaults.window.as_ref())
        };
        let text = self.keys.window.as_ref().or_else(default)?;
        match text.value.trim() {
            "all" => Some(Lookback::All),
            _ => context.window(text).map(Lookback::Length),
        }
    }

    /// States stand at the ends of their source's periods: none is known in between, and they do not add over time.
    fn of_states(&self, plan: &mut Plan, context: &Context<'_>) {
        let ids: BTreeSet<&str> = plan.queried_components().iter().map(|c| c.rows.source.as_str()).collect();
        let states = ids.into_iter().filter_map(|id| Some((id, context.sources.get(id)?.snapshot?)));
        let Some((id, snapshot)) = states.max_by_key(|(_, grain)| *grain) else { return };
        // Of entered states their own rule says what longer periods are (R43).
        let kind = self.keys.kind.as_ref().map(|kind| &kind.kind);
        let is_entered = kind.is_some_and(Kind::pools_by_own_rule);
        if context.grain < snapshot {
            let span = self.keys.grain.map_or(context.span, |grain| grain.span);
            self.r.report(Problem::new(GrainShorterThanSource { source: id.to_string(), snapshot }).at(span));
        } else if plan.pooling == Pooling::Flow && !is_entered {
            if context.grain > snapshot || self.keys.window.is_some() {
                self.r.report(Problem::new(StatesSummed { snapshot }).at(context.span));
            }
            plan.pooling = Pooling::Last;
            plan.policies.push(Policy::StatesAtEnd { grain: snapshot });
        }
    }

    /// The unit of time that its defaults name.
    fn default_time_unit(&self) -> Option<Unit> {
        let defaults = self.entry.defaults.into_iter().flatten().filter_map(|defaults| defaults.unit);
        defaults.map(|unit| unit.value).find(|unit| unit.seconds().is_some())
    }

    /// Its own unit if the kind can have it, else the default's if the kind can, else the kind's.
    fn unit(&self, plan: Option<&Plan>) -> Option<Unit> {
        let own = self.keys.unit;
        let Some((plan, kind)) = plan.zip(self.keys.kind.as_ref()) else { return own.map(|unit| unit.value) };
        let can = |unit: Unit| is_convertible_unit(plan.unit, unit, &kind.kind);
        let unit = match own {
            Some(unit) if can(unit.value) => unit.value,
            Some(unit) => {
                let word = kind.kind.word();
                self.r.report(
                    Problem::new(UnitImpossible {
                        kind: word.to_string(),
                        own: plan.unit.word().to_owned(),
                        written: unit.value.word().to_owned(),
                    })
                    .at(unit.span),
                );
                return None;
            }
            None => {
                let defaults = self.entry.defaults.into_iter().flatten().filter_map(|defaults| defaults.unit);
                defaults.map(|unit| unit.value).find(|unit| can(*unit)).unwrap_or(plan.unit)
            }
        };
        Some(unit)
    }

    fn axes(&self, plan: &Plan, context: &Context<'_>) -> Vec<Axis> {
        let own = self.keys.segments.as_ref();
        if self.is_without_rows() {
            if let Some(first) = own.and_then(|segments| segments.first()?.first()) {
                self.r.report(
                    unsupported_key(&format!("`segments` of a `{}` without rows", context.kind))
                        .at(first.by.span),
                );
            }
            return Vec::new();
        }
        let segments = self.entry.or_default(own, |defaults| defaults.segments.as_ref());
        segments.map(|segments| segment::axes(segments, plan, context, self.r)).unwrap_or_default()
    }

    fn format(&self, keys: Option<&FormatKeys>) -> Format {
        let Some(keys) = keys else { return Format::default() };
        Format {
            label: keys.label.as_ref().map(|label| self.r.title(label, self.id)),
            scale: match keys.scale {
                None => Scale::One,
                Some(ScaleWord::Thousand) => Scale::Thousand,
                Some(ScaleWord::Million) => Scale::Million,
            },
            decimals: keys.decimals,
            sign: keys.sign == Some(true),
        }
    }
}

/// The condition that a definition sets on the rows of its source, as it is written.
fn only_rows(context: &Context<'_>) -> Option<OnlyRows> {
    let (source, condition) = context.source.zip(context.condition)?;
    Some(OnlyRows { source: source.to_owned(), condition: condition.value.clone() })
}

/// Whether a kind that gives `own` may be measured in `unit`.
fn is_convertible_unit(own: Unit, unit: Unit, kind: &Kind) -> bool {
    match own {
        // A plain number may be anything, but a total is no proportion and no rating.
        Unit::Number => !(kind.is_total() && unit.is_rate_or_points()),
        Unit::Count => matches!(unit, Unit::Count | Unit::Number),
        // Money may be shown as what it is: a number.
        Unit::Currency => matches!(unit, Unit::Currency | Unit::Number),
        own => own == unit,
    }
}
