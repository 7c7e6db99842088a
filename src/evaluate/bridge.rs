//! How the score of the whole came from the period before to this one: what each measure's score did, and what each
//! weight did.

pub use super::results::{Bridge, Effect};
use super::tree::Node;

/// The bridge between the scores of two periods.
///
/// At each parent `score_i = ē_i·Δs_i` and `weight_i = (s̄_i − S̄)·Δe_i`, where e is a child's weight over the weights that
/// have a score, s its score, S the parent's and a bar the mean of both periods. The score effect of a child with children
/// of its own is not its own: it is passed down, times ē. A child that gets or loses its score is weight effect wholly, and
/// nothing stands below it. `penalty` is the score of what has none, where missing scores are penalised.
///
/// - Unit: points of the whole score; the effects add up to its change.
/// - Absent: one of the periods has no score.
/// - Source: Bennet 1920, level by level.
pub fn bridge(before: &Node, after: &Node, penalty: Option<f64>) -> Option<Bridge> {
    let mut effects = Vec::new();
    descend(before, after, penalty, 1.0, &mut effects);
    Some(Bridge { before: before.score?, after: after.score?, effects })
}

/// The effects below a parent that has a score in both periods, times `share` of the whole.
fn descend(before: &Node, after: &Node, penalty: Option<f64>, share: f64, effects: &mut Vec<Effect>) {
    let (Some(was), Some(is)) = (before.score, after.score) else { return };
    let parent = (was + is) / 2.0;
    let score = |node: Option<&Node>| {
        let node = node.filter(|node| node.weight > 0.0)?;
        node.score.or(penalty)
    };
    let all = |parent: &Node| -> f64 {
        parent.children.iter().filter(|child| score(Some(child)).is_some()).map(|child| child.weight).sum()
    };
    let (whole_before, whole_after) = (all(before), all(after));
    let gone = before.children.iter().filter(|child| after.child(&child.id).is_none());
    for child in after.children.iter().chain(gone) {
        let (then, now) = (before.child(&child.id), after.child(&child.id));
        let (score_then, score_now) = (score(then), score(now));
        let weight = |node: Option<&Node>, whole: f64, score: Option<f64>| {
            node.filter(|_| score.is_some()).map_or(0.0, |node| node.weight / whole)
        };
        let (e_then, e_now) = (weight(then, whole_before, score_then), weight(now, whole_after, score_now));
        let (mean, moved) = match (score_then, score_now) {
            (Some(then), Some(now)) => ((then + now) / 2.0, now - then),
            (Some(only), None) | (None, Some(only)) => (only, 0.0),
            (None, None) => continue,
        };
        let inner = share * (e_then + e_now) / 2.0;
        let passes_down = match (then, now) {
            (Some(then), Some(now)) => {
                then.score.is_some() && now.score.is_some() && !now.children.is_empty()
            }
            _ => false,
        };
        effects.push(Effect {
            tier: child.tier,
            id: child.id.clone(),
            score: if passes_down { 0.0 } else { inner * moved },
            weight: share * (mean - parent) * (e_now - e_then),
        });
        if let (true, Some(then), Some(now)) = (passes_down, then, now) {
            descend(then, now, penalty, inner, effects);
        }
    }
}
