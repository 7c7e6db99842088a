//! Places along a row, as near to where items would like to be as their order and their widths allow.

/// Middles of items of the given widths, in order, each at least `gap` from the next and all between `low` and `high`: those whose
/// squared distances from the wanted ones are least. Where there is too little room all are moved together.
///
/// Source: isotonic regression by pooling adjacent violators (Ayer et al. 1955).
pub(super) fn placed(wanted: &[f64], widths: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut offsets = Vec::with_capacity(widths.len());
    let mut offset = 0.0;
    for (i, width) in widths.iter().enumerate() {
        if i > 0 {
            offset += (widths[i - 1] + width) / 2.0 + gap;
        }
        offsets.push(offset);
    }
    // Sums and sizes of the blocks that stand as close as they may.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (want, offset) in wanted.iter().zip(&offsets) {
        blocks.push((want - offset, 1));
        while let [.., before, last] = blocks.as_slice()
            && before.0 / before.1 as f64 > last.0 / last.1 as f64
        {
            let joined = (before.0 + last.0, before.1 + last.1);
            blocks.pop();
            blocks.pop();
            blocks.push(joined);
        }
    }
    let least = low + widths.first().map_or(0.0, |width| width / 2.0);
    let most = high - widths.last().map_or(0.0, |width| width / 2.0) - offset;
    let means = blocks.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count));
    means.zip(&offsets).map(|(mean, offset)| mean.min(most).max(least) + offset).collect()
}
