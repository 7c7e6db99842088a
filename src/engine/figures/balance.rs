//! The sum of each history's last value: balances of accounts, last answers of customers.

use super::Histories;
use crate::engine::atoms::{Atom, to_number};

/// Each first key stands at its last atom of the window, or, when carried, of all days to the window's end. A key
/// belongs to the segment of that atom.
pub(super) fn read(histories: &Histories<'_>, carried: bool) -> Option<f64> {
    let window = histories.window;
    let atoms =
        if carried { histories.until(window.last) } else { histories.between(window.first, window.last) };
    let mut last: Vec<Option<&Atom>> = vec![None; histories.keyed.firsts];
    for atom in atoms {
        if let Some(key) = atom.keys[0] {
            last[key as usize] = Some(atom);
        }
    }
    let held = last.into_iter().flatten().filter(|a| histories.cut.holds(&a.segment));
    let sum = held.map(|a| a.sums[0]).reduce(|a, b| a + b);
    // A cut without any key holds nothing where the source has rows; so does a total.
    sum.map(to_number).or_else(|| (histories.has_rows)(window.first, window.last).then_some(0.0))
}
