//! Rows that a join repeats, each taken once.

/// What one question took of the row of the left side that stands last. Repeats of a row stand next to each other.
#[derive(Debug, Default)]
pub(super) struct LastMatch {
    row: Option<u64>,
    cuts: Vec<(u32, u32)>,
}

impl LastMatch {
    /// Records a row; true for the first repeat of it in this segment and entity.
    pub(super) fn take_first(&mut self, row: u64, cut: (u32, u32)) -> bool {
        if self.row != Some(row) {
            self.row = Some(row);
            self.cuts.clear();
        }
        let is_first = !self.cuts.contains(&cut);
        if is_first {
            self.cuts.push(cut);
        }
        is_first
    }
}
