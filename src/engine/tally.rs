//! Counts rows by group under up to eight conditions at once, one byte of flags a row.

use datafusion::arrow::buffer::BooleanBuffer;

/// So many conditions are counted at once.
const LANES: usize = 8;

/// How many rows of each place meet each of some conditions.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// For each eight conditions, by place.
    lanes: Vec<Vec<[u32; LANES]>>,
    /// Rows since these were put behind those that are counted in 64 bits.
    fresh: u64,
    /// By condition and place.
    counted: Vec<Vec<u64>>,
}

/// The bits of a byte as numbers.
static NUMBERS: [[u32; LANES]; 256] = {
    let mut numbers = [[0; LANES]; 256];
    let mut byte = 0;
    while byte < numbers.len() {
        let mut lane = 0;
        while lane < LANES {
            numbers[byte][lane] = (byte >> lane & 1) as u32;
            lane += 1;
        }
        byte += 1;
    }
    numbers
};

/// The bits of a byte as bytes.
static BYTES: [u64; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < bytes.len() {
        let mut bit = 0;
        while bit < 8 {
            bytes[byte] |= (byte as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    bytes
};

impl Tally {
    /// Adds the rows of a batch. A condition of `None` always holds; every call must pass the same conditions.
    pub(super) fn add(&mut self, conditions: &[Option<BooleanBuffer>], rows: &[u32], places: usize) {
        if self.fresh + rows.len() as u64 > u64::from(u32::MAX) {
            self.widen();
        }
        self.fresh += rows.len() as u64;
        self.lanes.resize_with(conditions.len().div_ceil(LANES), Vec::new);
        for (conditions, counts) in conditions.chunks(LANES).zip(&mut self.lanes) {
            counts.resize(places, [0; LANES]);
            for (rows, masks) in rows.chunks(8).zip(marks(conditions, rows.len())) {
                for (place, mask) in rows.iter().zip(masks.to_le_bytes()) {
                    let (counts, more) = (&mut counts[*place as usize], &NUMBERS[mask as usize]);
                    counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
                }
            }
        }
    }

    /// Memory taken.
    pub(super) fn bytes(&self) -> usize {
        let lanes = size_of::<[u32; LANES]>() * self.lanes.iter().map(Vec::capacity).sum::<usize>();
        lanes + size_of::<u64>() * self.counted.iter().map(Vec::capacity).sum::<usize>()
    }

    /// Rows by condition and place.
    pub(super) fn into_counts(mut self) -> Vec<Vec<u64>> {
        self.widen();
        self.counted
    }

    fn widen(&mut self) {
        self.fresh = 0;
        self.counted.resize_with(LANES * self.lanes.len(), Vec::new);
        for (lanes, counted) in self.lanes.iter_mut().zip(self.counted.chunks_mut(LANES)) {
            counted.iter_mut().for_each(|counted| counted.resize(lanes.len(), 0));
            for (place, counts) in lanes.iter_mut().enumerate() {
                for (counted, count) in counted.iter_mut().zip(std::mem::take(counts)) {
                    counted[place] += u64::from(count);
                }
            }
        }
    }
}

/// Which of up to eight conditions rows meet: a byte for each row, one bit for each condition, eight rows together.
pub(super) fn marks(conditions: &[Option<BooleanBuffer>], rows: usize) -> Vec<u64> {
    let of_all = |(lane, condition): (usize, &Option<BooleanBuffer>)| match condition {
        Some(_) => 0,
        None => u64::from_le_bytes([1 << lane; 8]),
    };
    let all = conditions.iter().enumerate().map(of_all).fold(0, |all, own| all | own);
    let mut marks = vec![all; 8 * rows.div_ceil(64)];
    for (lane, condition) in conditions.iter().enumerate() {
        let Some(condition) = condition else { continue };
        let words = condition.bit_chunks();
        for (word, marks) in words.iter_padded().zip(marks.as_chunks_mut::<8>().0) {
            for (byte, marks) in word.to_le_bytes().into_iter().zip(marks) {
                *marks |= BYTES[byte as usize] << lane;
            }
        }
    }
    marks
}
