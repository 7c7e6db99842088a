//! Intervals of proportions and of counts of events.

use super::{answer, low_high, number, run};
use mando::statistics::{interval, quotient};
use serde_json::{Value, json};

fn wilson(inputs: &Value) -> Value {
    let (successes, n) = (number(&inputs["successes"]), number(&inputs["n"]));
    let [low, high] = low_high(interval::wilson(successes, n));
    json!({ "estimate": answer(quotient(successes, n)), "low": answer(low), "high": answer(high) })
}

fn newcombe(inputs: &Value) -> Value {
    let share = |part: &str, whole: &str| {
        let (part, whole) = (number(&inputs[part]), number(&inputs[whole]));
        (part / whole, interval::wilson(part, whole).expect("cases"))
    };
    let (before, after) = (share("k1", "n1"), share("k2", "n2"));
    let [low, high] = low_high(Some(interval::square_and_add(before, after)));
    json!({ "difference": after.0 - before.0, "low": answer(low), "high": answer(high) })
}

fn garwood(inputs: &Value) -> Value {
    let [low, high] = low_high(interval::garwood(number(&inputs["events"])));
    json!({ "low": answer(low), "high": answer(high) })
}

#[test]
fn intervals_agree_with_the_vectors() {
    run(
        "interval",
        &[
            ("CI-WILSON-170-200", wilson),
            ("CI-WILSON-0-10", wilson),
            ("CI-WILSON-10-10", wilson),
            ("CI-WILSON-74-107", wilson),
            ("CI-WILSON-1-1", wilson),
            ("CI-WILSON-3-40", wilson),
            ("CI-WILSON-EMPTY", wilson),
            ("CI-DIFF-NEWCOMBE", newcombe),
            ("CI-POISSON-0", garwood),
            ("CI-POISSON-10", garwood),
            ("CI-POISSON-27", garwood),
        ],
        &[],
    );
}
