//! Any bytes as a scorecard: checking ends, and finds what it finds, without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: mando_fuzz::caught_panics_are_no_faults(),
    |data: &[u8]| {
    mando_fuzz::project(&[("scorecard.yaml", data), ("data/a.csv", b"day,customer,amount,score\n2026-03-01,a,1,2\n")]);
});
