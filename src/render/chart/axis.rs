//! The value axis: round steps, labels and the way from a value to a height.

use crate::locale::{Grouping, Locale, Notation};
use crate::report::view::TrendChart;

/// A value axis in display units.
pub(super) struct Axis {
    low: f64,
    high: f64,
    step: f64,
    factor: f64,
    locale: Locale,
}

impl Axis {
    /// An axis that holds every value, target, interval and limit of the chart and keeps to the natural bounds.
    pub(super) fn new(chart: &TrendChart) -> Axis {
        let factor = if chart.factor.is_finite() && chart.factor != 0.0 { chart.factor } else { 1.0 };
        let shown = chart
            .points
            .iter()
            .flat_map(|p| [p.value, p.target, p.low, p.high])
            .flatten()
            .map(|v| held(v * factor))
            .filter(|v| !v.is_nan());
        let (mut low, mut high) =
            shown.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let limits = chart.limits.iter().flat_map(|l| [l.lower, l.upper]).map(|v| held(v * factor));
        for limit in limits.filter(|v| !v.is_nan()) {
            (low, high) = (low.min(limit), high.max(limit));
        }
        // A wide fan may leave the plot rather than press the values flat.
        let room = high - low;
        let fan = chart.outlook.iter().flat_map(|p| [p.low, p.high]).map(|v| held(v * factor));
        let fan = fan.filter(|v| !v.is_nan()).map(|v| v.clamp(low - room / 2.0, high + room / 2.0));
        (low, high) = fan.collect::<Vec<_>>().into_iter().fold((low, high), |(l, h), v| (l.min(v), h.max(v)));
        let (least, most) =
            (chart.bounds.0.map(|b| held(b * factor)), chart.bounds.1.map(|b| held(b * factor)));
        if least == Some(0.0) && low < 0.4 * high {
            low = 0.0;
        }
        let smallest = 10_f64.powi(-i32::from(chart.decimals.min(9)));
        if high - low < smallest {
            let middle = f64::midpoint(low, high);
            let half = smallest.max(middle.abs() * 0.05);
            (low, high) = (middle - half, middle + half);
        }
        let step = round_step((high - low) / 4.0).max(smallest);
        let lowest = low;
        let (mut low, mut high) = ((low / step).floor() * step, (high / step).ceil() * step);
        // What lies on the axis itself is not seen there.
        if low != 0.0 && lowest - low < step * 0.02 && least.is_none_or(|least| least <= low - step) {
            low -= step;
        }
        if let Some(least) = least.filter(|b| low < *b && *b < high) {
            low = least;
        }
        if let Some(most) = most.filter(|b| *b < high && low < *b) {
            high = most;
        }
        Axis { low, high, step, factor, locale: chart.locale }
    }

    /// Where a value stands between the ends, 0 to 1.
    pub(super) fn place(&self, value: f64) -> f64 {
        self.place_shown(value * self.factor)
    }

    /// The same for a value already in display units, such as a tick.
    pub(super) fn place_shown(&self, value: f64) -> f64 {
        super::share((held(value) - self.low) / (self.high - self.low))
    }

    /// The ticks within the axis, lowest first, with their labels.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let first = (self.low / self.step - 1e-9).ceil();
        let count = ((self.high / self.step + 1e-9).floor() - first).clamp(0.0, 12.0) as u32;
        (0..=count)
            .map(|i| {
                let value = (first + f64::from(i)) * self.step;
                (value, self.label(value))
            })
            .collect()
    }

    /// A tick's label, as the locale writes numbers; beyond a trillion as a power of ten.
    fn label(&self, value: f64) -> String {
        if value.abs() < 1e12 {
            let grouping = Grouping::beside(self.high.abs().max(self.low.abs()));
            return self
                .locale
                .format(value, Notation { decimals: self.decimals(), grouping, ..Notation::default() });
        }
        let scientific = format!("{value:.1e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        format!("{} E{exponent}", self.locale.number(mantissa.parse().unwrap_or(value), 1))
    }

    /// As many decimals as the step needs.
    fn decimals(&self) -> usize {
        (0..9)
            .find(|d| {
                let scaled = self.step * 10_f64.powi(*d);
                (scaled - scaled.round()).abs() < 1e-6 * scaled
            })
            .map_or(9, |d| d as usize)
    }
}

/// Keeps sums and differences of axis values finite.
fn held(value: f64) -> f64 {
    value.clamp(-1e100, 1e100)
}

/// The next of 1, 2, 2.5, 5 times a power of ten.
fn round_step(raw: f64) -> f64 {
    let power = 10_f64.powf(raw.log10().floor());
    let lead = raw / power;
    let round = [1.0, 2.0, 2.5, 5.0].into_iter().find(|r| lead <= r + 1e-9).unwrap_or(10.0);
    round * power
}
