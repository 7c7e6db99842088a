//! Caches of values read off the aggregates: every component and every segment of a table asks for the same windows
//! again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use crate::calendar::Duration;
use crate::engine::aggregates::{Day, Identity, Keyed, Members, SegmentKey, Totals};
use crate::engine::answers::Answers;
use crate::engine::history_aggregates::{HistoryCache, Lifetime, SegmentRevenue};
use crate::engine::window::Window;
use crate::measure::{Moments, State};
use crate::statistics::lifetime::Ahead;

/// How many customers are in a state.
#[derive(Debug)]
pub(super) struct StateCountsBySegment {
    /// The first day that is looked at.
    pub(super) looked_at: NaiveDate,
    pub(super) total: u64,
    pub(super) by_segment: Vec<u64>,
}

/// The moments of each segment.
type SegmentMoments = Arc<Vec<Arc<Moments>>>;

/// How revenue is read: within which time, net or gross.
type Reading = (Option<Duration>, bool);

/// The revenue of all segments under one reading.
type Revenue = Option<Arc<Vec<SegmentRevenue>>>;

/// Rows, and the column of segments that is read with them.
type Column = (Identity, Option<usize>);

/// Rows, and the columns of segments and of sums that are read with them.
type View = (Identity, Option<usize>, [Option<usize>; 3]);

/// A fit: whose rows, in which segments, how far ahead (to the bit), by which day.
type Fit = (usize, Vec<bool>, [u64; 4], NaiveDate);

/// What is found of so many keys is kept for stretches and days: a month's end is the next one's opening, and one
/// measure asks for the months that another has asked for. With very many customers only the last few are kept.
const KEPT_KEYS: usize = 1 << 25;

/// How many stretches or days are kept.
fn kept(keyed: &Keyed) -> usize {
    (KEPT_KEYS / keyed.firsts().max(1)).max(3)
}

/// Memoised results by key.
#[derive(Debug, Default)]
pub(super) struct Memo {
    members: BoundedMap<(Identity, Day), Day, Arc<Members>>,
    current_segments: BoundedMap<Column, Day, Arc<Vec<u32>>>,
    totals: BoundedMap<View, (Day, Day), Arc<Totals>>,
    segments: Answers<Column, Arc<Vec<SegmentKey>>>,
    different: Answers<(usize, Day, Day), Arc<Vec<u64>>>,
    moments: Answers<(usize, Day, Day), SegmentMoments>,
    all_moments: Answers<(usize, Day, Day), Arc<Moments>>,
    prefetched: Answers<(usize, Day, Vec<Day>), ()>,
    standing: Answers<(usize, State, Window), Option<Arc<StateCountsBySegment>>>,
    revenue: Answers<(usize, Reading, Window), Revenue>,
    lifetimes: Answers<Fit, Arc<Lifetime>>,
    histories: Answers<usize, Arc<HistoryCache>>,
}

/// What was found of a key at one place of time and another, the newest first.
type Found<S, V> = Vec<(S, Arc<OnceLock<V>>)>;

/// A map of which only the last few values of each key are kept.
#[derive(Debug)]
struct BoundedMap<K, S, V>(Mutex<HashMap<K, Found<S, V>>>);

impl<K, S, V> Default for BoundedMap<K, S, V> {
    fn default() -> BoundedMap<K, S, V> {
        BoundedMap(Mutex::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, S: Copy + PartialEq, V: Clone> BoundedMap<K, S, V> {
    /// Only who asks the same waits while an answer is found, with what is known of others.
    fn get(&self, key: K, at: S, most: usize, find: impl FnOnce(&[(S, V)]) -> V) -> V {
        let (answer, known) = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let found = all.entry(key).or_default();
            let same = found.iter().find(|(other, _)| *other == at).map(|(_, answer)| Arc::clone(answer));
            if let Some(answer) = same.as_ref().and_then(|answer| answer.get()) {
                return answer.clone();
            }
            let known = found.iter().filter_map(|(at, answer)| Some((*at, answer.get()?.clone())));
            let known: Vec<(S, V)> = known.collect();
            let answer = same.unwrap_or_else(|| {
                let answer = Arc::default();
                found.insert(0, (at, Arc::clone(&answer)));
                found.truncate(most);
                answer
            });
            (answer, known)
        };
        answer.get_or_init(|| find(&known)).clone()
    }
}

/// What is known of the nearest day before one.
fn nearest<V>(known: &[(Day, V)], day: Day) -> Option<&(Day, V)> {
    known.iter().filter(|(known, _)| *known <= day).max_by_key(|(known, _)| *known)
}

impl Memo {
    /// Who has a row in a stretch of days, brought forward from the nearest stretch that begins with it and ends before.
    pub(super) fn members(&self, keyed: &Keyed, first: Day, last: Day) -> Arc<Members> {
        self.members.get((keyed.identity(), first), last, kept(keyed), |known| {
            Arc::new(match nearest(known, last) {
                Some((known, members)) => {
                    (**members).clone().or(&self.compute_members(keyed, known + 1, last))
                }
                None => self.compute_members(keyed, first, last),
            })
        })
    }

    fn compute_members(&self, keyed: &Keyed, first: Day, last: Day) -> Members {
        match keyed.is_month(first, last) {
            true => self.stands(keyed, first, last).members(keyed.firsts()),
            false => keyed.members(first, last),
        }
    }

    /// Segments of all first keys between two days. Cached for whole months, which other windows reuse.
    pub(super) fn stands(&self, keyed: &Keyed, first: Day, last: Day) -> Arc<Totals> {
        let keyed = keyed.without_sums();
        match keyed.is_month(first, last) {
            true => self.totals(&keyed.with_shared_sums(first, last), first, last),
            false => Arc::new(Totals::new(&keyed, first, last)),
        }
    }

    /// The sums of first keys over a stretch of days.
    pub(super) fn totals(&self, keyed: &Keyed, first: Day, last: Day) -> Arc<Totals> {
        let key = (keyed.identity(), keyed.axis, keyed.sums);
        self.totals.get(key, (first, last), kept(keyed), |_| Arc::new(Totals::new(keyed, first, last)))
    }

    /// Homes at a day, brought forward from those of the nearest day before it.
    pub(super) fn current_segments(&self, keyed: &Keyed, day: Day) -> Arc<Vec<u32>> {
        self.current_segments.get((keyed.identity(), keyed.axis), day, kept(keyed), |known| {
            Arc::new(match nearest(known, day) {
                Some((known, current_segments)) => {
                    let mut current_segments = (**current_segments).clone();
                    match keyed.whole_months(known + 1, day) {
                        Some(months) => months.into_iter().for_each(|(first, last)| {
                            self.stands(keyed, first, last).advance_segments(&mut current_segments);
                        }),
                        None => keyed.advance_segments(&mut current_segments, known + 1, day),
                    }
                    current_segments
                }
                None => keyed.current_segments(day),
            })
        })
    }

    /// The segments that have a row, in no order.
    pub(super) fn segments(&self, keyed: &Keyed) -> Arc<Vec<SegmentKey>> {
        self.segments.get((keyed.identity(), keyed.axis), || {
            let mut seen = vec![false; keyed.segments().len()];
            let mut unseen = seen.len();
            for month in keyed.months(Day::MIN, Day::MAX) {
                // The first months have nearly all segments there are.
                if unseen == 0 {
                    break;
                }
                for segment in month.numbers().map(|row| month.segment(row) as usize) {
                    unseen -= usize::from(!std::mem::replace(&mut seen[segment], true));
                }
            }
            let seen = keyed.segments().iter().zip(seen).filter(|(_, seen)| *seen);
            Arc::new(seen.map(|(segment, _)| segment.clone()).collect())
        })
    }

    pub(super) fn distinct_keys(
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

    /// The moments of all segments together.
    pub(super) fn all_moments(
        &self,
        place: usize,
        first: Day,
        last: Day,
        find: impl FnOnce() -> Arc<Moments>,
    ) -> Arc<Moments> {
        self.all_moments.get((place, first, last), find)
    }

    /// The same of stretches that begin on one day, before they are asked for.
    pub(super) fn prefetch(
        &self,
        place: usize,
        first: Day,
        lasts: &[Day],
        find: impl FnOnce() -> Vec<Moments>,
    ) {
        self.prefetched.get((place, first, lasts.to_vec()), || {
            for (last, moments) in lasts.iter().zip(find()) {
                self.all_moments(place, first, *last, || Arc::new(moments));
            }
        });
    }

    pub(super) fn state_counts(
        &self,
        place: usize,
        state: State,
        window: &Window,
        find: impl FnOnce() -> Option<StateCountsBySegment>,
    ) -> Option<Arc<StateCountsBySegment>> {
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

    /// What is found of the histories of a place.
    pub(super) fn histories(&self, place: usize) -> Arc<HistoryCache> {
        self.histories.get(place, Arc::default)
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
