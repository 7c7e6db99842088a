use super::Estimate;
use crate::statistics::normal::Z95;
use crate::statistics::quotient;

/// Factor on a standard error when a good part of a finite population answered.
///
/// `√((N − n) ÷ (N − 1))`; 0 for a census
///
/// - Absent: more answers than people, or nobody.
/// - Source: Cochran 1977, ch. 2.
pub fn finite_population_factor(n: f64, population: f64) -> Option<f64> {
    if !(population >= 1.0 && (0.0..=population).contains(&n)) {
        return None;
    }
    if n == population {
        return Some(0.0);
    }
    quotient(population - n, population - 1.0).map(f64::sqrt)
}

/// Half width of the normal interval of a mean, without correction.
///
/// `z·√(variance ÷ n)`; the variance of a proportion is `p(1−p)`, of an NPS over 100 `p + d − (p−d)²`
///
/// - Absent: no answers.
pub fn margin_of_error(variance: f64, n: f64) -> Option<f64> {
    quotient(variance, n).filter(|share| *share >= 0.0).map(|share| Z95 * share.sqrt())
}

/// Fewest answers that bring the half width of a 95 % interval down to `half_width`.
///
/// `n₀ = z²·variance ÷ half_width²`; in a population of N: `n₀ ÷ (1 + (n₀−1)/N)`; rounded up at the end
///
/// - Unit: answers; variance and half width as fractions (0.25 and 0.05 for ±5 points in the worst case).
/// - Absent: a half width of 0.
/// - Source: Cochran 1977, ch. 4.
pub fn minimum_n(variance: f64, half_width: f64, population: Option<f64>) -> Option<f64> {
    let unlimited = quotient(Z95 * Z95 * variance, half_width * half_width)?;
    let needed = match population {
        Some(population) => quotient(unlimited, 1.0 + (unlimited - 1.0) / population)?,
        None => unlimited,
    };
    Some(needed.ceil())
}

/// Kish's effective sample size of weighted answers.
///
/// `n_eff = (Σw)² ÷ Σw²`; the design effect is `n ÷ n_eff`
///
/// - Unit: answers, at most n.
/// - Absent: no weights.
/// - Source: Kish 1965, *Survey Sampling*.
pub fn kish(sum_of_weights: f64, sum_of_squared_weights: f64) -> Option<f64> {
    quotient(sum_of_weights * sum_of_weights, sum_of_squared_weights)
}

/// Answers of one part of a population.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// People in it.
    pub population: f64,
    /// Promoters among the answers.
    pub promoters: f64,
    /// Detractors among the answers.
    pub detractors: f64,
    /// Answers.
    pub n: f64,
}

/// Net promoter score of a population from samples of its parts.
///
/// `ΣW·NPS`, `SE² = ΣW²·s²/n`, W the part's share of people, s² its variance with n − 1; with `finite`, each term
/// times `1 − n/N`
///
/// The same value comes of answers weighted by `N/n` of their part; Kish's effective sample then stands for this
/// standard error, which takes account of the parts.
///
/// - Unit: points.
/// - Absent: nobody, or a part with fewer than two answers (merge it with another).
/// - Source: Cochran 1977, *Sampling Techniques*, ch. 5.
pub fn stratified_nps(strata: &[Stratum], finite: bool) -> Option<Estimate> {
    let people: f64 = strata.iter().map(|part| part.population).sum();
    let (mut centre, mut variance) = (0.0, 0.0);
    for part in strata {
        if part.n < 2.0 || part.promoters + part.detractors > part.n {
            return None;
        }
        let (p, d) = (part.promoters / part.n, part.detractors / part.n);
        let weight = quotient(part.population, people)?;
        let unanswered = if finite { quotient(part.population - part.n, part.population)? } else { 1.0 };
        let spread = (p + d - (p - d) * (p - d)) * part.n / (part.n - 1.0);
        centre += weight * 100.0 * (p - d);
        variance += weight * weight * 1e4 * spread / part.n * unanswered.max(0.0);
    }
    Estimate::normal(centre, variance.sqrt()).filter(|_| !strata.is_empty())
}
