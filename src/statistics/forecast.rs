//! Forecasts of a series, how sure they are, and the choice among methods by what each would have foretold.
//!
//! All four methods are innovations models: the error h steps ahead is `ε_h + Σ ψ_k·ε_{h−k}` with independent ε of
//! standard deviation σ. Steps, sums of steps and intervals follow from σ and ψ.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::direction::Direction;
use super::finite;
use super::interval::Interval;
use super::normal::{Z95, cumulative};

/// How a series is continued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The level goes on: simple exponential smoothing.
    Ses,
    /// The line from first to last goes on.
    Drift,
    /// Level and trend go on, both smoothed: Holt.
    Holt,
    /// The last season comes again.
    SeasonalNaive,
}

impl Method {
    /// Every method, plainer ones first: of two that err equally the first is taken.
    pub const ALL: [Method; 4] = [Method::Ses, Method::Drift, Method::Holt, Method::SeasonalNaive];

    /// Points without which the method is not offered; none where there is no season.
    pub fn least(self, season: Option<usize>) -> Option<usize> {
        match self {
            Method::Ses | Method::Drift => Some(6),
            Method::Holt => Some(8),
            Method::SeasonalNaive => season.map(|m| m + 4),
        }
    }

    /// Points from which it can foretell at all, as the back-test asks of it.
    fn min_points_to_forecast(self, season: Option<usize>) -> usize {
        match self {
            Method::Ses | Method::Drift => 3,
            Method::Holt => TREND_FROM,
            Method::SeasonalNaive => season.map_or(usize::MAX, |m| m + 1),
        }
    }
}

/// A method with its parameters, fitted to a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// What is known at the end of the series.
    pub state: State,
    /// Points of the series.
    pub points: usize,
    /// Standard deviation of the errors one step ahead.
    pub sigma: f64,
}

/// What a method carries from the past into the future.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Simple exponential smoothing.
    Ses {
        /// Weight of the newest value, 0 to 1.
        alpha: f64,
        /// Level.
        level: f64,
    },
    /// Drift.
    Drift {
        /// Last value.
        last: f64,
        /// Change per step.
        slope: f64,
    },
    /// Holt's linear trend.
    Holt {
        /// Weight of the newest value, 0 to 1.
        alpha: f64,
        /// Weight of the newest change, 0 to 1.
        beta_star: f64,
        /// Level.
        level: f64,
        /// Change per step.
        trend: f64,
    },
    /// Seasonal naive.
    SeasonalNaive {
        /// The last season's values, oldest first.
        season: Vec<f64>,
    },
}

/// A mean with its standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
}

impl Expected {
    /// The 95 % interval of a normal distribution.
    pub fn interval(&self) -> Interval {
        Interval { low: self.mean - Z95 * self.deviation, high: self.mean + Z95 * self.deviation }
    }

    /// The same for a value divided and shifted: `shift + factor·x`.
    pub fn scaled(&self, factor: f64, shift: f64) -> Expected {
        Expected { mean: shift + factor * self.mean, deviation: self.deviation * factor.abs() }
    }

    /// Probability of a value at or beyond the target.
    ///
    /// `1 − Φ((T − μ) ÷ σ)` where more is better, `Φ((T − μ) ÷ σ)` where less is; 0 or 1 without spread, and what is
    /// exactly the target reaches it
    pub fn chance_of_reaching(&self, direction: Direction, target: f64) -> f64 {
        if self.deviation > 0.0 {
            let z = (target - self.mean) / self.deviation;
            return cumulative(match direction {
                Direction::Maximise => -z,
                Direction::Minimise => z,
            });
        }
        // The last digits of binary arithmetic keep nothing from its target.
        let slack = 1e-12 * self.mean.abs().max(target.abs());
        let is_reached = match direction {
            Direction::Maximise => self.mean >= target - slack,
            Direction::Minimise => self.mean <= target + slack,
        };
        f64::from(u8::from(is_reached))
    }
}

impl Fitted {
    /// The method.
    pub fn method(&self) -> Method {
        match self.state {
            State::Ses { .. } => Method::Ses,
            State::Drift { .. } => Method::Drift,
            State::Holt { .. } => Method::Holt,
            State::SeasonalNaive { .. } => Method::SeasonalNaive,
        }
    }

    /// The value `h` steps ahead, h from 1.
    pub fn at(&self, h: usize) -> Expected {
        let weights = (0..h).map(|k| self.weight(k).powi(2)).sum::<f64>();
        Expected {
            mean: self.value(h),
            deviation: self.sigma * (weights + self.slope_variance(h as f64)).sqrt(),
        }
    }

    /// The sum of the next `h` steps, whose errors are not independent of each other.
    pub fn sum(&self, h: usize) -> Expected {
        let mut running = 0.0;
        let weights: f64 = (0..h)
            .map(|k| {
                running += self.weight(k);
                running * running
            })
            .sum();
        let steps = (h * (h + 1)) as f64 / 2.0;
        Expected {
            mean: (1..=h).map(|step| self.value(step)).sum(),
            deviation: self.sigma * (weights + self.slope_variance(steps)).sqrt(),
        }
    }

    fn value(&self, h: usize) -> f64 {
        let steps = h as f64;
        match &self.state {
            State::Ses { level, .. } => *level,
            State::Drift { last, slope } => last + steps * slope,
            State::Holt { level, trend, .. } => level + steps * trend,
            State::SeasonalNaive { season } => season[(h - 1) % season.len()],
        }
    }

    /// ψ: how much of an error is still there `k` steps later.
    fn weight(&self, k: usize) -> f64 {
        match &self.state {
            _ if k == 0 => 1.0,
            State::Ses { alpha, .. } => *alpha,
            State::Drift { .. } => 1.0,
            State::Holt { alpha, beta_star, .. } => alpha + alpha * beta_star * k as f64,
            State::SeasonalNaive { season } => f64::from(u8::from(k.is_multiple_of(season.len()))),
        }
    }

    /// Variance, in units of σ², from a slope that was estimated and is used `steps` times.
    fn slope_variance(&self, steps: f64) -> f64 {
        match self.state {
            State::Drift { .. } => steps * steps / (self.points - 1) as f64,
            _ => 0.0,
        }
    }

    fn checked(self) -> Option<Fitted> {
        (self.sigma.is_finite() && self.value(1).is_finite()).then_some(self)
    }
}

/// The last season comes again.
///
/// `ŷ(T+h) = y(T+h−m·(k+1))`, `σ² = mean(y(t) − y(t−m))²`, `σ(h) = σ·√(k+1)`, k = ⌊(h−1) ÷ m⌋
///
/// - Absent: no two values a season apart.
/// - Source: Hyndman & Athanasopoulos, *Forecasting: Principles and Practice*, ch. 5.
pub fn seasonal_naive(series: &[f64], season: usize) -> Option<Fitted> {
    let errors = seasonal_differences(series, season)?;
    let last = series[series.len() - season..].to_vec();
    Fitted {
        state: State::SeasonalNaive { season: last },
        points: series.len(),
        sigma: root_mean_square(&errors)?,
    }
    .checked()
}

/// The line from the first value to the last goes on.
///
/// `ŷ(T+h) = y(T) + h·b`, `b = (y(T) − y(1)) ÷ (T−1)`, `σ(h) = s·√(h·(1 + h ÷ (T−1)))`, s over T−2
///
/// - Absent: fewer than three values.
/// - Source: Hyndman & Athanasopoulos, ch. 5.
pub fn drift(series: &[f64]) -> Option<Fitted> {
    let (first, last) = (*series.first()?, *series.last()?);
    let steps = series.len().checked_sub(1).filter(|steps| *steps >= 2)? as f64;
    let slope = (last - first) / steps;
    let squares: f64 = series.windows(2).map(|pair| (pair[1] - pair[0] - slope).powi(2)).sum();
    let sigma = (squares / (steps - 1.0)).sqrt();
    Fitted { state: State::Drift { last, slope }, points: series.len(), sigma }.checked()
}

/// Simple exponential smoothing from a level before the first value, ETS(A,N,N).
///
/// `ℓ(t) = α·y(t) + (1−α)·ℓ(t−1)`, `ŷ = ℓ(T)`, `σ(h) = s·√(1 + (h−1)·α²)`, s the root mean square of errors 2 to T
///
/// - Absent: fewer than two values.
/// - Source: Hyndman & Athanasopoulos, ch. 8.
pub fn ses(series: &[f64], alpha: f64, initial_level: f64) -> Option<Fitted> {
    let mut level = initial_level;
    let mut errors = Vec::with_capacity(series.len());
    for value in series {
        errors.push(value - level);
        level += alpha * (value - level);
    }
    let sigma = root_mean_square(errors.get(1..)?)?;
    Fitted { state: State::Ses { alpha, level }, points: series.len(), sigma }.checked()
}

/// Holt's linear trend from level and trend before the first value, ETS(A,A,N).
///
/// `ℓ(t) = α·y(t) + (1−α)·(ℓ(t−1) + b(t−1))`, `b(t) = β*·(ℓ(t) − ℓ(t−1)) + (1−β*)·b(t−1)`, `ŷ = ℓ(T) + h·b(T)`;
/// ψ_k = α + α·β*·k, s the root mean square of errors 2 to T
///
/// - Absent: fewer than two values.
/// - Source: Hyndman & Athanasopoulos, ch. 8.
pub fn holt(series: &[f64], [alpha, beta_star]: [f64; 2], [level, trend]: [f64; 2]) -> Option<Fitted> {
    let (mut level, mut trend) = (level, trend);
    let mut errors = Vec::with_capacity(series.len());
    for value in series {
        let error = value - (level + trend);
        errors.push(error);
        let before = level;
        level = before + trend + alpha * error;
        trend += beta_star * (level - before - trend);
    }
    let sigma = root_mean_square(errors.get(1..)?)?;
    Fitted { state: State::Holt { alpha, beta_star, level, trend }, points: series.len(), sigma }.checked()
}

/// Points over which the initial trend of [`fit`] is taken.
const TREND_FROM: usize = 4;

/// A method fitted to a series, with the smoothing weights that err least one step ahead.
///
/// Weights are tried from 0.05 to 0.95 in steps of 0.05 (of Holt from 0.1 to 0.9 in steps of 0.1), least sum of squared
/// errors, the smaller weight among equals; the level starts at the first value, the trend as the mean change over the
/// first four.
///
/// - Absent: too few values for the method.
pub fn fit(method: Method, series: &[f64], season: Option<usize>) -> Option<Fitted> {
    let first = *series.first()?;
    match method {
        Method::SeasonalNaive => seasonal_naive(series, season?),
        Method::Drift => drift(series),
        Method::Ses => {
            let tried = (1..20).map(|i| f64::from(i) * 0.05);
            least(tried.filter_map(|alpha| ses(series, alpha, first)))
        }
        Method::Holt => {
            let trend = (series.get(TREND_FROM - 1)? - first) / (TREND_FROM - 1) as f64;
            let tenth = |i: u32| f64::from(i) * 0.1;
            let tried = (1..10).flat_map(|a| (1..10).map(move |b| [tenth(a), tenth(b)]));
            least(tried.filter_map(|weights| holt(series, weights, [first - trend, trend])))
        }
    }
}

fn least(fits: impl Iterator<Item = Fitted>) -> Option<Fitted> {
    fits.reduce(|best, fit| if fit.sigma < best.sigma { fit } else { best })
}

/// How far a method was off, on average, when it was asked in the past.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct BackTest {
    /// The method.
    pub method: Method,
    /// Mean absolute error, in the unit of the values.
    pub mean_absolute_error: f64,
}

/// Origins of a back-test that are kept, the newest ones.
const ORIGINS: usize = 12;

/// Rolling-origin back-test of the methods that a series is long enough for.
///
/// From each of the last origins, at most twelve and the same for all methods, each method is fitted to what was known
/// and foretells up to `horizon` steps; all its absolute errors are averaged.
///
/// - Absent: no entry for a method whose least number of points the series does not have.
/// - Source: Hyndman & Athanasopoulos, ch. 5.10.
pub fn back_test(methods: &[Method], series: &[f64], season: Option<usize>, horizon: usize) -> Vec<BackTest> {
    let offered = |m: &&Method| m.least(season).is_some_and(|least| series.len() >= least);
    let offered: Vec<Method> = methods.iter().filter(offered).copied().collect();
    let first = offered.iter().map(|m| m.min_points_to_forecast(season)).max().unwrap_or(0);
    let origins = first.max(series.len().saturating_sub(ORIGINS))..series.len();
    let tested = offered.into_iter().filter_map(|method| {
        let mut errors = Vec::new();
        for origin in origins.clone() {
            let (known, ahead) = series.split_at(origin);
            let fitted = fit(method, known, season)?;
            errors
                .extend(ahead.iter().take(horizon.max(1)).zip(1..).map(|(y, h)| (y - fitted.value(h)).abs()));
        }
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        Some(BackTest { method, mean_absolute_error: finite(mean)? })
    });
    tested.collect()
}

/// The method with the least back-test error; the plainer among equals.
pub fn best(tested: &[BackTest]) -> Option<Method> {
    let least = tested
        .iter()
        .min_by(|a, b| a.mean_absolute_error.total_cmp(&b.mean_absolute_error).then(a.method.cmp(&b.method)));
    least.map(|tested| tested.method)
}

/// What each remaining period has to bring: `(target − to date) ÷ remaining`.
///
/// - Absent: nothing remains.
pub fn required_pace(target: f64, to_date: f64, remaining: usize) -> Option<f64> {
    super::quotient(target - to_date, remaining as f64)
}

fn seasonal_differences(series: &[f64], season: usize) -> Option<Vec<f64>> {
    let later = series.get(season..).filter(|later| season > 0 && !later.is_empty())?;
    Some(later.iter().zip(series).map(|(now, before)| now - before).collect())
}

fn root_mean_square(errors: &[f64]) -> Option<f64> {
    let squares: f64 = errors.iter().map(|error| error * error).sum();
    super::quotient(squares, errors.len() as f64).map(f64::sqrt)
}
