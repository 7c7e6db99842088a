//! The order of boxes within their rows, by which few arrows cross: layers, and sweeps by the mean place of neighbours.
//!
//! Source: Sugiyama, Tagawa and Toda, *Methods for Visual Understanding of Hierarchical System Structures* (1981).

use crate::report::view::MapView;

/// Rows that one perspective takes at most where its objectives drive one another.
const DEEPEST: usize = 3;
/// The same on a map of many rows, and from how many on it is one.
const DEEPEST_OF_MANY: usize = 2;
const MANY: usize = 8;
/// Boxes of a row at most.
const PER_ROW: usize = 8;
/// Sweeps down and up.
const SWEEPS: usize = 12;

/// Boxes and the places where arrows pass, by rows from above.
pub(super) struct Layers {
    /// Items by row, from the left; those below the number of boxes are boxes.
    pub(super) rows: Vec<Vec<usize>>,
    /// Band of each row.
    pub(super) bands: Vec<usize>,
    /// Row of each item.
    pub(super) row_of: Vec<usize>,
    /// For each link the items it passes, from the one that drives to the one that is driven.
    pub(super) ways: Vec<Vec<usize>>,
}

impl Layers {
    /// The layers of a map, ordered.
    pub(super) fn new(map: &MapView) -> Layers {
        let (mut rows, mut bands) = ranked(map, DEEPEST);
        if rows.len() > MANY {
            (rows, bands) = ranked(map, DEEPEST_OF_MANY);
        }
        let count = map.nodes().count();
        let mut row_of = vec![0; count];
        for (r, row) in rows.iter().enumerate() {
            row.iter().for_each(|item| row_of[*item] = r);
        }
        let mut ways = Vec::new();
        for link in &map.links {
            let (from, to) = (row_of[link.from], row_of[link.to]);
            let mut way = vec![link.from];
            let between: Vec<usize> =
                if from > to { (to + 1..from).rev().collect() } else { (from + 1..to).collect() };
            for row in between {
                let item = row_of.len();
                row_of.push(row);
                rows[row].push(item);
                way.push(item);
            }
            way.push(link.to);
            ways.push(way);
        }
        let mut layers = Layers { rows, bands, row_of, ways };
        layers.order();
        layers
    }

    /// Neighbours of each item in the row above and in the row below.
    pub(super) fn neighbours(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut above = vec![Vec::new(); self.row_of.len()];
        let mut below = vec![Vec::new(); self.row_of.len()];
        for pair in self.ways.iter().flat_map(|way| way.windows(2)) {
            let (upper, lower) = match self.row_of[pair[0]].cmp(&self.row_of[pair[1]]) {
                std::cmp::Ordering::Less => (pair[0], pair[1]),
                std::cmp::Ordering::Greater => (pair[1], pair[0]),
                std::cmp::Ordering::Equal => continue,
            };
            below[upper].push(lower);
            above[lower].push(upper);
        }
        (above, below)
    }

    /// Places of items within their rows.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.row_of.len()];
        for row in &self.rows {
            row.iter().enumerate().for_each(|(i, item)| places[*item] = i);
        }
        places
    }

    fn order(&mut self) {
        let (above, below) = self.neighbours();
        let mut best = (self.crossings(&below), self.rows.clone());
        for sweep in 0..SWEEPS {
            let down = sweep % 2 == 0;
            let last = self.rows.len().saturating_sub(1);
            for i in 0..=last {
                let (r, beside) = if down { (i, &above) } else { (last - i, &below) };
                self.by_means(r, beside);
            }
            self.exchange(&above, &below);
            let crossings = self.crossings(&below);
            if crossings < best.0 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    /// Sorts a row by the mean place of its items' neighbours in another one; what has none keeps its place.
    fn by_means(&mut self, row: usize, beside: &[Vec<usize>]) {
        let places = self.places();
        let mut keyed: Vec<(f64, usize)> = self.rows[row]
            .iter()
            .enumerate()
            .map(|(i, item)| {
                let found = &beside[*item];
                let sum: usize = found.iter().map(|other| places[*other]).sum();
                (if found.is_empty() { i as f64 } else { sum as f64 / found.len() as f64 }, *item)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.rows[row] = keyed.into_iter().map(|(_, item)| item).collect();
    }

    /// Exchanges neighbours of a row as long as fewer arrows cross by it.
    fn exchange(&mut self, above: &[Vec<usize>], below: &[Vec<usize>]) {
        for r in 0..self.rows.len() {
            for i in 1..self.rows[r].len() {
                let places = self.places();
                let (a, b) = (self.rows[r][i - 1], self.rows[r][i]);
                let crossed = |left: usize, right: usize| {
                    inverted(&above[left], &above[right], &places)
                        + inverted(&below[left], &below[right], &places)
                };
                if crossed(b, a) < crossed(a, b) {
                    self.rows[r].swap(i - 1, i);
                }
            }
        }
    }

    /// How many pairs of arrows cross between rows.
    pub(super) fn crossings(&self, below: &[Vec<usize>]) -> usize {
        let places = self.places();
        let mut crossings = 0;
        for row in &self.rows {
            // Each end below is counted against those of arrows that start further left.
            let mut seen = vec![0_usize; self.row_of.len() + 1];
            let mut total = 0;
            for item in row {
                let ends: Vec<usize> = below[*item].iter().map(|other| places[*other]).collect();
                for end in &ends {
                    crossings += total - prefix_sum(&seen, *end);
                }
                for end in ends {
                    add(&mut seen, end);
                    total += 1;
                }
            }
        }
        crossings
    }
}

/// How many pairs of ends of two items stand the other way round.
fn inverted(left: &[usize], right: &[usize], places: &[usize]) -> usize {
    left.iter().map(|a| right.iter().filter(|b| places[**b] < places[*a]).count()).sum()
}

/// Adds one at a place of a Fenwick tree.
fn add(tree: &mut [usize], place: usize) {
    let mut i = place + 1;
    while i < tree.len() {
        tree[i] += 1;
        i += i & i.wrapping_neg();
    }
}

/// The sum up to a place, that one included.
fn prefix_sum(tree: &[usize], place: usize) -> usize {
    let (mut i, mut sum) = (place + 1, 0);
    while i > 0 {
        sum += tree[i];
        i -= i & i.wrapping_neg();
    }
    sum
}

/// Boxes by rows: an objective stands below those of its perspective that it drives, as far as there are rows for it.
fn ranked(map: &MapView, deepest: usize) -> (Vec<Vec<usize>>, Vec<usize>) {
    let (mut rows, mut bands) = (Vec::new(), Vec::new());
    let mut first = 0;
    for (b, band) in map.bands.iter().enumerate() {
        let own = first..first + band.nodes.len();
        let mut depth = vec![0_usize; own.len()];
        // As many rounds as there are rows are enough, whatever the order of the links.
        for _ in 1..deepest {
            for link in map.links.iter().filter(|link| own.contains(&link.from) && own.contains(&link.to)) {
                let least = (depth[link.to - first] + 1).min(deepest - 1);
                depth[link.from - first] = depth[link.from - first].max(least);
            }
        }
        let deep = depth.iter().copied().max().unwrap_or(0);
        for level in 0..=deep {
            let row: Vec<usize> = own.clone().filter(|node| depth[node - first] == level).collect();
            let parts = row.len().div_ceil(PER_ROW).max(1);
            let size = row.len().div_ceil(parts).max(1);
            let mut cut: Vec<Vec<usize>> = row.chunks(size).map(<[usize]>::to_vec).collect();
            if cut.is_empty() {
                cut.push(Vec::new());
            }
            for part in cut {
                rows.push(part);
                bands.push(b);
            }
        }
        first = own.end;
    }
    (rows, bands)
}
