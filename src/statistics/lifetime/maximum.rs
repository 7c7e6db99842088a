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
pub enum Unfit {
    /// Too few customers bought again.
    #[error("too few customers bought again")]
    TooFew,
    /// The likelihood has no maximum: it rises towards customers who are all alike, or towards a bound.
    #[error("the likelihood has no maximum")]
    NoMaximum,
}

/// Logarithm of a likelihood and its slope, at logarithms of parameters.
pub(super) type Slope = (f64, Vec<f64>);

/// Parameters outside e⁻¹² to e¹² have run away.
const FARTHEST: f64 = 12.0;
/// No step multiplies a parameter by more than e².
const LONGEST: f64 = 2.0;
const STEPS: usize = 200;
/// The rise that the next Newton step promises; below it the maximum is reached. Of a large likelihood's last digits
/// nothing can be told.
const REACHED: f64 = 1e-9;
const LAST_DIGITS: f64 = 1e-12;
/// Distance of the two slopes whose difference is a column of the Hessian.
const APART: f64 = 1e-4;

/// The highest maximum that damped Newton steps reach from the starts.
///
/// Everything is deterministic. A maximum counts when its Hessian is definite, the next step promises no rise, and no
/// parameter has run away.
pub(super) fn highest(starts: &[Vec<f64>], likelihood: &dyn Fn(&[f64]) -> Slope) -> Result<Maximum, Unfit> {
    let reached = starts.iter().filter_map(|start| climb(start, likelihood));
    reached
        .reduce(|best, next| if next.log_likelihood > best.log_likelihood { next } else { best })
        .ok_or(Unfit::NoMaximum)
}

fn climb(start: &[f64], likelihood: &dyn Fn(&[f64]) -> Slope) -> Option<Maximum> {
    let mut at = start.to_vec();
    let (mut height, mut slope) = likelihood(&at);
    let mut damping = 1e-3;
    for _ in 0..STEPS {
        let information = information(&at, likelihood);
        if let Some(factor) = cholesky(&information) {
            let step = solve(&factor, &slope);
            if 0.5 * dot(&step, &slope) < REACHED + LAST_DIGITS * height.abs() {
                let covariance = inverse(&factor);
                return Some(Maximum { logs: at, log_likelihood: height, covariance });
            }
        }
        let scale = information.iter().enumerate().map(|(i, row)| row[i].abs()).fold(1e-9, f64::max);
        loop {
            let mut damped = information.clone();
            damped.iter_mut().enumerate().for_each(|(i, row)| row[i] += damping * scale);
            if let Some(factor) = cholesky(&damped) {
                let step = solve(&factor, &slope);
                let longest = step.iter().fold(LONGEST, |longest, s| longest.max(s.abs()));
                let next: Vec<f64> = at.iter().zip(&step).map(|(x, s)| x + s * LONGEST / longest).collect();
                if next.iter().any(|x| x.abs() > FARTHEST) {
                    return None;
                }
                let there = likelihood(&next);
                if there.0 > height {
                    (at, height, slope) = (next, there.0, there.1);
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

/// The negative Hessian, from differences of slopes.
fn information(at: &[f64], likelihood: &dyn Fn(&[f64]) -> Slope) -> Vec<Vec<f64>> {
    let moved = |i: usize, by: f64| {
        let mut to = at.to_vec();
        to[i] += by;
        likelihood(&to).1
    };
    let columns: Vec<Vec<f64>> = (0..at.len())
        .map(|i| {
            let (above, below) = (moved(i, APART), moved(i, -APART));
            above.iter().zip(below).map(|(a, b)| (b - a) / (2.0 * APART)).collect()
        })
        .collect();
    let mean = |i: usize, j: usize| (columns[i][j] + columns[j][i]) / 2.0;
    (0..at.len()).map(|i| (0..at.len()).map(|j| mean(i, j)).collect()).collect()
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
