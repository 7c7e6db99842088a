//! A difference to plan as a bar.

use super::svg::Svg;
use super::{FAVOURABLE, INK, NEUTRAL, UNFAVOURABLE};

const WIDTH: f64 = 76.0;
const HEIGHT: f64 = 16.0;
const BAR: f64 = 9.0;
/// A difference that exists stays visible.
const LEAST: f64 = 0.75;

/// A bar from the axis in the middle, to the right where actual exceeds plan.
///
/// - `share`: length as share of the half axis, −1 to 1.
/// - `favourable`: decides the colour, never the side: more cost points right in the unfavourable colour.
/// - Absent: no difference gives the axis alone.
pub fn variance_bar(share: Option<f64>, favourable: Option<bool>) -> String {
    let mut svg = Svg::decorative(WIDTH, HEIGHT);
    let axis = WIDTH / 2.0;
    if let Some(share) = share.filter(|s| !s.is_nan() && *s != 0.0) {
        let length = (share.abs().min(1.0) * (axis - 1.0)).max(LEAST);
        let left = if share > 0.0 { axis } else { axis - length };
        let fill = match favourable {
            Some(true) => FAVOURABLE,
            Some(false) => UNFAVOURABLE,
            None => NEUTRAL,
        };
        svg.rect(left, (HEIGHT - BAR) / 2.0, length, BAR, fill);
    }
    svg.line((axis, 1.0), (axis, HEIGHT - 1.0), INK, 0.8);
    svg.finish()
}
