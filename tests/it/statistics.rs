//! Properties of intervals, percentiles, scores and roll-ups, beside their vectors.

#![allow(clippy::unwrap_used, reason = "an answer that is absent fails the property")]

mod exact;
pub(crate) mod lifetime;
mod survival;

use mando::evaluate::rollup::{
    Child, ParentStatus, effective_weights, geometric_mean, parent_status, roll_up,
};
use mando::evaluate::score::{
    Attainment, Band, Clip, Edges, Status, attainment_score, band, score_on_path, status_from_score,
};
use mando::statistics::direction::Direction;
use mando::statistics::interval::{
    Sums, adjusted_wald_nps, garwood, mean_t, ratio, square_and_add, standard_deviation, wald_nps, welch,
    wilson,
};
use mando::statistics::normal::{Z95, cumulative, two_sided_p};
use mando::statistics::order::{order_interval, percentile};
use proptest::prelude::*;

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

fn close(one: f64, two: f64) -> bool {
    (one - two).abs() <= 1e-9 * one.abs().max(two.abs()).max(1.0)
}

/// Share of values with rank counted by hand: linear between the neighbours of (n−1)·p.
fn percentile_by_hand(sorted: &[f64], p: f64) -> f64 {
    let position = (sorted.len() - 1) as f64 * p;
    let weight = |index: usize| (1.0 - (index as f64 - position).abs()).max(0.0);
    sorted.iter().enumerate().map(|(index, value)| weight(index) * value).sum()
}

/// Probability of at most k of n, term by term with Pascal's products.
fn binomial_by_hand(n: usize, p: f64, k: usize) -> f64 {
    let ways = |k: usize| (0..k).fold(1.0, |ways, i| ways * (n - i) as f64 / (i + 1) as f64);
    (0..=k).map(|i| ways(i) * p.powi(i as i32) * (1.0 - p).powi((n - i) as i32)).sum()
}

proptest! {
    #[test]
    fn wilson_holds_its_proportion_within_zero_and_one(n in 1_u32..100_000, share in 0.0..=1.0_f64) {
        let successes = (f64::from(n) * share).floor();
        let limits = wilson(successes, f64::from(n)).unwrap();
        prop_assert!(limits.contains(successes / f64::from(n)));
        prop_assert!(0.0 <= limits.low && limits.low < limits.high && limits.high <= 1.0);
        let mirrored = wilson(f64::from(n) - successes, f64::from(n)).unwrap();
        prop_assert!(close(limits.low, 1.0 - mirrored.high));
    }

    #[test]
    fn wilson_narrows_with_more_cases(n in 2_u32..10_000, part in 1_u32..10) {
        let successes = f64::from(n.min(part));
        let few = wilson(successes, f64::from(n)).unwrap();
        let many = wilson(successes * 4.0, f64::from(n) * 4.0).unwrap();
        prop_assert!(many.half_width() < few.half_width());
    }

    #[test]
    fn newcombe_holds_the_difference_and_reverses_its_sign(
        (n1, k1) in (1_u32..2000).prop_flat_map(|n| (Just(n), 0..=n)),
        (n2, k2) in (1_u32..2000).prop_flat_map(|n| (Just(n), 0..=n)),
    ) {
        let share = |k: u32, n: u32| {
            let (k, n) = (f64::from(k), f64::from(n));
            (k / n, wilson(k, n).unwrap())
        };
        let (one, two) = (share(k1, n1), share(k2, n2));
        let (forth, back) = (square_and_add(one, two), square_and_add(two, one));
        prop_assert!(forth.contains(two.0 - one.0));
        prop_assert!(forth.low >= -1.0 - 1e-12 && forth.high <= 1.0 + 1e-12);
        prop_assert!(close(forth.low, -back.high));
    }

    #[test]
    fn garwood_holds_its_count_and_grows_with_it(events in 0_u32..5000) {
        let (limits, next) = (garwood(f64::from(events)).unwrap(), garwood(f64::from(events) + 1.0).unwrap());
        prop_assert!(limits.contains(f64::from(events)));
        prop_assert!(limits.low >= 0.0 && limits.low < next.low && limits.high < next.high);
    }

    #[test]
    fn nps_lies_in_its_wald_interval_and_intervals_within_the_scale(
        promoters in 0_u32..500, passives in 0_u32..500, detractors in 1_u32..500,
    ) {
        let n = f64::from(promoters + passives + detractors);
        let (promoters, detractors) = (f64::from(promoters), f64::from(detractors));
        let score = 100.0 * (promoters - detractors) / n;
        let wald = wald_nps(promoters, detractors, n).unwrap();
        let adjusted = adjusted_wald_nps(promoters, detractors, n).unwrap();
        prop_assert!(wald.interval.low <= score + 1e-9 && score <= wald.interval.high + 1e-9);
        for limits in [wald.interval, adjusted.interval] {
            prop_assert!(-100.0 <= limits.low && limits.low <= limits.high && limits.high <= 100.0);
        }
        prop_assert!(adjusted.centre.abs() <= score.abs() + 1e-9);
    }

    #[test]
    fn deviation_from_sums_equals_the_one_from_values(values in prop::collection::vec(-1e4..1e4_f64, 2..60)) {
        let n = values.len() as f64;
        let (sum, squares) = (values.iter().sum::<f64>(), values.iter().map(|x| x * x).sum::<f64>());
        let mean = sum / n;
        let by_values = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        prop_assert!((standard_deviation(n, sum, squares).unwrap() - by_values).abs() < 1e-6);
        let estimate = mean_t(n, sum, squares).unwrap();
        prop_assert!(estimate.interval.contains(mean));
    }

    #[test]
    fn a_ratio_to_ones_has_the_error_of_the_mean(values in prop::collection::vec(0.0..1e4_f64, 2..60)) {
        let n = values.len() as f64;
        let (sum, squares) = (values.iter().sum::<f64>(), values.iter().map(|x| x * x).sum::<f64>());
        let (by_ratio, by_mean) = (ratio(n, sum, n, squares, sum, n).unwrap(), mean_t(n, sum, squares).unwrap());
        prop_assert!((by_ratio.standard_error - by_mean.standard_error).abs() < 1e-5);
        prop_assert!(close(by_ratio.centre, by_mean.centre));
    }

    #[test]
    fn percentile_equals_the_one_by_hand_and_rises(
        values in prop::collection::vec(-1e6..1e6_f64, 1..80), p in 0.0..=1.0_f64, more in 0.0..=1.0_f64,
    ) {
        let values = sorted(values);
        let value = percentile(&values, p).unwrap();
        prop_assert!((value - percentile_by_hand(&values, p)).abs() < 1e-6);
        prop_assert!(values[0] <= value && value <= values[values.len() - 1]);
        let higher = p + (1.0 - p) * more;
        prop_assert!(value <= percentile(&values, higher).unwrap());
    }

    #[test]
    fn order_interval_has_the_ranks_of_the_binomial_sum(n in 1_usize..60, p in 0.02..0.98_f64) {
        let values: Vec<f64> = (1..=n).map(|rank| rank as f64).collect();
        let limits = order_interval(&values, p).unwrap();
        let quantile = |share: f64| (0..=n).find(|k| binomial_by_hand(n, p, *k) >= share).unwrap_or(n);
        prop_assert_eq!(limits.rank_low, quantile(0.025));
        prop_assert_eq!(limits.rank_high, quantile(0.975) + 1);
        prop_assert_eq!(limits.low, (limits.rank_low > 0).then_some(limits.rank_low as f64));
        prop_assert_eq!(limits.high, (limits.rank_high <= n).then_some(limits.rank_high as f64));
        prop_assert!(limits.coverage > 0.95 - 1e-9 && limits.coverage <= 1.0 + 1e-9);
    }

    #[test]
    fn a_better_value_never_scores_less(
        is_maximised: bool, one in -1e3..1e3_f64, step in 0.0..1e3_f64, target in 0.1..1e3_f64, span in 0.1..1e3_f64,
    ) {
        let (direction, better) = match is_maximised {
            true => (Direction::Maximise, one + step),
            false => (Direction::Minimise, one - step),
        };
        let score = |actual| score_on_path(direction, actual, target, span, Clip::PERCENT).unwrap();
        prop_assert!(score(one) <= score(better));
        prop_assert!((0.0..=100.0).contains(&score(one)));
    }

    #[test]
    fn a_parent_lies_between_its_children_and_ignores_the_scale_of_weights(
        pairs in prop::collection::vec((0.1..10.0_f64, prop::option::of(0.0..100.0_f64)), 1..12),
        factor in 0.1..10.0_f64,
    ) {
        let children: Vec<Child> = pairs.iter().map(|(weight, score)| Child { weight: *weight, score: *score }).collect();
        let scaled: Vec<Child> = children.iter().map(|one| Child { weight: one.weight * factor, ..*one }).collect();
        let scores: Vec<f64> = children.iter().filter_map(|child| child.score).collect();
        let parent = roll_up(&children, None, 0.0);
        prop_assert_eq!(parent.score.is_some(), !scores.is_empty());
        if let Some(score) = parent.score {
            let (low, high) = (scores.iter().copied().fold(f64::MAX, f64::min), scores.iter().copied().fold(f64::MIN, f64::max));
            prop_assert!(low - 1e-9 <= score && score <= high + 1e-9);
            prop_assert!(close(score, roll_up(&scaled, None, 0.0).score.unwrap()));
            prop_assert!(roll_up(&children, Some(0.0), 0.0).score.unwrap() <= score + 1e-9);
            prop_assert!(geometric_mean(&children).unwrap() <= score + 1e-9);
        }
        let weights: Vec<f64> = children.iter().map(|child| child.weight).collect();
        prop_assert!(close(effective_weights(0.4, &weights).iter().sum(), 0.4));
    }
}

#[test]
fn large_samples_keep_their_ranks_and_limits() {
    let values: Vec<f64> = (1..=1_000_000).map(f64::from).collect();
    let limits = order_interval(&values, 0.9).unwrap();
    // np ± z·√(np(1−p)) = 900,000 ± 588
    assert_eq!((limits.rank_low, limits.rank_high), (899_412, 900_588 + 1));
    assert!((limits.coverage - 0.95).abs() < 0.002, "{}", limits.coverage);
    let events = garwood(1_000_000.0).unwrap();
    assert!((events.low - 998_041.0).abs() < 1.0 && (events.high - 1_001_961.0).abs() < 1.0, "{events:?}");
}

#[test]
fn welch_agrees_with_figures_worked_out_elsewhere() {
    // The first sample pair of the test's entry in Wikipedia, limits by numerical integration of Student's density.
    let sums = |values: &[f64]| Sums {
        n: values.len() as f64,
        sum: values.iter().sum(),
        squares: values.iter().map(|v| v * v).sum(),
        factor: 1.0,
    };
    let one = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
    let two = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.7, 22.9];
    let change = welch(sums(&one), sums(&two)).unwrap();
    assert!((change.standard_error - 0.999_517_343_838_975_6).abs() < 1e-9, "{change:?}");
    assert!((change.interval.low - 0.699_017_542).abs() < 1e-7, "{change:?}");
    assert!((change.interval.high - 4.794_315_791).abs() < 1e-7, "{change:?}");
    assert_eq!(welch(sums(&one[..1]), sums(&two)), None);
}

#[test]
fn the_t_quantile_joins_the_normal_one() {
    // n values −1 and 1 in equal number: s = √(n/(n−1)).
    let quantile = |n: f64| mean_t(n, 0.0, n).unwrap().interval.high * (n - 1.0).sqrt();
    // Tables of Student's t at 97.5 % give 12.706, 2.228 and 1.962 for 1, 10 and 1,000 degrees of freedom.
    for (n, tabled) in [(2.0, 12.706), (11.0, 2.228), (1001.0, 1.962)] {
        assert!((quantile(n) - tabled).abs() < 5e-4, "{n}: {}", quantile(n));
    }
    // Both ways of computing it meet at 1,000: the next value lies on the same curve.
    let step = quantile(1001.0) - quantile(1002.0);
    assert!((step - (quantile(1000.0) - quantile(1001.0))).abs() < 1e-8, "{step}");
    for n in [1e5, 1e7, 1e9, 1e12] {
        let expected = Z95 + (Z95.powi(3) + Z95) / (4.0 * (n - 1.0));
        assert!((quantile(n) - expected).abs() < 1e-8, "{n}: {}", quantile(n));
    }
}

#[test]
fn large_amounts_with_a_small_spread_keep_their_deviation() {
    // 2^26 and its neighbours: the squares fill the whole significand.
    let values = [67_108_863.0, 67_108_864.0, 67_108_865.0_f64];
    let squares = values.iter().map(|x| x * x).sum::<f64>();
    assert_eq!(standard_deviation(3.0, values.iter().sum(), squares), Some(1.0));
}

#[test]
fn nothing_counted_has_no_interval_rather_than_zero() {
    assert_eq!(wilson(0.0, 0.0), None);
    assert_eq!(wilson(3.0, 2.0), None);
    assert_eq!(wilson(f64::NAN, 2.0), None);
    assert_eq!(garwood(-1.0), None);
    assert_eq!(mean_t(1.0, 5.0, 25.0), None);
    assert_eq!(ratio(5.0, 1.0, 0.0, 1.0, 1.0, 1.0), None);
    assert_eq!(wald_nps(0.0, 0.0, 0.0), None);
    assert_eq!(percentile(&[], 0.5), None);
    assert_eq!(percentile(&[1.0], 1.5), None);
    assert_eq!(order_interval(&[], 0.5), None);
}

#[test]
fn the_normal_distribution_agrees_with_its_quantile() {
    assert!((cumulative(Z95) - 0.975).abs() < 1e-11);
    assert!((two_sided_p(-Z95) - 0.05).abs() < 1e-11);
}

#[test]
fn an_edge_belongs_to_the_better_status_in_spite_of_binary_arithmetic() {
    let edges = Edges { on_target: 90.0, watch: 75.0 };
    let score = score_on_path(Direction::Maximise, 0.598, 0.6, 0.02, Clip::PERCENT).unwrap();
    assert!(score < 90.0, "binary arithmetic has to fall short here, got {score}");
    assert_eq!(status_from_score(score, &edges), Status::OnTarget);
    assert_eq!(status_from_score(89.999_999, &edges), Status::Watch);
}

#[test]
fn a_negative_value_scores_the_floor_by_attainment() {
    let clip = Clip { floor: -20.0, cap: 120.0 };
    assert_eq!(attainment_score(Attainment::Maximise, -0.1, 5.0, clip), Some(-20.0));
    assert_eq!(attainment_score(Attainment::MinimiseInverse, -0.1, 5.0, clip), Some(-20.0));
    // R26 says so of every form: a cost below 0 has no proportion to its target, and takes a baseline or a band.
    assert_eq!(attainment_score(Attainment::Minimise, -0.1, 5.0, clip), Some(-20.0));
    assert_eq!(attainment_score(Attainment::Maximise, 5.5, 5.0, clip), Some(100.0 * (5.5 / 5.0)));
}

#[test]
fn a_band_without_slope_is_a_cliff() {
    let cliff = Band { zero_low: 80.0, low: 80.0, high: 90.0, zero_high: 95.0 };
    assert_eq!(band(79.9, &cliff), 0.0);
    assert_eq!(band(80.0, &cliff), 100.0);
    assert_eq!(band(92.5, &cliff), 50.0);
}

#[test]
fn a_capped_parent_is_never_on_target_while_a_child_is_off_target() {
    use Status::{OffTarget, OnTarget, Watch};
    let capped = |by_score, children: &[Status]| {
        parent_status(ParentStatus::Capped, by_score, children.iter().copied())
    };
    assert_eq!(capped(OnTarget, &[OnTarget, OffTarget]), Watch);
    assert_eq!(capped(OnTarget, &[OnTarget, Watch]), OnTarget);
    assert_eq!(capped(OffTarget, &[OffTarget]), OffTarget);
    assert_eq!(parent_status(ParentStatus::Worst, Watch, []), Watch);
}

#[test]
fn a_penalised_child_counts_with_the_floor() {
    let children = [Child { weight: 1.0, score: Some(80.0) }, Child { weight: 3.0, score: None }];
    assert_eq!(roll_up(&children, Some(-20.0), 0.0).score, Some(5.0));
    assert_eq!(roll_up(&children, Some(-20.0), 0.6).score, None);
}
