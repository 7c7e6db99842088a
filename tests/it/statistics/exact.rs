//! Exact sums, beside sums of whole numbers.

use mando::statistics::exact::ExactSum;
use proptest::prelude::*;

/// Numbers that are whole in units of 2^-20, and large ones that take one another away.
fn terms() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(
        prop_oneof![-1_000_i64..1_000, any::<i32>().prop_map(|n| i64::from(n) << 20)],
        0..200,
    )
}

fn number(units: i64) -> f64 {
    units as f64 / f64::from(1 << 20)
}

proptest! {
    #[test]
    fn a_sum_is_that_of_the_whole_numbers_behind_it(terms in terms()) {
        let sum: ExactSum = terms.iter().map(|units| number(*units)).collect();
        let whole: i128 = terms.iter().map(|units| i128::from(*units)).sum();
        prop_assert_eq!(sum.value(), whole as f64 / f64::from(1 << 20));
    }

    #[test]
    fn neither_order_nor_parts_change_a_bit(
        numbers in prop::collection::vec(any::<f64>().prop_filter("finite", |n| n.is_finite() && n.abs() < 1e300), 0..100),
        at in any::<prop::sample::Index>(),
    ) {
        let whole: ExactSum = numbers.iter().copied().collect();
        let backwards: ExactSum = numbers.iter().rev().copied().collect();
        let (head, tail) = numbers.split_at(if numbers.is_empty() { 0 } else { at.index(numbers.len()) });
        let mut parts: ExactSum = tail.iter().copied().collect();
        parts.merge(&head.iter().copied().collect());
        prop_assert_eq!(whole.value().to_bits(), backwards.value().to_bits());
        prop_assert_eq!(whole.value().to_bits(), parts.value().to_bits());
    }

    #[test]
    fn one_number_is_its_own_sum(number in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
        let sum: ExactSum = [number].into_iter().collect();
        prop_assert_eq!(sum.value(), number);
    }
}

#[test]
fn what_is_not_finite_makes_the_sum_none() {
    let sum: ExactSum = [1.0, f64::INFINITY, f64::NEG_INFINITY].into_iter().collect();
    assert!(sum.value().is_nan());
}
