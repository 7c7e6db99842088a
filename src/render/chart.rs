//! Charts as SVG text, drawn once for every format that shows them.
//!
//! Every function is pure: the same values give the same text. Lengths are points, the origin is top left,
//! numbers carry two decimals at most, and nothing leaves the view box, however wild the values are.

mod axis;
mod bullet;
mod dot;
mod drawing;
pub mod map;
mod run;
mod segment;
mod sparkline;
mod svg;
mod trend;
mod variance;

pub use self::bullet::bullet;
pub use self::dot::dot;
pub use self::drawing::{draw, drawn};
pub use self::run::run;
pub use self::segment::segment_bar;
pub use self::sparkline::sparkline;
pub use self::trend::{TrendSize, trend};
pub use self::variance::variance_bar;

/// Ink of text, bars and marks.
const INK: &str = "#1A1A1A";
/// Lines that accompany: the run of a sparkline, a target.
const LINE: &str = "#6B6B6B";
/// Text that accompanies; 7:1 on white.
const QUIET: &str = "#595959";
/// Grid lines and interval whiskers.
const FAINT: &str = "#DCDCDC";
/// The fan of a forecast, beneath the grid.
const PALE: &str = "#EEEEEE";
/// A favourable difference (blue of the Okabe–Ito palette).
const FAVOURABLE: &str = "#0072B2";
/// An unfavourable difference (vermilion of the Okabe–Ito palette).
const UNFAVOURABLE: &str = "#D55E00";
/// A difference without a good or a bad side.
const NEUTRAL: &str = "#8C8C8C";

/// A value that can be drawn: what is not a number, or beyond all bounds, is a gap.
fn present(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// A share held within 0 and 1; what is not a number counts as the lower end.
fn share(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}
