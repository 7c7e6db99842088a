//! What one scan accumulated, as plain data: it can be kept, and merged with what other files of the source gave.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::error::DataFusionError;
use serde::{Deserialize, Serialize};

use super::scan_plan::{AmountColumn, ScanPlan, Slot, User};
use crate::engine::aggregates::{
    ABSENT, Day, Keyed, KeyedRows, MonthRows, SegmentKey, SegmentList, Sums, Values,
};
use crate::engine::builders::{GroupIndex, ValueFrequencies, values_of};
use crate::engine::intern;
use crate::engine::intern::name::Name;
use crate::engine::merged::{HeldColumn, Merged, MergedKey};
use crate::engine::requests::{AggregateRequests, LostDigits, SourceStores, Stores, TooLarge};
use crate::engine::sums::SumsBuilder;
use crate::statistics::exact::{Exact, Extent, FINER};

/// State accumulated from part of a source's rows; states merge ([`merge`]) and are what the cache stores.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::engine) struct PartialState {
    /// How many rows reached the measures.
    pub(in crate::engine) rows: u64,
    /// The latest day that any of them says, whether it counts or not.
    pub(in crate::engine) newest: Option<Day>,
    /// What the numbers of segments mean, for each way of cutting.
    pub(super) axes: Vec<Vec<SegmentKey>>,
    pub(super) keys: Vec<KeyList>,
    /// Segment and day of each place from 1, for each ground.
    pub(super) places: Vec<Vec<(u32, Day)>>,
    /// Sums of each place from 0, which stands for none; column by column.
    pub(super) sums: Vec<Vec<Vec<Exact>>>,
    /// What rounding took of them, of columns where it took anything.
    pub(super) rests: Vec<Vec<Vec<Exact>>>,
    pub(super) values: Vec<ValueFrequencies>,
    pub(super) gatherings: Vec<Vec<MonthRows>>,
    pub(super) merged: Vec<Vec<(MergedKey, [HeldColumn; 3])>>,
    /// How many rows belong to each entity, by its number.
    pub(super) belonging: Vec<u64>,
    pub(super) extents: Extents,
}

/// How far the amounts of each column reach, in the order of what was asked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Extents {
    pub(super) sums: Vec<Vec<Extent>>,
    pub(super) gatherings: Vec<Vec<Extent>>,
    pub(super) merged: Vec<Vec<Extent>>,
}

impl Extents {
    /// Nothing seen yet.
    pub(super) fn new(scan_plan: &ScanPlan) -> Extents {
        let none = |count: usize| vec![Extent::default(); count];
        Extents {
            sums: scan_plan.sums.iter().map(|asked| none(asked.columns.len())).collect(),
            gatherings: scan_plan.gatherings.iter().map(|asked| none(asked.sums.len())).collect(),
            merged: scan_plan.merged.iter().map(|asked| none(asked.kept.len())).collect(),
        }
    }

    /// Takes over what another file has.
    pub(super) fn extend(&mut self, other: &Extents) {
        let pairs = [
            (&mut self.sums, &other.sums),
            (&mut self.gatherings, &other.gatherings),
            (&mut self.merged, &other.merged),
        ];
        for (own, others) in pairs {
            for (own, others) in own.iter_mut().flatten().zip(others.iter().flatten()) {
                own.extend(others);
            }
        }
    }

    /// What lost digits; nothing is read of amounts that cannot be added up exactly.
    fn judged(&self, scan_plan: &ScanPlan) -> Result<LostDigits, DataFusionError> {
        let refused = |(column, _): AmountColumn, extent: &Extent| {
            TooLarge::found(&scan_plan.columns[column], extent).map_or(Ok(()), Err)
        };
        let mut lost = LostDigits::default();
        for (asked, extents) in scan_plan.sums.iter().zip(&self.sums) {
            for (at, (column, extent)) in asked.columns.iter().zip(extents).enumerate() {
                if let Some(value) = column.value.filter(|_| !column.is_spare) {
                    refused(value, extent)?;
                    if extent.lost_digits_with(extent.finer()) {
                        lost.additive.insert((asked.slot.number, at));
                        let total = asked.total.iter().flat_map(|(number, columns)| {
                            let own = columns.iter().position(|column| *column == at);
                            own.map(|own| (*number, own))
                        });
                        lost.additive.extend(total);
                    }
                }
            }
        }
        for (asked, extents) in scan_plan.gatherings.iter().zip(&self.gatherings) {
            for (at, (value, extent)) in asked.sums.iter().zip(extents).enumerate() {
                refused(*value, extent)?;
                let users = asked.users.iter().filter(|user| user.sums.contains(&Some(at)));
                lost.gathered.extend(users.filter(|_| extent.lost_digits()).map(|user| user.slot.number));
            }
        }
        for (asked, extents) in scan_plan.merged.iter().zip(&self.merged) {
            for ((value, _), extent) in asked.kept.iter().zip(extents) {
                refused(*value, extent)?;
                lost.gathered.extend(extent.lost_digits().then_some(asked.slot.number));
            }
        }
        Ok(lost)
    }
}

/// Keys by number.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct KeyList {
    pub(super) count: usize,
    /// What stands for each; nothing where they are never merged.
    #[serde(with = "bytes")]
    pub(super) names: Vec<Name>,
}

/// Names written as bytes, of which all are much the same length.
mod bytes {
    use std::fmt;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    use crate::engine::intern::name::Name;

    const LENGTH: usize = size_of::<Name>();

    pub(super) fn serialize<S: Serializer>(names: &[Name], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = names.iter().flat_map(|name| name.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Vec<Name>, D::Error> {
        struct Names;

        impl Visitor<'_> for Names {
            type Value = Vec<Name>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<Name>, E> {
                let (names, rest) = bytes.as_chunks::<LENGTH>();
                let is_whole = rest.is_empty().then_some(names);
                let names = is_whole.ok_or_else(|| E::invalid_length(bytes.len(), &self))?;
                Ok(names.iter().map(|name| Name::from_le_bytes(*name)).collect())
            }
        }

        deserializer.deserialize_bytes(Names)
    }
}

impl PartialState {
    /// Replaces key names by salted hashes, or drops them if there is no salt.
    pub(super) fn salted(mut self, salt: Option<&str>) -> PartialState {
        for KeyList { names, .. } in &mut self.keys {
            match salt {
                Some(salt) => intern::salted(names, salt),
                None => *names = Vec::new(),
            }
        }
        self
    }

    /// The aggregates, made on so many threads.
    ///
    /// # Errors
    /// Amounts cannot be added up exactly.
    pub(super) fn finish(
        self,
        scan_plan: &ScanPlan,
        requests: &AggregateRequests,
        threads: usize,
    ) -> Result<SourceStores, DataFusionError> {
        let PartialState { axes, keys, places, sums, rests, values, gatherings, merged, .. } = self;
        let (extents, belonging) = (self.extents, self.belonging);
        let lost = extents.judged(scan_plan)?;
        let axes: Vec<Arc<SegmentList>> =
            axes.into_iter().map(|keys| Arc::new(SegmentList::new(keys))).collect();
        let places: Vec<GroupIndex> = places.into_iter().map(GroupIndex::from_keys).collect();
        let mut out = AggregateSink::new(requests, scan_plan.has_levels());
        if let Some(entity) = scan_plan.entity {
            let name = |key: &SegmentKey| key.0[0].clone().unwrap_or_default();
            out.0.belonging = axes[entity].keys.iter().map(name).zip(belonging).collect();
        }
        let axis_of = |ground: usize| &axes[scan_plan.grounds[ground].1];
        let columns = sums.into_iter().zip(rests).zip(extents.sums);
        for (asked, ((mut columns, rests), extents)) in scan_plan.sums.iter().zip(columns) {
            for ((cells, column), extent) in columns.iter_mut().zip(&asked.columns).zip(&extents) {
                if column.is_spare && extent.is_too_large() {
                    cells.fill(ABSENT);
                }
            }
            let finer: Vec<u32> = extents.iter().map(Extent::finer).collect();
            for ((cells, rests), finer) in columns.iter_mut().zip(&rests).zip(&finer) {
                refine(cells, rests, *finer);
            }
            let built = SumsBuilder::from_columns(&asked.counts(), columns);
            let sums = built.finish(&places[asked.ground], axis_of(asked.ground));
            out.sums(asked.slot, Sums { finer, ..sums }, asked.total.as_ref());
        }
        for (asked, listed) in scan_plan.values.iter().zip(values) {
            let values = values_of(listed, &places[asked.ground], axis_of(asked.ground));
            out.values(asked.slot, values, asked.total);
        }
        for (asked, months) in scan_plan.gatherings.iter().zip(gatherings) {
            let firsts = asked.keys[0].map_or(0, |key| keys[key].count);
            let lists = asked.axes.iter().map(|axis| Arc::clone(&axes[*axis])).collect();
            let mut rows = KeyedRows::new(months, firsts, lists, threads);
            // A condition that all rows meet is none; where there is a single one, all do.
            let common = if asked.filters.len() == 1 { u32::MAX } else { rows.common_marks() };
            let mark = |user: &User| (1 << user.filter) & !common;
            rows.reads = asked.users.iter().map(|user| (mark(user), user.axis, user.sums)).collect();
            let rows = Arc::new(rows);
            let view = |user: &User, rows: &Arc<KeyedRows>| Keyed {
                rows: Arc::clone(rows),
                mark: mark(user),
                axis: user.axis,
                sums: user.sums,
            };
            for user in asked.users.iter().filter(|user| user.slot.level.is_none()) {
                out.keyed(user.slot, None, view(user, &rows));
            }
            for (level, axis) in asked.levels.iter().enumerate() {
                let names = rows.segments[*axis].keys.iter();
                for (name, rows) in names.zip(rows.split(*axis)) {
                    let rows = Arc::new(rows);
                    for user in asked.users.iter().filter(|user| user.slot.level == Some(level)) {
                        out.keyed(user.slot, name.0[0].as_deref(), view(user, &rows));
                    }
                }
            }
        }
        for (asked, rows) in scan_plan.merged.iter().zip(merged) {
            let firsts = asked.keys.first().map_or(0, |key| keys[*key].count);
            let level = asked.level.map(|level| &*axes[level]);
            let merged = Merged::from_rows(asked.is_last(), rows);
            for (entity, keyed) in merged.finish(firsts, &axes[asked.axis], level) {
                out.keyed(asked.slot, entity.as_deref(), keyed);
            }
        }
        Ok(SourceStores { lost, ..out.0 })
    }
}

/// Gives sums so many more decimals, with what rounding took of them.
fn refine(cells: &mut [Exact], rests: &[Exact], finer: u32) {
    if finer == 0 {
        return;
    }
    let (times, part) = (10_i128.pow(finer), 10_i128.pow(FINER - finer));
    let rests = rests.iter().copied().chain(std::iter::repeat(0));
    for (cell, rest) in cells.iter_mut().zip(rests).filter(|(cell, _)| **cell != ABSENT) {
        *cell = *cell * times + rest / part;
    }
}

/// Aggregates put where they belong: to the whole, or to an entity.
struct AggregateSink(SourceStores);

impl AggregateSink {
    fn new(requests: &AggregateRequests, has_levels: bool) -> AggregateSink {
        let whole = Stores::empty(requests);
        let entities = has_levels.then(BTreeMap::new);
        AggregateSink(SourceStores { whole, entities, ..SourceStores::default() })
    }

    fn stores_of(&mut self, entity: &str) -> Option<&mut Stores> {
        let empty = || self.0.whole.empty_copy();
        Some(self.0.entities.as_mut()?.entry(entity.to_owned()).or_insert_with(empty))
    }

    fn sums(&mut self, slot: Slot, sums: Sums, total: Option<&(usize, Vec<usize>)>) {
        let put = |own: &mut Stores, sums: Sums| {
            if let Some((number, columns)) = total {
                own.additive[*number] = Arc::new(sums.total(columns));
            }
            own.additive[slot.number] = Arc::new(sums);
        };
        if slot.level.is_none() {
            put(&mut self.0.whole, sums);
            return;
        }
        for (entity, sums) in sums.split() {
            if let Some(own) = self.stores_of(&entity) {
                put(own, sums);
            }
        }
    }

    fn values(&mut self, slot: Slot, values: Values, total: Option<usize>) {
        let put = |own: &mut Stores, values: Values| {
            if let Some(number) = total {
                own.collected[number] = Arc::new(values.total());
            }
            own.collected[slot.number] = Arc::new(values);
        };
        if slot.level.is_none() {
            put(&mut self.0.whole, values);
            return;
        }
        for (entity, values) in values.split() {
            if let Some(own) = self.stores_of(&entity) {
                put(own, values);
            }
        }
    }

    /// Rows of no entity are in the whole alone.
    fn keyed(&mut self, slot: Slot, entity: Option<&str>, keyed: Keyed) {
        match (slot.level, entity) {
            (None, _) => self.0.whole.gathered[slot.number] = keyed,
            (Some(_), None) => {}
            (Some(_), Some(entity)) => {
                if let Some(own) = self.stores_of(entity) {
                    own.gathered[slot.number] = keyed;
                }
            }
        }
    }
}
