//! What is asked of one source, compiled: every expression once, everything else by its position.

use std::fmt::Write;

use chrono::NaiveDate;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::cast;
use datafusion::prelude::Expr;

use crate::data::{TextForm, TextForms};
use crate::engine::entities::{EntityLevels, SourceQuestions};
use crate::engine::numbers::{Decimals, flag, unrounded, unrounded_or_zero};
use crate::engine::requests::{AdditiveColumn, AggregateRequests, GatheredRows, Needed, QueryGroup, nothing};
use crate::measure::Reduction;
use crate::measure::expression::bind_as_of;

/// The questions of one source.
#[derive(Debug)]
pub(in crate::engine) struct ScanPlan {
    /// What the query selects.
    pub(super) columns: Vec<Expr>,
    /// Day columns.
    pub(super) days: Vec<usize>,
    /// Ways of cutting: key columns of each.
    pub(super) axes: Vec<Vec<usize>>,
    /// Days and axes that sums or values stand on together.
    pub(super) grounds: Vec<(usize, usize)>,
    /// Key columns.
    pub(super) keys: Vec<usize>,
    /// Columns of times that order the rows of a day.
    pub(super) instants: Vec<usize>,
    pub(super) sums: Vec<SumsPlan>,
    pub(super) values: Vec<ValuesPlan>,
    pub(super) gatherings: Vec<KeyedRowsPlan>,
    pub(super) merged: Vec<MergedPlan>,
    /// The way of cutting that tells entities of the rows' own level apart.
    pub(super) entity: Option<usize>,
    /// Columns of amounts that are added up or gathered.
    pub(super) amounts: Vec<AmountColumn>,
    /// The column that tells which rows are repeats of one.
    pub(super) left_row: Option<usize>,
    /// How many questions take each row once.
    pub(super) once: usize,
    entities: EntityLevels,
    as_of: NaiveDate,
}

/// Whose rows: all, or those of each entity of a level; and which question of its sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) level: Option<usize>,
    pub(super) number: usize,
}

/// Sums on one ground.
#[derive(Debug)]
pub(super) struct SumsPlan {
    pub(super) slot: Slot,
    pub(super) ground: usize,
    pub(super) columns: Vec<SumPlan>,
    /// The question whose answer is some of these columns, all segments together.
    pub(super) total: Option<(usize, Vec<usize>)>,
}

/// One column of sums.
#[derive(Debug, PartialEq)]
pub(super) struct SumPlan {
    pub(super) filter: Option<usize>,
    /// Nothing counts rows.
    pub(super) value: Option<AmountColumn>,
    /// Its number among the questions that take a repeated row once.
    pub(super) once: Option<usize>,
    /// Whether a run goes on without it where it is too large to be added up exactly.
    pub(super) is_spare: bool,
}

/// A column of amounts.
pub(super) type AmountColumn = (usize, Decimals);

impl SumsPlan {
    /// Which columns are counts.
    pub(super) fn counts(&self) -> Vec<bool> {
        self.columns.iter().map(|column| column.value.is_none()).collect()
    }
}

/// Values on one ground.
#[derive(Debug)]
pub(super) struct ValuesPlan {
    pub(super) slot: Slot,
    pub(super) ground: usize,
    pub(super) value: usize,
    pub(super) filter: Option<usize>,
    pub(super) needed: Needed,
    /// The question whose answer is this one's, all segments together.
    pub(super) total: Option<usize>,
    pub(super) once: Option<usize>,
}

/// Keyed rows of one day column, shared by all questions about the same keys.
#[derive(Debug)]
pub(super) struct KeyedRowsPlan {
    pub(super) day: usize,
    /// Positions among the keys; nothing where the question has a constant.
    pub(super) keys: Vec<Option<usize>>,
    /// The times that order the rows of a day, where a question asks for their order.
    pub(super) instant: Option<usize>,
    pub(super) axes: Vec<usize>,
    pub(super) filters: Vec<Option<usize>>,
    pub(super) sums: Vec<AmountColumn>,
    pub(super) users: Vec<User>,
    /// Among the axes, those that say which entity of each level a row belongs to.
    pub(super) levels: Vec<usize>,
    /// Where a repeated row is taken once, the question is the only one.
    pub(super) once: Option<usize>,
}

impl KeyedRowsPlan {
    /// The segment and the entity of a row, for a question that shares its rows with no other.
    pub(super) fn cut(&self, row: usize, segments: &[Vec<u32>]) -> (u32, u32) {
        let user = self.users.first();
        let axis = user.and_then(|user| user.axis);
        let segment = axis.map_or(0, |axis| segments[self.axes[axis]][row]);
        let level = user.and_then(|user| user.slot.level);
        (segment, level.map_or(0, |level| segments[self.axes[self.levels[level]]][row]))
    }
}

/// One question's part of shared keyed rows.
#[derive(Debug)]
pub(super) struct User {
    pub(super) slot: Slot,
    pub(super) filter: usize,
    /// `None` where rows are not cut.
    pub(super) axis: Option<usize>,
    pub(super) sums: [Option<usize>; 3],
}

/// Keyed rows of which the last of a day counts.
#[derive(Debug)]
pub(super) struct MergedPlan {
    pub(super) day: usize,
    pub(super) axis: usize,
    pub(super) keys: Vec<usize>,
    /// The times by which rows of a day stay apart.
    pub(super) instant: Option<usize>,
    pub(super) filter: Option<usize>,
    /// Value, and for the last one what decides between rows.
    pub(super) kept: Vec<(AmountColumn, Option<Vec<usize>>)>,
    pub(super) slot: Slot,
    /// The axis that says which entity of the level a row belongs to.
    pub(super) level: Option<usize>,
    pub(super) once: Option<usize>,
}

impl MergedPlan {
    /// Of which columns the last row counts.
    pub(super) fn is_last(&self) -> impl Iterator<Item = bool> {
        self.kept.iter().map(|(_, by)| by.is_some())
    }
}

/// Conditions that share one gathering: one bit of a row's marks each.
pub(super) const MOST_FILTERS: usize = 32;

impl ScanPlan {
    pub(in crate::engine) fn new(questions: SourceQuestions<'_>) -> ScanPlan {
        let SourceQuestions { requests, entities, as_of } = questions;
        let mut scan_plan = ScanPlan {
            columns: Vec::new(),
            days: Vec::new(),
            axes: Vec::new(),
            grounds: Vec::new(),
            keys: Vec::new(),
            instants: Vec::new(),
            sums: Vec::new(),
            values: Vec::new(),
            gatherings: Vec::new(),
            merged: Vec::new(),
            entity: None,
            amounts: Vec::new(),
            left_row: None,
            once: 0,
            entities: entities.clone(),
            as_of,
        };
        let split = entities.repeats.as_ref().map(|repeats| repeats.split(requests));
        let of_level = |level: Option<usize>| level.and(split.as_ref()).unwrap_or(requests);
        scan_plan.left_row = entities.repeats.as_ref().map(|repeats| scan_plan.column(&repeats.row));
        let levels = || std::iter::once(None).chain((0..entities.levels.len()).map(Some));
        for number in 0..requests.additive.len() {
            for level in levels() {
                let (ground, columns) = &of_level(level).additive[number];
                let at = scan_plan.ground(ground, level);
                let column = |additive: &AdditiveColumn| SumPlan {
                    filter: additive.filter.as_ref().map(|filter| scan_plan.column(filter)),
                    value: additive.value.as_ref().map(|value| scan_plan.amount(value, unrounded(value))),
                    once: scan_plan.once(additive.value.as_ref()),
                    is_spare: additive.is_spare,
                };
                let columns = columns.iter().map(column).collect();
                scan_plan.sums.push(SumsPlan {
                    slot: Slot { level, number },
                    ground: at,
                    columns,
                    total: None,
                });
            }
        }
        for (number, asked) in requests.collected.iter().enumerate() {
            for level in levels() {
                let ground = scan_plan.ground(&asked.ground, level);
                let value = scan_plan.column(&cast(asked.value.clone(), DataType::Float64));
                let filter = asked.filter.as_ref().map(|filter| scan_plan.column(filter));
                let once = scan_plan.once(Some(&asked.value));
                let slot = Slot { level, number };
                let needed = asked.needed;
                scan_plan.values.push(ValuesPlan { slot, ground, value, filter, needed, total: None, once });
            }
        }
        if entities.repeats.is_none() {
            scan_plan.derive_total_sums(requests);
            scan_plan.derive_total_values(requests);
        }
        for number in 0..requests.gathered.len() {
            for level in levels() {
                let asked = &of_level(level).gathered[number];
                let slot = Slot { level, number };
                if asked.kept.iter().any(|kept| matches!(kept, Reduction::Last { .. })) {
                    scan_plan.merge(asked, slot);
                } else {
                    scan_plan.gather(asked, slot);
                }
            }
        }
        scan_plan.entity = entities.levels.first().map(|own| scan_plan.axis(std::slice::from_ref(own)));
        scan_plan
    }

    /// What is asked, in words that stay the same from run to run.
    pub(in crate::engine) fn text(&self, text: &mut dyn Write) -> std::fmt::Result {
        let ScanPlan { columns, days, axes, grounds, keys, instants, .. } = self;
        write!(text, "{columns:?}{days:?}{axes:?}{grounds:?}{keys:?}{instants:?}")?;
        let ScanPlan { sums, values, gatherings, merged, left_row, .. } = self;
        write!(text, "{sums:?}{values:?}{gatherings:?}{merged:?}{left_row:?}")
    }

    /// Columns of texts of which nothing is asked but which rows say the same: those of segments, which are mostly few, and of
    /// keys, which are many.
    pub(super) fn forms(&self) -> TextForms {
        let name = |at: usize| match &self.columns[at] {
            Expr::Column(column) => Some(column.name.clone()),
            _ => None,
        };
        let keys = self.keys.iter().map(|at| (*at, TextForm::Views));
        let cuts = self.axes.iter().flatten().map(|at| (*at, TextForm::Numbers));
        let forms = keys.chain(cuts).filter_map(|(at, form)| Some((name(at)?, form)));
        let mut forms: TextForms = forms.collect();
        let worked = self.columns.iter().filter(|expr| !matches!(expr, Expr::Column(_)));
        worked.flat_map(read_columns).for_each(|name| {
            forms.remove(&name);
        });
        let filters = self.sums.iter().flat_map(|sums| &sums.columns);
        let amounts = self.amounts.iter().map(|(at, _)| *at);
        let values = self.values.iter().map(|values| values.value);
        let merged =
            self.merged.iter().flat_map(|merged| merged.kept.iter().filter_map(|(_, by)| by.as_ref()));
        let filters = filters.filter_map(|column| column.filter);
        let others = amounts.chain(values).chain(filters).chain(merged.flatten().copied());
        others.filter_map(name).for_each(|name| {
            forms.remove(&name);
        });
        forms
    }

    /// Whether rows belong to entities.
    pub(super) fn has_levels(&self) -> bool {
        !self.entities.levels.is_empty()
    }

    /// Whether the order of rows may decide something.
    pub(super) fn in_order(&self) -> bool {
        !self.merged.is_empty() || self.once > 0
    }

    /// What is asked of all rows is added up from the answers for segments, where those are asked as well: every row
    /// stands in one segment, that of nothing stated among them.
    fn derive_total_sums(&mut self, requests: &AggregateRequests) {
        let ground = |sums: &SumsPlan| &requests.additive[sums.slot.number].0;
        let mut at = 0;
        while at < self.sums.len() {
            let whole = &self.sums[at];
            let cut = self.sums.iter().position(|other| {
                let (own, other_ground) = (ground(whole), ground(other));
                let same = other.slot.level == whole.slot.level && other_ground.day == own.day;
                let is_cut = own.axis.is_empty() && !other_ground.axis.is_empty();
                same && is_cut && other.total.is_none()
            });
            let Some(cut) = cut else {
                at += 1;
                continue;
            };
            let whole = self.sums.remove(at);
            let cut = &mut self.sums[if cut > at { cut - 1 } else { cut }];
            let columns = whole.columns.into_iter().map(|column| position(&mut cut.columns, column));
            cut.total = Some((whole.slot.number, columns.collect()));
        }
    }

    /// The same of values.
    fn derive_total_values(&mut self, requests: &AggregateRequests) {
        let asked = |values: &ValuesPlan| &requests.collected[values.slot.number];
        let mut at = 0;
        while at < self.values.len() {
            let whole = &self.values[at];
            let cut = self.values.iter().position(|other| {
                let (own, others) = (asked(whole), asked(other));
                let same = (&own.ground.day, &own.value, &own.filter, own.needed)
                    == (&others.ground.day, &others.value, &others.filter, others.needed);
                let is_cut = own.ground.axis.is_empty() && !others.ground.axis.is_empty();
                same && is_cut && other.slot.level == whole.slot.level && other.total.is_none()
            });
            let Some(cut) = cut else {
                at += 1;
                continue;
            };
            let whole = self.values.remove(at);
            self.values[if cut > at { cut - 1 } else { cut }].total = Some(whole.slot.number);
        }
    }

    fn gather(&mut self, asked: &GatheredRows, slot: Slot) {
        let day = self.day(&asked.ground.day);
        let is_nothing = |expr: &Expr| *expr == nothing();
        let key = |(i, key): (usize, &Expr)| (i == 0 || !is_nothing(key)).then(|| self.key(key));
        let mut keys: Vec<Option<usize>> = asked.keys.iter().enumerate().map(key).collect();
        while keys.len() > 1 && keys.last() == Some(&None) {
            keys.pop();
        }
        let axis = (!asked.ground.axis.is_empty()).then(|| self.axis(&asked.ground.axis));
        let filter = asked.filter.as_ref().map(|filter| self.column(filter));
        let instant = self.instant(asked);
        let once = self.once_of(asked);
        let entities = self.entities.clone();
        let levels = entities.levels.iter().map(|level| self.axis(std::slice::from_ref(level)));
        let levels: Vec<usize> = levels.collect();
        let mut columns = [None; 3];
        for (column, kept) in columns.iter_mut().zip(&asked.kept) {
            *column = match kept {
                Reduction::Sum(value) if !is_nothing(value) => {
                    Some(self.amount(value, unrounded_or_zero(value)))
                }
                _ => None,
            };
        }
        let fits = |g: &KeyedRowsPlan| {
            let room = g.filters.contains(&filter) || g.filters.len() < MOST_FILTERS;
            let is_shared = g.once.or(once).is_none();
            is_shared && g.day == day && g.keys == keys && room
        };
        let at = self.gatherings.iter().position(fits).unwrap_or_else(|| {
            let axes = levels.clone();
            let (filters, sums, users) = Default::default();
            let levels = (0..levels.len()).collect();
            let instant = None;
            self.gatherings.push(KeyedRowsPlan {
                day,
                keys,
                instant,
                axes,
                filters,
                sums,
                users,
                levels,
                once,
            });
            self.gatherings.len() - 1
        });
        let gathering = &mut self.gatherings[at];
        // A day has one time: whoever does not ask for the order of its rows can have any.
        gathering.instant = gathering.instant.or(instant);
        let filter = position(&mut gathering.filters, filter);
        let axis = axis.map(|axis| position(&mut gathering.axes, axis));
        let sums = columns.map(|column| column.map(|column| position(&mut gathering.sums, column)));
        gathering.users.push(User { slot, filter, axis, sums });
    }

    fn merge(&mut self, asked: &GatheredRows, slot: Slot) {
        let day = self.day(&asked.ground.day);
        let axis = self.axis(&asked.ground.axis);
        let level = slot.level.map(|level| self.axis(&[self.entities.levels[level].clone()]));
        let keys = asked.keys.iter().map(|key| self.key(key)).collect();
        let filter = asked.filter.as_ref().map(|filter| self.column(filter));
        let instant = self.instant(asked);
        let once = self.once_of(asked);
        let kept = |kept: &Reduction| match kept {
            Reduction::Sum(value) => (self.amount(value, unrounded(value)), None),
            Reduction::Last { value, by } => {
                let by = by.iter().map(|e| self.column(e)).collect();
                (self.amount(value, unrounded(value)), Some(by))
            }
        };
        let kept = asked.kept.iter().map(kept).collect();
        self.merged.push(MergedPlan { day, axis, keys, instant, filter, kept, slot, level, once });
    }

    fn column(&mut self, expr: &Expr) -> usize {
        position(&mut self.columns, bind_as_of(expr, self.as_of))
    }

    /// The column of an amount, or of the number behind it.
    fn amount(&mut self, value: &Expr, behind: Option<(Expr, Decimals)>) -> AmountColumn {
        let amounts = match behind {
            Some((number, decimals)) => (self.column(&flag(&number).unwrap_or(number)), decimals),
            None => (self.column(value), Decimals::ALL),
        };
        position(&mut self.amounts, amounts);
        amounts
    }

    /// A number for a question that takes repeated rows once.
    fn once(&mut self, value: Option<&Expr>) -> Option<usize> {
        let is_once = self.entities.repeats.as_ref()?.add_once(value);
        is_once.then(|| self.next_once())
    }

    fn once_of(&mut self, asked: &GatheredRows) -> Option<usize> {
        let is_once = self.entities.repeats.as_ref()?.counts_once(&asked.kept);
        is_once.then(|| self.next_once())
    }

    fn next_once(&mut self) -> usize {
        self.once += 1;
        self.once - 1
    }

    fn day(&mut self, expr: &Expr) -> usize {
        let column = self.column(&cast(expr.clone(), DataType::Date32));
        position(&mut self.days, column)
    }

    fn key(&mut self, expr: &Expr) -> usize {
        let column = self.column(expr);
        position(&mut self.keys, column)
    }

    fn instant(&mut self, asked: &GatheredRows) -> Option<usize> {
        let column = self.column(asked.instant.as_ref()?);
        Some(position(&mut self.instants, column))
    }

    fn axis(&mut self, exprs: &[Expr]) -> usize {
        let columns = exprs.iter().map(|expr| self.column(expr)).collect();
        position(&mut self.axes, columns)
    }

    fn ground(&mut self, ground: &QueryGroup, level: Option<usize>) -> usize {
        let level = level.map(|level| self.entities.levels[level].clone());
        let axis: Vec<Expr> = level.into_iter().chain(ground.axis.iter().cloned()).collect();
        let pair = (self.day(&ground.day), self.axis(&axis));
        position(&mut self.grounds, pair)
    }
}

/// Where something stands in a list, put there when it is new.
fn position<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> usize {
    list.iter().position(|other| *other == wanted).unwrap_or_else(|| {
        list.push(wanted);
        list.len() - 1
    })
}

/// The columns of which an expression asks more than whether there is a value: that, any form of a text tells.
fn read_columns(expr: &Expr) -> Vec<String> {
    let mut names = Vec::new();
    let mut read = |part: &Expr| match part {
        Expr::IsNotNull(of) | Expr::IsNull(of) if matches!(of.as_ref(), Expr::Column(_)) => {
            TreeNodeRecursion::Jump
        }
        part => {
            names.extend(part.try_as_col().map(|column| column.name.clone()));
            TreeNodeRecursion::Continue
        }
    };
    // Nothing that is done there fails.
    let _ = expr.apply(|part| Ok(read(part)));
    names
}
