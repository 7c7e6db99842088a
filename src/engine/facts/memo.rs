//! What was found out once and is asked again: a window is asked for by every component and every segment of a table.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use chrono::NaiveDate;

use crate::calendar::Duration;
use crate::engine::atoms::{Day, Identity, Keyed, Members, SegmentKey, Totals, day_number};
use crate::engine::figures::{Lifetime, SegmentRevenue};
use crate::engine::window::Window;
use crate::measure::{Moments, State};
use crate::statistics::lifetime::Ahead;

/// Where looking begins, the number in total, and by segment.
pub(super) type Stands = (NaiveDate, u64, Vec<u64>);

/// The moments of each segment.
type SegmentMoments = Arc<Vec<Arc<Moments>>>;

/// How revenue is read: within which time, net or gross.
type Reading = (Option<Duration>, bool);

/// The revenue of all segments under one reading.
type Revenue = Option<Arc<Vec<SegmentRevenue>>>;

/// Rows, and the column of segments or of sums that is read with them.
type Column = (Identity, Option<usize>);

/// A fit: whose rows, in which segments, how far ahead (to the bit), by which day.
type Fit = (usize, Vec<bool>, [u64; 4], NaiveDate);

/// The segment of every first key at a day.
type AtDay = (Day, Arc<Vec<u32>>);

/// The sums of first keys over a stretch of days.
type Stretch = ((Day, Day), Arc<Totals>);

/// What is found of so many keys is kept for stretches and days: a month's end is the next one's opening, and one
/// measure asks for the months that another has asked for. With very many customers only the last few are kept.
const KEPT_KEYS: usize = 1 << 25;

/// How many stretches or days are kept.
fn kept(keyed: &Keyed) -> usize {
    (KEPT_KEYS / keyed.firsts().max(1)).max(3)
}

/// Answers by question.
#[derive(Debug, Default)]
pub(super) struct Memo {
    members: Shelf<(Identity, NaiveDate, NaiveDate), Arc<Members>>,
    homes: Shelf<Column, Arc<Vec<AtDay>>>,
    totals: Shelf<Column, Arc<Vec<Stretch>>>,
    segments: Shelf<Column, Arc<Vec<SegmentKey>>>,
    different: Shelf<(usize, Day, Day), Arc<Vec<u64>>>,
    moments: Shelf<(usize, Day, Day), SegmentMoments>,
    standing: Shelf<(usize, State, Window), Option<Arc<Stands>>>,
    revenue: Shelf<(usize, Reading, Window), Revenue>,
    lifetimes: Shelf<Fit, Arc<Lifetime>>,
}

#[derive(Debug)]
struct Shelf<K, V>(Mutex<HashMap<K, Arc<OnceLock<V>>>>);

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Shelf<K, V> {
        Shelf(Mutex::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, V: Clone> Shelf<K, V> {
    /// Only who asks the same waits while an answer is found.
    fn get(&self, key: K, find: impl FnOnce() -> V) -> V {
        let answer = Arc::clone(self.all().entry(key).or_default());
        answer.get_or_init(find).clone()
    }

    fn peek(&self, key: &K) -> Option<V> {
        self.all().get(key)?.get().cloned()
    }

    fn put(&self, key: K, value: V) {
        self.all().insert(key, Arc::new(OnceLock::from(value)));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Arc<OnceLock<V>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memo {
    pub(super) fn members(&self, keyed: &Keyed, first: NaiveDate, last: NaiveDate) -> Arc<Members> {
        self.members.get((keyed.identity(), first, last), || {
            Arc::new(keyed.members(day_number(first), day_number(last)))
        })
    }

    /// The sums of first keys over a stretch of days.
    pub(super) fn totals(&self, keyed: &Keyed, first: Day, last: Day) -> Arc<Totals> {
        let key = (keyed.identity(), keyed.sums[0]);
        let known = self.totals.peek(&key).unwrap_or_default();
        if let Some((_, totals)) = known.iter().find(|(stretch, _)| *stretch == (first, last)) {
            return Arc::clone(totals);
        }
        let totals = Arc::new(Totals::of(keyed, first, last));
        let newest = std::iter::once(((first, last), Arc::clone(&totals)));
        self.totals.put(key, Arc::new(newest.chain(known.iter().take(kept(keyed) - 1).cloned()).collect()));
        totals
    }

    /// Homes at a day, brought forward from those of the nearest day before it.
    pub(super) fn homes(&self, keyed: &Keyed, day: Day) -> Arc<Vec<u32>> {
        let key = (keyed.identity(), keyed.axis);
        let known = self.homes.peek(&key).unwrap_or_default();
        let before = known.iter().filter(|(known, _)| *known <= day).max_by_key(|(known, _)| *known);
        let homes = match before {
            Some((known, homes)) if *known == day => return Arc::clone(homes),
            Some((known, homes)) => {
                let mut homes = (**homes).clone();
                keyed.move_homes(&mut homes, known + 1, day);
                homes
            }
            None => keyed.homes(day),
        };
        let homes = Arc::new(homes);
        let newest = std::iter::once((day, Arc::clone(&homes)));
        self.homes.put(key, Arc::new(newest.chain(known.iter().take(kept(keyed) - 1).cloned()).collect()));
        homes
    }

    /// The segments that have a row, in no order.
    pub(super) fn segments(&self, keyed: &Keyed) -> Arc<Vec<SegmentKey>> {
        self.segments.get((keyed.identity(), keyed.axis), || {
            let mut seen = vec![false; keyed.segments().len()];
            for month in keyed.months(Day::MIN, Day::MAX) {
                month.numbers().for_each(|row| seen[month.segment(row) as usize] = true);
            }
            let seen = keyed.segments().iter().zip(seen).filter(|(_, seen)| *seen);
            Arc::new(seen.map(|(segment, _)| segment.clone()).collect())
        })
    }

    pub(super) fn different(
        &self,
        place: usize,
        first: Day,
        last: Day,
        find: impl FnOnce() -> Vec<u64>,
    ) -> Arc<Vec<u64>> {
        self.different.get((place, first, last), || Arc::new(find()))
    }

    pub(super) fn moments(
        &self,
        place: usize,
        first: Day,
        last: Day,
        find: impl FnOnce() -> Vec<Arc<Moments>>,
    ) -> SegmentMoments {
        self.moments.get((place, first, last), || Arc::new(find()))
    }

    pub(super) fn standing(
        &self,
        place: usize,
        state: State,
        window: &Window,
        find: impl FnOnce() -> Option<Stands>,
    ) -> Option<Arc<Stands>> {
        self.standing.get((place, state, *window), || find().map(Arc::new))
    }

    pub(super) fn lifetime(
        &self,
        place: usize,
        inside: Vec<bool>,
        (ahead, days): (Ahead, f64),
        end: NaiveDate,
        find: impl FnOnce() -> Lifetime,
    ) -> Arc<Lifetime> {
        let Ahead { steps, length, discount } = ahead;
        let ahead = [u64::from(steps), length.to_bits(), discount.to_bits(), days.to_bits()];
        self.lifetimes.get((place, inside, ahead, end), || Arc::new(find()))
    }

    pub(super) fn revenue(
        &self,
        place: usize,
        reading: Reading,
        window: &Window,
        find: impl FnOnce() -> Option<Vec<SegmentRevenue>>,
    ) -> Revenue {
        self.revenue.get((place, reading, *window), || find().map(Arc::new))
    }
}
