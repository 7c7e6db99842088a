//! A figure as a dot on an axis that others share.

use super::svg::Svg;
use super::{FAINT, INK, LINE, share};

const WIDTH: f64 = 84.0;
const HEIGHT: f64 = 9.0;
const RADIUS: f64 = 3.0;

/// A dot at a share of the axis, 0 to 1; a tick where what it is held against stands.
pub fn dot(at: f64, mark: Option<f64>) -> String {
    let mut svg = Svg::decorative(WIDTH, HEIGHT);
    let place = |value: f64| RADIUS + share(value) * (WIDTH - 2.0 * RADIUS);
    svg.line((RADIUS, HEIGHT / 2.0), (WIDTH - RADIUS, HEIGHT / 2.0), FAINT, 0.8);
    if let Some(mark) = mark {
        svg.line((place(mark), 0.5), (place(mark), HEIGHT - 0.5), LINE, 0.8);
    }
    svg.dot((place(at), HEIGHT / 2.0), RADIUS, INK);
    svg.finish()
}
