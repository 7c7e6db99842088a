//! Numbers that are none: 99 on a scale to 10, −1 among amounts.

use super::ValueCount;

/// What people write into a column of numbers for "no answer".
const CODES: [f64; 20] = [
    -999.0,
    -99.0,
    -9.0,
    -8.0,
    -2.0,
    -1.0,
    77.0,
    88.0,
    97.0,
    98.0,
    99.0,
    888.0,
    996.0,
    997.0,
    998.0,
    999.0,
    9999.0,
    99999.0,
    999_999.0,
    9_999_999.0,
];

/// Values that stand apart from all others as such a code does. Of a scale whose answers are the numbers 0 to 10, 11 is
/// one too.
pub(super) fn outlying_codes(values: &[(f64, ValueCount)]) -> Vec<ValueCount> {
    let mut ordered: Vec<&(f64, ValueCount)> = values.iter().collect();
    ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_code = |value: f64| CODES.contains(&value);
    let body: Vec<f64> = ordered.iter().map(|(value, _)| *value).filter(|value| !is_code(*value)).collect();
    let (Some(low), Some(high)) = (body.first().copied(), body.last().copied()) else { return Vec::new() };
    let reach = (high - low).max(1.0);
    let mut found = Vec::new();
    for (value, counted) in &ordered {
        let is_above = *value > high && *value - high > reach;
        // Below it a sign alone makes the difference: nothing else is negative.
        let is_below = *value < low && low >= 0.0 && *value < 0.0;
        if is_code(*value) && (is_above || is_below) && body.len() > 2 {
            found.push(counted.clone());
        }
    }
    found.extend(codes_behind_gap(&ordered));
    let scale: Vec<f64> = (0..=11).map(f64::from).collect();
    if body == scale
        && let Some((_, eleven)) = ordered.iter().find(|(value, _)| *value == 11.0)
    {
        found.push(eleven.clone());
    }
    found
}

/// Share of the answers that have to stand on a scale for what is left to be codes.
const MOST: f64 = 0.9;

/// `9` behind the answers 1 to 5: whole numbers from 0 or 1 on without a gap, then a gap, then no more than two of 7, 8 and 9, which people
/// write for "no answer" where a scale leaves them free.
fn codes_behind_gap(ordered: &[&(f64, ValueCount)]) -> Vec<ValueCount> {
    let Some((first, _)) = ordered.first().filter(|(first, _)| *first == 0.0 || *first == 1.0) else {
        return Vec::new();
    };
    let on_scale =
        ordered.iter().enumerate().take_while(|(at, (value, _))| *value == first + *at as f64).count();
    let (scale, rest) = ordered.split_at(on_scale);
    let rows = |some: &[&(f64, ValueCount)]| some.iter().map(|(_, counted)| counted.rows).sum::<u64>() as f64;
    let is_code = |(value, _): &&(f64, ValueCount)| [7.0, 8.0, 9.0].contains(value);
    let is_scale = (4..=8).contains(&scale.len()) && rows(scale) >= MOST * rows(ordered);
    match is_scale && (1..=2).contains(&rest.len()) && rest.iter().all(is_code) {
        true => rest.iter().map(|(_, counted)| counted.clone()).collect(),
        false => Vec::new(),
    }
}
