//! What a segment is called.

use crate::engine::SegmentKey;
use crate::model::Axis;

/// A segment's name for readers.
pub(super) fn label(axis: &Axis, key: &SegmentKey) -> String {
    let part = |(i, value): (usize, &Option<String>)| match value {
        Some(value) => axis.labels.get(i).and_then(|l| l.get(value)).unwrap_or(value).clone(),
        None => "(not stated)".to_owned(),
    };
    key.0.iter().enumerate().map(part).collect::<Vec<_>>().join(" · ")
}
