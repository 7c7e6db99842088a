//! Splits of a change into what its parts did: rate and mix of a ratio, price, volume and mix of money.
//!
//! Both are symmetric (a bar is the mean of both periods), so that neither period is the base: exchanging the periods
//! exchanges every sign. Both add up exactly.

use super::finite;

/// A part of a whole in two periods: what stands above and below the line of the ratio.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Part {
    /// Numerator before; of money, the money.
    pub before: f64,
    /// Denominator before; of money, the quantity.
    pub base_before: f64,
    /// Numerator after.
    pub after: f64,
    /// Denominator after.
    pub base_after: f64,
}

/// What a part did to a ratio of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RateMix {
    /// Because its own ratio moved.
    pub rate: f64,
    /// Because its share of the denominator moved.
    pub mix: f64,
}

/// What a part did to money of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PriceVolumeMix {
    /// Because its price moved.
    pub price: f64,
    /// Because the whole quantity moved.
    pub volume: f64,
    /// Because its share of the quantity moved.
    pub mix: f64,
}

/// The change of `ΣN ÷ ΣD` split over its parts.
///
/// `mix_i = (r̄_i − R̄)·Δw_i`, `rate_i = Δ(N_i ÷ D) − r̄_i·Δw_i`, with w = D_i ÷ D, r = N_i ÷ D_i, R the whole ratio
///
/// A part without rows in one period takes its own ratio of the other, so that all of it is mix. What has a numerator
/// and no denominator has no share, so that all of it is rate.
///
/// - Unit: that of the ratio.
/// - Absent: the whole denominator is 0 in a period.
/// - Source: Bennet 1920; Kitagawa 1955.
pub fn rate_mix(parts: &[Part]) -> Option<Vec<RateMix>> {
    let total = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
    let (base_before, base_after) = (total(|p| p.base_before), total(|p| p.base_after));
    let before = super::quotient(total(|p| p.before), base_before)?;
    let after = super::quotient(total(|p| p.after), base_after)?;
    let whole = (before + after) / 2.0;
    let split = |part: &Part| {
        let (share_before, share_after) = (part.base_before / base_before, part.base_after / base_after);
        let moved = part.after / base_after - part.before / base_before;
        let own = [(part.before, part.base_before), (part.after, part.base_after)];
        let Some(ratio) = mean_of_known(own) else { return RateMix { rate: moved, mix: 0.0 } };
        let shift = share_after - share_before;
        RateMix { rate: moved - ratio * shift, mix: (ratio - whole) * shift }
    };
    let splits: Vec<RateMix> = parts.iter().map(split).collect();
    splits.iter().all(|s| finite(s.rate + s.mix).is_some()).then_some(splits)
}

/// The change of money split over products with quantities.
///
/// `price_i = q̄_i·Δp_i`, `volume_i = p̄_i·s̄_i·ΔQ`, `mix_i = p̄_i·Q̄·Δs_i`, with Q the whole quantity, s = q_i ÷ Q
///
/// Volume and mix are not taken off the mean price, so that every product's parts add to its own change of money. A product
/// without quantity in one period takes the price of the other; money without any quantity is price; where the whole
/// quantity is 0 in a period, there are no shares, and all that is not price is volume.
///
/// - Unit: that of the money.
/// - Absent: a part is not a finite number.
/// - Source: Bennet 1920; Diewert 2005.
pub fn price_volume_mix(parts: &[Part]) -> Option<Vec<PriceVolumeMix>> {
    let base_before: f64 = parts.iter().map(|p| p.base_before).sum();
    let base_after: f64 = parts.iter().map(|p| p.base_after).sum();
    let split = |part: &Part| {
        let change = part.after - part.before;
        let own = [(part.before, part.base_before), (part.after, part.base_after)];
        let Some(price) = mean_of_known(own) else {
            return PriceVolumeMix { price: change, ..PriceVolumeMix::default() };
        };
        let of_price = change - price * (part.base_after - part.base_before);
        if base_before == 0.0 || base_after == 0.0 {
            return PriceVolumeMix { price: of_price, volume: change - of_price, mix: 0.0 };
        }
        let (share_before, share_after) = (part.base_before / base_before, part.base_after / base_after);
        PriceVolumeMix {
            price: of_price,
            volume: price * (share_before + share_after) / 2.0 * (base_after - base_before),
            mix: price * (base_before + base_after) / 2.0 * (share_after - share_before),
        }
    };
    let splits: Vec<PriceVolumeMix> = parts.iter().map(split).collect();
    splits.iter().all(|s| finite(s.price + s.volume + s.mix).is_some()).then_some(splits)
}

/// The mean of two ratios, or the one that exists.
fn mean_of_known(ratios: [(f64, f64); 2]) -> Option<f64> {
    let [before, after] = ratios.map(|(numerator, base)| (base != 0.0).then(|| numerator / base));
    match (before, after) {
        (Some(before), Some(after)) => Some((before + after) / 2.0),
        (known, other) => known.or(other),
    }
}
