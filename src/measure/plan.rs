//! What a measure computes: components, a formula over them, and how its periods pool.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::prelude::Expr;

use super::formula::Formula;
use super::history::{Among, HistoryAggregate, Reduction, RevenuePart};
use super::interval::{ChangeMethod, IntervalMethod};
use super::moment::Moment;
use super::policy::{Policy, Subject};
use super::pooling::Pooling;
use super::rows::Rows;
use super::secondary_figure::SecondaryFigure;
use super::state::State;
use super::title::Title;
use super::unit::Unit;
use crate::calendar::Duration;
use crate::statistics::direction::Direction;

/// What a measure computes: components, formula, interval, pooling and the kind's defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The aggregates; names are unique within the plan.
    pub components: Vec<Component>,
    /// The value, over component names (over measure ids when `components` is empty).
    pub formula: Formula,
    /// Seconds in one of its unit, where durations are added up in seconds and divided once; 1 for everything else.
    pub length: f64,
    /// The number of cases behind the value, over component names; absent for formulas over measures.
    pub sample: Option<Formula>,
    /// Components that count the mature cases and all cases: below 80 % the value is provisional (R7).
    pub maturity: Option<(String, String)>,
    /// Component that counts the cases a rule leaves out: where it leaves none, a value is undefined and not missing.
    pub left_out: Option<String>,
    /// Component that counts the cases that end before they begin, which are left out and told (R47).
    pub reversed: Option<String>,
    /// Component that counts the answers outside their scale, which are left out and told.
    pub outside: Option<String>,
    /// What answers of a survey are weighed by, as its column has it: one below 0 counts nothing, and is told.
    pub weight: Option<Expr>,
    /// How chance variation is estimated.
    pub interval: IntervalMethod,
    /// Size of the finite population that the sample was drawn from; the total's interval shrinks by it.
    pub population: Option<f64>,
    /// The same by entity, where it is known so.
    pub people: Arc<BTreeMap<String, f64>>,
    /// How periods pool.
    pub pooling: Pooling,
    /// Whether it counts customers, or other values, once however long it looks: what they come to in a year neither is the sum of the
    /// months nor stays a level.
    pub grows: bool,
    /// The kind's unit, unless the definition names another.
    pub unit: Unit,
    /// The better direction, where the kind has one.
    pub direction: Option<Direction>,
    /// Natural bounds of the value.
    pub bounds: (Option<f64>, Option<f64>),
    /// Smallest sample for a score, unless the definition names another (R31).
    pub min_n: u32,
    /// Surveys withhold a value below `min_n`; other kinds show it grey (R31).
    pub survey: bool,
    /// A figure printed beside the value, never scored.
    pub beside: Option<SecondaryFigure>,
    /// Policies that decided the number, printed with the definition.
    pub policies: Vec<Policy>,
    /// What it has in common with its copies, and with no other plan: whoever gives a copy other components gives it another.
    pub identity: PlanIdentity,
}

/// Tells a plan and its copies from others.
#[derive(Debug, Clone, Default)]
pub struct PlanIdentity(Arc<()>);

impl PlanIdentity {
    /// Where it lies: no other lies there as long as it is held.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

/// Plans are equal by what they say.
impl PartialEq for PlanIdentity {
    fn eq(&self, _: &PlanIdentity) -> bool {
        true
    }
}

impl Plan {
    /// A plan that recomputes, without sample, direction or bounds; what a kind knows better it overrides.
    pub(super) fn new(
        formula: Formula,
        components: Vec<Component>,
        unit: Unit,
        interval: IntervalMethod,
    ) -> Plan {
        Plan {
            components,
            formula,
            length: 1.0,
            sample: None,
            maturity: None,
            left_out: None,
            reversed: None,
            outside: None,
            weight: None,
            interval,
            population: None,
            people: Arc::default(),
            pooling: Pooling::Recompute,
            grows: false,
            unit,
            direction: None,
            bounds: (None, None),
            min_n: 0,
            survey: false,
            beside: None,
            policies: Vec::new(),
            identity: PlanIdentity::default(),
        }
    }

    /// Its natural bounds, but for an end that one of these values lies beyond: what people enter need not be what its unit says.
    pub fn bounds_around(&self, values: impl IntoIterator<Item = f64>) -> (Option<f64>, Option<f64>) {
        let (least, most) =
            values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            });
        (self.bounds.0.filter(|low| least >= *low), self.bounds.1.filter(|high| most <= *high))
    }

    /// Ends what it comes to at 0 where its kind says no end, and it cannot be less: what is made of counts alone, and what people enter as a
    /// number of things or as a time.
    pub(crate) fn end_at_zero(&mut self, unit: Unit) {
        let counts = unit == Unit::Count || unit.seconds().is_some();
        let is_entered = |component: &Component| counts && component.is_entered();
        let of = |name: &str| self.component(name).is_some_and(|c| c.is_number() || is_entered(c));
        if self.bounds.0.is_none() && self.formula.is_never_negative(&of) {
            self.bounds.0 = Some(0.0);
        }
    }

    /// How much has to be read for its values, against other plans: customers and histories are gone through one by one.
    pub fn weight(&self) -> usize {
        let is_by_key = |component: &&Component| {
            matches!(
                component.basis,
                Basis::Customers { .. } | Basis::Clustered { .. } | Basis::Histories { .. }
            )
        };
        self.components.iter().filter(is_by_key).count()
    }

    /// A proportion of two counts, with Wilson's interval.
    pub(super) fn proportion(successes: &str, trials: &str, components: Vec<Component>, unit: Unit) -> Plan {
        let (top, bottom) = (Formula::name(successes), Formula::name(trials));
        let interval = IntervalMethod::Wilson { successes: top.clone(), trials: bottom.clone() };
        Plan {
            sample: Some(bottom.clone()),
            pooling: Pooling::Pool,
            bounds: (Some(0.0), Some(1.0)),
            min_n: 10,
            ..Plan::new(top.over(bottom), components, unit, interval)
        }
    }

    /// The same with a count of rows that are left out because they end before they begin.
    pub(super) fn with_reversed_count(self, rows: &Rows, reversed: Expr) -> Plan {
        let plan = self.with_left_out_count(REVERSED, Title::Reversed, rows, reversed);
        Plan { reversed: Some(REVERSED.to_owned()), ..plan }
    }

    /// The same with a count of answers that are left out because they are outside the scale.
    pub(super) fn with_outside_count(self, rows: &Rows, outside: Expr) -> Plan {
        const OUTSIDE: &str = "outside";
        let plan = self.with_left_out_count(OUTSIDE, Title::AnswersOutside, rows, outside);
        Plan { outside: Some(OUTSIDE.to_owned()), ..plan }
    }

    fn with_left_out_count(mut self, name: &str, title: Title, rows: &Rows, left_out: Expr) -> Plan {
        let filter = match rows.filter.clone() {
            Some(filter) => filter.and(left_out),
            None => left_out,
        };
        self.components.push(Component {
            name: name.to_owned(),
            title,
            rows: Rows { filter: Some(filter), ..rows.clone() },
            basis: Basis::Count,
        });
        self
    }

    /// How a change between two periods is told from chance; `None` where the plan does not know two independent samples.
    /// Customers' states at two dates are those of the same customers, only new ones are others; and a measure has the same
    /// segments in both.
    pub fn change_method(&self) -> Option<ChangeMethod> {
        let same_customers = |c: &Component| match &c.basis {
            Basis::Customers { state, .. } => !matches!(state, State::New(_)),
            Basis::Histories { aggregate, .. } => {
                matches!(
                    aggregate,
                    HistoryAggregate::Contracts(_)
                        | HistoryAggregate::Revenue { .. }
                        | HistoryAggregate::Lifetime { .. }
                )
            }
            Basis::Segments { .. } => true,
            _ => false,
        };
        if self.components.iter().any(same_customers) {
            return None;
        }
        self.interval.change_method()
    }

    /// How far back from the period's end the kind itself looks, beside a window of the measure: of customers' states,
    /// how long a row keeps a customer active.
    pub fn looks_back(&self) -> Option<Duration> {
        self.components.iter().find_map(Component::looks_back)
    }

    /// Whether every part of it says itself how far back it looks, so that no window changes what it looks at.
    pub fn looks_back_alone(&self) -> bool {
        !self.components.is_empty() && self.components.iter().all(|part| part.looks_back().is_some())
    }

    /// Whether the value is an amount, of which every part of the rows has a part: a sum, a count, a balance.
    pub fn is_amount(&self) -> bool {
        let is_balance = self.pooling == Pooling::Last && matches!(self.formula, Formula::Name(_));
        let is_modelled = |c: &Component| {
            matches!(&c.basis, Basis::Histories { aggregate: HistoryAggregate::Lifetime { .. }, .. })
                || matches!(&c.basis, Basis::Histories { aggregate: HistoryAggregate::Entered { among, .. }, .. }
                    if *among != Among::Sum)
        };
        match self.components.iter().any(is_modelled) {
            true => false,
            false => self.pooling == Pooling::Flow || self.unit == Unit::Count || is_balance,
        }
    }

    /// Leaves of the people asked those of some entities, where they are known by entity.
    pub(crate) fn people_of(&mut self, entities: &BTreeSet<&str>) {
        let own = self.people.iter().filter(|(id, _)| entities.contains(id.as_str()));
        let asked: f64 = own.map(|(_, asked)| asked).sum();
        self.population = (asked > 0.0).then_some(asked);
        self.policies.retain(|policy| policy.subject() != Subject::Population);
        self.policies.extend(self.population.map(Policy::asked));
    }

    /// The measure whose segments it counts, if it does.
    pub fn segments_of(&self) -> Option<&SegmentsOf> {
        self.components.iter().find_map(|component| match &component.basis {
            Basis::Segments { of, .. } => Some(&**of),
            _ => None,
        })
    }

    /// The components that rows are asked for: its own, or those of the measure whose segments it counts.
    pub fn queried_components(&self) -> &[Component] {
        self.segments_of().map_or(&self.components, |of| &of.plan.components)
    }

    /// The counts, sums and revenue that the formula takes: without one of them there is nothing to compute.
    pub fn needed(&self) -> impl Iterator<Item = &Component> {
        let names = self.formula.names();
        let adds = |c: &&Component| match &c.basis {
            Basis::Histories { aggregate, .. } => matches!(aggregate, HistoryAggregate::Revenue { .. }),
            basis => matches!(basis, Basis::Count | Basis::Sum(_)),
        };
        let is_named = move |c: &&Component| names.contains(&c.name.as_str());
        self.components.iter().filter(adds).filter(is_named)
    }

    /// The component of a name.
    pub fn component(&self, name: &str) -> Option<&Component> {
        self.components.iter().find(|c| c.name == name)
    }
}

/// One plain aggregate over the rows of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Name within the plan, as the formula uses it.
    pub name: String,
    /// What it is, for readers.
    pub title: Title,
    /// The rows it aggregates.
    pub rows: Rows,
    /// What it aggregates.
    pub basis: Basis,
}

impl Component {
    /// How far back from the period's end it looks, whatever the window.
    fn looks_back(&self) -> Option<Duration> {
        match &self.basis {
            Basis::Customers { state, .. } => state.within(),
            Basis::Histories { aggregate: HistoryAggregate::Revenue { within, .. }, .. } => *within,
            Basis::Segments { of, .. } => of.plan.looks_back(),
            _ => None,
        }
    }

    /// What counts the accounts that a balance is of.
    pub fn accounts(&self) -> Option<Component> {
        let Basis::Histories { keys, kept, aggregate } = &self.basis else { return None };
        let of = match aggregate {
            HistoryAggregate::Balance { carried: true } => None,
            HistoryAggregate::Snapshot { grain } => Some(*grain),
            _ => return None,
        };
        let aggregate = HistoryAggregate::Accounts { of };
        let basis = Basis::Histories { keys: keys.clone(), kept: kept.clone(), aggregate };
        Some(Component { basis, ..self.clone() })
    }

    /// Whether it is a number of things, which is never less than 0.
    fn is_number(&self) -> bool {
        match &self.basis {
            Basis::Count | Basis::Distinct(_) | Basis::Open { .. } => true,
            Basis::Customers { .. } | Basis::Segments { .. } => true,
            Basis::Histories { aggregate, .. } => matches!(
                aggregate,
                HistoryAggregate::Accounts { .. }
                    | HistoryAggregate::Settled { .. }
                    | HistoryAggregate::Conversion { .. }
                    | HistoryAggregate::FirstContact { .. }
            ),
            Basis::Sum(_) | Basis::Squares(_) | Basis::Percentile { .. } | Basis::Clustered { .. } => false,
        }
    }

    /// Whether it is what people entered for a period.
    pub fn is_entered(&self) -> bool {
        matches!(&self.basis, Basis::Histories { aggregate: HistoryAggregate::Entered { .. }, .. })
    }

    /// Whether it serves an interval alone.
    pub fn is_moment(&self) -> bool {
        match &self.basis {
            Basis::Clustered { .. } => true,
            Basis::Histories { aggregate: HistoryAggregate::Revenue { part, .. }, .. } => {
                matches!(part, RevenuePart::Moment(_))
            }
            _ => self.title.is_moment(),
        }
    }
}

/// Rows are gathered by at most so many keys.
pub const MOST_KEYS: usize = 3;

/// The aggregate a component takes. Everything is computed from daily aggregates, so any window can be asked.
#[allow(clippy::large_enum_variant, reason = "a scorecard has some dozens of them")]
#[derive(Debug, Clone, PartialEq)]
pub enum Basis {
    /// Number of rows. Pools by adding.
    Count,
    /// Sum of an expression over rows; rows where it is null add nothing, and where it is null in all of them the sum is
    /// missing (R46). Pools by adding.
    Sum(Expr),
    /// The same of squares, which an interval needs: missing where they are too large to be added up exactly.
    Squares(Expr),
    /// Number of different values, or tuples of at most [`MOST_KEYS`]; tuples with a null do not count. Recomputed for each
    /// window.
    Distinct(Vec<Expr>),
    /// Percentile `p` (0 to 1, type 7) of an expression's values. Recomputed for each window.
    Percentile {
        /// The values; nulls are left out.
        value: Expr,
        /// The share of values below, 0 to 1.
        p: f64,
    },
    /// Rows open at the window's end: their day is on or before it and `closed` is null or later (R41).
    Open {
        /// Day of closing; null while open.
        closed: Expr,
    },
    /// Customers in a state at the window's end (R11).
    Customers {
        /// The customer of a row; rows without one are left out (R15).
        customer: Expr,
        /// The state counted.
        state: State,
    },
    /// A figure read off histories: rows gathered by local day and by what the histories are kept of (accounts,
    /// customers, orders, cases). Recomputed for each window.
    Histories {
        /// What a history is kept of, at most three; rows where the first is null are left out.
        keys: Vec<Expr>,
        /// What is kept of the rows of one day and the same keys, at most three.
        kept: Vec<Reduction>,
        /// What is read off.
        aggregate: HistoryAggregate,
    },
    /// Segments of another measure that have a value, by what the measure amounts to in each. Recomputed for each window.
    Segments {
        /// The segments.
        of: Arc<SegmentsOf>,
        /// What `value` and `n` of a segment must meet to count; every segment counts when absent.
        condition: Option<Formula>,
    },
    /// A moment over clusters (customers, or rows) of two per-cluster aggregates, for ratio standard errors.
    Clustered {
        /// What the clusters are; rows where it is null are left out.
        cluster: Expr,
        /// The numerator's aggregate within a cluster.
        y: Part,
        /// The denominator's aggregate within a cluster.
        x: Part,
        /// Which moment.
        moment: Moment,
    },
}

/// A measure cut by a key, with what decides over its figures in each segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentsOf {
    /// Id of the measure.
    pub measure: String,
    /// What it computes.
    pub plan: Plan,
    /// Its smallest sample: a survey withholds the value of a segment below it, which then counts nowhere.
    pub min_n: u32,
    /// The key as written.
    pub key: String,
    /// The key over the measure's rows.
    pub by: Expr,
}

impl SegmentsOf {
    /// The figures of a segment that conditions may speak of.
    pub const FIGURES: [&str; 2] = ["value", "n"];
}

/// An aggregate within a cluster.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Sum of an expression.
    Sum(Expr),
    /// Number of different values of an expression.
    Distinct(Expr),
}

/// What the component of cases that end before they begin is called.
pub(super) const REVERSED: &str = "reversed";
