//! Limits, rules, trends and forecasts against slower and plainer computations of the same.

#![allow(clippy::unwrap_used, reason = "an answer that is absent fails the property")]

use mando::statistics::direction::Direction;
use mando::statistics::forecast::{Fitted, Method, back_test, best, drift, fit, holt, seasonal_naive, ses};
use mando::statistics::order::percentile;
use mando::statistics::rules::{Rule, fired};
use mando::statistics::trend::{mann_kendall, theil_sen};
use mando::statistics::xmr::{Factors, Limits, limits};
use proptest::prelude::*;

fn close(one: f64, two: f64) -> bool {
    (one - two).abs() <= 1e-9 * one.abs().max(two.abs()).max(1.0)
}

/// The plain reading of a rule: whether the points up to and including the last show the pattern.
fn shows(rule: Rule, z: &[f64]) -> bool {
    let n = z.len();
    let tail = |k: usize| (n >= k).then(|| &z[n - k..]);
    let run = |k: usize| tail(k).is_some_and(|t| t.iter().all(|v| *v > 0.0) || t.iter().all(|v| *v < 0.0));
    let share = |many: usize, of: usize, line: f64| {
        let recent = &z[n.saturating_sub(of)..];
        [1.0, -1.0]
            .iter()
            .any(|sign| sign * z[n - 1] > line && recent.iter().filter(|v| sign * **v > line).count() >= many)
    };
    let rising = |t: &[f64], sign: f64| t.windows(2).all(|p| sign * (p[1] - p[0]) > 0.0);
    match rule {
        Rule::BeyondLimits => z[n - 1].abs() > 3.0,
        Rule::RunOf8 => run(8),
        Rule::RunOf9 => run(9),
        Rule::TwoOfThree => share(2, 3, 2.0),
        Rule::FourOfFive => share(4, 5, 1.0),
        Rule::NearerLimit3Of4 => share(3, 4, 1.5),
        Rule::TrendOf6 => tail(6).is_some_and(|t| rising(t, 1.0) || rising(t, -1.0)),
        Rule::Alternating14 => {
            tail(14).is_some_and(|t| t.windows(3).all(|w| (w[1] - w[0]) * (w[2] - w[1]) < 0.0))
        }
        Rule::Inside15 => tail(15).is_some_and(|t| t.iter().all(|v| v.abs() < 1.0)),
        Rule::Outside8 => tail(8).is_some_and(|t| {
            t.iter().all(|v| v.abs() > 1.0) && t.iter().any(|v| *v > 0.0) && t.iter().any(|v| *v < 0.0)
        }),
    }
}

fn unit_limits() -> Limits {
    Limits {
        points: 0,
        centre: 0.0,
        moving_range: 3.0 / 2.66,
        sigma: 1.0,
        lower: -3.0,
        upper: 3.0,
        range_limit: 3.267 * 3.0 / 2.66,
    }
}

/// Values on a coarse grid, so that ties and points on lines occur; patterns are made likely by their scale.
fn gappy() -> impl Strategy<Value = Vec<Option<f64>>> {
    let value = (prop::sample::select(vec![4_i32, 9, 14]), any::<u16>())
        .prop_map(|(scale, v)| f64::from(i32::from(v) % (2 * scale + 1) - scale) / 4.0);
    prop::collection::vec(prop::option::weighted(0.95, value), 0..60)
}

proptest! {
    #[test]
    fn rules_fire_where_a_plain_reading_finds_them(series in gappy(), calm in any::<bool>(), lean in 0_u8..3) {
        let shaped: Vec<Option<f64>> = series.iter().enumerate().map(|(i, v)| v.map(|v| match (calm, lean) {
            (true, 0) => v / 4.0,
            (true, 1) => v.abs() / 4.0,
            (_, 2) => if i % 2 == 0 { v.abs() } else { -v.abs() },
            _ => v,
        })).collect();
        for rule in Rule::ALL {
            let mut expected = Vec::new();
            let mut stretch = Vec::new();
            for (i, value) in shaped.iter().enumerate() {
                match value {
                    None => stretch.clear(),
                    Some(value) => {
                        stretch.push(*value);
                        if shows(rule, &stretch) {
                            expected.push(i);
                        }
                    }
                }
            }
            let found: Vec<usize> = fired(rule, &shaped, &unit_limits()).iter().map(|f| f.index).collect();
            prop_assert_eq!(found, expected, "{:?} of {:?}", rule, shaped);
        }
    }

    #[test]
    fn limits_move_and_stretch_with_their_series(series in gappy(), by in -50.0..50.0_f64, scale in 0.1..20.0_f64) {
        let moved: Vec<Option<f64>> = series.iter().map(|v| v.map(|v| by + scale * v)).collect();
        match (limits(&series, Factors::MEAN), limits(&moved, Factors::MEAN)) {
            (None, None) => {}
            (Some(plain), Some(moved)) => {
                prop_assert!(close(moved.lower, by + scale * plain.lower), "{plain:?} {moved:?}");
                prop_assert!(close(moved.upper, by + scale * plain.upper));
                prop_assert!(plain.lower <= plain.centre && plain.centre <= plain.upper);
            }
            (plain, moved) => prop_assert!(false, "{plain:?} {moved:?}"),
        }
    }

    #[test]
    fn a_constant_series_has_no_signal(value in -1e9..1e9_f64, count in 2_usize..40) {
        let series = vec![Some(value); count];
        let limits = limits(&series, Factors::MEAN).unwrap();
        for rule in Rule::ALL {
            prop_assert!(fired(rule, &series, &limits).is_empty(), "{rule:?} of {value}");
        }
    }

    #[test]
    fn slope_and_test_turn_with_their_series(y in prop::collection::vec(-100_i32..100, 3..30)) {
        let points = |sign: f64| -> Vec<(f64, f64)> {
            y.iter().enumerate().map(|(i, v)| (i as f64, sign * f64::from(*v))).collect()
        };
        let (up, down) = (theil_sen(&points(1.0)).unwrap(), theil_sen(&points(-1.0)).unwrap());
        prop_assert!(close(up.slope, -down.slope));
        prop_assert!(up.interval.low <= up.slope && up.slope <= up.interval.high);
        let pairs = points(1.0);
        let after = |(i, (x, y)): (usize, &(f64, f64))| {
            pairs[i + 1..].iter().map(|(next, z)| (z - y) / (next - x)).collect::<Vec<_>>()
        };
        let mut slopes: Vec<f64> = pairs.iter().enumerate().flat_map(after).collect();
        slopes.sort_by(f64::total_cmp);
        prop_assert_eq!(Some(up.slope), percentile(&slopes, 0.5));
        prop_assert!(slopes.contains(&up.interval.low) && slopes.contains(&up.interval.high));
        let values = |sign: f64| points(sign).iter().map(|p| p.1).collect::<Vec<_>>();
        if let (Some(one), Some(other)) = (mann_kendall(&values(1.0)), mann_kendall(&values(-1.0))) {
            prop_assert!(close(one.z, -other.z) && close(one.p, other.p));
            prop_assert!((0.0..=1.0).contains(&one.p) && one.tau.abs() <= 1.0);
        }
    }

    /// What a surprise of 1 changes in the forecasts made after it is what is left of it k steps later; the spread
    /// of a step and of a sum must follow from exactly that.
    #[test]
    fn spread_follows_from_what_a_surprise_leaves(
        y in prop::collection::vec(-50.0..50.0_f64, 9..30), alpha in 0.05..0.95_f64, beta in 0.05..0.95_f64, h in 1_usize..12,
    ) {
        type Fit = Box<dyn Fn(&[f64]) -> Fitted>;
        let start = y[0];
        let fits: [Fit; 3] = [
            Box::new(move |y| ses(y, alpha, start).unwrap()),
            Box::new(move |y| holt(y, [alpha, beta], [start, 0.5]).unwrap()),
            Box::new(|y| seasonal_naive(y, 4).unwrap()),
        ];
        for fit in fits {
            let known = fit(&y);
            let surprised = fit(&[y.as_slice(), &[known.at(1).mean + 1.0]].concat());
            let left = |k: usize| if k == 0 { 1.0 } else { surprised.at(k).mean - known.at(k + 1).mean };
            let step: f64 = (0..h).map(|k| left(k).powi(2)).sum();
            prop_assert!(close(known.at(h).deviation, known.sigma * step.sqrt()), "{known:?} at {h}");
            // The surprise i steps before the end of the sum counts in all steps that follow it.
            let sum: f64 = (0..h).map(|i| (0..=i).map(left).sum::<f64>().powi(2)).sum();
            prop_assert!(close(known.sum(h).deviation, known.sigma * sum.sqrt()), "{known:?} over {h}");
            let means: f64 = (1..=h).map(|h| known.at(h).mean).sum();
            prop_assert!(close(known.sum(h).mean, means));
        }
    }

    #[test]
    fn the_chances_of_both_directions_add_to_one(y in prop::collection::vec(-50.0..50.0_f64, 6..30), goal in -80.0..80.0_f64) {
        let ahead = drift(&y).unwrap().at(3);
        prop_assume!(ahead.deviation > 0.0);
        let (more, less) = (
            ahead.chance_of_reaching(Direction::Maximise, goal),
            ahead.chance_of_reaching(Direction::Minimise, goal),
        );
        prop_assert!(close(more + less, 1.0));
        prop_assert!((more > 0.5) == (ahead.mean > goal) || ahead.mean == goal);
    }

    #[test]
    fn weights_are_those_that_err_least(y in prop::collection::vec(-50.0..50.0_f64, 6..30), other in 1_u32..20) {
        let chosen = fit(Method::Ses, &y, None).unwrap();
        let other = ses(&y, f64::from(other) * 0.05, y[0]).unwrap();
        prop_assert!(chosen.sigma <= other.sigma);
    }
}

fn chosen(series: &[f64], season: Option<usize>) -> Method {
    best(&back_test(&Method::ALL, series, season, 4)).unwrap()
}

/// A little noise that repeats for everybody.
fn noise(i: usize) -> f64 {
    [0.3, -0.5, 0.1, 0.4, -0.2, -0.4, 0.5, -0.1, 0.2, -0.3, 0.0][i * 7 % 11]
}

#[test]
fn the_back_test_finds_what_made_the_series() {
    let season = [9.0, 2.0, 7.0, 1.0, 8.0, 3.0, 9.0, 4.0, 2.0, 6.0, 5.0, 20.0];
    let seasonal: Vec<f64> = (0..32).map(|i| season[i % 12] + noise(i)).collect();
    assert_eq!(chosen(&seasonal, Some(12)), Method::SeasonalNaive);
    let line: Vec<f64> = (0..20).map(|i| 3.0 * i as f64).collect();
    assert_eq!(chosen(&line, None), Method::Drift);
    let level: Vec<f64> = (0..24).map(|i| 50.0 + noise(i)).collect();
    assert_eq!(chosen(&level, None), Method::Ses);
    // After a long level the line goes on from its bend, which only a smoothed trend can follow.
    let bent: Vec<f64> = (0..30).map(|i| if i < 15 { 10.0 } else { 10.0 + 4.0 * (i - 14) as f64 }).collect();
    assert_eq!(chosen(&bent, None), Method::Holt);
}

#[test]
fn of_equal_errors_the_plainer_method_is_taken() {
    assert_eq!(chosen(&[5.0; 20], Some(4)), Method::Ses);
}

#[test]
fn a_method_is_offered_from_its_least_number_of_points() {
    let offered = |n: usize| -> Vec<Method> {
        let series: Vec<f64> = (0..n).map(noise).collect();
        back_test(&Method::ALL, &series, Some(12), 3).iter().map(|t| t.method).collect()
    };
    assert!(offered(5).is_empty());
    assert_eq!(offered(6), [Method::Ses, Method::Drift]);
    assert_eq!(offered(15), [Method::Ses, Method::Drift, Method::Holt]);
    assert_eq!(offered(16), Method::ALL);
}

#[test]
fn the_back_test_averages_all_errors_of_the_last_origins() {
    // By drift, from 1 to 10 with a step to 20: origins 3 to 5 of six points, one step ahead.
    let series = [1.0, 2.0, 3.0, 4.0, 5.0, 20.0];
    let tested = back_test(&[Method::Drift], &series, None, 1);
    assert!(close(tested[0].mean_absolute_error, (0.0 + 0.0 + 14.0) / 3.0), "{tested:?}");
    // Two steps ahead: 4 and 5 of three, 5 and 20 of four, 20 of five.
    let tested = back_test(&[Method::Drift], &series, None, 2);
    assert!(close(tested[0].mean_absolute_error, (0.0 + 0.0 + 0.0 + 14.0 + 14.0) / 5.0), "{tested:?}");
}
