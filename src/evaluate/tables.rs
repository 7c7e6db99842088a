//! All segment tables of a measure, of the whole and of its entities, as figures that add up to one another.

use std::collections::{BTreeMap, BTreeSet};

use super::disclosure::{Figure, Sum, Withholding, withheld};
use super::segment_label::label;
use super::table_pairs::{connected_parts, uncrossed_pairs};
use crate::engine::SegmentKey;
use crate::measure::expression::row::column;
use crate::model::{Axis, Measure, Scorecard};

/// Entities of which nearest above stands the same one, or the whole; by their places.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) above: Option<usize>,
    pub(crate) below: Vec<usize>,
}

/// The segments withheld by the id of their axis, of each entity; of the whole under the blank.
pub(crate) type Cells = BTreeMap<String, BTreeMap<String, BTreeSet<SegmentKey>>>;

/// Which values of two tables go together in the rows of the whole or of an entity, by its place and by what crosses them.
pub(crate) type MatchingSegments<'a> = dyn Fn(usize, &Axis) -> BTreeSet<SegmentKey> + 'a;

/// Values of some columns, in the order of these.
type Key = Vec<Option<String>>;

/// What rows are cut by: the places of columns among those of all axes, in their order.
type Columns = BTreeSet<usize>;

/// Figures of all tables of a measure.
///
/// Beside what is shown there are figures that everybody may know who knows rows and columns of a crossed table: the tables of each
/// of its keys, and of those that two crossed tables have in common. And everybody may know which values of two tables go together.
pub(crate) struct Tables<'a> {
    measure: &'a Measure,
    ids: &'a [&'a str],
    figures: Vec<Figure>,
    /// The figure of each table's total, the whole's first.
    totals: Vec<usize>,
    /// What each axis is cut by, in its order.
    axes: Vec<Vec<usize>>,
    /// The column whose values are entities.
    entity: Option<usize>,
    /// The figures of each table by cut and key.
    cells: Vec<BTreeMap<Columns, BTreeMap<Key, usize>>>,
}

impl<'a> Tables<'a> {
    /// No figure yet, of the whole and the entities whose ids are given.
    pub(crate) fn new(scorecard: &Scorecard, measure: &'a Measure, ids: &'a [&'a str]) -> Tables<'a> {
        let mut columns = Vec::new();
        for by in measure.segments.iter().flat_map(|axis| &axis.by) {
            if !columns.contains(by) {
                columns.push(by.clone());
            }
        }
        let place = |by: &_| columns.iter().position(|column| column == by);
        let axes = measure.segments.iter().map(|axis| axis.by.iter().filter_map(place).collect());
        let asked = measure.plan.queried_components();
        let source = asked.first().and_then(|component| scorecard.source(&component.rows.source));
        let entity = source.and_then(|source| source.entity.as_ref()).filter(|_| ids.len() > 1);
        Tables {
            measure,
            ids,
            figures: Vec::new(),
            totals: Vec::new(),
            axes: axes.collect(),
            entity: entity.and_then(|entity| place(&column(entity))),
            cells: Vec::new(),
        }
    }

    /// Adds the next table, by its total; with a total that is withheld all of it is.
    pub(crate) fn add(&mut self, is_withheld: bool, cases: Option<f64>) {
        let standing = if is_withheld { Withholding::Withheld } else { Withholding::Fixed };
        self.totals.push(self.figures.len());
        self.figures.push(Figure { cases, standing });
        self.cells.push(BTreeMap::new());
    }

    /// Adds a cell of an axis to the last table.
    pub(crate) fn add_cell(&mut self, axis: usize, key: &SegmentKey, cases: Option<f64>) {
        let own: BTreeMap<usize, &Option<String>> = self.axes[axis].iter().copied().zip(&key.0).collect();
        let cut = own.keys().copied().collect();
        let key = own.into_values().cloned().collect();
        self.add_figure(self.cells.len() - 1, cut, key, cases);
    }

    /// The same figure may stand in tables of the same columns in another order.
    fn add_figure(&mut self, table: usize, cut: Columns, key: Key, cases: Option<f64>) {
        let is_withheld = self.figures[self.totals[table]].standing == Withholding::Withheld;
        let cells = self.cells[table].entry(cut).or_default();
        cells.entry(key).or_insert_with(|| {
            let standing = if is_withheld { Withholding::Withheld } else { Withholding::Open };
            self.figures.push(Figure { cases, standing });
            self.figures.len() - 1
        });
    }

    /// What is withheld of all of them. Which values go together in a table is asked by its place and by what crosses them.
    pub(crate) fn withheld(
        mut self,
        families: &[Family],
        smallest: u32,
        together: &MatchingSegments<'_>,
    ) -> Cells {
        let pooled = self.pooled_sums(smallest);
        self.add_margins();
        let mut sums = self.sums_of_tables();
        sums.extend(pooled);
        sums.extend(self.sums_of_families(families, smallest));
        let is_small = |cases: f64| cases > 0.0 && cases < f64::from(smallest);
        if self.figures.iter().any(|figure| figure.cases.is_none_or(is_small)) {
            // The smaller groups first: what is withheld within them mostly does for the tables as well.
            let smaller = self.sums_of_pairs(together);
            sums.splice(..0, smaller);
        }
        let hidden = withheld(&self.figures, &sums, smallest);
        let mut found = Cells::new();
        for (id, cells) in self.ids.iter().zip(&self.cells) {
            let of_entity = found.entry((*id).to_owned()).or_default();
            for (axis, columns) in self.measure.segments.iter().zip(&self.axes) {
                let keys = cells_of(cells, columns).into_iter().filter(|(_, figure)| hidden[*figure]);
                of_entity.insert(axis.id.clone(), keys.map(|(key, _)| key).collect());
            }
        }
        found
    }

    /// Rows that pool what a table does not list, where they have few cases: they are withheld, and no more may tell them than
    /// their parts.
    fn pooled_sums(&mut self, smallest: u32) -> Vec<Sum> {
        let mut sums = Vec::new();
        for cells in &self.cells {
            for (axis, columns) in self.measure.segments.iter().zip(&self.axes) {
                let parts = pooled(axis, cells_of(cells, columns), &self.figures);
                let cases: Option<f64> = parts.iter().map(|part| self.figures[*part].cases).sum();
                if parts.len() > 1 && cases.is_none_or(|cases| cases > 0.0 && cases < f64::from(smallest)) {
                    self.figures.push(Figure { cases, standing: Withholding::Withheld });
                    sums.push(Sum { whole: self.figures.len() - 1, parts });
                }
            }
        }
        sums
    }

    /// Adds the figures that crossed tables have beside them without a table of their own.
    fn add_margins(&mut self) {
        let shown: BTreeSet<Columns> = self.axes.iter().map(|axis| axis.iter().copied().collect()).collect();
        let mut margins: BTreeSet<Columns> = BTreeSet::new();
        for cut in shown.iter().filter(|cut| cut.len() > 1) {
            margins.extend(cut.iter().map(|column| Columns::from([*column])));
            margins.extend(shown.iter().map(|other| cut & other));
            margins.extend(self.entity.map(|entity| cut - &Columns::from([entity])));
        }
        for margin in margins.iter().filter(|margin| !margin.is_empty() && !shown.contains(*margin)) {
            let crossed = shown.iter().filter(|cut| cut.is_superset(margin)).min_by_key(|cut| cut.len());
            let Some(crossed) = crossed else { continue };
            for table in 0..self.cells.len() {
                for (key, parts) in self.group_by_columns(table, crossed, margin) {
                    let cases = parts.iter().map(|part| self.figures[*part].cases).sum();
                    self.add_figure(table, margin.clone(), key, cases);
                }
            }
        }
    }

    /// The figures of a cut, by the keys of fewer columns.
    fn group_by_columns(
        &self,
        table: usize,
        crossed: &Columns,
        fewer: &Columns,
    ) -> BTreeMap<Key, Vec<usize>> {
        let mut apart: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (key, figure) in self.cells[table].get(crossed).into_iter().flatten() {
            let own = crossed.iter().zip(key).filter(|(column, _)| fewer.contains(column));
            apart.entry(own.map(|(_, value)| value.clone()).collect()).or_default().push(*figure);
        }
        apart
    }

    /// What adds up inside each table: cells to its total, crossed ones to those of fewer keys; and cells of one entity are what its
    /// own table shows.
    fn sums_of_tables(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        for (table, cells) in self.cells.iter().enumerate() {
            for (crossed, own) in cells {
                sums.push(Sum { whole: self.totals[table], parts: own.values().copied().collect() });
                let below = |cut: &Columns, other: &Columns| cut.len() < other.len() && cut.is_subset(other);
                let fewer = cells.keys().filter(|cut| below(cut, crossed));
                let next =
                    fewer.filter(|cut| !cells.keys().any(|other| below(cut, other) && below(other, crossed)));
                for cut in next {
                    for (key, parts) in self.group_by_columns(table, crossed, cut) {
                        sums.extend(cells[cut].get(&key).map(|whole| Sum { whole: *whole, parts }));
                    }
                }
                sums.extend(own.iter().filter_map(|(key, figure)| self.of_entity(crossed, key, *figure)));
            }
        }
        sums
    }

    /// What adds up in two ways: values of one table that go with some of another alone.
    fn sums_of_pairs(&mut self, together: &MatchingSegments<'_>) -> Vec<Sum> {
        let mut sums = Vec::new();
        for pair in uncrossed_pairs(self.measure) {
            let [one, other]: [Columns; 2] =
                pair.tables.map(|axis| self.axes[axis].iter().copied().collect());
            let both = &one | &other;
            for table in 0..self.cells.len() {
                let figure = |cut: &Columns, key: &SegmentKey| {
                    let own = both.iter().zip(&key.0).filter(|(column, _)| cut.contains(column));
                    let key: Key = own.map(|(_, value)| value.clone()).collect();
                    self.cells[table].get(cut)?.get(&key).copied()
                };
                let keys = together(table, &pair.crossed);
                let met = keys.iter().filter_map(|key| Some([figure(&one, key)?, figure(&other, key)?]));
                let parts = connected_parts(&met.collect());
                // A single one is the total.
                if parts.len() > 1 {
                    parts.into_iter().for_each(|[ones, others]| sums.extend(self.same(ones, others)));
                }
            }
        }
        sums
    }

    /// Figures that add up to what others do.
    fn same(&mut self, ones: Vec<usize>, others: Vec<usize>) -> Vec<Sum> {
        if let [whole] = ones[..] {
            return vec![Sum { whole, parts: others }];
        }
        if let [whole] = others[..] {
            return vec![Sum { whole, parts: ones }];
        }
        let cases = ones.iter().map(|part| self.figures[*part].cases).sum();
        self.figures.push(Figure { cases, standing: Withholding::OnlyInSums });
        let whole = self.figures.len() - 1;
        [ones, others].map(|parts| Sum { whole, parts }).into()
    }

    /// A cell that stands in a table of the entity it belongs to, too.
    fn of_entity(&self, cut: &Columns, key: &Key, figure: usize) -> Option<Sum> {
        let place = cut.iter().position(|column| Some(*column) == self.entity)?;
        let id = key[place].as_deref()?;
        let table = 1 + self.ids[1..].binary_search(&id).ok()?;
        let rest: Columns = cut.iter().copied().filter(|column| Some(*column) != self.entity).collect();
        let mut own = key.clone();
        own.remove(place);
        let same = match rest.is_empty() {
            true => self.totals[table],
            false => *self.cells[table].get(&rest)?.get(&own)?,
        };
        Some(Sum { whole: figure, parts: vec![same] })
    }

    /// What adds up over entities: those below one, or below the whole.
    fn sums_of_families(&mut self, families: &[Family], smallest: u32) -> Vec<Sum> {
        let mut sums = Vec::new();
        for Family { above, below } in families {
            let above = above.map_or(0, |above| above + 1);
            let mut wanted = vec![(self.totals[above], below.iter().map(|at| self.totals[at + 1]).collect())];
            for (cut, cells) in &self.cells[above] {
                for (key, whole) in cells {
                    let of = |at: &usize| self.cells[at + 1].get(cut)?.get(key).copied();
                    wanted.push((*whole, below.iter().filter_map(of).collect::<Vec<usize>>()));
                }
            }
            for (whole, mut parts) in wanted {
                parts.extend(beyond(&mut self.figures, whole, &parts, smallest));
                sums.push(Sum { whole, parts });
            }
        }
        sums
    }
}

/// The figures of an axis by their keys, which have the order of its columns.
fn cells_of(cells: &BTreeMap<Columns, BTreeMap<Key, usize>>, columns: &[usize]) -> Vec<(SegmentKey, usize)> {
    let cut: Columns = columns.iter().copied().collect();
    let place = |column: &usize| cut.iter().position(|own| own == column);
    let places: Vec<usize> = columns.iter().filter_map(place).collect();
    let key = |key: &Key| SegmentKey(places.iter().map(|at| key[*at].clone()).collect());
    cells.get(&cut).into_iter().flatten().map(|(own, figure)| (key(own), *figure)).collect()
}

/// The figures that a table pools in one row, because they are beyond those it lists. It lists segments that had cases before as well,
/// so that by all there are no fewer are pooled.
fn pooled(axis: &Axis, mut cells: Vec<(SegmentKey, usize)>, figures: &[Figure]) -> Vec<usize> {
    cells.retain(|(key, _)| key.0.iter().any(Option::is_some));
    let listed = axis.listed(cells.len());
    if cells.len() <= listed {
        return Vec::new();
    }
    let size = |figure: usize| figures[figure].cases.unwrap_or(f64::INFINITY);
    cells.sort_by(|(key, a), (other, b)| {
        size(*b).total_cmp(&size(*a)).then_with(|| label(axis, key).cmp(&label(axis, other)))
    });
    let rest = cells.split_off(listed).into_iter().map(|(_, figure)| figure);
    rest.filter(|figure| figures[*figure].cases != Some(0.0)).collect()
}

/// What a figure has beyond its parts, as one part more: rows of no entity below. It is taken to be known, but for where it is small.
pub(crate) fn beyond(
    figures: &mut Vec<Figure>,
    whole: usize,
    parts: &[usize],
    smallest: u32,
) -> Option<usize> {
    let together: Option<f64> = parts.iter().map(|part| figures[*part].cases).sum();
    let cases = figures[whole].cases? - together?;
    // Different customers of several parts may be more than those of the whole, and parts of rows differ in their last digits.
    (cases > 1e-6).then(|| {
        let is_small = cases < f64::from(smallest);
        let standing = if is_small { Withholding::Withheld } else { Withholding::Fixed };
        figures.push(Figure { cases: Some(cases), standing });
        figures.len() - 1
    })
}
