//! Actual against plan on graded bands.

use super::svg::Svg;
use super::{INK, share};
use crate::report::view::Bullet;

const WIDTH: f64 = 108.0;
const HEIGHT: f64 = 16.0;
const BAND: f64 = 12.0;
const BAR: f64 = 3.6;
const MARK: f64 = 9.0;
/// Greys of the darkest and the lightest band.
const SHADES: (f64, f64) = (200.0, 240.0);

/// A bullet graph: grey bands behind, the actual as dark bar from zero, the target as a mark across.
///
/// - Shape: without a zero on the scale the length of a bar would mislead, so a dot stands at the value.
/// - Source: Few, *Bullet Graph Design Specification* (2013).
pub fn bullet(bullet: &Bullet) -> String {
    let mut svg = Svg::decorative(WIDTH, HEIGHT);
    let middle = HEIGHT / 2.0;
    let mut from = 0.0;
    for (i, end) in bullet.bands.iter().enumerate() {
        let end = share(*end).max(from);
        let step = i as f64 / bullet.bands.len().saturating_sub(1).max(1) as f64;
        let grey = (SHADES.0 + (SHADES.1 - SHADES.0) * step).round() as u8;
        svg.rect(
            from * WIDTH,
            middle - BAND / 2.0,
            (end - from) * WIDTH,
            BAND,
            &format!("#{grey:02X}{grey:02X}{grey:02X}"),
        );
        from = end;
    }
    let actual = share(bullet.actual) * WIDTH;
    match bullet.zero {
        Some(zero) => {
            let zero = share(zero) * WIDTH;
            svg.rect(zero.min(actual), middle - BAR / 2.0, (actual - zero).abs(), BAR, INK);
        }
        None => {
            let radius = BAR * 0.7;
            svg.dot((actual.clamp(radius, WIDTH - radius), middle), radius, INK);
        }
    }
    let target = (share(bullet.target) * WIDTH).clamp(1.0, WIDTH - 1.0);
    svg.rect(target - 0.9, middle - MARK / 2.0, 1.8, MARK, INK);
    svg.finish()
}
