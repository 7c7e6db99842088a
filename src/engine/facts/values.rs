//! What a component amounts to.

use std::iter::repeat_n;
use std::sync::Arc;

use chrono::NaiveDate;

use super::clusters::{ClusterSide, distinct_overall, moments, moments_by_segment, moments_to};
use super::store::Facts;
use super::store_index::StoreColumns;
use crate::engine::aggregates::{Day, Keyed, Values, day_number};
use crate::engine::cut::Cut;
use crate::engine::history_aggregates;
use crate::engine::window::Window;
use crate::measure::{Basis, Component, HistoryAggregate, Moments, Plan, State};
use crate::statistics::exact::{to_number, to_number_with};
use crate::statistics::order::percentile_of_counts;

impl Facts {
    /// Whether a sum has rows in a window of which none has a value: what it amounts to is not known (R46).
    pub fn lacks_values(&self, component: &Component, cut: Cut<'_>, window: &Window) -> bool {
        let adds = matches!(component.basis, Basis::Sum(_) | Basis::Squares(_));
        adds && self.lacks_values_at(&self.place(component, cut.axis()), cut, window)
    }

    /// Whether one of the amounts that a plan adds up has rows in a window of which none has a value.
    pub fn lacks_amounts(&self, plan: &Plan, cut: Cut<'_>, window: &Window) -> bool {
        let is_sum = |component: &Component| matches!(component.basis, Basis::Sum(_));
        match self.places.of_plan(plan, cut.axis()) {
            Some(places) => {
                let mut placed = plan.components.iter().zip(places);
                placed.any(|(component, at)| is_sum(component) && self.lacks_values_at(at, cut, window))
            }
            None => plan.components.iter().any(|c| is_sum(c) && self.lacks_values(c, cut, window)),
        }
    }

    pub(super) fn lacks_values_at(&self, place: &StoreColumns, cut: Cut<'_>, window: &Window) -> bool {
        let Some((sum, matching)) = place.additive.zip(place.matching) else { return false };
        let (first, last) = (day_number(window.first), day_number(window.last));
        self.column_sum(sum, cut, first, last).is_none()
            && self.column_sum(matching, cut, first, last).is_some()
    }

    /// Whether a component took amounts that lost digits to rounding.
    pub(crate) fn lost_digits(&self, component: &Component) -> bool {
        let place = self.place(component, None);
        let is_added = place.additive.is_some_and(|column| self.lost.additive.contains(&column));
        is_added || place.gathered.is_some_and(|place| self.lost.gathered.contains(&place))
    }

    /// What a component amounts to. A component without a matching row is 0 where the source has rows in the window,
    /// and absent otherwise; so is a sum of rows of which none has a value.
    pub fn value(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<f64> {
        self.value_at(&self.place(component, cut.axis()), component, cut, window)
    }

    fn value_at(
        &self,
        place: &StoreColumns,
        component: &Component,
        cut: Cut<'_>,
        window: &Window,
    ) -> Option<f64> {
        let knows = |first, last| self.knows_at(place, component, first, last);
        let (first, last) = (day_number(window.first), day_number(window.last));
        let or_zero = |found: Option<f64>| found.or_else(|| knows(window.first, window.last).then_some(0.0));
        match &component.basis {
            Basis::Sum(_) | Basis::Squares(_) if self.lacks_values_at(place, cut, window) => None,
            Basis::Count | Basis::Sum(_) | Basis::Squares(_) => {
                let (store, column) = place.additive?;
                let finer = self.stores.additive[store].finer(column);
                let added = self.column_sum((store, column), cut, first, last);
                or_zero(added.map(|sum| to_number_with(sum, finer)))
            }
            Basis::Distinct(keys) => {
                let different = self.distinct_keys(place.gathered?, keys.len(), cut, first, last);
                or_zero((different > 0).then_some(different as f64))
            }
            Basis::Percentile { p, .. } => {
                percentile_of_counts(&counted(&self.stores.collected[place.collected?], cut, first, last), *p)
            }
            Basis::Open { .. } => {
                let [opened, closed] = place.flows?;
                match self.column_sum(opened, cut, Day::MIN, last) {
                    Some(opened) => {
                        Some(to_number(opened - self.column_sum(closed, cut, Day::MIN, last).unwrap_or(0)))
                    }
                    None => knows(NaiveDate::MIN, window.last).then_some(0.0),
                }
            }
            Basis::Customers { state: State::Active(None), .. } => {
                self.active_customers((component, place), self.shared(place)?, cut, window)
            }
            Basis::Customers { state, .. } => {
                let gathered = place.gathered_cut.or(place.gathered)?;
                self.customers((component, place), gathered, *state, cut, window)
            }
            Basis::Histories { aggregate: HistoryAggregate::Revenue { within, gross, part }, .. } => {
                self.revenue(component, (*within, *gross, *part), cut, window)
            }
            Basis::Histories { aggregate: HistoryAggregate::Lifetime { ahead, days, part }, .. } => {
                let is_known = || knows(window.first, window.last);
                self.lifetime(component, (*ahead, *days), cut, window)?.part(*part, &is_known)
            }
            Basis::Histories { aggregate, .. } => {
                self.with_histories(component, cut, window, |h| history_aggregates::read(aggregate, h))?
            }
            // What a measure amounts to in each segment is for whoever observes measures.
            Basis::Segments { .. } => None,
            Basis::Clustered { cluster, y, x, moment } => {
                let sides = [y, x].map(|part| ClusterSide::from_part(part, cluster));
                let moments = self.moments(self.shared(place)?, sides, cut, first, last);
                (moments.count() > 0).then(|| moments.get(*moment))
            }
        }
    }

    /// What the components of a plan amount to, in their order.
    pub fn values(&self, plan: &Plan, cut: Cut<'_>, window: &Window) -> Vec<Option<f64>> {
        match self.places.of_plan(plan, cut.axis()) {
            Some(places) => {
                let placed = plan.components.iter().zip(places);
                placed.map(|(component, at)| self.value_at(at, component, cut, window)).collect()
            }
            None => plan.components.iter().map(|component| self.value(component, cut, window)).collect(),
        }
    }

    /// The values behind a percentile, or behind what is said of totals, smallest first.
    pub fn sorted_values(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Vec<f64> {
        if matches!(component.basis, Basis::Histories { aggregate: HistoryAggregate::Totals(_), .. }) {
            return self
                .with_histories(component, cut, window, history_aggregates::totals)
                .unwrap_or_default();
        }
        let Some(place) = self.place(component, cut.axis()).collected else { return Vec::new() };
        let (first, last) = (day_number(window.first), day_number(window.last));
        let counted = counted(&self.stores.collected[place], cut, first, last);
        counted.into_iter().flat_map(|(value, count)| repeat_n(value, count as usize)).collect()
    }

    /// Number of different keys.
    pub(super) fn distinct_keys(
        &self,
        place: usize,
        keys: usize,
        cut: Cut<'_>,
        first: Day,
        last: Day,
    ) -> u64 {
        let keyed = self.keyed(place);
        match cut.alone(keyed) {
            Some(Some(segment)) if keys == 1 => {
                let stand = || self.memo.stands(keyed, first, last).by_segment(keyed.segments().len());
                self.memo.distinct_keys(place, first, last, stand)[segment]
            }
            Some(None) => 0,
            None if keys == 1 => match cut {
                Cut::Total if keyed.is_month(first, last) => {
                    self.memo.stands(keyed, first, last).len() as u64
                }
                Cut::Total => self.memo.members(keyed, first, last).count() as u64,
                Cut::Segments(..) => self.memo.stands(keyed, first, last).inside(&cut.inside(keyed)),
            },
            _ => {
                let inside = cut.inside(keyed);
                let rows = keyed.between(first, last);
                distinct_overall(rows.filter(|row| inside[row.segment as usize]))
            }
        }
    }

    pub(super) fn moments(
        &self,
        place: usize,
        sides: [ClusterSide; 2],
        cut: Cut<'_>,
        first: Day,
        last: Day,
    ) -> Arc<Moments> {
        let keyed = self.keyed(place);
        let segments = keyed.segments().len();
        // Of what sums come to beside each key those of each segment and behind them those of all, which one look gives; else
        // those of each segment.
        let is_sum = sides == [ClusterSide::Sum, ClusterSide::One];
        let of_segments = || {
            self.memo.moments(place, first, last, || {
                let found = match is_sum {
                    true => {
                        let sums = Keyed { sums: [keyed.sums[0], None, None], ..keyed.clone() };
                        let totals = self.memo.totals(&sums.with_shared_sums(first, last), first, last);
                        let (mut moments, all) = totals.moments(segments);
                        moments.push(all);
                        moments
                    }
                    false => moments_by_segment(keyed, first, last, sides),
                };
                found.into_iter().map(Arc::new).collect()
            })
        };
        match (cut.alone(keyed), cut) {
            (Some(Some(segment)), _) => Arc::clone(&of_segments()[segment]),
            (Some(None), _) => Arc::default(),
            (None, Cut::Total) => self.memo.all_moments(place, first, last, || match is_sum {
                true => of_segments().last().map_or_else(Arc::default, Arc::clone),
                false => Arc::new(moments(keyed, first, last, sides, &vec![true; segments])),
            }),
            (None, Cut::Segments(..)) => Arc::new(moments(keyed, first, last, sides, &cut.inside(keyed))),
        }
    }

    /// Reads at once what a plan will be asked for of all rows in windows that begin on one day, the shortest first: its
    /// customers are gone through once, and not for each window again.
    pub fn prefetch(&self, plan: &Plan, first: NaiveDate, lasts: &[NaiveDate]) {
        let first = day_number(first);
        let lasts: Vec<Day> = lasts.iter().map(|last| day_number(*last)).collect();
        for component in &plan.components {
            let Basis::Clustered { cluster, y, x, .. } = &component.basis else { continue };
            let Some(place) = self.shared(&self.place(component, None)) else { continue };
            let sides = [y, x].map(|part| ClusterSide::from_part(part, cluster));
            self.memo.prefetch(place, first, &lasts, || moments_to(self.keyed(place), first, &lasts, sides));
        }
    }
}

/// The different values of a window, smallest first, and how often each comes.
fn counted(values: &Values, cut: Cut<'_>, first: Day, last: Day) -> Vec<(f64, u64)> {
    let days = || cut.among(&values.by_segment).flat_map(move |days| days.range(first..=last.max(first)));
    let rows: usize = days().map(|(_, values)| values.len()).sum();
    let counts = days().flat_map(|(_, values)| values).map(|(value, count)| (*value, u64::from(*count)));
    // An entity's rows have few of all values there are.
    if rows < values.distinct.len() / 16 {
        let mut found: Vec<(u32, u64)> = counts.collect();
        found.sort_unstable();
        found.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 += if same { later.1 } else { 0 };
            same
        });
        return found.into_iter().map(|(value, count)| (values.distinct[value as usize], count)).collect();
    }
    let mut all = vec![0; values.distinct.len()];
    counts.for_each(|(value, count)| all[value as usize] += count);
    values.distinct.iter().copied().zip(all).filter(|(_, count)| *count > 0).collect()
}
