//! Who reads measures from facts, what is asked of it, and what it gives.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use super::privacy::WithheldEntities;
use super::results::{Absence, Doubt};
use crate::calendar::Period;
use crate::engine::{Amounts, Facts, Window};
use crate::measure::Formula;
use crate::model::{Lookback, Scorecard};
use crate::statistics::interval::Interval;

/// Reads measures from facts.
pub(crate) struct Observer<'a> {
    pub(crate) scorecard: &'a Scorecard,
    pub(crate) facts: &'a Facts,
    /// What is said instead of what rows amount to.
    pub(crate) amounts: &'a dyn Amounts,
    /// Where small entities are withheld, what is withheld of all.
    pub(crate) entities: Option<WithheldEntities<'a>>,
    /// What measures came to: a period is asked for by its year, by targets of other years, by the run it stands in, and by
    /// all formulas that the measure is part of.
    pub(super) known: ObservationCache,
}

/// What measures came to in total, by their ids.
pub(super) type ObservationCache = Mutex<BTreeMap<String, BTreeMap<ObservationKey, Vec<LookingBack>>>>;

/// A period, and the smallest sample.
pub(super) type ObservationKey = (Period, u32);

/// What a measure looks back over, and what it came to then.
pub(super) type LookingBack = (Option<Lookback>, Arc<Observation>);

impl<'a> Observer<'a> {
    /// Whoever reads the measures of a scorecard, none of which is withheld for an entity's sake.
    pub(crate) fn new(scorecard: &'a Scorecard, amounts: &'a dyn Amounts) -> Observer<'a> {
        Observer {
            scorecard,
            facts: amounts.facts(),
            amounts,
            entities: None,
            known: ObservationCache::default(),
        }
    }
}

/// A stretch of days that a measure is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) window: Window,
    /// What lies before this day is looked back at, and has to be known; `None` where no history is needed.
    pub(crate) own: Option<NaiveDate>,
}

impl Stretch {
    /// Days that are asked for as they are.
    pub(crate) fn whole(window: Window) -> Stretch {
        Stretch { window, own: Some(window.first) }
    }
}

/// A value with everything it came from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Observation {
    /// The value, or why there is none.
    pub(crate) value: Result<f64, Absence>,
    /// Why the value is not scored.
    pub(crate) doubt: Option<Doubt>,
    /// How chance varies the value.
    pub(crate) interval: Option<Interval>,
    /// Number of cases.
    pub(crate) n: Option<f64>,
    /// What each component amounts to, by its name; `None` of one that has no data.
    pub(crate) components: BTreeMap<String, Option<f64>>,
}

impl Observation {
    /// No value, and nothing known of it.
    pub(crate) fn nothing() -> Observation {
        Observation {
            value: Err(Absence::NoData),
            doubt: None,
            interval: None,
            n: None,
            components: BTreeMap::new(),
        }
    }

    /// Clears every detail that a withheld value could be derived from.
    pub(super) fn hide(&mut self) {
        self.interval = None;
        self.n = None;
        self.components.values_mut().for_each(|c| *c = None);
    }

    /// The value, where there is one.
    pub(crate) fn number(&self) -> Option<f64> {
        self.value.ok()
    }

    /// What a component amounts to; `None` where it has no data, or the plan has none of the name.
    pub(crate) fn component(&self, name: &str) -> Option<f64> {
        self.components.get(name).copied().flatten()
    }

    /// What a formula over the components comes to.
    pub(crate) fn evaluate(&self, formula: &Formula) -> Option<f64> {
        formula.evaluate(&|name| self.component(name))
    }
}
