//! What each key amounts to in a stretch of days.

use super::day::Day;
use super::keyed::Keyed;
use super::members::Members;
use super::month::MonthRows;
use super::segments::NO_KEY;
use crate::measure::{Moments, SmallMoments};
use crate::statistics::exact::{Exact, ONE};

/// First keys that have a row in a stretch of days: where they stand, and what they add up to.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// In order.
    keys: Vec<u32>,
    /// The segment of all rows of a key, by number; [`NO_KEY`] where they stand in several.
    segments: Vec<u32>,
    /// Keys that stand in several, in order.
    crossed: Vec<Crossed>,
    sums: TotalSums,
    /// Whether any row of a key has a value; empty where all have one.
    has_value: Vec<bool>,
}

/// A key whose rows stand in several segments.
#[derive(Debug)]
struct Crossed {
    /// Its place among the keys.
    place: usize,
    /// The segment of its last row; of several that nothing orders the greatest.
    home: u32,
    /// What it adds up to in each.
    parts: Vec<(u32, Exact)>,
}

/// What keys add up to.
#[derive(Debug)]
enum TotalSums {
    /// In whole numbers that are so many ten-billionths each.
    Small(Vec<i64>, Exact),
    Wide(Vec<Exact>),
}

impl Default for TotalSums {
    fn default() -> TotalSums {
        TotalSums::Wide(Vec::new())
    }
}

impl TotalSums {
    #[inline]
    fn at(&self, place: usize) -> Exact {
        match self {
            TotalSums::Small(sums, factor) => Exact::from(sums[place]) * factor,
            TotalSums::Wide(sums) => sums.get(place).copied().unwrap_or(0),
        }
    }
}

/// What one key adds up to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Total<T = Exact> {
    pub(crate) sum: T,
    /// Whether any row of the key has a value, where the second sum counts them.
    pub(crate) has_value: bool,
}

/// A key, with what it adds up to in one stretch of days, and in another one if it has a row there.
pub(crate) type JoinedTotal<T = Exact> = (u32, Total<T>, Option<Total<T>>);

impl Totals {
    /// What each first key with a row in a stretch of days adds up to there, in the first sum; the second, where there is
    /// one, counts rows that have a value.
    pub(crate) fn new(keyed: &Keyed, first: Day, last: Day) -> Totals {
        let mut months = keyed.months(first, last);
        // Most windows are a month, of which all rows count.
        if let (Some(month), None) = (months.next(), months.next())
            && month.is_whole()
            && let Some(totals) = Totals::of_month(keyed, month.rows)
        {
            return totals;
        }
        Totals::of_any(keyed, first, last)
    }

    /// The same of all rows of a month; `None` where its sums are too large to be added up in 64 bits.
    fn of_month(keyed: &Keyed, rows: &MonthRows) -> Option<Totals> {
        let keys = rows.keys[0].as_slice();
        let segments: Vec<u32> = match keyed.axis {
            Some(axis) => rows.segments[axis].all(|number| number as u32),
            None => vec![0; keys.len()],
        };
        let (amounts, factor) = match keyed.sums[0] {
            Some(sum) => rows.sums[sum].small()?,
            None => (Vec::new(), 0),
        };
        let values = match keyed.sums[1] {
            Some(sum) => rows.sums[sum].small()?.0,
            None => Vec::new(),
        };
        let mut totals = Totals::default();
        let (mut sums, mut has_value, mut start) = (Vec::new(), Vec::new(), 0);
        totals.keys.reserve(keys.len());
        totals.segments.reserve(keys.len());
        sums.reserve(amounts.len());
        has_value.reserve(values.len());
        while let Some(key) = keys.get(start) {
            // Most have one row in a month.
            if keys.get(start + 1) != Some(key) {
                totals.keys.push(*key);
                totals.segments.push(segments[start]);
                sums.extend(amounts.get(start).map(|amount| i64::from(*amount)));
                has_value.extend(values.get(start).map(|value| *value > 0));
                start += 1;
                continue;
            }
            let (mut end, segment, mut is_crossed) = (start + 1, segments[start], false);
            while keys.get(end) == Some(key) {
                is_crossed |= segments[end] != segment;
                end += 1;
            }
            if !amounts.is_empty() {
                sums.push(amounts[start..end].iter().map(|amount| i64::from(*amount)).sum());
            }
            if !values.is_empty() {
                has_value.push(values[start..end].iter().any(|value| *value > 0));
            }
            if is_crossed {
                let of_row = |row: usize| {
                    let sum = amounts.get(row).map_or(0, |amount| Exact::from(*amount) * factor);
                    (rows.time(row), segments[row], sum)
                };
                let place = totals.keys.len();
                totals.crossed.push(Crossed::new(keyed, place, (start..end).map(of_row)));
            }
            totals.keys.push(*key);
            totals.segments.push(if is_crossed { NO_KEY } else { segment });
            start = end;
        }
        totals.sums = TotalSums::Small(sums, factor);
        if keyed.sums[0].is_none() {
            totals.sums = TotalSums::default();
        }
        totals.has_value = if has_value.contains(&false) { has_value } else { Vec::new() };
        Some(totals)
    }

    fn of_any(keyed: &Keyed, first: Day, last: Day) -> Totals {
        let mut totals = Totals::default();
        let (mut sums, mut has_value, mut of_key) = (Vec::new(), Vec::new(), Vec::new());
        keyed.for_each_key(first, last, |key, rows| {
            let mut is_there = keyed.sums[1].is_none();
            rows.for_each(|month, row| {
                of_key.push((month.rows.time(row), month.segment(row), month.sum(0, row)));
                is_there = is_there || month.sum(1, row) > 0;
            });
            let Some((_, segment, _)) = of_key.first().copied() else { return };
            let is_crossed = of_key.iter().any(|(_, other, _)| *other != segment);
            if keyed.sums[0].is_some() {
                sums.push(of_key.iter().fold(0, |sum: Exact, (_, _, own)| sum.saturating_add(*own)));
                has_value.push(is_there);
            }
            if is_crossed {
                let place = totals.keys.len();
                totals.crossed.push(Crossed::new(keyed, place, of_key.iter().copied()));
            }
            totals.keys.push(key);
            totals.segments.push(if is_crossed { NO_KEY } else { segment });
            of_key.clear();
        });
        totals.sums = TotalSums::Wide(sums);
        totals.has_value = if has_value.contains(&false) { has_value } else { Vec::new() };
        totals
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many keys stand in each of so many segments.
    pub(crate) fn by_segment(&self, segments: usize) -> Vec<u64> {
        // Keys in several are counted behind the others, and not there.
        let mut counts = vec![0; segments + 1];
        self.segments.iter().for_each(|segment| counts[(*segment as usize).min(segments)] += 1);
        counts.truncate(segments);
        for (segment, _) in self.crossed.iter().flat_map(|crossed| &crossed.parts) {
            counts[*segment as usize] += 1;
        }
        counts
    }

    /// How many keys stand in some segments, by whether each is meant.
    pub(crate) fn inside(&self, inside: &[bool]) -> u64 {
        let alone = self.segments.iter().filter(|segment| inside.get(**segment as usize) == Some(&true));
        let is_inside =
            |crossed: &&Crossed| crossed.parts.iter().any(|(segment, _)| inside[*segment as usize]);
        (alone.count() + self.crossed.iter().filter(is_inside).count()) as u64
    }

    /// The keys, of so many that there are.
    pub(crate) fn members(&self, firsts: usize) -> Members {
        let mut members = Members::none(firsts);
        self.keys.iter().for_each(|key| members.insert(*key));
        members
    }

    /// Brings the segments where keys stand forward to the end of the stretch.
    pub(crate) fn advance_segments(&self, current_segments: &mut [u32]) {
        for (key, segment) in self.keys.iter().zip(&self.segments) {
            current_segments[*key as usize] = *segment;
        }
        for crossed in &self.crossed {
            current_segments[self.keys[crossed.place] as usize] = crossed.home;
        }
    }

    /// Moments of what keys add up to beside one for each key: in each of so many segments, and in all.
    pub(crate) fn moments(&self, segments: usize) -> (Vec<Moments>, Moments) {
        let mut by_segment = match &self.sums {
            TotalSums::Small(sums, unit) => {
                // Keys in several segments come behind the others, and are not asked for there.
                let mut moments = vec![SmallMoments::default(); segments + 1];
                for (segment, sum) in self.segments.iter().zip(sums) {
                    moments[(*segment as usize).min(segments)].add(*sum, 1);
                }
                moments.truncate(segments);
                moments.into_iter().map(|moments| moments.of_units(*unit, ONE)).collect()
            }
            TotalSums::Wide(_) => {
                let mut moments = vec![Moments::default(); segments];
                for (place, segment) in self.segments.iter().enumerate() {
                    if let Some(moments) = moments.get_mut(*segment as usize) {
                        moments.add(self.sums.at(place), ONE);
                    }
                }
                moments
            }
        };
        let mut all = Moments::default();
        by_segment.iter().for_each(|moments| all.merge(moments));
        for crossed in &self.crossed {
            all.add(self.sums.at(crossed.place), ONE);
            crossed.parts.iter().for_each(|(segment, sum)| by_segment[*segment as usize].add(*sum, ONE));
        }
        (by_segment, all)
    }

    fn at(&self, place: usize) -> Total {
        Total { sum: self.sums.at(place), has_value: self.has_value(place) }
    }

    fn has_value(&self, place: usize) -> bool {
        self.has_value.get(place).copied().unwrap_or(true)
    }

    /// Inner join on key: totals of each key here and, if it has rows there, in `other`.
    pub(crate) fn joined<'t>(&'t self, other: &'t Totals) -> impl Iterator<Item = JoinedTotal> + use<'t> {
        let of = |(key, own, there): (u32, usize, Option<usize>)| {
            (key, self.at(own), there.map(|there| other.at(there)))
        };
        self.matched_places(other).map(of)
    }

    /// Like [`Totals::joined`] in 64-bit units, with the unit. `None` if either side needs more.
    pub(crate) fn joined_small<'t>(
        &'t self,
        other: &'t Totals,
    ) -> Option<(impl Iterator<Item = JoinedTotal<i64>> + use<'t>, Exact)> {
        let (TotalSums::Small(own, factor), TotalSums::Small(others, same)) = (&self.sums, &other.sums)
        else {
            return None;
        };
        let small = |(key, here, there): (u32, usize, Option<usize>)| {
            let there = there.map(|there| Total { sum: others[there], has_value: other.has_value(there) });
            (key, Total { sum: own[here], has_value: self.has_value(here) }, there)
        };
        (factor == same).then(|| (self.matched_places(other).map(small), *factor))
    }

    /// The place of every key, and that of the same key in another stretch of days.
    fn matched_places<'t>(
        &'t self,
        other: &'t Totals,
    ) -> impl Iterator<Item = (u32, usize, Option<usize>)> + use<'t> {
        let mut next = 0;
        self.keys.iter().enumerate().map(move |(place, key)| {
            while other.keys.get(next).is_some_and(|other| other < key) {
                next += 1;
            }
            (*key, place, (other.keys.get(next) == Some(key)).then_some(next))
        })
    }
}

impl Crossed {
    /// The key at a place, by the time, the segment and the amount of its rows in the order of time.
    fn new(keyed: &Keyed, place: usize, rows: impl Iterator<Item = ((Day, i64), u32, Exact)>) -> Crossed {
        let (mut latest, mut home) = ((Day::MIN, 0), NO_KEY);
        let mut parts: Vec<(u32, Exact)> = Vec::new();
        for (time, segment, amount) in rows {
            if time != latest || keyed.rank(segment) > keyed.rank(home) {
                home = segment;
            }
            latest = time;
            match parts.iter_mut().find(|(other, _)| *other == segment) {
                Some((_, sum)) => *sum = sum.saturating_add(amount),
                None => parts.push((segment, amount)),
            }
        }
        Crossed { place, home, parts }
    }
}
