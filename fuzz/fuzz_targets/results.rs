//! Results with any texts, numbers and gaps: workbook and reports come out, and the workbook opens.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: mando_fuzz::begin(), |data: &[u8]| {
    mando_fuzz::input(|| {
        let (scorecard, results) = mando_fuzz::mutated::results(data);
        mando_fuzz::written(&scorecard, &results);
    });
});
