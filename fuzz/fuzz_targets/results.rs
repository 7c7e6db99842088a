//! Results with any texts, numbers and gaps: a workbook comes out and opens, and of every eighth length of input both reports
//! too, whose pages take longer.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    mando_fuzz::input(|| {
        let (scorecard, results) = mando_fuzz::mutated::results(data);
        mando_fuzz::written(&scorecard, &results);
        if data.len() % 8 == 0 {
            mando_fuzz::composed(&scorecard, &results);
        }
    });
});
