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
