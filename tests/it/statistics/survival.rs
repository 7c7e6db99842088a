//! Kaplan–Meier estimates: published figures, and what must hold of any.

#![allow(clippy::unwrap_used, reason = "an answer that is absent fails the test")]

use mando::statistics::survival::{Length, Survival, survival};
use proptest::prelude::*;

/// Weeks of remission under 6-mercaptopurine; negative where it still lasted (Freireich and others 1963).
const TREATED: [f64; 21] = [
    6.0, 6.0, 6.0, -6.0, 7.0, -9.0, 10.0, -10.0, -11.0, 13.0, 16.0, -17.0, -19.0, -20.0, 22.0, 23.0, -25.0,
    -32.0, -32.0, -34.0, -35.0,
];
/// The same under placebo, where none lasted.
const PLACEBO: [f64; 21] = [
    1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 5.0, 8.0, 8.0, 8.0, 8.0, 11.0, 11.0, 12.0, 12.0, 15.0, 17.0,
    22.0, 23.0,
];

fn of(times: &[f64]) -> Survival {
    let length =
        |time: &f64| Length { time: time.abs(), ended: f64::from(*time > 0.0), open: f64::from(*time < 0.0) };
    survival(&times.iter().map(length).collect::<Vec<_>>()).unwrap()
}

#[test]
fn remissions_have_the_published_estimates() {
    let treated = of(&TREATED);
    let published = [
        (6.0, 0.857, 0.0764),
        (7.0, 0.807, 0.0869),
        (10.0, 0.753, 0.0963),
        (13.0, 0.690, 0.1068),
        (16.0, 0.627, 0.1141),
        (22.0, 0.538, 0.1282),
        (23.0, 0.448, 0.1346),
    ];
    assert_eq!(treated.steps.len(), published.len());
    for (step, (time, open, error)) in treated.steps.iter().zip(published) {
        assert_eq!(step.time, time);
        assert!((step.open - open).abs() < 6e-4, "{step:?}");
        assert!((step.open * step.greenwood.sqrt() - error).abs() < 6e-5, "{step:?}");
    }
    // The median with its log-log limits, 13 weeks and none above, and 4 to 11 weeks.
    assert_eq!((treated.quantile(0.5), treated.quantile_interval(0.5)), (Some(23.0), None));
    let placebo = of(&PLACEBO);
    let limits = placebo.quantile_interval(0.5).unwrap();
    assert_eq!((placebo.quantile(0.5), limits.low, limits.high), (Some(8.0), 4.0, 11.0));
    // Restricted to the 35 weeks seen.
    assert!((treated.restricted_mean().unwrap() - 23.287).abs() < 1e-3);
    let limits = treated.mean_interval().unwrap();
    assert!(((limits.high - limits.low) / 2.0 / 1.959_964 - 2.827).abs() < 1e-3, "{limits:?}");
}

#[test]
fn a_quantile_rests_on_cases_enough() {
    // Two of forty have ended, one of them when no other was left to be seen.
    let mut times: Vec<f64> = (1..39).map(|day| -f64::from(1 + day % 28)).chain([1.0, 29.0]).collect();
    let last = |times: &[f64]| of(times).steps.last().map(|step| (step.at_risk, step.open));
    assert_eq!((last(&times), of(&times).quantile(0.5)), (Some((1.0, 0.0)), None));
    // Ten that end together then tell of the others, and nine of them do not.
    times.extend([29.0; 8]);
    assert_eq!((last(&times), of(&times).quantile(0.5)), (Some((9.0, 0.0)), None));
    times.push(29.0);
    assert_eq!(of(&times).quantile(0.5), Some(29.0));
    // Half of those that would be there are enough, fewer are not.
    assert_eq!(of(&[-1.0, -1.0, -1.0, 2.0, 2.0, 3.0]).quantile(0.5), Some(2.0));
    assert_eq!(of(&[-1.0, -1.0, -1.0, -1.0, 2.0, 2.0, 3.0]).quantile(0.5), None);
    // The longest of all that ended, with one that is open for less.
    assert_eq!(of(&[-1.0, 2.0, 3.0]).quantile(0.9), None);
    assert_eq!(of(&[1.0, 2.0, 3.0]).quantile(0.9), Some(3.0));
}

proptest! {
    #[test]
    fn without_open_cases_the_estimate_is_the_share_of_longer_ones(times in proptest::collection::vec(1..40_u32, 1..40)) {
        let times: Vec<f64> = times.into_iter().map(f64::from).collect();
        let estimate = of(&times);
        let n = times.len() as f64;
        for step in &estimate.steps {
            let longer = times.iter().filter(|time| **time > step.time).count() as f64;
            prop_assert!((step.open - longer / n).abs() < 1e-9);
        }
        let mean = times.iter().sum::<f64>() / n;
        prop_assert!((estimate.restricted_mean().unwrap() - mean).abs() < 1e-9 * mean.max(1.0));
    }

    #[test]
    fn leaving_cases_open_never_makes_the_estimate_smaller(times in proptest::collection::vec(1..40_u32, 2..40), open in any::<proptest::sample::Index>()) {
        let mut times: Vec<f64> = times.into_iter().map(f64::from).collect();
        let all = of(&times);
        let at = open.index(times.len());
        times[at] = -times[at];
        let fewer = of(&times);
        if let (Some(all), fewer) = (all.quantile(0.5), fewer.quantile(0.5)) {
            prop_assert!(fewer.is_none_or(|fewer| fewer >= all));
        }
    }
}
