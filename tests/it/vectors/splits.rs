//! What the parts of a change did: rate and mix, price, volume and mix, and the bridge of a score.

use std::collections::BTreeSet;

use mando::evaluate::bridge;
use mando::evaluate::rollup::{Child, roll_up};
use mando::evaluate::tree::{Node, Tier};
use mando::statistics::quotient;
use mando::statistics::split::{Part, price_volume_mix, rate_mix};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{answer, number, text};

/// The parts of both periods by name.
fn parts(inputs: &Value) -> (Vec<String>, Vec<Part>) {
    let sides = ["before", "after"].map(|side| inputs[side].as_object().expect("a map of parts"));
    let names: BTreeSet<&String> = sides.iter().flat_map(|side| side.keys()).collect();
    let pair = |side: &Map<String, Value>, name: &str| {
        side.get(name).map_or((0.0, 0.0), |pair| (number(&pair[0]), number(&pair[1])))
    };
    let part = |name: &&String| {
        let ((before, base_before), (after, base_after)) = (pair(sides[0], name), pair(sides[1], name));
        Part { before, base_before, after, base_after }
    };
    let parts = names.iter().map(part).collect();
    (names.into_iter().cloned().collect(), parts)
}

pub(super) fn ratio(inputs: &Value) -> Value {
    let (names, parts) = parts(inputs);
    let sum = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
    let before = quotient(sum(|p| p.before), sum(|p| p.base_before));
    let after = quotient(sum(|p| p.after), sum(|p| p.base_after));
    let split = rate_mix(&parts);
    let segments = split.as_ref().map(|split| {
        let one = |s: &mando::statistics::split::RateMix| json!({ "rate": s.rate, "mix": s.mix });
        names.iter().cloned().zip(split.iter().map(one)).collect::<Map<String, Value>>()
    });
    json!({
        "before": answer(before),
        "after": answer(after),
        "change": answer(before.zip(after).map(|(before, after)| after - before)),
        "rate": answer(split.as_ref().map(|s| s.iter().map(|s| s.rate).sum())),
        "mix": answer(split.as_ref().map(|s| s.iter().map(|s| s.mix).sum())),
        "segments": segments,
    })
}

pub(super) fn money(inputs: &Value) -> Value {
    let (names, parts) = parts(inputs);
    let (before, after): (f64, f64) =
        (parts.iter().map(|p| p.before).sum(), parts.iter().map(|p| p.after).sum());
    let split = price_volume_mix(&parts).expect("finite parts");
    let products: Map<String, Value> = names
        .into_iter()
        .zip(&split)
        .map(|(name, s)| (name, json!({ "price": s.price, "volume": s.volume, "mix": s.mix })))
        .collect();
    json!({
        "before": before,
        "after": after,
        "change": after - before,
        "price": split.iter().map(|s| s.price).sum::<f64>(),
        "volume": split.iter().map(|s| s.volume).sum::<f64>(),
        "mix": split.iter().map(|s| s.mix).sum::<f64>(),
        "products": products,
    })
}

fn node(written: &Value, penalty: Option<f64>, least: f64) -> Node {
    let children: Vec<Node> = written["children"]
        .as_array()
        .map_or_else(Vec::new, |children| children.iter().map(|c| node(c, penalty, least)).collect());
    let plain: Vec<Child> = children.iter().map(|c| Child { weight: c.weight, score: c.score }).collect();
    let score =
        if children.is_empty() { written["score"].as_f64() } else { roll_up(&plain, penalty, least).score };
    let id = text(&written["id"]).to_owned();
    Node { tier: Tier::Measure, id, weight: number(&written["weight"]), score, status: None, children }
}

pub(super) fn bridge(inputs: &Value) -> Value {
    let penalty = (text(&inputs["missing"]) == "penalise").then_some(0.0);
    let least = number(&inputs["min_coverage"]);
    let [before, after] = ["before", "after"].map(|side| node(&inputs[side], penalty, least));
    let bridge = bridge::bridge(&before, &after, penalty);
    let sum = |of: fn(&bridge::Effect) -> f64| bridge.as_ref().map(|b| b.effects.iter().map(of).sum::<f64>());
    let rows = bridge.as_ref().map(|b| {
        let row = |e: &bridge::Effect| (e.id.clone(), json!({ "score": e.score, "weight": e.weight }));
        b.effects.iter().map(row).collect::<Map<String, Value>>()
    });
    json!({
        "before": answer(before.score),
        "after": answer(after.score),
        "change": answer(before.score.zip(after.score).map(|(before, after)| after - before)),
        "score_effect": answer(sum(|e| e.score)),
        "weight_effect": answer(sum(|e| e.weight)),
        "rows": rows,
    })
}

fn leaf(id: String, (weight, score): (u8, Option<u8>)) -> Node {
    let weight = f64::from(weight % 4);
    Node { tier: Tier::Measure, id, weight, score: score.map(f64::from), status: None, children: vec![] }
}

/// A tree of three levels with the same ids in both periods, its scores rolled up.
fn grown(leaves: &[Vec<(u8, Option<u8>)>], penalty: Option<f64>) -> Node {
    let parent = |id: String, weight: f64, children: Vec<Node>| {
        let plain: Vec<Child> = children.iter().map(|c| Child { weight: c.weight, score: c.score }).collect();
        let score = roll_up(&plain, penalty, 0.6).score;
        Node { tier: Tier::Objective, id, weight, score, status: None, children }
    };
    let group = |(at, group): (usize, &Vec<(u8, Option<u8>)>)| {
        let leaves = group.iter().enumerate().map(|(n, one)| leaf(format!("{at}.{n}"), *one)).collect();
        parent(format!("{at}"), (at + 1) as f64, leaves)
    };
    parent("whole".to_owned(), 1.0, leaves.iter().enumerate().map(group).collect())
}

proptest! {
    /// Whatever appears, vanishes or changes its weight: the effects add up to the change.
    #[test]
    fn effects_add_up_to_the_change_of_the_score(
        before in prop::collection::vec(prop::collection::vec((any::<u8>(), prop::option::of(0u8..=100)), 1..4), 1..4),
        after in prop::collection::vec(prop::collection::vec((any::<u8>(), prop::option::of(0u8..=100)), 1..4), 1..4),
        penalise in any::<bool>(),
    ) {
        let penalty = penalise.then_some(0.0);
        let (before, after) = (grown(&before, penalty), grown(&after, penalty));
        match (before.score, after.score, bridge::bridge(&before, &after, penalty)) {
            (Some(was), Some(is), Some(bridge)) => {
                let sum: f64 = bridge.effects.iter().map(|e| e.score + e.weight).sum();
                prop_assert!((is - was - sum).abs() < 1e-9, "{was} to {is}, effects {sum}");
            }
            (was, is, bridge) => {
                prop_assert!(bridge.is_none());
                prop_assert!(was.is_none() || is.is_none());
            }
        }
    }

    /// Both splits add up, and exchanging the periods exchanges every sign.
    #[test]
    fn splits_add_up_and_are_symmetric(
        rows in prop::collection::vec((0u16..500, 0u16..50, 0u16..500, 0u16..50), 1..8),
    ) {
        let part = |(before, base_before, after, base_after): &(u16, u16, u16, u16)| Part {
            before: f64::from(*before),
            base_before: f64::from(*base_before),
            after: f64::from(*after),
            base_after: f64::from(*base_after),
        };
        let back = |p: &Part| Part {
            before: p.after, base_before: p.base_after, after: p.before, base_after: p.base_before,
        };
        let parts: Vec<Part> = rows.iter().map(part).collect();
        let turned: Vec<Part> = parts.iter().map(back).collect();
        let (before, after): (f64, f64) =
            (parts.iter().map(|p| p.before).sum(), parts.iter().map(|p| p.after).sum());
        let money = price_volume_mix(&parts).expect("finite parts");
        let sum: f64 = money.iter().map(|s| s.price + s.volume + s.mix).sum();
        prop_assert!((after - before - sum).abs() < 1e-6);
        for (s, t) in money.iter().zip(price_volume_mix(&turned).expect("finite parts")) {
            prop_assert!((s.price + t.price).abs() + (s.volume + t.volume).abs() + (s.mix + t.mix).abs() < 1e-6);
        }
        if let Some(split) = rate_mix(&parts) {
            let base = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
            let change = after / base(|p| p.base_after) - before / base(|p| p.base_before);
            let sum: f64 = split.iter().map(|s| s.rate + s.mix).sum();
            prop_assert!((change - sum).abs() < 1e-6);
            for (s, t) in split.iter().zip(rate_mix(&turned).expect("both bases stand")) {
                prop_assert!((s.rate + t.rate).abs() + (s.mix + t.mix).abs() < 1e-6);
            }
        }
    }
}
