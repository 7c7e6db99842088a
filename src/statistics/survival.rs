//! Times that have not all come to an end: Kaplan–Meier estimates.

use super::interval::Interval;
use super::normal::Z95;

/// Cases of one length: how many came to their end then, and how many were last seen open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    /// The time from the beginning.
    pub time: f64,
    /// Cases that ended then.
    pub ended: f64,
    /// Cases known to be open until then, and not known beyond.
    pub open: f64,
}

/// The estimate at one time at which a case ended; it holds until the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The time.
    pub time: f64,
    /// Cases seen open just before it, and those that ended then.
    pub at_risk: f64,
    /// Cases that ended then.
    pub ended: f64,
    /// Cases that would be seen open just before it, were all of them seen to their end.
    pub unended: f64,
    /// Share still open afterwards.
    pub open: f64,
    /// Greenwood's sum of `ended ÷ (at risk · (at risk − ended))`: the variance of the share over its square.
    /// Not finite once nothing is open.
    pub greenwood: f64,
}

/// Share of cases still open after each time.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// Times at which a case ended, shortest first.
    pub steps: Vec<Step>,
    /// The longest time seen, of an ended or an open case.
    pub longest: f64,
}

/// So many cases at risk tell of the others, however many these are (R63).
const ENOUGH: f64 = 10.0;

/// In binary 0.9 · 7/9 · … misses the half by a digit that nobody meant.
const SLACK: f64 = 1e-12;

/// Kaplan–Meier estimate.
///
/// `S(t) = Π over times up to t (1 − ended ÷ at risk)`; a case last seen open at t is at risk at t.
///
/// - Shape: needs every length; does not pool.
/// - Absent: no case.
/// - Source: Kaplan & Meier 1958, *JASA* 53:457–481; variance: Greenwood 1926.
pub fn survival(lengths: &[Length]) -> Option<Survival> {
    let mut sorted: Vec<Length> = lengths.iter().copied().filter(|l| l.ended + l.open > 0.0).collect();
    sorted.sort_by(|a, b| a.time.total_cmp(&b.time));
    let longest = sorted.last()?.time;
    let cases: f64 = sorted.iter().map(|l| l.ended + l.open).sum();
    let mut at_risk = cases;
    let (mut open, mut greenwood) = (1.0, 0.0);
    let mut steps = Vec::new();
    for same in sorted.chunk_by(|a, b| a.time == b.time) {
        let ended: f64 = same.iter().map(|l| l.ended).sum();
        if ended > 0.0 {
            let unended = cases * open;
            open *= 1.0 - ended / at_risk;
            greenwood += ended / (at_risk * (at_risk - ended));
            steps.push(Step { time: same[0].time, at_risk, ended, unended, open, greenwood });
        }
        at_risk -= same.iter().map(|l| l.ended + l.open).sum::<f64>();
    }
    Some(Survival { steps, longest })
}

impl Survival {
    /// The first time by which a share `p` of the cases has ended.
    ///
    /// - Absent: so many have never been seen to end, or the estimate falls so far when too few are left to see it (R63).
    /// - Source: curves end where few are at risk, Pocock, Clayton & Altman 2002, *Lancet* 359:1686–1689.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        self.step(p, |step| step.open).filter(|step| step.has_enough_at_risk()).map(|step| step.time)
    }

    /// 95 % interval of a quantile: the times at which the log-log limits of the share still open fall to `1 − p`.
    ///
    /// - Absent: the upper limit never falls so far.
    /// - Source: Brookmeyer & Crowley 1982, *Biometrics* 38:29–41; log-log limits: Kalbfleisch & Prentice 2002, ch. 1.4.
    pub fn quantile_interval(&self, p: f64) -> Option<Interval> {
        let first = |of: fn(&Step) -> f64| self.step(p, of).map(|step| step.time);
        Some(Interval { low: first(|step| step.limits().0)?, high: first(|step| step.limits().1)? })
    }

    /// The first step at which what is asked for has fallen to `1 − p`.
    fn step(&self, p: f64, of: impl Fn(&Step) -> f64) -> Option<&Step> {
        self.steps.iter().find(|step| of(step) <= 1.0 - p + SLACK)
    }

    /// Mean time up to the longest seen: the area under the estimate. Of cases that are still open then nothing beyond
    /// is counted.
    ///
    /// - Absent: no case ended.
    /// - Source: restricted mean survival time, Irwin 1949; Klein & Moeschberger 2003, ch. 4.5.
    pub fn restricted_mean(&self) -> Option<f64> {
        self.steps.first().and_then(|_| self.areas().first().copied())
    }

    /// 95 % interval of the restricted mean.
    ///
    /// `mean ± z · √Σ (area behind the time)² · ended ÷ (at risk · (at risk − ended))`
    ///
    /// - Absent: no case ended, or the estimate has no variance.
    pub fn mean_interval(&self) -> Option<Interval> {
        let areas = self.areas();
        let terms = self.steps.iter().zip(areas.iter().skip(1));
        // Where the last cases end together nothing lies behind, and their term is 0 times infinity.
        let terms = terms.filter(|(_, area)| **area > 0.0);
        let variance: f64 =
            terms.map(|(s, area)| area * area * s.ended / (s.at_risk * (s.at_risk - s.ended))).sum();
        let (mean, half) = (self.restricted_mean()?, Z95 * variance.sqrt());
        (variance > 0.0).then_some(Interval { low: mean - half, high: mean + half })
    }

    /// The areas under the estimate up to the longest time: from the beginning, then from each step on.
    fn areas(&self) -> Vec<f64> {
        let mut areas = Vec::with_capacity(self.steps.len() + 1);
        let (mut behind, mut end) = (0.0, self.longest);
        for step in self.steps.iter().rev() {
            behind += step.open * (end - step.time);
            areas.push(behind);
            end = step.time;
        }
        areas.push(behind + end);
        areas.reverse();
        areas
    }
}

impl Step {
    /// Whether a quantile may be read here: no case was lost from sight before, or ten are left, or half of those that would be
    /// there, and never one alone.
    fn has_enough_at_risk(&self) -> bool {
        let known = self.at_risk / self.unended;
        known >= 1.0 - SLACK || self.at_risk >= ENOUGH || (self.at_risk > 1.0 && known >= 0.5 - SLACK)
    }

    /// Log-log limits of the share still open; none above, once nothing is.
    fn limits(&self) -> (f64, f64) {
        if self.open <= 0.0 {
            return (0.0, 1.0);
        }
        let spread = (Z95 * self.greenwood.sqrt() / self.open.ln().abs()).exp();
        (self.open.powf(spread), self.open.powf(1.0 / spread))
    }
}
