use super::Estimate;

/// Wald's interval for a net promoter score; also for net sentiment.
///
/// `SE = 100·√((p + d − (p−d)²) ÷ n)`, `NPS ± z·SE`, clipped to −100 and 100
///
/// It is too narrow for few answers, and of zero width when all agree: print [`adjusted_wald_nps`].
///
/// - Unit: points.
/// - Absent: no answers, or more promoters and detractors than answers.
/// - Source: Rocks 2016, arXiv 1601.07235.
pub fn wald_nps(promoters: f64, detractors: f64, n: f64) -> Option<Estimate> {
    // Weighted tallies of an effective sample may add to more than it by their last digit.
    let fits = promoters + detractors <= n * (1.0 + 1e-12);
    if !(n.is_finite() && n > 0.0 && promoters >= 0.0 && detractors >= 0.0 && fits) {
        return None;
    }
    let (p, d) = (promoters / n, detractors / n);
    let variance = (p + d - (p - d) * (p - d)).max(0.0);
    let plain = Estimate::normal(100.0 * (p - d), 100.0 * (variance / n).sqrt())?;
    Some(Estimate { interval: plain.interval.clipped(-100.0, 100.0), ..plain })
}

/// Adjusted Wald interval for a net promoter score: three more answers, ¾ of a promoter, ¾ of a detractor.
///
/// The centre is drawn towards 0 and is not the score itself. Covers 96 % at n = 10, where Wald covers 90 %.
///
/// - Unit: points, clipped to −100 and 100.
/// - Absent: as [`wald_nps`].
/// - Source: Rocks 2016, arXiv 1601.07235.
pub fn adjusted_wald_nps(promoters: f64, detractors: f64, n: f64) -> Option<Estimate> {
    wald_nps(promoters, detractors, n)?;
    wald_nps(promoters + 0.75, detractors + 0.75, n + 3.0)
}
