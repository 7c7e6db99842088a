//! The reported period against plan and previous year, parted by segments: price, volume and mix of an amount with
//! quantities, rate and mix of a ratio, the segments of any other amount.
//!
//! Nothing is parted that does not add up: segments have to make up the whole, and a plan is parted where every segment has
//! one. What the plans of segments come to and the plan of the whole may differ, and does so in a line of its own. Where
//! small groups are withheld, or a segment has too few answers to be shown, parts would tell them, and there are none.

use std::collections::BTreeSet;

use super::contribution::{amount, flow, is_sum};
use super::observer::Observer;
use super::period_values::comparable;
use super::results::{Against, MeasureResult, SegmentsResult, Split, TargetAt, VarianceResult, VarianceRow};
use super::segment_label::label;
use super::segments::own_target;
use crate::calendar::Period;
use crate::engine::{Cut, SegmentKey};
use crate::measure::{Formula, Pooling};
use crate::model::{Axis, Measure, PriceVolume, SegmentTarget};
use crate::statistics::split::{Part, PriceVolumeMix, RateMix, price_volume_mix, rate_mix};

/// Products that have a line of their own. The rest, were there more, are one line, as if they had one price.
const PRODUCTS: usize = 1000;

/// The rows of a table: its names, and the segments that each holds.
struct Rows {
    labels: Vec<Option<String>>,
    keys: Vec<BTreeSet<SegmentKey>>,
}

/// How the value of a measure is parted.
enum VarianceMethod<'m> {
    Price(&'m PriceVolume),
    Rate(Formula, Formula),
    Amount,
}

impl VarianceMethod<'_> {
    fn split(&self) -> Split {
        match self {
            VarianceMethod::Price(_) => Split::Price,
            VarianceMethod::Rate(..) => Split::Rate,
            VarianceMethod::Amount => Split::Amount,
        }
    }
}

impl Observer<'_> {
    /// What leads from plan and previous year to the value of a measure.
    pub(super) fn variances(
        &self,
        measure: &Measure,
        told: &MeasureResult,
        period: &Period,
    ) -> Vec<VarianceResult> {
        if self.scorecard.privacy.is_some() || measure.is_over_measures() {
            return Vec::new();
        }
        let is_there = told.current().is_some_and(|current| current.value.is_some());
        let ratio = measure.plan.formula.as_ratio();
        let tables: Vec<(&Axis, VarianceMethod<'_>)> = match (&measure.bridge, ratio) {
            (Some(bridge), _) => vec![(&bridge.axis, VarianceMethod::Price(bridge))],
            (None, Some((above, below))) => measure
                .segments
                .iter()
                .map(|axis| (axis, VarianceMethod::Rate(above.clone(), below.clone())))
                .collect(),
            (None, None) if measure.plan.pooling == Pooling::Flow => {
                measure.segments.iter().map(|axis| (axis, VarianceMethod::Amount)).collect()
            }
            (None, None) => Vec::new(),
        };
        let of_table = |(axis, method): (&Axis, VarianceMethod<'_>)| {
            let known = told.segments.iter().find(|table| table.by == axis.id).cloned();
            let table = known.unwrap_or_else(|| self.segments(measure, axis, period));
            let rows = self.rows_of(measure, axis, &method, &table);
            let basis = VarianceBasis { observer: self, measure, axis, method, rows, period };
            [basis.to_plan(told), basis.to_year_before()]
        };
        tables.into_iter().filter(|_| is_there).flat_map(of_table).flatten().collect()
    }

    /// The rows of a table as it is printed; whatever has rows on other days alone stands with the others. Of prices each
    /// product is a row, whether the table prints it or not: of several together the mix would be taken for their price.
    fn rows_of(
        &self,
        measure: &Measure,
        axis: &Axis,
        method: &VarianceMethod<'_>,
        table: &SegmentsResult,
    ) -> Rows {
        let listed = table.rows.iter().filter_map(|row| Some((row.label.clone()?, row.keys.clone())));
        let (mut labels, mut keys): (Vec<Option<String>>, Vec<BTreeSet<SegmentKey>>) =
            listed.map(|(label, keys)| (Some(label), BTreeSet::from([SegmentKey(keys)]))).unzip();
        let known: BTreeSet<SegmentKey> = keys.iter().flatten().cloned().collect();
        let mut all = self.facts.segments(&measure.plan, axis);
        if let Some(bridge) = &measure.bridge {
            all.extend(self.facts.segments(&bridge.quantity, axis));
        }
        // What was planned and brought nothing at all is the news.
        all.extend(targets_of(measure, axis).filter_map(|own| key_of(axis, &own.value)));
        let mut others: BTreeSet<SegmentKey> = all.difference(&known).cloned().collect();
        if matches!(method, VarianceMethod::Price(_)) {
            let is_stated = |key: &&SegmentKey| key.0.iter().any(Option::is_some);
            let room = PRODUCTS.saturating_sub(keys.len());
            let own: Vec<SegmentKey> = others.iter().filter(is_stated).take(room).cloned().collect();
            for key in own {
                others.remove(&key);
                labels.push(Some(label(axis, &key)));
                keys.push(BTreeSet::from([key]));
            }
        }
        if !others.is_empty() {
            labels.push(None);
            keys.push(others);
        }
        Rows { labels, keys }
    }
}

/// What a variance is parted by: the rows of a table of a measure in a period, and how.
struct VarianceBasis<'v> {
    observer: &'v Observer<'v>,
    measure: &'v Measure,
    axis: &'v Axis,
    method: VarianceMethod<'v>,
    rows: Rows,
    period: &'v Period,
}

impl VarianceBasis<'_> {
    /// What the method takes of a period: amount and quantity, or numerator and denominator; `None` of a survey with
    /// fewer answers than a number.
    fn sides(&self, cut: Cut<'_>, min_n: u32, period: &Period) -> Option<(f64, f64)> {
        let VarianceBasis { observer, measure, .. } = self;
        let observed = observer.observe_period(measure, cut, period, min_n);
        match &self.method {
            VarianceMethod::Rate(above, below) => {
                Some((amount(above, &observed)?, amount(below, &observed)?))
            }
            VarianceMethod::Amount => Some((flow(&observed)?, 0.0)),
            VarianceMethod::Price(bridge) => {
                let stretch = observer.stretch(measure, measure.window, period);
                let quantity = observer.observe_plan(&bridge.quantity, cut, &stretch, 0);
                Some((flow(&observed)?, flow(&quantity)?))
            }
        }
    }

    /// The sides of all rows, where these make up the whole.
    fn all_sides(&self, period: &Period) -> Option<Vec<(f64, f64)>> {
        let whole = self.sides(Cut::Total, 0, period)?;
        // A segment with too few answers to be shown has no sides, and would be told by those of the others.
        let least = self.axis.min_n.unwrap_or(self.measure.min_n);
        let sides = |keys: &BTreeSet<SegmentKey>| self.sides(Cut::Segments(self.axis, keys), least, period);
        let parts: Vec<(f64, f64)> = self.rows.keys.iter().map(sides).collect::<Option<_>>()?;
        let adds_up = is_sum(whole.0, parts.iter().map(|side| side.0))
            && is_sum(whole.1, parts.iter().map(|side| side.1));
        adds_up.then_some(parts)
    }

    fn to_year_before(&self) -> Option<VarianceResult> {
        let VarianceBasis { observer, measure, period, .. } = self;
        // A period that is not over is held against the same days, of which no table tells.
        let before = observer.scorecard.calendar.previous_year(period)?;
        if !period.is_complete(observer.facts.as_of()) {
            return None;
        }
        let value = |period: &Period| {
            comparable(&observer.observe_period(measure, Cut::Total, period, measure.min_n))
        };
        let (from, to) = (value(&before)?, value(period)?);
        let was = self.all_sides(&before)?;
        let is = self.all_sides(period)?;
        self.result(Against::PreviousYear, &self.method, (&was, &is), (from, to))
    }

    fn to_plan(&self, told: &MeasureResult) -> Option<VarianceResult> {
        targets_of(self.measure, self.axis).next()?;
        let current = told.current()?;
        let Some(TargetAt::Value { value: from, .. }) = current.target else { return None };
        let to = current.value?;
        let is = self.all_sides(self.period)?;
        let plans = self.plans(&is)?;
        let has_weights = plans.iter().flatten().all(|plan| plan.weight.is_some());
        let sum = |row: &[SegmentPlan], of: &dyn Fn(&SegmentPlan) -> f64| -> f64 { row.iter().map(of).sum() };
        let value = |row: &[SegmentPlan]| sum(row, &|plan| plan.value);
        let weight = |plan: &SegmentPlan| plan.weight.filter(|_| has_weights).unwrap_or(plan.base);
        let rows_of = plans.iter().map(Vec::as_slice);
        let (method, was): (VarianceMethod<'_>, Vec<(f64, f64)>) = match &self.method {
            VarianceMethod::Price(bridge) if has_weights => {
                (VarianceMethod::Price(bridge), rows_of.map(|row| (value(row), sum(row, &weight))).collect())
            }
            VarianceMethod::Price(_) | VarianceMethod::Amount => {
                (VarianceMethod::Amount, rows_of.map(|row| (value(row), 0.0)).collect())
            }
            // Without planned denominators the actual ones stand for them, and all of it is rate.
            VarianceMethod::Rate(above, below) => {
                let above_of = |row: &[SegmentPlan]| sum(row, &|plan| plan.value * weight(plan));
                let was = rows_of.map(|row| (above_of(row), sum(row, &weight))).collect();
                (VarianceMethod::Rate(above.clone(), below.clone()), was)
            }
        };
        self.result(Against::Plan, &method, (&was, &is), (from, to))
    }

    /// The plans of the segments in every row; `None` where one that brought something has none.
    fn plans(&self, is: &[(f64, f64)]) -> Option<Vec<Vec<SegmentPlan>>> {
        let of_row = |(keys, whole): (&BTreeSet<SegmentKey>, &(f64, f64))| {
            let mut plans = Vec::new();
            for key in keys {
                let own = BTreeSet::from([key.clone()]);
                let side = match keys.len() == 1 || *whole == (0.0, 0.0) {
                    true => *whole,
                    false => self.sides(Cut::Segments(self.axis, &own), 0, self.period)?,
                };
                match self.plan_of(&own) {
                    Some((TargetAt::Value { value, .. }, weight)) => {
                        plans.push(SegmentPlan { value, weight, base: side.1 });
                    }
                    None if side == (0.0, 0.0) => {}
                    _ => return None,
                }
            }
            Some(plans)
        };
        self.rows.keys.iter().zip(is).map(of_row).collect()
    }

    /// Target and planned quantity of a segment, where it has a target.
    fn plan_of(&self, key: &BTreeSet<SegmentKey>) -> Option<(TargetAt, Option<f64>)> {
        let VarianceBasis { observer, measure, axis, period, .. } = self;
        let min_n = axis.min_n.unwrap_or(measure.min_n);
        let segment = own_target(measure, axis, key)?;
        let value_in =
            |p: &Period| comparable(&observer.observe_period(measure, Cut::Segments(axis, key), p, min_n));
        let target = observer.target_by(&segment.target, measure, period, &value_in)?;
        let weights = &segment.target.weights;
        Some((target, weights.iter().find(|(at, _)| at == *period).map(|(_, weight)| *weight)))
    }

    /// The parts of a difference; `None` where a ratio has no denominator, or numbers are beyond all bounds.
    fn result(
        &self,
        against: Against,
        method: &VarianceMethod<'_>,
        (was, is): (Sides<'_>, Sides<'_>),
        (before, after): (f64, f64),
    ) -> Option<VarianceResult> {
        let parts: Vec<Part> = was
            .iter()
            .zip(is)
            .map(|(was, is)| Part { before: was.0, base_before: was.1, after: is.0, base_after: is.1 })
            .collect();
        let effects = effects(method, &parts)?;
        let sum: f64 = effects.iter().map(|effect| effect.change).sum();
        let has_base = !matches!(method, VarianceMethod::Amount);
        let own = |keys: &BTreeSet<SegmentKey>| keys.first().map(|key| key.0.clone()).unwrap_or_default();
        let names = self.rows.labels.iter().zip(&self.rows.keys).map(|(label, keys)| match label {
            Some(label) => (own(keys), Some(label.clone())),
            None => (Vec::new(), None),
        });
        let row = |(((keys, label), part), effect): ((_, &Part), Effect)| VarianceRow {
            keys,
            label,
            before: part.before,
            base_before: has_base.then_some(part.base_before),
            after: part.after,
            base_after: has_base.then_some(part.base_after),
            rate: effect.rate,
            volume: effect.volume,
            mix: effect.mix,
            change: effect.change,
        };
        let rows = names.zip(&parts).zip(effects).map(row);
        // Whatever has rows on other days alone did nothing.
        let is_printed =
            |row: &VarianceRow| row.label.is_some() && !matches!(method, VarianceMethod::Price(_));
        let is_there = |row: &VarianceRow| {
            let sides = [Some(row.before), row.base_before, Some(row.after), row.base_after];
            is_printed(row) || sides.into_iter().flatten().any(|side| side != 0.0)
        };
        Some(VarianceResult {
            against,
            by: self.axis.id.clone(),
            title: self.axis.title.clone(),
            split: method.split(),
            before,
            after,
            rows: rows.filter(is_there).collect(),
            remainder: match against {
                Against::PreviousYear => 0.0,
                Against::Plan => after - before - sum,
            },
        })
    }
}

/// What each part did; `None` where a ratio has no denominator, or numbers are beyond all bounds.
fn effects(method: &VarianceMethod<'_>, parts: &[Part]) -> Option<Vec<Effect>> {
    let of_price = |s: PriceVolumeMix| Effect {
        rate: Some(s.price),
        volume: Some(s.volume),
        mix: Some(s.mix),
        change: s.price + s.volume + s.mix,
    };
    let of_rate =
        |s: RateMix| Effect { rate: Some(s.rate), volume: None, mix: Some(s.mix), change: s.rate + s.mix };
    let of_amount = |p: &Part| Effect { rate: None, volume: None, mix: None, change: p.after - p.before };
    Some(match method {
        VarianceMethod::Price(_) => price_volume_mix(parts)?.into_iter().map(of_price).collect(),
        VarianceMethod::Rate(..) => rate_mix(parts)?.into_iter().map(of_rate).collect(),
        VarianceMethod::Amount => parts.iter().map(of_amount).collect(),
    })
}

/// The targets of a table's segments.
fn targets_of<'m>(measure: &'m Measure, axis: &'m Axis) -> impl Iterator<Item = &'m SegmentTarget> {
    let all = measure.target.iter().flat_map(|target| &target.segments);
    all.filter(move |own| own.axis == axis.id)
}

/// The segment that a target names, crossed as `a;b`.
fn key_of(axis: &Axis, value: &str) -> Option<SegmentKey> {
    let parts: Vec<&str> = match axis.by.len() {
        1 => vec![value],
        _ => value.split(';').collect(),
    };
    let stated = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
    (parts.len() == axis.by.len()).then(|| SegmentKey(parts.into_iter().map(stated).collect()))
}

/// What is asked of a segment.
struct SegmentPlan {
    value: f64,
    /// Its planned quantity or denominator.
    weight: Option<f64>,
    /// Its actual one.
    base: f64,
}

/// Value and base of each segment.
type Sides<'s> = &'s [(f64, f64)];

/// What a segment did to a difference: in all, and of that by its price or ratio, by the whole quantity and by its share,
/// where the method knows them.
struct Effect {
    rate: Option<f64>,
    volume: Option<f64>,
    mix: Option<f64>,
    change: f64,
}
