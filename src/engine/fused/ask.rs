//! What is asked of one source, compiled: every expression once, everything else by its position.

use chrono::NaiveDate;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::cast;
use datafusion::prelude::Expr;

use crate::engine::asks::{Additive, Collected, Gathered, Ground, Planner, nothing};
use crate::measure::Kept;
use crate::measure::expression::bind_as_of;

/// The questions of one source.
#[derive(Debug)]
pub(super) struct Ask {
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
    pub(super) sums: Vec<SumsAsk>,
    pub(super) values: Vec<ValuesAsk>,
    pub(super) gatherings: Vec<GatheringAsk>,
    pub(super) merged: Vec<MergedAsk>,
    as_of: NaiveDate,
}

/// Sums on one ground.
#[derive(Debug)]
pub(super) struct SumsAsk {
    pub(super) ground: usize,
    /// Condition and value; nothing counts rows.
    pub(super) columns: Vec<(Option<usize>, Option<usize>)>,
    pub(super) asked: (Ground, Vec<Additive>),
}

/// Values on one ground.
#[derive(Debug)]
pub(super) struct ValuesAsk {
    pub(super) ground: usize,
    pub(super) value: usize,
    pub(super) filter: Option<usize>,
    pub(super) asked: Collected,
}

/// Keyed rows of one day column, shared by all questions about the same keys.
#[derive(Debug)]
pub(super) struct GatheringAsk {
    pub(super) day: usize,
    /// Positions among the keys; nothing where the question has a constant.
    pub(super) keys: Vec<Option<usize>>,
    pub(super) axes: Vec<usize>,
    pub(super) filters: Vec<Option<usize>>,
    pub(super) sums: Vec<usize>,
    pub(super) users: Vec<User>,
}

/// One question's part of shared keyed rows.
#[derive(Debug)]
pub(super) struct User {
    pub(super) asked: Gathered,
    pub(super) filter: usize,
    pub(super) axis: usize,
    pub(super) sums: [Option<usize>; 3],
}

/// Keyed rows of which the last of a day counts.
#[derive(Debug)]
pub(super) struct MergedAsk {
    pub(super) day: usize,
    pub(super) axis: usize,
    pub(super) keys: Vec<usize>,
    pub(super) filter: Option<usize>,
    /// Value, and for the last one what decides between rows.
    pub(super) kept: Vec<(usize, Option<Vec<usize>>)>,
    pub(super) asked: Gathered,
}

/// Conditions that share one gathering: one bit of a row's marks each.
const MOST_FILTERS: usize = 32;

impl Ask {
    pub(super) fn of(planner: Planner, as_of: NaiveDate) -> Ask {
        let mut ask = Ask {
            columns: Vec::new(),
            days: Vec::new(),
            axes: Vec::new(),
            grounds: Vec::new(),
            keys: Vec::new(),
            sums: Vec::new(),
            values: Vec::new(),
            gatherings: Vec::new(),
            merged: Vec::new(),
            as_of,
        };
        for (ground, columns) in planner.additive {
            let at = ask.ground(&ground);
            let pair = |additive: &Additive| {
                (ask.filter(additive.filter.as_ref()), additive.value.as_ref().map(|v| ask.column(v)))
            };
            let pairs = columns.iter().map(pair).collect();
            ask.sums.push(SumsAsk { ground: at, columns: pairs, asked: (ground, columns) });
        }
        for asked in planner.collected {
            let ground = ask.ground(&asked.ground);
            let value = ask.column(&cast(asked.value.clone(), DataType::Float64));
            let filter = ask.filter(asked.filter.as_ref());
            ask.values.push(ValuesAsk { ground, value, filter, asked });
        }
        for asked in planner.gathered {
            if asked.kept.iter().any(|kept| matches!(kept, Kept::Last { .. })) {
                ask.merge(asked);
            } else {
                ask.gather(asked);
            }
        }
        ask
    }

    /// Whether the order of rows may decide something.
    pub(super) fn in_order(&self) -> bool {
        !self.merged.is_empty()
    }

    fn gather(&mut self, asked: Gathered) {
        let day = self.day(&asked.ground.day);
        let is_nothing = |expr: &Expr| *expr == nothing();
        let key = |(i, key): (usize, &Expr)| (i == 0 || !is_nothing(key)).then(|| self.key(key));
        let mut keys: Vec<Option<usize>> = asked.keys.iter().enumerate().map(key).collect();
        while keys.len() > 1 && keys.last() == Some(&None) {
            keys.pop();
        }
        let axis = self.axis(&asked.ground.axis);
        let filter = self.filter(asked.filter.as_ref());
        let mut columns = [None; 3];
        for (column, kept) in columns.iter_mut().zip(&asked.kept) {
            *column = match kept {
                Kept::Sum(value) if !is_nothing(value) => Some(self.column(value)),
                _ => None,
            };
        }
        let fits = |g: &GatheringAsk| {
            let room = g.filters.contains(&filter) || g.filters.len() < MOST_FILTERS;
            g.day == day && g.keys == keys && room
        };
        let at = self.gatherings.iter().position(fits).unwrap_or_else(|| {
            let (axes, filters, sums, users) = Default::default();
            self.gatherings.push(GatheringAsk { day, keys, axes, filters, sums, users });
            self.gatherings.len() - 1
        });
        let gathering = &mut self.gatherings[at];
        let filter = position(&mut gathering.filters, filter);
        let axis = position(&mut gathering.axes, axis);
        let sums = columns.map(|column| column.map(|column| position(&mut gathering.sums, column)));
        gathering.users.push(User { asked, filter, axis, sums });
    }

    fn merge(&mut self, asked: Gathered) {
        let day = self.day(&asked.ground.day);
        let axis = self.axis(&asked.ground.axis);
        let keys = asked.keys.iter().map(|key| self.key(key)).collect();
        let filter = self.filter(asked.filter.as_ref());
        let kept = |kept: &Kept| match kept {
            Kept::Sum(value) => (self.column(value), None),
            Kept::Last { value, by } => {
                let by = by.iter().map(|e| self.column(e)).collect();
                (self.column(value), Some(by))
            }
        };
        let kept = asked.kept.iter().map(kept).collect();
        self.merged.push(MergedAsk { day, axis, keys, filter, kept, asked });
    }

    fn column(&mut self, expr: &Expr) -> usize {
        position(&mut self.columns, bind_as_of(expr, self.as_of))
    }

    fn filter(&mut self, expr: Option<&Expr>) -> Option<usize> {
        expr.map(|expr| self.column(expr))
    }

    fn day(&mut self, expr: &Expr) -> usize {
        let column = self.column(&cast(expr.clone(), DataType::Date32));
        position(&mut self.days, column)
    }

    fn key(&mut self, expr: &Expr) -> usize {
        let column = self.column(expr);
        position(&mut self.keys, column)
    }

    fn axis(&mut self, exprs: &[Expr]) -> usize {
        let columns = exprs.iter().map(|expr| self.column(expr)).collect();
        position(&mut self.axes, columns)
    }

    fn ground(&mut self, ground: &Ground) -> usize {
        let pair = (self.day(&ground.day), self.axis(&ground.axis));
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
