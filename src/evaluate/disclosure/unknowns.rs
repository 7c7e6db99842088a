//! Which unknowns a system of sparse equations determines.

use std::collections::{BTreeMap, BTreeSet};

/// Numbers are counted modulo a prime so large that what holds of them holds of fractions: the only coefficients are 1 and −1.
const PRIME: u64 = (1 << 61) - 1;

/// Entries of equations that are looked at before the work is too much.
const BOUND: usize = 20_000_000;

/// What equations say of their unknowns.
pub(super) struct SolvedUnknowns {
    /// Whether each unknown has one value alone.
    pub(super) known: Vec<bool>,
    /// Unknowns of which a plain sum is known, as far as they were met.
    pub(super) together: Vec<Vec<usize>>,
}

/// One equation: its unknowns with their coefficients.
type Row = BTreeMap<usize, u64>;

/// What follows from equations whose unknowns count for or against their sum; `None` where that is too much work.
///
/// Equations are used up one by one, the shortest first: each expresses one unknown by others. Those that none expresses may have
/// any value; with arbitrary ones the others are computed for a sum of zero. What comes to zero then always does, so that its
/// value is one alone.
pub(super) fn solve(equations: &[Vec<(usize, bool)>], unknowns: usize) -> Option<SolvedUnknowns> {
    let coefficient =
        |(unknown, is_against): &(usize, bool)| (*unknown, if *is_against { PRIME - 1 } else { 1 });
    let mut rows: Vec<Row> = equations.iter().map(|row| row.iter().map(coefficient).collect()).collect();
    let mut stands_in: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); unknowns];
    for (at, row) in rows.iter().enumerate() {
        row.keys().for_each(|unknown| _ = stands_in[*unknown].insert(at));
    }
    let mut by_length: BTreeSet<(usize, usize)> =
        rows.iter().enumerate().map(|(at, row)| (row.len(), at)).collect();
    let mut used: Vec<(usize, Row)> = Vec::new();
    let mut work = 0_usize;
    while let Some((_, at)) = by_length.pop_first() {
        let row = std::mem::take(&mut rows[at]);
        row.keys().for_each(|unknown| _ = stands_in[*unknown].remove(&at));
        let Some((&pivot, &own)) = row.iter().min_by_key(|(unknown, _)| stands_in[**unknown].len()) else {
            continue;
        };
        let inverse = power(own, PRIME - 2);
        for other in std::mem::take(&mut stands_in[pivot]) {
            work += row.len();
            if work > BOUND {
                return None;
            }
            by_length.remove(&(rows[other].len(), other));
            let factor = PRIME - times(rows[other].remove(&pivot).unwrap_or(0), inverse);
            for (&unknown, &value) in row.iter().filter(|(unknown, _)| **unknown != pivot) {
                let entry = rows[other].entry(unknown).or_insert(0);
                *entry = (*entry + times(value, factor)) % PRIME;
                if *entry == 0 {
                    rows[other].remove(&unknown);
                    stands_in[unknown].remove(&other);
                } else {
                    stands_in[unknown].insert(other);
                }
            }
            by_length.insert((rows[other].len(), other));
        }
        used.push((
            pivot,
            row.into_iter().map(|(unknown, value)| (unknown, times(value, inverse))).collect(),
        ));
    }
    let mut values: Vec<u64> = (0..unknowns as u64).map(pseudo_random).collect();
    for (pivot, row) in used.iter().rev() {
        let others = row.iter().filter(|(unknown, _)| *unknown != pivot);
        let sum = others.fold(0, |sum, (unknown, value)| (sum + times(*value, values[*unknown])) % PRIME);
        values[*pivot] = (PRIME - sum) % PRIME;
    }
    let is_plain = |row: &Row| row.values().all(|value| *value == 1);
    let together = used.iter().filter(|(_, row)| is_plain(row)).map(|(_, row)| row.keys().copied().collect());
    Some(SolvedUnknowns {
        known: values.iter().map(|value| *value == 0).collect(),
        together: together.collect(),
    })
}

/// A product.
fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

fn power(base: u64, exponent: u64) -> u64 {
    let (mut product, mut square, mut left) = (1, base, exponent);
    while left > 0 {
        if left % 2 == 1 {
            product = times(product, square);
        }
        square = times(square, square);
        left /= 2;
    }
    product
}

/// A number as good as any other, by its place (SplitMix64, Steele, Lea and Flood 2014); never zero.
fn pseudo_random(place: u64) -> u64 {
    let mut mixed = (place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    1 + (mixed ^ (mixed >> 31)) % (PRIME - 1)
}
