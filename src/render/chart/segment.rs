//! The length of a segment's value beside its figures.

use super::svg::Svg;
use super::{NEUTRAL, QUIET, share};

const WIDTH: f64 = 84.0;
const HEIGHT: f64 = 9.0;

/// A bar over `length` of the full width, 0 to 1; paler where the value is shown grey.
pub fn segment_bar(length: f64, grey: bool) -> String {
    let mut svg = Svg::decorative(WIDTH, HEIGHT);
    svg.rect(0.0, 1.0, share(length) * WIDTH, HEIGHT - 2.0, if grey { NEUTRAL } else { QUIET });
    svg.finish()
}
