//! How the targets of a year's periods make that of the year to date (R21).

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Lookback, Measure};
use crate::measure::{Formula, Pooling};

/// What a measure is to have come to in the year to date, by what it is to come to in each period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearTarget {
    /// Targets add up, as values do.
    Adds,
    /// Their mean, by planned denominators, else by actual ones.
    Weighted,
    /// That of the last period: it is a level.
    Last,
    /// There is none: customers of a year are not those of its months, and what is asked of a rolling total says nothing of the year.
    None,
}

/// What the targets of a rate's periods are weighed by in the year to date, where no denominators are planned.
#[derive(Debug, Clone)]
pub enum RateWeight<'m> {
    /// What its own value is divided by, or its cases.
    Own,
    /// The denominator of a formula over measures that add up.
    Quotient(Formula),
    /// What weighs the only measure that a formula is made of.
    Member(&'m Measure),
}

impl Measure {
    /// How its targets make one of the year to date; `of` finds the measures that a formula is made of.
    pub fn year_target<'m>(&'m self, of: &dyn Fn(&str) -> Option<&'m Measure>) -> YearTarget {
        match (self.degree(&Degrees { of, known: RefCell::default() }, false), self.plan.pooling) {
            (Some(1), _) => YearTarget::Adds,
            (Some(0), Pooling::Pool) => YearTarget::Weighted,
            // A median of a year is a level of all its cases, not of its last month's; and what is planned to be divided by is that
            // of a rate.
            (Some(0), Pooling::Recompute)
                if self.rate_weight(of).is_some()
                    || self.target.as_ref().is_some_and(|target| !target.weights.is_empty()) =>
            {
                YearTarget::Weighted
            }
            (Some(0), _) => YearTarget::Last,
            _ => YearTarget::None,
        }
    }

    /// What the targets of its periods are weighed by; `None` of a formula that is no quotient of what adds up, for nobody knows
    /// what its periods are divided by.
    pub fn rate_weight<'m>(&'m self, of: &dyn Fn(&str) -> Option<&'m Measure>) -> Option<RateWeight<'m>> {
        if !self.is_over_measures() {
            return Some(RateWeight::Own);
        }
        let degrees = Degrees { of, known: RefCell::default() };
        let degree = |side: &Formula| side.degree(&|name| degrees.degree(name, self.window.is_some()));
        let quotient = self.plan.formula.as_ratio();
        if let Some((_, below)) = quotient.filter(|(above, below)| [above, below].map(degree) == [Some(1); 2])
        {
            return Some(RateWeight::Quotient(below));
        }
        let mut names = self.plan.formula.names().into_iter();
        let only = names.next().filter(|first| names.all(|name| name == *first)).and_then(of)?;
        (only.year_target(of) == YearTarget::Weighted).then_some(RateWeight::Member(only))
    }

    /// Whether its values look at more than their own periods.
    pub fn is_rolling(&self) -> bool {
        match self.window {
            None => false,
            Some(Lookback::All) => true,
            Some(Lookback::Length(length)) => !length.is_one(self.grain),
        }
    }

    /// How it grows with the time that it is taken over: 1 of what adds up, 0 of a level, none of what does neither. A window of a
    /// formula replaces those of its measures.
    fn degree<'m>(&'m self, others: &Degrees<'_, 'm>, is_replaced: bool) -> Option<i32> {
        let is_replaced = is_replaced || (self.is_over_measures() && self.window.is_some());
        let degree = match self.plan.pooling {
            Pooling::Flow => 1,
            Pooling::Pool | Pooling::Last => 0,
            Pooling::None => return None,
            Pooling::Recompute if self.is_over_measures() => {
                self.plan.formula.degree(&|name| others.degree(name, is_replaced))?
            }
            Pooling::Recompute if self.plan.grows => return None,
            Pooling::Recompute => 0,
        };
        let is_rolling = (self.is_over_measures() || !is_replaced) && self.is_rolling();
        (degree == 0 || !is_rolling).then_some(degree)
    }
}

/// The degrees of measures by id, and whether a formula's window replaces theirs: each is found once, however often formulas of
/// formulas name it.
struct Degrees<'f, 'm> {
    of: &'f dyn Fn(&str) -> Option<&'m Measure>,
    known: RefCell<BTreeMap<(&'m str, bool), Option<i32>>>,
}

impl Degrees<'_, '_> {
    fn degree(&self, name: &str, is_replaced: bool) -> Option<i32> {
        let measure = (self.of)(name)?;
        let key = (measure.id.as_str(), is_replaced);
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let degree = measure.degree(self, is_replaced);
        self.known.borrow_mut().insert(key, degree);
        degree
    }
}
