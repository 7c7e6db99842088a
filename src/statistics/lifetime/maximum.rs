use thiserror::Error;

/// Where a likelihood is highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Maximum {
    /// Logarithms of the parameters.
    pub logs: Vec<f64>,
    /// The logarithm of the likelihood there.
    pub log_likelihood: f64,
    /// Covariance of the logarithms: the inverse of the observed information.
    pub covariance: Vec<Vec<f64>>,
}

/// Why a model was not fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FitError {
    /// Too few customers bought again.
    #[error("too few customers bought again")]
    TooFew,
    /// The likelihood has no maximum: it rises towards customers who are all alike, or towards a bound.
    #[error("the likelihood has no maximum")]
    NoMaximum,
}

/// Logarithm of a likelihood at a point, with its first and second derivatives.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    pub(super) height: f64,
    pub(super) slope: Vec<f64>,
    /// The negative Hessian.
    pub(super) information: Vec<Vec<f64>>,
}

impl Curve {
    /// Along the logarithms of parameters, from the derivatives along the parameters themselves. Of the second ones those
    /// up to the diagonal are given, row by row.
    pub(super) fn along_logs(height: f64, parameters: &[f64], first: &[f64], second: &[&[f64]]) -> Curve {
        let number = parameters.len();
        let slope: Vec<f64> = first.iter().zip(parameters).map(|(by, at)| by * at).collect();
        let mut information = vec![vec![0.0; number]; number];
        for (i, row) in second.iter().enumerate() {
            for (j, by) in row.iter().enumerate() {
                let own = if i == j { slope[i] } else { 0.0 };
                let curved = -(by * parameters[i] * parameters[j] + own);
                (information[i][j], information[j][i]) = (curved, curved);
            }
        }
        Curve { height, slope, information }
    }
}

/// Parameters outside e⁻¹² to e¹² have run away.
const FARTHEST: f64 = 12.0;
/// No step multiplies a parameter by more than e².
const LONGEST: f64 = 2.0;
const STEPS: usize = 200;
/// The rise that the next Newton step promises; below it the maximum is reached. Of a large likelihood's last digits
/// nothing can be told.
const REACHED: f64 = 1e-9;
const LAST_DIGITS: f64 = 1e-12;

/// The highest maximum that damped Newton steps reach from the starts.
///
/// Everything is deterministic. A maximum counts when its Hessian is definite, the next step promises no rise, and no
/// parameter has run away.
pub(super) fn maximise(
    starts: &[Vec<f64>],
    likelihood: &dyn Fn(&[f64]) -> Curve,
) -> Result<Maximum, FitError> {
    let reached = starts.iter().filter_map(|start| newton_ascent(start, likelihood));
    reached
        .reduce(|best, next| if next.log_likelihood > best.log_likelihood { next } else { best })
        .ok_or(FitError::NoMaximum)
}

fn newton_ascent(start: &[f64], likelihood: &dyn Fn(&[f64]) -> Curve) -> Option<Maximum> {
    let mut at = start.to_vec();
    let mut here = likelihood(&at);
    let mut damping = 1e-3;
    for _ in 0..STEPS {
        let Curve { height, slope, information } = &here;
        if let Some(factor) = cholesky(information) {
            let step = solve(&factor, slope);
            if 0.5 * dot(&step, slope) < REACHED + LAST_DIGITS * height.abs() {
                let covariance = inverse(&factor);
                return Some(Maximum { logs: at, log_likelihood: *height, covariance });
            }
        }
        let scale = information.iter().enumerate().map(|(i, row)| row[i].abs()).fold(1e-9, f64::max);
        loop {
            let mut damped = information.clone();
            damped.iter_mut().enumerate().for_each(|(i, row)| row[i] += damping * scale);
            if let Some(factor) = cholesky(&damped) {
                let step = solve(&factor, slope);
                let longest = step.iter().fold(LONGEST, |longest, s| longest.max(s.abs()));
                let next: Vec<f64> = at.iter().zip(&step).map(|(x, s)| x + s * LONGEST / longest).collect();
                if next.iter().any(|x| x.abs() > FARTHEST) {
                    return None;
                }
                let there = likelihood(&next);
                if there.height > *height {
                    (at, here) = (next, there);
                    damping = (damping / 10.0).max(1e-12);
                    break;
                }
            }
            damping *= 10.0;
            if damping > 1e9 {
                return None;
            }
        }
    }
    None
}

/// The lower factor of a positive definite matrix.
fn cholesky(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let mut factor = vec![vec![0.0; matrix.len()]; matrix.len()];
    for i in 0..matrix.len() {
        for j in 0..=i {
            let rest = matrix[i][j] - dot(&factor[i][..j], &factor[j][..j]);
            factor[i][j] = if i != j {
                rest / factor[j][j]
            } else if rest > 1e-12 * matrix[i][i].abs() && rest.is_finite() {
                rest.sqrt()
            } else {
                return None;
            };
        }
    }
    Some(factor)
}

fn solve(factor: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let n = factor.len();
    let mut x = right.to_vec();
    for i in 0..n {
        x[i] = (x[i] - dot(&factor[i][..i], &x[..i])) / factor[i][i];
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| factor[j][i] * x[j]).sum();
        x[i] = (x[i] - known) / factor[i][i];
    }
    x
}

fn inverse(factor: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let unit = |i: usize| (0..factor.len()).map(|j| if i == j { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
    (0..factor.len()).map(|i| solve(factor, &unit(i))).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Maximum {
    /// Variance of a figure by the delta method, from its slope along the logarithms of the parameters.
    pub(super) fn variance(&self, slope: &[f64]) -> f64 {
        let moved: Vec<f64> = self.covariance.iter().map(|row| dot(row, slope)).collect();
        dot(&moved, slope)
    }
}

/// The second derivative of `ln Γ`, for arguments above 0.
///
/// - Source: Abramowitz & Stegun 1964, 6.4.6 and 6.4.12.
pub(super) fn trigamma(x: f64) -> f64 {
    const FAR: f64 = 12.0;
    let (mut x, mut sum) = (x, 0.0);
    while x < FAR {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = 1.0 / 6.0
        - square * (1.0 / 30.0 - square * (1.0 / 42.0 - square * (1.0 / 30.0 - square * (5.0 / 66.0))));
    sum + 1.0 / x + square / 2.0 + series * square / x
}
