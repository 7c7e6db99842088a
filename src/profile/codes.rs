//! Numbers that are none: 99 on a scale to 10, −1 among amounts.

use super::Counted;

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
pub(super) fn apart(values: &[(f64, Counted)]) -> Vec<Counted> {
    let mut ordered: Vec<&(f64, Counted)> = values.iter().collect();
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
    let scale: Vec<f64> = (0..=11).map(f64::from).collect();
    if body == scale
        && let Some((_, eleven)) = ordered.iter().find(|(value, _)| *value == 11.0)
    {
        found.push(eleven.clone());
    }
    found
}
