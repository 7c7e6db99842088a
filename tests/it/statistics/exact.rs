//! Exact sums of products.

use mando::statistics::exact::{Exact, ONE, Products, amount as amount_of, to_number};
use proptest::prelude::*;

fn sum_of(pairs: &[(Exact, Exact)]) -> Products {
    let mut sum = Products::default();
    pairs.iter().for_each(|(a, b)| sum.add(*a, *b));
    sum
}

/// Amounts whose products need 64, 128 or more bits.
fn amount() -> impl Strategy<Value = Exact> {
    prop_oneof![
        any::<i32>().prop_map(Exact::from),
        any::<i64>().prop_map(Exact::from),
        any::<i128>().prop_map(|a| a >> 12),
    ]
}

proptest! {
    #[test]
    fn a_sum_of_whole_numbers_is_theirs(pairs in prop::collection::vec((-1_000_000_i64..1_000_000, -1_000_i64..1_000), 0..200)) {
        let amounts: Vec<(Exact, Exact)> =
            pairs.iter().map(|(a, b)| (Exact::from(*a) * ONE, Exact::from(*b) * ONE)).collect();
        let whole: i64 = pairs.iter().map(|(a, b)| a * b).sum();
        prop_assert_eq!(sum_of(&amounts).value(), whole as f64);
    }

    #[test]
    fn neither_order_nor_parts_change_a_sum(pairs in prop::collection::vec((amount(), amount()), 0..50), at in any::<prop::sample::Index>()) {
        let whole = sum_of(&pairs);
        let backwards: Vec<_> = pairs.iter().rev().copied().collect();
        let (head, tail) = pairs.split_at(if pairs.is_empty() { 0 } else { at.index(pairs.len()) });
        let mut parts = sum_of(tail);
        parts.merge(&sum_of(head));
        prop_assert_eq!(whole, sum_of(&backwards));
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn what_is_added_and_taken_away_leaves_nothing(pairs in prop::collection::vec((amount(), amount()), 0..50)) {
        let taken = pairs.iter().map(|(a, b)| (-*a, *b));
        let all: Vec<_> = pairs.iter().copied().chain(taken).collect();
        prop_assert_eq!(sum_of(&all), Products::default());
    }

    #[test]
    fn a_product_is_near_that_of_the_numbers(a in amount(), b in amount()) {
        let (product, expected) = (sum_of(&[(a, b)]).value(), to_number(a) * to_number(b));
        prop_assert!((product - expected).abs() <= 1e-14 * expected.abs(), "{product} {expected}");
    }

    #[test]
    fn factors_may_change_places_and_be_taken_apart(a in amount(), b in amount(), c in amount()) {
        prop_assert_eq!(sum_of(&[(a, b)]), sum_of(&[(b, a)]));
        prop_assert_eq!(sum_of(&[(a, b + c)]), sum_of(&[(a, b), (a, c)]));
    }
}

#[test]
fn amounts_are_rounded_once() {
    assert_eq!(to_number(ONE / 10), 0.1);
    assert_eq!(to_number(123_456_789 * ONE + ONE / 4), 123_456_789.25);
}

/// What fifteen digits write comes back as it is written, wherever the point stands.
#[test]
fn an_amount_is_the_decimal_that_was_read() {
    let is_read = |count: i64, decimals: u32| {
        let text = format!("{count}e-{decimals}");
        let number: f64 = text.parse().expect("a number");
        let wanted = Exact::from(count) * (ONE / Exact::from(10_i64.pow(decimals)));
        assert_eq!(amount_of(number, 10), Some(wanted), "{text}");
        // And a sum of one is that one.
        assert_eq!(to_number(wanted), number, "{text}");
    };
    let mut runner = proptest::test_runner::TestRunner::default();
    let counts = (0..=999_999_999_999_999_i64, 0_u32..=10, any::<bool>());
    runner
        .run(&counts, |(count, decimals, is_negative)| {
            is_read(if is_negative { -count } else { count }, decimals);
            Ok(())
        })
        .expect("all of them");
    for count in [1, 1_000_000_001, 9_007_199_254_740_991] {
        is_read(count, 0);
    }
}

#[test]
fn what_is_no_amount_has_none() {
    for number in [f64::NAN, f64::INFINITY, -f64::INFINITY, 1e28, -1e300] {
        assert_eq!(amount_of(number, 10), None, "{number}");
    }
    // Money is rounded to its own decimals, half away from zero.
    assert_eq!(amount_of(-0.125, 2), Some(-13 * ONE / 100));
    assert_eq!(amount_of(30_000_000_000_000.5, 0), Some(30_000_000_000_001 * ONE));
    assert_eq!(amount_of(1e27, 2), Some(1_000_000_000_000_000_013_287_555_072 * ONE));
}
