//! Charts of individual values and moving ranges (XmR): how far a stable series wanders by chance.
//!
//! A series holds one value per period; an absent one is a gap, and no range is taken across a gap.

use super::finite;
use super::interval::Interval;

/// What a moving range is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// Distance of the limits from the centre: three standard deviations.
    pub limits: f64,
    /// Upper limit of a single range.
    pub range: f64,
}

impl Factors {
    /// Of the mean range, rounded as tables print them.
    pub const MEAN: Factors = Factors { limits: 2.66, range: 3.267 };
    /// Of the mean range, exact: `3 ÷ d₂` and `D₄` with d₂ = 2 ÷ √π.
    pub const EXACT: Factors = Factors { limits: 2.658_680_776_358_274, range: 3.266_531_919_288_601_3 };
}

/// Limits of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Values they were taken from.
    pub points: usize,
    /// Centre line.
    pub centre: f64,
    /// Mean of the moving ranges.
    pub moving_range: f64,
    /// A third of the way from the centre to a limit.
    pub sigma: f64,
    /// Lower limit, before it is held within natural bounds.
    pub lower: f64,
    /// Upper limit, likewise.
    pub upper: f64,
    /// Largest range that chance explains.
    pub range_limit: f64,
}

impl Limits {
    fn around(centre: f64, moving_range: f64, points: usize, factors: Factors) -> Option<Limits> {
        let reach = factors.limits * moving_range;
        Some(Limits {
            points,
            centre: finite(centre)?,
            moving_range: finite(moving_range)?,
            sigma: reach / 3.0,
            lower: finite(centre - reach)?,
            upper: finite(centre + reach)?,
            range_limit: finite(factors.range * moving_range)?,
        })
    }

    /// The limits held within natural bounds, such as 0 and 1 of a share.
    pub fn within(&self, lowest: Option<f64>, highest: Option<f64>) -> Interval {
        let interval = Interval { low: self.lower, high: self.upper };
        interval.clipped(lowest.unwrap_or(f64::NEG_INFINITY), highest.unwrap_or(f64::INFINITY))
    }
}

/// Distances between neighbours; none beside a gap.
pub fn moving_ranges(series: &[Option<f64>]) -> Vec<Option<f64>> {
    series.windows(2).map(|pair| Some((pair[1]? - pair[0]?).abs())).collect()
}

/// Limits from mean and mean moving range.
///
/// `x̄ ± 2.66·mR̄`, never the standard deviation of all values, which a shift would widen
///
/// - Shape: one value per period; a gap breaks the range.
/// - Unit: that of the values.
/// - Absent: no two neighbours.
/// - Source: Wheeler 1993, *Understanding Variation*; Shewhart.
pub fn limits(series: &[Option<f64>], factors: Factors) -> Option<Limits> {
    let values: Vec<f64> = series.iter().flatten().copied().collect();
    let ranges: Vec<f64> = moving_ranges(series).into_iter().flatten().collect();
    Limits::around(mean(&values)?, mean(&ranges)?, values.len(), factors)
}

/// The mean, held between least and greatest: a constant series stands exactly on its centre.
fn mean(values: &[f64]) -> Option<f64> {
    let least = values.iter().copied().min_by(f64::total_cmp)?;
    let greatest = values.iter().copied().max_by(f64::total_cmp)?;
    Some((values.iter().sum::<f64>() / values.len() as f64).clamp(least, greatest))
}
