//! Results to workings.

use super::facts::Register;
use super::plan::Planner;
use super::years;
use super::{
    BridgeStep, BridgeWorking, CohortWorking, Computed, MeasureWorking, MissingValue, ObjectiveWorking,
    Operands, ParentWorking, PeriodWorking, PerspectiveWorking, PlanWorking, SegmentWorking, Span,
    ToDateTarget, TriangleWorking, UpcomingWorking, VarianceWorking, VersionWorking, Workings,
};
use crate::calendar::Period;
use crate::evaluate::is_judged;
use crate::evaluate::results::{
    Bridge, CohortResult, Doubt, Effect, MeasureResult, ParentResult, PeriodResult, SegmentResult,
    SegmentsResult, TargetAt, Tier, UpcomingTarget, VarianceResult, VersionResult, YearAt,
};
use crate::measure::{Formula, Pooling, Unit};
use crate::model::{BookSize, Edges, Measure, Scorecard, Version};
use crate::report::print::{self, Printer};
use crate::report::view::Head;
use crate::report::{Composer, row};
use crate::words::Tag;

/// Numbers of formulas that are no policy: scales and signs.
const PLAIN: [f64; 7] = [0.0, 1.0, 2.0, 10.0, 100.0, 1000.0, 10_000.0];

impl Composer<'_> {
    pub(in crate::report) fn workings(&self, head: Head) -> Workings {
        let card = &self.results.scorecard;
        let length = self.all().map(|(_, result)| result.periods.len()).max().unwrap_or(0).max(1);
        let mut register = Register::default();
        let ordered = self.in_order();
        let measures = self.measure_workings(&mut register, &ordered, length);
        let reach = self.reach_workings(&ordered, &measures);
        let controls = self.control_workings(&mut register);
        let segments = ordered.iter().enumerate().flat_map(|(i, (m, result))| self.segments_of(i, m, result));
        let variances =
            ordered.iter().enumerate().flat_map(|(i, (m, result))| self.variances_of(i, m, result));
        let triangles = ordered.iter().enumerate().filter_map(|(i, (_, result))| self.triangle_of(i, result));
        Workings {
            size: BookSize::Full,
            approvals: self.approvals(None),
            comments: self.current_comments(),
            segments: segments.collect(),
            cases: self.case_workings(&measures),
            against: self.restatement(),
            sources: self.source_workings(),
            reach,
            controls,
            bridge: card.bridge.as_ref().map(|bridge| self.bridge_working(bridge)),
            variances: variances.collect(),
            triangles: triangles.collect(),
            log: self.log(),
            ..self.workings_over(head, length, register, measures)
        }
    }

    /// Those of a short book: the last period, and nothing beside the way to its scores.
    pub(in crate::report) fn short_workings(&self, head: Head) -> Workings {
        let mut register = Register::default();
        let measures = self.measure_workings(&mut register, &self.in_order(), 1);
        self.workings_over(head, 1, register, measures)
    }

    fn measure_workings(
        &self,
        register: &mut Register,
        ordered: &[(&Measure, &MeasureResult)],
        length: usize,
    ) -> Vec<MeasureWorking> {
        ordered.iter().map(|(m, r)| self.measure_working(register, m, r, length)).collect()
    }

    /// The way to the scores over some periods.
    fn workings_over(
        &self,
        head: Head,
        length: usize,
        register: Register,
        measures: Vec<MeasureWorking>,
    ) -> Workings {
        let (card, scorecard) = (&self.results.scorecard, self.scorecard);
        let periods = scorecard.calendar.periods_ending_with(&self.reported(), length);
        let perspectives = card.perspectives.iter().zip(&scorecard.perspectives).map(|(result, model)| {
            let objectives = result.objectives.iter().zip(&model.objectives).map(|(o, m)| ObjectiveWorking {
                id: o.id.clone(),
                title: o.title.clone(),
                owner: m.owner.clone(),
                weight: m.weight,
                parent: parent(scorecard, &o.parent, m.edges),
            });
            PerspectiveWorking {
                id: result.id.clone(),
                title: result.title.clone(),
                weight: model.weight,
                parent: parent(scorecard, &result.parent, model.edges),
                objectives: objectives.collect(),
            }
        });
        Workings {
            size: BookSize::Short,
            words: self.words.clone(),
            head,
            approvals: Vec::new(),
            comments: Vec::new(),
            currency: scorecard.currency.clone(),
            run: self.results.run.id.clone(),
            grain: scorecard.grain,
            periods: periods.iter().map(|p| self.span(p)).collect(),
            year_end: self.year_end(),
            rollup: scorecard.rollup,
            segments: Vec::new(),
            facts: register.facts,
            cases: Vec::new(),
            against: None,
            perspectives: perspectives.collect(),
            measures,
            total: parent(scorecard, &card.parent, scorecard.rollup.edges),
            sources: Vec::new(),
            reach: Vec::new(),
            controls: Vec::new(),
            bridge: None,
            variances: Vec::new(),
            triangles: Vec::new(),
            log: Vec::new(),
        }
    }

    /// Measures in the order of printing, formulas over measures after those they use.
    fn in_order(&self) -> Vec<(&Measure, &MeasureResult)> {
        let (mut formulas, mut ordered): (Vec<_>, Vec<_>) =
            self.all().partition(|(m, _)| m.plan.components.is_empty());
        // Formulas cannot stand in a circle: each round places at least one.
        while !formulas.is_empty() {
            let placed: Vec<&str> = ordered.iter().map(|(m, _)| m.id.as_str()).collect();
            let ready =
                formulas.iter().position(|(m, _)| m.plan.formula.names().iter().all(|n| placed.contains(n)));
            ordered.push(formulas.remove(ready.unwrap_or(0)));
        }
        ordered
    }

    /// Whether a measure is an amount of money: no price, no mean, and no share of anything.
    fn is_amount(&self, measure: &Measure) -> bool {
        let plan = &measure.plan;
        let by_numbers = plan.formula.divisors().into_iter().all(|by| matches!(by, Formula::Number(_)));
        let adds = match plan.pooling {
            Pooling::Flow | Pooling::Last | Pooling::Pool => true,
            Pooling::Recompute | Pooling::None => plan.components.is_empty(),
        };
        let mut members = plan.formula.names().into_iter().filter_map(|id| self.scorecard.measure(id));
        let of_amounts = !plan.components.is_empty() || members.all(|member| self.is_amount(member));
        measure.unit == Unit::Currency && by_numbers && adds && of_amounts
    }

    fn bridge_working(&self, bridge: &Bridge) -> BridgeWorking {
        let card = &self.results.scorecard;
        let title = |Effect { tier, id, .. }: &Effect| {
            let found = match tier {
                Tier::Scorecard => Some(&card.title),
                Tier::Perspective => card.perspectives.iter().find(|p| p.id == *id).map(|p| &p.title),
                Tier::Objective => card.objectives().find(|o| o.id == *id).map(|o| &o.title),
                Tier::Measure => self.scorecard.measure(id).map(|m| &m.title),
            };
            found.unwrap_or(id).clone()
        };
        let steps = bridge.effects.iter().map(|effect| BridgeStep {
            tier: effect.tier,
            id: effect.id.clone(),
            title: title(effect),
            score: effect.score,
            weight: effect.weight,
        });
        BridgeWorking { before: bridge.before, steps: steps.collect() }
    }

    fn year_end(&self) -> String {
        let calendar = &self.scorecard.calendar;
        let year = calendar.year_of(&self.reported());
        let last = calendar.periods_of(&year, self.scorecard.grain).pop();
        last.map_or(String::new(), |last| self.words.locale().period_axis(calendar, &last))
    }

    fn span(&self, period: &Period) -> Span {
        let calendar = &self.scorecard.calendar;
        Span {
            label: self.words.locale().period(calendar, period),
            short: self.words.locale().period_axis(calendar, period),
            id: calendar.label(period),
            first: period.first,
            last: period.last,
        }
    }

    fn measure_working(
        &self,
        register: &mut Register,
        measure: &Measure,
        result: &MeasureResult,
        length: usize,
    ) -> MeasureWorking {
        let unscaled = Measure {
            format: crate::model::Format { scale: crate::model::Scale::One, ..measure.format.clone() },
            ..measure.clone()
        };
        let shown: Vec<Option<f64>> =
            result.current().map(|c| vec![c.value, print::plan(c)]).unwrap_or_default();
        let printer = Printer::new(&self.words, self.scorecard, &unscaled, &shown)
            .with_distinguishing_decimals(row::pairs(measure, result));
        // A measure with a shorter history stands at the right, so that the reported period is in one column.
        let skip = result.periods.len().saturating_sub(length);
        let mut planner = Planner::new(self.scorecard, measure);
        let lacking = length.saturating_sub(result.periods.len());
        let own = result.periods[skip..].iter().enumerate();
        let count = result.periods.len() - skip;
        let mut periods: Vec<Option<PeriodWorking>> = vec![None; lacking];
        periods.extend(own.map(|(i, at)| {
            let year = result.years.get(skip + i);
            Some(self.period_working(&mut planner, measure, (at, year), i + 1 == count))
        }));
        let to_date = years::to_date(&mut planner, measure, result, &mut periods);
        let versions = version_workings(&mut planner, measure, result, &periods);
        // A short book draws nothing.
        let coming = if length > 1 { self.coming_workings(&mut planner, measure) } else { Vec::new() };
        let operands = match self.is_by_reference(measure) {
            true => Operands::Measures,
            false => Operands::Facts(self.operands(register, measure, result, &periods)),
        };
        let year_before = self.year_before(register, measure, &periods);
        let year_before_to_date = self.year_before_to_date(register, measure, &periods);
        let window = result.current().and_then(|current| current.window);
        let title = match window.map(|window| self.words.say(&window)) {
            Some(window) => format!("{}, {window}", measure.title),
            None => measure.title.clone(),
        };
        let mut constants = Vec::new();
        let formula = with_named_constants(&measure.plan.formula, &mut constants);
        let below = measure.plan.formula.as_ratio().map(|(_, below)| below);
        let below = below.filter(|below| measure.plan.sample.as_ref() != Some(below));
        let denominator = below.map(|below| with_named_constants(&below, &mut constants));
        MeasureWorking {
            id: measure.id.clone(),
            title,
            objective: measure.objective.clone(),
            level: measure.level,
            owner: self.scorecard.owner_of(measure).map(str::to_owned),
            unit: measure.unit,
            unit_label: printer.label.clone(),
            is_amount: self.is_amount(measure),
            is_flow: measure.plan.pooling == Pooling::Flow,
            decimals: printer.decimals,
            bounds: measure.plan.bounds,
            weight: measure.weight,
            effective_weight: result.effective_weight,
            direction: measure.direction,
            formula,
            constants,
            reading: self.reading(measure),
            operands,
            sample: measure.plan.sample.clone(),
            needed: measure.plan.needed().map(|component| component.name.clone()).collect(),
            denominator,
            min_n: measure.min_n,
            withholds: measure.plan.survey,
            scoring: measure.scoring.clone(),
            judgement: measure.judgement,
            judged_to_date: measure.judged_to_date,
            floor: measure.floor,
            cap: measure.cap,
            score_decimals: result
                .current()
                .and_then(|c| c.score)
                .map_or(1, |score| decimals(score, &row::edges(measure), 1)),
            grain: measure.grain,
            periods,
            plan: PlanWorking { points: planner.points },
            versions,
            to_date,
            year_before,
            year_before_to_date,
            limits: result.signals.as_ref().map(|s| [s.lower, s.centre, s.upper]),
            outlook: self.outlook_points(result, &printer).into_iter().map(|p| (p.label, p.value)).collect(),
            coming,
            year_end: result.outlook.as_ref().map(|outlook| outlook.year_end),
        }
    }

    /// The plan of the periods to come.
    fn coming_workings(&self, planner: &mut Planner<'_>, measure: &Measure) -> Vec<UpcomingWorking> {
        let own = self.results.upcoming.iter().filter(|coming| coming.measure == measure.id);
        let working = |at: &UpcomingTarget| {
            let period = Period { grain: measure.grain, first: at.period.first, last: at.period.last };
            let way = match at.target {
                TargetAt::Value { value, baseline, .. } => {
                    Some(planner.path_step_of_result(&period, value, baseline))
                }
                TargetAt::Band { .. } => None,
                TargetAt::GoalRedFlag { .. } => return None,
            };
            Some(UpcomingWorking { span: self.span(&period), way })
        };
        own.map_while(working).collect()
    }

    fn period_working(
        &self,
        planner: &mut Planner<'_>,
        measure: &Measure,
        (at, known): (&PeriodResult, Option<&YearAt>),
        is_last: bool,
    ) -> PeriodWorking {
        let calendar = &self.scorecard.calendar;
        let period = Period { grain: measure.grain, first: at.period.first, last: at.period.last };
        // The period judged is the one that the roll-up asks for, whatever the measure's own grain.
        let asked = if is_last { self.reported() } else { period };
        let to_date = known.and_then(|year| year.to_date.as_ref());
        let judged_at = to_date.filter(|_| measure.judged_to_date).unwrap_or(at);
        let reason = match (&judged_at.absent, &judged_at.doubt) {
            (Some(reason), _) => print::absence(reason, &self.words),
            (None, Some(doubt)) => print::doubt(doubt, &self.words),
            (None, None) => String::new(),
        };
        let doubt = judged_at.doubt.as_ref().filter(|_| judged_at.absent.is_none());
        let word = doubt.map(|doubt| self.say(doubt)).unwrap_or_default();
        let year = calendar.year_of(&period);
        let of_year = calendar.periods_of(&year, measure.grain);
        PeriodWorking {
            span: self.span(&period),
            year: year.first,
            number: of_year.iter().filter(|p| p.last <= period.last).count().max(1),
            year_before: calendar.previous_year(&period).map(|p| p.last),
            judged: is_judged(self.scorecard, measure, &asked) || at.target.is_some(),
            // Where the workbook holds the sample, it judges by it; elsewhere the engine's word stands.
            scored: match judged_at.doubt {
                None => true,
                Some(Doubt::Provisional(_)) => false,
                Some(Doubt::InsufficientData { .. }) => {
                    measure.plan.sample.is_some() || self.is_by_reference(measure)
                }
            },
            reason,
            word,
            way: planner.way(&period, at),
            goal: planner.goal(&period, at),
            weight: planner.weight(&period),
            denominator: match measure.plan.formula.as_ratio() {
                Some((_, below)) => below.evaluate(&|name| at.component(name)),
                None => at.n,
            },
            withheld: at.absent.is_some_and(|absent| absent.is_withheld()),
            baseline: planner.baseline(at),
            missing: MissingValue::new(measure, at),
            engine: Computed::from_period(at),
            to_date: None,
            previous: known.and_then(|year| year.previous),
            previous_to_date: known.and_then(|year| year.previous_to_date),
        }
    }

    fn triangle_of(&self, measure: usize, result: &MeasureResult) -> Option<TriangleWorking> {
        let triangle = result.triangle.as_ref().filter(|triangle| !triangle.cohorts.is_empty())?;
        let cohort = |cohort: &CohortResult| CohortWorking {
            label: self.period_words(&cohort.period),
            size: cohort.size,
            kept: cohort.cells.iter().map(|cell| cell.map(|cell| cell.kept)).collect(),
        };
        Some(TriangleWorking {
            measure,
            title: self.say(&Tag::CohortTitle { grain: triangle.grain }),
            cohorts: triangle.cohorts.iter().map(cohort).collect(),
            averages: triangle.averages.iter().map(|cell| cell.and_then(|cell| cell.value)).collect(),
        })
    }

    fn variances_of(&self, at: usize, measure: &Measure, result: &MeasureResult) -> Vec<VarianceWorking> {
        let working = |found: &VarianceResult| {
            let names = found.rows.iter().map(|row| self.segment_name(measure, &found.by, row.name()));
            VarianceWorking { measure: at, names: names.collect(), result: found.clone() }
        };
        result.variances.iter().map(working).collect()
    }

    fn segments_of(&self, at: usize, measure: &Measure, result: &MeasureResult) -> Vec<SegmentWorking> {
        let total = result.current().and_then(|current| current.value);
        let is_flow = measure.plan.pooling == Pooling::Flow;
        let rows = |table: &SegmentsResult| {
            let ordered = self.rows_in_order(measure, table);
            let values: Vec<Option<f64>> = ordered.iter().map(|row| row.current.value).collect();
            let sum: f64 = values.iter().flatten().sum();
            let adds_up = is_flow && total.is_some_and(|t| (t - sum).abs() <= 1e-9 * t.abs().max(sum.abs()));
            let row = |row: &SegmentResult| SegmentWorking {
                measure: at,
                table: table.title.clone(),
                segment: self.segment_name(measure, &table.by, row.name()),
                engine: Computed::from_period(&row.current),
                previous: row.previous,
                contribution: row.contribution,
                adds_up,
                reason: row
                    .current
                    .absent
                    .as_ref()
                    .map(|reason| print::absence(reason, &self.words))
                    .unwrap_or_default(),
            };
            ordered.into_iter().map(row).collect::<Vec<_>>()
        };
        result.segments.iter().flat_map(rows).collect()
    }
}

/// Other versions of a measure's plan.
fn version_workings(
    planner: &mut Planner<'_>,
    measure: &Measure,
    result: &MeasureResult,
    periods: &[Option<PeriodWorking>],
) -> Vec<VersionWorking> {
    let written = measure.target.iter().flat_map(|target| &target.versions);
    let version = |(found, version): (&VersionResult, &Version)| {
        let skip = found.values.len().saturating_sub(periods.len());
        let lacking = periods.len().saturating_sub(found.values.len());
        let mut engine = vec![None; lacking];
        engine.extend(found.values.iter().skip(skip).copied());
        let dated = periods.iter().zip(&engine).map(|(at, value)| {
            let span = &at.as_ref()?.span;
            let period = Period { grain: measure.grain, first: span.first, last: span.last };
            Some((period, (*value)?))
        });
        let dated: Vec<Option<(Period, f64)>> = dated.collect();
        let to_date = match measure.plan.pooling {
            Pooling::Flow => ToDateTarget::Sum,
            Pooling::Last => ToDateTarget::Last,
            _ => ToDateTarget::None,
        };
        VersionWorking {
            title: found.title.clone(),
            points: planner.version(&found.title, &version.target, &dated),
            engine,
            to_date,
            engine_to_date: found.to_date,
        }
    };
    result.versions.iter().zip(written).map(version).collect()
}

/// The formula with every number that is a policy as a name.
fn with_named_constants(formula: &Formula, constants: &mut Vec<(String, f64)>) -> Formula {
    formula.replaced(&mut |part| {
        let Formula::Number(n) = part else { return None };
        if PLAIN.contains(&n.abs()) {
            return None;
        }
        let known = constants.iter().find(|(_, value)| value == n);
        let name = known.map_or_else(|| format!("#{}", constants.len() + 1), |(name, _)| name.clone());
        if known.is_none() {
            constants.push((name.clone(), *n));
        }
        Some(Formula::Name(name))
    })
}

fn parent(scorecard: &Scorecard, result: &ParentResult, edges: Edges) -> ParentWorking {
    ParentWorking {
        edges,
        parent_status: scorecard.rollup.parent_status,
        score: result.score,
        status: result.status,
        coverage: result.coverage,
        effective_weight: result.effective_weight,
        score_decimals: result.score.map_or(1, |score| decimals(score, &[edges.on_target, edges.watch], 1)),
    }
}

fn decimals(score: f64, edges: &[f64], least: usize) -> u8 {
    u8::try_from(print::score_decimals(score, edges, least)).unwrap_or(u8::MAX)
}
